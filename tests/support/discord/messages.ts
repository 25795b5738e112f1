import { checkComponents, kinds, textOf, walk } from '#tests/support/discord/components.ts';
import { type Json, object, objects, size, string } from '#tests/support/discord/json.ts';
import { type Mentions, mentionsIn } from '#tests/support/discord/mentions.ts';
import { type Fault, refusal, refuseInvalid } from '#tests/support/discord/refusal.ts';
import { check } from '#tests/support/discord/schema.ts';
import { snowflake } from '#tests/support/discord/snowflake.ts';

/** A file that came with a request, by the number in `files[n]`. */
export interface Upload {
  readonly index: number;
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A file that belongs to a message. */
export interface Attachment {
  readonly id: string;
  readonly filename: string;
  readonly size: number;
  readonly url: string;
  readonly proxy_url: string;
  readonly content_type: string;
  readonly description?: string;
  readonly bytes: Uint8Array;
}

/** A message as the server keeps it. */
export interface Message {
  readonly id: string;
  readonly channel: string;
  readonly author: string;
  /** Who alone sees it, by interaction; everyone in the channel where it is absent. */
  readonly viewer?: string;
  readonly nonce?: string;
  readonly created: number;
  /** The application is still thinking: nothing was said yet. */
  loading: boolean;
  flags: number;
  content: string;
  embeds: readonly Json[];
  components: readonly Json[];
  attachments: readonly Attachment[];
  /** Pings of the message as created; edits ping nobody. */
  mentions: Mentions;
  edits: number;
  deleted: boolean;
}

/** Message flags, as far as a bot can meet them. */
export const flags = { ephemeral: 1 << 6, loading: 1 << 7, silent: 1 << 12, v2: 1 << 15 } as const;

/** What a bot may set; every other bit is dropped. */
const settable = (1 << 2) | flags.silent | flags.v2;

const megabytes = 10;

/** What a write needs besides the request: who, where, and where files are kept. */
export interface Sender {
  readonly channel: string;
  readonly author: string;
  readonly viewer?: string;
  readonly cdn: string;
}

const blank = (sender: Sender, extra: Partial<Message>): Message => ({
  id: snowflake(),
  channel: sender.channel,
  author: sender.author,
  ...(sender.viewer ? { viewer: sender.viewer } : {}),
  created: Date.now(),
  loading: false,
  flags: sender.viewer ? flags.ephemeral : 0,
  content: '',
  embeds: [],
  components: [],
  attachments: [],
  mentions: { everyone: false, users: [], roles: [] },
  edits: 0,
  deleted: false,
  ...extra,
});

/** A message that says "… is thinking". */
export const thinking = (sender: Sender): Message => blank(sender, { loading: true });

/** A new message from a request body. Throws a refusal; `schema` names the description's schema of the body. */
export function createMessage(
  schema: string | undefined,
  body: Json,
  uploads: readonly Upload[],
  sender: Sender,
): Message {
  const nonce = body.nonce === undefined || body.nonce === null ? {} : { nonce: String(body.nonce) };
  const message = blank(sender, nonce);
  write(schema, message, body, uploads, sender.cdn);
  message.mentions = mentionsIn(readable(message), body.allowed_mentions);
  return message;
}

/** Changes a message as a PATCH body says: what the body leaves out stays. */
export function editMessage(
  schema: string | undefined,
  message: Message,
  body: Json,
  uploads: readonly Upload[],
  cdn: string,
): void {
  const first = message.loading;
  write(schema, message, body, uploads, cdn);
  if (first) message.mentions = mentionsIn(readable(message), body.allowed_mentions);
  else message.edits += 1;
  message.loading = false;
}

/** All text of a message. */
const readable = (message: Message): string => [message.content, ...textOf(message.components)].join('\n');

function write(
  schema: string | undefined,
  message: Message,
  body: Json,
  uploads: readonly Upload[],
  cdn: string,
): void {
  refuseInvalid(schema ? check(schema, body) : []);
  if (uploads.some(({ bytes }) => bytes.length > megabytes * 1024 * 1024)) throw refusal(40005);
  const next = merged(message, body);
  const attachments = attach(message, body, uploads, cdn);
  const names = new Set(attachments.map(({ filename }) => filename));
  const faults = [
    ...checkText(next),
    ...checkEmbeds(next.embeds),
    ...checkComponents(next.components, (next.flags & flags.v2) !== 0),
    ...checkUploads(body, uploads, message),
    ...checkReferences(next, names),
    ...checkAllowed(body.allowed_mentions),
  ];
  refuseInvalid(faults);
  if (isEmpty(next) && attachments.length === 0) throw refusal(50006);
  Object.assign(message, { ...next, attachments, components: numbered(next.components) });
}

type Body = Pick<Message, 'flags' | 'content' | 'embeds' | 'components'>;

function merged(message: Message, body: Json): Body {
  const asked = typeof body.flags === 'number' ? body.flags & settable : 0;
  return {
    flags: message.flags | asked,
    content: 'content' in body ? string(body.content) : message.content,
    embeds: 'embeds' in body ? objects(body.embeds) : message.embeds,
    components: 'components' in body ? objects(body.components) : message.components,
  };
}

const isEmpty = ({ content, embeds, components, flags: bits }: Body): boolean =>
  content.trim() === '' && embeds.length === 0 && ((bits & flags.v2) === 0 || components.length === 0);

function checkText({ content, embeds, flags: bits }: Body): Fault[] {
  const legacy = (field: string): Fault => ({
    path: [field],
    code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
  });
  if (bits & flags.v2)
    return [
      ...(content === '' ? [] : [legacy('content')]),
      ...(embeds.length === 0 ? [] : [legacy('embeds')]),
    ];
  if (size(content) <= 2000) return [];
  return [{ path: ['content'], code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }];
}

function checkEmbeds(embeds: readonly Json[]): Fault[] {
  const total = embeds.reduce((sum, embed) => sum + embedSize(embed), 0);
  const empty = embeds.flatMap((embed, index): Fault[] =>
    embedSize(embed) === 0 && !embed.image && !embed.thumbnail
      ? [
          {
            path: ['embeds', index, 'description'],
            code: 'BASE_TYPE_REQUIRED',
            message: 'This field is required',
          },
        ]
      : [],
  );
  if (total <= 6000) return empty;
  const message = 'Embed size exceeds maximum size of 6000';
  return [...empty, { path: ['embeds'], code: 'MAX_EMBED_SIZE_EXCEEDED', message }];
}

function embedSize(embed: Json): number {
  const fields = objects(embed.fields).reduce((sum, field) => sum + size(field.name) + size(field.value), 0);
  const rest = [embed.title, embed.description, object(embed.footer).text, object(embed.author).name];
  return fields + rest.reduce<number>((sum, part) => sum + size(part), 0);
}

function checkUploads(body: Json, uploads: readonly Upload[], message: Message): Fault[] {
  const known = new Set([
    ...uploads.map(({ index }) => String(index)),
    ...message.attachments.map(({ id }) => id),
  ]);
  const lost = objects(body.attachments).flatMap(({ id }, index): Fault[] =>
    known.has(String(id))
      ? []
      : [
          {
            path: ['attachments', index, 'id'],
            code: 'ATTACHMENT_NOT_FOUND',
            message: 'Attachment data not found',
          },
        ],
  );
  if (uploads.length <= 10) return lost;
  return [
    ...lost,
    { path: ['files'], code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be 10 or fewer in length.' },
  ];
}

function attach(message: Message, body: Json, uploads: readonly Upload[], cdn: string): Attachment[] {
  const listed = Array.isArray(body.attachments) ? objects(body.attachments) : undefined;
  const kept = message.attachments.filter(({ id }) => !listed || listed.some((one) => one.id === id));
  const added = uploads.map((upload): Attachment => {
    const entry = object(listed?.find((one) => String(one.id) === String(upload.index)));
    const id = snowflake();
    const filename = (string(entry.filename) || upload.name).replace(/[^\w.-]+/g, '_');
    const url = `${cdn}/attachments/${message.channel}/${id}/${filename}`;
    const description = string(entry.description);
    return {
      id,
      filename,
      size: upload.bytes.length,
      url,
      proxy_url: url,
      content_type: upload.type,
      ...(description ? { description } : {}),
      bytes: upload.bytes,
    };
  });
  return [...kept, ...added];
}

/** Where a message points at files: embeds' pictures, galleries, thumbnails, file components. */
function references({ embeds, components }: Body): { url: string; path: (string | number)[] }[] {
  const inEmbeds = embeds.flatMap((embed, index) =>
    (['image', 'thumbnail'] as const).map((key) => ({
      url: string(object(embed[key]).url),
      path: ['embeds', index, key, 'url'],
    })),
  );
  const inComponents = walk(components).flatMap(({ component, path }) => {
    const items = objects(component.items).map((item, index) => ({
      url: string(object(item.media).url),
      path: [...path, 'items', index, 'media', 'url'],
    }));
    const own = {
      url: string(object(component.media ?? component.file).url),
      path: [...path, 'media', 'url'],
    };
    const single = component.type === kinds.thumbnail || component.type === kinds.file;
    return single ? [...items, own] : items;
  });
  return [...inEmbeds, ...inComponents].filter(({ url }) => url !== '');
}

function checkReferences(body: Body, names: ReadonlySet<string>): Fault[] {
  return references(body).flatMap(({ url, path }): Fault[] => {
    if (!url.startsWith('attachment://') || names.has(url.slice('attachment://'.length))) return [];
    const message = 'The attachment this refers to was not uploaded';
    return [{ path, code: 'MEDIA_ATTACHMENT_NOT_FOUND', message }];
  });
}

function checkAllowed(allowed: unknown): Fault[] {
  const { parse, users, roles } = object(allowed);
  const has = (list: unknown, word: string): boolean => Array.isArray(list) && list.includes(word);
  const both = (list: unknown, word: string): boolean =>
    Array.isArray(list) && list.length > 0 && has(parse, word);
  if (!both(users, 'users') && !both(roles, 'roles')) return [];
  const message = 'parse and an explicit list exclude each other';
  return [{ path: ['allowed_mentions'], code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message }];
}

/** Discord gives each component a number of its own, from 1 on. */
function numbered(components: readonly Json[]): Json[] {
  let next = 1;
  const give = (component: Json): Json => {
    const id = typeof component.id === 'number' && component.id > 0 ? component.id : next++;
    const children = Array.isArray(component.components)
      ? { components: objects(component.components).map(give) }
      : {};
    const accessory = component.accessory ? { accessory: give(object(component.accessory)) } : {};
    return { ...component, id, ...children, ...accessory };
  };
  return components.map(give);
}
