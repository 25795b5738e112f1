/** Which programs a shell's text starts: the model that `inner.ts` asks. */
import { type BuiltinResult, type BuiltinScope, findBuiltin } from '#core/dockerfile/builtins.ts';
import { expandText, expandWords, Missing, type Scope } from '#core/dockerfile/expansion.ts';
import type { ShellKind } from '#core/dockerfile/images.ts';
import { readScript } from '#core/dockerfile/script.ts';
import {
  checkRedirect,
  hasOutput,
  Jump,
  matches,
  missingProgram,
  withPlace,
  wordFault,
  writtenBy,
} from '#core/dockerfile/shellrules.ts';
import {
  Beyond,
  type Command,
  type Compound,
  type Dialect,
  type Entry,
  type List,
  type Simple,
  type Word,
} from '#core/dockerfile/syntax.ts';
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

/** More rounds of a loop, commands in all, and `eval` in `eval` than these are not followed. */
const mostRounds = 100;
const mostSteps = 10_000;
const mostEvals = 20;

class Follower implements BuiltinScope {
  readonly #question: ShellQuestion;
  readonly #programs: Started[] = [];
  readonly #builtins: string[] = [];
  readonly #variables: Variables;
  #code: number | undefined = 0;
  #message = '';
  #errexit: boolean;
  #nounset: boolean;
  // Conditions and what stands before `&&` may fail under `set -e`.
  #guards = 0;
  #loops = 0;
  #steps = 0;
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
    this.#question = question;
    this.#variables = new Variables((name) => question.variable(name));
    this.positional = question.positional;
    this.#errexit = question.errexit;
    this.#nounset = question.nounset;
  }

  get shell(): ShellKind {
    return this.#question.shell;
  }

  get #extended(): boolean {
    return this.#question.shell !== 'dash' && this.#question.shell !== 'busybox';
  }

  get #dialect(): Dialect {
    return { extended: this.#extended, busybox: this.#question.shell === 'busybox' };
  }

  answer(): ShellAnswer {
    const script = readScript(this.#question.text, this.#dialect);
    const { entries, beyond, fault } = script;
    this.#endsWithLine = script.ends;
    try {
      const ended = this.#runAll(script, beyond === undefined && !fault);
      if (!ended && beyond !== undefined) throw new Beyond(beyond);
      if (!ended && fault) {
        // Bash ends with the code of the line before; which one that is differs from version to version.
        if (this.#extended && entries.length > 0) throw new Beyond('\\n');
        this.#code = 2;
        this.#message = withPlace(wordFault(fault, this.#question.shell), this.#question, true);
      }
    } catch (error) {
      // What comes after the first program may stay unknown.
      if (!(error instanceof Beyond) || this.#programs.length === 0) throw error;
    }
    return this.#result();
  }

  #result(): ShellAnswer {
    const failed = this.#programs.length === 0 && this.#code !== 0 && this.#code !== undefined;
    return {
      programs: this.#programs,
      builtins: this.#builtins,
      ...(failed && { error: { code: this.#code ?? 1, message: this.#message } }),
    };
  }

  // Whether the shell ended before the end of the list. `atEnd`: nothing follows behind it.
  #runAll({ entries, background }: List, atEnd: boolean): boolean {
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i];
      if (!entry) continue;
      const { joint, pipeline } = entry;
      if (this.#skips(joint)) continue;
      const next = entries[i + 1]?.joint;
      const last = i === entries.length - 1;
      const isBackground = next === '&' || (last && background);
      const guarded = next === '&&' || next === '||' || pipeline.negated || this.#guards > 0;
      const alone = atEnd && last && !isBackground && !pipeline.negated && pipeline.commands.length === 1;
      if (guarded) this.#guards++;
      const ended = this.#runPipeline(pipeline.commands, alone);
      if (guarded) this.#guards--;
      if (isBackground) this.#code = 0;
      else if (ended) return true;
      if (pipeline.negated && this.#code !== undefined) this.#code = this.#code === 0 ? 1 : 0;
      if (this.#errexit && !guarded && this.#code !== 0 && !isBackground) {
        if (this.#code === undefined) throw new Beyond('set -e');
        return true;
      }
    }
    return false;
  }

  #skips(joint: Entry['joint']): boolean {
    if (joint !== '&&' && joint !== '||') return false;
    if (this.#code === undefined) throw new Beyond(joint);
    return (this.#code === 0) !== (joint === '&&');
  }

  #runPipeline(commands: readonly Command[], alone: boolean): boolean {
    if (++this.#steps > mostSteps) throw new Beyond('…');
    const [only] = commands;
    if (commands.length === 1 && only) return this.#run(only, alone);
    for (const command of commands) this.#inSubshell(true, () => this.#run(command, false));
    return false;
  }

  // Commands in a shell of their own: what they change is undone. `forks`: a process of its own.
  #inSubshell(forks: boolean, work: () => unknown): void {
    const { positional } = this;
    const before = {
      errexit: this.#errexit,
      nounset: this.#nounset,
      loops: this.#loops,
      forked: this.#forked,
    };
    this.#loops = 0;
    this.#forked ||= forks;
    this.#variables.apart(work);
    this.#errexit = before.errexit;
    this.#nounset = before.nounset;
    this.#loops = before.loops;
    this.#forked = before.forked;
    this.positional = positional;
  }

  #run(command: Command, last: boolean): boolean {
    return command.type === 'simple' ? this.#runSimple(command, last) : this.#runCompound(command, last);
  }

  #runCompound(command: Compound, last: boolean): boolean {
    const scope = this.#scope();
    for (const { operator, target } of command.redirects) {
      checkRedirect(operator, expandWords([target], scope));
    }
    // Bash gives its place to nothing inside of a compound command, busybox does unless a loop or a redirection waits.
    const atEnd = last && this.#question.shell !== 'bash' && command.redirects.length === 0;
    switch (command.type) {
      case 'group':
        return this.#runAll(command.body, atEnd);
      case 'subshell': {
        const stays = last && this.#question.shell !== 'bash' && this.#question.shell !== 'dash';
        this.#inSubshell(!stays, () => this.#runAll(command.body, stays));
        return false;
      }
      case 'if': {
        for (const { condition, body } of command.branches) {
          if (this.#guarded(condition)) return true;
          if (this.#holds('if')) return this.#runAll(body, atEnd);
        }
        this.#code = 0;
        return command.otherwise ? this.#runAll(command.otherwise, atEnd) : false;
      }
      case 'case':
        return this.#runCase(command.subject, command.cases, atEnd);
      case 'for':
        return this.#runFor(command.name, command.words, command.body);
      default:
        return this.#runWhile(command);
    }
  }

  #guarded(list: List): boolean {
    this.#guards++;
    const ended = this.#runAll(list, false);
    this.#guards--;
    return ended;
  }

  #holds(what: string): boolean {
    if (this.#code === undefined) throw new Beyond(what);
    return this.#code === 0;
  }

  #runCase(
    subject: Word,
    cases: readonly { readonly patterns: readonly Word[]; readonly body: List }[],
    atEnd: boolean,
  ): boolean {
    const scope = this.#scope();
    const text = expandText(subject, scope);
    for (const { patterns, body } of cases) {
      if (!patterns.some((pattern) => matches(pattern, text, scope))) continue;
      this.#code = 0;
      return this.#runAll(body, atEnd);
    }
    this.#code = 0;
    return false;
  }

  #runFor(name: string, words: readonly Word[] | undefined, body: List): boolean {
    const values = words ? expandWords(words, this.#scope()) : this.positional;
    if (values.length > mostRounds) throw new Beyond('for');
    this.#code = 0;
    return this.#loop(() => {
      for (const value of values) {
        this.assign(name, value);
        if (this.#round(() => this.#runAll(body, false))) return true;
      }
      return false;
    });
  }

  // A loop that has started a program and goes on may go on for ever.
  #runWhile({ type, condition, body }: Compound & { type: 'while' | 'until' }): boolean {
    const started = this.#programs.length;
    return this.#loop(() => {
      let code: number | undefined = 0;
      for (let rounds = 0; rounds < mostRounds; rounds++) {
        if (this.#round(() => this.#guarded(condition))) return true;
        if (this.#holds(type) !== (type === 'while')) {
          this.#code = code;
          return false;
        }
        if (this.#round(() => this.#runAll(body, false))) return true;
        code = this.#code;
        if (this.#programs.length > started) break;
      }
      throw new Beyond(type);
    });
  }

  #loop(work: () => boolean): boolean {
    this.#loops++;
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Jump) || error.rounds) throw error;
      if (error.levels > 1) throw new Jump(error.levels - 1, false);
      return false;
    } finally {
      this.#loops--;
    }
  }

  #round(work: () => boolean): boolean {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Jump) || !error.rounds) throw error;
      if (error.levels > 1) throw new Jump(error.levels - 1, true);
      return false;
    }
  }

  #runSimple(command: Simple, last: boolean): boolean {
    try {
      return this.#command(command, last);
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      this.#fail(
        this.#question.shell === 'bash' ? 127 : 2,
        `${error.parameter}: ${error.message || 'parameter not set'}`,
      );
      return true;
    }
  }

  #command({ assignments, words, redirects }: Simple, last: boolean): boolean {
    const scope = this.#scope();
    const argv = expandWords(words, scope);
    for (const { operator, target } of redirects) {
      checkRedirect(operator, expandWords([target], scope));
    }
    if (argv.length === 0) {
      // `A=$(false)` ends as what stands in it does.
      if (!hasOutput([...words, ...assignments.map(({ value }) => value)])) this.#code = 0;
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
    if ((name === 'break' || name === 'continue') && this.#loops > 0) {
      const levels = Number(args[0] ?? '1');
      if (!Number.isInteger(levels) || levels < 1) throw new Beyond(name);
      this.#code = 0;
      throw new Jump(Math.min(levels, this.#loops), name === 'continue');
    }
    if (name === 'trap' && args.length > 1 && args[0] !== '' && args[0] !== '-') this.#trapped = true;
    const builtin = findBuiltin(
      name,
      this.#extended || (name === 'source' && this.#question.shell === 'busybox'),
    );
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
      this.#code = 0;
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
    this.#code = 0;
    const ended = this.#runAll(script, false);
    this.#evals--;
    return ended;
  }

  // What a list writes, as far as the shell itself writes it.
  #output(body: List): string {
    const started = this.#programs.length;
    const before = this.#written;
    this.#written = '';
    this.#inSubshell(true, () => this.#runAll(body, false));
    const written = this.#written;
    this.#written = before;
    if (this.#programs.length === started && this.#code !== undefined)
      return written.replace(/\n{1,99}$/, '');
    this.#programs.length = started;
    throw new Beyond('$( )');
  }

  #builtin(name: string, { code, message, positional, exits }: BuiltinResult): boolean {
    if (this.#programs.length === 0) this.#builtins.push(name);
    if (code !== 0 && code !== undefined) this.#fail(code, message);
    this.#code = code;
    if (positional) this.positional = positional;
    return exits === true;
  }

  #start(argv: readonly string[], replaces: Started['replaces'], name: string): void {
    const missing = missingProgram(name, this.#question.shell);
    if (missing !== undefined) {
      this.#fail(127, missing);
      return;
    }
    this.#programs.push({ argv, replaces });
    // From here on each program is taken to end well.
    this.#code = 0;
  }

  // Seen on dash 0.5.12 and bash 5.2: bash gives its place to the last command, dash never does. Busybox does as well.
  #replaces(last: boolean, redirected: boolean): Started['replaces'] {
    const { shell } = this.#question;
    if (!last || shell === 'dash' || this.#trapped || this.#forked) return 'no';
    // Busybox looks for another line first.
    if (shell === 'busybox') return this.#endsWithLine ? 'no' : 'yes';
    if (shell === 'bash') return redirected ? 'no' : 'yes';
    return 'unknown';
  }

  // Without a message the shell says nothing.
  #fail(code: number, message?: string): void {
    this.#code = code;
    this.#message = message === undefined ? '' : withPlace(message, this.#question, false);
  }

  #scope(): Scope {
    const { zero, pid, shell } = this.#question;
    const follower = this;
    return {
      variable: (name) => this.#variables.get(name),
      assign: (name, value) => this.assign(name, value),
      zero,
      get positional() {
        return follower.positional;
      },
      status: this.#programs.length > 0 ? undefined : this.#code,
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
    if (letter === 'e') this.#errexit = on;
    else if (letter === 'u') this.#nounset = on;
    else if (letter === 'n' || letter === 'f') throw new Beyond(`set -${letter}`);
  }

  hasDirectory(path: string): boolean {
    return this.#question.hasDirectory(path);
  }
}
