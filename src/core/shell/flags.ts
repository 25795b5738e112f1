/**
 * What the docker command line knows: every command of the client, of Compose and of buildx, with its spellings and
 * its flags. The facts are data (`data/docker/cli.json`, printed by the client itself); nothing here keeps a list by
 * hand, so "does this flag take a value?" is answered for every command alike.
 */
import cli from '#data/docker/cli.json' with { type: 'json' };

/** A flag as the client's help prints it. `type` is the help's own word: `bool`, `string`, `list`, `bytes` … */
export interface Flag {
  readonly long: string;
  readonly short?: string;
  readonly type: string;
  readonly default?: string;
}

/** A command and all it may be called. */
export interface CliCommand {
  /** The canonical path without `docker`: `container rm`; the client itself is `docker`. */
  readonly id: string;
  /** Every spelling, the canonical one first: `container rm`, `container remove`, `rm`. */
  readonly paths: readonly string[];
  /** What the usage line says behind the name: `[OPTIONS] IMAGE [COMMAND] [ARG...]`. */
  readonly usage: string;
  readonly flags: readonly Flag[];
  /** The words that may follow a command which only groups others. */
  readonly subcommands: readonly string[];
}

/** The versions the facts were read from. */
export const versions = { client: cli.client, compose: cli.compose, buildx: cli.buildx } as const;

/** A flag from its line in the data: `-p --publish list`, `--pull string missing`. */
export function readFlag(line: string): Flag {
  const words = line.split(' ');
  const short = words[0]?.startsWith('--') ? undefined : words.shift()?.slice(1);
  const [long = '', type = '', ...rest] = words;
  return {
    long: long.slice(2),
    ...(short !== undefined && { short }),
    type,
    ...(rest.length > 0 && { default: rest.join(' ') }),
  };
}

/** Every command, in the order of the client's help. */
export const commands: readonly CliCommand[] = cli.commands.map((command) => ({
  id: command.id,
  paths: command.paths,
  usage: command.usage,
  flags: command.flags.map(readFlag),
  subcommands: command.subcommands?.split(' ') ?? [],
}));

const byPath = new Map(commands.flatMap((command) => command.paths.map((path) => [path, command] as const)));

/** The client itself: its flags stand in front of every command. */
export const root = byPath.get('') as CliCommand;

/**
 * Names that the client takes and its help does not list, and what it calls them in its messages. Asked of client 28.2.2.
 */
export const unlistedNames: Readonly<Record<string, string>> = { remove: 'rm', 'image rmi': 'image rm' };
for (const [unlisted, named] of Object.entries(unlistedNames)) {
  const command = byPath.get(named);
  if (command) byPath.set(unlisted, command);
}

// The children of a group under each of its names: `builder b` is `buildx b` because `builder` is `buildx`.
const children = new Map<CliCommand, Map<string, CliCommand>>();
for (const [path, command] of byPath) {
  if (path === '') continue;
  const cut = path.lastIndexOf(' ');
  const parent = byPath.get(cut === -1 ? '' : path.slice(0, cut));
  if (!parent) continue;
  const known = children.get(parent) ?? new Map<string, CliCommand>();
  children.set(parent, known.set(path.slice(cut + 1), command));
}

/** The command that `word` names under `parent`: (`container`, `rm`) → `container rm`. */
export const childOf = (parent: CliCommand, word: string): CliCommand | undefined =>
  children.get(parent)?.get(word);

/** Every word that may follow `parent`, aliases included. */
export const childrenOf = (parent: CliCommand): readonly string[] => [
  ...(children.get(parent)?.keys() ?? []),
];

/** The command with exactly this path, under any spelling, with or without `docker` in front; else `undefined`. */
export function findCommand(path: string): CliCommand | undefined {
  const words = path.trim().split(/\s+/).filter(Boolean);
  if (words[0] === 'docker') words.shift();
  let command: CliCommand | undefined = root;
  for (const word of words) command = command && childOf(command, word);
  return command;
}

/**
 * The one id of a command whatever it is called: `docker rmi`, `image remove` → `image rm`.
 *
 * The management form is canonical (`container rm`, `image ls`, `system info`); where the client has only a short form
 * it stays (`login`, `search`, `inspect`). All builds are `buildx build`, because that is what the client itself calls
 * `docker build`, `docker image build` and `docker builder build` in its help; so is `docker builder …` → `buildx …`.
 * A path that names no command is given back without `docker` and with single blanks.
 */
export const canonical = (path: string): string =>
  findCommand(path)?.id ??
  path
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^docker /, '');

/** All spellings of a command, its canonical one first; empty for a path that names none. */
export const aliasesOf = (id: string): readonly string[] => findCommand(id)?.paths ?? [];

/** Whether the flag needs a value: every type but `bool` does. `--rm=false` is still allowed for those. */
export const takesValue = (flag: Flag): boolean => flag.type !== 'bool';

/** The flag that `name` spells on `command`: `--publish`, `publish`, `-p` or `p`. One letter is the short name. */
export function findFlag(command: CliCommand, name: string): Flag | undefined {
  const bare = name.replace(/^--?/, '');
  return bare.length === 1 && !name.startsWith('--')
    ? command.flags.find((flag) => flag.short === bare)
    : command.flags.find((flag) => flag.long === bare);
}
