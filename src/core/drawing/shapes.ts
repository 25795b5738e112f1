import { type Mark, mark } from '#core/drawing/mark.ts';
import { isMeasured, type Setting, smallest, typeset, type Weight, widthOf } from '#core/drawing/measure.ts';
import { ink, paper, soft, type Tone, tones } from '#core/drawing/palette.ts';

/** A rectangle in units of the card, which is 720 wide. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A frame from its corner and its size. */
export const frame = (x: number, y: number, width: number, height: number): Frame => ({
  x,
  y,
  width,
  height,
});

/** A place on the canvas, from its upper left corner. */
export type Point = readonly [x: number, y: number];

/** How a text is set. */
export interface TextStyle {
  readonly size?: number;
  readonly weight?: Weight;
  readonly fill?: string;
  readonly align?: 'start' | 'middle' | 'end';
  /** At most so many lines. */
  readonly lines?: number;
  readonly struck?: boolean;
}

/** From one baseline to the next, and from the middle of a line to its baseline, in ems. */
const leading = 1.3;
const drop = 0.36;

/** One line. `textLength` keeps it as wide as measured where a page has another font. */
function line(text: string, [x, y]: Point, size: number, style: TextStyle): Mark {
  const { weight = 'regular', fill = ink, align = 'middle', struck } = style;
  return mark(
    'text',
    {
      x,
      y,
      'font-size': size,
      'font-weight': weight === 'bold' ? 700 : 400,
      fill,
      'text-anchor': align,
      'text-decoration': struck ? 'line-through' : undefined,
      ...(text.length > 1 &&
        isMeasured(text) && { textLength: widthOf(text, size, weight), lengthAdjust: 'spacingAndGlyphs' }),
    },
    text,
  );
}

function set({ lines, size }: Setting, { x, y, width, height }: Frame, style: TextStyle): readonly Mark[] {
  const { align = 'middle' } = style;
  const at = align === 'start' ? x : align === 'end' ? x + width : x + width / 2;
  const first = y + height / 2 - ((lines.length - 1) * size * leading) / 2 + size * drop;
  return lines.map((each, index) => line(each, [at, first + index * size * leading], size, style));
}

/** Text in the middle of a frame, made to fit it (see {@link typeset}). */
export function words(text: string, within: Frame, style: TextStyle = {}): readonly Mark[] {
  const { size = smallest, lines = 1, weight = 'regular' } = style;
  return set(typeset(text, within.width, size, lines, weight), within, style);
}

/** How a box is drawn. */
export interface BoxStyle {
  readonly radius?: number;
  readonly dashed?: boolean;
}

/** A box with round corners. */
export const box = (
  { x, y, width, height }: Frame,
  tone: Tone,
  { radius = 12, dashed = tone === 'ghost' }: BoxStyle = {},
): Mark =>
  mark('rect', {
    x,
    y,
    width,
    height,
    rx: radius,
    fill: tones[tone].fill,
    stroke: tones[tone].line,
    'stroke-width': 2,
    'stroke-dasharray': dashed ? '8 6' : undefined,
  });

/** Space between the edge of a box and its letters. */
const padding = 12;

/** A box with a name in it and, under the name, a smaller line about it. */
export function card(within: Frame, tone: Tone, name: string, about?: string): readonly Mark[] {
  const { x, y, width, height } = within;
  const room = (top: number, high: number) => frame(x + padding, y + top, width - 2 * padding, high);
  const fill = tones[tone].ink;
  const bold = { size: 26, weight: 'bold', fill } as const;
  if (about === undefined) return [box(within, tone), ...words(name, room(0, height), { ...bold, lines: 2 })];
  const lines = typeset(about, width - 2 * padding, smallest, 2).lines.length;
  const high = 32 + lines * smallest * leading;
  const top = (height - high) / 2;
  return [
    box(within, tone),
    ...words(name, room(top, 32), bold),
    ...words(about, room(top + 34, high - 32), { fill, lines: 2 }),
  ];
}

/** Height of a {@link chip}. */
export const chipHeight = 44;
const chipPadding = 14;

/** How wide a chip around this text is. */
export const chipWidth = (text: string, weight: Weight = 'bold'): number =>
  Math.ceil(widthOf(text, smallest, weight)) + 2 * chipPadding;

/** How a chip is drawn. */
export interface ChipStyle {
  readonly weight?: Weight;
  readonly dashed?: boolean;
  readonly struck?: boolean;
}

/** One word as typed, in a box just as wide as it; `x` and `y` are its upper left corner. */
export function chip(text: string, [x, y]: Point, tone: Tone, style: ChipStyle = {}): readonly Mark[] {
  const { weight = 'bold', dashed, struck } = style;
  const within = frame(x, y, chipWidth(text, weight), chipHeight);
  return [
    box(within, tone, { radius: 10, ...(dashed !== undefined && { dashed }) }),
    ...words(text, frame(x + chipPadding, y, within.width - 2 * chipPadding, chipHeight), {
      weight,
      fill: tones[tone].ink,
      ...(struck && { struck }),
    }),
  ];
}

/** A chip whose middle is at a point: the command on an arrow. */
export const pill = (text: string, [x, y]: Point, tone: Tone = 'white'): readonly Mark[] =>
  chip(text, [x - chipWidth(text) / 2, y - chipHeight / 2], tone);

/** How an arrow is drawn. */
export interface ArrowStyle {
  readonly colour?: string;
  readonly dashed?: boolean;
  /** A head at the beginning too. */
  readonly both?: boolean;
}

const headLength = 16;

function head([x, y]: Point, [fromX, fromY]: Point, colour: string): Mark {
  const length = Math.hypot(x - fromX, y - fromY) || 1;
  const [dx, dy] = [(x - fromX) / length, (y - fromY) / length];
  const corner = (side: number): string =>
    [x - headLength * dx - side * 9 * dy, y - headLength * dy + side * 9 * dx]
      .map((each) => Math.round(each * 10) / 10)
      .join(',');
  return mark('polygon', { points: `${x},${y} ${corner(1)} ${corner(-1)}`, fill: colour });
}

/** The point before `to`, a head's length back, so that the line does not show through the tip. */
function before([x, y]: Point, [fromX, fromY]: Point): Point {
  const length = Math.hypot(x - fromX, y - fromY) || 1;
  const back = headLength - 4;
  return [x - (back * (x - fromX)) / length, y - (back * (y - fromY)) / length];
}

/** A line through points with a head at its end. */
export function arrow(points: readonly Point[], style: ArrowStyle = {}): readonly Mark[] {
  const { colour = soft, dashed, both } = style;
  const [first = [0, 0], second = first] = points;
  const [last = first, beforeLast = last] = [points.at(-1), points.at(-2)];
  const start = both ? before(first, second) : first;
  const path = [start, ...points.slice(1, -1), before(last, beforeLast)];
  return [
    mark('polyline', {
      points: path.map(([x, y]) => `${Math.round(x)},${Math.round(y)}`).join(' '),
      fill: 'none',
      stroke: colour,
      'stroke-width': 4,
      'stroke-linejoin': 'round',
      'stroke-linecap': dashed ? undefined : 'round',
      'stroke-dasharray': dashed ? '9 7' : undefined,
    }),
    head(last, beforeLast, colour),
    ...(both ? [head(first, second, colour)] : []),
  ];
}

/** A cross: this way is closed. */
export function cross([x, y]: Point, colour: string = tones.coral.ink): readonly Mark[] {
  const stroke = { stroke: colour, 'stroke-width': 5, 'stroke-linecap': 'round' };
  return [
    mark('circle', { cx: x, cy: y, r: 20, fill: paper, stroke: colour, 'stroke-width': 3 }),
    mark('line', { x1: x - 8, y1: y - 8, x2: x + 8, y2: y + 8, ...stroke }),
    mark('line', { x1: x - 8, y1: y + 8, x2: x + 8, y2: y - 8, ...stroke }),
  ];
}

/** The number of a step, in a disc. */
export const step = (number: number, [x, y]: Point): readonly Mark[] => [
  mark('circle', { cx: x, cy: y, r: 20, fill: tones.deep.fill }),
  ...words(String(number), frame(x - 20, y - 20, 40, 40), { size: 24, weight: 'bold', fill: tones.deep.ink }),
];
