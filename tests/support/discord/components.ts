import { type Json, object, objects, size, string } from '#tests/support/discord/json.ts';
import type { Fault } from '#tests/support/discord/refusal.ts';

/** Kinds of component, by Discord's numbers. */
export const kinds = {
  row: 1,
  button: 2,
  select: 3,
  input: 4,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
} as const;

/** Documented limits of components that the published description lacks. */
export const componentLimits = { rows: 5, buttons: 5, label: 80, total: 40, characters: 4000 } as const;

type Path = readonly (string | number)[];

/** One component with where it stands in the request. */
export interface Placed {
  readonly component: Json;
  readonly path: Path;
}

/** The components below these, each before its own children: rows, sections with accessories, containers, labels. */
export function walk(components: unknown, path: Path = ['components']): Placed[] {
  return objects(components).flatMap((component, index) => below({ component, path: [...path, index] }));
}

function below(placed: Placed): Placed[] {
  const { component, path } = placed;
  const inner = (key: 'accessory' | 'component'): Placed[] =>
    component[key] ? below({ component: object(component[key]), path: [...path, key] }) : [];
  return [
    placed,
    ...walk(component.components, [...path, 'components']),
    ...inner('accessory'),
    ...inner('component'),
  ];
}

/** Everything a reader can read in components: text displays and labels, in order. */
export const textOf = (components: unknown): string[] =>
  walk(components).flatMap(({ component }) =>
    component.type === kinds.text ? [string(component.content)] : [],
  );

/** Faults that the description does not find: the layout rules of old and of V2 messages. */
export function checkComponents(components: unknown, v2: boolean): Fault[] {
  const all = walk(components);
  const rules = v2 ? checkV2(all) : checkOld(components);
  return [...rules, ...checkDuplicates(all), ...all.flatMap(checkOne)];
}

const fault = (path: Path, code: string, message: string): Fault => ({ path, code, message });

function checkOld(components: unknown): Fault[] {
  const top = objects(components);
  const strange = top.flatMap(({ type }, index) =>
    type === kinds.row
      ? []
      : [
          fault(
            ['components', index, 'type'],
            'UNION_TYPE_CHOICES',
            'Value of field "type" must be one of (1,).',
          ),
        ],
  );
  const tooMany =
    top.length > componentLimits.rows
      ? [fault(['components'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.')]
      : [];
  return [...strange, ...tooMany];
}

function checkV2(all: readonly Placed[]): Fault[] {
  const characters = all.reduce(
    (sum, { component }) =>
      sum + size(component.content) + (component.type === kinds.button ? size(component.label) : 0),
    0,
  );
  const faults: Fault[] = [];
  if (all.length > componentLimits.total)
    faults.push(
      fault(
        ['components'],
        'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
        'The total number of components exceeds the maximum of 40',
      ),
    );
  if (characters > componentLimits.characters)
    faults.push(
      fault(
        ['components'],
        'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
        'The total size of displayable text in this message exceeds the maximum size of 4000',
      ),
    );
  return faults;
}

function checkDuplicates(all: readonly Placed[]): Fault[] {
  const ids = all.flatMap(({ component, path }) =>
    typeof component.custom_id === 'string' ? [{ id: component.custom_id, path }] : [],
  );
  return ids
    .filter(({ id }, index) => ids.findIndex((one) => one.id === id) < index)
    .map(({ path }) =>
      fault(
        [...path, 'custom_id'],
        'COMPONENT_CUSTOM_ID_DUPLICATED',
        'Component custom id cannot be duplicated',
      ),
    );
}

function checkOne({ component, path }: Placed): Fault[] {
  switch (component.type) {
    case kinds.row:
      return checkRow(component, path);
    case kinds.button:
      return checkButton(component, path);
    case kinds.select:
      return checkSelect(component, path);
    case kinds.text:
      return string(component.content).trim() === ''
        ? [fault([...path, 'content'], 'BASE_TYPE_REQUIRED', 'This field is required')]
        : [];
    default:
      return [];
  }
}

function checkRow(row: Json, path: Path): Fault[] {
  const types = objects(row.components).map(({ type }) => type);
  const mixed = types.some((type) => type !== kinds.button) && types.length > 1;
  return mixed
    ? [
        fault(
          [...path, 'components'],
          'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
          'The specified component exceeds the maximum width',
        ),
      ]
    : [];
}

function checkButton(button: Json, path: Path): Fault[] {
  const link = button.style === 5;
  const faults: Fault[] = [];
  if (string(button.label).trim() === '' && !button.emoji)
    faults.push(
      fault(
        [...path, 'label'],
        'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED',
        'A button needs a label or an emoji',
      ),
    );
  if (link !== (typeof button.url === 'string'))
    faults.push(
      fault([...path, 'url'], 'BUTTON_COMPONENT_INVALID_URL', 'A link button has a url, and only it'),
    );
  if (link === (typeof button.custom_id === 'string'))
    faults.push(
      fault(
        [...path, 'custom_id'],
        'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED',
        'A custom id is required, except for links',
      ),
    );
  return faults;
}

function checkSelect(select: Json, path: Path): Fault[] {
  const values = objects(select.options).map(({ value }) => value);
  const most = typeof select.max_values === 'number' ? select.max_values : 1;
  const faults: Fault[] = [];
  if (new Set(values).size < values.length)
    faults.push(
      fault(
        [...path, 'options'],
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      ),
    );
  if (most > values.length)
    faults.push(
      fault(
        [...path, 'max_values'],
        'SELECT_COMPONENT_MAX_VALUES_TOO_LARGE',
        'max_values exceeds the number of options',
      ),
    );
  return faults;
}
