import type { Spans, Text } from '#core/text.ts';
import { type Child, h } from './dom.ts';
import { withSigns } from './emoji.ts';

const spans: { readonly [K in keyof Spans]: (span: Spans[K]) => Child } = {
  strong: ({ children }) => h('strong', {}, words(children)),
  emphasis: ({ children }) => h('em', {}, words(children)),
  // A short flag such as `--rm` is not torn at its hyphens.
  code: ({ value }) => h('code', { class: value.length <= 24 ? 'short' : undefined }, value),
  link: ({ url, children }) =>
    h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, words(children)),
};

/** A text as nodes. */
export const words = (text: Text): readonly Child[] =>
  text.map((span) => (typeof span === 'string' ? withSigns(span) : spans[span.type](span as never)));

/** The letters of a text alone. */
export const letters = (text: Text): string =>
  text
    .map((span) => (typeof span === 'string' ? span : 'value' in span ? span.value : letters(span.children)))
    .join('');
