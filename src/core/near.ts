import type { Call } from '#core/call.ts';
import { refusal } from '#core/fault.ts';
import { button, buttons, paragraph, type Reply } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import { strong, type Textual } from '#core/text.ts';

/** Something near what was asked, a press away. */
export interface Near {
  readonly label: Textual;
  readonly call: Call;
}

/** How much of what was typed is shown back, in UTF-16 units. */
const shownBack = 80;

/** What was typed, as it is shown back: its beginning, and `…` where that is not all. */
export const echoed = (typed: string): string =>
  typed.length > shownBack ? `${typed.slice(0, shownBack)}…` : typed;

/**
 * Nothing fits what was typed: `near` are guesses at what was meant; `known` is what there is, whatever was meant. Never a
 * bare "not found".
 */
export function nothingFound(
  say: Say,
  typed: string,
  near: readonly Near[],
  ...known: readonly Near[]
): Reply {
  return refusal(
    say('I know nothing called {typed} yet', { typed: [strong(echoed(typed))] }),
    paragraph(near.length > 0 ? say('Is it one of these?') : say('Here is what I do know:')),
    ...buttons(...[...near, ...known].map(({ label, call }) => button(label, call))),
  );
}
