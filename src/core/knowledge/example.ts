import type { Path } from '#core/knowledge/file.ts';
import type { Say } from '#core/say.ts';
import { readDockerCommand } from '#core/shell/docker.ts';
import type { Fault } from '#core/shell/faults.ts';
import { plugins } from '#core/shell/unlisted.ts';

/** Code of an entry that a person may type, with its place below the entry. */
export interface Example {
  readonly code: string;
  readonly at: Path;
}

/** Every value called `code`, wherever an entry has one. */
export function examplesOf(value: unknown, at: Path = []): readonly Example[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]): readonly Example[] => {
    const place = [...at, Array.isArray(value) ? Number(key) : key];
    return key === 'code' && typeof inner === 'string'
      ? [{ code: inner, at: place }]
      : examplesOf(inner, place);
  });
}

const dockerLine = /^\s*(?:\$ )?(?:sudo )?docker(?:-compose)?\s/;

/**
 * The docker command lines of a text, continued lines joined; other programs' (`kubectl …`), and those of plugins that we
 * know no facts of, are not ours to judge.
 */
export const dockerLines = (code: string): readonly string[] =>
  code
    .replace(/[ \t]*\\\n\s*/g, ' ')
    .split('\n')
    .filter(
      (line) => dockerLine.test(line) && !plugins.has(line.trim().replace(/^\$ /, '').split(/\s+/)[1] ?? ''),
    );

/** What is wrong with a line itself: that an engine must be set up for it makes it no worse an example. */
export const faultsOf = (line: string, say?: Say): readonly Fault[] =>
  readDockerCommand(line, say).faults.filter(({ code }) => code !== 'needs-experimental');

/** The first docker line that the client refuses, and why. */
export function refusedLine(code: string, say: Say): { line: string; fault: string } | undefined {
  for (const line of dockerLines(code)) {
    // Nearly all lines are good, and English needs no message format: what is refused is read again to be told.
    if (faultsOf(line).length === 0) continue;
    const [fault] = faultsOf(line, say);
    if (fault) return { line: line.trim(), fault: fault.message };
  }
  return undefined;
}
