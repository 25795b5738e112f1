/**
 * The first pass over a Dockerfile: each logical line as an instruction with its flags and words. Faults found here come
 * before all others, wherever they stand in the file, and are told without "parse error on line": that is what BuildKit
 * does, because it too reads in two passes. What an instruction's words must be is checked in `arguments.ts`.
 */
import { gaps, isSpaceAt, trim } from '#core/dockerfile/blanks.ts';
import { BuildFault, locating } from '#core/dockerfile/fault.ts';
import { type Heredoc, heredocsOf } from '#core/dockerfile/heredoc.ts';
import { readExecForm } from '#core/dockerfile/json.ts';
import { LineReader } from '#core/dockerfile/lines.ts';
import { type Pair, readPairs, readWords } from '#core/dockerfile/words.ts';

/** The instructions that the builder knows, as it sorts them. */
export const keywords = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
] as const;
/** An instruction’s name, in upper case. */
export type Keyword = (typeof keywords)[number];

/** One instruction as it is cut out of the file; its words are not checked yet. */
export interface Instruction {
  readonly line: number;
  readonly end: number;
  /** As it is written: `From`. */
  readonly spelled: string;
  /** Undefined for a word that is no instruction. */
  readonly keyword: Keyword | undefined;
  /** The words `--name=value` before the rest. */
  readonly flags: readonly string[];
  /** Everything behind the flags, trimmed. */
  readonly rest: string;
  readonly args: readonly string[];
  /** The exec form: the rest is a JSON array. */
  readonly exec: boolean;
  /** Of ENV and LABEL. */
  readonly pairs: readonly Pair[];
  /** Of RUN, COPY and ADD (and ONBUILD of them). */
  readonly heredocs: readonly (Heredoc & { readonly body: string })[];
  /** What ONBUILD holds. */
  readonly trigger: Instruction | undefined;
  /** The whole logical line. */
  readonly text: string;
  readonly emptyContinuation: boolean;
}

/** A Dockerfile cut into instructions. */
export interface Source {
  readonly instructions: readonly Instruction[];
  readonly escapeChar: string;
}

/** Reads a whole Dockerfile. Throws a {@link BuildFault}. */
export function readInstructions(dockerfile: string): Source {
  const reader = new LineReader(dockerfile);
  const instructions: Instruction[] = [];
  for (let line = reader.next(); line; line = reader.next()) {
    const { line: start, text, emptyContinuation, end } = line;
    const instruction = locating(start, () => readInstruction(text, start, reader.escapeChar));
    const heredocs = mayOpenHeredoc(instruction) ? readBodies(text, start, reader) : [];
    instructions.push({
      ...instruction,
      heredocs,
      emptyContinuation,
      end: heredocs.length > 0 ? reader.line : end,
    });
  }
  if (instructions.length === 0) throw new BuildFault('file with no instructions');
  reader.finish();
  return { instructions, escapeChar: reader.escapeChar };
}

const mayOpenHeredoc = ({ keyword, exec, trigger, text }: Instruction): boolean =>
  text.includes('<<') &&
  (keyword === 'ONBUILD' && trigger
    ? mayOpenHeredoc(trigger)
    : !exec && (keyword === 'RUN' || keyword === 'COPY' || keyword === 'ADD'));

function readBodies(text: string, line: number, reader: LineReader): Instruction['heredocs'] {
  return locating(line, () =>
    heredocsOf(text).map((heredoc) => {
      const body = reader.body(heredoc.name, heredoc.chomp);
      if (body === undefined) throw new BuildFault('unterminated heredoc');
      return { ...heredoc, body };
    }),
  );
}

const byName = new Map<string, Keyword>(keywords.map((keyword) => [keyword.toLowerCase(), keyword]));

/** Reads one instruction's text. Throws a {@link BuildFault} without a line. */
function readInstruction(text: string, line: number, escapeChar: string, nested = 0): Instruction {
  const trimmed = trim(text);
  const gap = gaps.exec(trimmed);
  const spelled = gap ? trimmed.slice(0, gap.index) : trimmed;
  const keyword = byName.get(spelled.toLowerCase());
  const { flags, rest } = splitFlags(gap ? trimmed.slice(gap.index + gap[0].length) : '');
  const bare: Instruction = {
    line,
    end: line,
    spelled,
    keyword,
    flags,
    rest,
    args: [],
    exec: false,
    pairs: [],
    heredocs: [],
    trigger: undefined,
    text,
    emptyContinuation: false,
  };
  if (rest === '' || keyword === undefined) return bare;
  if (keyword === 'ONBUILD') {
    // ONBUILD of ONBUILD is refused anyway; what stands deeper need not be read.
    const trigger = nested < 2 ? readInstruction(rest, line, escapeChar, nested + 1) : undefined;
    return { ...bare, trigger, args: trigger ? [trigger.spelled, ...trigger.args] : [rest] };
  }
  return { ...bare, ...readRest(keyword, rest, escapeChar) };
}

type Rest = Partial<Pick<Instruction, 'args' | 'exec' | 'pairs'>>;

function readRest(keyword: Keyword, rest: string, escapeChar: string): Rest {
  switch (keyword) {
    case 'CMD':
    case 'ENTRYPOINT':
    case 'RUN':
    case 'SHELL':
      return readCommand(rest, () => [rest]);
    case 'ADD':
    case 'COPY':
    case 'VOLUME':
      return readCommand(rest, () => rest.split(gaps));
    case 'HEALTHCHECK':
      return readHealth(rest);
    case 'ENV':
    case 'LABEL': {
      const pairs = readPairs(rest, keyword, escapeChar);
      return { pairs, args: pairs.flatMap((pair) => [pair.key, pair.value]) };
    }
    case 'ARG':
      return { args: readWords(rest, escapeChar) };
    case 'FROM':
    case 'EXPOSE':
      return { args: rest.split(gaps) };
    default:
      return { args: [rest] };
  }
}

function readCommand(rest: string, otherwise: () => readonly string[]): Rest {
  const form = readExecForm(rest);
  if (form === 'not-strings') {
    throw new BuildFault('when using JSON array syntax, arrays must be comprised of strings only');
  }
  return form === 'shell' ? { args: otherwise() } : { args: form, exec: true };
}

function readHealth(rest: string): Rest {
  const cut = /[\t-\r ]+/.exec(rest);
  if (!cut) return { args: [rest] };
  const command = rest.slice(cut.index + cut[0].length);
  const { args = [], exec = false } = readCommand(command, () => [command]);
  return { args: [rest.slice(0, cut.index), ...args], exec };
}

/**
 * Takes the builder flags off the front: words that begin with `--`, quotes and `\` read as it does (with `\` whatever
 * `# escape=` says). A bare `--` ends them and is dropped.
 */
function splitFlags(text: string): { flags: string[]; rest: string } {
  const flags: string[] = [];
  let at = 0;
  while (at < text.length) {
    while (at < text.length && isSpaceAt(text, at)) at++;
    if (!text.startsWith('--', at)) return { flags, rest: trim(text.slice(at)) };
    const [word, end] = readFlagWord(text, at);
    at = end;
    if (word === '--') return { flags, rest: trim(text.slice(at)) };
    flags.push(word);
  }
  return { flags, rest: '' };
}

function readFlagWord(text: string, start: number): [word: string, end: number] {
  let word = '';
  let quote = '';
  let at = start;
  for (; at < text.length; at++) {
    const ch = text.charAt(at);
    if (quote === '' && isSpaceAt(text, at)) break;
    if (ch === quote) quote = '';
    else if (quote === '' && (ch === '"' || ch === "'")) quote = ch;
    else if (ch !== '\\') word += ch;
    else if (at + 1 < text.length) word += text.charAt(++at);
  }
  return [word, at];
}
