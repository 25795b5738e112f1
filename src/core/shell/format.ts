import type { DockerCommand, ReadFlag } from './docker.ts';
import { quoteWord } from './quotes.ts';
import type { Span } from './spans.ts';
import { isWindowsShell } from './words.ts';

interface Manner {
  /** Long names in place of letters: `--publish` for `-p`. */
  readonly long?: boolean;
}

/** A value behind its option, as it was written where the shell has to put something in. */
const valueText = (flag: ReadFlag, raw: string): string => (flag.expands ? raw : quoteWord(flag.value ?? ''));

function flagText(read: DockerCommand, span: Span, long: boolean): string {
  const flag = span.flag === undefined ? undefined : read.flags[span.flag];
  if (!flag) return span.word.startsWith('-') ? span.word : `-${span.word}`;
  const name = long ? `--${flag.name}` : flag.spelling;
  const apart = read.spans.some(({ kind, flag: number }) => kind === 'value' && number === span.flag);
  if (apart) return name;
  // Several letters in quotes are one piece of the line.
  const together = read.flags.filter((other) => other !== flag && other.source[0] === flag.source[0]);
  if (together.length > 0)
    return [flag, ...together]
      .map((one) => (one.value === undefined ? one.spelling : attached(one, span)))
      .join(' ');
  return flag.value === undefined ? name : attached(flag, span, name);
}

/** `--rm=false`, `--name web`: a switch keeps its `=`. */
function attached(flag: ReadFlag, span: Span, name = flag.spelling): string {
  if (flag.expands) return span.word.startsWith('-') || !/^\w/.test(span.word) ? span.word : `-${span.word}`;
  return flag.switch ? `${name}=${flag.value}` : `${name} ${quoteWord(flag.value ?? '')}`;
}

/** What is left of `-dZ` once `-d` stands alone. */
const isRest = (read: DockerCommand, span: Span): boolean =>
  span.kind === 'unknown' &&
  read.spans.some(({ kind, source }) => kind === 'flag' && source[1] === span.source[0]);

function textOf(read: DockerCommand, span: Span, long: boolean): string | undefined {
  const flag = span.flag === undefined ? undefined : read.flags[span.flag];
  const operand = span.operand === undefined ? undefined : read.operands[span.operand];
  if (span.kind === 'prefix' || span.kind === 'end' || span.kind === 'options') return span.word;
  if (span.kind === 'unknown') return isRest(read, span) ? `-${span.word}` : span.word;
  if (span.kind === 'program') return /docker-compose$/.test(span.word) ? 'docker compose' : 'docker';
  if (span.kind === 'command') return span.word;
  if (span.kind === 'flag') return flagText(read, span, long);
  if (span.kind === 'value' && flag) return valueText(flag, span.word);
  if (span.kind === 'operand' && operand) return operand.expands ? span.word : quoteWord(operand.value);
  return undefined;
}

/** A backslash is a letter in the shells of Windows; in quotes it is one everywhere. */
const inPosix = (span: Span): Span =>
  /['"`]/.test(span.word) ? span : { ...span, word: span.word.replaceAll('\\', "'\\'") };

/**
 * The command alone, put together again on one line: no prompt, remark, redirection or other command; letters apart,
 * quotes only where they are needed. Read again it says the same.
 */
export function formatDockerCommand(read: DockerCommand, { long = false }: Manner = {}): string {
  const windows = isWindowsShell(read.spans.map(({ word }) => word).join(''));
  const spans = windows ? read.spans.map(inPosix) : read.spans;
  const words = spans.reduce<string[]>((done, span) => {
    // The rest of `-v-` alone would be `--`, which ends the options.
    if (span.word.startsWith('-') && isRest(read, span))
      return [...done.slice(0, -1), `${done.at(-1)}${span.word}`];
    const text = textOf(read, span, long);
    if (text !== undefined) done.push(text);
    return done;
  }, []);
  const implied = read.path !== '' && !read.spans.some(({ kind }) => kind === 'program');
  if (!implied) return words.join(' ');
  const first = read.spans.filter(({ kind }) => kind === 'prefix').length;
  return [...words.slice(0, first), 'docker', ...words.slice(first)].join(' ');
}
