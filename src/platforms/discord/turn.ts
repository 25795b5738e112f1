import { setImmediate } from 'node:timers/promises';

/** How long work waits for a word of ours to get through, in milliseconds: a slow network must not stop it. */
const patience = 100;

/**
 * Lets pieces of work begin one after the other, each in a round of the event loop of its own. A command seldom waits for
 * anything but the database in this process: without it a hundred calls that arrive together would all be worked out before
 * the first answer leaves, and three seconds are over soon.
 */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  readonly #pressing = new Set<Promise<void>>();
  readonly #wait: (ms: number) => Promise<void>;

  /** `wait` resolves after so many milliseconds. */
  constructor(wait: (ms: number) => Promise<void>) {
    this.#wait = wait;
  }

  /** Resolves when it is one's turn. */
  take(): Promise<unknown> {
    this.#last = this.#last.then(() => this.#next());
    return this.#last;
  }

  /** Lets a short request that must not be late go before all work that has not begun. */
  async press(request: Promise<void>): Promise<void> {
    const heard = request.catch(() => undefined);
    this.#pressing.add(heard);
    try {
      await request;
    } finally {
      this.#pressing.delete(heard);
    }
  }

  async #next(): Promise<void> {
    await setImmediate();
    if (this.#pressing.size === 0) return;
    await Promise.race([Promise.all(this.#pressing), this.#wait(patience)]);
  }
}
