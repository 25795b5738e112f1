import { Temporal } from 'temporal-polyfill';
import { afterEach, expect, test } from 'vitest';
import { type Bench, type BenchOptions, startBench } from '#tests/platforms/slack/bench.ts';
import { ran, tries } from '#tests/platforms/slack/commands.ts';
import { visibleText } from '#tests/platforms/slack/visible.ts';
import { fairWait, passed } from '#tests/support/clock.ts';
import { mentionPayload } from '#tests/support/slack/payload.ts';
import type { Message } from '#tests/support/slack/world.ts';

let bench: Bench;
afterEach(() => bench.stop());

const begin = async (options: BenchOptions = {}): Promise<Bench> => {
  bench = await startBench({ more: tries, ...options });
  return bench;
};

const until = (done: () => boolean): Promise<void> => expect.poll(done).toBe(true);

const typesOf = ({ blocks }: Message): unknown[] => blocks.map(({ type }) => type);

test('/gorae always works, also without a word and with an unknown one', async () => {
  const { driver, at } = await begin();
  const compared = await driver.slash(at, '/gorae', 'compare docker vs vm').message();
  expect(visibleText(compared)).toContain('가상 머신');
  expect(visibleText(await driver.slash(at, '/gorae').message())).toContain('/compare');
  const unknown = await driver.slash(at, '/gorae', 'compere x').message();
  expect(visibleText(unknown)).toContain('compere');
  expect(driver.buttons(unknown)).toContain('/compare');
});

test('a prefix names the commands anew', async () => {
  const { driver, at } = await begin({ settings: { prefix: 'study-' } });
  expect(visibleText(await driver.slash(at, '/study-compare', 'docker vs vm').message())).toContain(
    '가상 머신',
  );
  expect(await driver.slash(at, '/compare', 'docker vs vm').failure()).toContain('not a valid command');
  const help = await driver.slash(at, '/study-help').message();
  const named = (visibleText(help).match(/\/[a-z][a-z-]+/g) ?? []).filter((name) => name !== '/gorae');
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !name.startsWith('/study-'))).toEqual([]);
  const detail = await driver.slash(at, '/study-help', 'compare').message();
  expect(visibleText(detail)).toMatch(/^\/study-compare\n[\s\S]*\n\/study-compare /);
  const near = await driver.slash(at, '/gorae', 'compere x').message();
  expect(driver.buttons(near)).toContain('/study-compare');
  expect((await driver.slash(at, '/study-try-echo').view()).view.title).toMatchObject({
    text: '/study-try-echo',
  });
});

test('the first word of a group shows what it is about', async () => {
  const { driver, at } = await begin();
  const message = await driver.slash({ ...at, user: bench.sam }, '/profile').message();
  expect(visibleText(message)).toContain('What I keep about you');
});

test('no link that a public answer cites is unfolded', async () => {
  const { driver, server, at } = await begin();
  await driver.slash(at, '/compare', 'CMD ENTRYPOINT').message();
  await driver.mention(at, 'compare CMD ENTRYPOINT').message();
  const posted = server.calls.filter(({ method }) => /response_url|chat\.postMessage/.test(method));
  expect(posted.length).toBeGreaterThanOrEqual(2);
  for (const { args } of posted)
    expect([String(args.unfurl_links), String(args.unfurl_media)]).toEqual(['false', 'false']);
});

test('in a channel without the bot, public and private answers and a form’s answer still arrive', async () => {
  const { driver, server, mina } = await begin();
  const outside = server.world.addChannel('outside', { bot: false, private: true });
  const at = { user: mina, channel: outside.id };
  expect((await driver.slash(at, '/compare', 'docker vs vm').message()).only).toBeUndefined();
  const form = await driver.slash(at, '/try-echo').view();
  const answer = await driver.submitView(at, form, { 'Much text': 'hello' }).message();
  expect(answer).toMatchObject({ channel: outside.id, only: mina.id });
  expect(visibleText(answer)).toContain('5 characters: hello');
});

test('a form takes every kind of field, keeps what is wrong open, and is answered once', async () => {
  const { driver, at, sam, stores } = await begin();
  const me = { ...at, user: sam };
  const form = await driver.slash(me, '/try-echo').view();
  expect(await driver.suggest(me, { view: form }, 'A zone', 'seo')).toContainEqual({
    label: 'Asia/Seoul',
    value: 'Asia/Seoul',
  });
  const given = {
    'Much text': 'FROM alpine',
    'From 1 to 5': '9',
    'A zone': 'Asia/Seoul',
    Days: ['mon', 'tue'],
    Sure: 'true',
    Somebody: sam.id,
  };
  const wrong = driver.submitView(me, form, given);
  expect((await wrong.view()).errors).toEqual({ 'f:number': 'must be at most 5' });
  expect(form.closed).toBe(false);
  const right = driver.submitView(me, form, { ...given, 'From 1 to 5': '4' });
  const twice = driver.submitView(me, form, { ...given, 'From 1 to 5': '4' });
  const text = visibleText(await right.message());
  expect(text).toContain(
    `{"number":4,"zone":"Asia/Seoul","days":["mon","tue"],"sure":true,"who":"${sam.id}"}`,
  );
  await twice.acked;
  expect(bench.server.world.seen(at.channel, sam.id)).toHaveLength(1);
  expect(await stores.ready()).toBe(true);
});

test('what is too long for a field comes as a file; one that cannot be read is told', async () => {
  const { driver, server, at, sam } = await begin();
  const me = { ...at, user: sam };
  const submit = async (content: string) => {
    const form = await driver.slash(me, '/try-echo').view();
    return visibleText(await driver.submitView(me, form, { 'Much text, as a file': content }).message());
  };
  expect(await submit('FROM alpine\n'.repeat(2000))).toContain('24000 characters: FROM alpine');
  expect(await submit('x'.repeat(70_000))).toContain('larger than 64 kB');
  expect(await submit('a\0b')).toContain('not text');
  server.world.scopes.delete('files:read');
  expect(await submit('FROM alpine')).toContain('did not hand it to me');
});

test('a form with nothing filled in is not opened again', async () => {
  const { driver, at } = await begin();
  const form = await driver.slash(at, '/try-echo').view();
  expect(visibleText(await driver.submitView(at, form).message())).toContain('0 characters');
});

test('where a form cannot be opened in time, a button opens it', async () => {
  const { driver, server, at, sam } = await begin();
  server.spoil({ method: 'views.open', effect: { kind: 'refused', error: 'expired_trigger_id' } });
  const me = { ...at, user: sam };
  const message = await driver.slash(me, '/try-echo').message();
  expect(visibleText(message)).toContain('I need to ask you something first');
  const form = await driver.press(me, message, 'Open the form').view();
  expect(visibleText(await driver.submitView(me, form, { 'Much text': 'late' }).message())).toContain('late');
});

test('pages are turned in place', async () => {
  const { driver, at } = await begin();
  const first = await driver.slash(at, '/try-long').message();
  expect(visibleText(first)).toContain('1. A volume');
  const [next = ''] = driver.buttons(first);
  const turned = await driver.press(at, first, next).message();
  expect(turned.ts).toBe(first.ts);
  expect(visibleText(turned)).not.toContain('\n1. A volume');
  expect(bench.server.world.seen(at.channel, 'anyone')).toHaveLength(1);
});

test('a button too long for Slack is parked, works, and its form keeps what is left empty', async () => {
  const { driver, at, sam } = await begin();
  const me = { ...at, user: sam };
  const parked = await driver.slash(me, '/try-park').message();
  expect(visibleText(await driver.press(me, parked, 'Go').message())).toContain('9000 characters: yyy');
  const form = await driver.press(me, parked, 'Edit').view();
  const answer = visibleText(await driver.submitView(me, form, { 'From 1 to 5': '5' }).message());
  expect(answer).toContain('9000 characters: zzz');
  expect(answer).toContain('"number":5');
});

test('a private answer changes in its place; a language that was chosen holds', async () => {
  const { driver, at } = await begin();
  const profile = await driver.slash(at, '/profile', 'show').message();
  const changed = await driver.press(at, profile, 'English').message();
  expect(changed).toMatchObject({ ts: profile.ts, only: at.user.id });
  expect(visibleText(changed)).toContain('From now on I answer you in English');
});

test('two presses at once are one; a redelivered press as well', async () => {
  const { driver, at } = await begin();
  const message = await driver.slash(at, '/try-slow').message();
  const before = ran.slow;
  const presses = [driver.press(at, message, 'Again'), driver.press(at, message, 'Again')];
  await Promise.all(presses.map(({ acked }) => acked));
  await until(() => presses.some(({ unread }) => unread > 0));
  expect(ran.slow).toBe(before + 1);
});

test('an old button, another version’s and another workspace’s say so', async () => {
  const { driver, server, at, sam } = await begin();
  const me = { ...at, user: sam };
  const button = (value: string) => ({
    type: 'button',
    action_id: 'old',
    text: { type: 'plain_text', text: 'Old' },
    value,
  });
  const post = (value: string) =>
    server.world.post({
      channel: at.channel,
      author: server.world.bot.id,
      text: 'x',
      blocks: [{ type: 'actions', block_id: 'a', elements: [button(value)] }],
    });
  for (const value of ['', 'quiz_answer_42', '0answer?round=1', '1nothing?x=1', '1compare~gone'])
    expect(visibleText(await driver.press(me, post(value), 'Old').message())).toMatch(
      /no longer works|no command/,
    );
  const answer = post('1answer?round=1&question=0&choice=a');
  const elsewhere = await driver.press({ ...me, team: 'T0ANOTHER' }, answer, 'Old').message();
  expect(visibleText(elsewhere)).toContain('I do not know this question here');
});

test('a picture is shown where the bot is a member, and said everywhere else', async () => {
  const { driver, server, at, mina } = await begin();
  const shown = await driver.slash(at, '/try-picture').message();
  expect(typesOf(shown)).toContain('image');
  expect(visibleText(shown)).toContain('Three layers.');
  expect(typesOf(await driver.slash(at, '/try-drawing').message())).toEqual(['header', 'rich_text']);
  const outside = server.world.addChannel('outside', { bot: false });
  const said = await driver.slash({ user: mina, channel: outside.id }, '/try-picture').message();
  expect(said.only).toBeUndefined();
  expect(visibleText(said)).toContain('Three layers.');
});

test('a refused layout is sent simply, a dead response_url is gone around', async () => {
  const { driver, server, at, troubles } = await begin();
  server.spoil({ method: 'response_url', effect: { kind: 'refused', error: 'invalid_blocks' } });
  const simple = await driver.slash(at, '/compare', 'docker vs podman').message();
  expect(typesOf(simple)).not.toContain('table');
  expect(visibleText(simple)).toContain('Podman');
  server.spoil({
    method: 'response_url',
    times: 2,
    effect: { kind: 'refused', error: 'msg_blocks_too_long' },
  });
  const words = await driver.slash(at, '/compare', 'docker vs podman').message();
  expect(words.blocks).toEqual([]);
  expect(visibleText(words)).toContain('Podman');
  server.spoil({ method: 'response_url', effect: { kind: 'broken', status: 500 } });
  expect((await driver.slash(at, '/compare', 'docker vs podman').message()).only).toBeUndefined();
  server.spoil({ method: 'response_url', times: 2, effect: { kind: 'broken', status: 500 } });
  expect((await driver.slash(at, '/profile').message()).only).toBe(at.user.id);
  server.spoil({ method: 'response_url', times: 2, effect: { kind: 'broken', status: 500 } });
  server.spoil({ method: 'chat.postEphemeral', effect: { kind: 'refused', error: 'user_not_in_channel' } });
  await driver.slash(at, '/profile').acked;
  await until(() => server.world.messages.some(({ channel }) => channel.startsWith('D')));
  expect(troubles.filter(({ level }) => level === 'error')).toEqual([]);
});

test('a mention is answered in its thread; a form comes by a button', async () => {
  const { driver, server, at, sam } = await begin();
  const me = { ...at, user: sam };
  const answer = await driver.mention(me, 'compare docker vs vm').message();
  expect(answer.thread).toBe(server.world.messages[0]?.ts);
  // A thread that nobody has begun shows a private answer to nobody.
  expect(await driver.mention(me, 'score').message()).toMatchObject({ only: sam.id });
  const begun = driver.mention(me, 'score', answer.thread ? { thread: answer.thread } : {});
  expect(await begun.message()).toMatchObject({ only: sam.id, thread: answer.thread });
  const asks = await driver.mention(me, 'try-echo').message();
  expect(asks.only).toBe(sam.id);
  const form = await driver.press(me, asks, 'Open the form').view();
  expect(form.view.title).toMatchObject({ text: '/try-echo' });
});

test('an event that is delivered again is answered once', async () => {
  const { driver, server, at } = await begin();
  const { world, grants, base } = server;
  const text = `<@${world.bot.id}> compare docker vs vm`;
  const message = world.post({ channel: at.channel, author: at.user.id, text, blocks: [] });
  const event = mentionPayload({ world, grants, base, cause: 'i' }, at, text, message);
  for (let delivery = 0; delivery < 3; delivery += 1) await driver.event(event);
  await until(() => world.messages.length > 1);
  await driver.slash(at, '/profile').message();
  expect(world.seen(at.channel, 'everyone')).toHaveLength(2);
});

test('a language is asked for once an hour, and not waited for when Slack is slow', async () => {
  const { driver, server, at, sam } = await begin();
  await driver.slash(at, '/profile').message();
  await driver.slash(at, '/profile').message();
  expect(server.count('users.info')).toBe(1);
  server.spoil({ method: 'users.info', effect: { kind: 'slow', ms: 5000 } });
  const began = passed();
  await driver.slash({ ...at, user: sam }, '/profile').message();
  expect(passed() - began).toBeLessThan(2500);
});

test('a name that is known stays while Slack does not say it', async () => {
  const { driver, server, at, sam, stores } = await begin();
  const account = { platform: 'slack', tenant: server.world.team, id: sam.id } as const;
  await stores.member(account, 'Sam the Great', Temporal.Instant.fromEpochMilliseconds(0));
  server.spoil({ method: 'users.info', times: 9, effect: { kind: 'refused', error: 'fatal_error' } });
  await driver.slash({ ...at, user: sam }, '/profile').message();
  await driver.mention({ ...at, user: sam }, 'compare docker vs vm').message();
  const of = stores.of(await stores.team('slack', server.world.team));
  expect(await of.players.find(sam.id)).toMatchObject({ name: 'Sam the Great' });
});

test('a form opens, offers and closes in time while the database is locked', async () => {
  const { driver, at, stores } = await begin();
  const { locale } = stores;
  const locked = async (...account: Parameters<typeof locale>) => {
    await fairWait(4000);
    return locale(...account);
  };
  Object.assign(stores, { locale: locked });
  const form = await driver.slash(at, '/try-echo').view();
  expect(await driver.suggest(at, { view: form }, 'A zone', 'seo')).toEqual([]);
  await driver.submitView(at, form, { 'From 1 to 5': '9' }).acked;
  expect(form.errors).toHaveProperty('f:number');
});

test('what is in hand is finished before it stops', async () => {
  const { driver, platform, at } = await begin();
  const asked = driver.slash(at, '/try-slow');
  await asked.acked;
  await platform.stop();
  expect(visibleText(await asked.message())).toContain('At last');
});

test('typed mentions, entities and smart punctuation are what the person meant', async () => {
  const { driver, at, mina } = await begin();
  const echo = await driver.slash(at, '/try-echo', `text:“a < b & c” who:<@${mina.id}|mina>`).message();
  expect(visibleText(echo)).toContain('9 characters: a < b & c');
  expect(visibleText(echo)).toContain(mina.id);
});
