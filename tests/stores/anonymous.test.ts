import { describe, expect, test } from 'vitest';
import { anonymous } from '#stores/anonymous.ts';
import { growth, square } from '#tests/support/growth.ts';

describe('what people say to each other', () => {
  test.each([
    ['Mina, look', '…, look'],
    ['Mina님이랑은 봤어요', '…님이랑은 봤어요'],
    ['Mina한테만 말했어요', '…한테만 말했어요'],
    ['(Mina)', '(…)'],
    ['Minari is a herb', 'Minari is a herb'],
    ['mina is another', 'mina is another'],
  ])('%s', (said, left) => expect(anonymous({ said }, 'Mina')).toEqual({ said: left }));

  test.each(['이랑', '이에요', '님', 'Mina '])(
    'however often %s stands behind a name, it takes its time only once',
    (end) => {
      const work = (size: number) => anonymous({ said: `Mina${end.repeat(size / end.length)}x` }, 'Mina');
      expect(growth(work, 40_000)).toBeLessThan(square);
    },
  );
});
