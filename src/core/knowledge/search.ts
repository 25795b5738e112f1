import type { Choice } from '#core/choice.ts';
import type { Found, Shelf } from '#core/knowledge/shelf.ts';
import type { Both, Locale } from '#core/locale.ts';
import { Catalogue, type Line } from '#core/search/catalogue.ts';
import { Lexicon, type Wordlist } from '#core/search/lexicon.ts';
import { fold, Reader } from '#core/search/reader.ts';

/** What an entry can be found by, strongest first. */
export interface Findable {
  readonly id: string;
  /** What a list of choices shows. */
  readonly label: Both;
  /** Names and aliases: the entry itself. */
  readonly names: readonly string[];
  /** Things people want when they need it. */
  readonly tasks: readonly string[];
  /** Words about it. */
  readonly about: readonly string[];
  /** Flags it takes, as they are typed: `--rm`, `--publish -p`. */
  readonly flags?: readonly string[];
  /** How often people mean it, 0 … 1, where several fit; 0.5 without. */
  readonly common?: number;
}

/** An entry that a text names beyond doubt (`sure` 1), or seems to name. */
export interface Named {
  readonly id: string;
  readonly sure: number;
}

/** How a shelf reads what is typed. */
export interface Search {
  readonly words: Wordlist;
  /** Reads a name in a way of its own: a pasted command line. */
  readonly named?: (typed: string) => Named | undefined;
}

const strengths = { names: 1, tasks: 1, about: 0.7, flags: 0.85 } as const;

/** Below this an entry is not worth showing. */
const worthShowing = 0.25;

/** Longest question that is read, in UTF-16 units; what follows tells no more. */
const longest = 200;

/** Shorter than this, what is typed may become anything: the list is filled up with what people mean most. */
const tooShort = 4;

const compact = (typed: string): string =>
  fold(typed)
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/^(docker|도커)(?=.)/u, '');

/** Everything that is made of the entries, at the first question. */
interface Index {
  readonly catalogue: Catalogue;
  readonly reader: Reader;
  /** Names and tasks without blanks, each with the entry they belong to. */
  readonly names: ReadonlyMap<string, number>;
  readonly openings: readonly (readonly [string, number])[];
  /** Entries, the most common first. */
  readonly byCommon: readonly number[];
}

const commonOf = ({ common = 0.5 }: Findable): number => common;

const linesOf = (entry: Findable): Line[] =>
  (['names', 'tasks', 'about', 'flags'] as const).flatMap((field) =>
    (entry[field] ?? []).map((text) => ({ text, strength: strengths[field] })),
  );

function buildIndex(all: readonly Findable[], words: Wordlist): Index {
  const lexicon = new Lexicon(words);
  for (const { names } of all) for (const name of names) lexicon.learn(name);
  const reader = new Reader(lexicon);
  const records = all.map((entry) => ({ lines: linesOf(entry), common: commonOf(entry) }));
  const names = new Map<string, number>();
  const byCommon = all
    .map((_, position) => position)
    .sort((a, b) => commonOf(all[b] as Findable) - commonOf(all[a] as Findable));
  for (const position of byCommon) {
    const { id, names: called } = all[position] as Findable;
    for (const name of [id, ...called].map(compact)) if (!names.has(name)) names.set(name, position);
  }
  // An id is never taken away by the alias of another entry.
  all.forEach(({ id }, position) => {
    names.set(compact(id), position);
  });
  const openings = all.flatMap(({ names, tasks }, position) =>
    [...names, ...tasks].map((text) => [compact(text), position] as const),
  );
  return { catalogue: new Catalogue(records, reader, lexicon), reader, names, openings, byCommon };
}

/** A shelf over `entries`, in their order; `describe` says what each can be found by. */
export function createShelf<E>(
  entries: readonly E[],
  describe: (entry: E) => Findable,
  { words, named }: Search,
): Shelf<E> {
  const findables = entries.map(describe);
  const positions = new Map(findables.map(({ id }, position) => [id, position]));
  let built: Index | undefined;
  const index = (): Index => {
    built ??= buildIndex(findables, words);
    return built;
  };
  const scoresOf = (typed: string, open: boolean): Map<number, number> => {
    const { catalogue, reader, names } = index();
    const slots = reader.read(typed, { guess: true, open, holds: (token) => catalogue.holds(token) });
    const scores = new Map<number, number>();
    for (const { position, score } of catalogue.search(slots)) scores.set(position, score * 0.98);
    // `--rm` is a flag and no name.
    const exact = typed.trimStart().startsWith('-') ? undefined : names.get(compact(typed));
    if (exact !== undefined) scores.set(exact, 1);
    const said = named?.(typed);
    const position = said && positions.get(said.id);
    if (said && position !== undefined)
      scores.set(position, said.sure === 1 ? 1.1 : Math.min(0.99, (scores.get(position) ?? 0) + said.sure));
    return scores;
  };
  const inOrder = (scores: ReadonlyMap<number, number>): number[] =>
    [...scores]
      .filter(([, score]) => score >= worthShowing)
      .sort(([a, x], [b, y]) => y - x || a - b)
      .map(([position]) => position);

  const complete = (typed: string): readonly number[] => {
    const key = compact(typed);
    if (key === '') return findables.map((_, position) => position);
    const { openings, byCommon } = index();
    if (('docker'.startsWith(key) && key.length > 1) || '도커'.startsWith(key)) return byCommon;
    const scores = scoresOf(typed, true);
    for (const [opening, position] of openings)
      if (opening.startsWith(key))
        scores.set(
          position,
          Math.max(scores.get(position) ?? 0, 0.6 + 0.3 * commonOf(findables[position] as Findable)),
        );
    const found = inOrder(scores);
    return key.length < tooShort ? [...new Set([...found, ...byCommon])] : found;
  };

  return {
    all: entries,
    get: (id) => entries[positions.get(id) ?? -1],
    find: (typed, limit): readonly Found<E>[] => {
      const scores = scoresOf(typed.slice(0, longest), false);
      return inOrder(scores)
        .slice(0, limit)
        .map((position) => ({
          entry: entries[position] as E,
          score: Math.min(1, scores.get(position) ?? 0),
        }));
    },
    suggest: (typed, limit, locale): readonly Choice[] =>
      complete(typed.slice(0, longest))
        .slice(0, limit)
        .map((position) => choiceOf(findables[position] as Findable, locale)),
  };
}

const choiceOf = ({ id, label }: Findable, locale: Locale): Choice => ({ value: id, label: label[locale] });
