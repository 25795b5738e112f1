/**
 * The second pass: what the words of an instruction must be, with BuildKit's wording when they are not
 * (`frontend/dockerfile/instructions`).
 */
import { trim } from '#core/dockerfile/blanks.ts';
import { BuildFault, quoted } from '#core/dockerfile/fault.ts';
import { opensHeredoc } from '#core/dockerfile/heredoc.ts';
import { type Instruction, type Keyword, keywords } from '#core/dockerfile/instructions.ts';
import { didYouMean } from '#core/dockerfile/suggest.ts';
import { parseDuration } from '#core/shell/go.ts';

/** The flags of an instruction by name, all values of each. */
export type Flags = ReadonlyMap<string, readonly string[]>;

type FlagKind = 'text' | 'texts' | 'flag';

/** The builder flags of Dockerfile 1.19, which the engine of the truth files carries. */
const flagKinds: Partial<Record<Keyword, Readonly<Record<string, FlagKind>>>> = {
  FROM: { platform: 'text' },
  ADD: {
    chown: 'text',
    chmod: 'text',
    link: 'flag',
    'keep-git-dir': 'flag',
    checksum: 'text',
    unpack: 'flag',
    exclude: 'texts',
  },
  COPY: { chown: 'text', from: 'text', chmod: 'text', link: 'flag', exclude: 'texts' },
  RUN: { mount: 'texts', network: 'text' },
  HEALTHCHECK: {
    interval: 'text',
    timeout: 'text',
    'start-period': 'text',
    'start-interval': 'text',
    retries: 'text',
  },
};

const atLeastOne = (keyword: string) => new BuildFault(`${keyword} requires at least one argument`);
const exactlyOne = (keyword: string) => new BuildFault(`${keyword} requires exactly one argument`);

/** Checks one instruction and reads its flags. Throws a {@link BuildFault} without a line. */
export function checkArguments(instruction: Instruction): Flags {
  const { keyword, spelled } = instruction;
  if (keyword === undefined) {
    const lower = spelled.toLowerCase();
    const near = didYouMean(
      lower,
      keywords.map((known) => known.toLowerCase()),
    );
    const like = spelled === lower ? near : near.replace(/mean (\w+)/, (all) => all.toUpperCase());
    throw new BuildFault(`unknown instruction: ${spelled}${like.replace('MEAN', 'mean')}`);
  }
  return checks[keyword](instruction);
}

type Check = (instruction: Instruction) => Flags;

const checks: Readonly<Record<Keyword, Check>> = {
  FROM: (instruction) => {
    stageName(instruction.args);
    return readFlags(instruction);
  },
  ADD: checkCopy,
  COPY: checkCopy,
  ENV: checkPairs,
  LABEL: checkPairs,
  ARG: (instruction) => {
    if (instruction.args.length === 0) throw atLeastOne('ARG');
    for (const word of instruction.args) {
      if (word.startsWith('=')) throw new BuildFault('ARG names can not be blank');
    }
    return none;
  },
  CMD: readFlags,
  ENTRYPOINT: readFlags,
  RUN: checkRun,
  SHELL: (instruction) => {
    const flags = readFlags(instruction);
    if (instruction.args.length === 0) throw atLeastOne('SHELL');
    if (!instruction.exec) {
      throw new BuildFault(`SHELL requires the arguments to be in JSON form${aboutPath(instruction)}`);
    }
    return flags;
  },
  EXPOSE: (instruction) => {
    if (instruction.args.length === 0) throw atLeastOne('EXPOSE');
    return readFlags(instruction);
  },
  VOLUME: (instruction) => {
    if (instruction.args.length === 0) throw atLeastOne('VOLUME');
    const flags = readFlags(instruction);
    if (instruction.args.some((path) => trim(path) === '')) {
      throw new BuildFault('VOLUME specified can not be an empty string');
    }
    return flags;
  },
  HEALTHCHECK: checkHealth,
  ONBUILD: checkTrigger,
  MAINTAINER: checkOne,
  USER: checkOne,
  WORKDIR: checkOne,
  STOPSIGNAL: (instruction) => {
    if (instruction.args.length !== 1) throw exactlyOne('STOPSIGNAL');
    return none;
  },
};

// What the builder adds for a Windows path whose backslashes are not doubled.
function aboutPath({ text }: Instruction): string {
  const lower = text.toLowerCase().replaceAll('shell ', '');
  const isPath =
    /"[a-z]:\\/.test(lower) && !lower.includes('\\\\') && lower.includes('[') && lower.includes(']');
  return isPath
    ? `. It looks like '${lower}' includes a file path without an escaped back-slash. JSON requires back-slashes to be escaped such as ["c:\\path\\to\\file.exe", "/parameter"]`
    : '';
}

const none: Flags = new Map();

function checkOne(instruction: Instruction): Flags {
  if (instruction.args.length !== 1) throw exactlyOne(instruction.keyword ?? '');
  return readFlags(instruction);
}

function checkPairs(instruction: Instruction): Flags {
  const keyword = instruction.keyword ?? '';
  const flags = readFlags(instruction);
  if (instruction.pairs.length === 0) throw atLeastOne(keyword);
  if (instruction.pairs.some((pair) => pair.key === '')) {
    throw new BuildFault(`${keyword} names can not be blank`);
  }
  return flags;
}

/** The name behind `AS` in lower case; undefined without one. */
export function stageName(args: readonly string[]): string | undefined {
  const [, as, name] = args;
  if (args.length === 3 && as?.toLowerCase() === 'as' && name !== undefined) {
    const lower = name.toLowerCase();
    if (!/^[a-z][a-z0-9\-_.]*$/.test(lower)) {
      throw new BuildFault(
        `invalid name for build stage: ${quoted(name)}, name can't start with a number or contain symbols`,
      );
    }
    return lower;
  }
  if (args.length !== 1) throw new BuildFault('FROM requires either one or three arguments');
  return undefined;
}

function checkCopy(instruction: Instruction): Flags {
  const { args, keyword = 'COPY' } = instruction;
  if (args.length < 2) {
    throw new BuildFault(
      `${keyword} requires at least two arguments, but only one was provided. Destination could not be determined`,
    );
  }
  const flags = readFlags(instruction);
  if (opensHeredoc(args.at(-1) ?? '')) {
    throw new BuildFault(`${keyword} cannot accept a heredoc as a destination`);
  }
  return flags;
}

function checkRun(instruction: Instruction): Flags {
  const flags = readFlags(instruction);
  const network = flags.get('network')?.[0];
  if (network !== undefined && !['default', 'none', 'host'].includes(network)) {
    throw new BuildFault(`unsupported network mode ${quoted(network)}`);
  }
  return flags;
}

function checkTrigger(instruction: Instruction): Flags {
  if (instruction.args.length === 0) throw atLeastOne('ONBUILD');
  const flags = readFlags(instruction);
  const trigger = trim(instruction.args[0] ?? '').toUpperCase();
  if (trigger === 'ONBUILD') {
    throw new BuildFault("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
  }
  if (trigger === 'MAINTAINER' || trigger === 'FROM') {
    throw new BuildFault(`${trigger} isn't allowed as an ONBUILD trigger`);
  }
  return flags;
}

function checkHealth(instruction: Instruction): Flags {
  const [type, ...command] = instruction.args;
  if (type === undefined) throw atLeastOne('HEALTHCHECK');
  const kind = type.toUpperCase();
  if (kind === 'NONE') {
    if (command.length > 0) throw new BuildFault('HEALTHCHECK NONE takes no arguments');
    return none;
  }
  const flags = readFlags(instruction);
  if (kind !== 'CMD') {
    throw new BuildFault(`Unknown type ${quoted(kind)} in HEALTHCHECK (try CMD)`);
  }
  if (command.length === 0) throw new BuildFault('Missing command after HEALTHCHECK CMD');
  for (const name of ['interval', 'timeout', 'start-period', 'start-interval']) {
    checkDuration(name, flags.get(name)?.[0] ?? '');
  }
  checkRetries(flags.get('retries')?.[0] ?? '');
  return flags;
}

// The engine takes no time between zero and a millisecond.
function checkDuration(name: string, text: string): void {
  if (text === '') return;
  const seconds = parseDuration(text);
  if ('error' in seconds) throw new BuildFault(seconds.error);
  if (seconds.value !== 0 && seconds.value < 0.001) {
    throw new BuildFault(`Interval ${quoted(name)} cannot be less than 1ms`);
  }
}

function checkRetries(value: string): void {
  if (value === '') return;
  const number = Number(value);
  if (!/^[+-]?\d+$/.test(value)) {
    throw new BuildFault(`strconv.ParseInt: parsing ${quoted(value)}: invalid syntax`);
  }
  if (Math.abs(number) > 2_147_483_647) {
    throw new BuildFault(`strconv.ParseInt: parsing ${quoted(value)}: value out of range`);
  }
  if (number < 0) throw new BuildFault(`--retries cannot be negative (${number})`);
}

function readFlags({ keyword, flags }: Instruction): Flags {
  if (flags.length === 0) return none;
  const kinds = (keyword && flagKinds[keyword]) ?? {};
  const read = new Map<string, string[]>();
  for (const flag of flags) {
    const cut = flag.indexOf('=');
    const name = flag.slice(2, cut === -1 ? undefined : cut);
    const value = cut === -1 ? undefined : flag.slice(cut + 1);
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined) {
      const near = didYouMean(name, Object.keys(kinds)).replace('mean ', 'mean --');
      throw new BuildFault(`unknown flag: --${name}${near}`);
    }
    const before = read.get(name);
    if (before && kind !== 'texts') throw new BuildFault(`duplicate flag specified: --${name}`);
    const checked = checkFlag(name, kind, value);
    if (before) before.push(checked);
    else read.set(name, [checked]);
  }
  return read;
}

function checkFlag(name: string, kind: FlagKind, value: string | undefined): string {
  if (kind !== 'flag') {
    if (value === undefined) throw new BuildFault(`missing a value on flag: --${name}`);
    return value;
  }
  if (value === '') throw new BuildFault(`missing a value on flag: --${name}`);
  const lower = value?.toLowerCase() ?? 'true';
  if (lower !== 'true' && lower !== 'false') {
    throw new BuildFault(`expecting boolean value for flag --${name}, not: ${value}`);
  }
  return lower;
}
