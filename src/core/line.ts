import type { Call } from '#core/call.ts';
import type { AnyCommand } from '#core/command.ts';
import type { Option } from '#core/option.ts';

/**
 * A typed line as a call: `/daily set channel:#general time:09:00`, `compare docker vs vm`. Options are written
 * `name:value`, `name=value` or `--name value`, with quotes where a value holds blanks; what is left fills the options in
 * their order, the last text taking the rest, unless the command reads it by itself. Serves Slack, the terminal and the
 * playground's composer alike.
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
  const whole = command.verbatim?.test(typed) === true;
  const { named, rest } = whole ? { named: {}, rest: typed } : splitNamed(command, typed);
  if (rest === '') return named;
  const read = command.read?.(rest);
  return { ...(read ? given(read) : inOrder(command, named, rest)), ...named };
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

const value = /("(?:[^"\\]|\\.)*"|'[^']*'|\S+)/.source;

/**
 * `name:value`, `name=value` and `--name value`, of this command's options alone: `--rm` of a pasted docker line is not
 * ours, and neither is the word before a pair.
 */
function pairOf(command: AnyCommand): RegExp {
  const names = Object.keys(command.options).join('|');
  return new RegExp(`(?<=^|\\s)(?:--(${names})(?:[:=]|\\s+)|(${names})[:=])${value}`, 'gi');
}

/** Takes the named options out of a line. */
function splitNamed(command: AnyCommand, typed: string): { named: Record<string, string>; rest: string } {
  const named: Record<string, string> = {};
  if (Object.keys(command.options).length === 0) return { named, rest: typed };
  let rest = '';
  let from = 0;
  for (const match of typed.matchAll(pairOf(command))) {
    const [whole, dashed, plain = '', written = ''] = match;
    rest += typed.slice(from, match.index);
    named[(dashed ?? plain).toLowerCase()] = unquote(written);
    from = match.index + whole.length;
  }
  return { named, rest: (rest + typed.slice(from)).trim() };
}

const unquote = (value: string): string =>
  /^".*"$/s.test(value)
    ? value.slice(1, -1).replace(/\\(["\\])/g, '$1')
    : /^'.*'$/s.test(value)
      ? value.slice(1, -1)
      : value;

const takesRest = ({ kind }: Option): boolean => kind === 'text' || kind === 'longtext' || kind === 'choices';

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
  const last = open.at(-1)?.[0];
  if (words.length > 0 && last !== undefined)
    options[last] = [options[last], ...words.map(unquote)].join(' ');
  return options;
}
