import type { Spans, Text } from '#core/text.ts';
import { type Child, h } from './dom.ts';
import { withSigns } from './emoji.ts';

/** Longer, and nobody reads it word by word. */
const longestWorded = 2_000;

/** Letters of a code that fit in a line of the narrowest phone. */
const narrow = 24;

/** A command in pieces that break between its words alone, not at a flag's hyphens; its letters stay the same. */
export const unbroken = (value: string): readonly Child[] =>
  value.length > longestWorded
    ? [value]
    : value
        .split(/(\s+)/)
        .map((part) =>
          /^\S/.test(part) ? h('span', { class: part.length <= narrow ? 'short' : 'word' }, part) : part,
        );

/** A particle behind a bracket or a quotation mark, where a browser would begin a new line with it: `이미지(image)를`. */
const clinging = /([)\]}’”'"%…][가-힣]+)/;

/** A text whose particles stay with their words. */
const together = (text: string): readonly Child[] =>
  text
    .split(clinging)
    .map((part, index) => (index % 2 === 1 ? h('span', { class: 'short' }, part) : withSigns(part)));

const spans: { readonly [K in keyof Spans]: (span: Spans[K]) => Child } = {
  strong: ({ children }) => h('strong', {}, words(children)),
  emphasis: ({ children }) => h('em', {}, words(children)),
  // A short flag such as `--rm` is not torn at its hyphens, nor from the particle behind it.
  code: ({ value }) =>
    value.length <= narrow ? h('code', { class: 'short' }, value) : h('code', {}, unbroken(value)),
  link: ({ url, children }) =>
    h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, words(children)),
};

/** A text as nodes. */
export const words = (text: Text): readonly Child[] =>
  text.map((span) => (typeof span === 'string' ? together(span) : spans[span.type](span as never)));

/** The letters of a text alone. */
export const letters = (text: Text): string =>
  text
    .map((span) => (typeof span === 'string' ? span : 'value' in span ? span.value : letters(span.children)))
    .join('');
