import type { Mark } from '#core/drawing/mark.ts';
import { printable, shorten, smallest } from '#core/drawing/measure.ts';
import type { Tone } from '#core/drawing/palette.ts';
import { chip, chipHeight, chipWidth } from '#core/drawing/shapes.ts';

/** A word of the process and where it came from. */
export interface Word {
  readonly text: string;
  readonly from: 'ENTRYPOINT' | 'CMD' | 'run';
}

const toneOf: Readonly<Record<Word['from'], Tone>> = { ENTRYPOINT: 'deep', CMD: 'foam', run: 'sand' };

const gap = 8;
/** A word wider than this is shortened. */
const widest = 300;
/** Words a row shows; of a longer one, the others are counted. */
const shown = 10;
const lineHeight = chipHeight + gap;

// Invisible, or able to turn the letters around it: shown as what they are, as JSON would.
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' };

/** A word as it is shown: visible, on one line, shortened with `…`; quotes around one that is blank. */
function visible(word: string): string {
  const seen = [...word.slice(0, 200)]
    .join('')
    .replace(
      unseen,
      (sign) => escapes[sign] ?? `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
    );
  return shorten(seen.trim() === '' ? `"${seen}"` : seen, widest, smallest, 'bold');
}

/** The words that fit a picture, and how many more there are. */
export function few(all: readonly Word[]): readonly Word[] {
  const kept = all.slice(0, shown).map(({ text, from }) => ({ text: visible(text), from }));
  const [last] = all.slice(shown);
  return last ? [...kept, { text: `… +${all.length - shown}`, from: last.from }] : kept;
}

/** Words that come from one place. */
export const of = (from: Word['from'], texts: readonly string[]): readonly Word[] =>
  texts.map((text) => ({ text, from }));

/** Chips laid out, and how high they are together. */
export interface Flow {
  readonly marks: readonly Mark[];
  readonly height: number;
}

/** Chips one after the other, in as many lines as they need. */
export function flow(all: readonly Word[], x: number, y: number, right: number, unused = false): Flow {
  let [atX, atY] = [x, y];
  const marks = all.flatMap(({ text: whole, from }) => {
    const weight = unused ? 'regular' : 'bold';
    const text = shorten(printable(whole), widest, smallest, 'bold');
    const wide = chipWidth(text, weight);
    if (atX > x && atX + wide > right) [atX, atY] = [x, atY + lineHeight];
    const made = chip(text, [atX, atY], unused ? 'ghost' : toneOf[from], { weight, struck: unused });
    atX += wide + gap;
    return made;
  });
  return { marks, height: atY - y + chipHeight };
}

/** Words as one line of text. */
export const line = (all: readonly Word[]): string => all.map(({ text }) => text).join(' ');
