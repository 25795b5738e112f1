/** `docker service`, `docker swarm` and `docker stack`: what the client refuses once the line is read. */
import { sayPlain } from '#core/say.ts';
import type { Fault } from '../faults.ts';
import { placeOf } from '../parse.ts';
import { healthFaults } from './health.ts';
import type { Late } from './image.ts';

const modes = ['replicated', 'global', 'replicated-job', 'global-job'];

const jobs = ['replicated-job', 'global-job'];

/** Only services with so many tasks as one likes can be told how many. */
function modeFaults({ flags, say }: Late, mode: string): Fault[] {
  const only = (long: string, modes: readonly string[], detail: string): Fault[] => {
    const given = flags.last(long);
    const off = long === 'replicas-max-per-node' && flags.value(long) === '0';
    if (!given || off || modes.includes(mode)) return [];
    return [
      {
        code: 'conflicting-options',
        message: sayPlain(say, '{option} is only for --mode {known}', {
          option: given.spelling,
          known: modes.join(', '),
        }),
        detail,
        source: given.source,
      },
    ];
  };
  const replicated = ['replicated', 'replicated-job'];
  const counted = 'can only be used with replicated or replicated-job mode';
  return [
    ...only('replicas', replicated, `replicas ${counted}`),
    ...only('replicas-max-per-node', replicated, `replicas-max-per-node ${counted}`),
    ...only('max-concurrent', ['replicated-job'], 'max-concurrent can only be used with replicated-job mode'),
  ];
}

function jobFaults({ command, flags, say }: Late, mode: string): Fault[] {
  const given = command.flags
    .filter(({ long }) => /^(?:update|rollback)-/.test(long))
    .flatMap(({ long }) => flags.all(long));
  const [first] = given;
  if (!first || !jobs.includes(mode)) return [];
  return [
    {
      code: 'conflicting-options',
      message: sayPlain(say, 'a job runs once and is not updated, so {option} cannot be given', {
        option: first.spelling,
      }),
      detail: 'update and rollback configuration is not supported for jobs',
      source: first.source,
    },
  ];
}

function networkFault({ flags, say }: Late): Fault[] {
  const [first] = flags.all('network');
  if (!first || first.expands || first.value?.trim() !== '') return [];
  return [
    {
      code: 'empty-network',
      message: sayPlain(say, '--network needs the name of a network'),
      detail: 'invalid network name or ID: value is empty',
      source: placeOf(first),
    },
  ];
}

/** `--generic-resource gpu=2`: one `=`, and a number behind it. */
const resourceError = (value: string): string =>
  /^[^=]+=[^=]*$/.test(value)
    ? `invalid generic-resource request \`${value}\`, Named Generic Resources is not supported for service create or update`
    : `could not parse GenericResource: incorrect term ${value}, missing '=' or malformed expression`;

/** `docker service create` */
export function serviceFaults(late: Late): Fault[] {
  const { flags, say } = late;
  const given = flags.last('mode');
  const mode = given ? flags.value('mode') : 'replicated';
  const resources = flags.known('generic-resource').filter(({ value }) => !/^[^=]+=[+-]?\d+$/.test(value));
  const unknown: Fault[] =
    given && mode !== undefined && !modes.includes(mode)
      ? [
          {
            code: 'unknown-mode',
            message: sayPlain(say, '{mode} is not a mode of a service; they are {known}', {
              mode,
              known: modes.join(', '),
            }),
            detail: `Unknown mode: ${mode}, only replicated and global supported`,
            source: placeOf(given),
          },
        ]
      : [];
  return [
    ...healthFaults(flags, say, true),
    ...unknown,
    ...(mode === undefined ? [] : [...modeFaults(late, mode), ...jobFaults(late, mode)]),
    ...networkFault(late),
    ...resources.map((resource) => ({
      code: 'invalid-resource',
      message: sayPlain(say, 'a resource is written name=number, not {value}', { value: resource.value }),
      detail: resourceError(resource.value),
      source: placeOf(resource),
    })),
  ];
}

/** `docker swarm init` and `join` */
export function availabilityFaults({ flags, say }: Late): Fault[] {
  const given = flags.last('availability');
  const value = flags.value('availability');
  if (!given || value === undefined || ['active', 'pause', 'drain'].includes(value.toLowerCase())) return [];
  return [
    {
      code: 'unknown-availability',
      message: sayPlain(say, 'a node is active, on pause or on drain, not {value}', { value }),
      detail: `invalid availability ${JSON.stringify(value)}, only active, pause and drain are supported`,
      source: placeOf(given),
    },
  ];
}

/** `docker stack deploy` and `config` */
export function stackFaults({ flags, operands, say }: Late): Fault[] {
  if (flags.last('compose-file')) return [];
  return [
    {
      code: 'missing-compose-file',
      message: sayPlain(say, 'the Compose file is named with -c'),
      detail: 'Specify a Compose file (with --compose-file)',
      source: operands[0]?.source ?? [0, 0],
    },
  ];
}

/** `docker secret create`: a file or `-`, or a driver and neither. */
export function secretFaults({ flags, operands, say }: Late): Fault[] {
  const [name, file] = operands;
  const driver = flags.last('driver');
  if (!name || (file === undefined) === (driver !== undefined)) return [];
  return [
    {
      code: driver ? 'conflicting-options' : 'missing-secret',
      message: driver
        ? sayPlain(say, 'a driver brings the secret itself, so no file is given')
        : sayPlain(say, 'the secret is read from a file, or from the input with -'),
      detail: driver ? 'When using secret driver secret data must be empty' : 'secret file is required',
      source: (file ?? name).source,
    },
  ];
}
