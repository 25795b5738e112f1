/** How wide text is in Pretendard, so that it is known to fit before anything is drawn. */

/** The two weights the drawings have. */
export type Weight = 'regular' | 'bold';

/** Letters no drawing goes below, in units of a card 720 wide: 11 px on the narrowest phones. */
export const smallest = 22;

// Advance widths in thousandths of an em for U+0020 … U+007E: the `hmtx` table of Pretendard 1.3.9.
const ascii: Readonly<Record<Weight, readonly number[]>> = {
  regular: [
    251, 257, 379, 600, 607, 862, 609, 201, 341, 341, 471, 627, 258, 433, 254, 334, 596, 438, 587, 617, 624,
    597, 613, 552, 606, 613, 254, 254, 627, 627, 627, 479, 880, 646, 619, 693, 686, 567, 557, 709, 706, 244,
    516, 621, 533, 853, 718, 727, 604, 727, 608, 607, 611, 707, 646, 915, 612, 634, 595, 341, 334, 341, 442,
    425, 469, 535, 591, 529, 591, 553, 337, 579, 563, 218, 218, 517, 218, 834, 557, 567, 579, 579, 350, 496,
    340, 553, 529, 777, 513, 529, 513, 341, 306, 341, 627,
  ],
  bold: [
    230, 307, 376, 624, 630, 960, 648, 197, 390, 390, 539, 653, 287, 449, 282, 371, 660, 469, 610, 639, 657,
    627, 643, 575, 644, 643, 282, 282, 653, 653, 653, 538, 874, 718, 637, 724, 701, 589, 563, 732, 720, 266,
    547, 663, 546, 883, 709, 753, 623, 754, 632, 630, 643, 704, 718, 999, 686, 695, 641, 390, 371, 390, 467,
    456, 478, 558, 611, 563, 611, 574, 367, 608, 600, 257, 257, 558, 257, 879, 598, 590, 608, 608, 390, 539,
    370, 597, 563, 819, 551, 563, 549, 390, 355, 390, 653,
  ],
};

// The same for the other signs that the drawings' own words use; the wider of the two weights.
const others: Readonly<Record<string, number>> = {
  '\u00a0': 251,
  '·': 282,
  '…': 847,
  '–': 479,
  '’': 264,
  '‘': 264,
  '“': 485,
  '”': 485,
};

const hangul = /[ㄱ-ㆎ가-힣]/;
const hangulWidth = 864;
const unseen = /\p{M}/u;
/** Ideographs, and whatever is not in the tables: no letter of the font is wider. */
const widest = 1000;

function widthOfLetter(letter: string, weight: Weight): number {
  const known = ascii[weight][(letter.codePointAt(0) ?? 0) - 0x20] ?? others[letter];
  return known ?? (hangul.test(letter) ? hangulWidth : unseen.test(letter) ? 0 : widest);
}

/** Whether the width of each letter is known, not only a bound of it. */
export const isMeasured = (text: string): boolean =>
  [...text].every((letter) => hangul.test(letter) || letter in others || /[ -~]/.test(letter));

// What Pretendard has letters for, as far as whole scripts go: Latin, Greek, Cyrillic, punctuation, kana, Hangul.
const missing =
  /[^ -\u017f\u0391-\u03c9\u0400-\u04ff\u2010-\u205e\u2190-\u2193\u25a1ぁ-ゔァ-ヺㄱ-ㅎㅏ-ㅣ가-힣]/gu;

/** The text with `□` for each letter that the font lacks: an emoji, an ideograph. */
export const printable = (text: string): string => text.normalize('NFC').replace(missing, '□');

/** The width of one line of text, in the unit of `size`; kerning, which only narrows it, is not counted. */
export function widthOf(text: string, size: number, weight: Weight = 'regular'): number {
  let width = 0;
  for (const letter of text) width += widthOfLetter(letter, weight);
  return (width * size) / 1000;
}

/** The text, or as much of its beginning as fits `width` with a visible `…` behind it. */
export function shorten(text: string, width: number, size: number, weight: Weight = 'regular'): string {
  if (widthOf(text, size, weight) <= width) return text;
  const room = width - widthOf('…', size, weight);
  let kept = '';
  let taken = 0;
  for (const letter of text) {
    taken += widthOf(letter, size, weight);
    if (taken > room) break;
    kept += letter;
  }
  return `${kept.trimEnd()}…`;
}

/** Text in lines of at most `width`, broken at spaces; a single word may be too long for its line. */
export function wrap(
  text: string,
  width: number,
  size: number,
  weight: Weight = 'regular',
): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && widthOf(longer, size, weight) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** {@link wrap}, with the narrowest lines that are as many: no last word is left alone on its line. */
function balance(text: string, width: number, size: number, weight: Weight): readonly string[] {
  let best = wrap(text, width, size, weight);
  for (let narrower = width - 4; narrower > 0 && best.length > 1; narrower -= 4) {
    const lines = wrap(text, narrower, size, weight);
    if (lines.length > best.length || lines.some((line) => widthOf(line, size, weight) > narrower)) break;
    best = lines;
  }
  return best;
}

/** Lines with the size they are set in. */
export interface Setting {
  readonly lines: readonly string[];
  readonly size: number;
}

/**
 * Sets text into `width` by `most` lines: as large as it goes from `size` down to {@link smallest}, and shortened with a
 * visible `…` only where even that does not fit.
 */
export function typeset(
  text: string,
  width: number,
  size: number,
  most: number,
  weight: Weight = 'regular',
): Setting {
  for (let tried = size; tried >= smallest; tried -= 1) {
    const lines = wrap(text, width, tried, weight);
    if (lines.length <= most && lines.every((line) => widthOf(line, tried, weight) <= width))
      return { lines: balance(text, width, tried, weight), size: tried };
  }
  const lines = wrap(text, width, smallest, weight);
  const kept = [...lines.slice(0, most - 1), lines.slice(most - 1).join(' ')];
  return { lines: kept.map((line) => shorten(line, width, smallest, weight)), size: smallest };
}
