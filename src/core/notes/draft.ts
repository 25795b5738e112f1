import type { Both, Locale } from '#core/locale.ts';
import type { Place } from '#core/notes/note.ts';
import { safe } from '#core/notes/phrase.ts';

/** What a draft says where something is still to be written; the check of data refuses it. */
export const todo = 'TODO';

/** A value of a draft that came from a note: keys and indices from the entry down. */
export interface Mark {
  readonly path: readonly (string | number)[];
  readonly places: readonly Place[];
}

/** A proposed entry. */
export interface Draft {
  readonly kind: 'concept' | 'comparison' | 'guide' | 'command';
  readonly id: string;
  /** The bot has an entry of this id: the draft begins with it. */
  readonly joins: boolean;
  /** Below the team's folder. */
  readonly path: string;
  readonly entry: Readonly<Record<string, unknown>>;
  readonly marks: readonly Mark[];
  readonly places: readonly Place[];
}

/** The language a text is written in, told by its letters. */
export const languageOf = (text: string): Locale => (/[가-힣]/.test(text) ? 'ko' : 'en');

/** A text in its own language; the other is known, or still to be written. */
export function bothOf(text: string, known?: Both): Both {
  const locale = languageOf(text);
  const said = safe(text) || todo;
  return locale === 'ko' ? { ko: said, en: known?.en ?? todo } : { ko: known?.ko ?? todo, en: said };
}

/** A name in its own language; a name in Latin letters is the same in both. */
export function nameOf(name: string): Both {
  const own = name.replace(/\([^()]*\)/g, '').trim() || name;
  const inner = /\(([^()]{2,60})\)/.exec(name)?.[1] ?? '';
  const other = languageOf(inner) !== languageOf(own) && inner !== '' ? inner : undefined;
  if (languageOf(own) === 'en') return { ko: other ?? own, en: own };
  return { ko: own, en: other ?? todo };
}

/** Where an entry comes from, as far as a note tells. */
export const provenance = (sources: readonly { title: string; url: string }[]): Record<string, unknown> => ({
  sources:
    sources.length > 0 ? sources.map(({ title, url }) => ({ title, url })) : [{ title: todo, url: todo }],
  checked: todo,
  reviewed: todo,
});

/** Keys in the schema's order, without what is empty. */
export const tidy = (entry: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(entry).filter(
      ([, value]) =>
        value !== undefined &&
        !(Array.isArray(value) && value.length === 0) &&
        !(
          typeof value === 'object' &&
          value !== null &&
          !Array.isArray(value) &&
          Object.keys(value).length === 0
        ),
    ),
  );
