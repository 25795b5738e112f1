/** Values in which the shell, or a person, still puts something in: `${PORT:-8080}:80`, `<folder>:/data`. */
import type { Parsed } from './go.ts';
import type { Mount } from './values/mounts.ts';
import type { Port } from './values/ports.ts';

// Bounded, so that what is never closed costs no more than what is.
const parts =
  /\$\{\{[^}\n]{0,200}\}\}|\$\{[^}]{0,200}\}|\$\([^()]{0,200}(?:\([^()]{0,200}\)[^()]{0,200}){0,4}\)|`[^`]{0,200}`|\$\w+|\$[@*#?!]|<[^<>]{0,100}>/g;
const held = /[\ue000-\uf8ff]/g;

/** A value whose unknown parts are one letter each, so that no colon in them counts. */
interface Masked {
  readonly text: string;
  /** Puts the unknown parts back into a piece of it. */
  readonly restore: (piece: string) => string;
}

/** Hides what is put in later. */
function mask(value: string): Masked {
  if (!/[$`<]/.test(value)) return { text: value, restore: (piece) => piece };
  const hidden: string[] = [];
  const text = value.replace(parts, (part) => {
    hidden.push(part);
    return String.fromCharCode(0xe000 + Math.min(hidden.length, 0x1000) - 1);
  });
  return {
    text,
    restore: (piece) => piece.replace(held, (letter) => hidden[letter.charCodeAt(0) - 0xe000] ?? letter),
  };
}

const port = '[\\d\\ue000-\\uf8ff-]+';
const publish = new RegExp(`^(?:([\\d.\\ue000-\\uf8ff]*):)?(?:(${port})?:)?(${port})(?:/(tcp|udp|sctp))?$`);

/** A publish option some of whose ports are not known yet; `undefined` where it has another form. */
export function maskedPort(value: string): Port | undefined {
  const { text, restore } = mask(value);
  if (text === value) return undefined;
  const found = publish.exec(text);
  if (!found) return undefined;
  const [, first, second, container = '', protocol = 'tcp'] = found;
  // With one colon the part in front of it is the machine's port.
  const two = text.split(':').length === 2;
  const host = two ? first : second;
  const ip = two ? undefined : first;
  return {
    container: restore(container),
    ...(host && { host: restore(host) }),
    ...(ip && { ip: restore(ip) }),
    protocol,
  };
}

// Variables that hold a path wherever they are used, and what a person would put a path in for.
const folders = /^(?:\$\{?(?:PWD|HOME|pwd)\b|\$\((?:pwd|PWD)\)|`pwd`|<[^>]*(?:path|dir|folder)[^>]*>)/;

/** A mount whose unknown parts are put back where they stood; a folder of the machine is known by its variable. */
export function parseMasked(value: string, parse: (value: string) => Parsed<Mount>): Parsed<Mount> {
  const { text, restore } = mask(value);
  const parsed = parse(text);
  if ('error' in parsed) return parsed;
  const { source, target, options, type, ...rest } = parsed.value;
  const from = source === undefined ? undefined : restore(source);
  return {
    value: {
      ...rest,
      type: type === 'volume' && from !== undefined && folders.test(from) ? 'bind' : type,
      ...(from !== undefined && { source: from }),
      target: restore(target),
      ...(options !== undefined && { options: restore(options) }),
    },
  };
}
