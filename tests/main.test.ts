import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { badStart } from '#src/beginning.ts';
import { start } from '#tests/support/program.ts';

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gorae-main-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const database = (): string => {
  count += 1;
  return join(folder, `${count}.sqlite`);
};

/** A port that is free now. */
async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

const main = (environment: Readonly<Record<string, string>>) => start('src/main.ts', environment);

describe('the program', () => {
  test('starts with nothing configured, answers, posts today’s quiz, and stops within five seconds of SIGTERM', async () => {
    const path = database();
    const program = main({ DATABASE_URL: `sqlite:${path}`, PORT: await freePort(), DEFAULT_LOCALE: 'en' });
    const [, address = ''] = await program.until(/Gorae is ready: (\S+)/);
    const health = await fetch(`${address}/health`);
    expect(await health.json()).toEqual({ ready: true, platforms: ['web'] });
    expect((await fetch(address)).headers.get('content-security-policy')).toContain("default-src 'self'");
    const asked = performance.now();
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(performance.now() - asked).toBeLessThan(5_000);
    const kept = new Database(path, { readonly: true });
    expect(kept.prepare('select count(*) as rounds from round').get()).toEqual({ rounds: 1 });
    kept.close();
  });

  test('started again it posts nothing twice, and what was there is there', async () => {
    const path = database();
    for (let run = 0; run < 2; run += 1) {
      const program = main({ DATABASE_URL: `sqlite:${path}`, PORT: await freePort(), DEFAULT_LOCALE: 'en' });
      await program.until(/"msg":"ready"/);
      program.child.kill(run === 0 ? 'SIGKILL' : 'SIGTERM');
      await program.ended;
    }
    const kept = new Database(path, { readonly: true });
    expect(kept.prepare("select count(*) as posts from post where kind = 'ask'").get()).toEqual({ posts: 1 });
    kept.close();
  });

  test('lists every fault of the environment at once, never a secret’s value', async () => {
    const program = main({
      PORT: '99999',
      LOG_LEVEL: 'loud',
      DISCORD_TOKEN: 'my-secret-value',
      SLACK_APP_TOKEN: 'xapp-another-secret',
      DEFAULT_TIMEZONE: 'Mars/Olympus',
      DEFAULT_LOCALE: 'en',
    });
    expect(await program.ended).toBe(badStart);
    for (const variable of ['PORT', 'LOG_LEVEL', 'DISCORD_TOKEN', 'SLACK_BOT_TOKEN', 'DEFAULT_TIMEZONE'])
      expect(program.output()).toMatch(new RegExp(`^ {2}${variable} `, 'm'));
    expect(program.output()).not.toContain('secret');
  });

  test('a port in use is a clear error; without PORT the next free one is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const program = main({ DATABASE_URL: `sqlite:${database()}`, PORT: String(port), DEFAULT_LOCALE: 'en' });
    expect(await program.ended).toBe(badStart);
    expect(program.output()).toContain(`PORT ${port} is taken`);
    await new Promise((resolve) => server.close(resolve));
  });

  test.each([
    ['not a database', async (path: string) => writeFile(path, 'hello '.repeat(500))],
    [
      'a newer version',
      async (path: string) => {
        const first = main({ DATABASE_URL: `sqlite:${path}`, PORT: await freePort() });
        await first.until(/"msg":"ready"/);
        first.child.kill('SIGTERM');
        await first.ended;
        const newer = new Database(path);
        const columns = newer.prepare('select * from migration limit 1').get() as Record<string, unknown>;
        const keys = Object.keys(columns);
        newer
          .prepare(`insert into migration (${keys.join(', ')}) values (${keys.map(() => '?').join(', ')})`)
          .run(...keys.map((key) => (key === 'number' ? 9999 : columns[key])));
        newer.close();
      },
    ],
  ])('a database that is %s is refused with advice', async (_, prepare) => {
    const path = database();
    await prepare(path);
    const program = main({ DATABASE_URL: `sqlite:${path}`, PORT: await freePort(), DEFAULT_LOCALE: 'en' });
    expect(await program.ended).toBe(badStart);
    expect(program.output()).toContain('I cannot start:\n  DATABASE_URL');
    expect(program.output()).not.toContain('    at ');
  });
});

describe('npm run ask', () => {
  const ask = (args: readonly string[], environment: Readonly<Record<string, string>>, input?: string) =>
    start('src/tools/ask.ts', environment, args, input);

  test('answers in the reader’s language, as text or as JSON lines', async () => {
    const DATABASE_URL = `sqlite:${database()}`;
    const text = ask(['/compare 도커와 가상머신'], { DATABASE_URL });
    expect(await text.ended).toBe(0);
    expect(text.answer()).toContain('가상 머신');
    const json = ask(
      ['--json', '--locale', 'en', '--player', 'Mina'],
      { DATABASE_URL },
      '/help\n\n/concept volume\n',
    );
    expect(await json.ended).toBe(0);
    const lines = json
      .answer()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { call: object; reply: { about?: string[] }; ms: number });
    expect(lines.map(({ call }) => call)).toEqual([
      { command: 'help', options: {} },
      { command: 'concept', options: { name: 'volume' } },
    ]);
    expect(lines[1]?.reply.about?.[0]).toBe('concept:volume');
    expect(lines[1]?.ms).toBeGreaterThan(0);
  });

  test('refused is 1, misuse is 2', async () => {
    const DATABASE_URL = `sqlite:${database()}`;
    const refused = ask(['/nonsense'], { DATABASE_URL, DEFAULT_LOCALE: 'en' });
    expect(await refused.ended).toBe(1);
    expect(refused.answer()).toContain('There is no command');
    expect(await ask(['--nonsense'], { DATABASE_URL }).ended).toBe(2);
    expect(await ask(['--locale', 'fr', '/help'], { DATABASE_URL }).ended).toBe(2);
  });
});

test('a broken data file stops the start with its place', async () => {
  const copy = join(folder, 'copy');
  await cp(new URL('../data', import.meta.url), join(copy, 'data'), { recursive: true });
  await writeFile(join(copy, 'data/guides/broken.yaml'), 'id: broken\nname: { ko: 하나 }\n');
  const { readData } = await import('#src/data.ts');
  const { problems } = await readData('en', { own: join(copy, 'data') });
  expect(problems.map(({ file }) => file)).toContain('guides/broken.yaml');
  expect(problems.find(({ rule }) => rule === 'K103')?.line).toBe(2);
});
