import { Temporal } from 'temporal-polyfill';
import { commands } from '#commands/index.ts';
import type { Bot } from '#core/bot.ts';
import type { AnyCommand, Happening } from '#core/command.ts';
import { createBot } from '#core/desk.ts';
import type { Knowledge } from '#core/knowledge/knowledge.ts';
import type { Locale } from '#core/locale.ts';
import type { Platform } from '#core/platform.ts';
import type { Question } from '#core/quiz/question.ts';
import { seeded } from '#core/random.ts';
import type { Say } from '#core/say.ts';
import type { Stores } from '#core/store.ts';
import { createDiscord } from '#platforms/discord/adapter.ts';
import { registration } from '#platforms/discord/registration.ts';
import { renderPng } from '#src/pictures.ts';
import { openStores } from '#stores/database.ts';
import { randomId } from '#stores/id.ts';
import { fairWait } from '#tests/support/clock.ts';
import { data } from '#tests/support/data.ts';
import type { Where } from '#tests/support/discord/people.ts';
import { DiscordServer } from '#tests/support/discord/server.ts';
import type { Channel, Guild, User } from '#tests/support/discord/world.ts';

/** The real bot on a Discord of its own: a server with a channel, a Korean member and an English one. */
export interface Scene {
  readonly server: DiscordServer;
  readonly platform: Platform;
  readonly bot: Bot;
  readonly stores: Stores;
  readonly knowledge: Knowledge;
  say(locale: Locale): Say;
  readonly guild: Guild;
  readonly channel: Channel;
  readonly minji: User;
  readonly ada: User;
  /** A member at a keyboard in the channel. */
  at(user: User, more?: Partial<Where>): Where;
  /** What the adapter wrote to its log. */
  readonly logged: { readonly level: string; readonly message: string; readonly details: object }[];
  /** What the commands told the house. */
  readonly told: Happening[];
  end(): Promise<void>;
}

/** Starts a scene with the real commands and some more; with other questions than the real ones, where some are given. */
export async function startScene(
  more: readonly AnyCommand[] = [],
  settings: Partial<Parameters<typeof createDiscord>[0]> = {},
  questions: readonly Question[] = data.knowledge.questions,
): Promise<Scene> {
  const server = await DiscordServer.start();
  const guild = server.world.addGuild('항구', 'ko', ['general', 'daily']);
  const [channel] = guild.channels;
  if (!channel) throw new Error('the server has no channel');
  const all = [...commands, ...more];
  const knowledge = { ...data.knowledge, questions };
  server.register(registration(all, data.say));
  const stores = await openStores('sqlite::memory:', { ids: randomId });
  const told: Happening[] = [];
  const logged: { level: string; message: string; details: object }[] = [];
  const bot = createBot({
    commands: all,
    knowledge,
    stores,
    random: seeded(1),
    zone: 'Asia/Seoul',
    say: data.say,
    tell: (happening) => told.push(happening),
    report: (error) => {
      logged.push({ level: 'report', message: String(error), details: {} });
      return 'n1';
    },
  });
  const log = (level: string) => (details: object, message: string) => {
    logged.push({ level, message, details });
  };
  const platform = createDiscord({
    token: server.token,
    apiUrl: server.api,
    bot,
    defaultLocale: 'ko',
    pictures: renderPng,
    now: () => Temporal.Now.instant(),
    wait: fairWait,
    log: { info: log('info'), warn: log('warn'), error: log('error') },
    ...settings,
  });
  await platform.start();
  return {
    server,
    platform,
    bot,
    stores,
    knowledge,
    say: data.say,
    guild,
    channel,
    minji: server.world.addUser('민지', 'ko'),
    ada: server.world.addUser('Ada', 'en-US'),
    at: (user, given = {}) => ({ user, channel, ...given }),
    logged,
    told,
    end: async () => {
      await platform.stop();
      await stores.close();
      await server.stop();
    },
  };
}
