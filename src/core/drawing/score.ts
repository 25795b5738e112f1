import { below, canvas, type Drawn, footnote, inner, left } from '#core/drawing/canvas.ts';
import type { Mark } from '#core/drawing/mark.ts';
import { printable } from '#core/drawing/measure.ts';
import { box, frame, words } from '#core/drawing/shapes.ts';
import type { Say } from '#core/say.ts';
import { sayPlain } from '#core/say.ts';
import { join } from '#core/text.ts';

/** One chapter of a score; `answered` is at least 1. */
export interface Bar {
  readonly name: string;
  readonly right: number;
  readonly answered: number;
}

const rowHeight = 60;
const label = 210;
const track = { x: left + label + 12, width: 216, height: 26 };
const figures = track.x + track.width + 10;

/** Below this share a chapter stands out. */
const half = 0.5;

const percentOf = ({ right, answered }: Bar): number => Math.round((100 * right) / answered);

function row(bar: Bar, y: number): readonly Mark[] {
  const share = Math.min(1, bar.right / bar.answered);
  const middle = y + (rowHeight - track.height) / 2;
  const [whole, part] = [track.width, track.width * share].map((width) =>
    frame(track.x, middle, width, track.height),
  );
  const radius = track.height / 2;
  return [
    ...words(printable(bar.name), frame(left, y, label, rowHeight), {
      size: 24,
      weight: 'bold',
      align: 'start',
      lines: 2,
    }),
    ...(whole ? [box(whole, 'mist', { radius })] : []),
    ...(part && share > 0 ? [box(part, share < half ? 'sand' : 'sea', { radius })] : []),
    ...words(
      `${percentOf(bar)}% · ${bar.right}/${bar.answered}`,
      frame(figures, y, left + inner - figures, rowHeight),
      {
        align: 'end',
      },
    ),
  ];
}

/** How much of each chapter was answered right, as bars in the order given. */
export function drawScore(bars: readonly Bar[], say: Say): Drawn {
  const weak = bars.some(({ right, answered }) => right / answered < half);
  const end = below + bars.length * rowHeight;
  const advice = weak ? sayPlain(say, 'A chapter below half is worth another look.') : '';
  return {
    svg: canvas(end + (weak ? 72 : 30), sayPlain(say, 'Right answers by chapter'), [
      ...bars.flatMap((bar, index) => row(bar, below + index * rowHeight)),
      ...(weak ? footnote(advice, end + 14) : []),
    ]),
    alt: join(
      [
        ...bars.map((bar) =>
          say('{name}: {right} of {answered} right ({percent}%).', { ...bar, percent: percentOf(bar) }),
        ),
        ...(weak ? [advice] : []),
      ],
      ' ',
    ),
  };
}
