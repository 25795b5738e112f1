import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Problem } from '#core/knowledge/problem.ts';

/** A data file as it was found: its path below the data folder, with `/`, and its content. */
export interface DataFile {
  readonly path: string;
  readonly content: string;
}

/** Where in a YAML document something stands: keys and indices from the top. */
export type Path = readonly PropertyKey[];

/** A parsed file that can say where each of its values stands. */
export interface Sheet {
  readonly file: string;
  readonly value: unknown;
  problem(path: Path, rule: string, message: string): Problem;
}

/** Parses YAML 1.2 with unique keys; faults carry their place. `undefined` where there is nothing to go on with. */
export function readSheet({ path, content }: DataFile): { sheet?: Sheet; problems: readonly Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument(content, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number, rule: string, message: string): Problem => {
    const { line, col } = lines.linePos(offset);
    return { file: path, line: Math.max(line, 1), column: Math.max(col, 1), rule, message };
  };
  if (document.errors.length > 0)
    return { problems: document.errors.map((error) => at(error.pos[0], 'K101', error.message)) };
  const sheet: Sheet = {
    file: path,
    value: document.toJS({ maxAliasCount: 0 }) as unknown,
    problem: (where, rule, message) => at(offsetOf(document, where), rule, message),
  };
  return { sheet, problems: [] };
}

/** The offset of the value at `path`, or of the nearest thing above it that exists. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** A zod issue as a problem of the sheet. A missing language has a rule of its own, since it is the commonest slip. */
export function issueProblem(sheet: Sheet, base: Path, issue: z.core.$ZodIssue): Problem {
  const path = [...base, ...issue.path];
  const last = path.at(-1);
  const missing =
    issue.code === 'invalid_type' && issue.input === undefined && (last === 'ko' || last === 'en');
  const shown = path.map(String).join('.');
  return sheet.problem(path, missing ? 'K103' : 'K102', `${shown}: ${issue.message}`);
}
