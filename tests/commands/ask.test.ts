import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainReply } from '#core/reply.ts';
import { plain } from '#core/text.ts';
import { buttonsOf, openRig, type Rig } from '#tests/support/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig.close());

describe('a question in one’s own words is answered as the command that fits', () => {
  test.each([
    ['ask how do I delete unused images', 'docker-cmd image prune'],
    ['ask what is a layer', 'concept layer'],
    ['ask volume vs bind mount', 'compare volume vs bind mount'],
    ['ask docker run -d -p 80:80 nginx', 'cmd-explain docker run -d -p 80:80 nginx'],
    // Without the command's name, too: to the bot's own name, in the terminal, in the playground.
    ['how do I delete unused images', 'docker-cmd image prune'],
    ['레이어가 뭐예요?', 'concept layer'],
    ['gorae 볼륨이랑 바인드 마운트 차이', 'compare volume vs bind mount'],
  ])('%s', async (line, same) => {
    const [reply, wanted] = [await rig.ask(line, { locale: 'en' }), await rig.ask(same, { locale: 'en' })];
    expect(reply.tone).toBeUndefined();
    expect(plain(reply.title)).toBe(plain(wanted.title));
  });

  test('what else may have been meant is a press away, and leads there', async () => {
    const reply = await rig.ask('ask image layers', { locale: 'en' });
    expect(plainReply(reply)).toContain('If you meant something else:');
    const others = buttonsOf(reply).filter(({ call }) => call.command === 'concept');
    const next = await rig.make(others.at(-1)?.call ?? { command: '', options: {} });
    expect(plain(next.title)).toBe('Layer');
  });

  test('no button stands there twice', async () => {
    const labels = buttonsOf(await rig.ask('레이어가 뭐야', { locale: 'ko' })).map(({ label }) =>
      plain(label),
    );
    expect(labels).toContain('docker image history');
    expect(labels).toHaveLength(new Set(labels).size);
  });

  test('what nobody knows is said so, with ways to go on', async () => {
    const reply = await rig.ask('ask xqzvw vrrrt', { locale: 'en' });
    expect(reply.tone).toBe('fault');
    expect(plain(reply.title)).toContain('xqzvw vrrrt');
    expect(buttonsOf(reply).map(({ call }) => call.command)).toEqual(['concept', 'help']);
  });

  test('an empty one is asked for', async () => {
    const reply = await rig.ask('ask', { locale: 'en' });
    expect(buttonsOf(reply).some(({ call }) => call.asks?.includes('question'))).toBe(true);
  });
});

test('what is meant as a command stays one', async () => {
  for (const line of ['/volumes vs bind mounts', 'compere docker vm', 'hepl'])
    expect((await rig.ask(line, { locale: 'en' })).tone, line).toBe('fault');
});
