/**
 * A Dockerfile's text as logical lines: parser directives, comments, continuations, and the bodies of heredocs. Modelled
 * on BuildKit's `frontend/dockerfile/parser`.
 */
import { isSpaceAt, trimEnd, trimLeft } from '#core/dockerfile/blanks.ts';
import { BuildFault } from '#core/dockerfile/fault.ts';

/** One instruction's text, its continuation lines joined. */
export interface LogicalLine {
  /** Counted from 1. */
  readonly line: number;
  readonly end: number;
  readonly text: string;
  /** The last line of one that an empty line continues. */
  readonly emptyContinuation: boolean;
}

// The builder's line buffer; a line that does not fit ends the reading.
const longestLine = 65_535;

// What Go's `\s` matches; JavaScript's matches more.
const blank = '\t\n\f\r ';
const directive = /^([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=([^\n]*)$/;
const known = new Set(['syntax', 'escape', 'check']);

/** A parser directive; undefined for a line that is none. `line` begins with its `#`. */
export function readDirective(line: string): readonly [name: string, value: string] | undefined {
  const match = line.startsWith('#') ? directive.exec(trimLeft(line.slice(1))) : null;
  const name = match?.[1]?.toLowerCase() ?? '';
  const rest = match?.[2] ?? '';
  if (!known.has(name) || rest === '') return undefined;
  const value = trimEnd(rest, blank);
  let start = 0;
  while (start < value.length && blank.includes(value.charAt(start))) start++;
  // A directive must have a value: of nothing but blanks the last one is it.
  return [name, value.slice(start) || rest.slice(-1)];
}

/** Reads a source line by line; heredoc bodies are taken by whoever knows that there is one. */
export class LineReader {
  escapeChar = '\\';
  readonly #source: string;
  #at = 0;
  #line = 0;
  #tooLong = false;
  #mayHaveDirectives = true;
  readonly #directives = new Set<string>();

  constructor(source: string) {
    this.#source = source.startsWith('\ufeff') ? source.slice(1) : source;
  }

  /** How many lines were read. */
  get line(): number {
    return this.#line;
  }

  /** Throws when reading stopped at a line longer than the builder can hold. */
  finish(): void {
    if (this.#tooLong) {
      throw new BuildFault(`dockerfile line greater than max allowed size of ${longestLine}`, this.#line);
    }
  }

  // The next physical line with its line ending; undefined at the end.
  #physical(): string | undefined {
    if (this.#at >= this.#source.length || this.#tooLong) return undefined;
    const found = this.#source.indexOf('\n', this.#at);
    const end = found === -1 ? this.#source.length : found;
    if (isTooLong(this.#source, this.#at, end)) {
      this.#tooLong = true;
      return undefined;
    }
    const line = this.#source.slice(this.#at, end + 1);
    this.#at = end + 1;
    this.#line++;
    return line;
  }

  /** The next instruction's text; undefined at the end of the file. */
  next(): LogicalLine | undefined {
    for (let raw = this.#physical(); raw !== undefined; raw = this.#physical()) {
      const text = trimLeft(trimEnd(raw, '\r\n'));
      this.#readDirective(text);
      if (text === '' || text.startsWith('#')) continue;
      return this.#logical(text);
    }
    return undefined;
  }

  #logical(first: string): LogicalLine {
    const line = this.#line;
    const parts: string[] = [];
    let emptyContinuation = false;
    let rest = this.#withoutContinuation(first);
    parts.push(rest ?? first);
    while (rest !== undefined) {
      const raw = this.#physical();
      if (raw === undefined) break;
      const text = trimEnd(raw, '\r\n');
      const start = firstInk(text);
      if (text.charAt(start) === '#') continue;
      if (start === text.length) {
        emptyContinuation = true;
        continue;
      }
      rest = this.#withoutContinuation(text);
      parts.push(rest ?? text);
    }
    return { line, end: this.#line, text: parts.join(''), emptyContinuation };
  }

  // The text before a continuation character, or undefined when the line ends here. Two escape characters are none.
  #withoutContinuation(text: string): string | undefined {
    const end = trimEnd(text, ' \t').length - 1;
    if (text.charAt(end) !== this.escapeChar) return undefined;
    return end > 0 && text.charAt(end - 1) === this.escapeChar ? undefined : text.slice(0, end);
  }

  // Directives stand before everything else: the first line that is none ends them.
  #readDirective(text: string): void {
    if (!this.#mayHaveDirectives) return;
    const read = readDirective(text);
    if (!read) {
      this.#mayHaveDirectives = false;
      return;
    }
    const [name, value] = read;
    if (this.#directives.has(name)) {
      throw new BuildFault(`only one ${name} parser directive can be used`, this.#line);
    }
    this.#directives.add(name);
    if (name !== 'escape') return;
    if (value !== '\\' && value !== '`') {
      throw new BuildFault(`invalid escape token '${value}' does not match \` or \\`, this.#line);
    }
    this.escapeChar = value;
  }

  /** The lines up to one that is `terminator` alone; undefined when none is. `chomp` allows tabs before it. */
  body(terminator: string, chomp: boolean): string | undefined {
    const start = this.#at;
    let before = start;
    for (let raw = this.#physical(); raw !== undefined; raw = this.#physical()) {
      let text = trimEnd(raw, '\r\n');
      if (chomp) text = text.replace(/^\t+/, '');
      if (text === terminator) return this.#source.slice(start, before);
      before = this.#at;
    }
    return undefined;
  }
}

function firstInk(text: string): number {
  let at = 0;
  while (at < text.length && isSpaceAt(text, at)) at++;
  return at;
}

// The limit is in bytes: each UTF-16 unit is one to three of them.
function isTooLong(source: string, start: number, end: number): boolean {
  if ((end - start) * 3 <= longestLine) return false;
  let bytes = 0;
  for (let i = start; i < end; i++) {
    const code = source.charCodeAt(i);
    bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 2 : 3;
  }
  return bytes > longestLine;
}
