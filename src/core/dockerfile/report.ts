/** What is told beside the result: the rules that applied, in order, and the mistakes that were seen. */
import { english, type Say } from '#core/say.ts';

/** One rule that applied. */
export interface Step {
  /** A stable code: `entrypoint-clears-base-cmd`. */
  readonly rule: string;
  /** The line of the Dockerfile, counted from 1. */
  readonly line?: number;
  readonly message: string;
}

/** One mistake, or what is probably one. */
export interface Hint {
  /** BuildKit's own name (`JSONArgsRecommended`) where it has a rule, else ours (`swallowed-arguments`). */
  readonly code: string;
  readonly line?: number;
  readonly message: string;
  /** What to write instead, where it can be computed. */
  readonly fix?: string;
  /** Names that other linters give to the same (`DL3025`). */
  readonly also?: readonly string[];
}

/** Gathers steps and hints while a Dockerfile is read. */
export class Report {
  readonly steps: Step[] = [];
  readonly hints: Hint[];
  readonly say: Say;

  constructor(say: Say = english, hints: Hint[] = []) {
    this.say = say;
    this.hints = hints;
  }

  /** Another one that shares the hints: for what is built, but does not decide what runs. */
  aside(): Report {
    return new Report(this.say, this.hints);
  }

  step(rule: string, message: string, line?: number): void {
    this.steps.push({ rule, ...(line !== undefined && { line }), message });
  }

  hint(
    code: string,
    message: string,
    more: { line?: number; fix?: string; also?: readonly string[] } = {},
  ): void {
    const { line, fix, also } = more;
    this.hints.push({
      code,
      ...(line !== undefined && { line }),
      message,
      ...(fix !== undefined && { fix }),
      ...(also && { also }),
    });
  }
}
