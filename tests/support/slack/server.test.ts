import { App, ExpressReceiver, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { afterEach, expect, test } from 'vitest';
import { fairWait } from '#tests/support/clock.ts';
import { Driver } from './driver.ts';
import { mentionsIn } from './mention.ts';
import { SlackServer } from './server.ts';
import type { WorldOptions } from './world.ts';

const nothing = () => {};
const quiet: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function scene(options: WorldOptions = {}) {
  const server = await SlackServer.start(options);
  cleanups.push(() => server.stop());
  const user = server.world.addUser('mina', { locale: 'ko-KR' });
  const channel = server.world.addChannel('study');
  const client = new WebClient(server.botToken, {
    slackApiUrl: server.apiUrl,
    logger: quiet,
    retryConfig: { retries: 0 },
  });
  return {
    server,
    world: server.world,
    driver: new Driver(server),
    user,
    channel,
    client,
    at: { user, channel: channel.id },
  };
}

function answer(app: App) {
  app.command('/ping', async ({ ack, respond, command }) => {
    await ack();
    await respond({
      text: `pong ${command.text}`,
      blocks: [
        {
          type: 'actions',
          elements: [
            { type: 'button', action_id: 'again', text: { type: 'plain_text', text: 'Again' }, value: 'x' },
          ],
        },
      ],
    });
  });
  app.command('/slow', async () => {});
  app.command('/form', async ({ ack, client, command }) => {
    await ack();
    await client.views.open({
      trigger_id: command.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'f',
        title: { type: 'plain_text', text: 'Form' },
        submit: { type: 'plain_text', text: 'Go' },
        blocks: [
          {
            type: 'input',
            block_id: 'name',
            label: { type: 'plain_text', text: 'Name' },
            element: { type: 'plain_text_input', action_id: 'v' },
          },
        ],
      },
    });
  });
  app.view('f', async ({ ack, view }) => {
    const name = view.state.values.name?.v?.value;
    await (name === 'wrong' ? ack({ response_action: 'errors', errors: { name: 'not this' } }) : ack());
  });
  app.action('again', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'replaced', replace_original: true, response_type: 'ephemeral' });
  });
  app.event('app_mention', async ({ event, client }) => {
    await client.chat.postMessage({ channel: event.channel, text: 'hello', thread_ts: event.ts });
  });
}

async function socketApp(server: SlackServer) {
  const clientOptions = { slackApiUrl: server.apiUrl };
  const receiver = new SocketModeReceiver({
    appToken: server.appToken,
    installerOptions: { clientOptions },
    logger: quiet,
  });
  const app = new App({
    token: server.botToken,
    receiver,
    clientOptions,
    deferInitialization: true,
    logger: quiet,
  });
  await app.init();
  answer(app);
  await app.start();
  cleanups.push(() => app.stop());
}

test('a real Bolt app in Socket Mode: command, button, form with errors, event', async () => {
  const { server, driver, at } = await scene();
  await socketApp(server);
  const ping = driver.slash(at, '/ping', 'a < b');
  const pong = await ping.message();
  expect(pong).toMatchObject({ text: 'pong a &lt; b', only: at.user.id });
  expect(server.world.seen(at.channel, 'somebody else')).toEqual([]);
  const pressed = driver.press(at, pong, 'Again');
  expect(await pressed.message()).toMatchObject({ ts: pong.ts, text: 'replaced', edited: 1 });

  const form = await driver.slash(at, '/form').view();
  const wrong = driver.submitView(at, form, { Name: 'wrong' });
  expect((await wrong.view()).errors).toEqual({ name: 'not this' });
  await driver.submitView(at, form, { Name: 'Mina' }).acked;
  expect(form.closed).toBe(true);
  await expect(driver.submitView(at, form, {}).acked).rejects.toThrow('required');

  expect(await driver.mention(at, 'hi').message()).toMatchObject({ text: 'hello' });
  expect(await driver.slash(at, '/ping', '', { thread: true }).failure()).toContain(
    'not supported in threads',
  );
});

test('no acknowledgement within three seconds, and no connection, are what the person sees', async () => {
  const { server, driver, at } = await scene();
  expect(await driver.slash(at, '/ping').failure()).toBe('dispatch_failed');
  await socketApp(server);
  expect(await driver.slash(at, '/slow').failure()).toBe('operation_timeout');
});

test('a refreshed socket leaves a gap', async () => {
  const { server, driver, at } = await scene();
  await socketApp(server);
  const [connection] = server.sockets.open;
  if (!connection) throw new Error('no connection');
  server.sockets.refresh(connection);
  expect(await driver.slash(at, '/ping').failure()).toBe('dispatch_failed');
});

test('a real Bolt app over signed HTTP; forged and old requests are refused', async () => {
  const { server, driver, at } = await scene();
  const receiver = new ExpressReceiver({ signingSecret: server.signingSecret, logger: quiet });
  const app = new App({
    token: server.botToken,
    receiver,
    clientOptions: { slackApiUrl: server.apiUrl },
    deferInitialization: true,
    logger: quiet,
  });
  await app.init();
  answer(app);
  const http = await app.start(0);
  cleanups.push(() => app.stop());
  const address = http && 'address' in http ? http.address() : null;
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/slack/events`;
  const endpoint = server.deliverTo(url);
  expect(await endpoint.verify()).toBe(true);
  expect(await driver.slash(at, '/ping', 'x').message()).toMatchObject({ text: 'pong x' });
  const form = await driver.slash(at, '/form').view();
  await driver.submitView(at, form, { Name: 'wrong' }).acked;
  expect(form.errors).toEqual({ name: 'not this' });
  server.deliverTo(url, 'another secret');
  expect(await driver.slash(at, '/ping').failure()).toBe('http_service_error');
});

test('the Web API refuses what Slack refuses', async () => {
  const { client, world, channel, server } = await scene();
  const code = async (call: Promise<unknown>) =>
    call.then(
      () => 'ok',
      (error: { data?: { error: string } }) => error.data?.error,
    );
  const section = (text: string) => ({ type: 'section' as const, text: { type: 'mrkdwn' as const, text } });
  const post = (blocks: object[], text = 'x') =>
    code(client.chat.postMessage({ channel: channel.id, text, blocks: blocks as never }));
  expect(await post([section('x'.repeat(3000))])).toBe('ok');
  expect(await post([section('x'.repeat(3001))])).toBe('invalid_blocks');
  expect(await post([{ type: 'nonsense' }])).toBe('invalid_blocks');
  expect(await post([{ ...section('x'), colour: 'red' }])).toBe('invalid_blocks');
  expect(await post(Array.from({ length: 51 }, () => section('x')))).toBe('invalid_blocks');
  expect(await post(Array.from({ length: 5 }, () => section('x'.repeat(2900))))).toBe('msg_blocks_too_long');
  const button = { type: 'button', action_id: 'same', text: { type: 'plain_text', text: 'x' } };
  expect(await post([{ type: 'actions', elements: [button, button] }])).toBe('invalid_blocks');
  const row = [{ type: 'raw_text', text: 'x' }];
  const table = { type: 'table', rows: [row] };
  expect(await post([table])).toBe('ok');
  expect(await post([table, table])).toBe('invalid_attachments');
  expect(await post([], '')).toBe('no_text');
  expect(await code(client.chat.postMessage({ channel: 'C404', text: 'x' }))).toBe('channel_not_found');
  const outside = world.addChannel('outside', { bot: false });
  expect(await code(client.chat.postMessage({ channel: outside.id, text: 'x' }))).toBe('not_in_channel');
  channel.archived = true;
  expect(await post([section('x')])).toBe('is_archived');
  channel.archived = false;
  world.editWindowMs = -1;
  const { ts = '' } = await client.chat.postMessage({ channel: channel.id, text: 'x' });
  expect(await code(client.chat.update({ channel: channel.id, ts, text: 'y' }))).toBe('edit_window_closed');
  expect(
    await code(
      client.views.open({
        trigger_id: 'none',
        view: { type: 'modal', title: { type: 'plain_text', text: 'T' }, blocks: [section('x')] },
      }),
    ),
  ).toBe('invalid_trigger_id');
  world.scopes.delete('users:read');
  expect(await code(client.users.info({ user: world.bot.id }))).toBe('missing_scope');
  expect(await code(new WebClient('xoxb-wrong', { slackApiUrl: server.apiUrl }).auth.test())).toBe(
    'invalid_auth',
  );
});

test('triggers last three seconds and once, response_urls half an hour and five times', async () => {
  let now = Date.parse('2026-11-21T09:00:00Z');
  const { server, world, user, channel, client } = await scene({ now: () => now });
  const view = {
    type: 'modal' as const,
    title: { type: 'plain_text' as const, text: 'T' },
    blocks: [{ type: 'divider' as const }],
  };
  const code = async (call: Promise<unknown>) =>
    call.then(
      () => 'ok',
      (error: { data?: { error: string } }) => error.data?.error,
    );
  const late = server.grants.trigger('i', user.id);
  now += 3001;
  expect(await code(client.views.open({ trigger_id: late, view }))).toBe('expired_trigger_id');
  const trigger_id = server.grants.trigger('i', user.id);
  expect(await code(client.views.open({ trigger_id, view }))).toBe('ok');
  expect(await code(client.views.open({ trigger_id, view }))).toBe('trigger_exchanged');

  const url = `${server.base}/actions/${server.grants.responseUrl('i', user.id, channel.id)}`;
  const respond = async (text = 'x') =>
    (
      await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text }),
      })
    ).text();
  for (let use = 0; use < 5; use += 1) expect(await respond()).toBe('ok');
  expect(await respond()).toContain('used_url');
  now += 31 * 60_000;
  expect(await respond()).toContain('expired_url');
  expect(world.seen(channel.id, user.id)).toHaveLength(5);
});

test('faults: limited, lost after the work was done, broken', async () => {
  const { server, world, channel, client } = await scene();
  const post = () => client.chat.postMessage({ channel: channel.id, text: 'x' });
  server.spoil({ method: 'chat.postMessage', effect: { kind: 'lost', status: 502 } });
  await expect(post()).rejects.toThrow();
  expect(world.messages).toHaveLength(1);
  server.spoil({ method: 'chat.postMessage', effect: { kind: 'broken', status: 500 } });
  await expect(post()).rejects.toThrow();
  expect(world.messages).toHaveLength(1);
  server.spoil({ method: 'chat.postMessage', effect: { kind: 'limited', retryAfterSeconds: 7 } });
  const strict = new WebClient(server.botToken, {
    slackApiUrl: server.apiUrl,
    rejectRateLimitedCalls: true,
    logger: quiet,
  });
  await expect(strict.chat.postMessage({ channel: channel.id, text: 'x' })).rejects.toMatchObject({
    retryAfter: 7,
  });
});

test('a picture is uploaded and shown once Slack has gone over it', async () => {
  const { world, channel, client } = await scene();
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );
  const uploaded = await client.filesUploadV2({ file: png, filename: 'dot.png', alt_text: 'a dot' });
  const id = uploaded.files[0]?.files?.[0]?.id ?? '';
  const show = () =>
    client.chat.postMessage({
      channel: channel.id,
      text: 'x',
      blocks: [{ type: 'image', alt_text: 'a dot', slack_file: { id } }],
    });
  await expect(show()).rejects.toThrow('invalid_blocks');
  await fairWait(200);
  await expect(show()).resolves.toMatchObject({ ok: true });
  expect(Buffer.compare(Buffer.from(world.files.get(id)?.content ?? []), png)).toBe(0);
});

test('mentions are seen where they would have fired', () => {
  const said = (text: string, type = 'mrkdwn') =>
    mentionsIn({ text: '', blocks: [{ type: 'section', text: { type, text } }] });
  expect(said('<!channel> <@U123> <#C1|x> @here')).toHaveLength(4);
  expect(said('&lt;!channel&gt; a@here')).toEqual([]);
  expect(said('<!channel>', 'plain_text')).toEqual([]);
});
