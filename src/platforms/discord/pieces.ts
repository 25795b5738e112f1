import type { Block, BlockRendering, Blocks, Button } from '#core/reply.ts';
import { join, plain, type Text, visit } from '#core/text.ts';
import { codeFence } from '#platforms/discord/escape.ts';
import { cut, limits } from '#platforms/discord/limits.ts';
import { markdown } from '#platforms/discord/markdown.ts';
import { splitCode, splitText } from '#platforms/discord/split.ts';
import { showTable } from '#platforms/discord/table.ts';

/** What a message is built of; none is larger than a page, so that a page can always take the next one. */
export type Piece =
  /**
   * `loose`: a display of its own; otherwise a line of the one before, `apart`: after an empty one. `keep`: a heading, which
   * stays with what follows and takes text into its own display (each counts).
   */
  | {
      readonly kind: 'text';
      readonly content: string;
      readonly loose: boolean;
      readonly apart?: boolean;
      readonly keep?: true;
    }
  | { readonly kind: 'picture'; readonly svg: string; readonly alt: string }
  /** The end of a table whose rows look like headings with a paragraph each. */
  | { readonly kind: 'rule' }
  | {
      readonly kind: 'buttons';
      readonly buttons: readonly { readonly label: string; readonly button: Button }[];
    };

/** Whether a piece goes on in the display of the one before it. */
export const joins = (piece: Piece, before: Piece | undefined): boolean =>
  piece.kind === 'text' && before?.kind === 'text' && (!piece.loose || before.keep === true);

/** Characters that one piece may have: well under a page, so that a page breaks between pieces. */
const room = 1800;

const textPiece = (content: string, loose: boolean): Piece => ({ kind: 'text', content, loose });

/**
 * The parts of a text, each behind its sign; what follows the first is a line of the same display. Signs are added to every
 * line, so that a text of many short lines is cut into smaller parts.
 */
function parts(text: Text, prefix: (content: string) => string, inside = room): readonly Piece[] {
  const contents = (part: Text, within: number): readonly string[] =>
    splitText(part, within).flatMap((piece) => {
      const content = prefix(markdown(piece));
      return content.length > room && within > 16 ? contents(piece, within / 4) : [content];
    });
  return contents(text, inside)
    .filter((content) => content.trim() !== '')
    .map((content, index) => textPiece(content, index === 0));
}

const oneLine = (content: string): string => content.replace(/\s*\n\s*/g, ' ');
const bullet = (content: string): string => `- ${content.replace(/\n/g, '\n  ')}`;
const small = (content: string): string => content.replace(/^(?=.)/gm, '-# ');
const quoted = (content: string): string => content.replace(/\n/g, '\n> ');

/** Groups of lines as one display; `apart`: with an empty line between them. */
const joined = (groups: readonly (readonly Piece[])[], apart: boolean): readonly Piece[] =>
  groups.flatMap((group, number) =>
    group.map((piece, index) =>
      piece.kind === 'text'
        ? { ...piece, loose: number + index === 0, apart: apart && index === 0 && number > 0 }
        : piece,
    ),
  );

/** Characters of an item that a phone shows on one line; longer ones without a bullet would run together. */
const oneLined = 30;
/** So many items may each have a display of its own, which is set apart by less than an empty line. */
const fewItems = 6;

/** Items that bring a sign of their own. */
function signedPieces(items: readonly Text[]): readonly Piece[] {
  const lines = items.map((item) => parts(item, (content) => content));
  const long = items.some((item) => plain(item).length > oneLined);
  return long && items.length <= fewItems ? lines.flat() : joined(lines, long);
}

const blocks: BlockRendering<readonly Piece[]> = {
  paragraph: ({ text }) => parts(text, (content) => content),
  heading: ({ text }) =>
    parts(text, (content) => `### ${oneLine(content)}`).map((piece) =>
      piece.kind === 'text' ? { ...piece, keep: true } : piece,
    ),
  note: ({ text }) => parts(text, small),
  list: ({ items, signed }) =>
    signed
      ? signedPieces(items)
      : joined(
          items.map((item) => parts(item, bullet)),
          false,
        ),
  table: (table) => tablePieces(table),
  code: ({ value, language }) => codePieces(value, language),
  picture: ({ svg, alt }) => [
    { kind: 'picture', svg, alt: cut(plain(alt) || ' ', limits.media.description) },
  ],
  buttons: ({ buttons }) => rows(buttons),
};

function tablePieces(table: Blocks['table']): readonly Piece[] {
  const shown = showTable(table);
  if ('code' in shown && shown.code.length <= room) return [textPiece(shown.code, true)];
  if ('code' in shown)
    return joined(
      table.rows.map((row) => parts(join(row, ' '), quoted)),
      false,
    );
  const rows = shown.rows.map((row) => parts(row, quoted));
  const lines = joined([...(shown.head ? [parts(shown.head, small)] : []), ...rows], shown.apart);
  return shown.apart ? [...lines, { kind: 'rule' }] : lines;
}

/** Code in fences that fit; a character that is made visible takes eight, so that a part may have to be cut again. */
function codePieces(value: string, language: string | undefined, inside = room - 32): readonly Piece[] {
  if (value.trim() === '') return [];
  return splitCode(value, inside).flatMap((part) => {
    const fence = codeFence(part, language);
    return fence.length > room && inside > 16
      ? codePieces(part, language, Math.floor(inside / 4))
      : [textPiece(fence, true)];
  });
}

function rows(buttons: readonly Button[]): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let from = 0; from < buttons.length; from += limits.row.buttons) {
    const row = buttons.slice(from, from + limits.row.buttons);
    pieces.push({ kind: 'buttons', buttons: row.map((button) => ({ label: labelOf(button), button })) });
  }
  return pieces;
}

/** A button's words; Discord takes none without any, and shows a label's blanks at the ends not at all. */
export const labelOf = ({ label, call }: Button): string =>
  cut(plain(label).replace(/\s+/g, ' ').trim() || `/${call.command}`, limits.button.label);

/** A block's pieces, in order. */
export const piecesOf = (block: Block): readonly Piece[] => visit(blocks, block);

/** A reply's title as one heading of at most a few lines, and what of it did not fit. */
export function titlePieces(title: Text): { readonly title: string; readonly rest: readonly Piece[] } {
  const [head = [], ...rest] = splitText(title, limits.title);
  return {
    title: `## ${oneLine(markdown(head)).trim() || '…'}`,
    rest: rest.flatMap((part) => parts(part, (content) => content)),
  };
}
