import { below, canvas, type Drawing, inner, left } from '#core/drawing/canvas.ts';
import { type Mark, mark } from '#core/drawing/mark.ts';
import { soft, type Tone, tones } from '#core/drawing/palette.ts';
import { arrow, box, card, frame, pill, words } from '#core/drawing/shapes.ts';
import { sayPlain } from '#core/say.ts';

const gap = 18;
const column = (inner - 2 * gap) / 3;
const container = below;
const store = container + 250;
const flag = store + 138;
const end = flag + 100;

const outline = (tone: Tone) => ({
  fill: tones[tone].fill,
  stroke: tones[tone].line,
  'stroke-width': 2,
});

/** What Docker keeps: a drum. */
const drum = (x: number, y: number, width: number, height: number): readonly Mark[] => [
  mark('path', {
    d: `M${x} ${y + 16}v${height - 32}a${width / 2} 16 0 0 0 ${width} 0v${32 - height}`,
    ...outline('sea'),
  }),
  mark('ellipse', { cx: x + width / 2, cy: y + 16, rx: width / 2, ry: 16, ...outline('foam') }),
];

/** A folder of the host: a sheet with a tab. */
const folder = (x: number, y: number, width: number, height: number): Mark =>
  mark('path', {
    d: `M${x} ${y + 12}a12 12 0 0 1 12 -12h${width * 0.34}l20 20h${width * 0.66 - 44}a12 12 0 0 1 12 12v${height - 44}a12 12 0 0 1 -12 12h${24 - width}a12 12 0 0 1 -12 -12z`,
    ...outline('sand'),
  });

/** Memory: a chip with legs. */
const memory = (x: number, y: number, width: number, height: number): readonly Mark[] => [
  ...Array.from({ length: 6 }, (_, index) => {
    const at = x + ((index + 0.5) * width) / 6;
    return mark('line', {
      x1: at,
      y1: y,
      x2: at,
      y2: y + height,
      stroke: tones.ghost.line,
      'stroke-width': 8,
    });
  }),
  box(frame(x, y + 12, width, height - 24), 'white'),
];

interface Kind {
  readonly path: string;
  readonly shape: (x: number) => readonly Mark[];
  readonly ink: string;
  readonly name: string;
  readonly where: string;
  readonly option: string;
  readonly after: readonly [Tone, string];
}

function kind(index: number, { path, shape, ink, name, where, option, after }: Kind): readonly Mark[] {
  const x = left + index * (column + gap);
  const middle = x + column / 2;
  const [tone, text] = after;
  return [
    ...arrow(
      [
        [middle, container + 134],
        [middle, store - 4],
      ],
      { both: true },
    ),
    ...pill(path, [middle, container + 112]),
    ...shape(x),
    ...words(name, frame(x + 12, store + 40, column - 24, 32), { size: 26, weight: 'bold', fill: ink }),
    ...words(where, frame(x + 12, store + 72, column - 24, 30), { fill: ink }),
    ...words(option, frame(x, flag, column, 32), { weight: 'bold' }),
    ...card(frame(x, end, column, 56), tone, text),
  ];
}

/** Volume, bind mount and tmpfs: where what a container writes really lies, and whether it stays. */
export const mounts: Drawing = (say) => {
  const stays: readonly [Tone, string] = ['foam', sayPlain(say, 'stays')];
  const kinds: readonly Kind[] = [
    {
      path: '/data',
      shape: (x) => drum(x, store, column, 118),
      ink: tones.sea.ink,
      name: sayPlain(say, 'Volume'),
      where: sayPlain(say, 'kept by Docker'),
      option: '-v data:/data',
      after: stays,
    },
    {
      path: '/app',
      shape: (x) => [folder(x, store, column, 118)],
      ink: tones.sand.ink,
      name: sayPlain(say, 'Bind mount'),
      where: sayPlain(say, 'a host folder'),
      option: '-v ./src:/app',
      after: stays,
    },
    {
      path: '/tmp',
      shape: (x) => memory(x, store, column, 118),
      ink: tones.white.ink,
      name: 'tmpfs',
      where: sayPlain(say, 'host memory'),
      option: '--tmpfs /tmp',
      after: ['coral', sayPlain(say, 'gone on stop')],
    },
  ];
  return {
    svg: canvas(end + 92, sayPlain(say, 'Where a container’s data lies'), [
      box(frame(left, container, inner, 112), 'mist', { radius: 16 }),
      ...words(
        sayPlain(say, 'Container: sees three folders'),
        frame(left + 20, container + 20, inner - 40, 50),
        {
          size: 26,
          weight: 'bold',
        },
      ),
      ...kinds.flatMap((each, index) => kind(index, each)),
      ...words(
        sayPlain(say, 'Once the container is removed, what is in it …'),
        frame(left, flag + 50, inner, 34),
        {
          fill: soft,
          align: 'start',
        },
      ),
    ]),
    alt: say(
      'A container sees three folders. /data is a volume, which Docker keeps (-v data:/data). /app is a bind mount: a folder of the host (-v ./src:/app). /tmp is a tmpfs: memory of the host (--tmpfs /tmp). Once the container is removed, what is in the volume and in the host folder stays; what was in the tmpfs is gone as soon as it stops.',
    ),
  };
};
