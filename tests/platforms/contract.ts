import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHerald } from '#core/herald.ts';
import type { Address, Platform } from '#core/platform.ts';
import { letter } from '#core/quiz/card.ts';
import { pointsFor } from '#core/quiz/points.ts';
import { button, buttons, paragraph, type Reply } from '#core/reply.ts';
import type { Stores } from '#core/store.ts';
import { breathe } from '#src/clock.ts';
import { fairNow } from '#tests/support/clock.ts';
import { data } from '#tests/support/data.ts';

/** Nothing that a test looks for is older. */
const began = Temporal.Now.instant();

/** What a person sees of an answer. */
export interface Heard {
  readonly text: string;
  /** Only who asked sees it. */
  readonly hidden: boolean;
  readonly buttons: readonly string[];
  /** Mentions it would have fired. */
  readonly mentions: readonly string[];
}

/** A form on the screen. */
export interface Shown {
  /** The labels of its fields. */
  readonly fields: readonly string[];
  /** Fills in by label and sends. */
  submit(given: Readonly<Record<string, string>>): Promise<Heard>;
}

/** Somebody at a client of the platform. */
export interface Person {
  /** Types a command, `/compare docker vs vm`, and waits for the answer. */
  type(line: string): Promise<Heard>;
  /** Types a command that opens a form. */
  open(line: string): Promise<Shown>;
  /** Presses a button of a message that was heard, by its label. */
  press(heard: Heard, label: string): Promise<Heard>;
}

/** A platform with the real bot, the real commands and an empty database, and two people in one channel. */
export interface Stage {
  readonly platform: Platform;
  /** May manage the bot; reads English. */
  readonly manager: Person;
  /** May not; reads Korean. */
  readonly member: Person;
  /** The channel they are in. */
  readonly address: Address & { readonly channel: string };
  /** A channel that is not there. */
  readonly nowhere: Address;
  /** What stands in the channel for everyone, oldest first. */
  room(): Promise<readonly Heard[]>;
  /** The database behind it, for a herald. */
  readonly stores: Stores;
  stop(): Promise<void>;
}

/** The one suite that every platform passes. */
export function platformContract(name: string, start: () => Promise<Stage>): void {
  describe(`${name} keeps the promises of core/platform.ts`, () => {
    let stage: Stage;
    beforeEach(async () => {
      stage = await start();
    });
    afterEach(() => stage.stop());

    answers(() => stage);
    quizzes(() => stage);
    posts(() => stage);
  });
}

function answers(at: () => Stage): void {
  test('what is for the room stands there for everyone', async () => {
    const heard = await at().member.type('/compare docker vs vm');
    expect(heard.hidden).toBe(false);
    const room = await at().room();
    expect(room.map(({ text }) => text)).toContain(heard.text);
  });

  test('what is for the asker is seen by nobody else, in the asker’s language', async () => {
    const mine = await at().member.type('/profile show');
    const other = await at().manager.type('/profile show');
    expect(mine).toMatchObject({ hidden: true, text: expect.stringMatching(/[가-힣]/) });
    expect(other).toMatchObject({ hidden: true, text: expect.stringContaining('What I keep about you') });
    expect(await at().room()).toEqual([]);
  });

  test('a fault goes to the asker alone, with something to press', async () => {
    const heard = await at().manager.type('/compare qwertyuiop');
    expect(heard.hidden).toBe(true);
    expect(heard.buttons.length).toBeGreaterThan(0);
    const next = await at().manager.press(heard, heard.buttons[0] ?? '');
    expect(next.text).not.toBe('');
  });

  test('a form asks, and its answer comes to who filled it in', async () => {
    const form = await at().manager.open('/daily set');
    const [time = ''] = form.fields;
    const heard = await form.submit({ [time]: '09:30' });
    expect(heard).toMatchObject({ hidden: true, text: expect.stringContaining('09:30') });
  });

  test('who may not manage is told so', async () => {
    const form = await at().member.open('/daily set');
    const heard = await form.submit({ [form.fields[0] ?? '']: '09:30' });
    expect(heard.hidden).toBe(true);
    expect(heard.text).not.toContain('09:30 (');
  });

  test('hostile words mention nobody', async () => {
    const hostile = '<!channel> @everyone @here <@U123> <@123456789012345678> [x](https://evil.example) *b*';
    const heard = await at().manager.type(`/compare ${hostile}`);
    expect(heard.mentions).toEqual([]);
    const posted = await at().platform.send(at().address, hostileReply(hostile), 'hostile');
    expect(posted).toHaveProperty('posted');
    const room = await at().room();
    expect(room.flatMap(({ mentions }) => mentions)).toEqual([]);
    expect(room.at(-1)?.text).toContain('everyone');
  });
}

const hostileReply = (words: string): Reply => ({
  title: [words],
  blocks: [
    paragraph(words),
    { type: 'list', items: [[words]] },
    { type: 'note', text: [words] },
    { type: 'table', head: [[words], ['b']], rows: [[[words], ['c']]] },
    { type: 'code', value: `\`\`\`${words}` },
    ...buttons(button(words, { command: 'help', options: {} })),
  ],
});

function quizzes(at: () => Stage): void {
  test('a question is answered once, however often its buttons are pressed', async () => {
    const question = await at().manager.type('/quiz');
    const first = await at().manager.press(question, 'A');
    const second = await at().manager.press(question, 'B');
    expect(first.hidden && second.hidden).toBe(true);
    const card = await at().manager.type('/profile show');
    expect(card.text).toMatch(/Answers\W+1\b/);
  });

  test('a day of the quiz gives the same scores everywhere', () => day(at()));
}

/** A day of the quiz, the same on every platform: asked, answered, counted, revealed, ranked. */
async function day({ platform, stores, address, manager, member, room }: Stage): Promise<void> {
  const herald = createHerald({
    breathe,
    agenda: stores.agenda,
    knowledge: data.knowledge,
    platforms: new Map([[platform.name, platform]]),
    say: data.say,
    // The next day's hour may have gone by when the round is over.
    note: (event, details) => {
      if (event !== 'quiz missed') expect.fail(`${event} ${JSON.stringify(details)}`);
    },
  });
  // By the clock that some platforms are given here; others are ahead of it.
  const now = Temporal.Instant.fromEpochMilliseconds(fairNow());
  const team = await stores.team(platform.name, address.tenant);
  const place = { platform: platform.name, tenant: address.tenant, channel: address.channel };
  const { member: somebody } = await stores.member(
    { platform: platform.name, tenant: address.tenant, id: 'x' },
    'x',
    now,
  );
  const settings = {
    place,
    time: '09:00',
    zone: 'Asia/Seoul',
    days: [1, 2, 3, 4, 5, 6, 7],
    topics: [],
    locale: 'en' as const,
  };
  const programme = await stores.of(team).programmes.set(settings, somebody.account, now);
  await herald.postNow(programme.id, now);
  await herald.postNow(programme.id, now);

  const asked = (await room()).filter(({ text }) => text.includes('Docker quiz of the day'));
  expect(asked).toHaveLength(1);
  const [post] = asked;
  const round = await stores.of(team).rounds.newest(programme.id);
  const question = round?.questions[0];
  if (!post || !round || !question) return expect.fail('no round');
  const right = question.choices.findIndex(({ key }) => key === question.answer);
  const wrong = right === 0 ? 1 : 0;

  // One is right, the other wrong, and both press again to no avail.
  const [mine, theirs] = [await manager.press(post, letter(right)), await member.press(post, letter(wrong))];
  expect(mine).toMatchObject({ hidden: true, text: expect.stringContaining('Right!') });
  expect(theirs).toMatchObject({ hidden: true, text: expect.stringContaining('아쉬워요') });
  await Promise.all([manager.press(post, letter(wrong)), member.press(post, letter(right))]);

  await herald.refresh(round.id);
  expect((await room())[0]?.text).toContain('2 people have answered');
  await herald.beat(now.add({ hours: 25 }));
  const revealed = (await room()).find(({ text }) => text.includes('The right answer is'));
  expect(revealed?.buttons).not.toContain(letter(right));

  const points = pointsFor(question.difficulty, { right: true, kind: 'daily', mastered: false });
  const standings = await stores.of(team).scores.board({});
  expect(standings.map(({ rank, points, answered, right }) => ({ rank, points, answered, right }))).toEqual([
    { rank: 1, points, answered: 1, right: 1 },
    { rank: 2, points: 0, answered: 1, right: 0 },
  ]);
  const board = await manager.type('/leaderboard all');
  for (const { name } of standings) expect(board.text).toContain(name);
  expect((await manager.type('/score')).text).toContain(`${points} points`);
}

const post = (words: string): Reply => ({ title: [words], blocks: [paragraph('One question a day.')] });

function posts(at: () => Stage): void {
  test('a post with the same key twice stands there once, is found and edited', async () => {
    const { platform, address } = at();
    const sent = await platform.send(address, post('First'), 'round-1');
    const again = await platform.send(address, post('First'), 'round-1');
    expect(again).toEqual(sent);
    expect(await at().room()).toHaveLength(1);
    if (!('posted' in sent)) throw new Error(sent.detail);
    expect(await platform.find(address, 'round-1', began)).toEqual(sent.posted);
    expect(['absent', 'unknown']).toContain(await platform.find(address, 'round-2', began));
    expect(await platform.edit(sent.posted, post('Second'))).toEqual(sent);
    const [only, ...more] = await at().room();
    expect(more).toEqual([]);
    expect(only?.text).toContain('Second');
  });

  test('a post that cannot be sent says why, and never rejects', async () => {
    const sent = await at().platform.send(at().nowhere, post('First'), 'round-3');
    expect(sent).toMatchObject({ fault: expect.stringMatching(/gone|forbidden/) });
  });
}
