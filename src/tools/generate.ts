import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commands } from '#commands/index.ts';
import { registration } from '#platforms/discord/registration.ts';
import { manifest } from '#platforms/slack/manifest.ts';
import { readSays } from '#src/data.ts';
import { commandPage } from '#src/reference.ts';

/**
 * `npm run generate` writes what is made from the commands' definitions; with `--check` it only says which files are not
 * as they should be, and ends with 1 where one is not.
 */

const root = new URL('../../', import.meta.url);
const says = await readSays();
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const files: Readonly<Record<string, string>> = {
  'docs/commands.md': commandPage(says('en')),
  'docs/commands.ko.md': commandPage(says('ko')),
  'docs/discord-commands.json': json(registration(commands, says)),
  'slack-manifest.json': json(manifest(commands, says('en'), { mode: 'socket' })),
};

const check = process.argv.includes('--check');
let stale = 0;
for (const [file, content] of Object.entries(files)) {
  const path = fileURLToPath(new URL(file, root));
  const before = await readFile(path, 'utf8').catch(() => undefined);
  if (before === content) continue;
  stale += 1;
  if (check) process.stdout.write(`${file} is not what its definitions make: run npm run generate\n`);
  else {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    process.stdout.write(`${file} written\n`);
  }
}
process.stdout.write(
  `${Object.keys(files).length} generated files, ${stale} ${check ? 'stale' : 'written'}\n`,
);
process.exitCode = check && stale > 0 ? 1 : 0;
