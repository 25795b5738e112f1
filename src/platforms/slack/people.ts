import type { WebClient } from '@slack/web-api';
import { type Locale, localeOf } from '#core/locale.ts';
import { visibleName } from '#core/sight.ts';
import { codeOf } from '#platforms/slack/trouble.ts';

/** What Slack says of a person, as far as the bot needs it. */
interface Person {
  readonly name: string | undefined;
  readonly locale: Locale | undefined;
  readonly manager: boolean;
}

interface Kept<T> {
  readonly value: Promise<T>;
  readonly until: number;
}

const hour = 60 * 60_000;
/** Where Slack does not say (a private channel without the bot), it is asked again after this. */
const forgetMs = 5 * 60_000;
/** An answer never waits longer than this for a language. */
const patienceMs = 1000;
const most = 5000;

/** Languages and rights of people and channels, asked of Slack and kept for an hour. */
export class People {
  readonly #client: WebClient;
  readonly #now: () => number;
  readonly #people = new Map<string, Kept<Person | undefined>>();
  readonly #channels = new Map<string, Kept<Locale | undefined>>();
  readonly #wait: (ms: number) => Promise<void>;

  /** `now` in milliseconds; `wait` resolves after so many. */
  constructor(client: WebClient, now: () => number, wait: (ms: number) => Promise<void>) {
    this.#client = client;
    this.#now = now;
    this.#wait = wait;
  }

  /** Name and language, or nothing where Slack does not say in time. */
  about(user: string): Promise<Person | undefined> {
    return this.#soon(this.#keep(this.#people, user, () => this.#ask(user)));
  }

  /** The language set for a channel's workspace. */
  channel(id: string): Promise<Locale | undefined> {
    return this.#soon(
      this.#keep(this.#channels, id, async () => {
        const { channel } = await this.#client.conversations.info({ channel: id, include_locale: true });
        return localeOf(channel?.locale);
      }),
    );
  }

  /** Whether the bot may post in a channel: it comes into a public one by itself, into a private one by invitation only. */
  mayPost(id: string): Promise<boolean | undefined> {
    return this.#soon(
      this.#client.conversations.info({ channel: id }).then(
        ({ channel }) =>
          channel?.is_archived !== true && (channel?.is_member === true || channel?.is_private !== true),
        (error: unknown) => (codeOf(error) === 'channel_not_found' ? false : undefined),
      ),
    );
  }

  /** Whether the person is an admin or owner of the workspace: asked afresh, since it decides on rights. */
  async manager(user: string): Promise<boolean> {
    return (await this.#ask(user)).manager;
  }

  async #ask(user: string): Promise<Person> {
    const { user: found } = await this.#client.users.info({ user, include_locale: true });
    return {
      name: visibleName(found?.profile?.display_name, found?.real_name, found?.name),
      locale: localeOf(found?.locale),
      manager: found?.is_admin === true || found?.is_owner === true || found?.is_primary_owner === true,
    };
  }

  #soon<T>(asked: Promise<T | undefined>): Promise<T | undefined> {
    return Promise.race([asked, this.#wait(patienceMs).then(() => undefined)]);
  }

  #keep<T>(
    kept: Map<string, Kept<T | undefined>>,
    id: string,
    ask: () => Promise<T>,
  ): Promise<T | undefined> {
    const known = kept.get(id);
    if (known && known.until > this.#now()) return known.value;
    if (kept.size >= most) kept.clear();
    const value = ask().catch(() => {
      kept.set(id, { value: Promise.resolve(undefined), until: this.#now() + forgetMs });
      return undefined;
    });
    kept.set(id, { value, until: this.#now() + hour });
    return value;
  }
}
