/** `docker compose`: what Compose refuses before, or whatever, the file says (docker/compose's `cmd/compose`). */
import { type Say, sayPlain } from '#core/say.ts';
import type { Fault } from '../faults.ts';
import type { Flags } from '../given.ts';
import { quote, wholeError } from '../go.ts';
import { type Given, placeOf } from '../parse.ts';
import { parsePort } from '../values/ports.ts';
import type { Token } from '../words.ts';
import { composeCopyFaults } from './copy.ts';
import type { Late } from './image.ts';
import { conflict } from './several.ts';

/** A value that is none of those that are taken. */
const unknown = (say: Say, given: Given, known: string, detail: string): Fault => ({
  code: 'unknown-value',
  message: sayPlain(say, '{value} is none of {known}', { value: given.value ?? '', known }),
  detail,
  source: placeOf(given),
});

/** A value that is written in another way. */
const written = (say: Say, place: Given | Token, example: string, detail: string): Fault => ({
  code: 'invalid-value',
  message: sayPlain(say, '{value} is not valid here; write it like {example}', {
    value: ('text' in place ? place.text : place.value) ?? '',
    example,
  }),
  detail,
  source: 'text' in place ? place.source : placeOf(place),
});

const isOn = (flags: Flags, long: string): boolean => {
  const given = flags.last(long);
  return given !== undefined && (given.flag.type === 'bool' ? flags.on(long) : given.value !== '');
};

/** Two options that cannot be given together, and what is printed then. */
type Pair = readonly [first: string, second: string, detail: string];

const apart = (first: string, second: string): Pair => [
  first,
  second,
  `--${first} and --${second} are incompatible`,
];

function pairFault({ flags, say }: Late, pairs: readonly Pair[]): Fault[] {
  for (const [first, second, detail] of pairs) {
    const [one, other] = [flags.last(first), flags.last(second)];
    if (one && other && isOn(flags, first) && isOn(flags, second))
      return [conflict(say, one.spelling, other, detail)];
  }
  return [];
}

const waiting = '--wait cannot be combined with --abort-on-container-exit, --attach or --attach-dependencies';
const leaving =
  '--detach cannot be combined with --abort-on-container-exit, --abort-on-container-failure, --attach, --attach-dependencies or --watch';
const stops = ['attach-dependencies', 'abort-on-container-exit', 'exit-code-from', 'attach'] as const;

const upPairs: readonly Pair[] = [
  [
    'abort-on-container-exit',
    'abort-on-container-failure',
    '--abort-on-container-failure cannot be combined with --abort-on-container-exit',
  ],
  ...stops.map((stop): Pair => ['wait', stop, waiting]),
  apart('build', 'no-build'),
  ...[...stops, 'abort-on-container-failure', 'watch'].map((stop): Pair => ['detach', stop, leaving]),
  ...['abort-on-container-failure', 'watch'].map((stop): Pair => ['wait', stop, leaving]),
  ['no-recreate', 'renew-anon-volumes', '--no-recreate and --renew-anon-volumes are incompatible'],
  apart('force-recreate', 'no-recreate'),
  apart('always-recreate-deps', 'no-recreate'),
  apart('no-build', 'watch'),
  ['attach', 'attach-dependencies', 'cannot combine --attach and --attach-dependencies'],
];

const policies = ['always', 'missing', 'if_not_present', 'never', 'build'];

/** `--pull` and `--scale`, which several commands have. */
function createFaults({ flags, say }: Late): Fault[] {
  const pull = flags.known('pull').at(-1);
  const faults: Fault[] = [];
  if (pull && pull.flag.type !== 'bool' && !policies.includes(pull.value))
    faults.push(unknown(say, pull, policies.join(', '), `invalid --pull option ${quote(pull.value)}`));
  for (const given of flags.known('scale')) {
    const [, count, more] = given.value.split('=');
    if (count === undefined || more !== undefined)
      faults.push(
        written(say, given, 'web=3', `invalid --scale option ${quote(given.value)}. Should be SERVICE=NUM`),
      );
    else {
      const bad = wholeError(count);
      if (bad) faults.push(written(say, given, 'web=3', `strconv.Atoi: parsing ${quote(count)}: ${bad}`));
    }
  }
  return faults;
}

function runFaults(late: Late): Fault[] {
  const { flags, say } = late;
  const noTerminal = flags.last('no-TTY');
  return [
    ...pairFault(late, [['service-ports', 'publish', '--service-ports and --publish are incompatible']]),
    ...(noTerminal && flags.last('tty')
      ? [conflict(say, '--tty', noTerminal, "--tty and --no-TTY can't be used together")]
      : []),
    ...createFaults(late),
    ...flags.known('publish').flatMap((given) => {
      const parsed = parsePort(given.value);
      return 'error' in parsed ? [written(say, given, '8080:80', parsed.error)] : [];
    }),
    ...flags
      .known('label')
      .filter(({ value }) => !value.includes('='))
      .map((given) => written(say, given, 'name=value', 'label must be set as KEY=VALUE')),
  ];
}

function scaleFaults({ operands, say }: Late): Fault[] {
  return operands.flatMap((operand) => {
    const [name = '', count = ''] = operand.text.split(/=(.*)/s, 2);
    if (operand.expands) return [];
    if (name === '' || count === '')
      return [written(say, operand, 'web=3', `invalid scale specifier: ${operand.text}`)];
    return wholeError(count)
      ? [
          written(
            say,
            operand,
            'web=3',
            `invalid scale specifier: can't parse replica value as int: ${operand.text}`,
          ),
        ]
      : [];
  });
}

function downFaults({ flags, say }: Late): Fault[] {
  const given = flags.known('rmi').at(-1);
  if (!given || ['', 'all', 'local'].includes(given.value)) return [];
  return [unknown(say, given, 'local, all', `invalid value for --rmi: ${quote(given.value)}`)];
}

function psFaults({ flags, say }: Late): Fault[] {
  const given = flags.known('filter').at(-1);
  if (!given || given.value === '' || given.value.startsWith('status=')) return [];
  if (!given.value.includes('='))
    return [written(say, given, 'status=running', 'arguments to --filter should be in form KEY=VAL')];
  const key = given.value.split('=', 1)[0] ?? '';
  return key === 'source' ? [] : [unknown(say, given, 'status=…', `unknown filter ${key}`)];
}

function portFaults({ operands: [, port], say }: Late): Fault[] {
  if (!port || port.expands) return [];
  const plain = /^\d+$/.test(port.text);
  if (plain && BigInt(port.text) < 65536n) return [];
  const reason = plain ? 'value out of range' : 'invalid syntax';
  return [written(say, port, '80', `strconv.ParseUint: parsing ${quote(port.text)}: ${reason}`)];
}

function logsFaults({ flags, operands, say }: Late): Fault[] {
  const index = flags.known('index').at(-1);
  if (!index || operands.length === 1 || !(Number(index.value) > 0)) return [];
  return [
    {
      code: 'index-without-service',
      message: sayPlain(say, '--index picks one container of a service, so name that one service'),
      detail: '--index requires one service to be selected',
      source: index.source,
    },
  ];
}

function formatFaults({ flags, say }: Late): Fault[] {
  const given = flags.known('format').at(-1);
  if (!given || ['', 'yaml', 'json'].includes(given.value)) return [];
  return [unknown(say, given, 'yaml, json', `unsupported format ${quote(given.value)}`)];
}

const byCommand: Readonly<Record<string, (late: Late) => Fault[]>> = {
  'compose up': (late) => [...pairFault(late, upPairs), ...createFaults(late)],
  'compose create': (late) => [
    ...pairFault(late, [apart('build', 'no-build'), apart('force-recreate', 'no-recreate')]),
    ...createFaults(late),
  ],
  'compose cp': composeCopyFaults,
  'compose run': runFaults,
  'compose scale': scaleFaults,
  'compose down': downFaults,
  'compose ps': psFaults,
  'compose port': portFaults,
  'compose logs': logsFaults,
  'compose config': formatFaults,
};

const modes = ['auto', 'tty', 'plain', 'json', 'quiet'];

/** The options of Compose itself: `docker compose --progress plain up`. */
function ownFaults({ command, flags, say }: Late): Fault[] {
  const progress = command.id === 'compose build' ? undefined : flags.known('progress').at(-1);
  const faults: Fault[] = [];
  if (progress && ![...modes, '', 'none'].includes(progress.value))
    faults.push(
      unknown(say, progress, modes.join(', '), `unsupported --progress value ${quote(progress.value)}`),
    );
  const name = flags.known('project-name').at(-1);
  const named = !['compose ls', 'compose version'].includes(command.id);
  if (name && named && name.value !== '' && !/^[a-z0-9][a-z0-9_-]*$/.test(name.value))
    faults.push({
      code: 'invalid-name',
      message: sayPlain(
        say,
        '{value} is not a valid name here: lowercase letters, digits, _ and -, and a letter or digit first',
        { value: name.value },
      ),
      detail: `invalid project name ${quote(name.value)}: must consist only of lowercase alphanumeric characters, hyphens, and underscores as well as start with a letter or number`,
      source: placeOf(name),
    });
  return faults;
}

/** What Compose refuses. */
export const composeFaults = (late: Late): Fault[] => [
  ...ownFaults(late),
  ...(byCommand[late.command.id]?.(late) ?? []),
];
