import { below, canvas, type Drawing, footnote, inner, left } from '#core/drawing/canvas.ts';
import type { Mark } from '#core/drawing/mark.ts';
import { soft, type Tone, tones } from '#core/drawing/palette.ts';
import { arrow, box, card, frame, pill, words } from '#core/drawing/shapes.ts';
import { sayPlain } from '#core/say.ts';

const half = (inner - 24) / 2;

/** One layer: the instruction that made it at the left, what it holds at the right. */
function layer(y: number, tone: Tone, made: string, holds: string): readonly Mark[] {
  const within = frame(left + 16, y, inner - 32, 56);
  const room = (x: number, width: number) => frame(within.x + x, y, width, 56);
  const fill = tones[tone].ink;
  return [
    box(within, tone),
    ...words(made, room(20, 270), { size: 24, weight: 'bold', align: 'start', fill }),
    ...words(holds, room(300, within.width - 320), { size: 24, align: 'end', fill }),
  ];
}

/** The layers of an image, and the writable layer that each container has on top of them. */
export const layers: Drawing = (say) => {
  const second = left + half + 24;
  const image = below + 196;
  const end = image + 56 + 4 * 64 + 14;
  const writable = sayPlain(say, 'its own writable layer');
  return {
    svg: canvas(end + 130, sayPlain(say, 'An image and its containers'), [
      ...card(frame(left, below, half, 92), 'sand', sayPlain(say, 'Container A'), writable),
      ...card(frame(second, below, half, 92), 'sand', sayPlain(say, 'Container B'), writable),
      ...[left + half / 2, second + half / 2].flatMap((x) => [
        ...arrow([
          [x, image],
          [x, below + 94],
        ]),
        ...pill('docker run', [x, below + 146]),
      ]),
      box(frame(left, image, inner, end - image), 'mist', { radius: 16 }),
      ...words(sayPlain(say, 'Image: read-only layers'), frame(left + 20, image + 8, inner - 40, 44), {
        size: 26,
        weight: 'bold',
        align: 'start',
      }),
      ...layer(image + 56, 'ghost', 'CMD ["python", "app.py"]', sayPlain(say, 'a setting, no layer')),
      ...layer(image + 56 + 64, 'sea', 'COPY . .', sayPlain(say, 'your code')),
      ...layer(image + 56 + 128, 'sea', 'RUN pip install flask', sayPlain(say, 'packages')),
      ...layer(image + 56 + 192, 'deep', 'FROM python:3.13', sayPlain(say, 'the layers of the base image')),
      ...footnote(
        sayPlain(say, 'Both containers read the same layers. A file is copied up before it is changed.'),
        end + 14,
        2,
      ),
      ...words(
        sayPlain(say, 'docker rm throws away only the writable layer.'),
        frame(left, end + 80, inner, 32),
        {
          fill: soft,
          align: 'start',
        },
      ),
    ]),
    alt: say(
      'An image is a pile of read-only layers: at the bottom those of the base image (FROM python:3.13), on them the packages (RUN pip install flask), on those your code (COPY . .). CMD is a setting and makes no layer. Two containers, A and B, were made of it with docker run; each has its own writable layer on top. Both read the same layers below; a file is copied up before it is changed. docker rm throws away only the writable layer.',
    ),
  };
};
