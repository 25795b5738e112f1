import { type Method, need, Refusal, type Request } from './method.ts';
import { isRecord, type Json } from './schema.ts';
import { viewFaults } from './view.ts';
import type { OpenView, World } from './world.ts';

export function readView(args: Json): Json {
  const view = args.view;
  const wrong = viewFaults(view);
  if (wrong.length > 0 || !isRecord(view))
    throw new Refusal(
      'invalid_arguments',
      wrong.map((message) => `[ERROR] ${message}`),
    );
  return view;
}

/** A view as payloads and answers show it. */
export const shownView = (open: OpenView, world: World): Json => ({
  callback_id: '',
  private_metadata: '',
  ...open.view,
  id: open.id,
  team_id: world.team,
  hash: open.hash,
  root_view_id: open.root,
  previous_view_id: open.previous ?? null,
  app_id: world.app,
  bot_id: world.botId,
  app_installed_team_id: world.team,
});

/** Gives every block an id, as Slack does. */
const withIds = (view: Json, world: World): Json => ({
  ...view,
  blocks: (view.blocks as readonly Json[]).map((block) => ({ block_id: world.id('x'), ...block })),
});

export function openView(world: World, view: Json, user: string, cause: string, under?: OpenView): OpenView {
  const id = world.id('V');
  const open: OpenView = {
    id,
    user,
    root: under?.root ?? id,
    ...(under ? { previous: under.id } : {}),
    view: withIds(view, world),
    hash: world.id('h'),
    closed: false,
    errors: {},
    cause,
  };
  world.views.set(id, open);
  world.tell({ kind: 'view', view: open, cause });
  return open;
}

export function changeView(world: World, open: OpenView, view: Json, cause?: string): void {
  open.view = withIds(view, world);
  open.hash = world.id('h');
  open.errors = {};
  world.tell({ kind: 'view', view: open, cause });
}

function spend({ grants, args }: Request) {
  need(args, 'trigger_id');
  const trigger = grants.exchange(args.trigger_id);
  if (typeof trigger === 'string') throw new Refusal(trigger);
  return trigger;
}

export const modalMethods: Readonly<Record<string, Method>> = {
  'views.open': {
    scopes: [],
    run(request) {
      const view = readView(request.args);
      const trigger = spend(request);
      return { view: shownView(openView(request.world, view, trigger.user, trigger.cause), request.world) };
    },
  },
  'views.push': {
    scopes: [],
    run(request) {
      const { world } = request;
      const view = readView(request.args);
      const trigger = spend(request);
      const under = trigger.view === undefined ? undefined : world.views.get(trigger.view);
      if (!under) throw new Refusal('not_found');
      const depth = [...world.views.values()].filter(
        (each) => each.root === under.root && !each.closed,
      ).length;
      if (depth >= 3) throw new Refusal('push_limit_reached');
      return { view: shownView(openView(world, view, trigger.user, trigger.cause, under), world) };
    },
  },
  'views.update': {
    scopes: [],
    run({ world, args }) {
      const view = readView(args);
      const open = world.views.get(need(args, 'view_id'));
      if (!open || open.closed) throw new Refusal('not_found');
      if (typeof args.hash === 'string' && args.hash !== open.hash) throw new Refusal('hash_conflict');
      changeView(world, open, view, open.cause);
      return { view: shownView(open, world) };
    },
  },
  'views.publish': {
    scopes: [],
    run({ world, args }) {
      const view = readView(args);
      const user = need(args, 'user_id');
      if (!world.users.has(user)) throw new Refusal('user_not_found');
      const home = { id: world.id('V'), ...withIds(view, world) };
      world.homes.set(user, home);
      return { view: home };
    },
  },
};
