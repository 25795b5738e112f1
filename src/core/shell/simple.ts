/** The simple commands of a line, in their order, and what the shell does between them. */
import type { Range, Token } from './words.ts';

/** `> file`, `2>&1`: the sign, and the word behind it. */
export interface Redirection {
  readonly sign: Token;
  readonly target?: Token;
}

/** A `while read …` that a command stands in. */
export interface ReadLoop {
  /** The word `read`. */
  readonly read: Token;
  /** What the loop as a whole reads from, where the line says so in front of it. */
  readonly input?: Token;
}

/** One simple command: what stands between two operators. */
export interface Simple {
  /** Its words; targets of redirections are not among them. */
  readonly words: readonly Token[];
  readonly redirections: readonly Redirection[];
  /** From its first word or redirection to behind the last. */
  readonly source: Range;
  /** Where it begins with the prompt or bracket that stands in front. */
  readonly begin: number;
  /** What its input comes from where that is no terminal: the `|` in front, or a `<`. */
  readonly input?: Token;
  /** Where its output goes if not to the terminal: the `|` behind, or a `>`. */
  readonly output?: Token;
  /** The operator behind it; or the end of the line, where that ends the command and what it belongs to. */
  readonly after?: Token;
  /** Whose output a pipe hands to it. */
  readonly from?: Simple;
  /** What a pipe hands its output to. */
  readonly to?: Simple;
  /** The command in front of it, however they are joined. */
  readonly before?: Simple;
  readonly loop?: ReadLoop;
  /** The bracket that stands behind its words without a dollar sign: `docker rm (docker ps -q)`. */
  readonly bracket?: Token;
  /** The command that runs it: `ssh host 'docker ps'`. */
  readonly runner?: Simple;
}

type Draft = { -readonly [K in keyof Simple]: Simple[K] };

const openers = new Set(['for', 'while', 'until', 'select', 'if', 'case', '{']);
const closers = new Set(['done', 'fi', 'esac', '}']);
const between = new Set(['do', 'then', 'else', 'elif', '!', 'time']);

const isPipe = ({ text }: Token): boolean => text === '|' || text === '|&';
const isInput = ({ text }: Token): boolean => /^0?<(?![&>])/.test(text);
const isOutput = ({ text }: Token): boolean => /^(?:[1&]?>{1,2}|1?>\|)$/.test(text);

/** `docker rm (docker ps -q)`, or `diff <(docker ps)`, where what stands behind the sign is no input. */
function openBracket(simple: Draft, bracket: Token): void {
  const last = simple.redirections.at(-1);
  if (!last) simple.bracket = bracket;
  else if (!last.target && simple.input === last.sign) delete simple.input;
}

class Reader {
  readonly found: Draft[] = [];
  #words: Token[] = [];
  #redirections: Redirection[] = [];
  #awaiting = false;
  #input: Token | undefined;
  #prompt: number | undefined;
  #piped: Draft | undefined;
  /** Loops, conditions and brackets that are open. */
  readonly #open: (ReadLoop | undefined)[] = [];

  read(token: Token): void {
    if (token.kind === 'prompt') this.#prompt = token.source[0];
    else if (token.kind === 'operator') this.#operator(token);
    else if (token.kind === 'newline') this.#lineEnd(token);
    else if (token.kind === 'redirection') {
      this.#redirections.push({ sign: token });
      this.#awaiting = true;
      if (isInput(token)) this.#input = token;
    } else if (token.kind === 'word') this.#word(token);
  }

  #word(token: Token): void {
    const last = this.#redirections.at(-1);
    if (this.#awaiting && last)
      this.#redirections[this.#redirections.length - 1] = { ...last, target: token };
    else this.#words.push(token);
    this.#awaiting = false;
  }

  #operator(token: Token): void {
    const closed = this.close();
    if (token.text === '(') {
      // What is piped in goes to what stands in the brackets.
      if (closed) openBracket(closed, token);
      else {
        this.#prompt ??= token.source[0];
        // `<(…)`: what stands there is the name of a file, and no input.
        if (this.#awaiting) this.#input = undefined;
        this.#redirections = [];
        this.#awaiting = false;
      }
      this.#open.push(undefined);
      return;
    }
    if (token.text === ')') {
      this.#open.pop();
      return;
    }
    if (!closed) this.#reset();
    const last = this.found.at(-1);
    if (!last || /[$`'"]/.test(token.text)) return;
    last.after ??= token;
    if (!isPipe(token)) return;
    last.output ??= token;
    this.#input = token;
    this.#piped = last;
  }

  #lineEnd(token: Token): void {
    const last = this.close() ?? this.found.at(-1);
    if (last && this.#open.length === 0) last.after ??= token;
  }

  /** Ends the command that is being read, if one is. */
  close(): Draft | undefined {
    const last = this.#words.at(-1);
    // PowerShell closes its blocks without an operator in front.
    const closes =
      this.#words.length > 1 &&
      last?.text === '}' &&
      !last.quoted &&
      this.#words.some(({ text }) => text === '{');
    if (!closes) return this.#close();
    this.#words.pop();
    this.#close();
    this.#words = [last];
    return this.#close();
  }

  #close(): Draft | undefined {
    const [words, redirections] = [this.#words, this.#redirections];
    if (words.length === 0) return undefined;
    const parts = [
      ...words,
      ...redirections.flatMap(({ sign, target }) => (target ? [sign, target] : [sign])),
    ];
    const start = parts.reduce((least, { source }) => Math.min(least, source[0]), Number.POSITIVE_INFINITY);
    const end = parts.reduce((most, { source }) => Math.max(most, source[1]), 0);
    const output = redirections.find(({ sign }) => isOutput(sign))?.sign;
    const before = this.found.at(-1);
    const simple: Draft = {
      words,
      redirections,
      source: [start, end],
      begin: this.#prompt ?? start,
      ...(this.#input && { input: this.#input }),
      ...(output && { output }),
      ...(before && { before }),
    };
    if (this.#piped) {
      simple.from = this.#piped;
      this.#piped.to = simple;
    }
    this.#nest(simple);
    this.found.push(simple);
    this.#words = [];
    this.#reset();
    return simple;
  }

  #reset(): void {
    this.#redirections = [];
    this.#awaiting = false;
    this.#input = undefined;
    this.#prompt = undefined;
    this.#piped = undefined;
  }

  /** What opens and closes loops, conditions and groups: the words in front of the command itself. */
  #nest(simple: Draft): void {
    const { words, input } = simple;
    if (closers.has(words[0]?.text ?? '')) this.#open.pop();
    const loop = this.#open.findLast((one) => one !== undefined);
    if (loop) simple.loop = loop;
    for (const [index, word] of words.entries()) {
      if (openers.has(word.text) && !word.quoted) {
        const read = words[index + 1];
        const reads = read?.text === 'read' && /^(?:while|until)$/.test(word.text);
        this.#open.push(reads && read ? { read, ...(input && { input }) } : undefined);
      } else if (!between.has(word.text)) break;
    }
  }
}

/** The simple commands of a line, in order. Empty ones are left out. */
export function simpleCommands(tokens: readonly Token[]): readonly Simple[] {
  const reader = new Reader();
  for (const token of tokens) reader.read(token);
  reader.close();
  return reader.found;
}

/** Those that hand their output on to this one, the nearest first. */
export function* upstream(simple: Simple): Generator<Simple> {
  for (let from = simple.from; from; from = from.from) yield from;
}
