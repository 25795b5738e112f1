import type { types } from '@slack/bolt';
import type { Block, Blocks, Button } from '#core/reply.ts';
import { type Parked, spellWithin } from '#core/spelling.ts';
import { join, plain, type Rendering, type Text, text, visit } from '#core/text.ts';
import { cutLabel, limits } from '#platforms/slack/limits.ts';
import { clean, cutAt, type Inline, mrkdwn, richText, splitInline } from '#platforms/slack/span.ts';

type KnownBlock = types.KnownBlock;
type RichTextBlock = types.RichTextBlock;
type TableBlock = types.TableBlock;

/** Something that goes onto a page whole. `again` stands in for it where `blocks` may not stand (a second table). */
export interface Piece {
  readonly blocks: readonly KnownBlock[];
  readonly again?: readonly KnownBlock[];
  readonly parked?: readonly Parked[];
  /** Shown once its file is there; `whole`: `alt` says all, so that the blocks are not needed then. */
  readonly picture?: { readonly svg: string; readonly alt: string; readonly whole: boolean };
}

const rich = (...elements: RichTextBlock['elements']): RichTextBlock => ({ type: 'rich_text', elements });
const section = (elements: Inline[]) => ({ type: 'rich_text_section' as const, elements });

const paragraphs = (content: Text): RichTextBlock[] =>
  splitInline(richText(content), limits.text).map((group) => rich(section(group)));

const one = (blocks: readonly KnownBlock[]): Piece[] => blocks.map((block) => ({ blocks: [block] }));

/** Small print: plain words, or mrkdwn where there are links and nothing in it could be taken for markup. */
function notePieces(content: Text): Piece[] {
  const words = clean(plain(content));
  if (words.trim() === '') return [];
  const linked = content.some((span) => typeof span !== 'string');
  const marked = linked ? mrkdwn(content) : undefined;
  if (linked && (marked === undefined || marked.length > limits.context)) return one(paragraphs(content));
  if (words.length > limits.context) return one(paragraphs(content));
  const element =
    marked === undefined
      ? { type: 'plain_text' as const, text: words, emoji: false }
      : { type: 'mrkdwn' as const, text: marked, verbatim: true };
  return one([{ type: 'context', elements: [element] }]);
}

/** Characters of an item that a phone shows on one line. */
const oneLined = 30;

/** Items that bring a sign of their own: Slack puts a bullet before whatever it is told to list. */
const signedPieces = (items: readonly Text[]): Piece[] =>
  items.some((item) => plain(item).length > oneLined)
    ? items.flatMap((item) => one(paragraphs(item)))
    : one(paragraphs(join(items, '\n')));

function listPieces(items: readonly Text[]): Piece[] {
  const entries = items.flatMap((item) => splitInline(richText(item), limits.text));
  const groups: Inline[][][] = [];
  let room = 0;
  for (const entry of entries) {
    const size = entry.reduce((sum, { text = '' }) => sum + text.length + 20, 20);
    const last = groups.at(-1);
    if (last && last.length < limits.listItems && room >= size) {
      last.push(entry);
      room -= size;
    } else {
      groups.push([entry]);
      room = limits.text - size;
    }
  }
  return one(
    groups.map((group) => rich({ type: 'rich_text_list', style: 'bullet', elements: group.map(section) })),
  );
}

/** A row of a table as lines: its name, then each column by name. For tables Slack has no room for. */
function rowText(head: readonly Text[], row: readonly Text[]): Text {
  const [name = [], ...cells] = row;
  const lines = cells.flatMap((cell, index) =>
    plain(cell).trim() === '' ? [] : [join([head[index + 1] ?? [], cell], ': ')],
  );
  return join([[{ type: 'strong', children: name }], ...lines], '\n');
}

const cell = (content: Text): TableBlock['rows'][number][number] => {
  const elements = richText(content);
  const [only] = elements;
  if (elements.length === 0) return { type: 'raw_text', text: ' ' };
  if (elements.length === 1 && only?.type === 'text' && !only.style)
    return { type: 'raw_text', text: only.text };
  return rich(section(elements));
};

const charactersOf = (row: readonly Text[]): number => row.reduce((sum, each) => sum + plain(each).length, 0);

function tablePieces({ head, rows }: Blocks['table']): Piece[] {
  const asList = listPieces(rows.map((row) => rowText(head, row)));
  const cells = [head, ...rows].flat();
  const fits =
    head.length <= limits.table.columns &&
    rows.length > 0 &&
    rows.every((row) => row.length === head.length) &&
    cells.every((each) => plain(each).length <= limits.table.cell) &&
    rows.length < limits.table.rows &&
    [head, ...rows].reduce((sum, row) => sum + charactersOf(row), 0) <= limits.table.characters;
  if (!fits) return asList;
  const block: TableBlock = {
    type: 'table',
    column_settings: head.map(() => ({ is_wrapped: true, align: 'left' })),
    rows: [
      head.map((each) => cell([{ type: 'strong', children: each }])),
      ...rows.map((row) => row.map(cell)),
    ],
  };
  if (weigh(block) > limits.weight - 500) return asList;
  return [{ blocks: [block], again: asList.flatMap(({ blocks }) => blocks) }];
}

function codePieces(value: string): Piece[] {
  const groups = splitInline([{ type: 'text', text: clean(value).replace(/\n$/, '') }], limits.text);
  return one(groups.map((elements) => rich({ type: 'rich_text_preformatted', elements })));
}

/**
 * A picture without its file: its words, as a quotation, unless the blocks below say the same. Words too many for the
 * file's own stay in any case.
 */
function altPieces({ alt, svg, told }: Blocks['picture']): Piece[] {
  const words = clean(plain(alt));
  const whole = words.length <= limits.alt;
  const picture = { svg, alt: words.slice(0, cutAt(words, limits.alt)), whole: whole || told === true };
  if (told) return words.trim() === '' ? [] : [{ blocks: [], picture }];
  const groups = splitInline(richText(alt), limits.text);
  const blocks = groups.map((elements) => rich({ type: 'rich_text_quote', elements }));
  const [first, ...more] = blocks;
  if (!first) return [];
  return [{ blocks: [first], picture }, ...one(more)];
}

/** Buttons in rows. A label too long for Slack is also written out in full above them. */
function buttonPieces(buttons: readonly Button[]): Piece[] {
  const labels = buttons.map(({ label }) => clean(plain(label)).replaceAll('\n', ' ').trim() || '…');
  const long = labels.filter((label) => label.length > limits.buttonText);
  const rows: Piece[] = [];
  for (let from = 0; from < buttons.length; from += limits.actions) {
    const parked: Parked[] = [];
    const elements = buttons.slice(from, from + limits.actions).map(({ call, tone }, index) => {
      const spelt = spellWithin(call, limits.buttonValue);
      parked.push(...spelt.parked);
      return {
        type: 'button' as const,
        text: {
          type: 'plain_text' as const,
          text: cutLabel(labels[from + index] ?? '…', limits.buttonText),
          emoji: true,
        },
        value: spelt.spelling,
        ...(tone && { style: tone }),
      };
    });
    rows.push({ blocks: [{ type: 'actions', elements }], parked });
  }
  return [...listPieces(long.map((label) => text(label))), ...rows];
}

const pieces: Rendering<Blocks, Piece[]> = {
  paragraph: ({ text: content }) => one(paragraphs(content)),
  heading: ({ text: content }) => one(paragraphs([{ type: 'strong', children: content }])),
  note: ({ text: content }) => notePieces(content),
  list: ({ items, signed }) => (signed ? signedPieces(items) : listPieces(items)),
  table: tablePieces,
  code: ({ value }) => codePieces(value),
  picture: (picture) => altPieces(picture),
  buttons: ({ buttons }) => buttonPieces(buttons),
};

/** A block of a reply as pieces of Slack's, in order. An empty block is none. */
export const piecesOf = (block: Block): Piece[] => visit(pieces, block);

const mark = { right: '✅ ', wrong: '❌ ', fault: '⚠️ ' } as const;

/** The title: a header where it fits, bold text where it does not. */
export function titlePieces(title: Text, tone: keyof typeof mark | undefined): Piece[] {
  const words = `${tone ? mark[tone] : ''}${clean(plain(title)).replaceAll('\n', ' ').trim()}`;
  if (words.trim() === '') return [];
  if (words.length <= limits.header)
    return one([{ type: 'header', text: { type: 'plain_text', text: words, emoji: true } }]);
  return one(paragraphs([{ type: 'strong', children: text(words) }]));
}

/**
 * What a message weighs against Slack's unpublished limit: every character shown, and something for each container. More
 * than Slack was seen to count.
 */
export function weigh(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + weigh(each), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [name, each]) =>
      typeof each === 'string'
        ? sum + (name === 'text' || name === 'alt_text' || name === 'url' ? each.length : 0)
        : sum + weigh(each),
    15,
  );
}
