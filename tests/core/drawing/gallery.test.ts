import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { gallery, pictured } from '#core/drawing/gallery.ts';
import { smallest } from '#core/drawing/measure.ts';
import { english } from '#core/say.ts';
import { plain } from '#core/text.ts';
import { renderPng } from '#src/pictures.ts';
import { data, korean } from '#tests/support/data.ts';
import { isLong } from '#tests/support/patience.ts';
import { colliding, overflowing, readPage } from './page.ts';

const cases = [...gallery].flatMap(([name, drawing]) =>
  [korean, english].map((say) => ({ name, locale: say.locale, ...drawing(say) })),
);

/** Width, height and the unpacked lines of a PNG. */
function readPng(png: Uint8Array): { width: number; height: number; pixels: Buffer } {
  const bytes = Buffer.from(png);
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  return {
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    pixels: inflateSync(Buffer.concat(data)),
  };
}

/** Each drawing in one language or the other, and in both in a long run: a picture takes a third of a second. */
const painted = cases.filter((_, index) => isLong || index % 4 === 0 || index % 4 === 3);

test.each(painted)(
  'the drawing $name is painted in $locale: sharp, and more than an empty card',
  async ({ svg }) => {
    const { width, height, pixels } = readPng(await renderPng(svg));
    expect(width).toBe(1440);
    expect(height).toBe(2 * Number(readPage(svg).root.attributes['height']));
    // Every hundredth byte is enough to see many shades: letters have soft edges.
    const shades = new Set<number | undefined>();
    for (let at = 0; at < pixels.length; at += 101) shades.add(pixels[at]);
    expect(shades.size).toBeGreaterThan(60);
  },
);

describe.each(cases)('the drawing $name in $locale', ({ svg, alt, locale }) => {
  const { lines, boxes, root } = readPage(svg);

  test('keeps every line in its box, and no two touch', () => {
    expect(lines.length).toBeGreaterThan(8);
    expect(overflowing(lines, boxes)).toEqual([]);
    expect(colliding(lines)).toEqual([]);
  });

  test('can be read on a phone, and nothing had to be shortened', () => {
    expect(Math.min(...lines.map(({ size }) => size))).toBeGreaterThanOrEqual(smallest);
    expect(lines.filter(({ text }) => text.endsWith('…') && !text.endsWith(' …'))).toEqual([]);
    expect(root.attributes['viewBox']).toMatch(/^0 0 720 \d+$/);
  });

  test('uses nothing that the page takes away', () => {
    const tags = [...svg.matchAll(/<([a-z]+)/gi)].length;
    expect(root.children.length + 1).toBe(tags);
    expect(svg).not.toMatch(/\p{Extended_Pictographic}/u);
  });

  test('is told in words that a screen reader and Discord take whole', () => {
    const words = plain(alt);
    expect(words.length).toBeGreaterThan(100);
    expect(words.length).toBeLessThanOrEqual(1024);
    if (locale === 'ko') expect(words).toMatch(/[가-힣]/);
  });
});

test('the words of a drawing are all in its description', () => {
  // Signs and words of the example must not be seen by some readers only.
  for (const { name, svg, alt } of cases) {
    const told = plain(alt);
    const codes = readPage(svg).lines.flatMap(
      ({ text }) => text.match(/(?:-{1,2}[a-z]+ \S+|\d{2,}|\/[a-z]+)/g) ?? [],
    );
    for (const code of codes) expect(told, `${name}: ${code}`).toContain(code);
  }
});

test('what knowledge names is shown, and every drawing is named somewhere', async () => {
  const { knowledge } = data;
  const entries = [...knowledge.concepts.all, ...knowledge.comparisons.all, ...knowledge.guides.all];
  const named = new Set(entries.flatMap(({ picture }) => picture ?? []));
  expect([...named].sort()).toEqual([...gallery.keys()].sort());
  expect(pictured({ picture: 'stacks' }, english)).toMatchObject([{ type: 'picture' }]);
  expect(pictured({}, english)).toEqual([]);
});
