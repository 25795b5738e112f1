import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { gather } from '#src/clock.ts';
import { end, onceAsked } from '#src/ending.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const seconds = (count: number) => vi.advanceTimersByTimeAsync(1_000 * count);

/** A program whose posts take `post` seconds and whose platforms take `stop`; what it has done, in order. */
function program(
  { post, stop = 0, start = 0 }: { post: number; stop?: number; start?: number },
  whileStopping = (): void => undefined,
) {
  const done: string[] = [];
  const lasts = async (count: number, what: string): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 1_000 * count));
    done.push(what);
  };
  const posts = gather(0, (name) => lasts(post, `posted ${name}`));
  const ended = async (): Promise<void> => {
    const platform = {
      stop: async () => {
        whileStopping();
        await lasts(stop, 'platform');
      },
    };
    await end({
      starting: start === 0 ? Promise.resolve() : lasts(start, 'started'),
      works: [posts],
      platforms: new Map([['web', platform]]),
      listening: () => ({ close: async () => void done.push('server') }),
      stores: { close: async () => void done.push('database') },
    });
    done.push('ended');
  };
  return { posts, done, ended };
}

test('a post in hand is made before its platform stops and the database is closed', async () => {
  const { posts, done, ended } = program({ post: 1 });
  posts.add('a');
  await seconds(0.1);
  // Asked for in this very moment.
  posts.add('b');
  void ended();
  await seconds(1.5);
  expect(done).toEqual(['posted a', 'posted b', 'platform', 'server', 'database', 'ended']);
});

test('a post that a request in hand asks for is made too', async () => {
  const { posts, done, ended } = program({ post: 1 }, () => posts.add('late'));
  void ended();
  await seconds(2);
  expect(done).toEqual(['platform', 'server', 'posted late', 'database', 'ended']);
});

test('a slow post is waited for, one without end only for so long', async () => {
  const slow = program({ post: 4 });
  slow.posts.add('a');
  void slow.ended();
  await seconds(4.5);
  expect(slow.done).toEqual(['platform', 'server', 'posted a', 'database', 'ended']);

  const endless = program({ post: 60, stop: 60 });
  endless.posts.add('a');
  void endless.ended();
  await seconds(4.9);
  expect(endless.done).toEqual(['database', 'ended']);
});

test('a start under way comes to its end first, one without end is left', async () => {
  const quick = program({ post: 0, start: 1 });
  void quick.ended();
  await seconds(1.5);
  expect(quick.done).toEqual(['started', 'platform', 'server', 'database', 'ended']);

  const slow = program({ post: 0, start: 30 });
  void slow.ended();
  await seconds(2.5);
  expect(slow.done).toEqual(['platform', 'server', 'database', 'ended']);
});

test('of several signals the first is heard', () => {
  const heard: string[] = [];
  onceAsked((signal) => heard.push(signal));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGINT'] as const) process.emit(signal, signal);
  expect(heard).toEqual(['SIGINT']);
});
