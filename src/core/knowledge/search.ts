import type { Choice } from '#core/choice.ts';
import type { Found, Shelf } from '#core/knowledge/shelf.ts';
import type { Both, Locale } from '#core/locale.ts';
import { Catalogue, type Line } from '#core/search/catalogue.ts';
import { Lexicon, type Wordlist } from '#core/search/lexicon.ts';
import { fold, Reader, type Slot } from '#core/search/reader.ts';

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
  /** The thing it belongs to, in words: `image`, `compose project`. */
  readonly home?: string;
  /** It only gathers other entries: where it is not named by itself, one of these is meant rather. */
  readonly gathers?: boolean;
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

/** What is left of the strengths of an entry that only gathers others. */
const gathering = 0.8;

/** Below this an entry is not worth showing. */
const worthShowing = 0.25;

/** Longest question that is read, in UTF-16 units; what follows tells no more. */
const longest = 200;

/**
 * What speaks for an entry while its name or task is being typed: one that begins so, each further one, the thing it
 * belongs to, and how often it is meant. Where anything may follow,
 * beginnings say less (`bare`).
 */
const chance = { opens: 0.3, again: 1.6, atHome: 0.1, common: 0.3, bare: 0.4 } as const;

/** So many beginnings speak for an entry as loudly as they can. */
const many = 16;

/** Shorter than this, what is typed may become anything: the list is filled up with what people mean most. */
const tooShort = 4;

const joined = (typed: string): string => fold(typed).replace(/[^\p{L}\p{N}]+/gu, '');

/** A name without blanks, and without `docker` in front. */
const compact = (typed: string): string => joined(typed).replace(/^(docker|도커)(?=.)/u, '');

/** What a question is about, where it only asks what something is: 볼륨이 뭐예요?, what is a volume? */
const subject = (typed: string): string =>
  fold(typed)
    .replace(/^\s*(?:what(?:'s| is| are|s)|explain|define)\s+(?:(?:an?|the)\s+)?/u, '')
    .replace(
      /\s*(?:(?:이란|란|[이가은는]?\s*(?:뭐|뭔|뭘|무엇|무슨)|[을를]?\s*설명|에\s*대해)[^a-z]*)?[?!.\s]*$/u,
      '',
    );

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
    (entry[field] ?? []).map((text) => ({
      text,
      strength: strengths[field] * (entry.gathers ? gathering : 1),
    })),
  );

function buildIndex(all: readonly Findable[], words: Wordlist): Index {
  const lexicon = new Lexicon(words);
  for (const { names } of all) for (const name of names) lexicon.learn(name);
  const reader = new Reader(lexicon);
  const cards = all.map((entry) => ({
    lines: linesOf(entry),
    common: commonOf(entry),
    home: entry.home ?? '',
  }));
  const names = new Map<string, number>();
  const byCommon = all
    .map((_, position) => position)
    .sort((a, b) => commonOf(all[b] as Findable) - commonOf(all[a] as Findable));
  // The very name first, then without `docker`; an id is never taken away by the alias of another entry.
  for (const shape of [joined, compact])
    for (const position of byCommon)
      for (const name of all[position]?.names ?? [])
        if (shape(name) !== '' && !names.has(shape(name))) names.set(shape(name), position);
  all.forEach(({ id }, position) => {
    names.set(compact(id), position);
  });
  const openings = all.flatMap(({ names, tasks }, position) =>
    [...names, ...tasks].flatMap((text) =>
      [...new Set([joined(text), compact(text)])].map((opening) => [opening, position] as const),
    ),
  );
  return { catalogue: new Catalogue(cards, reader, lexicon), reader, names, openings, byCommon };
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
  const read = (typed: string, open: boolean) => {
    const { catalogue, reader } = index();
    return reader.read(typed, { guess: true, open, holds: (token) => catalogue.holds(token) });
  };
  const scoresOf = (typed: string, slots: readonly Slot[]): Map<number, number> => {
    const { catalogue, names } = index();
    const scores = new Map<number, number>();
    for (const { position, score } of catalogue.search(slots)) scores.set(position, score * 0.98);
    // `--rm` is a flag and no name.
    const exact = typed.trimStart().startsWith('-')
      ? undefined
      : (names.get(joined(typed)) ?? names.get(compact(typed)) ?? names.get(joined(subject(typed))));
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

  /** Entries that have a flag which begins so. */
  const flagged = (typed: string): readonly number[] =>
    index().byCommon.filter((position) =>
      findables[position]?.flags?.some((flags) => flags.split(' ').some((flag) => flag.startsWith(typed))),
    );

  const complete = (typed: string): readonly number[] => {
    const key = compact(typed);
    if (/^\s*-/.test(typed)) return flagged(typed.trim());
    if (key === '') return findables.map((_, position) => position);
    const { catalogue, openings, byCommon } = index();
    const slots = read(typed, true);
    // Behind `docker` alone, or the beginning of a question, anything may follow.
    const bare =
      /^(do|doc|dock|docke|docker|도|도커)$/.test(key) || slots.every(({ kind }) => kind === 'idle');
    const scores = bare ? new Map(byCommon.map((position) => [position, 0.3])) : scoresOf(typed, slots);
    const add = (position: number, score: number) =>
      scores.set(position, (scores.get(position) ?? 0) + score);
    const opened = new Map<number, number>();
    for (const [opening, position] of openings)
      if (opening.startsWith(key)) opened.set(position, (opened.get(position) ?? 0) + 1);
    const share = bare ? chance.bare : 1;
    for (const [position, times] of opened)
      add(position, share * (chance.opens + chance.again * Math.min(1, times / many)));
    if (key.length >= tooShort) return inOrder(scores);
    if (!bare) for (const position of catalogue.atHome(slots)) add(position, chance.atHome);
    for (const position of scores.keys())
      add(position, chance.common * commonOf(findables[position] as Findable));
    return [...new Set([...inOrder(scores), ...byCommon])];
  };

  return {
    all: entries,
    get: (id) => entries[positions.get(id) ?? -1],
    find: (typed, limit): readonly Found<E>[] => {
      const question = typed.slice(0, longest);
      const scores = scoresOf(question, read(question, false));
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
