/**
 * What the client does and its help does not tell: flags it hides, where it stops looking for options, and how many
 * operands it really wants where the usage line says otherwise. Found by asking client 28.2.2 (`client.test.ts` asks
 * again where one is present); the flags of buildx and Compose are from their sources.
 */
import type { CliCommand, Flag } from './flags.ts';

const oldNames: readonly (readonly [Flag, string])[] = [
  [{ long: 'net', type: 'network' }, 'network'],
  [{ long: 'net-alias', type: 'list' }, 'network-alias'],
  [{ long: 'dns-opt', type: 'list' }, 'dns-option'],
];
const seconds: readonly (readonly [Flag, string])[] = [[{ long: 'time', type: 'int' }, 'timeout']];

// What the old builder had and BuildKit takes without doing anything with it.
const ignored: readonly Flag[] = [
  { long: 'compress', type: 'bool' },
  { long: 'force-rm', type: 'bool' },
  { long: 'rm', type: 'bool' },
  { long: 'squash', type: 'bool' },
  { long: 'isolation', type: 'string' },
  { long: 'security-opt', type: 'strings' },
  { long: 'memory', short: 'm', type: 'string' },
  { long: 'memory-swap', type: 'string' },
  { long: 'cpu-shares', short: 'c', type: 'int' },
  { long: 'cpu-period', type: 'int' },
  { long: 'cpu-quota', type: 'int' },
  { long: 'cpuset-cpus', type: 'string' },
  { long: 'cpuset-mems', type: 'string' },
];

// Compose V1 had these; today they are taken and do nothing.
const noLonger: readonly (readonly [Flag])[] = ['parallel', 'compress', 'force-rm'].map((long) => [
  { long, type: 'bool' },
]);

const hidden: Readonly<Record<string, readonly (readonly [flag: Flag, now?: string])[]>> = {
  'container run': oldNames,
  'container create': oldNames,
  'container update': [[{ long: 'kernel-memory', type: 'bytes' }]],
  'container stop': seconds,
  'container restart': seconds,
  'volume create': [[{ long: 'name', type: 'string' }]],
  'buildx build': ignored.map((flag) => [flag]),
  'buildx prune': [[{ long: 'keep-storage', type: 'bytes' }, 'reserved-space']],
  compose: [
    [{ long: 'verbose', type: 'bool' }],
    [{ long: 'version', short: 'v', type: 'bool' }],
    [{ long: 'workdir', type: 'string' }, 'project-directory'],
    [{ long: 'no-ansi', type: 'bool' }],
    [{ long: 'insecure-registry', type: 'stringArray' }],
  ],
  'compose build': [...noLonger, [{ long: 'no-rm', type: 'bool' }], [{ long: 'progress', type: 'string' }]],
  'compose down': [[{ long: 'volume', type: 'bool' }, 'volumes']],
  'compose ps': [[{ long: 'filter', type: 'string' }]],
  'compose pull': [[{ long: 'parallel', type: 'bool' }], [{ long: 'no-parallel', type: 'bool' }]],
  'compose run': [
    [{ long: 'tty', short: 't', type: 'bool' }],
    [{ long: 'labels', type: 'stringArray' }, 'label'],
    [{ long: 'volumes', type: 'stringArray' }, 'volume'],
  ],
  'compose exec': [
    [{ long: 'interactive', short: 'i', type: 'bool' }],
    [{ long: 'tty', short: 't', type: 'bool' }],
    [{ long: 'no-TTY', type: 'bool' }, 'no-tty'],
  ],
};

// Kubernetes was another place for stacks once; the client still takes the option and does nothing with it.
const ofStacks: Flag = { long: 'orchestrator', type: 'string' };

/** A flag the help of `command` does not list, by its long or (one letter) short name. */
export const hiddenFlag = (command: CliCommand, name: string): Flag | undefined =>
  hidden[command.id]?.find(([flag]) => (name.length === 1 ? flag.short === name : flag.long === name))?.[0] ??
  (name === ofStacks.long && /^stack(?: |$)/.test(command.id) ? ofStacks : undefined);

/** What a hidden flag is called today: `net` → `network`. */
export const presentName = (command: CliCommand, long: string): string | undefined =>
  hidden[command.id]?.find(([flag]) => flag.long === long)?.[1];

// Their own arguments may begin with a dash, so the client stops at the first word that is no option. The usage line
// shows it for most (`[ARG...]`), not for all.
const stopping = new Set(['container commit', 'image tag', 'container top']);

/** Whether everything behind the first operand is an operand, even what looks like an option. */
export const stopsAtOperand = (command: CliCommand): boolean =>
  command.subcommands.length > 0 || /\[ARGS?\.\.\.\]/.test(command.usage) || stopping.has(command.id);

/** How many operands are accepted where the usage line says something else: [at least, at most]. */
export const countOf: Readonly<Record<string, readonly [least: number, most: number]>> = {
  'image import': [1, Number.POSITIVE_INFINITY],
  'plugin create': [2, Number.POSITIVE_INFINITY],
  'volume update': [1, 1],
  'container top': [1, Number.POSITIVE_INFINITY],
  'compose scale': [1, Number.POSITIVE_INFINITY],
  'compose attach': [1, Number.POSITIVE_INFINITY],
  'compose export': [1, Number.POSITIVE_INFINITY],
  'compose port': [2, Number.POSITIVE_INFINITY],
  'compose down': [0, Number.POSITIVE_INFINITY],
  'context use': [1, 1],
  'buildx history import': [0, 0],
};

/** Plugins that come with Docker Desktop or by themselves, and whose commands and flags are not in our facts. */
export const plugins: ReadonlySet<string> = new Set(
  'ai app cloud debug desktop dev extension feedback init mcp model offload pass sandbox sbom scan scout'.split(
    ' ',
  ),
);
