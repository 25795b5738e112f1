import type { Temporal } from 'temporal-polyfill';
import type { Period } from '#core/store.ts';

/** Which days a score counts. */
export type PeriodName = 'week' | 'last-week' | 'month' | 'last-month' | 'all';

/**
 * The days of a period, by the day it is `today`: the ISO week from Monday or the calendar month that holds it, the one before
 * that, or all there ever were.
 */
export function periodOf(name: PeriodName, today: Temporal.PlainDate): Period {
  switch (name) {
    case 'all':
      return {};
    case 'week':
      return weekOf(today);
    case 'last-week':
      return weekOf(today.subtract({ weeks: 1 }));
    case 'month':
      return monthOf(today);
    case 'last-month':
      return monthOf(today.subtract({ months: 1 }));
  }
}

function weekOf(day: Temporal.PlainDate): Period {
  const monday = day.subtract({ days: day.dayOfWeek - 1 });
  return { from: monday.toString(), to: monday.add({ days: 6 }).toString() };
}

/** Of `day`, only the month counts: a month earlier, the 31st may be cut to the 28th. */
const monthOf = (day: Temporal.PlainDate): Period => ({
  from: day.with({ day: 1 }).toString(),
  to: day.with({ day: day.daysInMonth }).toString(),
});

/** What people write around a period: `for last week`, 지난주 순위 보여 줘. */
const around =
  /(?<!\S)(?:of|for|from|in|over|the|show|me|us|board|leaderboard|rank(?:s|ings?)?|순위표?|랭킹|(?:보여|알려)?(?:줘요?|주세요)|보여|알려)(?!\S)|(?<=[가-힣])(?:에는|의|에|은|는)(?!\S)|(?<=\w)['’]s(?!\S)/giu;

/** A period as it is meant, without what stands around it. */
export const readPeriod = (typed: string): string =>
  typed.length > longestPeriod ? typed : typed.replace(around, ' ').replace(/\s+/g, ' ').trim();

/** Longer than any period is written. In UTF-16 units. */
const longestPeriod = 100;
