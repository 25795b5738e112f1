/** What becomes of the words behind an ENTRYPOINT: most programs take them as arguments, some start them. */
import type { Image } from '#core/dockerfile/image.ts';
import type { Run } from '#core/dockerfile/run.ts';

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
