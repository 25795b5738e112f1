import type { Temporal } from 'temporal-polyfill';
import type { PlaceRef, PlatformName } from '#core/call.ts';
import type { Reply } from '#core/reply.ts';

/** Where a message goes: a channel, or a person's own conversation with the bot. */
export type Address =
  | { readonly tenant: string; readonly channel: string }
  | { readonly tenant: string; readonly account: string };

/** A message that stands on the platform: enough to edit it later, also after a restart. */
export interface Posted {
  readonly place: PlaceRef;
  readonly message: string;
}

/**
 * Why a message was not sent. `gone`: channel or message no longer there; `forbidden`: no permission; `later`: busy, try
 * after `retryAfterMs`; `unknown`: it may or may not have been posted (ask `find`).
 */
export interface NotSent {
  readonly fault: 'gone' | 'forbidden' | 'later' | 'unknown';
  readonly retryAfterMs?: number;
  /** For the log, in English; holds no secret. */
  readonly detail: string;
}

/** What came of a post. */
export type Sent = { readonly posted: Posted } | NotSent;

/**
 * Why a platform did not start. `token`: it refuses the token or secret of `variable`; `unreachable`: it does not answer;
 * `refused`: it answers, and says no. The message is in English, for the log. Nothing in it is a secret.
 */
export class NotStarted extends Error {
  readonly kind: 'token' | 'unreachable' | 'refused';
  readonly variable: string | undefined;
  readonly words: string | undefined;
  readonly reason: string | undefined;
  constructor(kind: NotStarted['kind'], message: string, { cause, variable, words, reason }: NotStartedMore) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'NotStarted';
    this.kind = kind;
    this.variable = variable;
    this.words = words;
    this.reason = reason;
  }
}

/** What more is known of a start that failed. */
export interface NotStartedMore {
  readonly variable?: string;
  /** What went wrong and what to do: a message (`message('…')`), to be said in the operator's language. */
  readonly words?: string;
  /** The exact name of the fault, in no language: `Slack: invalid_auth`, `Discord: ECONNREFUSED`. */
  readonly reason?: string;
  readonly cause?: unknown;
}

/** A chat platform, as the rest of the bot sees it. Everything else about it stays inside its adapter. */
export interface Platform {
  readonly name: PlatformName;
  /** Connects and begins to answer; rejects with {@link NotStarted} where it cannot. */
  start(): Promise<void>;
  /** Finishes what is in hand and disconnects, within a few seconds. */
  stop(): Promise<void>;
  /** Posts a reply, laid out for the room. The same key twice is one post where the platform can. Never rejects. */
  send(to: Address, reply: Reply, key: string): Promise<Sent>;
  /**
   * Looks for what `send` posted under `key` at `since` or later. `unknown` where the platform cannot tell, as in a channel
   * too busy to be read so far back. Never rejects.
   */
  find(to: Address, key: string, since: Temporal.Instant): Promise<Posted | 'absent' | 'unknown'>;
  /** Lays a posted message out anew. Never rejects. */
  edit(posted: Posted, reply: Reply): Promise<Sent>;
}
