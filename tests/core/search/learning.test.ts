import { describe, expect, test } from 'vitest';
import { learn, type Sample } from '#core/search/learning.ts';
import { Ranking } from '#core/search/ranking.ts';
import type { Traits } from '#core/search/traits.ts';

const traits = (text: string): Traits => new Map(text.split(' ').map((word) => [word, 1]));
const sample = (text: string, ...answers: string[]): Sample => ({
  traits: traits(text),
  thinned: [],
  answers,
  weight: 1,
});

const samples = [
  sample('remove a container', 'container rm'),
  sample('remove the container', 'container rm'),
  sample('remove an image', 'image rm'),
  sample('remove the image', 'image rm'),
  sample('list every image', 'image ls'),
  sample('list the image', 'image ls'),
  sample('tidy up', 'image rm', 'container rm'),
  sample('tidy now', 'image rm', 'container rm'),
];
const entries = ['container rm', 'image rm', 'image ls'];

describe('learning', () => {
  const learnt = learn(samples, entries);
  const ranking = new Ranking(learnt);
  const chances = (text: string): number[] => [...(ranking.of(traits(text)) ?? [])];

  test('joins what it knows of the words: a question it has not met', () => {
    const [container = 0, image = 0, list = 0] = chances('list container');
    expect(container).toBeGreaterThan(image);
    expect(list).toBeGreaterThan(image);
    expect(container + image + list).toBeCloseTo(1);
  });

  test('leaves a question to both where both answer it', () => {
    const [container = 0, image = 0, list = 1] = chances('tidy');
    expect(container).toBeCloseTo(image, 1);
    expect(list).toBeLessThan(container);
  });

  test('says nothing about what it never met', () => expect(ranking.of(traits('pizza'))).toBeUndefined());

  test('is the same each time, also through JSON', () => {
    expect(learn(samples, entries)).toEqual(learnt);
    expect(new Ranking(JSON.parse(JSON.stringify(learnt))).of(traits('remove'))).toEqual(
      ranking.of(traits('remove')),
    );
  });

  test('refuses more entries than a byte can number', () =>
    expect(() =>
      learn(
        [],
        Array.from({ length: 257 }, (_, number) => `${number}`),
      ),
    ).toThrow(RangeError));
});
