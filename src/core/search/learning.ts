import { type Random, seeded, shuffle } from '#core/random.ts';
import { softmax, type Weighed } from '#core/search/ranking.ts';
import type { Traits } from '#core/search/traits.ts';

/** A question whose answer is known. */
export interface Sample {
  readonly traits: Traits;
  /** The same question with some of its words left out, so that what is learnt hangs on no single word. */
  readonly thinned: readonly Traits[];
  /** What answers it, each as well as the others. */
  readonly answers: readonly string[];
  /** How much it counts, 0 … 1. */
  readonly weight: number;
}

/**
 * How learning goes: rounds over all samples; how much a thinned one counts; the first step (Adagrad makes the later ones smaller, by
 * Duchi, Hazan and Singer, 2011); the pull of every weight to zero (L1), which leaves few; errors too small to learn from;
 * a trait met once teaches nothing about others; weights that small are dropped, and the rest kept in a byte.
 * Each could be half or double without a difference that could be measured.
 */
const course = {
  rounds: 10,
  thinned: 0.5,
  step: 0.5,
  pull: 1e-3,
  biasStep: 0.01,
  smallestError: 1e-3,
  leastMet: 2,
  smallestWeight: 0.5,
  largestByte: 127,
} as const;

/** A sample as numbers: its traits by number, with how much each counts (all squares together 1), and its answers by number. */
interface Row {
  readonly traits: Int32Array;
  readonly counts: Float32Array;
  readonly answers: readonly number[];
  readonly weight: number;
}

/**
 * Learns which entry a question asks for. The same samples in the same order give the same weights. Takes seconds: it is
 * done ahead (`npm run learn`), never while the bot runs. Throws where there are more entries than a byte can number.
 */
export function learn(samples: readonly Sample[], entries: readonly string[]): Weighed {
  if (entries.length > 256) throw new RangeError(`${entries.length} entries; at most 256 have a number`);
  const traits = traitsMet(samples);
  const numbers = new Map(traits.map((trait, number) => [trait, number]));
  const positions = new Map(entries.map((id, position) => [id, position]));
  const rows = samples.flatMap(({ traits, thinned, answers, weight }) => {
    const known = answers.flatMap((id) => positions.get(id) ?? []);
    return [
      rowOf(traits, numbers, known, weight),
      ...thinned.map((left) => rowOf(left, numbers, known, weight * course.thinned)),
    ];
  });
  const weights = new Weights(traits.length, entries.length);
  const random: Random = seeded(traits.length);
  for (let round = 0; round < course.rounds; round += 1)
    for (const row of shuffle(rows, random)) weights.learn(row);
  return weights.kept(traits, entries);
}

/** Traits that were met often enough, in the order they were first met. */
function traitsMet(samples: readonly Sample[]): string[] {
  const times = new Map<string, number>();
  for (const { traits } of samples)
    for (const trait of traits.keys()) times.set(trait, (times.get(trait) ?? 0) + 1);
  return [...times].flatMap(([trait, met]) => (met >= course.leastMet ? [trait] : []));
}

function rowOf(
  traits: Traits,
  numbers: ReadonlyMap<string, number>,
  answers: readonly number[],
  weight: number,
): Row {
  const known = [...traits].flatMap(([trait, count]) => {
    const number = numbers.get(trait);
    return number === undefined ? [] : [[number, count] as const];
  });
  const length = Math.hypot(...known.map(([, count]) => count)) || 1;
  return {
    traits: Int32Array.from(known, ([number]) => number),
    counts: Float32Array.from(known, ([, count]) => count / length),
    answers,
    weight,
  };
}

/** The weights of every trait for every entry while they are being learnt. */
class Weights {
  readonly #width: number;
  readonly #weights: Float32Array;
  /** Squares of all errors so far, for the size of the next step. */
  readonly #squares: Float32Array;
  readonly #bias: Float32Array;
  readonly #sums: Float32Array;

  constructor(traits: number, entries: number) {
    this.#width = entries;
    this.#weights = new Float32Array(traits * entries);
    this.#squares = new Float32Array(traits * entries).fill(1e-6);
    this.#bias = new Float32Array(entries);
    this.#sums = new Float32Array(entries);
  }

  /** One step towards answering a sample rightly. */
  learn(row: Row): void {
    if (row.traits.length === 0 || row.answers.length === 0) return;
    const errors = this.#answer(row);
    for (const answer of row.answers) errors[answer] = (errors[answer] ?? 0) - 1 / row.answers.length;
    for (let entry = 0; entry < this.#width; entry += 1) {
      const error = row.weight * (errors[entry] ?? 0);
      if (Math.abs(error) < course.smallestError) continue;
      this.#bias[entry] = (this.#bias[entry] ?? 0) - course.biasStep * error;
      for (let i = 0; i < row.traits.length; i += 1)
        this.#step((row.traits[i] ?? 0) * this.#width + entry, error * (row.counts[i] ?? 0));
    }
  }

  /** Probabilities of the entries, as things stand. */
  #answer({ traits, counts }: Row): Float32Array {
    const sums = this.#sums;
    sums.set(this.#bias);
    for (let i = 0; i < traits.length; i += 1) {
      const from = (traits[i] ?? 0) * this.#width;
      const count = counts[i] ?? 0;
      for (let entry = 0; entry < this.#width; entry += 1)
        sums[entry] = (sums[entry] ?? 0) + count * (this.#weights[from + entry] ?? 0);
    }
    return softmax(sums);
  }

  #step(at: number, slope: number): void {
    const squares = (this.#squares[at] ?? 0) + slope * slope;
    this.#squares[at] = squares;
    const step = course.step / Math.sqrt(squares);
    const moved = (this.#weights[at] ?? 0) - step * slope;
    const pull = step * course.pull;
    this.#weights[at] = Math.abs(moved) <= pull ? 0 : moved - Math.sign(moved) * pull;
  }

  /** What is worth keeping, each weight as a byte. */
  kept(traits: readonly string[], entries: readonly string[]): Weighed {
    let largest = 0;
    for (const weight of this.#weights) largest = Math.max(largest, Math.abs(weight));
    const step = largest / course.largestByte || 1;
    const kept: string[] = [];
    const bytes: number[] = [];
    traits.forEach((trait, number) => {
      const pairs = this.#pairs(number, step);
      if (pairs.length === 0) return;
      kept.push(trait);
      bytes.push(pairs.length, ...pairs.flat());
    });
    return {
      entries,
      bias: [...this.#bias].map((bias) => Math.round(bias * 1000) / 1000),
      step,
      traits: kept,
      weights: btoa(bytes.map((byte) => String.fromCharCode(byte & 0xff)).join('')),
    };
  }

  #pairs(trait: number, step: number): (readonly [entry: number, weight: number])[] {
    const row = this.#weights.subarray(trait * this.#width, (trait + 1) * this.#width);
    const pairs = [...row].flatMap((weight, entry) =>
      Math.abs(weight) < course.smallestWeight ? [] : [[entry, Math.round(weight / step)] as const],
    );
    // How many there are is a byte as well: the strongest stay.
    return pairs.length < 256 ? pairs : pairs.sort(([, a], [, b]) => Math.abs(b) - Math.abs(a)).slice(0, 255);
  }
}
