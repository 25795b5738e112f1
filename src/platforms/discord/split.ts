import { plain, type Span, type Text } from '#core/text.ts';
import { cut } from '#platforms/discord/limits.ts';
import { markdown } from '#platforms/discord/markdown.ts';

/** Where a string of at most `room` characters may end: after a line, else a blank, else anywhere but inside a pair. */
function breakPoint(text: string, room: number): number {
  if (text.length <= room) return text.length;
  const head = text.slice(0, room);
  const line = head.lastIndexOf('\n') + 1;
  if (line > room / 2) return line;
  const blank = head.lastIndexOf(' ') + 1;
  if (blank > room / 2) return blank;
  return /[\ud800-\udbff]$/.test(head) && room > 1 ? room - 1 : room;
}

// Characters alone are counted first: a pasted file is not escaped again for every part of it.
const fits = (text: Text, room: number): boolean =>
  plain(text).length <= room && markdown(text).length <= room;

/**
 * The longest beginning of the text whose Markdown has at most `room` characters, and what is left. Markup that is cut is
 * closed and opened again. The beginning is empty where not even a character fits.
 */
function cutText(text: Text, room: number): readonly [head: Text, rest: Text] {
  const head: Span[] = [];
  for (const [index, span] of text.entries()) {
    if (fits([...head, span], room)) {
      head.push(span);
      continue;
    }
    const [part, left] = cutSpan(span, room - markdown(head).length);
    const rest = [...(left === undefined ? [] : [left]), ...text.slice(index + 1)];
    return [part === undefined ? head : [...head, part], rest];
  }
  return [head, []];
}

function cutSpan(span: Span, room: number): readonly [Span | undefined, Span | undefined] {
  if (typeof span === 'string') return cutString(span, room, (part) => part);
  if (span.type === 'code') return cutString(span.value, room, (value) => ({ ...span, value }));
  const overhead = markdown([{ ...span, children: ['x'] }]).length - 1;
  // One more, since stars that meet are kept apart.
  const [children, rest] = cutText(span.children, room - overhead - 2);
  return [children.length > 0 ? { ...span, children } : undefined, { ...span, children: rest }];
}

function cutString(
  text: string,
  room: number,
  make: (part: string) => Span,
): readonly [Span | undefined, Span | undefined] {
  let length = Math.min(text.length, Math.max(0, room));
  while (length > 0 && markdown([make(text.slice(0, breakPoint(text, length)))]).length > room)
    length = Math.floor(length * 0.9);
  if (length === 0) return [undefined, make(text)];
  const at = breakPoint(text, length);
  return [make(text.slice(0, at)), make(text.slice(at))];
}

/** The text in parts, each with at most `room` characters of Markdown; nothing is lost between them. */
export function splitText(text: Text, room: number): readonly Text[] {
  const parts: Text[] = [];
  let rest = text;
  while (!fits(rest, room)) {
    const [head, left] = cutText(rest, room);
    if (head.length > 0) parts.push(head);
    // Where not even the markup fits, its words go on without it.
    rest = head.length > 0 ? left : opened(rest);
  }
  return [...parts, rest];
}

/** The text with its first span's markup given up. Of a string at least a character fits, so that it is never the first. */
function opened([first, ...others]: Text): Text {
  if (first === undefined || typeof first === 'string') return others;
  if (first.type === 'code') return [first.value, ...others];
  const address = first.type === 'link' ? [` (${cut(first.url, 200)})`] : [];
  return [...first.children, ...address, ...others];
}

/** Code in parts of at most `room` characters, cut between lines where that is possible. */
export function splitCode(value: string, room: number): readonly string[] {
  const parts: string[] = [];
  let rest = value;
  while (rest.length > room) {
    const at = breakPoint(rest, room);
    parts.push(rest.slice(0, at).replace(/\n$/, ''));
    rest = rest.slice(at);
  }
  return [...parts, rest];
}
