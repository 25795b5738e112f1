import type { Hint } from './faults.ts';
import { engineHints } from './hints/container.ts';
import { damageHints } from './hints/damage.ts';
import { habitHints } from './hints/habit.ts';
import { placeHints } from './hints/place.ts';
import type { Sight } from './hints/sight.ts';

/** What the client takes and only the engine refuses, or what is surely not meant. */
export function hintsOf(sight: Sight): Hint[] {
  const { read } = sight;
  return [
    ...damageHints(sight),
    ...(read
      ? [...placeHints(read, sight), ...engineHints(read, sight.say), ...habitHints(read, sight.say)]
      : []),
  ];
}
