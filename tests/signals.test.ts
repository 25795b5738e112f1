import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Program, start } from '#tests/support/program.ts';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gorae-signals-'));
  path = join(folder, 'gorae.sqlite');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const begin = (): Program => start('src/main.ts', { DATABASE_URL: `sqlite:${path}`, DEFAULT_LOCALE: 'en' });

/** Rows of a query on the program's database; none while there is no such table yet. */
function rows(query: string): readonly unknown[] {
  if (!existsSync(path)) return [];
  const database = new Database(path, { readonly: true });
  try {
    return database.prepare(query).all();
  } catch {
    return [];
  } finally {
    database.close();
  }
}

/** Waits until a query has rows. */
const until = (query: string) => expect.poll(() => rows(query).length, { interval: 2 }).toBeGreaterThan(0);

const posts = "select state from post where kind = 'ask'";
const said = 'select id from journal where author is null';

test('whatever ends the first start in its middle, the next one has today’s quiz, once', async () => {
  const killed = begin();
  await until('select * from programme');
  killed.child.kill('SIGKILL');
  expect(await killed.ended).toBe('SIGKILL');

  // On a busy machine it may have come further than to the programme before it heard of its end.
  const isEarly = rows('select * from round').length === 0;
  const asked = begin();
  // A shell and npm may both pass a signal on.
  await (isEarly ? until('select * from round') : asked.until(/"msg":"ready"/));
  asked.child.kill('SIGINT');
  asked.child.kill('SIGTERM');
  expect(await asked.ended).toBe(0);
  // Closed as it should be: SQLite takes its log into the file then.
  expect(existsSync(`${path}-wal`)).toBe(false);
  expect(rows(posts)).toEqual([{ state: 'posted' }]);
  expect(rows(said)).toHaveLength(1);

  const again = begin();
  await again.until(/"msg":"ready"/);
  again.child.kill('SIGTERM');
  expect(await again.ended).toBe(0);
  expect(rows(posts)).toEqual([{ state: 'posted' }]);
  expect(rows(said)).toHaveLength(1);
});
