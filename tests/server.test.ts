import type { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { type Listening, listen, NoListening, PortTaken } from '#src/server.ts';
import { passed } from '#tests/support/clock.ts';

const open: Listening[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close(100);
});

const noted: Error[] = [];

async function listened(port: number | undefined, app = express()): Promise<Listening> {
  const each = await listen(app, '127.0.0.1', port, (error) => void noted.push(error));
  open.push(each);
  return each;
}

const fail = (error: Error): void => expect.fail(error.message);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('without a port the next free one from 3000 on is taken', async () => {
  const first = await listened(undefined);
  const second = await listened(undefined);
  expect(first.port).toBeGreaterThanOrEqual(3000);
  expect(second.port).toBeGreaterThan(first.port);
});

test('a taken port is said by its number', async () => {
  const port = await freePort();
  await listened(port);
  await expect(listened(port)).rejects.toThrow(PortTaken);
  await expect(listened(port)).rejects.toMatchObject({ port });
});

// 192.0.2.0/24 is kept for documents (RFC 5737), .invalid for names that never are (RFC 6761).
test.each(['192.0.2.1', 'nowhere.invalid'])('%s is not ours to listen at', async (host) => {
  await expect(listen(express(), host, undefined, fail)).rejects.toThrow(NoListening);
  await expect(listen(express(), host, undefined, fail)).rejects.toMatchObject({ variable: 'HOST' });
});

test('closing waits for what is in hand, and not longer than its patience', async () => {
  const app = express();
  let inHand = 0;
  app.use((_request, _response, next) => {
    inHand += 1;
    next();
  });
  app.get('/soon', (_, response) => void setTimeout(() => response.send('done'), 150));
  app.get('/never', () => undefined);
  const quick = await listen(app, '127.0.0.1', undefined, fail);
  const soon = fetch(`http://127.0.0.1:${quick.port}/soon`);
  await expect.poll(() => inHand).toBe(1);
  await quick.close(120_000);
  expect(await (await soon).text()).toBe('done');

  const slow = await listen(app, '127.0.0.1', undefined, fail);
  const never = fetch(`http://127.0.0.1:${slow.port}/never`).catch(() => 'cut');
  await expect.poll(() => inHand).toBe(2);
  const asked = passed();
  await slow.close(200);
  expect(await never).toBe('cut');
  expect(passed() - asked).toBeLessThan(2_000);
});

test('a connection that cannot be taken is noted, and the next one is taken', async () => {
  const app = express();
  let server: EventEmitter | undefined;
  app.use((request, response) => {
    // The socket knows the server it came in by; the types do not say so.
    server = (request.socket as unknown as { server: EventEmitter }).server;
    response.end('taken');
  });
  const { port } = await listened(await freePort(), app);
  const ask = async () => (await fetch(`http://127.0.0.1:${port}/`)).text();
  await ask();
  // What Node tells a server of when the process has no file left.
  for (let time = 0; time < 2; time += 1)
    server?.emit('error', Object.assign(new Error('accept EMFILE'), { code: 'EMFILE' }));
  expect(noted.map(({ message }) => message)).toEqual(['accept EMFILE', 'accept EMFILE']);
  expect(await ask()).toBe('taken');
});
