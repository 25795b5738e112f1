import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
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
 * Takes a file of settings into the environment, below what is set there. Gives the system's name of the fault where there is
 * one that cannot be read.
 */
export function loadEnvironment(environment: NodeJS.ProcessEnv, file = '.env'): string | undefined {
  try {
    if (!existsSync(file)) return undefined;
    // Some editors begin a file with a mark that nobody sees, and that would be taken for a part of the first name.
    const settings = parseEnv(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
    for (const [name, value] of Object.entries(settings)) environment[name] ??= value;
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

/**
 * What every program begins with: the environment, with `.env` below it. All its faults are written to standard error at
 * once, and the program ends; a name that looks mistyped is only told.
 */
export async function settle(): Promise<Settings> {
  const unread = loadEnvironment(process.env);
  const says = await readSays();
  const say = says(localeOf(process.env['DEFAULT_LOCALE']) ?? 'ko');
  if (unread !== undefined)
    refuse([`.env ${sayPlain(say, 'cannot be read: it must be a file that I may read.')} (${unread})`], say);
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
  const say = says(locale);
  const data = await readData(locale, team === undefined ? {} : { team }, says).catch((error: unknown) => {
    if (team === undefined || !(error instanceof Error && 'path' in error)) throw error;
    const path = String(error.path);
    const told = sayPlain(say, 'holds something that I cannot read: {path}', { path });
    return refuse([`KNOWLEDGE_PATH ${told} (${codeOf(error)})`], say);
  });
  if (data.problems.length > 0) refuse(data.problems.map(formatProblem), say);
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
