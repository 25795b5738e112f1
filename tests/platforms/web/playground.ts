import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import express, { type Express } from 'express';
import { Temporal } from 'temporal-polyfill';
import type { AnyCommand } from '#core/command.ts';
import { createBot } from '#core/desk.ts';
import type { Knowledge } from '#core/knowledge/knowledge.ts';
import { readKnowledge } from '#core/knowledge/library.ts';
import type { Platform } from '#core/platform.ts';
import { seeded } from '#core/random.ts';
import type { Stores } from '#core/store.ts';
import { createWeb } from '#platforms/web/adapter.ts';
import type { Asking, History, Outcome } from '#platforms/web/wire.ts';
import { openStores } from '#stores/database.ts';
import { commands } from '#tests/platforms/web/commands.ts';
import { data } from '#tests/support/data.ts';

/** A playground that listens on a port of its own, over a real bot and a real database in memory. */
export interface Playground {
  readonly origin: string;
  readonly platform: Platform;
  readonly stores: Stores;
  /** Calls in which each command ran, by name: to see that nothing ran twice, or at all. */
  readonly ran: Map<string, number>;
  /** What was logged as an error. */
  readonly errors: unknown[];
  /** A POST as the page makes it. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Asks as a player; `key` is fresh unless given. */
  ask(what: Partial<Asking>): Promise<Outcome>;
  history(player: string): Promise<History>;
  close(): Promise<void>;
}

const counted = (command: AnyCommand, ran: Map<string, number>): AnyCommand => ({
  ...command,
  run: (values, context) => {
    ran.set(command.name, (ran.get(command.name) ?? 0) + 1);
    return command.run(values, context);
  },
});

/** Listens at the port; where something else has it at this moment, once that has left it. */
async function listen(app: Express, port: number): Promise<Server> {
  for (;;) {
    const server = createServer(app);
    const taken = await new Promise<boolean>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' ? resolve(true) : reject(error),
      );
      server.listen(port, '127.0.0.1', () => resolve(false));
    });
    if (!taken) return server;
    await pause(100);
  }
}

/** Opens one. With `stores` and `port` it goes on where an earlier one was closed. */
export async function openPlayground(
  given: {
    stores?: Stores;
    port?: number;
    commands?: readonly AnyCommand[];
    knowledge?: Knowledge;
    manages?: (player: string) => boolean;
  } = {},
): Promise<Playground> {
  const stores = given.stores ?? (await openStores('sqlite::memory:', { ids: randomUUID }));
  const ran = new Map<string, number>();
  const errors: unknown[] = [];
  const bot = createBot({
    commands: (given.commands ?? commands).map((command) => counted(command, ran)),
    knowledge: given.knowledge ?? readKnowledge([], data.say('en')).knowledge,
    stores,
    zone: 'Asia/Seoul',
    random: seeded(1),
    say: data.say,
    tell: () => undefined,
    report: (error) => {
      errors.push(error);
      return String(errors.length);
    },
  });
  const origins: string[] = [];
  const web = createWeb({
    bot,
    journal: stores.journal,
    zone: 'Asia/Seoul',
    defaultLocale: 'ko',
    origins: () => origins,
    now: () => Temporal.Now.instant(),
    log: { error: (details) => void errors.push(details) },
    boot: randomUUID(),
    ...(given.manages && { manages: given.manages }),
  });
  const app = express().use(web.router);
  const server = await listen(app, given.port ?? 0);
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  origins.push(origin, `http://localhost:${port}`);
  await web.platform.start();
  // A connection kept for later would be to a server that is gone, where a test opens another on the same port.
  const once = { Connection: 'close' };
  const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(origin + path, {
      method: 'POST',
      headers: { ...once, Origin: origin, 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    origin,
    platform: web.platform,
    stores,
    ran,
    errors,
    post,
    ask: async (what) => {
      const asking = { player: '민지', locale: 'en', channel: 'general', key: randomUUID(), ...what };
      const response = await post('/api/calls', asking);
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
      return (await response.json()) as Outcome;
    },
    history: async (player) => {
      const response = await fetch(`${origin}/api/lines?player=${encodeURIComponent(player)}`, {
        headers: once,
      });
      return (await response.json()) as History;
    },
    close: async () => {
      await web.platform.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
