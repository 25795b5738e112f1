import type { Json } from '#tests/support/discord/json.ts';
import { flags, type Message } from '#tests/support/discord/messages.ts';
import type { Channel, Guild, Interaction, User, World } from '#tests/support/discord/world.ts';

/** A user as the API writes one. */
export const userShape = (user: { id: string; name: string }, bot = false): Json => ({
  id: user.id,
  username: user.name,
  global_name: bot ? null : user.name,
  discriminator: '0',
  avatar: null,
  public_flags: 0,
  ...(bot ? { bot: true } : {}),
});

/** A member of a guild as the API writes one; `permissions` only inside interactions. */
export const memberShape = (user: User, permissions?: bigint): Json => ({
  user: userShape(user),
  nick: null,
  avatar: null,
  roles: [],
  joined_at: '2026-01-01T00:00:00.000000+00:00',
  premium_since: null,
  deaf: false,
  mute: false,
  flags: 0,
  pending: false,
  communication_disabled_until: null,
  ...(permissions === undefined ? {} : { permissions: String(permissions) }),
});

/** A channel as the API writes one: 0 text in a guild, 1 direct messages. */
export const channelShape = (channel: Channel): Json =>
  channel.guild
    ? {
        id: channel.id,
        type: 0,
        name: channel.name,
        guild_id: channel.guild.id,
        position: 0,
        permission_overwrites:
          channel.denied === undefined
            ? []
            : [{ id: channel.guild.id, type: 0, allow: '0', deny: String(0x800) }],
      }
    : {
        id: channel.id,
        type: 1,
        last_message_id: null,
        recipients: channel.recipient ? [userShape(channel.recipient)] : [],
      };

/** A guild as GUILD_CREATE brings it. */
export const guildShape = (guild: Guild, world: World): Json => ({
  id: guild.id,
  name: guild.name,
  icon: null,
  owner_id: '1',
  preferred_locale: guild.locale,
  unavailable: false,
  joined_at: '2026-01-01T00:00:00.000000+00:00',
  large: false,
  member_count: world.users.size + 1,
  members: [
    { ...memberShape({ ...world.bot, locale: 'en-US', closed: false }), user: userShape(world.bot, true) },
  ],
  channels: guild.channels.map(channelShape),
  threads: [],
  roles: guild.roles.map(({ id, name }, position) => ({
    id,
    name,
    position,
    permissions: '2147483647',
    color: 0,
    hoist: false,
    managed: false,
    mentionable: false,
    flags: 0,
  })),
  emojis: [],
  stickers: [],
  features: [],
  presences: [],
  voice_states: [],
  stage_instances: [],
  guild_scheduled_events: [],
  soundboard_sounds: [],
  premium_tier: 0,
  verification_level: 0,
  default_message_notifications: 0,
  explicit_content_filter: 0,
  mfa_level: 0,
  nsfw_level: 0,
  system_channel_flags: 0,
  afk_timeout: 300,
});

/** A message as the API writes one. */
export function messageShape(message: Message, world: World, interaction?: Interaction): Json {
  const { mentions } = message;
  return {
    id: message.id,
    channel_id: message.channel,
    type: interaction && interaction.type === 2 ? 20 : 0,
    author: userShape(world.bot, true),
    application_id: world.bot.id,
    content: message.content,
    timestamp: new Date(message.created).toISOString(),
    edited_timestamp: message.edits > 0 ? new Date().toISOString() : null,
    tts: false,
    mention_everyone: mentions.everyone,
    mentions: mentions.users.flatMap((id) => {
      const user = world.users.get(id);
      return user ? [userShape(user)] : [];
    }),
    mention_roles: mentions.roles,
    attachments: message.attachments.map(({ bytes: _bytes, ...rest }) => rest),
    embeds: message.embeds.map((embed) => ({ type: 'rich', ...embed })),
    components: message.components,
    pinned: false,
    flags: message.flags | (message.loading ? flags.loading : 0),
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
    ...(interaction ? { webhook_id: world.bot.id } : {}),
  };
}
