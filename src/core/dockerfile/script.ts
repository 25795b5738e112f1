/**
 * A shell's text as commands: the part of POSIX sh that start commands are made of — simple commands with quotes,
 * variables, assignments and redirections, joined by `;`, `&`, `&&`, `||`, `|` and new lines, in groups, conditions and
 * loops.
 */
import { deepest, Refused, WordReader } from '#core/dockerfile/quoting.ts';
import {
  Beyond,
  type Branch,
  type Case,
  type Command,
  type Dialect,
  type Entry,
  type List,
  type Pipeline,
  type Redirect,
  type Script,
  type Simple,
  type Word,
} from '#core/dockerfile/syntax.ts';

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
  return { entries: reader.entries, background: reader.background, ends: reader.ends };
}

const compounds = new Set(['if', 'for', 'while', 'until', 'case', '{', '(']);
const closers = new Set(['then', 'else', 'elif', 'fi', 'do', 'done', 'esac', '}']);
const extendedOpeners = new Set(['[[', 'function', 'select', 'time', 'coproc']);
// Of these busybox knows as well.
const busyboxOpeners = new Set(['[[', 'function']);

class ScriptReader extends WordReader {
  readonly entries: Entry[] = [];
  background = false;
  // How many entries stand on complete lines: those run even if a later line cannot be read.
  #complete = 0;

  finished(): Script {
    return { entries: this.entries.slice(0, this.#complete), background: false, ends: false };
  }

  /** Whether the text ends with an empty line. */
  get ends(): boolean {
    return /\n[ \t]*$/.test(this.text.slice(-256));
  }

  read(): void {
    let joint: Entry['joint'] = '';
    for (;;) {
      this.#skipLines();
      if (this.at >= this.text.length) {
        if (joint === '&&' || joint === '||') throw new Refused({ kind: 'end' });
        return;
      }
      this.entries.push({ joint, pipeline: this.#pipeline() });
      this.background = false;
      const operator = this.#operator();
      if (operator === '' && this.at < this.text.length) this.#refuseHere();
      if (operator === '' || operator === '\n') {
        this.#complete = this.entries.length;
        joint = ';';
      } else if (operator === ';' || operator === '&' || operator === '&&' || operator === '||') {
        joint = operator;
        this.background = operator === '&';
        if (operator === ';' || operator === '&') this.#endLine();
      } else throw new Refused({ kind: 'token', token: operator });
    }
  }

  // A list up to one of the words in `stops` (or a closing bracket), which is taken.
  protected override list(...stops: readonly string[]): List & { readonly stop: string } {
    const expecting = stops.at(-1) ?? '';
    if (++this.depth > deepest) throw new Beyond('{ }');
    const entries: Entry[] = [];
    let joint: Entry['joint'] = '';
    let background = false;
    for (;;) {
      this.#skipLines();
      const stop = joint === '&&' || joint === '||' ? undefined : this.#stop(stops);
      if (stop !== undefined) {
        if (entries.length === 0) throw new Refused({ kind: 'token', token: stop });
        this.depth--;
        return { entries, background, stop };
      }
      if (this.at >= this.text.length) throw new Refused({ kind: 'end', expecting });
      if (entries.length > 0 && joint === ';') this.#refuseCloser(expecting);
      entries.push({ joint, pipeline: this.#pipeline() });
      const operator = this.#operator(true);
      background = operator === '&';
      if (operator === '&&' || operator === '||' || operator === '&') joint = operator;
      else if (operator === '' || operator === '\n' || operator === ';') joint = ';';
      else throw new Refused({ kind: 'token', token: operator });
      // Without a separator only the end of the list may follow.
      if (operator === '') {
        this.skipBlanks();
        const end = this.#stop(stops);
        if (end === undefined) this.#refuseHere(expecting);
        this.depth--;
        return { entries, background, stop: end };
      }
    }
  }

  // What closes another list than this one.
  #refuseCloser(expecting: string): void {
    const token = this.#stop([...closers, ')', ';;']);
    if (token !== undefined) throw new Refused({ kind: 'token', token, expecting });
  }

  // One of the words in `stops`, taken.
  #stop(stops: readonly string[]): string | undefined {
    const next = stops.find(
      (stop) =>
        this.text.startsWith(stop, this.at) &&
        (stop === ')' || stop === ';;' || ' \t\n&|;<>()'.includes(this.text.charAt(this.at + stop.length))),
    );
    if (next !== undefined) this.at += next.length;
    return next;
  }

  // `a;` at the end of a line completes it.
  #endLine(): void {
    this.skipBlanks();
    if (this.text.charAt(this.at) === '\n') this.#complete = this.entries.length;
  }

  #skipLines(): void {
    this.skipBlanks();
    while (this.text.charAt(this.at) === '\n') {
      this.at++;
      this.skipBlanks();
    }
  }

  // The operator at this place, taken; empty where none is. Inside of a list its end is left where it is.
  #operator(inside = false): string {
    this.skipBlanks();
    const two = this.text.slice(this.at, this.at + 2);
    if (inside && (two.startsWith(')') || two === ';;')) return '';
    const found = ['&&', '||', ';;', '>>', '<<', '>&', '<&', '>|', '<>'].includes(two) ? two : two.charAt(0);
    if (found === '' || !'&|;<>()\n'.includes(found.charAt(0))) return '';
    this.at += found.length;
    return found;
  }

  #pipeline(): Pipeline {
    let negated = false;
    const commands: Command[] = [];
    for (;;) {
      this.skipBlanks();
      if (commands.length === 0 && this.#takeNot()) {
        negated = true;
        // Some shells take a second one, or one with nothing behind it; some refuse that.
        if (this.#takeNot() || '\n&|;'.includes(this.text.charAt(this.at))) throw new Beyond('!');
      }
      commands.push(this.#command());
      const before = this.at;
      if (this.#operator() !== '|') {
        this.at = before;
        return { negated, commands };
      }
      if (this.text.charAt(this.at) === '&' && this.dialect.extended) throw new Beyond('|&');
      this.#skipLines();
    }
  }

  #takeNot(): boolean {
    if (this.text.charAt(this.at) !== '!' || !' \t'.includes(this.text.charAt(this.at + 1) || 'x'))
      return false;
    this.at++;
    this.skipBlanks();
    return true;
  }

  #command(): Command {
    this.skipBlanks();
    const opener = this.#stop([...compounds].filter((word) => word !== '(')) ?? this.#bracket();
    if (opener === undefined) return this.#simple();
    const compound = this.#compound(opener);
    const redirects: Redirect[] = [];
    for (;;) {
      this.skipBlanks();
      const redirect = this.#redirect();
      if (!redirect) return { ...compound, redirects };
      redirects.push(redirect);
    }
  }

  // `((` begins arithmetic in bash, and a group in a group elsewhere.
  #bracket(): '(' | undefined {
    if (this.text.charAt(this.at) !== '(') return undefined;
    this.at++;
    if (this.text.charAt(this.at) === '(' && this.dialect.extended) throw new Beyond('(( ))');
    return '(';
  }

  #compound(opener: string) {
    switch (opener) {
      case '(':
        return { type: 'subshell', body: this.list(')') } as const;
      case '{':
        return { type: 'group', body: this.list('}') } as const;
      case 'if':
        return this.#if();
      case 'for':
        return this.#for();
      case 'case':
        return this.#case();
      default: {
        const condition = this.list('do');
        return { type: opener === 'while' ? 'while' : 'until', condition, body: this.list('done') } as const;
      }
    }
  }

  #if() {
    const branches: Branch[] = [];
    for (;;) {
      const condition = this.list('then');
      const body = this.list('elif', 'else', 'fi');
      branches.push({ condition, body });
      if (body.stop === 'elif') continue;
      return { type: 'if', branches, otherwise: body.stop === 'else' ? this.list('fi') : undefined } as const;
    }
  }

  #for() {
    this.skipBlanks();
    const name = this.#plainWord();
    if (!/^[A-Za-z_]\w*$/.test(name)) throw new Beyond('for');
    this.#skipLines();
    let words: Word[] | undefined;
    if (this.#stop(['in']) !== undefined) {
      words = [];
      for (;;) {
        this.skipBlanks();
        const word = this.word();
        if (word.length === 0) break;
        words.push(word);
      }
    }
    const operator = this.#operator();
    if (operator !== '' && operator !== ';' && operator !== '\n') {
      throw new Refused({ kind: 'token', token: operator });
    }
    this.#skipLines();
    if (this.#stop(['do']) === undefined) this.#refuseHere('do');
    return { type: 'for', name, words, body: this.list('done') } as const;
  }

  #case() {
    this.skipBlanks();
    const subject = this.word();
    this.#skipLines();
    if (subject.length === 0 || this.#stop(['in']) === undefined) throw new Beyond('case');
    const cases: Case[] = [];
    for (;;) {
      this.#skipLines();
      if (this.#stop(['esac']) !== undefined) return { type: 'case', subject, cases } as const;
      const patterns = this.#patterns();
      this.#skipLines();
      if (this.text.startsWith(';;', this.at)) {
        this.at += 2;
        cases.push({ patterns, body: { entries: [], background: false } });
        continue;
      }
      const body = this.list(';;', 'esac');
      cases.push({ patterns, body });
      if (body.stop === 'esac') return { type: 'case', subject, cases } as const;
    }
  }

  // `a|b)`, with or without a bracket before it.
  #patterns(): Word[] {
    if (this.text.charAt(this.at) === '(') this.at++;
    const patterns: Word[] = [];
    for (;;) {
      this.skipBlanks();
      const pattern = this.word();
      if (pattern.length === 0) this.#refuseHere();
      patterns.push(pattern);
      const operator = this.#operator();
      if (operator === ')') return patterns;
      if (operator !== '|') throw new Beyond('case');
    }
  }

  #plainWord(): string {
    const word = this.word();
    const [only] = word;
    return word.length === 1 && only?.type === 'text' && !only.quoted ? only.value : '';
  }

  #simple(): Simple {
    const assignments: { name: string; value: Word }[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    for (;;) {
      this.skipBlanks();
      const redirect = this.#redirect();
      if (redirect) {
        redirects.push(redirect);
        continue;
      }
      const start = this.at;
      const word = this.word();
      if (word.length === 0) break;
      const raw = this.text.slice(start, this.at);
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
    return { type: 'simple', assignments, words, redirects };
  }

  #refuseHere(expecting?: string): never {
    const more = expecting !== undefined && { expecting };
    const operator = this.#operator();
    if (operator === '(') throw new Beyond('( )');
    if (operator === '') {
      const start = this.at;
      this.word();
      const token = this.text.slice(start, this.at);
      if (token === '') throw new Refused({ kind: 'end', ...more });
      const word = !closers.has(token) && !compounds.has(token);
      throw new Refused({ kind: 'token', token, ...(word && { word }), ...more });
    }
    throw new Refused({ kind: 'token', token: operator === '\n' ? 'newline' : operator, ...more });
  }

  #checkKeyword(raw: string): void {
    if (this.dialect.extended && extendedOpeners.has(raw)) throw new Beyond(raw);
    if (this.dialect.busybox && busyboxOpeners.has(raw)) throw new Beyond(raw);
    if (closers.has(raw)) throw new Refused({ kind: 'token', token: raw });
  }

  // `name ( )` defines a function; any other bracket behind a word is refused.
  #checkFunction(words: readonly Word[]): void {
    this.skipBlanks();
    if (this.text.charAt(this.at) !== '(') return;
    this.at++;
    this.skipBlanks();
    if (words.length === 1 && this.text.charAt(this.at) === ')') throw new Beyond('name()');
    throw new Refused({
      kind: 'token',
      token: words.length === 1 ? this.text.charAt(this.at) || '(' : '(',
    });
  }

  #redirect(): Redirect | undefined {
    const start = this.at;
    while (/^\d$/.test(this.text.charAt(this.at))) this.at++;
    const ch = this.text.charAt(this.at);
    if (ch === '&' && this.at === start && this.text.charAt(this.at + 1) === '>' && this.dialect.extended) {
      throw new Beyond('&>');
    }
    if (ch !== '<' && ch !== '>') {
      this.at = start;
      return undefined;
    }
    const operator = this.#operator();
    if (operator === '<<') throw new Beyond('<<');
    if (this.text.charAt(this.at) === '(') throw new Beyond(`${operator}( )`);
    this.skipBlanks();
    const target = this.word();
    if (target.length === 0) {
      const next = this.#operator();
      throw new Refused(next === '' ? { kind: 'end' } : { kind: 'token', token: next });
    }
    return { operator, target };
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
