import type { Lexicon } from '#core/search/lexicon.ts';
import type { Reader, Slot } from '#core/search/reader.ts';

/** A line that an entry can be found by, and how much it counts, 0 … 1. */
export interface Line {
  readonly text: string;
  readonly strength: number;
}

/** An entry as search sees it. `common` 0 … 1: how often people mean it. */
export interface Record {
  readonly lines: readonly Line[];
  readonly common: number;
}

/** How well an entry answers, 0 … 1. */
export interface Hit {
  readonly position: number;
  readonly score: number;
}

/** What a matched word counts, by kind; words that nobody knows count against every entry a little. */
const kindWeights = { telling: 1, weak: 0.15, idle: 0, unknown: 0.4 } as const;

/** How the parts of a score are mixed. `whole`: how much of the line was asked for, beside how much of the question it answers. */
const mix = { whole: 0.4, line: 0.65, entry: 0.35, common: 0.1 } as const;

/**
 * An inverted index of lines. A line's score is the share of the question it answers, and of itself that was asked for, by
 * words weighed with how rare they are (inverse document frequency, as BM25 has it); an entry's is that of its best line,
 * and of all its lines together.
 */
export class Catalogue {
  readonly #owner: number[] = [];
  readonly #strength: number[] = [];
  readonly #total: number[] = [];
  /** By token: lines that hold it, each followed by how surely it is meant there. */
  readonly #postings = new Map<string, number[]>();
  readonly #weights = new Map<string, number>();
  readonly #commons: readonly number[];
  readonly #near: Lexicon['near'];

  constructor(records: readonly Record[], reader: Reader, lexicon: Lexicon) {
    this.#near = lexicon.near;
    this.#commons = records.map(({ common }) => common);
    const lines = records.flatMap(({ lines }, owner) =>
      lines.map(({ text, strength }) => ({
        owner,
        strength,
        slots: tellingOf(reader.read(text, { guess: false })),
      })),
    );
    const owners = new Map<string, Set<number>>();
    for (const { owner, slots } of lines)
      for (const { tokens } of slots)
        for (const token of tokens.keys()) {
          const held = owners.get(token) ?? new Set();
          owners.set(token, held.add(owner));
        }
    for (const [token, held] of owners)
      this.#weights.set(token, Math.log(1 + records.length / held.size) + 0.5);
    for (const { owner, strength, slots } of lines) this.#addLine(owner, strength, slots);
  }

  #addLine(owner: number, strength: number, slots: readonly Slot[]): void {
    const line = this.#owner.push(owner) - 1;
    this.#strength.push(strength);
    const held = new Set<string>();
    let total = 0;
    for (const slot of slots) {
      const fresh = [...slot.tokens.keys()].filter((token) => !held.has(token));
      if (fresh.length === 0) continue;
      total += Math.max(...fresh.map((token) => this.#weightOf(token))) * kindWeights[slot.kind];
      for (const token of fresh) {
        held.add(token);
        const lines = this.#postings.get(token);
        const share = slot.tokens.get(token) ?? 1;
        if (lines) lines.push(line, share);
        else this.#postings.set(token, [line, share]);
      }
    }
    this.#total.push(total);
  }

  #weightOf(token: string): number {
    return this.#weights.get(token) ?? 2;
  }

  /** Whether any line holds the token. */
  holds(token: string): boolean {
    return this.#weights.has(token);
  }

  /** Entries that answer the question, in no order. */
  search(slots: readonly Slot[]): readonly Hit[] {
    const asked = tellingOf(slots);
    const lines = this.#owner.length;
    const answered = new Float64Array(lines);
    const claimed = new Float64Array(lines);
    const entries = new Float64Array(this.#commons.length);
    let total = 0;
    for (const slot of asked) {
      const tokens = this.#withNear(slot);
      const kind = kindWeights[slot.kind];
      let weight = 0;
      for (const [token, certainty] of slot.tokens)
        weight = Math.max(weight, this.#weightOf(token) * (slot.kind === 'unknown' ? 1 : certainty));
      total += weight * kind;
      this.#add(tokens, kind, weight, answered, claimed, entries);
    }
    return total === 0 ? [] : this.#fold(answered, claimed, entries, total);
  }

  /** Adds one word of the question to all lines that hold something it stands for, by the best of these. */
  #add(
    tokens: ReadonlyMap<string, number>,
    kind: number,
    weight: number,
    answered: Float64Array,
    claimed: Float64Array,
    entries: Float64Array,
  ): void {
    const best = new Map<number, number>();
    const bestEntry = new Map<number, number>();
    for (const [token, certainty] of tokens) {
      const postings = this.#postings.get(token) ?? [];
      for (let i = 0; i < postings.length; i += 2) {
        const line = postings[i] ?? 0;
        const value = certainty * (postings[i + 1] ?? 1);
        if (value > (best.get(line) ?? 0)) best.set(line, value);
      }
    }
    for (const [line, certainty] of best) {
      const value = weight * kind * certainty;
      answered[line] = (answered[line] ?? 0) + value;
      claimed[line] = (claimed[line] ?? 0) + value;
      const owner = this.#owner[line] ?? 0;
      const worth = value * (this.#strength[line] ?? 0);
      if (worth > (bestEntry.get(owner) ?? 0)) bestEntry.set(owner, worth);
    }
    for (const [owner, worth] of bestEntry) entries[owner] = (entries[owner] ?? 0) + worth;
  }

  #fold(answered: Float64Array, claimed: Float64Array, entries: Float64Array, total: number): readonly Hit[] {
    const best = new Float64Array(entries.length);
    for (let line = 0; line < answered.length; line += 1) {
      const share = (answered[line] ?? 0) / total;
      if (share === 0) continue;
      const whole = Math.min(1, (claimed[line] ?? 0) / (this.#total[line] || 1));
      const score = (this.#strength[line] ?? 0) * share * (1 - mix.whole + mix.whole * whole);
      const owner = this.#owner[line] ?? 0;
      if (score > (best[owner] ?? 0)) best[owner] = score;
    }
    const hits: Hit[] = [];
    for (let position = 0; position < best.length; position += 1) {
      const line = best[position] ?? 0;
      if (line === 0) continue;
      const entry = (entries[position] ?? 0) / total;
      const score = mix.line * line + mix.entry * entry;
      hits.push({ position, score: score * (1 - mix.common + mix.common * (this.#commons[position] ?? 0)) });
    }
    return hits;
  }

  #withNear({ tokens }: Slot): ReadonlyMap<string, number> {
    const wide = new Map(tokens);
    for (const [token, certainty] of tokens) {
      const near = token.startsWith('=') ? this.#near[token.slice(1)] : undefined;
      for (const [meaning, share] of Object.entries(near ?? {})) {
        const other = `=${meaning}`;
        wide.set(other, Math.max(wide.get(other) ?? 0, certainty * share));
      }
    }
    return wide;
  }
}

/** The words that tell something; where none does, all of them. */
function tellingOf(slots: readonly Slot[]): readonly Slot[] {
  const telling = slots.filter(({ kind }) => kind !== 'idle');
  return telling.some(({ kind }) => kind !== 'weak')
    ? telling
    : telling.length > 0
      ? telling
      : slots.map((slot) => ({ ...slot, kind: 'weak' }));
}
