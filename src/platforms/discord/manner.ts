import { type APIMessage, MessageFlags } from 'discord.js';
import type { Plan } from '#core/bot.ts';
import type { Call } from '#core/call.ts';

/** How an interaction is answered: for its asker alone or for all; as a message of its own or in place of the one pressed. */
export interface Manner {
  readonly private: boolean;
  readonly update: boolean;
}

/** What of an interaction decides on the manner. */
export interface Standing {
  readonly guild_id?: string | undefined;
  /** The message whose button was pressed, also where it opened a form. */
  readonly message?: Pick<APIMessage, 'flags'> | undefined;
}

const isPrivate = ({ flags }: Pick<APIMessage, 'flags'>): boolean =>
  ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;

/** Between the bot and one person everything is private already, and a vanishing message only a nuisance. */
const amongOthers = ({ guild_id }: Standing): boolean => guild_id !== undefined;

/**
 * How a call is answered. A press changes only a message that nobody else sees; what would take the place of a public one (its
 * next page, the board of another week) is shown to who pressed: it belongs to nobody else, and the channel would fill up.
 */
export function mannerOf(standing: Standing, call: Call, plan: Exclude<Plan, { form: unknown }>): Manner {
  const { message } = standing;
  const turned = call.options.page !== undefined || (message !== undefined && plan.as === 'same');
  const own = message !== undefined && (isPrivate(message) || !amongOthers(standing));
  if (own && turned) return { private: isPrivate(message), update: true };
  return { private: amongOthers(standing) && (turned || plan.to === 'asker'), update: false };
}

/** A fault goes to its asker alone and leaves the message that was pressed as it is. */
export const faultManner = (standing: Standing): Manner => ({
  private: amongOthers(standing),
  update: false,
});
