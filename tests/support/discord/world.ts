import type { Json } from '#tests/support/discord/json.ts';
import type { Message } from '#tests/support/discord/messages.ts';
import { snowflake } from '#tests/support/discord/snowflake.ts';

export interface User {
  readonly id: string;
  readonly name: string;
  /** The language of their client: `ko`, `en-US`. */
  readonly locale: string;
  /** Direct messages are closed: opening one works, writing is 50007. */
  closed: boolean;
}

export interface Role {
  readonly id: string;
  readonly name: string;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly channels: Channel[];
  readonly roles: Role[];
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly guild: Guild | undefined;
  /** Whose direct messages these are, where there is no guild. */
  readonly recipient: User | undefined;
  /** The code every write is refused with: 50001, 50013. */
  denied: number | undefined;
  deleted: boolean;
}

/** A file that a user gives with a command. */
export interface Given {
  readonly id: string;
  readonly filename: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** One interaction, from its dispatch until its token runs out. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  /** 2 command, 3 component, 4 autocomplete, 5 form. */
  readonly type: 2 | 3 | 4 | 5;
  readonly user: User;
  readonly channel: Channel;
  /** The message whose button was pressed, also for the form that it opened. */
  readonly source: Message | undefined;
  /** The kind of value an autocomplete is asked for. */
  readonly focused: number | undefined;
  /** By the clock of tests/support/clock.ts, as is the time of the acknowledgement. */
  readonly dispatched: number;
  acknowledged: { readonly type: number; readonly at: number; readonly data: Json } | undefined;
  original: Message | undefined;
  readonly followUps: Message[];
  /** Called after anything happens to it. */
  readonly watchers: Set<() => void>;
}

/** Everything that Discord knows here: people, places, messages, commands. */
export class World {
  readonly token: string;
  readonly bot: { readonly id: string; readonly name: string };
  readonly users = new Map<string, User>();
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  readonly messages = new Map<string, Message>();
  readonly interactions = new Map<string, Interaction>();
  readonly files = new Map<string, Given>();
  /** Registered commands by guild; '' holds the global ones. */
  readonly commands = new Map<string, Json[]>();
  /** Creations of commands in the last day, of 200. */
  created = 0;
  /** Milliseconds a callback may take, and a token lives, by the clock of tests/support/clock.ts. */
  deadline = 3000;
  tokenLife = 15 * 60_000;

  constructor(token: string) {
    this.token = token;
    this.bot = { id: snowflake(), name: 'gorae' };
  }

  addUser(name: string, locale = 'ko'): User {
    const user: User = { id: snowflake(), name, locale, closed: false };
    this.users.set(user.id, user);
    return user;
  }

  addGuild(name: string, locale = 'ko', channels: readonly string[] = ['general']): Guild {
    const guild: Guild = { id: snowflake(), name, locale, channels: [], roles: [] };
    guild.roles.push({ id: guild.id, name: '@everyone' });
    this.guilds.set(guild.id, guild);
    for (const channel of channels) this.addChannel(guild, channel);
    return guild;
  }

  addChannel(guild: Guild, name: string): Channel {
    const channel = this.#channel(name, guild, undefined);
    guild.channels.push(channel);
    return channel;
  }

  addRole(guild: Guild, name: string): Role {
    const role: Role = { id: snowflake(), name };
    guild.roles.push(role);
    return role;
  }

  /** The direct messages between the bot and this user; the same channel every time. */
  direct(user: User): Channel {
    const known = [...this.channels.values()].find(({ recipient }) => recipient === user);
    return known ?? this.#channel('', undefined, user);
  }

  #channel(name: string, guild: Guild | undefined, recipient: User | undefined): Channel {
    const channel: Channel = { id: snowflake(), name, guild, recipient, denied: undefined, deleted: false };
    this.channels.set(channel.id, channel);
    return channel;
  }

  interactionOf(token: string): Interaction | undefined {
    return [...this.interactions.values()].find((one) => one.token === token);
  }
}

/** Tells whoever waits that something happened to the interaction. */
export function wake(interaction: Interaction): void {
  for (const watcher of [...interaction.watchers]) watcher();
}
