/** Commands that a shell carries out itself, as far as their outcome can be known without a container. */
import type { ShellKind } from '#core/dockerfile/images.ts';
import { Beyond } from '#core/dockerfile/syntax.ts';

/** What a builtin left behind. `undefined` as a code: it depends on what is in the container. */
export interface BuiltinResult {
  readonly code: number | undefined;
  /** New `$1`, `$2` … */
  readonly positional?: readonly string[];
  /** The shell ends here. */
  readonly exits?: true;
  readonly message?: string;
}

/** What a builtin sees and changes of the shell that runs it. */
export interface BuiltinScope {
  readonly shell: ShellKind;
  readonly positional: readonly string[];
  assign(name: string, value: string): void;
  unset(name: string): void;
  /** `set -e` and `set -u`. */
  option(letter: string, on: boolean): void;
  /** Whether the directory is there for sure. */
  hasDirectory(path: string): boolean;
}

type Builtin = (args: readonly string[], scope: BuiltinScope) => BuiltinResult;

const code =
  (value: number): Builtin =>
  () => ({ code: value });
const unknown: Builtin = () => ({ code: undefined });

function unfollowed(name: string): Builtin {
  return () => {
    throw new Beyond(name);
  };
}

const missingBracket: Partial<Record<ShellKind, string>> = { dash: '[: missing ]', bash: "[: missing `]'" };

const table: Readonly<Record<string, Builtin>> = {
  ':': code(0),
  true: code(0),
  false: code(1),
  echo: code(0),
  printf: (args) => ({ code: args.length === 0 ? 2 : 0 }),
  pwd: code(0),
  umask: code(0),
  trap: ([, ...conditions]) => {
    if (!conditions.every((name) => /^(EXIT|\d{1,2}|(SIG)?[A-Z]{2,6}\d?)$/.test(name)))
      throw new Beyond('trap');
    return { code: 0 };
  },
  wait: code(0),
  times: code(0),
  cd: (args, scope) => {
    const [path, ...more] = args;
    if (path === undefined || path.startsWith('-') || more.length > 0) return { code: undefined };
    return { code: scope.hasDirectory(path) ? 0 : undefined };
  },
  export: setNames,
  readonly: setNames,
  unset: (args, scope) => {
    for (const name of args) {
      if (!/^[A-Za-z_]\w*$/.test(name)) throw new Beyond('unset');
      scope.unset(name);
    }
    return { code: 0 };
  },
  set: setOptions,
  shift: ([count = '1'], { positional, shell }) => {
    const n = Number(count);
    if (!/^\d+$/.test(count) || n > positional.length) return misused('shift', shell);
    return { code: 0, positional: positional.slice(n) };
  },
  exit: ([status, ...more], { shell }) => {
    if (status === undefined || !/^\d+$/.test(status)) return { code: undefined, exits: true };
    if (more.length === 0 || shell === 'dash') return { code: Number(status) & 255, exits: true };
    return { ...misused('exit', shell), exits: true };
  },
  test: (args, { shell }) => evaluate(args, 'test', shell),
  '[': (args, { shell }) =>
    args.at(-1) === ']'
      ? evaluate(args.slice(0, -1), '[', shell)
      : { code: 2, message: missingBracket[shell] ?? 'missing ]' },
  read: unknown,
  ulimit: unknown,
  type: unknown,
  hash: unknown,
  kill: unknown,
  jobs: code(0),
  getopts: unfollowed('getopts'),
  eval: unfollowed('eval'),
  '.': unfollowed('.'),
  alias: unfollowed('alias'),
  unalias: unfollowed('unalias'),
  command: unfollowed('command'),
  local: unfollowed('local'),
  return: unfollowed('return'),
  break: unfollowed('break'),
  continue: unfollowed('continue'),
  fg: unknown,
  bg: unknown,
};

// Builtins of bash (and partly of busybox) that dash does not have.
const extended: Readonly<Record<string, Builtin>> = {
  source: unfollowed('source'),
  let: unfollowed('let'),
  declare: unfollowed('declare'),
  typeset: unfollowed('typeset'),
  shopt: unfollowed('shopt'),
  builtin: unfollowed('builtin'),
  enable: unfollowed('enable'),
};

/** The builtin of that name. */
export function findBuiltin(name: string, isExtended: boolean): Builtin | undefined {
  if (Object.hasOwn(table, name)) return table[name];
  return isExtended && Object.hasOwn(extended, name) ? extended[name] : undefined;
}

// dash ends at a special builtin's mistake, bash goes on.
function misused(name: string, shell: ShellKind): BuiltinResult {
  if (shell === 'dash') {
    return {
      code: 2,
      exits: true,
      message: name === 'shift' ? "shift: can't shift that many" : `${name}: bad argument`,
    };
  }
  if (shell === 'bash') return { code: 1, message: `${name}: bad argument` };
  throw new Beyond(name);
}

function setNames(args: readonly string[], scope: BuiltinScope): BuiltinResult {
  for (const arg of args) {
    const [, name, value] = /^([A-Za-z_]\w*)(?:=([\s\S]*))?$/.exec(arg) ?? [];
    // Options, and what is no name: shells differ in what they do about it.
    if (name === undefined) throw new Beyond('export');
    if (value !== undefined) scope.assign(name, value);
  }
  return { code: 0 };
}

/** Long names of `set -o` by their letters; none where it changes nothing that is followed. */
const longOptions: ReadonlyMap<string | undefined, string> = new Map([
  ['pipefail', ''],
  ['errexit', 'e'],
  ['nounset', 'u'],
  ['xtrace', ''],
  ['noglob', 'f'],
]);

function setOptions(args: readonly string[], scope: BuiltinScope): BuiltinResult {
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? '';
    if (word === '--') return { code: 0, positional: args.slice(i + 1) };
    if (!/^[-+][a-zA-Z]+$/.test(word)) return { code: 0, positional: args.slice(i) };
    if (/o/.test(word)) {
      const option = args[++i];
      if (option === 'pipefail' && scope.shell === 'dash') {
        return { code: 2, exits: true, message: `set: Illegal option ${word} pipefail` };
      }
      const letter = longOptions.get(option);
      if (letter === undefined) throw new Beyond(`set ${word}`);
      if (letter !== '') scope.option(letter, word.startsWith('-'));
    }
    for (const letter of word.slice(1)) if (letter !== 'o') scope.option(letter, word.startsWith('-'));
  }
  return { code: 0 };
}

// Each shell takes another word for the one that is wrong.
function unexpectedOperator(
  name: string,
  [a = '', b = '', ...more]: readonly string[],
  shell: ShellKind,
): string {
  if (shell === 'dash') return `${name}: ${a}: unexpected operator`;
  if (shell !== 'bash') return `${b}: unknown operand`;
  if (more.length > 1) return `${name}: too many arguments`;
  return more.length === 0
    ? `${name}: ${a}: unary operator expected`
    : `${name}: ${b}: binary operator expected`;
}

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '-eq': (a, b) => a === b,
  '-ne': (a, b) => a !== b,
  '-lt': (a, b) => a < b,
  '-le': (a, b) => a <= b,
  '-gt': (a, b) => a > b,
  '-ge': (a, b) => a >= b,
};

/** `test`: texts and numbers are compared, files are not known. */
function evaluate(args: readonly string[], name: string, shell: ShellKind): BuiltinResult {
  const [a, b, c] = args;
  if (a === undefined) return { code: 1 };
  if (a === '!' && args.length > 1) {
    const rest = evaluate(args.slice(1), name, shell);
    return rest.code === 0 || rest.code === 1 ? { code: 1 - rest.code } : rest;
  }
  const wrong = { code: 2, message: unexpectedOperator(name, args, shell) };
  if (b === undefined) return { code: a === '' ? 1 : 0 };
  if (c === undefined) {
    if (a === '-n') return { code: b === '' ? 1 : 0 };
    if (a === '-z') return { code: b === '' ? 0 : 1 };
    return /^-[a-zA-Z]$/.test(a) ? { code: undefined } : wrong;
  }
  if (args.length === 3) {
    if (b === '=' || b === '==') return { code: a === c ? 0 : 1 };
    if (b === '!=') return { code: a === c ? 1 : 0 };
    const compare = Object.hasOwn(comparisons, b) ? comparisons[b] : undefined;
    if (compare && /^-?\d+$/.test(a) && /^-?\d+$/.test(c))
      return { code: compare(Number(a), Number(c)) ? 0 : 1 };
  }
  // With no operator anywhere it is a mistake in every shell; else they differ.
  if (args.some((arg) => /^(-.*|[=!<>()]+|==|!=)$/.test(arg))) throw new Beyond(name);
  return wrong;
}
