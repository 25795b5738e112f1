import {
  type APIInteraction,
  ApplicationCommandType,
  type Client,
  Events,
  GatewayDispatchEvents,
  InteractionType,
  PermissionFlagsBits,
} from 'discord.js';
import type { Temporal } from 'temporal-polyfill';
import type { Bot } from '#core/bot.ts';
import type { Locale } from '#core/locale.ts';
import type { Platform } from '#core/platform.ts';
import { createClient } from '#platforms/discord/client.ts';
import { Counter } from '#platforms/discord/counter.ts';
import { createPost } from '#platforms/discord/post.ts';
import { closed, silent, startFault } from '#platforms/discord/refusal.ts';

/** Where the adapter writes what an operator should know; pino fits. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** What the adapter is made of. */
export interface DiscordSettings {
  readonly token: string;
  /** Base of the REST API; the library's own where it is absent. The gateway's address comes from it. */
  readonly apiUrl?: string;
  readonly bot: Bot;
  /** Where neither the person's nor the server's language is one we speak. */
  readonly defaultLocale: Locale;
  /** SVG to PNG, off the event loop. */
  pictures(svg: string): Promise<Uint8Array>;
  now(): Temporal.Instant;
  /** Resolves after so many milliseconds, for what an answer is waited for; by the wall clock where it is absent. */
  wait?(ms: number): Promise<void>;
  readonly log: Log;
  /** Hears that the connection is lost for good: the token was reset, an intent withdrawn. */
  lost?(error: Error): void;
}

/** Milliseconds the connection may take, and what is in hand at the end. */
const startWithin = 30_000;
const stopWithin = 3_000;

/** Discord, by discord.js: interactions come through the gateway, answers and posts go out by REST. */
export function createDiscord(settings: DiscordSettings): Platform {
  const { token, apiUrl, bot, pictures, log } = settings;
  const client = createClient(apiUrl);
  const counter = new Counter({
    ...settings,
    rest: client.rest,
    mayPost: (channel) => holds(client, channel, 'post'),
  });
  const post = createPost({
    token,
    ...(apiUrl ? { apiUrl } : {}),
    say: bot.say(settings.defaultLocale),
    desk: (tenant) => ({ pictures, park: (parked) => bot.park({ platform: 'discord', tenant }, parked) }),
    readable: (channel) => holds(client, channel, 'read'),
  });
  const work = new Set<Promise<void>>();

  client.on(Events.Error, (error) => log.error({ error }, 'Discord: an error of the client'));
  client.on(Events.ShardError, (error) =>
    log.warn({ error }, 'Discord: the connection failed; trying again'),
  );
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => {
    const job = serve(counter, interaction).finally(() => work.delete(job));
    work.add(job);
  });

  return {
    name: 'discord',
    ...post,
    async start() {
      await connect(client, token);
      client.on(Events.ShardDisconnect, ({ code }) => settings.lost?.(closed(code)));
      log.info({ user: client.user?.tag, servers: client.guilds.cache.size }, 'Discord: connected');
    },
    async stop() {
      await Promise.race([
        Promise.all(work),
        new Promise((resolve) => setTimeout(resolve, stopWithin).unref()),
      ]);
      await client.destroy();
    },
  };
}

/** Whether the bot may read a channel's history, or post in it; `undefined` where the channel is not known. */
function holds(client: Client, id: string, right: 'read' | 'post'): boolean | undefined {
  const channel = client.channels.cache.get(id);
  if (!client.user || !channel || channel.isDMBased()) return undefined;
  const { ReadMessageHistory, ViewChannel, SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
  const send = channel.isThread() ? SendMessagesInThreads : SendMessages;
  return channel
    .permissionsFor(client.user)
    ?.has(right === 'read' ? ReadMessageHistory : [ViewChannel, send]);
}

async function serve(counter: Counter, interaction: APIInteraction): Promise<void> {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      if (interaction.data.type === ApplicationCommandType.ChatInput)
        await counter.command(interaction as Parameters<Counter['command']>[0]);
      return;
    case InteractionType.ApplicationCommandAutocomplete:
      return counter.complete(interaction);
    case InteractionType.MessageComponent:
      return counter.press(interaction);
    case InteractionType.ModalSubmit:
      return counter.submit(interaction);
    default:
  }
}

/** Logs in and waits until every server is known. Rejects with words for an operator; the token is not among them. */
async function connect(client: Client, token: string): Promise<void> {
  const ready = new Promise<void>((resolve, reject) => {
    client.once(Events.ClientReady, () => resolve());
    client.once(Events.ShardDisconnect, ({ code }) => reject(closed(code)));
    setTimeout(() => reject(silent()), startWithin).unref();
  });
  // Whichever of the two fails first is told; the other must not go unheard.
  ready.catch(() => undefined);
  try {
    await client.login(token);
    await ready;
  } catch (error) {
    await client.destroy();
    throw startFault(error);
  }
}
