/** What becomes of the words behind an ENTRYPOINT: most programs take them as arguments, some start them. */
import type { Image } from '#core/dockerfile/image.ts';
import { execForm } from '#core/dockerfile/json.ts';
import type { Report } from '#core/dockerfile/report.ts';
import type { Run } from '#core/dockerfile/run.ts';
import { sayPlain } from '#core/say.ts';

/** Whether a program is a shell, by its name. */
export const isShell = (program: string | undefined): boolean =>
  /(^|\/)(ba|da|a|z|k)?sh$/.test(program ?? '');

/** Inits, wrappers and entry scripts, which by custom end with `exec "$@"`. A shell is none: it takes options. */
export const handsOn = ([program = '']: readonly string[]): boolean =>
  /(^|\/)(tini(-static)?|dumb-init|docker-init|catatonit|s6-svscan|init|gosu|su-exec|setpriv|env|with-contenv)$|entrypoint$|\.(sh|bash)$/.test(
    program,
  );

/** Whether what stands behind an ENTRYPOINT is started by it, as far as its name tells: `["tini", "--"]`, `["/entry.sh"]`. */
export const startsNext = (entrypoint: readonly string[]): boolean =>
  handsOn(entrypoint) && entrypoint.every((word, i) => i === 0 || word.startsWith('-'));

/**
 * The words that take the place of an entry script of the base image, or `argv` itself where there is none. Only scripts of
 * official images are known to end with `exec "$@"`, and those that find an option put their own program before it.
 */
export function behindEntry(image: Image, run: Run, argv: readonly string[]): readonly string[] {
  const { entrypoint } = image;
  if (!image.handsOn || entrypoint.origin || run.entrypoint !== undefined) return argv;
  const rest = argv.slice(entrypoint.words.length);
  return rest[0] === undefined || rest[0] === '' || rest[0].startsWith('-') ? argv : rest;
}

/** A shell's call whose text is one word, and the words behind it that the text does not use. */
export interface ShellCall {
  readonly program: string;
  readonly option: string;
  readonly text: string;
  readonly extra: readonly string[];
}

/** Adds that a shell runs its text alone: `sh -c npm start` runs `npm`. */
export function tellSwallowed(
  report: Report,
  { program, option, text, extra }: ShellCall,
  more: { readonly line?: number; readonly fix?: string },
): void {
  report.hint(
    'swallowed-arguments',
    sayPlain(
      report.say,
      '{program} {option} runs only {text}: {words} become its $0, $1 …, which it does not use',
      { program, option, text, words: execForm(extra) },
    ),
    more,
  );
}
