import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Options } from '#core/option.ts';
import { createSay } from '#core/say.ts';
import { plain } from '#core/text.ts';
import { readTime, readTimes } from '#core/time.ts';
import { readValue, readValues, textLimit } from '#core/value.ts';

const say = createSay('en');
const ko = createSay('ko', { Monday: '월요일', Tuesday: '화요일', 'This week': '이번 주' });

describe('a time of day', () => {
  test.each([
    ['9', '09:00'],
    ['09:00', '09:00'],
    ['9:05', '09:05'],
    ['0930', '09:30'],
    ['18:30', '18:30'],
    ['9시', '09:00'],
    ['9시 30분', '09:30'],
    ['9시 반', '09:30'],
    ['오전 9시', '09:00'],
    ['오후 6시', '18:00'],
    ['오후 12시', '12:00'],
    ['오전 12시', '00:00'],
    ['6:30 pm', '18:30'],
    ['12am', '00:00'],
    ['23:59', '23:59'],
    ['아침 9시에', '09:00'],
    ['저녁 7시 반', '19:30'],
    ['밤 11시', '23:00'],
    ['아홉 시', '09:00'],
    ['오후 열두시 반', '12:30'],
    ['열한시', '11:00'],
    ['밤 12시', '00:00'],
    ['새벽 2시', '02:00'],
    ['낮 12시', '12:00'],
    ['낮 1시', '13:00'],
    ['at 9am', '09:00'],
    ['9.30', '09:30'],
    ['9 o’clock', '09:00'],
  ])('%s is %s', (typed, time) => {
    expect(readTime(typed)).toBe(time);
  });

  test.each(['', '24:00', '9:60', '오후 13시', '0am', 'noon', '9:5x', '-1', '99'])('%s is none', (typed) => {
    expect(readTime(typed)).toBeUndefined();
  });

  test('of several, each is read, and asked which', () => {
    expect(readTimes('09:00, 18:00')).toEqual(['09:00', '18:00']);
    expect(readTimes('9시와 오후 6시')).toEqual(['09:00', '18:00']);
    expect(readTimes('09:00 or never')).toEqual([]);
    const reading = readValue('09:00 18:00', { kind: 'time', describe: 'Time' }, say);
    expect('fault' in reading && plain(reading.fault)).toContain('one time of day');
    expect(reading).toMatchObject({ suggestions: [{ value: '09:00' }, { value: '18:00' }] });
  });

  test('every minute of the day is read as it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (hour, minute) => {
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        expect(readTime(time)).toBe(time);
        expect(readTime(`${hour}시 ${minute}분`)).toBe(time);
      }),
    );
  });

  test('is HH:MM or none, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (typed) => {
        expect(readTime(typed) ?? '00:00').toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
      }),
    );
  });
});

const days = {
  kind: 'choices',
  describe: 'Days',
  choices: [
    { value: 'mon', label: 'Monday' },
    { value: 'tue', label: 'Tuesday' },
    { value: 'thu', label: 'Thursday' },
  ],
} as const;
const period = {
  kind: 'choice',
  describe: 'Period',
  choices: [
    { value: 'week', label: 'This week' },
    { value: 'all', label: 'All time' },
  ],
} as const;

describe('choices', () => {
  test.each([
    ['mon,tue', ['mon', 'tue']],
    ['Monday tue', ['mon', 'tue']],
    ['월, 화', ['mon', 'tue']],
    ['월요일·화요일', ['mon', 'tue']],
    ['월화', ['mon', 'tue']],
    ['mon mon', ['mon']],
    ['m', ['mon']],
  ])('%s', (typed, value) => {
    expect(readValue(typed, days, ko)).toEqual({ value });
  });

  test('a syllable that is none makes the whole none', () => {
    expect(readValue('월물', days, ko)).toHaveProperty('fault');
  });

  test('what two begin with is neither', () => {
    expect(readValue('t', days, ko)).toHaveProperty('fault');
  });

  test('a slip offers what is spelt nearest, in the reader’s language', () => {
    expect(readValue('mn', days, ko)).toMatchObject({ suggestions: [{ value: 'mon', label: '월요일' }] });
  });

  test('blanks in a label may be left out', () => {
    expect(readValue('이번주', period, ko)).toEqual({ value: 'week' });
    expect(readValue('alltime', period, ko)).toEqual({ value: 'all' });
  });

  test('are named as the reader reads them', () => {
    const fault = (words: typeof say) => {
      const reading = readValue('yesterday', period, words);
      return 'fault' in reading ? plain(reading.fault) : '';
    };
    expect(fault(ko)).toContain('이번 주');
    expect(fault(say)).toContain('week, all');
  });

  test('few are all offered where nothing is near', () => {
    expect(readValue('yesterday', period, ko)).toMatchObject({
      suggestions: [
        { value: 'week', label: '이번 주' },
        { value: 'all', label: 'All time' },
      ],
    });
  });
});

describe('a text', () => {
  const text = { kind: 'text', describe: 'Text' } as const;

  test('may be as long as its limit and not longer, and the fault says both', () => {
    expect(readValue('가'.repeat(textLimit), text, say)).toHaveProperty('value');
    const long = readValue('가'.repeat(10_000), text, say);
    expect('fault' in long && plain(long.fault)).toBe('is too long: 10,000 characters, and at most 200 fit');
  });

  test('loses controls and zero-width characters, and nothing a person sees', () => {
    expect(readValue(' \u0000a\u200bb\u001b[31m\ufeff ', text, say)).toEqual({ value: 'ab[31m' });
    expect(readValue('👩‍👩‍👧 한글', text, say)).toEqual({ value: '👩‍👩‍👧 한글' });
  });
});

test('a number is whole and within its bounds', () => {
  const number = { kind: 'number', describe: 'N', min: 1, max: 3 } as const;
  expect(readValue('2', number, say)).toEqual({ value: 2 });
  for (const typed of ['0', '4', '1.5', '1e99', 'NaN', 'two', '0x'])
    expect(readValue(typed, number, say)).toHaveProperty('fault');
});

describe('all options of a call', () => {
  const options: Options = {
    time: { kind: 'time', describe: 'Time', required: true },
    days,
    zone: { kind: 'zone', describe: 'Zone' },
  };

  test('every fault is told, in order, with what may have been meant', () => {
    const { faults } = readValues({ odd: 'x', days: 'nn', zone: 'Asia/Soul' }, options, say);
    expect(faults.map(({ option, missing }) => [option, missing === true])).toEqual([
      ['odd', false],
      ['time', true],
      ['days', false],
      ['zone', false],
    ]);
    expect(faults.at(-1)?.suggestions[0]?.value).toBe('Asia/Seoul');
    expect(plain(faults.at(-1)?.fault ?? [])).toContain('the nearest to what you wrote is Asia/Seoul');
  });

  test('an empty text is not given; a name that every object has is no option', () => {
    expect(readValues({ time: '9', zone: ' ' }, options, say)).toEqual({
      values: { time: '09:00' },
      faults: [],
    });
    expect(readValues({ time: '\u200b\u0000 ' }, options, say).faults).toMatchObject([{ missing: true }]);
    expect(readValues({ time: '9', constructor: 'x' }, options, say).faults).toHaveLength(1);
  });
});
