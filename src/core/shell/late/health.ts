/** `--health-…` and `--no-healthcheck`, of containers and of services. */

import { type Say, sayPlain } from '#core/say.ts';
import type { Fault } from '../faults.ts';
import type { Flags } from '../given.ts';
import { parseDuration, parseInteger } from '../go.ts';
import { placeOf } from '../parse.ts';

const health = [
  'health-interval',
  'health-timeout',
  'health-retries',
  'health-start-period',
  'health-start-interval',
];

/** A service counts what is given at all, a container only what differs from nothing. */
function isSet(flags: Flags, long: string, service: boolean): boolean {
  const value = flags.value(long);
  if (value === undefined) return flags.last(long) !== undefined;
  if (long === 'health-cmd') return value !== '';
  if (service && long !== 'health-retries') return true;
  const parsed = long === 'health-retries' ? parseInteger(value) : parseDuration(value);
  return 'value' in parsed && Number(parsed.value) !== 0;
}

/** How the options of a health check go together. */
export function healthFaults(flags: Flags, say: Say, service = false): Fault[] {
  const off = flags.last('no-healthcheck');
  const set = ['health-cmd', ...health].filter((long) => isSet(flags, long, service));
  if (off && flags.on('no-healthcheck'))
    return set.length === 0
      ? []
      : [
          {
            code: 'conflicting-options',
            message: sayPlain(say, '--no-healthcheck turns off what the other --health- options set'),
            detail: '--no-healthcheck conflicts with --health-* options',
            source: off.source,
          },
        ];
  if (service) return [];
  return health.flatMap((long) => {
    const given = flags.last(long);
    if (!given || !set.includes(long) || !given.value?.startsWith('-')) return [];
    return [
      {
        code: 'negative-value',
        message: sayPlain(say, '{option} cannot be negative', { option: `--${long}` }),
        detail: `--${long} cannot be negative`,
        source: placeOf(given),
      },
    ];
  });
}
