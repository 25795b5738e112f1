import { type Block, codeBlock, heading, list, note, paragraph } from '#core/reply.ts';
import { type Say, sayPlain } from '#core/say.ts';
import { readDockerCommand } from '#core/shell/docker.ts';
import type { ExplainedSpan, Explanation } from '#core/shell/explain.ts';
import { applyFix, type Hint } from '#core/shell/faults.ts';
import type { Section } from '#core/shell/sections.ts';
import { code, strong, type Text } from '#core/text.ts';

/** A docker line explained: what it would do, what is wrong with it, and every word on its own line. */
export function commandBlocks(line: string, explained: Explanation, say: Say): readonly Block[] {
  const { read, sentence, long, newer, safer } = explained;
  // Other spellings of what is not meant help nobody; those of the mended line are one press away.
  const isMeant = read.faults.length === 0 && safer === undefined;
  const oneLine = line.replace(/\s+/g, ' ').trim();
  // Quotes and redirections are no reason to write it all again.
  const isShort = read.flags.some(({ spelling }) => !spelling.startsWith('--'));
  // Nothing of it is docker's: to say so once is enough.
  if (read.id === '')
    return [codeBlock(line.trim(), 'sh'), ...read.faults.map(({ message }) => paragraph(message))];
  return [
    // What is refused is told with its reason below.
    ...(sentence === '' || read.faults.length > 0 ? [] : [paragraph([strong(sentence)])]),
    codeBlock(line.trim(), 'sh'),
    ...faultBlocks(say('The client refuses this'), '⛔', line, read.faults, say),
    ...faultBlocks(say('Watch out'), '⚠️', line, read.hints, say),
    ...wordBlocks(explained.spans, say),
    ...(isMeant && isShort && long !== oneLine
      ? [heading(say('With long names')), codeBlock(long, 'sh')]
      : []),
    ...(newer === undefined || !isRenamed(read) || read.faults.length > 0
      ? []
      : [note(say('Its present name is {name}.', { name: [code(newer)] }))]),
    ...composeBlocks(explained, say),
  ];
}

/** The service, or why it is not shown: it is none that is meant while the line is to be mended. */
function composeBlocks(
  { compose, notInCompose = [], otherService }: Explanation,
  say: Say,
): readonly Block[] {
  if (compose === undefined) return [];
  if (otherService) return [note(say('The Compose service is told with the fixed line.'))];
  return [
    heading(say('The same as a Compose service')),
    codeBlock(compose, 'yaml'),
    ...(notInCompose.length === 0
      ? []
      : [note(say('Compose has no word for {options}.', { options: [code(notInCompose.join(' '))] }))]),
  ];
}

/** What is wrong with one of several commands, without the mended line. */
function flawBlocks({ faults, hints }: Flawed): readonly Block[] {
  return [...faults.map((fault) => ['⛔', fault] as const), ...hints.map((hint) => ['⚠️', hint] as const)].map(
    ([sign, { message }]) => paragraph([`${sign} ${message}`]),
  );
}

/** What the client refuses, and what is surely not meant. */
export interface Flawed {
  readonly faults: readonly Hint[];
  readonly hints: readonly Hint[];
}

const nameOf = ({ id, path }: Explanation['read'], say: Say): Text =>
  id === '' ? say('I cannot read this as a docker line') : [path];

/**
 * One of several docker commands of a line: what it would do, what is wrong with it, and what stands around it; with
 * `inFull` also its own words.
 */
export function sectionBlocks(
  { read, sentence, spans }: Section,
  { number, flaws, inFull }: { readonly number: number; readonly flaws: Flawed; readonly inFull: boolean },
  say: Say,
): readonly Block[] {
  const told = inFull
    ? spans
    : spans.filter(({ kind }) => /^(?:prefix|operator|redirection|other)$/.test(kind));
  return [
    heading([`${number}. `, ...nameOf(read, say)]),
    ...(sentence === '' || read.faults.length > 0 ? [] : [paragraph([sentence])]),
    ...flawBlocks(flaws),
    ...wordLists(told, say),
  ];
}

/** One of several lines in short: what its docker commands would do and what is wrong with them. */
export function shortBlocks(
  line: string,
  sections: readonly Pick<Section, 'read' | 'sentence'>[],
  {
    number,
    flaws,
    mended,
  }: { readonly number: number; readonly flaws: readonly Flawed[]; readonly mended?: string | undefined },
  say: Say,
): readonly Block[] {
  const told = sections.filter(({ sentence, read }) => sentence !== '' && read.faults.length === 0);
  const names = sections.flatMap(({ read }, index) => [...(index > 0 ? [' · '] : []), ...nameOf(read, say)]);
  return [
    heading([`${number}. `, ...names]),
    codeBlock(line, 'sh'),
    ...(sections.length > 1 && told.length > 1
      ? [list(told.map(({ sentence }) => [sentence]))]
      : told.map(({ sentence }) => paragraph([sentence]))),
    ...flaws.flatMap(flawBlocks),
    ...(mended === undefined ? [] : [codeBlock(mended.trim(), 'sh')]),
  ];
}

/** `docker ps` is `docker container ls` today; `docker run` is still called run. */
const isRenamed = ({ path, id }: Explanation['read']): boolean =>
  path.split(' ').at(-1) !== id.split(' ').at(-1);

/** Each with the whole line as it should be; where several are mended alike, the line follows the last of them. */
function faultBlocks(
  title: Text,
  sign: string,
  line: string,
  faults: readonly Hint[],
  say: Say,
): readonly Block[] {
  if (faults.length === 0) return [];
  const mended = faults.map((fault) => mendedLine(line, fault, say));
  return [
    heading(title),
    ...faults.flatMap(({ message }, index): Block[] => {
      const better = mended[index];
      const again = mended.includes(better, index + 1);
      return [
        paragraph([`${sign} ${message}`]),
        ...(better === undefined || again ? [] : [codeBlock(better.trim(), 'sh')]),
      ];
    }),
  ];
}

/** A mistake that is made again further on is mended there, too; more often than this no line needs. */
const rounds = 12;

function mendedLine(line: string, fault: Hint, say: Say): string | undefined {
  if (fault.fix === undefined) return undefined;
  let now = applyFix(line, fault);
  for (let round = 0; round < rounds && line.length <= 4000; round += 1) {
    const { faults, hints } = readDockerCommand(now, say);
    const next = [...faults, ...hints].find(({ code, fix }) => code === fault.code && fix !== undefined);
    const better = next ? applyFix(now, next) : now;
    if (better === now) break;
    now = better;
  }
  return now;
}

/**
 * The words that have something to say; an option and its value stand together, told by what the option does with it.
 * That `docker run` is a docker command need not be said again.
 */
function wordBlocks(spans: readonly ExplainedSpan[], say: Say): readonly Block[] {
  const lists = wordLists(spans, say);
  return lists.length === 0 ? [] : [heading(say('Word by word')), ...lists];
}

function wordLists(spans: readonly ExplainedSpan[], say: Say): readonly Block[] {
  const items: { word: string; message: string; end: number }[] = [];
  const handed = sayPlain(say, 'handed to that program');
  const ends = sayPlain(say, 'here one command ends and the next begins');
  let before: ExplainedSpan['kind'] | undefined;
  for (const { kind, word, message, source } of spans) {
    const [start, end] = source;
    const last = items.at(-1);
    // What closes a bracket or a quote has nothing to say.
    if (kind === 'blank' || (kind === 'operator' && /^[)`"']+$/.test(word))) continue;
    // Within a loop or a condition a semicolon is only a comma.
    if (kind === 'operator' && message === ends) continue;
    // A row of words that belong to another command, or go to the program, is told of once.
    const alike = kind === before && last?.message === message;
    before = kind;
    if (last && alike && (/^(?:other|redirection|prefix)$/.test(kind) || message === handed))
      items[items.length - 1] = { ...last, word: `${last.word}${last.end === start ? '' : ' '}${word}`, end };
    else if (kind === 'value' && last)
      items[items.length - 1] = { word: `${last.word} ${word}`, message: last.message || message, end };
    else if (kind === 'flag' && !word.startsWith('-')) items.push({ word: `-${word}`, message, end });
    else if (kind === 'continuation' && items.some((item) => item.message === message)) continue;
    else if (kind !== 'program' && kind !== 'command' && message !== '')
      items.push({ word: word.trim(), message, end });
  }
  return items.length === 0 ? [] : [list(items.map(({ word, message }) => [code(word), ' — ', message]))];
}
