import { randomUUID } from 'node:crypto';
import express from 'express';
import type { Logger } from 'pino';
import type { PlatformName } from '#core/call.ts';
import type { Happening } from '#core/command.ts';
import { createHerald } from '#core/herald.ts';
import type { Platform } from '#core/platform.ts';
import { sayPlain } from '#core/say.ts';
import { type Assembly, assemble } from '#src/assembly.ts';
import { badStart, begin, giveUp } from '#src/beginning.ts';
import { breathe, gather, now, type Running, soon, startHeartbeat } from '#src/clock.ts';
import type { Config } from '#src/config.ts';
import type { Data } from '#src/data.ts';
import { end, onceAsked } from '#src/ending.ts';
import { createLog } from '#src/log.ts';
import { renderPng } from '#src/pictures.ts';
import { openPlayground } from '#src/playground.ts';
import { type Listening, listen } from '#src/server.ts';

/** The count under a quiz is laid out anew at most this often, in milliseconds. */
const refreshEvery = 2_000;

/** What the end does: nothing, as long as nothing is open. */
let stop = (_: NodeJS.Signals): void => process.exit();
let isEnding = false;
onceAsked((signal) => {
  isEnding = true;
  stop(signal);
});

// The bot goes on where nobody reads its log any more.
for (const out of [process.stdout, process.stderr]) out.on('error', () => undefined);
const { config, data } = await begin();
const log = createLog(config.logLevel, process.stderr.isTTY === true);
// A library's stray rejection must not take the bot down with it; it is written down instead.
process.on('unhandledRejection', (error) => log.error({ error }, 'unhandled rejection'));
try {
  await run(config, data, log);
} catch (error) {
  // A start that is ended in its middle fails for that alone.
  if (!isEnding) giveUp(error, data.say(config.locale), log);
}

async function run(config: Config, data: Data, log: Logger): Promise<void> {
  let told = (_: Happening): void => undefined;
  const assembly = await assemble(config, data, log, (happening) => told(happening));
  const { stores } = assembly;
  const platforms = new Map<PlatformName, Platform>();
  const herald = createHerald({
    agenda: stores.agenda,
    knowledge: data.knowledge,
    platforms,
    say: data.say,
    note: (event, details) => log.warn(details, event),
    breathe,
  });
  const refreshes = gather(refreshEvery, (round) => herald.refresh(round));
  const posts = gather(0, (programme) => herald.postNow(programme, now()));
  told = ({ kind, id }) => {
    if (kind === 'answered') refreshes.add(id);
    if (kind === 'post') posts.add(id);
  };

  let listening: Listening | undefined;
  const begun = async (): Promise<void> => {
    const app = express().disable('x-powered-by');
    app.get('/health', async (_, response) => {
      const ready = await stores.ready();
      response.status(ready ? 200 : 503).json({ ready, platforms: [...platforms.keys()] });
    });
    await addPlatforms(platforms, app, config, assembly, log, () => origins(config, listening));
    listening = await listen(app, config.host, config.port, (error) =>
      log.error({ error }, 'the server could not take a connection'),
    );
    for (const platform of platforms.values()) await platform.start();
    if (config.playground)
      await openPlayground(stores, herald, { zone: config.zone, locale: config.locale }, now());
  };
  const starting = begun();
  const works: Running[] = [refreshes, posts];
  stop = (signal) => {
    log.info({ signal }, 'stopping');
    const ended = end({ starting, works, platforms, listening: () => listening, stores });
    const told = ended.then(
      () => log.info('stopped'),
      (error: unknown) => log.error({ error }, 'stopped, but for the database'),
    );
    void told.finally(() => process.exit());
  };
  await starting;
  if (isEnding) return;
  const heartbeat = startHeartbeat(async (at) => {
    await herald.beat(at);
    await stores.tidy(at).catch((error: unknown) => log.warn({ error }, 'the upkeep of the database waits'));
  });
  works.push(heartbeat);
  announce(config, data, log, listening, [...platforms.keys()]);
  soon(() => warm(data));
}

/** Whoever is told that it is ready may end it at once. */
function announce(
  config: Config,
  data: Data,
  log: Logger,
  listening: Listening | undefined,
  platforms: readonly PlatformName[],
): void {
  for (const { kind, id, file } of data.replaced)
    log.info({ kind, id, file }, 'an entry of the team stands in for the bot’s own');
  if (config.playground) {
    const address = origins(config, listening)[0] ?? '';
    process.stdout.write(
      `\n  🐳 ${sayPlain(data.say(config.locale), 'Gorae is ready: {address}', { address })}\n\n`,
    );
  }
  log.info({ platforms, port: listening?.port }, 'ready');
}

/** The first question builds a search index, which takes half a second: nobody should wait for it with three to spare. */
function warm({ knowledge: { commands, concepts, comparisons, guides } }: Data): void {
  for (const shelf of [commands, concepts, comparisons, guides]) shelf.find('docker', 1);
}

/** Makes the platforms that are turned on, and mounts what they serve. The libraries of the others are not even read. */
async function addPlatforms(
  platforms: Map<PlatformName, Platform>,
  app: express.Express,
  config: Config,
  { bot, stores }: Assembly,
  log: Logger,
  printed: () => readonly string[],
): Promise<void> {
  const shared = { bot, defaultLocale: config.locale, pictures: renderPng, now, log };
  if (config.discord) {
    const { createDiscord } = await import('#platforms/discord/adapter.ts');
    const lost = (error: Error): void => {
      // Only a new token or setting helps; a supervisor shows it better than a bot that hears nothing.
      log.fatal({ error }, 'Discord is lost');
      process.kill(process.pid, 'SIGTERM');
      process.exitCode = badStart;
    };
    platforms.set('discord', createDiscord({ ...shared, ...config.discord, lost }));
  }
  if (config.slack) {
    const { createSlack } = await import('#platforms/slack/adapter.ts');
    const { platform, router } = createSlack({ ...shared, ...config.slack });
    platforms.set('slack', platform);
    if (router) app.use(router);
  }
  if (!config.playground) return;
  const { createWeb } = await import('#platforms/web/adapter.ts');
  const boot = randomUUID();
  const web = createWeb({ ...shared, journal: stores.journal, zone: config.zone, origins: printed, boot });
  platforms.set('web', web.platform);
  // It answers every path, so it comes last.
  app.use(web.router);
}

/** The addresses a browser may name; a container listens on all of its own but is reached as this machine. */
function origins({ host }: Config, listening: Listening | undefined): readonly string[] {
  if (!listening) return [];
  const hosts = ['127.0.0.1', '0.0.0.0', '::', 'localhost'].includes(host)
    ? ['127.0.0.1', 'localhost']
    : [host];
  return hosts.map((name) => `http://${name.includes(':') ? `[${name}]` : name}:${listening.port}`);
}
