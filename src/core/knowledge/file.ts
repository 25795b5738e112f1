import { CORE_SCHEMA, load } from 'js-yaml';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Problem } from '#core/knowledge/problem.ts';

/** A data file as it was found: its path below the data folder, with `/`, and its content. */
export interface DataFile {
  readonly path: string;
  readonly content: string;
  /** The folder it lies in where that is a team's own, as a person wrote it; problems are told with it. */
  readonly folder?: string;
}

/** Where in a YAML document something stands: keys and indices from the top. */
export type Path = readonly PropertyKey[];

/** A parsed file that can say where each of its values stands. */
export interface Sheet {
  readonly file: string;
  readonly value: unknown;
  /** Whether it is of a team's own folder. */
  readonly team: boolean;
  /** Whether the word that marks what is still to be written stands anywhere in it. */
  readonly unfinished: boolean;
  problem(path: Path, rule: string, message: string): Problem;
}

/** A value's YAML, read quickly; `undefined` where there is a fault, which {@link locate} will then find. */
function quickly(content: string): { readonly value: unknown } | undefined {
  try {
    return { value: load(content, { schema: CORE_SCHEMA }) };
  } catch {
    return undefined;
  }
}

/** The same YAML read by the parser that knows where everything stands; some ten times slower. */
function locate(content: string, file: string) {
  const lines = new LineCounter();
  const document = parseDocument(content, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number, rule: string, message: string): Problem => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1), rule, message };
  };
  return { document, at };
}

/**
 * Parses YAML 1.2 with unique keys; faults carry their place. `undefined` where there is nothing to go on with. Good files
 * are read by the quick parser alone: only a problem needs to know places, and a start has hundreds of good files.
 */
export function readSheet({ path, content, folder }: DataFile): {
  sheet?: Sheet;
  problems: readonly Problem[];
} {
  const file = folder === undefined ? path : `${folder}/${path}`;
  const quick = quickly(content);
  let located = quick ? undefined : locate(content, file);
  if (located && located.document.errors.length > 0) {
    const { document, at } = located;
    return { problems: document.errors.map((error) => at(error.pos[0], 'K101', error.message)) };
  }
  const sheet: Sheet = {
    file,
    team: folder !== undefined,
    unfinished: content.includes('TODO'),
    value: quick ? quick.value : (located?.document.toJS({ maxAliasCount: 0 }) as unknown),
    problem: (where, rule, message) => {
      located ??= locate(content, file);
      return located.at(offsetOf(located.document, where), rule, message);
    },
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

/** What a draft says where something is still to be written: `TODO`, or `TODO: a word on what`. */
const blank = /^TODO(?::|$)/;

/** The places of a value that are still to be written. */
export function blanksOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value === 'string') return blank.test(value.trim()) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    blanksOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** A zod issue as a problem of the sheet. The commonest slips, a missing language and a long cell, have rules of their own. */
export function issueProblem(sheet: Sheet, base: Path, issue: z.core.$ZodIssue): Problem {
  const path = [...base, ...issue.path];
  const last = path.at(-1);
  const missing =
    issue.code === 'invalid_type' && issue.input === undefined && (last === 'ko' || last === 'en');
  const shown = path.map(String).join('.');
  const long = issue.code === 'too_big' && issue.origin === 'string' && path.includes('cells');
  return sheet.problem(path, missing ? 'K103' : long ? 'K109' : 'K102', `${shown}: ${issue.message}`);
}
