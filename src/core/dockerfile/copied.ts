/** What COPY and ADD bring into an image, as far as the names of files tell. */

const shellPlaces = /^\/?(?:(?:usr\/)?s?bin|usr|busybox)?\/?\.?$/;
const shellFiles = /(?:^|\/)(?:(?:ba|da|a|z)?sh|busybox[\w.-]*|toybox)$/;
// A whole tree of files, or an archive of one.
const trees =
  /(?:^|\/)(?:\.{0,2}|s?bin|usr|_?install|out|output|dist|build|target|staging)$|\*|root|fs$|\.(?:tar|t?gz|t?xz|bz2)\b/;

/**
 * Whether a shell may come with the `words` of a COPY: under its own name, or in a tree of files that is copied to where programs
 * are looked for.
 */
export function mayBringShell(words: readonly string[], workdir = ''): boolean {
  const place = words.at(-1) ?? '';
  if (shellFiles.test(place)) return true;
  if (!shellPlaces.test(place.startsWith('/') ? place : `${workdir}/${place}`)) return false;
  return words
    .slice(0, -1)
    .some((source) => shellFiles.test(source) || trees.test(source.replace(/\/$/, '')));
}

/** Whether settings of nginx come with them, which may keep it in the foreground. */
export const bringsNginx = (words: readonly string[]): boolean =>
  /nginx\.conf$|^\/etc\/nginx\/?$/.test(words.at(-1) ?? '');
