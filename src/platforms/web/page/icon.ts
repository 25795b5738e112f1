import { s } from './dom.ts';

// Strokes on a 24-unit grid.
const paths = {
  send: 'M5 12h14M13 6l6 6-6 6',
  slash: 'M6.500 3.500h11a3 3 0 0 1 3 3v11a3 3 0 0 1-3 3h-11a3 3 0 0 1-3-3v-11a3 3 0 0 1 3-3zM14 8l-4 8',
  hash: 'M9.500 4L7.500 20M16.500 4l-2 16M4.500 9h15.500M4 15h15.500',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.500v2M12 19.500v2M4.200 4.200l1.500 1.500M18.300 18.300l1.500 1.500M2.500 12h2M19.500 12h2M4.200 19.800l1.500-1.500M18.300 5.700l1.500-1.500',
  moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4 8.500 8.500 0 1 0 20 14.500z',
  screen: 'M4 5h16a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM8.500 20h7M12 16v4',
  eye: 'M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z',
  copy: 'M9 9h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H9a1 1 0 0 1-1-1V10a1 1 0 0 1 1-1zM5 15H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v1',
  check: 'M4.500 12.500l5 5 10-11',
  cross: 'M6 6l12 12M18 6L6 18',
  alert: 'M12 5v9M12 18.500v.1',
  enlarge: 'M14.500 4H20v5.500M20 4l-6 6M9.500 20H4v-5.500M4 20l6-6',
  down: 'M12 5v14M6 13l6 6 6-6',
  up: 'M12 19V5M6 11l6-6 6 6',
  chevron: 'M7 10l5 5 5-5',
  plus: 'M12 5v14M5 12h14',
  globe:
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c2.500 2.600 3.800 5.600 3.800 9s-1.300 6.400-3.800 9c-2.500-2.600-3.800-5.600-3.800-9S9.500 5.600 12 3z',
} as const;

/** A line icon in the colour of the text around it; the words beside it or its button's label speak for it. */
export const icon = (name: keyof typeof paths): SVGElement =>
  s('svg', { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, s('path', { d: paths[name] }));
