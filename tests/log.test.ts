import { PassThrough } from 'node:stream';
import { DiscordAPIError } from 'discord.js';
import { expect, test } from 'vitest';
import { createLog } from '#src/log.ts';

// Made up; cut in two, so that no scanner takes them for real.
const discord = `${'M'.repeat(24)}.${'Gabcde'}.${'x'.repeat(30)}`;
const bot = `xoxb-${'1'.repeat(12)}-abc`;
const app = `xapp-${'1'}-A0-abc`;

function written(write: (log: ReturnType<typeof createLog>) => void, level = 'info'): string {
  const out = new PassThrough();
  write(createLog(level, false, out));
  return String(out.read() ?? '');
}

test.each([
  ['in a message', (log) => log.info(`login with ${discord} and ${bot} and ${app}`)],
  ['by key', (log) => log.info({ token: 'plain-secret', options: { botToken: 'plain-secret' } }, 'x')],
  ['deep down', (log) => log.info({ a: { b: { authorization: 'plain-secret' } } }, 'x')],
  ['in an error', (log) => log.error({ error: new Error(`401 for ${bot}`) }, 'x')],
  [
    'in what a library hangs on an error',
    (log) =>
      log.error(
        { error: Object.assign(new Error('401'), { config: { token: 'plain-secret' }, sent: app }) },
        'x',
      ),
  ],
] satisfies [string, (log: ReturnType<typeof createLog>) => void][])(
  'a secret is left out %s',
  (_, write) => {
    const line = written(write);
    expect(line).toContain('[secret]');
    for (const secret of [discord, bot, app, 'plain-secret']) expect(line).not.toContain(secret);
  },
);

test('an error of Discord’s brings neither the token of an interaction nor what was sent', () => {
  const token = 'aW50ZXJhY3Rpb24'.repeat(4);
  const error = (address: string) =>
    new DiscordAPIError({ code: 50035, message: 'Invalid Form Body' }, 50035, 400, 'POST', address, {
      body: { content: 'a pasted Dockerfile' },
      files: [{ name: 'a.png', data: Buffer.from('a picture') }],
    });
  const line = written((log) => {
    log.error({ error: error(`https://discord.com/api/v10/webhooks/123/${token}`) }, 'x');
    log.error({ error: error(`https://discord.com/api/v10/interactions/123/${token}/callback`) }, 'x');
  });
  expect(line).not.toContain(token);
  expect(line).not.toContain('a pasted Dockerfile');
  expect(line).not.toContain('"data"');
  expect(line).toContain('/webhooks/123/[secret]');
  expect(line).toContain('/interactions/123/[secret]');
  expect(line).toContain('Invalid Form Body');
});

test('an address to answer at is left out, the name of its host stays', () => {
  const line = written((log) => log.warn({ at: 'https://hooks.slack.com/commands/T1/2/abc' }, 'x'));
  expect(line).toContain('https://hooks.slack.com/commands/[secret]');
  expect(line).not.toContain('T1/2/abc');
});

test('what is no secret stays, and each line is one JSON object', () => {
  const line = written((log) => log.warn({ channel: 'C1', event: 'skipped' }, 'a post'));
  expect(JSON.parse(line)).toMatchObject({ level: 40, channel: 'C1', event: 'skipped', msg: 'a post' });
});

test('less than the level is not written', () => {
  expect(written((log) => log.info('quiet'), 'warn')).toBe('');
});
