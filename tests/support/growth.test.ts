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

test('a square is told from what is in proportion', () => {
  expect(growth((size) => spend(size * 500), 40)).toBeLessThan(square);
  expect(growth((size) => spend(size ** 2 * 20), 40)).toBeGreaterThan(square);
});
