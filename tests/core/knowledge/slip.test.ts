import { describe, expect, test } from 'vitest';
import { Names } from '#core/knowledge/slip.ts';

const names = new Names([
  ['컨테이너', 0],
  ['볼륨', 1],
  ['healthcheck', 2],
  ['volume', 1],
  ['volumes', 1],
  ['vm', 3],
]);

describe('a name with a slip', () => {
  test.each([
    ['컨테너', 0],
    ['볼룸', 1],
    ['healthchek', 2],
    ['volums', 1],
  ])('%s', (typed, position) => expect(names.nearest(typed)?.position).toBe(position));

  test('is less sure the more slips it has', () => {
    const [one, two] = ['healthchek', 'helthchek'].map((typed) => names.nearest(typed)?.score ?? 0);
    expect(one).toBeGreaterThan(two ?? 1);
    expect(one).toBeLessThan(1);
  });

  test.each(['vn', '김치', 'kitchen', ''])('is not seen in %o', (typed) =>
    expect(names.nearest(typed)).toBeUndefined(),
  );
});
