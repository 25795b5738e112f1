import { type Child, h, s } from './dom.ts';

/**
 * The signs replies use, drawn: every machine shows the same, also one without a colour font. A screen reader reads the
 * sign itself.
 */
const drawings: Readonly<Record<string, () => readonly SVGElement[]>> = {
  '✅': () => [
    s('rect', { x: '2', y: '2', width: '20', height: '20', rx: '6', fill: '#1f9d55' }),
    line('M7 12.500l3.500 3.500L17.500 8.500', '#fff', '2.600'),
  ],
  '❌': () => [line('M6 6l12 12M18 6L6 18', '#d64545', '3.200')],
  '▫': () => [
    s('circle', { cx: '12', cy: '12', r: '7', fill: 'none', stroke: '#8a97a8', 'stroke-width': '1.800' }),
  ],
  '🥇': () => medal('#f0b429', '1'),
  '🥈': () => medal('#a9b4c2', '2'),
  '🥉': () => medal('#c98a57', '3'),
  '🔥': () => [
    s('path', {
      d: 'M12.500 2c.8 4-4.700 6-5.700 10.500C5.800 17.500 8.500 22 12 22s6.700-3.300 6.200-7.800c-.3-2.700-1.800-4.200-2.400-6.400-.9.8-1.400 1.700-1.600 3C13.500 8 14.300 4.500 12.500 2z',
      fill: '#f2711c',
    }),
    s('path', {
      d: 'M12 22c2.300 0 4-1.700 4-4 0-2.400-2-3.400-2.600-5.500-1.900 1.400-4.600 3.300-4.600 6C8.800 20.500 10 22 12 22z',
      fill: '#ffc83d',
    }),
  ],
  '⚠': () => [
    s('path', {
      d: 'M12 3.500L22 20.500H2z',
      fill: '#f0b429',
      stroke: '#f0b429',
      'stroke-width': '2',
      'stroke-linejoin': 'round',
    }),
    line('M12 9.500v5M12 17.600v.1', '#3d2c00', '2.200'),
  ],
  '⛔': () => [
    s('circle', { cx: '12', cy: '12', r: '10', fill: '#d64545' }),
    line('M7.500 12h9', '#fff', '3'),
  ],
};

const line = (d: string, stroke: string, width: string): SVGElement =>
  s('path', {
    d,
    fill: 'none',
    stroke,
    'stroke-width': width,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  });

const medal = (fill: string, rank: string): readonly SVGElement[] => [
  s('path', { d: 'M7 1.500h4l2.500 7h-4zM17 1.500h-4l-2.500 7h4z', fill: '#2f6fdd' }),
  s('circle', { cx: '12', cy: '15', r: '7.500', fill }),
  s(
    'text',
    {
      x: '12',
      y: '18.600',
      'text-anchor': 'middle',
      'font-size': '10',
      'font-weight': '800',
      fill: '#1d2430',
    },
    rank,
  ),
];

const signs = new RegExp(`(${Object.keys(drawings).join('|')})\\ufe0f?`, 'u');

/** Whether a text begins with a sign, which then stands for a list's bullet. */
export const startsSigned = (text: string): boolean => text.search(signs) === 0;

/** A share as other places write it in letters: `███░░░░░░░`. */
const shares = /(█*░+|█+)/;

/** A share as a bar; the figure beside it says the same, also to a screen reader. */
function share(letters: string): SVGElement {
  const width = 100 * (letters.replaceAll('░', '').length / letters.length);
  const bar = { height: '10', rx: '5' };
  return s(
    'svg',
    { class: 'share', viewBox: '0 0 100 10', 'aria-hidden': 'true' },
    s('rect', { ...bar, class: 'track', width: '100' }),
    width > 0 && s('rect', { ...bar, class: 'part', width: String(width) }),
  );
}

/** A text with the signs and shares in it drawn. */
export const withSigns = (text: string): readonly Child[] =>
  text.split(shares).flatMap((part, index) => (index % 2 === 1 ? [share(part)] : drawn(part)));

function drawn(text: string): readonly Child[] {
  return text.split(signs).map((part, index) => {
    const drawing = index % 2 === 1 ? drawings[part] : undefined;
    if (!drawing) return part;
    const picture = s('svg', { class: 'sign', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, drawing());
    return h('span', { role: 'img', 'aria-label': part }, picture);
  });
}
