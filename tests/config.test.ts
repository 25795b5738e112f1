import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { createSay } from '#core/say.ts';
import { mistyped, readConfig } from '#src/config.ts';

const say = createSay('en');
const read = (environment: Readonly<Record<string, string>>) => readConfig(environment, say);
const faults = (environment: Readonly<Record<string, string>>) => {
  const result = read(environment);
  return 'faults' in result ? result.faults : [];
};
const config = (environment: Readonly<Record<string, string>>) => {
  const result = read(environment);
  if ('faults' in result) throw new Error(JSON.stringify(result.faults));
  return result.config;
};

const discordToken = 'made.up.token';
const slack = { SLACK_BOT_TOKEN: 'xoxb-made-up', SLACK_APP_TOKEN: 'xapp-made-up' };

test('nothing set is a playground in Korean', () => {
  expect(config({})).toEqual({
    databaseUrl: 'sqlite:var/gorae.sqlite',
    playground: true,
    host: '127.0.0.1',
    port: undefined,
    locale: 'ko',
    zone: 'Asia/Seoul',
    logLevel: 'info',
  });
});

test('a set but empty variable counts as not set', () => {
  expect(config({ PORT: '', DISCORD_TOKEN: ' ', DEFAULT_LOCALE: '' })).toEqual(config({}));
});

/** A value that is wrong, for each variable that has a shape. */
const wrong = {
  DATABASE_URL: 'mysql://nowhere',
  DISCORD_TOKEN: 'wrong-discord',
  DISCORD_API_URL: 'ftp://wrong',
  SLACK_BOT_TOKEN: 'wrong-bot',
  SLACK_APP_TOKEN: 'wrong-app',
  SLACK_SIGNING_SECRET: 'wrong',
  SLACK_API_URL: 'wrong-url',
  SLACK_COMMAND_PREFIX: 'WRONG!',
  PLAYGROUND: 'wrong',
  HOST: 'wrong host',
  PORT: '65536',
  DEFAULT_LOCALE: 'wrong',
  DEFAULT_TIMEZONE: 'Wrong/Zone',
  LOG_LEVEL: 'wrong',
};

test('every fault is told at once, by variable, and never with its value', () => {
  const told = faults(wrong);
  expect(told.map(({ variable }) => variable)).toEqual(Object.keys(wrong));
  expect(told.map(({ message }) => message).join(' ')).not.toMatch(/wrong|mysql|ftp/i);
});

test('PostgreSQL is told with all the rest, and without its password', () => {
  const told = faults({ DATABASE_URL: 'postgres://gorae:hunter2@db/gorae', PORT: '65536' });
  expect(told.map(({ variable }) => variable)).toEqual(['DATABASE_URL', 'PORT']);
  expect(told[0]?.message).toContain('PostgreSQL');
  expect(told[0]?.message).not.toContain('hunter2');
});

test.each([
  ['0', false],
  ['1', true],
  ['65535', true],
  ['3000.5', false],
  ['-1', false],
])('PORT=%s', (PORT, fits) => {
  expect(faults({ PORT })).toHaveLength(fits ? 0 : 1);
});

describe('Slack', () => {
  test('speaks Socket Mode with an app token, also where a signing secret stands beside it', () => {
    expect(config({ ...slack, SLACK_SIGNING_SECRET: 'made-up-secret' }).slack?.mode.kind).toBe('socket');
  });

  test('speaks HTTP with a signing secret alone', () => {
    const { SLACK_APP_TOKEN: _, ...bot } = slack;
    expect(config({ ...bot, SLACK_SIGNING_SECRET: 'made-up-secret' }).slack?.mode.kind).toBe('http');
  });

  test.each([
    [{ SLACK_BOT_TOKEN: 'xoxb-made-up' }, 'SLACK_APP_TOKEN'],
    [{ SLACK_APP_TOKEN: 'xapp-made-up' }, 'SLACK_BOT_TOKEN'],
    [{ SLACK_SIGNING_SECRET: 'made-up-secret' }, 'SLACK_BOT_TOKEN'],
  ])('half a set-up is a fault: %o', (environment, variable) => {
    expect(faults(environment)).toMatchObject([{ variable }]);
  });
});

describe('the playground', () => {
  test.each([
    [{ DISCORD_TOKEN: discordToken }, false],
    [slack, false],
    [{ DISCORD_TOKEN: discordToken, PLAYGROUND: 'on' }, true],
    [{ ...slack, PLAYGROUND: 'off' }, false],
  ])('is on where nothing else is, or where it is asked for: %o', (environment, on) => {
    expect(config(environment).playground).toBe(on);
  });

  test('is not to be off where nothing else is on', () => {
    expect(faults({ PLAYGROUND: 'off' })).toMatchObject([{ variable: 'PLAYGROUND' }]);
  });
});

test.each([
  ['Asia/Soul', 'Asia/Seoul'],
  ['EST', 'America/New_York'],
])('a time zone that is none is refused with the nearest: %s', (zone, nearest) => {
  expect(faults({ DEFAULT_TIMEZONE: zone })).toMatchObject([
    { variable: 'DEFAULT_TIMEZONE', message: expect.stringContaining(nearest) },
  ]);
});

test('what a person calls a time zone is taken', () => {
  expect(config({ DEFAULT_TIMEZONE: 'KST' }).zone).toBe('Asia/Seoul');
});

describe('a mistyped name', () => {
  test.each([
    ['DISCORD_TOKN', 'DISCORD_TOKEN'],
    ['SLACK_BOT_TOKN', 'SLACK_BOT_TOKEN'],
    ['DISCORD_BOT_TOKEN', 'DISCORD_TOKEN'],
    ['slack_signing_secret', 'SLACK_SIGNING_SECRET'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['DEFAULT_TIME_ZONE', 'DEFAULT_TIMEZONE'],
    ['LOGLEVEL', 'LOG_LEVEL'],
  ])('%s was meant for %s', (name, meant) => {
    expect(mistyped({ [name]: 'x' })).toEqual([{ name, meant }]);
    expect(mistyped({ [name]: 'x', [meant]: 'y' }).map((each) => each.meant)).not.toContain(meant);
  });

  test('is none that stands for something else', () => {
    const others = [
      'PATH',
      'HOME',
      'POST',
      'HOSTNAME',
      'LANG',
      'TZ',
      'NODE_ENV',
      'SLACK_WEBHOOK_URL',
      'DISPLAY',
    ];
    expect(mistyped(Object.fromEntries(others.map((name) => [name, 'x'])))).toEqual([]);
    expect(mistyped(Object.fromEntries(Object.keys(wrong).map((name) => [name, 'x'])))).toEqual([]);
  });
});

describe('the example file and the READMEs', () => {
  const file = (path: string) => readFile(new URL(`../${path}`, import.meta.url), 'utf8');
  const known = [...Object.keys(wrong), 'KNOWLEDGE_PATH'].sort();

  test('.env.example names every variable once, and sets none', async () => {
    const text = await file('.env.example');
    expect([...text.matchAll(/^#([A-Z_]+)=/gm)].map(([, name]) => name).sort()).toEqual(known);
    expect(text).not.toMatch(/^[A-Z]/m);
  });

  test('the examples in .env.example are taken as they are', async () => {
    const text = await file('.env.example');
    const set = [...text.matchAll(/^#([A-Z_]+)=(.+)$/gm)].map(([, name = '', value = '']) => [name, value]);
    expect(faults(Object.fromEntries(set))).toEqual([]);
  });

  test.each(['README.md', 'README.ko.md'])('%s has a row for every variable', async (path) => {
    const rows = (await file(path))
      .split('\n')
      .filter((line) => /^\| `[A-Z]+_|^\| `(HOST|PLAYGROUND)/.test(line));
    const named = rows.flatMap(
      (row) => row.split(' | ')[0]?.match(/[A-Z]+(?:_[A-Z]+)+|HOST|PORT|PLAYGROUND/g) ?? [],
    );
    expect([...new Set(named)].sort()).toEqual(known);
  });

  test('the code reads no variable that is not told of', async () => {
    const source = await file('src/config.ts');
    const read = [...source.matchAll(/'([A-Z]+(?:_[A-Z]+)+)'/g)].map(([, name = '']) => name);
    expect(read.filter((name) => !known.includes(name))).toEqual([]);
  });
});
