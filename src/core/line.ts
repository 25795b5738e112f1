import type { Call } from '#core/call.ts';
import type { AnyCommand } from '#core/command.ts';
import type { Option } from '#core/option.ts';
import { splitNamed, unquote } from '#core/pairs.ts';

/**
 * A typed line as a call: `/daily set channel:#general time:09:00`, `compare docker vs vm`. Options are written as
 * `pairs.ts` says; what is left fills the options in their order, the last text taking the rest, unless the command reads it
 * by itself. Serves Slack, the terminal and the playground's composer alike.
 */
export function readLine(
  commands: readonly AnyCommand[],
  line: string,
): { call: Call } | { unknown: string } {
  const typed = line
    .trim()
    .replace(/^\/\s*/, '')
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'");
  const found = longestName(commands, typed);
  if (!found) return ofGroup(commands, typed) ?? { unknown: typed.split(/\s+/)[0] ?? '' };
  return {
    call: { command: found.name, options: readOptions(found, typed.slice(found.name.length).trim()) },
  };
}

/** A first word that only begins commands: `/daily` alone does what `daily show` does; with more, the help lists them. */
function ofGroup(commands: readonly AnyCommand[], typed: string): { call: Call } | undefined {
  const [group = '', ...more] = typed.toLowerCase().split(/\s+/);
  const members = commands.filter(({ name, listed }) => listed !== false && name.startsWith(`${group} `));
  if (group === '' || members.length === 0) return undefined;
  const show = members.find(({ name }) => name === `${group} show`);
  if (show && more.length === 0) return { call: { command: show.name, options: {} } };
  return { call: { command: 'help', options: { command: group } } };
}

/** Reads what follows the name of a command that is already known. */
export function readOptions(command: AnyCommand, typed: string): Readonly<Record<string, string>> {
  const whole = command.verbatim?.(typed) === true;
  const { named, rest } = whole ? { named: {}, rest: typed } : splitNamed(command, typed);
  if (rest === '') return named;
  const read = command.read && given(command.read(rest));
  // What is named already is not overwritten, and no word is lost for it.
  const isTaken = read && Object.keys(read).some((name) => Object.hasOwn(named, name));
  return { ...named, ...(read && !isTaken ? read : inOrder(command, named, rest)) };
}

const given = (options: Readonly<Partial<Record<string, string>>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(options).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

function longestName(commands: readonly AnyCommand[], typed: string): AnyCommand | undefined {
  const folded = typed.toLowerCase();
  return commands
    .filter(
      ({ name }) => folded === name || (folded.startsWith(name) && /\s/.test(folded.charAt(name.length))),
    )
    .sort((a, b) => b.name.length - a.name.length)[0];
}

const takesRest = ({ kind }: Option): boolean => kind === 'text' || kind === 'longtext' || kind === 'choices';

/** The first text that was named, for words that stand behind all options. */
const firstText = (command: AnyCommand, named: Readonly<Record<string, string>>): string | undefined =>
  Object.keys(named).find((name) => {
    const option = command.options[name];
    return option !== undefined && takesRest(option);
  });

function inOrder(
  command: AnyCommand,
  named: Readonly<Record<string, string>>,
  rest: string,
): Record<string, string> {
  const open = Object.entries(command.options).filter(([name]) => !Object.hasOwn(named, name));
  const words = rest.match(/"(?:[^"\\]|\\.)*"|'[^']*'|\S+/g) ?? [];
  const options: Record<string, string> = {};
  const rests = open.filter(([, option]) => takesRest(option)).length;
  open.forEach(([name, option], index) => {
    if (words.length === 0) return;
    const isLast = index === open.length - 1 || (takesRest(option) && rests === 1);
    if (takesRest(option) && isLast) options[name] = words.splice(0).map(unquote).join(' ');
    else options[name] = unquote(words.shift() ?? '');
  });
  // More words than options: the last one gets them, so that its reader can say what is wrong.
  const last = open.at(-1)?.[0] ?? firstText(command, named);
  if (words.length > 0 && last !== undefined)
    options[last] = [options[last] ?? named[last], ...words.map(unquote)].join(' ');
  return options;
}
