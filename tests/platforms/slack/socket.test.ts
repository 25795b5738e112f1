import { afterEach, expect, test } from 'vitest';
import { type Bench, startBench } from '#tests/platforms/slack/bench.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function begin(): Promise<Bench> {
  const bench = await startBench();
  cleanups.push(bench.stop);
  return bench;
}

const stray: unknown[] = [];
process.on('unhandledRejection', (error) => stray.push(error));
afterEach(() => expect(stray.splice(0)).toEqual([]));

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test.each([
  ['SLACK_BOT_TOKEN', { botToken: 'xoxb-wrong-secret' }],
  ['SLACK_APP_TOKEN', { mode: { kind: 'socket', appToken: 'xapp-wrong-secret' } }],
] as const)(
  'a wrong %s is a clear error at the start, without the token in it',
  async (variable, settings) => {
    const error = await startBench({ settings }).catch((caught: unknown) => caught);
    expect(String(error)).toContain(variable);
    expect(String(error)).toContain('invalid_auth');
    expect(String(error)).not.toContain('wrong-secret');
    await sleep(50);
  },
);

test('a Slack that cannot be reached is a clear error at the start', async () => {
  const error = await startBench({ settings: { apiUrl: 'http://127.0.0.1:9/api/' } }).catch(
    (caught: unknown) => caught,
  );
  expect(String(error)).toContain('Slack could not be reached');
});

test('no command is lost while both connections are refreshed in turn, again and again', async () => {
  const { server, driver, at } = await begin();
  const { sockets } = server;
  expect(sockets.open).toHaveLength(2);
  let asked = 0;
  const failures: string[] = [];
  let running = true;
  const asking = (async () => {
    while (running) {
      asked += 1;
      const one = driver.slash(at, '/profile');
      one.acked.catch((error: Error) => failures.push(error.message)).finally(() => one.done());
      await sleep(15);
    }
  })();
  for (let turn = 0; turn < 6; turn += 1) {
    const connection = sockets.open[turn % 2];
    if (!connection) throw new Error('no connection');
    sockets.refresh(connection, { lingerMs: 6000, warning: turn === 3 });
    await expect.poll(() => sockets.open).toHaveLength(2);
    // So many are asked over the two that are there now, however slowly.
    const before = asked;
    await expect.poll(() => asked).toBeGreaterThan(before + 9);
  }
  running = false;
  await asking;
  expect(asked).toBeGreaterThan(50);
  expect(failures).toEqual([]);
});

test('a connection that is cut comes back', async () => {
  const { server, driver, at } = await begin();
  const [first] = server.sockets.open;
  if (!first) throw new Error('no connection');
  await sleep(1100);
  server.sockets.cut(first);
  await expect.poll(() => server.sockets.open).toHaveLength(2);
  await driver.slash(at, '/profile').message();
});

test('a reconnect that is refused takes nothing down and is tried again', async () => {
  const { server, driver, at, troubles } = await begin();
  await sleep(1100);
  server.spoil({
    method: 'apps.connections.open',
    times: 2,
    effect: { kind: 'refused', error: 'invalid_auth' },
  });
  for (const connection of server.sockets.open) server.sockets.refresh(connection);
  await expect.poll(() => server.sockets.open).toHaveLength(2);
  expect(troubles.map(({ message }) => message)).toContain('a Slack connection could not be made');
  await driver.slash(at, '/profile').message();
});
