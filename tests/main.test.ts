import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { badStart } from '#src/beginning.ts';
import { readData } from '#src/data.ts';
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

const main = (environment: Readonly<Record<string, string>>) => start('src/main.ts', environment);

describe('the program', () => {
  test('starts with nothing configured, answers, and posts today’s quiz; killed and started again it posts nothing twice, and stops within five seconds of SIGTERM', async () => {
    const path = database();
    // With no port it takes one that is free when it gets there, which a given one may no longer be.
    const once = () => main({ DATABASE_URL: `sqlite:${path}`, DEFAULT_LOCALE: 'en' });
    const first = once();
    const [, address = ''] = await first.until(/Gorae is ready: (\S+)/);
    const health = await fetch(`${address}/health`);
    expect(await health.json()).toEqual({ ready: true, platforms: ['web'] });
    expect((await fetch(address)).headers.get('content-security-policy')).toContain("default-src 'self'");
    await first.until(/"msg":"ready"/);
    first.child.kill('SIGKILL');
    await first.ended;

    const second = once();
    await second.until(/"msg":"ready"/);
    const { status, ms } = await second.stop();
    expect(status).toBe(0);
    expect(ms).toBeLessThan(5_000);
    const kept = new Database(path, { readonly: true });
    expect(kept.prepare('select count(*) as rounds from round').get()).toEqual({ rounds: 1 });
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
      KNOWLEDGE_PATH: join(folder, 'nowhere'),
    });
    expect(await program.ended).toBe(badStart);
    for (const variable of ['PORT', 'LOG_LEVEL', 'DISCORD_TOKEN', 'SLACK_BOT_TOKEN', 'DEFAULT_TIMEZONE'])
      expect(program.output()).toMatch(new RegExp(`^ {2}${variable} `, 'm'));
    expect(program.output()).toContain(
      `  KNOWLEDGE_PATH names no folder that I can read: ${join(folder, 'nowhere')}\n`,
    );
    expect(program.output()).not.toContain('secret');
  });

  test('what it cannot begin with is told with advice, without a stack', async () => {
    const path = database();
    await writeFile(path, 'hello '.repeat(500));
    const program = main({ DATABASE_URL: `sqlite:${path}`, DEFAULT_LOCALE: 'en' });
    expect(await program.ended).toBe(badStart);
    expect(program.output()).toContain('I cannot start:\n  DATABASE_URL');
    expect(program.output()).not.toContain('    at ');
  });
});

/** An entry of a team's own. */
const ours = `id: harbour-gate
name: { ko: 항구 문, en: Harbour gate }
chapter: basics
summary: { ko: 우리 팀은 이렇게 써요., en: This is how our team uses it. }
body: { ko: 우리 팀은 이렇게 써요., en: This is how our team uses it. }
sources: [{ title: Wiki, url: 'https://example.com/wiki' }]
checked: '28.5'
reviewed: '2026-11-20'
`;

describe('npm run ask', () => {
  const ask = (args: readonly string[], environment: Readonly<Record<string, string>>, input?: string) =>
    start('src/tools/ask.ts', environment, args, input);

  test('answers in the reader’s language, as text or as JSON lines, also from a team’s own knowledge; refused is 1', async () => {
    const DATABASE_URL = `sqlite:${database()}`;
    const text = ask(['/compare 도커와 가상머신'], { DATABASE_URL });
    expect(await text.ended).toBe(0);
    expect(text.answer()).toContain('가상 머신');
    const KNOWLEDGE_PATH = join(folder, 'team');
    await mkdir(join(KNOWLEDGE_PATH, 'concepts'), { recursive: true });
    await writeFile(join(KNOWLEDGE_PATH, 'concepts/harbour-gate.yaml'), ours);
    const json = ask(
      ['--json', '--locale', 'en', '--player', 'Mina'],
      { DATABASE_URL, KNOWLEDGE_PATH },
      '/help\n\n/concept volume\n/concept harbour-gate\n/nonsense\n',
    );
    expect(await json.ended).toBe(1);
    const lines = json
      .answer()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { call: object; reply: { about?: string[] }; ms: number });
    expect(lines.map(({ call }) => call)).toEqual([
      { command: 'help', options: {} },
      { command: 'concept', options: { name: 'volume' } },
      { command: 'concept', options: { name: 'harbour-gate' } },
      { command: 'nonsense', options: {} },
    ]);
    expect(lines[1]?.reply.about?.[0]).toBe('concept:volume');
    expect(lines[1]?.ms).toBeGreaterThan(0);
    expect(JSON.stringify(lines[2]?.reply)).toContain('This is how our team uses it.');
    expect(JSON.stringify(lines[3]?.reply)).toContain('There is no command');
  });

  test('a language on the command line goes before the one the player chose, and that before the default', async () => {
    const environment = { DATABASE_URL: `sqlite:${database()}` };
    const chosen = ask([], environment, '/profile language en\n/help\n');
    expect(await chosen.ended).toBe(0);
    expect(chosen.answer()).toContain('/compare');
    expect(chosen.answer()).not.toMatch(/[가-힣]{2}.*비교/);
    // Refused in that language, too.
    const asked = ask(['--locale', 'ko'], environment, '/profile show\n/nonsense\n');
    expect(await asked.ended).toBe(1);
    expect(asked.answer()).toContain('언어');
    expect(asked.answer()).not.toContain('What I keep about you');
    expect(asked.answer()).toMatch(/없어요/);
  });

  test('a database that cannot be used is told as at a start, without a stack', async () => {
    const program = ask(['/help'], { DATABASE_URL: `sqlite:${folder}` });
    expect(await program.ended).toBe(badStart);
    expect(program.output()).toMatch(
      /^시작할 수 없어요:\n {2}DATABASE_URL .*폴더예요.*\n {4}\S+ \(EISDIR\)\n$/,
    );
  });
});

test('a broken data file is told with its place', async () => {
  const own = join(folder, 'data');
  await mkdir(join(own, 'guides'), { recursive: true });
  await writeFile(join(own, 'guides/broken.yaml'), 'id: broken\nname: { ko: 하나 }\n');
  const { problems } = await readData('en', { own });
  expect(problems.map(({ file }) => file)).toContain('guides/broken.yaml');
  expect(problems.find(({ rule }) => rule === 'K103')?.line).toBe(2);
});
