import { Temporal } from 'temporal-polyfill';
import type { Period } from '#core/store.ts';
import type { ScoreUnit } from '#stores/schema.ts';

/** Lines of `score` to add up: those of `unit` from `from` to `to`, both included, compared as text. */
export interface Spans {
  readonly unit: ScoreUnit;
  readonly from: string;
  readonly to: string;
}

// Before and after every day there is, so that an open end is a whole month too.
const opening = '0001-01-01';
const ending = '9999-12-31';

const monthOf = (day: string): Temporal.PlainYearMonth => Temporal.PlainYearMonth.from(day.slice(0, 7));
const firstDay = (month: Temporal.PlainYearMonth): string => `${month}-01`;
const lastDay = (month: Temporal.PlainYearMonth): string => `${month}-${month.daysInMonth}`;

/**
 * The fewest lines of `score` that make up a period: whole months by month, the days before and after them by day. A
 * year's board then reads twelve lines a player instead of 365, and that of all time one.
 */
export function spansOf({ from, to }: Period): readonly Spans[] {
  if (from === undefined && to === undefined) return [{ unit: 'all', from: '', to: '' }];
  const [start, stop] = [from ?? opening, to ?? ending];
  const [head, tail] = [monthOf(start), monthOf(stop)];
  const first = start <= firstDay(head) ? head : head.add({ months: 1 });
  const last = stop >= lastDay(tail) ? tail : tail.subtract({ months: 1 });
  if (Temporal.PlainYearMonth.compare(first, last) > 0) return [{ unit: 'day', from: start, to: stop }];
  return [
    ...(first.equals(head) ? [] : [{ unit: 'day' as const, from: start, to: lastDay(head) }]),
    { unit: 'month', from: `${first}`, to: `${last}` },
    ...(last.equals(tail) ? [] : [{ unit: 'day' as const, from: firstDay(tail), to: stop }]),
  ];
}
