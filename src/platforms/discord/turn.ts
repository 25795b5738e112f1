import { setImmediate } from 'node:timers/promises';

/**
 * Lets pieces of work begin one after the other, each in a round of the event loop of its own. A command seldom waits for
 * anything but the database in this process: without it a hundred calls that arrive together would all be worked out before
 * the first answer leaves, and three seconds are over soon.
 */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Resolves when it is one's turn. */
  take(): Promise<unknown> {
    this.#last = this.#last.then(() => setImmediate());
    return this.#last;
  }
}
