import type { Choice } from '#core/choice.ts';
import { type Begun, complete } from '#core/knowledge/completion.ts';
import { commonOf, type Findable, type Index } from '#core/knowledge/findable.ts';
import { Scores, type Search } from '#core/knowledge/scores.ts';
import type { Found, Shelf } from '#core/knowledge/shelf.ts';
import type { Locale } from '#core/locale.ts';
import { once } from '#core/once.ts';
import {
  type Begun as Begin,
  Beginnings,
  type KeptBeginnings,
  readBeginnings,
} from '#core/search/beginnings.ts';
import type { Learnt } from '#core/search/ranking.ts';
import type { Slot } from '#core/search/reader.ts';

/** Below this an entry is not worth showing. */
const worthShowing = 0.2;

/** Longest question that is read, in UTF-16 units; what follows tells no more. */
const longest = 200;

const inOrder = (scores: ReadonlyMap<number, number>): number[] =>
  [...scores]
    .filter(([, score]) => score >= worthShowing)
    .sort(([a, x], [b, y]) => y - x || a - b)
    .map(([position]) => position);

/** A shelf over `entries`, in their order; `describe` says what each can be found by. */
export function createShelf<E>(
  entries: readonly E[],
  describe: (entry: E) => Findable,
  search: Search,
): Shelf<E> {
  const findables = entries.map(describe);
  const positions = new Map(findables.map(({ id }, position) => [id, position]));
  const scores = new Scores(findables, positions, search);
  const begun = once(() => begunBy(findables, scores.index(), search.learnt, positions));
  const scoresOf = (typed: string, slots: readonly Slot[]) => scores.of(typed, slots);
  return {
    all: entries,
    get: (id) => entries[positions.get(id) ?? -1],
    find: (typed, limit): readonly Found<E>[] => {
      const question = typed.slice(0, longest);
      const slots = scores.read(question, false);
      const found = scores.of(question, slots);
      const trust = scores.trust(question, slots);
      return inOrder(found)
        .slice(0, limit)
        .map((position) => {
          const score = found.get(position) ?? 0;
          return { entry: entries[position] as E, score: score >= 1 ? 1 : score * trust(position) };
        });
    },
    suggest: (typed, limit, locale): readonly Choice[] =>
      complete(typed.slice(0, longest), { findables, index: scores.index(), begun, scoresOf, inOrder })
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
