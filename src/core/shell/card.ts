import { type Block, codeBlock, heading, list, note, paragraph } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import type { ExplainedSpan, Explanation } from '#core/shell/explain.ts';
import { code, strong, type Text } from '#core/text.ts';

/** A docker line explained: what it would do, what is wrong with it, and every word on its own line. */
export function commandBlocks(line: string, explained: Explanation, say: Say): readonly Block[] {
  const { read, sentence, long, compose, newer } = explained;
  const oneLine = line.replace(/\s+/g, ' ').trim();
  return [
    ...(sentence === '' ? [] : [paragraph([strong(sentence)])]),
    codeBlock(line.trim(), 'sh'),
    ...faultBlocks(say('The client refuses this'), '⛔', read.faults),
    ...faultBlocks(say('Watch out'), '⚠️', read.hints),
    ...wordBlocks(explained.spans, say),
    ...(long !== '' && long !== oneLine ? [heading(say('With long names')), codeBlock(long, 'sh')] : []),
    ...(newer === undefined ? [] : [note(say('Its present name is {name}.', { name: [code(newer)] }))]),
    ...(compose === undefined || read.faults.length > 0
      ? []
      : [heading(say('The same as a Compose service')), codeBlock(compose, 'yaml')]),
  ];
}

/** One of several lines in short: what it would do and what is wrong with it. */
export function shortBlocks(
  line: string,
  { read, sentence }: Explanation,
  number: number,
  say: Say,
): readonly Block[] {
  return [
    heading([
      `${number}. `,
      ...(read.id === '' ? say('I cannot read this as a docker line') : [`docker ${read.id}`]),
    ]),
    codeBlock(line, 'sh'),
    ...(sentence === '' ? [] : [paragraph([sentence])]),
    ...[
      ...read.faults.map((fault) => ['⛔', fault] as const),
      ...read.hints.map((hint) => ['⚠️', hint] as const),
    ].map(([sign, { message }]) => paragraph([`${sign} ${message}`])),
  ];
}

function faultBlocks(
  title: Text,
  sign: string,
  faults: readonly { readonly code: string; readonly message: string; readonly fix?: string }[],
): readonly Block[] {
  if (faults.length === 0) return [];
  return [
    heading(title),
    ...faults.flatMap(({ message, fix }): Block[] => [
      paragraph([`${sign} ${message}`]),
      ...(fix === undefined ? [] : [codeBlock(fix, 'sh')]),
    ]),
  ];
}

/** The words that have something to say; an option and its value stand together. */
function wordBlocks(spans: readonly ExplainedSpan[], say: Say): readonly Block[] {
  const items: { word: string; message: string }[] = [];
  for (const { kind, word, message } of spans) {
    const last = items.at(-1);
    if (kind === 'value' && last)
      items[items.length - 1] = { word: `${last.word} ${word}`, message: message || last.message };
    else if (kind !== 'blank' && message !== '') items.push({ word, message });
  }
  if (items.length === 0) return [];
  return [heading(say('Word by word')), list(items.map(({ word, message }) => [code(word), ' — ', message]))];
}
