import {
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIContainerComponent,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  SeparatorSpacingSize,
} from 'discord.js';
import { type Call, withOptions } from '#core/call.ts';
import type { Button, Reply } from '#core/reply.ts';
import { type Say, sayPlain } from '#core/say.ts';
import type { Parked } from '#core/spelling.ts';
import { CustomIds } from '#platforms/discord/customid.ts';
import { paginate } from '#platforms/discord/pages.ts';
import { joins, type Piece, piecesOf, titlePieces } from '#platforms/discord/pieces.ts';

/** A picture to be drawn and uploaded under its name. */
export interface Upload {
  readonly name: string;
  readonly svg: string;
  readonly alt: string;
}

/** A message as Discord takes it, before its pictures are drawn. */
export interface Body {
  readonly flags: number;
  readonly components: APIMessageTopLevelComponent[];
  readonly allowed_mentions: { readonly parse: [] };
}

/** One page of a reply, with what must be done before it is sent. */
export interface Rendered {
  readonly body: Body;
  readonly files: readonly Upload[];
  /** Spellings to be parked. */
  readonly parked: readonly Parked[];
  /** Pages after this one. */
  readonly left: number;
}

/** Which page of what. Without a call there are no buttons to turn pages; the first page says that there is more. */
export interface Page {
  readonly call?: Call;
  /** From 1. A number outside is the nearest page. */
  readonly number: number;
  /** A number of 31 bits that the message carries without showing it: it can be found again by it. */
  readonly mark?: number;
}

/** The bar at the side of a message. */
const accents = { plain: 0x2f81f7, right: 0x2da44e, wrong: 0xcf222e, fault: 0xbf8700 } as const;

const styles = {
  primary: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
  plain: ButtonStyle.Secondary,
} as const;

/**
 * Lays a reply out as a container of Components V2: the title, a rule, then each block; what does not fit goes to further
 * pages of the same call.
 */
export function render(reply: Reply, page: Page, say: Say): Rendered {
  const { title, rest } = titlePieces(reply.title);
  const pages = paginate([...rest, ...reply.blocks.flatMap(piecesOf)], title);
  const number = Math.min(Math.max(1, Math.trunc(page.number) || 1), pages.length);
  const ids = new CustomIds();
  const files: Upload[] = [];
  const inside = lay(pages[number - 1] ?? [], ids, files);
  const container: APIContainerComponent = {
    type: ComponentType.Container,
    ...(page.mark === undefined ? {} : { id: page.mark }),
    accent_color: accents[reply.tone ?? 'plain'],
    components: [
      { type: ComponentType.TextDisplay, content: title },
      ...(inside.length > 0 ? [rule] : []),
      ...inside,
      ...turn({ ...page, number }, pages.length, ids, say),
    ],
  };
  const body: Body = {
    flags: MessageFlags.IsComponentsV2,
    components: [container],
    allowed_mentions: { parse: [] },
  };
  return { body, files, parked: ids.parked, left: pages.length - number };
}

const rule: APIComponentInContainer = {
  type: ComponentType.Separator,
  divider: true,
  spacing: SeparatorSpacingSize.Small,
};

function lay(pieces: readonly Piece[], ids: CustomIds, files: Upload[]): APIComponentInContainer[] {
  const out: APIComponentInContainer[] = [];
  for (const [index, piece] of pieces.entries()) {
    const last = out.at(-1);
    const goesOn = last?.type === ComponentType.TextDisplay && joins(piece, pieces[index - 1]);
    if (piece.kind === 'text' && goesOn) last.content += `${piece.apart ? '\n\n' : '\n'}${piece.content}`;
    else out.push(component(piece, ids, files));
  }
  return out;
}

function component(piece: Piece, ids: CustomIds, files: Upload[]): APIComponentInContainer {
  switch (piece.kind) {
    case 'text':
      return { type: ComponentType.TextDisplay, content: piece.content };
    case 'picture': {
      const name = `picture-${files.length + 1}.png`;
      files.push({ name, svg: piece.svg, alt: piece.alt });
      const media = { url: `attachment://${name}` };
      return { type: ComponentType.MediaGallery, items: [{ media, description: piece.alt }] };
    }
    case 'rule':
      return rule;
    case 'buttons':
      return {
        type: ComponentType.ActionRow,
        components: piece.buttons.map(({ label, button }) => press(label, button, ids)),
      };
  }
}

const press = (
  label: string,
  { call, tone }: Pick<Button, 'call' | 'tone'>,
  ids: CustomIds,
): APIButtonComponent => ({
  type: ComponentType.Button,
  style: styles[tone ?? 'plain'],
  label,
  custom_id: ids.of(call),
});

/** The line that counts the pages, and the buttons that turn them. */
function turn({ call, number }: Page, pages: number, ids: CustomIds, say: Say): APIComponentInContainer[] {
  if (pages === 1) return [];
  const words = call
    ? sayPlain(say, 'Page {number} of {pages}', { number, pages })
    : sayPlain(
        say,
        'More than one message can hold: {left, plural, one {# page is} other {# pages are}} left out',
        {
          left: pages - number,
        },
      );
  const line: APIComponentInContainer = { type: ComponentType.TextDisplay, content: `-# ${words}` };
  if (!call) return [line];
  const to = (page: number, label: string): APIButtonComponent =>
    press(label, { call: withOptions(call, { page: String(page) }) }, ids);
  const buttons = [
    ...(number > 1 ? [to(number - 1, sayPlain(say, 'Back'))] : []),
    ...(number < pages ? [to(number + 1, sayPlain(say, 'Next page'))] : []),
  ];
  return [line, { type: ComponentType.ActionRow, components: buttons }];
}
