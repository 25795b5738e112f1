import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { places } from '#core/place.ts';
import { nearestZones, readZone, suggestZones, zones } from '#core/zone.ts';

test('every zone is read by its own name, in any case, with blanks for underscores', () => {
  for (const zone of zones) {
    expect(readZone(zone)).toBe(zone);
    expect(readZone(zone.toUpperCase().replaceAll('_', ' '))).toBe(zone);
  }
});

test.each([
  ['KST', 'Asia/Seoul'],
  ['서울', 'Asia/Seoul'],
  ['utc', 'UTC'],
  ['Asia/Kolkata', 'Asia/Kolkata'],
  ['asia/calcutta', 'Asia/Kolkata'],
  ['Europe/Kyiv', 'Europe/Kyiv'],
  ['Asia/Ho Chi Minh', 'Asia/Ho_Chi_Minh'],
  ['US/Eastern', 'America/New_York'],
  ['Etc/UTC', 'UTC'],
  ['seoul', 'Asia/Seoul'],
  ['New York', 'America/New_York'],
  ['한국', 'Asia/Seoul'],
  ['서울 시간', 'Asia/Seoul'],
  ['Korea Standard Time', 'Asia/Seoul'],
  ['KST (UTC+9)', 'Asia/Seoul'],
  ['샌프란시스코', 'America/Los_Angeles'],
])('%s is %s', (typed, zone) => {
  expect(readZone(typed)).toBe(zone);
});

test.each(['', 'Mars', 'Seoul/Asia', '+09:00', 'EST', 'PST', 'CST', 'UTC+9', '미국'])(
  '%s is none',
  (typed) => {
    expect(readZone(typed)).toBeUndefined();
  },
);

describe('the nearest', () => {
  test.each([
    ['Asia/Soul', 'Asia/Seoul'],
    ['Seoul', 'Asia/Seoul'],
    ['asia/seuol', 'Asia/Seoul'],
    ['Amerika/New York', 'America/New_York'],
    ['Londn', 'Europe/London'],
    ['Tokio', 'Asia/Tokyo'],
    ['EST', 'America/New_York'],
    ['pdt', 'America/Los_Angeles'],
    ['CST', 'America/Chicago'],
    ['CET', 'Europe/Berlin'],
    ['UTC+9', 'Asia/Seoul'],
    ['GMT +5:30', 'Asia/Kolkata'],
    ['-08:00', 'America/Los_Angeles'],
    ['미국', 'America/New_York'],
  ])('to %s is %s', (typed, zone) => {
    expect(nearestZones(typed, 3)[0]).toBe(zone);
  });

  test('are zones, as many as asked for, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.integer({ min: 1, max: 5 }), (typed, limit) => {
        const near = nearestZones(typed, limit);
        expect(near.length).toBeLessThanOrEqual(limit);
        for (const zone of near) expect(zones).toContain(zone);
      }),
    );
  });
});

test('what stands for a zone is one that there is', () => {
  for (const place of places) expect(zones).toContain(place);
});

test('while it is typed, cities that begin so come first', () => {
  expect(suggestZones('seo', 3)[0]?.value).toBe('Asia/Seoul');
  expect(suggestZones('EST', 25)[0]?.value).toBe('America/New_York');
  expect(suggestZones('KST', 3).map(({ value }) => value)).toEqual(['Asia/Seoul']);
  expect(suggestZones('뉴욕', 3).map(({ value }) => value)).toEqual(['America/New_York']);
  expect(suggestZones('', 25)).toHaveLength(25);
  expect(suggestZones('kolk', 3)).toEqual([{ value: 'Asia/Kolkata', label: 'Asia/Kolkata' }]);
});
