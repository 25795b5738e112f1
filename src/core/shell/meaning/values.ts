/** What one option's value comes to, in words: ports, mounts, variables, limits. */
import { type Say, sayPlain } from '#core/say.ts';
import { maskedPort, parseMasked } from '../expansion.ts';
import { parseDuration } from '../go.ts';
import { parseCpus, parseGpus, parseRestart, parseUlimit } from '../values/limits.ts';
import { type Mount, parseMount, parseTmpfs, parseVolume } from '../values/mounts.ts';
import { isUserDefined, parseNetwork } from '../values/networks.ts';
import { type Port, parsePort } from '../values/ports.ts';
import { parseSize, showSize } from '../values/sizes.ts';

/** What a value means; `undefined` where it cannot be told. */
export type Telling = (value: string, say: Say) => string | undefined;

/** `80` or `9000–9002`. */
const range = (from: string | undefined, to: string | undefined): string =>
  from === undefined ? '' : from === to || to === undefined ? from.replace('-', '–') : `${from}–${to}`;

/** A port with its protocol, where that is not the usual one. */
const withProtocol = (port: string, protocol: string): string =>
  protocol === 'tcp' ? port : `${port}/${protocol}`;

/** `8080 on your machine → 80 in the container` */
function portWords(ports: readonly Port[], say: Say): string | undefined {
  const [first] = ports;
  const last = ports.at(-1);
  if (!first || !last) return undefined;
  const container = withProtocol(range(first.container, last.container), first.protocol);
  if (first.host === undefined)
    return sayPlain(say, 'a free port of your machine, chosen at random → {container} in the container', {
      container,
    });
  const host = range(first.host, last.host);
  if (first.host.includes('-'))
    return sayPlain(say, 'one free port of {host} on your machine → {container} in the container', {
      host,
      container,
    });
  if (first.ip === '127.0.0.1' || first.ip === '::1')
    return sayPlain(
      say,
      '{host} on your machine (reachable only from the machine itself) → {container} in the container',
      {
        host,
        container,
      },
    );
  if (first.ip !== undefined && first.ip !== '0.0.0.0')
    return sayPlain(say, '{host} on your machine at address {ip} → {container} in the container', {
      host,
      ip: first.ip,
      container,
    });
  return sayPlain(say, '{host} on your machine → {container} in the container', { host, container });
}

/** `-p 8080:80` */
export const publishWords: Telling = (value, say) => {
  const masked = maskedPort(value);
  if (masked) return portWords([masked], say);
  const parsed = parsePort(value);
  return 'error' in parsed ? undefined : portWords(parsed.value, say);
};

function mountWords({ type, source, target, readonly }: Mount, say: Say): string {
  if (type === 'tmpfs')
    return sayPlain(say, 'memory at {target} in the container, gone when it stops', { target });
  if (source === undefined)
    return sayPlain(say, 'a new volume without a name at {target} in the container', { target });
  if (type === 'bind')
    return readonly
      ? sayPlain(say, '{source} on your machine → {target} in the container, read-only', {
          source,
          target,
        })
      : sayPlain(say, '{source} on your machine → {target} in the container', { source, target });
  if (type === 'image')
    return sayPlain(say, 'the files of image {source} → {target} in the container', { source, target });
  return readonly
    ? sayPlain(say, 'volume {source} → {target} in the container, read-only', { source, target })
    : sayPlain(
        say,
        'volume {source} → {target} in the container; what is written there outlives the container',
        {
          source,
          target,
        },
      );
}

/** `-v data:/var/lib` */
export const volumeWords: Telling = (value, say) => {
  const parsed = parseMasked(value, parseVolume);
  return 'error' in parsed ? undefined : mountWords(parsed.value, say);
};

/** `--mount type=bind,src=/a,dst=/b` */
export const bindWords: Telling = (value, say) => {
  const parsed = parseMasked(value, parseMount);
  return 'error' in parsed ? undefined : mountWords(parsed.value, say);
};

/** `--tmpfs /run:size=1g` */
export const tmpfsWords: Telling = (value, say) => mountWords(parseTmpfs(value), say);

/** `-e A=1` */
export const envWords: Telling = (value, say) => {
  const cut = value.indexOf('=');
  if (cut === -1)
    return sayPlain(say, 'passes the variable {name} on from your shell, if it is set there', {
      name: value,
    });
  return cut === value.length - 1
    ? sayPlain(say, 'sets the environment variable {name} to nothing', { name: value.slice(0, cut) })
    : sayPlain(say, 'sets the environment variable {name} to {value}', {
        name: value.slice(0, cut),
        value: value.slice(cut + 1),
      });
};

/** `--network app` */
export const networkWords: Telling = (value, say) => {
  const parsed = parseNetwork(value);
  if ('error' in parsed) return undefined;
  const { target } = parsed.value;
  if (target === 'host')
    return sayPlain(
      say,
      'uses the network of the machine itself: no address of its own, ports need not be published',
    );
  if (target === 'none') return sayPlain(say, 'has no network except its own loopback');
  if (target.startsWith('container:'))
    return sayPlain(say, 'shares the network of container {name}', {
      name: target.slice('container:'.length),
    });
  if (!isUserDefined(target))
    return sayPlain(say, 'is on the default network, where containers have no names');
  return sayPlain(say, 'joins the network {name}, where containers find each other by name', {
    name: target,
  });
};

/** `--restart on-failure:3` */
export const restartWords: Telling = (value, say) => {
  const parsed = parseRestart(value);
  if ('error' in parsed) return undefined;
  const { name, count } = parsed.value;
  if (name === 'always')
    return sayPlain(say, 'starts again whenever it ends, also after the machine restarts');
  if (name === 'unless-stopped')
    return sayPlain(say, 'starts again whenever it ends, unless you have stopped it yourself');
  if (name === 'on-failure')
    return count > 0
      ? sayPlain(say, 'starts again when it fails, {count, plural, one {# time} other {# times}} at most', {
          count,
        })
      : sayPlain(say, 'starts again when it fails');
  return name === 'no' ? sayPlain(say, 'does not start again by itself') : undefined;
};

/** `-m 512m` */
export const memoryWords: Telling = (value, say) => {
  const size = parseSize(value);
  return 'error' in size
    ? undefined
    : sayPlain(say, 'at most {size} of memory; beyond that the engine ends the program', {
        size: showSize(size.value),
      });
};

/** A size, said in a sentence of its own. */
const sized =
  (words: (size: string, say: Say) => string): Telling =>
  (value, say) => {
    const size = parseSize(value);
    return 'error' in size ? undefined : words(showSize(size.value), say);
  };

/** `--shm-size 1g` */
export const shmWords = sized((size, say) =>
  sayPlain(say, 'the memory processes share (/dev/shm) is {size}', { size }),
);

/** `--memory-reservation 256m` */
export const reservationWords = sized((size, say) =>
  sayPlain(say, 'keeps {size} of memory when the machine runs short', { size }),
);

const swapSize = sized((size, say) => sayPlain(say, 'memory and swap together are at most {size}', { size }));

/** `--memory-swap 1g` */
export const swapWords: Telling = (value, say) =>
  value === '-1' ? sayPlain(say, 'may swap without a limit') : swapSize(value, say);

/** `--cpus 1.5` */
export const cpuWords: Telling = (value, say) => {
  const cpus = parseCpus(value);
  return 'error' in cpus
    ? undefined
    : sayPlain(say, 'may use up to {count} {count, plural, one {CPU} other {CPUs}}', {
        count: cpus.value / 1_000_000_000,
      });
};

/** `-u 1000:1000` */
export const userWords: Telling = (value, say) => {
  const [user = '', group] = value.split(':', 2);
  return group === undefined
    ? sayPlain(say, 'runs the program as user {user}', { user })
    : sayPlain(say, 'runs the program as user {user} of group {group}', { user, group });
};

/** `--entrypoint sh` */
export const entrypointWords: Telling = (value, say) =>
  value === ''
    ? sayPlain(say, 'clears the ENTRYPOINT of the image, and its CMD with it')
    : sayPlain(say, 'starts {program} instead of the ENTRYPOINT of the image, and drops its CMD', {
        program: value,
      });

/** `-t 10` */
export const secondsWords: Telling = (value, say) =>
  /^-?\d+$/.test(value)
    ? sayPlain(say, 'waits {count, plural, one {# second} other {# seconds}} before it ends it by force', {
        count: Number(value),
      })
    : undefined;

/** A duration, said in a sentence of its own. */
const timed =
  (words: (count: number, say: Say) => string): Telling =>
  (value, say) => {
    const seconds = parseDuration(value);
    return 'error' in seconds ? undefined : words(seconds.value, say);
  };

/** `--health-interval 30s` */
export const intervalWords = timed((count, say) =>
  sayPlain(say, 'checks its health every {count, plural, one {# second} other {# seconds}}', { count }),
);

/** `--health-timeout 5s` */
export const patienceWords = timed((count, say) =>
  sayPlain(say, 'a check fails if it takes longer than {count, plural, one {# second} other {# seconds}}', {
    count,
  }),
);

/** `--health-start-period 1m` */
export const graceWords = timed((count, say) =>
  sayPlain(say, 'failures in the first {count, plural, one {# second} other {# seconds}} do not count', {
    count,
  }),
);

/** `--gpus all`, `--gpus 2`, `--gpus '"device=0,1"'`. */
export const gpuWords: Telling = (value, say) => {
  const asked = parseGpus(value);
  if (!asked) return undefined;
  if (asked.devices.length > 0)
    return sayPlain(say, 'lets the container use these graphics cards: {devices}', {
      devices: asked.devices.join(', '),
    });
  return asked.count === 'all'
    ? sayPlain(say, 'lets the container use all graphics cards')
    : sayPlain(
        say,
        'lets the container use {count, plural, one {# graphics card} other {# graphics cards}}',
        { count: Number(asked.count) },
      );
};

/** `--ulimit nofile=1024:2048`; -1 is no limit. */
export const ulimitWords: Telling = (value, say) => {
  const parsed = parseUlimit(value);
  if ('error' in parsed) return undefined;
  const { name, soft, hard } = parsed.value;
  if (soft === '-1' && hard === '-1') return sayPlain(say, 'sets no limit for {name}', { name });
  return soft === hard
    ? sayPlain(say, 'limits {name} to {limit}', { name, limit: soft })
    : sayPlain(say, 'limits {name} to {soft}, which the program may raise to {hard}', {
        name,
        soft,
        hard: hard === '-1' ? '∞' : hard,
      });
};
