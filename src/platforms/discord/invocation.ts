import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteractionDataBasicOption,
  type APIApplicationCommandInteractionDataOption,
  type APIAttachment,
  type APIChatInputApplicationCommandInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandOptionType,
  ChannelType,
  PermissionFlagsBits,
} from 'discord.js';
import type { Temporal } from 'temporal-polyfill';
import type { AccountRef, Call, Invocation } from '#core/call.ts';
import { type Locale, localeOf } from '#core/locale.ts';
import { visibleName } from '#core/sight.ts';

/** The interactions that stand for a call. */
export type Interaction =
  | APIChatInputApplicationCommandInteraction
  | APIApplicationCommandAutocompleteInteraction
  | APIMessageComponentInteraction
  | APIModalSubmitInteraction;

/** A slash command as a call, before its attached files are read. */
export interface Typed {
  readonly call: Call;
  /** Attached files by option name. */
  readonly attachments: Readonly<Record<string, APIAttachment>>;
  /** Their names, likewise. */
  readonly fileNames: Readonly<Record<string, string>>;
  /** The option being typed, in an autocomplete. */
  readonly focused: string | undefined;
}

/**
 * Reads a slash command: sub-commands are words of the command's name, values are what a person would have written (ids of
 * people and places, `true`, `9`).
 */
export function readTyped(
  interaction: APIChatInputApplicationCommandInteraction | APIApplicationCommandAutocompleteInteraction,
): Typed {
  const { name, options: given = [], resolved } = interaction.data;
  const { path, options } = unfold([name], given as readonly APIApplicationCommandInteractionDataOption[]);
  const files = options.flatMap((option) => {
    const file =
      option.type === ApplicationCommandOptionType.Attachment
        ? attachmentsOf(resolved)?.[option.value]
        : undefined;
    return file ? [[option.name, file] as const] : [];
  });
  const values = options
    .filter(({ type }) => type !== ApplicationCommandOptionType.Attachment)
    .map((option) => [option.name, String(option.value)] as const);
  return {
    call: { command: path.join(' '), options: Object.fromEntries(values) },
    attachments: Object.fromEntries(files),
    fileNames: Object.fromEntries(files.map(([option, { filename }]) => [option, filename])),
    focused: options.find((option) => 'focused' in option && option.focused)?.name,
  };
}

const attachmentsOf = (resolved: object | undefined): Readonly<Record<string, APIAttachment>> | undefined =>
  resolved && 'attachments' in resolved
    ? (resolved.attachments as Record<string, APIAttachment> | undefined)
    : undefined;

function unfold(
  path: readonly string[],
  options: readonly APIApplicationCommandInteractionDataOption[],
): { path: readonly string[]; options: readonly APIApplicationCommandInteractionDataBasicOption[] } {
  const [first] = options;
  const inner =
    first?.type === ApplicationCommandOptionType.Subcommand ||
    first?.type === ApplicationCommandOptionType.SubcommandGroup;
  if (inner) return unfold([...path, first.name], first.options ?? []);
  return { path, options: options as readonly APIApplicationCommandInteractionDataBasicOption[] };
}

/** What a form's fields hold, by name; several chosen values with commas between them, empty ones left out. */
export function readFields(interaction: APIModalSubmitInteraction): Readonly<Record<string, string>> {
  const fields = interaction.data.components.flatMap((component) => {
    if ('component' in component) return [component.component];
    return 'components' in component ? component.components : [];
  });
  const values = fields.map((field) => {
    if ('values' in field) return [field.custom_id, (field.values ?? []).join(',')] as const;
    return [field.custom_id, 'value' in field ? String(field.value ?? '') : ''] as const;
  });
  return Object.fromEntries(values.filter(([, value]) => value.trim() !== ''));
}

/**
 * Who calls. Outside a server there is no tenant of Discord's own: a person's conversation with the bot is a team of one,
 * apart from every server's.
 */
export function accountOf(interaction: Interaction): AccountRef {
  const id = userOf(interaction)?.id ?? '0';
  return { platform: 'discord', tenant: interaction.guild_id ?? `dm:${id}`, id };
}

const userOf = ({ member, user }: Interaction) => member?.user ?? user;

/** The languages of the person and of the server, where we speak them. */
const readerOf = ({ locale }: Interaction, otherwise: Locale): Locale => localeOf(locale) ?? otherwise;

const roomOf = (interaction: Interaction, otherwise: Locale): Locale =>
  interaction.guild_id === undefined
    ? readerOf(interaction, otherwise)
    : (localeOf(interaction.guild_locale) ?? otherwise);

const manage = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator;

/** Whether the person may manage the bot here, by the permissions that came with the interaction. */
function isManager(interaction: Interaction): boolean {
  if (interaction.guild_id === undefined) return true;
  const held = interaction.member?.permissions;
  return held !== undefined && (BigInt(held) & manage) !== 0n;
}

/** Whether the bot may write where an interaction comes from, by the permissions of its own that came with it. */
export function mayPostHere({ app_permissions: held, channel, guild_id }: Interaction): boolean {
  if (guild_id === undefined) return true;
  const isThread = channel !== undefined && threads.has(channel.type);
  const send = isThread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  const needed = PermissionFlagsBits.ViewChannel | send;
  const all = BigInt(held);
  return (all & PermissionFlagsBits.Administrator) !== 0n || (all & needed) === needed;
}

const threads: ReadonlySet<ChannelType> = new Set([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]);

/** The call with everything that Discord says about who makes it, where and when. */
export function invocationOf(
  interaction: Interaction,
  call: Call,
  at: Temporal.Instant,
  otherwise: Locale,
): Invocation {
  const account = accountOf(interaction);
  const user = userOf(interaction);
  return {
    ...call,
    account,
    name: visibleName(interaction.member?.nick, user?.global_name, user?.username) ?? account.id,
    place: { platform: 'discord', tenant: account.tenant, channel: interaction.channel?.id ?? '0' },
    reader: readerOf(interaction, otherwise),
    room: roomOf(interaction, otherwise),
    at,
    manager: async () => isManager(interaction),
  };
}
