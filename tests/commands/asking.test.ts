import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainReply, type Reply } from '#core/reply.ts';
import { plain } from '#core/text.ts';
import { buttonsOf, openRig, type Rig } from '#tests/support/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig.close());

const labels = (reply: Reply): string[] => buttonsOf(reply).map(({ label }) => plain(label));

describe('an aspect behind the sides, without its name', () => {
  test.each([
    ['compare docker vs vm kernel', 'comparison:docker-vs-vm', 'Kernel'],
    ['compare docker vm kernel', 'comparison:docker-vs-vm', 'Kernel'],
    ['compare docker vs vm start-up time', 'comparison:docker-vs-vm', 'Start-up time'],
    ['compare 도커와 가상머신 커널', 'comparison:docker-vs-vm', 'Kernel'],
    ['compare 도커와 가상머신의 커널 차이', 'comparison:docker-vs-vm', 'Kernel'],
  ])('/%s', async (line, about, aspect) => {
    const reply = await rig.ask(line, { locale: 'en' });
    expect(reply.about?.[0]).toBe(about);
    expect(plain(reply.title)).toContain(`· ${aspect}`);
  });

  test.each(['compare volume vs bind mount', 'compare named volume vs anonymous volume'])(
    '/%s has none',
    async (line) => {
      expect(plain((await rig.ask(line, { locale: 'en' })).title)).not.toContain(' · ');
    },
  );
});

describe('a task that no command fits', () => {
  test('/docker-cmd bake bread names the nearest and shows none of them as the answer', async () => {
    const reply = await rig.ask('docker-cmd bake bread', { locale: 'en' });
    expect(plain(reply.title)).toBe('I found nothing sure for bake bread');
    expect(reply.about?.length).toBeGreaterThan(1);
    // Each that is listed has its button.
    const listed = reply.about?.map((id) => `docker ${id.slice('command:'.length)}`) ?? [];
    expect(labels(reply)).toEqual(expect.arrayContaining(listed));
    for (const { call } of buttonsOf(reply)) expect((await rig.make(call)).tone).toBeUndefined();
    expect(labels(reply)).toContain('All commands');
  });

  test.each(['docker-cmd create a volume', 'docker-cmd 컨테이너 삭제', 'docker-cmd docker rmi'])(
    '/%s is still answered',
    async (line) => {
      expect(plain((await rig.ask(line, { locale: 'en' })).title)).toMatch(/^docker /);
    },
  );
});

describe('/cmd-explain takes what was meant', () => {
  test.each(['FORM alpine\nCMD ["ls"]', '# app\nfrmo node:22\n\nRUN npm ci\nCMD ["npm"]'])(
    'a Dockerfile whose FROM is misspelt: %j',
    async (text) => {
      const said = plainReply(await rig.ask(`cmd-explain ${text}`, { locale: 'en' }));
      expect(said).toMatch(/unknown instruction: (FORM|frmo) \(did you mean (?:FROM|from)\?\)/);
      expect(said).not.toContain('FROM image');
    },
  );

  test('one misspelt line is no Dockerfile', async () => {
    expect(plainReply(await rig.ask('cmd-explain form alpine', { locale: 'en' }))).toContain('docker line');
  });

  test('an image alone, with what follows it', async () => {
    const said = plainReply(await rig.ask('cmd-explain image:alpine args:"ls -l"', { locale: 'en' }));
    expect(said).toContain('ls -l');
    expect(said).toContain('["ls", "-l"]');
  });
});

describe('a concept nobody knows by that name', () => {
  const nearest = 'Nothing is called exactly that; this comes nearest.';
  test.each(['neural network', '없는것'])('/concept %s says that it is a guess', async (name) => {
    expect(plainReply(await rig.ask(`concept ${name}`, { locale: 'en' }))).toContain(nearest);
  });

  test.each(['contianer', 'bind mounts', '컨테너'])('/concept %s is known all the same', async (name) => {
    expect(plainReply(await rig.ask(`concept ${name}`, { locale: 'en' }))).not.toContain(nearest);
  });
});
