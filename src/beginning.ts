import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { formatProblem } from '#core/knowledge/problem.ts';
import { localeOf } from '#core/locale.ts';
import { sayPlain } from '#core/say.ts';
import { type Config, knowledgePath, readConfig } from '#src/config.ts';
import { type Data, isFolder, readData } from '#src/data.ts';

/** Exit status of a start that cannot go on: a fault of what it was given (sysexits' EX_CONFIG). */
export const badStart = 78;

/**
 * What every program begins with: the environment (with `.env` below it) and the data, both checked. Faults of either are
 * all written to standard error, and the program ends.
 */
export async function begin(): Promise<{ config: Config; data: Data }> {
  if (existsSync('.env')) loadEnvFile('.env');
  const { knowledgePath: team } = knowledgePath(process.env);
  const missing = team !== undefined && !(await isFolder(team));
  const folders = team === undefined || missing ? {} : { team };
  const data = await readData(localeOf(process.env['DEFAULT_LOCALE']) ?? 'ko', folders);
  const say = data.say(localeOf(process.env['DEFAULT_LOCALE']) ?? 'ko');
  const read = readConfig(process.env, say);
  const lines = [
    ...('faults' in read ? read.faults.map(({ variable, message }) => `${variable} ${message}`) : []),
    ...(missing
      ? [`KNOWLEDGE_PATH ${sayPlain(say, 'names no folder that I can read: {path}', { path: team })}`]
      : []),
    ...data.problems.map(formatProblem),
  ];
  if ('faults' in read || lines.length > 0) {
    process.stderr.write(
      `${sayPlain(say, 'I cannot start:')}\n${lines.map((line) => `  ${line}\n`).join('')}`,
    );
    process.exit(badStart);
  }
  return { config: read.config, data };
}
