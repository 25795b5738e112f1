import type { ShownBlock, ShownBlocks, ShownButton, ShownReply } from '#platforms/web/wire.ts';
import type { PageWords } from '#platforms/web/words.ts';
import { type Child, h } from './dom.ts';
import { startsSigned } from './emoji.ts';
import { icon } from './icon.ts';
import { picture } from './picture.ts';
import { letters, words as say, unbroken } from './text.ts';

/** What a reply needs of the page around it. */
export interface Around {
  readonly words: PageWords;
  /** Makes a button's call; resolves when it has been answered, one way or the other. */
  press(button: ShownButton, line?: number): Promise<void>;
}

type Making = { readonly [K in keyof ShownBlocks]: (block: ShownBlocks[K], around: Around) => Child };

/** Letters that fit side by side on the narrowest phone. */
const narrow = 26;

/** Letters of a column's name that fit beside its cells on a phone, in two lines. */
const nameable = 18;

/** Whether the longest cells of the columns would not stand side by side on a phone. */
function isWide(rows: readonly ShownBlocks['table']['head'][]): boolean {
  const columns = rows[0]?.length ?? 0;
  const longest = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => letters(row[column] ?? []).length)),
  );
  return columns > 2 && longest.reduce((sum, length) => sum + length, 0) > narrow;
}

/** A table scrolls in its own frame; on a narrow page a wide one becomes a stack of rows. */
function table({ head, rows }: ShownBlocks['table'], { words }: Around): HTMLElement {
  const names = head.map(letters);
  const row = (cells: ShownBlocks['table']['head']): HTMLElement =>
    h(
      'tr',
      { role: 'row' },
      cells.map((cell, index) =>
        index === 0
          ? h('th', { scope: 'row', role: 'rowheader' }, say(cell))
          : h('td', { role: 'cell', 'data-label': names[index] }, h('span', {}, say(cell))),
      ),
    );
  const shape = [
    isWide([head, ...rows]) && 'wide',
    names.slice(1).some((name) => name.length > nameable) && 'titled',
  ];
  const columns = head.map((cell) => h('th', { scope: 'col', role: 'columnheader' }, say(cell)));
  return h(
    'div',
    {
      class: ['table', ...shape.filter(Boolean)].join(' '),
      role: 'region',
      tabindex: 0,
      'aria-label': words.table,
    },
    h(
      'table',
      { role: 'table' },
      h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, columns)),
      h('tbody', { role: 'rowgroup' }, rows.map(row)),
    ),
  );
}

/** Lines of a code that are seen at once; the style sheet says so, too. */
const seenLines = 30;

async function copy(value: string, source: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    // Without a clipboard (an address that is not this machine) the old way is left; should it fail as well, the text
    // is at least marked for the keyboard.
    getSelection()?.selectAllChildren(source);
    return document.execCommand('copy');
  }
}

function code({ value, language }: ShownBlocks['code'], { words }: Around): HTMLElement {
  const isSingle = !value.trimEnd().includes('\n');
  const source = h('code', {}, isSingle ? unbroken(value) : value);
  const label = h('span', { 'aria-live': 'polite' }, words.copy);
  const signs = h('span', { class: 'signs' }, icon('copy'), icon('check'));
  const button = h(
    'button',
    {
      type: 'button',
      class: 'copy',
      onclick: async () => {
        if (!(await copy(value, source))) return;
        label.textContent = words.copied;
        button.classList.add('copied');
        setTimeout(() => {
          label.textContent = words.copy;
          button.classList.remove('copied');
        }, 2_000);
      },
    },
    signs,
    label,
  );
  // A single line wraps and needs no head; a longer code scrolls, also by the keyboard.
  return isSingle
    ? h('figure', { class: 'code single' }, h('pre', {}, source), button)
    : h(
        'figure',
        { class: value.trimEnd().split('\n').length > seenLines ? 'code long' : 'code' },
        h('header', {}, h('span', { class: 'tongue' }, language ?? ''), button),
        h('pre', { tabindex: 0 }, source),
      );
}

function pressable(button: ShownButton, around: Around): HTMLButtonElement {
  const element = h(
    'button',
    {
      type: 'button',
      class: `press ${button.tone ?? 'plain'}`,
      onclick: async () => {
        if (element.getAttribute('aria-busy') === 'true') return;
        element.setAttribute('aria-busy', 'true');
        await around.press(button);
        element.removeAttribute('aria-busy');
      },
    },
    say(button.label),
  );
  return element;
}

const making: Making = {
  paragraph: ({ text }) => h('p', {}, say(text)),
  heading: ({ text }) => h('h4', {}, say(text)),
  note: ({ text }) => h('p', { class: 'note' }, say(text)),
  list: ({ items, signed }) =>
    h(
      'ul',
      {},
      items.map((item) =>
        h('li', { class: signed || startsSigned(letters(item)) ? 'signed' : undefined }, say(item)),
      ),
    ),
  table,
  code,
  picture: ({ alt, shape }, { words }) =>
    shape ? picture(shape, alt, words) : h('p', { class: 'note' }, alt),
  buttons: ({ buttons }, around) =>
    h(
      'div',
      { class: 'buttons', role: 'group' },
      buttons.map((button) => pressable(button, around)),
    ),
};

const make = (block: ShownBlock, around: Around): Child => making[block.type](block as never, around);

const tones = {
  right: { mark: 'check', word: 'rightTone' },
  wrong: { mark: 'cross', word: 'wrongTone' },
  fault: { mark: 'alert', word: 'faultTone' },
} as const;

/** A reply as a card. */
export function showReply({ title, tone, blocks }: ShownReply, around: Around): HTMLElement {
  const known = tone && tones[tone];
  return h(
    'div',
    { class: tone ? `reply ${tone}` : 'reply' },
    h(
      'h3',
      {},
      known &&
        h('span', { class: 'mark', role: 'img', 'aria-label': around.words[known.word] }, icon(known.mark)),
      h('span', {}, say(title)),
    ),
    blocks.map((block) => make(block, around)),
  );
}
