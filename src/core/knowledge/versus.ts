import type { Comparison, ComparisonSide } from '#core/knowledge/entry.ts';
import type { Knowledge } from '#core/knowledge/knowledge.ts';
import { readSides } from '#core/knowledge/sides.ts';
import { distance } from '#core/search/distance.ts';

// `.env` is another thing than ENV.
const fold = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^\s*\.(?=[a-z])/u, 'dot')
    .replace(/^(the|docker|도커)[\s-]+(?=\S)/u, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** How well what was typed names a side: 1 its very name, below for a beginning or a slip, 0 not at all. */
export function sideMatches(side: ComparisonSide, typed: string): number {
  const key = fold(typed);
  if (key === '') return 0;
  const names = [
    side.name.ko,
    side.name.en,
    side.reading ?? '',
    side.concept ?? '',
    side.command ?? '',
    ...side.aliases,
  ];
  const folded = names.map(fold).filter(Boolean);
  const whole = Math.max(...folded.map((name) => nameMatches(name, key)));
  if (whole > 0) return whole;
  // 볼륨 마운트: the name stands first or last among several words.
  const words = typed.trim().split(/\s+/);
  const ends = words.length > 1 ? [fold(words[0] ?? ''), fold(words.at(-1) ?? '')] : [];
  return folded.some((name) => name.length > 1 && ends.includes(name)) ? 0.5 : 0;
}

function nameMatches(name: string, key: string): number {
  if (name === key) return 1;
  if (name.startsWith(key) && key.length >= 2) return 0.7 + (0.2 * key.length) / name.length;
  // 도커와, 볼륨은: a particle left behind the name.
  if (key.startsWith(name) && name.length >= 2 && key.length - name.length <= 2 && /[가-힣]$/u.test(key))
    return 0.85;
  const limit = key.length >= 8 ? 2 : key.length >= 4 ? 1 : 0;
  return limit > 0 && distance(name, key, limit) <= limit ? 0.65 : 0;
}

/** The comparison that has both sides, in either order; with one side only, one that names it as a whole or holds it. */
export function findComparison(knowledge: Knowledge, a: string, b?: string): Comparison | undefined {
  const whole = knowledge.comparisons.get(a.trim().toLowerCase());
  if (b === undefined) {
    const holding = best(knowledge, (sides) => matchOne(sides, a));
    const titled = whole ?? knowledge.comparisons.all.find((comparison) => isWhole(comparison, a));
    if (titled) return titled;
    return holding && matchOne(holding.sides, a) === 1 ? holding : (wholeByName(knowledge, a) ?? holding);
  }
  const nearest = best(knowledge, (sides) => matchTwo(sides, a, b));
  const matched =
    nearest && (!isSide(knowledge, a) || !isSide(knowledge, b) || isNamed(nearest, a, b))
      ? nearest
      : undefined;
  const titled = knowledge.comparisons.find(`${a} vs ${b}`, 1)[0];
  if (titled?.score !== 1) return matched;
  // Titles and aliases are read without their signs: `.env vs env_file` would be that of `env vs env-file`.
  const isMisread = matched && called(matched, a, b) && !called(titled.entry, a, b);
  return isMisread ? matched : titled.entry;
}

/** Whether both are sides by their very names, whatever sides stand beside them. */
const called = ({ sides }: Comparison, a: string, b: string): boolean => matchTwo(sides, a, b) >= 1.9;

/** Whether either is a side by its very name. `container` and `volume` are not meant by `docker container prune` and so on. */
const isNamed = ({ sides }: Comparison, a: string, b: string): boolean =>
  Math.max(matchOne(sides, a), matchOne(sides, b)) === 1;

/** Whether what was typed names the comparison as a whole: its id, title or alias. */
export function isWhole({ id, title, aliases }: Comparison, typed: string): boolean {
  const plain = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');
  return [id, title.ko, title.en, ...aliases].some((name) => plain(name) === plain(typed));
}

function wholeByName(knowledge: Knowledge, typed: string): Comparison | undefined {
  const found = knowledge.comparisons.find(typed, 1)[0];
  return found && found.score >= 0.95 ? found.entry : undefined;
}

function best(
  knowledge: Knowledge,
  score: (sides: readonly ComparisonSide[]) => number,
): Comparison | undefined {
  let top: { comparison: Comparison; score: number } | undefined;
  for (const comparison of knowledge.comparisons.all) {
    const scored = score(comparison.sides);
    if (scored > (top?.score ?? 0)) top = { comparison, score: scored };
  }
  return top?.comparison;
}

const matchOne = (sides: readonly ComparisonSide[], typed: string): number =>
  Math.max(...sides.map((side) => sideMatches(side, typed)));

/** Two different sides must fit, one for each; fewer sides beside them are better. */
function matchTwo(sides: readonly ComparisonSide[], a: string, b: string): number {
  let top = 0;
  for (const [i, left] of sides.entries())
    for (const [j, right] of sides.entries()) {
      if (i === j) continue;
      const [first, second] = [sideMatches(left, a), sideMatches(right, b)];
      if (first > 0 && second > 0) top = Math.max(top, first + second - sides.length * 0.01);
    }
  return top;
}

/** What a side can be compared with: the other sides of every comparison that has it. */
export function partnersOf(knowledge: Knowledge, typed: string): readonly ComparisonSide[] {
  const scored = knowledge.comparisons.all.flatMap(({ sides }) => {
    const score = matchOne(sides, typed);
    return score > 0 ? [{ sides, score }] : [];
  });
  const top = Math.max(0, ...scored.map(({ score }) => score));
  return scored
    .filter(({ score }) => score >= Math.min(top, 0.85))
    .flatMap(({ sides }) => {
      // `build` is meant by `docker build` rather than by `docker buildx build`, which it begins as well.
      const meant = matchOne(sides, typed);
      const own = sides.find((side) => sideMatches(side, typed) === meant);
      return sides.filter((side) => side !== own && sideMatches(side, typed) < 1);
    });
}

/** Several things to compare, of which no comparison has all. */
export interface Several {
  /** The first pair that can be compared. */
  readonly first: Comparison | undefined;
  /** What it leaves out, as typed. */
  readonly left: readonly string[];
  /** The other comparisons among them. */
  readonly others: readonly Comparison[];
}

/** What can be compared of three things and more: one comparison with all of them, or with two at a time. */
export function compareSeveral(knowledge: Knowledge, names: readonly string[]): Several {
  const whole = knowledge.comparisons.all.find(({ sides }) => holdsAll(sides, names));
  if (whole) return { first: whole, left: [], others: [] };
  const pairs = names.flatMap((a, index) => names.slice(index + 1).map((b) => [a, b] as const));
  const found = pairs.flatMap(([a, b]) => {
    const comparison = findComparison(knowledge, a, b);
    return comparison ? [comparison] : [];
  });
  const [first, ...others] = new Set(found);
  const left = names.filter((name) => !first || matchOne(first.sides, name) === 0);
  return { first, left, others };
}

/** How well each of several names must fit a side: `image` is not meant by `docker image prune`, which it only begins. */
const meantBySeveral = 0.85;

/** Whether each name is a side of its own. */
function holdsAll(sides: readonly ComparisonSide[], names: readonly string[]): boolean {
  if (sides.length < names.length) return false;
  const meant = names.map((name) => {
    const top = matchOne(sides, name);
    return top >= meantBySeveral ? sides.findIndex((side) => sideMatches(side, name) === top) : -1;
  });
  return !meant.includes(-1) && new Set(meant).size === names.length;
}

/**
 * Names that stand one after the other with only blanks between them: `volume bind mount`, `컴포즈 스웜 쿠버네티스`. None where a
 * word is left over.
 */
export function cutNames(knowledge: Knowledge, typed: string): readonly string[] {
  const words = typed.trim().split(/\s+/);
  if (words.length < 2 || words.length > mostWords) return [];
  const cut = (from: number): readonly string[] | undefined => {
    if (from === words.length) return [];
    for (let to = words.length; to > from; to -= 1) {
      const name = words.slice(from, to).join(' ');
      const rest = isSide(knowledge, name) ? cut(to) : undefined;
      if (rest) return [name, ...rest];
    }
    return undefined;
  };
  return cut(0) ?? [];
}

/** The most words that are tried for names. */
const mostWords = 8;

/** Whether a name is one side's very name: then it is not taken apart, whatever stands in it. */
export const isSide = (knowledge: Knowledge, typed: string): boolean =>
  knowledge.comparisons.all.some(({ sides }) => matchOne(sides, typed) === 1);

/** The row of an aspect: by its very id, name or alias, or (`near`) by a part of one. */
export function rowOf(
  { rows }: Comparison,
  typed: string,
  how: 'exact' | 'near' = 'exact',
): Comparison['rows'][number] | undefined {
  const flat = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');
  const key = flat(typed);
  const fits = (name: string) =>
    name === key || (how === 'near' && (name.includes(key) || key.includes(name)));
  return rows.find(({ id, name, aliases }) => [id, name.ko, name.en, ...aliases].map(flat).some(fits));
}

/** What `/compare` was given. */
interface Sides {
  readonly a: string;
  readonly b?: string | undefined;
  readonly aspect?: string | undefined;
}

/** The most words an aspect has. */
const aspectWords = 3;

/**
 * Takes an aspect that was typed behind the sides off them: `docker vs vm kernel`, `docker vm boot time`. What is left
 * must still name a comparison, and one that has just this aspect; else all stays as it was.
 */
export function readAspect(knowledge: Knowledge, given: Sides): Sides {
  const { a, b, aspect } = given;
  const words = (b ?? a).trim().split(/\s+/);
  if (aspect !== undefined || words.length < 2 || words.length > aspectWords + 3) return given;
  // `bind mount size`: where all the words name a side, there is no aspect among them.
  if (b !== undefined && isSide(knowledge, b)) return given;
  for (let count = Math.min(aspectWords, words.length - 1); count > 0; count -= 1) {
    const rest = words.slice(0, -count).join(' ');
    const sides = b === undefined ? readSides(rest) : { a, b: rest };
    if (sides.b === undefined) continue;
    const comparison = findComparison(knowledge, sides.a, sides.b);
    const named = words.slice(-count).join(' ');
    if (comparison && rowOf(comparison, named)) return { ...sides, aspect: named };
  }
  return given;
}
