/** "did you mean …?", as the builder adds it: the nearest known word within two edits. */

/** The suffix for a message, or nothing when no option is near (or one is the word itself). */
export function didYouMean(word: string, options: readonly string[]): string {
  const best = nearest(word, options);
  return best === undefined ? '' : ` (did you mean ${best}?)`;
}

/** The nearest option; undefined when none is near, or one is the word itself. */
export function nearest(word: string, options: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = 3;
  for (const option of options) {
    if (option === word) return undefined;
    const distance = editDistance(word, option, least);
    if (distance < least) {
      least = distance;
      best = option;
    }
  }
  return best;
}

// Levenshtein's distance, given up as soon as the lengths alone differ by `limit`.
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + change));
    }
    row = next;
  }
  return row[b.length] ?? limit;
}
