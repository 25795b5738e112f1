import { distance } from '#core/search/distance.ts';
import { initialsOf } from '#core/search/jamo.ts';

/** A known word that something typed may stand for, and how surely, 0 … 1. */
export interface Guess {
  readonly word: number;
  readonly certainty: number;
}

interface Spelling {
  readonly letters: string;
  readonly word: number;
}

/** How many slips a word of this many letters may have. */
const slipsIn = (length: number): number => (length >= 8 ? 2 : length >= 3 ? 1 : 0);

const pairsOf = (letters: string): string[] => {
  const padded = `^${letters}$`;
  return Array.from({ length: padded.length - 1 }, (_, index) => padded.slice(index, index + 2));
};

/** The spellings of known words, to be found by a slip, by a beginning or by first letters. */
export class Vocabulary {
  readonly #spellings: Spelling[] = [];
  readonly #pairs = new Map<string, number[]>();
  readonly #initials = new Map<string, number[]>();
  readonly #seen = new Set<string>();
  #sorted: Spelling[] | undefined;

  /** A word by its letters: Hangul spelt out, English as written. */
  add(letters: string, word: number): void {
    if (this.#seen.has(`${letters} ${word}`)) return;
    this.#seen.add(`${letters} ${word}`);
    const index = this.#spellings.push({ letters, word }) - 1;
    this.#sorted = undefined;
    for (const pair of new Set(pairsOf(letters))) {
      const held = this.#pairs.get(pair);
      if (held) held.push(index);
      else this.#pairs.set(pair, [index]);
    }
  }

  addInitials(name: string, word: number): void {
    if (name.length < 2) return;
    const initials = initialsOf(name);
    const held = this.#initials.get(initials) ?? [];
    held.push(word);
    this.#initials.set(initials, held);
  }

  /** Words that what was typed may be a slip of; the fewest slips only. */
  near(typed: string): readonly Guess[] {
    const limit = slipsIn(typed.length);
    if (limit === 0) return [];
    const shared = new Map<number, number>();
    for (const pair of new Set(pairsOf(typed)))
      for (const index of this.#pairs.get(pair) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1);
    let least: number = limit;
    let found: Guess[] = [];
    // A slip touches two pairs, a swap three; repeated pairs were counted once.
    const needed = Math.max(1, typed.length + 1 - 3 * limit - 1);
    for (const [index, count] of shared) {
      const spelling = this.#spellings[index];
      if (!spelling || count < Math.min(needed, spelling.letters.length - 1)) continue;
      if (Math.abs(spelling.letters.length - typed.length) > least || !isSlip(typed, spelling.letters))
        continue;
      const slips = distance(typed, spelling.letters, least);
      if (slips > least) continue;
      if (slips < least) found = [];
      least = slips;
      found.push({ word: spelling.word, certainty: 0.95 - (0.6 * slips) / typed.length });
    }
    return found;
  }

  /** Words that begin with what was typed, shortest first. */
  beginning(typed: string, limit: number): readonly Guess[] {
    this.#sorted ??= [...this.#spellings].sort((a, b) => (a.letters < b.letters ? -1 : 1));
    const sorted = this.#sorted;
    let low = 0;
    for (let high = sorted.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.letters ?? '') < typed) low = middle + 1;
      else high = middle;
    }
    const found = new Map<number, number>();
    for (let i = low; sorted[i]?.letters.startsWith(typed) && i < low + 400; i += 1) {
      const { letters, word } = sorted[i] as Spelling;
      const certainty = 0.6 + (0.3 * typed.length) / letters.length;
      found.set(word, Math.max(found.get(word) ?? 0, certainty));
    }
    return [...found]
      .map(([word, certainty]) => ({ word, certainty }))
      .sort((a, b) => b.certainty - a.certainty)
      .slice(0, limit);
  }

  /** What first letters alone (초성) stand for: one word, or two written together. Each list is one word's guesses. */
  byInitials(typed: string): readonly (readonly Guess[])[] {
    const whole = this.#initials.get(typed);
    if (whole) return [guesses(whole, 0.9)];
    for (let cut = typed.length - 2; cut >= 2; cut -= 1) {
      const [head, tail] = [this.#initials.get(typed.slice(0, cut)), this.#initials.get(typed.slice(cut))];
      if (head && tail) return [guesses(head, 0.85), guesses(tail, 0.85)];
    }
    return [];
  }
}

const guesses = (words: readonly number[], certainty: number): Guess[] =>
  words.map((word) => ({ word, certainty }));

/**
 * Short words are believed to be slips only where the letters are the same in another order (rnu), or the first is right
 * and nothing is missing, or both ends are right (lst).
 */
function isSlip(typed: string, known: string): boolean {
  if (known.length < 3) return false;
  if (typed.length > 3 && known.length > 3) return true;
  const sameEnds = typed.charAt(0) === known.charAt(0) && typed.at(-1) === known.at(-1);
  return sameEnds || (typed.charAt(0) === known.charAt(0) && typed.length >= known.length);
}
