import type { Heading, ListItem, Nodes, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { guard, partsOf } from '#core/notes/guard.ts';
import type { Block, Item, Note, Section } from '#core/notes/note.ts';
import { bare, phrase } from '#core/notes/phrase.ts';
import { createJoiner, type Joiner } from '#core/notes/wrap.ts';

const lineOf = (node: { position?: { start: { line: number } } | undefined }): number =>
  node.position?.start.line ?? 1;

/** Reads a note. Takes time in proportion to its length, whatever it holds, and never throws. */
export function readNote(file: string, source: string): Note {
  const { text, cut } = guard(source);
  const lines = text.split('\n');
  const join = createJoiner(lines);
  const sections: Section[] = [];
  const above: { title: string; depth: number }[] = [];
  let blocks: Block[] = [];
  const open = (heading: Omit<Section, 'blocks' | 'above'>): void => {
    while ((above.at(-1)?.depth ?? -1) >= heading.depth) above.pop();
    blocks = [];
    sections.push({ ...heading, above: above.map(({ title }) => title), blocks });
    if (heading.title !== '') above.push(heading);
  };
  open({ title: '', asks: false, depth: 0, line: 1 });
  for (const part of partsOf(text)) {
    const tree = fromMarkdown(part.text, {
      extensions: [gfmTable()],
      mdastExtensions: [gfmTableFromMarkdown()],
    });
    shift(tree, part.before);
    for (const node of tree.children)
      if (node.type === 'heading') open(headingOf(node));
      else blocks.push(...blocksOf(node, join));
  }
  return {
    file,
    sections: sections.filter(({ title, blocks }) => title !== '' || blocks.length > 0),
    links: linksOf(lines),
    cut,
  };
}

/** Counts the lines of a part through the whole note. */
function shift(node: Nodes, by: number): void {
  if (node.position) {
    node.position.start.line += by;
    node.position.end.line += by;
  }
  if ('children' in node) for (const child of node.children) shift(child, by);
}

const asking =
  /\s*(?:이?란\s*(?:무엇인가|무엇일까|뭘까|뭔가)?요?|[은는이가]?\s*(?:무엇인가|무엇일까|뭘까|뭐야)요?)\s*\?+$|\s*이란$/u;
const askingEnglish = /^what(?:'s|’s| is| are) (?:an? |the )?/i;

/** A heading without what is no name: emoji, number, question. */
function headingOf(node: Heading): Omit<Section, 'blocks' | 'above'> {
  const plain = bare(phrase(node.children).replace(/\n/g, ' '))
    .replace(/\p{Emoji_Presentation}|\p{Extended_Pictographic}\u{FE0F}|\u{FE0F}|\u{200D}/gu, '')
    .trim();
  const numbered = /^(?:(?:step|단계)\s*)?(\d{1,3})(?:[.)]|단계[.:)]?)\s*/iu.exec(plain);
  const named = plain.slice(numbered?.[0].length ?? 0).slice(0, 200);
  const title = named
    .replace(asking, '')
    .replace(askingEnglish, '')
    .replace(/[\s:?？]+$/u, '')
    .trim();
  return {
    title,
    ...(numbered && { step: Number(numbered[1]) }),
    asks: asking.test(named) || askingEnglish.test(named),
    depth: node.depth,
    line: lineOf(node),
  };
}

function blocksOf(node: RootContent, join: Joiner): readonly Block[] {
  const line = lineOf(node);
  if (node.type === 'paragraph') {
    const text = joined(node.children, join);
    return text === '' ? [] : [{ type: 'paragraph', text, line }];
  }
  if (node.type === 'blockquote') return node.children.flatMap((child) => blocksOf(child, join));
  if (node.type === 'list') {
    const items = node.children.map((item) => itemOf(item, join));
    return [{ type: 'list', ordered: node.ordered === true, items, line }];
  }
  if (node.type === 'code') {
    // An indented block begins where its code does, a fenced one a line below its fence.
    const fenced = (node.position?.end.line ?? line) - line > node.value.split('\n').length - 1;
    return [{ type: 'code', language: node.lang ?? '', value: node.value, line: fenced ? line + 1 : line }];
  }
  if (node.type === 'table') {
    const rows = node.children.map((row) => ({
      cells: row.children.map(({ children }) => joined(children, join)),
      line: lineOf(row),
    }));
    return [{ type: 'table', head: rows[0]?.cells.map(bare) ?? [], rows: rows.slice(1), line }];
  }
  return [];
}

/** Lines joined to one, but for a definition's (`: meaning`), which stay below their term. */
function joined(children: readonly PhrasingContent[], join: Joiner): string {
  const lines = phrase(children).split('\n');
  const parts: string[][] = [];
  for (const each of lines)
    if (/^\s*:\s/.test(each) || parts.length === 0) parts.push([each]);
    else parts.at(-1)?.push(each);
  return parts.map(join).filter(Boolean).join('\n');
}

function itemOf(item: ListItem, join: Joiner): Item {
  const [first, ...rest] = item.children;
  const own = first?.type === 'paragraph';
  return {
    text: own ? joined(first.children, join) : '',
    line: lineOf(item),
    blocks: (own ? rest : item.children).flatMap((child) => blocksOf(child, join)),
  };
}

/** Addresses in the text, with the words of their link. */
function linksOf(lines: readonly string[]): Note['links'] {
  return lines.flatMap((line, index) => {
    const named = [...line.matchAll(/(?<!!)\[([^\][\n]{1,200})\]\((https:\/\/[^\s()]{1,500})\)/g)];
    if (named.length > 0)
      return named.map(([, title = '', url = '']) => ({ title: bare(title), url, line: index + 1 }));
    if (/!\[/.test(line)) return [];
    const [plain] = /https:\/\/[^\s()<>"'`|]{4,500}/.exec(line) ?? [];
    return plain && /출처|참고|source|reference|see /i.test(line)
      ? [{ title: plain, url: plain, line: index + 1 }]
      : [];
  });
}
