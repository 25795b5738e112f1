import type { Platform } from '#core/platform.ts';
import type { Stores } from '#core/store.ts';
import { type Running, within } from '#src/clock.ts';
import type { Listening } from '#src/server.ts';

/** All must be over within five seconds of SIGTERM; the database is closed at this time at the latest, in milliseconds. */
const limit = 4_500;
/** How long a start that is under way, and posts in hand, are waited for before the platforms are told to stop, in milliseconds. */
const forPosts = 2_000;
/** How long requests in hand may take, in milliseconds. */
const forRequests = 2_000;

/** What runs; what is still to come while the program starts is not there yet. */
export interface Parts {
  /** The start, settled when it is over. */
  readonly starting: Promise<unknown>;
  /** What posts and edits by itself. */
  readonly works: readonly Running[];
  readonly platforms: ReadonlyMap<string, Pick<Platform, 'stop'>>;
  /** The server, once it listens. */
  listening(): Pick<Listening, 'close'> | undefined;
  readonly stores: Pick<Stores, 'close'>;
}

/**
 * Calls `stop` at the first SIGTERM or SIGINT. Those that follow change nothing: a shell and npm often send two, and the end
 * takes no longer than five seconds.
 */
export function onceAsked(stop: (signal: NodeJS.Signals) => void): void {
  let isAsked = false;
  const hear = (signal: NodeJS.Signals): void => {
    if (isAsked) return;
    isAsked = true;
    stop(signal);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, hear);
}

/**
 * Ends the program: what is being posted is posted and written down, requests in hand are answered, and the database is closed
 * after that. A start under way comes to its end first. What takes too long is left; the next start finds it in the database.
 * Never rejects but for the database.
 */
export async function end(parts: Parts): Promise<void> {
  const finish = () => Promise.allSettled(parts.works.map((work) => work.stop()));
  const steps = async (): Promise<void> => {
    await within(forPosts, Promise.allSettled([parts.starting]).then(finish));
    await Promise.allSettled([...parts.platforms.values()].map((platform) => platform.stop()));
    await Promise.allSettled([parts.listening()?.close(forRequests)]);
    // A request in hand may have asked for a post.
    await finish();
  };
  await within(limit, steps());
  await parts.stores.close();
}
