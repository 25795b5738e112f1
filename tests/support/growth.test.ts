import { expect, test } from 'vitest';
import { growth, square } from '#tests/support/growth.ts';

/** Work that takes so many microseconds of a processor. */
const spend = (micros: number): void => {
  const from = process.cpuUsage();
  for (let spent = 0; spent < micros; ) {
    const { user, system } = process.cpuUsage(from);
    spent = user + system;
  }
};

// A cube and not a square: one of the ten measurements may be far off on a busy machine.
test('what grows faster is told from what is in proportion', () => {
  expect(growth((size) => spend(size * 500), 40)).toBeLessThan(square);
  expect(growth((size) => spend(size ** 3), 40)).toBeGreaterThan(square);
});
