/**
 * Options and operands as pflag tells them apart, the library the client reads its command line with: `-dp 80:80`,
 * `-p80:80`, `-p=80:80`, `--name=web`, `--`; no abbreviations; a switch takes a value only behind `=`.
 */
import { type Say, sayPlain } from '#core/say.ts';
import { checkValue } from './checks.ts';
import type { Fault, Refusal } from './faults.ts';
import { type CliCommand, type Flag, findFlag, takesValue } from './flags.ts';
import { quote } from './go.ts';
import { longOf, meantBy } from './nearest.ts';
import { hiddenFlag } from './unlisted.ts';
import type { Range, Token } from './words.ts';

/** A flag as it was given once. */
export interface Given {
  readonly flag: Flag;
  /** With its dashes, as typed: `-p`, `--publish`. */
  readonly spelling: string;
  /** What it was set to; a switch without `=` has none. */
  readonly value?: string;
  readonly source: Range;
  readonly valueSource?: Range;
  /** The shell puts the value together, so nothing can be said about it. */
  readonly expands?: true;
}

/** Where an option's value stands; the option itself where it has none. */
export const placeOf = ({ valueSource, source }: Given): Range => valueSource ?? source;

/** How a value would be replaced by another; nothing where quotes hide which part of the word it is. */
export function replaceValue(given: Given, value: string): { readonly source: Range; readonly fix?: string } {
  const source = placeOf(given);
  const apart = source[0] !== given.source[0] || source[1] !== given.source[1];
  if (apart) return { source, fix: value };
  return given.spelling.startsWith('--') ? { source, fix: `${given.spelling}=${value}` } : { source };
}

/** A refusal of a value, with its place; its fix is another value. */
export function placed({ fix, ...refusal }: Refusal, given: Given): Fault {
  return fix === undefined
    ? { ...refusal, source: placeOf(given) }
    : { ...refusal, ...replaceValue(given, fix) };
}

/** A piece of a word and what it is. Numbers point into the lists of {@link Parse}. */
export interface Mark {
  readonly source: Range;
  readonly kind: 'command' | 'flag' | 'value' | 'operand' | 'options' | 'end' | 'unknown';
  readonly flag?: number;
  readonly operand?: number;
}

/** What has been read so far. */
export interface Parse {
  readonly given: Given[];
  readonly operands: Token[];
  readonly marks: Mark[];
  readonly faults: Fault[];
  help: boolean;
}

/** Nothing read yet. */
export const newParse = (): Parse => ({ given: [], operands: [], marks: [], faults: [], help: false });

const helpFlag: Flag = { long: 'help', short: 'h', type: 'bool' };

/** The flag with this (one letter: short) name, listed or not. */
export function flagOf(command: CliCommand, name: string): Flag | undefined {
  const found =
    name.length === 1 ? findFlag(command, name) : command.flags.find((flag) => flag.long === name);
  return found ?? hiddenFlag(command, name) ?? (name === 'help' || name === 'h' ? helpFlag : undefined);
}

// By its name alone: `$TARGET` and `$CARGO` have other ends.
const optional =
  /^(?:\$(?:@|\*|\{\w{1,60}\[[@*]\]\})|\$\{?(?:\w{0,60}_|docker|run|extra)?(?:opts|options|args|flags|params)(?:_\w{1,60})?\}?|\$\{\w{1,60}:?\+.{0,300}\})$/is;

/** `$DOCKER_OPTS`, `"$@"`, `${NAME:+--name "$NAME"}`: a word in whose place the shell puts options. */
const standsForOptions = ({ text, expands }: Token): boolean => expands === true && optional.test(text);

/** Where the words are, and how far they have been read. */
interface Cursor {
  readonly words: readonly Token[];
  index: number;
}

/** The part of a word from its value's `offset` on; the whole word where quotes make that hard to tell. */
const from = (word: Token, offset: number): Range =>
  word.quoted ? word.source : [word.source[0] + offset, word.source[1]];

/** One line's reading of options; made anew for each command on the way (`docker`, `compose`, `up`). */
export class FlagReader {
  readonly #command: CliCommand;
  readonly #into: Parse;
  readonly #say: Say;
  readonly #name: string;

  /** @param name what the command was called, for the faults: `docker run` */
  constructor(command: CliCommand, into: Parse, say: Say, name = `docker ${command.id}`) {
    this.#name = name;
    this.#command = command;
    this.#into = into;
    this.#say = say;
  }

  /**
   * Reads options and operands from `index` on and gives back where it stopped: at the end, or before the first operand
   * when `stop` is set (which the caller then takes).
   */
  read(words: readonly Token[], index: number, stop: boolean): number {
    const at: Cursor = { words, index };
    while (at.index < words.length) {
      const word = words[at.index];
      if (!word) break;
      if (standsForOptions(word) && at.index < words.length - 1) {
        this.#into.marks.push({ source: word.source, kind: 'options' });
        at.index++;
      } else if (!word.text.startsWith('-') || word.text === '-') {
        if (stop) return at.index;
        this.operand(word);
        at.index++;
      } else if (word.text === '--') {
        this.#into.marks.push({ source: word.source, kind: 'end' });
        for (const rest of words.slice(at.index + 1)) this.operand(rest);
        return words.length;
      } else {
        at.index++;
        if (word.text.startsWith('--')) this.#long(word, at);
        else this.#short(word, at);
      }
    }
    return at.index;
  }

  /** Takes a word as an operand. */
  operand(word: Token): void {
    this.#into.marks.push({ source: word.source, kind: 'operand', operand: this.#into.operands.length });
    this.#into.operands.push(word);
  }

  #long(word: Token, at: Cursor): void {
    const cut = word.text.indexOf('=');
    const spelling = cut === -1 ? word.text : word.text.slice(0, cut);
    const name = spelling.slice(2);
    const flag = name.length > 1 ? flagOf(this.#command, name) : undefined;
    if (name === '' || name.startsWith('-')) this.#badSyntax(word);
    else if (!flag) this.#unknownLong(word, name, cut !== -1, at);
    else if (cut !== -1) this.#give(flag, spelling, word, word.text.slice(cut + 1), cut + 1);
    else if (!takesValue(flag)) this.#record({ flag, spelling, source: word.source }, true);
    else this.#following(flag, spelling, word.source, at, `--${name}`);
  }

  #short(word: Token, at: Cursor): void {
    let offset = 1;
    while (offset < word.text.length) offset = this.#letter(word, offset, at);
  }

  /** One letter of `-dp80:80`; gives back where the next one is. */
  #letter(word: Token, offset: number, at: Cursor): number {
    const end = word.text.length;
    const letter = word.text[offset] ?? '';
    const rest = word.text.slice(offset + 1);
    const flag = flagOf(this.#command, letter);
    const spelling = `-${letter}`;
    if (!flag) {
      this.#unknownShort(word, letter, offset, at);
      return end;
    }
    if (rest.startsWith('=') && rest.length > 1) {
      this.#giveShort(flag, spelling, word, offset, rest.slice(1), offset + 2);
      return end;
    }
    // A word whose quotes hide where its letters are is one piece.
    const whole = word.quoted && end > 2;
    const first = offset === 1 ? word.source[0] : word.source[0] + offset;
    const source: Range = whole ? word.source : [first, word.source[0] + offset + 1];
    if (!takesValue(flag)) {
      this.#record({ flag, spelling, source }, !whole || offset === 1);
      return offset + 1;
    }
    if (rest !== '') this.#giveShort(flag, spelling, word, offset, rest, offset + 1);
    else this.#following(flag, spelling, source, at, `${quoteLetter(letter)} in -${letter}`);
    return end;
  }

  #record(given: Given, marked: boolean): void {
    if (given.flag.long === 'help' && given.value !== 'false') this.#into.help = true;
    if (marked) this.#into.marks.push({ source: given.source, kind: 'flag', flag: this.#into.given.length });
    this.#into.given.push(given);
    this.#check(given);
  }

  /** `--name=value`: the value stands in the same word. */
  #give(flag: Flag, spelling: string, word: Token, value: string, offset: number): void {
    const expands = word.expands ? { expands: true as const } : {};
    this.#record(
      { flag, spelling, value, source: word.source, valueSource: from(word, offset), ...expands },
      true,
    );
  }

  /** `-p80:80`, `-dp=80:80`: letters in front of this one are already told. */
  #giveShort(flag: Flag, spelling: string, word: Token, offset: number, value: string, start: number): void {
    const begin = word.quoted || offset === 1 ? word.source[0] : word.source[0] + offset;
    const source: Range = [begin, word.source[1]];
    const expands = word.expands ? { expands: true as const } : {};
    this.#record(
      { flag, spelling, value, source, valueSource: from(word, start), ...expands },
      !word.quoted || offset === 1,
    );
  }

  /** `--name value`: the value is the next word, whatever it looks like. */
  #following(flag: Flag, spelling: string, source: Range, at: Cursor, shown: string): void {
    const next = at.words[at.index];
    if (!next) {
      this.#into.marks.push({ source, kind: 'flag' });
      this.#into.faults.push({
        code: 'flag-needs-value',
        message: sayPlain(this.#say, '{flag} needs a value behind it', { flag: spelling }),
        detail: `flag needs an argument: ${shown}`,
        source,
      });
      return;
    }
    at.index++;
    const number = this.#into.given.length;
    const expands = next.expands ? { expands: true as const } : {};
    this.#record(
      {
        flag,
        spelling,
        value: next.text,
        source: [source[0], next.source[1]],
        valueSource: next.source,
        ...expands,
      },
      false,
    );
    this.#into.marks.push(
      { source, kind: 'flag', flag: number },
      { source: next.source, kind: 'value', flag: number },
    );
  }

  #check(given: Given): void {
    if (given.value === undefined || given.expands) return;
    const refusal = checkValue(this.#command, given.flag, given.value, this.#say);
    if (!refusal) return;
    const { short, long } = given.flag;
    const name = short && long !== 'help' ? `-${short}, --${long}` : `--${long}`;
    this.#into.faults.push({
      ...placed(refusal, given),
      detail: `invalid argument ${quote(given.value)} for "${name}" flag: ${refusal.detail ?? ''}`,
    });
  }

  #badSyntax(word: Token): void {
    this.#into.marks.push({ source: word.source, kind: 'unknown' });
    this.#into.faults.push({
      code: 'bad-flag-syntax',
      message: sayPlain(
        this.#say,
        'an option is written with one or two dashes and a name; {word} is neither',
        {
          word: word.text,
        },
      ),
      detail: `bad flag syntax: ${word.text}`,
      source: word.source,
    });
  }

  #unknownLong(word: Token, name: string, valued: boolean, at: Cursor): void {
    const meant = meantBy(
      name,
      this.#command.flags.map(({ long }) => long),
    );
    this.#unknown(word, meant, valued, at, `unknown flag: --${name}`, name);
  }

  #unknownShort(word: Token, letter: string, offset: number, at: Cursor): void {
    // `-name web`: a long name with one dash. The letters before this one were told already.
    const cut = word.text.indexOf('=');
    const name = word.text.slice(1, cut === -1 ? undefined : cut);
    const other = name === letter ? longOf(letter, this.#command.flags) : undefined;
    const known = other !== undefined || this.#command.flags.some(({ long }) => long === name);
    if (known && offset > 1) this.#forget(offset - 1, word.quoted ? 1 : offset - 1);
    else if (word.quoted && offset > 1) this.#forget(0, 1);
    const shown = `unknown shorthand flag: ${quoteLetter(letter)} in -${word.text.slice(offset)}`;
    const begin = known || offset === 1 || word.quoted ? word.source[0] : word.source[0] + offset;
    const piece: Token = { ...word, source: [begin, word.source[1]] };
    this.#unknown(
      piece,
      known ? (other ?? name) : undefined,
      cut !== -1,
      at,
      shown,
      known ? name : letter,
      !known || other !== undefined,
    );
  }

  /** Takes back the letters of a word that turned out to be one long name. */
  #forget(flags: number, marks: number): void {
    this.#into.given.length -= flags;
    this.#into.marks.length -= marks;
  }

  /** Tells of an unknown option; where it is plain what was meant, its value is passed over too. */
  #unknown(
    word: Token,
    meant: string | undefined,
    valued: boolean,
    at: Cursor,
    detail: string,
    name: string,
    short = false,
  ): void {
    const say = this.#say;
    const flag = meant === undefined ? undefined : flagOf(this.#command, meant);
    const cut = word.text.indexOf('=');
    const fix = flag && `--${flag.long}${valued ? word.text.slice(cut) : ''}`;
    const spelled = short ? `-${name}` : `--${name}`;
    const command = this.#name;
    this.#into.marks.push({ source: word.source, kind: 'unknown' });
    this.#into.faults.push({
      code: short ? 'unknown-shorthand' : 'unknown-flag',
      message: fix
        ? sayPlain(say, '{command} knows no {flag} here; {fix} is probably meant', {
            command,
            flag: word.text,
            fix,
          })
        : sayPlain(say, '{command} has no option {flag}', { command, flag: spelled }),
      detail,
      source: word.source,
      ...(fix && { fix }),
    });
    const next = at.words[at.index];
    if (flag && takesValue(flag) && !valued && next && !next.text.startsWith('-')) {
      this.#into.marks.push({ source: next.source, kind: 'unknown' });
      at.index++;
    }
  }
}

const quoteLetter = (letter: string): string => `'${letter === "'" ? "\\'" : letter}'`;
