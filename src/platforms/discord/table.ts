import type { Blocks } from '#core/reply.ts';
import { join, plain, type Span, strong, type Text } from '#core/text.ts';
import { codeFence } from '#platforms/discord/escape.ts';

type Table = Blocks['table'];

/** Characters of a code line that a phone shows without wrapping it. */
const phone = 34;

/**
 * A table as Discord can show it: aligned in code where that is short, or row after row as text, `apart` where a row takes
 * several lines, below its `head` where the rows do not name their columns.
 */
export type Shown =
  | { readonly code: string }
  | { readonly head?: Text; readonly rows: readonly Text[]; readonly apart: boolean };

/**
 * Discord has no tables. Columns only align in a code block, there only on a wide enough screen, and Hangul is not exactly
 * two Latin letters wide in its fonts: so a table is aligned only when it is narrow, plain and Latin. Rows of figures become
 * a line each; otherwise a row becomes its name with a line for each cell, which reads well on a phone.
 */
export function showTable(table: Table): Shown {
  const cells = [table.head, ...table.rows];
  if (cells.flat().every(isPlain)) {
    const aligned = align(cells.map((row) => row.map(plain)));
    if (aligned.every((line) => line.length <= phone)) return { code: codeFence(aligned.join('\n')) };
  }
  if (isBoard(table)) return { head: join(table.head, ' · '), rows: table.rows.map(boardLine), apart: false };
  return { rows: table.rows.map((row) => rowText(table.head, row)), apart: table.head.length > 2 };
}

/** Names with figures beside them, as ranks and points are: at most one column has letters in it. */
function isBoard({ head, rows }: Table): boolean {
  const worded = head.filter((_, column) => rows.some((row) => /\p{L}/u.test(plain(row[column] ?? []))));
  return head.length > 2 && worded.length <= 1;
}

const boardLine = ([first = [], ...cells]: readonly Text[]): Text => join([[strong(first)], ...cells], ' · ');

const isPlain = (text: Text): boolean =>
  text.every((span) => typeof span === 'string') && /^[\x20-\x7e]*$/.test(plain(text));

function align(rows: readonly (readonly string[])[]): readonly string[] {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map((row) =>
    widths
      .map((width, column) => (row[column] ?? '').padEnd(width))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [lines[0] ?? '', rule, ...lines.slice(1)];
}

/** Two columns: `name — value`. More: the name in bold, then a line for each cell with its head. */
function rowText(head: readonly Text[], row: readonly Text[]): Text {
  const [name = [], ...cells] = row;
  const title: readonly Span[] = [strong(name)];
  if (cells.length === 0) return title;
  if (cells.length === 1) return [...title, ' — ', ...(cells[0] ?? [])];
  return [
    ...title,
    ...cells.flatMap((cell, index): Text => {
      const column = head[index + 1] ?? [];
      return ['\n', ...column, ...(plain(column) === '' ? [] : [': ']), ...cell];
    }),
  ];
}
