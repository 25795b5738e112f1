/** Which programs a shell's text starts: the model that `inner.ts` asks. */
import { type BuiltinResult, type BuiltinScope, findBuiltin } from '#core/dockerfile/builtins.ts';
import { expandText, expandWords, type Missing, type Scope } from '#core/dockerfile/expansion.ts';
import { Flow } from '#core/dockerfile/flow.ts';
import type { ShellKind } from '#core/dockerfile/images.ts';
import { readScript } from '#core/dockerfile/script.ts';
import {
  checkRedirect,
  hasOutput,
  Jump,
  missingProgram,
  withPlace,
  wordFault,
  writtenBy,
} from '#core/dockerfile/shellrules.ts';
import { Beyond, type Dialect, type List, type Simple } from '#core/dockerfile/syntax.ts';
import { Variables } from '#core/dockerfile/variables.ts';

/** A text and the shell that runs it. */
export interface ShellQuestion {
  readonly text: string;
  readonly shell: ShellKind;
  readonly zero: string;
  /** `zero` was given by a word behind the text. */
  readonly named?: boolean;
  readonly positional: readonly string[];
  /** A variable's value; undefined when unset. Throws {@link Beyond} when it cannot be known. */
  variable(name: string): string | undefined;
  hasDirectory(path: string): boolean;
  readonly pid: string | undefined;
  /** Of the command line: `-e`, `-u`. */
  readonly errexit: boolean;
  readonly nounset: boolean;
}

/** A program that the shell starts. */
export interface Started {
  readonly argv: readonly string[];
  /** The shell gave its place to it. */
  readonly replaces: 'yes' | 'no' | 'unknown';
}

/** What the shell starts, does by itself, and ends with. */
export interface ShellAnswer {
  /** Programs in the order they start, if each one ends well. */
  readonly programs: readonly Started[];
  /** Builtins that ran before the first program. */
  readonly builtins: readonly string[];
  /** Set when the shell ends without having started anything. */
  readonly error?: { readonly code: number; readonly message: string };
}

/** Follows a text. Throws {@link Beyond} when it cannot be followed up to the first program. */
export function followShell(question: ShellQuestion): ShellAnswer {
  return new Follower(question).answer();
}

/** `eval` in `eval` deeper than this is not followed. */
const mostEvals = 20;

class Follower extends Flow implements BuiltinScope {
  readonly #question: ShellQuestion;
  readonly #programs: Started[] = [];
  readonly #builtins: string[] = [];
  readonly #variables: Variables;
  #message = '';
  #nounset: boolean;
  #evals = 0;
  // Who stands in for the shell: a process of its own for ( ) in most shells.
  #forked = false;
  // A trap of its own keeps the shell.
  #trapped = false;
  #endsWithLine = false;
  // What `$( )` writes, while one is followed.
  #written: string | undefined;
  positional: readonly string[];

  constructor(question: ShellQuestion) {
    super();
    this.#question = question;
    this.#variables = new Variables((name) => question.variable(name));
    this.positional = question.positional;
    this.errexit = question.errexit;
    this.#nounset = question.nounset;
  }

  get shell(): ShellKind {
    return this.#question.shell;
  }

  protected get started(): number {
    return this.#programs.length;
  }

  get #extended(): boolean {
    return this.shell !== 'dash' && this.shell !== 'busybox';
  }

  get #dialect(): Dialect {
    return { extended: this.#extended, busybox: this.shell === 'busybox' };
  }

  answer(): ShellAnswer {
    const script = readScript(this.#question.text, this.#dialect);
    const { entries, beyond, fault } = script;
    this.#endsWithLine = script.ends;
    try {
      const ended = this.run(script, beyond === undefined && !fault);
      if (!ended && beyond !== undefined) throw new Beyond(beyond);
      if (!ended && fault) {
        // Bash ends with the code of the line before; which one that is differs from version to version.
        if (this.#extended && entries.length > 0) throw new Beyond('\\n');
        this.code = 2;
        this.#message = withPlace(wordFault(fault, this.shell), this.#question, true);
      }
    } catch (error) {
      // What comes after the first program may stay unknown.
      if (!(error instanceof Beyond) || this.started === 0) throw error;
    }
    return this.#result();
  }

  #result(): ShellAnswer {
    const failed = this.started === 0 && this.code !== 0 && this.code !== undefined;
    return {
      programs: this.#programs,
      builtins: this.#builtins,
      ...(failed && { error: { code: this.code ?? 1, message: this.#message } }),
    };
  }

  protected override apart(forks: boolean, work: () => unknown): void {
    const { positional, errexit, loops } = this;
    const [nounset, forked] = [this.#nounset, this.#forked];
    this.loops = 0;
    this.#forked ||= forks;
    this.#variables.apart(work);
    this.errexit = errexit;
    this.#nounset = nounset;
    this.loops = loops;
    this.#forked = forked;
    this.positional = positional;
  }

  protected override fails({ parameter, message }: Missing): void {
    this.#fail(this.shell === 'bash' ? 127 : 2, `${parameter}: ${message || 'parameter not set'}`);
  }

  protected override simple({ assignments, words, redirects }: Simple, last: boolean): boolean {
    const scope = this.scope();
    const argv = expandWords(words, scope);
    for (const { operator, target } of redirects) {
      checkRedirect(operator, expandWords([target], scope));
    }
    if (argv.length === 0) {
      // `A=$(false)` ends as what stands in it does.
      if (!hasOutput([...words, ...assignments.map(({ value }) => value)])) this.code = 0;
      for (const { name: variable, value } of assignments) this.assign(variable, expandText(value, scope));
      return false;
    }
    for (const { value } of assignments) expandText(value, scope);
    return this.#call(argv, last, redirects.length > 0);
  }

  #call(argv: readonly string[], last: boolean, redirected: boolean): boolean {
    const [name = '', ...args] = argv;
    if (name === 'exec') return this.#exec(args);
    if (name === 'command' && args[0] !== undefined && !args[0].startsWith('-')) {
      return this.#call(args, last, redirected);
    }
    if (name === 'eval') return this.#eval(args.join(' '));
    if ((name === 'break' || name === 'continue') && this.loops > 0) {
      const levels = Number(args[0] ?? '1');
      if (!Number.isInteger(levels) || levels < 1) throw new Beyond(name);
      this.code = 0;
      throw new Jump(Math.min(levels, this.loops), name === 'continue');
    }
    if (name === 'trap' && args.length > 1 && args[0] !== '' && args[0] !== '-') this.#trapped = true;
    const builtin = findBuiltin(name, this.#extended || (name === 'source' && this.shell === 'busybox'));
    if (builtin) {
      if (this.#written !== undefined && !redirected) this.#written += writtenBy(name, args);
      return this.#builtin(name, builtin(args, this));
    }
    this.#start(argv, this.#replaces(last, redirected), name);
    return false;
  }

  #exec(args: readonly string[]): boolean {
    const [name] = args;
    if (name === undefined) {
      this.code = 0;
      return false;
    }
    if (name === '' || name.startsWith('-')) throw new Beyond('exec');
    this.#start(args, this.#forked ? 'no' : 'yes', name);
    return true;
  }

  #eval(text: string): boolean {
    const script = readScript(text, this.#dialect);
    if (script.fault || script.beyond !== undefined) throw new Beyond('eval');
    if (++this.#evals > mostEvals) throw new Beyond('eval');
    this.code = 0;
    try {
      return this.run(script, false);
    } finally {
      // `break` may leave it as well.
      this.#evals--;
    }
  }

  // What a list writes, as far as the shell itself writes it.
  #output(body: List): string {
    const { started } = this;
    const before = this.#written;
    this.#written = '';
    this.apart(true, () => this.run(body, false));
    const written = this.#written;
    this.#written = before;
    if (this.started === started && this.code !== undefined) return written.replace(/\n{1,99}$/, '');
    this.#programs.length = started;
    throw new Beyond('$( )');
  }

  #builtin(name: string, { code, message, positional, exits }: BuiltinResult): boolean {
    if (this.started === 0) this.#builtins.push(name);
    if (code !== 0 && code !== undefined) this.#fail(code, message);
    this.code = code;
    if (positional) this.positional = positional;
    return exits === true;
  }

  #start(argv: readonly string[], replaces: Started['replaces'], name: string): void {
    const missing = missingProgram(name, this.shell);
    if (missing !== undefined) {
      this.#fail(127, missing);
      return;
    }
    this.#programs.push({ argv, replaces });
    // From here on each program is taken to end well.
    this.code = 0;
  }

  // Seen on dash 0.5.12 and bash 5.2: bash gives its place to the last command, dash never does. Busybox does as well.
  #replaces(last: boolean, redirected: boolean): Started['replaces'] {
    const { shell } = this;
    if (!last || shell === 'dash' || this.#trapped || this.#forked) return 'no';
    // Busybox looks for another line first.
    if (shell === 'busybox') return this.#endsWithLine ? 'no' : 'yes';
    if (shell === 'bash') return redirected ? 'no' : 'yes';
    return 'unknown';
  }

  // Without a message the shell says nothing.
  #fail(code: number, message?: string): void {
    this.code = code;
    this.#message = message === undefined ? '' : withPlace(message, this.#question, false);
  }

  protected override scope(): Scope {
    const { zero, pid, shell } = this.#question;
    const follower = this;
    return {
      variable: (name) => this.#variables.get(name),
      assign: (name, value) => this.assign(name, value),
      zero,
      get positional() {
        return follower.positional;
      },
      status: this.started > 0 ? undefined : this.code,
      pid,
      output: (body) => this.#output(body),
      braces: shell === 'bash' || shell === 'unknown',
      strict: this.#nounset,
    };
  }

  assign(name: string, value: string): void {
    this.#variables.set(name, value);
    if (name === 'IFS') throw new Beyond('IFS');
  }

  unset(name: string): void {
    this.#variables.set(name, undefined);
  }

  option(letter: string, on: boolean): void {
    if (letter === 'e') this.errexit = on;
    else if (letter === 'u') this.#nounset = on;
    else if (letter === 'n' || letter === 'f') throw new Beyond(`set -${letter}`);
  }

  hasDirectory(path: string): boolean {
    return this.#question.hasDirectory(path);
  }
}
