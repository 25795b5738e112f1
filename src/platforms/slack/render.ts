import type { types } from '@slack/bolt';
import { type Call, withOptions } from '#core/call.ts';
import { type Button, button, plainReply, type Reply } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import type { Parked } from '#core/spelling.ts';
import { limits } from '#platforms/slack/limits.ts';
import { type Piece, piecesOf, titlePieces, weigh } from '#platforms/slack/piece.ts';
import { clean, cutAt, escapeText } from '#platforms/slack/span.ts';

type KnownBlock = types.KnownBlock;

/** How a reply is to be laid out. */
export interface Layout {
  /** The reader's or the room's words. */
  readonly say: Say;
  /** The call it answers: what does not fit goes to its next page. Without one, the page says how much is left out. */
  readonly call?: Call;
  /** From 1. */
  readonly page?: number;
  /** Files of Slack's that show a picture, by its SVG. */
  readonly files?: ReadonlyMap<string, string>;
  /** No tables and no files: for when Slack has refused them. */
  readonly simple?: boolean;
}

/** A message within Slack's limits. */
export interface Rendered {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  /** Spellings that must be kept before the message is sent. */
  readonly parked: readonly Parked[];
  /** Pictures on this page that wait for their file. */
  readonly svgs: readonly string[];
  /** Pages after this one. */
  readonly left: number;
}

const weightOf = (blocks: readonly KnownBlock[]): number => weigh(blocks) + 100 * blocks.length;

const isTable = (blocks: readonly KnownBlock[]): boolean => blocks.some(({ type }) => type === 'table');

const isTail = (blocks: readonly KnownBlock[]): boolean =>
  blocks.every(({ type }) => type === 'context' || type === 'actions');

/** Puts pieces onto pages, in order. A second table on a page becomes a list. */
function paginate(pieces: readonly Piece[], simple: boolean): Piece[][] {
  const pages: Piece[][] = [];
  let page: Piece[] = [];
  let count = 0;
  let weight = 0;
  for (const piece of pieces) {
    const listed = piece.again && (simple || page.some(({ blocks }) => isTable(blocks)));
    const placed: Piece[] = listed ? (piece.again ?? []).map((block) => ({ blocks: [block] })) : [piece];
    for (const each of placed) {
      const adds = weightOf(each.blocks);
      const most = limits.weight + (isTail(each.blocks) ? limits.tail : 0);
      if (page.length > 0 && (count + each.blocks.length > limits.blocks || weight + adds > most)) {
        pages.push(page);
        page = [];
        count = 0;
        weight = 0;
      }
      page.push(each);
      count += each.blocks.length;
      weight += adds;
    }
  }
  if (page.length > 0) pages.push(page);
  return pages;
}

/** Every button of a message under a name of its own, as Slack asks. */
const named = (blocks: readonly KnownBlock[]): KnownBlock[] => {
  let serial = 0;
  return blocks.map((block) => {
    if (block.type !== 'actions') return block;
    return {
      ...block,
      elements: block.elements.map((element) => {
        serial += 1;
        return { ...element, action_id: `b${serial}` };
      }),
    };
  });
};

function shown({ blocks, picture }: Piece, files: ReadonlyMap<string, string>): readonly KnownBlock[] {
  const id = picture && files.get(picture.svg);
  if (picture === undefined || id === undefined) return blocks;
  const image: KnownBlock = { type: 'image', slack_file: { id }, alt_text: picture.alt };
  // The words of a picture may be split over several blocks, each with its part.
  return picture.whole && blocks.length <= 1 ? [image] : [image, ...blocks];
}

/** The foot of a page: which one it is, with buttons to the others, or how much is left out. */
function footPieces(pages: number, page: number, { say, call }: Layout): Piece[] {
  if (pages === 1) return [];
  if (!call) {
    const left = pages - page;
    const words = say(
      'More than one message can hold: {left, plural, one {# page is} other {# pages are}} left out',
      { left },
    );
    return piecesOf({ type: 'note', text: words });
  }
  const at = (number: number, label: Button['label']): Button =>
    button(label, withOptions(call, { page: String(number) }));
  const steps = [
    ...(page > 1 ? [at(page - 1, say('Back'))] : []),
    ...(page < pages ? [at(page + 1, say('Next page'))] : []),
  ];
  return [
    ...piecesOf({ type: 'note', text: say('Page {number} of {pages}', { number: page, pages }) }),
    ...piecesOf({ type: 'buttons', buttons: steps }),
  ];
}

/** The words of a reply for notifications; cut where Slack would refuse them, since the blocks say all. */
function fallback(reply: Reply): string {
  const words = escapeText(clean(plainReply(reply))).trim() || '…';
  if (Buffer.byteLength(words) <= limits.fallbackBytes) return words;
  let end = cutAt(words, limits.fallbackBytes);
  while (Buffer.byteLength(words.slice(0, end)) > limits.fallbackBytes - 3) end = cutAt(words, end - 1);
  // An entity that was cut in two would show its letters.
  return `${words
    .slice(0, end)
    .replace(/&[a-z]{0,3}$/, '')
    .trimEnd()}…`;
}

/** Lays a reply out within Slack's limits. Nothing is lost without a word: what does not fit is on another page, or counted. */
export function render(reply: Reply, layout: Layout): Rendered {
  const { page: wanted = 1, files = new Map(), simple = false } = layout;
  const all = [...titlePieces(reply.title, reply.tone), ...reply.blocks.flatMap(piecesOf)];
  const pages = paginate(all, simple);
  const page = Math.min(Math.max(wanted, 1), Math.max(pages.length, 1));
  const placed = pages[page - 1] ?? [];
  const foot = footPieces(pages.length, page, layout);
  const used = [...placed, ...foot];
  return {
    text: fallback(reply),
    blocks: named(used.flatMap((piece) => shown(piece, simple ? new Map() : files))),
    parked: used.flatMap(({ parked = [] }) => parked),
    svgs: simple
      ? []
      : used.flatMap(({ picture }) => (picture ? [picture.svg] : [])).filter((svg) => !files.has(svg)),
    left: Math.max(pages.length - page, 0),
  };
}
