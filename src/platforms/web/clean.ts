import { type Text, text } from '#core/text.ts';

// Embeddings, overrides, isolates and marks: they can make a text read otherwise than it is written (Unicode TR 36).
const bidi = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
// C0 but tab and line feed, DEL, C1, and characters no font can show.
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufff9-\ufffb\ufeff]|\p{Noncharacter_Code_Point}/gu;
const lonely = /\p{Surrogate}/gu;

const named = (char: string): string =>
  `⟨U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;

/**
 * A text that reads as it is written: what would turn the direction of reading is named (`⟨U+202E⟩`), what cannot be
 * seen at all is left out, and half a surrogate pair becomes U+FFFD. Nothing else changes.
 */
export const clean = (value: string): string =>
  value.replace(/\r\n?/g, '\n').replace(bidi, named).replace(control, '').replace(lonely, '\ufffd');

/** {@link clean} for every span; a link that is not to the web becomes its words. */
export function cleanText(content: Text): Text {
  return content.flatMap((span): Text => {
    if (typeof span === 'string') return [clean(span)];
    if (span.type === 'code') return [{ type: 'code', value: clean(span.value) }];
    const children = cleanText(text(span.children));
    if (span.type !== 'link') return [{ type: span.type, children }];
    return isWeb(span.url) ? [{ type: 'link', url: new URL(span.url).href, children }] : children;
  });
}

const isWeb = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
