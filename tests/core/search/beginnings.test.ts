import { describe, expect, test } from 'vitest';
import { Beginnings, keepBeginnings, readBeginnings } from '#core/search/beginnings.ts';

const kept = keepBeginnings([
  ['컨테이너', 0],
  ['컨테이너', 0],
  ['컨텍스트', 1],
  ['how', 2],
]);
const beginnings = new Beginnings(readBeginnings(kept));
const times = (typed: string): number[] => [...beginnings.count(typed, 3).times];

describe('beginnings', () => {
  test('are kept with how often they were met', () =>
    expect(kept).toEqual({ 컨테이너: [0, 2], 컨텍스트: [1, 1], how: [2, 1] }));

  test('are counted by what they begin with', () => {
    expect(beginnings.count('컨', 3).total).toBe(3);
    expect(times('컨테')).toEqual([2, 1, 0]);
    expect(times('ho')).toEqual([0, 0, 1]);
  });

  test('also while a syllable is half typed', () => {
    expect(times('컨ㅌ')).toEqual([2, 1, 0]);
    expect(times('컨텡')).toEqual([2, 0, 0]);
    expect(times('컨텍')).toEqual([0, 1, 0]);
  });

  test('by first letters alone', () => expect(times('ㅋㅌㅇ')).toEqual([2, 0, 0]));

  test('nothing begins with what was never met', () => expect(beginnings.count('xyz', 3).total).toBe(0));
});
