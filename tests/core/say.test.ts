import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSay, sayPlain } from '#core/say.ts';
import { code, plain } from '#core/text.ts';

const ko = createSay('ko', {
  'I ate {food}': '{food}[을/를] 먹었어요',
  '{name} came': '{name}[이/가] 왔어요',
  'to {place}': '{place}[으로/로]',
  'it is {thing}': '{thing}[이에요/예요]',
  '<b>{name}</b> and me': '<b>{name}</b>[과/와] 저',
});
const en = createSay('en');

describe('say', () => {
  test.each([
    ['밥', '밥을 먹었어요'],
    ['사과', '사과를 먹었어요'],
    ['떡볶이 2', '떡볶이 2를 먹었어요'],
    ['1', '1을 먹었어요'],
    ['10', '10을 먹었어요'],
    ['volume', 'volume을 먹었어요'],
    ['image', 'image를 먹었어요'],
    ['Docker', 'Docker를 먹었어요'],
    ['CMD', 'CMD를 먹었어요'],
    ['VM', 'VM을 먹었어요'],
    ['web', 'web을 먹었어요'],
    ['ENTRYPOINT', 'ENTRYPOINT를 먹었어요'],
    ['sleep', 'sleep을 먹었어요'],
    ['backup', 'backup을 먹었어요'],
    ['commit', 'commit을 먹었어요'],
    ['snapshot', 'snapshot을 먹었어요'],
    ['stack', 'stack을 먹었어요'],
    ['stdout', 'stdout을 먹었어요'],
    ['group', 'group을 먹었어요'],
    ['root', 'root를 먹었어요'],
    ['loop', 'loop를 먹었어요'],
    ['healthcheck', 'healthcheck를 먹었어요'],
    ['network', 'network를 먹었어요'],
    ['context', 'context를 먹었어요'],
    ['ip', 'ip를 먹었어요'],
    ['update', 'update를 먹었어요'],
    ['"컨테이너"', '"컨테이너"를 먹었어요'],
  ])('particles follow the sound of %s', (food, sentence) => {
    expect(sayPlain(ko, 'I ate {food}', { food })).toBe(sentence);
  });

  test('ㄹ takes 로, and 예요 follows a vowel', () => {
    expect(sayPlain(ko, 'to {place}', { place: '서울' })).toBe('서울로');
    expect(sayPlain(ko, 'to {place}', { place: '부산' })).toBe('부산으로');
    expect(sayPlain(ko, 'to {place}', { place: '1' })).toBe('1로');
    expect(sayPlain(ko, 'it is {thing}', { thing: '볼륨' })).toBe('볼륨이에요');
    expect(sayPlain(ko, 'it is {thing}', { thing: '이미지' })).toBe('이미지예요');
  });

  test('a reading goes before the spelling', () => {
    expect(sayPlain(ko, 'I ate {food}', { food: { text: ['nginx'], reading: '엔진엑스' } })).toBe(
      'nginx를 먹었어요',
    );
    expect(sayPlain(ko, 'I ate {food}', { food: { text: ['tmpfs'], reading: '템프에프에스' } })).toBe(
      'tmpfs를 먹었어요',
    );
  });

  test('a value is never taken for a message or for markup', () => {
    const hostile = '<b>{name}</b>[을/를] <!channel>';
    expect(ko('{name} came', { name: hostile })).toEqual([
      `${hostile}이 왔어요`.replace(/이 왔어요$/, '이 왔어요'),
    ]);
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(sayPlain(en, 'Hello {name}!', { name })).toBe(`Hello ${name}!`);
      }),
    );
  });

  test('markup becomes spans, and particles look through them', () => {
    expect(ko('<b>{name}</b> and me', { name: '민수' })).toEqual([
      { type: 'strong', children: ['민수'] },
      '와 저',
    ]);
    expect(plain(ko('{name} came', { name: [code('docker run')] }))).toBe('docker run이 왔어요');
  });

  test('plurals and a missing translation', () => {
    expect(sayPlain(en, '{n, plural, one {# point} other {# points}}', { n: 1 })).toBe('1 point');
    expect(sayPlain(en, '{n, plural, one {# point} other {# points}}', { n: 1200 })).toBe('1,200 points');
    expect(sayPlain(ko, 'not translated {n}', { n: 3 })).toBe('not translated 3');
  });
});
