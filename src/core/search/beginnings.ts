import { initialsOf, spellOut } from '#core/search/jamo.ts';

/** How something begins, an entry that it meant, and how often. */
export type Begun = readonly [text: string, entry: number, times: number];

/** Beginnings as they are kept in a file: first letters → entry, times, entry, times … */
export type KeptBeginnings = Readonly<Record<string, readonly number[]>>;

interface Start {
  readonly letters: string;
  readonly text: string;
  readonly entry: number;
  readonly times: number;
}

const byLetters = (a: Start, b: Start): number =>
  a.letters < b.letters ? -1 : a.letters > b.letters ? 1 : 0;

/** How often each entry was meant, and how often that is in all. */
export interface Counted {
  readonly times: Float64Array;
  readonly total: number;
}

/**
 * What was meant by texts that begin in a certain way, counted. Hangul is compared letter by letter, so that a syllable may
 * be half typed (컨텡 → 컨테이너), and by first letters where only such are typed (ㅋㅌ).
 */
export class Beginnings {
  readonly #starts: readonly Start[];

  constructor(begun: Iterable<Begun>) {
    this.#starts = Array.from(begun, ([text, entry, times]) => ({
      letters: spellOut(text),
      text,
      entry,
      times,
    })).sort(byLetters);
  }

  /** How often each of so many entries was meant by what begins with `typed`. */
  count(typed: string, entries: number): Counted {
    const times = new Float64Array(entries);
    let total = 0;
    for (const start of this.#beginning(typed)) {
      times[start.entry] = (times[start.entry] ?? 0) + start.times;
      total += start.times;
    }
    return { times, total };
  }

  #beginning(typed: string): readonly Start[] {
    if (/^[ㄱ-ㅎ]{2,}$/u.test(typed))
      return this.#starts.filter(({ text }) => initialsOf(text).startsWith(typed));
    const letters = spellOut(typed);
    let low = 0;
    for (let high = this.#starts.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle]?.letters ?? '') < letters) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (this.#starts[end]?.letters.startsWith(letters)) end += 1;
    return this.#starts.slice(low, end);
  }
}

/** Collects beginnings for the file; the same ones in the same order give the same file. */
export function keepBeginnings(begun: Iterable<readonly [text: string, entry: number]>): KeptBeginnings {
  const found = new Map<string, Map<number, number>>();
  for (const [text, entry] of begun) {
    const times = found.get(text) ?? new Map<number, number>();
    found.set(text, times.set(entry, (times.get(entry) ?? 0) + 1));
  }
  return Object.fromEntries([...found].map(([text, times]) => [text, [...times].flat()]));
}

/** What a file holds, by the numbers that entries have there. */
export function* readBeginnings(kept: KeptBeginnings): Iterable<Begun> {
  for (const [text, pairs] of Object.entries(kept))
    for (let at = 0; at < pairs.length; at += 2) yield [text, pairs[at] ?? 0, pairs[at + 1] ?? 0];
}
