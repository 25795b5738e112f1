import { longestLine } from '#core/notes/guard.ts';
import type { Block, Item, Note, Section } from '#core/notes/note.ts';
import { bare } from '#core/notes/phrase.ts';
import { isDocker, type Line, readLine } from '#core/notes/shell.ts';
import { splitTerm } from '#core/notes/term.ts';
import type { Say } from '#core/say.ts';

/** A sentence of a note with the words it stands below: headings, and a table's row and column. */
export interface Sentence {
  readonly text: string;
  readonly near: string;
  readonly line: number;
}

/** Longest sentence that is looked at, in UTF-16 units. */
const longest = 600;

const sentencesOf = (text: string): readonly string[] =>
  bare(text)
    .split(/(?<=[.!?。])\s+|\n/)
    .map((each) => each.slice(0, longest))
    .filter((each) => each.trim() !== '');

/** Every sentence of a note, code left out. */
export function* sentences(note: Note): Generator<Sentence> {
  for (const section of note.sections) {
    const near = [...section.above.slice(-2), section.title].join(' · ');
    if (section.title !== '') yield { text: section.title, near, line: section.line };
    for (const block of section.blocks) yield* inBlock(block, near);
  }
}

function* inBlock(block: Block, near: string): Generator<Sentence> {
  if (block.type === 'paragraph')
    for (const text of sentencesOf(block.text)) yield { text, near, line: block.line };
  if (block.type === 'list') for (const item of block.items) yield* inItem(item, near);
  if (block.type === 'table')
    for (const { cells, line } of block.rows)
      for (const [index, cell] of cells.entries())
        for (const text of sentencesOf(cell)) {
          const place = index === 0 ? near : `${near} · ${bare(cells[0] ?? '')} · ${block.head[index] ?? ''}`;
          yield { text, near: place, line };
        }
}

function* inItem(item: Item, near: string): Generator<Sentence> {
  for (const text of sentencesOf(item.text)) yield { text, near, line: item.line };
  for (const block of item.blocks) yield* inBlock(block, `${near} · ${bare(item.text).slice(0, 60)}`);
}

/** Items of a section's lists with those below them, the outer first. */
export function* itemsOf(blocks: readonly Block[]): Generator<Item> {
  for (const block of blocks)
    if (block.type === 'list')
      for (const item of block.items) {
        yield item;
        yield* itemsOf(item.blocks);
      }
}

/** Code blocks of a section, those in lists too. */
export function* codeOf(blocks: readonly Block[]): Generator<Extract<Block, { type: 'code' }>> {
  for (const block of blocks) {
    if (block.type === 'code') yield block;
    if (block.type === 'list') for (const item of block.items) yield* codeOf(item.blocks);
  }
}

/** Every docker line of a section: in lists, tables, paragraphs and code, with what is said of it. */
export function* linesOf(file: string, section: Section, say: Say): Generator<Line> {
  const line = (text: string, says: string, at: number): Line[] => {
    const read = readLine(text, says, { file, line: at }, say);
    return read ? [read] : [];
  };
  for (const { text, line: at } of [
    ...itemsOf(section.blocks),
    ...section.blocks.filter((b) => b.type === 'paragraph'),
  ]) {
    const parts = splitTerm(text);
    if (parts && isDocker(parts.term)) yield* line(parts.term, parts.meaning, at);
    else if (/^`docker [^`]+`$/.test(text.trim())) yield* line(bare(text), '', at);
  }
  for (const block of section.blocks)
    if (block.type === 'table')
      for (const { cells, line: at } of block.rows) {
        const at0 = cells.findIndex((cell) => isDocker(bare(cell)));
        if (at0 >= 0) yield* line(bare(cells[at0] ?? ''), cells.find((_, index) => index !== at0) ?? '', at);
      }
  for (const code of codeOf(section.blocks)) yield* linesInCode(file, code, say);
}

function* linesInCode(file: string, code: { value: string; line: number }, say: Say): Generator<Line> {
  let says = '';
  let open: { text: string; line: number } | undefined;
  const rows = code.value.split('\n');
  for (const [index, raw] of rows.entries()) {
    const text = raw.trim();
    const started = open ?? { text: '', line: code.line + index };
    const written = started.text === '' ? text : `${started.text} ${text}`;
    const goesOn = written.endsWith('\\');
    const joined = goesOn ? written.slice(0, -1).trim() : written;
    // A last line that would go on is all there is.
    if (goesOn && index < rows.length - 1 && joined.length <= longestLine) {
      open = { text: joined, line: started.line };
      continue;
    }
    open = undefined;
    if (/^(#|\/\/)\s*\S/.test(text) && !/^#\s+docker\s/.test(text)) says = text.replace(/^(#|\/\/)\s*/, '');
    else if (isDocker(joined)) {
      const [command = '', behind] = joined.split(/\s+#\s+/);
      const parts = /^(.*\S)\s+:\s+(.*)$/.exec(command);
      const read = readLine(
        parts?.[1] ?? command,
        behind ?? parts?.[2] ?? says,
        { file, line: started.line },
        say,
      );
      if (read) yield read;
      says = '';
    } else if (text !== '') says = '';
  }
}
