import { h } from './dom.ts';

/** The address of the bot's picture, beside this module. */
export const whale = new URL('./whale.svg', import.meta.url).href;

const hues = 8;

/** The same colour for the same name, everywhere. */
function hueOf(name: string): number {
  let mixed = 2166136261;
  for (const char of name) mixed = Math.imul(mixed ^ (char.codePointAt(0) ?? 0), 16777619);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % hues;
}

const initial = (name: string): string => {
  const [first = ''] = new Intl.Segmenter().segment(name);
  return typeof first === 'string' ? first : first.segment.toUpperCase();
};

/** A player's first letter in the player's colour, or the whale for the bot. The name stands beside it. */
export const avatar = (name: string | undefined): HTMLElement =>
  name === undefined
    ? h('img', { class: 'avatar', src: whale, alt: '' })
    : h('span', { class: `avatar hue-${hueOf(name)}`, 'aria-hidden': 'true' }, initial(name));
