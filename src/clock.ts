import { setImmediate } from 'node:timers/promises';
import { schedule } from 'node-cron';
import { Temporal } from 'temporal-polyfill';

/** The time now. Everything else is handed it. */
export const now = (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(Date.now());

/** Something that goes on until it is stopped. */
export interface Running {
  /** Stops it; resolves when what was under way is done. */
  stop(): Promise<void>;
}

/**
 * Beats at once and then every minute. A beat that is still under way is not begun again: node-cron is only the pulse, and
 * what is owed is worked out from the time of the beat, so that a late or lost beat loses nothing.
 */
export function startHeartbeat(beat: (at: Temporal.Instant) => Promise<void>): Running {
  let under: Promise<void> | undefined;
  const pulse = (): void => {
    under ??= beat(now()).finally(() => {
      under = undefined;
    });
  };
  const task = schedule('* * * * *', pulse);
  pulse();
  return {
    stop: async () => {
      await task.stop();
      await under;
    },
  };
}

/**
 * Gathers keys and gives each to `work` once per `interval` (milliseconds) at the most: the first soon, the last for sure, and
 * never while its work is still under way.
 */
export function gather(
  interval: number,
  work: (key: string) => Promise<void>,
): Running & { add(key: string): void } {
  const waiting = new Map<string, NodeJS.Timeout>();
  const under = new Map<string, Promise<void>>();
  const again = new Set<string>();
  const add = (key: string): void => {
    if (under.has(key)) again.add(key);
    else if (!waiting.has(key)) waiting.set(key, setTimeout(run, interval, key));
  };
  const run = (key: string): void => {
    waiting.delete(key);
    const job = work(key).finally(() => {
      under.delete(key);
      if (again.delete(key)) add(key);
    });
    under.set(key, job);
  };
  return {
    add,
    stop: async () => {
      while (waiting.size + under.size > 0) {
        for (const [key, timer] of waiting) {
          clearTimeout(timer);
          run(key);
        }
        await Promise.all(under.values());
      }
    },
  };
}

/** Does `work` a second from now, if the program still runs by then; it keeps nothing alive. */
export const soon = (work: () => void): void => {
  setTimeout(work, 1_000).unref();
};

/** Resolves when what else is waiting has had its turn. */
export const breathe = (): Promise<void> => setImmediate();

/** Waits for `work`, but no longer than `ms` milliseconds. Rejects where the work does so in time. */
export async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
