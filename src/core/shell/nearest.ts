/** How many letters must be added, dropped, changed or swapped with their neighbour to get from one word to the other. */
export function distance(from: string, to: string): number {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const now = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let least = Math.min(
        (last[column] ?? 0) + 1,
        (now[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1])
        least = Math.min(least, (before[column - 2] ?? 0) + 1);
      now.push(least);
    }
    before = last;
    last = now;
  }
  return last[to.length] ?? from.length;
}

/**
 * The word of `known` that `typed` was most likely meant to be, or `undefined` when none is near: at most a third of
 * its letters off, or begun and not finished. Words longer than any name are nobody's typing error.
 */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  if (typed === '' || typed.length > 40) return undefined;
  const lower = typed.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(typed.length / 3)) + 1;
  for (const word of known) {
    if (Math.abs(word.length - typed.length) >= least) continue;
    const off = distance(lower, word.toLowerCase());
    if (off < least) {
      least = off;
      best = word;
    }
  }
  return best ?? (typed.length > 2 ? known.find((word) => word.startsWith(lower)) : undefined);
}

// What other programs, and people, call things; the first name that is known here is the one.
const otherNames: Readonly<Record<string, readonly string[]>> = {
  port: ['publish'],
  ports: ['publish'],
  environment: ['env'],
  envs: ['env'],
  'env-var': ['env'],
  'container-name': ['name'],
  background: ['detach'],
  daemon: ['detach'],
  'working-dir': ['workdir'],
  'working-directory': ['workdir'],
  cwd: ['workdir'],
  cpuset: ['cpuset-cpus'],
  remove: ['rm'],
  delete: ['rm'],
  'auto-remove': ['rm'],
  lines: ['tail'],
  yes: ['force'],
  ls: ['ps'],
  list: ['ls', 'ps'],
  img: ['images'],
  image: ['images'],
  up: ['compose up'],
  down: ['compose down'],
  ssh: ['exec'],
  shell: ['exec'],
};

/** The word of `known` that is meant by `typed`: what else it is called, else the nearest. */
export function meantBy(typed: string, known: readonly string[]): string | undefined {
  const names = Object.hasOwn(otherNames, typed) ? (otherNames[typed] ?? []) : [];
  // A container is made without --attach as without --detach: the one is not the other misspelt.
  if (typed === 'detach' && !known.includes(typed)) return undefined;
  // Of `compose up` the first word is looked up.
  return names.find((name) => known.includes(name.split(' ', 1)[0] ?? '')) ?? nearest(typed, known);
}

// Letters that other programs have for it, or that are written large by mistake.
const otherLetters: Readonly<Record<string, string>> = { n: 'name', y: 'force', E: 'env', V: 'volume' };

/** The long name that a letter no option has was surely meant for. */
export function longOf(letter: string, flags: readonly { readonly long: string }[]): string | undefined {
  const long = Object.hasOwn(otherLetters, letter) ? otherLetters[letter] : undefined;
  return flags.some((flag) => flag.long === long) ? long : undefined;
}
