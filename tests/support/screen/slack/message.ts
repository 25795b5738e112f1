import { type Html, part, safe, tag, unknown } from '#tests/support/screen/html.ts';
import { isRecord, type Json } from '#tests/support/slack/schema.ts';

/** Slack's files by their id, as addresses a page can load. */
export type Files = ReadonlyMap<string, string>;

const objects = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);
const object = (value: unknown): Json => (isRecord(value) ? value : {});
const string = (value: unknown): string => (typeof value === 'string' ? value : '');

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
const unescaped = (words: string): string => words.replace(/&(?:amp|lt|gt);/g, (one) => entities[one] ?? one);

const between = (sign: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])[${sign}](?=\\S)([^${sign}\\n]*\\S)[${sign}](?![\\p{L}\\p{N}])`, 'gu');

/** Slack's mrkdwn: `<url|words>`, and signs around words that touch no letter outside. */
export function mrkdwn(text: string): Html {
  return text
    .split(/(<[^>]*>)/)
    .map((piece) => {
      const [, inside] = /^<([^>]*)>$/.exec(piece) ?? [];
      if (inside === undefined)
        return safe(unescaped(piece))
          .replace(between('`'), '<code>$1</code>')
          .replace(between('*'), '<strong>$1</strong>')
          .replace(between('_'), '<em>$1</em>')
          .replace(between('~'), '<s>$1</s>');
      const [address = '', words = address] = inside.split('|');
      if (/^[@#!]/.test(address)) return tag('span', { class: 'mention' }, safe(address));
      return tag('a', { title: address }, safe(unescaped(words)));
    })
    .join('');
}

function words(value: unknown): Html {
  const { type, text } = object(value);
  if (type === 'mrkdwn') return mrkdwn(string(text));
  return type === 'plain_text' ? safe(string(text)) : unknown(`text ${String(type)}`);
}

const marks = { code: 'code', bold: 'strong', italic: 'em', strike: 's', underline: 'u' } as const;

function inline(element: Json): Html {
  const { type, text, url } = element;
  if (type !== 'text' && type !== 'link') return unknown(`inline ${String(type)}`);
  const style = object(element.style);
  const styled = Object.entries(marks).reduce(
    (html, [name, mark]) => (style[name] === true ? tag(mark, {}, html) : html),
    safe(string(text) || string(url)),
  );
  return type === 'link' ? tag('a', { title: string(url) }, styled) : styled;
}

/** Characters of one text beyond which Slack may fold it behind "See more" (documented for attachments and sections). */
const folds = 700;

function rich(element: Json): Html {
  const elements = objects(element.elements);
  switch (element.type) {
    case 'rich_text_section':
      return part('words', ...elements.map(inline));
    case 'rich_text_preformatted':
      return tag('pre', {}, ...elements.map(inline));
    case 'rich_text_quote':
      return tag('blockquote', {}, ...elements.map(inline));
    case 'rich_text_list':
      return tag(
        element.style === 'ordered' ? 'ol' : 'ul',
        {},
        ...elements.map((item) => tag('li', {}, rich(item))),
      );
    default:
      return unknown(`rich text ${String(element.type)}`);
  }
}

const image = (value: Json, files: Files): Html => {
  const id = string(object(value.slack_file).id);
  const source = files.get(id);
  return source === undefined
    ? unknown(`the file ${id}${string(value.image_url)}`)
    : tag('img', { src: source, alt: string(value.alt_text) });
};

const button = ({ text, style }: Json): Html =>
  tag('span', { class: `button ${string(style)}` }, words(text));

const cell = (value: Json): Html => {
  if (value.type === 'raw_text') return safe(string(value.text));
  return value.type === 'rich_text'
    ? objects(value.elements).map(rich).join('')
    : unknown(`cell ${String(value.type)}`);
};

const table = ({ rows }: Json): Html =>
  part(
    'scroll',
    tag(
      'table',
      {},
      ...(Array.isArray(rows) ? rows : []).map((row) =>
        tag('tr', {}, ...objects(row).map((each) => tag('td', {}, cell(each)))),
      ),
    ),
  );

const option = (value: unknown): Html => words(object(value).text);
const field = (value: unknown, { placeholder }: Json, what: string): Html =>
  typeof value === 'string' && value !== ''
    ? safe(value)
    : part('placeholder', placeholder ? words(placeholder) : what);
const menu = (value: unknown, element: Json, what: string): Html =>
  part('input menu', isRecord(value) ? option(value) : field(value, element, what), '<span>⌄</span>');

function ticks(element: Json, chosen: readonly unknown[], sign: readonly [on: string, off: string]): Html {
  const values = new Set(chosen.map((each) => object(each).value));
  const options = objects(element.options).map((each) =>
    part('tick', values.has(each.value) ? sign[0] : sign[1], ' ', option(each)),
  );
  return part('ticks', ...options);
}

const inputs: Readonly<Record<string, (element: Json) => Html>> = {
  plain_text_input: (element) =>
    part(`input ${element.multiline === true ? 'paragraph' : ''}`, field(element.initial_value, element, '')),
  number_input: (element) => part('input', field(element.initial_value, element, '')),
  static_select: (element) => menu(element.initial_option, element, 'Select an option'),
  external_select: (element) => menu(element.initial_option, element, 'Select an option'),
  multi_static_select: (element) =>
    part(
      'input menu',
      objects(element.initial_options).map(option).join(', ') || part('placeholder', 'Select options'),
      '<span>⌄</span>',
    ),
  users_select: (element) => menu(element.initial_user, element, 'Select a user'),
  conversations_select: (element) => menu(element.initial_conversation, element, 'Select a conversation'),
  timepicker: (element) => menu(element.initial_time, element, 'Select a time'),
  file_input: () => part('file', '<span class="button">Upload file</span>'),
  radio_buttons: (element) => ticks(element, [element.initial_option], ['◉', '○']),
  checkboxes: (element) => ticks(element, objects(element.initial_options), ['☑', '☐']),
};

const blocks: Readonly<Record<string, (block: Json, files: Files) => Html>> = {
  header: ({ text }) => part('header', words(text)),
  section: ({ text, fields: all }) =>
    part('words', text ? words(text) : '', ...objects(all).map((each) => part('column', words(each)))),
  context: ({ elements }, files) =>
    part(
      'context',
      ...objects(elements).map((each) => (each.type === 'image' ? image(each, files) : words(each))),
    ),
  divider: () => '<hr>',
  actions: ({ elements }) =>
    part(
      'row',
      ...objects(elements).map((each) =>
        each.type === 'button'
          ? button(each)
          : (inputs[string(each.type)]?.(each) ?? unknown(`element ${String(each.type)}`)),
      ),
    ),
  image: (block, files) => part('image', image(block, files)),
  rich_text: ({ elements }) => {
    const shown = objects(elements);
    // Where Slack may fold is marked, since what is below must not be what matters.
    return part(`rich ${textOf(shown).length > folds ? 'folds' : ''}`, ...shown.map(rich));
  },
  table,
  input: ({ label, element, hint, optional }) => {
    const { type } = object(element);
    const input = inputs[string(type)];
    return part(
      'field',
      part('label', words(label), optional === true ? '<span> (optional)</span>' : ''),
      input ? input(object(element)) : unknown(`input ${String(type)}`),
      hint ? part('context', words(hint)) : '',
    );
  },
};

const textOf = (elements: unknown): string =>
  objects(elements)
    .map((each) => string(each.text) + textOf(each.elements))
    .join('');

const show = (block: Json, files: Files): Html => {
  const known = blocks[string(block.type)];
  return part('block', known ? known(block, files) : unknown(`block ${String(block.type)}`));
};

/** A message as Slack's client shows it. `hidden`: only its reader sees it. */
export const slackMessage = (
  message: { readonly blocks: readonly Json[]; readonly text: string; readonly edited: boolean },
  files: Files,
  hidden: boolean,
): Html =>
  part(
    'message',
    hidden ? part('private', 'Only visible to you') : '',
    part('avatar'),
    part(
      'column',
      part('author', '<b>Gorae</b><span class="app">APP</span><span class="time">9:00 AM</span>'),
      ...(message.blocks.length > 0
        ? message.blocks.map((block) => show(block, files))
        : [part('words', mrkdwn(message.text))]),
      message.edited ? part('context', '(edited)') : '',
    ),
  );

/** A form as Slack's client opens it. */
export const slackView = (view: Json): Html =>
  part(
    'modal',
    part('title', words(view.title)),
    ...objects(view.blocks).map((block) => show(block, new Map())),
    part(
      'row end',
      tag('span', { class: 'button' }, words(view.close)),
      tag('span', { class: 'button primary' }, words(view.submit)),
    ),
  );
