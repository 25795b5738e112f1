/**
 * A shell's text as commands: the part of POSIX sh that start commands are made of — simple commands with quotes,
 * variables, assignments and redirections, joined by `;`, `&`, `&&`, `||`, `|` and new lines. Everything else (loops,
 * substitutions, groups) is {@link Beyond}: better no answer than a guessed one.
 */

/** The text holds something that is not followed here; `what` names it. */
export class Beyond extends Error {
  readonly what: string;

  constructor(what: string) {
    super(what);
    this.what = what;
  }
}

/** What every POSIX shell refuses to run. */
export type SyntaxFault =
  | { readonly kind: 'quote'; readonly token: string }
  | { readonly kind: 'backquote' }
  | { readonly kind: 'brace' }
  | { readonly kind: 'end' }
  | { readonly kind: 'token'; readonly token: string };

class Refused extends Error {
  readonly fault: SyntaxFault;

  constructor(fault: SyntaxFault) {
    super(fault.kind);
    this.fault = fault;
  }
}

export type Part =
  | { readonly type: 'text'; readonly value: string; readonly quoted: boolean }
  | {
      readonly type: 'variable';
      readonly name: string;
      /** `-`, `+`, `=`, `?` with a colon or without, `#` for the length; empty for the value alone. */
      readonly modifier: string;
      readonly word: Word;
      readonly quoted: boolean;
    };

export type Word = readonly Part[];

export interface Redirect {
  readonly operator: string;
  readonly target: Word;
}

export interface Simple {
  readonly assignments: readonly { readonly name: string; readonly value: Word }[];
  readonly words: readonly Word[];
  readonly redirects: readonly Redirect[];
}

export interface Pipeline {
  readonly negated: boolean;
  readonly commands: readonly Simple[];
}

/** One pipeline of a script and what joins it to the one before. */
export interface Entry {
  readonly joint: '' | ';' | '&' | '&&' | '||';
  readonly pipeline: Pipeline;
}

export interface Script {
  /** In the order of the text. */
  readonly entries: readonly Entry[];
  /** The last pipeline goes to the background. */
  readonly background: boolean;
  /** Why reading stopped. Lines before the one it is in are run all the same. */
  readonly fault?: SyntaxFault;
  readonly beyond?: string;
}

/** Which shells read the text differently. */
export interface Dialect {
  /** `{a,b}`, `$'…'`, `[[`, `&>` may mean something (bash, or a shell that is not known). */
  readonly extended: boolean;
}

/** Reads a text. Never throws. */
export function readScript(text: string, dialect: Dialect): Script {
  const reader = new ScriptReader(text, dialect);
  try {
    reader.read();
  } catch (error) {
    if (error instanceof Beyond) return { ...reader.finished(), beyond: error.what };
    if (error instanceof Refused) return { ...reader.finished(), fault: error.fault };
    throw error;
  }
  return { entries: reader.entries, background: reader.background };
}

const openers = new Set(['if', 'for', 'while', 'until', 'case', '{']);
const closers = new Set(['then', 'else', 'elif', 'fi', 'do', 'done', 'esac', '}']);
const extendedOpeners = new Set(['[[', 'function', 'select', 'time', 'coproc']);
const braces = `\${ }`;
/** How deep `${A:-${B:-…}}` is followed. */
const deepest = 50;

class ScriptReader {
  readonly entries: Entry[] = [];
  background = false;
  readonly #text: string;
  readonly #dialect: Dialect;
  #at = 0;
  // How many entries stand on complete lines: those run even if a later line cannot be read.
  #complete = 0;
  #depth = 0;

  constructor(text: string, dialect: Dialect) {
    this.#text = text;
    this.#dialect = dialect;
  }

  finished(): Script {
    return { entries: this.entries.slice(0, this.#complete), background: false };
  }

  read(): void {
    let joint: Entry['joint'] = '';
    for (;;) {
      this.#skipLines();
      if (this.#at >= this.#text.length) {
        if (joint === '&&' || joint === '||') throw new Refused({ kind: 'end' });
        return;
      }
      this.entries.push({ joint, pipeline: this.#pipeline() });
      this.background = false;
      const operator = this.#operator();
      if (operator === '' || operator === '\n') {
        this.#complete = this.entries.length;
        joint = ';';
        if (operator === '' && this.#at >= this.#text.length) return;
      } else if (operator === ';' || operator === '&' || operator === '&&' || operator === '||') {
        joint = operator;
        this.background = operator === '&';
        if (operator === ';' || operator === '&') this.#endLine();
      } else throw new Refused({ kind: 'token', token: operator });
    }
  }

  // `a;` at the end of a line completes it.
  #endLine(): void {
    this.#skipBlanks();
    if (this.#text.charAt(this.#at) === '\n') this.#complete = this.entries.length;
  }

  #skipBlanks(): void {
    for (;;) {
      const ch = this.#text.charAt(this.#at);
      if (ch === ' ' || ch === '\t') this.#at++;
      else if (ch === '\\' && this.#text.charAt(this.#at + 1) === '\n') this.#at += 2;
      else if (ch === '#') {
        const end = this.#text.indexOf('\n', this.#at);
        this.#at = end === -1 ? this.#text.length : end;
      } else return;
    }
  }

  #skipLines(): void {
    this.#skipBlanks();
    while (this.#text.charAt(this.#at) === '\n') {
      this.#at++;
      this.#skipBlanks();
    }
  }

  // The operator at this place, taken; empty at the end.
  #operator(): string {
    this.#skipBlanks();
    const two = this.#text.slice(this.#at, this.#at + 2);
    const found = ['&&', '||', ';;', '>>', '<<', '>&', '<&', '>|', '<>'].includes(two) ? two : two.charAt(0);
    if (found === '' || !'&|;<>()\n'.includes(found.charAt(0))) return '';
    this.#at += found.length;
    return found;
  }

  #pipeline(): Pipeline {
    let negated = false;
    const commands: Simple[] = [];
    for (;;) {
      this.#skipBlanks();
      if (commands.length === 0 && this.#takeNot()) {
        negated = true;
        // Some shells take a second one, or one with nothing behind it; some refuse that.
        if (this.#takeNot() || '\n&|;'.includes(this.#text.charAt(this.#at))) throw new Beyond('!');
      }
      commands.push(this.#simple());
      const before = this.#at;
      if (this.#operator() !== '|') {
        this.#at = before;
        return { negated, commands };
      }
      if (this.#text.charAt(this.#at) === '&' && this.#dialect.extended) throw new Beyond('|&');
      this.#skipLines();
    }
  }

  #takeNot(): boolean {
    if (this.#text.charAt(this.#at) !== '!' || !' \t'.includes(this.#text.charAt(this.#at + 1) || 'x'))
      return false;
    this.#at++;
    this.#skipBlanks();
    return true;
  }

  #simple(): Simple {
    const assignments: { name: string; value: Word }[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    for (;;) {
      this.#skipBlanks();
      const redirect = this.#redirect();
      if (redirect) {
        redirects.push(redirect);
        continue;
      }
      const start = this.#at;
      const word = this.#word();
      if (word.length === 0) break;
      const raw = this.#text.slice(start, this.#at);
      if (words.length === 0) {
        const name = assignedName(word);
        if (name !== undefined) {
          assignments.push({ name, value: withoutName(word, name) });
          continue;
        }
        if (assignments.length + redirects.length === 0) this.#checkKeyword(raw);
      }
      words.push(word);
    }
    if (assignments.length + words.length + redirects.length === 0) this.#refuseHere();
    this.#checkFunction(words);
    return { assignments, words, redirects };
  }

  #refuseHere(): never {
    const operator = this.#operator();
    if (operator === '(') throw new Beyond('( )');
    if (operator === '') throw new Refused({ kind: 'end' });
    throw new Refused({ kind: 'token', token: operator === '\n' ? 'newline' : operator });
  }

  #checkKeyword(raw: string): void {
    if (openers.has(raw) || (this.#dialect.extended && extendedOpeners.has(raw))) throw new Beyond(raw);
    if (closers.has(raw)) throw new Refused({ kind: 'token', token: raw });
  }

  // `name ( )` defines a function; any other bracket behind a word is refused.
  #checkFunction(words: readonly Word[]): void {
    this.#skipBlanks();
    if (this.#text.charAt(this.#at) !== '(') return;
    this.#at++;
    this.#skipBlanks();
    if (words.length === 1 && this.#text.charAt(this.#at) === ')') throw new Beyond('name()');
    throw new Refused({
      kind: 'token',
      token: words.length === 1 ? this.#text.charAt(this.#at) || '(' : '(',
    });
  }

  #redirect(): Redirect | undefined {
    const start = this.#at;
    while (/^\d$/.test(this.#text.charAt(this.#at))) this.#at++;
    const ch = this.#text.charAt(this.#at);
    if (
      ch === '&' &&
      this.#at === start &&
      this.#text.charAt(this.#at + 1) === '>' &&
      this.#dialect.extended
    ) {
      throw new Beyond('&>');
    }
    if (ch !== '<' && ch !== '>') {
      this.#at = start;
      return undefined;
    }
    const operator = this.#operator();
    if (operator === '<<') throw new Beyond('<<');
    if (this.#text.charAt(this.#at) === '(') throw new Beyond(`${operator}( )`);
    this.#skipBlanks();
    const target = this.#word();
    if (target.length === 0) {
      const next = this.#operator();
      throw new Refused(next === '' ? { kind: 'end' } : { kind: 'token', token: next });
    }
    return { operator, target };
  }

  // A word up to a blank or an operator; empty where none begins.
  #word(): Part[] {
    const parts: Part[] = [];
    for (;;) {
      const ch = this.#text.charAt(this.#at);
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
      const start = this.#at;
      const special = quoted ? '"$`\\' : ' \t\n&|;<>()\'"$`\\';
      do this.#at++;
      while (
        this.#at < this.#text.length &&
        !special.includes(this.#text.charAt(this.#at)) &&
        (stop === '' || this.#text.charAt(this.#at) !== stop)
      );
      parts.push({ type: 'text', value: this.#text.slice(start, this.#at), quoted });
    }
  }

  #single(): string {
    const start = this.#at + 1;
    const end = this.#text.indexOf("'", start);
    if (end === -1) throw new Refused({ kind: 'quote', token: "'" });
    this.#at = end + 1;
    return this.#text.slice(start, end);
  }

  #double(parts: Part[]): void {
    this.#at++;
    const before = parts.length;
    for (;;) {
      const ch = this.#text.charAt(this.#at);
      if (ch === '') throw new Refused({ kind: 'quote', token: '"' });
      if (ch === '"') break;
      this.#piece(ch, parts, true, '');
    }
    this.#at++;
    if (parts.length === before) parts.push({ type: 'text', value: '', quoted: true });
  }

  #backslash(parts: Part[], quoted: boolean): void {
    const next = this.#text.charAt(this.#at + 1);
    this.#at += next === '' ? 1 : 2;
    if (next === '\n') return;
    const escapes = next !== '' && (!quoted || '$`"\\'.includes(next));
    parts.push({ type: 'text', value: escapes ? next : `\\${next}`, quoted: true });
  }

  #backquote(): never {
    for (let i = this.#at + 1; i < this.#text.length; i++) {
      if (this.#text.charAt(i) === '\\') i++;
      else if (this.#text.charAt(i) === '`') throw new Beyond('` `');
    }
    throw new Refused({ kind: 'backquote' });
  }

  #dollar(parts: Part[], quoted: boolean): void {
    const next = this.#text.charAt(this.#at + 1);
    if (next === '(') {
      const closed = this.#text.indexOf(')', this.#at) !== -1;
      // Shells read what follows an open bracket in their own ways; dash and busybox find only the end.
      if (!closed && !this.#dialect.extended) throw new Refused({ kind: 'end' });
      throw new Beyond(this.#text.charAt(this.#at + 2) === '(' ? '$(( ))' : '$( )');
    }
    if (!quoted && (next === "'" || next === '"') && this.#dialect.extended) throw new Beyond(`$${next}`);
    if (next === '{') {
      this.#at += 2;
      parts.push(this.#braced(quoted));
      return;
    }
    const name = /^(?:[A-Za-z_]\w*|[0-9@*#?$!-])/.exec(this.#text.slice(this.#at + 1, this.#at + 257))?.[0];
    if (name === undefined) {
      parts.push({ type: 'text', value: '$', quoted: true });
      this.#at++;
      return;
    }
    if (name.length > 255) throw new Beyond('$NAME');
    this.#at += 1 + name.length;
    parts.push({ type: 'variable', name, modifier: '', word: [], quoted });
  }

  #braced(quoted: boolean): Part {
    const match = /^(#?)([A-Za-z_]\w*|\d+|[@*#?$!-])(:?[-+=?])?/.exec(
      this.#text.slice(this.#at, this.#at + 260),
    );
    if (!match) return this.#oddBrace();
    const [all, hash = '', name = '', operator = ''] = match;
    const after = this.#text.charAt(this.#at + all.length);
    if (hash !== '' && operator === '' && after === '}') {
      this.#at += all.length + 1;
      return { type: 'variable', name, modifier: '#', word: [], quoted };
    }
    if (hash !== '' || (operator === '' && after !== '}')) return this.#oddBrace();
    this.#at += all.length;
    const word = operator === '' ? [] : this.#braceWord(quoted);
    this.#at++;
    return { type: 'variable', name, modifier: operator, word, quoted };
  }

  // `${#}` and the like are rare; patterns and substrings differ between shells. A brace that never closes is refused.
  #oddBrace(): never {
    const closed = this.#text.indexOf('}', this.#at) !== -1;
    if (!closed && !this.#dialect.extended) throw new Refused({ kind: 'brace' });
    throw new Beyond(braces);
  }

  // Up to the closing brace, which is left.
  #braceWord(quoted: boolean): Part[] {
    if (++this.#depth > deepest) throw new Beyond(braces);
    const parts: Part[] = [];
    for (;;) {
      const ch = this.#text.charAt(this.#at);
      if (ch === '') throw new Refused({ kind: 'brace' });
      if (ch === '}') break;
      if (quoted && ch === '"') throw new Beyond(`"\${ " " }"`);
      if (!quoted && ' \t\n&|;<>()'.includes(ch)) {
        parts.push({ type: 'text', value: ch, quoted: false });
        this.#at++;
      } else this.#piece(ch, parts, quoted, '}');
    }
    this.#depth--;
    return parts;
  }
}

// `NAME=` at the beginning of a word, unquoted.
function assignedName(word: Word): string | undefined {
  const [first] = word;
  if (first?.type !== 'text' || first.quoted) return undefined;
  return /^([A-Za-z_]\w{0,254})=/.exec(first.value)?.[1];
}

function withoutName(word: Word, name: string): Word {
  const [first, ...rest] = word;
  if (first?.type !== 'text') return word;
  const value = first.value.slice(name.length + 1);
  return value === '' ? rest : [{ ...first, value }, ...rest];
}
