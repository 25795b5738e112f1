import type { Registration } from '#platforms/discord/registration.ts';

/** What a registered command is told by; the rest of what Discord says of it is its own. */
export interface Registered {
  readonly id: string;
  readonly name: string;
}

/** One thing to do so that Discord has what we want, and why: paths of what differs. */
export type Change =
  | { readonly kind: 'create'; readonly name: string; readonly wanted: Registration }
  | {
      readonly kind: 'update';
      readonly name: string;
      readonly wanted: Registration;
      readonly why: readonly string[];
    }
  | { readonly kind: 'delete'; readonly name: string; readonly id: string };

/** What a registered command must become, in the order of the menu; then what must go. Pure. */
export function* changes(
  registered: readonly Registered[],
  wanted: readonly Registration[],
): Generator<Change> {
  for (const command of wanted) {
    const known = registered.find(({ name }) => name === command.name);
    if (!known) yield { kind: 'create', name: command.name, wanted: command };
    else {
      const why = differences(comparable(known), comparable(command), '');
      if (why.length > 0) yield { kind: 'update', name: command.name, wanted: command, why };
    }
  }
  for (const { id, name } of registered)
    if (!wanted.some((command) => command.name === name)) yield { kind: 'delete', name, id };
}

type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** What we say of a command, and so compare. What Discord adds (ids, versions, its own defaults) is not ours. */
const ours = new Set([
  'type',
  'name',
  'description',
  'name_localizations',
  'description_localizations',
  'options',
  'choices',
  'value',
  'required',
  'autocomplete',
  'min_value',
  'max_value',
  'min_length',
  'max_length',
  'channel_types',
  'contexts',
  'integration_types',
  'default_member_permissions',
]);

/** Lists whose order means nothing; Discord returns them sorted. */
const sets = new Set(['channel_types', 'contexts', 'integration_types']);

/** The same thing for every way to write it: absent, null, false and empty are one, options go by their names. */
function comparable(value: unknown, key = ''): Value {
  if (Array.isArray(value)) {
    const all = value.map((item) => comparable(item));
    if (sets.has(key)) return all.map(String).sort();
    // The order of options shows in the client, so it is compared too.
    const keyed = all.map((item, index) => [nameOf(item) ?? String(index), item] as const);
    return key === 'options' || key === 'choices'
      ? { ...Object.fromEntries(keyed), order: keyed.map(([name]) => name).join(', ') }
      : all;
  }
  if (typeof value !== 'object' || value === null) return value as Value;
  const translated = key.endsWith('_localizations');
  const entries = Object.entries(value)
    .filter(([name, inner]) => (translated || ours.has(name)) && !isEmpty(inner))
    .map(([name, inner]) => [name, comparable(inner, name)] as const);
  return Object.fromEntries(entries);
}

const nameOf = (item: Value): string | undefined =>
  typeof item === 'object' && item !== null && 'name' in item && typeof item.name === 'string'
    ? item.name
    : undefined;

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === false ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** Paths at which two values differ: `options.a.description`. */
function differences(before: Value | undefined, after: Value | undefined, path: string): readonly string[] {
  if (isTable(before) && isTable(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => differences(before[key], after[key], path === '' ? key : `${path}.${key}`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [path];
}

const isTable = (value: Value | undefined): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
