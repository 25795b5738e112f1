import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { after, fairNow, fairWait, passed } from '#tests/support/clock.ts';

const processor = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

test('goes while this process waits', async () => {
  const [before, from] = [passed(), performance.now()];
  // However slowly: it comes to its end.
  await fairWait(200);
  expect(passed() - before).toBeGreaterThanOrEqual(200);
  expect(performance.now() - from).toBeGreaterThanOrEqual(190);
});

test('goes while this process works', async () => {
  const [before, from] = [passed(), processor()];
  while (processor() - from < 300);
  expect(passed() - before).toBeGreaterThanOrEqual(290);
  await wait(50);
  expect(passed() - before).toBeGreaterThanOrEqual(300);
});

test('stands while this process is kept from working', async () => {
  await wait(50);
  const before = passed();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500);
  expect(passed() - before).toBeLessThan(1_000);
  await wait(30);
  expect(passed() - before).toBeLessThan(1_000);
});

test('never goes back, and tells the time of day', async () => {
  let least = passed();
  for (let round = 0; round < 50; round += 1) {
    await wait(2);
    expect(passed()).toBeGreaterThanOrEqual(least);
    least = passed();
  }
  expect(fairNow()).toBeLessThanOrEqual(Date.now() + 1);
  expect(fairNow()).toBeGreaterThan(Date.now() - 24 * 60 * 60_000);
});

test('what is called off is not done; what is due first is done first', async () => {
  const done: string[] = [];
  after(60, () => done.push('second'));
  after(40, () => done.push('first'));
  after(50, () => done.push('never'))();
  await fairWait(120);
  expect(done).toEqual(['first', 'second']);
});
