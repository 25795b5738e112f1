import type { Call } from '#core/call.ts';
import { join, type Nodes, plain, type Rendering, type Text, type Textual, text } from '#core/text.ts';

/** What each kind of block carries: a platform has one small function for each (see `Rendering`). */
export interface Blocks {
  paragraph: { readonly text: Text };
  heading: { readonly text: Text };
  /** Small print: a source, a hint, what is left out. */
  note: { readonly text: Text };
  /** `signed`: each item begins with a sign or letter of its own, which stands where others have a bullet. */
  list: { readonly items: readonly Text[]; readonly signed?: true };
  /** `rows` are as long as `head`; the first column names the row. */
  table: { readonly head: readonly Text[]; readonly rows: readonly (readonly Text[])[] };
  code: { readonly value: string; readonly language?: string };
  /**
   * `svg` is drawn by the core; `alt` says all that the picture says. `told`: so do the blocks below it, and where no picture
   * can be shown they are enough.
   */
  picture: { readonly alt: Text; readonly svg: string; readonly told?: true };
  buttons: { readonly buttons: readonly Button[] };
}

/** One block of a reply. */
export type Block = Nodes<Blocks>;
/** A function for each kind of block: a kind that is forgotten does not compile. */
export type BlockRendering<Out> = Rendering<Blocks, Out>;

/** A call not yet made. */
export interface Button {
  readonly label: Text;
  readonly call: Call;
  readonly tone?: 'primary' | 'danger';
}

/** An answer as a document; platforms lay it out. */
export interface Reply {
  readonly title: Text;
  /** `fault`: the call was refused or failed; it always goes to the asker alone. */
  readonly tone?: 'right' | 'wrong' | 'fault';
  /** Ids of the knowledge shown, best first: `command:container rm`, `comparison:cmd-vs-entrypoint`, `question:…`. */
  readonly about?: readonly string[];
  /** Names of the people it shows, so that one who is forgotten can be taken out of it. */
  readonly people?: readonly string[];
  readonly blocks: readonly Block[];
}

export const paragraph = (content: Textual): Block => ({ type: 'paragraph', text: text(content) });
/** A heading over the blocks that follow. */
export const heading = (content: Textual): Block => ({ type: 'heading', text: text(content) });
/** Something said aside, in small letters where a platform has them. */
export const note = (content: Textual): Block => ({ type: 'note', text: text(content) });
/** A list with bullets. */
export const list = (items: readonly Textual[]): Block => ({ type: 'list', items: items.map(text) });
/** A list whose items begin with a sign of their own instead of a bullet. */
export const signedList = (items: readonly Textual[]): Block => ({
  type: 'list',
  items: items.map(text),
  signed: true,
});
/** Code, to be copied. */
export const codeBlock = (value: string, language?: string): Block =>
  language === undefined ? { type: 'code', value } : { type: 'code', value, language };
export const table = (head: readonly Textual[], rows: readonly (readonly Textual[])[]): Block => ({
  type: 'table',
  head: head.map(text),
  rows: rows.map((row) => row.map(text)),
});
/** A picture; `alt` says what it shows. */
export const picture = (svg: string, alt: Textual): Block => ({ type: 'picture', svg, alt: text(alt) });
/** A picture of what the blocks below it say in words. */
export const toldPicture = (svg: string, alt: Textual): Block => ({
  type: 'picture',
  svg,
  alt: text(alt),
  told: true,
});
/** A row of buttons, or nothing where there are none. */
export const buttons = (...all: readonly Button[]): readonly Block[] =>
  all.length === 0 ? [] : [{ type: 'buttons', buttons: all }];
/** A button that makes a call. */
export const button = (label: Textual, call: Call, tone?: Button['tone']): Button =>
  tone === undefined ? { label: text(label), call } : { label: text(label), call, tone };

const plainBlocks: BlockRendering<string> = {
  paragraph: ({ text }) => plain(text),
  heading: ({ text }) => plain(text),
  note: ({ text }) => plain(text),
  list: ({ items, signed }) => items.map((item) => `${signed ? '' : '- '}${plain(item)}`).join('\n'),
  table: ({ head, rows }) => [head, ...rows].map((row) => plain(join(row, ' | '))).join('\n'),
  code: ({ value }) => value,
  picture: ({ alt, told }) => (told ? '' : plain(alt)),
  buttons: ({ buttons }) => buttons.map(({ label }) => `[${plain(label)}]`).join(' '),
};

/** A reply's words without any layout: for notifications, screen readers and searches. */
export function plainReply(reply: Reply): string {
  const blocks = reply.blocks.map((block) => plainBlocks[block.type](block as never));
  return [plain(reply.title), ...blocks].filter((part) => part !== '').join('\n');
}
