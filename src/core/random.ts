/** Chance, handed in: the same seed gives the same course of events. */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  next(): number;
}

/** A seeded generator (mulberry32): small, fast, and good enough to shuffle questions. Not for secrets. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    },
  };
}

/** A 32-bit seed that is equal for equal words (FNV-1a), so that one day's quiz is the same on every machine. */
export function seedOf(words: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(words)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** A new array with the items in chance order (Fisher–Yates). */
export function shuffle<T>(items: readonly T[], random: Random): T[] {
  const out = [...items];
  for (let index = out.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random.next() * (index + 1));
    [out[index], out[other]] = [out[other] as T, out[index] as T];
  }
  return out;
}

/** One item by chance, or `undefined` of none. */
export const pickOne = <T>(items: readonly T[], random: Random): T | undefined =>
  items[Math.floor(random.next() * items.length)];
