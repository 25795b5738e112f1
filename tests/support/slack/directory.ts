import { channelOf, type Method, need, Refusal } from './method.ts';

/** auth.test, users.info, conversations.info, conversations.join and conversations.open. */
export const directoryMethods: Readonly<Record<string, Method>> = {
  'auth.test': {
    scopes: [],
    run: ({ world }) => ({
      url: 'https://gorae.slack.com/',
      team: 'Gorae',
      user: world.bot.name,
      team_id: world.team,
      user_id: world.bot.id,
      bot_id: world.botId,
      is_enterprise_install: false,
    }),
  },
  'users.info': {
    scopes: ['users:read'],
    run({ world, args }) {
      const user = world.users.get(need(args, 'user'));
      if (!user) throw new Refusal('user_not_found');
      return {
        user: {
          id: user.id,
          team_id: world.team,
          name: user.name,
          real_name: user.name,
          profile: { display_name: user.name, real_name: user.name },
          is_admin: user.admin ?? false,
          is_owner: user.owner ?? false,
          is_bot: user.bot ?? false,
          ...(args.include_locale === 'true' ? { locale: user.locale } : {}),
        },
      };
    },
  },
  'conversations.info': {
    scopes: ['channels:read', 'groups:read', 'im:read'],
    run({ world, args }) {
      const channel = channelOf(world, args);
      return {
        channel: {
          id: channel.id,
          name: channel.name,
          is_archived: channel.archived,
          is_private: channel.private,
          is_im: channel.with !== undefined,
          is_member: channel.members.has(world.bot.id),
          ...(args.include_locale === 'true' ? { locale: channel.locale } : {}),
        },
      };
    },
  },
  'conversations.join': {
    scopes: ['channels:join'],
    run({ world, args }) {
      const channel = channelOf(world, args);
      if (channel.private) throw new Refusal('method_not_supported_for_channel_type');
      if (channel.archived) throw new Refusal('is_archived');
      channel.members.add(world.bot.id);
      return { channel: { id: channel.id } };
    },
  },
  'conversations.open': {
    scopes: ['im:write'],
    run({ world, args }) {
      const user = need(args, 'users');
      if (!world.users.has(user)) throw new Refusal('user_not_found');
      return { channel: { id: world.direct(user).id } };
    },
  },
};
