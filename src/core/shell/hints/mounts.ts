/** Mounts of a new container that the engine would refuse, or that give more away than they look like. */
import { type Say, sayPlain } from '#core/say.ts';
import type { Hint } from '../faults.ts';
import { type Given, placeOf, replaceValue } from '../parse.ts';
import { isPath, parseMount, parseTmpfs, parseVolume } from '../values/mounts.ts';
import type { Heard } from './sight.ts';

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
    ...(/^(?:r|readonly|read-only|RO)$/.test(unknown) && {
      fix: value.slice(0, -(options ?? '').length) + mended(options ?? '', unknown),
    }),
  };
}

/** The options with the one that means read-only by its name; the others stay. */
const mended = (options: string, unknown: string): string =>
  options
    .split(',')
    .map((option) => (option === unknown ? 'ro' : option))
    .join(',');

const kinds = new Set(['bind', 'volume', 'tmpfs', 'npipe', 'cluster', 'image']);

/** What the engine checks of `--mount` and the client does not. */
export function typeHints({ flags }: Heard, say: Say): Hint[] {
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
          source: placeOf(given),
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
        source: placeOf(given),
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

/** What is wrong with volumes, mounts and memory file systems, and the socket of the engine among them. */
export function mountHints(heard: Heard, say: Say): Hint[] {
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
          ...(fault.fix === undefined ? { source: placeOf(given) } : replaceValue(given, fault.fix)),
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
          source: placeOf(given),
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
