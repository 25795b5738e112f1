import { channelOf, type Method, need, Refusal } from './method.ts';
import { isRecord, type Json } from './schema.ts';
import type { World } from './world.ts';

// Slack goes over an upload for a moment before it can be shown; files.info has no mimetype until then.
const processingMs = 120;
const pngMagic = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

const isPng = (content: Uint8Array): boolean => pngMagic.every((byte, index) => content[index] === byte);

export const fileMethods: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': {
    scopes: ['files:write'],
    run({ world, args, base }) {
      const length = Number(need(args, 'length'));
      if (!(length > 0)) throw new Refusal('invalid_arguments');
      const id = world.id('F');
      const token = world.id('X');
      const alt = typeof args.alt_txt === 'string' ? args.alt_txt : args.alt_text;
      world.files.set(id, {
        id,
        name: need(args, 'filename'),
        token,
        content: undefined,
        readyAt: undefined,
        channels: new Set(),
        ...(typeof alt === 'string' ? { alt } : {}),
      });
      return { upload_url: `${base}/upload/v1/${token}`, file_id: id };
    },
  },
  'files.completeUploadExternal': {
    scopes: ['files:write'],
    run({ world, args }) {
      const { files } = args;
      if (!Array.isArray(files) || files.length === 0) throw new Refusal('invalid_arguments');
      const found = files.map((each) => (isRecord(each) ? world.files.get(String(each.id)) : undefined));
      const channel =
        typeof args.channel_id === 'string' ? channelOf(world, { channel: args.channel_id }) : undefined;
      if (channel && !channel.members.has(world.bot.id)) throw new Refusal('not_in_channel');
      return {
        files: found.map((file) => {
          if (!file?.content) throw new Refusal('file_not_found');
          file.readyAt = isPng(file.content) ? world.now() + processingMs : undefined;
          if (channel) file.channels.add(channel.id);
          return { id: file.id, title: file.name };
        }),
      };
    },
  },
  'files.info': {
    scopes: ['files:read'],
    run({ world, args }) {
      const file = world.files.get(need(args, 'file'));
      if (!file) throw new Refusal('file_not_found');
      const ready = file.readyAt !== undefined && file.readyAt <= world.now();
      return {
        file: {
          id: file.id,
          name: file.name,
          mimetype: ready ? 'image/png' : '',
          size: file.content?.length,
        },
      };
    },
  },
};

/** Takes an upload at its URL; false where nobody asked for one. */
export function takeUpload(world: World, token: string, content: Uint8Array): boolean {
  const file = [...world.files.values()].find((each) => each.token === token);
  if (!file) return false;
  file.content = content;
  return true;
}

/** A person's own file, as a form's submission names it. */
export function attachFile(world: World, base: string, content: string): Json {
  const id = world.id('F');
  const bytes = new TextEncoder().encode(content);
  const ready = { readyAt: world.now(), channels: new Set<string>() };
  world.files.set(id, { id, name: 'Dockerfile', token: id, content: bytes, ...ready });
  const url = `${base}/files-pri/${id}`;
  return {
    id,
    name: 'Dockerfile',
    mimetype: 'text/plain',
    size: bytes.length,
    url_private: url,
    url_private_download: url,
  };
}
