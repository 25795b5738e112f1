import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandGroupOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { AnyCommand } from '#core/command.ts';
import { type Locale, locales } from '#core/locale.ts';
import type { FixedChoice, Option } from '#core/option.ts';
import { type Say, sayPlain } from '#core/say.ts';
import { textLimit } from '#core/value.ts';
import { cut, limits } from '#platforms/discord/limits.ts';
import { names } from '#platforms/discord/names.ts';
import { weigh } from '#platforms/discord/weight.ts';

/** A command as Discord registers it. */
export type Registration = RESTPostAPIChatInputApplicationCommandsJSONBody;

type Says = (locale: Locale) => Say;
type Inner = APIApplicationCommandSubcommandOption | APIApplicationCommandSubcommandGroupOption;

/** https://docs.discord.com/developers/interactions/application-commands, "Application Command Naming" */
const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/**
 * The menu as Discord registers it: commands by the first word of their path, the other words as sub-commands, words in
 * every language but English beside it. Throws where a name is none that Discord takes, with what to change.
 */
export function registration(commands: readonly AnyCommand[], says: Says): readonly Registration[] {
  const listed = commands.filter(({ listed }) => listed !== false);
  const groups = Map.groupBy(listed, ({ name }) => name.split(' ')[0] ?? '');
  return [...groups].map(([name, members]) => withinSize(register(name, members, says)));
}

/** Throws where a command has more words or sub-commands than Discord takes. */
function withinSize(command: Registration): Registration {
  const { total, options } = limits.command;
  if (weigh(command) > total)
    throw new Error(`/${command.name} has more than ${total} characters in its words`);
  if ((command.options?.length ?? 0) > options)
    throw new Error(`/${command.name} has more than ${options} parts`);
  return command;
}

function register(name: string, members: readonly AnyCommand[], says: Says): Registration {
  const [only] = members;
  const single = only && members.length === 1 && only.name === name ? only : undefined;
  const words = members.map((member) => member.name.slice(name.length + 1)).join(', ');
  return {
    type: ApplicationCommandType.ChatInput,
    ...named(name, says),
    // A command with sub-commands is never shown itself, but Discord wants words for it.
    ...(single
      ? described(single.describe, says)
      : { description: cut(`${name}: ${words}`, limits.command.description) }),
    options: single ? optionsOf(single, says) : subcommands(name, members, says),
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    integration_types: [ApplicationIntegrationType.GuildInstall],
    // Only hides it: rights are checked again at every call.
    default_member_permissions: members.every(({ managers }) => managers)
      ? String(PermissionFlagsBits.ManageGuild)
      : null,
  };
}

function subcommands(prefix: string, members: readonly AnyCommand[], says: Says): Inner[] {
  const depth = prefix.split(' ').length;
  const groups = Map.groupBy(members, ({ name }) =>
    name
      .split(' ')
      .slice(0, depth + 1)
      .join(' '),
  );
  return [...groups].map(([path, inner]): Inner => {
    const [only] = inner;
    if (path === prefix)
      throw new Error(`/${prefix} cannot be a command of its own beside /${prefix} …: rename one`);
    if (only && inner.length === 1 && only.name === path)
      return {
        type: ApplicationCommandOptionType.Subcommand,
        ...named(path, says),
        ...described(only.describe, says),
        options: optionsOf(only, says),
      };
    if (depth > 1) throw new Error(`/${path} has too many words: Discord takes three at most`);
    return {
      type: ApplicationCommandOptionType.SubcommandGroup,
      ...named(path, says),
      description: cut(path, limits.command.description),
      options: subcommands(path, inner, says) as APIApplicationCommandSubcommandOption[],
    };
  });
}

/** The last word of a path, in each language that has another word for it. */
function named(
  path: string,
  says: Says,
): { name: string; name_localizations?: Partial<Record<Locale, string>> } {
  const last = (name: string): string => name.split(' ').at(-1)?.replace(/^\//, '') ?? '';
  const name = check(last(path));
  const message = names[path];
  const others =
    message === undefined ? {} : translations(name, (say) => check(last(sayPlain(say, message))), says);
  return { name, ...(Object.keys(others).length > 0 ? { name_localizations: others } : {}) };
}

function check(name: string): string {
  if (namePattern.test(name) && name === name.toLowerCase()) return name;
  throw new Error(
    `Discord takes no command or option called "${name}": use lower-case letters, digits, - and _`,
  );
}

function described(
  message: string,
  says: Says,
): { description: string; description_localizations?: Partial<Record<Locale, string>> } {
  const words = (say: Say): string => cut(sayPlain(say, message), limits.command.description);
  const description = words(says('en'));
  const others = translations(description, words, says);
  return { description, ...(Object.keys(others).length > 0 ? { description_localizations: others } : {}) };
}

/** By Discord's keys, which for the languages we speak are our own. English is the text itself. */
function translations(
  english: string,
  words: (say: Say) => string,
  says: Says,
): Partial<Record<Locale, string>> {
  const others = locales
    .filter((locale) => locale !== 'en')
    .map((locale) => [locale, words(says(locale))] as const);
  return Object.fromEntries(others.filter(([, translated]) => translated !== english));
}

/**
 * Required options first, as Discord wants them; otherwise in their own order. What a form asks for is optional in the menu:
 * Discord would not send the command without it, and the form would never open.
 */
function optionsOf(command: AnyCommand, says: Says): APIApplicationCommandBasicOption[] {
  const entries = Object.entries(command.options);
  if (entries.length > limits.command.options)
    throw new Error(`/${command.name} has more than ${limits.command.options} options`);
  const isRequired = ([name, { required }]: [string, Option]): boolean =>
    required === true && !command.asks?.includes(name);
  const ordered = [...entries.filter(isRequired), ...entries.filter((entry) => !isRequired(entry))];
  return ordered.map((entry) => optionOf(...entry, isRequired(entry), says));
}

function optionOf(
  name: string,
  option: Option,
  required: boolean,
  says: Says,
): APIApplicationCommandBasicOption {
  const base = {
    name: check(name),
    ...described(option.describe, says),
    ...(required ? { required } : {}),
  };
  const type = ApplicationCommandOptionType;
  switch (option.kind) {
    case 'text': {
      const max_length = Math.min(option.max ?? textLimit, limits.command.text);
      return { ...base, type: type.String, max_length, ...(option.complete ? { autocomplete: true } : {}) };
    }
    case 'longtext':
      return {
        ...base,
        type: type.String,
        max_length: Math.min(option.max ?? limits.command.text, limits.command.text),
      };
    case 'file':
      return { ...base, type: type.Attachment };
    case 'number':
      return {
        ...base,
        type: type.Integer,
        ...(option.min === undefined ? {} : { min_value: option.min }),
        ...(option.max === undefined ? {} : { max_value: option.max }),
      };
    case 'flag':
      return { ...base, type: type.Boolean };
    case 'choice':
      return option.choices.length > limits.command.choices
        ? { ...base, type: type.String, autocomplete: true }
        : { ...base, type: type.String, choices: option.choices.map((choice) => choiceOf(choice, says)) };
    case 'choices':
    case 'time':
    case 'zone':
      return { ...base, type: type.String, autocomplete: true };
    case 'player':
      return { ...base, type: type.User };
    case 'role':
      return { ...base, type: type.Role };
    case 'channel':
      return {
        ...base,
        type: type.Channel,
        channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
      };
  }
}

function choiceOf({ value, label }: FixedChoice, says: Says) {
  const words = (say: Say): string => cut(sayPlain(say, label), limits.command.choiceName);
  const name = words(says('en'));
  const others = translations(name, words, says);
  return { name, value, ...(Object.keys(others).length > 0 ? { name_localizations: others } : {}) };
}
