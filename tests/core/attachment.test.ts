import { expect, test } from 'vitest';
import { gatherText } from '#core/attachment.ts';

async function* chunks(...parts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? new TextEncoder().encode(part) : part;
}

test('text comes together, also where a letter is cut in two', async () => {
  const bytes = new TextEncoder().encode('FROM 고래');
  expect(await gatherText(chunks(bytes.slice(0, 7), bytes.slice(7)), 100)).toEqual({ text: 'FROM 고래' });
});

test('no more than the limit is read, whatever comes', async () => {
  expect(await gatherText(chunks('x'.repeat(64)), 64)).toEqual({ text: 'x'.repeat(64) });
  expect(await gatherText(chunks('x'.repeat(64), 'x'), 64)).toEqual({ fault: 'large' });
});

test.each([[Uint8Array.of(0xff, 0xfe)], ['a\0b']])('what is not text is said to be none', async (part) => {
  expect(await gatherText(chunks(part), 64)).toEqual({ fault: 'not text' });
});
