import type { WebClient } from '@slack/web-api';
import type { Temporal } from 'temporal-polyfill';
import type { Bot } from '#core/bot.ts';
import type { Locale } from '#core/locale.ts';
import type { Address, NotSent, Posted, Sent } from '#core/platform.ts';
import type { Reply } from '#core/reply.ts';
import type { Rendered } from '#platforms/slack/render.ts';
import { render } from '#platforms/slack/render.ts';
import { codeOf, faultOf, isLayout, Unsent } from '#platforms/slack/trouble.ts';
import type { Uploads } from '#platforms/slack/upload.ts';

/** The name of the metadata under which a post keeps its key. */
const eventType = 'gorae_post';
/** Slack's clock may be behind ours by so much, in seconds: a post is looked for from that much earlier on. */
const apart = 5 * 60;
/** Messages of a page, and most pages that are read of a busy channel. */
const pageSize = 100;
const mostPages = 5;
const keepKeys = 5000;

/**
 * Posts nobody asked for a moment ago: the daily quiz, its reveal. They go through a client of their own that neither waits
 * nor tries again, so that a rate limit or a long broadcast never delays an answer, and nothing is posted twice.
 */
export class Posts {
  readonly #bot: Bot;
  readonly #client: WebClient;
  readonly #uploads: Uploads;
  readonly #locale: Locale;
  /** What this process has sent or is sending: the same key is one post. */
  readonly #sent = new Map<string, Promise<Sent>>();

  constructor(bot: Bot, client: WebClient, uploads: Uploads, locale: Locale) {
    this.#bot = bot;
    this.#client = client;
    this.#uploads = uploads;
    this.#locale = locale;
  }

  send(to: Address, reply: Reply, key: string): Promise<Sent> {
    const known = this.#sent.get(key);
    if (known) return known;
    if (this.#sent.size >= keepKeys) this.#sent.clear();
    const sending = this.#guard(() => this.#send(to, reply, key));
    this.#sent.set(key, sending);
    void sending.then((sent) => {
      // What was not sent may be tried again.
      if ('fault' in sent) this.#sent.delete(key);
    });
    return sending;
  }

  async find(to: Address, key: string, since: Temporal.Instant): Promise<Posted | 'absent' | 'unknown'> {
    try {
      const channel = await this.#channel(to);
      const found = await this.#look(channel, key, since);
      return typeof found === 'string' ? found : this.#posted(to.tenant, channel, found.ts);
    } catch {
      return 'unknown';
    }
  }

  /** Goes through a channel's messages. One that is too busy to be read to its end is `unknown`. */
  async #look(
    channel: string,
    key: string,
    since: Temporal.Instant,
  ): Promise<{ readonly ts: string } | 'absent' | 'unknown'> {
    const oldest = String(Math.floor(since.epochMilliseconds / 1000) - apart);
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const history = await this.#client.conversations.history({
        channel,
        oldest,
        ...(cursor !== undefined && { cursor }),
        limit: pageSize,
        include_all_metadata: true,
      });
      const found = history.messages?.find(({ metadata }) => isKey(metadata, key));
      if (found?.ts !== undefined) return { ts: found.ts };
      cursor = history.response_metadata?.next_cursor || undefined;
      if (cursor === undefined) return history.has_more ? 'unknown' : 'absent';
    }
    return 'unknown';
  }

  edit({ place, message }: Posted, reply: Reply): Promise<Sent> {
    return this.#guard(async () => {
      const { tenant, channel } = place;
      await this.#lay(tenant, reply, ({ text, blocks }) =>
        this.#client.chat.update({ channel, ts: message, text, blocks: [...blocks] }),
      );
      return { posted: { place, message } };
    });
  }

  async #send(to: Address, reply: Reply, key: string): Promise<Sent> {
    const channel = await this.#channel(to);
    const metadata = { event_type: eventType, event_payload: { key } };
    const post = ({ text, blocks }: Rendered) =>
      this.#client.chat.postMessage({
        channel,
        text,
        blocks: [...blocks],
        metadata,
        unfurl_links: false,
        unfurl_media: false,
      });
    const { ts } = await this.#lay(to.tenant, reply, async (rendered) => {
      try {
        return await post(rendered);
      } catch (error) {
        if (codeOf(error) !== 'not_in_channel') throw error;
        // Somebody with the right to do so wants posts in this public channel; the bot may come in by itself.
        await this.#client.conversations.join({ channel });
        return post(rendered);
      }
    });
    return ts === undefined
      ? { fault: 'unknown', detail: 'no time stamp' }
      : { posted: this.#posted(to.tenant, channel, ts) };
  }

  async #lay<T>(tenant: string, reply: Reply, send: (rendered: Rendered) => Promise<T>): Promise<T> {
    const say = this.#bot.say(this.#locale);
    const first = render(reply, { say });
    const files = await this.#uploads.files(first.svgs);
    const rendered = files.size > 0 ? render(reply, { say, files }) : first;
    await this.#bot.park({ platform: 'slack', tenant }, rendered.parked).catch((error: unknown) => {
      throw new Unsent('buttons could not be kept', { cause: error });
    });
    try {
      return await send(rendered);
    } catch (error) {
      if (!isLayout(error)) throw error;
      return send(render(reply, { say, simple: true }));
    }
  }

  async #channel(to: Address): Promise<string> {
    if ('channel' in to) return to.channel;
    const { channel } = await this.#client.conversations.open({ users: to.account });
    return channel?.id ?? to.account;
  }

  async #guard(work: () => Promise<Sent>): Promise<Sent> {
    try {
      return await work();
    } catch (error) {
      return faultOf(error) satisfies NotSent;
    }
  }

  #posted(tenant: string, channel: string, message: string): Posted {
    return { place: { platform: 'slack', tenant, channel }, message };
  }
}

function isKey(metadata: { event_type?: string; event_payload?: object } | undefined, key: string): boolean {
  const payload: Readonly<Record<string, unknown>> = { ...metadata?.event_payload };
  return metadata?.event_type === eventType && payload.key === key;
}
