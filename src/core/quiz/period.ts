import type { Temporal } from 'temporal-polyfill';
import type { Period } from '#core/store.ts';

/** Which days a score counts. */
export type PeriodName = 'week' | 'month' | 'all';

/** The days of a period that holds `today`: an ISO week from Monday, a calendar month, or all there ever were. */
export function periodOf(name: PeriodName, today: Temporal.PlainDate): Period {
  if (name === 'all') return {};
  if (name === 'month') {
    const from = today.with({ day: 1 });
    return { from: from.toString(), to: from.add({ months: 1 }).subtract({ days: 1 }).toString() };
  }
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  return { from: monday.toString(), to: monday.add({ days: 6 }).toString() };
}
