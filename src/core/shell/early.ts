/** What the client refuses before it looks at the command itself: its own options, and what a usual engine lacks. */
import { type Say, sayPlain } from '#core/say.ts';
import type { Fault } from './faults.ts';
import { root } from './flags.ts';
import { conflict } from './late/several.ts';
import { type Given, placeOf } from './parse.ts';
import { checkEndpoint } from './values/address.ts';
import type { Walk } from './walk.ts';

/** The options that stand in front of the command. */
const rootFlags = ({ parse }: Walk, long: string): readonly Given[] =>
  parse.given.filter(({ flag }) => flag.long === long && root.flags.includes(flag));

const levels = ['trace', 'debug', 'info', 'warn', 'warning', 'error', 'fatal', 'panic'];

function levelFaults(walk: Walk, say: Say): Fault[] {
  const given = rootFlags(walk, 'log-level').at(-1);
  const value = given?.value;
  if (!given || value === undefined || value === '' || given.expands) return [];
  if (levels.includes(value.toLowerCase())) return [];
  return [
    {
      code: 'invalid-log-level',
      message: sayPlain(say, '{value} is none of {known}', { value, known: levels.join(', ') }),
      detail: `Unable to parse logging level: ${value}`,
      source: placeOf(given),
    },
  ];
}

/** Checkpoints are made only where the engine's experimental features are on; as installed, they are off. */
function experimentalFaults({ command, parse }: Walk, say: Say): Fault[] {
  if (parse.help) return [];
  const message = sayPlain(say, 'only an engine whose experimental features are turned on takes this');
  const needs = 'is only supported on a Docker daemon with experimental features enabled';
  const [from, to] = [parse.marks[0]?.source[0] ?? 0, parse.marks[0]?.source[1] ?? 0];
  if (command.id.startsWith('checkpoint'))
    return [
      {
        code: 'needs-experimental',
        message,
        detail: `docker ${command.id} ${needs}`,
        source: [from, to],
      },
    ];
  if (command.id !== 'container start') return [];
  return parse.given
    .filter(({ flag }) => flag.long.startsWith('checkpoint'))
    .map(({ flag, source }) => ({
      code: 'needs-experimental',
      message,
      detail: `"--${flag.long}" ${needs}`,
      source,
    }));
}

/** What comes before everything else. */
export const earlyFaults = (walk: Walk, say: Say): Fault[] => [
  ...levelFaults(walk, say),
  ...experimentalFaults(walk, say),
];

/** `-H` and `-c` both say which engine; told before an unknown command is. */
export function engineConflicts(walk: Walk, say: Say): Fault[] {
  const [host] = rootFlags(walk, 'host');
  const [context] = rootFlags(walk, 'context');
  if (!host || !context || walk.parse.help) return [];
  return [
    conflict(say, host.spelling, context, 'conflicting options: cannot specify both --host and --context'),
  ];
}

/** An engine that cannot be: told once the operands are counted. */
export function endpointFaults(walk: Walk, say: Say): Fault[] {
  const hosts = rootFlags(walk, 'host');
  const [first, second] = hosts;
  if (walk.parse.help || !first) return [];
  if (second)
    return [
      {
        code: 'conflicting-options',
        message: sayPlain(say, 'only one engine can be spoken to at a time'),
        detail: 'Specify only one -H',
        source: second.source,
      },
    ];
  const value = first.value ?? '';
  const detail = first.expands ? undefined : checkEndpoint(value);
  if (detail === undefined) return [];
  return [
    {
      code: 'invalid-endpoint',
      message: sayPlain(say, '{value} is not valid here; write it like {example}', {
        value,
        example: 'ssh://user@host',
      }),
      detail,
      source: placeOf(first),
    },
  ];
}
