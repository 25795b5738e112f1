import type { Slot } from '#core/search/reader.ts';

/**
 * How sure a command's score must be to be shown as the answer, and to be shown as one that may be meant. Of questions that
 * were never learnt, 1.5 % are below the first and 0.4 % below the second.
 */
export const trusted = { answer: 0.35, guess: 0.25 } as const;

/**
 * How much a question is doubted for a word that nobody knows, for one of another matter (`elsewhere` in `data/search.yaml`),
 * and for one that may be a slip of a known one.
 */
const doubts = { unknown: 0.5, elsewhere: 0.8, slip: 1.5 } as const;

/** How the word that stands for other matters is read. */
const elsewhere = '=elsewhere';

/** What is left of a score where words of the question are unknown, 0 … 1. */
export function understood(slots: readonly Slot[]): number {
  let [doubt, words] = [0, 0];
  for (const { tokens, kind } of slots) {
    if (kind === 'idle') continue;
    const weight = kind === 'weak' ? 0.3 : 1;
    words += weight;
    doubt += weight * doubtOf(kind, tokens);
  }
  return words === 0 ? 1 : Math.max(0, 1 - doubt / words);
}

function doubtOf(kind: Slot['kind'], tokens: Slot['tokens']): number {
  if (kind === 'unknown') return doubts.unknown;
  const slip = doubts.slip * (1 - Math.max(...tokens.values()));
  return tokens.has(elsewhere) ? Math.max(doubts.elsewhere, slip) : slip;
}
