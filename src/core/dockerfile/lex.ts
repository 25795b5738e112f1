/**
 * The builder's own reading of quotes and `$NAME` in the words of an instruction (BuildKit's
 * `frontend/dockerfile/shell`). It looks like a shell and is none: it knows `${A:-b}`, `${A-b}`, `${A:+b}`, `${A+b}`,
 * `${A:?b}`, `${A#p}`, `${A%p}` and `${A/p/r}`, and nothing else.
 */
import { isSpaceAt } from '#core/dockerfile/blanks.ts';
import { BuildFault, quoted } from '#core/dockerfile/fault.ts';
import { withoutPrefix, withoutSuffix, withReplaced } from '#core/dockerfile/pattern.ts';

/** How a variable is found. */
export type Lookup = (name: string) => string | undefined;

/** How a text is read: with which escape character, and what quotes mean in it. */
export interface LexOptions {
  /** `\`, or what `# escape=` says. */
  readonly escapeChar: string;
  readonly keepQuotes?: boolean;
  readonly keepEscapes?: boolean;
  /** Leaves `$NAME` of an unset variable as it stands. */
  readonly keepUnset?: boolean;
  /** Quotes mean nothing. */
  readonly plainQuotes?: boolean;
  /** Cuts the text into words, too. */
  readonly split?: boolean;
}

/** A text with its variables filled in, and what was found on the way. */
export interface Lexed {
  readonly text: string;
  /** The text cut at blanks that are not quoted; empty unless `split` asks for it. */
  readonly words: readonly string[];
  /** Names that were asked for and are not set. */
  readonly unset: ReadonlySet<string>;
  /** Those of them that say what stands for them: `${A:-b}`. */
  readonly defaulted: ReadonlySet<string>;
  readonly used: ReadonlySet<string>;
}

/** Longest text that expansion may grow to; `ENV A=$A$A` doubles with each line. */
const longestText = 256 * 1024;
/** How deep `${A:-${B:-…}}` may go: far more than anyone writes, far less than the call stack holds. */
const deepest = 200;

const letter = /\p{L}/u;
const digit = /\p{Nd}/u;

/** Expands one text. Throws a {@link BuildFault} worded like the builder's error. */
export function expand(source: string, lookup: Lookup, options: LexOptions): Lexed {
  if (!source.includes('$') && !hasSpecial(source, options)) {
    return {
      text: source,
      words: options.split ? cutPlain(source) : [],
      unset: none,
      defaulted: none,
      used: none,
    };
  }
  const lexer = new Lexer(source, lookup, options);
  try {
    const { text, words } = lexer.until('', options.keepEscapes ?? false);
    return { text, words, unset: lexer.unset, defaulted: lexer.defaulted, used: lexer.used };
  } catch (error) {
    if (!(error instanceof BuildFault)) throw error;
    throw new BuildFault(`failed to process ${quoted(source)}: ${error.message}`);
  }
}

const none: ReadonlySet<string> = new Set();

const hasSpecial = (source: string, options: LexOptions): boolean =>
  source.includes(options.escapeChar) ||
  (!options.plainQuotes && (source.includes("'") || source.includes('"')));

function cutPlain(source: string): string[] {
  const words = new Words();
  words.addExpanded(source);
  return words.done();
}

/** Gathers words: blanks cut, unless they come from quotes or escapes. */
class Words {
  readonly #words: string[] = [];
  readonly #wanted: boolean;
  #word = '';

  constructor(wanted = true) {
    this.#wanted = wanted;
  }

  addExpanded(text: string): void {
    if (!this.#wanted) return;
    let start = 0;
    for (let i = 0; i <= text.length; i++) {
      if (i < text.length && !isSpaceAt(text, i)) continue;
      this.#word += text.slice(start, i);
      if (i < text.length) this.#cut();
      start = i + 1;
    }
  }

  addRaw(text: string): void {
    if (this.#wanted) this.#word += text;
  }

  #cut(): void {
    if (this.#word !== '') this.#words.push(this.#word);
    this.#word = '';
  }

  done(): string[] {
    this.#cut();
    return this.#words;
  }
}

const unsupported = (modifier: string) =>
  new BuildFault(`unsupported modifier (${modifier}) in substitution`);

class Lexer {
  readonly unset = new Set<string>();
  readonly defaulted = new Set<string>();
  readonly used = new Set<string>();
  readonly #source: string;
  readonly #lookup: Lookup;
  readonly #options: LexOptions;
  #at = 0;
  #depth = 0;
  #keepEscapes = false;

  constructor(source: string, lookup: Lookup, options: LexOptions) {
    this.#source = source;
    this.#lookup = lookup;
    this.#options = options;
  }

  #peek(): string {
    const code = this.#source.codePointAt(this.#at);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  #next(): string {
    const ch = this.#peek();
    this.#at += ch.length;
    return ch;
  }

  /** Reads up to `stop` (or to the end, for an empty one). */
  until(stop: string, keepEscapes: boolean): { text: string; words: string[] } {
    if (++this.#depth > deepest) throw new BuildFault('substitution is nested too deeply');
    const before = this.#keepEscapes;
    this.#keepEscapes = keepEscapes;
    const words = new Words(this.#options.split ?? false);
    let text = '';
    for (let ch = this.#peek(); ch !== ''; ch = this.#peek()) {
      if (ch === stop) {
        this.#next();
        this.#depth--;
        this.#keepEscapes = before;
        return { text, words: words.done() };
      }
      text += this.#piece(ch, words);
      if (text.length > longestText) throw new BuildFault('the expanded text is too long');
    }
    this.#depth--;
    this.#keepEscapes = before;
    if (stop !== '') {
      throw new BuildFault(`unexpected end of statement while looking for matching ${stop}`);
    }
    return { text, words: words.done() };
  }

  #piece(ch: string, words: Words): string {
    if (ch === '$') {
      const value = this.#dollar();
      words.addExpanded(value);
      return value;
    }
    if (!this.#options.plainQuotes && (ch === "'" || ch === '"')) {
      const value = ch === "'" ? this.#single() : this.#double();
      words.addRaw(value);
      return value;
    }
    this.#next();
    if (ch !== this.#options.escapeChar) {
      words.addExpanded(ch);
      return ch;
    }
    const escaped = (this.#keepEscapes ? ch : '') + this.#next();
    words.addRaw(escaped);
    return escaped;
  }

  #single(): string {
    const start = this.#at;
    const end = this.#source.indexOf("'", start + 1);
    if (end === -1) {
      throw new BuildFault('unexpected end of statement while looking for matching single-quote');
    }
    this.#at = end + 1;
    return this.#options.keepQuotes ? this.#source.slice(start, end + 1) : this.#source.slice(start + 1, end);
  }

  #double(): string {
    const { escapeChar, keepQuotes } = this.#options;
    const open = this.#next();
    let text = keepQuotes ? open : '';
    for (;;) {
      const ch = this.#peek();
      if (ch === '') {
        throw new BuildFault('unexpected end of statement while looking for matching double-quote');
      }
      if (ch === '"') {
        this.#next();
        return keepQuotes ? text + ch : text;
      }
      if (ch === '$') {
        text += this.#dollar();
        continue;
      }
      this.#next();
      if (ch !== escapeChar) {
        text += ch;
        continue;
      }
      if (this.#keepEscapes) text += ch;
      const after = this.#peek();
      if (after === '') continue;
      text += after === '"' || after === '$' || after === escapeChar ? this.#next() : ch;
    }
  }

  #dollar(): string {
    this.#next();
    if (this.#peek() !== '{') {
      const name = this.#name();
      if (name === '') return '$';
      const value = this.#find(name);
      return value === undefined && this.#options.keepUnset ? `$${name}` : (value ?? '');
    }
    this.#next();
    const first = this.#peek();
    if (first === '') throw new BuildFault("syntax error: missing '}'");
    if (first === '{' || first === '}' || first === ':') {
      throw new BuildFault('syntax error: bad substitution');
    }
    return this.#braced(this.#name());
  }

  #braced(name: string): string {
    const ch = this.#next();
    if (ch === '}') {
      const value = this.#find(name);
      return value === undefined && this.#options.keepUnset ? `\${${name}}` : (value ?? '');
    }
    if (ch === ':') {
      const modifier = this.#next();
      return this.#modified(name, modifier, `:${modifier}`);
    }
    if (ch !== '' && '+-?#%'.includes(ch)) return this.#modified(name, ch, ch);
    if (ch === '/') return this.#replaced(name);
    // At the end of the text Go prints what stands for no character.
    throw unsupported(ch || '\ufffd');
  }

  #modified(name: string, modifier: string, spelled: string): string {
    const trims = modifier === '#' || modifier === '%';
    if (trims && spelled.length === 2) throw unsupported(spelled);
    const word = this.#closing('}', trims, "syntax error: missing '}'");
    const value = this.#find(name);
    if (value === undefined && this.#options.keepUnset) return `\${${name}${spelled}${word}}`;
    const missing = value === undefined || (spelled.length === 2 && value === '');
    switch (modifier) {
      case '-':
        if (value === undefined) this.defaulted.add(name);
        return missing ? word : (value ?? '');
      case '+':
        return missing ? '' : word;
      case '?':
        if (!missing) return value ?? '';
        throw new BuildFault(
          `${name}: ${word || `is not allowed to be ${value === undefined ? 'unset' : 'empty'}`}`,
        );
      case '#':
      case '%': {
        const longest = word.startsWith(modifier);
        const cut = modifier === '#' ? withoutPrefix : withoutSuffix;
        return cut(longest ? word.slice(1) : word, value ?? '', longest);
      }
      default:
        throw unsupported(spelled);
    }
  }

  #replaced(name: string): string {
    const all = this.#peek() === '/';
    if (all) this.#next();
    const pattern = this.#closing('/', true, `syntax error: missing '/' in \${}`);
    const text = this.#closing('}', true, "syntax error: missing '}'");
    const value = this.#find(name);
    if (value === undefined && this.#options.keepUnset) return `\${${name}/${pattern}/${text}}`;
    return withReplaced(pattern, value ?? '', text, all);
  }

  // An error at the very end of the text means that the closing character is what was missing.
  #closing(stop: string, keepEscapes: boolean, missing: string): string {
    try {
      return this.until(stop, keepEscapes).text;
    } catch (error) {
      throw error instanceof BuildFault && this.#peek() === '' ? new BuildFault(missing) : error;
    }
  }

  #name(): string {
    const start = this.#at;
    const first = this.#peek();
    if (digit.test(first)) {
      while (digit.test(this.#peek())) this.#next();
    } else if (first !== '' && '@*#?-$!'.includes(first)) {
      this.#next();
    } else {
      for (let ch = this.#peek(); ch === '_' || letter.test(ch) || digit.test(ch); ch = this.#peek()) {
        this.#next();
      }
    }
    return this.#source.slice(start, this.#at);
  }

  #find(name: string): string | undefined {
    const value = this.#lookup(name);
    (value === undefined ? this.unset : this.used).add(name);
    return value;
  }
}
