import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { dueSlots, nextSlot, previousDay } from '#core/agenda.ts';
import type { Programme } from '#core/store.ts';
import { share } from '#tests/support/patience.ts';

const instant = (text: string): Temporal.Instant => Temporal.Instant.from(text);

const programme = (changes: Partial<Programme> = {}): Programme => ({
  id: 'p',
  state: 'active',
  topics: [],
  time: '09:00',
  zone: 'Asia/Seoul',
  days: [1, 2, 3, 4, 5, 6, 7],
  locale: 'ko',
  places: [],
  since: instant('2026-01-01T00:00:00Z'),
  ...changes,
});

describe('what is owed', () => {
  test('nothing before the hour, a post at it, nothing made up after two hours', () => {
    // 09:00 in Seoul is 00:00 UTC.
    const verdicts = (now: string) =>
      dueSlots([programme()], instant(now)).map(({ day, verdict }) => `${day} ${verdict}`);
    expect(verdicts('2026-11-19T23:59:59Z')).toEqual(['2026-11-19 missed']);
    expect(verdicts('2026-11-20T00:00:00Z')).toEqual(['2026-11-19 missed', '2026-11-20 post']);
    expect(verdicts('2026-11-20T02:00:00Z')).toEqual(['2026-11-19 missed', '2026-11-20 post']);
    expect(verdicts('2026-11-20T02:00:01Z')).toEqual(['2026-11-19 missed', '2026-11-20 missed']);
  });

  test('a programme set after its hour owes nothing for that day', () => {
    const set = programme({ since: instant('2026-11-20T06:00:00Z') });
    expect(dueSlots([set], instant('2026-11-20T06:00:30Z'))).toEqual([]);
  });

  test('an evening post missed over midnight is still made up', () => {
    const late = programme({ time: '23:30' });
    const due = dueSlots([late], instant('2026-11-20T15:30:00Z')); // 00:30 on the 21st in Seoul
    expect(due.find(({ verdict }) => verdict === 'post')?.day).toBe('2026-11-20');
  });

  test('paused and stopped owe nothing; days without a quiz neither', () => {
    const now = instant('2026-11-20T00:30:00Z'); // a Friday
    expect(dueSlots([programme({ state: 'paused' }), programme({ state: 'stopped' })], now)).toEqual([]);
    expect(dueSlots([programme({ days: [6, 7] })], now)).toEqual([]);
  });

  test.each([
    'America/New_York',
    'Europe/Berlin',
    'Asia/Seoul',
    'Australia/Lord_Howe',
    'America/Santiago',
    'Asia/Kathmandu',
  ])('a year in %s, beat by beat: each day once, daylight saving or not', (zone) => {
    for (const time of share(['02:30', '00:00', '09:00'], 3)) {
      const daily = programme({ zone, time });
      const seen = new Set<string>();
      let now = instant('2026-01-02T00:00:00Z');
      const end = instant('2027-01-02T00:00:00Z');
      while (Temporal.Instant.compare(now, end) < 0) {
        for (const { day, verdict } of dueSlots([daily], now)) if (verdict === 'post') seen.add(day);
        now = now.add({ minutes: 60 });
      }
      expect(seen.size).toBeGreaterThanOrEqual(365);
      expect(seen.size).toBeLessThanOrEqual(366);
    }
  });

  test('an hour that spring skips comes an hour later, one that autumn repeats comes once', () => {
    const spring = programme({ zone: 'America/New_York', time: '02:30' });
    expect(dueSlots([spring], instant('2026-03-08T12:00:00Z')).at(-1)?.at.toString()).toBe(
      '2026-03-08T07:30:00Z',
    );
    const autumn = programme({ zone: 'America/New_York', time: '01:30' });
    expect(dueSlots([autumn], instant('2026-11-01T05:30:00Z')).at(-1)?.at.toString()).toBe(
      '2026-11-01T05:30:00Z',
    );
    expect(dueSlots([autumn], instant('2026-11-01T06:30:00Z')).at(-1)?.day).toBe('2026-11-01');
  });

  test('the next post is the next day that has one', () => {
    const weekdays = programme({ days: [1, 2, 3, 4, 5] });
    expect(nextSlot(weekdays, instant('2026-11-20T00:00:00Z'))?.toString()).toBe('2026-11-23T00:00:00Z');
    expect(nextSlot(weekdays, instant('2026-11-19T22:00:00Z'), '2026-11-20')?.toString()).toBe(
      '2026-11-23T00:00:00Z',
    );
    expect(nextSlot(programme({ state: 'paused' }), instant('2026-11-20T00:00:00Z'))).toBeUndefined();
    expect(previousDay(weekdays, '2026-11-23')).toBe('2026-11-20');
  });
});
