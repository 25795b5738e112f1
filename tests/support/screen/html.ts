/** HTML as text: what is written by `tag` is markup, everything else has to go through `safe` first. */
export type Html = string;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (words: string): Html => words.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

/** Signs that chats draw in colour, with the colour and the glyph that stand for them here: no machine needs a font for them. */
const signs: Readonly<Record<string, readonly [background: string, glyph: string]>> = {
  '✅': ['#2ea043', '✓'],
  '❌': ['#d64545', '✕'],
  '⛔': ['#d64545', '–'],
  '⚠️': ['#d99a00', '!'],
  '▫️': ['#8a97a8', '▫'],
  '⬅️': ['#4a7dcf', '←'],
  '🔥': ['#f2711c', '♨'],
  '🥇': ['#f0b429', '1'],
  '🥈': ['#a9b4c2', '2'],
  '🥉': ['#c98a57', '3'],
};
const sign = new RegExp(
  Object.keys(signs)
    .map((one) => one.replace('\ufe0f', '\ufe0f?'))
    .join('|'),
  'gu',
);

/** Words as they are, with signs drawn. */
export const safe = (words: string): Html =>
  escaped(words).replace(sign, (found) => {
    const [color, glyph] = signs[found] ?? signs[`${found}\ufe0f`] ?? ['#888', '?'];
    return `<i class="sign" style="background:${color}">${glyph}</i>`;
  });

/** An element; attributes are escaped, children are HTML. */
export function tag(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  ...children: readonly Html[]
): Html {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(value)}"`],
  );
  return `<${name}${written.join('')}>${children.join('')}</${name}>`;
}

/** An element of a class. */
export const part = (classes: string, ...children: readonly Html[]): Html =>
  tag('div', { class: classes }, ...children);

/** Stands where something came that this preview does not know: to be seen, and found by `unknownIn`. */
export const unknown = (what: string): Html => part('unknown', `Unknown: ${escaped(what)}`);

/** What a screen shows of things that the preview does not know. */
export const unknownIn = (html: Html): readonly string[] =>
  [...html.matchAll(/<div class="unknown">Unknown: ([^<]*)/g)].map(([, what = '']) => what);
