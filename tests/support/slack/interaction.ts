import { after, passed } from '#tests/support/clock.ts';
import type { Ack } from './delivery.ts';
import type { Change, Message, OpenView, World } from './world.ts';

/** Waits this long for what a person should see, by the clock of tests/support/clock.ts. */
const patienceMs = 240_000;

/**
 * One thing a person did, and what they see of it. `message()` and `view()` give each answer once, in order, and wait for
 * it; they reject when Slack would have shown an error.
 */
export class Interaction {
  readonly id: string;
  /** Resolves with what the app acknowledged, rejects with the error the person sees. */
  readonly acked: Promise<Ack>;
  readonly #queue: Change[] = [];
  readonly #stop: () => void;
  readonly #before: string | undefined;
  #wake: () => void = () => {};
  #failure: Error | undefined;

  /** `before`: an earlier interaction whose response_url the answer may come over, as a form's does. */
  constructor(
    world: World,
    id: string,
    { user, channel, before }: { user: string; channel: string; before?: string | undefined },
    deliver: () => Promise<Ack>,
  ) {
    this.id = id;
    this.#before = before;
    this.#stop = world.listen((change) => {
      if (!this.#concerns(change, user, channel)) return;
      this.#queue.push(change);
      this.#wake();
    });
    this.acked = deliver();
    this.acked.catch((error: unknown) => {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      this.#wake();
    });
  }

  #concerns(change: Change, user: string, channel: string): boolean {
    if (change.cause !== undefined)
      return change.cause === this.id || (change.kind === 'message' && change.cause === this.#before);
    if (change.kind === 'view') return false;
    const { message } = change;
    return message.channel === channel && (message.only ?? user) === user;
  }

  async #next(kind: Change['kind']): Promise<Change> {
    const until = passed() + patienceMs;
    for (;;) {
      const index = this.#queue.findIndex((change) => change.kind === kind);
      const [found] = index < 0 ? [] : this.#queue.splice(index, 1);
      if (found) return found;
      if (this.#failure) throw this.#failure;
      const left = until - passed();
      if (left <= 0) throw new Error(`no ${kind} came; seen instead: ${JSON.stringify(this.#queue)}`);
      await new Promise<void>((resolve) => {
        const callOff = after(left, resolve);
        this.#wake = () => {
          callOff();
          resolve();
        };
      });
    }
  }

  /** The next message that came or changed. */
  async message(): Promise<Message> {
    const change = await this.#next('message');
    if (change.kind !== 'message') throw new Error('not a message');
    return change.message;
  }

  /** The next view that opened or changed. */
  async view(): Promise<OpenView> {
    const change = await this.#next('view');
    if (change.kind !== 'view') throw new Error('not a view');
    return change.view;
  }

  /** The error the person sees; fails if there is none. */
  async failure(): Promise<string> {
    return this.acked.then(
      () => Promise.reject(new Error('it was acknowledged')),
      (error: Error) => error.message,
    );
  }

  /** Answers that came and nobody has asked for yet. */
  get unread(): number {
    return this.#queue.length;
  }

  /** Stops listening. */
  done(): void {
    this.#stop();
  }
}
