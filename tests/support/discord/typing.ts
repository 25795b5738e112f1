import { optionKinds } from '#tests/support/discord/commands.ts';
import { type Json, object, objects, size, string } from '#tests/support/discord/json.ts';
import { channelShape, memberShape, userShape } from '#tests/support/discord/shapes.ts';
import type { Channel, Given, Role, User } from '#tests/support/discord/world.ts';

/** What a user may give for an option. */
export type Value = string | number | boolean | User | Channel | Role | Given;

/** A typed command, as it goes into the interaction: nested options and what its ids stand for. */
export interface Typed {
  readonly options: readonly Json[];
  readonly resolved: Json;
  /** The kind of the option being typed, where one is. */
  readonly focused: number | undefined;
}

const isRecord = (value: Value | undefined): value is User | Channel | Role | Given =>
  typeof value === 'object';

/**
 * Types a registered command as a client would let a user type it. Throws where the client would not send it: an
 * option that does not exist, one that is missing, a value outside the choices or lengths.
 */
export function typeCommand(
  command: Json,
  path: readonly string[],
  values: Readonly<Record<string, Value>>,
  focus: string | undefined,
  cdn: string,
): Typed {
  const [next, ...rest] = path;
  if (next !== undefined) {
    const inner = objects(command.options).find(({ name, type }) => name === next && Number(type) <= 2);
    if (!inner) throw new Error(`/${string(command.name)} has no sub-command ${next}`);
    const typed = typeCommand(inner, rest, values, focus, cdn);
    return { ...typed, options: [{ type: inner.type, name: next, options: typed.options }] };
  }
  const known = objects(command.options);
  if (known.some(({ type }) => Number(type) <= 2))
    throw new Error(`/${string(command.name)} needs a sub-command`);
  const unknown = Object.keys(values).find((name) => !known.some((option) => option.name === name));
  if (unknown !== undefined) throw new Error(`/${string(command.name)} has no option ${unknown}`);
  const given = known.flatMap((option) => typeOption(option, values, focus));
  const focused = known.find(({ name }) => name === focus);
  if (focus !== undefined && focused?.autocomplete !== true) throw new Error(`${focus} is not completed`);
  return {
    options: given,
    resolved: resolve(Object.values(values), cdn),
    focused: focused && Number(focused.type),
  };
}

function typeOption(
  option: Json,
  values: Readonly<Record<string, Value>>,
  focus: string | undefined,
): Json[] {
  const name = string(option.name);
  const value = values[name];
  if (value === undefined) {
    if (option.required === true && focus === undefined) throw new Error(`${name} is required`);
    return [];
  }
  if (focus !== name) checkValue(option, name, value);
  const plain = isRecord(value) ? value.id : value;
  return [{ type: option.type, name, value: plain, ...(focus === name ? { focused: true } : {}) }];
}

function checkValue(option: Json, name: string, value: Value): void {
  const choices = objects(option.choices);
  if (choices.length > 0 && !choices.some((choice) => choice.value === value))
    throw new Error(`${String(value)} is no choice of ${name}`);
  const right = {
    [optionKinds.string]: 'string',
    [optionKinds.integer]: 'number',
    [optionKinds.number]: 'number',
    [optionKinds.boolean]: 'boolean',
  }[Number(option.type)];
  if (typeof value !== (right ?? 'object'))
    throw new Error(`${name} takes a ${right ?? 'user, channel, role or file'}`);
  if (typeof value === 'string') {
    const most = Number(option.max_length ?? 6000);
    if (size(value) > most || size(value) < Number(option.min_length ?? 0))
      throw new Error(`${name}: a wrong length`);
  }
  if (typeof value === 'number') {
    const outside =
      value < Number(option.min_value ?? -Infinity) || value > Number(option.max_value ?? Infinity);
    if (outside) throw new Error(`${name}: ${value} is out of range`);
  }
}

function resolve(values: readonly Value[], cdn: string): Json {
  const records = values.filter(isRecord);
  const table = <T extends User | Channel | Role | Given>(
    is: (one: User | Channel | Role | Given) => one is T,
    shape: (one: T) => Json,
  ) => Object.fromEntries(records.filter(is).map((one) => [one.id, shape(one)]));
  const users = records.filter((one): one is User => 'closed' in one);
  const found = {
    users: Object.fromEntries(users.map((user) => [user.id, userShape(user)])),
    members: Object.fromEntries(users.map((user) => [user.id, withoutUser(memberShape(user, 0n))])),
    channels: table(
      (one): one is Channel => 'denied' in one,
      (channel) => ({ ...channelShape(channel), permissions: '0' }),
    ),
    roles: table(
      (one): one is Role => !('closed' in one) && !('denied' in one) && !('bytes' in one),
      ({ id, name }) => ({
        id,
        name,
        permissions: '0',
        position: 1,
        color: 0,
        hoist: false,
        managed: false,
        mentionable: false,
      }),
    ),
    attachments: table(
      (one): one is Given => 'bytes' in one,
      (file) => attachment(file, cdn),
    ),
  };
  return Object.fromEntries(Object.entries(found).filter(([, entries]) => Object.keys(entries).length > 0));
}

const withoutUser = ({ user: _user, ...rest }: Json): Json => rest;

const attachment = (file: Given, cdn: string): Json => {
  const url = `${cdn}/ephemeral-attachments/${file.id}/${file.filename}`;
  return object({
    id: file.id,
    filename: file.filename,
    size: file.bytes.length,
    url,
    proxy_url: url,
    content_type: file.type,
    ephemeral: true,
  });
};
