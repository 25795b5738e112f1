import type { Comparison } from '#core/knowledge/entry.ts';
import type { Knowledge } from '#core/knowledge/knowledge.ts';
import { findComparison, sideMatches } from '#core/knowledge/versus.ts';
import type { Item } from '#core/notes/note.ts';
import { bare } from '#core/notes/phrase.ts';

/** Surely the same thing, not only a word alike. */
const sure = 0.85;

/** A name without what is in brackets behind it. */
const short = (name: string): string => name.replace(/\s*\([^()]{1,40}\)/g, '').trim() || name;

/** The known comparison that has each of `names` as another side, with the side of each. */
export function knownComparison(
  knowledge: Knowledge,
  names: readonly string[],
): { comparison: Comparison; sides: readonly number[] } | undefined {
  const [a = '', b = ''] = names.map(short);
  const comparison = findComparison(knowledge, a, b);
  if (!comparison) return undefined;
  const sides = names.map((name) =>
    comparison.sides.findIndex((side) => sideMatches(side, short(name)) >= sure),
  );
  return sides.includes(-1) || new Set(sides).size < sides.length ? undefined : { comparison, sides };
}

const parted =
  /^(?:(?:the )?differences? between )?(.{1,40}?)\s*(?:와의|과의|와|과|하고|\bvs\.?|\bversus|\band|\bor|\/|\+|&)\s*(.{1,40}?)(?:과|와)?(?:의|간의)?\s*(?:차이점?|비교|다른 점)?$/iu;

/** The two things that a heading names: `도커와 VM의 차이`, `CMD vs ENTRYPOINT`. */
export function sidesOf(title: string): readonly [string, string] | undefined {
  const [, a = '', b = ''] = parted.exec(title.trim()) ?? [];
  return a !== '' && b !== '' ? [a.trim(), b.trim()] : undefined;
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** A comparison's sides, each as what finds the place where a text begins to speak of it. */
export type Speakers = readonly RegExp[];

/** What shows that a sentence speaks of a side, for each of them in order. */
export const speakersOf = ({ sides }: Comparison): Speakers =>
  sides.map(({ name, aliases }) => {
    const names = [name.ko, name.en, ...aliases].sort((a, b) => b.length - a.length).map(literal);
    return new RegExp(
      `(?<![\\p{L}\\p{N}]|[와과]\\s|및\\s|and\\s)(?:각\\s)?(?:${names.join('|')})(?:\\s*\\([^()]{1,20}\\))?(?=[은는]|\\s*:|\\s+(?:is|are|has|have|uses?|shares?|runs?|needs?)\\b)`,
      'iu',
    );
  });

const tidy = (text: string): string =>
  bare(text)
    .replace(/^[은는:]\s*/, '')
    .replace(/[\s,;]+$/, '')
    .replace(/(?:되는|된)\s반면에?$/u, '됨')
    .replace(/(?:하는|한)\s반면에?$/u, '함')
    .replace(/\s*(?:반면에?|하지만|whereas|while|but)$/iu, '')
    .replace(/[\s,;.]+$/, '')
    .trim();

/** What a text says of each side; empty where it does not speak of two of them. */
export function saidOfSides(text: string, speakers: Speakers): readonly string[] {
  const plain = bare(text).slice(0, 1_000);
  const found = speakers
    .map((speaker, side) => {
      const match = speaker.exec(plain);
      return match ? { side, at: match.index, from: match.index + match[0].length } : undefined;
    })
    .filter((each) => each !== undefined)
    .sort((a, b) => a.at - b.at);
  if (found.length < 2) return [];
  const cells = speakers.map(() => '');
  found.forEach(({ side, from }, index) => {
    cells[side] = tidy(plain.slice(from, found[index + 1]?.at));
  });
  return cells;
}

/** The same of a list entry whose own entries speak each of one side. */
export function saidBelow(item: Item, speakers: Speakers): readonly string[] {
  const below = item.blocks.flatMap((block) =>
    block.type === 'list' ? block.items.map(({ text }) => text) : [],
  );
  const cells = speakers.map((speaker) => {
    const said = below.map(bare).find((text) => speaker.exec(text)?.index === 0) ?? '';
    return tidy(said.slice(speaker.exec(said)?.[0].length ?? 0));
  });
  return cells.filter(Boolean).length >= 2 ? cells : [];
}
