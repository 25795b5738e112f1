/** The colours of all drawings: a calm sea. Each pair of fill and ink has a contrast of at least 4.5 : 1. */

/** The card a drawing lies on, so that it reads alike on a light page and on a dark one. */
export const paper = '#f3f9fd';
/** The edge of that card. */
export const edge = '#bcd6e6';
/** Letters on paper. */
export const ink = '#0b2b40';
/** Small letters on paper, and lines. */
export const soft = '#3d6077';

/** A line that carries what the reader has added. */
export const amber = '#ad6a14';

interface Colours {
  readonly fill: string;
  readonly line: string;
  readonly ink: string;
}

/** What a box may look like. */
export const tones = {
  /** What carries the point of the picture. */
  deep: { fill: '#0e4a73', line: '#0e4a73', ink: '#ffffff' },
  sea: { fill: '#1a78a8', line: '#1a78a8', ink: '#ffffff' },
  foam: { fill: '#cfe7f4', line: '#8fc0dc', ink },
  mist: { fill: '#e4f1f9', line: '#bcd6e6', ink },
  white: { fill: '#ffffff', line: '#a9cadd', ink },
  /** What changes, or what the reader has added. */
  sand: { fill: '#ffe8c2', line: '#dda34a', ink: '#5c3400' },
  /** What goes away or does not work. */
  coral: { fill: '#fce4de', line: '#d98e7c', ink: '#7c2614' },
  /** What is only outlined: not used, not there, beside the rest. */
  ghost: { fill: '#f3f9fd', line: '#7f9fb3', ink: soft },
} as const satisfies Record<string, Colours>;

/** One of {@link tones}. */
export type Tone = keyof typeof tones;
