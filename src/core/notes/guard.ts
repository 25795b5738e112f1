/**
 * What is done to a note before it is parsed, line by line, so that lines keep their numbers: front matter, comments and
 * Obsidian's own marks become plain Markdown, and what only a hostile file holds (lines without end, lists in lists in
 * lists) is cut, because a parser's time grows with the square of it.
 */

/** Longest line that is read, in UTF-16 units. */
export const longestLine = 4_000;
/** Deepest nesting of lists and quotes that is read. */
const deepest = 8;
/** Longest run of lines without a blank one. */
const longestRun = 200;
/** Brackets and other marks in one paragraph, item or row; text with more is no note. */
const mostMarks = 150;
const opening = /^\s*(?:[-*+]|\d{1,9}[.)]|\|)\s/;

/** A note’s text that is safe to parse. */
export interface Guarded {
  readonly text: string;
  /** Numbers of lines that lost something. */
  readonly cut: readonly number[];
}

const containers = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*/;
const container = /[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))/g;

function shallow(line: string): string {
  const prefix = containers.exec(line)?.[0] ?? '';
  const marks = prefix.match(container) ?? [];
  const kept = marks.length > deepest ? marks.slice(0, deepest).join('') + ' ' : prefix;
  const rest = line.slice(prefix.length);
  return (kept + rest).replace(/^[ \t]{40,}/, ' '.repeat(40));
}

const obsidian = (line: string): string =>
  line
    .replace(/!\[\[[^\]\n]{0,300}\]\]/g, '')
    .replace(/\[\[([^\]|\n]{1,200})\|([^\]\n]{1,200})\]\]/g, '$2')
    .replace(/\[\[([^\]#\n]{1,200})(?:#[^\]\n]{0,200})?\]\]/g, '$1')
    .replace(/^(\s*>\s*)\[![\w-]{1,20}\][+-]?\s*/, '$1');

/** The last line of the front matter; −1 without one. */
function frontMatter(lines: readonly string[]): number {
  if (lines[0]?.trim() !== '---') return -1;
  const end = lines.findIndex((line, index) => index > 0 && /^(---|\.\.\.)\s*$/.test(line));
  return end > 0 && end <= 200 ? end : -1;
}

/** Makes a note ready to be parsed. As many lines come out as went in. */
export function guard(source: string): Guarded {
  const lines = source
    .replace(/^\uFEFF/, '')
    .replaceAll('\0', ' ')
    .split(/\r\n|\r|\n/);
  const matter = frontMatter(lines);
  const cut: number[] = [];
  let fence: string | undefined;
  let run = 0;
  let marked = 0;
  const out = lines.map((line, index) => {
    if (index <= matter) return '';
    const marks = /^\s{0,12}(`{3,}|~{3,})/.exec(line)?.[1];
    if (marks && fence === undefined) fence = marks.slice(0, 3);
    else if (marks && fence === marks.slice(0, 3)) fence = undefined;
    const short = line.length > longestLine ? line.slice(0, longestLine) : line;
    if (fence !== undefined || marks) {
      if (short !== line) cut.push(index + 1);
      return short;
    }
    const blank = short.trim() === '';
    run = blank ? 0 : run + 1;
    marked = (blank || opening.test(short) ? 0 : marked) + (short.match(/[[\]*_`<!~&\\]/g)?.length ?? 0);
    const over = run > longestRun || (marked > mostMarks && !short.includes('|'));
    const kept = over ? '' : shallow(short);
    if (over) run = marked = 0;
    if (kept !== short || short !== line) cut.push(index + 1);
    return obsidian(kept);
  });
  return { text: out.join('\n'), cut };
}

/** Lines of one part; a parser's time may grow with the square of it. */
const partLines = 120;

/** The text in parts that can be parsed by themselves, each with the number of lines before it. Code stays whole. */
export function* partsOf(text: string): Generator<{ readonly text: string; readonly before: number }> {
  const lines = text.split('\n');
  let start = 0;
  let fence: string | undefined;
  for (const [index, line] of lines.entries()) {
    const marks = /^\s{0,12}(`{3,}|~{3,})/.exec(line)?.[1]?.slice(0, 3);
    const cuttable = fence === undefined && (/^#{1,6}\s/.test(line) || line.trim() === '');
    if (cuttable && index - start >= partLines) {
      yield { text: lines.slice(start, index).join('\n'), before: start };
      start = index;
    }
    if (marks && fence === undefined) fence = marks;
    else if (marks && fence === marks) fence = undefined;
  }
  yield { text: lines.slice(start).join('\n'), before: start };
}
