/**
 * Commands that stand inside a word of another one: `rm $(docker ps -aq)`, `bash -c "docker ps"`, or a whole line in
 * quotes. The word is taken apart, so that the command in it can be read like any other.
 */
import { fedBy, programIndex, programName } from './programs.ts';
import { scanExpansion } from './quotes.ts';
import { type Simple, simpleCommands } from './simple.ts';
import { type Range, type Token, tokenise } from './words.ts';

/** A piece of a word that is a line of its own. */
export interface Inner {
  /** `output`: the shell puts there what it prints. `line`: the program around runs it. */
  readonly how: 'output' | 'line';
  readonly word: Token;
  /** The piece with its brackets or quotes. */
  readonly place: Range;
  /** The line in it. */
  readonly source: Range;
  readonly tokens: readonly Token[];
  readonly commands: readonly Simple[];
}

// What runs the line it is given as one word.
const runners = new Set('sh bash zsh ash dash ssh su eval alias watch cmd powershell pwsh'.split(' '));
const wholeLine = /^(["'])\s*(?:sudo\s+)?docker(?:-compose)?\s/;

/** The pieces of a word that the shell replaces by what a command prints. */
function outputs(line: string, [start, end]: Range): { readonly place: Range; readonly source: Range }[] {
  const found: { place: Range; source: Range }[] = [];
  let double = false;
  let index = start;
  while (index < end) {
    const letter = line[index];
    if (letter === '\\') index += 2;
    else if (letter === '"') {
      double = !double;
      index++;
    } else if (letter === "'" && !double) {
      const close = line.indexOf("'", index + 1);
      index = close === -1 ? end : close + 1;
    } else if (letter === '`' || line.startsWith('$(', index)) {
      const scanned = scanExpansion(line, index, double);
      const sign = letter === '`' ? 1 : 2;
      if (!scanned.open && !line.startsWith('$((', index))
        found.push({ place: [index, scanned.end], source: [index + sign, scanned.end - 1] });
      index = scanned.end;
    } else index++;
  }
  return found;
}

/** Where the line stands that is one word in quotes, for a program that runs it. */
function quotation(line: string, word: Token, words: readonly Token[]): Range | undefined {
  const index = programIndex(words);
  const raw = line.slice(...word.source);
  const lone = words[index] === word;
  if (lone ? index === 0 && !wholeLine.test(raw) : !runners.has(programName(words, index))) return undefined;
  const opening = /^(?:\w+=)?(["'])/.exec(raw);
  // Escapes and other quotes would have to be read twice.
  if (!opening || word.open || raw.slice(opening[0].length, -1).includes(opening[1] ?? '')) return undefined;
  if (opening[1] === '"' && raw.includes('\\')) return undefined;
  return [word.source[0] + opening[0].length, word.source[1] - 1];
}

/** The tokens of one piece of the line, where they stand in the whole. */
const tokensWithin = (line: string, [start, end]: Range): Token[] =>
  tokenise(line.slice(start, end)).map((token) => ({
    ...token,
    source: [token.source[0] + start, token.source[1] + start],
  }));

/** The commands are given what surrounds them: where input comes from and output goes to. */
function surrounded(commands: readonly Simple[], how: Inner['how'], word: Token, around: Simple): Simple[] {
  return commands.map((simple, index) => {
    const last = index === commands.length - 1;
    if (how === 'output') return last ? { ...simple, output: simple.output ?? word } : simple;
    const { from, output, to } = around;
    // What xargs starts has nothing to read.
    const input = fedBy(around.words, around.words.length) ? undefined : around.input;
    return {
      ...simple,
      runner: around,
      ...(index === 0 && !simple.input && input && { input, ...(from && { from }) }),
      ...(last && !simple.output && output && { output, ...(to && { to }) }),
    };
  });
}

/** The lines that stand inside the words of a command and may have docker in them. */
export function innerLines(line: string, simple: Simple): Inner[] {
  return simple.words.flatMap((word): Inner[] => {
    if (!/docker/i.test(word.text)) return [];
    const read = (how: Inner['how'], place: Range, source: Range): Inner => {
      const tokens = tokensWithin(line, source);
      const commands = surrounded(simpleCommands(tokens), how, word, simple);
      return { how, word, place, source, tokens, commands };
    };
    const whole = quotation(line, word, simple.words);
    if (whole) return [read('line', [whole[0] - 1, whole[1] + 1], whole)];
    return outputs(line, word.source).map(({ place, source }) => read('output', place, source));
  });
}
