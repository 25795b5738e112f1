import { randomUUID } from 'node:crypto';
import type { World } from './world.ts';

/** What a person's action lets the app do for a while. */
interface Grant {
  readonly cause: string;
  readonly user: string;
  readonly from: number;
}

export interface ResponseUrl extends Grant {
  readonly channel: string;
  /** The message a button was pressed on; may be replaced or deleted. */
  readonly source: string | undefined;
  uses: number;
}

interface Trigger extends Grant {
  used: boolean;
  /** The view the action was made in. */
  readonly view: string | undefined;
}

/** trigger_ids (3 seconds, once) and response_urls (30 minutes, 5 uses). */
export class Grants {
  readonly #world: World;
  readonly #triggers = new Map<string, Trigger>();
  readonly #urls = new Map<string, ResponseUrl>();

  constructor(world: World) {
    this.#world = world;
  }

  trigger(cause: string, user: string, view?: string): string {
    const id = `${this.#world.now()}.${randomUUID()}`;
    this.#triggers.set(id, { cause, user, from: this.#world.now(), used: false, view });
    return id;
  }

  responseUrl(cause: string, user: string, channel: string, source?: string): string {
    const id = randomUUID();
    this.#urls.set(id, { cause, user, channel, source, from: this.#world.now(), uses: 0 });
    return id;
  }

  /** Spends a trigger: the action behind it, or Slack's error code. */
  exchange(id: unknown): Trigger | string {
    const trigger = typeof id === 'string' ? this.#triggers.get(id) : undefined;
    if (!trigger) return 'invalid_trigger_id';
    if (trigger.used) return 'trigger_exchanged';
    if (this.#world.now() - trigger.from > 3000) return 'expired_trigger_id';
    trigger.used = true;
    return trigger;
  }

  /** Spends one use of a response_url: what it may answer, or Slack's error code. */
  use(id: string): ResponseUrl | string {
    const url = this.#urls.get(id);
    if (!url) return 'invalid_url';
    if (this.#world.now() - url.from > 30 * 60_000) return 'expired_url';
    if (url.uses >= 5) return 'used_url';
    url.uses += 1;
    return url;
  }
}
