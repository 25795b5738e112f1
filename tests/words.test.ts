import { fileURLToPath } from 'node:url';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from 'vitest';
import { dataFolder, readFiles, readWords } from '#src/data.ts';
import { allMessages } from '#tests/support/messages.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const found = await allMessages(root);
const ko = readWords(await readFiles(dataFolder), 'ko');
const said = new Map(found.map(({ message, at }) => [message, at]));

/** Names of a message's values and tags, sorted. */
function names(elements: readonly MessageFormatElement[]): string[] {
  const all = elements.flatMap((element): string[] => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    if (element.type === TYPE.tag) return [`<${element.value}>`, ...names(element.children)];
    const inner =
      'options' in element ? Object.values(element.options).flatMap(({ value }) => names(value)) : [];
    return [element.value, ...inner];
  });
  return [...new Set(all)].sort();
}

describe('every word exists in both languages', () => {
  test('the source was read', () => expect(found.length).toBeGreaterThan(100));

  test('no Korean is missing', () => {
    const missing = [...said]
      .filter(([message]) => !(message in ko))
      .map(([message, at]) => `${at}  ${message}`);
    expect(missing).toEqual([]);
  });

  test('no Korean is left over', () => {
    expect(Object.keys(ko).filter((message) => !said.has(message))).toEqual([]);
  });

  test('both sides are messages that take the same values', () => {
    for (const [message, translated] of Object.entries(ko)) {
      // A plural may say its number with # on one side and by name on the other; Korean may leave a plural out.
      expect(names(parse(translated)), message).toEqual(names(parse(message)));
    }
  });

  test('Korean speaks politely in one style (해요체)', () => {
    const stiff = Object.values(ko).filter((translated) =>
      /(습니다|입니다|합니다|하십시오)[.!]?$/u.test(translated),
    );
    expect(stiff).toEqual([]);
  });
});
