/** `docker run` and `docker create`: the checks of docker/cli's `parse`, in its order. */
import { type Say, sayPlain } from '#core/say.ts';
import type { Fault, Refusal } from '../faults.ts';
import type { Flags } from '../given.ts';
import { parseInteger, parseUnsigned, quote } from '../go.ts';
import { placed } from '../parse.ts';
import { parseReference } from '../reference.ts';
import { checkDevice } from '../values/devices.ts';
import { isMac } from '../values/hosts.ts';
import { parseRestart } from '../values/limits.ts';
import { parseVolume } from '../values/mounts.ts';
import { parsePort } from '../values/ports.ts';
import { healthFaults } from './health.ts';
import { imageRefused, type Late } from './image.ts';
import { networkFaults } from './network.ts';
import { platformFaults } from './platform.ts';

/** Looks at one option's value. */
type Look = (value: string, say: Say) => Refusal | undefined;

/** A refusal, or none when there is no error. */
const refused = (error: string | undefined, code: string, message: string): Refusal | undefined =>
  error === undefined ? undefined : { code, message, detail: error };

function lookPort(value: string, say: Say): Refusal | undefined {
  const parsed = parsePort(value);
  if (!('error' in parsed)) return undefined;
  const several = value.split(',');
  if (
    several.length > 1 &&
    several.every((one) => /^[\d.:-]+(?:\/\w+)?$/.test(one) && !('error' in parsePort(one)))
  )
    return {
      code: 'invalid-port',
      message: sayPlain(say, 'each port has a -p of its own; a comma does not part them'),
      detail: parsed.error,
      fix: several.join(' -p '),
    };
  const words = /^\w+$/.test(value) && /^[a-zA-Z]+$/.test(value);
  return {
    code: 'invalid-port',
    message: words
      ? sayPlain(say, '-p takes a port, and {value} is read as one; write other letters in front of the p', {
          value,
        })
      : sayPlain(
          say,
          '{value} is not a valid port mapping; it is written machine:container, like {example}',
          {
            value,
            example: '8080:80',
          },
        ),
    detail: parsed.error,
  };
}

function exposeError(value: string): string | undefined {
  const ports = value.split('/', 1)[0] ?? '';
  if (value.includes(':')) return `invalid port format for --expose: ${value}`;
  const failed = (reason: string) => `invalid range format for --expose: ${value}, error: ${reason}`;
  if (ports === '') return failed('empty string specified for ports');
  const [first = '', last = first] = ports.split(/-(.*)/s, 2);
  for (const end of [first, last]) {
    // base 10 only
    const plain = /^\d+$/.test(end) ? parseUnsigned(end.replace(/^0+(?=\d)/, ''), 16) : undefined;
    if (!plain || 'error' in plain)
      return failed(
        `strconv.ParseUint: parsing ${quote(end)}: ${plain ? 'value out of range' : 'invalid syntax'}`,
      );
  }
  return Number(last) < Number(first) ? failed('invalid range specified for port') : undefined;
}

const modes: Readonly<Record<string, readonly [pattern: RegExp, word: string]>> = {
  pid: [/^(?:|host|container:.+)$/s, 'PID'],
  uts: [/^(?:|host)$/, 'UTS'],
  userns: [/^(?:|host)$/, 'USER'],
  cgroupns: [/^(?:|host|private)$/, 'CGROUP'],
};

const lookMode =
  (name: string): Look =>
  (value, say) => {
    const [pattern, word] = modes[name] ?? [/^/, ''];
    return pattern.test(value)
      ? undefined
      : {
          code: 'invalid-mode',
          message: sayPlain(say, '{value} is not a valid value of {option}', { value, option: `--${name}` }),
          detail: `--${name}: invalid ${word} mode`,
        };
  };

function lookSecurity(value: string, say: Say): Refusal | undefined {
  const cut = value.includes('=') ? value.indexOf('=') : value.indexOf(':');
  if (value.startsWith('no-new-privileges') && /^no-new-privileges(?:[=:]|$)/.test(value)) return undefined;
  if (cut !== -1 && cut < value.length - 1) return undefined;
  return {
    code: 'invalid-security-option',
    message: sayPlain(say, '{value} is not a valid security option; write it like {example}', {
      value,
      example: 'seccomp=unconfined',
    }),
    detail: `Invalid --security-opt: ${quote(value)}`,
  };
}

function lookSwappiness(value: string, say: Say): Refusal | undefined {
  const parsed = parseInteger(value);
  if ('error' in parsed || parsed.value === -1n || (parsed.value >= 0n && parsed.value <= 100n))
    return undefined;
  return {
    code: 'invalid-swappiness',
    message: sayPlain(say, 'swappiness is between 0 and 100, not {value}', { value }),
    detail: `invalid value: ${parsed.value}. Valid memory swappiness range is 0-100`,
  };
}

/** What is in a file is not known here; one without a name there is never. */
const lookFile: Look = (value, say) =>
  refused(
    value === '' ? 'open : no such file or directory' : undefined,
    'empty-value',
    sayPlain(say, 'the name of a file is missing here'),
  );

// In the order in which the client looks at them.
const looks: readonly (readonly [option: string, look: Look])[] = [
  [
    'pull',
    (value, say) =>
      ['always', 'missing', 'never', ''].includes(value)
        ? undefined
        : {
            code: 'invalid-pull',
            message: sayPlain(say, '--pull is always, missing or never, not {value}', { value }),
            detail: `invalid pull option: '${value}': must be one of "always", "missing" or "never"`,
          },
  ],
  [
    'mac-address',
    (value, say) =>
      refused(
        value === '' || isMac(value.trim()) ? undefined : `${value} is not a valid mac address`,
        'invalid-mac',
        sayPlain(say, '{value} is not a valid hardware address', { value }),
      ),
  ],
  ['memory-swappiness', lookSwappiness],
  [
    'volume',
    (value, say) => {
      const parsed = parseVolume(value);
      return refused(
        'error' in parsed ? parsed.error : undefined,
        'invalid-volume',
        sayPlain(say, '-v is written {example}; none of the parts may be empty', {
          example: 'here:/there:ro',
        }),
      );
    },
  ],
  ['publish', lookPort],
  [
    'expose',
    (value, say) =>
      refused(
        exposeError(value),
        'invalid-expose',
        sayPlain(say, '{value} is not a valid port of a container; write it like {example}', {
          value,
          example: '80/tcp',
        }),
      ),
  ],
  [
    'device',
    (value, say) =>
      refused(
        checkDevice(value),
        'invalid-device',
        sayPlain(say, '{value} is not a valid device; write it like {example}', {
          value,
          example: '/dev/sda:/dev/xvdc:r',
        }),
      ),
  ],
  ['env-file', lookFile],
  ['label-file', lookFile],
  ['pid', lookMode('pid')],
  ['uts', lookMode('uts')],
  ['userns', lookMode('userns')],
  ['cgroupns', lookMode('cgroupns')],
  [
    'restart',
    (value, say) => {
      const parsed = parseRestart(value);
      return refused(
        'error' in parsed ? parsed.error : undefined,
        'invalid-restart',
        sayPlain(say, '{value} is not a valid restart policy; write it like {example}', {
          value,
          example: 'on-failure:3',
        }),
      );
    },
  ],
  ['security-opt', lookSecurity],
  [
    'storage-opt',
    (value, say) =>
      refused(
        value.includes('=') ? undefined : 'invalid storage option',
        'invalid-storage-option',
        sayPlain(say, 'a storage option is written name=value; {value} has no =', { value }),
      ),
  ],
];

function valueFaults(flags: Flags, say: Say, [option, look]: (typeof looks)[number]): Fault[] {
  // Of what counts once, the last; of what adds up, each.
  const single = ['pull', 'mac-address', 'memory-swappiness', 'pid', 'uts', 'userns', 'cgroupns', 'restart'];
  const given = flags.known(option);
  return (single.includes(option) ? given.slice(-1) : given).flatMap((flag) => {
    if (single.includes(option) && flags.last(option) !== flag) return [];
    const refusal = look(flag.value, say);
    if (!refusal) return [];
    // `-pd 80:80`: the letter behind the p was meant for another option.
    const letters = /^-p[a-z]$/.test(flag.spelling + flag.value) && flag.source[1] - flag.source[0] === 3;
    // `-port 80:80`: one dash too few, and another name.
    if (option === 'publish' && flag.spelling === '-p' && /^orts?$/.test(flag.value))
      return [{ ...refusal, source: flag.source, fix: '--publish' }];
    return [letters ? { ...refusal, source: flag.source, fix: `-${flag.value}p` } : placed(refusal, flag)];
  });
}

function conflictFaults(flags: Flags, say: Say): Fault[] {
  const remove = flags.last('rm');
  const restart = flags.last('restart');
  const policy = flags.value('restart')?.split(':', 1)[0];
  if (!remove || !restart || !flags.on('rm') || policy === undefined || policy === 'no' || policy === '')
    return [];
  return [
    {
      code: 'conflicting-options',
      message: sayPlain(
        say,
        '--rm removes the container when it ends, --restart starts it again: they cannot be combined',
      ),
      detail: 'conflicting options: cannot specify both --restart and --rm',
      source: restart.source,
    },
  ];
}

function loggingFaults(flags: Flags, say: Say): Fault[] {
  const [option] = flags.all('log-opt');
  if (flags.value('log-driver') !== 'none' || !option) return [];
  return [
    {
      code: 'conflicting-options',
      message: sayPlain(say, 'without logging (--log-driver none) there are no logging options'),
      detail: 'invalid logging opts for driver none',
      source: option.source,
    },
  ];
}

function attachFaults(flags: Flags, say: Say): Fault[] {
  const [attach] = flags.all('attach');
  if (!attach || !flags.on('detach')) return [];
  return [
    {
      code: 'conflicting-options',
      message: sayPlain(say, '--detach leaves the container in the background, --attach stays with it'),
      detail: 'conflicting options: cannot specify both --attach and --detach',
      source: attach.source,
    },
  ];
}

/** The client asks the engine what it runs on before anything else; nearly all run on Linux. */
export function windowsFaults(flags: Flags, say: Say): Fault[] {
  return ['cpu-count', 'cpu-percent', 'io-maxbandwidth', 'io-maxiops'].flatMap((long) =>
    flags.all(long).map((given) => ({
      code: 'windows-only',
      message: sayPlain(say, '{flag} works only with Windows containers', { flag: given.spelling }),
      detail: `"--${long}" is only supported on a Docker daemon running on windows, but the Docker daemon is running on linux`,
      source: given.source,
    })),
  );
}

/** Image ids are allowed here, whole ones with their algorithm too. */
function imageFaults({ operands, say }: Late): Fault[] {
  const [image] = operands;
  if (!image || image.expands || /^(?:sha256:)?[a-f0-9]{64}$/.test(image.text)) return [];
  const parsed = parseReference(image.text);
  return 'error' in parsed ? [imageRefused(say, image, parsed.error, parsed.error)] : [];
}

/** What `docker run` and `docker create` refuse once the line is read. */
export function createFaults(late: Late): Fault[] {
  const { flags, say } = late;
  const at = (option: string) => looks.findIndex(([name]) => name === option);
  const each = (from: number, to: number) =>
    looks.slice(from, to).flatMap((look) => valueFaults(flags, say, look));
  return [
    ...each(0, at('security-opt')),
    ...loggingFaults(flags, say),
    ...each(at('security-opt'), looks.length),
    ...healthFaults(flags, say),
    ...conflictFaults(flags, say),
    ...networkFaults(flags, say),
    ...attachFaults(flags, say),
    ...imageFaults(late),
    ...platformFaults(late, 'error parsing specified platform: '),
  ];
}
