import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnswerOutcome, Stores } from '#core/store.ts';
import { openStores } from '#stores/database.ts';
import { randomId } from '#stores/id.ts';
import { migrations } from '#stores/migrations.ts';
import { given, scene } from '#tests/stores/scene.ts';

describe('several processes on one database file', { timeout: 60_000 }, () => {
  let folder: string;
  let file: string;
  let children: ChildProcess[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gorae-'));
    file = join(folder, 'gorae.sqlite');
    children = [];
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    await rm(folder, { recursive: true });
  });

  const open = (): Promise<Stores> => openStores(`sqlite:${file}`, { ids: randomId });

  const start = (task: string, name: string): ChildProcess => {
    const script = join(import.meta.dirname, 'hammer.ts');
    const child = spawn(process.execPath, [script, `sqlite:${file}`, task, name], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    return child;
  };

  /** What a process says, until it ends or `enough` is said. */
  const listen = async <T>(child: ChildProcess, enough = Number.POSITIVE_INFINITY): Promise<T[]> => {
    if (!child.stdout) throw new Error('the process has no output');
    const said: T[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      const one: unknown = JSON.parse(line);
      if (typeof one === 'object' && one !== null && !('guild' in one)) said.push(one as T);
      if (said.length >= enough) child.kill('SIGKILL');
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    if (child.signalCode === null) expect(child.exitCode).toBe(0);
    return said;
  };

  const run = <T>(task: string, ...names: string[]): Promise<T[][]> =>
    Promise.all(names.map((name) => listen<T>(start(task, name))));

  /** What the file itself says, without our stores. */
  const ask = (sql: string): unknown[] => {
    const database = new Sqlite(file, { readonly: true });
    try {
      return database.prepare(sql).raw().all();
    } finally {
      database.close();
    }
  };

  it('may all be the first to start', async () => {
    const said = await run<{ ready: boolean }>('start', 'a', 'b', 'c', 'd');
    expect(said).toEqual(Array.from({ length: 4 }, () => [{ ready: true }]));
    expect(ask('select number from migration order by number')).toEqual(
      migrations.map((_, index) => [index + 1]),
    );
  });

  it('open, skip, post and reveal each day once', async () => {
    await (await open()).close();
    type Said = {
      day: string;
      id: string;
      asked: string[];
      skipped: boolean;
      claimed: boolean;
      revealed: boolean;
    };
    const all = (await run<Said>('open', 'a', 'bb', 'ccc')).flat();
    const days = [...Map.groupBy(all, ({ day }) => day).values()];
    expect(days).toHaveLength(40);
    for (const said of days) {
      expect(said).toHaveLength(3);
      expect(new Set(said.map(({ id, asked }) => `${id} ${asked}`)).size).toBe(1);
      expect(said.filter(({ claimed }) => claimed)).toHaveLength(1);
      const skipped = said.filter((one) => one.skipped).length;
      expect(skipped + said.filter(({ revealed }) => revealed).length).toBe(1);
      expect(said[0]?.asked).toHaveLength(1 - skipped);
    }
    expect(ask('select count(*), sum(tries) from post')).toEqual([[40, 40]]);
  });

  it('count each answer once, and make each player once', async () => {
    await (await open()).close();
    type Said = { player: string; question: number; kind: AnswerOutcome['kind'] };
    const all = (await run<Said>('answer', 'a', 'b', 'c')).flat();
    const answers = [...Map.groupBy(all, ({ player, question }) => `${player} ${question}`).values()];
    expect(answers).toHaveLength(60);
    for (const said of answers)
      expect(said.map(({ kind }) => kind).sort()).toEqual(['already', 'already', 'counted']);
    expect(ask('select count(*) from answer')).toEqual([[60]]);
    expect(ask(`select count(*), sum(points), sum(answered) from score where unit = 'all'`)).toEqual([
      [30, 600, 60],
    ]);
  });

  it('count no answer after one of them has revealed', async () => {
    const stores = await open();
    const { round } = await scene(stores);
    const [[revealed], ...answers] = await Promise.all([
      listen<{ counts: number[] }>(start('reveal', 'r')),
      listen<{ kind: string }>(start('closed', 'a')),
      listen<{ kind: string }>(start('closed', 'b')),
    ]);
    expect(await stores.agenda.counts(round.id)).toEqual(revealed?.counts);
    const counted = answers.flat().filter(({ kind }) => kind === 'counted').length;
    expect(revealed?.counts).toEqual([counted, 0]);
    await stores.close();
  });

  it('lose nothing that was acknowledged when they are killed in the middle', async () => {
    await (await open()).close();
    type Said = { round: string; kind: string; account: string };
    const acknowledged = (
      await Promise.all(
        ['a', 'b', 'c'].map((name, index) => listen<Said>(start('forever', name), 25 + 10 * index)),
      )
    ).flat();
    expect(acknowledged.length).toBeGreaterThanOrEqual(25 + 35 + 45);
    expect(acknowledged.every(({ kind }) => kind === 'counted')).toBe(true);

    const stores = await open();
    const { of, team } = await scene(stores);
    for (const { round, account } of acknowledged)
      expect(await of.rounds.answer(account, { ...given({ id: round } as never), points: 1 })).toMatchObject({
        kind: 'already',
        answer: { round, points: 1 },
      });
    const before = await stores.of(team).scores.board({});
    await stores.rebuild();
    expect(await stores.of(team).scores.board({})).toEqual(before);
    await stores.close();
    expect(ask('pragma integrity_check')).toEqual([['ok']]);
    expect(ask('pragma foreign_key_check')).toEqual([]);
    expect(ask('select count(*) from claim')).toEqual(ask('select count(*) from answer'));
  });
});
