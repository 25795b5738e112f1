import { blockFaults } from './block.ts';
import { channelOf, type Method, need, Refusal, type Request } from './method.ts';
import { isRecord, type Json } from './schema.ts';
import type { Channel, Message, World } from './world.ts';

/** The words and blocks of a message, checked as Slack checks them. */
export interface Content {
  readonly text: string;
  readonly blocks: readonly Json[] | undefined;
}

const fileOf = (world: World, block: Json) => {
  const { slack_file: file } = block;
  return isRecord(file) && typeof file.id === 'string' ? world.files.get(file.id) : undefined;
};

/** An image block may show a file once Slack has gone over it; where there is no bot behind the call, never. */
function checkFiles(world: World, blocks: readonly Json[], asBot: boolean): void {
  blocks.forEach((block, index) => {
    if (block.type !== 'image' || block.slack_file === undefined) return;
    const file = fileOf(world, block);
    const ready = file?.readyAt !== undefined && file.readyAt <= world.now();
    if (!asBot || !ready)
      throw new Refusal('invalid_blocks', [
        `[ERROR] invalid slack file [json-pointer:/blocks/${index}/slack_file]`,
      ]);
  });
}

/** Reads `text` and `blocks` of a call or a response_url body; refuses what Slack refuses. */
export function readContent(world: World, body: Json, asBot: boolean): Content {
  const text = typeof body.text === 'string' ? body.text : '';
  const given = body.blocks;
  if (given === undefined || given === null) {
    if (text === '') throw new Refusal('no_text');
    return { text, blocks: undefined };
  }
  const wrong = blockFaults(given, 'message');
  if (wrong)
    throw new Refusal(
      wrong.error,
      wrong.messages.map((message) => `[ERROR] ${message}`),
    );
  const blocks = given as readonly Json[];
  if (text === '' && blocks.length === 0) throw new Refusal('no_text');
  checkFiles(world, blocks, asBot);
  return {
    text,
    blocks: blocks.map((block, index) => ({ block_id: `b${index}${world.id('x')}`, ...block })),
  };
}

function readMetadata(args: Json): Json | undefined {
  const { metadata } = args;
  if (metadata === undefined) return undefined;
  if (!isRecord(metadata) || typeof metadata.event_type !== 'string' || !isRecord(metadata.event_payload))
    throw new Refusal('invalid_metadata_format');
  return metadata;
}

function writable({ world, args }: Request): Channel {
  const channel = channelOf(world, args);
  if (channel.archived) throw new Refusal('is_archived');
  if (!channel.members.has(world.bot.id) && !world.scopes.has('chat:write.public'))
    throw new Refusal('not_in_channel');
  return channel;
}

const shown = ({ text, blocks, ts, author, metadata }: Message, world: World): Json => ({
  type: 'message',
  user: author,
  bot_id: author === world.bot.id ? world.botId : undefined,
  app_id: world.app,
  text,
  blocks,
  ts,
  team: world.team,
  ...(metadata ? { metadata } : {}),
});

const postMessage: Method = {
  scopes: ['chat:write'],
  run(request) {
    const { world, args } = request;
    const channel = writable(request);
    const { text, blocks = [] } = readContent(world, args, true);
    if (text.length > 40_000) throw new Refusal('msg_too_long');
    const metadata = readMetadata(args);
    const message = world.post({
      channel: channel.id,
      author: world.bot.id,
      text,
      blocks,
      ...(metadata ? { metadata } : {}),
      ...(typeof args.thread_ts === 'string' ? { thread: args.thread_ts } : {}),
    });
    return { channel: channel.id, ts: message.ts, message: shown(message, world) };
  },
};

const postEphemeral: Method = {
  scopes: ['chat:write'],
  run(request) {
    const { world, args } = request;
    const channel = writable(request);
    const user = need(args, 'user');
    if (!channel.members.has(user)) throw new Refusal('user_not_in_channel');
    const { text, blocks = [] } = readContent(world, args, true);
    const thread = typeof args.thread_ts === 'string' ? args.thread_ts : undefined;
    // Slack takes it, and shows it to nobody: "Ephemeral messages in threads are only shown if there is already an active thread".
    if (thread !== undefined && !world.messages.some((each) => each.thread === thread))
      return { message_ts: world.ts() };
    const message = world.post({
      channel: channel.id,
      author: world.bot.id,
      text,
      blocks,
      only: user,
      ...(thread === undefined ? {} : { thread }),
    });
    return { message_ts: message.ts };
  },
};

function ownMessage({ world, args }: Request): Message {
  const channel = channelOf(world, args);
  const message = world.find(channel.id, need(args, 'ts'));
  if (!message || message.only !== undefined) throw new Refusal('message_not_found');
  if (!channel.members.has(world.bot.id)) throw new Refusal('not_in_channel');
  return message;
}

const update: Method = {
  scopes: ['chat:write'],
  run(request) {
    const { world, args } = request;
    const message = ownMessage(request);
    if (message.author !== world.bot.id) throw new Refusal('cant_update_message');
    if (world.now() - Number(message.ts) * 1000 > world.editWindowMs) throw new Refusal('edit_window_closed');
    // Unlike chat.postMessage, chat.update refuses more than 4000 (bytes, to be safe) of text.
    if (typeof args.text === 'string' && Buffer.byteLength(args.text) > 4000)
      throw new Refusal('msg_too_long');
    const { text, blocks } = readContent(world, args, true);
    const metadata = readMetadata(args);
    world.change(message, { text, ...(blocks ? { blocks } : {}), ...(metadata ? { metadata } : {}) });
    return { channel: message.channel, ts: message.ts, text, message: shown(message, world) };
  },
};

const remove: Method = {
  scopes: ['chat:write'],
  run(request) {
    const message = ownMessage(request);
    if (message.author !== request.world.bot.id) throw new Refusal('cant_delete_message');
    message.deleted = true;
    request.world.tell({ kind: 'message', message, cause: undefined });
    return { channel: message.channel, ts: message.ts };
  },
};

function history({ world, args }: Request, thread?: string): Json {
  const channel = channelOf(world, args);
  if (!channel.members.has(world.bot.id)) throw new Refusal('not_in_channel');
  const limit = typeof args.limit === 'string' ? Number(args.limit) : 100;
  const oldest = typeof args.oldest === 'string' ? Number(args.oldest) : 0;
  const all = world.messages.filter(
    (message) =>
      message.channel === channel.id &&
      message.only === undefined &&
      !message.deleted &&
      Number(message.ts) > oldest &&
      (thread === undefined
        ? message.thread === undefined
        : message.thread === thread || message.ts === thread),
  );
  const withMetadata = args.include_all_metadata === 'true';
  const from = typeof args.cursor === 'string' ? Number(args.cursor.replace(/^next:/, '')) : 0;
  if (Number.isNaN(from)) throw new Refusal('invalid_cursor');
  const newest = all.reverse().slice(from, from + limit);
  const hasMore = all.length > from + limit;
  return {
    messages: newest.map((message) => {
      const { metadata, ...rest } = shown(message, world);
      return withMetadata && metadata ? { ...rest, metadata } : rest;
    }),
    has_more: hasMore,
    ...(hasMore && { response_metadata: { next_cursor: `next:${from + limit}` } }),
  };
}

export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'conversations.history': {
    scopes: ['channels:history', 'groups:history', 'im:history'],
    run: (request) => history(request),
  },
  'conversations.replies': {
    scopes: ['channels:history', 'groups:history', 'im:history'],
    run: (request) => history(request, need(request.args, 'ts')),
  },
};
