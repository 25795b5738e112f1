/** What is wrong with a data file, and where. */
export interface Problem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** A code of `knowledge/rules.ts`: `K105`. */
  readonly rule: string;
  /** What is wrong and what to do. */
  readonly message: string;
}

/** The form that editors and terminals make clickable: `file:line:column rule message`. */
export const formatProblem = ({ file, line, column, rule, message }: Problem): string =>
  `${file}:${line}:${column} ${rule} ${message}`;
