import { setTimeout as pause } from 'node:timers/promises';
import { App, ExpressReceiver, type Receiver } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Temporal } from 'temporal-polyfill';
import type { Bot } from '#core/bot.ts';
import type { Locale } from '#core/locale.ts';
import type { Platform } from '#core/platform.ts';
import { Calls } from '#platforms/slack/calls.ts';
import { Delivery } from '#platforms/slack/deliver.ts';
import { Line, type Log } from '#platforms/slack/line.ts';
import { listen } from '#platforms/slack/listen.ts';
import { boltLogger } from '#platforms/slack/logger.ts';
import { People } from '#platforms/slack/people.ts';
import { Posts } from '#platforms/slack/post.ts';
import { naming } from '#platforms/slack/prefix.ts';
import { startFault } from '#platforms/slack/trouble.ts';
import { type Draw, Uploads } from '#platforms/slack/upload.ts';

/** What Slack is connected with. */
export interface SlackSettings {
  readonly bot: Bot;
  readonly botToken: string;
  /** Socket Mode with an app token, or signed HTTP. */
  readonly mode:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string };
  /** Base of the Web API, for proxies and tests; the library's own without it. */
  readonly apiUrl?: string;
  /** What the slash commands' names begin with here: `study-` for `/study-compare`. */
  readonly prefix?: string;
  /** Where Slack says nothing of a language. */
  readonly defaultLocale: Locale;
  /** Draws an SVG as a PNG. */
  readonly pictures: Draw;
  now(): Temporal.Instant;
  /** Resolves after so many milliseconds, for what an answer is waited for; by the wall clock where it is absent. */
  wait?(ms: number): Promise<void>;
  readonly log: Log;
}

/** Slack delivers to any of an app's connections; with two of them one is always up while the other is recycled. */
const lineCount = 2;
const callWithinMs = 8000;
const finishWithinMs = 3000;

/** Receives nothing by itself: the lines bring what Slack sends. */
const noReceiver: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };

/**
 * Slack. In HTTP mode `router` takes `POST /slack/events`; it needs the raw body, so it is mounted before any body parser.
 */
export function createSlack(settings: SlackSettings): {
  readonly platform: Platform;
  readonly router?: ExpressReceiver['router'];
} {
  const { bot, botToken, mode, log, defaultLocale } = settings;
  const now = (): number => settings.now().epochMilliseconds;
  const wait = settings.wait ?? ((ms: number): Promise<void> => pause(ms, undefined, { ref: false }));
  const logger = boltLogger(log);
  // No call is tried again by the library: it would post twice, and one rate-limited call would hold up all others.
  const clientOptions = (): WebClientOptions => ({
    ...(settings.apiUrl !== undefined && { slackApiUrl: settings.apiUrl }),
    logger,
    timeout: callWithinMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  const http =
    mode.kind === 'http' ? new ExpressReceiver({ signingSecret: mode.signingSecret, logger }) : undefined;
  const app = new App({
    token: botToken,
    receiver: http ?? noReceiver,
    clientOptions: clientOptions(),
    logger,
    convoStore: false,
    deferInitialization: true,
  });
  const client = new WebClient(botToken, clientOptions());
  const broadcast = new WebClient(botToken, clientOptions());
  const people = new People(client, now, wait);
  const delivery = new Delivery(bot, client, new Uploads(client, settings.pictures, log), log);
  const calls = new Calls({
    bot,
    client,
    people,
    delivery,
    log,
    locale: defaultLocale,
    files: { botToken, apiUrl: settings.apiUrl },
    naming: naming(bot.commands, settings.prefix ?? ''),
    now: settings.now,
    wait,
  });
  const posts = new Posts(bot, broadcast, new Uploads(broadcast, settings.pictures, log), defaultLocale);
  const inHand = listen({ app, bot, calls, prefix: settings.prefix ?? '', now, log });
  const lines =
    mode.kind === 'socket'
      ? Array.from(
          { length: lineCount },
          () => new Line({ app, appToken: mode.appToken, clientOptions: clientOptions(), logger, log }),
        )
      : [];

  const platform: Platform = {
    name: 'slack',
    async start() {
      await app.init().catch((error: unknown) => {
        throw startFault(error, 'SLACK_BOT_TOKEN');
      });
      try {
        for (const line of lines) await line.start();
      } catch (error) {
        await Promise.all(lines.map((line) => line.stop()));
        throw startFault(error, 'SLACK_APP_TOKEN');
      }
    },
    async stop() {
      await Promise.all(lines.map((line) => line.stop()));
      await inHand.settle(finishWithinMs);
    },
    send: (to, reply, key) => posts.send(to, reply, key),
    find: (to, key, since) => posts.find(to, key, since),
    edit: (posted, reply) => posts.edit(posted, reply),
  };
  return http ? { platform, router: http.router } : { platform };
}
