import type { Choice } from '#core/choice.ts';
import type { AnyCommand } from '#core/command.ts';
import { exampleFor } from '#core/example.ts';
import { readOptions } from '#core/line.ts';
import type { Option } from '#core/option.ts';
import type { Say } from '#core/say.ts';
import { plain } from '#core/text.ts';
import type { Completion, ShownCommand, Suggestion } from '#platforms/web/wire.ts';

/** Where values come from: the bot for what it knows, the playground for its players and channels. */
export type Values = (
  command: AnyCommand,
  options: Readonly<Record<string, string>>,
  option: string,
  limit: number,
) => Promise<readonly Choice[]>;

const nothing: Completion = { suggestions: [], eager: false };
/**
 * How many values are shown: few before anything is typed, so that the names of other options behind them are seen; then
 * many, since the list scrolls and a few letters may become more than fit in sight.
 */
const most = { untyped: 12, typed: 100 } as const;

const listed = (commands: readonly AnyCommand[]): readonly AnyCommand[] =>
  commands.filter((command) => command.listed !== false);

/** A command as help shows it: in the reader's language, with the example that fits it best. */
export function showCommand({ name, describe, examples }: AnyCommand, say: Say): ShownCommand {
  const example = exampleFor(say, { examples });
  return { name, describe: plain(say(describe)), ...(example !== undefined && { example: `/${example}` }) };
}

/** What could come next in a line that is being typed, its caret at the end. */
export async function completeLine(
  commands: readonly AnyCommand[],
  text: string,
  say: Say,
  values: Values,
): Promise<Completion> {
  if (!text.startsWith('/') || text.includes('\n')) return nothing;
  const typed = text.slice(1);
  const command = listed(commands)
    .filter(({ name }) => typed.toLowerCase().startsWith(`${name} `))
    .sort((a, b) => b.name.length - a.name.length)[0];
  return command ? completeOptions(command, text, say, values) : completeNames(listed(commands), typed, say);
}

/** How well a command fits what is typed: 0 best; `undefined` not at all. */
function rankOf({ name, describe }: ShownCommand, typed: string): number | undefined {
  if (name.startsWith(typed)) return 0;
  if (name.split(/[ -]/).some((word) => word.startsWith(typed))) return 1;
  return describe.toLowerCase().includes(typed) ? 2 : undefined;
}

function completeNames(commands: readonly AnyCommand[], typed: string, say: Say): Completion {
  const folded = typed.toLowerCase().trimEnd();
  const found = commands
    .map((command) => ({ command, shown: showCommand(command, say) }))
    .map((entry) => ({ ...entry, rank: rankOf(entry.shown, folded) }))
    .filter((entry): entry is typeof entry & { rank: number } => entry.rank !== undefined)
    .sort((a, b) => a.rank - b.rank);
  const suggestions = found.map(({ command, shown }) => ({
    label: `/${shown.name}`,
    detail: shown.describe,
    line: `/${shown.name}${Object.keys(command.options).length > 0 ? ' ' : ''}`,
  }));
  // `/daily` alone is a whole line, too: what it stands for is shown at once.
  const isWhole = commands.some(({ name }) => name === folded || name === `${folded} show`);
  return { suggestions, eager: !isWhole };
}

/** The option that is being typed, what is typed of it, and the line before it. */
interface Tail {
  readonly option?: string;
  readonly before: string;
  readonly typed: string;
  readonly given: Readonly<Record<string, string>>;
  /** Whether free text stands before it, to be gone on with as free text. */
  readonly free: boolean;
}

/** The option a next word would go to, as the line is read: behind `docker vs ` that is the second thing to compare. */
function nextOption(command: AnyCommand, rest: string): string | undefined {
  const word = 'x';
  return Object.entries(readOptions(command, rest + word)).find(([, value]) => value === word)?.[0];
}

const namedTail = /(^|\s)(?:--)?([a-z][a-z0-9-]*)[:=](?:"([^"]*)|'([^']*)|([^\s"']*))$/i;

function readTail(command: AnyCommand, text: string): Tail {
  const start = command.name.length + 2;
  const rest = text.slice(start);
  const named = rest.match(namedTail);
  if (named && Object.hasOwn(command.options, named[2] ?? '')) {
    const before = text.slice(0, start + (named.index ?? 0) + (named[1] ?? '').length);
    const given = readOptions(command, before.slice(start).trim());
    return {
      option: named[2] ?? '',
      before,
      typed: named[3] ?? named[4] ?? named[5] ?? '',
      given,
      free: false,
    };
  }
  const given = readOptions(command, rest.trim());
  const open = Object.keys(command.options).filter((name) => !Object.hasOwn(given, name));
  const last = Object.entries(given)
    .reverse()
    .find(([name, value]) => value !== '' && rest.endsWith(value) && Object.hasOwn(command.options, name));
  if (rest === '' || /\s$/.test(rest) || !last) {
    const option = (rest === '' ? undefined : nextOption(command, rest)) ?? open[0];
    const { [option ?? '']: _, ...others } = given;
    return {
      ...(option !== undefined && { option }),
      // What ends in no value is gone on with behind a blank: 어려운걸로.
      before: rest === '' || /\s$/.test(rest) ? text : `${text} `,
      typed: '',
      given: others,
      free: rest !== '',
    };
  }
  const before = text.slice(0, text.length - last[1].length);
  const others = Object.fromEntries(Object.entries(given).filter(([name]) => name !== last[0]));
  return { option: last[0], before, typed: last[1], given: others, free: before.length > start };
}

const quoted = (value: string): string =>
  /[\s"']/.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;

/** The line with a value in its place, and the next thing to fill in already named. */
function fill(command: AnyCommand, tail: Tail, option: string, value: string): string {
  const names = Object.keys(command.options);
  if (names.length === 1) return `${tail.before.slice(0, command.name.length + 2)}${value}`;
  if (tail.free && !/[:=]/.test(tail.before)) return `${tail.before}${quoted(value)} `;
  const missing = names.find(
    (name) => command.options[name]?.required && name !== option && !Object.hasOwn(tail.given, name),
  );
  return `${tail.before}${option}:${quoted(value)} ${missing === undefined ? '' : `${missing}:`}`;
}

function signature(command: AnyCommand, tail: Tail, say: Say): NonNullable<Completion['command']> {
  const { example } = showCommand(command, say);
  return {
    name: command.name,
    describe: plain(say(command.describe)),
    ...(example !== undefined && { example }),
    options: Object.entries(command.options).map(([name, { describe, required }]) => ({
      name,
      describe: plain(say(describe)),
      required: required === true,
      state: name === tail.option ? 'current' : Object.hasOwn(tail.given, name) ? 'given' : 'open',
    })),
  };
}

async function completeOptions(
  command: AnyCommand,
  text: string,
  say: Say,
  values: Values,
): Promise<Completion> {
  const tail = readTail(command, text);
  const known = signature(command, tail, say);
  const { option } = tail;
  if (option === undefined) return { ...nothing, command: known };
  const limit = tail.typed === '' ? most.untyped : most.typed;
  const found = await values(command, { ...tail.given, [option]: tail.typed }, option, limit);
  const picks = found.slice(0, limit).map(
    ({ value, label }): Suggestion => ({
      label,
      ...(label !== value && { detail: value }),
      line: fill(command, tail, option, value),
    }),
  );
  const suggestions = tail.typed === '' ? [...picks, ...nameOptions(command, tail, text, say)] : picks;
  return { suggestions, eager: false, command: known };
}

/** The other options that are not filled in yet, to be picked by their names. */
function nameOptions(command: AnyCommand, tail: Tail, text: string, say: Say): readonly Suggestion[] {
  if (!/\s$/.test(text)) return [];
  return Object.entries(command.options)
    .filter(([name, option]) => name !== tail.option && !option.required && !Object.hasOwn(tail.given, name))
    .map(([name, option]: [string, Option]) => ({
      label: `${name}:`,
      detail: plain(say(option.describe)),
      line: `${text}${name}:`,
    }));
}
