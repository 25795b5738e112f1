import { commonOf, compact, type Findable, type Index, readQuestion } from '#core/knowledge/findable.ts';
import type { Slot } from '#core/search/reader.ts';

/** How questions that were learnt begin: their first letters → the entries that answer them, each as often as met. */
export type Beginnings = ReadonlyMap<string, readonly number[]>;

/** What completion draws on. Entries are told by their position. */
export interface Sources {
  readonly findables: readonly Findable[];
  readonly index: Index;
  readonly beginnings: Beginnings;
  /** How well entries answer what is typed so far. */
  readonly scoresOf: (typed: string, slots: readonly Slot[]) => ReadonlyMap<number, number>;
  /** Best first, without what is not worth showing. */
  readonly inOrder: (scores: ReadonlyMap<number, number>) => number[];
}

/** So many letters of a question are remembered; from here on what is typed says enough to be answered like a question. */
export const beginningLetters = 4;

/**
 * What speaks for an entry while few letters are typed: the share of questions and tasks that begin so and mean it, how
 * well it answers the letters as they stand, how often it is meant, whether its own name (`inspect`) begins so. The share counts by its square root, for there is room
 * for many. Chosen on questions that were not learnt.
 */
const early = { answers: 0.3, common: 0.1, named: 0.2 } as const;

/** A task is written by us, a question by somebody who asks. */
const taskShare = 0.5;

/** What speaks for an entry later on: a name or task that begins so, and each further one, up to so many. */
const later = { opens: 0.3, again: 1.6, many: 16 } as const;

/** Entries that what is typed may become, best first. */
export function complete(typed: string, sources: Sources): readonly number[] {
  const { findables, index } = sources;
  if (/^\s*-/.test(typed)) return flagged(typed.trim(), sources);
  const key = compact(typed);
  if (key === '') return findables.map((_, position) => position);
  const slots = readQuestion(index, typed, true);
  return key.length < beginningLetters ? soon(typed, key, slots, sources) : goOn(typed, key, slots, sources);
}

/** Entries that have a flag which begins so. */
const flagged = (typed: string, { index, findables }: Sources): readonly number[] =>
  index.byCommon.filter((position) =>
    findables[position]?.flags?.some((flags) => flags.split(' ').some((flag) => flag.startsWith(typed))),
  );

/** Few letters may become anything: all entries, what such beginnings mean most first. */
function soon(typed: string, key: string, slots: readonly Slot[], sources: Sources): readonly number[] {
  const { findables, index, beginnings, scoresOf } = sources;
  const begun = new Map<number, number>();
  const count = (position: number, share: number) => begun.set(position, (begun.get(position) ?? 0) + share);
  for (const [opening, position] of index.openings) if (opening.startsWith(key)) count(position, taskShare);
  for (const [beginning, positions] of beginnings)
    if (beginning.startsWith(key)) for (const position of positions) count(position, 1);
  const most = Math.max(1, ...begun.values());
  // How a question begins (`how`, `어떻게`) answers nothing by itself.
  const telling = slots.some(({ kind }) => kind !== 'idle');
  const scores = telling ? scoresOf(typed, slots) : new Map<number, number>();
  const chance = (position: number): number =>
    Math.sqrt((begun.get(position) ?? 0) / most) +
    early.answers * (scores.get(position) ?? 0) +
    early.common * commonOf(findables[position] as Findable) +
    (nameOf(findables[position] as Findable).startsWith(key) ? early.named : 0);
  return index.byCommon
    .map((position) => [position, chance(position)] as const)
    .sort(([, a], [, b]) => b - a)
    .map(([position]) => position);
}

/** The last word of an id: what the entry does, behind what it does it to. */
const nameOf = ({ id }: Findable): string => id.slice(id.lastIndexOf(' ') + 1);

/** What answers the letters so far, and what begins with them. */
function goOn(typed: string, key: string, slots: readonly Slot[], sources: Sources): readonly number[] {
  const { index, scoresOf, inOrder } = sources;
  const scores = new Map(scoresOf(typed, slots));
  const opened = new Map<number, number>();
  for (const [opening, position] of index.openings)
    if (opening.startsWith(key)) opened.set(position, (opened.get(position) ?? 0) + 1);
  for (const [position, times] of opened)
    scores.set(
      position,
      (scores.get(position) ?? 0) + later.opens + later.again * Math.min(1, times / later.many),
    );
  return inOrder(scores);
}
