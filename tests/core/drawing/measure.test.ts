import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMeasured, printable, shorten, typeset, widthOf, wrap } from '#core/drawing/measure.ts';

/** Reads advance widths from the font itself, in thousandths of an em; 0 for a letter it lacks. */
async function advances(weight: string): Promise<(letter: string) => number> {
  const url = import.meta.resolve(`pretendard/dist/public/static/Pretendard-${weight}.otf`);
  const font = await readFile(fileURLToPath(url));
  const tables = new Map(
    Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
      const at = 12 + 16 * index;
      return [font.toString('latin1', at, at + 4), font.readUInt32BE(at + 8)];
    }),
  );
  const table = (name: string): number => tables.get(name) ?? 0;
  const em = font.readUInt16BE(table('head') + 18);
  const count = font.readUInt16BE(table('hhea') + 34);
  const cmap = table('cmap');
  const records = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, index) =>
    font.readUInt32BE(cmap + 8 + 8 * index),
  );
  const segments = cmap + (records.find((offset) => font.readUInt16BE(cmap + offset) === 12) ?? 0);
  return (letter) => {
    const point = letter.codePointAt(0) ?? 0;
    for (let index = 0; index < font.readUInt32BE(segments + 12); index++) {
      const at = segments + 16 + 12 * index;
      const [first, last] = [font.readUInt32BE(at), font.readUInt32BE(at + 4)];
      if (point < first || point > last) continue;
      const glyph = font.readUInt32BE(at + 8) + point - first;
      return (font.readUInt16BE(table('hmtx') + 4 * Math.min(glyph, count - 1)) / em) * 1000;
    }
    return 0;
  };
}

describe.each([
  ['regular', 'Regular'],
  ['bold', 'Bold'],
] as const)('widths of the %s letters', (weight, file) => {
  test('are those of the font', async () => {
    const advance = await advances(file);
    const letters = [
      ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)),
      ...'가힣ㄱㅏ',
    ];
    for (const letter of letters)
      expect(widthOf(letter, 1000, weight), letter).toBeCloseTo(advance(letter), -0.5);
    // Where one width serves both weights it is the wider.
    for (const letter of '·…–’“é가あя')
      expect(widthOf(letter, 1000, weight), letter).toBeGreaterThanOrEqual(Math.floor(advance(letter)));
  });

  test('what is called printable is in the font', async () => {
    const advance = await advances(file);
    const sample = 'Aé가ㄱあアяΩ…→□“';
    expect(printable(sample)).toBe(sample);
    for (const letter of sample) expect(advance(letter), letter).toBeGreaterThan(0);
    expect(printable('🐳漢\u0915')).toBe('□□□');
    // As macOS writes file names.
    expect(printable('고래'.normalize('NFD'))).toBe('고래');
  });
});

describe('text in a given width', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.stringMatching(/^[가-힣a-z ]{0,80}$/),
  );
  const width = fc.integer({ min: 60, max: 700 });

  test('shortened text fits, and only shortened text has the sign', () => {
    fc.assert(
      fc.property(text, width, (given, room) => {
        const short = shorten(given, room, 22);
        expect(widthOf(short, 22)).toBeLessThanOrEqual(room);
        if (widthOf(given, 22) <= room) expect(short).toBe(given);
        else expect(short.endsWith('…')).toBe(true);
      }),
    );
  });

  test('wrapped text keeps its words', () => {
    fc.assert(
      fc.property(text, width, (given, room) => {
        expect(wrap(given, room, 22).join(' ')).toBe(given);
      }),
    );
  });

  test('set text fits its lines', () => {
    fc.assert(
      fc.property(text, width, fc.integer({ min: 1, max: 3 }), (given, room, most) => {
        const { lines, size } = typeset(given, room, 30, most);
        expect(lines.length).toBeLessThanOrEqual(most);
        expect(size).toBeGreaterThanOrEqual(22);
        for (const line of lines) expect(widthOf(line, size)).toBeLessThanOrEqual(room);
      }),
    );
  });

  test('no last word is left alone where the lines can be alike', () => {
    const { lines } = typeset(
      'one two three four five six seven eight nine',
      widthOf('one two three four five six seven eight', 22),
      22,
      2,
    );
    expect(lines).toHaveLength(2);
    expect(widthOf(lines[1] ?? '', 22)).toBeGreaterThan(widthOf(lines[0] ?? '', 22) / 2);
  });

  test('a letter whose width is only bounded is told from one that is known', () => {
    expect(isMeasured('docker 고래 …')).toBe(true);
    expect(isMeasured('café')).toBe(false);
  });
});
