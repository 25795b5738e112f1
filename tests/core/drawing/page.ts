/** What a drawing says and where, read back from its SVG as the playground's page reads it. */
import { type Weight, widthOf } from '#core/drawing/measure.ts';
import { readSvg, type Shape } from '#platforms/web/svg.ts';

/** One line of text with the box its letters fill. */
export interface Line {
  readonly text: string;
  readonly size: number;
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const number = (shape: Shape, name: string): number => Number(shape.attributes[name] ?? 0);

function lineOf(shape: Shape): Line {
  const text = shape.children.join('');
  const size = number(shape, 'font-size');
  const weight: Weight = shape.attributes['font-weight'] === '700' ? 'bold' : 'regular';
  const width = widthOf(text, size, weight);
  const anchor = shape.attributes['text-anchor'];
  const x = number(shape, 'x') - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0);
  const baseline = number(shape, 'y');
  return { text, size, x, right: x + width, y: baseline - 0.75 * size, bottom: baseline + 0.2 * size };
}

const rectangleOf = (shape: Shape): Rectangle => ({
  x: number(shape, 'x'),
  y: number(shape, 'y'),
  width: number(shape, 'width'),
  height: number(shape, 'height'),
});

/** Lines and rectangles of a drawing; throws where the page would not accept all of it. */
export function readPage(svg: string): { lines: readonly Line[]; boxes: readonly Rectangle[]; root: Shape } {
  const root = readSvg(svg);
  if (!root) throw new Error('The page does not read this drawing');
  const of = (tag: string): readonly Shape[] =>
    root.children.flatMap((child) => (typeof child === 'string' || child.tag !== tag ? [] : [child]));
  return { lines: of('text').map(lineOf), boxes: of('rect').map(rectangleOf), root };
}

/** The smallest box in which the middle of a line lies. */
export function boxAround({ x, right, y, bottom }: Line, boxes: readonly Rectangle[]): Rectangle | undefined {
  const [middle, half] = [(x + right) / 2, (y + bottom) / 2];
  return boxes
    .filter(
      (box) => middle >= box.x && middle <= box.x + box.width && half >= box.y && half <= box.y + box.height,
    )
    .sort((a, b) => a.width * a.height - b.width * b.height)[0];
}

/** Lines that stick out of the box they are written in, by their text. */
export const overflowing = (lines: readonly Line[], boxes: readonly Rectangle[]): readonly string[] =>
  lines
    .filter((line) => {
      const box = boxAround(line, boxes);
      return (
        !box ||
        line.x < box.x ||
        line.right > box.x + box.width ||
        line.y < box.y ||
        line.bottom > box.y + box.height
      );
    })
    .map(({ text }) => text);

/** Pairs of lines whose letters touch, as `one | other`. */
export function colliding(lines: readonly Line[]): readonly string[] {
  return lines.flatMap((one, index) =>
    lines
      .slice(index + 1)
      .filter(
        (other) => one.x < other.right && other.x < one.right && one.y < other.bottom && other.y < one.bottom,
      )
      .map((other) => `${one.text} | ${other.text}`),
  );
}
