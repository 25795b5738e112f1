/** A new container that the engine would refuse, or that would not do what its options look like. */
import { type Say, sayPlain } from '#core/say.ts';
import type { Hint } from '../faults.ts';
import { nearest } from '../nearest.ts';
import { type Given, replaceValue } from '../parse.ts';
import { quoteWord } from '../quotes.ts';
import { parseReference } from '../reference.ts';
import { parseGpus } from '../values/limits.ts';
import { isPath, parseMount, parseTmpfs, parseVolume } from '../values/mounts.ts';
import { parseNetwork } from '../values/networks.ts';
import { type Port, parsePort } from '../values/ports.ts';
import { parseSize, showSize } from '../values/sizes.ts';
import { listening } from './images.ts';
import type { Heard, Sight } from './sight.ts';

const place = (given: Given) => given.valueSource ?? given.source;

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
        ...(bare ? replaceValue(given, `${given.value}m`) : { source: place(given) }),
      },
    ];
  });
}

/** One publish option with what it says. */
interface Published {
  readonly given: Given;
  readonly ports: readonly Port[];
}

function published({ flags }: Heard): Published[] {
  return flags.known('publish').flatMap((given) => {
    const ports = parsePort(given.value);
    return 'error' in ports ? [] : [{ given, ports: ports.value }];
  });
}

function portHints(heard: Heard, say: Say): Hint[] {
  const image = heard.operands.find(({ role }) => role === 'image')?.value ?? '';
  const parsed = parseReference(image);
  const own = 'value' in parsed ? listening[parsed.value.repository.replace(/^library\//, '')] : undefined;
  const all = published(heard);
  const taken = new Map<string, number>();
  return all.flatMap(({ given, ports }) => {
    const [port] = ports;
    if (!port || ports.length > 1) return [];
    const key = `${port.ip ?? ''}:${port.host}/${port.protocol}`;
    const times = taken.get(key) ?? 0;
    taken.set(key, times + 1);
    // Once is enough to be told.
    if (port.host !== undefined && !port.host.includes('-') && times > 1) return [];
    if (port.host !== undefined && !port.host.includes('-') && times === 1)
      return [
        {
          code: 'port-twice',
          message: sayPlain(
            say,
            'port {port} of the machine is published twice; the engine allows it only once',
            {
              port: port.host ?? '',
            },
          ),
          source: place(given),
        },
      ];
    if (port.host === undefined && !/^\d+(?:\/\w+)?$/.test(given.value ?? '')) return [];
    if (port.host === undefined)
      return [
        {
          code: 'random-port',
          message: sayPlain(
            say,
            'with one number only, {port} is the port in the container and the machine picks a free one at random',
            { port: port.container },
          ),
          ...(/^\d+$/.test(given.value ?? '')
            ? replaceValue(given, `${given.value}:${given.value}`)
            : { source: place(given) }),
        },
      ];
    const swapped =
      own !== undefined && port.host === own && port.container !== own && port.container !== '0';
    if (!swapped || !/^\d+:\d+$/.test(given.value ?? '')) return [];
    return [
      {
        code: 'swapped-ports',
        message: sayPlain(
          say,
          'the machine is on the left, the container on the right; {image} listens on {own}, which stands on the left here',
          { image, own },
        ),
        ...replaceValue(given, `${port.container}:${port.host}`),
      },
    ];
  });
}

const modes = /^(?:ro|rw|z|Z|nocopy|copy|cached|delegated|consistent|r?(?:shared|slave|private))$/;

/** A hint whose place is the value it is about. */
interface Told {
  readonly code: string;
  readonly message: string;
  readonly fix?: string;
}

/** A source that is no path, and no name of a volume either. */
function sourceFault(value: string, source: string | undefined, say: Say): Told | undefined {
  if (source === undefined || isPath(source) || /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(source)) return undefined;
  const [variable] = /^%\w+%/.exec(source) ?? [];
  if (variable !== undefined)
    return {
      code: 'invalid-volume-name',
      message: sayPlain(
        say,
        'only the command prompt of Windows puts something in the place of {source}; in PowerShell the current folder is {powershell}, in bash {bash}, and in all of them a dot',
        { source: variable, powershell: '\u0024{pwd}', bash: '"$(pwd)"' },
      ),
      ...(/^%cd%/i.test(source) && {
        fix: value.replace(/^%cd%([^:]*)/i, (_, rest: string) => `.${rest.replaceAll('\\', '/')}`),
      }),
    };
  return {
    code: 'invalid-volume-name',
    message: sayPlain(
      say,
      '{source} is taken for the name of a volume, and the engine refuses it as one; a folder begins with ./ or /',
      { source },
    ),
    ...(source.includes('/') && { fix: `./${value}` }),
  };
}

function mountFault(value: string, say: Say, home: boolean): Told | undefined {
  const parsed = parseVolume(value);
  if ('error' in parsed) return undefined;
  const { source, target, options } = parsed.value;
  const parts = value.replace(/(^|:)[A-Za-z]:(?=[\\/])/g, '$1').split(':');
  if (parts.length > 3)
    return {
      code: 'invalid-volume',
      message: sayPlain(
        say,
        '-v has at most three parts between colons: source, path in the container, options',
      ),
    };
  if (value.startsWith('~') && !home)
    return {
      code: 'tilde-not-expanded',
      message: sayPlain(
        say,
        'the shell puts the home folder in for ~ only at the beginning of a word without quotes',
      ),
      fix: value.replace(/^~/, '$HOME'),
    };
  if (target !== '' && !/^(?:\/|\\\\|[A-Za-z]:[\\/])/.test(target))
    return {
      code: 'relative-target',
      message: sayPlain(say, 'the path in the container must begin with /; the engine refuses {target}', {
        target,
      }),
      ...(source !== undefined && { fix: value.replace(`:${target}`, `:/${target}`) }),
    };
  if (target === '' || parts.some((part) => part === ''))
    return {
      code: 'invalid-volume',
      message: sayPlain(say, 'one side of a colon is empty; the engine refuses that'),
    };
  if (target === '/')
    return {
      code: 'root-target',
      message: sayPlain(say, 'the engine refuses to mount anything over the / of the container'),
    };
  const unknown = options?.split(',').find((option) => !modes.test(option));
  if (unknown === undefined) return sourceFault(value, source, say);
  return {
    code: 'invalid-volume-mode',
    message: sayPlain(say, '{mode} is not a mount option; the best known one is ro (read-only)', {
      mode: unknown,
    }),
    ...(/^(?:r|readonly|read-only|RO)$/.test(unknown) && { fix: value.replace(/:[^:]*$/, ':ro') }),
  };
}

const kinds = new Set(['bind', 'volume', 'tmpfs', 'npipe', 'cluster', 'image']);

/** What the engine checks of `--mount` and the client does not. */
function typeHints({ flags }: Heard, say: Say): Hint[] {
  return flags.known('mount').flatMap((given): Hint[] => {
    const parsed = parseMount(given.value);
    if ('error' in parsed) return [];
    const { type, source } = parsed.value;
    if (!kinds.has(type))
      return [
        {
          code: 'unknown-mount-type',
          message: sayPlain(say, 'the engine knows no mount type {type}; they are {known}', {
            type,
            known: 'bind, volume, tmpfs, image',
          }),
          source: place(given),
        },
      ];
    if (type === 'bind' && source?.startsWith('~'))
      return [
        {
          code: 'tilde-not-expanded',
          message: sayPlain(
            say,
            'the shell puts the home folder in for ~ only at the beginning of a word without quotes',
          ),
          ...replaceValue(given, given.value.replace(/((?:source|src)=)~/, '$1$HOME')),
        },
      ];
    if (type === 'bind' && source !== undefined && !/^(?:[./]|[A-Za-z]:[\\/]|\\\\)/.test(source))
      return [
        {
          code: 'relative-source',
          message: sayPlain(
            say,
            'the engine takes only a whole path here; a folder of this one begins with ./',
          ),
          ...replaceValue(given, given.value.replace(/((?:source|src)=)/, '$1./')),
        },
      ];
    if (type !== 'bind' || source !== undefined) return [];
    return [
      {
        code: 'missing-mount-source',
        message: sayPlain(say, 'a bind mount needs the folder on your machine: source=…'),
        source: place(given),
      },
    ];
  });
}

/** Where a mount option leads, in the container. */
function targetOf(given: Given): string | undefined {
  const value = given.value ?? '';
  const parse = {
    volume: parseVolume,
    mount: parseMount,
    tmpfs: (text: string) => ({ value: parseTmpfs(text) }),
  };
  const parsed = parse[given.flag.long as keyof typeof parse]?.(value);
  return parsed && 'value' in parsed ? parsed.value.target : undefined;
}

const sockets = /^(?:\/var)?\/run\/docker\.sock$/;

function mountHints(heard: Heard, say: Say): Hint[] {
  const { flags, simple } = heard;
  // Where the shell puts a folder in for a `~`.
  const homes = new Set(simple.words.filter(({ home }) => home).map(({ source }) => source[0]));
  const seen = new Set<string>();
  const told = new Set<string>();
  const said = new Set<string>();
  return [...flags.all('volume'), ...flags.all('mount'), ...flags.all('tmpfs')].flatMap((given): Hint[] => {
    if (given.value === undefined || given.value === '') return [];
    // The client passes on only once what is said twice in the same words.
    if (said.has(`${given.flag.long} ${given.value}`)) return [];
    said.add(`${given.flag.long} ${given.value}`);
    const known = given.flag.long === 'volume' && !given.expands;
    const fault = known ? mountFault(given.value, say, homes.has(given.valueSource?.[0] ?? -1)) : undefined;
    if (fault)
      return [
        {
          ...fault,
          ...(fault.fix === undefined ? { source: place(given) } : replaceValue(given, fault.fix)),
        },
      ];
    const target = targetOf(given);
    if (target === undefined) return [];
    if (told.has(target)) return [];
    if (seen.has(target)) {
      told.add(target);
      return [
        {
          code: 'mount-twice',
          message: sayPlain(say, 'two mounts lead to {target}; the engine allows one', { target }),
          source: place(given),
        },
      ];
    }
    seen.add(target);
    if (!sockets.test(target) && !/(?:^|[=:])(?:\/var)?\/run\/docker\.sock(?:[:,]|$)/.test(given.value))
      return [];
    return [
      {
        code: 'docker-socket',
        message: sayPlain(
          say,
          'whoever can reach the socket of the engine is as good as root on this machine: mount it only into programs you trust that far',
        ),
        source: given.source,
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
    ? { source: place(given) }
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
      source: place(given),
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
      source: image ? [given.source[0], image.source[1]] : place(given),
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
        ...(list ? replaceValue(given, `'"${list}"'`) : { source: place(given) }),
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
