import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import express from 'express';
import { expect, test } from 'vitest';
import { NotStarted } from '#core/platform.ts';
import { english } from '#core/say.ts';
import { listen } from '#src/server.ts';
import { startTrouble } from '#src/trouble.ts';
import { openStores } from '#stores/database.ts';
import { randomId } from '#stores/id.ts';
import { migrations } from '#stores/migrations.ts';
import { korean } from '#tests/support/data.ts';

/** What it rejects with. */
const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.fail('it started'),
    (error: unknown) => error,
  );

test('a port in use is named', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const error = await errorOf(listen(express(), '127.0.0.1', port));
  await new Promise((resolve) => server.close(resolve));
  expect(startTrouble(error, english)).toContain(`PORT ${port} is taken`);
});

test('a database of a newer version is named, with advice', async () => {
  const path = join(tmpdir(), `gorae-trouble-${randomId()}.sqlite`);
  const url = `sqlite:${path}`;
  await (await openStores(url, { ids: randomId })).close();
  const newer = new Database(path);
  newer.prepare('insert into migration (number, name) values (?, ?)').run(migrations.length + 1, 'later');
  newer.close();
  const error = await errorOf(openStores(url, { ids: randomId }));
  expect(startTrouble(error, english)).toMatch(/^DATABASE_URL .*newer version: start that version/);
  expect(startTrouble(error, korean)).toMatch(/^DATABASE_URL .*[가-힣]/);
});

test('a platform that refuses is told by its variable, one that cannot be reached by its reason', () => {
  const refused = new NotStarted('token', 'invalid_auth', { variable: 'SLACK_BOT_TOKEN' });
  expect(startTrouble(refused, english)).toMatch(/^SLACK_BOT_TOKEN is refused .*\n {4}invalid_auth$/);
  const away = new NotStarted('unreachable', 'no route');
  expect(startTrouble(away, english)).toMatch(/^A platform cannot be reached.*\n {4}no route$/);
});

test('what nobody foresaw has no words, and keeps its stack', () => {
  expect(startTrouble(new Error('odd'), english)).toBeUndefined();
});
