import { below, canvas, type Drawing, left } from '#core/drawing/canvas.ts';
import type { Mark } from '#core/drawing/mark.ts';
import { soft } from '#core/drawing/palette.ts';
import { arrow, card, frame, type Point, pill, words } from '#core/drawing/shapes.ts';
import { sayPlain } from '#core/say.ts';

const main = 148;
const wide = 262;
const tall = 84;
const rise = 168;
const middle = main + wide / 2;
const side = 78;
const top = below + 46;

/** The upper edge of a state, counted from the top. */
const row = (index: number): number => top + index * rise;

/** What leads from one state down to the next. */
function down(from: number, command: string, also?: string): readonly Mark[] {
  const y = row(from) + tall;
  const at: Point = [middle, y + 38];
  return [
    ...arrow([
      [middle, y],
      [middle, row(from + 1) - 2],
    ]),
    ...pill(command, at),
    ...(also === undefined
      ? []
      : words(also, frame(middle + 88, y + 18, 684 - middle - 88, 40), { fill: soft, align: 'start' })),
  ];
}

/** A way round at the left: out of one state, past others, into another. */
function round(from: number, to: number, command: string, enter: number): readonly Mark[] {
  const [start, end] = [row(from) + tall / 2, row(to) + enter];
  return [
    ...arrow([
      [main, start],
      [side, start],
      [side, end],
      [main - 2, end],
    ]),
    ...pill(command, [side, (start + end) / 2]),
  ];
}

/** The life of a container: its states, and the commands that lead from one to the next. */
export const lifecycle: Drawing = (say) => {
  const state = (index: number) => frame(main, row(index), wide, tall);
  const running = row(2);
  return {
    svg: canvas(row(4) + tall + left, sayPlain(say, 'The life of a container'), [
      ...words(sayPlain(say, 'On the arrows: what comes after docker'), frame(left, 74, 648, 36), {
        fill: soft,
        align: 'start',
      }),
      ...down(0, 'create'),
      ...down(1, 'start'),
      ...down(2, 'stop · kill', sayPlain(say, 'or process 1 ends')),
      ...down(3, 'rm', sayPlain(say, 'with run --rm: by itself')),
      ...words('run = create + start', frame(main + wide + 20, row(1), 684 - main - wide - 20, tall), {
        fill: soft,
        align: 'start',
      }),
      ...round(0, 2, 'run', 28),
      ...round(3, 2, 'start', 58),
      ...arrow([
        [main + wide, running + 24],
        [518, running + 24],
      ]),
      ...arrow([
        [520, running + 62],
        [main + wide + 2, running + 62],
      ]),
      ...words('pause', frame(main + wide, running - 16, 104, 34), { weight: 'bold' }),
      ...words('unpause', frame(main + wide, running + 70, 104, 34), { weight: 'bold' }),
      ...card(state(0), 'ghost', sayPlain(say, 'Image'), sayPlain(say, 'no container yet')),
      ...card(state(1), 'foam', 'created', sayPlain(say, 'nothing runs yet')),
      ...card(state(2), 'deep', 'running', sayPlain(say, 'process 1 is at work')),
      ...card(frame(520, running, 164, tall), 'foam', 'paused', sayPlain(say, 'frozen')),
      ...card(state(3), 'sand', 'exited', sayPlain(say, 'its files are still there')),
      ...card(state(4), 'coral', sayPlain(say, 'removed'), sayPlain(say, 'its layer is gone')),
    ]),
    alt: say(
      'The states of a container from top to bottom, and the docker commands between them. Image, no container yet → create → created, nothing runs yet → start → running, process 1 is at work → stop or kill, or process 1 ends → exited, its files are still there → rm (with run --rm by itself) → removed, its layer is gone. run goes from the image to running in one go: create and start. start leads from exited back to running. pause leads from running to paused, where it is frozen, and unpause back.',
    ),
  };
};
