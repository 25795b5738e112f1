import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { share } from '#tests/support/patience.ts';
import { start } from '#tests/support/program.ts';

/** How the tools are called, and what they say of a call they do not understand. */

const run = (tool: string, ...args: readonly string[]) => start(`src/tools/${tool}.ts`, {}, args);
const both = /^사용법: npm run -s (\w+).*\nUsage: npm run -s \1/m;

const misused: readonly (readonly [tool: string, args: readonly string[], reason: string])[] = [
  ['ask', ['--nonsense'], '--nonsense is no option'],
  ['ask', ['--player'], '--player needs a value'],
  ['ask', ['--json=yes', '/help'], '--json takes no value'],
  ['ask', ['--locale', 'fr', '/help'], 'ko or en'],
  ['import', [], 'Markdown'],
  ['manifest', ['--prefix', 'Study!'], 'lower-case'],
  ['register', ['force'], 'force is one word too many'],
];

describe('every tool', () => {
  test.each(share(misused, 2))(
    'npm run %s %j: misuse is 2, told with the usage in both languages',
    async (tool, args, reason) => {
      const program = run(tool, ...args);
      expect(await program.ended).toBe(2);
      expect(program.output()).toContain(reason);
      expect(program.output()).toMatch(/[가-힣].*\n.*[a-z]/);
      expect(program.output()).toMatch(both);
      expect(program.answer()).toBe('');
    },
  );

  test('--help prints how', async () => {
    const program = run('manifest', '--help');
    expect(await program.ended).toBe(0);
    expect(program.answer()).toMatch(both);
  });
});

test('npm run ask ends quietly where nobody reads its answers any more', async () => {
  const lines = '/help\n'.repeat(20);
  const program = start('src/tools/ask.ts', { DATABASE_URL: 'sqlite::memory:' }, [], lines);
  program.child.stdout?.destroy();
  expect(await program.ended).toBe(0);
  expect(program.output()).toBe('');
});

describe('npm run manifest', () => {
  test('prints one with a prefix, or for HTTP', async () => {
    const url = 'https://gorae.example/slack/events';
    const program = run('manifest', '--prefix', 'study-', '--url', url, '--locale', 'ko');
    expect(await program.ended).toBe(0);
    const made = JSON.parse(program.answer()) as {
      features: { slash_commands: { command: string; url: string; description: string }[] };
    };
    const commands = made.features.slash_commands;
    expect(commands[0]).toMatchObject({ command: '/study-ask', url });
    expect(commands.map(({ description }) => description).join()).toMatch(/[가-힣]/);
  });
});

test('a note that cannot be read is told in words', async () => {
  const program = run('import', join(tmpdir(), 'gorae-no-such-note.md'), tmpdir(), '--stdout');
  expect(await program.ended).toBe(1);
  expect(program.output()).toContain('그런 파일이 없어요');
  expect(program.output()).toContain('폴더예요');
  expect(program.output()).not.toMatch(/ENOENT|EISDIR/);
});
