import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
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
import { createSlack, type SlackSettings } from '#platforms/slack/adapter.ts';
import type { Log } from '#platforms/slack/line.ts';
import { manifest } from '#platforms/slack/manifest.ts';
import { openStores } from '#stores/database.ts';
import { fairWait } from '#tests/support/clock.ts';
import { data } from '#tests/support/data.ts';
import { Driver } from '#tests/support/slack/driver.ts';
import { SlackServer } from '#tests/support/slack/server.ts';
import type { Channel, User, WorldOptions } from '#tests/support/slack/world.ts';

/** A Slack with people in it and the bot connected to it. */
export interface Bench {
  readonly server: SlackServer;
  readonly driver: Driver;
  readonly platform: Platform;
  readonly bot: Bot;
  readonly stores: Stores;
  readonly knowledge: Knowledge;
  say(locale: Locale): Say;
  readonly mina: User;
  readonly sam: User;
  readonly channel: Channel;
  /** Mina in the channel. */
  readonly at: { readonly user: User; readonly channel: string };
  readonly happened: Happening[];
  /** Lines of the log, from a warning up. */
  readonly troubles: { readonly level: string; readonly message: string; readonly details: object }[];
  stop(): Promise<void>;
}

export interface BenchOptions extends WorldOptions {
  readonly mode?: 'socket' | 'http';
  /** Questions instead of the real ones. */
  readonly questions?: readonly Question[];
  /** Commands beside the real ones. */
  readonly more?: readonly AnyCommand[];
  readonly settings?: Partial<SlackSettings>;
}

const root = 'http://127.0.0.1';
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** Starts a Slack, a bot with the real commands and an empty database, and connects the two. */
export async function startBench({
  mode = 'socket',
  questions,
  more = [],
  settings = {},
  ...world
}: BenchOptions = {}): Promise<Bench> {
  const knowledge = questions ? { ...data.knowledge, questions } : data.knowledge;
  const server = await SlackServer.start(world);
  const driver = new Driver(server);
  const mina = server.world.addUser('Mina', { locale: 'ko-KR' });
  const sam = server.world.addUser('Sam', { locale: 'en-US', admin: true });
  const channel = server.world.addChannel('study', { locale: 'ko-KR' });
  const troubles: Bench['troubles'] = [];
  const note = (level: string) => (details: object, message: string) =>
    void troubles.push({ level, message, details });
  const log: Log = { debug: () => {}, info: () => {}, warn: note('warn'), error: note('error') };
  const happened: Happening[] = [];
  let serial = 0;
  const stores = await openStores('sqlite::memory:', { ids: () => `id${++serial}` });
  const all = [...commands, ...more];
  const bot = createBot({
    commands: all,
    knowledge,
    stores,
    random: seeded(7),
    zone: 'Asia/Seoul',
    say: data.say,
    tell: (happening) => void happened.push(happening),
    report: (error, { command }) => {
      troubles.push({ level: 'error', message: `${command} failed`, details: { error } });
      return '42';
    },
  });
  const { platform, router } = createSlack({
    bot,
    botToken: server.botToken,
    mode:
      mode === 'socket'
        ? { kind: 'socket', appToken: server.appToken }
        : { kind: 'http', signingSecret: server.signingSecret },
    apiUrl: server.apiUrl,
    defaultLocale: 'en',
    pictures: async () => png,
    now: () => Temporal.Instant.fromEpochMilliseconds(server.world.now()),
    wait: fairWait,
    log,
    ...settings,
  });
  const url = `${root}/slack/events`;
  const prefix = settings.prefix ?? '';
  driver.install(manifest(all, data.say('en'), mode === 'socket' ? { mode, prefix } : { mode, url, prefix }));
  const http = router && (await mount(router));
  if (http) server.deliverTo(`${root}:${(http.address() as AddressInfo).port}/slack/events`);
  await platform.start();
  const stop = async (): Promise<void> => {
    await platform.stop();
    http?.closeAllConnections();
    http?.close();
    await server.stop();
    await stores.close();
  };
  return {
    server,
    driver,
    platform,
    bot,
    stores,
    knowledge,
    say: data.say,
    mina,
    sam,
    channel,
    at: { user: mina, channel: channel.id },
    happened,
    troubles,
    stop,
  };
}

async function mount(router: NonNullable<ReturnType<typeof createSlack>['router']>): Promise<Server> {
  const app = express();
  app.use(router);
  const http = createServer(app);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return http;
}
