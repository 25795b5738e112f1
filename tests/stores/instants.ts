import { Temporal } from 'temporal-polyfill';
import { expect } from 'vitest';

/** Instants hold their time in private, so that `toEqual` would take any two for the same: compares them by their time. */
expect.addEqualityTesters([
  (a: unknown, b: unknown) =>
    a instanceof Temporal.Instant && b instanceof Temporal.Instant ? a.equals(b) : undefined,
]);
