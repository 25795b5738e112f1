import type { types } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Bot } from '#core/bot.ts';
import type { Reply } from '#core/reply.ts';
import type { Log } from '#platforms/slack/line.ts';
import type { Origin } from '#platforms/slack/origin.ts';
import { type Layout, type Rendered, render } from '#platforms/slack/render.ts';
import { codeOf, isLayout, Refused } from '#platforms/slack/trouble.ts';
import type { Uploads } from '#platforms/slack/upload.ts';

type KnownBlock = types.KnownBlock;

/** Who sees an answer, and whether it takes the place of the message its button is on. */
export interface Visibility {
  readonly to: 'room' | 'asker';
  readonly as: 'new' | 'same';
}

interface Body {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** One way to bring an answer: `files` where a picture can be shown by it. */
interface Way {
  readonly name: string;
  readonly files?: true;
  send(body: Body): Promise<unknown>;
}

const respondWithinMs = 5000;

/** Answers over a response_url, which works wherever the person is, also where the bot is no member. */
async function respond(url: string, body: object): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(respondWithinMs),
  });
  const text = await answer.text();
  const error = /"error"\s*:\s*"([^"]+)"/.exec(text)?.[1];
  if (!answer.ok || error !== undefined) throw new Refused(error ?? `HTTP ${answer.status}`);
}

/** Brings replies to people, one way or another. */
export class Delivery {
  readonly #bot: Bot;
  readonly #client: WebClient;
  readonly #uploads: Uploads;
  readonly #log: Log;

  constructor(bot: Bot, client: WebClient, uploads: Uploads, log: Log) {
    this.#bot = bot;
    this.#client = client;
    this.#uploads = uploads;
    this.#log = log;
  }

  /** Tries each way in turn until one brings the reply. Never rejects: what cannot be brought at all is logged. */
  async bring(origin: Origin, reply: Reply, wanted: Visibility, layout: Layout): Promise<void> {
    const open = origin.alone ? { ...wanted, to: 'room' as const } : wanted;
    const visibility: Visibility =
      reply.tone === 'fault' ? { to: origin.alone ? 'room' : 'asker', as: 'new' } : open;
    const pictures = reply.blocks.some(({ type }) => type === 'picture');
    for (const way of this.#ways(origin, visibility, pictures)) {
      try {
        await this.#try(way, origin, reply, layout);
        return;
      } catch (error) {
        this.#log.info({ way: way.name, code: codeOf(error), error }, 'a reply took another way');
      }
    }
    this.#log.error({ channel: origin.channel }, 'a reply could not be brought to Slack');
  }

  async #try(way: Way, origin: Origin, reply: Reply, layout: Layout): Promise<void> {
    let rendered = render(reply, layout);
    if (way.files && rendered.svgs.length > 0)
      rendered = render(reply, { ...layout, files: await this.#uploads.files(rendered.svgs) });
    const simple = () => render(reply, { ...layout, simple: true });
    // Ever simpler, as long as it is the layout that Slack does not like; words alone in the end.
    for (const make of [() => rendered, simple, () => ({ ...simple(), blocks: [] })]) {
      try {
        await this.#send(way, origin, make());
        return;
      } catch (error) {
        if (!isLayout(error)) throw error;
        this.#log.warn({ way: way.name, code: codeOf(error), error }, 'Slack refused a layout');
      }
    }
    throw new Refused('layout');
  }

  async #send(way: Way, { team }: Origin, { text, blocks, parked }: Rendered): Promise<void> {
    try {
      await this.#bot.park({ platform: 'slack', tenant: team }, parked);
    } catch (error) {
      // An answer with a button that will not work is better than none.
      this.#log.error({ error }, 'buttons could not be kept');
    }
    await way.send({ text, blocks: [...blocks] });
  }

  /**
   * A response_url works wherever the person is, but shows no files; so where a picture is for everyone, the bot's own
   * call is tried first.
   */
  *#ways(origin: Origin, { to, as }: Visibility, pictures: boolean): Generator<Way> {
    const { on } = origin;
    // A private answer must not take the place of a message that everyone sees.
    const replaces = as === 'same' && on !== undefined && (to === 'room' || on.hidden);
    if (replaces) yield* this.#replacing(origin, pictures);
    if (to === 'room' && !(replaces && on.hidden)) yield* this.#public(origin, pictures);
    yield* this.#private(origin);
  }

  *#replacing({ responseUrl: url, on, channel }: Origin, pictures: boolean): Generator<Way> {
    if (on && !on.hidden && pictures)
      yield {
        name: 'chat.update',
        files: true,
        send: (body) => this.#client.chat.update({ channel, ts: on.ts, ...body }),
      };
    if (url !== undefined)
      yield {
        name: 'response_url',
        send: (body) => respond(url, { ...body, ...quiet, replace_original: true }),
      };
  }

  *#public(origin: Origin, pictures: boolean): Generator<Way> {
    const { responseUrl: url, channel, thread: begun, under } = origin;
    const thread = threadOf(begun ?? under);
    const post: Way = {
      name: 'chat.postMessage',
      files: true,
      send: (body) => this.#client.chat.postMessage({ channel, ...thread, ...body, ...quiet }),
    };
    if (pictures || url === undefined) yield post;
    if (url !== undefined)
      yield {
        name: 'response_url',
        send: (body) =>
          respond(url, {
            ...body,
            ...thread,
            ...quiet,
            response_type: 'in_channel',
            replace_original: false,
          }),
      };
    if (!pictures && url !== undefined) yield post;
  }

  *#private(origin: Origin): Generator<Way> {
    const { responseUrl: url, channel, user } = origin;
    const thread = threadOf(origin.thread);
    if (url !== undefined)
      yield {
        name: 'response_url',
        send: (body) =>
          respond(url, { ...body, ...thread, response_type: 'ephemeral', replace_original: false }),
      };
    yield {
      name: 'chat.postEphemeral',
      send: (body) => this.#client.chat.postEphemeral({ channel, user, ...thread, ...body }),
    };
    yield {
      name: 'direct message',
      files: true,
      send: async (body) => {
        const { channel: direct } = await this.#client.conversations.open({ users: user });
        await this.#client.chat.postMessage({ channel: direct?.id ?? user, ...body, ...quiet });
      },
    };
  }
}

/** Links in knowledge are sources to read, not pictures to unfold. */
const quiet = { unfurl_links: false, unfurl_media: false };

const threadOf = (thread: string | undefined) => (thread === undefined ? {} : { thread_ts: thread });
