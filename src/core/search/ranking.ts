import type { KeptBeginnings } from '#core/search/beginnings.ts';
import type { Traits } from '#core/search/traits.ts';

/** What {@link Ranking} weighs traits by. */
export interface Weighed {
  /** Ids of the entries, at most 256. */
  readonly entries: readonly string[];
  /** How often each is meant, whatever is asked. */
  readonly bias: readonly number[];
  readonly traits: readonly string[];
  /**
   * For each trait in turn, as bytes in base64: how many entries it speaks for or against, less than 256, then each as its
   * number and a weight in two's complement, in `step`s.
   */
  readonly weights: string;
  readonly step: number;
}

/** What was learnt from questions, as it is kept in a file (`data/docker/learnt.json`). */
export interface Learnt extends Weighed {
  /** How questions begin. */
  readonly beginnings: KeptBeginnings;
  /** How the other words of questions and tasks begin. */
  readonly words: KeptBeginnings;
}

/**
 * How likely each entry is what a question asks for: a multinomial logistic regression over the question's traits. Weights
 * come from `learning.ts`.
 */
export class Ranking {
  readonly #bias: readonly number[];
  /** By trait: where its weights begin. */
  readonly #starts = new Map<string, number>();
  readonly #bytes: Uint8Array;
  readonly #step: number;
  readonly entries: readonly string[];

  constructor({ entries, bias, traits, weights, step }: Weighed) {
    this.entries = entries;
    this.#bias = bias;
    this.#step = step;
    const binary = atob(weights);
    this.#bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i += 1) this.#bytes[i] = binary.charCodeAt(i);
    let at = 0;
    for (const trait of traits) {
      this.#starts.set(trait, at);
      at += 1 + 2 * (this.#bytes[at] ?? 0);
    }
  }

  /** Probabilities by entry, in the order of {@link entries}; `undefined` where nothing of the question was ever met. */
  of(traits: Traits): Float64Array | undefined {
    const met: (readonly [start: number, count: number])[] = [];
    let squares = 0;
    for (const [trait, count] of traits) {
      const start = this.#starts.get(trait);
      if (start === undefined) continue;
      met.push([start, count]);
      squares += count * count;
    }
    if (met.length === 0) return undefined;
    const sums = Float64Array.from(this.#bias);
    const scale = this.#step / Math.sqrt(squares);
    for (const [start, count] of met) this.#add(sums, start, count * scale);
    return softmax(sums);
  }

  /** How much of a question was ever met, 0 … 1: the share of its traits, by their squares. */
  familiar(traits: Traits): number {
    let [met, all] = [0, 0];
    for (const [trait, count] of traits) {
      all += count * count;
      if (this.#starts.has(trait)) met += count * count;
    }
    return all === 0 ? 0 : met / all;
  }

  #add(sums: Float64Array, start: number, scale: number): void {
    const end = start + 1 + 2 * (this.#bytes[start] ?? 0);
    for (let at = start + 1; at < end; at += 2) {
      const entry = this.#bytes[at] ?? 0;
      const weight = ((this.#bytes[at + 1] ?? 0) << 24) >> 24;
      sums[entry] = (sums[entry] ?? 0) + scale * weight;
    }
  }
}

/** Sums as probabilities, in place. */
export function softmax<Numbers extends Float64Array | Float32Array>(sums: Numbers): Numbers {
  let top = Number.NEGATIVE_INFINITY;
  for (const sum of sums) if (sum > top) top = sum;
  let total = 0;
  for (let i = 0; i < sums.length; i += 1) {
    const share = Math.exp((sums[i] ?? 0) - top);
    sums[i] = share;
    total += share;
  }
  for (let i = 0; i < sums.length; i += 1) sums[i] = (sums[i] ?? 0) / total;
  return sums;
}
