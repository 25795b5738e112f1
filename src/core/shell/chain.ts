/** All the commands of a line, those inside words of others too: which of them are docker, and how they are joined. */
import { type Inner, innerLines } from './inner.ts';
import { type Start, startOf } from './programs.ts';
import { type Simple, simpleCommands } from './simple.ts';
import { type Range, type Token, tokenise } from './words.ts';

/** One command of a line. */
export interface Step {
  readonly simple: Simple;
  /** Where docker stands among its words; missing where it is another program. */
  readonly start?: Start;
  /** What surrounds it is among these, too. */
  readonly tokens: readonly Token[];
  /** The lines inside its words that have docker in them. */
  readonly inner: readonly InnerSteps[];
}

/** A line inside a word. */
export interface InnerSteps extends Inner {
  readonly steps: readonly Step[];
}

/** Words inside words inside words: deeper nobody reads. */
const deepest = 3;

const hasDocker = (steps: readonly Step[]): boolean =>
  steps.some(({ start, inner }) => start !== undefined || inner.length > 0);

function stepOf(line: string, simple: Simple, tokens: readonly Token[], depth: number): Step {
  const start = startOf(simple.words);
  const inner =
    depth >= deepest
      ? []
      : innerLines(line, simple)
          .map((one) => ({
            ...one,
            steps: one.commands.map((each) => stepOf(line, each, one.tokens, depth + 1)),
          }))
          .filter(({ steps }) => hasDocker(steps));
  return { simple, tokens, inner, ...(start && { start }) };
}

/** The commands of a line in their order; those inside words are under the one they stand in. */
export function stepsOf(line: string, tokens: readonly Token[] = tokenise(line)): readonly Step[] {
  return simpleCommands(tokens).map((simple) => stepOf(line, simple, tokens, 0));
}

/** A command that is docker. */
export type DockerStep = Step & { readonly start: Start };

/** The docker commands in the order in which they run: what stands in `$(…)` before the command it stands in. */
export function dockerSteps(steps: readonly Step[]): readonly DockerStep[] {
  return steps.flatMap((step): DockerStep[] => {
    const { start } = step;
    const own = start ? [{ ...step, start }] : [];
    const inside = (how: Inner['how']) =>
      step.inner.filter((inner) => inner.how === how).flatMap((inner) => dockerSteps(inner.steps));
    return [...inside('output'), ...own, ...inside('line')];
  });
}

/** The number of the first token that begins at a place of the line or behind it; tokens follow one another. */
function tokenAt(tokens: readonly Token[], place: number): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.source[0] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The tokens of one command, from its first word to its last. */
export const tokensOf = ({ tokens, simple: { source } }: Step): readonly Token[] =>
  tokens.slice(tokenAt(tokens, source[0]), tokenAt(tokens, source[1]));

const edge = (line: string, source: Range): Token[] =>
  source[0] === source[1] ? [] : [{ kind: 'operator', source, text: line.slice(...source) }];

/** A line as it is read: its tokens, and the docker command in it that is read first. */
export interface Taken {
  readonly tokens: readonly Token[];
  readonly commands: readonly Simple[];
  readonly first?: { readonly simple: Simple; readonly start: Start };
}

/** Takes a line apart; where none of its commands is docker, with the first that stands inside a word laid open. */
export function takeApart(line: string): Taken {
  const tokens = tokenise(line);
  const commands = simpleCommands(tokens);
  for (const simple of commands) {
    const start = startOf(simple.words);
    if (start) return { tokens, commands, first: { simple, start } };
  }
  for (const simple of commands) {
    const step = stepOf(line, simple, tokens, 0);
    const found = layOpen(line, step);
    if (found) return { commands, ...found };
  }
  return { tokens, commands };
}

/** The tokens of a line with the word taken apart in which the first docker command of a step stands. */
function layOpen(line: string, { tokens, inner }: Step): Omit<Taken, 'commands'> | undefined {
  const [inside] = inner;
  if (!inside) return undefined;
  const own = inside.steps.find(({ start }) => start !== undefined);
  const found = own?.start
    ? { tokens: inside.tokens, first: { simple: own.simple, start: own.start } }
    : inside.steps.map((step) => layOpen(line, step)).find((one) => one !== undefined);
  if (!found) return undefined;
  const [start, end] = inside.word.source;
  const opened = tokens.flatMap((token) =>
    token === inside.word
      ? [...edge(line, [start, inside.source[0]]), ...found.tokens, ...edge(line, [inside.source[1], end])]
      : [token],
  );
  return { ...found, tokens: opened };
}
