import type { Range } from './words.ts';

/** Something the client would refuse. */
export interface Fault {
  /** Stable, in kebab case: tests and links may name it. */
  readonly code: string;
  /** Why, in the reader's language. */
  readonly message: string;
  /** What the client itself prints, where that is known. */
  readonly detail?: string;
  readonly source: Range;
  /** What to write in place of `source`. */
  readonly fix?: string;
}

/** Something the client accepts, and only the engine refuses, or that is surely not meant. */
export type Hint = Omit<Fault, 'detail'>;

/** A fault whose place is still to be said. */
export type Refusal = Omit<Fault, 'source'>;

/** The line with a fault's or hint's fix put in; the line itself where it has none. */
export const applyFix = (line: string, { source, fix }: Hint): string =>
  fix === undefined ? line : line.slice(0, source[0]) + fix + line.slice(source[1]);
