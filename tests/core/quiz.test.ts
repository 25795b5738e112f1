import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { type Draw, drawQuestion, levelsOf } from '#core/quiz/draw.ts';
import { levelsNear, readAsked, readLevel } from '#core/quiz/level.ts';
import { type PeriodName, periodOf, readPeriod } from '#core/quiz/period.ts';
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
  describe('of a level', () => {
    const of = (id: string, difficulty: Question['difficulty'], about: readonly string[] = []): Question => ({
      ...question(id, 'storage'),
      difficulty,
      about,
    });
    const levelled = [
      ...all,
      of('e', 'easy', ['concept:volume']),
      of('m', 'medium', ['concept:volume']),
      of('h', 'hard'),
    ];

    test('keeps to it, whatever else was asked for, and whatever was asked lately', () => {
      for (let seed = 0; seed < 20; seed += 1) {
        const drawn = (draw: Partial<Draw>) =>
          drawQuestion(levelled, { topics: ['storage'], recent: [], ...draw }, seeded(seed))?.id;
        expect(drawn({ level: 'hard' })).toBe('h');
        expect(drawn({ level: 'hard', recent: ['h'] })).toBe('h');
        expect(drawn({ level: 'medium', about: 'concept:volume' })).toBe('m');
        expect(drawn({ level: 'medium', except: ['m'] })).toBeUndefined();
      }
    });

    test('which there are is told of the one thing alone, where it has any', () => {
      expect(levelsOf(levelled, { topics: ['storage'] })).toEqual(new Set(['easy', 'medium', 'hard']));
      expect(levelsOf(levelled, { topics: ['storage'], about: 'concept:volume' })).toEqual(
        new Set(['easy', 'medium']),
      );
      expect(levelsOf(levelled, { topics: ['storage'], about: 'concept:backup' })).toContain('hard');
      expect(levelsOf(levelled, { topics: ['storage'], except: ['h'] })).not.toContain('hard');
      expect(levelsOf(levelled, { topics: ['images'] })).toEqual(new Set(['easy']));
    });

    test('the nearest of the others come first', () => {
      expect(levelsNear('hard')).toEqual(['medium', 'easy']);
      expect(levelsNear('medium')).toEqual(['easy', 'hard']);
      expect(levelsNear('easy')).toEqual(['medium', 'hard']);
    });
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

describe('a level among other words', () => {
  test.each([
    ['hard', 'hard', undefined],
    ['어려운 볼륨', 'hard', '볼륨'],
    ['dockerfile hard', 'hard', 'dockerfile'],
    ['Hard, dockerfile', 'hard', 'dockerfile'],
    ['난이도 상 볼륨', 'hard', '볼륨'],
    ['볼륨 난이도는 하', 'easy', '볼륨'],
    ['네트워크 고급으로', 'hard', '네트워크'],
    ['볼륨 쉬운걸로', 'easy', '볼륨'],
    ['give me a hard question about volumes', 'hard', 'question about volumes'],
    ['intermediate', 'medium', undefined],
    ['보통 compose', 'medium', 'compose'],
    ['easy hard volume', 'easy', 'volume'],
  ])('%s', (typed, level, topic) => {
    const asked = readAsked(typed);
    expect(readLevel(asked.level)).toBe(level);
    expect(asked.topic).toBe(topic);
  });

  test.each(['hardware', 'a', '볼륨 문제', 'easy-going', '상', '하나', 'har', '쉬운마운트', 'x'.repeat(300)])(
    '%s has none, and stays as it is typed',
    (typed) => {
      expect(readAsked(typed)).toEqual({ topic: typed });
    },
  );

  test('nothing is asked by nothing', () => expect(readAsked(' ')).toEqual({}));
});

describe('periods', () => {
  const of = (name: PeriodName, day: string) => periodOf(name, Temporal.PlainDate.from(day));

  test.each([
    ['week', '2026-11-20', '2026-11-16', '2026-11-22'],
    ['week', '2026-11-16', '2026-11-16', '2026-11-22'],
    ['last-week', '2026-11-22', '2026-11-09', '2026-11-15'],
    ['last-week', '2026-11-23', '2026-11-16', '2026-11-22'],
    ['last-week', '2027-01-01', '2026-12-21', '2026-12-27'],
    ['month', '2026-11-20', '2026-11-01', '2026-11-30'],
    ['last-month', '2026-11-20', '2026-10-01', '2026-10-31'],
    ['last-month', '2026-03-31', '2026-02-01', '2026-02-28'],
    ['last-month', '2028-03-30', '2028-02-01', '2028-02-29'],
    ['last-month', '2027-01-01', '2026-12-01', '2026-12-31'],
  ] as const)('%s on %s', (name, day, from, to) => {
    expect(of(name, day)).toEqual({ from, to });
  });

  test('all time has no ends', () => expect(of('all', '2026-11-20')).toEqual({}));

  test.each([
    ['for last week', 'last week'],
    ["last week's board", 'last week'],
    ['지난주 순위 보여 줘', '지난주'],
    ['저번 달의', '저번 달'],
    ['show', ''],
    ['yesterday', 'yesterday'],
  ])('%s', (typed, period) => {
    expect(readPeriod(typed)).toBe(period);
  });
});
