import { expect, test } from 'vitest';
import { setApart, visibleName } from '#core/sight.ts';

test.each([
  [['\u3164', 'mina'], 'mina'],
  [['\u200b\u2800 ', null, '\u202e', '🐳'], '🐳'],
  [[undefined, '민아', 'mina'], '민아'],
  [['\u3164', ''], undefined],
])('of %j the first to be seen is %s', (names, name) => expect(visibleName(...names)).toBe(name));

test.each([
  ['محمد', '\u2068محمد\u2069'],
  ['דנה 2, רון.', '\u2068דנה 2, רון\u2069.'],
  ['שלום\nעולם', '\u2068שלום\u2069\n\u2068עולם\u2069'],
  ['mina 민아 🐳', 'mina 민아 🐳'],
])('%j is set apart as %j', (text, apart) => expect(setApart(text)).toBe(apart));
