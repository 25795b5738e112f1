import { execForm } from '#core/dockerfile/json.ts';
/** Which process a container runs in the end: a Dockerfile and the words of `docker run`, put together as the engine does. */

import { adviseRun } from '#core/dockerfile/advice.ts';
import { build } from '#core/dockerfile/build.ts';
import { BuildFault } from '#core/dockerfile/fault.ts';
import { hintDefault, hintElsewhere, hintUndeclared } from '#core/dockerfile/hints.ts';
import type { Image } from '#core/dockerfile/image.ts';
import type { BaseImage } from '#core/dockerfile/images.ts';
import { findInner, type Inner } from '#core/dockerfile/inner.ts';
import { readInstructions } from '#core/dockerfile/instructions.ts';
import { checkLint, readLint } from '#core/dockerfile/lint.ts';
import { type Hint, Report, type Step } from '#core/dockerfile/report.ts';
import { type Run, readRun } from '#core/dockerfile/run.ts';
import { pickTarget, readStages } from '#core/dockerfile/stages.ts';
import { hintStyle } from '#core/dockerfile/style.ts';
import { english, type Say, sayPlain } from '#core/say.ts';

/** A Dockerfile, what is given to `docker run`, and what is known of base images. */
export interface ProcessQuestion {
  /** The text of the Dockerfile. */
  readonly dockerfile: string;
  /** Words of `docker run`: options, `@` for the image, then arguments; without `@` all of them are arguments. */
  readonly run: readonly string[];
  /** Images that FROM may name; they come before the official ones that are known anyway. */
  readonly bases: Readonly<Record<string, BaseImage>>;
  /** The stage to build, by its name in any case; the last one if not given. The builder knows no numbers here. */
  readonly target?: string;
}

/** What runs in the end. */
export interface EffectiveProcess {
  /** What the image was given; `null` for none. */
  readonly image: { readonly Entrypoint: readonly string[] | null; readonly Cmd: readonly string[] | null };
  /** What PID 1 gets (with `--init`: its child). */
  readonly argv: readonly string[];
  /** What a shell starts, when `argv` is a shell with a text; undefined when it is none or cannot be told for sure. */
  readonly inner?: Inner;
  readonly steps: readonly Step[];
  readonly hints: readonly Hint[];
}

/** Why nothing runs. */
export interface NoProcess {
  readonly error: {
    /** `build`: the Dockerfile does not build. `create`: the container cannot be made. */
    readonly at: 'build' | 'create';
    readonly line?: number;
    /** The engine's own wording, in English. */
    readonly message: string;
  };
  readonly steps: readonly Step[];
  readonly hints: readonly Hint[];
}

/**
 * Answers which process runs. Pure, takes time in proportion to the length of what it is given, and never throws: what
 * the engine would refuse comes back as `error`. Modelled on Docker Engine 28 with BuildKit 0.25.
 */
export function effectiveProcess(
  question: ProcessQuestion,
  say: Say = english,
): EffectiveProcess | NoProcess {
  const report = new Report(say);
  const told = () => ({ steps: report.steps, hints: report.hints });
  let image: Image;
  try {
    image = buildImage(question, report);
  } catch (error) {
    if (!(error instanceof BuildFault)) throw error;
    const { line, message } = error;
    return { error: { at: 'build', ...(line !== undefined && { line }), message }, ...told() };
  }
  const run = readRun(question.run);
  if ('fault' in run) return { error: { at: 'create', message: run.fault }, ...told() };
  const argv = commandOf(image, run, report);
  const inner = argv.length > 0 ? findInner(argv, image, run, report) : undefined;
  if (run.init) {
    report.step(
      'init',
      sayPlain(say, 'With --init a small init is process 1, and this command is its child'),
    );
  }
  adviseRun(report, image, run, argv, inner);
  if (argv.length === 0) return { error: { at: 'create', message: 'no command specified' }, ...told() };
  return {
    image: { Entrypoint: orNull(image.entrypoint.words), Cmd: orNull(image.cmd.words) },
    argv,
    ...(inner && { inner }),
    ...told(),
  };
}

const orNull = (words: readonly string[]): readonly string[] | null => (words.length > 0 ? words : null);

/** Builds the image only. Throws a {@link BuildFault}. */
function buildImage({ dockerfile, bases, target }: ProcessQuestion, report: Report): Image {
  if (dockerfile === '') throw new BuildFault('the Dockerfile cannot be empty');
  const settings = readLint(dockerfile);
  const source = readInstructions(dockerfile);
  const stages = readStages(source, target, {
    undeclared: (name, line) => hintUndeclared(report, name, line),
    unnamed: (written, line) => hintDefault(report, written, line),
  });
  hintStyle(report, source, stages);
  const image = build(source, stages, pickTarget(stages, target), bases, report);
  const isEmpty = image.entrypoint.words.length + image.cmd.words.length === 0;
  if (isEmpty && !image.unknownBase) hintElsewhere(report, stages);
  checkLint(settings, report.hints);
  return image;
}

/** The engine's rule of merging: image ENTRYPOINT and CMD, `--entrypoint`, arguments. Empty when nothing is left. */
export function commandOf(image: Image, run: Run, report: Report): readonly string[] {
  const { say } = report;
  const { args } = run;
  const cmd = image.cmd.words;
  if (run.entrypoint === undefined) {
    const [first] = image.entrypoint.words;
    // An image whose ENTRYPOINT is one empty word has none at run time.
    const entrypoint = image.entrypoint.words.length === 1 && first === '' ? [] : image.entrypoint.words;
    tellArguments(image, run, entrypoint, report);
    return [...entrypoint, ...(args.length > 0 ? args : cmd)];
  }
  const entrypoint = run.entrypoint === '' ? [] : [run.entrypoint];
  report.step(
    'entrypoint-option',
    run.entrypoint === ''
      ? sayPlain(say, '--entrypoint with an empty text leaves no ENTRYPOINT')
      : sayPlain(say, '--entrypoint replaces the ENTRYPOINT by one word, {word}; it is not split', {
          word: run.entrypoint,
        }),
  );
  if (cmd.length > 0) {
    report.step(
      'entrypoint-option-drops-cmd',
      sayPlain(say, 'With --entrypoint the CMD of the image is not used either: {cmd}', {
        cmd: execForm(cmd),
      }),
    );
  }
  return [...entrypoint, ...args];
}

function tellArguments(image: Image, { args }: Run, entrypoint: readonly string[], report: Report): void {
  const { say } = report;
  const cmd = image.cmd.words;
  if (args.length > 0 && cmd.length > 0) {
    report.step(
      'args-replace-cmd',
      sayPlain(say, 'The arguments {args} take the place of the whole CMD {cmd}', {
        args: execForm(args),
        cmd: execForm(cmd),
      }),
    );
  }
  if (entrypoint.length === 0) {
    if (args.length === 0) {
      if (cmd.length > 0)
        report.step('cmd-alone', sayPlain(say, 'Without an ENTRYPOINT, CMD is the whole command'));
    } else
      report.step('args-alone', sayPlain(say, 'Without an ENTRYPOINT, the first argument is the program'));
  } else if (args.length > 0) {
    report.step('args-after-entrypoint', sayPlain(say, 'The arguments stand behind the ENTRYPOINT'));
  } else if (cmd.length > 0) {
    report.step('cmd-after-entrypoint', sayPlain(say, 'The words of CMD stand behind the ENTRYPOINT'));
  } else report.step('entrypoint-alone', sayPlain(say, 'Without a CMD, ENTRYPOINT is the whole command'));
}
