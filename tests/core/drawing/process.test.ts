import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EffectiveProcess, effectiveProcess } from '#core/dockerfile/process.ts';
import { drawProcess } from '#core/drawing/process.ts';
import { english, type Say } from '#core/say.ts';
import { plain } from '#core/text.ts';
import { renderPng } from '#src/pictures.ts';
import { korean } from '#tests/support/data.ts';
import { runs } from '#tests/support/patience.ts';
import { colliding, overflowing, readPage } from './page.ts';

function answer(dockerfile: string, run: readonly string[], say: Say = english): EffectiveProcess {
  const result = effectiveProcess({ dockerfile: `FROM alpine\n${dockerfile}`, run, bases: {} }, say);
  if ('error' in result) throw new Error(result.error.message);
  return result;
}

const drawn = (dockerfile: string, run: readonly string[] = [], say: Say = english) =>
  drawProcess(answer(dockerfile, run, say), run, say);

const told = (...given: Parameters<typeof drawn>): string => plain(drawn(...given).alt);

describe('what runs, drawn', () => {
  const both = 'ENTRYPOINT ["python", "manage.py"]\nCMD ["runserver"]';

  test('ENTRYPOINT and CMD, without arguments', () => {
    expect(told(both)).toBe(
      'ENTRYPOINT: python manage.py. CMD: runserver. docker run: no arguments. Process 1: python manage.py runserver. It gets the signals of docker stop.',
    );
  });

  test('arguments put CMD out of use', () => {
    const { svg, alt } = drawn(both, ['migrate']);
    expect(plain(alt)).toContain(
      'CMD: runserver (not used). docker run: migrate. Process 1: python manage.py migrate.',
    );
    expect(svg.match(/line-through/g)).toHaveLength(1);
  });

  test('--entrypoint puts both out of use', () => {
    expect(told(both, ['--entrypoint', 'date', '@', '-u'])).toContain(
      'ENTRYPOINT: python manage.py (not used). CMD: runserver (not used). --entrypoint: date. docker run: -u. Process 1: date -u.',
    );
    expect(told(both, ['--entrypoint', '', '@', 'ls'])).toContain(
      '--entrypoint: "" (not used). docker run: ls. Process 1: ls.',
    );
  });

  test('a shell that stays, one that steps aside, and --init', () => {
    expect(told('CMD node a.js && echo done')).toContain(
      'The shell starts: node a.js. The shell stays process 1',
    );
    expect(told('CMD node a.js')).toContain('The shell starts: node a.js. The shell steps aside');
    expect(told(both, ['--init', '@'])).toContain(
      'Child of process 1: python manage.py runserver. With --init',
    );
  });

  test('in Korean', () => {
    expect(told(both, ['migrate'], korean)).toContain('1번 프로세스: python manage.py migrate.');
  });

  test('long words are shortened where it can be seen, and many are counted', () => {
    const words = ['x'.repeat(500), ...Array.from({ length: 14 }, (_, index) => `w${index}`)];
    const alt = told('ENTRYPOINT ["echo"]', words);
    expect(alt).toMatch(/docker run: x+… w0 .* w8 … \+5\./);
    expect(alt.length).toBeLessThan(1024);
  });
});

describe('hostile words', () => {
  test('stay words: nothing in them becomes markup', () => {
    const hostile = [
      '<script>alert(1)</script>',
      '"><image href="x"/>',
      '&amp;',
      "']]>",
      '\u0000\u0007',
      '\ud800',
    ];
    const { svg, alt } = drawn('ENTRYPOINT ["echo"]', hostile);
    expect([...svg.matchAll(/<([a-z]+)/g)].map(([, tag]) => tag)).not.toContain('script');
    const { lines } = readPage(svg);
    expect(lines.map(({ text }) => text)).toContain('&amp;');
    expect(plain(alt)).toContain('<script>alert(1)</script>');
    expect(svg).not.toMatch(/[\u0000-\u0008\ud800-\udfff]/u);
  });

  test('letters that are invisible or turn the line are shown as what they are', () => {
    expect(told('ENTRYPOINT ["echo"]', ['\u202eabc', 'a\nb', ''])).toContain('\\u202eabc a\\nb ""');
  });

  test('letters the font lacks are drawn as squares, and told as they are', () => {
    const { svg, alt } = drawn('ENTRYPOINT ["echo"]', ['고래 🐳']);
    expect(readPage(svg).lines.map(({ text }) => text)).toContain('고래 □');
    expect(plain(alt)).toContain('고래 🐳');
  });

  const word = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.stringMatching(/^[ -~]{0,80}$/),
    fc.stringMatching(/^[가-힣 ]{0,40}$/),
    fc.constantFrom('--init', '@', '--entrypoint', '-c', '/bin/sh'),
  );
  const wordList = fc.array(word, { maxLength: 20 });
  const process = fc.record({
    image: fc.record({
      Entrypoint: fc.option(wordList.filter(({ length }) => length > 0)),
      Cmd: fc.option(wordList.filter(({ length }) => length > 0)),
    }),
    argv: wordList,
    inner: fc.record({
      argv: wordList,
      shell: fc.constantFrom('dash' as const, 'bash' as const),
      pid1: fc.constantFrom('program' as const, 'shell' as const, 'unknown' as const),
    }),
  });

  test('never throw, never leave their boxes, and are read by the page', () => {
    fc.assert(
      fc.property(process, wordList, fc.constantFrom(korean, english), (result, run, say) => {
        const { svg, alt } = drawProcess({ ...result, steps: [], hints: [] }, run, say);
        const { lines, boxes, root } = readPage(svg);
        expect(overflowing(lines, boxes)).toEqual([]);
        expect(colliding(lines)).toEqual([]);
        expect(root.children.length + 1).toBe([...svg.matchAll(/<[a-z]/g)].length);
        expect(plain(alt)).not.toBe('');
      }),
      { numRuns: runs(300, 3) },
    );
  });

  test('are drawn by the renderer, whatever they are', async () => {
    const samples = fc.sample(fc.tuple(process, wordList), { numRuns: runs(8, 2), seed: 4 });
    for (const [result, run] of samples) {
      const { svg } = drawProcess({ ...result, steps: [], hints: [] }, run, korean);
      expect((await renderPng(svg)).length).toBeGreaterThan(5000);
    }
  });
});
