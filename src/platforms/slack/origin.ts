import type { Call } from '#core/call.ts';
import { type Parked, readSpelling, spellWithin } from '#core/spelling.ts';
import { limits } from '#platforms/slack/limits.ts';

/** Where a call came from: all that is needed to answer it there. */
export interface Origin {
  readonly team: string;
  readonly user: string;
  /** A handle or an id, until Slack says how the person is shown. */
  readonly name: string;
  readonly channel: string;
  readonly responseUrl?: string;
  /** Opens one form, within three seconds. */
  readonly trigger?: string;
  /** The message whose button was pressed; `hidden`: only this person sees it. */
  readonly on?: { readonly ts: string; readonly hidden: boolean };
  readonly thread?: string;
  /** A message without a thread yet: a public answer begins one there, in which Slack would show a private one to nobody. */
  readonly under?: string;
  /** Between the bot and this person alone, where nothing needs to be hidden from anybody. */
  readonly alone?: true;
}

/** What a form remembers, since a submission carries neither a channel nor a response_url. */
interface Memory {
  readonly call: string;
  readonly channel: string;
  readonly url?: string;
  readonly on?: Origin['on'];
  readonly thread?: string;
  readonly alone?: true;
}

/** A form's private_metadata, within Slack's 3000 characters; a long call is parked. */
export function remember(call: Call, origin: Origin): { metadata: string; parked: readonly Parked[] } {
  const { channel, responseUrl, on, thread, alone } = origin;
  const write = (limit: number) => {
    const { spelling, parked } = spellWithin(call, limit);
    const memory: Memory = {
      call: spelling,
      channel,
      ...(responseUrl !== undefined && { url: responseUrl }),
      ...(on && { on }),
      ...(thread !== undefined && { thread }),
      ...(alone && { alone }),
    };
    return { metadata: JSON.stringify(memory), parked };
  };
  const whole = write(limits.buttonValue);
  return whole.metadata.length <= limits.view.metadata ? whole : write(0);
}

/** The call and the place a form was opened for, or nothing where another version of us wrote it. */
export function recall(
  metadata: string,
  who: Pick<Origin, 'team' | 'user' | 'name'>,
): { call: Call; origin: Origin } | undefined {
  try {
    const memory = JSON.parse(metadata) as Partial<Memory>;
    const read = readSpelling(memory.call ?? '');
    if (!('call' in read) || typeof memory.channel !== 'string') return undefined;
    const { channel, url, on, thread, alone } = memory;
    const origin: Origin = {
      ...who,
      channel,
      ...(url !== undefined && { responseUrl: url }),
      ...(on && { on }),
      ...(thread !== undefined && { thread }),
      ...(alone && { alone }),
    };
    return { call: read.call, origin };
  } catch {
    return undefined;
  }
}
