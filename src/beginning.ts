import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import type { Logger } from 'pino';
import { formatProblem } from '#core/knowledge/problem.ts';
import { localeOf } from '#core/locale.ts';
import { type Say, sayPlain } from '#core/say.ts';
import { type Config, knowledgePath, mistyped, readConfig } from '#src/config.ts';
import { type Data, isFolder, readData, readSays, type Says } from '#src/data.ts';
import { startTrouble } from '#src/trouble.ts';

/** Exit status of a start that cannot go on: a fault of what it was given (sysexits' EX_CONFIG). */
export const badStart = 78;

/** The environment, checked, and the words to speak of it. */
export interface Settings {
  readonly config: Config;
  readonly says: Says;
}

/**
 * What every program begins with: the environment, with `.env` below it. All its faults are written to standard error at
 * once, and the program ends; a name that looks mistyped is only told.
 */
export async function settle(): Promise<Settings> {
  if (existsSync('.env')) loadEnvFile('.env');
  const says = await readSays();
  const say = says(localeOf(process.env['DEFAULT_LOCALE']) ?? 'ko');
  for (const { name, meant } of mistyped(process.env))
    process.stderr.write(
      `${sayPlain(say, '{name} is no setting of mine. Did you mean {meant}?', { name, meant })}\n`,
    );
  const read = readConfig(process.env, say);
  const faults = 'faults' in read ? [...read.faults] : [];
  const { knowledgePath: team } = knowledgePath(process.env);
  if (team !== undefined && !(await isFolder(team)))
    faults.push({
      variable: 'KNOWLEDGE_PATH',
      message: sayPlain(say, 'names no folder that I can read: {path}', { path: team }),
    });
  if ('faults' in read || faults.length > 0)
    refuse(
      faults.map(({ variable, message }) => `${variable} ${message}`),
      say,
    );
  return { config: read.config, says };
}

/** What a program begins with that needs the knowledge as well: with problems of that it ends, all of them told at once. */
export async function begin(): Promise<{ config: Config; data: Data }> {
  const { config, says } = await settle();
  const { locale, knowledgePath: team } = config;
  const data = await readData(locale, team === undefined ? {} : { team }, says);
  if (data.problems.length > 0) refuse(data.problems.map(formatProblem), says(locale));
  return { config, data };
}

/** Ends a program that could not begin: with a stack in the log alone for what no person can mend. */
export function giveUp(error: unknown, say: Say, log: Logger): never {
  const trouble = startTrouble(error, say);
  if (trouble === undefined) log.fatal({ error }, 'the start failed');
  refuse(
    [
      trouble ??
        sayPlain(say, 'Something happened that I did not foresee; the line before this one tells it.'),
    ],
    say,
  );
}

/** Ends the program, with the reasons. */
function refuse(reasons: readonly string[], say: Say): never {
  process.stderr.write(
    `${sayPlain(say, 'I cannot start:')}\n${reasons.map((reason) => `  ${reason}\n`).join('')}`,
  );
  process.exit(badStart);
}
