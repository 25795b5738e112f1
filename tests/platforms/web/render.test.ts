import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  type Block,
  button,
  buttons,
  codeBlock,
  list,
  note,
  paragraph,
  picture,
  type Reply,
  signedList,
  table,
} from '#core/reply.ts';
import { link, strong } from '#core/text.ts';
import { showLine, showReply } from '#platforms/web/render.ts';
import { readSvg, type Shape } from '#platforms/web/svg.ts';
import { hostileSvg, hostileText } from '#tests/platforms/web/commands.ts';

const shown = (...blocks: readonly Block[]) => showReply({ title: ['t'], blocks }).blocks;

describe('a reply', () => {
  it('keeps its blocks in their order, and every word of them', () => {
    const reply: Reply = {
      title: ['Title ', strong('bold')],
      tone: 'right',
      blocks: [paragraph('p'), table(['a', 'b'], [['1', '2']]), codeBlock('x\ty\n', 'sh'), note('n')],
    };
    expect(showReply(reply)).toEqual({
      title: ['Title ', { type: 'strong', children: ['bold'] }],
      tone: 'right',
      blocks: [
        { type: 'paragraph', text: ['p'] },
        { type: 'table', head: [['a'], ['b']], rows: [[['1'], ['2']]] },
        { type: 'code', value: 'x\ty\n', language: 'sh' },
        { type: 'note', text: ['n'] },
      ],
    });
  });

  it('spells its buttons, so that they outlive the program', () => {
    const [block] = shown(
      ...buttons(button('Go', { command: 'answer', options: { choice: 'b' } }, 'primary')),
    );
    expect(block).toEqual({
      type: 'buttons',
      buttons: [{ label: ['Go'], call: '1answer?choice=b', tone: 'primary' }],
    });
  });

  it('leaves markup as letters and names what would turn the reading round', () => {
    expect(shown(paragraph(hostileText))).toEqual([
      {
        type: 'paragraph',
        text: ['</p><img src=x onerror="window.hacked=1"> @everyone ⟨U+202E⟩evil⟨U+202C⟩  z\u200Bero'],
      },
    ]);
    expect(shown(codeBlock('if (a\u2066b)'))).toEqual([{ type: 'code', value: 'if (a⟨U+2066⟩b)' }]);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '//x',
    'nonsense',
    ' java\nscript:x',
  ])('makes words of a link to %j', (url) => {
    expect(shown(paragraph([link(url, 'here')]))).toEqual([{ type: 'paragraph', text: ['here'] }]);
  });

  it('tells which lists need no bullets', () => {
    expect(shown(list(['a']), signedList(['A a']))).toEqual([
      { type: 'list', items: [['a']] },
      { type: 'list', items: [['A a']], signed: true },
    ]);
  });

  it('keeps emoji families and Hangul as they are', () => {
    const text = '👨‍👩‍👧 도커 가 값';
    expect(shown(paragraph(text))).toEqual([{ type: 'paragraph', text: [text] }]);
  });
});

describe('a message', () => {
  const line = { id: 7, revision: 3, channel: 'general', at: Temporal.Instant.fromEpochMilliseconds(5) };

  it('tells that it is private, not to whom', () => {
    const one = showLine({ ...line, author: 'Sam', only: 'Sam', content: { said: 'x' } });
    expect(one).toEqual({
      id: 7,
      channel: 'general',
      author: 'Sam',
      hidden: true,
      content: { said: 'x' },
      at: 5,
      version: 3,
    });
  });

  it('of the bot has no author', () => {
    const one = showLine({ ...line, content: { reply: { title: ['t'], blocks: [] } } });
    expect(one).toEqual({
      id: 7,
      channel: 'general',
      hidden: false,
      content: { reply: { title: ['t'], blocks: [] } },
      at: 5,
      version: 3,
    });
  });
});

describe('a picture', () => {
  const tagsOf = (shape: Shape): string[] => [
    shape.tag,
    ...shape.children.flatMap((child) => (typeof child === 'string' ? [] : tagsOf(child))),
  ];

  it('is read into shapes, its words in place', () => {
    const shape = readSvg(
      '<?xml version="1.0"?><!-- c --><svg viewBox="0 0 1 1">\n<text x=\'1\'>a &lt;b&gt; &#xac00;</text></svg>',
    );
    expect(shape).toEqual({
      tag: 'svg',
      attributes: { viewBox: '0 0 1 1' },
      children: [{ tag: 'text', attributes: { x: '1' }, children: ['a <b> 가'] }],
    });
  });

  it('brings no script, handler, style, link or address with it', () => {
    const shape = readSvg(hostileSvg);
    if (!shape) throw new Error('Not read');
    expect(tagsOf(shape)).toEqual(['svg', 'defs', 'linearGradient', 'stop', 'rect', 'rect', 'text']);
    expect(JSON.stringify(shape)).not.toMatch(/hacked|example\.com|href|onload|onclick|style/);
    expect(JSON.stringify(shape)).toContain('url(#g)');
  });

  it.each([
    'nothing',
    '<svg>',
    '<svg></g></svg>',
    '<html><svg></svg></html>',
    '<svg onload=alert(1)></svg>',
    '<svg><text>a < b</text></svg>',
    '<svg><rect fill="url(javascript:x)"',
  ])('that is no well-formed drawing is told in words: %s', (svg) => {
    expect(readSvg(svg)).toBeUndefined();
    expect(shown(picture(svg, 'What it shows'))).toEqual([{ type: 'picture', alt: 'What it shows' }]);
  });

  it('of any depth or length is read in time', () => {
    const nested = (depth: number): string => `<svg>${'<g>'.repeat(depth)}${'</g>'.repeat(depth)}</svg>`;
    expect(readSvg(nested(50))?.tag).toBe('svg');
    expect(readSvg(nested(100_000))).toBeUndefined();
    expect(readSvg(`<svg ${'a="b" '.repeat(100_000)}`)).toBeUndefined();
    expect(readSvg('<!--'.repeat(20_000))).toBeUndefined();
  });
});
