// Letters and symbols that show nothing: Hangul fillers, the blank Braille pattern. People take them for a name that is none.
const blank = /[\u115f\u1160\u3164\uffa0\u2800]/g;
const anything = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** The first of some names that shows anything at all. */
export const visibleName = (...names: readonly (string | null | undefined)[]): string | undefined =>
  names.find((name) => name && anything.test(name.replace(blank, ''))) ?? undefined;

const rightToLeft =
  '\\p{Script=Hebrew}\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Thaana}\\p{Script=Nko}\\p{Script=Adlam}';
const leftwards = new RegExp(`[${rightToLeft}](?:[^\\n]*[${rightToLeft}])?\\p{M}*`, 'gu');

/**
 * Words that run from right to left, set apart from what follows them on the line (Unicode TR 9, FSI and PDI): a board would
 * show the figures behind such a name before it and in reverse, another's points among them. Marks of direction that were in
 * the text must be gone before.
 */
export const setApart = (text: string): string => text.replace(leftwards, '\u2068$&\u2069');
