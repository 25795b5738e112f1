import { distance } from '#core/search/distance.ts';
import { spellOut } from '#core/search/jamo.ts';

/** How many slips a name of so many letters may have, Hangul spelt out. Shorter ones are names of something else. */
const slipsIn = (letters: number): number => (letters >= 7 ? 2 : letters >= 4 ? 1 : 0);

/** What is left of the score of a name that is typed with a slip in every letter. */
const slipCost = 0.5;
const nearlySure = 0.95;

/** Names by their letters, to be found when the whole of what is typed is one of them with a slip or two: 컨테너, healthchek. */
export class Names {
  readonly #spelt: readonly (readonly [letters: string, position: number])[];

  /** Names without blanks (`joined`), each with the entry it belongs to. */
  constructor(names: Iterable<readonly [string, number]>) {
    this.#spelt = Array.from(names, ([name, position]) => [spellOut(name), position]);
  }

  /** The entry whose name needs the fewest slips, the first of several; how surely it is meant, 0 … 1. */
  nearest(typed: string): { readonly position: number; readonly score: number } | undefined {
    const letters = spellOut(typed);
    let least = slipsIn(letters.length) + 1;
    let nearest: number | undefined;
    for (const [name, position] of this.#spelt) {
      if (slipsIn(name.length) === 0) continue;
      const slips = distance(letters, name, least - 1);
      if (slips >= least) continue;
      least = slips;
      nearest = position;
    }
    return nearest === undefined
      ? undefined
      : { position: nearest, score: nearlySure - (slipCost * least) / letters.length };
  }
}
