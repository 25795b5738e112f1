/**
 * A docker command line, read the way the client would read it. What the client itself refuses are faults, with its
 * own words as `detail`; what it accepts and is surely not meant are hints. Pure, and the result is plain data.
 */
import { english, type Say, sayPlain } from '#core/say.ts';
import { takeApart } from './chain.ts';
import { earlyFaults, endpointFaults, engineConflicts } from './early.ts';
import type { Fault, Hint } from './faults.ts';
import { type CliCommand, findCommand, root, takesValue } from './flags.ts';
import { Flags } from './given.ts';
import { hintsOf } from './hints.ts';
import { windowsFaults } from './late/create.ts';
import { terminalFaults } from './late/terminal.ts';
import { lateFaults } from './late.ts';
import { nearest } from './nearest.ts';
import { fedBy, impliedStart, type Start } from './programs.ts';
import { type Meaning, meaningOf } from './result.ts';
import type { Simple } from './simple.ts';
import { type Span, spansOf } from './spans.ts';
import { presentName } from './unlisted.ts';
import { roleAt } from './usage.ts';
import { arityFaults, Walk } from './walk.ts';
import type { Range, Token } from './words.ts';

/** A flag as it was given, once for each time. */
export interface ReadFlag {
  /** The long name without dashes: `publish` for `-p`. */
  readonly name: string;
  /** As it was typed: `-p`. */
  readonly spelling: string;
  /** What it is set to. A switch has one only where it was written (`--rm=false`). */
  readonly value?: string;
  /** The option with its value. */
  readonly source: Range;
  readonly valueSource?: Range;
  /** It is on or off and needs no value. */
  readonly switch?: true;
  /** Shell variables or substitutions stand in the value, so it is not known. */
  readonly expands?: true;
}

/** A word that is no option. */
export interface Operand {
  /** What it is to the command: `image`, `container`, `command`, `argument`, `service` … */
  readonly role: string;
  readonly value: string;
  readonly source: Range;
  readonly expands?: true;
}

/** What a line says. */
export interface DockerCommand extends Meaning {
  /** The command as it was called: `docker run`, `docker image ls`. Empty when the line is no docker command. */
  readonly path: string;
  /** Its canonical id (`container run`), see `canonical` in flags.ts; `docker` for the client alone. */
  readonly id: string;
  /** Options of the command, and of `docker` or `docker compose` in front of it. */
  readonly flags: readonly ReadFlag[];
  readonly operands: readonly Operand[];
  /** `xargs`, or PowerShell for what stands in brackets behind, adds operands; in place of `sign` where it is told one. */
  readonly fed?: { readonly sign?: string };
  /** Only help is asked for: nothing else of the line counts. */
  readonly help?: true;
  /** What the client refuses; the first is the one it would print. */
  readonly faults: readonly Fault[];
  readonly hints: readonly Hint[];
  /** Every character of the line belongs to exactly one of these, in order. */
  readonly spans: readonly Span[];
}

/** Quotes that were opened and never closed: the shell waits for more. */
function openFaults(words: readonly Token[], say: Say): Fault[] {
  return words
    .filter((word) => word.open !== undefined)
    .map((word) => ({
      code: 'unterminated-quote',
      message: sayPlain(say, 'the {quote} is never closed, so the shell waits for more input', {
        quote: word.open ?? '',
      }),
      source: word.source,
    }));
}

/** What somebody is to put something real in for: as it stands, a shell takes it for redirections. */
function placeholderFaults(words: readonly Token[], say: Say): Fault[] {
  const named = words.filter(({ placeholder }) => placeholder);
  const [first] = named;
  if (!first) return [];
  const texts = [...new Set(named.flatMap(({ text }) => text.match(/<[^<>]*>/g) ?? []))];
  return [
    {
      code: 'placeholder',
      message:
        texts.length === 1
          ? sayPlain(
              say,
              '{text} is a placeholder: put the real {name} there; to a shell, angle brackets redirect input and output',
              { text: texts[0] ?? '', name: (texts[0] ?? '').slice(1, -1) },
            )
          : sayPlain(
              say,
              '{texts} are placeholders: put something real there; to a shell, angle brackets redirect input and output',
              { texts: texts.join(', ') },
            ),
      source: first.source,
    },
  ];
}

/** The client looks at the platform of an option before it tells of unknown ones, and after their values. */
const withWindows = (faults: readonly Fault[], windows: readonly Fault[]): readonly Fault[] =>
  faults[0]?.detail?.startsWith('invalid argument') ? [...faults, ...windows] : [...windows, ...faults];

/** A line that is no docker command. */
function notDocker(line: string, tokens: readonly Token[], say: Say): DockerCommand {
  const first = tokens.find((token) => token.kind === 'word');
  const meant = first && nearest(first.text, ['docker', 'docker-compose']);
  return {
    path: '',
    id: '',
    flags: [],
    operands: [],
    faults: [
      {
        code: 'not-docker',
        message: first
          ? sayPlain(say, 'this is not a docker command: it begins with {word}', {
              word: first.text.slice(0, 80),
            })
          : sayPlain(say, 'there is no command here'),
        source: first?.source ?? [0, line.length],
        ...(meant && { fix: meant }),
      },
    ],
    hints: hintsOf({ line, tokens, say }),
    spans: spansOf(line, tokens, []),
  };
}

/**
 * Reads a command line.
 *
 * @param line what was typed or pasted, of any length; it may hold several lines and commands, of which the first
 *   docker command is read
 * @param say the language faults and hints are told in
 */
export function readDockerCommand(line: string, say: Say = english): DockerCommand {
  const { tokens, commands, first } = takeApart(line);
  if (first) return readSimple({ line, tokens, ...first }, say);
  for (const simple of commands) {
    const start = impliedStart(simple.words);
    if (start) return readSimple({ line, tokens, simple, start }, say);
  }
  return notDocker(line, tokens, say);
}

/** One docker command of a line. */
export interface Place {
  readonly line: string;
  /** What is explained of the line. */
  readonly tokens: readonly Token[];
  readonly simple: Simple;
  readonly start: Start;
}

/** Reads one docker command of a line; its spans are the tokens that are given. */
export function readSimple({ line, tokens, simple, start }: Place, say: Say): DockerCommand {
  const { index, program } = start;
  const walk = new Walk(program, say);
  const fed = fedBy(simple.words, index) ?? (simple.bracket && {});
  const words = simple.words.slice(program === 'implied' ? index : index + 1);
  walk.read(fed?.sign ? words.map((word) => standIn(word, fed.sign ?? '')) : words);
  const { parse, command } = walk;
  const flags = new Flags(parse.given, (long) => presentName(command, long));
  const place: Range = [simple.words[index]?.source[0] ?? 0, simple.words.at(-1)?.source[1] ?? line.length];
  const leaf = command.subcommands.length === 0 && !parse.help;
  const flagFaults = parse.faults.filter(
    ({ code }) => code !== 'unknown-command' && code !== 'missing-plugin',
  );
  const given = assignedTo(simple.words.slice(0, index));
  const operands = parse.operands.map((operand, number) => operandOf(operand, roleAt(command, number)));
  return {
    path: walk.path.join(' '),
    id: command.id,
    flags: parse.given.map((given) => ({
      name: given.flag.long,
      spelling: given.spelling,
      ...(given.value !== undefined && { value: given.value }),
      source: given.source,
      ...(given.valueSource && { valueSource: given.valueSource }),
      ...(!takesValue(given.flag) && { switch: true as const }),
      ...(given.expands && { expands: given.expands }),
    })),
    operands,
    ...(fed && { fed }),
    ...(parse.help && { help: true as const }),
    ...(leaf ? meaningOf(command, flags, operands, given) : {}),
    faults: [
      ...openFaults(simple.words, say),
      ...placeholderFaults(simple.words, say),
      ...earlyFaults(walk, say),
      ...withWindows(flagFaults, leaf ? windowsFaults(flags, say) : []),
      ...engineConflicts(walk, say),
      ...parse.faults.filter((fault) => !flagFaults.includes(fault)),
      ...(leaf && !fed ? arityFaults(walk, place, say) : []),
      ...(leaf ? endpointFaults(walk, say) : []),
      ...(leaf ? lateFaults({ command, flags, operands: parse.operands, say }) : []),
      ...(leaf ? terminalFaults(command, flags, simple, say) : []),
    ],
    hints: hintsOf({ line, tokens, say, read: { command, program, simple, index, flags, operands, parse } }),
    spans: spansOf(line, tokens, parse.marks, simple, index, program),
  };
}

/** What variables the words in front of the command set: `A=1 docker run -e A …`. */
const assignedTo = (words: readonly Token[]): ReadonlyMap<string, string> =>
  new Map(
    words.flatMap(({ text, expands }) => {
      const found = expands ? null : /^([A-Za-z_]\w*)=(.*)$/s.exec(text);
      return found ? [[found[1] ?? '', found[2] ?? ''] as const] : [];
    }),
  );

/** A word that `xargs` puts something into. */
const standIn = (word: Token, sign: string): Token =>
  word.text.includes(sign) ? { ...word, expands: true } : word;

const operandOf = ({ text, source, expands }: Token, role: string): Operand => ({
  role,
  value: text,
  source,
  ...(expands && { expands }),
});

/** The command a reading is of, with its flags. */
export const commandOf = (read: DockerCommand): CliCommand => findCommand(read.id) ?? root;
