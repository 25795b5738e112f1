import { kinds } from '#tests/support/discord/components.ts';
import { type Json, object, objects, string } from '#tests/support/discord/json.ts';
import { markdown } from '#tests/support/screen/discord/markdown.ts';
import { type Html, part, safe, tag, unknown } from '#tests/support/screen/html.ts';

/** A message's or form's files by the address its components name them with (`attachment://…`), as addresses a page can load. */
export type Files = ReadonlyMap<string, string>;

const more = { userSelect: 5, roleSelect: 6, channelSelect: 8, fileUpload: 19 } as const;

const buttonStyles: Readonly<Record<number, string>> = {
  1: 'primary',
  2: 'secondary',
  3: 'success',
  4: 'danger',
  5: 'link',
};

const accent = (color: unknown): string | undefined =>
  typeof color === 'number' ? `border-left-color:#${color.toString(16).padStart(6, '0')}` : undefined;

function media(item: Json, files: Files): Html {
  const url = string(object(item.media).url);
  const source = files.get(url);
  return source === undefined
    ? unknown(`the file ${url}`)
    : tag('img', { src: source, alt: string(item.description) });
}

const inside = (component: Json, files: Files): readonly Html[] =>
  objects(component.components).map((each) => show(each, files));

const select = (component: Json, what: string): Html => {
  const chosen = objects(component.options).filter((option) => option.default === true);
  const words = chosen.map((option) => string(option.label)).join(', ');
  return part(
    'select',
    words === '' ? part('placeholder', safe(string(component.placeholder) || what)) : safe(words),
    '<span>⌄</span>',
  );
};

const shows: Readonly<Record<number, (component: Json, files: Files) => Html>> = {
  [kinds.container]: (component, files) =>
    tag('div', { class: 'container', style: accent(component.accent_color) }, ...inside(component, files)),
  [kinds.text]: ({ content }) => part('text', markdown(string(content))),
  [kinds.separator]: ({ divider, spacing }) =>
    part(`separator ${divider === false ? '' : 'line'} ${spacing === 2 ? 'large' : ''}`),
  [kinds.row]: (component, files) => part('row', ...inside(component, files)),
  [kinds.button]: ({ label, style, disabled }) =>
    tag(
      'span',
      { class: `button ${buttonStyles[Number(style)] ?? 'unknown'} ${disabled === true ? 'off' : ''}` },
      safe(string(label)),
    ),
  [kinds.gallery]: ({ items }, files) => part('gallery', ...objects(items).map((item) => media(item, files))),
  [kinds.section]: (component, files) =>
    part(
      'section',
      part('words', ...inside(component, files)),
      component.accessory ? show(object(component.accessory), files) : '',
    ),
  [kinds.thumbnail]: (component, files) => part('thumbnail', media(component, files)),
  [kinds.select]: (component) => select(component, 'Make a selection'),
  [more.userSelect]: (component) => select(component, 'Select a user'),
  [more.roleSelect]: (component) => select(component, 'Select a role'),
  [more.channelSelect]: (component) => select(component, 'Select a channel'),
  [kinds.label]: ({ label, description, component }, files) => {
    const field = object(component);
    return part(
      'field',
      part('label', safe(string(label)), field.required === false ? '' : '<em>*</em>'),
      description ? part('description', safe(string(description))) : '',
      show(field, files),
    );
  },
  [kinds.input]: ({ style, value, placeholder }) =>
    part(
      `input ${style === 2 ? 'paragraph' : ''}`,
      value ? safe(string(value)) : part('placeholder', safe(string(placeholder))),
    ),
  [more.fileUpload]: () => part('input', 'Drop a file here'),
};

function show(component: Json, files: Files): Html {
  const known = shows[Number(component.type)];
  return known ? known(component, files) : unknown(`component ${JSON.stringify(component.type)}`);
}

/** What a client says around a message. */
export interface Around {
  /** Who typed what: `민지 used /compare`. */
  readonly above?: string;
  readonly private: boolean;
  readonly edited: boolean;
}

/** A message as Discord's client shows it. */
export function discordMessage(components: readonly Json[], files: Files, around: Around): Html {
  return part(
    'message',
    around.above === undefined ? '' : part('above', safe(around.above)),
    part('avatar'),
    part(
      'column',
      part('author', '<b>Gorae</b><span class="app">APP</span><span class="time">09:00</span>'),
      ...components.map((component) => show(component, files)),
      around.edited ? part('small', '(edited)') : '',
      around.private ? part('private', 'Only you can see this · <a>Dismiss message</a>') : '',
    ),
  );
}

/** A form as Discord's client opens it. */
export const discordModal = (data: Json): Html =>
  part(
    'modal',
    part('title', safe(string(data.title))),
    ...objects(data.components).map((component) => show(component, new Map())),
    part('row end', '<span class="button secondary">Cancel</span><span class="button primary">Submit</span>'),
  );
