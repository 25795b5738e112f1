/** `docker service`, `docker swarm` and `docker stack`: what the client refuses once the line is read. */
import { sayPlain } from '#core/say.ts';
import type { Fault } from '../faults.ts';
import type { Given } from '../parse.ts';
import type { Late } from './image.ts';

const at = (given: Given) => ({ source: given.valueSource ?? given.source });

const modes = ['replicated', 'global', 'replicated-job', 'global-job'];

/** `docker service create` */
export function serviceFaults({ flags, say }: Late): Fault[] {
  const mode = flags.value('mode') ?? 'replicated';
  const given = flags.last('mode');
  const resources = flags.known('generic-resource').filter(({ value }) => !/=\d+$/.test(value));
  const faults: Fault[] = resources.map((resource) => ({
    code: 'invalid-resource',
    message: sayPlain(say, 'a resource is written name=number, not {value}', { value: resource.value }),
    detail: `invalid generic-resource request \`${resource.value}\`, Named Generic Resources is not supported for service create or update`,
    ...at(resource),
  }));
  if (given && !given.expands && !modes.includes(mode))
    faults.push({
      code: 'unknown-mode',
      message: sayPlain(say, '{mode} is not a mode of a service; they are {known}', {
        mode,
        known: modes.join(', '),
      }),
      detail: `Unknown mode: ${mode}, only replicated and global supported`,
      ...at(given),
    });
  const jobs = flags.last('max-concurrent');
  if (jobs && !given?.expands && mode !== 'replicated-job')
    faults.push({
      code: 'conflicting-options',
      message: sayPlain(say, '--max-concurrent is only for --mode replicated-job'),
      detail: 'max-concurrent can only be used with replicated-job mode',
      source: jobs.source,
    });
  return faults;
}

/** `docker swarm init` and `join` */
export function availabilityFaults({ flags, say }: Late): Fault[] {
  const given = flags.last('availability');
  const value = flags.value('availability');
  if (!given || value === undefined || ['active', 'pause', 'drain'].includes(value)) return [];
  return [
    {
      code: 'unknown-availability',
      message: sayPlain(say, 'a node is active, on pause or on drain, not {value}', { value }),
      detail: `invalid availability ${JSON.stringify(value)}, only active, pause and drain are supported`,
      ...at(given),
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
