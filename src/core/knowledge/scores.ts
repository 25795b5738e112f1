import {
  buildIndex,
  compact,
  type Findable,
  type Index,
  joined,
  readQuestion,
} from '#core/knowledge/findable.ts';
import { Names } from '#core/knowledge/slip.ts';
import { understood } from '#core/knowledge/trust.ts';
import { once } from '#core/once.ts';
import type { Wordlist } from '#core/search/lexicon.ts';
import { type Learnt, Ranking } from '#core/search/ranking.ts';
import { fold, type Slot } from '#core/search/reader.ts';
import { traitsOf } from '#core/search/traits.ts';

/** An entry that a text names beyond doubt (`sure` 1), or seems to name. */
export interface Named {
  readonly id: string;
  readonly sure: number;
}

/** How a shelf reads what is typed. */
export interface Search {
  readonly words: Wordlist;
  /** What was learnt from questions about the entries; an entry that it does not know is found by its words alone. */
  readonly learnt?: Learnt;
  /** Reads a name in a way of its own: a pasted command line. */
  readonly named?: (typed: string) => Named | undefined;
}

/**
 * How a score is mixed of how well an entry's words answer (`catalogue.ts`) and of how likely it is what such questions ask
 * for (`ranking.ts`), whose square root is taken so that the second and third count as well. Half and half was as good as
 * any mixture on questions that were not learnt.
 */
const mixed = (answer: number, chance: number): number => (answer + Math.sqrt(chance)) / 2;

/** Chances below this would not lift an entry over what is worth showing by themselves. */
const worthMixing = 0.001;

/** What a question is about, where it only asks what something is: 볼륨이 뭐예요?, what is a volume? */
const subject = (typed: string): string =>
  fold(typed)
    .replace(/^\s*(?:what(?:'s| is| are|s)|explain|define)\s+(?:(?:an?|the)\s+)?/u, '')
    .replace(
      /\s*(?:(?:이란|란|[이가은는]?\s*(?:뭐|뭔|뭘|무엇|무슨)|[을를]?\s*설명|에\s*대해)[^a-z]*)?[?!.\s]*$/u,
      '',
    );

/** How well entries answer what is typed, by their positions. */
export class Scores {
  readonly #findables: readonly Findable[];
  readonly #positions: ReadonlyMap<string, number>;
  readonly #search: Search;
  readonly #names: () => Names;
  readonly #ranking: () => Ranking | undefined;
  /** What the entries can be found by; to make it takes half a second. */
  readonly index: () => Index;

  /** `positions` are those of the entries by their ids. */
  constructor(findables: readonly Findable[], positions: ReadonlyMap<string, number>, search: Search) {
    this.#findables = findables;
    this.#positions = positions;
    this.#search = search;
    this.index = once(() => buildIndex(findables, search.words));
    this.#names = once(() => new Names(this.index().names));
    this.#ranking = once(() => search.learnt && new Ranking(search.learnt));
  }

  /** A question taken apart; the last word of an `open` one may go on. */
  read(typed: string, open: boolean): readonly Slot[] {
    return readQuestion(this.index(), typed, open);
  }

  /** The scores of all entries that answer at all: 1 for an exact name, more where it is named beyond doubt. */
  of(typed: string, slots: readonly Slot[]): Map<number, number> {
    const scores = new Map<number, number>();
    for (const { position, score } of this.index().catalogue.search(slots))
      scores.set(position, score * 0.98);
    const chances = this.#chances(typed, slots);
    if (chances)
      for (const position of new Set([...scores.keys(), ...chances.keys()]))
        scores.set(position, mixed(scores.get(position) ?? 0, chances.get(position) ?? 0));
    this.#lift(scores, typed, slots);
    return scores;
  }

  /** What is left of an entry's score, since the question may be about something else: 김치찌개 끓이는 법. */
  trust(typed: string, slots: readonly Slot[]): (position: number) => number {
    const known = this.#ranking();
    if (!known || this.#search.named?.(typed)) return () => 1;
    const words = understood(slots);
    const familiar = words * known.familiar(traitsOf(typed, slots));
    // Nothing was learnt about what a team added.
    return (position) => (known.entries.includes(this.#findables[position]?.id ?? '') ? familiar : words);
  }

  /** How likely entries are what such questions ask for; nothing where nothing was learnt. */
  #chances(typed: string, slots: readonly Slot[]): Map<number, number> | undefined {
    const ranking = this.#ranking();
    const chances = ranking?.of(traitsOf(typed, slots));
    if (!ranking || !chances) return undefined;
    const all = ranking.entries.flatMap((id, number) => {
      const position = this.#positions.get(id);
      const chance = chances[number] ?? 0;
      return position === undefined || chance < worthMixing ? [] : [[position, chance] as const];
    });
    return new Map(all);
  }

  /** Lifts the entry whose name it is, with a slip or none, or that is read in a way of its own. */
  #lift(scores: Map<number, number>, typed: string, slots: readonly Slot[]): void {
    const { names } = this.index();
    // `--rm` is a flag and no name.
    const exact = typed.trimStart().startsWith('-')
      ? undefined
      : (names.get(joined(typed)) ?? names.get(compact(typed)) ?? names.get(joined(subject(typed))));
    if (exact !== undefined) scores.set(exact, 1);
    // What commands are called is learnt, slips and all; and known words are no slips of others.
    const plain = this.#search.learnt !== undefined || (slots.length > 0 && understood(slots) === 1);
    const slip = exact === undefined && !plain ? this.#names().nearest(joined(subject(typed))) : undefined;
    if (slip) scores.set(slip.position, Math.max(slip.score, scores.get(slip.position) ?? 0));
    const said = this.#search.named?.(typed);
    const position = said && this.#positions.get(said.id);
    if (said && position !== undefined)
      scores.set(position, said.sure === 1 ? 1.1 : Math.min(0.99, (scores.get(position) ?? 0) + said.sure));
  }
}
