/** A line with several docker commands, cut into one section for each of them, with what joins them. */
import type { Say } from '#core/say.ts';
import { type Around, aroundOf } from './around/messages.ts';
import { type DockerStep, dockerSteps, type Step, stepsOf, tokensOf } from './chain.ts';
import { type DockerCommand, readSimple } from './docker.ts';
import { type Describe, type ExplainedSpan, type Explanation, explainSpans } from './explain.ts';
import { applyFix, type Hint } from './faults.ts';
import { sentenceOf } from './meaning/sentence.ts';
import { leadsOf } from './programs.ts';
import type { Simple } from './simple.ts';
import { spansOf } from './spans.ts';
import type { Range } from './words.ts';

/** One docker command of a line, in the order in which they run. */
export interface Section extends Pick<Explanation, 'read' | 'sentence'> {
  /** The command by itself, as it would be typed alone. */
  readonly text: string;
  /** Its own words, with what stands around it: nothing of the line is told twice. */
  readonly spans: readonly ExplainedSpan[];
}

/** A piece of the line in the order in which it is told. */
type Piece =
  | { readonly step: DockerStep }
  | { readonly spans: readonly ExplainedSpan[]; readonly joins?: true };

/** The command without what only makes sense where it stands. */
function aloneText(line: string, { simple, start }: DockerStep, fed: boolean): string {
  const { leads } = leadsOf(simple.words);
  const shell = leads.findLastIndex(
    ({ kind, words: [first] }) =>
      kind === 'keyword' ||
      kind === 'schedule' ||
      (kind === 'starter' && !/^(?:sudo|xargs)$/.test(first?.text ?? '')),
  );
  const feeding = fed ? leads.findIndex(({ words: [first] }) => first?.text === 'xargs') : -1;
  const from = feeding === -1 ? leads[shell + 1]?.words[0] : leads[feeding]?.words[0];
  const first = from ?? simple.words[start.index];
  return line.slice(first?.source[0] ?? simple.source[0], simple.source[1]);
}

const wordOf = (
  line: string,
  source: Range,
  message: string,
  kind: ExplainedSpan['kind'],
): ExplainedSpan => ({
  source,
  word: line.slice(...source),
  kind,
  message,
});

/** The words of a command that is not docker. */
function otherSpans(line: string, step: Step, around: Around): readonly ExplainedSpan[] {
  return spansOf(line, tokensOf(step), []).flatMap(({ kind, source }) => {
    const message = around.get(source[0]) ?? '';
    // A line in quotes is told by itself.
    const whole = step.inner.some((inner) => inner.how === 'line' && inner.word.source[0] === source[0]);
    return kind === 'blank' || whole ? [] : [wordOf(line, source, message, kind)];
  });
}

const flatten = (line: string, steps: readonly Step[], around: Around): readonly Piece[] =>
  steps.flatMap((step): Piece[] => {
    const { simple, start } = step;
    const inside = (how: 'output' | 'line') =>
      step.inner.filter((inner) => inner.how === how).flatMap((inner) => flatten(line, inner.steps, around));
    const join = simple.after && around.get(simple.after.source[0]);
    return [
      ...inside('output'),
      start ? { step: { ...step, start } } : { spans: otherSpans(line, step, around) },
      ...inside('line'),
      ...(simple.after && join !== undefined
        ? [{ spans: [wordOf(line, simple.after.source, join, 'operator')], joins: true as const }]
        : []),
    ];
  });

const allSimple = (steps: readonly Step[]): readonly Simple[] => steps.map(({ simple }) => simple);

/** What is said of all words around docker, inside quotes and brackets too. */
function allAround(steps: readonly Step[], say: Say): Around {
  const inner = steps.flatMap((step) => step.inner.map((one) => allAround(one.steps, say)));
  return new Map([...aroundOf(allSimple(steps), say), ...inner.flatMap((one) => [...one])]);
}

/**
 * What stands between two commands belongs to the first of them up to the operator in front of the second, and from there
 * to the second.
 */
function shared(
  between: readonly Piece[],
): readonly [before: readonly ExplainedSpan[], behind: readonly ExplainedSpan[]] {
  const cut = between.findLastIndex((piece) => 'joins' in piece) + 1;
  const spans = (pieces: readonly Piece[]) =>
    pieces.flatMap((piece) => ('spans' in piece ? piece.spans : []));
  return [spans(between.slice(0, cut)), spans(between.slice(cut))];
}

/** The names that a command gives to an image. */
const builtBy = ({ id, flags, operands }: DockerCommand): readonly string[] => {
  if (id === 'buildx build') return flags.flatMap(({ name, value = '' }) => (name === 'tag' ? [value] : []));
  return id === 'image tag' || id === 'container commit'
    ? operands.slice(1, 2).map(({ value }) => value)
    : [];
};

/**
 * The docker commands of a line in the order in which they run, each with its own words; no more than `most`.
 *
 * @param steps what {@link stepsOf} made of the text `line`, or some of it
 */
export function sectionsOf(
  line: string,
  steps: readonly Step[],
  { say, describe, most }: { readonly say: Say; readonly describe: Describe; readonly most: number },
): readonly Section[] {
  const around = allAround(steps, say);
  const pieces = flatten(line, steps, around);
  const at = pieces.flatMap((piece, index) => ('step' in piece ? [{ index, step: piece.step }] : []));
  const built = new Set<string>();
  return at.slice(0, most).map(({ index, step }, number) => {
    const read = readSimple({ ...step, line, tokens: tokensOf(step) }, say);
    const lead = pieces.slice((at[number - 1]?.index ?? -1) + 1, index);
    const tail = pieces.slice(index + 1, at[number + 1]?.index);
    const isPiped = step.simple.input !== undefined;
    const own = explainSpans(read, say, { describe, around, isPiped, built });
    for (const name of builtBy(read)) built.add(name);
    return {
      read,
      text: aloneText(line, step, read.fed !== undefined),
      sentence: sentenceOf(read, say, describe(read.id, '')),
      spans: [
        ...(number === 0 ? shared(lead).flat() : shared(lead)[1]),
        ...own,
        ...(number === at.length - 1 ? shared(tail).flat() : shared(tail)[0]),
      ],
    };
  });
}

/** The hints of several readings of one line; what concerns the line as a whole is told of once. */
export function unlikeHints<H extends Hint>(all: readonly (readonly H[])[]): readonly (readonly H[])[] {
  const seen = new Set<string>();
  return all.map((hints) =>
    hints.filter(({ code, source }) => {
      const key = `${code} ${source.join(' ')}`;
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    }),
  );
}

/** Each fix may uncover the next; more than these no line needs. */
const rounds = 12;

const readings = (line: string, say: Say, most: number): readonly DockerCommand[] =>
  dockerSteps(stepsOf(line))
    .slice(0, most)
    .map((step) => readSimple({ ...step, line, tokens: tokensOf(step) }, say));

const countFaults = (all: readonly DockerCommand[]): number =>
  all.reduce((sum, { faults }) => sum + faults.length, 0);

/** A line with every fix put in that its first `most` docker commands have; `undefined` where there is none. */
export function mendedChain(line: string, say: Say, most: number): string | undefined {
  const first = readings(line, say, most);
  let [now, seen] = [line, first];
  for (let round = 0; round < rounds; round++) {
    const all: readonly Hint[] = seen.flatMap(({ faults, hints }) => [...faults, ...hints]);
    const next = all.find(({ fix }) => fix !== undefined);
    const better = next ? applyFix(now, next) : now;
    if (better === now) break;
    now = better;
    seen = readings(now, say, most);
  }
  return now === line || countFaults(seen) > countFaults(first) ? undefined : now;
}
