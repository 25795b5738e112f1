import { fairNow } from '#tests/support/clock.ts';
import type { Json } from './schema.ts';

/** A person of the workspace, or the bot. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly admin?: boolean;
  readonly owner?: boolean;
  readonly bot?: boolean;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly private: boolean;
  readonly locale: string;
  archived: boolean;
  readonly members: Set<string>;
  /** For a direct conversation: the person in it. */
  readonly with?: string;
}

export interface Message {
  readonly channel: string;
  readonly ts: string;
  readonly author: string;
  text: string;
  blocks: readonly Json[];
  /** Only this person sees it. */
  readonly only?: string;
  readonly thread?: string;
  metadata?: Json;
  edited: number;
  deleted: boolean;
  /** The interaction that it answers, where that can be told. */
  readonly cause?: string;
}

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly token: string;
  content: Uint8Array | undefined;
  alt?: string;
  /** Slack goes over a file for a moment after the upload; before that it cannot be used. */
  readyAt: number | undefined;
  readonly channels: Set<string>;
}

export interface OpenView {
  readonly id: string;
  readonly user: string;
  readonly root: string;
  readonly previous?: string;
  view: Json;
  hash: string;
  closed: boolean;
  /** block_id → message, as the person sees it after a refused submission. */
  errors: Readonly<Record<string, string>>;
  readonly cause?: string;
}

export type Change =
  | { readonly kind: 'message'; readonly message: Message; readonly cause: string | undefined }
  | { readonly kind: 'view'; readonly view: OpenView; readonly cause: string | undefined };

export interface WorldOptions {
  readonly team?: string;
  /** OAuth scopes of the bot token. */
  readonly scopes?: readonly string[];
  /** Milliseconds since 1970; tests may move it. By the clock of tests/support/clock.ts where it is absent. */
  readonly now?: () => number;
}

export const allScopes = [
  'commands',
  'chat:write',
  'files:write',
  'files:read',
  'users:read',
  'channels:join',
  'channels:read',
  'channels:history',
  'groups:read',
  'groups:history',
  'im:write',
  'im:read',
  'app_mentions:read',
] as const;

/** A workspace: who is there, what was posted. Everything is public, so that tests can set any scene. */
export class World {
  readonly team: string;
  readonly scopes: Set<string>;
  readonly now: () => number;
  readonly users = new Map<string, User>();
  readonly channels = new Map<string, Channel>();
  readonly messages: Message[] = [];
  readonly files = new Map<string, StoredFile>();
  readonly views = new Map<string, OpenView>();
  readonly homes = new Map<string, Json>();
  readonly bot: User = { id: 'U0GORAEBOT', name: 'gorae', locale: 'en-US', bot: true };
  readonly botId = 'B0GORAE001';
  readonly app = 'A0GORAE001';
  /** Messages older than this cannot be edited, where an admin has set a window. */
  editWindowMs = Number.POSITIVE_INFINITY;
  readonly #listeners = new Set<(change: Change) => void>();
  #serial = 0;
  #lastTs = 0;

  constructor({ team = 'T0GORAE001', scopes = allScopes, now = fairNow }: WorldOptions = {}) {
    this.team = team;
    this.scopes = new Set(scopes);
    this.now = now;
    this.users.set(this.bot.id, this.bot);
  }

  /** A new id of Slack's shape: a capital, then at least nine characters. */
  id(letter: string): string {
    this.#serial += 1;
    return `${letter}${this.#serial.toString(36).toUpperCase().padStart(10, '0')}`;
  }

  /** A time stamp as Slack names messages; never twice the same. */
  ts(): string {
    this.#lastTs = Math.max(this.#lastTs + 1, this.now() * 1000);
    return `${Math.floor(this.#lastTs / 1e6)}.${String(this.#lastTs % 1e6).padStart(6, '0')}`;
  }

  addUser(name: string, more: Partial<Omit<User, 'name'>> = {}): User {
    const user: User = { id: more.id ?? this.id('U'), name, locale: 'en-US', ...more };
    this.users.set(user.id, user);
    return user;
  }

  /** A channel; the bot is a member unless `bot: false`. */
  addChannel(
    name: string,
    more: {
      members?: readonly User[];
      bot?: boolean;
      private?: boolean;
      locale?: string;
      with?: string;
    } = {},
  ): Channel {
    const members = new Set(
      (more.members ?? [...this.users.values()].filter((user) => !user.bot)).map(({ id }) => id),
    );
    if (more.bot !== false) members.add(this.bot.id);
    const channel: Channel = {
      id: this.id(more.with ? 'D' : 'C'),
      name,
      private: more.private ?? false,
      locale: more.locale ?? 'en-US',
      archived: false,
      members,
      ...(more.with === undefined ? {} : { with: more.with }),
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** The direct conversation of the bot with a person. */
  direct(user: string): Channel {
    const known = [...this.channels.values()].find((channel) => channel.with === user);
    const person = this.users.get(user);
    return known ?? this.addChannel(user, { with: user, private: true, members: person ? [person] : [] });
  }

  find(channel: string, ts: string): Message | undefined {
    return this.messages.find(
      (message) => message.channel === channel && message.ts === ts && !message.deleted,
    );
  }

  /** What stands in a channel, oldest first, as one person sees it. */
  seen(channel: string, viewer: string): Message[] {
    return this.messages.filter(
      (message) => message.channel === channel && !message.deleted && (message.only ?? viewer) === viewer,
    );
  }

  post(message: Omit<Message, 'ts' | 'edited' | 'deleted'>): Message {
    const posted: Message = { ...message, ts: this.ts(), edited: 0, deleted: false };
    this.messages.push(posted);
    this.tell({ kind: 'message', message: posted, cause: message.cause });
    return posted;
  }

  change(
    message: Message,
    to: { text?: string; blocks?: readonly Json[]; metadata?: Json },
    cause?: string,
  ): void {
    Object.assign(message, to, { edited: message.edited + 1 });
    this.tell({ kind: 'message', message, cause });
  }

  tell(change: Change): void {
    for (const listener of [...this.#listeners]) listener(change);
  }

  listen(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
