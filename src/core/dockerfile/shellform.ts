/** Which programs a shell's text starts: the model that `inner.ts` asks. */
import { type BuiltinResult, type BuiltinScope, findBuiltin } from '#core/dockerfile/builtins.ts';
import { expandText, expandWords, Missing, type Scope } from '#core/dockerfile/expansion.ts';
import type { ShellKind } from '#core/dockerfile/images.ts';
import { Beyond, type Entry, readScript, type Simple, type SyntaxFault } from '#core/dockerfile/script.ts';

export interface ShellQuestion {
  readonly text: string;
  readonly shell: ShellKind;
  readonly zero: string;
  readonly positional: readonly string[];
  /** A variable's value; undefined when unset. Throws {@link Beyond} when it cannot be known. */
  variable(name: string): string | undefined;
  hasDirectory(path: string): boolean;
  readonly pid: string | undefined;
  /** Of the command line: `-e`, `-u`. */
  readonly errexit: boolean;
  readonly nounset: boolean;
}

export interface Started {
  readonly argv: readonly string[];
  /** The shell gave its place to it. */
  readonly replaces: 'yes' | 'no' | 'unknown';
}

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

// Names that no program has: they come from an array that is no JSON, or from quotes around a whole command line.
const impossible = /[\s"'“”‘’[\],]/;

class Follower implements BuiltinScope {
  readonly #question: ShellQuestion;
  readonly #programs: Started[] = [];
  readonly #builtins: string[] = [];
  readonly #variables = new Map<string, string | undefined>();
  #code: number | undefined = 0;
  #message = '';
  #undo: (() => void)[] | undefined;
  #errexit: boolean;
  #nounset: boolean;
  positional: readonly string[];

  constructor(question: ShellQuestion) {
    this.#question = question;
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

  answer(): ShellAnswer {
    const script = readScript(this.#question.text, { extended: this.#extended });
    const { entries, background, beyond, fault } = script;
    try {
      const ended = this.#runAll(entries, background);
      if (!ended && beyond !== undefined) throw new Beyond(beyond);
      if (!ended && fault) {
        // Bash ends with the code of the line before; which one that is differs from version to version.
        if (this.#extended && entries.length > 0) throw new Beyond('\\n');
        this.#code = 2;
        this.#message = this.#prefixed(wordFault(fault, this.#question.shell), true);
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

  // Whether the shell ended before the end of the text.
  #runAll(entries: readonly Entry[], background: boolean): boolean {
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i];
      if (!entry) continue;
      const { joint, pipeline } = entry;
      if (this.#skips(joint)) continue;
      const next = entries[i + 1]?.joint;
      const last = i === entries.length - 1;
      const isBackground = next === '&' || (last && background);
      const guarded = next === '&&' || next === '||' || pipeline.negated;
      const alone = last && !isBackground && !pipeline.negated && pipeline.commands.length === 1;
      const ended = this.#runPipeline(pipeline.commands, alone);
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

  #runPipeline(commands: readonly Simple[], alone: boolean): boolean {
    const [only] = commands;
    if (commands.length === 1 && only) return this.#runSimple(only, alone, true);
    // Each command of a pipeline runs in a shell of its own: what it changes is undone.
    for (const command of commands) {
      const { positional } = this;
      this.#undo = [];
      this.#runSimple(command, false, false);
      for (const undo of this.#undo.reverse()) undo();
      this.#undo = undefined;
      this.positional = positional;
    }
    return false;
  }

  #runSimple(command: Simple, last: boolean, here: boolean): boolean {
    try {
      return this.#command(command, last, here);
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      this.#fail(
        this.#question.shell === 'bash' ? 127 : 2,
        `${error.parameter}: ${error.message || 'parameter not set'}`,
      );
      return here;
    }
  }

  #command({ assignments, words, redirects }: Simple, last: boolean, here: boolean): boolean {
    const scope = this.#scope();
    const argv = expandWords(words, scope);
    for (const { operator, target } of redirects) {
      checkRedirect(operator, expandWords([target], scope));
    }
    const [name, ...args] = argv;
    if (name === undefined) {
      for (const { name: variable, value } of assignments) this.assign(variable, expandText(value, scope));
      this.#code = 0;
      return false;
    }
    for (const { value } of assignments) expandText(value, scope);
    if (name === 'exec') return this.#exec(args, here);
    if (name === 'command' && args[0] !== undefined && !args[0].startsWith('-')) {
      this.#start(args, 'no', args[0]);
      return false;
    }
    const builtin = findBuiltin(name, this.#extended);
    if (builtin) return this.#builtin(name, builtin(args, this), here);
    this.#start(argv, this.#replaces(last, redirects.length > 0), name);
    return false;
  }

  #exec(args: readonly string[], here: boolean): boolean {
    const [name] = args;
    if (name === undefined) {
      this.#code = 0;
      return false;
    }
    if (name === '' || (name.startsWith('-') && this.#extended)) throw new Beyond('exec');
    this.#start(args, here ? 'yes' : 'no', name);
    return here;
  }

  #builtin(name: string, { code, message, positional, exits }: BuiltinResult, here: boolean): boolean {
    if (this.#programs.length === 0) this.#builtins.push(name);
    if (code !== 0 && code !== undefined) this.#fail(code, message ?? name);
    this.#code = code;
    if (positional) this.positional = positional;
    return exits === true && here;
  }

  #start(argv: readonly string[], replaces: Started['replaces'], name: string): void {
    if (name === '' || impossible.test(name)) {
      const reason = this.#question.shell === 'bash' ? 'command not found' : 'not found';
      this.#fail(127, `${name}: ${reason}`);
      return;
    }
    this.#programs.push({ argv, replaces });
    // From here on each program is taken to end well.
    this.#code = 0;
  }

  // Seen on dash 0.5.12 and bash 5.2: bash gives its place to the last command, dash never does. Busybox does as well.
  #replaces(last: boolean, redirected: boolean): Started['replaces'] {
    const { shell } = this.#question;
    if (!last || shell === 'dash') return 'no';
    if (shell === 'busybox') return 'yes';
    if (shell === 'bash') return redirected ? 'no' : 'yes';
    return 'unknown';
  }

  #fail(code: number, message: string): void {
    this.#code = code;
    this.#message = this.#prefixed(message, false);
  }

  #prefixed(message: string, syntax: boolean): string {
    const { shell, zero } = this.#question;
    if (shell === 'dash') return `${zero}: 1: ${message}`;
    if (shell === 'bash') return `${zero}: ${syntax ? '-c: ' : ''}line 1: ${message}`;
    return `${zero}: ${message}`;
  }

  #scope(): Scope {
    const { zero, pid, shell } = this.#question;
    const follower = this;
    return {
      variable: (name) => this.#variable(name),
      assign: (name, value) => this.assign(name, value),
      zero,
      get positional() {
        return follower.positional;
      },
      status: this.#programs.length > 0 ? undefined : this.#code,
      pid,
      braces: shell === 'bash' || shell === 'unknown',
      strict: this.#nounset,
    };
  }

  #variable(name: string): string | undefined {
    return this.#variables.has(name) ? this.#variables.get(name) : this.#question.variable(name);
  }

  #remember(name: string): void {
    if (!this.#undo) return;
    const value = this.#variables.get(name);
    const known = this.#variables.has(name);
    this.#undo.push(() => {
      if (known) this.#variables.set(name, value);
      else this.#variables.delete(name);
    });
  }

  assign(name: string, value: string): void {
    this.#remember(name);
    this.#variables.set(name, value);
    if (name === 'IFS') throw new Beyond('IFS');
  }

  unset(name: string): void {
    this.#remember(name);
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

// Whether a file can be opened is known only of the devices, and of new files at places that every image has.
function checkRedirect(operator: string, target: readonly string[]): void {
  const [path = '', ...more] = target;
  if (operator === '>&' || operator === '<&') {
    if (!/^([012]|-)$/.test(path)) throw new Beyond(operator);
    return;
  }
  const known =
    operator === '<'
      ? /^\/dev\/null$/
      : /^(\/dev\/(null|stdout|stderr)|\/proc\/1\/fd\/[12]|(\/tmp\/)?[\w.-]+)$/;
  if (more.length > 0 || !known.test(path)) throw new Beyond(`${operator} ${path}`);
}

function wordFault(fault: SyntaxFault, shell: ShellKind): string {
  const bash = shell === 'bash';
  const begin = shell === 'dash' ? 'Syntax error: ' : 'syntax error: ';
  const looking = (token: string) => `unexpected EOF while looking for matching \`${token}'`;
  switch (fault.kind) {
    case 'quote':
      return bash ? looking(fault.token) : `${begin}${shell === 'dash' ? 'U' : 'u'}nterminated quoted string`;
    case 'backquote':
      return bash ? looking('`') : `${begin}EOF in backquote substitution`;
    case 'brace':
      return bash ? looking('}') : `${begin}${shell === 'dash' ? 'M' : 'm'}issing '}'`;
    case 'end':
      if (bash) return 'syntax error: unexpected end of file';
      return shell === 'dash' ? `${begin}end of file unexpected` : `${begin}unexpected end of file`;
    default:
      if (bash) return `syntax error near unexpected token \`${fault.token}'`;
      return shell === 'dash' ? `${begin}"${fault.token}" unexpected` : `${begin}unexpected "${fault.token}"`;
  }
}
