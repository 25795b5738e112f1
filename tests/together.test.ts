import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from '#commands/index.ts';
import type { Bot } from '#core/bot.ts';
import type { Platform } from '#core/platform.ts';
import { createDiscord } from '#platforms/discord/adapter.ts';
import { registration } from '#platforms/discord/registration.ts';
import { createSlack } from '#platforms/slack/adapter.ts';
import { manifest } from '#platforms/slack/manifest.ts';
import { badStart } from '#src/beginning.ts';
import { now } from '#src/clock.ts';
import { renderPng } from '#src/pictures.ts';
import { startTrouble } from '#src/trouble.ts';
import { visibleText } from '#tests/platforms/slack/visible.ts';
import { data } from '#tests/support/data.ts';
import type { Got } from '#tests/support/discord/people.ts';
import { DiscordServer } from '#tests/support/discord/server.ts';
import type { Seen } from '#tests/support/discord/view.ts';
import { type Program, start } from '#tests/support/program.ts';
import { openRig } from '#tests/support/rig.ts';
import { Driver } from '#tests/support/slack/driver.ts';
import { SlackServer } from '#tests/support/slack/server.ts';

/** The program itself, with Discord and Slack both on, as an operator runs it. */

let discord: DiscordServer;
let slack: SlackServer;
let driver: Driver;
let folder: string;
const running: Program[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gorae-together-'));
  discord = await DiscordServer.start();
  slack = await SlackServer.start();
  driver = new Driver(slack);
  // Whether it answers within three seconds is asked elsewhere, in one process, where the time that others take can be told.
  discord.world.deadline = 240_000;
  driver.ackWithinMs = 240_000;
  const { say } = data;
  discord.register(registration(commands, say));
  driver.install(manifest(commands, say('en'), { mode: 'socket', prefix: '' }));
});

afterAll(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGKILL');
    await ended;
  }
  await discord.stop();
  await slack.stop();
  await rm(folder, { recursive: true, force: true });
});

function main(more: Readonly<Record<string, string>> = {}): Program {
  const program = start('src/main.ts', {
    DATABASE_URL: `sqlite:${join(folder, 'both.sqlite')}`,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.api,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    DEFAULT_LOCALE: 'en',
    ...more,
  });
  running.push(program);
  return program;
}

const said = ({ message, how }: Got): Seen => message ?? expect.fail(`nothing was said: ${how}`);

test('one process serves both; killed and started again it posts nothing twice and loses no answer', async () => {
  const guild = discord.world.addGuild('Harbour', 'en-US', ['general']);
  const [general] = guild.channels;
  if (!general) throw new Error('the server has no channel');
  const ada = { user: discord.world.addUser('Ada', 'en-US'), channel: general, permissions: 1n << 5n };
  const sam = slack.world.addUser('Sam', { locale: 'en-US', admin: true });
  const at = { user: sam, channel: slack.world.addChannel('study', { locale: 'en-US' }).id };

  const onDiscord = () => discord.people.read(general, ada.user).filter((message) => !message.private);
  const onSlack = () => slack.world.seen(at.channel, 'everyone');
  const quizzes = () => [
    onDiscord().filter(({ text }) => text.includes('quiz of the day')).length,
    onSlack().filter((message) => visibleText(message).includes('quiz of the day')).length,
  ];

  const first = main();
  await first.until(/"platforms":\["discord","slack"\].*"msg":"ready"/);
  // 23:59 is never due while this runs, so that `daily now` alone posts.
  await discord.people.slash(ada, 'daily set', { time: '23:59', days: 'every' });
  await driver.slash(at, '/daily', 'set time:23:59 days:every').message();
  await discord.people.slash(ada, 'daily now');
  await driver.slash(at, '/daily', 'now').message();
  await expect.poll(quizzes).toEqual([1, 1]);

  const post = onDiscord().find(({ text }) => text.includes('quiz of the day')) ?? expect.fail('no post');
  const answered = said(await discord.people.press(ada, post, 'A'));
  const slackPost =
    onSlack().find((message) => visibleText(message).includes('quiz of the day')) ?? expect.fail('no post');
  const slackAnswered = visibleText(await driver.press(at, slackPost, 'B').message());
  for (const text of [answered.text, slackAnswered]) expect(text).toMatch(/Right!|Not quite/);

  first.child.kill('SIGKILL');
  await first.ended;
  const second = main();
  await second.until(/"msg":"ready"/);
  const again = said(await discord.people.press(ada, post, 'C')).text;
  expect(again).toContain('the first answer counts');
  expect(visibleText(await driver.slash(at, '/daily', 'now').message())).toContain('already posted');
  expect(quizzes()).toEqual([1, 1]);

  const { status, ms } = await second.stop();
  expect(status).toBe(0);
  expect(ms).toBeLessThan(5_000);
  const kept = new Database(join(folder, 'both.sqlite'), { readonly: true });
  expect(kept.prepare('select count(*) as answers from answer').get()).toEqual({ answers: 2 });
  kept.close();
});

const quiet = () => undefined;
const shared = {
  defaultLocale: 'en',
  pictures: renderPng,
  now,
  log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
} as const;

/** A platform of its own with a wrong secret. */
const wrongly: Readonly<Record<string, (bot: Bot) => Platform>> = {
  DISCORD_TOKEN: (bot) =>
    createDiscord({ ...shared, bot, apiUrl: discord.api, token: 'wrong.made-up.token' }),
  SLACK_BOT_TOKEN: (bot) => slackWith(bot, 'xoxb-wrong-made-up', slack.appToken),
  SLACK_APP_TOKEN: (bot) => slackWith(bot, slack.botToken, 'xapp-wrong-made-up'),
};

const slackWith = (bot: Bot, botToken: string, appToken: string): Platform =>
  createSlack({
    ...shared,
    bot,
    apiUrl: slack.apiUrl,
    botToken,
    prefix: '',
    mode: { kind: 'socket', appToken },
  }).platform;

test.each(Object.keys(wrongly))('a wrong %s is told by its name, not its value', async (variable) => {
  const rig = await openRig();
  const error = await wrongly[variable]?.(rig.bot)
    .start()
    .then(
      () => expect.fail('it started'),
      (thrown: unknown) => thrown,
    );
  const told = startTrouble(error, data.say('en'));
  expect(told).toMatch(new RegExp(`^${variable} `));
  expect(told).not.toContain('wrong');
  await rig.close();
});

test('a platform that refuses ends the start with its reason, though another is connected', async () => {
  const program = main({ SLACK_APP_TOKEN: 'xapp-wrong-made-up', DATABASE_URL: 'sqlite::memory:' });
  expect(await program.ended).toBe(badStart);
  expect(program.output()).toMatch(/I cannot start:\n {2}SLACK_APP_TOKEN /);
  expect(program.output()).not.toMatch(/wrong|unhandled/);
});
