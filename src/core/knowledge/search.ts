import { disassemble } from 'es-hangul';
import type { Choice } from '#core/choice.ts';
import type { Found, Shelf } from '#core/knowledge/shelf.ts';
import type { Both, Locale } from '#core/locale.ts';

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
}

/** A word that entries hold, spelt out in jamo so that a slip inside a syllable is one slip. */
interface Term {
  readonly jamo: string;
  /** How telling it is: rare words more than common ones (inverse document frequency). */
  readonly weight: number;
  /** Entries that hold it, with the strength of the field: 1 names, 0.7 tasks, 0.35 about. */
  readonly holders: Map<number, number>;
}

const strengths = { names: 1, tasks: 0.7, about: 0.35 } as const;

/** Below this an entry is not worth showing. */
const worthShowing = 0.3;

const fold = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const compact = (typed: string): string => fold(typed).replace(/ /g, '');

// Endings that Korean hangs on a noun or a verb's stem; longest first. What is left must still be a word.
const endings =
  /(으로부터|에서는|이라는|하려면|하기|하는|해서|하고|한다|해요|할래|할까|하자|되는|에서|에게|으로|이랑|까지|부터|처럼|보다|마다|라는|이란|란|은|는|이|가|을|를|의|에|와|과|로|도|만|랑)$/u;

const stem = (word: string): string => {
  const cut = word.replace(endings, '');
  return cut.length >= 2 || (cut.length === 1 && word.length > 2) ? cut : word;
};

const words = (typed: string): string[] => fold(typed).split(' ').filter(Boolean);

const hangul = /[가-힣ㄱ-ㅎㅏ-ㅣ]/u;
const spellOut = (word: string): string => (hangul.test(word) ? disassemble(word) : word);

/** Edits (insert, delete, replace, swap of neighbours) from `a` to `b`, or `limit + 1` where there are more. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}

/** How alike a typed word and a known term are, 0 … 1, both in jamo. */
function likeness(typed: string, term: string): number {
  if (typed === term) return 1;
  if (typed.length >= 2 && term.startsWith(typed)) return 0.75 + (0.2 * typed.length) / term.length;
  const limit = typed.length >= 9 ? 2 : typed.length >= 4 ? 1 : 0;
  if (limit === 0) return 0;
  const edits = distance(typed, term, limit);
  return edits > limit ? 0 : 0.8 - 0.15 * edits;
}

interface Index {
  readonly terms: readonly Term[];
  readonly names: readonly (readonly string[])[];
}

function buildIndex(all: readonly Findable[]): Index {
  const holders = new Map<string, Map<number, number>>();
  all.forEach((entry, position) => {
    for (const field of ['names', 'tasks', 'about'] as const)
      for (const phrase of entry[field])
        for (const word of words(phrase))
          for (const form of new Set([word, stem(word)])) {
            const held = holders.get(spellOut(form)) ?? new Map<number, number>();
            held.set(position, Math.max(held.get(position) ?? 0, strengths[field]));
            holders.set(spellOut(form), held);
          }
  });
  const terms = [...holders].map(([jamo, held]) => ({
    jamo,
    weight: Math.log(1 + all.length / held.size),
    holders: held,
  }));
  return { terms, names: all.map((entry) => [...new Set([entry.id, ...entry.names].map(compact))]) };
}

/** The score of a whole name: the very name 1, a beginning of it up to 0.95, a slip in it up to 0.9. */
function nameScore(typed: string, names: readonly string[]): number {
  let best = 0;
  const spelt = spellOut(typed);
  for (const name of names) {
    if (name === typed) return 1;
    if (typed.length >= 1 && name.startsWith(typed))
      best = Math.max(best, 0.6 + (0.35 * typed.length) / name.length);
    else best = Math.max(best, likeness(spelt, spellOut(name)) * 0.95);
  }
  return best;
}

/** Each entry's share of what was typed: for every typed word its best term, weighed by how telling it is. */
function termScores(typed: string, { terms }: Index): Map<number, number> {
  const scores = new Map<number, number>();
  let total = 0;
  for (const word of words(typed)) {
    const forms = [...new Set([word, stem(word)])].map(spellOut);
    const best = new Map<number, number>();
    let weight = 0;
    for (const term of terms) {
      const alike = Math.max(...forms.map((form) => likeness(form, term.jamo)));
      if (alike === 0) continue;
      weight = Math.max(weight, term.weight * alike);
      for (const [position, strength] of term.holders)
        best.set(position, Math.max(best.get(position) ?? 0, alike * strength * term.weight));
    }
    // A word nobody holds counts against every entry a little, as a rare one would half.
    total += weight || 1;
    for (const [position, score] of best) scores.set(position, (scores.get(position) ?? 0) + score);
  }
  for (const [position, score] of scores) scores.set(position, (score / Math.max(total, 1e-9)) * 0.9);
  return scores;
}

/** A shelf over `entries`, in their order; `describe` says what each can be found by. */
export function createShelf<E>(entries: readonly E[], describe: (entry: E) => Findable): Shelf<E> {
  const findables = entries.map(describe);
  const byId = new Map(findables.map(({ id }, index) => [id, entries[index] as E]));
  let index: Index | undefined;
  const ranked = (typed: string): { position: number; score: number }[] => {
    index ??= buildIndex(findables);
    const scores = termScores(typed.slice(0, 200), index);
    const name = compact(typed.slice(0, 200));
    index.names.forEach((names, position) => {
      scores.set(position, Math.max(scores.get(position) ?? 0, nameScore(name, names)));
    });
    return [...scores]
      .map(([position, score]) => ({ position, score }))
      .filter(({ score }) => score >= worthShowing)
      .sort((a, b) => b.score - a.score || a.position - b.position);
  };
  return {
    all: entries,
    get: (id) => byId.get(id),
    find: (typed, limit): readonly Found<E>[] =>
      ranked(typed)
        .slice(0, limit)
        .map(({ position, score }) => ({ entry: entries[position] as E, score })),
    suggest: (typed, limit, locale): readonly Choice[] => {
      const order = compact(typed) === '' ? findables.map((_, position) => ({ position })) : ranked(typed);
      return order.slice(0, limit).map(({ position }) => choiceOf(findables[position] as Findable, locale));
    },
  };
}

const choiceOf = ({ id, label }: Findable, locale: Locale): Choice => ({ value: id, label: label[locale] });
