import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './tests/support/order.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/support/seed.ts'],
    // Files share a worker's modules: reading all knowledge anew for each would take most of the time.
    isolate: false,
    // Many files wait for processes and connections of their own, so one more than two cores.
    maxWorkers: 3,
    sequence: { sequencer: SlowestFirst },
    // How long a test may hang, not how long it may take: on a busy machine all take many times as long.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 240_000 } },
  },
});
