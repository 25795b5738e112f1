import { setTimeout as pause } from 'node:timers/promises';
import { faultOf, isBusy } from '#stores/fault.ts';

/** How long one attempt may block the event loop while another process writes, in milliseconds. */
export const blockMs = 100;

/** How long a store goes on trying before it says that the database is busy, in milliseconds: SQLite's own shells use 5 s. */
export const patienceMs = 5_000;

/**
 * Does `work`, again and again with growing pauses while another process is in the way. The pauses leave the event loop
 * free. `work` must be one statement or one transaction, or harmless when done twice. Rejects with a `StoreError` when
 * patience is at its end or the database has another fault.
 */
export async function patiently<T>(work: () => T | Promise<T>, limitMs = patienceMs): Promise<T> {
  for (let waited = 0, next = 4; ; next = Math.min(next * 2, 256)) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || waited >= limitMs) throw faultOf(error);
    }
    await pause(next);
    waited += blockMs + next;
  }
}

/** The same port, each of whose methods is done {@link patiently}. */
export function patient<Port extends object>(
  port: Port,
  attempt: <T>(work: () => Promise<T>) => Promise<T>,
): Port {
  const methods: [string, (...given: unknown[]) => Promise<unknown>][] = Object.entries(port);
  return Object.fromEntries(
    methods.map(([name, method]) => [name, (...given: unknown[]) => attempt(() => method(...given))]),
  ) as Port;
}
