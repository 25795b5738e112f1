import type { WebClient } from '@slack/web-api';
import type { Log } from '#platforms/slack/line.ts';

/** Draws an SVG as a PNG. */
export type Draw = (svg: string) => Promise<Uint8Array>;

// Slack goes over a file before it can be shown; files.info has a mimetype from then on.
const looks = [50, 100, 200, 400, 800];

/** Files of Slack's that show pictures: each drawn and uploaded once, as long as it is in use. */
export class Uploads {
  readonly #client: WebClient;
  readonly #draw: Draw;
  readonly #log: Log;
  readonly #files = new Map<string, Promise<string | undefined>>();

  constructor(client: WebClient, draw: Draw, log: Log) {
    this.#client = client;
    this.#draw = draw;
    this.#log = log;
  }

  /** The files of some pictures; one that could not be made is missing, and its words stand in for it. */
  async files(svgs: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = await Promise.all(svgs.map(async (svg) => [svg, await this.#file(svg)] as const));
    return new Map(found.filter((each): each is [string, string] => each[1] !== undefined));
  }

  #file(svg: string): Promise<string | undefined> {
    const known = this.#files.get(svg);
    if (known) return known;
    if (this.#files.size >= 200) this.#files.clear();
    const made = this.#make(svg).catch((error: unknown) => {
      this.#files.delete(svg);
      this.#log.warn({ error }, 'a picture could not be shown on Slack');
      return undefined;
    });
    this.#files.set(svg, made);
    return made;
  }

  async #make(svg: string): Promise<string> {
    const png = Buffer.from(await this.#draw(svg));
    const uploaded = await this.#client.filesUploadV2({ file: png, filename: 'gorae.png' });
    const id = uploaded.files[0]?.files?.[0]?.id;
    if (id === undefined) throw new Error('Slack named no file');
    for (const wait of looks) {
      const { file } = await this.#client.files.info({ file: id });
      if (file?.mimetype) return id;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
    throw new Error('Slack did not get the file ready in time');
  }
}
