import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { start } from '#tests/support/program.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gorae-import-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const note = fileURLToPath(new URL('study.ko.md', import.meta.url));
const run = (...args: readonly string[]) => start('src/tools/import.ts', { DEFAULT_LOCALE: 'en' }, args);

describe('npm run import', () => {
  test('writes drafts, says what it did and what to do next, and overwrites nothing', async () => {
    const out = join(folder, 'drafts');
    const first = run(note, '--out', out);
    expect(await first.ended).toBe(0);
    expect(await readdir(out)).toEqual(expect.arrayContaining(['comparisons', 'concepts', 'docker']));
    expect(first.output()).toMatch(/\d+ drafts:\n {2}comparisons\//);
    expect(first.output()).toContain(`${note}:`);
    expect(first.output()).toContain(`KNOWLEDGE_PATH=${out}`);
    const kept = join(out, 'concepts', 'image.yaml');
    await writeFile(kept, 'mine\n');
    const second = run(note, '--out', out);
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain('Nothing was written');
    expect(await readFile(kept, 'utf8')).toBe('mine\n');
  });

  test('--stdout prints the drafts alone; the rest, and what could not be read, goes to standard error', async () => {
    const missing = join(folder, 'none.md');
    const program = run(missing, note, '--stdout', '--locale', 'ko');
    expect(await program.ended).toBe(1);
    expect(program.output()).toMatch(/none\.md.* 읽/);
    expect(program.answer()).toMatch(/^# file: comparisons\//);
    expect(program.answer()).toContain('# 봇이 이미 아는 항목이에요(image).');
    expect(program.output()).toContain('경고');
  });

  test.each([[[]], [['--nonsense', note]]])('misuse is 2: %j', async (args) => {
    expect(await run(...args).ended).toBe(2);
  });
});
