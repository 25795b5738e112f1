import type { Call, Invocation } from '#core/call.ts';
import type { Choice } from '#core/choice.ts';
import type { AnyCommand } from '#core/command.ts';
import type { Form } from '#core/form.ts';
import type { Locale } from '#core/locale.ts';

import type { Reply } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import type { Parked } from '#core/spelling.ts';

/** What a platform must know before anything runs: ask with a form, or who sees the reply and where it goes. */
export type Plan = { readonly form: Form } | { readonly to: 'room' | 'asker'; readonly as: 'new' | 'same' };

/** The bot as a platform sees it; `createBot` in `desk.ts` makes it. */
export interface Bot {
  /** Every command, also those only buttons call. */
  readonly commands: readonly AnyCommand[];
  /** The words in a language, for what a platform says by itself. */
  say(locale: Locale): Say;
  /**
   * Synchronous and pure. An unknown command is planned as `{to: 'asker', as: 'new'}`; `run` says so then. `locale` is
   * the reader's, for the form's labels.
   */
  plan(call: Call, locale: Locale): Plan;
  /** Runs a call. Never rejects: what goes wrong becomes a reply with tone `fault`, which goes to the asker alone. */
  run(invocation: Invocation): Promise<Reply>;
  /**
   * What could stand in `option`, by what is typed so far (`invocation.options[option]`), best first, at most `limit`, which
   * is what the platform can show. Never rejects; values are at most 100 characters.
   */
  complete(invocation: Invocation, option: string, limit: number): Promise<readonly Choice[]>;
  /** The language a person has chosen here, if any: for a platform that must know before it shows a form. */
  localeOf(account: Invocation['account']): Promise<Locale | undefined>;
  /**
   * The call with what was parked of it put back, so that a form can show what is set. Never rejects: where that cannot be
   * told, the call as it is.
   */
  whole(invocation: Invocation): Promise<Call>;
  /** Keeps spellings too long for a button; must be awaited before the message with those buttons is sent. */
  park(tenant: Pick<Invocation['account'], 'platform' | 'tenant'>, parked: readonly Parked[]): Promise<void>;
}
