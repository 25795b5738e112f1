import express, { type NextFunction, type Request, type Response, Router } from 'express';
import type { Temporal } from 'temporal-polyfill';
import type { Bot } from '#core/bot.ts';
import type { AnyCommand } from '#core/command.ts';
import type { Locale } from '#core/locale.ts';
import type { Platform } from '#core/platform.ts';
import type { Say } from '#core/say.ts';
import type { JournalStore } from '#core/store.ts';
import { channel, createCalls, type Ground } from '#platforms/web/calls.ts';
import { showCommand } from '#platforms/web/completion.ts';
import { guard } from '#platforms/web/guard.ts';
import { createHub } from '#platforms/web/hub.ts';
import { readPlayer } from '#platforms/web/page/person.ts';
import { createPost } from '#platforms/web/post.ts';
import { showLine } from '#platforms/web/render.ts';
import { readAsking, readLimit, readTyping } from '#platforms/web/request.ts';
import { sendPacked, serveSite } from '#platforms/web/site.ts';
import { createStream } from '#platforms/web/stream.ts';
import { complete } from '#platforms/web/values.ts';
import type { History, ShownCommand, Start, Try } from '#platforms/web/wire.ts';
import { firstTries, pageWords } from '#platforms/web/words.ts';

/** Where the playground writes what an operator should know; pino fits. */
export interface Log {
  error(details: object, message: string): void;
}

/** What the playground is made of. */
export interface WebSettings {
  readonly bot: Bot;
  /** The playground's memory of its messages. */
  readonly journal: JournalStore;
  /** IANA zone in which times and days are shown. */
  readonly zone: string;
  /** Where a browser asks for no language we speak. */
  readonly defaultLocale: Locale;
  /** The addresses that were printed, `http://127.0.0.1:3000`; asked at each request, since a port may be chosen late. */
  origins(): readonly string[];
  now(): Temporal.Instant;
  readonly log: Log;
  /** Who may manage the bot; everyone, where it is not given: it is their own machine. */
  manages?(player: string): boolean;
  /** Names this run of the program, unlike any other: windows that stayed open load anew after a restart. */
  readonly boot: string;
}

/** Forms may carry a pasted file of 64 000 UTF-16 units, at most three bytes each, with escapes. */
const bodyLimit = '512kb';
const firstPlayers = ['지우', 'Sam'];

/**
 * The playground: a chat page on this machine. `router` answers every path it is given, so it is mounted last; what the
 * bot posts goes through `platform` to the journal and to the windows that are open.
 */
export function createWeb(settings: WebSettings): { readonly platform: Platform; readonly router: Router } {
  const { bot, journal, log } = settings;
  const hub = createHub({
    journal,
    boot: settings.boot,
    note: (error) => log.error({ error }, 'The playground cannot read its history'),
  });
  const ground: Ground = { bot, journal, hub, now: settings.now, manages: settings.manages ?? (() => true) };
  const calls = createCalls(ground);
  const router = Router();
  router.use(guard(settings.origins));
  const stream = createStream(hub, serveSite(router));
  router.get('/api/start', async (request, response) => sendPacked(request, response, await start(settings)));
  router.get('/api/lines', async (request, response) => {
    const player = playerOf(request, response);
    if (player === undefined) return;
    // The event is noted before the read: what comes in between is heard twice, never missed.
    const last = await hub.last();
    const limit = readLimit(request.query.limit);
    const lines = await journal.latest(channel, player, limit + 1);
    const history: History = { last, lines: lines.slice(-limit).map(showLine), more: lines.length > limit };
    await sendPacked(request, response, history);
  });
  router.get('/api/events', async (request, response) => {
    const player = playerOf(request, response);
    if (player !== undefined) await stream.open(request, response, player);
  });
  router.post('/api/calls', express.json({ limit: bodyLimit }), async (request, response) => {
    const asking = readAsking(request.body);
    if (asking === undefined) return refuse(response);
    response.json(await calls(asking));
  });
  router.post('/api/complete', express.json({ limit: bodyLimit }), async (request, response) => {
    const typing = readTyping(request.body);
    if (typing === undefined) return refuse(response);
    response.json(await complete(ground, typing));
  });
  router.use(
    (_: Request, response: Response) =>
      void response.status(404).type('text/plain').send('Nothing is here.\n'),
  );
  router.use((fault: unknown, _: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(fault);
    const status = statusOf(fault);
    if (status === 500) log.error({ error: fault }, 'The playground could not answer');
    response.status(status).json({ refused: status });
  });
  return { platform: createPost(ground, stream.close), router };
}

const refuse = (response: Response): void => void response.status(400).json({ refused: 400 });

function playerOf(request: Request, response: Response): string | undefined {
  const player = readPlayer(request.query.player);
  if (player === undefined) refuse(response);
  return player;
}

/** 400, 413 … as the body's reader says; anything unforeseen is our own fault. */
function statusOf(fault: unknown): number {
  const status = typeof fault === 'object' && fault !== null && 'status' in fault ? fault.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

async function start({ bot, journal, zone, defaultLocale }: WebSettings): Promise<Start> {
  const known = (await journal.players()).flatMap((name) => readPlayer(name) ?? []);
  const listed = bot.commands.filter((command) => command.listed !== false);
  return {
    zone,
    defaultLocale,
    channel,
    players: [...new Set([...firstPlayers, ...known])],
    languages: { ko: speak(bot, listed, 'ko'), en: speak(bot, listed, 'en') },
  };
}

function speak(bot: Bot, listed: readonly AnyCommand[], locale: Locale): Start['languages'][Locale] {
  const say = bot.say(locale);
  const commands = listed.map((command) => showCommand(command, say));
  return { words: pageWords(say), commands, tries: tries(say, commands) };
}

/** Three things to try: those of {@link firstTries} whose commands are there, then examples of the others. */
function tries(say: Say, commands: readonly ShownCommand[]): readonly Try[] {
  const known = new Set(commands.map(({ name }) => name));
  const first = firstTries(say).filter(({ command }) => known.has(command));
  const others = commands.flatMap(({ describe, example }) =>
    example ? [{ asks: describe, line: example }] : [],
  );
  return [...first.map(({ asks, line }) => ({ asks, line })), ...others].slice(0, 3);
}
