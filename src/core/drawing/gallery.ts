import type { Drawing } from '#core/drawing/canvas.ts';
import { joining } from '#core/drawing/joining.ts';
import { journey } from '#core/drawing/journey.ts';
import { layers } from '#core/drawing/layers.ts';
import { lifecycle } from '#core/drawing/lifecycle.ts';
import { mounts } from '#core/drawing/mounts.ts';
import { ports } from '#core/drawing/ports.ts';
import { stacks } from '#core/drawing/stacks.ts';

/** The drawings that knowledge may name in `picture:`. */
export const gallery: ReadonlyMap<string, Drawing> = new Map(
  Object.entries({ stacks, layers, lifecycle, journey, joining, ports, mounts }),
);
