/** What a command's options and operands come to. */
import { maskedPort, parseMasked } from './expansion.ts';
import type { CliCommand } from './flags.ts';
import type { Flags } from './given.ts';
import type { Given } from './parse.ts';
import { type Mount, parseMount, parseTmpfs, parseVolume } from './values/mounts.ts';
import { type Port, parsePort } from './values/ports.ts';

/** One environment variable; without a value it is passed on from the machine. */
export interface Variable {
  readonly name: string;
  readonly value?: string;
}

/** The parts of a reading that are not words any more. */
export interface Meaning {
  /** The image a container is made from. */
  readonly image?: string;
  /** The name the container (network, volume …) gets. */
  readonly name?: string;
  /** The words behind the image, container or service: what is to run. */
  readonly command?: readonly string[];
  /** Ports that are published. A range of more than 100 ports is given as one. */
  readonly ports?: readonly Port[];
  readonly mounts?: readonly Mount[];
  readonly env?: readonly Variable[];
}

interface Word {
  readonly role: string;
  readonly value: string;
}

/** A range is listed port by port, but nobody reads thousands of them. */
const most = 100;

function portsOf(flags: Flags): Port[] {
  return flags.all('publish').flatMap(({ value = '', expands }) => {
    const masked = expands ? maskedPort(value) : undefined;
    if (masked) return [masked];
    const parsed = parsePort(value);
    if ('error' in parsed) return [];
    const [first] = parsed.value;
    const last = parsed.value.at(-1);
    if (parsed.value.length <= most || !first || !last) return parsed.value;
    const host = first.host === undefined ? {} : { host: `${first.host}-${last.host}` };
    return [{ ...first, container: `${first.container}-${last.container}`, ...host }];
  });
}

const unique = (given: readonly Given[]): readonly Given[] => [
  ...new Map(given.map((flag) => [flag.value, flag])).values(),
];

function mountsOf(flags: Flags): Mount[] {
  const read = (long: string, parse: (value: string) => { value: Mount } | { error: string }) =>
    // The client passes on what is said twice in the same words only once.
    unique(flags.all(long)).flatMap(({ value = '', expands }) => {
      const parsed = expands ? parseMasked(value, parse) : parse(value);
      return 'error' in parsed ? [] : [parsed.value];
    });
  return [
    ...read('volume', parseVolume),
    ...read('mount', parseMount),
    ...read('tmpfs', (value) => ({ value: parseTmpfs(value) })),
  ];
}

// A name that is given twice counts once, the last time.
function envOf(flags: Flags, given: ReadonlyMap<string, string>): Variable[] {
  const variables = new Map<string, Variable>();
  for (const { value = '' } of flags.all('env')) {
    const cut = value.indexOf('=');
    if (cut === 0 || value === '') continue;
    const name = cut === -1 ? value : value.slice(0, cut);
    const content = cut === -1 ? given.get(name) : value.slice(cut + 1);
    variables.delete(name);
    variables.set(name, content === undefined ? { name } : { name, value: content });
  }
  return [...variables.values()];
}

const filled = <K extends string, T>(key: K, list: readonly T[]): Partial<Record<K, readonly T[]>> =>
  list.length > 0 ? ({ [key]: list } as Record<K, readonly T[]>) : {};

/** What the words of a command come to; `given` are the variables set in front of it. */
export function meaningOf(
  command: CliCommand,
  flags: Flags,
  operands: readonly Word[],
  given: ReadonlyMap<string, string>,
): Meaning {
  const image = operands.find(({ role }) => role === 'image')?.value;
  const words = operands
    .filter(({ role }) => role === 'command' || role === 'argument')
    .map(({ value }) => value);
  // An empty name is none: the engine makes one up.
  const name = (flags.last('name')?.value || undefined) ?? namedBy(command, operands);
  return {
    ...(image !== undefined && { image }),
    ...(name !== undefined && { name }),
    ...filled('command', words),
    ...filled('ports', portsOf(flags)),
    ...filled('mounts', mountsOf(flags)),
    ...filled('env', envOf(flags, given)),
  };
}

/** Some commands are given the new name as an operand. */
function namedBy({ id }: CliCommand, operands: readonly Word[]): string | undefined {
  if (id === 'network create' || id === 'volume create') return operands[0]?.value;
  return id === 'container rename' ? operands[1]?.value : undefined;
}
