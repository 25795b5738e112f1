import type { PhrasingContent } from 'mdast';
import { proseFaults } from '#core/knowledge/prose.ts';

/** Deepest markup in markup that is followed. */
const deepest = 12;

const wrapped = (mark: string, inner: string): string => {
  const text = inner.trim();
  return text === '' ? '' : `${mark}${text}${mark}`;
};

/** A placeholder that Markdown takes for HTML: `<image>`. */
const placeholder = /^<\/?[\w][\w .:-]*>$/;
const lineBreak = /^<br\s*\/?>$/i;

/** Phrasing content in the small Markdown of knowledge; lines stay apart as they were. Pictures are left out. */
export function phrase(nodes: readonly PhrasingContent[], depth = 0): string {
  if (depth > deepest) return '';
  return nodes
    .map((node): string => {
      if (node.type === 'text') return node.value;
      if (node.type === 'inlineCode') return node.value.includes('`') ? node.value : `\`${node.value}\``;
      if (node.type === 'strong') return wrapped('**', phrase(node.children, depth + 1));
      if (node.type === 'emphasis') return wrapped('*', phrase(node.children, depth + 1));
      if (node.type === 'break') return '\n';
      if (node.type === 'link') {
        const inner = phrase(node.children, depth + 1);
        return /^https:\/\/[^\s()]+$/.test(node.url) && inner !== '' ? `[${inner}](${node.url})` : inner;
      }
      if (node.type === 'html')
        return lineBreak.test(node.value) ? '\n' : placeholder.test(node.value) ? `\`${node.value}\`` : '';
      return 'children' in node ? phrase(node.children as PhrasingContent[], depth + 1) : '';
    })
    .join('');
}

/** A text without the marks of its markup. */
export const bare = (text: string): string =>
  text
    .replace(/\[([^\]\n]{1,300})\]\(https:[^)\s]{1,500}\)/g, '$1')
    .replace(/\*\*|`|(?<![\p{L}\p{N}])\*(?=\S)|(?<=\S)\*(?![\p{L}\p{N}])/gu, '')
    .trim();

/** A text that the rules of prose take: as it is where they do, else with its marks escaped. */
export function safe(text: string): string {
  if (proseFaults(text).length === 0) return text;
  const escaped = bare(text)
    .replace(/[\\`*_<>[\]#&]/g, '\\$&')
    .replace(/^(\s*)(\d+)([.)])/gm, '$1$2\\$3');
  return proseFaults(escaped).length === 0
    ? escaped
    : escaped.replace(/[^\p{L}\p{N}\s.,:;!?()'"%/-]/gu, ' ').trim();
}
