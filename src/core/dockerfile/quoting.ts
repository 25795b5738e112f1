/** The words of a shell's text: quotes, escapes, variables. */
import { Beyond, type Dialect, type List, type Part, type SyntaxFault } from '#core/dockerfile/syntax.ts';

/** Thrown by the readers, caught where a text's reading began. */
export class Refused extends Error {
  readonly fault: SyntaxFault;

  constructor(fault: SyntaxFault) {
    super(fault.kind);
    this.fault = fault;
  }
}

const braces = `\${ }`;
/** How deep `${A:-${B:-…}}` and groups in groups are followed. */
export const deepest = 50;

/** Reads words; what stands between them is its heir's. */
export abstract class WordReader {
  protected readonly text: string;
  protected readonly dialect: Dialect;
  protected at = 0;
  protected depth = 0;

  constructor(text: string, dialect: Dialect) {
    this.text = text;
    this.dialect = dialect;
  }

  /** The commands up to `stop`, which is taken. */
  protected abstract list(stop: string): List;

  protected skipBlanks(): void {
    for (;;) {
      const ch = this.text.charAt(this.at);
      if (ch === ' ' || ch === '\t') this.at++;
      else if (ch === '\\' && this.text.charAt(this.at + 1) === '\n') this.at += 2;
      else if (ch === '#') {
        const end = this.text.indexOf('\n', this.at);
        this.at = end === -1 ? this.text.length : end;
      } else return;
    }
  }

  // A word up to a blank or an operator; empty where none begins.
  protected word(): Part[] {
    const parts: Part[] = [];
    for (;;) {
      const ch = this.text.charAt(this.at);
      if (ch === '' || ' \t\n&|;<>()'.includes(ch)) return parts;
      this.#piece(ch, parts, false, '');
    }
  }

  /** Reads one piece of a word: a quote, a variable, or plain text up to the next special character. */
  #piece(ch: string, parts: Part[], quoted: boolean, stop: string): void {
    if (ch === "'" && !quoted) parts.push({ type: 'text', value: this.#single(), quoted: true });
    else if (ch === '"') this.#double(parts);
    else if (ch === '$') this.#dollar(parts, quoted);
    else if (ch === '`') this.#backquote();
    else if (ch === '\\') this.#backslash(parts, quoted);
    else {
      const start = this.at;
      const special = quoted ? '"$`\\' : ' \t\n&|;<>()\'"$`\\';
      do this.at++;
      while (
        this.at < this.text.length &&
        !special.includes(this.text.charAt(this.at)) &&
        (stop === '' || this.text.charAt(this.at) !== stop)
      );
      parts.push({ type: 'text', value: this.text.slice(start, this.at), quoted });
    }
  }

  #single(): string {
    const start = this.at + 1;
    const end = this.text.indexOf("'", start);
    if (end === -1) throw new Refused({ kind: 'quote', token: "'" });
    this.at = end + 1;
    return this.text.slice(start, end);
  }

  #double(parts: Part[]): void {
    this.at++;
    const before = parts.length;
    for (;;) {
      const ch = this.text.charAt(this.at);
      if (ch === '') throw new Refused({ kind: 'quote', token: '"' });
      if (ch === '"') break;
      this.#piece(ch, parts, true, '');
    }
    this.at++;
    if (parts.length === before) parts.push({ type: 'text', value: '', quoted: true });
  }

  #backslash(parts: Part[], quoted: boolean): void {
    const next = this.text.charAt(this.at + 1);
    this.at += next === '' ? 1 : 2;
    if (next === '\n') return;
    const escapes = next !== '' && (!quoted || '$`"\\'.includes(next));
    parts.push({ type: 'text', value: escapes ? next : `\\${next}`, quoted: true });
  }

  #backquote(): never {
    for (let i = this.at + 1; i < this.text.length; i++) {
      if (this.text.charAt(i) === '\\') i++;
      else if (this.text.charAt(i) === '`') throw new Beyond('` `');
    }
    throw new Refused({ kind: 'backquote' });
  }

  #dollar(parts: Part[], quoted: boolean): void {
    const next = this.text.charAt(this.at + 1);
    if (next === '(') {
      const closed = this.text.indexOf(')', this.at) !== -1;
      // Shells read what follows an open bracket in their own ways; dash and busybox find only the end.
      if (!closed && !this.dialect.extended) throw new Refused({ kind: 'end', expecting: ')' });
      if (this.text.charAt(this.at + 2) === '(') throw new Beyond('$(( ))');
      this.at += 2;
      parts.push({ type: 'output', body: this.#inside(), quoted });
      return;
    }
    if (!quoted && (next === "'" || next === '"') && this.dialect.extended) throw new Beyond(`$${next}`);
    if (next === '{') {
      this.at += 2;
      parts.push(this.#braced(quoted));
      return;
    }
    const name = /^(?:[A-Za-z_]\w*|[0-9@*#?$!-])/.exec(this.text.slice(this.at + 1, this.at + 257))?.[0];
    if (name === undefined) {
      parts.push({ type: 'text', value: '$', quoted: true });
      this.at++;
      return;
    }
    if (name.length > 255) throw new Beyond('$NAME');
    this.at += 1 + name.length;
    parts.push({ type: 'variable', name, modifier: '', word: [], quoted });
  }

  // Bash reads what is wrong inside of `$( )` in its own way.
  #inside(): List {
    const nothing = /^[ \t\n]*\)/.exec(this.text.slice(this.at, this.at + 256));
    if (nothing) {
      this.at += nothing[0].length;
      return { entries: [], background: false };
    }
    try {
      return this.list(')');
    } catch (error) {
      if (error instanceof Refused && this.dialect.extended) throw new Beyond('$( )');
      throw error;
    }
  }

  #braced(quoted: boolean): Part {
    const match = /^(#?)([A-Za-z_]\w*|\d+|[@*#?$!-])(:?[-+=?])?/.exec(
      this.text.slice(this.at, this.at + 260),
    );
    if (!match) return this.#oddBrace();
    const [all, hash = '', name = '', operator = ''] = match;
    const after = this.text.charAt(this.at + all.length);
    if (hash !== '' && operator === '' && after === '}') {
      this.at += all.length + 1;
      return { type: 'variable', name, modifier: '#', word: [], quoted };
    }
    if (hash !== '' || (operator === '' && after !== '}')) return this.#oddBrace();
    this.at += all.length;
    const word = operator === '' ? [] : this.#braceWord(quoted);
    this.at++;
    return { type: 'variable', name, modifier: operator, word, quoted };
  }

  // `${#}` and the like are rare; patterns and substrings differ between shells. A brace that never closes is refused.
  #oddBrace(): never {
    const closed = this.text.indexOf('}', this.at) !== -1;
    if (!closed && !this.dialect.extended) throw new Refused({ kind: 'brace' });
    throw new Beyond(braces);
  }

  // Up to the closing brace, which is left.
  #braceWord(quoted: boolean): Part[] {
    if (++this.depth > deepest) throw new Beyond(braces);
    const parts: Part[] = [];
    for (;;) {
      const ch = this.text.charAt(this.at);
      if (ch === '') throw new Refused({ kind: 'brace' });
      if (ch === '}') break;
      if (quoted && ch === '"') throw new Beyond(`"\${ " " }"`);
      if (!quoted && ' \t\n&|;<>()'.includes(ch)) {
        parts.push({ type: 'text', value: ch, quoted: false });
        this.at++;
      } else this.#piece(ch, parts, quoted, '}');
    }
    this.depth--;
    return parts;
  }
}
