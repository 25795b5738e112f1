import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { gather, startHeartbeat } from '#src/clock.ts';

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-11-21T08:59:30Z') }));
afterEach(() => void vi.useRealTimers());

const flush = () => vi.advanceTimersByTimeAsync(0);

describe('the heartbeat', () => {
  test('beats at once, and then every minute, with the time of the beat', async () => {
    const beats: string[] = [];
    const heartbeat = startHeartbeat(async (at) => void beats.push(at.toString().slice(11, 16)));
    await flush();
    expect(beats).toEqual(['08:59']);
    await vi.advanceTimersByTimeAsync(150_000);
    expect(beats.slice(0, 3)).toEqual(['08:59', '09:00', '09:01']);
    await heartbeat.stop();
  });

  test('does not begin a beat while one is under way, and stops when that one is done', async () => {
    let begun = 0;
    let finish = (): void => undefined;
    const heartbeat = startHeartbeat(() => {
      begun += 1;
      return new Promise((resolve) => {
        finish = resolve;
      });
    });
    await vi.advanceTimersByTimeAsync(200_000);
    expect(begun).toBe(1);
    let stopped = false;
    const stopping = heartbeat.stop().then(() => {
      stopped = true;
    });
    await flush();
    expect(stopped).toBe(false);
    finish();
    await stopping;
    await vi.advanceTimersByTimeAsync(200_000);
    expect(begun).toBe(1);
  });
});

describe('gathering', () => {
  test('does once what was asked for many times, each key for itself', async () => {
    const done: string[] = [];
    const gathered = gather(2_000, async (key) => void done.push(key));
    for (let time = 0; time < 50; time += 1) gathered.add('a');
    gathered.add('b');
    await vi.advanceTimersByTimeAsync(1_999);
    expect(done).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(done.sort()).toEqual(['a', 'b']);
    gathered.add('a');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(done.sort()).toEqual(['a', 'a', 'b']);
    await gathered.stop();
  });

  test('of a key that takes long does one at a time, and the last once more', async () => {
    const finish: (() => void)[] = [];
    const gathered = gather(2_000, () => new Promise((resolve) => void finish.push(resolve)));
    gathered.add('a');
    await vi.advanceTimersByTimeAsync(2_000);
    for (let time = 0; time < 9; time += 1) {
      gathered.add('a');
      await vi.advanceTimersByTimeAsync(2_000);
    }
    expect(finish).toHaveLength(1);
    finish[0]?.();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(finish).toHaveLength(2);
    gathered.add('a');
    const stopped = gathered.stop();
    finish[1]?.();
    await flush();
    expect(finish).toHaveLength(3);
    finish[2]?.();
    await stopped;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(finish).toHaveLength(3);
  });

  test('does the last of it when it is stopped', async () => {
    const done: string[] = [];
    const gathered = gather(60_000, async (key) => void done.push(key));
    gathered.add('a');
    await gathered.stop();
    expect(done).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(done).toEqual(['a']);
  });
});
