import { below, canvas, type Drawing, inner, left } from '#core/drawing/canvas.ts';
import type { Mark } from '#core/drawing/mark.ts';
import { arrow, box, card, chipWidth, frame, pill, step, words } from '#core/drawing/shapes.ts';
import { sayPlain } from '#core/say.ts';

/** The name of the example's image. */
const image = 'hong/app:1.0';

const half = (inner - 40) / 2;
const second = left + half + 40;
const registry = below + 4;
const shore = registry + 148;
const zone = shore + 112;
const high = 382;
const upper = (x: number) => frame(x + 20, zone + 24, half - 40, 92);
const lower = (x: number) => frame(x + 20, zone + 222, half - 40, 92);

/** One step: its arrow from one y to another, with its number and command around the y `at`. */
function leg(
  number: number,
  command: string,
  x: number,
  from: number,
  to: number,
  at: number,
): readonly Mark[] {
  return [
    ...arrow([
      [x, from],
      [x, to],
    ]),
    ...pill(command, [x, at]),
    ...step(number, [x - chipWidth(command) / 2 - 30, at]),
  ];
}

const computer = (x: number, name: string): readonly Mark[] => [
  box(frame(x, zone, half, high), 'mist', { radius: 16 }),
  ...words(name, frame(x + 16, zone + high - 56, half - 32, 44), { size: 26, weight: 'bold' }),
];

/** From a Dockerfile on one computer through a registry to a container on another. */
export const journey: Drawing = (say) => {
  const [mine, theirs] = [left + half / 2, second + half / 2];
  const [across, inside] = [(shore + zone) / 2, zone + 169];
  return {
    svg: canvas(zone + high + left, sayPlain(say, 'From your computer to the server'), [
      box(frame(left, registry, inner, shore - registry), 'sea', { radius: 16 }),
      ...card(
        frame(left + 20, registry + 6, inner - 40, 84),
        'sea',
        sayPlain(say, 'Registry'),
        'Docker Hub · ghcr.io · ECR',
      ),
      ...pill(image, [left + inner / 2, registry + 114], 'deep'),
      ...computer(left, sayPlain(say, 'Your computer')),
      ...computer(second, sayPlain(say, 'Server')),
      ...leg(1, 'docker build', mine, zone + 221, zone + 119, inside),
      ...leg(2, 'docker push', mine, zone + 22, shore + 3, across),
      ...leg(3, 'docker pull', theirs, shore + 3, zone + 21, across),
      ...leg(4, 'docker run', theirs, zone + 118, zone + 219, inside),
      ...card(upper(left), 'deep', image, sayPlain(say, 'image')),
      ...card(lower(left), 'white', 'Dockerfile', sayPlain(say, 'and your code')),
      ...card(upper(second), 'deep', image, sayPlain(say, 'the same image')),
      ...card(lower(second), 'sand', sayPlain(say, 'Container'), sayPlain(say, 'the app runs')),
    ]),
    alt: say(
      'Four steps. 1. On your computer, docker build makes the image {image} from a Dockerfile and your code. 2. docker push uploads it to a registry such as Docker Hub, ghcr.io or ECR. 3. On the server, docker pull downloads the same image. 4. docker run makes a container of it, and the app runs.',
      { image },
    ),
  };
};
