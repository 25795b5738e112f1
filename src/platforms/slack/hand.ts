import type { App } from '@slack/bolt';
import type { Bot } from '#core/bot.ts';
import type { Calls } from '#platforms/slack/calls.ts';
import type { Log } from '#platforms/slack/line.ts';

/** What the listeners work with. */
export interface Listening {
  readonly app: App;
  readonly bot: Bot;
  readonly calls: Calls;
  readonly prefix: string;
  /** Milliseconds since 1970. */
  now(): number;
  readonly log: Log;
}

/** Work that is being done; a stop waits for it. */
export class InHand {
  readonly #all = new Set<Promise<void>>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Runs work to its end; what goes wrong is logged, never thrown. */
  async run(work: () => Promise<void>): Promise<void> {
    const running = work().catch((error: unknown) => this.#log.error({ error }, 'a call from Slack failed'));
    this.#all.add(running);
    await running;
    this.#all.delete(running);
  }

  /** Waits until all is done, at most `ms`. */
  async settle(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([Promise.all(this.#all), late]);
    clearTimeout(timer);
  }
}
