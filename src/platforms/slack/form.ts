import type { types } from '@slack/bolt';
import type { Field, Form } from '#core/form.ts';
import type { FixedChoice, Option } from '#core/option.ts';
import type { Say } from '#core/say.ts';
import { plain } from '#core/text.ts';
import { longTextLimit, readValue, textLimit } from '#core/value.ts';
import type { Attached } from '#platforms/slack/attachment.ts';
import { cutLabel, limits } from '#platforms/slack/limits.ts';
import { clean } from '#platforms/slack/span.ts';

type InputBlock = types.InputBlock;
type InputBlockElement = types.InputBlockElement;
type ModalView = types.ModalView;
type PlainTextOption = types.PlainTextOption;

/** The view of every form; what it is about is in its private_metadata. */
export const formCallback = 'form';

const blockOf = (name: string): string => `f:${name}`;

/** The option that a block of a form asks for. */
export const optionOf = (block: string): string => block.replace(/^[af]:/, '');

const short = (value: string, limit: number): string => cutLabel(clean(value).trim() || '…', limit);
const label = (value: string, limit: number) => ({
  type: 'plain_text' as const,
  text: short(value, limit),
  emoji: true,
});

/** A choice of a menu, its words cut to what one line may hold. */
export const choice = (value: string, words: string): PlainTextOption => ({
  text: label(words, limits.options.text),
  value,
});

const textual = (field: Field, max: number, multiline: boolean): InputBlockElement => ({
  type: 'plain_text_input',
  action_id: field.name,
  multiline,
  max_length: Math.min(max, limits.input),
  ...(field.value !== undefined &&
    field.value !== '' &&
    field.value.length <= Math.min(max, limits.input) && { initial_value: field.value }),
  ...(field.hint &&
    field.hint.length <= limits.view.placeholder && {
      placeholder: label(field.hint, limits.view.placeholder),
    }),
});

const chosen = (options: readonly PlainTextOption[], value: string | undefined) =>
  options.find((each) => each.value === value);

function select(field: Field, options: PlainTextOption[]): InputBlockElement {
  const initial = chosen(options, field.value);
  return {
    type: 'static_select',
    action_id: field.name,
    options,
    ...(initial && { initial_option: initial }),
  };
}

function several(field: Field, options: PlainTextOption[]): InputBlockElement {
  const values = new Set((field.value ?? '').split(',').map((each) => each.trim()));
  const initial = options.filter(({ value }) => value !== undefined && values.has(value));
  const set = initial.length > 0 ? { initial_options: initial } : {};
  return options.length <= limits.options.radio
    ? { type: 'checkboxes', action_id: field.name, options, ...set }
    : { type: 'multi_static_select', action_id: field.name, options, ...set };
}

const optionsOf = (choices: readonly FixedChoice[], say: Say): PlainTextOption[] =>
  choices.slice(0, limits.options.select).map(({ value, label: words }) => choice(value, plain(say(words))));

// More choices than a menu holds, or values it cannot carry: they are typed, and the reader says what is wrong.
const fitsMenu = (choices: readonly FixedChoice[]): boolean =>
  choices.length <= limits.options.select &&
  choices.every(({ value }) => value.length <= limits.options.value);

const fileInput = ({ name }: Field): InputBlockElement => ({
  type: 'file_input',
  action_id: `file:${name}`,
  max_files: 1,
});

function elementOf(field: Field, say: Say): InputBlockElement {
  const { option, value } = field;
  switch (option.kind) {
    case 'text':
      return textual(field, option.max ?? textLimit, false);
    case 'file':
      return fileInput(field);
    case 'longtext':
      return textual(field, option.max ?? longTextLimit, true);
    case 'number':
      return {
        type: 'number_input',
        action_id: field.name,
        is_decimal_allowed: false,
        ...(option.min !== undefined && { min_value: String(option.min) }),
        ...(option.max !== undefined && { max_value: String(option.max) }),
        ...(value && { initial_value: value }),
      };
    case 'flag': {
      const options = [choice('true', plain(say('yes'))), choice('false', plain(say('no')))];
      const initial = chosen(options, value);
      return {
        type: 'radio_buttons',
        action_id: field.name,
        options,
        ...(initial && { initial_option: initial }),
      };
    }
    case 'choice':
      return fitsMenu(option.choices)
        ? select(field, optionsOf(option.choices, say))
        : textual(field, textLimit, false);
    case 'choices':
      return fitsMenu(option.choices)
        ? several(field, optionsOf(option.choices, say))
        : textual(field, textLimit, false);
    case 'player':
      return {
        type: 'users_select',
        action_id: field.name,
        ...(value && /^[UW]/.test(value) && { initial_user: value }),
      };
    case 'channel':
      return {
        type: 'conversations_select',
        action_id: field.name,
        filter: { include: ['public', 'private'], exclude_bot_users: true },
        ...(value && /^[CG]/.test(value) && { initial_conversation: value }),
      };
    case 'time':
      return {
        type: 'timepicker',
        action_id: field.name,
        ...(value && /^\d\d:\d\d$/.test(value) && { initial_time: value }),
      };
    case 'zone':
      return {
        type: 'external_select',
        action_id: field.name,
        min_query_length: 0,
        ...(value && { initial_option: choice(value, value) }),
      };
    case 'role':
      return textual(field, textLimit, false);
  }
}

/** A value that is too long to stand in its field is kept when the field is left empty, and the hint says so. */
const isTooLong = ({ value = '' }: Field): boolean => value.length > limits.input;

function hintOf(field: Field, say: Say): string | undefined {
  if (isTooLong(field))
    return plain(
      say('What you gave before ({length, number} characters) is kept while this stays empty.', {
        length: field.value?.length ?? 0,
      }),
    );
  return field.hint && field.hint.length > limits.view.placeholder ? field.hint : undefined;
}

function blockFor(field: Field, say: Say): InputBlock {
  const hint = hintOf(field, say);
  return {
    type: 'input',
    block_id: blockOf(field.name),
    label: label(field.label, limits.view.label),
    element: elementOf(field, say),
    optional: !field.required || isTooLong(field),
    ...(hint && { hint: label(hint, limits.view.hint) }),
  };
}

/** A field of Slack's holds 3000 characters; what may be longer can be given as a file instead. */
function fileFor(field: Field, say: Say): InputBlock[] {
  const { option, required, label: words } = field;
  if (option.kind !== 'longtext' || required || (option.max ?? longTextLimit) <= limits.input) return [];
  return [
    {
      type: 'input',
      block_id: `a:${field.name}`,
      label: label(plain(say('{label}, as a file', { label: words })), limits.view.label),
      element: fileInput(field),
      optional: true,
    },
  ];
}

/** A form as a modal. `metadata`: at most 3000 characters. */
export const formView = (form: Form, metadata: string, say: Say): ModalView => ({
  type: 'modal',
  callback_id: formCallback,
  private_metadata: metadata,
  title: label(form.title, limits.view.title),
  submit: label(form.submit, limits.view.submit),
  close: label(plain(say('Cancel')), limits.view.submit),
  blocks: form.fields.flatMap((field) => [blockFor(field, say), ...fileFor(field, say)]),
});

/** One element of a submitted view, as far as it concerns us. */
export interface Filled {
  readonly value?: string | null;
  readonly selected_option?: { readonly value?: string } | null;
  readonly selected_options?: readonly { readonly value?: string }[] | null;
  readonly selected_user?: string | null;
  readonly selected_conversation?: string | null;
  readonly selected_channel?: string | null;
  readonly selected_time?: string | null;
  readonly files?: readonly { readonly url_private_download?: string; readonly size?: number }[] | null;
}

export type State = Readonly<Record<string, Readonly<Record<string, Filled>>>>;

function written(filled: Filled): string {
  if (filled.selected_options) return filled.selected_options.map(({ value = '' }) => value).join(',');
  return (
    filled.value ??
    filled.selected_option?.value ??
    filled.selected_user ??
    filled.selected_conversation ??
    filled.selected_channel ??
    filled.selected_time ??
    ''
  );
}

/** What was filled in, by option name; an empty field is not there. */
export function readForm(state: State): Record<string, string> {
  const found = Object.entries(state).flatMap(([block, elements]): [string, string][] => {
    const name = optionOf(block);
    const filled = elements[name];
    const value = filled ? written(filled) : '';
    return value !== '' ? [[name, value]] : [];
  });
  return Object.fromEntries(found);
}

/** The files that were given, one for an option. */
export const attachedTo = (state: State): Attached[] =>
  Object.entries(state).flatMap(([block, elements]): Attached[] => {
    const option = optionOf(block);
    const [file] = elements[`file:${option}`]?.files ?? [];
    return file ? [{ option, url: file.url_private_download ?? '', size: file.size ?? 0 }] : [];
  });

/** What is wrong with what was filled in, under each field: the answer to a submission that keeps the form open. */
export function formErrors(
  filled: Readonly<Record<string, string>>,
  options: Readonly<Record<string, Option>>,
  say: Say,
): Record<string, string> {
  const errors = Object.entries(filled).flatMap(([name, value]): [string, string][] => {
    const option = options[name];
    const reading = option ? readValue(value, option, say) : { value };
    return 'fault' in reading ? [[blockOf(name), short(plain(reading.fault), limits.view.hint)]] : [];
  });
  return Object.fromEntries(errors);
}
