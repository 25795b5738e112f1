import { commonOf, compact, type Findable, type Index, readQuestion } from '#core/knowledge/findable.ts';
import type { Beginnings, Counted } from '#core/search/beginnings.ts';
import type { Slot } from '#core/search/reader.ts';

/** How often entries were meant, by how it begins that meant them. */
export interface Begun {
  /** Questions, tasks and names. */
  readonly lines: Beginnings;
  /** Words further on in questions and tasks. */
  readonly words: Beginnings;
  /** By entry: how likely it is meant before anything is typed; all together 1. */
  readonly prior: readonly number[];
  /** Whether questions were learnt; without them, only what begins or answers so is likely. */
  readonly learnt: boolean;
}

/** What completion draws on. Entries are told by their position. */
export interface Sources {
  readonly findables: readonly Findable[];
  readonly index: Index;
  readonly begun: () => Begun;
  /** How well entries answer what is typed so far. */
  readonly scoresOf: (typed: string, slots: readonly Slot[]) => ReadonlyMap<number, number>;
  /** Best first, without what is not worth showing. */
  readonly inOrder: (scores: ReadonlyMap<number, number>) => number[];
}

/** So many letters of a question are remembered; from then on what is typed says enough to be answered like a question. */
export const beginningLetters = 4;

/**
 * How much is believed of what was counted: lines that begin so are believed as if `lines` more had been met that meant what
 * words that begin so mean; these as if `words` more had been met that meant what the letters as they stand mean; and these
 * (`answers`) rather than what is meant before anything is typed. `named` lifts an entry whose own name (`inspect`) begins
 * so. `common` is added to how commonly an entry is meant (0 … 1), since those who write questions ask for seldom-used ones
 * more often than those who only use them. Chosen on questions that were set aside while the others were learnt.
 */
const early = { lines: 20, words: 10, answers: 0.6, named: 0.05, common: 0.5 } as const;

/**
 * What speaks for an entry later on, beside how well it answers: a name or task that begins so, and each further one, up to
 * so many; and, `begun`, how likely it is after the first letters, by its square root.
 */
const later = { opens: 0.3, again: 1.6, many: 16, begun: 1 } as const;

/** Entries that what is typed may become, best first. */
export function complete(typed: string, sources: Sources): readonly number[] {
  const { index } = sources;
  if (/^\s*-/.test(typed)) return flagged(typed.trim(), sources);
  const key = compact(typed);
  if (key === '') return index.byCommon;
  const slots = readQuestion(index, typed, true);
  const scores = sources.scoresOf(typed, slots);
  return key.length <= beginningLetters
    ? soon(key, slots, scores, sources)
    : goOn(key, slots, scores, sources);
}

/** Entries that have a flag which begins so. */
const flagged = (typed: string, { index, findables }: Sources): readonly number[] =>
  index.byCommon.filter((position) =>
    findables[position]?.flags?.some((flags) => flags.split(' ').some((flag) => flag.startsWith(typed))),
  );

/** Few letters may become anything: all entries, what such beginnings mean most first. */
function soon(
  key: string,
  slots: readonly Slot[],
  scores: ReadonlyMap<number, number>,
  { findables, index, begun }: Sources,
): readonly number[] {
  // How a question begins (`how`, `어떻게`) answers nothing by itself.
  const telling = slots.some(({ kind }) => kind !== 'idle');
  const { prior } = begun();
  const chances = chancesOf(key, telling ? blended(prior, scores) : prior, begun());
  const exact = index.names.get(key);
  const chance = (position: number): number => {
    const findable = findables[position] as Findable;
    const named = nameOf(findable).startsWith(key) ? early.named : 0;
    return (
      ((chances[position] ?? 0) + named) * (early.common + commonOf(findable)) + (position === exact ? 1 : 0)
    );
  };
  return index.byCommon
    .map((position) => [position, chance(position)] as const)
    .sort(([, a], [, b]) => b - a)
    .map(([position]) => position);
}

/** How likely entries are after these letters, by what was counted and by what they seem to answer. */
function chancesOf(key: string, answers: readonly number[], { lines, words }: Begun): readonly number[] {
  const further = believed(words.count(key, answers.length), answers, early.words);
  return believed(lines.count(key, answers.length), further, early.lines);
}

/** Chances of entries from what was met and, as if met `weight` times more, from what was held likely before. */
const believed = ({ times, total }: Counted, before: readonly number[], weight: number): readonly number[] =>
  before.map((chance, position) => ((times[position] ?? 0) + weight * chance) / (total + weight));

/** Chances from scores (their squares, since a score is more like the root of a chance) and from what is likely anyway. */
function blended(prior: readonly number[], scores: ReadonlyMap<number, number>): readonly number[] {
  let total = 0;
  for (const score of scores.values()) total += score * score;
  if (total === 0) return prior;
  return prior.map(
    (chance, position) =>
      (1 - early.answers) * chance + (early.answers * (scores.get(position) ?? 0) ** 2) / total,
  );
}

/** The last word of an id: what the entry does, behind what it does it to. */
const nameOf = ({ id }: Findable): string => id.slice(id.lastIndexOf(' ') + 1);

/** What answers the letters so far and what begins with them; behind these, what such beginnings often mean. */
function goOn(
  key: string,
  slots: readonly Slot[],
  answers: ReadonlyMap<number, number>,
  sources: Sources,
): readonly number[] {
  const { index, begun, inOrder } = sources;
  const scores = new Map(answers);
  const opened = new Map<number, number>();
  for (const [opening, position] of index.openings)
    if (opening.startsWith(key)) opened.set(position, (opened.get(position) ?? 0) + 1);
  for (const [position, times] of opened)
    scores.set(
      position,
      (scores.get(position) ?? 0) + later.opens + later.again * Math.min(1, times / later.many),
    );
  const start = [...key].slice(0, beginningLetters).join('');
  const chances = chancesOf(
    start,
    begun().prior.map(() => 0),
    begun(),
  );
  chances.forEach((chance, position) => {
    if (chance > 0) scores.set(position, (scores.get(position) ?? 0) + later.begun * Math.sqrt(chance));
  });
  const found = inOrder(scores);
  const { learnt } = begun();
  // Of what nobody knows nothing is likely.
  if (!learnt || (scores.size === 0 && slots.every(({ kind }) => kind === 'unknown'))) return found;
  return [...new Set([...found, ...soon(start, slots, answers, sources)])];
}
