import { below, canvas, type Drawing, inner, left } from '#core/drawing/canvas.ts';
import type { Mark } from '#core/drawing/mark.ts';
import { arrow, box, card, frame, pill, step, words } from '#core/drawing/shapes.ts';
import { sayPlain } from '#core/say.ts';

/** The name of the example's image. */
const image = 'hong/app:1.0';

const half = (inner - 40) / 2;
const registry = below + 4;
const zone = registry + 250;
const high = 382;

/** A computer: its name, what is at its top and at its bottom, and the step between the two. */
function computer(x: number, name: string, cards: readonly Mark[], arrows: readonly Mark[]): readonly Mark[] {
  return [
    box(frame(x, zone, half, high), 'mist', { radius: 16 }),
    ...arrows,
    ...cards,
    ...words(name, frame(x + 16, zone + high - 54, half - 32, 44), { size: 26, weight: 'bold' }),
  ];
}

/** From a Dockerfile on one computer through a registry to a container on another. */
export const journey: Drawing = (say) => {
  const second = left + half + 40;
  const upper = (x: number) => frame(x + 20, zone + 24, half - 40, 92);
  const lower = (x: number) => frame(x + 20, zone + 222, half - 40, 92);
  const [mine, theirs] = [left + half / 2, second + half / 2];
  const leg = (number: number, command: string, x: number, from: number, to: number): readonly Mark[] => [
    ...arrow([
      [x, from],
      [x, to],
    ]),
    ...pill(command, [x + 22, (from + to) / 2]),
    ...step(number, [x - 96, (from + to) / 2]),
  ];
  return {
    svg: canvas(zone + high + left, sayPlain(say, 'From your computer to the server'), [
      ...card(
        frame(left, registry, inner, 136),
        'sea',
        sayPlain(say, 'Registry'),
        'Docker Hub · ghcr.io · ECR',
      ),
      ...leg(2, 'docker push', mine, zone + 24, registry + 138),
      ...leg(3, 'docker pull', theirs, registry + 136, zone + 22),
      ...computer(
        left,
        sayPlain(say, 'Your computer'),
        [
          ...card(upper(left), 'deep', image, sayPlain(say, 'image')),
          ...card(lower(left), 'white', 'Dockerfile', sayPlain(say, 'and your code')),
        ],
        leg(1, 'docker build', mine, zone + 222, zone + 118),
      ),
      ...computer(
        second,
        sayPlain(say, 'Server'),
        [
          ...card(upper(second), 'deep', image, sayPlain(say, 'the same image')),
          ...card(lower(second), 'sand', sayPlain(say, 'Container'), sayPlain(say, 'the app runs')),
        ],
        leg(4, 'docker run', theirs, zone + 116, zone + 220),
      ),
    ]),
    alt: say(
      'Four steps. 1. On your computer, docker build makes the image {image} from a Dockerfile and your code. 2. docker push uploads it to a registry such as Docker Hub, ghcr.io or ECR. 3. On the server, docker pull downloads the same image. 4. docker run makes a container of it, and the app runs.',
      { image },
    ),
  };
};
