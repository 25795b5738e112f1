import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APISelectMenuOption,
  type APITextInputComponent,
  ChannelType,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import type { Field, Form } from '#core/form.ts';
import type { FixedChoice } from '#core/option.ts';
import { type Say, sayPlain } from '#core/say.ts';
import type { Parked } from '#core/spelling.ts';
import { CustomIds } from '#platforms/discord/customid.ts';
import { cut, limits } from '#platforms/discord/limits.ts';

type Input = APILabelComponent['component'];

const { modal } = limits;

/** A form as a modal, with the spellings to be parked before it is shown. Its fields are named by their options. */
export function renderForm(
  form: Form,
  say: Say,
): { readonly data: APIModalInteractionResponseCallbackData; readonly parked: readonly Parked[] } {
  const ids = new CustomIds();
  const data: APIModalInteractionResponseCallbackData = {
    custom_id: ids.of(form.call),
    title: cut(form.title, modal.title),
    components: firstFields(form.fields).map((field) => label(field, say)),
  };
  return { data, parked: ids.parked };
}

/** At most five, the required ones among them; an optional field that finds no room keeps its default. */
function firstFields(fields: readonly Field[]): readonly Field[] {
  const required = fields.filter((field) => field.required).slice(0, modal.fields);
  const optional = fields.filter((field) => !field.required).slice(0, modal.fields - required.length);
  return fields.filter((field) => required.includes(field) || optional.includes(field));
}

/** A label is short; where the words are longer, all of them stand below it. */
function label(field: Field, say: Say): APILabelComponent {
  const long = field.label.length > modal.label;
  return {
    type: ComponentType.Label,
    label: cut(field.label, modal.label),
    ...(long ? { description: cut(field.label, modal.description) } : {}),
    component: input(field, say),
  };
}

function input(field: Field, say: Say): Input {
  const { option, name, required, value } = field;
  const base = { custom_id: name, required };
  switch (option.kind) {
    case 'longtext':
    case 'file':
      return textInput(field, TextInputStyle.Paragraph, option.max);
    case 'flag':
      return select(field, yesNo, 1, say);
    case 'choice':
      return option.choices.length > modal.options
        ? textInput(field, TextInputStyle.Short, undefined)
        : select(field, option.choices, 1, say);
    case 'choices':
      return option.choices.length > modal.options
        ? textInput(field, TextInputStyle.Short, undefined)
        : select(field, option.choices, option.choices.length, say);
    case 'player':
      return { type: ComponentType.UserSelect, ...base, ...chosen('user', value) };
    case 'role':
      return { type: ComponentType.RoleSelect, ...base, ...chosen('role', value) };
    case 'channel':
      return {
        type: ComponentType.ChannelSelect,
        ...base,
        channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
        ...chosen('channel', value),
      };
    case 'text':
      return textInput(field, TextInputStyle.Short, option.max);
    default:
      return textInput(field, TextInputStyle.Short, undefined);
  }
}

function textInput(field: Field, style: TextInputStyle, max: number | undefined): APITextInputComponent {
  const most = Math.min(max ?? modal.value, modal.value);
  const { hint, value, name, required } = field;
  return {
    type: ComponentType.TextInput,
    custom_id: name,
    style,
    required,
    max_length: most,
    ...(hint ? { placeholder: cut(hint, modal.placeholder) } : {}),
    // A value that is too long for the field would have the whole form refused.
    ...(value && value.length <= most ? { value } : {}),
  };
}

const yesNo: readonly FixedChoice[] = [
  { value: 'true', label: 'yes' },
  { value: 'false', label: 'no' },
];

function select(field: Field, choices: readonly FixedChoice[], most: number, say: Say): Input {
  const values = new Set(field.value?.split(/[\s,]+/));
  const options: APISelectMenuOption[] = choices.map((choice) => ({
    value: choice.value,
    label: cut(sayPlain(say, choice.label), limits.command.choiceName),
    ...(values.has(choice.value) ? { default: true } : {}),
  }));
  return {
    type: ComponentType.StringSelect,
    custom_id: field.name,
    required: field.required,
    min_values: field.required ? 1 : 0,
    max_values: most,
    options,
  };
}

const isId = (value: string | undefined): value is string => value !== undefined && /^\d{15,20}$/.test(value);

function chosen<T extends 'user' | 'role' | 'channel'>(
  type: T,
  value: string | undefined,
): { default_values?: { id: string; type: never }[] } {
  return isId(value) ? { default_values: [{ id: value, type: type as never }] } : {};
}
