import { setTimeout as wait } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { call } from '#core/call.ts';
import { button, buttons, paragraph, picture, type Reply } from '#core/reply.ts';
import { markOf, nonceOf } from '#platforms/discord/post.ts';
import { type Scene, startScene } from '#tests/platforms/discord/scene.ts';
import type { Channel } from '#tests/support/discord/world.ts';

/** Nothing that a test looks for is older. */
const began = Temporal.Now.instant();

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.end());
afterEach(() => {
  scene.server.faults.clear();
  scene.server.limits.on = false;
});

const hello: Reply = { title: ['Hello'], blocks: [paragraph('there')] };

/** A channel of its own for each test. */
function fresh(): { channel: Channel; to: { tenant: string; channel: string } } {
  const channel = scene.server.world.addChannel(scene.guild, 'fresh');
  return { channel, to: { tenant: scene.guild.id, channel: channel.id } };
}

const read = (channel: Channel) => scene.server.people.read(channel, scene.ada);

describe('a key', () => {
  test('becomes a nonce and a number that are the same each time, and in bounds', () => {
    expect(nonceOf('a'.repeat(500))).toBe(nonceOf('a'.repeat(500)));
    expect(nonceOf('round 1').length).toBeLessThanOrEqual(25);
    expect(nonceOf('round 1')).not.toBe(nonceOf('round 2'));
    expect(markOf('round 1')).toBeGreaterThanOrEqual(2 ** 30);
    expect(markOf('round 1')).toBeLessThan(2 ** 31);
  });
});

describe('posting', () => {
  test('a post that was processed and then failed stands there once', async () => {
    const { channel, to } = fresh();
    scene.server.faults.add({ kind: 'status-after', status: 502 }, { path: /messages$/ });
    expect(await scene.platform.send(to, hello, 'k1')).toHaveProperty('posted');
    expect(read(channel)).toHaveLength(1);
  });

  test('a post that may or may not stand there is looked for', async () => {
    const { channel, to } = fresh();
    scene.server.faults.add({ kind: 'status-after', status: 503 }, { path: /messages$/, times: 9 });
    expect(await scene.platform.send(to, hello, 'k2')).toMatchObject({ fault: 'unknown' });
    scene.server.faults.clear();
    expect(await scene.platform.find(to, 'k2', began)).toMatchObject({ message: read(channel)[0]?.id });
    expect(await scene.platform.find(to, 'k3', began)).toBe('absent');
  });

  test('in an empty channel it is absent, since its history may be read', async () => {
    expect(await scene.platform.find(fresh().to, 'k', began)).toBe('unknown');
    const known = scene.guild.channels[1];
    const to = { tenant: scene.guild.id, channel: known?.id ?? '' };
    expect(await scene.platform.find(to, 'k', began)).toBe('absent');
  });

  test('to a person goes into their direct messages', async () => {
    const to = { tenant: scene.guild.id, account: scene.minji.id };
    const sent = await scene.platform.send(to, hello, 'k4');
    expect(sent).toMatchObject({ posted: { place: { channel: scene.server.world.direct(scene.minji).id } } });
  });

  test.for([
    [50001, 'forbidden'],
    [50013, 'forbidden'],
  ] as const)('%i is %s', async ([code, fault]) => {
    const { channel, to } = fresh();
    channel.denied = code;
    expect(await scene.platform.send(to, hello, 'k5')).toMatchObject({ fault });
  });

  test('a deleted channel is gone, closed direct messages are forbidden', async () => {
    const { channel, to } = fresh();
    scene.server.deleteChannel(channel);
    expect(await scene.platform.send(to, hello, 'k6')).toMatchObject({ fault: 'gone' });
    const closed = scene.server.world.addUser('closed');
    closed.closed = true;
    const direct = { tenant: scene.guild.id, account: closed.id };
    expect(await scene.platform.send(direct, hello, 'k7')).toMatchObject({ fault: 'forbidden' });
  });

  test('an edit of a deleted message is gone', async () => {
    const { channel, to } = fresh();
    const posted = { place: { platform: 'discord' as const, ...to }, message: '1' };
    expect(await scene.platform.edit(posted, hello)).toMatchObject({ fault: 'gone' });
    expect(read(channel)).toEqual([]);
  });

  test('an edit takes old pictures away and brings its own', async () => {
    const { channel, to } = fresh();
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>';
    const sent = await scene.platform.send(
      to,
      { title: ['a'], blocks: [picture(svg, 'one'), picture(svg, 'two')] },
      'k8',
    );
    if (!('posted' in sent)) throw new Error(sent.detail);
    expect(read(channel)[0]?.files).toHaveLength(2);
    await scene.platform.edit(sent.posted, { title: ['b'], blocks: [picture(svg, 'three')] });
    expect(read(channel)[0]).toMatchObject({
      pictures: ['picture-1.png'],
      files: [{ description: 'three' }],
    });
    await scene.platform.edit(sent.posted, hello);
    expect(read(channel)[0]?.files).toEqual([]);
  });

  test('a button too long for its id is parked, and works', async () => {
    const { channel, to } = fresh();
    const long = call('compare', { a: 'docker '.repeat(40).trim(), b: 'vm' });
    const reply = { title: ['a'], blocks: [...buttons(button('go', long))] };
    await scene.platform.send(to, reply, 'k9');
    const [message] = read(channel);
    expect(message?.buttons[0]?.customId?.length).toBeLessThanOrEqual(100);
    const got = await scene.server.people.press({ user: scene.ada, channel }, message ?? expect.fail(), 'go');
    expect(got.message?.text).not.toContain('no longer');
  });
});

describe('a broadcast', () => {
  test('does not delay an answer, nor meets a limit', async () => {
    scene.server.limits.on = true;
    const channels = Array.from({ length: 60 }, () => fresh().to);
    const before = scene.server.limits.refused;
    const posts = Promise.all(channels.map((to, index) => scene.platform.send(to, hello, `b${index}`)));
    await wait(300);
    const got = await scene.server.people.slash(scene.at(scene.minji), 'help');
    expect(got.ms).toBeLessThan(1000);
    expect((await posts).every((sent) => 'posted' in sent)).toBe(true);
    expect(scene.server.limits.refused - before).toBe(0);
  });
});
