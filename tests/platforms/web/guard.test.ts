import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlayground, type Playground } from '#tests/platforms/web/playground.ts';

let ground: Playground;
beforeAll(async () => {
  ground = await openPlayground();
});
afterAll(() => ground.close());

const asking = { player: '민지', locale: 'en', channel: 'general', text: '/say hi' };

/** A request with any header, also those `fetch` would not send. Gives the status. */
function raw(method: string, path: string, headers: Record<string, string>, body = ''): Promise<number> {
  const { hostname, port } = new URL(ground.origin);
  return new Promise((resolve, reject) => {
    let answer = '';
    const lines = Object.entries({
      Connection: 'close',
      'Content-Length': String(Buffer.byteLength(body)),
      ...headers,
    });
    const socket = connect(Number(port), hostname, () =>
      socket.write(
        `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
      ),
    );
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('end', () => resolve(Number(answer.split(' ')[1])));
    socket.on('error', reject);
  });
}

describe('the address', () => {
  const host = (name: string): string => `${name}:${new URL(ground.origin).port}`;

  it.each(['127.0.0.1', 'localhost'])('answers as %s', async (name) => {
    expect(await raw('GET', '/', { Host: host(name) })).toBe(200);
  });

  it.each(['evil.example', '127.0.0.1.evil.example', '0.0.0.0', '[::1]'])(
    'does not answer as %s',
    async (name) => {
      expect(await raw('GET', '/', { Host: host(name) })).toBe(421);
      expect(await raw('GET', '/api/lines?player=a', { Host: host(name) })).toBe(421);
    },
  );

  it('does not answer on another port’s name', async () => {
    expect(await raw('GET', '/', { Host: '127.0.0.1:1' })).toBe(421);
    expect(await raw('GET', '/', { Host: '127.0.0.1' })).toBe(421);
  });
});

describe('what changes something', () => {
  it.each([
    ['another site’s page', 'http://evil.example'],
    ['another port’s page', 'http://127.0.0.1:1'],
    ['our other name’s page', 'localhost'],
    ['a page without an origin', 'null'],
  ])('is refused from %s', async (_, origin) => {
    const given = origin === 'localhost' ? ground.origin.replace('127.0.0.1', 'localhost') : origin;
    const response = await ground.post('/api/calls', { ...asking, key: 'foreign-origin' }, { Origin: given });
    expect(response.status).toBe(403);
    expect(ground.ran.get('say')).toBeUndefined();
  });

  it('is refused without an origin at all', async () => {
    const body = JSON.stringify({ ...asking, key: 'without-origin' });
    const headers = { Host: new URL(ground.origin).host, 'Content-Type': 'application/json' };
    expect(await raw('POST', '/api/calls', headers, body)).toBe(403);
    expect(ground.ran.get('say')).toBeUndefined();
  });

  it('is refused as anything but JSON, which a plain form could send', async () => {
    const body = JSON.stringify({ ...asking, key: 'as-plain-text' });
    expect((await ground.post('/api/calls', body, { 'Content-Type': 'text/plain' })).status).toBe(415);
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    expect((await ground.post('/api/calls', 'a=b', form)).status).toBe(415);
    expect(ground.ran.get('say')).toBeUndefined();
  });

  it('is not done by GET, HEAD or any other method', async () => {
    const query = `?${new URLSearchParams({ ...asking, key: 'by-get-request' })}`;
    for (const path of ['/api/calls', '/api/complete'])
      expect((await fetch(ground.origin + path + query)).status).toBe(404);
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      expect((await fetch(`${ground.origin}/api/calls`, { method })).status).toBe(405);
    expect(ground.ran.size).toBe(0);
    expect((await ground.history('민지')).lines).toEqual([]);
  });
});

describe('what is read', () => {
  it('is not given to another site’s script', async () => {
    const { host } = new URL(ground.origin);
    for (const site of ['cross-site', 'same-site'])
      expect(await raw('GET', '/api/lines?player=a', { Host: host, 'Sec-Fetch-Site': site })).toBe(403);
    expect(
      await raw('GET', '/', { Host: host, 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }),
    ).toBe(200);
  });

  it.each([
    '/',
    '/page/main.ts',
    '/page/base.css',
    '/api/start',
    '/api/lines?player=a',
    '/nothing',
    '/fonts/nothing',
  ])('%s comes with the rules for browsers, and opens nothing to others', async (path) => {
    const { headers } = await fetch(ground.origin + path, { headers: { Origin: 'http://evil.example' } });
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|http:|https:|data:|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('names no other origin, in any file of the page', async () => {
    const page = await (await fetch(ground.origin)).text();
    const paths = [...page.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(paths.length).toBeGreaterThan(6);
    for (const path of paths) {
      expect(path).toMatch(/^\//);
      const response = await fetch(ground.origin + path);
      expect(response.status, path).toBe(200);
      const text = (await response.text())
        .replaceAll('http://www.w3.org/2000/svg', '')
        .replace(/\/\*[\s\S]*?\*\//g, '');
      expect(text, path).not.toMatch(/https?:\/\//);
    }
  });

  it('keeps letters for a year, asks anew for the page, and stores nothing that was said', async () => {
    const cache = async (path: string) => (await fetch(ground.origin + path)).headers.get('cache-control');
    expect(await cache('/fonts/woff2-dynamic-subset/PretendardVariable.subset.0.woff2')).toContain(
      'immutable',
    );
    expect(await cache('/page/main.ts')).toBe('no-cache');
    expect(await cache('/api/lines?player=a')).toBe('no-store');
    const page = await (await fetch(ground.origin)).text();
    const [versioned = ''] = page.match(/\/page\/[\w-]+\/main\.ts/) ?? [];
    expect(await cache(versioned)).toContain('immutable');
    expect(await cache(versioned.replace(/[\w-]+\/main/, 'an-older-version/main'))).toBe('no-cache');
    const { headers } = await fetch(ground.origin);
    const again = await fetch(ground.origin, { headers: { 'If-None-Match': headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  it('names all its modules and letters at once, packed where the browser can unpack', async () => {
    const page = await (await fetch(ground.origin)).text();
    const ahead = [...page.matchAll(/modulepreload" href="[^"]+\/([\w.]+)"/g)].map(([, name]) => name);
    const modules = (await readdir('src/platforms/web/page')).filter((name) => name.endsWith('.ts'));
    expect(ahead.toSorted()).toEqual(modules.toSorted());
    const sizes = ['gzip', 'identity'].map(async (coding) => {
      const response = await fetch(`${ground.origin}/page/letters.css`, {
        headers: { 'Accept-Encoding': coding },
      });
      const letters = await response.text();
      const [address = ''] = letters.match(/\/fonts\/[^)]+/) ?? [];
      expect((await fetch(ground.origin + address)).headers.get('content-type')).toBe('font/woff2');
      return [response.headers.get('content-encoding'), letters.length];
    });
    const [packed, plain] = await Promise.all(sizes);
    expect([packed?.[0], plain?.[0]]).toEqual(['gzip', null]);
    expect(packed?.[1]).toBe(plain?.[1]);
  });

  it('stays inside the page’s folder', async () => {
    const { host } = new URL(ground.origin);
    for (const path of [
      '/page/..%2fadapter.ts',
      '/page/../adapter.ts',
      '/fonts/../../../package.json',
      '/fonts/%2e%2e/package.json',
    ])
      expect([403, 404]).toContain(await raw('GET', path, { Host: host }));
  });
});

describe('a body', () => {
  const key = 'a-body-to-refuse';
  it.each([
    ['no player', { player: undefined }],
    ['a player without a visible letter', { player: '\u200b\u200b' }],
    ['a player who turns the line around', { player: 'abc\u202Edef' }],
    ['a player who speaks as the bot', { player: ' gorae' }],
    ['a player of 33 letters', { player: 'x'.repeat(33) }],
    ['an unknown language', { locale: 'xx' }],
    ['an unknown channel', { channel: 'secret' }],
    ['a key of another shape', { key: '../../etc' }],
    ['an empty line', { text: '  ' }],
    ['a line too long', { text: `/say ${'x'.repeat(20_001)}` }],
    ['a line and a call', { call: '1say?text=a' }],
    ['a message that is no number', { text: undefined, call: '1say?text=a', line: '1; drop table' }],
    ['fields that are no texts', { text: undefined, call: '1form', fields: { dockerfile: 1 } }],
    ['a list', undefined],
  ])('with %s is refused', async (_, change) => {
    const body = change === undefined ? [asking] : { ...asking, key, ...change };
    expect((await ground.post('/api/calls', body)).status).toBe(400);
    expect(ground.ran.size).toBe(0);
  });

  it('that is broken or too large is refused', async () => {
    expect((await ground.post('/api/calls', '{"player":')).status).toBe(400);
    expect((await ground.post('/api/calls', { ...asking, key, text: 'x'.repeat(600_000) })).status).toBe(413);
    expect(ground.errors).toEqual([]);
  });
});
