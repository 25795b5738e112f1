import type { Nodes as Markdown, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { type Block, list, paragraph } from '#core/reply.ts';
import { code, emphasis, link, plain, type Span, strong, type Text } from '#core/text.ts';

/**
 * Knowledge is written in a small subset of Markdown: paragraphs, `- ` lists, `code`, **bold**, *emphasis* and https
 * links. What else Markdown can do (raw HTML, images, headings …) is a fault: `docker run <image>` belongs into backticks.
 */

const spans: { readonly [T in PhrasingContent['type']]?: (node: never) => readonly Span[] } = {
  text: ({ value }: { value: string }) => [value.replace(/\s*\n\s*/g, ' ')],
  inlineCode: ({ value }: { value: string }) => [code(value)],
  strong: ({ children }: { children: PhrasingContent[] }) => [strong(phrasing(children))],
  emphasis: ({ children }: { children: PhrasingContent[] }) => [emphasis(phrasing(children))],
  link: ({ url, children }: { url: string; children: PhrasingContent[] }) => [link(url, phrasing(children))],
};

const phrasing = (nodes: readonly PhrasingContent[]): Text =>
  nodes.flatMap((node) => (spans[node.type] as ((n: unknown) => readonly Span[]) | undefined)?.(node) ?? []);

function flow(node: RootContent): readonly Block[] {
  if (node.type === 'paragraph') return [paragraph(phrasing(node.children))];
  if (node.type === 'list') {
    const items = node.children.map((item) =>
      item.children.flatMap((child) => (child.type === 'paragraph' ? phrasing(child.children) : [])),
    );
    return [list(items)];
  }
  return [];
}

// Most prose is paragraphs and lists with code and bold in them, and a Markdown parser is slow for that: a start would take
// twice as long. What this pattern takes means the same to both (a test holds them together).
const plainText = /[^\\`*_<>[\]&\r\n]*/.source;
const quickCode = /`[^`\s](?:[^`\r\n]*[^`\s])?`(?!`)/.source;
const bold = String.raw`\*\*(?=[\p{L}\p{N}])${plainText}(?:${quickCode}${plainText})*(?:(?<=[\p{L}\p{N}])\*\*(?!\*)|(?<=[.!?])\*\*(?=\s|$))`;
// At the beginning of a line, marks and numbers can make a list, a heading, a quote, a rule or a fence of it.
const start = /(?![+=#>~\s]|-+[^\p{L}-]|-+$|\d+[.)](?:\s|$))(?=.)/u.source;
const line = String.raw`${start}${plainText}(?:(?:${quickCode}|${bold})${plainText})*(?<!\s)`;
// Two lists with nothing between them are one to Markdown.
const block = String.raw`(?:${line}|- ${line}(?:\n- ${line})*(?!\n\n- ))`;
const quick = new RegExp(String.raw`^${block}(?:\n\n${block})*$`, 'u');

const quickText = (markdown: string): Text =>
  [...markdown.matchAll(/`([^`]+)`|\*\*((?:`[^`]+`|[^`*])+)\*\*|[^`*]+/g)].map(([all, verbatim, inner]) => {
    if (verbatim !== undefined) return code(verbatim);
    return inner === undefined ? all : strong(quickText(inner));
  });

const quickBlocks = (markdown: string): readonly Block[] =>
  markdown
    .split('\n\n')
    .map((each) =>
      each.startsWith('- ')
        ? list(each.split('\n').map((item) => quickText(item.slice(2))))
        : paragraph(quickText(each)),
    );

// Knowledge is finite and does not change while the bot runs, so what is read once is kept.
const read = new Map<string, readonly Block[]>();

/** Checked prose as blocks. */
export function proseBlocks(markdown: string): readonly Block[] {
  const known = read.get(markdown);
  if (known) return known;
  const blocks = quick.test(markdown) ? quickBlocks(markdown) : parseProse(markdown);
  read.set(markdown, blocks);
  return blocks;
}

/** The same by the Markdown parser, however simple it is. */
export const parseProse = (markdown: string): readonly Block[] =>
  fromMarkdown(markdown).children.flatMap(flow);

/** Checked prose as one run of text: paragraphs are joined by a space. */
export function prose(markdown: string): Text {
  const parts = proseBlocks(markdown).map((block) =>
    block.type === 'paragraph' ? block.text : block.type === 'list' ? block.items.flat() : [],
  );
  return parts.flatMap((part, index) => (index === 0 ? part : [' ', ...part]));
}

/** Checked prose without its markup: for labels, which know none. */
export const proseLabel = (markdown: string): string => plain(prose(markdown));

/** What in `markdown` is outside the subset, as the construct's name; empty for good prose. */
export function proseFaults(markdown: string): readonly string[] {
  if (quick.test(markdown)) return [];
  const faults: string[] = [];
  const walk = (node: Markdown): void => {
    if (!allowed.has(node.type)) faults.push(node.type);
    else if (node.type === 'link' && !/^https:\/\//.test(node.url)) faults.push('link that is not https');
    else if (node.type === 'list' && node.ordered) faults.push('numbered list');
    else if ('children' in node) node.children.forEach(walk);
  };
  walk(fromMarkdown(markdown));
  return faults;
}

const allowed = new Set([
  'root',
  'paragraph',
  'list',
  'listItem',
  'text',
  'inlineCode',
  'strong',
  'emphasis',
  'link',
]);
