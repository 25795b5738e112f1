import type { Chapter } from '#core/knowledge/entry.ts';
import type { Knowledge } from '#core/knowledge/knowledge.ts';
import { distance } from '#core/search/distance.ts';
import { initialsOf, spellOut } from '#core/search/jamo.ts';
import { withoutParticle } from '#core/search/korean.ts';

const fold = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');

/** A name letter by letter, so that a half-typed syllable begins it: 컴포ㅈ. */
const spelt = (name: string): string => spellOut(fold(name));

const namesOf = ({ id, name, aliases }: Chapter): readonly string[] => [id, name.ko, name.en, ...aliases];

/** The chapter whose id, name or alias was typed, perhaps with a particle behind it (볼륨은), or its place on the map. */
export function chapterCalled(typed: string, { chapters }: Knowledge): Chapter | undefined {
  const place = /^\s*(?:chapter\s*)?(\d{1,2})\s*(?:장|단원|챕터|\.)?\s*$/i.exec(typed)?.[1];
  if (place !== undefined) return chapters[Number(place) - 1];
  const key = spelt(typed);
  const bare = withoutParticle(key);
  const called = (letters: string) =>
    chapters.find((chapter) => namesOf(chapter).some((name) => spelt(name) === letters));
  return key === '' ? undefined : (called(key) ?? called(bare));
}

/** How well a name answers what is typed of it: 0 best, `undefined` not at all. */
function rankOf(name: string, key: string, typed: string): number | undefined {
  const letters = spelt(name);
  if (letters === key) return 0;
  if (letters.startsWith(key)) return 1;
  if (/^[ㄱ-ㅎ]{2,}$/u.test(typed)) return initialsOf(fold(name)).startsWith(typed) ? 2 : undefined;
  if (key.length >= 3 && letters.includes(key)) return 3;
  const slips = key.length >= 8 ? 2 : key.length >= 4 ? 1 : 0;
  return slips > 0 && distance(letters, key, slips) <= slips ? 4 : undefined;
}

/**
 * Chapters by what is typed of a name or alias, best first: its beginning, its first letters (ㅋㅍㅈ), a part, a slip; a
 * particle behind it is passed over. All in their order where nothing is typed.
 */
export function chaptersLike(typed: string, { chapters }: Knowledge): readonly Chapter[] {
  const plain = fold(typed);
  if (plain === '') return chapters;
  const keys = [...new Set([spelt(typed), withoutParticle(spelt(typed))])];
  return chapters
    .map((chapter) => {
      const ranks = namesOf(chapter).flatMap((name) => keys.map((key) => rankOf(name, key, plain)));
      return { chapter, rank: Math.min(...ranks.map((rank) => rank ?? Number.POSITIVE_INFINITY)) };
    })
    .filter(({ rank }) => Number.isFinite(rank))
    .sort((a, b) => a.rank - b.rank)
    .map(({ chapter }) => chapter);
}
