import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { call } from '#core/call.ts';
import {
  type Block,
  buttons,
  codeBlock,
  heading,
  list,
  note,
  paragraph,
  picture,
  type Reply,
  table,
} from '#core/reply.ts';
import { english } from '#core/say.ts';
import { code, link, plain, type Span, strong } from '#core/text.ts';
import { readCustomId } from '#platforms/discord/customid.ts';
import { markdown } from '#platforms/discord/markdown.ts';
import { type Rendered, render } from '#platforms/discord/render.ts';
import { partsOf } from '#tests/platforms/hostile.ts';
import { checkComponents, textOf, walk } from '#tests/support/discord/components.ts';
import type { Json } from '#tests/support/discord/json.ts';
import { check } from '#tests/support/discord/schema.ts';
import { runs } from '#tests/support/patience.ts';

const asked = call('compare', { a: 'docker' });

/** All pages of a reply. */
function pagesOf(reply: Reply): readonly Rendered[] {
  const pages = [render(reply, { call: asked, number: 1 }, english)];
  for (let number = 2; pages.at(-1)?.left; number += 1)
    pages.push(render(reply, { call: asked, number }, english));
  return pages;
}

const faultsOf = ({ body, files }: Rendered): unknown[] => [
  ...check('MessageCreateRequest', body),
  ...checkComponents(body.components, true),
  ...(files.length > 10 ? ['too many files'] : []),
];

const hostile = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  fc.constantFrom(
    '@everyone',
    '<@123456789>',
    '<@&42>',
    '<#42>',
    '</daily set:1>',
    '<t:0:R>',
    '**bold**',
    '`code`',
    '```\nfence\n```',
    '||spoiler||',
    '[a](https://evil.example)',
    'https://evil.example',
    '# title',
    '-# small',
    '> quote',
    '1. one',
    '- item',
    '\u202edrawkcab',
    '가나다 라마바 '.repeat(200),
    'x'.repeat(5000),
    '\n'.repeat(900),
    '`'.repeat(700),
    '*'.repeat(2500),
  ),
);

const { text, button: aButton } = partsOf(hostile);

const rows = fc.integer({ min: 1, max: 5 }).chain((columns) => {
  const row = fc.array(text, { minLength: columns, maxLength: columns });
  return fc.tuple(row, fc.array(row, { maxLength: 6 }));
});

const block: fc.Arbitrary<readonly Block[]> = fc.oneof(
  text.map((one) => [paragraph(one)]),
  text.map((one) => [heading(one)]),
  text.map((one) => [note(one)]),
  fc.array(text, { maxLength: 8 }).map((items) => [list(items)]),
  rows.map(([head, body]) => [table(head, body)]),
  fc
    .tuple(hostile, fc.constantFrom(undefined, 'sh', 'x\ny'))
    .map(([value, language]) => [codeBlock(value, language)]),
  text.map((alt) => [picture('<svg/>', alt)]),
  fc.array(aButton, { minLength: 1, maxLength: 12 }).map((all) => buttons(...all)),
);

const reply: fc.Arbitrary<Reply> = fc
  .tuple(text, fc.array(block, { maxLength: 14 }), fc.constantFrom('right', 'wrong', 'fault', undefined))
  .map(([title, blocks, tone]) => ({ title, blocks: blocks.flat(), ...(tone ? { tone } : {}) }) as Reply);

/** What a reader of the Markdown reads: escapes and signs undone, roughly, and blanks dropped. */
const letters = (content: string): string => content.replace(/[^\p{L}\p{N}]/gu, '');

const shownOn = (pages: readonly Rendered[]): string =>
  letters(pages.flatMap(({ body }) => textOf(body.components)).join(' '));

describe('any reply', () => {
  test('stays within the limits on every page', () => {
    fc.assert(
      fc.property(reply, (one) => {
        for (const page of pagesOf(one)) expect(faultsOf(page)).toEqual([]);
      }),
      { numRuns: runs(80, 2) },
    );
  });

  test('pings nobody and shows no live mention', () => {
    fc.assert(
      fc.property(hostile, (content) => {
        const [page] = pagesOf({ title: [content], blocks: [paragraph(content), list([content])] });
        expect(page?.body.allowed_mentions).toEqual({ parse: [] });
        const shown = textOf(page?.body.components).join('\n');
        expect(shown).not.toMatch(/(?<!\\)<[@#/t:]/);
        expect(shown).not.toMatch(/@(everyone|here)/);
        expect(shown).not.toMatch(/https?:\/\//);
      }),
    );
  });

  test('loses no word between its pages', () => {
    const word = fc.stringMatching(/^[a-z가-힣]{1,12}$/);
    const words = fc.array(word, { minLength: 1, maxLength: 900 }).map((all) => all.join(' '));
    fc.assert(
      fc.property(fc.array(words, { maxLength: 6 }), words, (many, title) => {
        const one: Reply = {
          title: [title],
          blocks: many.flatMap((content) => [
            paragraph(content),
            list([content, strong(content)].map((item) => [item])),
          ]),
        };
        const shown = shownOn(pagesOf(one));
        for (const content of [title, ...many])
          for (const each of content.split(' ')) expect(shown).toContain(letters(each));
      }),
      { numRuns: runs(60, 2) },
    );
  });

  test('every button stands on some page, and means its call', () => {
    fc.assert(
      fc.property(fc.array(aButton, { minLength: 1, maxLength: 60 }), (all) => {
        const pages = pagesOf({ title: ['t'], blocks: [...buttons(...all)] });
        const ids = pages.flatMap(({ body }) =>
          walk(body.components).flatMap(({ component }) =>
            component.custom_id ? [String(component.custom_id)] : [],
          ),
        );
        const calls = ids.map(readCustomId).flatMap((read) => ('call' in read ? [read.call] : []));
        expect(calls).toHaveLength(ids.length);
        const pressed = calls.filter(({ options }) => !('page' in options));
        expect(pressed.map(({ command }) => command)).toEqual(all.map(({ call: { command } }) => command));
      }),
      { numRuns: runs(60, 2) },
    );
  });
});

describe('text', () => {
  test.for<[Span[], string]>([
    [['a*b_c~d|e`f\\g'], 'a\\*b\\_c\\~d\\|e\\`f\\\\g'],
    [['# x\n-# y\n> z\n1. w'], '\\# x\n\\-# y\n\\> z\n1\\. w'],
    [['docker-compose up -d'], 'docker-compose up -d'],
    [[strong(' a '), 'b'], ' **a** b'],
    [[strong('a'), strong('b')], '**a**\u200b**b**'],
    [[strong([strong('a'), 'b'])], '**ab**'],
    [[code('a`b')], '``a`b``'],
    [[code('`')], '`` ` ``'],
    [[code('docker run -v "$PWD":/app <image>')], '`docker run -v "$PWD":/app <image>`'],
    [
      [link('https://docs.docker.com/a_(b)', 'Docs [1]')],
      '[Docs \\[1\\]](https://docs.docker.com/a_%28b%29)',
    ],
    [[link('javascript:alert(1)', 'x')], 'x (javascript:alert(1))'],
    [['see https://a.example'], 'see https\\://a.example'],
  ])('%j', ([given, wanted]) => {
    expect(markdown(given)).toBe(wanted);
  });

  test('code shows what cannot be seen', () => {
    const { body } = render({ title: ['t'], blocks: [codeBlock('a\u202eb\n```')] }, { number: 1 }, english);
    expect(textOf(body.components)[1]).toBe('```\na⟨U+202E⟩b\n`\u200b`\u200b`\n```');
  });
});

describe('layout', () => {
  const long: Reply = {
    title: ['Long'],
    blocks: Array.from({ length: 60 }, (_, index) => paragraph(`line ${index}`)),
  };

  test('pages turn by buttons of the same call', () => {
    const second = render(long, { call: asked, number: 2 }, english);
    const labels = walk(second.body.components).flatMap(({ component }) =>
      component.label ? [component.label] : [],
    );
    expect(labels).toEqual(expect.arrayContaining(['Back']));
    const ids = walk(second.body.components).flatMap(
      ({ component }) => component.custom_id ?? [],
    ) as string[];
    expect(readCustomId(ids[0] ?? '')).toEqual({
      call: { command: 'compare', options: { a: 'docker', page: '1' } },
    });
  });

  test('a parked call keeps its page', () => {
    const parked = { command: 'cmd-explain', options: {}, ticket: 'abc' };
    const { body } = render(long, { call: parked, number: 1 }, english);
    const ids = walk(body.components).flatMap(({ component }) => component.custom_id ?? []) as string[];
    expect(readCustomId(ids.at(-1) ?? '')).toEqual({
      call: { command: 'cmd-explain', options: { page: '2' }, ticket: 'abc' },
    });
  });

  test('without a call it says what is left out', () => {
    const { body, left } = render(long, { number: 1 }, english);
    expect(left).toBeGreaterThan(0);
    expect(textOf(body.components).at(-1)).toMatch(/left out/);
  });

  test('a heading is not left alone at the end of a page', () => {
    const blocks = Array.from({ length: 30 }, (_, index) => [
      heading(`h${index}`),
      paragraph('x'.repeat(400)),
    ]).flat();
    for (const page of pagesOf({ title: ['t'], blocks })) {
      const texts = textOf(page.body.components).filter((line) => !line.startsWith('-# '));
      expect(texts.at(-1)).not.toMatch(/^### .*$/);
    }
  });

  test('a narrow Latin table is aligned; any other becomes rows', () => {
    const of = (head: string[], body: string[][]): string => {
      const { body: sent } = render({ title: ['t'], blocks: [table(head, body)] }, { number: 1 }, english);
      return textOf(sent.components)[1] ?? '';
    };
    expect(of(['#', 'Player', 'Points'], [['1', 'ada', '40']])).toBe(
      '```\n#  Player  Points\n─  ──────  ──────\n1  ada     40\n```',
    );
    expect(of(['관점', '도커', 'VM'], [['커널', '함께', '따로']])).toBe('**커널**\n> 도커: 함께\n> VM: 따로');
    expect(of(['명령', '뜻'], [['docker ps', '목록']])).toBe('**docker ps** — 목록');
  });
});

test('pictures are uploads, with what they say', () => {
  const { body, files } = render(
    { title: ['t'], blocks: [picture('<svg/>', 'A whale')] },
    { number: 1 },
    english,
  );
  expect(files).toEqual([{ name: 'picture-1.png', svg: '<svg/>', alt: 'A whale' }]);
  const gallery = walk(body.components).find(({ component }) => component.type === 12)?.component as Json;
  expect(gallery.items).toEqual([
    { media: { url: 'attachment://picture-1.png' }, description: plain('A whale') },
  ]);
});

test('what fits into one message needs no second one for its last words and buttons', () => {
  const blocks = [
    ...Array.from({ length: 4 }, () => paragraph('word '.repeat(195))),
    note('Source'),
    ...buttons({ label: ['Go'], call: asked }),
  ];
  const [whole, ...more] = pagesOf({ title: ['t'], blocks });
  expect(more).toEqual([]);
  expect(whole && textOf(whole.body.components).at(-1)).toBe('-# Source');
  const longer = pagesOf({ title: ['t'], blocks: [paragraph('word '.repeat(20)), ...blocks] });
  expect(longer).toHaveLength(2);
  expect([whole, ...longer].flatMap((page) => (page ? faultsOf(page) : []))).toEqual([]);
});

test('the figures behind a name that runs from right to left stay behind it', () => {
  const board = table(['Rank', 'Name', 'Points', 'Right'], [['1', 'محمد', '12', '3/3']]);
  const { body } = render({ title: ['t'], blocks: [board] }, { number: 1 }, english);
  expect(textOf(body.components).at(-1)).toContain('**1** · \u2068محمد\u2069 · 12 · 3/3');
});
