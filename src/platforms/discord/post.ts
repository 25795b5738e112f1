import { type APIMessage, REST, Routes, SnowflakeUtil } from 'discord.js';
import { digest } from '#core/digest.ts';
import type { Address, NotSent, Platform, Posted, Sent } from '#core/platform.ts';
import type { Reply } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import { type Desk, type Letter, write } from '#platforms/discord/letter.ts';
import { limits } from '#platforms/discord/limits.ts';
import { troubleOf } from '#platforms/discord/trouble.ts';

/** Half of Discord's 50 a second: a long broadcast at this pace met no limit and left answers their usual speed. */
const perSecond = 25;

/** A post that would wait longer than this for its channel's limit is put off instead, in milliseconds. */
const patience = 5_000;

/** Discord's clock may be behind ours by so much, in milliseconds: a post is looked for from that much earlier on. */
const apart = 5 * 60 * 1000;
const pageSize = 100;
const mostPages = 5;

/** What posts are made with. */
export interface PostSettings {
  readonly token: string;
  /** The library's own where it is absent. */
  readonly apiUrl?: string;
  /** The words of what is said besides the reply. */
  readonly say: Say;
  /** Keeps and draws for the tenant the post is for. */
  desk(tenant: string): Desk;
  /** Whether the bot may read the channel's history, where that is known. */
  readable(channel: string): boolean | undefined;
}

/**
 * Posts outside of any interaction, through a REST client of its own: neither a broadcast nor a rate limit delays an answer.
 * Each post carries its key twice: as an enforced nonce, which makes a post sent twice within minutes one post, and as the
 * number of its container, by which it is found later (a nonce is not told afterwards).
 */
export function createPost(settings: PostSettings): Pick<Platform, 'send' | 'find' | 'edit'> {
  const { token, apiUrl, say, desk } = settings;
  const rest = new REST({
    version: '10',
    ...(apiUrl ? { api: apiUrl } : {}),
    globalRequestsPerSecond: perSecond,
    rejectOnRateLimit: ({ timeToReset, retryAfter }) => Math.max(timeToReset, retryAfter) > patience,
  }).setToken(token);

  const channelOf = async (to: Address): Promise<string> => {
    if ('channel' in to) return to.channel;
    const direct = await rest.post(Routes.userChannels(), { body: { recipient_id: to.account } });
    return (direct as { id: string }).id;
  };

  const place = (tenant: string, channel: string, message: string): Posted => ({
    place: { platform: 'discord', tenant, channel },
    message,
  });

  return {
    async send(to: Address, reply: Reply, key: string): Promise<Sent> {
      const letter = await attempt(
        () => write(reply, { number: 1, mark: markOf(key) }, say, desk(to.tenant)),
        'later',
      );
      if ('fault' in letter) return letter;
      return attempt(async () => {
        const channel = await channelOf(to);
        const body = { ...bodyOf(letter), nonce: nonceOf(key), enforce_nonce: true };
        const sent = await rest.post(Routes.channelMessages(channel), { body, files: [...letter.files] });
        return { posted: place(to.tenant, channel, (sent as APIMessage).id) };
      });
    },

    async find(to, key, since): Promise<Posted | 'absent' | 'unknown'> {
      try {
        const channel = await channelOf(to);
        const found = await look(rest, channel, markOf(key), since.epochMilliseconds - apart);
        if (found === 'empty') return settings.readable(channel) ? 'absent' : 'unknown';
        return typeof found === 'string' ? found : place(to.tenant, channel, found.id);
      } catch (error) {
        return troubleOf(error).fault === 'gone' ? 'absent' : 'unknown';
      }
    },

    async edit(posted: Posted, reply: Reply): Promise<Sent> {
      const { tenant, channel } = posted.place;
      const letter = await attempt(() => write(reply, { number: 1 }, say, desk(tenant)), 'later');
      if ('fault' in letter) return letter;
      return attempt(async () => {
        const body = { ...bodyOf(letter), attachments: attachmentsOf(letter) };
        await rest.patch(Routes.channelMessage(channel, posted.message), { body, files: [...letter.files] });
        return { posted };
      });
    },
  };
}

/** The outcome, or why there is none. `fault` is what an error is that no request caused: nothing was sent. */
async function attempt<T>(work: () => Promise<T>, fault?: NotSent['fault']): Promise<T | NotSent> {
  try {
    return await work();
  } catch (error) {
    const trouble = troubleOf(error);
    return fault === undefined ? trouble : { fault, retryAfterMs: 60_000, detail: trouble.detail };
  }
}

const attachmentsOf = ({ files }: Letter): object[] =>
  files.map(({ name, alt }, id) => ({ id: String(id), filename: name, description: alt }));

const bodyOf = (letter: Letter): object => ({
  ...letter.body,
  ...(letter.files.length > 0 ? { attachments: attachmentsOf(letter) } : {}),
});

/** A key as a nonce: the same key, the same nonce, and never too long. */
export const nonceOf = (key: string): string => digest(key).slice(0, limits.message.nonce);

/** A key as a component's number: 30 bits and never small, since Discord numbers the other components from 1 on. */
export function markOf(key: string): number {
  const bits = Buffer.from(digest(key), 'base64url').readUInt32BE(0);
  return 2 ** 30 + (bits % 2 ** 30);
}

/**
 * Looks back through a channel. An empty history says nothing yet: Discord shows none at all to a bot that may not read it.
 * One that goes back too far to be read to its end is `unknown`.
 */
async function look(
  rest: REST,
  channel: string,
  mark: number,
  since: number,
): Promise<APIMessage | 'absent' | 'unknown' | 'empty'> {
  let before: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const query = new URLSearchParams({ limit: String(pageSize), ...(before ? { before } : {}) });
    const messages = (await rest.get(Routes.channelMessages(channel), { query })) as APIMessage[];
    const found = messages.find(({ components }) => components?.some(({ id }) => id === mark));
    if (found) return found;
    const oldest = messages.at(-1);
    if (!oldest) return page === 0 ? 'empty' : 'absent';
    if (messages.length < pageSize || SnowflakeUtil.timestampFrom(oldest.id) < since) return 'absent';
    before = oldest.id;
  }
  return 'unknown';
}
