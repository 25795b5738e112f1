import type { EffectiveProcess } from '#core/dockerfile/process.ts';
import { readRun } from '#core/dockerfile/run.ts';
import { canvas, type Drawn, inner, left } from '#core/drawing/canvas.ts';
import { type Flow, few, flow, line, of, type Word } from '#core/drawing/chips.ts';
import type { Mark } from '#core/drawing/mark.ts';
import { ink, soft, type Tone, tones } from '#core/drawing/palette.ts';
import { arrow, box, chipHeight, frame, words } from '#core/drawing/shapes.ts';
import { type Say, sayPlain } from '#core/say.ts';
import { join, type Text } from '#core/text.ts';

interface Row {
  readonly name: string;
  readonly words: readonly Word[];
  /** What is said where there are no words. */
  readonly none: string;
  /** It has words, and none of them runs. */
  readonly unused: boolean;
}

const labelWidth = 176;
const inside = left + 20;

/** One source of words: its name at the left, its words at the right. */
function source({ name, words: given, none, unused }: Row, y: number): Flow {
  const x = inside + labelWidth;
  const label = words(name, frame(inside, y, labelWidth - 12, chipHeight), {
    size: 24,
    weight: 'bold',
    align: 'start',
    fill: unused || given.length === 0 ? soft : ink,
  });
  if (given.length === 0) {
    const says = words(none, frame(x, y, left + inner - x, chipHeight), { align: 'start', fill: soft });
    return { marks: [...label, ...says], height: chipHeight };
  }
  const { marks, height } = flow(given, x, y, left + inner - 20, unused);
  return { marks: [...label, ...marks], height };
}

/** Things under each other, with a space after each. */
function pile(y: number, space: number, all: readonly ((y: number) => Flow)[]): Flow {
  let at = y;
  const marks = all.flatMap((each) => {
    const { marks, height } = each(at);
    at += height + space;
    return marks;
  });
  return { marks, height: at - space - y };
}

/** A box with a heading around chips. */
function panel(heading: string, given: readonly Word[], tone: Tone, indent: number) {
  return (y: number): Flow => {
    const x = left + indent;
    const chips = flow(given, x + 20, y + 60, left + inner - 20);
    const height = 60 + chips.height + 20;
    return {
      marks: [
        box(frame(x, y, inner - indent, height), tone, { radius: 16 }),
        ...words(heading, frame(x + 20, y + 12, inner - indent - 40, 40), {
          size: 26,
          weight: 'bold',
          align: 'start',
          fill: tones[tone].ink,
        }),
        ...chips.marks,
      ],
      height,
    };
  };
}

/** Where each word of `argv` came from, and what is left unused. */
function trace({ image, argv }: EffectiveProcess, run: readonly string[]) {
  const read = readRun(run);
  const { args, entrypoint: override, init } = 'fault' in read ? { ...nothing } : read;
  const entrypoint = image.Entrypoint ?? [];
  const cmd = image.Cmd ?? [];
  const cmdRuns = args.length === 0 && override === undefined && cmd.length > 0;
  const tail = args.length > 0 ? args : cmdRuns ? cmd : [];
  const first = argv.slice(0, argv.length - tail.length);
  return {
    entrypoint,
    cmd,
    args,
    override,
    init,
    cmdRuns,
    entrypointRuns: override === undefined && first.length > 0,
    argv: [...of(override === undefined ? 'ENTRYPOINT' : 'run', first), ...of(cmdRuns ? 'CMD' : 'run', tail)],
  };
}

type Traced = ReturnType<typeof trace>;

const nothing = { args: [], entrypoint: undefined, init: false } as const;

function pid1Says(result: EffectiveProcess, init: boolean, say: Say): string {
  if (init) return sayPlain(say, 'With --init a small init is process 1 and passes signals on.');
  const { inner: started } = result;
  if (started?.error)
    return sayPlain(say, 'It ends at once, with exit code {code}.', { code: String(started.error.code) });
  if (!started || started.argv.length === 0) return sayPlain(say, 'It gets the signals of docker stop.');
  if (started.pid1 === 'program')
    return sayPlain(say, 'The shell steps aside: the program is process 1 and gets the signals.');
  if (started.pid1 === 'shell')
    return sayPlain(say, 'The shell stays process 1: the signals of docker stop do not reach the program.');
  return sayPlain(say, 'Whether the program gets the signals depends on the shell in the image.');
}

/** Where the words come from, row by row. */
function rowsOf(traced: Traced, say: Say): readonly Row[] {
  const { entrypoint, entrypointRuns, cmd, cmdRuns, override, args } = traced;
  const none = sayPlain(say, 'none');
  return [
    { name: 'ENTRYPOINT', words: few(of('ENTRYPOINT', entrypoint)), none, unused: !entrypointRuns },
    { name: 'CMD', words: few(of('CMD', cmd)), none, unused: !cmdRuns },
    ...(override === undefined
      ? []
      : [{ name: '--entrypoint', words: few(of('run', [override])), none, unused: override === '' }]),
    { name: 'docker run', words: few(of('run', args)), none: sayPlain(say, 'no arguments'), unused: false },
  ];
}

const verdictHeight = 84;

/** What becomes of the signals, in two lines at most. */
function verdict(text: string, bad: boolean, y: number): readonly Mark[] {
  const tone = bad ? 'sand' : 'foam';
  return [
    box(frame(left, y, inner, verdictHeight), tone, { radius: 16 }),
    ...words(text, frame(inside, y, inner - 40, verdictHeight), {
      size: 24,
      align: 'start',
      lines: 2,
      fill: tones[tone].ink,
    }),
  ];
}

/**
 * The picture of one answer: image → run → process. `run` is what the question was asked with (see `effectiveProcess`).
 * Long words are shortened with a visible `…`, further ones counted; the picture stays readable whatever they are.
 */
export function drawProcess(result: EffectiveProcess, run: readonly string[], say: Say): Drawn {
  const traced = trace(result, run);
  const { init } = traced;
  const argv = few(traced.argv);
  const started = few(of(traced.argv[0]?.from ?? 'run', result.inner?.argv ?? []));
  const rows = rowsOf(traced, say);
  const first = init ? sayPlain(say, 'Child of process 1') : sayPlain(say, 'Process 1');
  const signals = pid1Says(result, init, say);
  const sources = pile(
    114,
    14,
    rows.map((row) => (y: number) => source(row, y)),
  );
  const below = 114 + sources.height + 20;
  const results = pile(below + 56, 14, [
    panel(first, argv, 'mist', 0),
    ...(started.length > 0 ? [panel(sayPlain(say, 'The shell starts'), started, 'white', 44)] : []),
  ]);
  const end = below + 56 + results.height + 14;
  const unheard =
    result.inner?.error !== undefined || (!init && started.length > 0 && result.inner?.pid1 === 'shell');
  return {
    svg: canvas(end + verdictHeight + left, sayPlain(say, 'What runs in the end'), [
      box(frame(left, 94, inner, sources.height + 40), 'white', { radius: 16 }),
      ...sources.marks,
      ...arrow([
        [left + inner / 2, below + 4],
        [left + inner / 2, below + 52],
      ]),
      ...results.marks,
      ...verdict(signals, unheard, end),
    ]),
    alt: told(rows, { first, argv, started, signals }, say),
  };
}

interface Told {
  readonly first: string;
  readonly argv: readonly Word[];
  readonly started: readonly Word[];
  readonly signals: string;
}

function told(rows: readonly Row[], { first, argv, started, signals }: Told, say: Say): Text {
  const sources = rows.map(({ name, words: given, none, unused }) =>
    given.length > 0 && unused
      ? say('{name}: {words} (not used).', { name, words: line(given) })
      : [`${name}: ${given.length > 0 ? line(given) : none}.`],
  );
  return join(
    [
      ...sources,
      [`${first}: ${line(argv)}.`],
      ...(started.length > 0 ? [[`${sayPlain(say, 'The shell starts')}: ${line(started)}.`]] : []),
      signals,
    ],
    ' ',
  );
}
