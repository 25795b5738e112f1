/** CMD alone, ENTRYPOINT alone and both, side by side, on the same image and with the same `docker run`. */
import type { BaseImage } from '#core/dockerfile/images.ts';
import { type EffectiveProcess, effectiveProcess, type NoProcess } from '#core/dockerfile/process.ts';
import { english, type Say } from '#core/say.ts';

/** An ENTRYPOINT and a CMD as they are written behind their keywords. */
export interface MatrixQuestion {
  /** The image that FROM names. */
  readonly base: string;
  /** What stands behind ENTRYPOINT and CMD, in either form: `["node", "app.js"]` or `node app.js`. */
  readonly entrypoint: string;
  readonly cmd: string;
  /** Words of `docker run`, as {@link effectiveProcess} takes them. */
  readonly run: readonly string[];
  readonly bases: Readonly<Record<string, BaseImage>>;
}

/** What runs with either of them alone, and with both. */
export interface Matrix {
  readonly cmd: EffectiveProcess | NoProcess;
  readonly entrypoint: EffectiveProcess | NoProcess;
  readonly both: EffectiveProcess | NoProcess;
}

/** Answers the three cases. A line break in what is asked becomes a blank: each is one instruction. */
export function commandMatrix(
  { base, entrypoint, cmd, run, bases }: MatrixQuestion,
  say: Say = english,
): Matrix {
  const answer = (...instructions: string[]) =>
    effectiveProcess(
      { dockerfile: [`FROM ${base}`, ...instructions].map(oneLine).join('\n'), run, bases },
      say,
    );
  return {
    cmd: answer(`CMD ${cmd}`),
    entrypoint: answer(`ENTRYPOINT ${entrypoint}`),
    both: answer(`ENTRYPOINT ${entrypoint}`, `CMD ${cmd}`),
  };
}

const oneLine = (text: string): string => text.replaceAll(/\\?\r?\n/g, ' ');
