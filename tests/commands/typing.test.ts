import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainReply, type Reply } from '#core/reply.ts';
import { plain } from '#core/text.ts';
import { buttonsOf, openRig, type Rig } from '#tests/support/rig.ts';

// What people type who have not read the manual, in both languages.

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig.close());

const labels = (reply: Reply): string[] => buttonsOf(reply).map(({ label }) => plain(label));
const about = (reply: Reply): string => reply.about?.[0] ?? '';

describe('/compare with more than two sides', () => {
  test.each([
    ['docker vs vm vs podman', 'comparison:docker-vs-vm', 'podman', 'Docker and Podman'],
    ['docker, podman, and kubernetes', 'comparison:docker-vs-podman', 'kubernetes', 'Docker and Kubernetes'],
    ['a:docker b:vm, podman', 'comparison:docker-vs-vm', 'podman', 'Docker and Podman'],
    ['도커랑 가상머신이랑 포드맨 비교해줘', 'comparison:docker-vs-vm', '포드맨', 'Docker and Podman'],
    ['컴포즈 스웜 쿠버네티스', 'comparison:compose-vs-swarm', '쿠버네티스', 'Docker Swarm and Kubernetes'],
  ])('%s: says what it leaves out, and offers the other pairs', async (typed, id, left, other) => {
    const reply = await rig.ask(`compare ${typed}`);
    expect(about(reply)).toBe(id);
    expect(plainReply(reply)).toContain(`so this leaves out ${left}.`);
    expect(labels(reply)).toContain(other);
    expect((await rig.press(reply, other)).about?.[0]).not.toBe(id);
  });

  test('says it in Korean, too', async () => {
    const reply = await rig.ask('compare 도커 vs vm vs 포드맨', { locale: 'ko' });
    expect(plainReply(reply)).toContain('한 번에 두 가지씩 비교해요. 포드맨은 이번 비교에서 빠졌어요.');
  });

  test.each([
    'bridge vs host vs none',
    'RUN/CMD/ENTRYPOINT',
    'cmd entrypoint run',
    'CMD와 ENTRYPOINT와 RUN의 차이가 뭐야?',
  ])('%s: one comparison has all of them', async (typed) => {
    const reply = await rig.ask(`compare ${typed}`);
    expect(about(reply)).toMatch(/^comparison:(bridge-vs-host-vs-none|run-vs-cmd)$/);
    expect(plainReply(reply)).not.toContain('leaves out');
  });

  test('what is nothing of Docker is told as that', async () => {
    const reply = await rig.ask('compare docker vs banana vs vm');
    expect(about(reply)).toBe('comparison:docker-vs-vm');
    expect(plainReply(reply)).toContain('nothing to compare banana with');
  });
});

describe('/compare', () => {
  test.each([
    ['.env env_file', 'comparison:compose-environment-vs-env-file'],
    ['env_file vs .env', 'comparison:compose-environment-vs-env-file'],
    ['env vs env-file', 'comparison:env-vs-env-file'],
    ['volume bind mount', 'comparison:volume-vs-bind-mount'],
    ['bind mount volume', 'comparison:volume-vs-bind-mount'],
    ['a:docker vs vm', 'comparison:docker-vs-vm'],
    ['a:bind mount b:volume', 'comparison:volume-vs-bind-mount'],
    ['a: docker b: vm', 'comparison:docker-vs-vm'],
    ['docker\nvm', 'comparison:docker-vs-vm'],
    ['도커 가상머신 뭐가 더 빨라?', 'comparison:docker-vs-vm'],
    [
      'what is the difference between a volume and a bind mount and when should I use each?',
      'comparison:volume-vs-bind-mount',
    ],
  ])('%s → %s', async (typed, id) => {
    expect(about(await rig.ask(`compare ${typed}`))).toBe(id);
  });

  test('build: docker buildx build is among what it is compared with', async () => {
    const reply = await rig.ask('compare build');
    expect(labels(reply)).toContain('docker buildx build');
    expect(about(await rig.press(reply, 'docker buildx build'))).toBe('comparison:build-vs-buildx-build');
  });

  test('named volume is one thing', async () => {
    const reply = await rig.ask('compare named volume');
    expect([about(reply), plain(reply.title)].join(' ')).toMatch(/named.volume/i);
  });

  test.each(['vs', ', ,', 'the difference'])(
    '%s names nothing: what is missing is asked for',
    async (typed) => {
      const reply = await rig.ask(`compare ${typed}`);
      expect(reply.tone).toBe('fault');
      expect(buttonsOf(reply).some(({ call }) => call.asks?.includes('a'))).toBe(true);
    },
  );
});
