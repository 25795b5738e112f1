import type { Hint } from './faults.ts';
import { engineHints } from './hints/container.ts';
import { damageHints } from './hints/damage.ts';
import { habitHints } from './hints/habit.ts';
import { mixupHints } from './hints/mixups.ts';
import { placeHints } from './hints/place.ts';
import type { Sight } from './hints/sight.ts';
import { slipHints } from './hints/slips.ts';
import { templateHints } from './late/template.ts';

/** What the client takes and only the engine refuses, or what is surely not meant. */
export function hintsOf(sight: Sight): Hint[] {
  const { read, say } = sight;
  const damage = damageHints(sight);
  if (!read) return damage;
  // A dash or blank that is none puts words in the wrong place; what is told of those would mislead.
  const shifted = damage.some(({ code }) => code === 'typographic-dash' || code === 'strange-blank');
  const hints = [
    ...damage,
    ...(shifted ? [] : placeHints(read, sight)),
    ...engineHints(read, say),
    ...templateHints({ ...read, say }),
    ...mixupHints(read, say),
    ...slipHints(read, say, sight.line),
    ...habitHints(read, say),
  ];
  // What became of a path whose backslashes are gone says nothing about the path.
  const eaten = hints.find(({ code }) => code === 'eaten-backslash');
  return eaten ? hints.filter((hint) => hint === eaten || hint.source[0] !== eaten.source[0]) : hints;
}
