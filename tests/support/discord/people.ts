import { randomBytes } from 'node:crypto';
import { after, passed } from '#tests/support/clock.ts';
import { kinds, walk } from '#tests/support/discord/components.ts';
import type { Gateway } from '#tests/support/discord/gateway.ts';
import { type Json, object, objects, size, string } from '#tests/support/discord/json.ts';
import type { Message } from '#tests/support/discord/messages.ts';
import { channelShape, memberShape, messageShape, userShape } from '#tests/support/discord/shapes.ts';
import { snowflake } from '#tests/support/discord/snowflake.ts';
import { typeCommand, type Value } from '#tests/support/discord/typing.ts';
import { type Seen, type SeenModal, see, seeModal } from '#tests/support/discord/view.ts';
import type { Channel, Given, Interaction, User, World } from '#tests/support/discord/world.ts';

/** Who does something, and where. The guild is the channel's; none for direct messages. */
export interface Where {
  readonly user: User;
  readonly channel: Channel;
  /** The user's language, where not their own. */
  readonly locale?: string;
  /** The guild's language, where not its own. */
  readonly guildLocale?: string;
  /** The user's permissions in the channel; sending messages only, where nothing is said. */
  readonly permissions?: bigint;
  /** Do what a client would hide: a command without the permission, a button that is not there. */
  readonly force?: boolean;
  /** Milliseconds to wait for what comes after a deferral; four minutes where nothing is said. */
  readonly patience?: number;
}

/** What the user got. `none`: "The application did not respond". */
export interface Got {
  readonly how: 'reply' | 'update' | 'modal' | 'choices' | 'none';
  /** The number of the callback; 5 and 6 are deferrals. */
  readonly callback: number | undefined;
  /** Milliseconds until the callback, by the clock of tests/support/clock.ts. */
  readonly ms: number;
  /** The message that answers: the reply, the updated one, or the follow-up that came instead. */
  readonly message?: Seen;
  /** Everything said on this interaction beyond the first answer. */
  readonly followUps: readonly Seen[];
  /** The reply was deleted again. */
  readonly deleted: boolean;
  readonly modal?: SeenModal;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
}

const sendMessages = 1n << 11n;

/** Users at their clients: they type commands, press buttons, fill forms, and read. */
export class People {
  readonly #world: World;
  readonly #gateway: Gateway;
  readonly #cdn: () => string;
  readonly #forms = new Map<SeenModal, Message | undefined>();

  constructor(world: World, gateway: Gateway, cdn: () => string) {
    this.#world = world;
    this.#gateway = gateway;
    this.#cdn = cdn;
  }

  /** Types a registered command, sub-commands after a blank: `slash(where, 'daily set', {hour: 9})`. */
  slash(where: Where, command: string, options: Readonly<Record<string, Value>> = {}): Promise<Got> {
    return this.#do(where, 2, this.#typed(where, command, options, undefined));
  }

  /** Types into an option and sees what is offered. */
  autocomplete(
    where: Where,
    command: string,
    focus: string,
    typed: string | number,
    others: Readonly<Record<string, Value>> = {},
  ): Promise<Got> {
    return this.#do(where, 4, this.#typed(where, command, { ...others, [focus]: typed }, focus));
  }

  /** Presses a button of a message by its label or custom id. Throws where there is none to press. */
  press(where: Where, message: Seen, button: string): Promise<Got> {
    const source = this.#world.messages.get(message.id);
    if (!source || (source.deleted && !where.force)) throw new Error('the message is gone');
    const seen = see(source).buttons.find((one) => one.label === button || one.customId === button);
    const customId = seen?.customId ?? (where.force ? button : undefined);
    if (customId === undefined)
      throw new Error(
        `no button ${button} among ${see(source)
          .buttons.map((one) => one.label)
          .join(', ')}`,
      );
    if (seen?.disabled && !where.force) throw new Error(`${button} is disabled`);
    const data = { custom_id: customId, component_type: kinds.button, id: 1 };
    return this.#do(where, 3, { data, source, focused: undefined });
  }

  /** Chooses in a select menu of a message. */
  choose(where: Where, message: Seen, customId: string, values: readonly string[]): Promise<Got> {
    const source = this.#world.messages.get(message.id);
    const menu = walk(source?.components).find(({ component }) => component.custom_id === customId);
    if (!source || !menu) throw new Error(`no menu ${customId}`);
    const data = { custom_id: customId, component_type: menu.component.type, id: 1, values };
    return this.#do(where, 3, { data, source, focused: undefined });
  }

  /** Fills a form, by labels or custom ids, and sends it. Throws where the client would not let it go. */
  submitModal(where: Where, modal: SeenModal, values: Readonly<Record<string, string>>): Promise<Got> {
    const data = { custom_id: modal.customId, components: filled(modal, values) };
    return this.#do(where, 5, { data, source: this.#forms.get(modal), focused: undefined });
  }

  /** The messages of a channel as this user sees them, oldest first: other people's private ones are not there. */
  read(channel: Channel, user: User): Seen[] {
    return [...this.#world.messages.values()]
      .filter((one) => one.channel === channel.id && !one.deleted)
      .filter((one) => one.viewer === undefined || one.viewer === user.id)
      .map(see);
  }

  /** A file to give with a command. */
  file(filename: string, content: string | Uint8Array, type = 'text/plain; charset=utf-8'): Given {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const given: Given = { id: snowflake(), filename, type, bytes };
    this.#world.files.set(given.id, given);
    return given;
  }

  #typed(
    where: Where,
    line: string,
    values: Readonly<Record<string, Value>>,
    focus: string | undefined,
  ): Doing {
    const [name, ...path] = line.split(' ');
    const guild = where.channel.guild?.id;
    const scopes = [
      ...(guild ? (this.#world.commands.get(guild) ?? []) : []),
      ...(this.#world.commands.get('') ?? []),
    ];
    const command = scopes.find((one) => one.name === name && one.type === 1);
    if (!command) throw new Error(`no command /${name} is registered`);
    refuseHidden(command, where);
    const { options, resolved, focused } = typeCommand(command, path, values, focus, this.#cdn());
    const data = {
      id: command.id,
      name,
      type: 1,
      ...(options.length > 0 ? { options } : {}),
      ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
      ...(command.guild_id ? { guild_id: command.guild_id } : {}),
    };
    return { data, source: undefined, focused };
  }

  async #do(where: Where, type: Interaction['type'], doing: Doing): Promise<Got> {
    const interaction: Interaction = {
      id: snowflake(),
      token: randomBytes(60).toString('base64url'),
      type,
      user: where.user,
      channel: where.channel,
      source: doing.source,
      focused: doing.focused,
      dispatched: passed(),
      acknowledged: undefined,
      original: undefined,
      followUps: [],
      watchers: new Set(),
    };
    this.#world.interactions.set(interaction.id, interaction);
    this.#gateway.dispatch('INTERACTION_CREATE', payload(interaction, where, doing.data, this.#world));
    await until(interaction, () => interaction.acknowledged !== undefined, this.#world.deadline + 100);
    const callback = interaction.acknowledged?.type;
    const before = interaction.source?.edits;
    if (callback === 5 || callback === 6)
      await until(interaction, () => settled(interaction, before), where.patience ?? 240_000);
    const got = gotOf(interaction);
    if (got.modal) this.#forms.set(got.modal, interaction.source);
    return got;
  }
}

interface Doing {
  readonly data: Json;
  readonly source: Message | undefined;
  readonly focused: number | undefined;
}

function refuseHidden(command: Json, { permissions, channel, force }: Where): void {
  const needed = command.default_member_permissions;
  if (force || typeof needed !== 'string' || !channel.guild) return;
  const held = permissions ?? sendMessages;
  if ((held & 8n) === 0n && (needed === '0' || (held & BigInt(needed)) !== BigInt(needed)))
    throw new Error(`/${string(command.name)} is hidden from this user`);
}

function settled(
  { original, followUps, acknowledged, source }: Interaction,
  before: number | undefined,
): boolean {
  if (followUps.length > 0) return true;
  if (acknowledged?.type === 6) return source?.edits !== before || source?.deleted === true;
  return original !== undefined && !original.loading && !original.deleted;
}

function gotOf({ acknowledged, original, followUps, dispatched }: Interaction): Got {
  const type = acknowledged?.type;
  const data = acknowledged?.data ?? {};
  const alive = original && !original.deleted ? original : undefined;
  const answer =
    type === 5 || type === 6
      ? alive && !alive.loading && followUps.length === 0
        ? alive
        : (followUps[0] ?? alive)
      : alive;
  return {
    how: howOf(type),
    callback: type,
    ms: (acknowledged?.at ?? passed()) - dispatched,
    ...(answer ? { message: see(answer) } : {}),
    followUps: followUps.filter(({ deleted }) => !deleted).map(see),
    deleted: original?.deleted === true,
    ...(type === 9 ? { modal: seeModal(data) } : {}),
    ...(type === 8
      ? {
          choices: objects(data.choices).map(({ name, value }) => ({
            name: string(name),
            value: value as string | number,
          })),
        }
      : {}),
  };
}

function howOf(type: number | undefined): Got['how'] {
  if (type === undefined) return 'none';
  if (type === 9) return 'modal';
  if (type === 8) return 'choices';
  return type === 6 || type === 7 ? 'update' : 'reply';
}

function until(interaction: Interaction, ready: () => boolean, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      callOff();
      interaction.watchers.delete(look);
      resolve();
    };
    const look = (): void => {
      if (ready()) done();
    };
    const callOff = after(ms, done);
    interaction.watchers.add(look);
    look();
  });
}

function payload(interaction: Interaction, where: Where, data: Json, world: World): Json {
  const { user, channel } = where;
  const { guild } = channel;
  const source = interaction.source ? { message: messageShape(interaction.source, world) } : {};
  const place = guild
    ? {
        guild_id: guild.id,
        guild: { id: guild.id, locale: where.guildLocale ?? guild.locale, features: [] },
        guild_locale: where.guildLocale ?? guild.locale,
        member: memberShape(user, where.permissions ?? sendMessages),
        context: 0,
        authorizing_integration_owners: { 0: guild.id },
      }
    : { user: userShape(user), context: 1, authorizing_integration_owners: { 0: '0' } };
  return {
    id: interaction.id,
    application_id: world.bot.id,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    data,
    channel_id: channel.id,
    channel: {
      ...channelShape(channel),
      ...(guild ? { permissions: String(where.permissions ?? sendMessages) } : {}),
    },
    locale: where.locale ?? user.locale,
    // View the channel, embed links, attach files, read the history; and post, where that is not denied.
    app_permissions: String(0x1c400 | (channel.denied === undefined ? 0x800 : 0)),
    entitlements: [],
    attachment_size_limit: 10 * 1024 * 1024,
    ...source,
    ...place,
  };
}

/** String, user, role, mentionable and channel selects: several values are given with commas between them. */
const selects = new Set([3, 5, 6, 7, 8]);

function filled(modal: SeenModal, values: Readonly<Record<string, string>>): Json[] {
  const fields = modal.fields;
  const unknown = Object.keys(values).find(
    (key) => !fields.some(({ label, customId }) => key === label || key === customId),
  );
  if (unknown !== undefined) throw new Error(`the form has no field ${unknown}`);
  const typed = (customId: string): string => {
    const field = fields.find((one) => one.customId === customId);
    if (!field) throw new Error(`the form has no field ${customId}`);
    const value = values[customId] ?? values[field.label] ?? field.value;
    if (field.required && value === '') throw new Error(`${field.label} is required`);
    if (value !== '' && (size(value) > field.most || size(value) < field.least))
      throw new Error(`${field.label}: a wrong length`);
    return value;
  };
  const submit = (input: Json): Json => {
    const value = typed(string(input.custom_id));
    const picked = value === '' ? [] : value.split(',');
    const own = selects.has(Number(input.type)) ? { values: picked } : { value };
    return { type: input.type, id: 1, custom_id: input.custom_id, ...own };
  };
  return objects(modal.raw.components).flatMap((component): Json[] => {
    if (component.type === kinds.label)
      return [{ type: kinds.label, id: 1, component: submit(object(component.component)) }];
    return component.type === kinds.row
      ? [{ type: kinds.row, id: 1, components: objects(component.components).map(submit) }]
      : [];
  });
}
