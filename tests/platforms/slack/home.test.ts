import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Bench, startBench } from '#tests/platforms/slack/bench.ts';
import { tries } from '#tests/platforms/slack/commands.ts';
import { visibleText } from '#tests/platforms/slack/visible.ts';
import type { Json } from '#tests/support/slack/schema.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench({ more: tries });
});
afterEach(() => bench.stop());

const until = (done: () => boolean): Promise<void> => expect.poll(done).toBe(true);
const textOf = (home: Json | undefined): string =>
  visibleText({ blocks: (home?.blocks ?? []) as readonly Json[], text: '' });

test('the Home tab says in one’s language what the bot can do, and its buttons are answered under Messages', async () => {
  const { driver, server, mina, sam } = bench;
  await driver.openHome(mina);
  await until(() => server.world.homes.has(mina.id));
  expect(textOf(server.world.homes.get(mina.id))).toMatch(/\/compare[\s\S]*메시지 탭/);
  await driver.openHome(sam);
  await until(() => server.world.homes.has(sam.id));
  const compared = await driver.pressHome(sam, 'Docker or a VM?').message();
  expect(compared.only).toBeUndefined();
  expect(visibleText(compared)).toContain('hypervisor');
  expect(bench.troubles).toEqual([]);
});

test('what is written to the bot alone is answered there, hidden from nobody, in a thread where there is one', async () => {
  const { driver, server, sam } = bench;
  const compared = await driver.write(sam, 'compare docker vs vm').message();
  expect(visibleText(compared)).toContain('hypervisor');
  const score = await driver.write(sam, 'score', { thread: compared.ts }).message();
  expect(score).toMatchObject({ channel: compared.channel, thread: compared.ts });
  expect(score.only).toBeUndefined();
  const unknown = await driver.write(sam, 'compere x').message();
  expect(unknown.only).toBeUndefined();
  expect(driver.buttons(unknown)).toContain('/compare');
  expect(server.count('chat.postEphemeral')).toBe(0);
});

test('what is no message of a person is not answered: an edit, a bot’s, what was delivered before', async () => {
  const { driver, server, sam } = bench;
  await driver.write(sam, 'score', { more: { subtype: 'message_changed' } }).acked;
  await driver.write(sam, 'score', { more: { bot_id: 'B0OTHER' } }).acked;
  await driver.write(sam, 'help').message();
  const direct = server.world.direct(sam.id);
  const answers = server.world.messages.filter(
    ({ channel, author }) => channel === direct.id && author !== sam.id,
  );
  expect(answers).toHaveLength(1);
});

test('a form that is asked for in the conversation is answered there, too', async () => {
  const { driver, sam } = bench;
  const asks = await driver.write(sam, 'try-echo').message();
  const me = { user: sam, channel: asks.channel };
  const form = await driver.press(me, asks, 'Open the form').view();
  const answer = await driver.submitView(me, form, { 'Much text': 'hello' }).message();
  expect(answer.channel).toBe(asks.channel);
});
