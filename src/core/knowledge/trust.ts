import type { Slot } from '#core/search/reader.ts';

/**
 * How sure a command's score must be to be shown as the answer, and to be shown as one that may be meant. Of questions that
 * were set aside while the others were learnt, 3 % are below the first and 0.6 % below the second.
 */
export const trusted = { answer: 0.31, guess: 0.2 } as const;

/** How much a question is doubted for a word that nobody knows, and for one that may be a slip of a known one. */
const doubts = { unknown: 0.5, slip: 1.5 } as const;

/** What is left of a score where words of the question are unknown, 0 … 1. */
export function understood(slots: readonly Slot[]): number {
  let [doubt, words] = [0, 0];
  for (const { tokens, kind } of slots) {
    if (kind === 'idle') continue;
    const weight = kind === 'weak' ? 0.3 : 1;
    words += weight;
    doubt +=
      weight * (kind === 'unknown' ? doubts.unknown : doubts.slip * (1 - Math.max(...tokens.values())));
  }
  return words === 0 ? 1 : Math.max(0, 1 - doubt / words);
}
