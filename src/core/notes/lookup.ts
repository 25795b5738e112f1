import { romanize } from 'es-hangul';
import type { Knowledge } from '#core/knowledge/knowledge.ts';

const fold = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^()]{1,60}\)/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** The entries of one kind, by everything they are called. */
export interface Lookup {
  concept(name: string): string | undefined;
  guide(name: string): string | undefined;
}

/** Finds known entries by the very names and aliases they have, case, blanks and brackets aside. */
export function createLookup({ concepts, guides }: Knowledge): Lookup {
  const index = (
    entries: typeof concepts.all | typeof guides.all,
  ): ((name: string) => string | undefined) => {
    const names = new Map<string, string>();
    for (const { id, name, aliases } of entries)
      for (const each of [...aliases, name.en, name.ko, id]) names.set(fold(each), id);
    return (name) => {
      const key = fold(name);
      const inner = /\(([^()]{2,40})\)/.exec(name)?.[1] ?? '';
      return key === ''
        ? undefined
        : (names.get(key) ?? names.get(key.replace(/^(docker|도커)의?/, '')) ?? names.get(fold(inner)));
    };
  };
  return { concept: index(concepts.all), guide: index(guides.all) };
}

/** An id for a name: its Latin letters, or the Korean ones as they are read. */
export function slug(name: string): string {
  const latin = (text: string): string =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60)
      .replace(/-+$/, '');
  const own = latin(name.replace(/[가-힣]+/g, ' '));
  const korean = /[가-힣]/.test(name.replace(/\([^()]*\)/g, ''));
  return (
    (korean && own.length < 3 ? latin(romanize(name.slice(0, 40))) : own) ||
    latin(romanize(name.slice(0, 40))) ||
    'untitled'
  );
}
