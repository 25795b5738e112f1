import { below, canvas, type Drawing, footnote, inner, left } from '#core/drawing/canvas.ts';
import type { Mark } from '#core/drawing/mark.ts';
import type { Tone } from '#core/drawing/palette.ts';
import { box, card, frame, words } from '#core/drawing/shapes.ts';
import { type Say, sayPlain } from '#core/say.ts';

const gap = 8;
const column = (inner - 24) / 2;
const unit = (column - gap) / 2;
const top = below + 48;
const bottom = top + 388;

interface Floor {
  readonly tone: Tone;
  readonly name: string;
  readonly about?: string;
  readonly height: number;
}

/** Floors from the ground up; gives back where the next one would stand. */
function floors(x: number, width: number, ground: number, all: readonly Floor[]): [readonly Mark[], number] {
  let y = ground;
  const marks = all.flatMap(({ tone, name, about, height }) => {
    y -= height + gap;
    return card(frame(x, y + gap, width, height), tone, name, about);
  });
  return [marks, y + gap];
}

/** Two boxes side by side, each with its own floors inside. */
function units(x: number, ground: number, of: (letter: string) => readonly Floor[]): readonly Mark[] {
  return ['A', 'B'].flatMap((letter, index) => {
    const at = x + index * (unit + gap);
    const [marks, high] = floors(at + gap, unit - 2 * gap, ground - gap, of(letter));
    return [box(frame(at, high - gap, unit, ground - high + gap), 'mist'), ...marks];
  });
}

const app = (say: Say, letter: string): Floor => ({
  tone: 'sea',
  name: sayPlain(say, 'App {letter}', { letter }),
  height: 54,
});
const files = (say: Say): Floor => ({ tone: 'white', name: sayPlain(say, 'Libraries'), height: 54 });
const hardware = (say: Say): Floor => ({ tone: 'foam', name: sayPlain(say, 'Hardware'), height: 60 });

function containers(x: number, say: Say): readonly Mark[] {
  const [marks, ground] = floors(x, column, bottom, [
    hardware(say),
    { tone: 'deep', name: sayPlain(say, 'Host OS'), about: sayPlain(say, 'one kernel for all'), height: 84 },
    { tone: 'ghost', name: sayPlain(say, 'Container engine'), height: 84 },
  ]);
  return [...marks, ...units(x, ground - gap, (letter) => [files(say), app(say, letter)])];
}

function machines(x: number, say: Say): readonly Mark[] {
  const guest: Floor = {
    tone: 'deep',
    name: sayPlain(say, 'Guest OS'),
    about: sayPlain(say, 'own kernel'),
    height: 84,
  };
  const [marks, ground] = floors(x, column, bottom, [
    hardware(say),
    { tone: 'foam', name: sayPlain(say, 'Hypervisor'), height: 84 },
  ]);
  return [...marks, ...units(x, ground - gap, (letter) => [guest, files(say), app(say, letter)])];
}

/** The stack of containers beside the stack of virtual machines: where the kernels are. */
export const stacks: Drawing = (say) => {
  const second = left + column + 24;
  const heading = (text: string, x: number) =>
    words(text, frame(x, below, column, 40), { size: 26, weight: 'bold' });
  const pace = (text: string, x: number) => words(text, frame(x, bottom + 14, column, 32), { size: 24 });
  return {
    svg: canvas(bottom + 136, sayPlain(say, 'Containers and virtual machines'), [
      ...heading(sayPlain(say, 'Containers'), left),
      ...heading(sayPlain(say, 'Virtual machines'), second),
      ...containers(left, say),
      ...machines(second, say),
      ...pace(sayPlain(say, 'A process starts: about 1 s'), left),
      ...pace(sayPlain(say, 'An OS boots: tens of seconds'), second),
      ...footnote(
        sayPlain(
          say,
          'The engine starts and manages the containers; their apps run straight on the kernel of the host.',
        ),
        bottom + 58,
        2,
      ),
    ]),
    alt: say(
      'Two stacks side by side. Containers, from the ground up: hardware; the host OS with one kernel for all; beside it, outlined, the container engine, which only starts and manages; then containers A and B, each with its libraries and its app. Virtual machines: hardware; a hypervisor; then machines A and B, each with a guest OS and a kernel of its own, libraries and an app. A container is a process that starts in about a second; a virtual machine boots an OS, which takes tens of seconds.',
    ),
  };
};
