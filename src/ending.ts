import type { Platform } from '#core/platform.ts';
import type { Stores } from '#core/store.ts';
import { type Running, within } from '#src/clock.ts';
import type { Listening } from '#src/server.ts';

/** All must be over within five seconds of SIGTERM; the database is closed at this time at the latest, in milliseconds. */
const limit = 4_500;
/** How long posts in hand are waited for before the platforms are told to stop, in milliseconds. */
const forPosts = 2_000;
/** How long requests in hand may take, in milliseconds. */
const forRequests = 2_000;

/** What runs. */
export interface Parts {
  /** What posts and edits by itself. */
  readonly works: readonly Running[];
  readonly platforms: readonly Pick<Platform, 'stop'>[];
  readonly listening: Pick<Listening, 'close'>;
  readonly stores: Pick<Stores, 'close'>;
}

/**
 * Ends the program: what is being posted is posted and written down, requests in hand are answered, and the database is closed
 * after that. What takes too long is left; the next start finds it in the database. Never rejects but for the database.
 */
export async function end({ works, platforms, listening, stores }: Parts): Promise<void> {
  const finish = () => Promise.allSettled(works.map((work) => work.stop()));
  const steps = async (): Promise<void> => {
    await within(forPosts, finish());
    await Promise.allSettled(platforms.map((platform) => platform.stop()));
    await Promise.allSettled([listening.close(forRequests)]);
    // A request in hand may have asked for a post.
    await finish();
  };
  await within(limit, steps());
  await stores.close();
}
