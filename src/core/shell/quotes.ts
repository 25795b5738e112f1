/** What stands between quotes and behind a dollar sign, and where it ends. All of them go through the line once. */

/** A quoted or expanded piece of a word, read. */
export interface Scanned {
  /** Behind the last character. */
  readonly end: number;
  readonly text: string;
  /** The shell would put something else here. */
  readonly expands?: boolean;
  /** What was opened and never closed. */
  readonly open?: string;
  /** It was a kind of quote after all (`$'…'`). */
  readonly quote?: true;
}

/** A word as a POSIX shell needs it: in single quotes unless nothing in it means anything. */
export const quoteWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** `'…'`: everything as it is. */
export function scanSingle(line: string, start: number): Scanned {
  const close = line.indexOf("'", start + 1);
  return close === -1
    ? { end: line.length, text: line.slice(start + 1), open: "'" }
    : { end: close + 1, text: line.slice(start + 1, close) };
}

const inDouble = /[^"\\$`]+/y;

/** `"…"`: a backslash escapes only what would mean something here; `$` and backticks still expand. */
export function scanDouble(line: string, start: number): Scanned {
  let index = start + 1;
  let text = '';
  let expands = false;
  while (index < line.length) {
    inDouble.lastIndex = index;
    const run = inDouble.exec(line)?.[0] ?? '';
    text += run;
    index += run.length;
    const letter = line[index];
    if (letter === '"') return { end: index + 1, text, expands };
    if (letter === '\\') {
      const next = line[index + 1] ?? '';
      if (next !== '\n') text += '"\\$`'.includes(next) && next ? next : `\\${next}`;
      index += 2;
    } else if (letter !== undefined) {
      const inner = scanExpansion(line, index, true);
      text += inner.text;
      expands ||= inner.expands ?? false;
      index = inner.end;
      if (inner.open) return { end: index, text, expands, open: inner.open };
    }
  }
  return { end: line.length, text, expands, open: '"' };
}

const names = /\$(?:[A-Za-z_]\w*|[0-9@*#?$!-])/y;
const brackets: Readonly<Record<string, string>> = { '(': ')', '{': '}' };

/**
 * `$NAME`, `${…}`, `$(…)`, `` `…` `` as they are written; a `$` that begins none of them is itself. Inside double quotes
 * (`double`) `$'` is only a dollar and an apostrophe.
 */
export function scanExpansion(line: string, start: number, double = false): Scanned {
  if (line[start] === '`') return scanBackticks(line, start);
  const next = line[start + 1] ?? '';
  if (next === '(' || next === '{') return scanBrackets(line, start, next);
  if (next === "'" && !double) return scanAnsi(line, start);
  if (next === '"' && !double) return { ...scanDouble(line, start + 1), quote: true };
  names.lastIndex = start;
  const name = names.exec(line)?.[0];
  if (name === undefined) return { end: start + 1, text: '$' };
  return { end: start + name.length, text: name, expands: true };
}

function scanBackticks(line: string, start: number): Scanned {
  let index = start + 1;
  while (index < line.length && line[index] !== '`') index += line[index] === '\\' ? 2 : 1;
  const end = Math.min(index + 1, line.length);
  const open = index >= line.length ? { open: '`' } : {};
  return { end, text: line.slice(start, end), expands: true, ...open };
}

function scanBrackets(line: string, start: number, opening: string): Scanned {
  const closing = brackets[opening];
  let depth = 0;
  let index = start + 1;
  while (index < line.length) {
    const letter = line[index];
    if (letter === '\\') index++;
    else if (letter === "'" && opening === '(') index = scanSingle(line, index).end - 1;
    else if (letter === opening) depth++;
    else if (letter === closing && --depth === 0)
      return { end: index + 1, text: line.slice(start, index + 1), expands: true };
    index++;
  }
  return { end: line.length, text: line.slice(start), expands: true, open: `$${opening}` };
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
};

/** `$'…'`, as bash and zsh have it. */
function scanAnsi(line: string, start: number): Scanned {
  let index = start + 2;
  let text = '';
  while (index < line.length && line[index] !== "'") {
    if (line[index] === '\\') {
      const letter = line[index + 1] ?? '';
      text += escapes[letter] ?? letter;
      index += 2;
    } else text += line[index++];
  }
  const open = index >= line.length ? { open: "'" } : {};
  return { end: Math.min(index + 1, line.length), text, quote: true, ...open };
}
