/** What the client checks while it reads an option, by the option's type and, for lists, its name. */
import { type Say, sayPlain } from '#core/say.ts';
import type { Refusal } from './faults.ts';
import type { CliCommand, Flag } from './flags.ts';
import {
  ipVersion,
  type Parsed,
  parseBool,
  parseDuration,
  parseFloating,
  parseInteger,
  parseUnsigned,
} from './go.ts';
import { quoteWord } from './quotes.ts';
import { parseReference } from './reference.ts';
import { checkTcp } from './values/address.ts';
import { checkThrottle, checkWeight } from './values/devices.ts';
import { parseDomain, parseHost, parseLink } from './values/hosts.ts';
import { checkGpus, parseCpus, parseUlimit } from './values/limits.ts';
import { parseMount } from './values/mounts.ts';
import { parseNetwork } from './values/networks.ts';
import { parseSize } from './values/sizes.ts';
import {
  checkAuthority,
  checkCredentials,
  checkList,
  checkMounted,
  checkPairs,
  checkPools,
  checkPreference,
  checkPublished,
  checkResource,
  checkWords,
} from './values/swarm.ts';

/** Why `value` is refused, if it is. */
type Check = (value: string, say: Say) => Refusal | undefined;

const errorOf = (parsed: Parsed<unknown>): string | undefined =>
  'error' in parsed ? parsed.error : undefined;

/** A check from a reader's error, what it means in words, and what was meant where that is plain. */
const check =
  (
    error: (value: string) => string | undefined,
    code: string,
    words: (say: Say, value: string) => string,
    meant: (value: string) => string | undefined = () => undefined,
  ): Check =>
  (value, say) => {
    const detail = error(value);
    if (detail === undefined) return undefined;
    const fix = meant(value);
    const better = fix !== undefined && error(fix) === undefined;
    return { code, message: words(say, value), detail, ...(better && { fix: quoteWord(fix) }) };
  };

const units: Readonly<Record<string, string>> = { s: 's', m: 'm', h: 'h' };

/** `10`, `10sec`, `1 min`, `1d`: a duration as Go writes it. */
function meantDuration(value: string): string | undefined {
  const found = /^(\d{1,6}(?:\.\d+)?)\s*([a-z]*)$/i.exec(value);
  if (!found) return undefined;
  const [, count = '', unit = ''] = found;
  if (unit === '') return `${count}s`;
  if (/^d(?:ays?)?$/i.test(unit)) return `${Number(count) * 24}h`;
  const letter =
    /^(?:s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?)$/i.test(unit) &&
    units[unit[0]?.toLowerCase() ?? ''];
  return letter ? `${count}${letter}` : undefined;
}

const withDot = (value: string): string => value.replace(',', '.');

const integer = check(
  (value) => errorOf(parseInteger(value)),
  'invalid-number',
  (say, value) => sayPlain(say, '{value} is not a whole number', { value }),
);
const unsigned = (bits: number): Check =>
  check(
    (value) => errorOf(parseUnsigned(value, bits)),
    'invalid-number',
    (say, value) =>
      sayPlain(say, '{value} is not a whole number from 0 up in the range allowed here', { value }),
  );
const network = check(
  (value) => errorOf(parseNetwork(value)),
  'invalid-network',
  (say, value) =>
    sayPlain(say, '{value} is neither a network name nor fields such as {example}', {
      value,
      example: 'name=net,alias=web',
    }),
);
const mount = check(
  (value) => errorOf(parseMount(value)),
  'invalid-mount',
  (say, value) =>
    sayPlain(say, '{value} is not a valid mount; write it like {example}', {
      value,
      example: 'type=bind,src=/here,dst=/there,ro',
    }),
);

const byType: Readonly<Record<string, Check>> = {
  bool: check(
    (value) => errorOf(parseBool(value)),
    'invalid-boolean',
    (say, value) => sayPlain(say, 'a switch is true or false, not {value}', { value }),
  ),
  int: integer,
  uint: unsigned(64),
  uint16: unsigned(16),
  uint32: unsigned(32),
  float: check(
    (value) => errorOf(parseFloating(value)),
    'invalid-number',
    (say, value) => sayPlain(say, '{value} is not a number', { value }),
  ),
  decimal: check(
    (value) => errorOf(parseCpus(value)),
    'invalid-cpus',
    (say, value) =>
      sayPlain(say, '{value} is not a number of CPUs; write it like {example}', {
        value,
        example: '1.5',
      }),
    withDot,
  ),
  bytes: check(
    (value) => errorOf(parseSize(value)),
    'invalid-size',
    (say, value) =>
      sayPlain(
        say,
        '{value} is not a valid size; it is a number with b, k, m or g behind it, like {example}',
        {
          value,
          example: '512m',
        },
      ),
    withDot,
  ),
  duration: check(
    (value) => errorOf(parseDuration(value)),
    'invalid-duration',
    (say, value) =>
      sayPlain(say, '{value} is not a valid duration; it needs a unit, like {example}', {
        value,
        example: '30s',
      }),
    meantDuration,
  ),
  filter: check(
    (value) =>
      value === '' || value.includes('=') ? undefined : 'bad format of filter (expected name=value)',
    'invalid-filter',
    (say, value) => sayPlain(say, 'a filter is written name=value; {value} has no =', { value }),
  ),
  mount,
  network,
  ulimit: check(
    (value) => errorOf(parseUlimit(value)),
    'invalid-ulimit',
    (say, value) =>
      sayPlain(say, '{value} is not a valid limit; write it like {example}', {
        value,
        example: 'nofile=1024:2048',
      }),
    (value) =>
      value
        .toLowerCase()
        .replace(/^(\w+):/, '$1=')
        .replaceAll('unlimited', '-1'),
  ),
  'gpu-request': check(checkGpus, 'invalid-gpus', (say, value) =>
    sayPlain(say, '{value} names no graphics cards; use all, a number, or device=…', { value }),
  ),
};

const throttle = (counted: 'bps' | 'iops'): Check =>
  check(
    (value) => checkThrottle(value, counted),
    'invalid-device-rate',
    (say, value) =>
      sayPlain(say, '{value} is not a valid rate of a device; write it like {example}', {
        value,
        example: counted === 'bps' ? '/dev/sda:1mb' : '/dev/sda:1000',
      }),
  );

function labelError(value: string): string | undefined {
  const name = (value.split('=', 1)[0] ?? '').replace(/^[ \t]+/, '');
  if (name === '') return `invalid label '${value}': empty name`;
  return /[ \t]/.test(name) ? `label '${name}' contains whitespaces` : undefined;
}

const sysctls =
  /^(?:kernel\.(?:msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced)|(?:net|fs\.mqueue)\..*)=/s;

/** Lists and maps whose elements the client looks at. */
const byName: Readonly<Record<string, Check>> = {
  attach: check(
    (value) =>
      /^std(?:in|out|err)$/i.test(value) ? undefined : 'valid streams are STDIN, STDOUT and STDERR',
    'invalid-stream',
    (say, value) => sayPlain(say, 'one can attach to stdin, stdout and stderr, not to {value}', { value }),
  ),
  env: check(
    (value) => (value === '' || value.startsWith('=') ? `invalid environment variable: ${value}` : undefined),
    'invalid-environment',
    (say) => sayPlain(say, 'an environment variable needs a name in front of the ='),
  ),
  label: check(labelError, 'invalid-label', (say, value) =>
    sayPlain(say, 'the name of a label is not empty and has no blanks; {value} is not valid', { value }),
  ),
  'add-host': check(
    (value) => errorOf(parseHost(value)),
    'invalid-host',
    (say, value) =>
      sayPlain(say, '{value} is not a valid host; it is a name and an IP address, like {example}', {
        value,
        example: 'db:10.0.0.5',
      }),
  ),
  dns: check(
    (value) => (ipVersion(value.trim()) ? undefined : `IP address is not correctly formatted: ${value}`),
    'invalid-ip',
    (say, value) => sayPlain(say, '{value} is not a valid IP address', { value }),
  ),
  'dns-search': check(
    (value) => errorOf(parseDomain(value)),
    'invalid-domain',
    (say, value) => sayPlain(say, '{value} is not a valid domain name', { value }),
  ),
  link: check(
    (value) => errorOf(parseLink(value)),
    'invalid-link',
    (say, value) =>
      sayPlain(say, 'a link is a container and an alias with one colon between; {value} is not', {
        value,
      }),
  ),
  'device-cgroup-rule': check(
    (value) =>
      /^[acb] (?:\d+|\*):(?:\d+|\*) [rwm]{1,3}$/.test(value)
        ? undefined
        : `invalid device cgroup format '${value}'`,
    'invalid-device-rule',
    (say, value) =>
      sayPlain(say, '{value} is not a valid device rule; write it like {example}', {
        value,
        example: 'c 42:* rmw',
      }),
  ),
  'blkio-weight-device': check(checkWeight, 'invalid-device-weight', (say, value) =>
    sayPlain(say, '{value} is not a valid weight of a device; write it like {example}', {
      value,
      example: '/dev/sda:200',
    }),
  ),
  'device-read-bps': throttle('bps'),
  'device-write-bps': throttle('bps'),
  'device-read-iops': throttle('iops'),
  'device-write-iops': throttle('iops'),
  sysctl: check(
    (value) => (sysctls.test(value) ? undefined : `sysctl '${value}' is not allowed`),
    'invalid-sysctl',
    (say, value) =>
      sayPlain(say, '{value} is not a kernel parameter that a container may have of its own', { value }),
  ),
};

const tag: Check = (value, say) => {
  const detail = errorOf(parseReference(value));
  if (detail === undefined) return undefined;
  const lower = value.toLowerCase();
  return detail.endsWith('must be lowercase') && !('error' in parseReference(lower))
    ? {
        code: 'uppercase-image',
        message: sayPlain(say, 'image names are lowercase: {fix}', { fix: lower }),
        detail,
        fix: lower,
      }
    : {
        code: 'invalid-reference',
        message: sayPlain(say, '{value} is not a valid image name', { value }),
        detail,
      };
};

/** A refusal that only tells how the value is written. */
const written = (error: (value: string) => string | undefined, code: string, example: string): Check =>
  check(error, code, (say, value) =>
    sayPlain(say, '{value} is not valid here; write it like {example}', { value, example }),
  );

const bySwarmType: Readonly<Record<string, Check>> = {
  command: check(checkWords, 'unterminated-quote', (say) =>
    sayPlain(say, 'a quote or a backslash at the end is left open'),
  ),
  port: written(checkPublished, 'invalid-port', '8080:80'),
  config: written(checkMounted('config'), 'invalid-config', 'source=site,target=/site.conf'),
  secret: written(checkMounted('secret'), 'invalid-secret', 'source=key,target=key'),
  pref: written(checkPreference, 'invalid-preference', 'spread=node.labels.zone'),
  'external-ca': written(checkAuthority, 'invalid-authority', 'protocol=cfssl,url=https://…'),
  'node-addr': written(checkTcp, 'invalid-address', '192.0.2.1:2377'),
  'credential-spec': written(checkCredentials, 'invalid-credentials', 'file://spec.json'),
  stringToString: written(checkPairs, 'invalid-pairs', 'name=value'),
  strings: written(checkList, 'invalid-list', 'one,two'),
  ipNetSlice: written(checkPools, 'invalid-network', '10.0.0.0/8'),
};

const negative = check(
  (value) => (value.startsWith('-') ? 'duration cannot be negative' : undefined),
  'negative-value',
  (say, value) => sayPlain(say, 'a duration cannot be negative: {value}', { value }),
);

// What services call the options that containers have, too.
const ofServices: Readonly<Record<string, string>> = {
  'dns-add': 'dns',
  'dns-search-add': 'dns-search',
  'env-add': 'env',
  // The client looks at these as if they were variables.
  'log-opt': 'env',
  host: 'add-host',
  'host-add': 'add-host',
  'label-add': 'label',
  'container-label': 'label',
  'container-label-add': 'label',
};

function checkService({ long, type }: Flag, value: string, say: Say): Refusal | undefined {
  if (long.startsWith('generic-resource') && !long.endsWith('-rm'))
    return written(checkResource, 'invalid-resource', 'gpu=2')(value, say);
  // The kernel's parameters are looked at by the engine here.
  if (long === 'sysctl' || long === 'sysctl-add') return undefined;
  if (type === 'duration')
    return byType.duration?.(value, say) ?? (long.startsWith('health-') ? negative(value, say) : undefined);
  if (type === 'list') return byName[ofServices[long] ?? long]?.(value, say);
  return (bySwarmType[type] ?? byType[type])?.(value, say);
}

/** Why the client refuses this value while it reads the option; `undefined` when it takes it. */
export function checkValue(command: CliCommand, flag: Flag, value: string, say: Say): Refusal | undefined {
  if (command.id === 'buildx build' && flag.long === 'tag') return tag(value, say);
  if (flag.long === 'memory-swap' && value === '-1') return undefined;
  if (command.id.startsWith('service ')) return checkService(flag, value, say);
  if (flag.type === 'list' || flag.type === 'map') return byName[flag.long]?.(value, say);
  return (byType[flag.type] ?? bySwarmType[flag.type])?.(value, say);
}
