/** What really starts when a container's command is a shell with a text. */
import { behindEntry, isShell } from '#core/dockerfile/handing.ts';
import type { Image } from '#core/dockerfile/image.ts';
import { imageNames, type ShellKind } from '#core/dockerfile/images.ts';
import { execForm } from '#core/dockerfile/json.ts';
import type { Report } from '#core/dockerfile/report.ts';
import type { Run } from '#core/dockerfile/run.ts';
import { followShell, type ShellAnswer } from '#core/dockerfile/shellform.ts';
import { Beyond } from '#core/dockerfile/syntax.ts';
import { sayPlain } from '#core/say.ts';

/** What a shell starts in the end, and who is process 1 by then. */
export interface Inner {
  /** The first program with its words; empty when the shell starts none. */
  readonly argv: readonly string[];
  readonly shell: ShellKind;
  /** Who is PID 1 while it runs, and so gets the signals; `unknown` where that depends on an unknown shell. */
  readonly pid1: 'program' | 'shell' | 'unknown';
  /** Programs that start after it (or beside it), if each one ends well. */
  readonly followedBy?: readonly (readonly string[])[];
  /** Who is PID 1 while the last of those runs. */
  readonly lastPid1?: 'program' | 'shell' | 'unknown';
  /** The shell ends without having started a program: its exit code, its words. */
  readonly error?: { readonly code: number; readonly message: string };
}

interface Call {
  readonly shell: ShellKind;
  readonly text: string;
  readonly program: string;
  readonly zero: string;
  /** `zero` was given by a word behind the text. */
  readonly named: boolean;
  readonly positional: readonly string[];
  readonly errexit: boolean;
  readonly nounset: boolean;
  readonly fault?: string;
}

/** Follows the shell in `argv`, if there is one, or behind an entry script that starts it. Adds a step that says what happens, or why it cannot be told. */
export function findInner(
  argv: readonly string[],
  image: Image,
  run: Run,
  report: Report,
): Inner | undefined {
  const { say } = report;
  try {
    const started = behindEntry(image, run, argv);
    const call = readCall(started, image.sh);
    if (!call) return undefined;
    if (started !== argv) {
      report.step(
        'entry-script',
        sayPlain(say, 'The script {script} of the base image ends by starting what stands behind it', {
          script: image.entrypoint.words.join(' '),
        }),
      );
    }
    if (call.shell === 'none' || (image.shellLess && isShell(argv[0]))) {
      report.step(
        'no-shell',
        sayPlain(say, 'The image brings no shell, and nothing that is copied in looks like one'),
      );
      return undefined;
    }
    if (call.fault !== undefined) return refused(call, call.fault, report);
    return tell(follow(call, image, run), call, report);
  } catch (error) {
    if (!(error instanceof Beyond)) throw error;
    report.step(
      'inner-unknown',
      sayPlain(say, 'What the shell starts depends on more than is written here: {what}', {
        what: error.what || '…',
      }),
    );
    return undefined;
  }
}

function follow(call: Call, image: Image, run: Run): ShellAnswer {
  return followShell({
    ...call,
    variable: (name) => lookUp(name, image, run),
    hasDirectory: (path) => isThere(path, run.workdir ?? image.workdir),
    pid: run.init ? undefined : '1',
  });
}

function refused({ shell, program }: Call, message: string, report: Report): Inner {
  report.step(
    'shell-refuses',
    sayPlain(report.say, 'The shell itself refuses its options: {message}', { message }),
  );
  return { argv: [], shell, pid1: 'shell', error: { code: 2, message: `${program}: ${message}` } };
}

function tell({ programs, builtins, error }: ShellAnswer, { shell }: Call, report: Report): Inner {
  const { say } = report;
  const [first, ...rest] = programs;
  const last = rest.at(-1);
  if (builtins.length > 0) {
    report.step(
      'builtin',
      sayPlain(say, 'The shell does this itself, without a program: {names}', {
        names: [...new Set(builtins)].join(', '),
      }),
    );
  }
  if (error) {
    report.step(
      'shell-fails',
      error.message === ''
        ? sayPlain(say, 'The shell ends with code {code}', { code: String(error.code) })
        : sayPlain(say, 'The shell ends with code {code}: {message}', { ...error, code: String(error.code) }),
    );
  } else if (first) {
    report.step('shell-starts', sayPlain(say, 'The shell starts {argv}', { argv: execForm(first.argv) }));
  } else report.step('shell-starts-nothing', sayPlain(say, 'The shell starts no program and ends'));
  return {
    argv: first?.argv ?? [],
    shell,
    pid1: first ? whose[first.replaces] : 'shell',
    ...(last && { followedBy: rest.map(({ argv }) => argv), lastPid1: whose[last.replaces] }),
    ...(error && { error }),
  };
}

const whose = { yes: 'program', no: 'shell', unknown: 'unknown' } as const;

const kinds: Readonly<Record<string, ShellKind>> = { bash: 'bash', dash: 'dash', ash: 'busybox' };

/** The shell call in a command: `/bin/sh -c text zero one two`, also behind `busybox`. */
function readCall(argv: readonly string[], sh: ShellKind): Call | undefined {
  const [program = '', ...words] = argv;
  const name = program.slice(program.lastIndexOf('/') + 1);
  if (name === 'busybox') return readCall(words, 'busybox');
  if (name !== 'sh' && !Object.hasOwn(kinds, name)) return undefined;
  const shell = name === 'sh' ? sh : sh === 'none' ? 'none' : (kinds[name] ?? 'unknown');
  return readOptions(program, shell, words);
}

function readOptions(program: string, shell: ShellKind, words: readonly string[]): Call | undefined {
  let command = false;
  let errexit = false;
  let nounset = false;
  let at = 0;
  const call = (fault?: string): Call => {
    const [text = '', zero = program, ...positional] = words.slice(at);
    return {
      shell,
      program,
      text,
      zero,
      named: words.length > at + 1,
      positional,
      errexit,
      nounset,
      ...(fault !== undefined && { fault }),
    };
  };
  for (; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--' || word === '-') {
      at++;
      break;
    }
    if (word.startsWith('--') && shell !== 'dash') continue;
    if (!/^[-+]./.test(word)) break;
    const letters = word.slice(1);
    if (word.startsWith('-')) {
      command ||= letters.includes('c');
      errexit ||= letters.includes('e');
      nounset ||= letters.includes('u');
    }
    const illegal = /[^a-zA-Z]/.exec(letters)?.[0];
    if (illegal !== undefined) return call(illegalOption(shell, illegal));
    if (/[isn]/.test(letters)) throw new Beyond(word);
    if (!letters.includes('o')) continue;
    const option = words[++at] ?? '';
    if (option === 'errexit') errexit = true;
    else if (option === 'nounset') nounset = true;
    else if (option === 'pipefail' && shell === 'dash') return call('0: Illegal option -o pipefail');
    else if (option !== 'pipefail') throw new Beyond(`-o ${option}`);
  }
  if (!command) return undefined;
  if (at >= words.length) {
    return call(
      shell === 'bash'
        ? '-c: option requires an argument'
        : `${shell === 'dash' ? '0: ' : ''}-c requires an argument`,
    );
  }
  return call();
}

const illegalOption = (shell: ShellKind, letter: string): string => {
  if (shell === 'bash') return `- ${letter}: invalid option`;
  return shell === 'dash' ? `0: Illegal option -${letter}` : `illegal option -${letter}`;
};

// Set by the engine or by the shell itself, to values that are not written anywhere.
const ownNames =
  /^(HOSTNAME|HOME|PWD|OLDPWD|TERM|PPID|IFS|OPTIND|PS[124]|_|LINENO|SHLVL|SHELL|RANDOM|SECONDS|UID|EUID|USER|LOGNAME|BASH.*|HOSTTYPE|MACHTYPE|OSTYPE|OPTERR|PIPESTATUS|DIRSTACK|GROUPS|FUNCNAME|EPOCH.*|SRANDOM)$/;

function lookUp(name: string, image: Image, run: Run): string | undefined {
  const given = run.env.get(name);
  if (given !== undefined) return given;
  if (run.envFromClient.has(name) || run.envFile) throw new Beyond(`$${name}`);
  const set = image.env.get(name);
  if (set !== undefined) return set;
  if (ownNames.test(name) || (!image.envIsWhole && imageNames.test(name))) throw new Beyond(`$${name}`);
  return undefined;
}

// Directories that every image has, and those that WORKDIR made.
function isThere(path: string, workdir: string | undefined): boolean {
  if (['/', '.', './', '/proc', '/sys', '/dev', '/etc'].includes(path)) return true;
  return (
    workdir !== undefined &&
    (path === workdir ||
      path === `${workdir}/` ||
      `${workdir}/`.startsWith(path.endsWith('/') ? path : `${path}/`))
  );
}
