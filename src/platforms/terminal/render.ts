import { stripVTControlCharacters, styleText } from 'node:util';
import { quote } from '#core/pairs.ts';
import type { BlockRendering, Button, Reply } from '#core/reply.ts';
import { type Rendering, type Spans, type Text, visit } from '#core/text.ts';

/** How a reply is written into a terminal. */
export interface TerminalStyle {
  readonly colour: boolean;
  /** Columns to wrap at. */
  readonly width: number;
}

type Style = Parameters<typeof styleText>[0];

/** Columns a text takes: Hangul, CJK and most emoji take two (Unicode's East Asian Width). */
export function columns(content: string): number {
  let width = 0;
  for (const { segment } of new Intl.Segmenter().segment(content)) {
    if (/^\p{M}+$/u.test(segment)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
        segment,
      )
        ? 2
        : 1;
  }
  return width;
}

// A hostile name could move the cursor or change colours; bidi controls could reorder the line.
const harmless = (content: string): string =>
  stripVTControlCharacters(content).replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    '',
  );

function wrap(content: string, width: number, indent = ''): string {
  const lines: string[] = [];
  for (const paragraph of content.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && columns(stripVTControlCharacters(longer)) > width - columns(indent)) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    lines.push(line);
  }
  return lines.map((line, index) => (index === 0 ? line : `${indent}${line}`)).join('\n');
}

/** A reply as text for a terminal, ending without a line break. */
export function renderTerminal(reply: Reply, { colour, width }: TerminalStyle): string {
  const paint = (style: Style, content: string): string =>
    colour ? styleText(style, content, { validateStream: false }) : content;
  const spans: Rendering<Spans, string> = {
    strong: ({ children }) => paint('bold', inline(children)),
    emphasis: ({ children }) => paint('italic', inline(children)),
    code: ({ value }) => (colour ? paint('cyan', harmless(value)) : `\`${harmless(value)}\``),
    link: ({ url, children }) => `${inline(children)} ${paint('dim', `<${harmless(url)}>`)}`,
  };
  const inline = (content: Text): string =>
    content.map((span) => (typeof span === 'string' ? harmless(span) : visit(spans, span))).join('');
  const blocks: BlockRendering<string> = {
    paragraph: ({ text }) => wrap(inline(text), width),
    heading: ({ text }) => paint('bold', inline(text)),
    note: ({ text }) => paint('dim', wrap(inline(text), width)),
    list: ({ items, signed }) =>
      items.map((item) => `${signed ? '' : '• '}${wrap(inline(item), width, '  ')}`).join('\n'),
    table: ({ head, rows }) => tableText(head, rows, width, inline, (cell) => paint('bold', cell)),
    code: ({ value }) =>
      value
        .trimEnd()
        .split('\n')
        .map((line) => `    ${paint('cyan', harmless(line))}`)
        .join('\n'),
    picture: ({ alt, told }) => (told ? '' : wrap(inline(alt), width)),
    buttons: ({ buttons }) =>
      buttons.map((button) => `→ ${inline(button.label)}  ${paint('dim', lineOf(button))}`).join('\n'),
  };
  const tones = { right: 'green', wrong: 'yellow', fault: 'red' } as const;
  const title = paint(['bold', reply.tone ? tones[reply.tone] : 'blue'], inline(reply.title));
  const written = reply.blocks.map((block) => blocks[block.type](block as never));
  return [title, ...written].filter((part) => part !== '').join('\n\n');
}

/** A longer value of a button, in UTF-16 units, nobody would type again. */
const typable = 120;

const written = (value: string): string => (value.length > typable ? '…' : quote(value));

/** The line that makes a button's call when it is typed; `…` stands for a value that was pasted, such as a Dockerfile. */
export function lineOf({ call }: Button): string {
  const options = Object.entries(call.options).map(([name, value]) => `${name}:${written(value)}`);
  return harmless(['/' + call.command, ...options].join(' '));
}

/** Side by side where it fits; else each row as its own small list. */
function tableText(
  head: readonly Text[],
  rows: readonly (readonly Text[])[],
  width: number,
  inline: (text: Text) => string,
  bold: (text: string) => string,
): string {
  const all = [head, ...rows];
  const taken = (cell: Text): number => columns(stripVTControlCharacters(inline(cell)));
  const widths = head.map((_, column) => Math.max(...all.map((row) => taken(row[column] ?? []))));
  const pad = (cell: Text, column: number): string =>
    inline(cell) + ' '.repeat(Math.max(0, (widths[column] ?? 0) - taken(cell)));
  if (widths.reduce((sum, each) => sum + each + 3, 0) <= width) {
    const line = (row: readonly Text[]): string => row.map(pad).join('   ').trimEnd();
    return [bold(line(head)), ...rows.map(line)].join('\n');
  }
  return rows
    .map(([name = [], ...cells]) =>
      [
        bold(inline(name)),
        ...cells.map(
          (cell, index) => `  ${inline(head[index + 1] ?? [])}: ${wrap(inline(cell), width, '    ')}`,
        ),
      ].join('\n'),
    )
    .join('\n');
}
