import type { Grants } from './grant.ts';
import { shownView } from './modal.ts';
import { isRecord, type Json } from './schema.ts';
import type { Message, OpenView, User, World } from './world.ts';

/** Who does something, where. `team` only to play another workspace. */
export interface Scene {
  readonly user: User;
  readonly channel: string;
  readonly team?: string;
}

interface Making {
  readonly world: World;
  readonly grants: Grants;
  readonly base: string;
  readonly cause: string;
}

const verification = 'legacy-verification-token';

/** What a person typed, as a command's `text` carries it when `should_escape` is on: & < > written as entities. */
export const escapeTyped = (typed: string): string =>
  typed
    .split(/(<[@#][A-Z0-9]+(?:\|[^>]*)?>)/)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    )
    .join('');

export function commandPayload(
  { world, grants, base, cause }: Making,
  scene: Scene,
  command: string,
  text: string,
): Json {
  const channel = world.channels.get(scene.channel);
  return {
    token: verification,
    team_id: scene.team ?? world.team,
    team_domain: 'gorae',
    channel_id: scene.channel,
    channel_name: channel?.with ? 'directmessage' : channel?.private ? 'privategroup' : channel?.name,
    user_id: scene.user.id,
    user_name: scene.user.name,
    command,
    text: escapeTyped(text),
    api_app_id: world.app,
    is_enterprise_install: 'false',
    response_url: `${base}/commands/${grants.responseUrl(cause, scene.user.id, scene.channel)}`,
    trigger_id: grants.trigger(cause, scene.user.id),
  };
}

const person = ({ id, name }: User, team: string): Json => ({ id, username: name, name, team_id: team });

/** A press in a message. On an ephemeral one the payload has no `message`. */
export function pressPayload(
  { world, grants, base, cause }: Making,
  scene: Scene,
  message: Message,
  action: Json,
): Json {
  const team = scene.team ?? world.team;
  const whole = {
    user: message.author,
    type: 'message',
    ts: message.ts,
    bot_id: world.botId,
    text: message.text,
    team,
    blocks: message.blocks,
    ...(message.thread ? { thread_ts: message.thread } : {}),
  };
  return {
    type: 'block_actions',
    user: person(scene.user, team),
    api_app_id: world.app,
    token: verification,
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: message.only !== undefined,
      ...(message.thread ? { thread_ts: message.thread } : {}),
    },
    trigger_id: grants.trigger(cause, scene.user.id),
    team: { id: team, domain: 'gorae' },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: message.channel, name: world.channels.get(message.channel)?.name },
    ...(message.only === undefined ? { message: whole } : {}),
    state: { values: {} },
    response_url: `${base}/actions/${grants.responseUrl(cause, scene.user.id, message.channel, message.ts)}`,
    actions: [{ ...action, action_ts: world.ts() }],
  };
}

/** A submitted form. It carries neither a channel nor a response_url. */
export const submitPayload = (
  { world, grants, cause }: Making,
  user: User,
  open: OpenView,
  values: Json,
  team = world.team,
): Json => ({
  type: 'view_submission',
  team: { id: team, domain: 'gorae' },
  user: person(user, team),
  api_app_id: world.app,
  token: verification,
  trigger_id: grants.trigger(cause, user.id, open.id),
  view: { ...shownView(open, world), state: { values } },
  response_urls: [],
  is_enterprise_install: false,
  enterprise: null,
});

export const suggestPayload = (
  { world }: Making,
  user: User,
  at: { view: OpenView } | { message: Message },
  block: string,
  action: string,
  typed: string,
): Json => ({
  type: 'block_suggestion',
  user: person(user, world.team),
  team: { id: world.team, domain: 'gorae' },
  api_app_id: world.app,
  token: verification,
  is_enterprise_install: false,
  enterprise: null,
  action_id: action,
  block_id: block,
  value: typed,
  ...('view' in at
    ? { container: { type: 'view', view_id: at.view.id }, view: shownView(at.view, world) }
    : {
        container: { type: 'message', message_ts: at.message.ts, channel_id: at.message.channel },
        channel: { id: at.message.channel },
      }),
});

/** A press in the Home tab: neither a channel nor a message, and no response_url. */
export function pressHomePayload(
  { world, grants, cause }: Making,
  user: User,
  home: Json,
  action: Json,
): Json {
  return {
    type: 'block_actions',
    user: person(user, world.team),
    api_app_id: world.app,
    token: verification,
    container: { type: 'view', view_id: home.id },
    trigger_id: grants.trigger(cause, user.id),
    team: { id: world.team, domain: 'gorae' },
    enterprise: null,
    is_enterprise_install: false,
    view: home,
    actions: [{ ...action, action_ts: world.ts() }],
  };
}

/** An event as it is delivered. */
export const eventPayload = ({ world }: Making, event: Json, team = world.team): Json => ({
  token: verification,
  team_id: team,
  api_app_id: world.app,
  type: 'event_callback',
  event_id: world.id('Ev'),
  event_time: Math.floor(world.now() / 1000),
  authorizations: [
    {
      enterprise_id: null,
      team_id: team,
      user_id: world.bot.id,
      is_bot: true,
      is_enterprise_install: false,
    },
  ],
  event,
});

export const mentionPayload = (making: Making, scene: Scene, text: string, message: Message): Json =>
  eventPayload(
    making,
    {
      type: 'app_mention',
      user: scene.user.id,
      text,
      ts: message.ts,
      channel: scene.channel,
      event_ts: message.ts,
      team: making.world.team,
      ...(message.thread ? { thread_ts: message.thread } : {}),
    },
    scene.team,
  );

/** A message in the conversation of a person with the bot. */
export const directPayload = (making: Making, message: Message, more: Json = {}): Json =>
  eventPayload(making, {
    type: 'message',
    channel_type: 'im',
    user: message.author,
    text: message.text,
    ts: message.ts,
    channel: message.channel,
    event_ts: message.ts,
    team: making.world.team,
    ...(message.thread ? { thread_ts: message.thread } : {}),
    ...more,
  });

/** Every element of some blocks with the id of its block. */
export function elementsOf(blocks: readonly Json[]): { block: Json; element: Json }[] {
  return blocks.flatMap((block) => {
    const inside = [
      ...(Array.isArray(block.elements) && block.type === 'actions' ? block.elements : []),
      block.accessory,
      block.element,
    ];
    return inside.filter(isRecord).map((element) => ({ block, element }));
  });
}

/** The label of a button or of the input block around an element. */
export function labelOf({ block, element }: { block: Json; element: Json }): string {
  const text = element.type === 'button' ? element.text : block.label;
  return isRecord(text) && typeof text.text === 'string' ? text.text : '';
}
