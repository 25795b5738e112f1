import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { paragraph, picture, type Reply } from '#core/reply.ts';
import { type Bench, startBench } from '#tests/platforms/slack/bench.ts';
import { passed } from '#tests/support/clock.ts';

/** Nothing that a test looks for is older. */
const began = Temporal.Now.instant();

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.stop());

const reply: Reply = { title: ['Today'], blocks: [paragraph('One question.')] };
const here = () => ({ tenant: bench.server.world.team, channel: bench.channel.id });
const room = () => bench.server.world.seen(bench.channel.id, 'everyone');

test('a rate limit is told with its time, and delays no answer', async () => {
  bench.server.spoil({ method: 'chat.postMessage', effect: { kind: 'limited', retryAfterSeconds: 30 } });
  expect(await bench.platform.send(here(), reply, 'k')).toEqual({
    fault: 'later',
    retryAfterMs: 30_000,
    detail: 'ratelimited',
  });
  const began = passed();
  await bench.driver.slash(bench.at, '/compare', 'docker vs vm').message();
  expect(passed() - began).toBeLessThan(2000);
  expect(await bench.platform.send(here(), reply, 'k')).toHaveProperty('posted');
});

test('a post whose answer was lost is unknown, stands there once, and is found', async () => {
  bench.server.spoil({ method: 'chat.postMessage', effect: { kind: 'lost', status: 502 } });
  expect(await bench.platform.send(here(), reply, 'k')).toMatchObject({ fault: 'unknown' });
  expect(room()).toHaveLength(1);
  const found = await bench.platform.find(here(), 'k', began);
  expect(found).toMatchObject({ message: room()[0]?.ts });
  expect(await bench.platform.find(here(), 'other', began)).toBe('absent');
});

const talk = (messages: number): void => {
  for (let index = 0; index < messages; index += 1)
    bench.server.world.post({ channel: bench.channel.id, author: bench.mina.id, text: 'x', blocks: [] });
};

test('in a busy channel a post is found behind hundreds of others, and one that is not there is known not to be', async () => {
  await bench.platform.send(here(), reply, 'k');
  talk(250);
  expect(await bench.platform.find(here(), 'k', began)).toMatchObject({ message: room()[0]?.ts });
  expect(await bench.platform.find(here(), 'other', began)).toBe('absent');
});

test('without the right to look, or past what it sees, a post may be anywhere', async () => {
  await bench.platform.send(here(), reply, 'k');
  talk(520);
  expect(await bench.platform.find(here(), 'k', began)).toBe('unknown');
  bench.server.world.scopes.delete('channels:history');
  bench.server.world.scopes.delete('groups:history');
  expect(await bench.platform.find(here(), 'k', began)).toBe('unknown');
});

test('it comes into a public channel to post; a private, archived or missing one is a fault', async () => {
  const { world } = bench.server;
  const send = (channel: string) => bench.platform.send({ tenant: world.team, channel }, reply, channel);
  expect(await send(world.addChannel('open', { bot: false }).id)).toHaveProperty('posted');
  expect(await send(world.addChannel('closed', { bot: false, private: true }).id)).toMatchObject({
    fault: 'gone',
  });
  const archived = world.addChannel('old');
  archived.archived = true;
  expect(await send(archived.id)).toMatchObject({ fault: 'gone', detail: 'is_archived' });
  world.scopes.delete('chat:write');
  expect(await send(bench.channel.id)).toMatchObject({ fault: 'forbidden', detail: 'missing_scope' });
});

test.each(['token_revoked', 'account_inactive', 'invalid_auth'])(
  'with a token that no longer holds (%s) no channel is given up',
  async (error) => {
    bench.server.spoil({ method: 'chat.postMessage', effect: { kind: 'refused', error } });
    expect(await bench.platform.send(here(), reply, 'k')).toEqual({ fault: 'later', detail: error });
    expect(await bench.platform.send(here(), reply, 'k')).toHaveProperty('posted');
  },
);

test('a person is written to directly', async () => {
  const sent = await bench.platform.send(
    { tenant: bench.server.world.team, account: bench.mina.id },
    reply,
    'k',
  );
  expect(sent).toMatchObject({ posted: { place: { channel: bench.server.world.direct(bench.mina.id).id } } });
});

test('an edit that comes too late is a fault; a deleted post is gone', async () => {
  const sent = await bench.platform.send(here(), reply, 'k');
  if (!('posted' in sent)) throw new Error(sent.detail);
  bench.server.world.editWindowMs = -1;
  expect(await bench.platform.edit(sent.posted, reply)).toMatchObject({
    fault: 'forbidden',
    detail: 'edit_window_closed',
  });
  const [message] = room();
  if (message) message.deleted = true;
  expect(await bench.platform.edit(sent.posted, reply)).toMatchObject({ fault: 'gone' });
});

test('posts at the same time under one key are one; a picture is uploaded once for its edits', async () => {
  const drawn: Reply = { title: ['Layers'], blocks: [picture('<svg>1</svg>', 'Three layers.')] };
  const sends = await Promise.all([1, 2, 3].map(() => bench.platform.send(here(), drawn, 'k')));
  expect(room()).toHaveLength(1);
  const [sent] = sends;
  if (!sent || !('posted' in sent)) throw new Error('not sent');
  await bench.platform.edit(sent.posted, drawn);
  expect(room()[0]?.blocks.map(({ type }) => type)).toEqual(['header', 'image']);
  expect(bench.server.count('files.getUploadURLExternal')).toBe(1);
});
