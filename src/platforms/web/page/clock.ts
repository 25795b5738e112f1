import type { Locale } from '#core/locale.ts';
import type { PageWords } from '#platforms/web/words.ts';

/** Says times and days in one language and zone. */
export interface Clock {
  time(at: number): string;
  /** Date and time, for a tooltip. */
  full(at: number): string;
  /** Equal for times of one day. */
  day(at: number): string;
  /** `Today`, `Yesterday`, or the date. */
  dayName(at: number): string;
}

const dayLong = 86_400_000;

export function createClock(locale: Locale, timeZone: string, words: PageWords): Clock {
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone });
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium', timeZone });
  const long = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone });
  const key = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone });
  const day = (at: number): string => key.format(at);
  return {
    time: (at) => time.format(at),
    full: (at) => full.format(at),
    day,
    dayName(at) {
      const now = Date.now();
      if (day(at) === day(now)) return words.today;
      return day(at) === day(now - dayLong) ? words.yesterday : long.format(at);
    },
  };
}
