import { type Json, object, objects, size, string } from '#tests/support/discord/json.ts';
import type { Fault } from '#tests/support/discord/refusal.ts';
import { check } from '#tests/support/discord/schema.ts';
import { snowflake } from '#tests/support/discord/snowflake.ts';

/** Kinds of option, by Discord's numbers. */
export const optionKinds = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
} as const;

/** The tags Discord knows; any other key of a localisation is refused. */
const languages =
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  );

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming */
const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

type Path = readonly (string | number)[];
const fault = (path: Path, code: string, message: string): Fault => ({ path, code, message });

/** What Discord finds wrong with a command: its description, and what only the documentation says. */
export function checkCommand(command: Json): Fault[] {
  const nested = objects(command.options);
  return [
    ...check('ApplicationCommandCreateRequest', command),
    ...checkNamed(command, [], (command.type ?? 1) === 1),
    ...checkOptions(nested, ['options'], 0),
    ...checkSize(command),
  ];
}

function checkNamed(thing: Json, path: Path, described: boolean): Fault[] {
  const names: [Path, string][] = [[[...path, 'name'], string(thing.name)]];
  for (const [tag, name] of Object.entries(object(thing.name_localizations)))
    names.push([[...path, 'name_localizations', tag], string(name)]);
  const tags = [thing.name_localizations, thing.description_localizations].flatMap((map) =>
    Object.keys(object(map)),
  );
  const faults = names.flatMap(([at, name]) => checkName(at, name));
  for (const tag of tags.filter((one) => !languages.includes(one)))
    faults.push(
      fault([...path, 'name_localizations', tag], 'DICT_TYPE_INVALID_KEY', `Unknown locale ${tag}`),
    );
  if (described && string(thing.description) === '')
    faults.push(fault([...path, 'description'], 'BASE_TYPE_REQUIRED', 'This field is required'));
  return faults;
}

function checkName(path: Path, name: string): Fault[] {
  if (namePattern.test(name) && name === name.toLowerCase()) return [];
  const message = "Command name is invalid. See the documentation's naming rules.";
  return [fault(path, 'APPLICATION_COMMAND_INVALID_NAME', message)];
}

function checkOptions(options: readonly Json[], path: Path, depth: number): Fault[] {
  const names = options.map(({ name }) => name);
  const faults: Fault[] = options.flatMap((option, index) => checkOption(option, [...path, index], depth));
  if (new Set(names).size < names.length)
    faults.push(fault(path, 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists'));
  const kinds = options.map(({ type }) => type === optionKinds.subcommand || type === optionKinds.group);
  if (kinds.some(Boolean) && !kinds.every(Boolean))
    faults.push(
      fault(
        path,
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        'Sub-command and sub-command group option types are mutually exclusive to all other types',
      ),
    );
  const firstOptional = options.findIndex(({ required }) => required !== true);
  if (
    !kinds.some(Boolean) &&
    options.some(({ required }, index) => required === true && index > firstOptional && firstOptional >= 0)
  )
    faults.push(
      fault(
        path,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      ),
    );
  return faults;
}

function checkOption(option: Json, path: Path, depth: number): Fault[] {
  const faults = checkNamed(option, path, true);
  const { type } = option;
  if ((type === optionKinds.group && depth > 0) || (type === optionKinds.subcommand && depth > 1))
    faults.push(fault([...path, 'type'], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Nested too deeply'));
  if (option.autocomplete === true && objects(option.choices).length > 0)
    faults.push(
      fault(
        [...path, 'autocomplete'],
        'APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES',
        'Autocomplete and choices exclude each other',
      ),
    );
  const choices = objects(option.choices);
  if (new Set(choices.map(({ name }) => name)).size < choices.length)
    faults.push(
      fault(
        [...path, 'choices'],
        'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_EXISTS',
        'Option choice name already exists',
      ),
    );
  for (const [index, choice] of choices.entries())
    if (size(choice.value) > 100)
      faults.push(
        fault(
          [...path, 'choices', index, 'value'],
          'BASE_TYPE_BAD_LENGTH',
          'Must be 100 or fewer in length.',
        ),
      );
  const next = type === optionKinds.group ? 1 : 2;
  return [...faults, ...checkOptions(objects(option.options), [...path, 'options'], next)];
}

/** 8000 characters for names, descriptions and values together; of translations, the longest counts. */
function checkSize(command: Json): Fault[] {
  const longest = (plain: unknown, translated: unknown): number =>
    Math.max(size(plain), ...Object.values(object(translated)).map(size));
  const weigh = (thing: Json): number =>
    longest(thing.name, thing.name_localizations) +
    longest(thing.description, thing.description_localizations) +
    size(thing.value) +
    [...objects(thing.options), ...objects(thing.choices)].reduce((sum, inner) => sum + weigh(inner), 0);
  if (weigh(command) <= 8000) return [];
  return [fault([], 'APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)')];
}

/** A command as Discord returns it: with ids and defaults, false flags left out, translations null where none. */
export function registered(
  command: Json,
  application: string,
  guild: string | undefined,
  id = snowflake(),
): Json {
  const { id: _given, options, ...rest } = command;
  const permissions = command.default_member_permissions;
  const own = guild
    ? { guild_id: guild }
    : {
        contexts: command.contexts ?? null,
        integration_types: command.integration_types ?? [0],
        dm_permission: command.dm_permission ?? true,
      };
  return {
    ...translated(rest),
    id,
    application_id: application,
    version: snowflake(),
    type: command.type ?? 1,
    default_member_permissions:
      permissions === undefined || permissions === null ? null : String(permissions),
    nsfw: command.nsfw ?? false,
    ...(objects(options).length > 0 ? { options: objects(options).map(storedOption) } : {}),
    ...own,
  };
}

const translated = (thing: Json): Json => ({
  ...thing,
  name_localizations: thing.name_localizations ?? null,
  ...(thing.value === undefined
    ? { description_localizations: thing.description_localizations ?? null }
    : {}),
});

function storedOption(option: Json): Json {
  const { required, autocomplete, options, choices, ...rest } = option;
  return {
    ...translated(rest),
    ...(required === true ? { required } : {}),
    ...(autocomplete === true ? { autocomplete } : {}),
    ...(objects(choices).length > 0 ? { choices: objects(choices).map(translated) } : {}),
    ...(objects(options).length > 0 ? { options: objects(options).map(storedOption) } : {}),
  };
}

/** Without `with_localizations` Discord's list leaves the translations out. */
export function withoutLocalizations(command: Json): Json {
  const { name_localizations: _names, description_localizations: _descriptions, ...rest } = command;
  const inner = (key: 'options' | 'choices'): Json =>
    Array.isArray(rest[key]) ? { [key]: objects(rest[key]).map(withoutLocalizations) } : {};
  return { ...rest, ...inner('options'), ...inner('choices') };
}
