import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHerald, type Herald } from '#core/herald.ts';
import { breathe } from '#src/clock.ts';
import { question } from '#tests/platforms/question.ts';
import { type Bench, startBench } from '#tests/platforms/slack/bench.ts';
import { visibleText } from '#tests/platforms/slack/visible.ts';
import type { Message } from '#tests/support/slack/world.ts';

/** Nothing that a test looks for is older. */
const began = Temporal.Now.instant();

let bench: Bench;
let herald: Herald;
// A Monday morning in Seoul, before nine.
let now: Temporal.Instant;

beforeEach(async () => {
  now = Temporal.Instant.from('2026-11-22T23:30:00Z');
  bench = await startBench({
    questions: [question('q1'), question('q2')],
    now: () => now.epochMilliseconds,
    settings: { now: () => now },
  });
  herald = createHerald({
    breathe,
    agenda: bench.stores.agenda,
    knowledge: bench.knowledge,
    platforms: new Map([['slack', bench.platform]]),
    say: bench.say,
    note: (message, details) => bench.troubles.push({ level: 'note', message, details }),
  });
});
afterEach(() => bench.stop());

const posts = (): readonly Message[] =>
  bench.server.world.seen(bench.channel.id, 'everyone').filter(({ metadata }) => metadata !== undefined);
const post = (): Message => posts()[0] ?? expect.fail('nothing was posted');

/** The letter of an option, before its words. */
const letterOf = (message: Message, words: string): string =>
  new RegExp(`([A-D])\\. ${words}`).exec(visibleText(message))?.[1] ?? expect.fail(`no option ${words}`);

async function setDaily(): Promise<void> {
  const at = { user: bench.sam, channel: bench.channel.id };
  const set = await bench.driver.slash(at, '/daily', 'set time:09:00 days:every').message();
  expect(visibleText(set)).toContain('09:00');
}

test('it is said at once that the bot is not in a private channel, and has no need to be in a public one', async () => {
  const { world } = bench.server;
  const set = async (channel: string) => {
    const at = { user: bench.sam, channel };
    return visibleText(await bench.driver.slash(at, '/daily', 'set time:09:00').message());
  };
  const closed = world.addChannel('closed', { bot: false, private: true }).id;
  expect(await set(closed)).toContain('I cannot write in that channel yet');
  const now = await bench.driver.slash({ user: bench.sam, channel: closed }, '/daily', 'now').message();
  expect(visibleText(now)).toMatch(/^I cannot post there/);
  expect(await set(world.addChannel('open', { bot: false }).id)).not.toContain('cannot');
  expect(await set(bench.channel.id)).not.toContain('cannot');
});

test('a channel that Slack knew nothing of when it was typed is refused', async () => {
  const at = { user: bench.sam, channel: bench.channel.id };
  const refused = await bench.driver.slash(at, '/daily', 'set time:09:00 channel:#nowhere').message();
  expect(visibleText(refused)).toContain('must be a channel that there is');
  expect(bench.driver.buttons(refused)).toContain('This channel');
});

test('a day of the quiz: posted once, answered once each, counted, revealed, ranked', async () => {
  const { driver, at, sam } = bench;
  await setDaily();
  await herald.beat(now);
  expect(posts()).toEqual([]);

  now = Temporal.Instant.from('2026-11-23T00:00:10Z');
  await herald.beat(now);
  await herald.beat(now);
  expect(posts()).toHaveLength(1);
  expect(visibleText(post())).toContain('컨테이너는 무엇을 함께 쓰나요?');
  expect(visibleText(post())).not.toContain('맞아요.');

  const mine = await driver.press(at, post(), letterOf(post(), '커널')).message();
  expect(mine.only).toBe(at.user.id);
  const hers = { ...at, user: sam };
  expect((await driver.press(hers, post(), letterOf(post(), '디스크')).message()).only).toBe(sam.id);
  expect((await driver.press(hers, post(), letterOf(post(), '커널')).message()).only).toBe(sam.id);

  const [round, ...others] = new Set(
    bench.happened.filter(({ kind }) => kind === 'answered').map(({ id }) => id),
  );
  expect(others).toEqual([]);
  await herald.refresh(round ?? expect.fail('nobody answered'));
  expect(visibleText(post())).toContain('2명');

  const board = visibleText(await driver.slash(at, '/leaderboard').message());
  expect(board).toContain('Mina');
  expect(board.indexOf('Mina')).toBeLessThan(board.indexOf('Sam'));

  now = Temporal.Instant.from('2026-11-24T00:00:10Z');
  await herald.beat(now);
  const [first, second, ...more] = posts();
  expect(more).toEqual([]);
  expect(first && visibleText(first)).toContain('맞아요.');
  expect(second && visibleText(second)).toContain('컨테이너는 무엇을 함께 쓰나요?');
  expect(bench.troubles).toEqual([]);
});

test('a post whose answer was lost stands there once', async () => {
  await setDaily();
  bench.server.spoil({ method: 'chat.postMessage', times: 1, effect: { kind: 'lost', status: 502 } });
  now = Temporal.Instant.from('2026-11-23T00:00:10Z');
  await herald.beat(now);
  now = Temporal.Instant.from('2026-11-23T00:02:10Z');
  await herald.beat(now);
  expect(posts()).toHaveLength(1);
});

test('a second process finds what the first one posted before it died', async () => {
  await setDaily();
  const to = { tenant: bench.server.world.team, channel: bench.channel.id };
  now = Temporal.Instant.from('2026-11-23T00:00:10Z');
  await herald.beat(now);
  const { key } = Object(post().metadata?.event_payload);
  expect(await bench.platform.find(to, key, began)).toMatchObject({ message: post().ts });
});
