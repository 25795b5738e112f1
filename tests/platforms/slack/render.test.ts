import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { call } from '#core/call.ts';
import {
  type Block,
  button,
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
import { readParked } from '#core/spelling.ts';
import { plain } from '#core/text.ts';
import { type Layout, type Rendered, render } from '#platforms/slack/render.ts';
import { clean } from '#platforms/slack/span.ts';
import { partsOf } from '#tests/platforms/hostile.ts';
import { replies } from '#tests/platforms/replies.ts';
import { visibleText } from '#tests/platforms/slack/visible.ts';
import { runs } from '#tests/support/patience.ts';
import { blockFaults } from '#tests/support/slack/block.ts';
import { mentionsIn } from '#tests/support/slack/mention.ts';
import type { Json } from '#tests/support/slack/schema.ts';

const asked = call('compare', { a: 'docker' });

/** All pages of a reply. */
function pagesOf(reply: Reply, layout: Partial<Layout> = {}): readonly Rendered[] {
  const at = (page: number) => render(reply, { say: english, call: asked, page, ...layout });
  const pages = [at(1)];
  while (pages.at(-1)?.left) pages.push(at(pages.length + 1));
  return pages;
}

const message = ({ text, blocks }: Rendered) => ({ text, blocks: blocks as unknown as readonly Json[] });

describe('the gallery', () => {
  test.each(Object.keys(replies))('%s', async (name) => {
    const reply = replies[name];
    if (!reply) throw new Error(name);
    const pages = pagesOf(reply).map(({ text, blocks, left }) => ({ text, blocks, left }));
    for (const page of pages) expect(blockFaults(page.blocks, 'message')).toBeUndefined();
    await expect(`${JSON.stringify(pages, null, 2)}\n`).toMatchFileSnapshot(`../gallery/slack/${name}.json`);
  });
});

const hostile = fc.oneof(
  { weight: 40, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  fc.constantFrom(
    '<!channel>',
    '<!subteam^S1|@team>',
    '<@U123|x>',
    '<#C1|general>',
    '@here @channel @everyone',
    '*bold* _i_ ~s~ `c`',
    '```\nfence\n```',
    '<https://evil.example|docs>',
    'https://evil.example',
    ':skull:',
    '&amp;&lt;!channel&gt;',
    '> quote',
    '\u202edrawkcab\u2066',
    '\u0000\u0007\ud800',
    '가나다 라마바 '.repeat(200),
    'x'.repeat(4000),
    '\n'.repeat(900),
    '👩‍👩‍👧‍👦'.repeat(100),
  ),
);

const { text, button: aButton } = partsOf(hostile);

const block: fc.Arbitrary<Block> = fc.oneof(
  text.map(paragraph),
  text.map(heading),
  text.map(note),
  fc.array(text, { maxLength: 15 }).map(list),
  fc
    .tuple(fc.integer({ min: 1, max: 22 }), fc.integer({ min: 0, max: 5 }))
    .chain(([columns, rows]) =>
      fc.tuple(
        fc.array(text, { minLength: columns, maxLength: columns }),
        fc.array(fc.array(text, { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      ),
    )
    .map(([head, rows]) => table(head, rows)),
  hostile.map((value) => codeBlock(value, 'sh')),
  text.map((alt) => picture('<svg/>', alt)),
  fc.array(aButton, { maxLength: 30 }).map((all): Block => ({ type: 'buttons', buttons: all })),
);

const anyReply: fc.Arbitrary<Reply> = fc.record(
  {
    title: text,
    tone: fc.constantFrom('right' as const, 'wrong' as const, 'fault' as const),
    blocks: fc.array(block, { maxLength: 8 }),
  },
  { requiredKeys: ['title', 'blocks'] },
);

const squeeze = (value: string): string => clean(value).replace(/\s+/g, '');

/** Every text of a block, each of which must be somewhere. */
function textsOf(each: Block): readonly string[] {
  switch (each.type) {
    case 'list':
      return each.items.map(plain);
    case 'table':
      return each.rows.flat().map(plain);
    case 'code':
      return [each.value];
    case 'picture':
      return [plain(each.alt)];
    case 'buttons':
      return each.buttons.map(({ label }) => plain(label));
    default:
      return [plain(each.text)];
  }
}

/** What a page shows without the foot that turns pages. */
function bodyOf(page: Rendered, many: boolean): string {
  const foot = page.blocks.findLastIndex(
    (each) =>
      each.type === 'context' && visibleText({ text: '', blocks: [each as never] }).startsWith('Page '),
  );
  return visibleText({
    ...message(page),
    blocks: message(page).blocks.slice(0, many && foot >= 0 ? foot : undefined),
  });
}

describe('whatever a reply holds', () => {
  test('each page is within Slack’s limits, and mentions nobody', () => {
    fc.assert(
      fc.property(anyReply, fc.boolean(), (reply, simple) => {
        for (const page of pagesOf(reply, { simple, files: new Map([['<svg/>', 'F0123456789']]) })) {
          expect(blockFaults(page.blocks, 'message')).toBeUndefined();
          expect(Buffer.byteLength(page.text)).toBeLessThan(4000);
          expect(page.text).not.toBe('');
          expect(mentionsIn(message(page))).toEqual([]);
        }
      }),
      { numRuns: runs(100, 2) },
    );
  });

  test('nothing is lost between the pages', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const pages = pagesOf(reply);
        const shown = squeeze(pages.map((page) => bodyOf(page, pages.length > 1)).join(''));
        for (const each of [plain(reply.title), ...reply.blocks.flatMap(textsOf)])
          expect(shown).toContain(squeeze(each));
      }),
      { numRuns: runs(100, 2) },
    );
  });

  test('a page that cannot be turned says how much is left out', () => {
    const { long } = replies;
    if (!long) throw new Error('no long reply');
    const { call: _, ...alone } = { say: english, call: asked };
    const page = render(long, alone);
    expect(page.left).toBeGreaterThan(0);
    expect(visibleText(message(page))).toContain(`More than one message can hold: ${page.left} page`);
  });
});

test('a call too long for a button is parked', async () => {
  const value = 'x'.repeat(5000);
  const page = render(
    { title: ['Long'], blocks: buttons(button('Go', call('compare', { a: value }))) },
    { say: english },
  );
  const get = async (wanted: string) => page.parked.find(({ ticket }) => ticket === wanted)?.spelling;
  expect(await readParked(page.parked.at(-1)?.ticket ?? '', get)).toEqual({
    call: call('compare', { a: value }),
  });
});

test('small print and buttons are not left alone on a last page', () => {
  const blocks = [
    paragraph('word '.repeat(1650)),
    ...Array.from({ length: 3 }, () => note('Small print, and again some')),
    ...buttons(button('Go', asked), button('Come', asked)),
  ];
  const [whole, ...more] = pagesOf({ title: ['Long'], blocks });
  expect(more).toEqual([]);
  expect(whole?.blocks.at(-1)?.type).toBe('actions');
  expect(pagesOf({ title: ['Long'], blocks: [paragraph('word '.repeat(150)), ...blocks] })).toHaveLength(2);
});
