import type { AnyCommand } from '#core/command.ts';
import type { Option } from '#core/option.ts';
import { english } from '#core/say.ts';
import { distance } from '#core/search/distance.ts';
import { readValue } from '#core/value.ts';

/** The options that a line names, and what is left of it. */
export interface Named {
  readonly named: Readonly<Record<string, string>>;
  readonly rest: string;
}

/** One `name:value` of a line. */
interface Pair {
  readonly option: string;
  readonly value: string;
  readonly from: number;
  /** Where the line goes on behind it. */
  readonly to: number;
  /** Whether more words may belong to its value: it is neither quoted nor written with dashes. */
  readonly open: boolean;
}

const word = /("(?:[^"\\]|\\.)*"|'[^']*'|\S+)/.source;

/** A value as it is meant, without its quotes; one quote alone holds nothing. */
export const unquote = (value: string): string =>
  /^".*"$/s.test(value)
    ? value.slice(1, -1).replace(/\\(["\\])/g, '$1')
    : /^'.*'$/s.test(value)
      ? value.slice(1, -1)
      : /^["']$/.test(value)
        ? ''
        : value;

/** A value as it can be typed behind a name: in quotes where it is more than one plain word, in those that need no `\` in it. */
export function quote(value: string): string {
  if (/^[^\s"']+$/.test(value)) return value;
  const isPlainest = /["\\]/.test(value) && !value.includes("'");
  return isPlainest ? `'${value}'` : `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** Every name an option of a command may be typed by, with the option. */
function namesOf({ options }: AnyCommand): ReadonlyMap<string, string> {
  const names = Object.entries(options).flatMap(([option, { also = [] }]) =>
    [option, ...also].map((name) => [name, option] as const),
  );
  return new Map(names);
}

/** From how many letters on one slip in a name is passed over. */
const sureLetters = 4;

/** The option that a name means, spelt rightly or with one slip (`tiem`). */
function optionOf(typed: string, names: ReadonlyMap<string, string>, slips: boolean): string | undefined {
  const key = typed.toLowerCase();
  const exact = names.get(key);
  if (exact !== undefined || !slips || key.length < sureLetters) return exact;
  const near = [...names].filter(([name]) => name.length >= sureLetters && distance(name, key, 1) <= 1);
  return new Set(near.map(([, option]) => option)).size === 1 ? near[0]?.[1] : undefined;
}

const pattern = new RegExp(
  `(?<=^|\\s)(?:--([\\p{L}-]+)(?:[:=]|\\s+)|([\\p{L}-]+)\\s?[:=：]\\s*)(?:${word}|$)`,
  'giu',
);

/**
 * `name:value`, `name: value`, `name=value` and `--name value`, of this command's options alone: `--rm` of a pasted docker
 * line is not ours, and neither is the word before a pair.
 */
function pairsOf(command: AnyCommand, typed: string): readonly Pair[] {
  const names = namesOf(command);
  const found: Pair[] = [];
  const search = new RegExp(pattern);
  for (let match = search.exec(typed); match; match = search.exec(typed)) {
    const [whole, dashed, plain = '', written = ''] = match;
    // What begins a pasted text may look like a slip of ours.
    const option = optionOf(dashed ?? plain, names, command.verbatim === undefined);
    if (option === undefined) {
      // The value may be the name of a pair itself: `--rm tone:loud`.
      search.lastIndex = match.index + whole.length - written.length;
      if (search.lastIndex === match.index) search.lastIndex += 1;
      continue;
    }
    found.push({
      option,
      value: unquote(written),
      from: match.index,
      to: match.index + whole.length,
      open: dashed === undefined && !/^["']/.test(written),
    });
  }
  return found;
}

/** Takes the named options out of a line. An option that is named twice has both values, with a comma between them. */
export function splitNamed(command: AnyCommand, typed: string): Named {
  const pairs = Object.keys(command.options).length === 0 ? [] : pairsOf(command, typed);
  const names = new Set(pairs.map(({ option }) => option));
  const isReady = Object.entries(command.options).every(
    ([name, { required }]) => !required || names.has(name),
  );
  // What stands before the first pair is what the command is asked about, and so is what follows.
  const isOpen = isReady && typed.slice(0, pairs[0]?.from).trim() === '';
  const named: Record<string, string> = {};
  let rest = '';
  let from = 0;
  for (const [index, pair] of pairs.entries()) {
    rest += typed.slice(from, pair.from);
    const behind = typed.slice(pair.to, pairs[index + 1]?.from);
    const option = command.options[pair.option];
    const more = pair.open && option ? lengthOfMore(option, pair.value, behind, isOpen) : 0;
    const value = `${pair.value}${behind.slice(0, more)}`.trimEnd();
    const before = named[pair.option];
    named[pair.option] = before === undefined ? value : `${before}, ${value}`;
    from = pair.to + more;
  }
  return { named, rest: (rest + typed.slice(from)).trim() };
}

const isText = ({ kind }: Option): boolean => kind === 'text' || kind === 'longtext' || kind === 'player';

/** Kinds that say of a few words whether they are a value of theirs. */
const strict: ReadonlySet<Option['kind']> = new Set(['time', 'zone', 'choice', 'choices']);

/** Most words that a strict value has. */
const mostWords = 8;

/**
 * How much of what follows a value still belongs to it: the words that it is read with (`days:mon wed`, `time:6:30 pm`), what
 * a comma goes on with, and for a text (`a:bind mount b:volume`) all of it where nothing else waits for words.
 */
function lengthOfMore(option: Option, value: string, behind: string, isOpen: boolean): number {
  if (isText(option) && isOpen) return behind.length;
  const words = [...behind.matchAll(/\S+/g)].slice(0, mostWords);
  const ends = words.map((found) => found.index + found[0].length);
  if (strict.has(option.kind)) {
    const reads = ends.findLast((end) => 'value' in readValue(value + behind.slice(0, end), option, english));
    return reads ?? 0;
  }
  if (!isText(option)) return 0;
  let end = 0;
  for (const [index, found] of words.entries()) {
    const before = index === 0 ? value : (words[index - 1]?.[0] ?? '');
    if (!before.endsWith(',') && !found[0].startsWith(',')) break;
    end = ends[index] ?? end;
  }
  return end;
}
