import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHerald, type Herald } from '#core/herald.ts';
import { breathe } from '#src/clock.ts';
import { type Scene, startScene } from '#tests/platforms/discord/scene.ts';
import { question } from '#tests/platforms/question.ts';
import type { Got } from '#tests/support/discord/people.ts';
import type { Seen } from '#tests/support/discord/view.ts';

const manager = { permissions: 1n << 5n };

let scene: Scene;
let herald: Herald;
// A Monday morning in Seoul, before nine.
let now: Temporal.Instant;

beforeEach(async () => {
  now = Temporal.Instant.from('2026-11-22T23:30:00Z');
  scene = await startScene([], { now: () => now }, [question('q1'), question('q2')]);
  herald = createHerald({
    breathe,
    agenda: scene.stores.agenda,
    knowledge: scene.knowledge,
    platforms: new Map([['discord', scene.platform]]),
    say: scene.say,
    note: (event, details) => scene.logged.push({ level: 'note', message: event, details }),
  });
});
afterEach(() => scene.end());

const posts = (): readonly Seen[] =>
  scene.server.people.read(scene.channel, scene.ada).filter((message) => !message.private);

const post = (): Seen => posts()[0] ?? expect.fail('nothing was posted');

/** The label of the button of an option, by the letter before its words. */
const letterOf = ({ text }: Seen, words: string): string =>
  new RegExp(`\\*\\*([A-D])\\.\\*\\* ${words}`).exec(text)?.[1] ??
  expect.fail(`no option ${words} in ${text}`);

const said = ({ message }: Got): Seen => message ?? expect.fail('nothing was said');

async function setDaily(): Promise<void> {
  const { people } = scene.server;
  const got = await people.slash(scene.at(scene.minji, manager), 'daily set', {
    time: '09:00',
    days: 'every',
  });
  expect(said(got).text).toContain('09:00');
}

test('a day of the quiz: posted once, answered once each, counted, revealed, ranked', async () => {
  const { people } = scene.server;
  await setDaily();
  await herald.beat(now);
  expect(posts()).toEqual([]);

  now = Temporal.Instant.from('2026-11-23T00:00:10Z');
  await herald.beat(now);
  await herald.beat(now);
  expect(posts()).toHaveLength(1);
  expect(post().text).toContain('컨테이너는 무엇을 함께 쓰나요?');
  expect(post().text).not.toContain('맞아요.');

  const right = letterOf(post(), '커널');
  const wrong = letterOf(post(), '디스크');
  const mine = said(await people.press(scene.at(scene.minji), post(), right));
  expect(mine).toMatchObject({ private: true });
  // Pressed many times at once and changed one's mind: it stays one answer.
  await Promise.all([1, 2, 3].map(() => people.press(scene.at(scene.ada), post(), wrong)));
  const again = said(await people.press(scene.at(scene.ada), post(), right));
  expect(again).toMatchObject({ private: true });

  const [round] = new Set(scene.told.filter(({ kind }) => kind === 'answered').map(({ id }) => id));
  await herald.refresh(round ?? expect.fail('nobody answered'));
  expect(post()).toMatchObject({ edited: true, buttons: [{ label: 'A' }, { label: 'B' }] });
  expect(post().text).toContain('2명');

  const board = said(await people.slash(scene.at(scene.ada), 'leaderboard'));
  expect(board.text.indexOf('민지')).toBeGreaterThan(-1);

  now = Temporal.Instant.from('2026-11-24T00:00:10Z');
  await herald.beat(now);
  const [first, second, ...more] = posts().filter(({ text }) => !text.includes('순위표'));
  expect(more).toEqual([]);
  expect(first?.text).toContain('맞아요.');
  expect(second?.text).toContain('컨테이너는 무엇을 함께 쓰나요?');

  // The revealed post has no answers to press any more; a client that was not told yet may still send one.
  const old = `1answer?round=${round}&question=0&choice=a`;
  const revealed = first ?? expect.fail('no post');
  const late = said(await people.press(scene.at(scene.ada, { force: true }), revealed, old));
  expect(late).toMatchObject({ private: true });
  expect(scene.logged.filter(({ level }) => level !== 'info')).toEqual([]);
});

test('the form that changes it shows what is set, though no button can hold that much', async () => {
  const { people } = scene.server;
  const where = scene.at(scene.minji, manager);
  const set = said(
    await people.slash(where, 'daily set', {
      time: '18:30',
      days: 'mon,wed,fri',
      zone: 'Asia/Seoul',
      topics: 'dockerfile,storage',
    }),
  );
  const { modal } = await people.press(where, set, '바꾸기…');
  expect(modal?.fields.map(({ customId, value }) => [customId, value])).toEqual([
    ['time', '18:30'],
    ['days', ''],
    ['zone', 'Asia/Seoul'],
    ['topics', 'dockerfile,storage'],
  ]);
  const days = JSON.stringify(modal?.raw);
  for (const day of ['mon', 'wed', 'fri'])
    expect(days).toMatch(new RegExp(`"value":"${day}","label":"[^"]+","default":true`));
  const changed = await people.submitModal(where, modal ?? expect.fail('no form'), {
    time: '19:00',
    days: 'mon,wed,fri',
  });
  expect(said(changed).text).toContain('19:00');
});

test('it is said at once that a channel may not be written in', async () => {
  const [, other] = scene.guild.channels;
  const set = async (channel = scene.channel) =>
    said(
      await scene.server.people.slash(scene.at(scene.minji, { ...manager, channel }), 'daily set', {
        time: '09:00',
      }),
    ).text;
  expect(await set(other)).not.toContain('아직 그 채널에 글을 쓸 수 없어요');
  if (other) other.denied = 50013;
  expect(await set(other)).toContain('아직 그 채널에 글을 쓸 수 없어요');
});

test('a channel that may not be written in is given up, and the others go on', async () => {
  const [, other] = scene.guild.channels;
  if (!other) throw new Error('no second channel');
  await setDaily();
  await scene.server.people.slash(scene.at(scene.minji, { ...manager, channel: other }), 'daily set', {
    time: '09:00',
  });
  scene.channel.denied = 50013;
  now = Temporal.Instant.from('2026-11-23T00:00:10Z');
  await herald.beat(now);
  expect(posts()).toEqual([]);
  expect(scene.server.people.read(other, scene.ada).filter((message) => !message.private)).toHaveLength(1);
  expect(scene.logged.some(({ message }) => message === 'post failed')).toBe(true);
});

test('a post that was cut off on the way stands there once', async () => {
  await setDaily();
  scene.server.faults.add(
    { kind: 'drop-after' },
    { method: 'POST', path: /^\/channels\/\d+\/messages$/, times: 9 },
  );
  now = Temporal.Instant.from('2026-11-23T00:00:10Z');
  await herald.beat(now);
  scene.server.faults.clear();
  now = Temporal.Instant.from('2026-11-23T00:02:10Z');
  await herald.beat(now);
  expect(posts()).toHaveLength(1);
});
