import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare } from '#commands/compare.ts';
import { call } from '#core/call.ts';
import { readLine } from '#core/line.ts';
import {
  button,
  buttons,
  codeBlock,
  list,
  paragraph,
  picture,
  type Reply,
  signedList,
  table,
  toldPicture,
} from '#core/reply.ts';
import { code, strong } from '#core/text.ts';
import { columns, lineOf, renderTerminal } from '#platforms/terminal/render.ts';

const written = (blocks: Reply['blocks'], width = 40, colour = false) =>
  renderTerminal({ title: ['Title'], blocks }, { colour, width })
    .split('\n\n')
    .slice(1)
    .join('\n\n');

describe('the width of a text', () => {
  test.each([
    ['abc', 3],
    ['고래', 4],
    ['한글 abc', 8],
    ['🐳', 2],
    ['é', 1],
    ['', 0],
  ])('%s takes %i columns', (content, width) => {
    expect(columns(content)).toBe(width);
  });
});

test('Hangul is wrapped by the columns it takes, not by its letters', () => {
  const lines = written([paragraph('도커는 컨테이너를 만들고 실행하는 도구예요')], 20).split('\n');
  expect(lines.length).toBeGreaterThan(2);
  for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(20);
});

test('a wrapped item of a list stays under its first word', () => {
  const lines = written([list([['one two three four five six seven eight nine']])], 20).split('\n');
  expect(lines[0]).toMatch(/^• /);
  for (const line of lines.slice(1)) expect(line).toMatch(/^ {2}\S/);
});

test('columns of a table stand under each other, code and Hangul among them', () => {
  const blocks = [
    table(
      [['이름'], ['x']],
      [
        [[code('ENTRYPOINT')], ['end']],
        [['고래'], ['end']],
      ],
    ),
  ];
  for (const colour of [false, true]) {
    const lines = stripVTControlCharacters(written(blocks, 60, colour)).split('\n');
    const places = lines.slice(1).map((line) => columns(line.slice(0, line.indexOf('end'))));
    expect(new Set(places).size).toBe(1);
  }
});

test('items with a sign of their own have no bullet', () => {
  expect(written([signedList([['A yes'], ['B no']])])).toBe('A yes\nB no');
});

test('a picture is told, unless the blocks below it say the same', () => {
  expect(written([picture('<svg/>', 'Three layers.'), paragraph('End.')])).toBe('Three layers.\n\nEnd.');
  expect(written([toldPicture('<svg/>', 'Three layers.'), paragraph('End.')])).toBe('End.');
});

test('a table that is too wide becomes a list of its rows', () => {
  const wide = 'word '.repeat(12).trim();
  const text = written([table([['a'], ['b']], [[['row'], [wide]]])], 40);
  expect(text).toMatch(/^row\n {2}b: word/);
  for (const line of text.split('\n')) expect(columns(line)).toBeLessThanOrEqual(40);
});

const hostile = '\u001b[2J\u001b]0;title\u0007\u0000\u0008\u009b31m\u202eevil\u2066\u061c\r';
const harmful = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

test('a hostile text moves no cursor, changes no colour and turns no line', () => {
  const all = renderTerminal(
    {
      title: [hostile],
      blocks: [
        paragraph([hostile, strong([hostile]), code(hostile)]),
        list([[hostile]]),
        table([[hostile]], [[[hostile]]]),
        codeBlock(hostile),
        ...buttons(button(hostile, call('compare', { a: hostile }))),
      ],
    },
    { colour: false, width: 40 },
  );
  expect(all).not.toMatch(harmful);
  expect(all).toContain('evil');
});

test('nothing harmful comes through, whatever is in the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (content) => {
      const text = renderTerminal(
        { title: [content], blocks: [paragraph([content, code(content)]), codeBlock(content)] },
        { colour: false, width: 30 },
      );
      expect(text).not.toMatch(harmful);
    }),
  );
});

test('the line of a button makes its call when it is typed', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'ab 가"\'\\:=-\n'), minLength: 1, maxLength: 12 }),
      (a) => {
        const made = { ...call('compare', { a: `x${a}x`, aspect: 'kernel' }) };
        expect(readLine([compare], lineOf(button('x', made)))).toEqual({ call: made });
      },
    ),
  );
});

test('but a file that was pasted is not printed once more for each button', () => {
  const made = call('cmd-explain', { dockerfile: 'FROM nginx\nRUN true\n'.repeat(9), args: '-v' });
  expect(lineOf(button('x', made))).toBe('/cmd-explain dockerfile:… args:-v');
});
