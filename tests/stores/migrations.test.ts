import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sqlite } from '#stores/dialects.ts';
import { type Migration, migrate, migrations } from '#stores/migrations.ts';
import type { Db } from '#stores/schema.ts';
import { openSqlite } from '#stores/sqlite.ts';
import { tidy } from '#stores/upkeep.ts';
import { noon } from '#tests/stores/scene.ts';

let folder: string;
let db: Db;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gorae-'));
  db = await openSqlite(join(folder, 'gorae.sqlite'), 300);
});
afterEach(async () => {
  await db.destroy();
  await rm(folder, { recursive: true });
});

const done = async () =>
  (await db.selectFrom('migration').selectAll().orderBy('number').execute()).map(({ name }) => name);
const step = (name: string, ...statements: string[]): Migration => ({ name, statements: () => statements });
const one = step('one', 'create table one (x integer) strict');

it('does each step once, in order', async () => {
  const two = step('two', 'alter table one add column y integer');
  await migrate(db, sqlite, [one]);
  await migrate(db, sqlite, [one, two]);
  await migrate(db, sqlite, [one, two]);
  expect(await done()).toEqual(['one', 'two']);
  await sql`insert into one (x, y) values (1, 2)`.execute(db);
});

it('undoes a step that fails as a whole, and does it when it is mended', async () => {
  const broken = step('two', 'create table two (x integer) strict', 'create table one (x integer)');
  await expect(migrate(db, sqlite, [one, broken])).rejects.toThrow(/already exists/);
  expect(await done()).toEqual(['one']);
  await migrate(db, sqlite, [one, step('two', 'create table two (x integer) strict')]);
  expect(await done()).toEqual(['one', 'two']);
});

it('refuses a newer database', async () => {
  await migrate(db, sqlite, [one, step('two')]);
  await expect(migrate(db, sqlite, [one])).rejects.toMatchObject({ code: 'newer' });
});

it('keeps what was parked before there was a day to it, for as long as anything else', async () => {
  await migrate(db, sqlite, migrations.slice(0, 2));
  await sql`insert into team (id, platform, tenant) values ('t', 'web', 'x')`.execute(db);
  await sql`insert into parked (team, ticket, spelling) values ('t', 'T', '1help')`.execute(db);
  await migrate(db, sqlite);
  const count = async () => (await db.selectFrom('parked').selectAll().execute()).length;
  await tidy(db, noon);
  await tidy(db, noon.add({ hours: 24 * 180 }));
  expect(await count()).toBe(1);
  await tidy(db, noon.add({ hours: 24 * 182 }));
  expect(await count()).toBe(0);
});

it('has a name of its own for each step', () => {
  expect(new Set(migrations.map(({ name }) => name)).size).toBe(migrations.length);
});
