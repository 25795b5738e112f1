/**
 * A docker command that stands inside a word of another one: `ID=$(docker run …)`, `bash -c "docker ps"`, or a whole line
 * in quotes. The word is taken apart, so that the command in it can be read like any other.
 */
import { type Simple, simpleCommands, startOf } from './programs.ts';
import { scanExpansion } from './quotes.ts';
import { type Range, type Token, tokenise } from './words.ts';

const substituted = /(?:\$\(|`)\s*(?=(?:sudo\s+)?docker(?:-compose)?\s)/;
const quoted = /^(?:\w+=)?(["'])\s*(?=(?:sudo\s+)?docker(?:-compose)?\s)/;

// What runs the line it is given as one word.
const runners = new Set('sh bash zsh ash dash ssh su eval alias watch cmd powershell pwsh'.split(' '));

/** Where the command stands that the shell runs to put its output there. */
function substitution(line: string, [start, end]: Range): Range | undefined {
  const found = substituted.exec(line.slice(start, end));
  if (!found) return undefined;
  const open = start + found.index;
  const scanned = scanExpansion(line, open);
  return scanned.open ? undefined : [open + found[0].length, scanned.end - 1];
}

/** Where the command stands that is one word in quotes, for a program that runs it. */
function quotation(line: string, word: Token, words: readonly Token[]): Range | undefined {
  const [first] = words;
  if (first !== word && !runners.has(first?.text.replace(/^.*\//, '') ?? '')) return undefined;
  const raw = line.slice(...word.source);
  const found = quoted.exec(raw);
  // Escapes and other quotes would have to be read twice.
  if (!found || word.open || raw.slice(found[0].length, -1).includes(found[1] ?? '')) return undefined;
  if (found[1] === '"' && raw.includes('\\')) return undefined;
  return [word.source[0] + found[0].length, word.source[1] - 1];
}

/** The tokens of one piece of the line, where they stand in the whole. */
const tokensWithin = (line: string, [start, end]: Range): Token[] =>
  tokenise(line.slice(start, end)).map((token) => ({
    ...token,
    source: [token.source[0] + start, token.source[1] + start],
  }));

const edge = (line: string, source: Range): Token[] =>
  source[0] === source[1] ? [] : [{ kind: 'operator', source, text: line.slice(...source) }];

const hasDocker = (commands: readonly Simple[]): boolean => commands.some(({ words }) => startOf(words));

/** A line taken apart. */
export interface Taken {
  readonly tokens: readonly Token[];
  readonly commands: readonly Simple[];
}

/** Takes a line apart; where none of its commands is docker, with the first that stands inside a word laid open. */
export function takeApart(line: string): Taken {
  const tokens = tokenise(line);
  const commands = simpleCommands(tokens);
  if (hasDocker(commands)) return { tokens, commands };
  const opened = unwrap(line, tokens, commands);
  return opened === tokens ? { tokens, commands } : { tokens: opened, commands: simpleCommands(opened) };
}

function unwrap(line: string, tokens: readonly Token[], commands: readonly Simple[]): readonly Token[] {
  if (!tokens.some(({ text }) => text.includes('docker'))) return tokens;
  for (const { words } of commands) {
    for (const word of words) {
      const inner = substitution(line, word.source) ?? quotation(line, word, words);
      if (!inner) continue;
      const [start, end] = word.source;
      return tokens.flatMap((token) =>
        token === word
          ? [...edge(line, [start, inner[0]]), ...tokensWithin(line, inner), ...edge(line, [inner[1], end])]
          : [token],
      );
    }
  }
  return tokens;
}

/** Whether a docker command stands among these tokens, or inside one of their words. */
export function startsDocker(line: string, tokens: readonly Token[]): boolean {
  const commands = simpleCommands(tokens);
  return hasDocker(commands) || hasDocker(simpleCommands(unwrap(line, tokens, commands)));
}
