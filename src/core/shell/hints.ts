import type { Hint } from './faults.ts';
import { engineHints } from './hints/container.ts';
import { damageHints } from './hints/damage.ts';
import { gapHints } from './hints/gaps.ts';
import { habitHints } from './hints/habit.ts';
import { joinedHints } from './hints/joined.ts';
import { meantHints } from './hints/meant.ts';
import { mixupHints } from './hints/mixups.ts';
import { pipedHints } from './hints/piped.ts';
import { placeHints } from './hints/place.ts';
import type { Sight } from './hints/sight.ts';
import { slipHints } from './hints/slips.ts';
import { templateHints } from './late/template.ts';
import { isWindowsShell } from './words.ts';

/** What the client takes and only the engine refuses, or what is surely not meant. */
export function hintsOf(sight: Sight): Hint[] {
  const { read, say } = sight;
  const damage = damageHints(sight);
  if (!read) return damage;
  // A dash or blank that is none puts words in the wrong place; what is told of those would mislead.
  const shifted = damage.some(
    ({ code }) => code === 'typographic-dash' || code === 'strange-blank' || code === 'slash-for-backslash',
  );
  const hints = [
    ...damage,
    ...(shifted ? [] : placeHints(read, sight)),
    ...(shifted ? [] : gapHints(read, say)),
    ...engineHints(read, sight),
    ...templateHints({ ...read, say }),
    ...mixupHints(read, say),
    ...meantHints(read, say),
    ...slipHints(read, say, sight.line),
    ...habitHints(read, say),
    ...joinedHints(read, say, sight.line, isWindowsShell(sight.line)),
    ...pipedHints(read, say, sight.line),
  ];
  // What became of a path whose backslashes are gone says nothing about the path.
  const eaten = hints.find(({ code }) => code === 'eaten-backslash' || code === 'blank-in-value');
  return eaten ? hints.filter((hint) => hint === eaten || !isWithin(hint.source, eaten.source)) : hints;
}

/** Whether a hint is about a part of what another tells of. */
function isWithin([start, end]: Hint['source'], [from, to]: Hint['source']): boolean {
  return start >= from && end <= to;
}
