import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadEnvironment } from '#src/beginning.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gorae-env-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a file of settings stands below the environment; no mark before its first name and no line ending hides one', async () => {
  const file = join(folder, 'settings');
  await writeFile(file, '\uFEFFPORT=4000\r\n# HOST=x\r\nLOG_LEVEL="warn"\r\nDEFAULT_LOCALE=ko\r\n');
  const environment = { DEFAULT_LOCALE: 'en' };
  expect(loadEnvironment(environment, file)).toBeUndefined();
  expect(environment).toEqual({ PORT: '4000', LOG_LEVEL: 'warn', DEFAULT_LOCALE: 'en' });
});

test('that there is none is no fault; that it cannot be read is', () => {
  expect(loadEnvironment({}, join(folder, 'nowhere'))).toBeUndefined();
  expect(loadEnvironment({}, folder)).toBe('EISDIR');
});
