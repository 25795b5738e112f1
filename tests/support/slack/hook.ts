import { readContent } from './chat.ts';
import type { Grants, ResponseUrl } from './grant.ts';
import { Refusal } from './method.ts';
import type { Json } from './schema.ts';
import type { World } from './world.ts';

function replace(world: World, url: ResponseUrl, body: Json): boolean {
  const source = url.source === undefined ? undefined : world.find(url.channel, url.source);
  if (body.delete_original === true || body.delete_original === 'true') {
    if (!source) throw new Refusal('message_not_found');
    source.deleted = true;
    world.tell({ kind: 'message', message: source, cause: url.cause });
    return true;
  }
  if (body.replace_original !== true && body.replace_original !== 'true') return false;
  if (!source) return false;
  const { text, blocks = [] } = readContent(world, body, false);
  world.change(source, { text, blocks }, url.cause);
  return true;
}

/** Posts an answer: only the person sees it, unless it says `in_channel`. Works where the bot is no member. */
export function respond(world: World, url: Omit<ResponseUrl, 'uses' | 'from'>, body: Json): void {
  const { text, blocks = [] } = readContent(world, body, false);
  const thread = typeof body.thread_ts === 'string' ? { thread: body.thread_ts } : {};
  const only = body.response_type === 'in_channel' ? {} : { only: url.user };
  world.post({
    channel: url.channel,
    author: world.bot.id,
    text,
    blocks,
    ...only,
    ...thread,
    cause: url.cause,
  });
}

/** A POST to a response_url; a {@link Refusal} where Slack refuses it. */
export function takeResponse(world: World, grants: Grants, id: string, body: Json): void {
  const url = grants.use(id);
  if (typeof url === 'string') throw new Refusal(url);
  if (!replace(world, url, body)) respond(world, url, body);
}
