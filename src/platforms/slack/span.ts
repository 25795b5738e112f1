import type { types } from '@slack/bolt';
import { setApart } from '#core/sight.ts';
import { plain, type Rendering, type Span, type Spans, type Text, visit } from '#core/text.ts';

type RichTextLink = types.RichTextLink;
type RichTextText = types.RichTextText;

// Controls and halves of surrogate pairs, which some clients refuse or show as boxes.
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff]/g;
const lonely = /\p{Surrogate}/gu;
// Marks that turn the direction of what follows: they could make a name read otherwise than it is written.
const turning = /[\u202a-\u202e\u2066-\u2069]/g;

/** A text as it can be shown: what cannot be seen or would turn the text around is left out. */
export const clean = (value: string): string =>
  value.replace(/\r\n?/g, '\n').replace(unseen, '').replace(turning, '').replace(lonely, '\ufffd');

/** Slack's own escape for mrkdwn and for the words beside blocks: only & < > have a meaning. */
export const escapeText = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const isWeb = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

type Style = NonNullable<RichTextText['style']>;

/** An element of rich text that this renderer writes; nothing else of Slack's is ever sent, so nothing can mention. */
export type Inline = RichTextText | RichTextLink;

const styled = <E extends Inline>(element: E, style: Style): E =>
  Object.keys(style).length > 0 ? { ...element, style } : element;

function inline(content: Text, style: Style): Inline[] {
  const by: Rendering<Spans, Inline[]> = {
    strong: ({ children }) => inline(children, { ...style, bold: true }),
    emphasis: ({ children }) => inline(children, { ...style, italic: true }),
    code: ({ value }) => words(value, { ...style, code: true }),
    link: ({ url, children }) => links(url, children, style),
  };
  return content.flatMap((span: Span) => (typeof span === 'string' ? words(span, style) : visit(by, span)));
}

function words(value: string, style: Style): Inline[] {
  const text = style.code ? clean(value) : setApart(clean(value));
  return text === '' ? [] : [styled({ type: 'text', text }, style)];
}

function links(url: string, children: Text, style: Style): Inline[] {
  const inside = inline(children, style);
  if (!isWeb(url) || url.length > 3000) return inside;
  return inside.map((each) => styled({ type: 'link', url, text: each.text ?? url }, each.style ?? {}));
}

/** Text as rich text: it needs no escaping, and no character of it is markup. */
export function richText(content: Text): Inline[] {
  const merged: Inline[] = [];
  for (const element of inline(content, {})) {
    const last = merged.at(-1);
    const alike = last?.type === 'text' && element.type === 'text' && sameStyle(last.style, element.style);
    if (alike) merged[merged.length - 1] = { ...last, text: last.text + element.text };
    else merged.push(element);
  }
  return merged;
}

const sameStyle = (a: Style = {}, b: Style = {}): boolean =>
  a.bold === b.bold && a.italic === b.italic && a.code === b.code;

// Characters that format mrkdwn, which has no escape for them.
const formatting = /[*_~`]/;

/**
 * Plain words and links as mrkdwn, for places that take no rich text; nothing where a character could format them, and for
 * bold or code, which mrkdwn does not show next to a letter (as Korean particles are).
 */
export function mrkdwn(content: Text): string | undefined {
  const parts = content.map((span) => {
    const words = setApart(clean(plain([span])));
    if (formatting.test(words)) return undefined;
    if (typeof span === 'string') return escapeText(words);
    if (span.type !== 'link') return undefined;
    if (!isWeb(span.url) || words.trim() === '') return escapeText(words);
    return `<${new URL(span.url).href.replaceAll('|', '%7C').replaceAll('&', '&amp;')}|${escapeText(words).replaceAll('\n', ' ')}>`;
  });
  return parts.every((part) => part !== undefined) ? parts.join('') : undefined;
}

/** Where a text of at most `limit` units may be cut: behind a line, else behind a blank, else anywhere but in a pair. */
export function cutAt(text: string, limit: number): number {
  if (text.length <= limit) return text.length;
  const head = text.slice(0, limit);
  const line = head.lastIndexOf('\n');
  if (line > limit / 2) return line + 1;
  const blank = head.lastIndexOf(' ');
  if (blank > limit / 2) return blank + 1;
  return /[\ud800-\udbff]$/.test(head) ? limit - 1 : limit;
}

/** What an element weighs beside its characters, so that thousands of tiny ones are split as well. */
const elementCost = 20;

/** Elements in groups that show at most `limit` characters each, and not too many; nothing is lost between them. */
export function splitInline(elements: readonly Inline[], limit: number): Inline[][] {
  const groups: Inline[][] = [];
  let group: Inline[] = [];
  let room = limit;
  const close = () => {
    if (group.length > 0) groups.push(group);
    group = [];
    room = limit;
  };
  for (const element of elements) {
    let rest = element.text ?? '';
    if (room < 2 * elementCost) close();
    room -= elementCost;
    while (rest.length > room) {
      // A word that merely begins near the end goes to the next group whole, unless it fills one by itself.
      const at = rest.length <= limit && group.length > 0 && room < limit / 2 ? 0 : cutAt(rest, room);
      if (at > 0) group.push({ ...element, text: rest.slice(0, at) });
      rest = rest.slice(at);
      close();
      room -= elementCost;
    }
    if (rest !== '') {
      group.push({ ...element, text: rest });
      room -= rest.length;
    }
  }
  close();
  return groups;
}
