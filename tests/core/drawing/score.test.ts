import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawScore } from '#core/drawing/score.ts';
import { english } from '#core/say.ts';
import { plain } from '#core/text.ts';
import { renderPng } from '#src/pictures.ts';
import { data, korean } from '#tests/support/data.ts';
import { colliding, overflowing, readPage } from './page.ts';

const bars = [
  { name: 'Basics', right: 9, answered: 10 },
  { name: 'Images', right: 1, answered: 3 },
  { name: 'Networks', right: 0, answered: 2 },
];

test('a score is told whole, and what is weak stands out', () => {
  const { svg, alt } = drawScore(bars, english);
  expect(plain(alt)).toBe(
    'Basics: 9 of 10 right (90%). Images: 1 of 3 right (33%). Networks: 0 of 2 right (0%). A chapter below half is worth another look.',
  );
  expect(readPage(svg).lines.map(({ text }) => text)).toContain('33% · 1/3');
  expect(plain(drawScore(bars.slice(0, 1), korean).alt)).toBe('Basics: 10문제 중 9문제 정답(90%).');
});

test('bars are as long as the share', () => {
  const { boxes } = readPage(drawScore(bars, english).svg);
  const widths = boxes.filter(({ height }) => height === 26).map(({ width }) => width);
  expect(widths).toEqual([216, 194.4, 216, 72, 216]);
});

test('every chapter fits, in both languages, and is drawn', async () => {
  const { chapters } = data.knowledge;
  for (const say of [korean, english]) {
    const all = chapters.map(({ name }, index) => ({
      name: say.pick(name),
      right: index * 130,
      answered: 1200,
    }));
    const { svg } = drawScore(all, say);
    const { lines, boxes } = readPage(svg);
    expect(lines.filter(({ text }) => text.endsWith('…'))).toEqual([]);
    expect(overflowing(lines, boxes)).toEqual([]);
    expect(colliding(lines)).toEqual([]);
    expect((await renderPng(svg)).length).toBeGreaterThan(10_000);
  }
});

test('any name keeps to its place', () => {
  const bar = fc
    .record({ name: fc.string({ unit: 'binary', maxLength: 80 }), right: fc.nat(9999), more: fc.nat(9999) })
    .map(({ name, right, more }) => ({ name, right, answered: right + more + 1 }));
  fc.assert(
    fc.property(fc.array(bar, { minLength: 1, maxLength: 12 }), (all) => {
      const { lines, boxes } = readPage(drawScore(all, english).svg);
      expect(overflowing(lines, boxes)).toEqual([]);
      expect(colliding(lines)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
