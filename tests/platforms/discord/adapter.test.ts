import { setTimeout as wait } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { call } from '#core/call.ts';
import { command } from '#core/command.ts';
import { refusal } from '#core/fault.ts';
import { button, buttons, codeBlock, paragraph, picture } from '#core/reply.ts';
import { createDiscord } from '#platforms/discord/adapter.ts';
import { type Scene, startScene } from '#tests/platforms/discord/scene.ts';
import { fairWait, passed } from '#tests/support/clock.ts';
import type { Seen } from '#tests/support/discord/view.ts';

/** How often `slow` has begun. */
let begun = 0;

/** Commands that do what the real ones seldom do. */
const slow = command({
  name: 'slow',
  describe: 'Takes its time',
  to: 'room',
  options: {
    ms: { kind: 'number', describe: 'How long', required: true },
    fails: { kind: 'flag', describe: 'Whether it fails' },
  },
  examples: [],
  async run({ ms, fails }) {
    begun += 1;
    await fairWait(ms);
    return fails ? refusal('no such thing') : { title: ['slow answer'], blocks: [] };
  },
});

const paint = command({
  name: 'paint',
  describe: 'Paints',
  to: 'room',
  options: { broken: { kind: 'flag', describe: 'Whether the picture is broken' } },
  examples: [],
  run: ({ broken }) => ({
    title: ['painted'],
    blocks: [
      picture(
        broken
          ? 'no svg'
          : '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>',
        'a square',
      ),
    ],
  }),
});

const toggle = command({
  name: 'toggle',
  describe: 'Changes its own message',
  to: 'asker',
  as: 'same',
  options: { on: { kind: 'flag', describe: 'On' }, ms: { kind: 'number', describe: 'How long' } },
  examples: [],
  async run({ on = false, ms = 0 }) {
    await fairWait(ms);
    return {
      title: [on ? 'it is on' : 'it is off'],
      blocks: [
        ...buttons(
          button('switch', call('toggle', { on: String(!on) })),
          button('slowly', call('toggle', { on: String(!on), ms: '1200' })),
        ),
      ],
    };
  },
});

const book = command({
  name: 'book',
  describe: 'Very long',
  to: 'room',
  options: { of: { kind: 'longtext', describe: 'What' }, file: { kind: 'file', describe: 'A file' } },
  asks: ['of'],
  examples: [],
  run: ({ of = '', file = '' }) => ({
    title: ['A book'],
    blocks: [
      paragraph(`${of.length} and ${file.length} characters`),
      ...Array.from({ length: 60 }, (_, index) => codeBlock(`chapter ${index}: ${file.slice(0, 40)}`)),
    ],
  }),
});

const boss = command({
  name: 'boss',
  describe: 'For managers',
  to: 'asker',
  managers: true,
  options: {},
  examples: [],
  run: () => ({ title: ['yes, boss'], blocks: [] }),
});

const bad = command({
  name: 'bad',
  describe: 'Breaks',
  to: 'room',
  options: { after: { kind: 'number', describe: 'When' } },
  examples: [],
  async run({ after = 0 }) {
    await fairWait(after);
    throw new Error('boom');
  },
});

/** Thirty milliseconds of a processor, as a search through everything may take. */
const grind = command({
  name: 'grind',
  describe: 'Works hard',
  to: 'room',
  options: {},
  examples: [],
  run() {
    const from = process.cpuUsage();
    for (let spent = 0; spent < 30_000; ) {
      const { user, system } = process.cpuUsage(from);
      spent = user + system;
    }
    return { title: ['ground'], blocks: [] };
  },
});

let scene: Scene;
let people: Scene['server']['people'];

beforeAll(async () => {
  scene = await startScene([slow, paint, toggle, book, boss, bad]);
  people = scene.server.people;
});
afterAll(() => scene.end());
afterEach(() => {
  scene.server.faults.clear();
  scene.server.world.deadline = 3000;
});

const seen = (message: Seen | undefined): Seen => message ?? expect.fail('nothing was said');

describe('answers', () => {
  test('a quick one goes into the callback itself, and pings nobody', async () => {
    const ask = () => people.slash(scene.at(scene.minji), 'compare', { a: 'docker', b: 'vm' });
    // The first answer of a process reads fonts and draws; on a busy machine that alone may take a second.
    await ask();
    const got = await ask();
    expect(got).toMatchObject({ callback: 4, message: { private: false, thinking: false } });
    expect(seen(got.message).mentions).toEqual({ everyone: false, users: [], roles: [] });
    expect(seen(got.message).text).toContain('## ');
  });

  test('a public one speaks the language of the server, a private one that of its reader', async () => {
    const open = await people.slash(scene.at(scene.ada), 'compare', { a: 'docker', b: 'vm' });
    expect(seen(open.message).text).toMatch(/[가-힣]/);
    const own = await people.slash(scene.at(scene.ada), 'help');
    expect(own.message).toMatchObject({ private: true });
    expect(seen(own.message).text).not.toMatch(/[가-힣]/);
    expect(people.read(scene.channel, scene.minji).some(({ id }) => id === own.message?.id)).toBe(false);
  });

  test('a slow one is deferred after a second and then spoken', async () => {
    const got = await people.slash(scene.at(scene.minji), 'slow', { ms: 1300 });
    expect(got).toMatchObject({
      callback: 5,
      message: { text: '## slow answer', private: false },
      followUps: [],
    });
    expect(got.ms).toBeGreaterThan(900);
    expect(got.ms).toBeLessThan(2000);
  });

  test('a fault after a public deferral takes it back and goes to the asker', async () => {
    const got = await people.slash(scene.at(scene.minji), 'slow', { ms: 1300, fails: true });
    expect(got).toMatchObject({
      callback: 5,
      deleted: true,
      message: { private: true, text: '## no such thing' },
    });
    expect(people.read(scene.channel, scene.ada).some(({ text }) => text.includes('no such thing'))).toBe(
      false,
    );
  });

  test('a quick fault of a public command is private at once', async () => {
    const got = await people.slash(scene.at(scene.minji), 'slow', { ms: 0, fails: true });
    expect(got).toMatchObject({ callback: 4, message: { private: true } });
  });

  test('a command that breaks is told, with the number in the log', async () => {
    for (const after of [0, 1200]) {
      const got = await people.slash(scene.at(scene.minji), 'bad', { after });
      expect(got.message).toMatchObject({ private: true });
      expect(seen(got.message).text).toContain('n1');
    }
  });

  test('hostile text shows as it is written and wakes nobody', async () => {
    const typed = '@everyone <@1> **x** `y` [z](https://evil.example) ||s||';
    const got = await people.slash(scene.at(scene.minji), 'docker-cmd', { task: typed });
    const message = seen(got.message);
    expect(message.mentions).toEqual({ everyone: false, users: [], roles: [] });
    expect(message.text).not.toMatch(/(?<!\\)<@1>/);
  });
});

describe('buttons', () => {
  test('a private message changes in place, quickly or slowly', async () => {
    const first = seen((await people.slash(scene.at(scene.minji), 'toggle')).message);
    const quick = await people.press(scene.at(scene.minji), first, 'switch');
    expect(quick).toMatchObject({ callback: 7, message: { id: first.id, edited: true } });
    expect(seen(quick.message).text).toContain('it is on');
    const late = await people.press(scene.at(scene.minji), first, 'slowly');
    expect(late).toMatchObject({ callback: 6, message: { id: first.id } });
    expect(seen(late.message).text).toContain('it is off');
  });

  test('a public message is not changed by a press', async () => {
    const posted = await scene.platform.send(
      { tenant: scene.guild.id, channel: scene.channel.id },
      { title: ['post'], blocks: [...buttons(button('switch', call('toggle', { on: 'true' })))] },
      'toggle-post',
    );
    const id = 'posted' in posted ? posted.posted.message : expect.fail('not posted');
    const message = seen(people.read(scene.channel, scene.ada).find((one) => one.id === id));
    const got = await people.press(scene.at(scene.ada), message, 'switch');
    expect(got).toMatchObject({ callback: 4, message: { private: true } });
    expect(seen(people.read(scene.channel, scene.ada).find((one) => one.id === id)).edited).toBe(false);
  });

  test('the boards that a public one leads to fill no channel: who presses sees them, in one place', async () => {
    const board = seen((await people.slash(scene.at(scene.minji), 'leaderboard')).message);
    expect(board.private).toBe(false);
    const last = await people.press(scene.at(scene.ada), board, '지난주');
    expect(last.message).toMatchObject({ private: true });
    expect(seen(last.message).text).toContain('지난주 순위표');
    const month = await people.press(scene.at(scene.ada), seen(last.message), '지난달');
    expect(month).toMatchObject({ callback: 7, message: { id: seen(last.message).id } });
  });

  test('an old or unknown button is answered', async () => {
    const message = seen(
      (await people.slash(scene.at(scene.minji), 'compare', { a: 'docker', b: 'vm' })).message,
    );
    for (const id of ['9old?x=1', 'vote_yes', '1compare~gone-ticket']) {
      const got = await people.press(scene.at(scene.minji, { force: true }), message, id);
      expect(got).toMatchObject({ how: 'reply', message: { private: true } });
      expect(seen(got.message).text).toContain('이 버튼은');
    }
  });

  test('a long reply turns its pages, for whoever turns them', async () => {
    const file = people.file('Dockerfile', 'FROM node:24\n'.repeat(900));
    const first = seen((await people.slash(scene.at(scene.minji), 'book', { file })).message);
    expect(first.private).toBe(false);
    const turned = await people.press(scene.at(scene.ada), first, '다음 쪽');
    expect(turned.message).toMatchObject({ private: true });
    const second = seen(turned.message);
    // A file of eleven thousand characters fits into no button: the call was parked, and the page turned all the same.
    expect(second.text).toContain('chapter 40');
    const third = await people.press(scene.at(scene.ada), second, second.buttons.at(-1)?.label ?? '');
    expect(third).toMatchObject({ callback: 7 });
  });
});

describe('forms', () => {
  test('a command that asks opens one, and its fields make the call', async () => {
    const asked = await people.slash(scene.at(scene.minji), 'book');
    expect(asked).toMatchObject({ how: 'modal', modal: { title: '/book' } });
    const form = asked.modal ?? expect.fail('no form');
    const sent = await people.submitModal(scene.at(scene.minji), form, { of: 'whales' });
    expect(seen(sent.message).text).toContain('6 and 0 characters');
  });

  test('an empty form is not asked again', async () => {
    const asked = await people.slash(scene.at(scene.minji), 'book');
    const sent = await people.submitModal(scene.at(scene.minji), asked.modal ?? expect.fail('no form'), {});
    expect(sent).toMatchObject({ how: 'reply' });
  });

  test('the settings of the daily quiz, with choices to pick from', async () => {
    const manager = { permissions: 1n << 5n };
    const shown = await people.slash(scene.at(scene.minji, manager), 'daily show');
    const opened = await people.press(scene.at(scene.minji, manager), seen(shown.message), '직접 고르기…');
    const form = opened.modal ?? expect.fail('no form');
    expect(form.fields.map(({ customId }) => customId)).toEqual(['time', 'days', 'zone', 'topics']);
    const sent = await people.submitModal(scene.at(scene.minji, manager), form, {
      time: '오전 9시',
      days: 'weekdays',
      zone: 'Asia/Seoul',
    });
    expect(seen(sent.message).text).toContain('09:00');
  });
});

describe('files', () => {
  test('an attached file is read', async () => {
    const file = people.file('Dockerfile', 'FROM node:24');
    const got = await people.slash(scene.at(scene.minji), 'book', { file });
    expect(seen(got.message).text).toContain('0 and 12 characters');
  });

  test('one that is too large, or no text, is refused with the reason', async () => {
    const large = people.file('big.log', 'x'.repeat(65 * 1024));
    const got = await people.slash(scene.at(scene.minji), 'book', { file: large });
    expect(got.message).toMatchObject({ private: true });
    expect(seen(got.message).text).toContain('64kB');
    const binary = people.file('a.bin', new Uint8Array([0xff, 0xfe, 0, 1]));
    const refused = await people.slash(scene.at(scene.minji), 'book', { file: binary });
    expect(seen(refused.message).text).toContain('UTF-8');
  });

  test('a picture is drawn and uploaded; a broken one is told in words', async () => {
    const got = await people.slash(scene.at(scene.minji), 'paint');
    expect(seen(got.message)).toMatchObject({
      pictures: ['picture-1.png'],
      files: [{ content_type: 'image/png' }],
    });
    const told = await people.slash(scene.at(scene.minji), 'paint', { broken: true });
    expect(seen(told.message)).toMatchObject({ pictures: [], files: [] });
    expect(seen(told.message).text).toContain('a square');
  });
});

describe('completion', () => {
  test('offers what is known, in the words of the reader', async () => {
    const got = await people.autocomplete(scene.at(scene.minji), 'compare', 'a', '도커');
    expect(got.choices?.length).toBeGreaterThan(0);
  });

  test('what was picked before stays in the field', async () => {
    const where = scene.at(scene.minji, { permissions: 1n << 5n });
    const got = await people.autocomplete(where, 'daily set', 'days', 'mon,화');
    expect(got.choices).toEqual([{ name: 'mon,화요일', value: 'mon,tue' }]);
    const topics = await people.autocomplete(where, 'daily set', 'topics', 'images,dockerf');
    expect(topics.choices?.[0]).toEqual({ name: 'images,Dockerfile', value: 'images,dockerfile' });
  });

  test('a time is offered however it is written, and a level by its name', async () => {
    const where = scene.at(scene.minji, { permissions: 1n << 5n });
    for (const [typed, time] of [
      ['9', '09:00'],
      ['오후 6시', '18:00'],
      ['7:15', '07:15'],
    ] as const)
      expect((await people.autocomplete(where, 'daily set', 'time', typed)).choices?.[0]?.value).toBe(time);
    const hard = await people.autocomplete(where, 'quiz', 'topic', 'hard dockerf');
    expect(hard.choices?.[0]).toEqual({ name: 'Dockerfile · 어려움', value: 'hard dockerfile' });
  });

  test('free text in the first option is understood', async () => {
    const got = await people.slash(scene.at(scene.minji), 'compare', { a: '도커와 가상머신' });
    const both = await people.slash(scene.at(scene.minji), 'compare', { a: 'docker', b: 'vm' });
    expect(seen(got.message).text.split('\n')[0]).toBe(seen(both.message).text.split('\n')[0]);
  });
});

describe('rights', () => {
  test('managers only, whatever the menu says', async () => {
    expect(() => people.slash(scene.at(scene.minji), 'boss')).toThrow('hidden');
    const refused = await people.slash(scene.at(scene.minji, { force: true }), 'boss');
    expect(seen(refused.message).text).not.toContain('yes, boss');
    const manager = { permissions: 1n << 5n };
    expect(seen((await people.slash(scene.at(scene.minji, manager), 'boss')).message).text).toContain(
      'yes, boss',
    );
  });
});

describe('failures on the way', () => {
  test('a callback that was processed and then failed is not told twice', async () => {
    scene.server.faults.add({ kind: 'status-after', status: 502 }, { path: /callback$/ });
    const got = await people.slash(scene.at(scene.minji), 'slow', { ms: 0 });
    expect(got).toMatchObject({ how: 'reply', message: { text: '## slow answer' }, followUps: [] });
    await wait(100);
    expect(scene.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('a deferral that was processed and then failed is still followed by its answer', async () => {
    scene.server.faults.add({ kind: 'status-after', status: 502 }, { path: /callback$/ });
    const got = await people.slash(scene.at(scene.minji), 'slow', { ms: 1300 });
    expect(got).toMatchObject({ callback: 5, message: { text: '## slow answer' } });
  });

  test('a cut connection to the gateway is mended, and what was asked meanwhile is answered', async () => {
    scene.server.gateway.cut();
    const got = await people.slash(scene.at(scene.minji), 'slow', { ms: 0 });
    expect(got).toMatchObject({ how: 'reply' });
  });

  test('a reply that comes too late is written to the log, and nothing crashes', async () => {
    scene.server.world.deadline = 20;
    scene.server.faults.add({ kind: 'latency', ms: 150 }, { path: /callback$/ });
    expect(await people.slash(scene.at(scene.minji), 'slow', { ms: 0 })).toMatchObject({ how: 'none' });
    const late = 'Discord: too late to answer an interaction';
    await expect
      .poll(() => scene.logged.some(({ level, message }) => level === 'warn' && message === late))
      .toBe(true);
  });
});

describe('a crowd', () => {
  test('of a hundred at once gets its answers, each in time', async () => {
    const busy = await startScene([grind]);
    const asked = Array.from({ length: 100 }, () => busy.server.people.slash(busy.at(busy.minji), 'grind'));
    const got = await Promise.all(asked);
    expect(got.map(({ message }) => message?.text)).toEqual(got.map(() => '## ground'));
    await busy.end();
  });
});

describe('places', () => {
  test('in direct messages nothing is hidden, and the person is a team of their own', async () => {
    const channel = scene.server.world.direct(scene.ada);
    const got = await people.slash(scene.at(scene.ada, { channel }), 'profile show');
    expect(seen(got.message).private).toBe(false);
    const pressed = await people.press(scene.at(scene.ada, { channel }), seen(got.message), '한국어');
    expect(pressed.how).toBe('update');
    const room = await people.slash(scene.at(scene.ada), 'profile show');
    expect(seen(room.message).text).toContain('What I keep about you');
  });

  test('two processes with one token answer once', async () => {
    const { server } = scene;
    const log: string[] = [];
    const note = (_: object, message: string): void => void log.push(message);
    const second = createDiscord({
      token: server.token,
      apiUrl: server.api,
      bot: scene.bot,
      defaultLocale: 'ko',
      pictures: async () => new Uint8Array(),
      now: () => Temporal.Now.instant(),
      log: { info: () => undefined, warn: note, error: note },
    });
    await second.start();
    const before = people.read(scene.channel, scene.minji).length;
    expect((await people.slash(scene.at(scene.minji), 'slow', { ms: 0 })).how).toBe('reply');
    await wait(100);
    await second.stop();
    expect(people.read(scene.channel, scene.minji)).toHaveLength(before + 1);
    expect(log).toEqual([]);
  });
});

describe('start and stop', () => {
  const settings = () => ({
    apiUrl: scene.server.api,
    bot: scene.bot,
    defaultLocale: 'ko' as const,
    pictures: async () => new Uint8Array(),
    now: () => expect.fail('no time is asked for'),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });

  test('a wrong token is a clear error that does not show it', async () => {
    const platform = createDiscord({ ...settings(), token: 'wrong.token.here' });
    const error = await platform.start().then(
      () => expect.fail('it started'),
      (thrown: unknown) => thrown as Error,
    );
    expect(error.message).toContain('DISCORD_TOKEN');
    expect(error.message).not.toContain('wrong.token');
  });

  test('nobody there is a clear error', async () => {
    const platform = createDiscord({
      ...settings(),
      token: scene.server.token,
      apiUrl: 'http://127.0.0.1:9/api',
    });
    await expect(platform.start()).rejects.toThrow('Discord cannot be reached');
  });

  test('stopping waits for what is in hand, and is quick', async () => {
    const other = await startScene([slow]);
    const before = begun;
    const asked = other.server.people.slash(other.at(other.minji), 'slow', { ms: 400 });
    await expect.poll(() => begun).toBe(before + 1);
    const from = passed();
    await other.platform.stop();
    expect(passed() - from).toBeLessThan(2000);
    expect((await asked).message?.text).toBe('## slow answer');
    await other.end();
  });

  test('a token that is taken away later is heard of', async () => {
    const lost: Error[] = [];
    const other = await startScene([], { lost: (error) => lost.push(error) });
    other.server.gateway.close(4004);
    await expect
      .poll(() => lost.map(({ message }) => message))
      .toEqual([expect.stringContaining('DISCORD_TOKEN')]);
    await other.end();
  });
});
