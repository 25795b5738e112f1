/** What one docker command lists and another is given as arguments: `docker ps -aq | xargs docker rm`. */
import { type Say, sayPlain } from '#core/say.ts';
import type { Hint } from '../faults.ts';
import { innerLines } from '../inner.ts';
import { fedBy, programName, startOf } from '../programs.ts';
import type { Simple } from '../simple.ts';
import type { Range } from '../words.ts';
import { allNames } from './meant.ts';
import type { Heard } from './sight.ts';

/** A command that lists things, whose output is handed on. */
interface Listing {
  readonly of: 'container' | 'image' | 'volume' | 'network';
  readonly options: readonly string[];
  /** Where its name ends. */
  readonly end: number;
}

const listings: readonly (readonly [RegExp, Listing['of'], length: number])[] = [
  [/^ps(?: |$)/, 'container', 1],
  [/^container (?:ls|list|ps)(?: |$)/, 'container', 2],
  [/^images(?: |$)/, 'image', 1],
  [/^image (?:ls|list)(?: |$)/, 'image', 2],
  [/^volume (?:ls|list)(?: |$)/, 'volume', 2],
  [/^network (?:ls|list)(?: |$)/, 'network', 2],
];

function listingOf({ words }: Simple): Listing | undefined {
  const start = startOf(words);
  if (start?.program !== 'docker') return undefined;
  const own = words.slice(start.index + 1);
  const text = own.map((word) => word.text).join(' ');
  const found = listings.find(([pattern]) => pattern.test(text));
  const last = found && own[found[2] - 1];
  return found && last
    ? { of: found[1], options: own.slice(found[2]).map((word) => word.text), end: last.source[1] }
    : undefined;
}

const has = ({ options }: Listing, letter: string, long: string): boolean =>
  options.some((option) => new RegExp(`^(?:-[a-zA-Z]*${letter}[a-zA-Z]*|--${long}(?:=.*)?)$`).test(option));

/** The list that a command is given as arguments: by `xargs`, by a loop, or in its place. */
function givenList({ simple, index }: Heard, line: string): Listing | undefined {
  if (fedBy(simple.words, index)) return simple.from && listingOf(simple.from);
  const [inner, more] = innerLines(line, simple);
  const [only, second] = inner?.commands ?? [];
  return inner?.how === 'output' && !more && only && !second ? listingOf(only) : undefined;
}

/** `docker ps | awk '{print $1}' | xargs docker stop`: the head of the table is its first line. */
function headAsArgument({ simple, index }: Heard, say: Say): Hint[] {
  const { from } = simple;
  if (!fedBy(simple.words, index) || !from?.from || programName(from.words) !== 'awk') return [];
  const [, column] = /^\{ *print +\$(\w+) *;? *\}$/.exec(from.words.at(-1)?.text ?? '') ?? [];
  const list = listingOf(from.from);
  if (column === undefined || !list || isBare(list)) return [];
  const bare = column === (list.of === 'image' ? '3' : '1');
  return [
    {
      code: 'table-as-arguments',
      message: sayPlain(
        say,
        'the head of the table comes along, and its word is taken for a name; -q prints the ids alone, without awk',
      ),
      source: bare ? [list.end, from.source[1]] : from.source,
      ...(bare && { fix: [' -q', ...list.options].join(' ') }),
    },
  ];
}

/** Whether it prints what it is told to, and no table. */
const isBare = (list: Listing): boolean =>
  has(list, 'q', 'quiet') || list.options.some((option) => option.startsWith('--format'));

/** `docker ps | xargs docker rm`, `docker rm $(docker ps -a)`: the head and all columns come along. */
function tableAsArguments(list: Listing, say: Say): Hint[] {
  if (isBare(list)) return [];
  return [
    {
      code: 'table-as-arguments',
      message: sayPlain(
        say,
        'without -q a table is handed on, and every word of it is taken for a name; -q prints the ids alone',
      ),
      source: [list.end, list.end],
      fix: ' -q',
    },
  ];
}

/** `docker rm $(docker ps -q)`, `docker start $(docker ps -q)`: only running containers are listed. */
function runningOnly(list: Listing, { command, flags, simple }: Heard, say: Say): Hint[] {
  const isRemoving = command.id === 'container rm' && !flags.on('force');
  if (list.of !== 'container' || !(isRemoving || command.id === 'container start')) return [];
  const more = ['a', 'l', 'n'].some((letter) =>
    has(list, letter, { a: 'all', l: 'latest', n: 'last' }[letter] ?? ''),
  );
  if (more || list.options.some((option) => /status=/.test(option))) return [];
  const source: Range = [list.end, list.end];
  return [
    isRemoving
      ? {
          code: 'running-only',
          message: sayPlain(
            say,
            'without -a docker ps lists running containers only, and those docker rm refuses',
          ),
          source: simple.source,
        }
      : {
          code: 'running-only',
          message: sayPlain(
            say,
            'without -a docker ps lists running containers only, and those need no start',
          ),
          source,
          fix: ' -a',
        },
  ];
}

/** Lists that are handed on as arguments. */
export function listHints(heard: Heard, say: Say, line: string): Hint[] {
  if (!(heard.command.id in allNames)) return [];
  const list = givenList(heard, line);
  if (!list) return headAsArgument(heard, say);
  return [...tableAsArguments(list, say), ...runningOnly(list, heard, say)];
}
