import type { Lexicon } from '#core/search/lexicon.ts';
import type { Reader, Slot } from '#core/search/reader.ts';

/** A line that an entry can be found by, and how much it counts, 0 … 1. */
export interface Line {
  readonly text: string;
  readonly strength: number;
}

/** An entry as search sees it. */
export interface Card {
  readonly lines: readonly Line[];
  /** How often people mean it, 0 … 1. */
  readonly common: number;
  /** The things it is one of: a command of `compose`, of `image`. A question that names another thing means it less. */
  readonly home: string;
}

/** How well an entry answers, 0 … 1. */
export interface Hit {
  readonly position: number;
  readonly score: number;
}

/** What a word counts, by kind. `plain` is in no list; what nobody knows counts against every entry a little. */
const kindWeights = { telling: 1, plain: 0.5, weak: 0.15, idle: 0, unknown: 0.3 } as const;

/**
 * How a score is mixed. `whole`: how much of a line was asked for, beside how much of the question it answers; `line`: the
 * best line, beside all lines of the entry together; `common`: how often the entry is meant; `away`: what is left of the
 * score where the question names a thing that is not the entry's home, and `strange` where no line of it names that either;
 * `turned`: where one of the two says without and the other does not.
 */
export const mix = { whole: 0.75, line: 0.6, common: 0.15, away: 0.85, strange: 0.9, turned: 0.7 };

/** The meaning that turns a wish round: stop without removing. */
const without = '=without';

/** A row of numbers that forgets in no time: only what was written since is emptied. */
class Tally {
  readonly values: Float64Array;
  readonly touched: number[] = [];

  constructor(size: number) {
    this.values = new Float64Array(size);
  }

  at(index: number): number {
    return this.values[index] ?? 0;
  }

  raise(index: number, value: number): void {
    const now = this.values[index] ?? 0;
    if (value <= now) return;
    if (now === 0) this.touched.push(index);
    this.values[index] = value;
  }

  add(index: number, value: number): void {
    const now = this.values[index] ?? 0;
    if (now === 0) this.touched.push(index);
    this.values[index] = now + value;
  }

  clear(): void {
    for (const index of this.touched) this.values[index] = 0;
    this.touched.length = 0;
  }
}

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
  readonly #holders = new Map<string, Set<number>>();
  readonly #cards: readonly Card[];
  readonly #homes = new Map<string, Set<number>>();
  readonly #near: Lexicon['near'];
  /** Lines that say `without`. */
  readonly #turned = new Set<number>();
  // Scratch: a search runs to its end before the next one begins.
  readonly #answered: Tally;
  readonly #slot: Tally;
  readonly #slotEntry: Tally;
  readonly #entry: Tally;
  readonly #best: Tally;

  constructor(cards: readonly Card[], reader: Reader, lexicon: Lexicon) {
    this.#near = lexicon.near;
    this.#cards = cards;
    // Flags and what they mean stand with many commands: each text is read once.
    const known = new Map<string, readonly Slot[]>();
    const read = (text: string): readonly Slot[] => {
      const slots = known.get(text) ?? tellingOf(reader.read(text, { guess: false }));
      known.set(text, slots);
      return slots;
    };
    const lines = cards.flatMap(({ lines }, owner) =>
      lines.map(({ text, strength }) => ({
        owner,
        strength,
        slots: read(text),
      })),
    );
    for (const { owner, slots } of lines)
      for (const { tokens } of slots)
        for (const token of tokens.keys()) {
          const held = this.#holders.get(token) ?? new Set();
          this.#holders.set(token, held.add(owner));
        }
    for (const [token, held] of this.#holders)
      this.#weights.set(token, Math.log(1 + cards.length / held.size) + 0.5);
    for (const { owner, strength, slots } of lines) this.#addLine(owner, strength, slots);
    cards.forEach(({ home }, owner) => {
      for (const { tokens } of reader.read(home, { guess: false }))
        for (const token of tokens.keys()) {
          const held = this.#homes.get(token) ?? new Set();
          this.#homes.set(token, held.add(owner));
        }
    });
    this.#answered = new Tally(lines.length);
    this.#slot = new Tally(lines.length);
    this.#slotEntry = new Tally(cards.length);
    this.#entry = new Tally(cards.length);
    this.#best = new Tally(cards.length);
  }

  #addLine(owner: number, strength: number, slots: readonly Slot[]): void {
    const line = this.#owner.push(owner) - 1;
    this.#strength.push(strength);
    const held = new Set<string>();
    let total = 0;
    for (const slot of slots) {
      const fresh = [...slot.tokens].filter(([token]) => !held.has(token));
      if (fresh.length === 0) continue;
      total += Math.max(...fresh.map(([token]) => this.#weightOf(token))) * kindWeights[slot.kind];
      for (const [token, share] of fresh) {
        held.add(token);
        if (token === without) this.#turned.add(line);
        const lines = this.#postings.get(token);
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

  /** Entries that are at home in something the question names: `컨테` → those of `container`. */
  atHome(slots: readonly Slot[]): ReadonlySet<number> {
    const found = new Set<number>();
    for (const { tokens } of slots)
      for (const token of tokens.keys()) for (const owner of this.#homes.get(token) ?? []) found.add(owner);
    return found;
  }

  /** Entries that answer the question, in no order. */
  search(slots: readonly Slot[]): readonly Hit[] {
    const asked = distinct(tellingOf(slots));
    let total = 0;
    for (const slot of asked) {
      let weight = 0;
      for (const [token, certainty] of slot.tokens)
        weight = Math.max(weight, this.#weightOf(token) * (slot.kind === 'unknown' ? 1 : certainty));
      weight *= kindWeights[slot.kind];
      total += weight;
      if (weight > 0) this.#answer(this.#withNear(slot), weight);
    }
    const turned = asked.some(({ tokens }) => tokens.has(without));
    const hits = total === 0 ? [] : this.#hits(total, this.#thingsOf(asked), turned);
    this.#answered.clear();
    this.#entry.clear();
    return hits;
  }

  /** Adds one word of the question to all lines that hold something it stands for, by the best of these. */
  #answer(tokens: ReadonlyMap<string, number>, weight: number): void {
    for (const [token, certainty] of tokens) {
      const postings = this.#postings.get(token);
      if (!postings) continue;
      for (let i = 0; i < postings.length; i += 2)
        this.#slot.raise(postings[i] ?? 0, certainty * (postings[i + 1] ?? 1));
    }
    for (const line of this.#slot.touched) {
      const value = weight * this.#slot.at(line);
      this.#answered.add(line, value);
      this.#slotEntry.raise(this.#owner[line] ?? 0, value * (this.#strength[line] ?? 0));
    }
    for (const owner of this.#slotEntry.touched) this.#entry.add(owner, this.#slotEntry.at(owner));
    this.#slot.clear();
    this.#slotEntry.clear();
  }

  #hits(total: number, things: readonly string[], turned: boolean): readonly Hit[] {
    const best = this.#best;
    for (const line of this.#answered.touched) {
      const answered = this.#answered.at(line);
      const whole = Math.min(1, answered / (this.#total[line] || 1));
      const share = (answered / total) * (1 - mix.whole + mix.whole * whole);
      const turn = this.#turned.has(line) === turned ? 1 : mix.turned;
      best.raise(this.#owner[line] ?? 0, share * turn * (this.#strength[line] ?? 0));
    }
    const hits = best.touched.map((position) => {
      const score = mix.line * best.at(position) + (1 - mix.line) * (this.#entry.at(position) / total);
      const common = 1 - mix.common + mix.common * (this.#cards[position]?.common ?? 0);
      return { position, score: score * common * this.#fit(position, things) };
    });
    best.clear();
    return hits;
  }

  /** The things that the question names for sure, and that entries are at home in. */
  #thingsOf(asked: readonly Slot[]): readonly string[] {
    return asked.flatMap(({ tokens }) => {
      const top = Math.max(...tokens.values());
      const sure = [...tokens].flatMap(([token, certainty]) => (certainty === top ? [token] : []));
      return top > 0.7 && sure.every((token) => this.#homes.has(token)) ? sure : [];
    });
  }

  /** How well an entry's home fits the things that the question names. */
  #fit(position: number, things: readonly string[]): number {
    if (things.length === 0) return 1;
    if (!this.#cards[position]?.home) return things.length === 1 ? mix.away : 1;
    let fit = things.some((thing) => this.#isHome(thing, position)) ? 1 : mix.away;
    for (const thing of things)
      if (!this.#holders.get(thing)?.has(position) && !this.#isHome(thing, position)) fit *= mix.strange;
    return fit;
  }

  /** Whether the entry is at home in the thing, or in one that it may as well mean. */
  #isHome(thing: string, position: number): boolean {
    if (this.#homes.get(thing)?.has(position)) return true;
    return Object.keys(this.#near[thing.slice(1)] ?? {}).some((near) =>
      this.#homes.get(`=${near}`)?.has(position),
    );
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
  return telling.length > 0 ? telling : slots.map((slot) => ({ ...slot, kind: 'weak' }));
}

/** Without words that say again what another one said: `watch … live`. */
function distinct(slots: readonly Slot[]): readonly Slot[] {
  const said = new Set<string>();
  return slots.filter(({ tokens }) => {
    const key = [...tokens.keys()].sort().join(' ');
    if (said.has(key)) return false;
    said.add(key);
    return true;
  });
}
