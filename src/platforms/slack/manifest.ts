import type { AnyCommand } from '#core/command.ts';
import type { Say } from '#core/say.ts';
import { plain } from '#core/text.ts';
import { limits } from '#platforms/slack/limits.ts';

/** Where the app's slash commands and buttons are delivered. HTTP needs the address of `/slack/events`. */
export type ManifestMode = { readonly mode: 'socket' } | { readonly mode: 'http'; readonly url: string };

/** What a set-up has of its own. */
export type ManifestOptions = ManifestMode & { readonly prefix?: string };

/** The command that always works: `/gorae compare docker vs vm`. */
export const umbrella = 'gorae';

// Slack's own commands. A manifest that names one is refused whole ("the slash command has an invalid name").
const kept = new Set(
  'archive away call collapse dm dnd expand feed feedback giphy huddle invite join keys leave me msg mute open part prefs pro remind remove rename search shortcuts shrug star status topic who'.split(
    ' ',
  ),
);

/**
 * What the bot may do on Slack, each for a reason: answer commands, mentions and direct messages, post and edit its messages,
 * show pictures, ask for a person's language and whether they manage the workspace and for a channel's language, write to a
 * person directly, come into a public channel it shall post in, and find its own post again after a crash.
 */
const scopes = [
  'app_mentions:read',
  'channels:history',
  'channels:join',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'users:read',
];

interface SlashCommand {
  readonly command: string;
  readonly description: string;
  readonly usage_hint?: string;
  readonly should_escape: true;
  readonly url?: string;
}

/** The commands by their first word, as Slack lists them: `daily set` and `daily show` are one `/daily`. */
function groups(commands: readonly AnyCommand[]): Map<string, AnyCommand[]> {
  const by = new Map<string, AnyCommand[]>();
  for (const command of commands) {
    if (command.listed === false) continue;
    const [word = command.name] = command.name.split(' ');
    by.set(word, [...(by.get(word) ?? []), command]);
  }
  return by;
}

function hint(word: string, members: readonly AnyCommand[]): string | undefined {
  const [first] = members;
  if (!first) return undefined;
  const subcommands = members.map(({ name }) => name.slice(word.length).trim()).filter(Boolean);
  if (subcommands.length > 0) return subcommands.join(' | ').slice(0, limits.manifest.hint);
  const options = Object.entries(first.options).map(([name, { required }]) =>
    required ? name : `[${name}]`,
  );
  return options.length > 0 ? options.join(' ').slice(0, limits.manifest.hint) : undefined;
}

function check(names: readonly string[], prefix: string): void {
  const faults = names.flatMap((name) => {
    if (kept.has(name))
      return [`/${name} belongs to Slack: set SLACK_COMMAND_PREFIX (study- makes /study-${name})`];
    if (!/^[a-z0-9_-]+$/.test(name))
      return [
        `/${name}: a command may hold small letters, digits, - and _ only; mend the command's name or SLACK_COMMAND_PREFIX`,
      ];
    if (name.length + 1 > limits.manifest.command)
      return [
        `/${name} is longer than ${limits.manifest.command} characters: shorten ${prefix === '' ? "the command's name" : 'SLACK_COMMAND_PREFIX'}`,
      ];
    return [];
  });
  if (names.length > limits.manifest.commands)
    faults.push(
      `${names.length} commands, and Slack takes ${limits.manifest.commands}: group some under one first word`,
    );
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  faults.push(...twice.map((name) => `/${name} stands there twice`));
  if (faults.length > 0) throw new Error(`Slack would refuse this manifest:\n${faults.join('\n')}`);
}

/**
 * The app manifest for these commands, to be pasted at api.slack.com. Pure. Throws with every fault and its fix where Slack
 * would refuse a name. `say` gives the language of the descriptions, since Slack knows one only.
 */
export function manifest(commands: readonly AnyCommand[], say: Say, options: ManifestOptions) {
  const { prefix = '' } = options;
  const url = options.mode === 'http' ? { url: options.url } : {};
  const own = [...groups(commands)].map(([word, members]): SlashCommand => {
    const usage = hint(word, members);
    const describe = (members.find(({ name }) => name === word) ?? members[0])?.describe ?? word;
    return {
      command: `/${prefix}${word}`,
      description: plain(say(describe)).slice(0, limits.manifest.description),
      ...(usage !== undefined && { usage_hint: usage }),
      should_escape: true,
      ...url,
    };
  });
  const all: SlashCommand[] = [
    ...own,
    {
      command: `/${umbrella}`,
      description: plain(say('Any command of the study bot: compare, quiz, help …')),
      usage_hint: 'compare docker vs vm',
      should_escape: true,
      ...url,
    },
  ];
  check(
    all.map(({ command }) => command.slice(1)),
    prefix,
  );
  const request = options.mode === 'http' ? { request_url: options.url } : {};
  return {
    _metadata: { major_version: 2, minor_version: 0 },
    display_information: {
      name: 'Gorae',
      description: plain(say('A study bot for Docker')).slice(0, limits.manifest.appDescription),
      background_color: '#0b3954',
    },
    features: {
      // Without it nobody could write to the bot: its Messages tab would be switched off, or for reading only.
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: 'Gorae', always_online: true },
      slash_commands: all,
    },
    oauth_config: { scopes: { bot: scopes } },
    settings: {
      event_subscriptions: { ...request, bot_events: ['app_home_opened', 'app_mention', 'message.im'] },
      interactivity: {
        is_enabled: true,
        ...request,
        ...(options.mode === 'http' && { message_menu_options_url: options.url }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: options.mode === 'socket',
      token_rotation_enabled: false,
    },
  };
}
