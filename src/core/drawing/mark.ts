/** One SVG element as data; it becomes text only in {@link write}, where everything is escaped. */
export interface Mark {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly children: readonly (Mark | string)[];
}

/** Makes a {@link Mark}; attributes that are `undefined` are left out. */
export const mark = (
  tag: string,
  attributes: Mark['attributes'],
  ...children: readonly (Mark | string)[]
): Mark => ({ tag, attributes, children });

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

// XML 1.0 (section 2.2) has no way to write these, not even escaped; lone surrogates among them.
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Text that stands for itself in XML, between tags and in attributes. What XML cannot hold is left out. */
const escapeXml = (text: string): string =>
  text.replace(unwritable, '').replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

// A hundredth of a pixel is finer than any screen.
const short = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(value * 100) / 100) : escapeXml(value);

/** A mark as SVG text. */
export function write({ tag, attributes, children }: Mark): string {
  const written = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [` ${name}="${short(value)}"`],
  );
  const inside = children.map((child) => (typeof child === 'string' ? escapeXml(child) : write(child)));
  return inside.length === 0
    ? `<${tag}${written.join('')}/>`
    : `<${tag}${written.join('')}>${inside.join('')}</${tag}>`;
}
