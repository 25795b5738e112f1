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

describe('npm run import', { timeout: 60_000 }, () => {
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

  test('--stdout prints the drafts alone; the rest goes to standard error', async () => {
    const program = run(note, '--stdout', '--locale', 'ko');
    expect(await program.ended).toBe(0);
    expect(program.answer()).toMatch(/^# file: comparisons\//);
    expect(program.answer()).toContain('# 봇이 이미 아는 항목이에요(image).');
    expect(program.output()).toContain('경고');
  });

  test('no file, an unknown option and an unreadable file are told', async () => {
    expect(await run().ended).toBe(2);
    expect(await run('--nonsense', note).ended).toBe(2);
    const missing = run(join(folder, 'none.md'));
    expect(await missing.ended).toBe(1);
    expect(missing.output()).toContain('I could not read');
  });
});
