/** Options that do not go together, for commands that have only that to refuse. */
import { type Say, sayPlain } from '#core/say.ts';
import type { Fault } from '../faults.ts';
import { type Given, placeOf } from '../parse.ts';
import { checkTime } from '../values/times.ts';
import type { Late } from './image.ts';

/** Two options of which only one may be given. */
export const conflict = (say: Say, first: string, second: Given, detail: string): Fault => ({
  code: 'conflicting-options',
  message: sayPlain(say, '{first} and {second} cannot be given together', { first, second: second.spelling }),
  detail,
  source: second.source,
});

/** The filters whose name is this one; the client takes it in any case. */
const filters = ({ flags }: Late, name: string) =>
  flags.known('filter').filter(({ value }) => value.split('=', 1)[0]?.trim().toLowerCase() === name);

/** `docker stop` and `restart`: `--time` is only the old name of `--timeout`. */
export function waitFaults({ flags, say }: Late): Fault[] {
  const given = flags.all('timeout');
  const old = given.find(({ flag }) => flag.long === 'time');
  const now = given.find(({ flag }) => flag.long !== 'time');
  return old && now
    ? [conflict(say, now.spelling, old, 'conflicting options: cannot specify both --timeout and --time')]
    : [];
}

/** `docker volume prune` */
export function volumePruneFaults(late: Late): Fault[] {
  const [filter] = filters(late, 'all');
  return filter && late.flags.on('all')
    ? [
        conflict(
          late.say,
          '--all',
          filter,
          'conflicting options: cannot specify both --all and --filter all=1',
        ),
      ]
    : [];
}

/** `docker system prune` */
export function systemPruneFaults(late: Late): Fault[] {
  const [filter] = filters(late, 'until');
  return filter && late.flags.on('volumes')
    ? [conflict(late.say, '--volumes', filter, 'The "until" filter is not supported with "--volumes"')]
    : [];
}

/** `docker service inspect` */
export function prettyFaults({ flags, say }: Late): Fault[] {
  const format = flags.last('format');
  return format && flags.value('format') !== '' && flags.on('pretty')
    ? [conflict(say, '--pretty', format, '--format is incompatible with human friendly format')]
    : [];
}

/** `docker events` */
export function timeFaults({ flags, say }: Late): Fault[] {
  return ['since', 'until'].flatMap((name) =>
    flags
      .known(name)
      .slice(-1)
      .flatMap((given): Fault[] => {
        const detail = checkTime(given.value);
        return detail === undefined
          ? []
          : [
              {
                code: 'invalid-time',
                message: sayPlain(
                  say,
                  '{value} is neither a point in time nor a duration; write it like {date} or {duration}',
                  { value: given.value, date: '2026-01-31T09:00:00', duration: '10m' },
                ),
                detail,
                source: placeOf(given),
              },
            ];
      }),
  );
}
