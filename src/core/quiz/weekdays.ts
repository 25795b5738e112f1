import { readDayNames } from '#core/quiz/daynames.ts';
import type { Say } from '#core/say.ts';
import type { Text } from '#core/text.ts';

/** Monday to Friday, as ISO numbers. */
export const workdays: readonly number[] = [1, 2, 3, 4, 5];
const everyDay: readonly number[] = [1, 2, 3, 4, 5, 6, 7];
const dayNumbers = { mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6, sun: 7 } as const;

/** The option that takes the days of a daily quiz. */
export const daysOption = {
  kind: 'choices',
  describe: 'Which days: weekdays, or mon,wed,fri …',
  also: ['day', 'on', '요일', '날'],
  read: readDayNames,
  choices: [
    { value: 'weekdays', label: 'weekdays' },
    { value: 'every', label: 'every day' },
    { value: 'mon', label: 'Monday' },
    { value: 'tue', label: 'Tuesday' },
    { value: 'wed', label: 'Wednesday' },
    { value: 'thu', label: 'Thursday' },
    { value: 'fri', label: 'Friday' },
    { value: 'sat', label: 'Saturday' },
    { value: 'sun', label: 'Sunday' },
  ],
} as const;

type Day = (typeof daysOption.choices)[number]['value'];

/** What was chosen as ISO numbers, each once, sorted. */
export function readDays(chosen: readonly Day[]): readonly number[] {
  const numbers = chosen.flatMap((day): readonly number[] => {
    if (day === 'weekdays') return workdays;
    return day === 'every' ? everyDay : [dayNumbers[day]];
  });
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** ISO numbers as the option is written: what {@link readDays} reads back. */
export function daysValue(chosen: readonly number[]): string {
  if (chosen.length === everyDay.length) return 'every';
  if (chosen.join() === workdays.join()) return 'weekdays';
  return Object.entries(dayNumbers)
    .flatMap(([name, day]) => (chosen.includes(day) ? [name] : []))
    .join(',');
}

/** ISO numbers as people read them. */
export function daysText(chosen: readonly number[], say: Say): Text {
  if (chosen.length === everyDay.length) return say('every day');
  if (chosen.join() === workdays.join()) return say('weekdays');
  const format = new Intl.DateTimeFormat(say.locale, { weekday: 'short', timeZone: 'UTC' });
  // 2024-01-01 was a Monday.
  return [chosen.map((day) => format.format(Date.UTC(2024, 0, day))).join(', ')];
}
