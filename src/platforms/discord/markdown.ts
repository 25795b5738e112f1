import { type Nodes, type Rendering, type Span, type Spans, type Text, visit } from '#core/text.ts';
import { escapeText, inlineCode, safeUrl } from '#platforms/discord/escape.ts';
import { cut } from '#platforms/discord/limits.ts';

const apart = '\u200b';

// Stars of neighbours must not run together: `**a****b**` is no bold at all.
const beside = (before: string, after: string): string =>
  before.endsWith('*') && !before.endsWith('\\*') && after.startsWith('*') ? apart : '';

/** The signs stand next to the words; blanks at the ends stay outside. */
function wrap(sign: string, inner: string): string {
  const words = inner.trim();
  if (words === '') return inner;
  const [before = '', after = ''] = inner.split(words, 2);
  return `${before}${sign}${beside(sign, words)}${words}${beside(words, sign)}${sign}${after}`;
}

const spans: Rendering<Spans, string> = {
  strong: ({ children }) => wrap('**', markdown(without('strong', children))),
  emphasis: ({ children }) => wrap('*', markdown(without('emphasis', children))),
  code: ({ value }) => inlineCode(value),
  link: ({ url, children }) => {
    const label = markdown(without('link', children)) || escapeText(cut(url, 200));
    const safe = safeUrl(url);
    return safe === undefined ? `${label} (${escapeText(cut(url, 200))})` : `[${label}](${safe})`;
  },
};

/** The text with one kind of markup opened up, since it cannot stand inside itself. */
const without = (kind: 'strong' | 'emphasis' | 'link', text: Text): Text =>
  text.flatMap((span): readonly Span[] => {
    if (typeof span === 'string' || span.type === 'code') return [span];
    const children = without(kind, span.children);
    return span.type === kind ? children : [{ ...span, children }];
  });

/** Text in Discord's Markdown. Strings come out as they are written, whatever is in them. */
export function markdown(text: Text): string {
  let out = '';
  for (const span of text) {
    const next = typeof span === 'string' ? escapeText(span) : visit(spans, span as Nodes<Spans>);
    out += beside(out, next) + next;
  }
  return out;
}
