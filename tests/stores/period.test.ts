import { expect, it } from 'vitest';
import { spansOf } from '#stores/period.ts';

it.each([
  ['all time', {}, ['all :']],
  ['a month', { from: '2026-02-01', to: '2026-02-28' }, ['month 2026-02:2026-02']],
  ['a leap month', { from: '2028-02-01', to: '2028-02-29' }, ['month 2028-02:2028-02']],
  ['a week', { from: '2026-03-30', to: '2026-04-05' }, ['day 2026-03-30:2026-04-05']],
  ['a day', { from: '2026-03-01', to: '2026-03-01' }, ['day 2026-03-01:2026-03-01']],
  ['a year', { from: '2026-01-01', to: '2026-12-31' }, ['month 2026-01:2026-12']],
  [
    'days, months and days',
    { from: '2025-12-31', to: '2026-02-27' },
    ['day 2025-12-31:2025-12-31', 'month 2026-01:2026-01', 'day 2026-02-01:2026-02-27'],
  ],
  ['since a day', { from: '2026-02-10' }, ['day 2026-02-10:2026-02-28', 'month 2026-03:9999-12']],
  ['up to a day', { to: '2026-02-10' }, ['month 0001-01:2026-01', 'day 2026-02-01:2026-02-10']],
])('adds up the fewest lines for %s', (_, period, spans) => {
  expect(spansOf(period).map(({ unit, from, to }) => `${unit} ${from}:${to}`)).toEqual(spans);
});
