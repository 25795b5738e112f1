import { type Mark, mark, write } from '#core/drawing/mark.ts';
import { edge, ink, paper, soft } from '#core/drawing/palette.ts';
import { frame, words } from '#core/drawing/shapes.ts';
import type { Say } from '#core/say.ts';
import type { Text } from '#core/text.ts';

/** A picture as SVG text, and all that it says in words. */
export interface Drawn {
  readonly svg: string;
  readonly alt: Text;
}

/** Draws one subject in the reader's language. Pure: the same words give the same picture. */
export type Drawing = (say: Say) => Drawn;

/** Width of every card. */
export const width = 720;
/** Where the inside of a card begins, and how wide it is. */
export const left = 36;
/** The room inside the margins. */
export const inner = width - 2 * left;
/** The first y below a card's title. */
export const below = 96;

/** A card of the given height with a title on it, as SVG text. */
export function canvas(height: number, title: string, marks: readonly Mark[]): string {
  return write(
    mark(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        viewBox: `0 0 ${width} ${Math.ceil(height)}`,
        width,
        height: Math.ceil(height),
        // The page of the playground brings the variable font; the renderer has the other.
        'font-family': "Pretendard, 'Pretendard Variable', sans-serif",
      },
      mark('rect', {
        x: 1.5,
        y: 1.5,
        width: width - 3,
        height: Math.ceil(height) - 3,
        rx: 22,
        fill: paper,
        stroke: edge,
        'stroke-width': 3,
      }),
      ...words(title, frame(left, 24, inner, 52), { size: 32, weight: 'bold', fill: ink, align: 'start' }),
      ...marks,
    ),
  );
}

/** Small print under a drawing, in at most `lines` lines. */
export const footnote = (text: string, y: number, lines = 1): readonly Mark[] =>
  words(text, frame(left, y, inner, lines * 30), { fill: soft, align: 'start', lines });
