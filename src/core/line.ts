import type { Call } from '#core/call.ts';
import type { AnyCommand } from '#core/command.ts';
import type { Option } from '#core/option.ts';
import { splitNamed, unquote } from '#core/pairs.ts';
import { english } from '#core/say.ts';
import { distance } from '#core/search/distance.ts';
import { readValue } from '#core/value.ts';

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
    // The bot may be called by its own name, too.
    .replace(/^(?:gorae|고래)[,:]?\s+(?=\S)/iu, '')
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'");
  const found = longestName(commands, typed);
  if (!found) return withoutName(commands, typed, /^\s*\//.test(line));
  const { command, length } = found;
  return { call: { command: command.name, options: readOptions(command, typed.slice(length).trim()) } };
}

/**
 * A line that begins with no command: one of a group, something that a command takes as it stands, a question, or unknown.
 * What has a slash in front is meant as a command, and so is a single word that is nearly one.
 */
function withoutName(
  commands: readonly AnyCommand[],
  typed: string,
  isCommand: boolean,
): { call: Call } | { unknown: string } {
  const taking = commands.find(({ takes }) => takes?.(typed));
  if (taking) return { call: { command: taking.name, options: readOptions(taking, typed) } };
  const group = ofGroup(commands, typed);
  if (group) return group;
  const catching = commands.find(({ catches }) => catches);
  if (catching && !isCommand && typed !== '' && !isNearlyNamed(commands, typed))
    return { call: { command: catching.name, options: readOptions(catching, typed) } };
  return { unknown: typed.split(/\s+/)[0] ?? '' };
}

/** Names so long are no everyday words; in front of others a slip of a shorter one (`store` for `score`) is taken as meant. */
const longName = 7;

/** Whether a line of one word, or the first of several, is a slip of a command's name. */
function isNearlyNamed(commands: readonly AnyCommand[], typed: string): boolean {
  const [first = '', ...more] = typed.toLowerCase().split(/\s+/);
  const slips = more.length === 0 ? nearSlips : 1;
  return commands.some(
    ({ name, listed }) =>
      listed !== false &&
      (more.length === 0 || name.length >= longName) &&
      distance(name, first, slips) <= slips,
  );
}

/**
 * A first word that only begins commands: `/daily` alone does what `daily show` does; `/daily 09:00` and `/profile ko` what
 * can read all of that; with anything else, what is spelt nearest is asked back, or the help lists them.
 */
function ofGroup(
  commands: readonly AnyCommand[],
  typed: string,
): { call: Call } | { unknown: string } | undefined {
  const [group = '', ...more] = typed.toLowerCase().split(/\s+/);
  const members = commands.filter(({ name, listed }) => listed !== false && name.startsWith(`${group} `));
  if (group === '' || members.length === 0) return undefined;
  const show = members.find(({ name }) => name === `${group} show`);
  if (show && more.length === 0) return { call: { command: show.name, options: {} } };
  const rest = typed.slice(group.length).trim();
  for (const member of rest.length > longestSetting ? [] : members) {
    const options = readOptions(member, rest);
    if (readsAll(member, options)) return { call: { command: member.name, options } };
  }
  const path = `${group} ${(more[0] ?? '').slice(0, longestPoliteness).replace(/[^\p{L}\p{N}]+$/u, '')}`;
  if (members.some(({ name }) => distance(name, path, nearSlips) <= nearSlips)) return { unknown: path };
  return { call: { command: 'help', options: { command: group } } };
}

/** Longer than any setting is. In UTF-16 units. */
const longestSetting = 300;

/** Most slips between what was typed behind a group's word and a command of the group that is asked back for it. */
const nearSlips = 2;

/** Kinds whose values are told from any other words. */
const telling: ReadonlySet<Option['kind']> = new Set(['time', 'zone', 'choice', 'choices']);

/** Whether a command has all it needs in what was written for it, and at least one value that no other words could be. */
function readsAll({ options }: AnyCommand, written: Readonly<Record<string, string>>): boolean {
  const given = Object.entries(written).flatMap(([name, value]) => {
    const option = options[name];
    return option ? [{ option, reads: 'value' in readValue(value, option, english) }] : [];
  });
  const isWhole = Object.entries(options).every(([name, { required }]) => !required || name in written);
  return isWhole && given.every(({ reads }) => reads) && given.some(({ option }) => telling.has(option.kind));
}

/** What people add to a request and mean nothing by. */
const politeness =
  /(?:^|[\s,]+)(?:please|pls|plz|thanks|thank you|좀|부탁해요?|(?:해|바꿔|꺼)\s?(?:줘요?|주세요))[!.~]*$/iu;

/** How much of the end is looked at, in UTF-16 units. */
const longestPoliteness = 40;

/** A word that is all there is may be the name that was asked for, where the command needs one. */
function withoutPoliteness({ options }: AnyCommand, written: string): string {
  const cut = Math.max(0, written.length - longestPoliteness);
  // What is cut off in front keeps a word from being taken for the beginning.
  const end = `${cut > 0 ? 'x' : ''}${written.slice(cut)}`;
  const [found = ''] = politeness.exec(end) ?? [];
  const left = written.slice(0, written.length - found.length).trim();
  return left === '' && Object.values(options).some(({ required }) => required) ? written : left;
}

/** Reads what follows the name of a command that is already known. */
export function readOptions(command: AnyCommand, written: string): Readonly<Record<string, string>> {
  const isVerbatim = command.verbatim?.(written) === true;
  const typed = isVerbatim ? written : withoutPoliteness(command, written);
  const { named, rest } = isVerbatim ? { named: {}, rest: typed } : splitNamed(command, typed);
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

/** The command that a line begins with, by its name or another word for it, and how long that is. */
function longestName(
  commands: readonly AnyCommand[],
  typed: string,
): { readonly command: AnyCommand; readonly length: number } | undefined {
  const folded = typed.toLowerCase();
  const begins = (name: string) =>
    folded.startsWith(name) && /^(?:$|[\s:：])/.test(folded.slice(name.length));
  return commands
    .flatMap((command) => [command.name, ...(command.also ?? [])].map((name) => ({ command, name })))
    .filter(({ name }) => begins(name))
    .map(({ command, name }) => ({
      command,
      length: name.length + (/^[:：]/.test(typed.slice(name.length)) ? 1 : 0),
    }))
    .sort((a, b) => b.length - a.length)[0];
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
