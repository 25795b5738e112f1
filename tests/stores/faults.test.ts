import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Stores } from '#core/store.ts';
import { openStores } from '#stores/database.ts';
import { StoreError } from '#stores/fault.ts';
import { randomId } from '#stores/id.ts';
import { migrations } from '#stores/migrations.ts';
import { given, noon, scene } from '#tests/stores/scene.ts';

describe('a database that cannot be used', () => {
  let folder: string;
  let file: string;
  const opened: { close(): unknown }[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gorae-'));
    file = join(folder, 'gorae.sqlite');
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
    await rm(folder, { recursive: true });
  });

  const open = async (url = `sqlite:${file}`, limitMs = 300): Promise<Stores> => {
    const stores = await openStores(url, { ids: randomId, limitMs });
    opened.push(stores);
    return stores;
  };

  const raw = (): Sqlite.Database => {
    const database = new Sqlite(file);
    opened.push(database);
    return database;
  };

  const faultOf = async (promise: Promise<unknown>): Promise<StoreError> => {
    const error = await promise.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof StoreError)) throw new Error(`no fault of the store but ${error}`);
    expect(error.advice).toMatch(/^[A-Z].+\.$/);
    return error;
  };

  it('makes the folder where it is missing', async () => {
    const deep = join(folder, 'a', 'b', 'gorae.sqlite');
    await open(`sqlite:${deep}`);
    expect((await stat(deep)).isFile()).toBe(true);
  });

  it.each(['', 'gorae.sqlite', 'mysql://root:hunter2@host/db', 'sqlite:', 'file:x'])(
    'names no database by %j, and shows no password',
    async (url) => {
      const fault = await faultOf(open(url));
      expect(fault.code).toBe('address');
      expect(fault.message + fault.advice).not.toContain('hunter2');
    },
  );

  it.each(['postgres://u:hunter2@host/db', 'postgresql://host/db'])('says so of %j', async (url) => {
    const fault = await faultOf(open(url));
    expect(fault.code).toBe('postgres');
    expect(fault.message).toMatch(/not supported yet/);
    expect(fault.message + fault.advice).not.toContain('hunter2');
  });

  it('made by a newer version is refused and left as it is', async () => {
    await (await open()).close();
    const number = migrations.length + 1;
    raw().prepare('insert into migration values (?, ?)').run(number, 'from the future');
    const fault = await faultOf(open());
    expect(fault.code).toBe('newer');
    expect(fault.message).toContain(`${number}`);
  });

  it('is no database: refused and left as it is', async () => {
    const text = 'these are my notes, not a database\n'.repeat(50);
    await writeFile(file, text);
    const fault = await faultOf(open());
    expect(fault.code).toBe('not-a-database');
    expect(fault.message).toContain(file);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('of another program is refused and left as it is', async () => {
    raw().exec('create table bookmark (url text)');
    const fault = await faultOf(open());
    expect(fault.code).toBe('foreign');
    expect(fault.message).toMatch(/bookmark/);
    expect(raw().prepare('select name from sqlite_schema').pluck().all()).toEqual(['bookmark']);
  });

  it('is a folder, or stands below a file', async () => {
    await mkdir(file);
    expect((await faultOf(open())).code).toBe('folder');
    await writeFile(join(folder, 'plain'), 'x');
    expect((await faultOf(open(`sqlite:${join(folder, 'plain', 'x.sqlite')}`))).code).toBe('unwritable');
  });

  /** As a user who owns nothing here: root may write everywhere. */
  const asStranger = async (path: string): Promise<{ code: string; message: string }> => {
    const script = join(import.meta.dirname, 'opening.ts');
    const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const { stdout } = await promisify(execFile)(process.execPath, [script, `sqlite:${path}`], user);
    return JSON.parse(stdout);
  };

  it('may only be read', async () => {
    await (await open()).close();
    await chmod(file, 0o444);
    await chmod(folder, 0o777);
    expect(await asStranger(file)).toMatchObject({
      code: 'read-only',
      message: expect.stringContaining(file),
    });
  });

  it('stands in a folder where nobody may write', async () => {
    await chmod(folder, 0o555);
    expect((await asStranger(file)).code).toBe('unwritable');
    expect((await asStranger(join(folder, 'deeper', 'gorae.sqlite'))).code).toBe('unwritable');
    await chmod(folder, 0o755);
  });

  it('is locked: says so at last, leaves the event loop free meanwhile, and goes on when it is free', async () => {
    const stores = await open();
    const { of, player, round } = await scene(stores);
    const kim = await player('Kim');
    const other = raw();
    other.exec('begin immediate');
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 10);
    const fault = await faultOf(of.rounds.answer(kim.account, given(round)));
    clearInterval(timer);
    expect(fault.code).toBe('busy');
    expect(ticks).toBeGreaterThan(1);
    expect(await of.scores.board({})).toEqual([]);
    expect(await stores.ready()).toBe(true);

    const waiting = of.rounds.answer(kim.account, given(round));
    setTimeout(() => other.exec('commit'), 120);
    expect(await waiting).toMatchObject({ kind: 'counted' });
    expect(await of.scores.board({})).toHaveLength(1);
  });

  it('is locked at the start', async () => {
    await (await open()).close();
    raw().exec('begin exclusive');
    expect((await faultOf(open())).code).toBe('busy');
  });

  it('was changed by hand: says which row', async () => {
    const stores = await open();
    const { of, round } = await scene(stores);
    raw().prepare('update round set questions = ?').run('[{"id":"cmd"}]');
    const fault = await faultOf(of.rounds.get(round.id));
    expect(fault.code).toBe('damaged');
    expect(fault.message).toContain(round.id);
  });

  it('is closed: waits for what is under way, then says so', async () => {
    const stores = await open();
    const { of, player, round } = await scene(stores);
    const kim = await player('Kim');
    const answer = of.rounds.answer(kim.account, given(round));
    await stores.close();
    await stores.close();
    expect(await answer).toMatchObject({ kind: 'counted' });
    expect((await faultOf(of.scores.board({}))).code).toBe('closed');
    expect((await faultOf(stores.team('web', 'x'))).code).toBe('closed');
    expect(await stores.ready()).toBe(false);
  });

  it('keeps what each connection needs, and refuses a value of another type', async () => {
    await open();
    const database = raw();
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    const tables = database
      .prepare(`select name, strict from pragma_table_list where schema = 'main' and name not like 'sqlite%'`)
      .raw()
      .all();
    expect(tables.length).toBeGreaterThan(10);
    for (const [name, strict] of tables as [string, number][]) expect([name, strict]).toEqual([name, 1]);
    expect(() => database.exec(`insert into place values ('p', 't', 'c', 'many')`)).toThrow(
      /TEXT value in INTEGER/,
    );
  });

  it('keeps who changed which setting, before and after', async () => {
    const { manager, place, of } = await scene(await open());
    await of.programmes.turn(place, 'paused', manager.account, noon.add({ seconds: 5 }));
    await of.programmes.turn(place, 'paused', manager.account, noon.add({ seconds: 6 }));
    const events = raw()
      .prepare('select account, setting, before, after, at from event order by id')
      .raw()
      .all();
    const settings = { topics: [], time: '09:00', zone: 'Asia/Seoul', days: [1, 2, 3, 4, 5], locale: 'ko' };
    const said = (state: string) => JSON.stringify({ state, ...settings });
    expect(events).toEqual([
      [manager.account, 'programme', null, said('active'), noon.epochMilliseconds],
      [manager.account, 'programme', said('active'), said('paused'), noon.epochMilliseconds + 5000],
    ]);
  });
});
