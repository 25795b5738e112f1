import { type Block, codeBlock, heading, list, note, paragraph } from '#core/reply.ts';
import { type Say, sayPlain } from '#core/say.ts';
import { readDockerCommand } from '#core/shell/docker.ts';
import type { ExplainedSpan, Explanation } from '#core/shell/explain.ts';
import { applyFix, type Hint } from '#core/shell/faults.ts';
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

/** One of several lines in short: what it would do and what is wrong with it. */
export function shortBlocks(
  line: string,
  { read, sentence, safer }: Explanation,
  number: number,
  say: Say,
): readonly Block[] {
  return [
    heading([`${number}. `, ...(read.id === '' ? say('I cannot read this as a docker line') : [read.path])]),
    codeBlock(line, 'sh'),
    ...(sentence === '' || read.faults.length > 0 ? [] : [paragraph([sentence])]),
    ...[
      ...read.faults.map((fault) => ['⛔', fault] as const),
      ...read.hints.map((hint) => ['⚠️', hint] as const),
    ].map(([sign, { message }]) => paragraph([`${sign} ${message}`])),
    ...(safer === undefined ? [] : [codeBlock(safer.trim(), 'sh')]),
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
  const items: { word: string; message: string }[] = [];
  const handed = sayPlain(say, 'handed to that program');
  let before: ExplainedSpan['kind'] | undefined;
  for (const { kind, word, message } of spans) {
    const last = items.at(-1);
    // What closes a bracket or a quote has nothing to say.
    if (kind === 'blank' || (kind === 'operator' && /^[)`"']+$/.test(word))) continue;
    // A row of words that belong to another command, or go to the program, is told of once.
    const alike = kind === before && last?.message === message;
    before = kind;
    if (last && alike && (kind === 'other' || kind === 'redirection' || message === handed))
      items[items.length - 1] = { ...last, word: `${last.word} ${word}` };
    else if (kind === 'value' && last)
      items[items.length - 1] = { word: `${last.word} ${word}`, message: last.message || message };
    else if (kind === 'flag' && !word.startsWith('-')) items.push({ word: `-${word}`, message });
    else if (kind === 'continuation' && items.some((item) => item.message === message)) continue;
    else if (kind !== 'program' && kind !== 'command' && message !== '')
      items.push({ word: word.trim(), message });
  }
  if (items.length === 0) return [];
  return [heading(say('Word by word')), list(items.map(({ word, message }) => [code(word), ' — ', message]))];
}
