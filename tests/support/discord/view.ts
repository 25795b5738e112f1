import { kinds, walk } from '#tests/support/discord/components.ts';
import { type Json, object, objects, string } from '#tests/support/discord/json.ts';
import type { Mentions } from '#tests/support/discord/mentions.ts';
import { type Attachment, flags, type Message } from '#tests/support/discord/messages.ts';

/** A button as its reader sees it. */
export interface SeenButton {
  readonly label: string;
  readonly customId: string | undefined;
  readonly url: string | undefined;
  /** 1 primary, 2 secondary, 3 success, 4 danger, 5 link. */
  readonly style: number;
  readonly disabled: boolean;
}

/** A message as a reader sees it, with what it is made of beside. */
export interface Seen {
  readonly id: string;
  readonly channel: string;
  /** Only its viewer sees it. */
  readonly private: boolean;
  /** "… is thinking": nothing was said yet. */
  readonly thinking: boolean;
  /** All text from top to bottom, as written (Markdown unread). */
  readonly text: string;
  readonly buttons: readonly SeenButton[];
  /** Names of the pictures that are shown. */
  readonly pictures: readonly string[];
  readonly files: readonly Attachment[];
  readonly accent: number | undefined;
  readonly edited: boolean;
  readonly silent: boolean;
  /** Who was pinged when it was posted. */
  readonly mentions: Mentions;
  readonly components: readonly Json[];
  readonly embeds: readonly Json[];
}

/** One field of a form. */
export interface SeenField {
  readonly label: string;
  readonly customId: string;
  readonly value: string;
  readonly required: boolean;
  readonly paragraph: boolean;
  readonly placeholder: string;
  readonly least: number;
  readonly most: number;
  /** The select's options, where it is one. */
  readonly options: readonly { readonly label: string; readonly value: string }[] | undefined;
}

/** A form as it opens. */
export interface SeenModal {
  readonly title: string;
  readonly customId: string;
  readonly fields: readonly SeenField[];
  readonly raw: Json;
}

/** How a message looks now. */
export function see(message: Message): Seen {
  const placed = walk(message.components).map(({ component }) => component);
  const accent =
    placed.find(({ type }) => type === kinds.container)?.accent_color ?? message.embeds[0]?.color;
  return {
    id: message.id,
    channel: message.channel,
    private: message.viewer !== undefined,
    thinking: message.loading,
    text: [message.content, ...message.embeds.flatMap(embedText), ...placed.flatMap(componentText)]
      .filter((part) => part !== '')
      .join('\n'),
    buttons: placed.filter(({ type }) => type === kinds.button).map(button),
    pictures: pictures(message, placed),
    files: message.attachments,
    accent: typeof accent === 'number' ? accent : undefined,
    edited: message.edits > 0,
    silent: (message.flags & flags.silent) !== 0,
    mentions: message.mentions,
    components: message.components,
    embeds: message.embeds,
  };
}

const componentText = (component: Json): string[] =>
  component.type === kinds.text ? [string(component.content)] : [];

const embedText = (embed: Json): string[] => [
  string(object(embed.author).name),
  string(embed.title),
  string(embed.description),
  ...objects(embed.fields).flatMap((field) => [string(field.name), string(field.value)]),
  string(object(embed.footer).text),
];

const button = (component: Json): SeenButton => ({
  label: string(component.label),
  customId: typeof component.custom_id === 'string' ? component.custom_id : undefined,
  url: typeof component.url === 'string' ? component.url : undefined,
  style: Number(component.style),
  disabled: component.disabled === true,
});

function pictures(message: Message, placed: readonly Json[]): string[] {
  const inComponents = placed.flatMap((component) => [
    ...objects(component.items).map((item) => string(object(item.media).url)),
    ...(component.type === kinds.thumbnail ? [string(object(component.media).url)] : []),
  ]);
  const inEmbeds = message.embeds.flatMap((embed) => [
    string(object(embed.image).url),
    string(object(embed.thumbnail).url),
  ]);
  return [...inComponents, ...inEmbeds].filter(Boolean).map((url) => url.replace('attachment://', ''));
}

/** How a form looks. */
export function seeModal(data: Json): SeenModal {
  return {
    title: string(data.title),
    customId: string(data.custom_id),
    fields: objects(data.components).flatMap((component) => {
      if (component.type === kinds.label)
        return [field(object(component.component), string(component.label))];
      return objects(component.components).map((input) => field(input, string(input.label)));
    }),
    raw: data,
  };
}

const field = (input: Json, label: string): SeenField => ({
  label,
  customId: string(input.custom_id),
  value: string(input.value),
  required: input.required !== false,
  paragraph: input.style === 2,
  placeholder: string(input.placeholder),
  least: Number(input.min_length ?? 0),
  most: Number(input.max_length ?? 4000),
  options: Array.isArray(input.options)
    ? objects(input.options).map((option) => ({ label: string(option.label), value: string(option.value) }))
    : undefined,
});
