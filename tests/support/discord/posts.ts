import type { Content } from '#tests/support/discord/interactions.ts';
import { string } from '#tests/support/discord/json.ts';
import { createMessage, editMessage, type Message } from '#tests/support/discord/messages.ts';
import { refusal, refuseInvalid } from '#tests/support/discord/refusal.ts';
import { check } from '#tests/support/discord/schema.ts';
import type { Channel, World } from '#tests/support/discord/world.ts';

/** How long a nonce is remembered ("a few minutes"). */
const nonceLife = 5 * 60_000;

/** The channel of a path, if the bot may see it. */
export function channelOf(world: World, id: string): Channel {
  const channel = world.channels.get(id);
  if (!channel || channel.deleted) throw refusal(10003);
  if (channel.denied === 50001) throw refusal(50001);
  return channel;
}

function writable(world: World, id: string): Channel {
  const channel = channelOf(world, id);
  if (channel.denied !== undefined) throw refusal(channel.denied);
  if (channel.recipient?.closed) throw refusal(50007);
  return channel;
}

/** POST /channels/{id}/messages. The same enforced nonce gives the same message. */
export function post(world: World, id: string, { body, uploads }: Content, cdn: string): Message {
  const channel = writable(world, id);
  refuseInvalid(check('MessageCreateRequest', body));
  const earlier = body.enforce_nonce === true ? sameNonce(world, channel, string(body.nonce)) : undefined;
  if (earlier) return earlier;
  const message = createMessage(undefined, body, uploads, { channel: channel.id, author: world.bot.id, cdn });
  world.messages.set(message.id, message);
  return message;
}

const sameNonce = (world: World, channel: Channel, nonce: string): Message | undefined =>
  [...world.messages.values()].find(
    (one) =>
      one.channel === channel.id &&
      one.nonce === nonce &&
      nonce !== '' &&
      Date.now() - one.created < nonceLife,
  );

/** A message that the bot can reach by its own token: ephemeral ones it cannot. */
export function messageOf(world: World, channel: string, id: string): Message {
  channelOf(world, channel);
  const message = world.messages.get(id);
  if (!message || message.deleted || message.channel !== channel || message.viewer) throw refusal(10008);
  return message;
}

/** GET /channels/{id}/messages: newest first, at most `limit` (50; up to 100). */
export function history(world: World, id: string, query: URLSearchParams): Message[] {
  channelOf(world, id);
  const limit = Math.min(100, Number(query.get('limit') ?? 50));
  const before = BigInt(query.get('before') ?? '9223372036854775807');
  const after = BigInt(query.get('after') ?? '0');
  return [...world.messages.values()]
    .filter((one) => one.channel === id && !one.deleted && !one.viewer)
    .filter((one) => BigInt(one.id) < before && BigInt(one.id) > after)
    .toReversed()
    .slice(0, limit);
}

/** PATCH /channels/{id}/messages/{id}. */
export function edit(
  world: World,
  channel: string,
  id: string,
  { body, uploads }: Content,
  cdn: string,
): Message {
  writable(world, channel);
  const message = messageOf(world, channel, id);
  if (message.author !== world.bot.id) throw refusal(50005);
  editMessage('MessageEditRequestPartial', message, body, uploads, cdn);
  return message;
}

/** DELETE /channels/{id}/messages/{id}. */
export function remove(world: World, channel: string, id: string): void {
  messageOf(world, channel, id).deleted = true;
}
