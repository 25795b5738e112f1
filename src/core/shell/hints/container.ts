/** A new container that the engine would refuse, or that would not do what its options look like. */
import { type Say, sayPlain } from '#core/say.ts';
import type { Hint } from '../faults.ts';
import { nearest } from '../nearest.ts';
import { type Given, placeOf, replaceValue } from '../parse.ts';
import { quoteWord } from '../quotes.ts';
import { parseGpus } from '../values/limits.ts';
import { parseNetwork } from '../values/networks.ts';
import { parseSize, showSize } from '../values/sizes.ts';
import { mountHints, typeHints } from './mounts.ts';
import { portHints } from './ports.ts';
import type { Heard, Sight } from './sight.ts';

/** The engine gives no container less memory than this (moby: 6 MiB). */
const leastMemory = 6 * 1024 * 1024;

function memoryHints({ flags }: Heard, say: Say): Hint[] {
  return flags.known('memory').flatMap((given) => {
    const size = parseSize(given.value);
    if ('error' in size || size.value === 0 || size.value >= leastMemory) return [];
    const bare = /^\d+$/.test(given.value);
    return [
      {
        code: bare ? 'bytes-without-unit' : 'too-little-memory',
        message: bare
          ? sayPlain(say, '{value} without a unit is {value} bytes; the engine gives no less than 6 MiB', {
              value: given.value,
            })
          : sayPlain(say, '{size} is too little: the engine gives no less than 6 MiB', {
              size: showSize(size.value),
            }),
        ...(bare ? replaceValue(given, `${given.value}m`) : { source: placeOf(given) }),
      },
    ];
  });
}

function networkHints({ flags }: Heard, say: Say): Hint[] {
  const given = flags.known('network').at(-1);
  const [port] = flags.all('publish');
  const parsed = given && parseNetwork(given.value);
  if (!given || !port || !parsed || 'error' in parsed) return [];
  const { target } = parsed.value;
  if (target !== 'host' && target !== 'none' && !target.startsWith('container:')) return [];
  return [
    {
      code: 'ports-without-network',
      message: sayPlain(say, 'with --network {network} there are no ports to publish; -p does nothing', {
        network: target,
      }),
      source: port.source,
    },
  ];
}

const policies = new Set(['no', 'always', 'on-failure', 'unless-stopped', '']);

/** The policy that was meant, however it is spelt. */
function policyFix(given: Given & { readonly value: string }, name: string) {
  const meant = nearest(name.replaceAll('_', '-'), [...policies].filter(Boolean));
  return meant === undefined
    ? { source: placeOf(given) }
    : replaceValue(given, given.value.replace(name, meant));
}

function restartHints({ flags }: Heard, say: Say): Hint[] {
  const given = flags.known('restart').at(-1);
  if (!given) return [];
  const [name = '', count] = given.value.split(':');
  if (!policies.has(name))
    return [
      {
        code: 'unknown-restart',
        message: sayPlain(say, 'the engine knows no restart policy {name}; they are {known}', {
          name,
          known: 'no, on-failure, always, unless-stopped',
        }),
        ...policyFix(given, name),
      },
    ];
  if (count === undefined || name === 'on-failure' || Number(count) === 0) return [];
  return [
    {
      code: 'restart-count',
      message: sayPlain(say, 'only on-failure takes a number of times; the engine refuses it with {name}', {
        name,
      }),
      ...replaceValue(given, name),
    },
  ];
}

function nameHints({ flags }: Heard, say: Say): Hint[] {
  const given = flags.known('name').at(-1);
  if (!given || given.value === '' || /^\/?[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(given.value)) return [];
  return [
    {
      code: 'invalid-name',
      message: sayPlain(
        say,
        'the engine refuses the name {name}: it is at least two of the letters a–z, digits, _ . and -, and begins with a letter or digit',
        { name: given.value },
      ),
      source: placeOf(given),
    },
  ];
}

const swapOf = (value: string): number => {
  const size = parseSize(value);
  return 'value' in size ? size.value : -1;
};

function swapHints({ flags }: Heard, say: Say): Hint[] {
  const swap = flags.known('memory-swap').at(-1);
  const memory = flags.value('memory');
  if (!swap || swap.value === '-1') return [];
  const total = swapOf(swap.value);
  if (total <= 0 || (memory !== undefined && total >= swapOf(memory))) return [];
  return [
    {
      code: 'swap-below-memory',
      message: sayPlain(
        say,
        '--memory-swap is memory and swap together, so it is given with --memory and is not smaller',
      ),
      source: swap.source,
    },
  ];
}

/** The words of `sh -c` or of `["sh", "-c"]`, where somebody took --entrypoint for a line of them. */
function entrypointWords(value: string): readonly string[] | undefined {
  if (/^\[.*\]$/s.test(value.trim())) {
    const words = value
      .trim()
      .slice(1, -1)
      .split(',')
      .map((word) => word.trim().replace(/^(["'])(.*)\1$/s, '$2'));
    return words.every((word) => word !== '') ? words : undefined;
  }
  return /^\S+\s+\S/.test(value) ? value.trim().split(/\s+/) : undefined;
}

function entrypointHints({ flags, operands, simple }: Heard, say: Say, line: string): Hint[] {
  const given = flags.known('entrypoint').at(-1);
  const words = given && entrypointWords(given.value);
  if (!given || !words) return [];
  const image = operands.find(({ role }) => role === 'image');
  const [program = '', ...rest] = words;
  const between = image ? line.slice(given.source[1], image.source[1]) : '';
  const quoted = rest.map(quoteWord).join(' ');
  const isWhole = simple.words.some(({ source }) => source[1] === given.source[1]);
  return [
    {
      code: 'entrypoint-words',
      message: sayPlain(
        say,
        '--entrypoint is one word: the engine looks for a program called {value}; the arguments stand behind the image',
        { value: given.value },
      ),
      source: image ? [given.source[0], image.source[1]] : placeOf(given),
      ...(image && isWhole && { fix: `--entrypoint ${quoteWord(program)}${between} ${quoted}`.trimEnd() }),
    },
  ];
}

/** `--gpus device=0,1`: the comma begins a new field, so the 1 is how many. */
function gpuHints({ flags }: Heard, say: Say): Hint[] {
  return flags.known('gpus').flatMap((given) => {
    const asked = parseGpus(given.value);
    if (!asked || asked.count === undefined || asked.devices.length === 0) return [];
    const list = /^(device=[\w-]+(?:,[\w-]+)+)$/.exec(given.value)?.[1];
    return [
      {
        code: 'gpu-count-and-devices',
        message: sayPlain(
          say,
          'the comma begins a new field here, and the engine takes either a number of graphics cards or their names; several names stand in quotes of their own: {example}',
          { example: `'"device=0,1"'` },
        ),
        ...(list ? replaceValue(given, `'"${list}"'`) : { source: placeOf(given) }),
      },
    ];
  });
}

/** What only the engine would refuse about `docker run` and `docker create`. */
export function engineHints(heard: Heard, { say, line }: Sight): Hint[] {
  if (heard.command.id !== 'container run' && heard.command.id !== 'container create') return [];
  return [
    memoryHints,
    swapHints,
    portHints,
    mountHints,
    typeHints,
    networkHints,
    restartHints,
    nameHints,
    entrypointHints,
    gpuHints,
  ].flatMap((hints) => hints(heard, say, line));
}
