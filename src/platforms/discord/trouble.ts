import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { NotSent } from '#core/platform.ts';

/** Unknown channel, guild, message, user: https://docs.discord.com/developers/topics/opcodes-and-status-codes */
const gone = new Set<unknown>([10003, 10004, 10008, 10013]);

/** Missing access, missing permissions, cannot send to this user, not on this kind of channel, a thread that is archived. */
const forbidden = new Set<unknown>([50001, 50013, 50007, 50008, 50083, 20026, 40333]);

/** A minute: a refusal that is neither the channel's nor the network's is a fault of ours, and may be mended by then. */
const pause = 60_000;

/** Why a request for the channel was not done. What was cut off on the way may have been done. */
export function troubleOf(error: unknown): NotSent {
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (error instanceof RateLimitError)
    return { fault: 'later', retryAfterMs: error.retryAfter || error.timeToReset, detail };
  if (error instanceof DiscordAPIError) {
    if (gone.has(error.code)) return { fault: 'gone', detail };
    if (forbidden.has(error.code) || error.status === 403) return { fault: 'forbidden', detail };
    return { fault: 'later', retryAfterMs: pause, detail };
  }
  if (error instanceof HTTPError && error.status === 429)
    return { fault: 'later', retryAfterMs: pause, detail };
  return { fault: 'unknown', detail };
}
