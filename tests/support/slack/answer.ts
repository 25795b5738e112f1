import { elementsOf, labelOf } from './payload.ts';
import { isRecord, type Json } from './schema.ts';
import type { OpenView } from './world.ts';

/** What a person puts into a form: by label, block_id or action_id. */
export type Filled = Readonly<Record<string, string | readonly string[]>>;

const optionsOf = (element: Json): Json[] => (Array.isArray(element.options) ? element.options : []);
const withValue = (element: Json, value: string): Json => {
  const found = optionsOf(element).find(
    (option) => option.value === value || (isRecord(option.text) && option.text.text === value),
  );
  if (!found && element.type !== 'external_select') throw new Error(`there is no option ${value}`);
  return found ?? { text: { type: 'plain_text', text: value }, value };
};

/** Puts a text into a file of Slack's, for fields that take files. */
export type Attach = (content: string) => Json;

function stateOf(element: Json, given: string | readonly string[] | undefined, attach: Attach): Json {
  const type = String(element.type);
  if (type === 'file_input')
    return { type, files: (typeof given === 'string' ? [given] : (given ?? [])).map(attach) };
  const one = typeof given === 'string' ? given : given?.[0];
  const many = given === undefined ? [] : typeof given === 'string' ? [given] : given;
  if (type === 'plain_text_input' || type === 'number_input' || type === 'url_text_input')
    return {
      type,
      value:
        one === undefined || one === ''
          ? given === undefined
            ? (element.initial_value ?? null)
            : null
          : one,
    };
  if (type === 'checkboxes' || type === 'multi_static_select')
    return {
      type,
      selected_options:
        given === undefined ? (element.initial_options ?? []) : many.map((each) => withValue(element, each)),
    };
  if (type === 'static_select' || type === 'radio_buttons' || type === 'external_select')
    return {
      type,
      selected_option: one === undefined ? (element.initial_option ?? null) : withValue(element, one),
    };
  const name =
    type === 'timepicker'
      ? 'time'
      : type === 'datepicker'
        ? 'date'
        : (type.match(/^(user|channel|conversation)s_select$/)?.[1] ?? 'value');
  return { type, [`selected_${name}`]: one ?? element[`initial_${name}`] ?? null };
}

const emptyState = (state: Json): boolean =>
  Object.entries(state).every(
    ([name, value]) => name === 'type' || value === null || (Array.isArray(value) && value.length === 0),
  );

/** The state of a form filled in by a person. Refuses, as the client does, what is missing, too short or too long. */
export function fill(open: OpenView, given: Filled, attach: Attach): Json {
  const inputs = elementsOf(open.view.blocks as readonly Json[]).filter(
    ({ block }) => block.type === 'input',
  );
  const used = new Set<string>();
  const values = inputs.map((input) => {
    const { block, element } = input;
    const names = [labelOf(input), String(block.block_id), String(element.action_id)];
    const name = names.find((each) => given[each] !== undefined);
    if (name !== undefined) used.add(name);
    const state = stateOf(element, name === undefined ? undefined : given[name], attach);
    if (block.optional !== true && emptyState(state))
      throw new Error(`${names[0]}: please complete this required field`);
    if (typeof state.value === 'string') {
      const { min_length: min = 0, max_length: max = 3000 } = element;
      if (state.value.length < Number(min) || state.value.length > Number(max))
        throw new Error(`${names[0]}: between ${min} and ${max} characters`);
    }
    return [String(block.block_id), { [String(element.action_id)]: state }] as const;
  });
  const unknown = Object.keys(given).filter((name) => !used.has(name));
  if (unknown.length > 0) throw new Error(`the form has no field ${unknown.join(', ')}`);
  return Object.fromEntries(values);
}
