import {
  byToken,
  callback,
  deleteUnder,
  editUnder,
  followUp,
  messageUnder,
} from '#tests/support/discord/interactions.ts';
import { type Json, string } from '#tests/support/discord/json.ts';
import { channelOf, edit, history, messageOf, post, remove } from '#tests/support/discord/posts.ts';
import { refusal } from '#tests/support/discord/refusal.ts';
import { Registry } from '#tests/support/discord/registry.ts';
import type { Asked } from '#tests/support/discord/request.ts';
import { channelShape, guildShape, messageShape, userShape } from '#tests/support/discord/shapes.ts';
import type { World } from '#tests/support/discord/world.ts';

/** What a route answers: a status, and a body unless it is 204. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/** The addresses of this server. */
export interface Bases {
  readonly gateway: string;
  readonly cdn: string;
}

type Handler = (world: World, asked: Asked, parts: readonly string[], bases: Bases) => Answer;

export interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  /** The pattern as documentation writes it; names the rate-limit bucket. */
  readonly name: string;
  /** Interaction callbacks and webhooks carry their token in the path, and are outside the global limit. */
  readonly open: boolean;
  readonly handle: Handler;
}

const ok = (body: unknown, status = 200): Answer => ({ status, body });
const done: Answer = { status: 204 };

function route(method: string, name: string, handle: Handler, open = false): Route {
  const pattern = new RegExp(`^${name.replaceAll(/:\w+/g, '([^/]+)')}$`);
  return { method, name: `${method} ${name}`, pattern, open, handle };
}

const part = (parts: readonly string[], index: number): string => decodeURIComponent(parts[index] ?? '');

const application = ({ bot }: World): Json => ({
  id: bot.id,
  name: bot.name,
  icon: null,
  description: '',
  bot_public: true,
  bot_require_code_grant: false,
  verify_key: '0'.repeat(64),
  flags: 0,
  team: null,
  bot: userShape(bot, true),
});

const system: readonly Route[] = [
  route('GET', '/gateway/bot', (_world, _asked, _parts, { gateway }) =>
    ok({
      url: gateway,
      shards: 1,
      session_start_limit: { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 },
    }),
  ),
  route('GET', '/gateway', (_world, _asked, _parts, { gateway }) => ok({ url: gateway })),
  route('GET', '/users/@me', (world) => ok(userShape(world.bot, true))),
  route('GET', '/applications/@me', (world) => ok(application(world))),
  route('GET', '/oauth2/applications/@me', (world) => ok(application(world))),
  route('GET', '/users/@me/guilds', (world) =>
    ok([...world.guilds.values()].map(({ id, name }) => ({ id, name }))),
  ),
  route('GET', '/users/:id', (world, _asked, parts) => {
    const user = world.users.get(part(parts, 0));
    if (!user) throw refusal(10013);
    return ok(userShape(user));
  }),
  route('GET', '/guilds/:id', (world, _asked, parts) => {
    const guild = world.guilds.get(part(parts, 0));
    if (!guild) throw refusal(10004);
    return ok(guildShape(guild, world));
  }),
  route('POST', '/users/@me/channels', (world, { body }) => {
    const user = world.users.get(string(body.recipient_id));
    if (!user) throw refusal(10013);
    return ok(channelShape(world.direct(user)));
  }),
  route('GET', '/channels/:id', (world, _asked, parts) => ok(channelShape(channelOf(world, part(parts, 0))))),
];

const messages: readonly Route[] = [
  route('GET', '/channels/:id/messages', (world, { query }, parts) =>
    ok(history(world, part(parts, 0), query).map((one) => messageShape(one, world))),
  ),
  route('POST', '/channels/:id/messages', (world, asked, parts, { cdn }) =>
    ok(messageShape(post(world, part(parts, 0), asked, cdn), world)),
  ),
  route('GET', '/channels/:id/messages/:message', (world, _asked, parts) =>
    ok(messageShape(messageOf(world, part(parts, 0), part(parts, 1)), world)),
  ),
  route('PATCH', '/channels/:id/messages/:message', (world, asked, parts, { cdn }) =>
    ok(messageShape(edit(world, part(parts, 0), part(parts, 1), asked, cdn), world)),
  ),
  route('DELETE', '/channels/:id/messages/:message', (world, _asked, parts) => {
    remove(world, part(parts, 0), part(parts, 1));
    return done;
  }),
];

const interactions: readonly Route[] = [
  route(
    'POST',
    '/interactions/:id/:token/callback',
    (world, asked, parts, { cdn }) => {
      const message = callback(world, part(parts, 0), part(parts, 1), asked, cdn);
      if (asked.query.get('with_response') !== 'true') return done;
      const interaction = { id: part(parts, 0), type: asked.body.type };
      const resource = message ? { type: asked.body.type, message: messageShape(message, world) } : undefined;
      return ok({ interaction, ...(resource ? { resource } : {}) });
    },
    true,
  ),
  route(
    'POST',
    '/webhooks/:application/:token',
    (world, asked, parts, { cdn }) => {
      const interaction = byToken(world, part(parts, 0), part(parts, 1));
      return ok(messageShape(followUp(world, interaction, asked, cdn), world, interaction));
    },
    true,
  ),
  route(
    'GET',
    '/webhooks/:application/:token/messages/:message',
    (world, _asked, parts) => {
      const interaction = byToken(world, part(parts, 0), part(parts, 1));
      return ok(messageShape(messageUnder(interaction, part(parts, 2)), world, interaction));
    },
    true,
  ),
  route(
    'PATCH',
    '/webhooks/:application/:token/messages/:message',
    (world, asked, parts, { cdn }) => {
      const interaction = byToken(world, part(parts, 0), part(parts, 1));
      return ok(messageShape(editUnder(interaction, part(parts, 2), asked, cdn), world, interaction));
    },
    true,
  ),
  route(
    'DELETE',
    '/webhooks/:application/:token/messages/:message',
    (world, _asked, parts) => {
      deleteUnder(byToken(world, part(parts, 0), part(parts, 1)), part(parts, 2));
      return done;
    },
    true,
  ),
];

const registry = (world: World, parts: readonly string[], guild: boolean): Registry =>
  new Registry(world, part(parts, 0), guild ? part(parts, 1) : undefined);

const commandRoutes = (base: string, guild: boolean): readonly Route[] => {
  const id = guild ? 2 : 1;
  return [
    route('GET', base, (world, { query }, parts) =>
      ok(registry(world, parts, guild).list(query.get('with_localizations') === 'true')),
    ),
    route('PUT', base, (world, { json }, parts) => ok(registry(world, parts, guild).overwrite(json))),
    route('POST', base, (world, { body }, parts) => {
      const { command, fresh } = registry(world, parts, guild).create(body);
      return ok(command, fresh ? 201 : 200);
    }),
    route('GET', `${base}/:command`, (world, _asked, parts) =>
      ok(registry(world, parts, guild).get(part(parts, id))),
    ),
    route('PATCH', `${base}/:command`, (world, { body }, parts) =>
      ok(registry(world, parts, guild).update(part(parts, id), body)),
    ),
    route('DELETE', `${base}/:command`, (world, _asked, parts) => {
      registry(world, parts, guild).remove(part(parts, id));
      return done;
    }),
  ];
};

/** Every route of the API that this server speaks; any other path is a 404. */
export const routes: readonly Route[] = [
  ...system,
  ...messages,
  ...interactions,
  ...commandRoutes('/applications/:application/commands', false),
  ...commandRoutes('/applications/:application/guilds/:guild/commands', true),
];
