import type { Temporal } from 'temporal-polyfill';
import type { Call, PlaceRef } from '#core/call.ts';
import type { Knowledge } from '#core/knowledge/knowledge.ts';
import type { Locale } from '#core/locale.ts';
import type { Options, Values } from '#core/option.ts';
import type { Random } from '#core/random.ts';
import type { Reply } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import type { Member, Team, TeamStores } from '#core/store.ts';
import type { Textual } from '#core/text.ts';

/** What has happened in a call that others must hear of. */
export interface Happening {
  readonly kind: 'answered' | 'post';
  /** The round that was answered, or the programme to post today's round of at once. */
  readonly id: string;
}

/** Another command as a command sees it: for help. */
export interface Listed {
  readonly name: string;
  readonly also?: readonly string[];
  readonly describe: string;
  readonly options: Options;
  readonly examples: readonly string[];
  readonly managers?: true;
}

/** All a command may look at. It holds no store that could read another team's data. */
export interface Context {
  readonly who: Member;
  readonly team: Team;
  readonly place: PlaceRef;
  /** In the language of those who will read the reply. */
  readonly say: Say;
  /** The language the app says the person reads, whatever they have chosen here. */
  readonly reader: Locale;
  /** The language of what the whole channel sees. */
  readonly room: Locale;
  /** The words in a language of one's choice. */
  speak(locale: Locale): Say;
  readonly at: Temporal.Instant;
  /** Where nothing else is set: an IANA zone. */
  readonly zone: string;
  readonly random: Random;
  readonly knowledge: Knowledge;
  readonly stores: TeamStores;
  /** The commands in the menu, in its order. */
  readonly menu: readonly Listed[];
  /** The call as it was made, for buttons that repeat it. */
  readonly call: Call;
  /** Whether the person may manage the bot here. */
  manager(): Promise<boolean>;
  /** Whether the bot may post in a channel, where that can be told. */
  mayPost(channel: string): Promise<boolean | undefined>;
  /** Tells the rest of the house; returns at once. */
  tell(happening: Happening): void;
}

/** A call that another one may stand for, and what its button says. */
export interface Meaning {
  readonly label: Textual;
  readonly call: Call;
}

/** What may be looked at to tell what a call means. */
export interface Sight {
  readonly say: Say;
  readonly knowledge: Knowledge;
}

/** A command: one file in `commands/` and a line in `commands/index.ts`. */
export interface Command<O extends Options = Options> {
  /** Its path: `compare`, `daily set`. Discord groups by the first word. */
  readonly name: string;
  /** Other words it may be called by in a line, in lower case: `explain`, `퀴즈`. Platforms' own menus have `name` alone. */
  readonly also?: readonly string[];
  /** English; other languages come from `data/words`. At most 100 characters in each language. */
  readonly describe: string;
  /** Who sees the reply: everyone in the channel, or only who asked. */
  readonly to: 'room' | 'asker';
  /** `same`: as a button's reply it takes the place of the message the button is on. */
  readonly as?: 'new' | 'same';
  /** Not in the menu: only buttons call it. */
  readonly listed?: false;
  /** Only for those who may manage the bot; checked here on every call, whatever the platform's menu says. */
  readonly managers?: true;
  readonly options: O;
  /** Options to ask for in a form when the call comes without any option. */
  readonly asks?: readonly (keyof O & string)[];
  /** Reads what was typed behind the command's name without `name:value` pairs; without it, options fill in order. */
  read?(typed: string): Readonly<Partial<Record<keyof O & string, string>>>;
  /** Whether what was typed is one text, whatever looks like `name:value` in it: a pasted docker line. */
  verbatim?(typed: string): boolean;
  /** Whether a line without any command's name is surely for this one: a pasted docker line. */
  takes?(typed: string): boolean;
  /**
   * Calls of other commands that a call of this one may stand for, the likeliest first. It is answered as that one is, with
   * buttons for the others; where there is none, `run` answers.
   */
  means?(values: Values<O>, sight: Sight): readonly Meaning[];
  /** Whether it takes every line without a slash that begins with no command: a question put in one's own words. */
  catches?: true;
  /** Lines that show it, without the slash; the docs show them and the tests run them. */
  readonly examples: readonly string[];
  run(values: Values<O>, context: Context): Reply | Promise<Reply>;
}

/** An identity function whose only work is inference. */
export const command = <const O extends Options>(definition: Command<O>): Command<O> => definition;

/** A command whose options' types are forgotten, as a list of commands holds it. */
export type AnyCommand = Omit<Command, 'run' | 'read' | 'asks' | 'means'> & {
  readonly asks?: readonly string[];
  read?(typed: string): Readonly<Partial<Record<string, string>>>;
  means?(values: never, sight: Sight): readonly Meaning[];
  run(values: never, context: Context): Reply | Promise<Reply>;
};
