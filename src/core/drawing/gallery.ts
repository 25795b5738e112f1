import type { Drawing } from '#core/drawing/canvas.ts';
import { joining } from '#core/drawing/joining.ts';
import { journey } from '#core/drawing/journey.ts';
import { layers } from '#core/drawing/layers.ts';
import { lifecycle } from '#core/drawing/lifecycle.ts';
import { mounts } from '#core/drawing/mounts.ts';
import { ports } from '#core/drawing/ports.ts';
import { stacks } from '#core/drawing/stacks.ts';
import { type Block, picture } from '#core/reply.ts';
import type { Say } from '#core/say.ts';

/** The drawings that knowledge may name in `picture:`. */
export const gallery: ReadonlyMap<string, Drawing> = new Map(
  Object.entries({ stacks, layers, lifecycle, journey, joining, ports, mounts }),
);

/** The drawing an entry names, as a block; none where it names none. */
export function pictured(
  { picture: name }: { readonly picture?: string | undefined },
  say: Say,
): readonly Block[] {
  const drawing = name === undefined ? undefined : gallery.get(name);
  if (!drawing) return [];
  const { svg, alt } = drawing(say);
  return [picture(svg, alt)];
}
