import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { drawQuestion } from '#core/quiz/draw.ts';
import { periodOf } from '#core/quiz/period.ts';
import { pointsFor } from '#core/quiz/points.ts';
import type { Question } from '#core/quiz/question.ts';
import { longestStreak, streakOf } from '#core/quiz/streak.ts';
import { seeded, shuffle } from '#core/random.ts';

const question = (id: string, topic: string): Question => ({
  id,
  revision: 1,
  topic,
  difficulty: 'easy',
  prompt: { ko: '?', en: '?' },
  choices: ['a', 'b', 'c', 'd'].map((key) => ({
    key,
    text: { ko: key, en: key },
    why: { ko: '.', en: '.' },
  })),
  answer: 'a',
  about: [],
  sources: [],
});

describe('points', () => {
  test('a right answer by its difficulty, a wrong one nothing', () => {
    expect(pointsFor('easy', { right: true, kind: 'daily', mastered: false })).toBe(10);
    expect(pointsFor('medium', { right: true, kind: 'daily', mastered: true })).toBe(20);
    expect(pointsFor('hard', { right: false, kind: 'daily', mastered: false })).toBe(0);
  });
  test('practice is worth a fifth, and only the first time', () => {
    expect(pointsFor('hard', { right: true, kind: 'practice', mastered: false })).toBe(6);
    expect(pointsFor('hard', { right: true, kind: 'practice', mastered: true })).toBe(0);
  });
});

describe('a streak', () => {
  const november = (...days: number[]) => days.map((day) => `2026-11-${String(day).padStart(2, '0')}`);

  test('counts quizzes in a row, and one that is still open does not break it', () => {
    expect(streakOf(november(18, 19, 20), november(18, 19))).toBe(3);
    expect(streakOf(november(18, 19), november(18, 19))).toBe(2);
    expect(streakOf(november(17, 18), november(17, 18, 19))).toBe(0);
    expect(streakOf([], november(18))).toBe(0);
  });
  test('a day without a quiz does not break it: a weekend, a pause, one that was missed', () => {
    expect(streakOf(november(19, 20, 23), november(19, 20, 23))).toBe(3);
    expect(streakOf(november(2, 23), november(2, 23))).toBe(2);
    expect(streakOf(november(19, 23), november(19, 20, 23))).toBe(1);
  });
  test('the longest one is remembered', () => {
    expect(longestStreak(november(1, 2, 3, 9), november(1, 2, 3, 4, 9))).toBe(3);
    expect(longestStreak([], november(1))).toBe(0);
  });
  test('of ten years is counted at once', () => {
    const days = Array.from({ length: 3650 }, (_, day) =>
      Temporal.PlainDate.from('2026-01-01').add({ days: day }).toString(),
    );
    const before = process.cpuUsage().user;
    expect(longestStreak(days, days)).toBe(3650);
    expect(process.cpuUsage().user - before).toBeLessThan(200_000);
  });
});

describe('drawing', () => {
  const all = [question('a', 'images'), question('b', 'images'), question('c', 'storage')];
  test('keeps to the topics and spares what was asked lately', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      expect(drawQuestion(all, { topics: ['storage'], recent: [] }, seeded(seed))?.id).toBe('c');
      expect(drawQuestion(all, { topics: ['images'], recent: ['a'] }, seeded(seed))?.id).toBe('b');
    }
    expect(drawQuestion(all, { topics: ['compose'], recent: [] }, seeded(1))).toBeUndefined();
  });
  test('what it is to be about comes first, then the rest of the topic, then what was asked longest ago', () => {
    const about = (id: string): Question => ({ ...question(id, 'storage'), about: ['concept:volume'] });
    const drawn = (recent: readonly string[], seed: number) =>
      drawQuestion(
        [...all, about('d'), about('e')],
        { topics: ['storage'], about: 'concept:volume', recent },
        seeded(seed),
      )?.id;
    for (let seed = 0; seed < 20; seed += 1) {
      expect(drawn([], seed)).toMatch(/^[de]$/);
      expect(drawn(['d'], seed)).toBe('e');
      expect(drawn(['d', 'e'], seed)).toBe('c');
      expect(drawn(['c', 'd', 'e'], seed)).toBe('e');
    }
  });
  test('when all were asked, the one asked longest ago comes', () => {
    expect(drawQuestion(all, { topics: [], recent: ['b', 'c', 'a'] }, seeded(1))?.id).toBe('a');
  });
  test('what is excepted never comes, even where nothing else is left', () => {
    for (let seed = 0; seed < 20; seed += 1)
      expect(drawQuestion(all, { topics: ['images'], recent: ['b'], except: ['a'] }, seeded(seed))?.id).toBe(
        'b',
      );
    expect(drawQuestion(all, { topics: ['storage'], recent: [], except: ['c'] }, seeded(1))).toBeUndefined();
  });
  test('the order of the options is chance, their keys stay', () => {
    const orders = new Set(
      Array.from({ length: 40 }, (_, seed) =>
        drawQuestion(all, { topics: ['storage'], recent: [] }, seeded(seed))
          ?.choices.map(({ key }) => key)
          .join(''),
      ),
    );
    expect(orders.size).toBeGreaterThan(8);
    expect([...orders].every((order) => [...(order ?? '')].sort().join('') === 'abcd')).toBe(true);
  });
  test('the same seed shuffles alike', () => {
    expect(shuffle([1, 2, 3, 4, 5], seeded(7))).toEqual(shuffle([1, 2, 3, 4, 5], seeded(7)));
  });
});

test('periods hold the day', () => {
  const day = Temporal.PlainDate.from('2026-11-20');
  expect(periodOf('week', day)).toEqual({ from: '2026-11-16', to: '2026-11-22' });
  expect(periodOf('month', day)).toEqual({ from: '2026-11-01', to: '2026-11-30' });
  expect(periodOf('all', day)).toEqual({});
});
