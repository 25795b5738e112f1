/**
 * Text as data: spans that a platform lays out and escapes by its own rules. A bare string is content and
 * never markup: a hostile name inside it can bring neither a mention nor a link.
 */

/** What each kind of span carries. */
export interface Spans {
  strong: { readonly children: Text };
  emphasis: { readonly children: Text };
  code: { readonly value: string };
  link: { readonly url: string; readonly children: Text };
}

/** The nodes of a table of kinds: `{type: 'code', value}` and so on. */
export type Nodes<Kinds, K extends keyof Kinds = keyof Kinds> = {
  [T in K]: { readonly type: T } & Kinds[T];
}[K];

/** One small function for each kind; forget a kind and it does not compile. */
export type Rendering<Kinds, Out> = { readonly [T in keyof Kinds]: (node: Kinds[T]) => Out };

/** Applies the function that `by` has for the node's kind. */
export const visit = <Kinds, Out, K extends keyof Kinds>(
  by: Rendering<Kinds, Out>,
  node: Nodes<Kinds, K>,
): Out => by[node.type](node);

/** A piece of a text: bare words, or a span around some. */
export type Span = string | Nodes<Spans>;
/** A text with its spans. Bare words are escaped by the platform, never parsed. */
export type Text = readonly Span[];

/** What may be given where text is wanted: a string is one plain span. */
export type Textual = string | Text;

/** Words as a text; a text stays as it is. */
export const text = (content: Textual): Text => (typeof content === 'string' ? [content] : content);
/** In bold letters. */
export const strong = (content: Textual): Span => ({ type: 'strong', children: text(content) });
/** In slanted letters. */
export const emphasis = (content: Textual): Span => ({ type: 'emphasis', children: text(content) });
/** As code, letter by letter. */
export const code = (value: string): Span => ({ type: 'code', value });
export const link = (url: string, content: Textual): Span => ({ type: 'link', url, children: text(content) });

/** Several texts as one, with `between` each two. */
export function join(parts: readonly Textual[], between: Textual = ''): Text {
  return parts.flatMap((part, index) => (index === 0 ? text(part) : [...text(between), ...text(part)]));
}

const plainSpans: Rendering<Spans, string> = {
  strong: ({ children }) => plain(children),
  emphasis: ({ children }) => plain(children),
  code: ({ value }) => value,
  link: ({ children }) => plain(children),
};

/** The characters of a text without any markup, as a screen reader would get them. */
export function plain(content: Textual): string {
  return text(content)
    .map((span) => (typeof span === 'string' ? span : visit(plainSpans, span)))
    .join('');
}
