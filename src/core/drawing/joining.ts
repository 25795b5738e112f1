import { below, canvas, type Drawing, inner, left } from '#core/drawing/canvas.ts';
import type { Mark } from '#core/drawing/mark.ts';
import { soft, type Tone } from '#core/drawing/palette.ts';
import { arrow, box, chip, chipHeight, chipWidth, frame, words } from '#core/drawing/shapes.ts';
import { sayPlain } from '#core/say.ts';

interface Word {
  readonly text: string;
  readonly tone: Tone;
  readonly struck?: boolean;
}

const of = (tone: Tone, ...texts: readonly string[]): readonly Word[] =>
  texts.map((text) => ({ text, tone }));
const dropped = (...texts: readonly string[]): readonly Word[] =>
  texts.map((text) => ({ text, tone: 'ghost', struck: true }));

/** Chips in one line, from `x` on. */
function line(all: readonly Word[], x: number, y: number): readonly Mark[] {
  let at = x;
  return all.flatMap(({ text, tone, struck }) => {
    const made = chip(text, [at, y], tone, struck ? { struck, weight: 'regular' } : {});
    at += chipWidth(text, struck ? 'regular' : 'bold') + 8;
    return made;
  });
}

const entrypoint = ['ping', '-c', '3'];
const cmd = ['localhost'];

const dockerfile = (y: number): readonly Mark[] => [
  box(frame(left, y, inner, 120), 'white', { radius: 16 }),
  ...words('ENTRYPOINT', frame(left + 20, y + 10, 180, 48), { size: 24, weight: 'bold', align: 'start' }),
  ...line(of('deep', ...entrypoint), left + 210, y + 12),
  ...words('CMD', frame(left + 20, y + 62, 180, 48), { size: 24, weight: 'bold', align: 'start' }),
  ...line(of('foam', ...cmd), left + 210, y + 64),
];

const panel = 172;

/** One way to run it: what is typed, how it joins, and what is to be known. */
function way(y: number, typed: readonly Word[], argv: readonly Word[], says: string): readonly Mark[] {
  return [
    box(frame(left, y, inner, panel), 'mist', { radius: 16 }),
    ...line(typed, left + 20, y + 14),
    ...arrow([
      [left + 42, y + 62],
      [left + 42, y + 92],
      [left + 76, y + 92],
    ]),
    ...line(argv, left + 84, y + 92 - chipHeight / 2 + 2),
    ...words(says, frame(left + 20, y + 124, inner - 40, 38), { fill: soft, align: 'start' }),
  ];
}

/** How ENTRYPOINT, CMD and the words of `docker run` become one command. */
export const joining: Drawing = (say) => {
  const first = below + 136;
  const run = (...after: readonly Word[]) => [...of('white', 'docker run', 'img'), ...after];
  const other = 'example.com';
  return {
    svg: canvas(first + 3 * (panel + 16) + 20, sayPlain(say, 'What runs: ENTRYPOINT, then CMD'), [
      ...dockerfile(below),
      ...way(
        first,
        run(),
        [...of('deep', ...entrypoint), ...of('foam', ...cmd)],
        sayPlain(say, 'Nothing after the image: CMD is the default.'),
      ),
      ...way(
        first + panel + 16,
        run(...of('sand', other)),
        [...of('deep', ...entrypoint), ...of('sand', other), ...dropped(...cmd)],
        sayPlain(say, 'What follows the image replaces CMD as a whole.'),
      ),
      ...way(
        first + 2 * (panel + 16),
        [...of('white', 'docker run'), ...of('sand', '--entrypoint date'), ...of('white', 'img')],
        [...of('sand', 'date'), ...dropped(entrypoint.join(' '), ...cmd)],
        sayPlain(say, '--entrypoint replaces ENTRYPOINT and drops CMD too.'),
      ),
    ]),
    alt: say(
      'A Dockerfile has ENTRYPOINT {entrypoint} and CMD {cmd}. docker run img runs {plain}: nothing follows the image, so CMD is the default. docker run img {other} runs {replaced}: what follows the image replaces CMD as a whole. docker run --entrypoint date img runs date: --entrypoint replaces ENTRYPOINT and drops CMD too.',
      {
        entrypoint: JSON.stringify(entrypoint),
        cmd: JSON.stringify(cmd),
        plain: [...entrypoint, ...cmd].join(' '),
        other,
        replaced: [...entrypoint, other].join(' '),
      },
    ),
  };
};
