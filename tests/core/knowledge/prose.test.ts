import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseProse, prose, proseBlocks, proseFaults, proseLabel } from '#core/knowledge/prose.ts';
import { runs } from '#tests/support/patience.ts';

describe('prose', () => {
  test('is paragraphs, lists, code, bold, emphasis and https links', () => {
    expect(proseBlocks('A **bold** `docker run` and *this*.\n\n- one\n- `two`')).toEqual([
      {
        type: 'paragraph',
        text: [
          'A ',
          { type: 'strong', children: ['bold'] },
          ' ',
          { type: 'code', value: 'docker run' },
          ' and ',
          { type: 'emphasis', children: ['this'] },
          '.',
        ],
      },
      { type: 'list', items: [['one'], [{ type: 'code', value: 'two' }]] },
    ]);
    expect(prose('See [the docs](https://docs.docker.com/).')[1]).toEqual({
      type: 'link',
      url: 'https://docs.docker.com/',
      children: ['the docs'],
    });
    expect(proseLabel('`CMD` and **RUN**')).toBe('CMD and RUN');
  });

  test.each([
    ['docker run <image>', 'html'],
    ['# Heading', 'heading'],
    ['![alt](https://x.test/y.png)', 'image'],
    ['1. first', 'numbered list'],
    ['> quoted', 'blockquote'],
    ['[x](http://plain.test)', 'link that is not https'],
    ['[x](javascript:alert)', 'link that is not https'],
  ])('%s is refused', (markdown, fault) => expect(proseFaults(markdown)).toContain(fault));

  test('the quick way and the parser agree on every text', () => {
    const piece = fc.constantFrom(
      'a',
      '볼륨',
      ' ',
      '`x y`',
      '`',
      '*',
      '**',
      '**a**',
      '**`x*y`z**',
      '_',
      '-',
      '- ',
      '1.',
      '1. ',
      '.',
      '\n',
      '\n\n',
      '\n- ',
      '\t',
      '\r',
      '<b>',
      '&amp;',
      '\\',
      '#',
      '!',
      '[',
      '](',
      '~',
      'http://a.b',
      '`` ` ``',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const markdown = pieces.join('');
        expect(proseBlocks(markdown)).toEqual(parseProse(markdown));
      }),
      { numRuns: runs(3000, 3) },
    );
  });
});
