/**
 * How `data/docker/cli.json` follows from what the real client printed (`tests/truth/docker-cli.json`). Run as a
 * program it writes the file's text to standard output; `cli.test.ts` holds the file equal to it.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface TruthFlag {
  readonly long: string;
  readonly short?: string;
  readonly type: string;
  readonly default?: string;
}

interface TruthCommand {
  readonly path: string;
  readonly usage: string;
  readonly aliases: readonly string[];
  readonly flags: readonly TruthFlag[];
  readonly subcommands?: readonly string[];
}

export interface Truth {
  readonly client: string;
  readonly compose: string;
  readonly buildx: string;
  readonly commands: readonly TruthCommand[];
}

/** The facts as the real client printed them. */
export const truth = JSON.parse(
  readFileSync(new URL('../../truth/docker-cli.json', import.meta.url), 'utf8'),
) as Truth;

const bare = (path: string): string => path.replace(/^docker ?/, '');

/** The words of a usage line that name the command: `docker buildx build [OPTIONS] PATH` → `buildx build`. */
function head(usage: string): string {
  const words = usage.split(' ');
  const end = words.findIndex((word) => !/^[a-z][a-z-]*$/.test(word));
  return bare((end === -1 ? words : words.slice(0, end)).join(' '));
}

const tail = (usage: string): string => usage.slice(`docker ${head(usage)}`.length).trim();

/** Empty defaults say nothing; a switch's default is only worth keeping when it is on. */
function defaultOf(flag: TruthFlag): string | undefined {
  if (flag.type === 'bool') return flag.default === 'true' ? 'true' : undefined;
  return flag.default === '[]' || flag.default === 'map[]' ? undefined : flag.default;
}

/** One flag as one line: `-p --publish list`, `--pull string missing`. */
const flagOf = (flag: TruthFlag): string =>
  [flag.short && `-${flag.short}`, `--${flag.long}`, flag.type, defaultOf(flag)].filter(Boolean).join(' ');

/** All spellings of one command, its canonical one first. */
function spellings(command: TruthCommand): string[] {
  const named = head(command.usage);
  // `docker buildx build` is what the client itself calls every kind of build; `docker builder` is buildx by another name.
  const canonical = named.startsWith('buildx')
    ? named
    : (command.aliases.map(bare).find((alias) => alias.includes(' ')) ?? bare(command.path));
  return [...new Set([canonical, bare(command.path), ...command.aliases.map(bare)])];
}

/** One entry for each command, whatever it is called; the long form's flags where two spellings print other defaults. */
export function derive({ client, compose, buildx, commands }: Truth) {
  const groups = new Map<string, { paths: string[]; command: TruthCommand }>();
  for (const command of commands) {
    const paths = spellings(command);
    const id = paths[0] ?? '';
    const known = groups.get(id);
    groups.set(id, {
      paths: [...new Set([...(known?.paths ?? paths), ...paths])],
      command: known && bare(command.path) !== id ? known.command : command,
    });
  }
  return {
    client,
    compose,
    buildx,
    commands: [...groups].map(([id, { paths, command }]) => ({
      id: id || 'docker',
      paths: [paths[0] ?? '', ...paths.slice(1).sort()],
      usage: tail(command.usage),
      ...(command.subcommands && { subcommands: command.subcommands.join(' ') }),
      flags: command.flags.map(flagOf),
    })),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${JSON.stringify(derive(truth), null, 2)}\n`);
}
