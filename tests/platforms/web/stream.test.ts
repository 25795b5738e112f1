import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { paragraph, type Reply } from '#core/reply.ts';
import { openStores } from '#stores/database.ts';
import { openPlayground, type Playground } from '#tests/platforms/web/playground.ts';

/** Nothing that a test looks for is older. */
const began = Temporal.Now.instant();

let ground: Playground;
beforeAll(async () => {
  ground = await openPlayground();
});
afterAll(() => ground.close());

interface Heard {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/** A window’s stream, as the browser reads it. */
interface Window {
  /** What was told of messages. */
  readonly heard: Heard[];
  /** What the stream began with. */
  first(): Heard | undefined;
  until(what: (heard: Heard) => boolean): Promise<Heard>;
  leave(): void;
}

const windows: Window[] = [];
afterEach(() => {
  for (const window of windows.splice(0)) window.leave();
});

function listen(
  player: string,
  headers: Record<string, string> = {},
  after = '',
  at = ground,
): Promise<Window> {
  const heard: Heard[] = [];
  let first: Heard | undefined;
  const waiting = new Set<() => void>();
  let rest = '';
  const take = (chunk: string): void => {
    rest += chunk;
    const frames = rest.split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) {
      const field = (name: string): string => frame.match(new RegExp(`^${name}: (.*)$`, 'm'))?.[1] ?? '';
      const one = { id: field('id'), event: field('event'), data: field('data') };
      first ??= one;
      if (!['', 'version'].includes(one.event)) heard.push(one);
    }
    for (const wake of waiting) wake();
  };
  return new Promise((resolve, reject) => {
    const query = new URLSearchParams({ player, ...(after && { after }) });
    const asked = request(`${at.origin}/api/events?${query}`, { headers }, (response) => {
      response.setEncoding('utf8').on('data', take);
      response.on('error', () => undefined);
      const window: Window = {
        heard,
        first: () => first,
        until: (what) =>
          new Promise((found) => {
            const look = (): void => {
              const one = heard.find(what);
              if (one) {
                waiting.delete(look);
                found(one);
              }
            };
            waiting.add(look);
            look();
          }),
        leave: () => asked.destroy(),
      };
      windows.push(window);
      resolve(window);
    });
    asked.on('error', reject).end();
  });
}

const holding =
  (text: string) =>
  ({ data }: Heard) =>
    data.includes(text);
const reply = (title: string): Reply => ({ title: [title], blocks: [paragraph('p')] });
const byNumber = (a: number, b: number): number => a - b;
const room = { tenant: 'playground', channel: 'general' };

describe('the stream', () => {
  it('begins with the version of the page, which is in the addresses of its code', async () => {
    const window = await listen('Sam');
    await expect.poll(window.first).toBeDefined();
    const version = window.first();
    expect(version).toMatchObject({ id: '', event: 'version' });
    const page = await (await fetch(ground.origin)).text();
    expect(page).toContain(`src="/page/${JSON.parse(version?.data ?? '')}/main.ts"`);
  });

  it('tells everyone what is public, and its player alone what is private', async () => {
    const mine = await listen('민지');
    const other = await listen('Sam');
    await ground.ask({ text: '/whisper my secret' });
    await ground.ask({ text: '/say for all' });
    await Promise.all([mine.until(holding('"for all"')), other.until(holding('"for all"'))]);
    expect(mine.heard.some(holding('my secret'))).toBe(true);
    expect(other.heard.some(holding('my secret'))).toBe(false);
  });

  it('tells of edits', async () => {
    const window = await listen('Sam');
    const sent = await ground.platform.send(room, reply('before the edit'), 'an-edit');
    if (!('posted' in sent)) throw new Error(sent.detail);
    const before = JSON.parse((await window.until(holding('before the edit'))).data);
    await ground.platform.edit(sent.posted, reply('after the edit'));
    const after = JSON.parse((await window.until(holding('after the edit'))).data);
    expect(after.id).toBe(before.id);
    expect(after.version).toBeGreaterThan(before.version);
  });

  it('goes on after the last event that was heard, with nothing lost, doubled or not meant for the player', async () => {
    const window = await listen('민지');
    await ground.ask({ text: '/say one' });
    const { id } = await window.until(holding('"one"'));
    window.leave();
    await ground.ask({ text: '/say two' });
    await ground.ask({ text: '/whisper not for 민지', player: 'Sam' });
    const again = await listen('민지', { 'Last-Event-ID': id });
    await ground.ask({ text: '/say three' });
    await again.until(holding('"three"'));
    const titles = again.heard.flatMap(({ data }) => JSON.parse(data).content.reply?.title.join('') ?? []);
    expect(titles).toEqual(['민지: two', '민지: three']);
  });

  it('begins where the history ended', async () => {
    const { last } = await ground.history('민지');
    await ground.ask({ text: '/say in between' });
    const window = await listen('민지', {}, last);
    await window.until(holding('"in between"'));
  });

  it.each(['another-run.3', 'nonsense', '.', 'x.99999999999999999999'])(
    'says to read anew after %s',
    async (id) => {
      const window = await listen('민지', { 'Last-Event-ID': id });
      await window.until(({ event }) => event === 'reset');
    },
  );

  it('is not left open by who asks for its headers alone', async () => {
    const response = await fetch(`${ground.origin}/api/events?player=a`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it('tells of what another process writes in the same database, in its order and to whom it is for', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gorae-'));
    const url = `sqlite:${join(folder, 'gorae.sqlite')}`;
    const here = await openPlayground({ stores: await openStores(url, { ids: randomUUID }) });
    const there = await openPlayground({ stores: await openStores(url, { ids: randomUUID }) });
    try {
      await here.ask({ text: '/say before' });
      const window = await listen('민지', {}, '', here);
      const sent = await there.platform.send(room, reply('from there'), 'there');
      if (!('posted' in sent)) throw new Error(sent.detail);
      await there.ask({ text: '/whisper not for 민지', player: 'Sam' });
      await there.ask({ text: '/whisper for 민지' });
      await there.platform.edit(sent.posted, reply('changed there'));
      await here.ask({ text: '/say from here' });
      await window.until(holding('"changed there"'));
      await window.until(holding('"from here"'));
      expect(window.heard.some(holding('not for 민지'))).toBe(false);
      const lines = window.heard.map(({ data }) => JSON.parse(data));
      expect(lines.map(({ version }) => version)).toEqual(lines.map(({ version }) => version).sort(byNumber));
      expect(new Set(lines.map(({ version }) => version)).size).toBe(lines.length);
      expect(lines.some(({ content }) => content.said === '/whisper for 민지')).toBe(true);
      const { lines: shown } = await there.history('민지');
      for (const { id, version } of lines)
        expect(shown.find((line) => line.id === id)?.version).toBeGreaterThanOrEqual(version);
    } finally {
      for (const window of windows.splice(0)) window.leave();
      for (const { close, stores } of [here, there]) {
        await close();
        await stores.close();
      }
      await rm(folder, { recursive: true });
    }
  });

  it('says to read anew once the line it had come to is erased', async () => {
    const other = await openPlayground();
    const { stores } = other;
    await other.ask({ text: '/whisper to be forgotten' });
    const window = await listen('Sam', {}, '', other);
    const account = { platform: 'web', tenant: 'playground', id: '민지' } as const;
    const { team, member } = await stores.member(account, '민지', Temporal.Now.instant());
    await stores.of(team).players.erase(member.account);
    const { id } = await window.until(({ event }) => event === 'reset');
    const again = await listen('Sam', { 'Last-Event-ID': id }, '', other);
    await other.ask({ text: '/say afterwards', player: 'Kim' });
    await again.until(holding('"afterwards"'));
    expect(again.heard.some(({ event }) => event === 'reset')).toBe(false);
    again.leave();
    window.leave();
    await other.close();
  });

  it('needs a player', async () => {
    expect((await fetch(`${ground.origin}/api/events`)).status).toBe(400);
    expect((await fetch(`${ground.origin}/api/lines?player=%00`)).status).toBe(400);
  });
});

describe('the platform', () => {
  it('posts once under one key', async () => {
    const first = await ground.platform.send(room, reply('once'), 'a-key');
    expect(await ground.platform.send(room, reply('once'), 'a-key')).toEqual(first);
    expect(await ground.platform.find(room, 'a-key', began)).toEqual(
      'posted' in first ? first.posted : undefined,
    );
    expect(await ground.platform.find(room, 'no-such-key', began)).toBe('absent');
    const lines = (await ground.history('Sam')).lines.filter(({ content }) =>
      JSON.stringify(content).includes('"once"'),
    );
    expect(lines).toHaveLength(1);
  });

  it('posts to one person alone', async () => {
    await ground.platform.send({ tenant: 'playground', account: 'Sam' }, reply('for Sam alone'), 'to-sam');
    expect(JSON.stringify(await ground.history('Sam'))).toContain('for Sam alone');
    expect(JSON.stringify(await ground.history('민지'))).not.toContain('for Sam alone');
  });

  it('says what is not there', async () => {
    for (const to of [
      { ...room, channel: 'nowhere' },
      { ...room, tenant: 'elsewhere' },
      { tenant: 'playground', account: '\u200b' },
    ])
      expect(await ground.platform.send(to, reply('x'), 'nowhere')).toMatchObject({ fault: 'gone' });
    const place = { platform: 'web', tenant: 'playground', channel: 'general' } as const;
    for (const message of ['999999', 'nonsense'])
      expect(await ground.platform.edit({ place, message }, reply('x'))).toMatchObject({ fault: 'gone' });
  });

  it('never rejects, also when the database is closed', async () => {
    const closed = await openPlayground();
    await closed.stores.close();
    expect(await closed.platform.send(room, reply('x'), 'k')).toMatchObject({ fault: 'unknown' });
    expect(await closed.platform.find(room, 'k', began)).toBe('unknown');
    expect(
      (
        await closed.post('/api/calls', {
          player: 'a',
          locale: 'en',
          channel: 'general',
          key: 'closed-now',
          text: 'x',
        })
      ).status,
    ).toBe(500);
    expect(closed.errors).toHaveLength(1);
    await closed.close();
  });

  it('ends its streams when it stops', async () => {
    const other = await openPlayground();
    const open = await fetch(`${other.origin}/api/events?player=a`);
    await other.platform.stop();
    await expect(open.text()).resolves.toContain('retry');
    expect((await fetch(`${other.origin}/api/events?player=a`)).status).toBe(503);
    await other.close();
  });
});
