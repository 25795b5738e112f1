import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import express from 'express';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NotStarted } from '#core/platform.ts';
import { english, message } from '#core/say.ts';
import { listen } from '#src/server.ts';
import { startTrouble } from '#src/trouble.ts';
import { openStores } from '#stores/database.ts';
import { type StoreCode, StoreError } from '#stores/fault.ts';
import { randomId } from '#stores/id.ts';
import { migrations } from '#stores/migrations.ts';
import { korean } from '#tests/support/data.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gorae-trouble-'));
  path = join(folder, 'gorae.sqlite');
});
afterEach(() => rm(folder, { recursive: true }));

/** What it rejects with. */
const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.fail('it started'),
    (error: unknown) => error,
  );

const opened = (): Promise<unknown> => errorOf(openStores(`sqlite:${path}`, { ids: randomId, limitMs: 0 }));

const fail = (error: Error): void => expect.fail(error.message);

/** A word of English prose: three small letters on, without a dot or slash that would make it a name. */
const prose = /(?<![\w./:{-])[a-z]{3,}(?![\w./:-])/;

test('a port in use is named', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const error = await errorOf(listen(express(), '127.0.0.1', port, fail));
  await new Promise((resolve) => server.close(resolve));
  expect(startTrouble(error, english)).toContain(`PORT ${port} is taken`);
  expect(startTrouble(error, korean)).not.toMatch(prose);
});

test('an address that is not ours is told with its exact fault, without English behind it', async () => {
  const error = await errorOf(listen(express(), '192.0.2.1', 3000, fail));
  expect(startTrouble(error, english)).toMatch(
    /^HOST is not an address .*\n {4}192\.0\.2\.1:3000 \(EADDRNOTAVAIL\)$/,
  );
  expect(startTrouble(error, korean)).toMatch(/^HOST .*[가-힣].*\n {4}192\.0\.2\.1:3000 \(EADDRNOTAVAIL\)$/);
});

describe('a database', () => {
  const wrong: readonly (readonly [string, () => Promise<unknown>, RegExp, string])[] = [
    ['that is a folder', () => mkdir(path), /leads to a folder/, '(EISDIR)'],
    [
      'that is none',
      () => writeFile(path, 'notes '.repeat(500)),
      /leads to a file that is no database/,
      '(SQLITE_NOTADB)',
    ],
    [
      'of another program',
      async () => new Database(path).exec('create table bookmark (url text)').close(),
      /of another program/,
      '(bookmark)',
    ],
    [
      'of a newer version',
      async () => {
        await (await openStores(`sqlite:${path}`, { ids: randomId })).close();
        const newer = new Database(path);
        newer.prepare('insert into migration values (?, ?)').run(migrations.length + 1, 'later');
        newer.close();
      },
      /newer version: start that version/,
      `(schema ${migrations.length + 1} > ${migrations.length})`,
    ],
  ];

  test.each(wrong)('%s: what, where and what to do, in either language', async (_, make, words, reason) => {
    await make();
    const error = await opened();
    const [told = '', below] = startTrouble(error, english)?.split('\n') ?? [];
    expect(told).toMatch(/^DATABASE_URL leads to /);
    expect(told).toMatch(words);
    expect(below).toBe(`    ${path} ${reason}`);
    const [said = '', same] = startTrouble(error, korean)?.split('\n') ?? [];
    expect(said).toMatch(/^DATABASE_URL .*[가-힣].*[.요]$/);
    expect(said).not.toMatch(prose);
    expect(same).toBe(below);
  });

  test('that is locked', async () => {
    await (await openStores(`sqlite:${path}`, { ids: randomId })).close();
    const other = new Database(path);
    other.exec('begin exclusive');
    const error = await opened();
    other.close();
    expect(startTrouble(error, korean)).toMatch(/잠그고 있어요.*\n {4}\S+gorae\.sqlite \(SQLITE_BUSY\)$/);
  });

  test('every fault has Korean words, and none but names of things in English', () => {
    const codes: Readonly<Record<StoreCode, true>> = {
      address: true,
      postgres: true,
      busy: true,
      'read-only': true,
      newer: true,
      foreign: true,
      'not-a-database': true,
      damaged: true,
      unwritable: true,
      folder: true,
      full: true,
      disk: true,
      closed: true,
    };
    for (const code of Object.keys(codes) as StoreCode[]) {
      const told = startTrouble(new StoreError(code, 'said for the log', 'Do this.'), korean);
      expect(told, code).toMatch(/^DATABASE_URL .*[가-힣]/);
      // `sqlite3 FILE .recover` is a command.
      if (code !== 'damaged') expect(told, code).not.toMatch(prose);
    }
  });
});

test('a platform that refuses is told by its variable, one that cannot be reached by its reason', () => {
  const refused = new NotStarted('token', 'Slack refused it', {
    variable: 'SLACK_BOT_TOKEN',
    reason: 'Slack: invalid_auth',
  });
  expect(startTrouble(refused, english)).toMatch(
    /^SLACK_BOT_TOKEN is refused .*\n {4}\(Slack: invalid_auth\)$/,
  );
  const away = new NotStarted('unreachable', 'no route', { reason: 'Discord: ECONNREFUSED' });
  expect(startTrouble(away, english)).toMatch(
    /^A platform cannot be reached.*\n {4}\(Discord: ECONNREFUSED\)$/,
  );
  const words = message('Discord did not answer within 30 seconds.');
  const silent = new NotStarted('unreachable', 'silence', { words });
  expect(startTrouble(silent, korean)?.split('\n')[1]).toBe('    Discord가 30초 안에 응답하지 않았어요.');
});

test('what nobody foresaw has no words, and keeps its stack', () => {
  expect(startTrouble(new Error('odd'), english)).toBeUndefined();
});
