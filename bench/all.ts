/** Runs every measurement of this folder, one after the other, each in a process of its own. Run: `npm run bench`. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const folder = import.meta.dirname;
const files = readdirSync(folder).filter((name) => /^[a-z]+\.ts$/.test(name) && name !== 'all.ts');

for (const name of files.sort()) {
  console.log(`\n# bench/${name}\n`);
  const { status } = spawnSync(process.execPath, [`${folder}/${name}`], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
