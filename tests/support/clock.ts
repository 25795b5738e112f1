/**
 * Time as it passes on a machine of one's own. Discord and Slack give an app three seconds of the wall clock; whether a test
 * is that quick must not depend on what else the machine does. So a round of this clock counts the time this process worked
 * in it, and otherwise no more than a round takes: while it waits the clock goes as usual, while it is kept waiting for a
 * processor, or the machine stands still, it does not. On an idle machine it is the wall clock.
 */

/** Milliseconds of a round. */
const round = 20;

// As they are when this is loaded: tests may put others in their place for a while.
const wall = performance.now.bind(performance);
const worked = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const began = Date.now();
const last = { wall: wall(), worked: worked(), passed: 0 };
const waiting = new Set<{ readonly until: number; readonly work: () => void }>();

/** Milliseconds that have passed since this was loaded. */
export const passed = (): number =>
  last.passed + Math.min(wall() - last.wall, worked() - last.worked + round);

/** Milliseconds since 1970, as many as have passed since this was loaded. */
export const fairNow = (): number => began + Math.round(passed());

/** Does `work` once `ms` milliseconds have passed, unless what it returns is called before. Keeps nothing alive. */
export function after(ms: number, work: () => void): () => void {
  const one = { until: passed() + ms, work };
  waiting.add(one);
  return () => void waiting.delete(one);
}

/** Resolves once `ms` milliseconds have passed. */
export const fairWait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    after(ms, resolve);
  });

setInterval(() => {
  Object.assign(last, { passed: passed(), wall: wall(), worked: worked() });
  for (const one of [...waiting].toSorted((a, b) => a.until - b.until)) {
    if (one.until > last.passed || !waiting.delete(one)) continue;
    one.work();
  }
}, round).unref();
