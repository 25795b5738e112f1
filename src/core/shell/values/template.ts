/**
 * `--format '{{.Names}}'`: Go's `text/template`, as far as its reader refuses what is written. Fields are looked up
 * later, see `fields.ts`.
 */

const functions = new Set(
  (
    'and call html index slice js len not or print printf println urlquery eq ge gt le lt ne ' +
    'json split join title lower upper pad truncate'
  ).split(' '),
);
const opening = new Set(['if', 'range', 'with', 'block', 'define']);

/** The letters behind which a name ends. */
const isEnd = (text: string, at: number): boolean =>
  at >= text.length || /[\s.,|:()]/.test(text[at] ?? '') || text.startsWith('}}', at);

const unicode = (letter: string): string =>
  `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')} '${letter}'`;

const strings: Readonly<Record<string, readonly [pattern: RegExp, error: string]>> = {
  '"': [/"(?:[^"\\\n]|\\.)*"/y, 'unterminated quoted string'],
  '`': [/`[^`]*`/y, 'unterminated raw quoted string'],
  "'": [/'(?:[^'\\\n]|\\.)*'/y, 'unterminated character constant'],
};
const plain = /[^"`'$.\w()\s{}[\]|:=,]+/y;
const name = /[$.]?\w*/y;
const number = /[-+]\d*(?:\.\d*)?/y;

/** Where a sticky pattern ends, or -1. */
function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** What `{{if}}` and its kin leave open, and the variables that are known. */
class Reader {
  readonly #text: string;
  readonly #open: string[] = [];
  readonly #variables = new Set(['$']);
  #at = 0;
  /** How many brackets are open, and how many values were read, in the action at hand. */
  #depth = 0;
  #values = 0;
  /** Whether something stands in front, in the same call: behind it Go speaks of an operand. */
  #follows = false;
  /** It begins with a variable. */
  #begins = false;
  #keyword = '';

  constructor(text: string) {
    this.#text = text;
  }

  error(): string | undefined {
    for (;;) {
      const start = this.#text.indexOf('{{', this.#at);
      if (start === -1) return this.#open.length > 0 ? 'unexpected EOF' : undefined;
      this.#at = start + 2;
      if (/^-\s/.test(this.#text.slice(this.#at, this.#at + 2))) this.#at += 2;
      const error = this.#text.startsWith('/*', this.#at) ? this.#comment() : this.#action();
      if (error) return error;
    }
  }

  #comment(): string | undefined {
    const end = this.#text.indexOf('*/', this.#at);
    if (end === -1) return 'unclosed comment';
    const close = /^(?:\s-)?\}\}/.exec(this.#text.slice(end + 2, end + 6));
    if (!close) return 'comment ends before closing delimiter';
    this.#at = end + 2 + close[0].length;
    return undefined;
  }

  #action(): string | undefined {
    this.#depth = 0;
    this.#values = 0;
    this.#follows = false;
    this.#begins = false;
    this.#keyword = '';
    for (;;) {
      const text = this.#text;
      this.#at = match(/\s*/y, text, this.#at);
      if (this.#at >= text.length) return 'unclosed action';
      const close = /^(?:-\}\}|\}\})/.exec(text.slice(this.#at, this.#at + 3));
      if (close) {
        this.#at += close[0].length;
        return this.#finish();
      }
      const error = this.#token(text[this.#at] ?? '');
      if (error) return error;
    }
  }

  #count(): void {
    this.#values++;
    this.#follows = true;
  }

  #finish(): string | undefined {
    if (this.#depth > 0) return 'unclosed left paren';
    const bare = ['end', 'else', 'break', 'continue'].includes(this.#keyword);
    if (this.#values === 0 && !bare) return `missing value for ${this.#keyword || 'command'}`;
    if (opening.has(this.#keyword)) this.#open.push(this.#keyword);
    if (this.#keyword === 'end') this.#open.pop();
    return undefined;
  }

  #token(letter: string): string | undefined {
    const string = strings[letter];
    if (string) return this.#string(...string);
    if (letter === '(') this.#depth++;
    if (letter === ')' && --this.#depth < 0) return 'unexpected right paren';
    if ('|=,'.includes(letter) && !this.#mayStand(letter)) return this.#unexpected(letter);
    if ('()|=,'.includes(letter)) {
      this.#at++;
      this.#follows = letter === ')';
      return undefined;
    }
    if (letter === ':') return this.#assign();
    if (/[$.\w]/.test(letter)) return this.#name(letter);
    if (/[-+]/.test(letter)) return this.#signed();
    const end = match(plain, this.#text, this.#at);
    return /[[\]{}]/.test(letter) || end > 0 ? this.#unexpected(letter) : undefined;
  }

  #unexpected(letter: string): string {
    return `unexpected ${JSON.stringify(letter)} in ${this.#follows ? 'operand' : this.#keyword || 'command'}`;
  }

  /** A bar stands behind something, a sign of equality behind one variable, a comma between those of a range. */
  #mayStand(letter: string): boolean {
    if (letter === '|') return this.#follows;
    return this.#values === 1 && this.#begins && (letter === '=' || this.#keyword === 'range');
  }

  /** `-1`; a sign with no digits behind it is a number that cannot be read. */
  #signed(): string | undefined {
    const end = match(number, this.#text, this.#at);
    const word = this.#text.slice(this.#at, end);
    if (/\w/.test(this.#text[end] ?? '')) return `bad number syntax: "${word}${this.#text[end]}"`;
    if (!/\d/.test(word)) return `illegal number syntax: "${word}"`;
    this.#count();
    this.#at = end;
    return undefined;
  }

  #string(pattern: RegExp, error: string): string | undefined {
    const end = match(pattern, this.#text, this.#at);
    if (end === -1) return error;
    this.#count();
    this.#at = end;
    return undefined;
  }

  #assign(): string | undefined {
    if (this.#text[this.#at + 1] !== '=') return 'expected :=';
    this.#at += 2;
    return undefined;
  }

  #name(letter: string): string | undefined {
    const start = this.#at;
    const end = match(name, this.#text, start);
    const word = this.#text.slice(start, end);
    this.#at = end;
    if (/^\.?\d/.test(word)) {
      this.#count();
      return undefined;
    }
    if (!isEnd(this.#text, end)) return `bad character ${unicode(this.#text[end] ?? '')}`;
    if (letter === '$') return this.#variable(word);
    if (letter !== '.') return this.#word(word);
    this.#count();
    return undefined;
  }

  #variable(word: string): string | undefined {
    const declared = /^\s*(?::=|,)/.test(this.#text.slice(this.#at, this.#at + 8));
    if (declared || this.#keyword === 'range') this.#variables.add(word);
    else if (!this.#variables.has(word)) return `undefined variable ${JSON.stringify(word)}`;
    if (this.#values === 0) this.#begins = true;
    this.#count();
    return undefined;
  }

  #word(word: string): string | undefined {
    if (this.#values === 0 && this.#keyword === '') {
      if (opening.has(word) || ['template', 'break', 'continue'].includes(word)) {
        this.#keyword = word;
        return undefined;
      }
      if (word === 'end' || word === 'else') {
        if (this.#open.length === 0) return `unexpected {{${word}}}`;
        this.#keyword = word;
        return undefined;
      }
    }
    if (this.#keyword === 'else') return undefined;
    this.#count();
    if (['true', 'false', 'nil'].includes(word) || functions.has(word)) return undefined;
    return `function ${JSON.stringify(word)} not defined`;
  }
}

/** Why a template cannot be read, in Go's words; `undefined` where it can. */
export const checkTemplate = (text: string): string | undefined => new Reader(text).error();

/** The fields a template asks of what it is given (`.Names`), outside of `range` and `with`, which change that. */
export function fieldsOf(text: string): readonly { readonly field: string; readonly at: number }[] {
  if (/\{\{-?\s*(?:range|with|define|block|template)\b/.test(text)) return [];
  return [...text.matchAll(/\{\{-?\s*(?:(?:json|lower|upper|title)\s+)?\.([A-Za-z]\w*)/g)].map((found) => ({
    field: found[1] ?? '',
    at: found.index + found[0].length - (found[1]?.length ?? 0) - 1,
  }));
}
