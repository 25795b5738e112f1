import type { Both } from '#core/locale.ts';
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

const strengths = { names: 1, tasks: 1, about: 0.7, flags: 0.85 } as const;

/** What is left of the strengths of an entry that only gathers others. */
const gathering = 0.8;

/** A name in lower case, without blanks and signs. */
export const joined = (typed: string): string => fold(typed).replace(/[^\p{L}\p{N}]+/gu, '');

/** A name without blanks, and without `docker` in front. */
export const compact = (typed: string): string => joined(typed).replace(/^(docker|도커)(?=.)/u, '');

/** Everything that is made of the entries, at the first question. */
export interface Index {
  readonly catalogue: Catalogue;
  readonly reader: Reader;
  /** Names and tasks without blanks, each with the entry they belong to. */
  readonly names: ReadonlyMap<string, number>;
  readonly openings: readonly (readonly [string, number])[];
  /** Entries, the most common first. */
  readonly byCommon: readonly number[];
}

/** How often an entry is meant, 0 … 1; a half where that is not said. */
export const commonOf = ({ common = 0.5 }: Findable): number => common;

const linesOf = (entry: Findable): Line[] =>
  (['names', 'tasks', 'about', 'flags'] as const).flatMap((field) =>
    (entry[field] ?? []).map((text) => ({
      text,
      strength: strengths[field] * (entry.gathers ? gathering : 1),
    })),
  );

/** Reads what `all` can be found by. */
export function buildIndex(all: readonly Findable[], words: Wordlist): Index {
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

/** A question as the shelf reads it; `open`: its last word may be half typed. */
export const readQuestion = ({ catalogue, reader }: Index, typed: string, open = false): readonly Slot[] =>
  reader.read(typed, { guess: true, open, holds: (token) => catalogue.holds(token) });
