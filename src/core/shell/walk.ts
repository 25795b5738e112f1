import { type Say, sayPlain } from '#core/say.ts';
import type { Fault } from './faults.ts';
import { type CliCommand, childOf, childrenOf, root, unlistedNames } from './flags.ts';
import { meantBy } from './nearest.ts';
import { FlagReader, newParse, type Parse } from './parse.ts';
import type { Program } from './programs.ts';
import { plugins, stopsAtOperand } from './unlisted.ts';
import { arityOf, roleAt } from './usage.ts';
import type { Range, Token } from './words.ts';

/** The command that docker-compose and an implied docker begin at. */
const beginning = (program: Program): CliCommand =>
  program === 'docker-compose' ? (childOf(root, 'compose') ?? root) : root;

/** A command without options, as `docker help` is. */
const bare: CliCommand = { id: 'help', paths: ['help'], usage: '', flags: [], subcommands: [] };

/** `docker nothing --version` tells the version. */
const asksVersion = (words: readonly Token[]): boolean =>
  words.some(({ text }) => text === '--version' || /^-D*v/.test(text));

/** A switch that is given, and not turned off. */
const isTrue = (value = 'true'): boolean => !/^(?:0|f|false)$/i.test(value);

/** Follows the words to the command they name. */
export class Walk {
  readonly parse: Parse = newParse();
  readonly path: string[];
  readonly #say: Say;
  #ended = false;
  command: CliCommand;

  constructor(program: Program, say: Say) {
    this.command = beginning(program);
    this.path = program === 'docker-compose' ? ['docker', 'compose'] : ['docker'];
    this.#say = say;
  }

  /** Reads the words behind the program's name. */
  read(words: readonly Token[]): void {
    let index = 0;
    while (this.command.subcommands.length > 0) {
      const reader = new FlagReader(this.command, this.parse, this.#say, this.path.join(' '));
      index = this.#behindEnd(words, reader.read(words, index, true));
      const word = words[index];
      const child = word && !this.#ended && childOf(this.command, word.text);
      if (!word || !child) {
        if (word?.text === 'help' && this.command === root) this.#helpOn(words, index);
        else this.#unknown(words, index, reader);
        return;
      }
      this.#enter(child, word);
      index++;
    }
    this.#leaf(words, index);
  }

  /** `docker -- ps` is taken; a group behind `--` knows no command any more. Gives back the word to go on with. */
  #behindEnd(words: readonly Token[], index: number): number {
    const [first] = this.parse.operands;
    if (!first) return index;
    this.#ended = this.command !== root;
    this.parse.marks.length -= this.parse.operands.length;
    this.parse.operands.length = 0;
    return words.indexOf(first);
  }

  #enter(child: CliCommand, word: Token): void {
    this.parse.marks.push({ source: word.source, kind: 'command' });
    this.path.push(word.text);
    this.command = child;
  }

  #leaf(words: readonly Token[], from: number): void {
    const reader = new FlagReader(this.command, this.parse, this.#say, this.path.join(' '));
    if (!stopsAtOperand(this.command)) {
      reader.read(words, from, false);
      return;
    }
    const index = reader.read(words, from, true);
    for (const word of words.slice(index)) reader.operand(word);
  }

  /** `docker help run` */
  #helpOn(words: readonly Token[], index: number): void {
    const [help] = words.slice(index);
    if (help) this.parse.marks.push({ source: help.source, kind: 'command' });
    this.parse.help = true;
    // `docker help` has no options of its own but --help.
    const rest = newParse();
    new FlagReader(bare, rest, this.#say, 'docker help').read(words, index + 1, false);
    if (rest.faults.length > 0 || rest.help) {
      for (const word of words.slice(index + 1))
        this.parse.marks.push({ source: word.source, kind: 'unknown' });
      this.parse.faults.push(...rest.faults.slice(0, 1));
      return;
    }
    for (const word of words.slice(index + 1)) {
      const child = childOf(this.command, word.text);
      if (child) this.#enter(child, word);
      else if (word.text === 'help' && this.command === root)
        this.parse.marks.push({ source: word.source, kind: 'command' });
      else {
        this.parse.marks.push({ source: word.source, kind: 'unknown' });
        this.parse.faults.push(this.#unknownCommand(word, `unknown help topic: ${word.text}`));
      }
    }
  }

  /** The client reads the options behind a word it does not know, too, and tells of those first. */
  #unknown(words: readonly Token[], index: number, reader: FlagReader): void {
    const [word, ...rest] = words.slice(index);
    if (!word) return;
    const { given, marks, faults } = this.parse;
    const [flags, marked] = [given.length, marks.length];
    if (!this.#ended && this.path[1] !== 'compose') reader.read(words, index + 1, false);
    given.length = flags;
    marks.length = marked;
    this.parse.operands.length = 0;
    const version =
      asksVersion(rest) || given.some(({ flag, value }) => flag.long === 'version' && isTrue(value));
    const told = this.parse.help || (this.command === root && faults.length === 0 && version);
    const path = [...this.path, word.text].join(' ');
    const detail =
      this.path[1] === 'compose'
        ? `unknown docker command: "compose ${word.text}"`
        : `unknown command: ${path}`;
    this.parse.marks.push({ source: word.source, kind: 'unknown' });
    // A word the shell puts there may be any command.
    if (!word.expands && !told) this.parse.faults.push(this.#unknownCommand(word, detail));
    for (const other of rest) this.parse.marks.push({ source: other.source, kind: 'unknown' });
  }

  #unknownCommand(word: Token, detail: string): Fault {
    if (this.command === root && plugins.has(word.text))
      return {
        code: 'missing-plugin',
        message: sayPlain(
          this.#say,
          '{word} is a plugin that comes with Docker Desktop or by itself; without it docker has no such command',
          { word: word.text },
        ),
        detail,
        source: word.source,
      };
    const meant = meantBy(word.text, childrenOf(this.command));
    const command = this.path.join(' ');
    return {
      code: 'unknown-command',
      message: meant
        ? sayPlain(this.#say, '{command} has no command {word}; {meant} is probably meant', {
            command,
            word: word.text,
            meant,
          })
        : sayPlain(this.#say, '{command} has no command {word}', { command, word: word.text }),
      detail,
      source: word.source,
      ...(meant && { fix: meant }),
    };
  }
}

/** Too few or too many operands, as the client says it. */
export function arityFaults(walk: Walk, place: Range, say: Say): Fault[] {
  const { command, parse } = walk;
  // A variable may be no word at all, or several.
  if (command.subcommands.length > 0 || parse.operands.some((operand) => operand.expands)) return [];
  const [least, most] = arityOf(command);
  const count = parse.operands.length;
  if (count >= least && count <= most) return [];
  const name = `'${commandName(walk)}'`;
  const wanted = countWords(least, most);
  const extra = parse.operands[most];
  return [
    {
      code: count < least ? 'missing-operand' : 'extra-operand',
      message: countMessage(walk, count < least, say),
      detail: isPlainCobra(command) ? cobraWords(walk, least, most) : `${name} ${wanted}`,
      source: extra ? [extra.source[0], parse.operands.at(-1)?.source[1] ?? extra.source[1]] : place,
    },
  ];
}

/** Commands that count their operands by themselves and not with the client's own function. */
const isPlainCobra = ({ id }: CliCommand): boolean =>
  id === 'context use' || (id.startsWith('compose') && id !== 'compose cp' && id !== 'compose wait');

/** Cobra's words for a wrong number of operands. */
function cobraWords({ command, parse }: Walk, least: number, most: number): string {
  const { length } = parse.operands;
  if (most === 0)
    return `unknown command ${JSON.stringify(parse.operands[0]?.text)} for "docker ${command.id}"`;
  if (most === Number.POSITIVE_INFINITY) return `requires at least ${least} arg(s), only received ${length}`;
  if (least === most) return `accepts ${least} arg(s), received ${length}`;
  if (least === 0) return `accepts at most ${most} arg(s), received ${length}`;
  return `accepts between ${least} and ${most} arg(s), received ${length}`;
}

function countMessage({ command, path }: Walk, few: boolean, say: Say): string {
  const [least, most] = arityOf(command);
  const name = path.join(' ');
  if (few)
    return sayPlain(say, '{command} needs {count, plural, one {# argument} other {# arguments}}: {roles}', {
      command: name,
      count: least,
      roles: Array.from({ length: least }, (_, index) => roleAt(command, index).toUpperCase()).join(', '),
    });
  if (most === 0) return sayPlain(say, '{command} takes no arguments, only options', { command: name });
  return sayPlain(say, '{command} takes no more than {count, plural, one {# argument} other {# arguments}}', {
    command: name,
    count: most,
  });
}

/**
 * What the client calls the command in its messages: its main name within the group (`volume remove` → `volume rm`);
 * `ps` and `container ls` stay apart. Builds are done by buildx, whatever they are called by.
 */
function commandName({ command, path }: Walk): string {
  const spelled = path.slice(1).join(' ');
  const typed = unlistedNames[spelled] ?? spelled;
  const group = (name: string) => name.slice(0, Math.max(0, name.lastIndexOf(' ')));
  const same = command.id.startsWith('buildx') || (typed.includes(' ') && group(typed) === group(command.id));
  return `docker ${same ? command.id : typed}`;
}

/** The client's words for how many operands there may be. */
function countWords(least: number, most: number): string {
  const words = (count: number) => `${count} ${count === 1 ? 'argument' : 'arguments'}`;
  if (most === 0) return 'accepts no arguments';
  if (least === most) return `requires ${words(least)}`;
  if (most === Number.POSITIVE_INFINITY) return `requires at least ${words(least)}`;
  if (least === 0) return `requires at most ${words(most)}`;
  return `requires at least ${least} and at most ${words(most)}`;
}
