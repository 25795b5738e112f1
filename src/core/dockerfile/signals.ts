/** Signals that a shell keeps from the program, and how `exec` hands them over. */
import { isShell } from '#core/dockerfile/handing.ts';
import { type Command, type Image, lineOf } from '#core/dockerfile/image.ts';
import type { Inner } from '#core/dockerfile/inner.ts';
import { execForm } from '#core/dockerfile/json.ts';
import { wordsOfSimple } from '#core/dockerfile/repair.ts';
import type { Report } from '#core/dockerfile/report.ts';
import type { Run } from '#core/dockerfile/run.ts';
import { sayPlain } from '#core/say.ts';

/** The instruction whose text the shell runs; undefined when that came with `docker run`. */
function holderOf({ entrypoint, cmd }: Image, run: Run): Command | undefined {
  if (run.entrypoint !== undefined) return undefined;
  if (isShell(entrypoint.words[0]) && entrypoint.words.length > 2) return entrypoint;
  return run.args.length === 0 ? cmd : undefined;
}

/** Adds that `docker stop` does not reach the program, where the shell is process 1. */
export function adviseSignals(
  report: Report,
  image: Image,
  run: Run,
  argv: readonly string[],
  inner: Inner | undefined,
): void {
  // What runs before the last program is short; that one is what docker stop is meant for.
  if (!inner || (inner.lastPid1 ?? inner.pid1) !== 'shell' || inner.argv.length === 0 || run.init) return;
  const program = (inner.followedBy?.at(-1) ?? inner.argv)[0] ?? '';
  const holder = holderOf(image, run);
  const text = argv[argv.findIndex((word) => /^-\w*c$/.test(word)) + 1] ?? '';
  const fix = holder?.origin && mended(image, holder, text, program);
  report.hint(
    'signals-never-arrive',
    sayPlain(
      report.say,
      'The shell is process 1 and does not pass signals on: docker stop waits ten seconds and then kills {program}',
      { program },
    ),
    { ...(holder && lineOf(holder)), ...(fix && { fix }) },
  );
}

/** The instruction without the shell, or with `exec` before the last program; undefined where neither is plain. */
function mended(image: Image, holder: Command, text: string, program: string): string | undefined {
  const keyword = holder === image.cmd ? 'CMD' : 'ENTRYPOINT';
  const words = wordsOfSimple(text);
  const shellBefore = holder === image.cmd && isShell(image.entrypoint.words[0]);
  if (words && !shellBefore) return `${keyword} ${execForm(words)}`;
  const handed = withExec(text, program);
  if (handed === undefined) return undefined;
  return holder.origin?.exec
    ? `${keyword} ${execForm(holder.words.map((word) => (word === text ? handed : word)))}`
    : `${keyword} ${handed}`;
}

// `exec` before the last command, where that is a plain one.
function withExec(text: string, program: string): string | undefined {
  const start = text.lastIndexOf(program);
  const [before, last] = [text.slice(0, start), text.slice(start)];
  const bare = last
    .replaceAll(/\$\{\w{1,99}(?::?[-+=?][^{}$`;&|]{0,99})?\}/g, '')
    .replaceAll(/'[^']{0,999}'|"(?:[^"\\`$]|\\.){0,999}"/g, '');
  return start !== -1 && /(^|&&|;)\s*$/.test(before) && !/[;&|(){}`]/.test(bare)
    ? `${before}exec ${last}`
    : undefined;
}
