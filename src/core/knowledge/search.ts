import type { Choice } from '#core/choice.ts';
import { type Begun, complete as completed } from '#core/knowledge/completion.ts';
import {
  buildIndex,
  commonOf,
  compact,
  type Findable,
  type Index,
  joined,
  readQuestion,
} from '#core/knowledge/findable.ts';
import type { Found, Shelf } from '#core/knowledge/shelf.ts';
import { Names } from '#core/knowledge/slip.ts';
import { understood } from '#core/knowledge/trust.ts';
import type { Locale } from '#core/locale.ts';
import {
  type Begun as Begin,
  Beginnings,
  type KeptBeginnings,
  readBeginnings,
} from '#core/search/beginnings.ts';
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

/** Chances below this would not lift an entry over {@link worthShowing} by themselves. */
const worthMixing = 0.001;

/** Below this an entry is not worth showing. */
const worthShowing = 0.2;

/** Longest question that is read, in UTF-16 units; what follows tells no more. */
const longest = 200;

/** What a question is about, where it only asks what something is: 볼륨이 뭐예요?, what is a volume? */
const subject = (typed: string): string =>
  fold(typed)
    .replace(/^\s*(?:what(?:'s| is| are|s)|explain|define)\s+(?:(?:an?|the)\s+)?/u, '')
    .replace(
      /\s*(?:(?:이란|란|[이가은는]?\s*(?:뭐|뭔|뭘|무엇|무슨)|[을를]?\s*설명|에\s*대해)[^a-z]*)?[?!.\s]*$/u,
      '',
    );

/** A shelf over `entries`, in their order; `describe` says what each can be found by. */
export function createShelf<E>(
  entries: readonly E[],
  describe: (entry: E) => Findable,
  { words, learnt, named }: Search,
): Shelf<E> {
  const findables = entries.map(describe);
  const positions = new Map(findables.map(({ id }, position) => [id, position]));
  let built: Index | undefined;
  const index = (): Index => {
    built ??= buildIndex(findables, words);
    return built;
  };
  let spelt: Names | undefined;
  const slips = (): Names => {
    spelt ??= new Names(index().names);
    return spelt;
  };
  const read = (typed: string, open: boolean) => readQuestion(index(), typed, open);
  let learntRanking: Ranking | undefined;
  const ranking = (): Ranking | undefined => {
    learntRanking ??= learnt && new Ranking(learnt);
    return learntRanking;
  };
  const chancesOf = (typed: string, slots: readonly Slot[]): Map<number, number> | undefined => {
    const chances = ranking()?.of(traitsOf(typed, slots));
    return (
      chances &&
      new Map(
        ranking()?.entries.flatMap((id, number) => {
          const position = positions.get(id);
          const chance = chances[number] ?? 0;
          return position === undefined || chance < worthMixing ? [] : [[position, chance] as const];
        }),
      )
    );
  };
  const scoresOf = (typed: string, slots: readonly Slot[]): Map<number, number> => {
    const { catalogue, names } = index();
    const scores = new Map<number, number>();
    for (const { position, score } of catalogue.search(slots)) scores.set(position, score * 0.98);
    const chances = chancesOf(typed, slots);
    if (chances)
      for (const position of new Set([...scores.keys(), ...chances.keys()]))
        scores.set(position, mixed(scores.get(position) ?? 0, chances.get(position) ?? 0));
    // `--rm` is a flag and no name.
    const exact = typed.trimStart().startsWith('-')
      ? undefined
      : (names.get(joined(typed)) ?? names.get(compact(typed)) ?? names.get(joined(subject(typed))));
    if (exact !== undefined) scores.set(exact, 1);
    // What commands are called is learnt, slips and all; and known words are no slips of others.
    const plain = learnt !== undefined || (slots.length > 0 && understood(slots) === 1);
    const slip = exact === undefined && !plain ? slips().nearest(joined(subject(typed))) : undefined;
    if (slip) scores.set(slip.position, Math.max(slip.score, scores.get(slip.position) ?? 0));
    const said = named?.(typed);
    const position = said && positions.get(said.id);
    if (said && position !== undefined)
      scores.set(position, said.sure === 1 ? 1.1 : Math.min(0.99, (scores.get(position) ?? 0) + said.sure));
    return scores;
  };
  /** What is left of an entry's score, since the question may be about something else: 김치찌개 끓이는 법. */
  const trustIn = (typed: string, slots: readonly Slot[]): ((position: number) => number) => {
    const known = ranking();
    if (!known || named?.(typed)) return () => 1;
    const words = understood(slots);
    const familiar = words * known.familiar(traitsOf(typed, slots));
    // Nothing was learnt about what a team added.
    return (position) => (known.entries.includes(findables[position]?.id ?? '') ? familiar : words);
  };
  const inOrder = (scores: ReadonlyMap<number, number>): number[] =>
    [...scores]
      .filter(([, score]) => score >= worthShowing)
      .sort(([a, x], [b, y]) => y - x || a - b)
      .map(([position]) => position);

  let known: Begun | undefined;
  const begun = (): Begun => {
    known ??= begunBy(findables, index(), learnt, positions);
    return known;
  };
  const complete = (typed: string): readonly number[] =>
    completed(typed, { findables, index: index(), begun, scoresOf, inOrder });

  return {
    all: entries,
    get: (id) => entries[positions.get(id) ?? -1],
    find: (typed, limit): readonly Found<E>[] => {
      const question = typed.slice(0, longest);
      const slots = read(question, false);
      const scores = scoresOf(question, slots);
      const trust = trustIn(question, slots);
      return inOrder(scores)
        .slice(0, limit)
        .map((position) => {
          const score = scores.get(position) ?? 0;
          return { entry: entries[position] as E, score: score >= 1 ? 1 : score * trust(position) };
        });
    },
    suggest: (typed, limit, locale): readonly Choice[] =>
      complete(typed.slice(0, longest))
        .slice(0, limit)
        .map((position) => choiceOf(findables[position] as Findable, locale)),
  };
}

const choiceOf = ({ id, label }: Findable, locale: Locale): Choice => ({ value: id, label: label[locale] });

/** How often an entry counts as met that is always meant (`common` 1), beside the questions that were learnt. */
const commonTimes = 10;

/** What begins how: what was learnt, by the positions entries have here, and the entries' own names and tasks. */
function begunBy(
  findables: readonly Findable[],
  { openings }: Index,
  learnt: Learnt | undefined,
  positions: ReadonlyMap<string, number>,
): Begun {
  const placed = (kept: KeptBeginnings = {}): Begin[] =>
    [...readBeginnings(kept)].flatMap(([text, number, times]) => {
      const position = positions.get(learnt?.entries[number] ?? '');
      return position === undefined ? [] : [[text, position, times] as const];
    });
  const asked = placed(learnt?.beginnings);
  const met = findables.map((findable) => commonTimes * commonOf(findable));
  for (const [, position, times] of asked) met[position] = (met[position] ?? 0) + times;
  const all = met.reduce((sum, times) => sum + times, 0);
  return {
    lines: new Beginnings([...asked, ...openings.map(([text, position]) => [text, position, 1] as const)]),
    words: new Beginnings(placed(learnt?.words)),
    prior: met.map((times) => times / all),
    learnt: learnt !== undefined,
  };
}
