import { h } from './dom.ts';

const hues = 8;

/** The same colour for the same name, everywhere. */
function hueOf(name: string): number {
  let sum = 0;
  for (const char of name) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return sum % hues;
}

const initial = (name: string): string => {
  const [first = ''] = new Intl.Segmenter().segment(name);
  return typeof first === 'string' ? first : first.segment.toUpperCase();
};

/** A player's first letter in the player's colour, or the whale for the bot. The name stands beside it. */
export const avatar = (name: string | undefined): HTMLElement =>
  name === undefined
    ? h('img', { class: 'avatar', src: '/page/whale.svg', alt: '' })
    : h('span', { class: `avatar hue-${hueOf(name)}`, 'aria-hidden': 'true' }, initial(name));
