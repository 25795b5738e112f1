import { describe, expect, test } from 'vitest';
import { amber, ink, paper, soft, tones } from '#core/drawing/palette.ts';

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe('letters and lines stand out from what is under them', () => {
  test.each(Object.entries(tones))('in a box of tone %s', (_, { fill, ink }) => {
    expect(contrast(fill, ink)).toBeGreaterThanOrEqual(4.5);
  });

  test('on paper and on mist', () => {
    for (const ground of [paper, tones.mist.fill]) {
      for (const letters of [ink, soft, tones.coral.ink])
        expect(contrast(ground, letters)).toBeGreaterThanOrEqual(4.5);
      // WCAG 1.4.11: shapes that carry a meaning.
      for (const line of [soft, amber]) expect(contrast(ground, line)).toBeGreaterThanOrEqual(3);
    }
  });

  test('the card from a dark page; from a light one by its edge', () => {
    expect(contrast(paper, '#313338')).toBeGreaterThan(10);
  });
});
