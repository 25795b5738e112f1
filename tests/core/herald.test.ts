import { setTimeout as wait } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHerald, type Herald } from '#core/herald.ts';
import type { Address, NotSent, Platform, Posted, Sent } from '#core/platform.ts';
import { plainReply, type Reply } from '#core/reply.ts';
import { plain } from '#core/text.ts';
import { breathe } from '#src/clock.ts';
import { data } from '#tests/support/data.ts';
import { buttonsOf, openRig, type Rig } from '#tests/support/rig.ts';

/** A platform whose wall can be read, and which can be told to fail. It is the port itself, not a client library. */
function wall() {
  const messages: { key: string; channel: string; reply: Reply }[] = [];
  const failures: (NotSent & { readonly postsFirst?: boolean })[] = [];
  const posted = (index: number): Posted => ({
    place: { platform: 'web', tenant: 'team', channel: messages[index]?.channel ?? '' },
    message: String(index),
  });
  const memory = { knows: true };
  const since: Temporal.Instant[] = [];
  const channelOf = (to: Address): string => ('channel' in to ? to.channel : to.account);
  const platform: Platform = {
    name: 'web',
    start: async () => undefined,
    stop: async () => undefined,
    send: async (to, reply, key): Promise<Sent> => {
      const failure = failures.shift();
      if (!failure || failure.postsFirst) messages.push({ key, channel: channelOf(to), reply });
      return failure ?? { posted: posted(messages.length - 1) };
    },
    find: async (_, key, from) => {
      since.push(from);
      if (!memory.knows) return 'unknown';
      const index = messages.findIndex((message) => message.key === key);
      return index === -1 ? 'absent' : posted(index);
    },
    edit: async ({ message }, reply): Promise<Sent> => {
      const at = messages[Number(message)];
      if (!at) return { fault: 'gone', detail: 'no such message' };
      messages[Number(message)] = { ...at, reply };
      return { posted: posted(Number(message)) };
    },
  };
  const forget = (): void => {
    memory.knows = false;
  };
  return { platform, messages, failures, since, forget };
}

let rig: Rig;
let herald: Herald;
let board: ReturnType<typeof wall>;
const notes: string[] = [];
const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);

const heraldOf = (of: Rig, platform: Platform): Herald =>
  createHerald({
    breathe,
    agenda: of.stores.agenda,
    knowledge: data.knowledge,
    platforms: new Map([['web', platform]]),
    say: data.say,
    note: (event) => void notes.push(event),
  });

beforeEach(async () => {
  rig = await openRig();
  board = wall();
  notes.length = 0;
  herald = heraldOf(rig, board.platform);
  // 09:00 in Seoul is midnight UTC.
  rig.now = at('2026-11-18T10:00:00Z');
  await rig.ask('daily set time:09:00 days:every zone:Asia/Seoul language:en');
});
afterEach(() => rig.close());

describe('the daily quiz', () => {
  test('comes once at its hour, whatever beats and however many herald it', async () => {
    await herald.beat(at('2026-11-18T23:59:00Z'));
    expect(board.messages).toEqual([]);
    const other = await openRig(rig.path);
    const second = heraldOf(other, board.platform);
    const now = at('2026-11-19T00:00:00Z');
    await Promise.all([
      herald.beat(now),
      second.beat(now),
      herald.beat(now),
      second.beat(now.add({ seconds: 1 })),
    ]);
    await herald.beat(now.add({ minutes: 5 }));
    expect(board.messages).toHaveLength(1);
    await other.close();
  });

  test('a post missed while down is made up within two hours, later it is skipped and said', async () => {
    await herald.beat(at('2026-11-19T01:59:00Z'));
    expect(board.messages).toHaveLength(1);
    await herald.beat(at('2026-11-20T05:00:00Z'));
    expect(board.messages).toHaveLength(1);
    expect(notes).toContain('quiz missed');
    await herald.beat(at('2026-11-21T00:00:00Z'));
    expect(plainReply(board.messages[1]?.reply as Reply)).toContain('I was away on Fri, Nov 20');
  });

  test('answers count once, the post shows how many, the next post reveals', async () => {
    await herald.beat(at('2026-11-19T00:00:00Z'));
    rig.now = at('2026-11-19T03:00:00Z');
    const post = board.messages[0]?.reply as Reply;
    const first = await rig.press(post, 'A');
    expect(['right', 'wrong']).toContain(first.tone);
    const again = await rig.press(post, 'B');
    expect(again.tone).toBe(first.tone);
    expect(plainReply(again)).toContain('the first answer counts');
    expect(
      await Promise.all(['B', 'B', 'B'].map((key) => rig.press(post, key, { player: 'Jun' }))),
    ).toHaveLength(3);
    expect(rig.told.filter(({ kind }) => kind === 'answered')).toHaveLength(2);
    await herald.refresh(rig.told.find(({ kind }) => kind === 'answered')?.id ?? '');
    expect(plainReply(board.messages[0]?.reply as Reply)).toContain('2 people have answered');

    await herald.beat(at('2026-11-20T00:00:00Z'));
    expect(board.messages).toHaveLength(2);
    const revealed = plainReply(board.messages[0]?.reply as Reply);
    expect(revealed).toContain('The right answer is');
    expect(buttonsOf(board.messages[0]?.reply as Reply).some(({ call }) => call.command === 'answer')).toBe(
      false,
    );
    rig.now = at('2026-11-20T00:01:00Z');
    const late = await rig.press(post, 'A', { player: 'Late' });
    expect(plainReply(late)).toContain('does not count');
  });

  test('of one team waits for nobody else’s slow channel', async () => {
    await rig.ask('daily set time:09:00 days:every zone:Asia/Seoul language:en', { tenant: 'other' });
    const posted: string[] = [];
    let second = (): void => undefined;
    const both = new Promise<void>((resolve) => {
      second = resolve;
    });
    const slow: Platform = {
      ...board.platform,
      send: async (to, reply, key) => {
        if (posted.push(to.tenant) === 1) await Promise.race([both, wait(3000)]);
        else second();
        expect(posted).toHaveLength(2);
        return board.platform.send(to, reply, key);
      },
    };
    await heraldOf(rig, slow).beat(at('2026-11-19T00:00:00Z'));
    expect(notes).toEqual([]);
    expect(board.messages).toHaveLength(2);
  });

  test('of many teams is looked after between the answers, not before them', async () => {
    await rig.ask('daily set time:09:00 days:every zone:Asia/Seoul language:en', { tenant: 'other' });
    let isBeating = true;
    let turns = 0;
    const turn = (): void => {
      turns += 1;
      if (isBeating) setImmediate(turn);
    };
    setImmediate(turn);
    await herald.beat(at('2026-11-18T12:00:00Z'));
    isBeating = false;
    expect(turns).toBeGreaterThan(0);
  });

  test('without a next post it is revealed after a day', async () => {
    await herald.beat(at('2026-11-19T00:00:00Z'));
    rig.now = at('2026-11-19T01:00:00Z');
    await rig.ask('daily pause');
    await herald.beat(at('2026-11-19T23:59:00Z'));
    expect(plainReply(board.messages[0]?.reply as Reply)).not.toContain('The right answer is');
    await herald.beat(at('2026-11-20T00:00:30Z'));
    expect(plainReply(board.messages[0]?.reply as Reply)).toContain('The right answer is');
  });

  test('an answer that got lost on the way back is looked for, not posted twice', async () => {
    board.failures.push({ fault: 'unknown', detail: 'connection reset', postsFirst: true });
    await herald.beat(at('2026-11-19T00:00:00Z'));
    expect(board.messages).toHaveLength(1);
    await herald.beat(at('2026-11-19T00:05:00Z'));
    expect(board.messages).toHaveLength(1);
    // It was found, so it can be laid out anew.
    await herald.beat(at('2026-11-20T00:00:00Z'));
    expect(plainReply(board.messages[0]?.reply as Reply)).toContain('The right answer is');
  });

  test('where the platform cannot tell, once too few is better than twice', async () => {
    board.forget();
    board.failures.push({ fault: 'unknown', detail: 'connection reset', postsFirst: true });
    await herald.beat(at('2026-11-19T00:00:00Z'));
    await herald.beat(at('2026-11-19T00:05:00Z'));
    expect(board.messages).toHaveLength(1);
    expect(notes).toContain('post given up');
  });

  test('a busy platform is asked again, a channel that is gone is not', async () => {
    board.failures.push({ fault: 'later', detail: 'rate limited', retryAfterMs: 1000 });
    await herald.beat(at('2026-11-19T00:00:00Z'));
    expect(board.messages).toHaveLength(0);
    await herald.beat(at('2026-11-19T00:02:00Z'));
    expect(board.messages).toHaveLength(1);
    board.failures.push({ fault: 'gone', detail: 'channel deleted' });
    await herald.beat(at('2026-11-20T00:00:00Z'));
    await herald.beat(at('2026-11-20T00:05:00Z'));
    await herald.beat(at('2026-11-21T00:00:00Z'));
    expect(board.messages).toHaveLength(1);
  });

  test.each([
    'daily resume',
    'daily set time:09:00 days:every zone:Asia/Seoul language:en',
    'daily set time:10:00 days:every zone:Asia/Seoul language:ko',
  ])('a post that failed for lack of rights is made once its channel is mended in time: %s', async (mend) => {
    board.failures.push({ fault: 'forbidden', detail: 'missing access' });
    await herald.beat(at('2026-11-19T00:00:00Z'));
    await herald.beat(at('2026-11-19T00:30:00Z'));
    expect(board.messages).toHaveLength(0);
    rig.now = at('2026-11-19T00:40:00Z');
    await rig.ask(mend);
    await herald.beat(at('2026-11-19T00:41:00Z'));
    await herald.beat(at('2026-11-19T00:43:00Z'));
    expect(board.messages).toHaveLength(1);
    const reply = await rig.press(board.messages[0]?.reply as Reply, 'A');
    expect(['right', 'wrong']).toContain(reply.tone);
  });

  test('a post that failed for lack of rights is not made again too late, nor where nothing was mended', async () => {
    board.failures.push({ fault: 'forbidden', detail: 'missing access' });
    await herald.beat(at('2026-11-19T00:00:00Z'));
    rig.now = at('2026-11-19T02:01:00Z');
    await rig.ask('daily resume');
    await herald.beat(at('2026-11-19T02:02:00Z'));
    expect(board.messages).toHaveLength(0);

    board.forget();
    board.failures.push({ fault: 'unknown', detail: 'connection reset', postsFirst: true });
    await herald.beat(at('2026-11-20T00:00:00Z'));
    await herald.beat(at('2026-11-20T00:05:00Z'));
    expect(notes).toContain('post given up');
    rig.now = at('2026-11-20T00:10:00Z');
    await rig.ask('daily resume');
    await rig.ask('daily set time:09:00 days:every zone:Asia/Seoul language:en');
    await herald.beat(at('2026-11-20T00:12:00Z'));
    expect(board.messages).toHaveLength(1);
  });

  test('a death between opening and posting is made up by the next beat', async () => {
    const dying: Platform = {
      ...board.platform,
      send: () => {
        throw new Error('killed');
      },
    };
    await heraldOf(rig, dying).beat(at('2026-11-19T00:00:00Z'));
    expect(board.messages).toHaveLength(0);
    await herald.beat(at('2026-11-19T00:02:00Z'));
    expect(board.messages).toHaveLength(1);
  });

  test('practice never asks what is still open, so that nobody learns the answer first', async () => {
    await herald.beat(at('2026-11-19T00:00:00Z'));
    rig.now = at('2026-11-19T01:00:00Z');
    const open = board.messages[0]?.reply.about?.[0] ?? '';
    const topic = data.knowledge.questions.find(({ id }) => `question:${id}` === open)?.topic ?? '';
    const same = data.knowledge.questions.filter((question) => question.topic === topic);
    const asked = new Set<string | undefined>();
    for (const _ of same) asked.add((await rig.ask(`quiz ${topic}`)).about?.[0]);
    expect(asked.size).toBe(same.length - 1);
    expect(asked).not.toContain(open);
  });

  test('a day that was missed leaves a streak whole, one that was let go breaks it', async () => {
    const streak = async () => plainReply(await rig.ask('score', { player: 'Sora' }));
    await herald.beat(at('2026-11-19T00:00:00Z'));
    await rig.press(board.messages[0]?.reply as Reply, 'A', { player: 'Sora' });
    // Down on the 20th, back on the 21st.
    await herald.beat(at('2026-11-20T12:00:00Z'));
    await herald.beat(at('2026-11-21T00:00:00Z'));
    await rig.press(board.messages[1]?.reply as Reply, 'A', { player: 'Sora' });
    rig.now = at('2026-11-21T03:00:00Z');
    expect(await streak()).toContain('2 days in a row');
    await herald.beat(at('2026-11-22T00:00:00Z'));
    rig.now = at('2026-11-22T12:00:00Z');
    expect(await streak()).toContain('2 days in a row');
    await herald.beat(at('2026-11-23T00:00:00Z'));
    rig.now = at('2026-11-23T12:00:00Z');
    expect(await streak()).toContain('No streak yet · longest 2 days');
  });

  test('post now does so at once and only once a day', async () => {
    rig.now = at('2026-11-18T12:00:00Z');
    const offers = async () =>
      buttonsOf(await rig.ask('daily show')).some(({ label }) => plain(label) === 'Post now');
    expect(await offers()).toBe(true);
    await rig.ask('daily now');
    const told = rig.told.find(({ kind }) => kind === 'post');
    await herald.postNow(told?.id ?? '', rig.now);
    await herald.postNow(told?.id ?? '', rig.now);
    expect(board.messages).toHaveLength(1);
    expect(plainReply(await rig.ask('daily now'))).toContain('already posted');
    expect(await offers()).toBe(false);
    await herald.beat(at('2026-11-19T00:00:00Z'));
    expect(board.messages).toHaveLength(2);
  });

  test('what was posted before its hour is not announced for today once more', async () => {
    rig.now = at('2026-11-18T21:00:00Z');
    await rig.ask('daily now');
    await herald.postNow(rig.told.find(({ kind }) => kind === 'post')?.id ?? '', rig.now);
    expect(plainReply(await rig.ask('daily show'))).toContain('The next quiz comes Fri, Nov 20, 09:00');
  });

  test('a day that was missed can be posted all the same', async () => {
    rig.now = at('2026-11-19T05:00:00Z');
    await herald.beat(rig.now);
    expect(notes).toContain('quiz missed');
    expect(plainReply(await rig.ask('daily now'))).toContain('on its way');
    await herald.postNow(rig.told.find(({ kind }) => kind === 'post')?.id ?? '', rig.now);
    await herald.beat(rig.now.add({ minutes: 5 }));
    expect(board.messages).toHaveLength(1);
  });

  test('a channel that joins soon after the hour is told that today’s quiz comes, and gets it', async () => {
    await herald.beat(at('2026-11-19T00:00:00Z'));
    rig.now = at('2026-11-19T00:30:00Z');
    const joined = await rig.ask('daily set time:09:00 days:every zone:Asia/Seoul language:en', {
      channel: 'late',
    });
    expect(plainReply(joined)).toContain('Today’s quiz comes in a moment');
    await herald.beat(rig.now.add({ seconds: 30 }));
    expect(board.messages.map(({ channel }) => channel)).toEqual(['general', 'late']);
    expect(plainReply(await rig.ask('daily show', { channel: 'late' }))).toContain('Fri, Nov 20');
  });

  test('a channel that joined after the hour can have today’s quiz, too', async () => {
    await herald.beat(at('2026-11-19T00:00:00Z'));
    rig.now = at('2026-11-19T05:00:00Z');
    const late = { channel: 'late' };
    await rig.ask('daily set time:09:00 days:every zone:Asia/Seoul language:en', late);
    expect(plainReply(await rig.ask('daily now', late))).toContain('on its way');
    await herald.postNow(rig.told.find(({ kind }) => kind === 'post')?.id ?? '', rig.now);
    expect(board.messages.map(({ channel }) => channel)).toEqual(['general', 'late']);
    expect(plainReply(await rig.ask('daily now', late))).toContain('already posted');
  });

  test('a count that arrives behind the answer does not cover it', async () => {
    await herald.beat(at('2026-11-19T00:00:00Z'));
    const round = board.messages[0]?.key.split(':')[0] ?? '';
    let slow = true;
    const late: Platform = {
      ...board.platform,
      edit: async (posted, reply) => {
        if (slow) {
          slow = false;
          await herald.beat(at('2026-11-20T00:00:00Z'));
        }
        return board.platform.edit(posted, reply);
      },
    };
    await heraldOf(rig, late).refresh(round);
    expect(plainReply(board.messages[0]?.reply as Reply)).toContain('The right answer is');
  });

  test('a count leaves the word about a missed day where it stands', async () => {
    await herald.beat(at('2026-11-19T05:00:00Z'));
    await herald.beat(at('2026-11-20T00:00:00Z'));
    const said = 'I was away on Thu, Nov 19';
    expect(plainReply(board.messages[0]?.reply as Reply)).toContain(said);
    await herald.refresh(board.messages[0]?.key.split(':')[0] ?? '');
    expect(plainReply(board.messages[0]?.reply as Reply)).toContain(said);
  });

  test('a platform that is away for an hour gets its post when it is back', async () => {
    const start = at('2026-11-19T00:00:00Z');
    for (let minute = 0; minute < 60; minute += 3) {
      board.failures.push({ fault: 'later', detail: 'away' });
      await herald.beat(start.add({ minutes: minute }));
    }
    expect(board.messages).toHaveLength(0);
    await herald.beat(start.add({ minutes: 63 }));
    expect(board.messages).toHaveLength(1);
  });

  test('but not after two hours', async () => {
    board.failures.push(...Array.from({ length: 9 }, () => ({ fault: 'later', detail: 'away' }) as const));
    for (const minute of [0, 60, 119, 121]) {
      await herald.beat(at('2026-11-19T00:00:00Z').add({ minutes: minute }));
    }
    board.failures.length = 0;
    await herald.beat(at('2026-11-19T02:10:00Z'));
    expect(board.messages).toHaveLength(0);
  });

  test('a post that was put off is not made hours later by a bot that was away meanwhile', async () => {
    board.failures.push({ fault: 'later', detail: 'away' });
    await herald.beat(at('2026-11-19T00:00:00Z'));
    await herald.beat(at('2026-11-19T05:00:00Z'));
    await herald.beat(at('2026-11-19T05:05:00Z'));
    expect(board.messages).toHaveLength(0);
    expect(notes).toContain('post given up');
  });

  test('a post that a death left in doubt is looked for since its round was opened, and hours later not made again', async () => {
    const doubtful = { fault: 'unknown', detail: 'connection reset' } as const;
    board.failures.push({ ...doubtful, postsFirst: true });
    await herald.beat(at('2026-11-19T00:00:00Z'));
    await herald.beat(at('2026-11-19T06:00:00Z'));
    expect(board.messages).toHaveLength(1);
    expect(board.since).toEqual([at('2026-11-19T00:00:00Z')]);
    // It was found, so the next one's coming lays it out anew.
    board.failures.push(doubtful);
    await herald.beat(at('2026-11-20T00:00:00Z'));
    expect(plainReply(board.messages[0]?.reply as Reply)).toContain('The right answer is');
    await herald.beat(at('2026-11-20T06:00:00Z'));
    expect(board.messages).toHaveLength(1);
  });

  test('a post that was put off is not made in a channel that was paused meanwhile', async () => {
    board.failures.push({ fault: 'later', detail: 'rate limited' });
    await herald.beat(at('2026-11-19T00:00:00Z'));
    rig.now = at('2026-11-19T00:01:00Z');
    await rig.ask('daily pause');
    await herald.beat(at('2026-11-19T00:05:00Z'));
    expect(board.messages).toHaveLength(0);
  });
});
