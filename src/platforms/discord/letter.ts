import type { RawFile } from 'discord.js';
import { note, type Reply } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import type { Parked } from '#core/spelling.ts';
import type { Body, Page, Upload } from '#platforms/discord/render.ts';
import { render } from '#platforms/discord/render.ts';

/** A message with its pictures drawn. */
export interface Letter {
  readonly body: Body;
  readonly files: readonly (RawFile & { readonly alt: string })[];
}

/** What writing a letter needs from outside. */
export interface Desk {
  /** SVG to PNG. */
  pictures(svg: string): Promise<Uint8Array>;
  /** Keeps spellings that are too long for a button. */
  park(parked: readonly Parked[]): Promise<void>;
}

/**
 * Renders a page of a reply, draws its pictures and parks what its buttons need. A picture that cannot be drawn is told in
 * words instead.
 */
export async function write(reply: Reply, page: Page, say: Say, desk: Desk): Promise<Letter> {
  const { body, files, parked } = render(reply, page, say);
  try {
    const [drawn] = await Promise.all([
      Promise.all(files.map((file) => draw(file, desk))),
      desk.park(parked),
    ]);
    return { body, files: drawn };
  } catch (error) {
    if (!(error instanceof NotDrawn)) throw error;
    return write(inWords(reply), page, say, desk);
  }
}

class NotDrawn extends Error {}

async function draw({ name, svg, alt }: Upload, desk: Desk): Promise<Letter['files'][number]> {
  try {
    const data = Buffer.from(await desk.pictures(svg));
    return { name, data, contentType: 'image/png', alt };
  } catch (error) {
    throw new NotDrawn(name, { cause: error });
  }
}

const inWords = (reply: Reply): Reply => ({
  ...reply,
  blocks: reply.blocks.map((block) => (block.type === 'picture' ? note(block.alt) : block)),
});
