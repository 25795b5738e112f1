import { Client, GatewayIntentBits, Options } from 'discord.js';

/** Only the bot itself is kept: its roles say what it may read. */
const itself = {
  maxSize: 0,
  keepOverLimit: ({ id, client }: { readonly id: string; readonly client: Client }): boolean =>
    id === client.user?.id,
};

/**
 * What the client keeps of what it hears: servers, their channels and roles. Interactions bring all that an answer needs, so
 * whoever makes one is not kept, or memory would grow with everybody who ever asked something.
 */
const makeCache = Options.cacheWithLimits({
  ...Options.DefaultMakeCacheSettings,
  UserManager: itself,
  GuildMemberManager: itself,
  MessageManager: 0,
  GuildEmojiManager: 0,
  GuildStickerManager: 0,
  GuildScheduledEventManager: 0,
  StageInstanceManager: 0,
});

/** A client of discord.js for the gateway; `apiUrl` is the base of the REST API where it is not the library's own. */
export const createClient = (apiUrl: string | undefined): Client =>
  new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    makeCache,
    ...(apiUrl ? { rest: { api: apiUrl } } : {}),
  });
