/**
 * What the builder takes for a blank. It is written in Go, whose `unicode.IsSpace` is not JavaScript's `\s`: a byte
 * order mark is none, U+0085 is one. Loops, not `/\s+$/`: that expression needs quadratic time on a long run of blanks.
 */
const isSpaceCode = (code: number): boolean =>
  (code >= 9 && code <= 13) ||
  code === 32 ||
  (code >= 0x85 &&
    (code === 0x85 ||
      code === 0xa0 ||
      code === 0x1680 ||
      (code >= 0x2000 && code <= 0x200a) ||
      code === 0x2028 ||
      code === 0x2029 ||
      code === 0x202f ||
      code === 0x205f ||
      code === 0x3000));

/** Whether the character at `index` is a blank; past the end it is not. */
export const isSpaceAt = (text: string, index: number): boolean => isSpaceCode(text.charCodeAt(index));

/** The text without leading blanks. */
export function trimLeft(text: string): string {
  let start = 0;
  while (start < text.length && isSpaceAt(text, start)) start++;
  return start === 0 ? text : text.slice(start);
}

/** The text without blanks at either end. */
export function trim(text: string): string {
  let end = text.length;
  while (end > 0 && isSpaceAt(text, end - 1)) end--;
  return trimLeft(end === text.length ? text : text.slice(0, end));
}

/** The text without the given characters at its end. */
export function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return end === text.length ? text : text.slice(0, end);
}

/** The separators between an instruction's words: tab, vertical tab, form feed, carriage return, blank; nothing else. */
export const gaps = /[\t\v\f\r ]+/;
