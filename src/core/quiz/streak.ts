import { Temporal } from 'temporal-polyfill';

/**
 * How many quiz days in a row were answered, up to `today` (`YYYY-MM-DD`). Today may still be open, so it does not break
 * the row; a weekday without a quiz (`weekdays`: ISO numbers of those with one) neither counts nor breaks it, unless it
 * was answered.
 */
export function streakOf(answered: readonly string[], today: string, weekdays: readonly number[]): number {
  const days = new Set(answered);
  const first = [...days].sort()[0];
  if (first === undefined) return 0;
  const held = new Set(weekdays);
  let streak = days.has(today) ? 1 : 0;
  let day = Temporal.PlainDate.from(today).subtract({ days: 1 });
  while (day.toString() >= first) {
    if (days.has(day.toString())) streak += 1;
    else if (held.has(day.dayOfWeek)) break;
    day = day.subtract({ days: 1 });
  }
  return streak;
}

/** The longest such row ever. */
export function longestStreak(answered: readonly string[], weekdays: readonly number[]): number {
  return Math.max(
    0,
    ...answered.map((day) =>
      streakOf(
        answered.filter((other) => other <= day),
        day,
        weekdays,
      ),
    ),
  );
}
