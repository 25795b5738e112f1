/**
 * A line as a POSIX shell would take it apart. Nothing is expanded: variables and substitutions stay as they are
 * written. The tokens cover the line from end to end without a gap, so whatever was typed can be pointed at.
 *
 * What other shells write and people paste is recognised too: a prompt in front, PowerShell's backtick and cmd's caret
 * at the end of a line.
 */
import { type Scanned, scanDouble, scanExpansion, scanSingle } from './quotes.ts';

/** Where something stands: from the first character to behind the last, in UTF-16 units of the line. */
export type Range = readonly [start: number, end: number];

/** What a piece of the line is to the shell. */
export type TokenKind =
  | 'word'
  | 'blank'
  | 'newline'
  | 'operator'
  | 'redirection'
  | 'comment'
  | 'continuation'
  | 'prompt'
  | 'document';

/** A word of the line, or what stands between words. */
export interface Token {
  readonly kind: TokenKind;
  readonly source: Range;
  /** A word's value with quotes and escapes resolved; for other kinds the characters themselves. */
  readonly text: string;
  /** Some of the word was quoted or escaped, so its value and its source differ in length. */
  readonly quoted?: true;
  /** The shell would put something else here (`$HOME`, `$(pwd)`), or a person (`<name>`), so the value is not known. */
  readonly expands?: true;
  /** It has a `<name>` in it that somebody is to fill in; a shell would take it for a redirection. */
  readonly placeholder?: true;
  /** It begins with a `~` that the shell replaces by a home folder. */
  readonly home?: true;
  /** The quote or bracket that was opened and never closed. */
  readonly open?: string;
}

const blanks = /[ \t]+/y;
const newlines = /\r?\n|\r/y;
const plain = /[^ \t\r\n\\'"$`|&;<>()^]+/y;
// A backslash with blanks behind it does not continue the line; it is a mistake worth seeing, so it is its own piece.
const continuations = /(?:\\|`|\^)(?:\r?\n)/y;
const operators = /&&|\|\||\|&|;;|[|;()]|&(?!>)/y;
const homes = /~[\w.-]*(?=[/ \t\r\n;&|)]|$)/y;
const redirections = /\d*(?:<<<|<<-?|<>|<&|>>|>&|>\||[<>])|&>>?/y;
const prompts =
  /[ \t]*(?:\([\w.-]{1,40}\)[ \t]+)?(?:PS(?: [^>\n]{0,200})?>|[A-Za-z]:\\[^>\n]{0,200}>|\[?[\w.-]{1,64}@[\w.-]{1,64}[^$#%\n]{0,200}[$#%]|[$%>❯➜]|#(?=[ \t]+(?:sudo|docker)\b))[ \t]+(?=[\w./~"'-])/y;
// What is taken for a prompt, or for the sign of a list, only because docker stands behind it.
const surroundings =
  /[ \t]*(?:\([\w.-]{1,40}\)[ \t]+)?(?:(?:PS(?: [^>\n]{0,200})?|[A-Za-z]:\\[^>\n]{0,200})>[ \t]*|(?:(?:ba|da|k|z)?sh-[\d.]{1,9}|[~/][\w./~-]{0,200}|\[[^\]\n]{1,100}\])[ \t]*[$#%>❯][ \t]+|➜[ \t]+\S{1,100}(?:[ \t]+git:\([^)\n]{1,100}\))?(?:[ \t]+[✗✔±*])?[ \t]+|>{2,3}[ \t]+|Exec\w{1,12}=[-@:+!]?|[-*•][ \t]+(?:[\w-]{1,40}:[ \t]+)?|\d{1,3}[.)][ \t]+|\p{L}[\p{L}\d -]{0,40}:[ \t]+)(?=(?:sudo[ \t]+)?(?:\/[\w./-]{1,60}\/)?docker(?:-compose|\.exe)?[ \t])/uy;
const fences = /```(?:[\w-]*(?=[ \t]*(?:[\r\n]|$)))?/y;
const placeholders = /<\p{L}(?:[^<>|&;$`'"\\\n.]{0,60}[^<>|&;$`'"\\\n.\s])?>(?=[\s:/@=,.'"`<)\]-]|$)/uy;
const continuedPrompts = /[ \t]*>[ \t]+/y;

/** Tries a sticky pattern at one place; the end of the match, or -1. */
function at(pattern: RegExp, line: string, index: number): number {
  pattern.lastIndex = index;
  return pattern.test(line) ? pattern.lastIndex : -1;
}

/** Reads one word, beginning at `start`. Runs of quotes, escapes and expansions belong to the same word. */
function readWord(line: string, start: number, windows: boolean): Token {
  let index = start;
  let text = '';
  let quoted = false;
  let expands = false as boolean;
  let placeholder = false;
  let open = '' as string;
  const take = (part: Scanned) => {
    text += part.text;
    index = part.end;
    expands ||= part.expands ?? false;
    open ||= part.open ?? '';
  };
  while (index < line.length) {
    const run = at(plain, line, index);
    if (run > index) {
      text += line.slice(index, run);
      index = run;
      continue;
    }
    const letter = line[index];
    if (letter === '`' && line.startsWith('```', index)) break;
    if ((letter === '`' || letter === '^') && at(continuations, line, index) > 0) break;
    if (letter === "'") take(scanSingle(line, index));
    else if (letter === '"') take(scanDouble(line, index));
    else if (letter === '$' || letter === '`') {
      const part = scanExpansion(line, index);
      if (part.quote) quoted = true;
      take(part);
      continue;
    } else if (letter === '\\' && windows) {
      text += letter;
      index++;
      continue;
    } else if (letter === '\\') {
      const joined = at(continuations, line, index);
      if (joined > 0) index = joined;
      else {
        text += line.slice(index + 1, index + 2) || '\\';
        index += 2;
      }
    } else if (letter === '^') {
      text += letter;
      index++;
      continue;
    } else if (letter === '<' && at(placeholders, line, index) > 0) {
      text += line.slice(index, at(placeholders, line, index));
      index = at(placeholders, line, index);
      expands = true;
      placeholder = true;
      continue;
    } else break;
    quoted = true;
  }
  return {
    kind: 'word',
    source: [start, Math.min(index, line.length)],
    text,
    ...(quoted && { quoted }),
    ...(expands && { expands }),
    ...(placeholder && { placeholder: true as const }),
    ...(line[start] === '~' && at(homes, line, start) > 0 && { home: true as const }),
    ...(open && { open }),
  };
}

/** The lines of a here-document (`<<EOF`), up to and with the one that ends it. */
function endOfDocument(line: string, start: number, mark: string): number {
  let index = start;
  while (index < line.length) {
    const stop = line.indexOf('\n', index);
    const end = stop === -1 ? line.length : stop + 1;
    if (line.slice(index, end).trim() === mark) return end;
    index = end;
  }
  return line.length;
}

// A prompt or a continued line of PowerShell or of the command prompt, where a backslash is a letter like any other.
const windowsShell = /^[ \t]*(?:PS(?: [^>\n]{0,200})?>|[A-Za-z]:\\[^>\n]{0,200}>)|[`^]\r?\n/;

/** Whether the line was written for PowerShell or the command prompt, by its prompt or a continuation of theirs. */
export const isWindowsShell = (line: string): boolean => windowsShell.test(line);

/** Takes a line (or several) apart. Never throws; takes time in proportion to the length. */
export function tokenise(line: string): Token[] {
  const tokens: Token[] = [];
  const windows = isWindowsShell(line);
  let index = 0;
  let lineStart = true;
  let documents: string[] = [];
  const push = (kind: TokenKind, end: number): void => {
    tokens.push({ kind, source: [index, end], text: line.slice(index, end) });
    index = end;
  };
  while (index < line.length) {
    const before = tokens.at(-1)?.kind;
    if (lineStart) {
      lineStart = false;
      const prompt =
        before === 'continuation'
          ? at(continuedPrompts, line, index)
          : Math.max(at(surroundings, line, index), at(prompts, line, index));
      if (prompt > 0) push('prompt', prompt);
      continue;
    }
    let end = at(blanks, line, index);
    if (end > 0) {
      push('blank', end);
      continue;
    }
    end = at(newlines, line, index);
    if (end > 0) {
      push('newline', end);
      for (const mark of documents)
        if (index < line.length) push('document', endOfDocument(line, index, mark));
      documents = [];
      lineStart = true;
      continue;
    }
    end = at(continuations, line, index);
    if (end > 0) {
      push('continuation', end);
      lineStart = true;
      continue;
    }
    if (line[index] === '#') {
      const stop = line.indexOf('\n', index);
      push('comment', stop === -1 ? line.length : stop);
      continue;
    }
    end = line[index] === '`' ? at(fences, line, index) : -1;
    if (end > 0) {
      push('comment', end);
      continue;
    }
    end = at(redirections, line, index);
    if (end > 0 && at(placeholders, line, index) < 0) {
      push('redirection', end);
      continue;
    }
    end = at(operators, line, index);
    if (end > 0) {
      push('operator', end);
      continue;
    }
    const word = readWord(line, index, windows);
    const opens = tokens.findLast((token) => token.kind !== 'blank');
    if (opens?.kind === 'redirection' && /<<-?$/.test(opens.text)) documents.push(word.text);
    tokens.push(word);
    index = word.source[1];
  }
  return tokens;
}
