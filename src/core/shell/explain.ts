/** A docker command line explained word by word, as a whole, and in other spellings. */
import { english, type Say, sayPlain } from '#core/say.ts';
import { type Around, aroundOf } from './around/messages.ts';
import { takeApart } from './chain.ts';
import { composeOf } from './compose.ts';
import { type DockerCommand, readDockerCommand } from './docker.ts';
import { applyFix, type Hint } from './faults.ts';
import { formatDockerCommand } from './format.ts';
import { flagWords } from './meaning/flags.ts';
import { operandWords } from './meaning/operands.ts';
import { sentenceOf } from './meaning/sentence.ts';
import { simpleCommands } from './simple.ts';
import type { Span, SpanKind } from './spans.ts';
import type { Range } from './words.ts';

/**
 * What a flag is for, in the reader's language, where somebody has written it down; `command` is the canonical id,
 * `flag` the long name, or nothing for the command itself.
 */
export type Describe = (command: string, flag: string) => string | undefined;

/** One piece of the line and what it is. Blanks have an empty message. */
export interface ExplainedSpan {
  readonly source: Range;
  readonly word: string;
  readonly kind: SpanKind;
  readonly message: string;
}

/** A docker line explained. */
export interface Explanation {
  readonly read: DockerCommand;
  /** Every character of the line in exactly one of them. */
  readonly spans: readonly ExplainedSpan[];
  /** What the command would do. */
  readonly sentence: string;
  /** The same with long names, one after the other: `docker container run --detach …`. */
  readonly long: string;
  /** The same as a compose.yaml, for a command that makes a container. */
  readonly compose?: string;
  /** Mending the line (`safer`) would change the service. */
  readonly otherService?: true;
  /** The options that Compose has no counterpart for. */
  readonly notInCompose?: readonly string[];
  /** The same by its present name (`docker container ls`), where that differs. */
  readonly newer?: string;
  /** The line with every fix put in that faults and hints have, where there are some. */
  readonly safer?: string;
}

/** Says what the flag is for that stands in a piece. */
function flagMessage(read: DockerCommand, span: Span, say: Say, { describe, isPiped }: Knowing): string {
  const flag = span.flag === undefined ? undefined : read.flags[span.flag];
  if (!flag) return sayPlain(say, 'an option whose value is missing');
  const value = flag.value ?? '';
  if (isPiped && flag.name === 'interactive' && flag.value === undefined)
    return sayPlain(say, 'hands what comes in on to the program');
  const words = flagWords(read.id, flag.name, value, say);
  const about = describe(read.id, flag.name);
  if (flag.switch && flag.value !== undefined && /^(?:0|f|false)$/i.test(flag.value))
    return sayPlain(say, 'turned off: {what}', { what: words ?? about ?? `--${flag.name}` });
  if (flag.switch) return words ?? about ?? sayPlain(say, 'switches on {flag}', { flag: `--${flag.name}` });
  return (
    words ??
    (about === undefined
      ? sayPlain(say, 'sets {flag} to {value}', { flag: `--${flag.name}`, value })
      : about.includes(': ')
        ? sayPlain(say, '{about}; here {value}', { about, value })
        : `${about}: ${value}`)
  );
}

const valueMessage = (read: DockerCommand, span: Span, say: Say): string => {
  const flag = span.flag === undefined ? undefined : read.flags[span.flag];
  return sayPlain(say, 'the value of {flag}', { flag: flag?.spelling ?? '' });
};

function operandMessage(read: DockerCommand, span: Span, say: Say, { built }: Knowing): string {
  const operand = span.operand === undefined ? undefined : read.operands[span.operand];
  if (!operand) return '';
  const extra = read.faults.find(({ code }) => code === 'extra-operand');
  if (extra && span.source[0] >= extra.source[0])
    return sayPlain(say, 'more than {command} takes', { command: read.path });
  // With --entrypoint the program is named there; what stands behind the image are its arguments.
  const program = read.flags.findLast(({ name }) => name === 'entrypoint')?.value ?? '';
  const isProgram = operand.role === 'command' && read.image !== undefined && program === '';
  if (isProgram && operand.value.startsWith('-'))
    return sayPlain(
      say,
      'handed to the ENTRYPOINT of the image; where it has none, a program of this name is looked for',
    );
  const role = operand.role === 'command' && program !== '' ? 'argument' : operand.role;
  if (role === 'image' && built?.has(operand.value))
    return sayPlain(say, 'the image that was given this name just before');
  const words = operandWords(read.id, role, operand.value, say);
  return operand.expands && /(?:\$\(|`)\s*(?:sudo\s+)?docker\s/.test(operand.value)
    ? sayPlain(say, 'what the command in it prints, each word on its own: {what}', { what: words })
    : words;
}

function operatorMessage(word: string, say: Say): string {
  if (/[$`'"]/.test(word)) return sayPlain(say, 'what stands inside is a command of its own');
  return sayPlain(say, 'here one command ends and the next begins');
}

function prefixMessage(read: DockerCommand, word: string, say: Say): string {
  const name = /^(\w+)=/.exec(word)?.[1];
  const handedOn = read.flags.some((flag) => flag.name === 'env' && flag.value === name);
  if (name !== undefined && handedOn)
    return sayPlain(say, 'a variable of your shell for this one command; -e {name} hands it on', { name });
  if (name !== undefined)
    return sayPlain(say, 'a variable of your shell for this one command; it does not reach the container');
  return sayPlain(say, 'belongs to the shell, not to docker');
}

function commandMessage(read: DockerCommand, span: Span, say: Say, describe: Describe): string {
  const last = read.spans.findLast(({ kind }) => kind === 'command');
  const about = last?.source[0] === span.source[0] ? describe(read.id, '') : undefined;
  if (about !== undefined) return about;
  return read.path.startsWith('docker compose')
    ? sayPlain(say, 'the command of Compose')
    : sayPlain(say, 'the command of docker');
}

const ofShell = new Set<SpanKind>(['prefix', 'operator', 'redirection', 'other']);

/** What one piece is. */
function messageOf(read: DockerCommand, span: Span, say: Say, knowing: Knowing): string {
  const { describe, around } = knowing;
  const known = ofShell.has(span.kind) && read.path !== '' ? around.get(span.source[0]) : undefined;
  if (known !== undefined) return known;
  switch (span.kind) {
    case 'blank':
      return '';
    case 'program':
      return sayPlain(say, 'the docker client');
    case 'command':
      return commandMessage(read, span, say, describe);
    case 'flag':
      return flagMessage(read, span, say, knowing);
    case 'value':
      return valueMessage(read, span, say);
    case 'operand':
      return operandMessage(read, span, say, knowing);
    case 'options':
      return sayPlain(say, 'the shell puts options in its place');
    case 'end':
      return sayPlain(say, 'from here on nothing is an option');
    case 'unknown':
      return faultAt(read, span) ?? sayPlain(say, 'the client does not get as far as this');
    case 'prompt':
      return /[\p{L}\d]:\s*$|^\s*(?:[-*•]|\d+[.)]|Exec\w+=.?)\s*$/u.test(span.word)
        ? sayPlain(say, 'belongs to the list or file this was copied from')
        : sayPlain(say, 'the prompt of a shell, pasted with the command');
    case 'prefix':
      return prefixMessage(read, span.word, say);
    case 'operator':
      return operatorMessage(span.word, say);
    case 'redirection':
      return sayPlain(say, 'the shell leads input or output somewhere else; docker does not see this');
    case 'comment':
      return span.word.startsWith('`')
        ? sayPlain(say, 'marks code in a message and is no part of the command')
        : sayPlain(say, 'a remark; the shell leaves it out');
    case 'continuation':
      return sayPlain(say, 'the command goes on in the next line');
    case 'other':
      return read.path === ''
        ? sayPlain(say, 'not a docker command')
        : sayPlain(say, 'part of another command');
  }
}

/** What is known beside the reading itself. */
interface Knowing {
  readonly describe: Describe;
  readonly around: Around;
  /** Its input is no terminal. */
  readonly isPiped: boolean;
  /** Names that a command in front of it gives to an image. */
  readonly built?: ReadonlySet<string>;
}

const faultAt = (read: DockerCommand, span: Span): string | undefined =>
  read.faults.find(({ source }) => source[0] === span.source[0])?.message;

/** The command by its canonical name. */
function newerOf(read: DockerCommand): string | undefined {
  const typed = read.path.split(' ').slice(1).join(' ');
  if (read.path === '' || read.id === 'docker' || typed === read.id) return undefined;
  const line = formatDockerCommand(read);
  const at = line.indexOf(read.path);
  // Options between the words (`docker -D ps`) keep them apart.
  return at === -1 ? undefined : `docker ${read.id}${line.slice(at + read.path.length)}`;
}

/** Each fix may uncover the next; more than these no line needs. */
const rounds = 12;

function saferOf(line: string, read: DockerCommand, say: Say): string | undefined {
  let now = line;
  let seen = read;
  const fixed = ({ fix }: Hint) => fix !== undefined;
  for (let round = 0; round < rounds; round++) {
    const next = seen.faults.find(fixed) ?? seen.hints.find(fixed);
    if (!next) break;
    const better = applyFix(now, next);
    if (better === now) break;
    now = better;
    seen = readDockerCommand(now, say);
  }
  return now === line || seen.faults.length > read.faults.length ? undefined : now;
}

/** Whether a line makes just this service. */
const isService = (compose: string, line: string, say: Say): boolean =>
  composeOf(readDockerCommand(line, say))?.text === compose;

const nothing: Describe = () => undefined;

/** Every piece of a reading with what it is. */
export const explainSpans = (read: DockerCommand, say: Say, knowing: Knowing): readonly ExplainedSpan[] =>
  read.spans.map((span) => ({
    source: span.source,
    word: span.word,
    kind: span.kind,
    message: messageOf(read, span, say, knowing),
  }));

/**
 * Explains a line in the language of `say`.
 *
 * @param describe what flags are for, from the knowledge; without it, and for flags it does not know, the explanation
 *   says what the value comes to
 */
export function explainDockerCommand(
  line: string,
  say: Say = english,
  describe: Describe = nothing,
): Explanation {
  const read = readDockerCommand(line, say);
  const { tokens, first } = takeApart(line);
  const around = aroundOf(simpleCommands(tokens), say);
  const knowing = { describe, around, isPiped: first?.simple.input !== undefined };
  const compose = composeOf(read);
  const newer = newerOf(read);
  const safer = line.length > 4000 ? undefined : saferOf(line, read, say);
  return {
    read,
    spans: explainSpans(read, say, knowing),
    sentence: sentenceOf(read, say, describe(read.id, '')),
    long: formatDockerCommand(read, { long: true }),
    ...(compose && { compose: compose.text }),
    ...(compose &&
      safer !== undefined &&
      !isService(compose.text, safer, say) && { otherService: true as const }),
    ...(compose && compose.left.length > 0 && { notInCompose: compose.left }),
    ...(newer !== undefined && { newer }),
    ...(safer !== undefined && { safer }),
  };
}
