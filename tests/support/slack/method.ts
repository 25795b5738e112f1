import type { Grants } from './grant.ts';
import type { Json } from './schema.ts';
import type { World } from './world.ts';

/** `ok: false` with an error code of the method's documentation. */
export class Refusal extends Error {
  readonly code: string;
  readonly messages: readonly string[];
  readonly more: Json;

  constructor(code: string, messages: readonly string[] = [], more: Json = {}) {
    super(code);
    this.code = code;
    this.messages = messages;
    this.more = more;
  }
}

export interface Request {
  readonly world: World;
  readonly grants: Grants;
  readonly args: Json;
  /** The server's own address, for upload URLs. */
  readonly base: string;
}

/** A Web API method: what it answers, or a {@link Refusal}. `scopes`: any one of them is enough. */
export interface Method {
  readonly scopes: readonly string[];
  run(request: Request): Json;
}

/** A required argument that is a string. */
export function need(args: Json, name: string): string {
  const value = args[name];
  if (typeof value !== 'string' || value === '')
    throw new Refusal('invalid_arguments', [`[ERROR] missing required field: ${name}`]);
  return value;
}

/** The channel a call names, as the bot may see it. */
export function channelOf(world: World, args: Json) {
  const id = need(args, 'channel');
  const channel = id.startsWith('U') && world.users.has(id) ? world.direct(id) : world.channels.get(id);
  if (!channel || (channel.private && !channel.members.has(world.bot.id)))
    throw new Refusal('channel_not_found');
  return channel;
}
