/** Heredocs of RUN, COPY and ADD: `<<EOF`, `<<-EOF`, `<<"EOF"`, `3<<EOF`, several on one line. */
import { BuildFault } from '#core/dockerfile/fault.ts';
import { expand } from '#core/dockerfile/lex.ts';

/** A document that an instruction opens with `<<EOF`. */
export interface Heredoc {
  readonly name: string;
  /** `<<-`: leading tabs are dropped. */
  readonly chomp: boolean;
  /** No quotes around the name: `$NAME` inside is expanded (COPY and ADD). */
  readonly expands: boolean;
}

const opening = /^(\d*)<<(-?)([^<]*)$/;
const unset = (): undefined => undefined;

/** The heredoc that a word opens; undefined when it opens none. Throws for quotes that do not close. */
function readHeredoc(word: string): Heredoc | undefined {
  const match = opening.exec(word);
  const rest = match?.[3] ?? '';
  if (!match || rest === '') return undefined;
  const options = { escapeChar: '\\', keepUnset: true, split: true };
  const [name, ...more] = expand(rest, unset, options).words;
  if (name === undefined || more.length > 0) return undefined;
  const raw = expand(rest, unset, { ...options, keepQuotes: true }).words[0] ?? '';
  return { name, chomp: match[2] === '-', expands: quotesIn(name) === quotesIn(raw) };
}

/** Whether a word of COPY or ADD opens a heredoc; with quotes that do not close it is a file's name. */
export function opensHeredoc(word: string): boolean {
  try {
    return readHeredoc(word) !== undefined;
  } catch (error) {
    if (error instanceof BuildFault) return false;
    throw error;
  }
}

/** All heredocs that a line opens, in order. A line whose quotes do not close opens none. */
export function heredocsOf(line: string): Heredoc[] {
  if (!line.includes('<<')) return [];
  return wordsOf(line)
    .map(readHeredoc)
    .filter((heredoc) => heredoc !== undefined);
}

function wordsOf(line: string): readonly string[] {
  try {
    return expand(line, unset, {
      escapeChar: '\\',
      keepQuotes: true,
      keepEscapes: true,
      keepUnset: true,
      split: true,
    }).words;
  } catch (error) {
    if (error instanceof BuildFault) return [];
    throw error;
  }
}

const quotesIn = (text: string): number => text.split(/['"]/).length - 1;
