/** The pieces of a line that are explained, one behind the other without a gap. */
import type { Mark } from './parse.ts';
import type { Program } from './programs.ts';
import type { Simple } from './simple.ts';
import type { Range, Token } from './words.ts';

/** What a piece is. */
export type SpanKind =
  | 'program'
  | 'command'
  | 'flag'
  | 'value'
  | 'operand'
  | 'options'
  | 'end'
  | 'unknown'
  | 'blank'
  | 'prompt'
  | 'prefix'
  | 'operator'
  | 'redirection'
  | 'comment'
  | 'continuation'
  | 'other';

/** A piece of the line and what it is. Together the pieces are the line, letter by letter. */
export interface Span {
  readonly source: Range;
  /** The characters themselves. */
  readonly word: string;
  readonly kind: SpanKind;
  /** Which of the reading's flags this is (part of). */
  readonly flag?: number;
  /** Which of the reading's operands this is. */
  readonly operand?: number;
}

const ofToken: Readonly<Record<Token['kind'], SpanKind>> = {
  word: 'other',
  blank: 'blank',
  newline: 'blank',
  operator: 'operator',
  redirection: 'redirection',
  comment: 'comment',
  continuation: 'continuation',
  prompt: 'prompt',
  document: 'redirection',
};

/** Says of every token what it is: words by their marks, everything else by its kind. */
export function spansOf(
  line: string,
  tokens: readonly Token[],
  marks: readonly Mark[],
  simple?: Simple,
  start = 0,
  program: Program = 'docker',
): Span[] {
  const words = new Map<Token, SpanKind>();
  for (const [index, word] of (simple?.words ?? []).entries())
    if (index < start) words.set(word, 'prefix');
    else if (index === start && program !== 'implied') words.set(word, 'program');
  let target = false;
  const marked = [...marks].sort((a, b) => a.source[0] - b.source[0]);
  let next = 0;
  const spans: Span[] = [];
  for (const token of tokens) {
    const from = next;
    while (next < marked.length && (marked[next]?.source[0] ?? 0) < token.source[1]) next++;
    const inside = marked.slice(from, next);
    if (inside.length > 0 && token.kind === 'word') spans.push(...pieces(line, inside, token.source));
    else {
      const kind =
        words.get(token) ?? (target && token.kind === 'word' ? 'redirection' : ofToken[token.kind]);
      spans.push({ source: token.source, word: line.slice(...token.source), kind });
    }
    if (token.kind !== 'blank') target = token.kind === 'redirection';
  }
  return spans;
}

/** The marks of one word, stretched so that they cover it. */
function pieces(line: string, marks: readonly Mark[], [begin, end]: Range): Span[] {
  return marks.map((mark, index) => {
    const source: Range = [index === 0 ? begin : mark.source[0], marks[index + 1]?.source[0] ?? end];
    return { ...mark, source, word: line.slice(...source) };
  });
}
