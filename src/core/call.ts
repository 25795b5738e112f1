import type { Temporal } from 'temporal-polyfill';
import type { Locale } from '#core/locale.ts';

/** The places a call can come from. */
export type PlatformName = 'discord' | 'slack' | 'web';

/** A command with its options: what a slash command, a button, a submitted form and a typed line all are. */
export interface Call {
  /** The command's path: `compare`, `daily set`. */
  readonly command: string;
  /** By option name, as written; read into values only when the command runs. `page` belongs to the platforms. */
  readonly options: Readonly<Record<string, string>>;
  /** Names of options a form asks for before the call is made. */
  readonly asks?: readonly string[];
  /** Stands for options parked in the database, where the spelling was too long for a button. */
  readonly ticket?: string;
}

/** A person as one platform knows them. `tenant` is the guild, the workspace or the playground. */
export interface AccountRef {
  readonly platform: PlatformName;
  readonly tenant: string;
  readonly id: string;
}

/** A channel as one platform knows it. */
export interface PlaceRef {
  readonly platform: PlatformName;
  readonly tenant: string;
  readonly channel: string;
}

/** A call with all that is known about who makes it, where and when. */
export interface Invocation extends Call {
  readonly account: AccountRef;
  /** As the platform shows the person now. Hostile until rendered. */
  readonly name: string;
  /** The platform did not say how it shows the person; `name` is a handle or an id, and a name that is known stays. */
  readonly unnamed?: true;
  readonly place: PlaceRef;
  /** The language of what only this person sees. A language chosen with `/profile` goes before it. */
  readonly reader: Locale;
  /** The language of what the whole channel sees. */
  readonly room: Locale;
  /** A language that was asked for with this very call: goes before all others. */
  readonly asked?: Locale;
  readonly at: Temporal.Instant;
  /** Whether the person may manage the bot here; asked of the platform only when needed. */
  manager(): Promise<boolean>;
  /** Whether there may be such a channel; absent where only channels that there are can be chosen. */
  hasChannel?(channel: string): boolean;
  /** Whether the bot may post in a channel, where the platform can tell; asked only when needed. Never rejects. */
  mayPost?(channel: string): Promise<boolean | undefined>;
}

/** A call of `command`, with the options that have a value. */
export function call(command: string, options: Readonly<Record<string, string | undefined>> = {}): Call {
  const given = Object.entries(options).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { command, options: Object.fromEntries(given) };
}

/** The same call with some options set anew. */
export const withOptions = (base: Call, options: Readonly<Record<string, string>>): Call => ({
  ...base,
  options: { ...base.options, ...options },
});
