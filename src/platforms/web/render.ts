import type { Form } from '#core/form.ts';
import type { Option } from '#core/option.ts';
import type { BlockRendering, Button, Reply } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import { spell } from '#core/spelling.ts';
import type { Line } from '#core/store.ts';
import { plain, visit } from '#core/text.ts';
import { longTextLimit, textLimit } from '#core/value.ts';
import { clean, cleanText } from '#platforms/web/clean.ts';
import { readSvg } from '#platforms/web/svg.ts';
import type {
  ShownBlock,
  ShownButton,
  ShownField,
  ShownForm,
  ShownLine,
  ShownReply,
} from '#platforms/web/wire.ts';

const showButton = ({ label, call, tone }: Button): ShownButton => ({
  label: cleanText(label),
  call: spell(call),
  ...(tone && { tone }),
});

const blocks: BlockRendering<ShownBlock> = {
  paragraph: ({ text }) => ({ type: 'paragraph', text: cleanText(text) }),
  heading: ({ text }) => ({ type: 'heading', text: cleanText(text) }),
  note: ({ text }) => ({ type: 'note', text: cleanText(text) }),
  list: ({ items, signed }) => ({ type: 'list', items: items.map(cleanText), ...(signed && { signed }) }),
  table: ({ head, rows }) => ({
    type: 'table',
    head: head.map(cleanText),
    rows: rows.map((row) => row.map(cleanText)),
  }),
  code: ({ value, language }) => ({ type: 'code', value: clean(value), ...(language && { language }) }),
  picture: ({ alt, svg }) => {
    const shape = readSvg(svg);
    return { type: 'picture', alt: clean(plain(alt)), ...(shape && { shape }) };
  },
  buttons: ({ buttons }) => ({ type: 'buttons', buttons: buttons.map(showButton) }),
};

/** A reply as the page lays it out. A page has no limits to meet: nothing is split or left out. */
export const showReply = ({ title, tone, blocks: all }: Reply): ShownReply => ({
  title: cleanText(title),
  ...(tone && { tone }),
  blocks: all.map((block) => visit(blocks, block)),
});

/** A message of the history as the page shows it. */
export const showLine = ({ id, revision, channel, author, only, content, at }: Line): ShownLine => ({
  id,
  channel,
  ...(author !== undefined && { author: clean(author) }),
  hidden: only !== undefined,
  content: 'said' in content ? { said: clean(content.said) } : { reply: showReply(content.reply) },
  at: at.epochMilliseconds,
  version: revision,
});

const kinds: { readonly [K in Option['kind']]: ShownField['kind'] } = {
  text: 'line',
  longtext: 'lines',
  file: 'file',
  number: 'number',
  flag: 'flag',
  choice: 'choice',
  choices: 'choices',
  player: 'line',
  channel: 'line',
  role: 'line',
  time: 'line',
  zone: 'line',
};

function bounds(option: Option): Pick<ShownField, 'min' | 'max' | 'example' | 'choices'> {
  switch (option.kind) {
    case 'number':
      return {
        ...(option.min !== undefined && { min: option.min }),
        ...(option.max !== undefined && { max: option.max }),
      };
    case 'longtext':
      return { max: option.max ?? longTextLimit, ...(option.example && { example: option.example }) };
    case 'file':
      return { max: option.max ?? longTextLimit };
    case 'text':
      return { max: option.max ?? textLimit };
    default:
      return {};
  }
}

/** A form as the page's dialog. */
export const showForm = ({ title, submit, call, fields }: Form, say: Say): ShownForm => ({
  title,
  submit,
  call: spell(call),
  fields: fields.map(({ name, label, hint, option, required, value = '' }) => ({
    name,
    label,
    ...(hint && { hint }),
    required,
    value,
    kind: kinds[option.kind],
    ...bounds(option),
    ...('choices' in option && {
      choices: option.choices.map((choice) => ({ value: choice.value, label: plain(say(choice.label)) })),
    }),
  })),
});
