import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Words } from '#core/say.ts';

const root = new URL('../../../', import.meta.url);
const source = new URL('src/core/shell/', root);

/** Every message of the area, as it stands in the sources. */
const messages = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => {
    const text = readFileSync(new URL(file, source), 'utf8');
    return [...text.matchAll(/\bsayPlain\(\s*(?:say|this\.#say),\s*'((?:[^'\\]|\\.)*)'/g)].map(
      ([, message = '']) => message.replaceAll("\\'", "'"),
    );
  });

const folder = new URL('data/words/', root);
const korean = Object.assign(
  {},
  ...readdirSync(folder)
    .filter((file) => file.startsWith('ko'))
    .map((file) => parse(readFileSync(new URL(file, folder), 'utf8')) as Words),
) as Words;

const names = (message: string) =>
  [...new Set([...message.matchAll(/\{(\w+)(?:, (?:plural|select),|\})/g)].map(([, name]) => name))]
    .filter((name) => name && !/^CPUs?$/.test(name))
    .sort();

describe('the words of command lines', () => {
  it('are found in the sources', () => {
    expect(messages.length).toBeGreaterThan(300);
  });

  it.each([...new Set(messages)])('%s', (message) => {
    expect(korean[message], 'a Korean translation').toBeDefined();
    const taken = names(message);
    // Korean particles come from the value, so each value of the English is in the Korean, under the same name.
    for (const name of names(korean[message] ?? '')) expect([...taken, 'context']).toContain(name);
    for (const name of taken) expect(korean[message]).toContain(`{${name}`);
  });
});
