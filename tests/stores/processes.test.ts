import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Sqlite from 'better-sqlite3';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnswerOutcome, Stores } from '#core/store.ts';
import { openStores } from '#stores/database.ts';
import { randomId } from '#stores/id.ts';
import { migrations } from '#stores/migrations.ts';
import type { Order } from '#tests/stores/hammer.ts';
import { given, noon, question, scene } from '#tests/stores/scene.ts';
import { compiled } from '#tests/support/program.ts';

/** A process that does tasks; it lives through all tests, for most of what a task takes is a start. */
class Hammer {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor() {
    this.#child = spawn(process.execPath, [join(import.meta.dirname, 'hammer.ts')], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE: compiled },
    });
    if (!this.#child.stdout) throw new Error('the process has no output');
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** What it says, until the task is done; with `enough`, until it is killed for having said so much. */
  async do<T>(order: Order, enough = Number.POSITIVE_INFINITY): Promise<T[]> {
    this.#child.stdin?.write(`${JSON.stringify(order)}\n`);
    const said: T[] = [];
    for (let line = await this.#lines.next(); !line.done; line = await this.#lines.next()) {
      const one: unknown = JSON.parse(line.value);
      if (one === 'done') return said;
      said.push(one as T);
      if (said.length >= enough) this.kill();
    }
    if (said.length < enough) throw new Error(`the process ended while it did ${order.task}`);
    return said;
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}

describe('several processes on one database file', () => {
  let folder: string;
  let file: string;
  const hammers = Array.from({ length: 4 }, () => new Hammer());
  afterAll(() => {
    for (const hammer of hammers) hammer.kill();
  });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gorae-'));
    file = join(folder, 'gorae.sqlite');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const open = (): Promise<Stores> => openStores(`sqlite:${file}`, { ids: randomId });

  /** What each of some processes says, of which each does a task at the same time. */
  const run = <T>(...orders: readonly (readonly [task: string, name: string, enough?: number])[]) =>
    Promise.all(
      orders.map(([task, name, enough], index) => {
        const hammer = hammers[index] ?? expect.fail('there are not as many processes');
        return hammer.do<T>({ url: `sqlite:${file}`, task, name }, enough);
      }),
    );

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
    const said = await run<{ ready: boolean }>(
      ['start', 'a'],
      ['start', 'b'],
      ['start', 'c'],
      ['start', 'd'],
    );
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
    const all = (await run<Said>(['open', 'a'], ['open', 'bb'], ['open', 'ccc'])).flat();
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
    const all = (await run<Said>(['answer', 'a'], ['answer', 'b'], ['answer', 'c'])).flat();
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
    const [[revealed] = [], ...answers] = await run<{
      counts?: number[];
      kind?: string;
    }>(['reveal', 'r'], ['closed', 'a'], ['closed', 'b']);
    expect(await stores.agenda.counts(round.id)).toEqual(revealed?.counts);
    const counted = answers.flat().filter(({ kind }) => kind === 'counted').length;
    expect(revealed?.counts).toEqual([counted, 0]);
    await stores.close();
  });

  it('may tidy at once, while another works', async () => {
    const [one, two] = [await open(), await open()];
    const { of, player } = await scene(one);
    const { account } = await player('Kim');
    for (let index = 0; index < 300; index += 1) await of.rounds.practise(account, question('tag'), noon);
    const old = noon.add({ hours: 24 * 181 });
    const [answers, ...tidied] = await Promise.all([
      run<AnswerOutcome>(['answer', 'a']),
      one.tidy(old).catch(String),
      two.tidy(old).catch(String),
    ]);
    expect(answers.flat()).toHaveLength(60);
    expect(tidied.every((said) => said === undefined || said.includes('locked'))).toBe(true);
    await one.tidy(old);
    expect(
      ask(`select count(*) from round where kind = 'practice' and opened = ${noon.epochMilliseconds}`),
    ).toEqual([[0]]);
    await Promise.all([one.close(), two.close()]);
  });

  it('lose nothing that was acknowledged when they are killed in the middle', async () => {
    await (await open()).close();
    type Said = { round: string; kind: string; account: string };
    const acknowledged = (
      await run<Said>(['forever', 'a', 25], ['forever', 'b', 35], ['forever', 'c', 45])
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
