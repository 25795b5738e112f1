import { type Parsed, parseBool, parseCsv } from '../go.ts';
import { parseSize } from './sizes.ts';

/** Something of the machine (or of the engine's) that shows up as a folder in the container. */
export interface Mount {
  readonly type: string;
  /** A path on the machine for a bind mount, a name for a volume; none for an anonymous volume or tmpfs. */
  readonly source?: string;
  readonly target: string;
  readonly readonly?: true;
  /** What else was said about it: `z`, `nocopy`, `size=1g`. */
  readonly options?: string;
  /** The option that made it, because the engine treats a missing folder differently. */
  readonly by: '-v' | '--mount' | '--tmpfs';
}

/** A path on the machine, not the name of a volume: the client looks at the first letters only. */
export const isPath = (source: string): boolean =>
  /^[./~]/.test(source) || /^[A-Za-z]:[\\/]/.test(source) || source.startsWith('\\\\');

/** Splits `-v` at its colons; `C:\data` is one part. */
function parts(text: string): string[] {
  const found: string[] = [];
  let part = '';
  for (const letter of text) {
    if (letter === ':' && !/^\p{L}$/u.test(part)) {
      found.push(part);
      part = '';
    } else part += letter;
  }
  return [...found, part];
}

/**
 * `-v`: `/data`, `name:/data`, `/here:/there:ro`. The client refuses only empty parts and a fourth one; the engine checks
 * the rest, and takes a single letter in front for a name unless a Windows path follows.
 */
export function parseVolume(text: string): Parsed<Mount> {
  if (text === '') return { error: 'invalid empty volume spec' };
  const heard = text.length <= 2 ? [text] : parts(text);
  if (heard.slice(0, 3).includes('')) return { error: `invalid spec: ${text}: empty section between colons` };
  if (heard.length > 3) return { error: `invalid spec: ${text}: too many colons` };
  const drive = /^(?:[A-Za-z]:[\\/][^:]*:(?:\/|[A-Za-z]:)|[^:]{2,}:[A-Za-z]:[\\/])/.test(text);
  const [first = '', second, third] = heard.length === 1 || drive ? heard : text.split(':');
  if (second === undefined) return { value: { type: 'volume', target: first, by: '-v' } };
  const options = third?.split(',') ?? [];
  const rest = options.filter((option) => option !== 'ro' && option !== 'rw').join(',');
  return {
    value: {
      type: isPath(first) ? 'bind' : 'volume',
      ...(first !== '' && { source: first }),
      target: second,
      ...(options.includes('ro') && { readonly: true as const }),
      ...(rest && { options: rest }),
      by: '-v',
    },
  };
}

/** `--tmpfs /run:size=1g`: nothing is checked before the container starts. */
export function parseTmpfs(text: string): Mount {
  const cut = text.indexOf(':');
  return cut === -1
    ? { type: 'tmpfs', target: text, by: '--tmpfs' }
    : { type: 'tmpfs', target: text.slice(0, cut), options: text.slice(cut + 1), by: '--tmpfs' };
}

const switches = new Set(['readonly', 'ro', 'volume-nocopy', 'bind-nonrecursive']);
const others = new Set([
  'consistency',
  'volume-label',
  'volume-driver',
  'volume-opt',
  'volume-subpath',
  'image-subpath',
  'bind-propagation',
]);

/** Checks one field of `--mount`; the error, if it is one. */
function checkField(key: string, value: string, field: string): string | undefined {
  if (switches.has(key))
    return 'error' in parseBool(value) ? `invalid value for ${key}: ${value}` : undefined;
  if (key === 'bind-recursive')
    return ['enabled', 'disabled', 'writable', 'readonly'].includes(value)
      ? undefined
      : `invalid value for ${key}: ${value} (must be "enabled", "disabled", "writable", or "readonly")`;
  if (key === 'tmpfs-size')
    return 'error' in parseSize(value) ? `invalid value for ${key}: ${value}` : undefined;
  if (key === 'tmpfs-mode')
    return /^[0-7]{1,20}$/.test(value) && Number.parseInt(value, 8) < 2 ** 32
      ? undefined
      : `invalid value for ${key}: ${value}`;
  return others.has(key) ? undefined : `unexpected key '${key}' in '${field}'`;
}

const keys: ReadonlyMap<string, 'type' | 'source' | 'target'> = new Map([
  ['type', 'type'],
  ['source', 'source'],
  ['src', 'source'],
  ['target', 'target'],
  ['dst', 'target'],
  ['destination', 'target'],
]);

/** `--mount type=bind,src=…,dst=…`: the client checks every key. */
export function parseMount(text: string): Parsed<Mount> {
  const fields = parseCsv(text);
  if ('error' in fields) return fields;
  const found = { type: 'volume', source: '', target: '' };
  const options: string[] = [];
  const families = new Set<string>();
  const recursive: string[] = [];
  let propagation = '';
  let readonly = false;
  for (const field of fields.value) {
    const cut = field.indexOf('=');
    const key = (cut === -1 ? field : field.slice(0, cut)).toLowerCase();
    const value = cut === -1 ? 'true' : field.slice(cut + 1);
    if (cut === -1 && !switches.has(key))
      return { error: `invalid field '${field}' must be a key=value pair` };
    const place = keys.get(key);
    if (place) {
      found[place] = place === 'type' ? value.toLowerCase() : value;
      continue;
    }
    const error = checkField(key, value, field);
    if (error) return { error };
    const family = /^(volume|bind|image|tmpfs)-/.exec(key)?.[1];
    if (family) families.add(family);
    if (key === 'bind-recursive') recursive.push(value);
    if (key === 'bind-propagation') propagation = value.toLowerCase();
    if (key === 'readonly' || key === 'ro') readonly = trueOf(value);
    else options.push(field);
  }
  const { type, source, target } = found;
  if (type === '') return { error: 'type is required' };
  if (target === '') return { error: 'target is required' };
  for (const family of ['volume', 'bind', 'image', 'tmpfs'])
    if (families.has(family) && family !== type)
      return { error: `cannot mix '${family}-*' options with mount type '${type}'` };
  const missing = recursive.map((way) => recursionNeeds(way, readonly, propagation)).find(Boolean);
  if (missing) return { error: missing };
  return {
    value: {
      type,
      ...(source !== '' && { source }),
      target,
      ...(readonly && { readonly: true as const }),
      ...(options.length > 0 && { options: options.join(',') }),
      by: '--mount',
    },
  };
}

/** What else must be said where the mounts below are made read-only, or left writable. */
function recursionNeeds(way: string, readonly: boolean, propagation: string): string | undefined {
  const needs = (what: string) =>
    `option 'bind-recursive=${way}' requires '${what}' to be specified in conjunction`;
  if ((way === 'writable' || way === 'readonly') && !readonly) return needs('readonly');
  return way === 'readonly' && propagation !== 'rprivate' ? needs('bind-propagation=rprivate') : undefined;
}

function trueOf(value: string): boolean {
  const parsed = parseBool(value);
  return 'value' in parsed && parsed.value;
}
