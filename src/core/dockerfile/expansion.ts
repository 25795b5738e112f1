/** How a shell turns a word into fields: variables, quotes, splitting. File patterns and `~` are not followed. */
import { Beyond, type List, type Part, type Word } from '#core/dockerfile/syntax.ts';

/** What a word may refer to. */
export interface Scope {
  /** A variable's value; undefined when it is not set. Throws {@link Beyond} for one that cannot be known. */
  variable(name: string): string | undefined;
  assign(name: string, value: string): void;
  /** `$0`. */
  readonly zero: string;
  /** `$1`, `$2` … */
  readonly positional: readonly string[];
  /** `$?`, or undefined after a program whose code is not known. */
  readonly status: number | undefined;
  /** `$$`, where it is known. */
  readonly pid: string | undefined;
  /** Brace expansion may happen. */
  readonly braces: boolean;
  /** `set -u`. */
  readonly strict: boolean;
  /** What a list of commands writes. Throws {@link Beyond} when that cannot be known. */
  output(body: List): string;
}

/** `${NAME:?text}` of a variable that is missing: the shell ends. */
export class Missing extends Error {
  readonly parameter: string;

  constructor(parameter: string, text: string) {
    super(text);
    this.parameter = parameter;
  }
}

/** More than this is not followed: `$A$A$A…` grows without end. */
const longestText = 256 * 1024;

/** The fields of several words, in order. */
export function expandWords(words: readonly Word[], scope: Scope): string[] {
  const fields: string[] = [];
  let length = 0;
  for (const word of words) {
    for (const field of expandWord(word, scope)) {
      length += field.length + 1;
      if (length > longestText) throw new Beyond('$NAME');
      fields.push(field);
    }
  }
  return fields;
}

/** A word as one text, never split: the value of an assignment. */
export function expandText(word: Word, scope: Scope): string {
  let text = '';
  for (const part of word) {
    if (part.type === 'text') {
      if (!part.quoted && /(^|:)~/.test(part.value)) throw new Beyond('~');
      text += part.value;
    } else if (part.type === 'output') {
      text += scope.output(part.body);
    } else if ((part.name === '@' || part.name === '*') && part.modifier === '') {
      text += scope.positional.join(' ');
    } else {
      text += part.modifier === '' ? valueFor(part, scope) : expandText(chosen(part, scope), scope);
    }
    if (text.length > longestText) throw new Beyond('$NAME');
  }
  return text;
}

class Fields {
  readonly done: string[] = [];
  #open = false;
  #text = '';
  #pattern = false;

  add(text: string, quoted: boolean): void {
    this.#text += text;
    this.#open = true;
    if (!quoted && /[*?[\]]/.test(text)) this.#pattern = true;
  }

  end(): void {
    if (!this.#open) return;
    if (this.#pattern && isPattern(this.#text)) throw new Beyond(this.#text.length < 40 ? this.#text : '*');
    this.done.push(this.#text);
    this.#open = false;
    this.#text = '';
    this.#pattern = false;
  }
}

// `[app,a]` matches only files whose name is one letter. A word that begins like that is a JSON array gone wrong, and no
// file is meant.
const isPattern = (text: string): boolean =>
  /[*?]/.test(text) ||
  (!text.startsWith('[') && text.includes(']', text.indexOf('[') + 1) && text.includes('['));

function expandWord(word: Word, scope: Scope): string[] {
  const fields = new Fields();
  const [first] = word;
  if (first?.type === 'text' && !first.quoted && first.value.startsWith('~')) throw new Beyond('~');
  if (scope.braces && hasBraces(word)) throw new Beyond('{ }');
  addParts(word, fields, scope);
  fields.end();
  return fields.done;
}

const hasBraces = (word: Word): boolean => {
  const text = word.map((part) => (part.type === 'text' && !part.quoted ? part.value : '')).join('');
  const open = text.indexOf('{');
  return open !== -1 && text.indexOf('}', open) !== -1 && /[,]|\.\./.test(text);
};

function addParts(word: Word, fields: Fields, scope: Scope): void {
  for (const part of word) {
    if (part.type === 'text') {
      fields.add(part.value, part.quoted);
      if (part.value === '' && !part.quoted) throw new Beyond('');
    } else if (part.type === 'output') addValue(scope.output(part.body), part.quoted, fields);
    else if (part.name === '@' || part.name === '*') addPositional(part, word, fields, scope);
    else if (part.modifier === '' || part.modifier === '#') {
      addValue(valueFor(part, scope), part.quoted, fields);
    } else {
      const choice = chosen(part, scope);
      if (part.quoted) fields.add(expandText(choice, scope), true);
      else for (const piece of choice) addChoice(piece, fields, scope);
    }
  }
}

// Text inside `${NAME:-…}` is split as a variable's value is, unless it is quoted there.
function addChoice(piece: Part, fields: Fields, scope: Scope): void {
  if (piece.type === 'text' && !piece.quoted) addValue(piece.value, false, fields);
  else addParts([piece], fields, scope);
}

function addValue(value: string, quoted: boolean, fields: Fields): void {
  if (quoted) {
    fields.add(value, true);
    return;
  }
  let start = 0;
  for (let i = 0; i <= value.length; i++) {
    const ch = value.charAt(i);
    if (i < value.length && ch !== ' ' && ch !== '\t' && ch !== '\n') continue;
    if (i > start) fields.add(value.slice(start, i), false);
    if (i < value.length) fields.end();
    start = i + 1;
  }
}

function addPositional(
  part: Part & { type: 'variable' },
  word: Word,
  fields: Fields,
  { positional }: Scope,
): void {
  if (part.modifier !== '') throw new Beyond(`$\{${part.name} }`);
  if (part.quoted && part.name === '*') {
    fields.add(positional.join(' '), true);
    return;
  }
  if (part.quoted && positional.length === 0 && word.length > 1 && word.every(mayBeEmpty)) {
    throw new Beyond('"$@"');
  }
  positional.forEach((value, i) => {
    if (i > 0) fields.end();
    if (part.quoted) fields.add(value, true);
    else addValue(value, false, fields);
  });
}

const mayBeEmpty = (part: Part): boolean => part.type !== 'text' || part.value === '';

/** The value or the word behind the modifier, whichever counts. */
function chosen(part: Part & { type: 'variable' }, scope: Scope): Word {
  const value = lookUp(part.name, scope);
  const { modifier, name, quoted } = part;
  const missing = value === undefined || (modifier.startsWith(':') && value === '');
  const itself: Word = [{ type: 'variable', name, modifier: '', word: [], quoted }];
  switch (modifier.at(-1)) {
    case '-':
      return missing ? part.word : itself;
    case '+':
      return missing ? [] : part.word;
    case '=': {
      if (!missing) return itself;
      if (!/^[A-Za-z_]/.test(name)) throw new Beyond(`$\{${name}=}`);
      scope.assign(name, expandText(part.word, scope));
      return itself;
    }
    case '?':
      if (!missing) return itself;
      throw new Missing(name, expandText(part.word, scope));
    default:
      return [{ type: 'text', value: valueFor(part, scope), quoted: true }];
  }
}

function valueFor({ name, modifier }: Part & { type: 'variable' }, scope: Scope): string {
  const value = lookUp(name, scope);
  if (value === undefined && scope.strict) throw new Beyond('set -u');
  return modifier === '#' ? String([...(value ?? '')].length) : (value ?? '');
}

function lookUp(name: string, scope: Scope): string | undefined {
  if (/^\d+$/.test(name)) {
    const index = Number(name);
    return index === 0 ? scope.zero : scope.positional[index - 1];
  }
  switch (name) {
    case '#':
      return String(scope.positional.length);
    case '@':
    case '*':
      return scope.positional.length > 0 ? scope.positional.join(' ') : undefined;
    case '?':
      if (scope.status === undefined) throw new Beyond('$?');
      return String(scope.status);
    case '$':
      if (scope.pid === undefined) throw new Beyond('$$');
      return scope.pid;
    case '!':
      return undefined;
    case '-':
      throw new Beyond('$-');
    default:
      return scope.variable(name);
  }
}
