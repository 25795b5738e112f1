/** Processor time of some work, in milliseconds: what other programs do at the same time does not count. */
export function timeOf(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** What takes less than this is over before a square could show, in milliseconds. */
const least = 25;
const tries = 10;

/** Below this, time grows in proportion: see {@link growth}. */
export const square = 10;

/**
 * How many times as long some work takes for four times the size: about four where time grows in proportion, sixteen where it
 * grows with the square. `work` is done once with `size` and four times with a quarter of it, so that both leave as much to be
 * cleared away. On a busy machine even processor time varies: what comes near to a square is measured again, and a square is
 * one whenever it is tried.
 */
export function growth(work: (size: number) => unknown, size: number): number {
  const quarters = (): number => timeOf(() => [1, 2, 3, 4].forEach(() => void work(size / 4)));
  // What is done for the first time is slow.
  work(size / 4);
  let found = Number.POSITIVE_INFINITY;
  for (let tried = 0; tried < tries && found >= square; tried += 1) {
    const whole = timeOf(() => work(size));
    found = Math.min(found, whole < least ? 0 : (4 * whole) / quarters());
  }
  return found;
}
