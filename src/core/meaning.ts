import type { Call, Invocation } from '#core/call.ts';
import type { AnyCommand, Meaning, Sight } from '#core/command.ts';
import { button, buttons, note, type Reply } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import { plain } from '#core/text.ts';

/** What a call of a command may stand for, the likeliest first; nothing for a command that answers by itself. */
export const meaningsOf = (
  command: AnyCommand,
  values: Readonly<Record<string, unknown>>,
  sight: Sight,
): readonly Meaning[] => command.means?.(values as never, sight) ?? [];

/** Another call by the same person in the same place. */
export function inPlaceOf(invocation: Invocation, { command, options }: Call): Invocation {
  const { ticket: _, asks: __, ...by } = invocation;
  return { ...by, command, options };
}

/** How many other meanings are offered: more is no help to choose. */
const mostOthers = 2;

/** The answer to what was most likely meant, with what else may have been and is not offered in the answer itself. */
export function withOthers(reply: Reply, others: readonly Meaning[], say: Say): Reply {
  const offered = new Set(
    reply.blocks.flatMap((block) =>
      block.type === 'buttons' ? block.buttons.map(({ label }) => plain(label)) : [],
    ),
  );
  const more = others.filter(({ label }) => !offered.has(plain(label))).slice(0, mostOthers);
  if (more.length === 0) return reply;
  const guide = note(say('If you meant something else:'));
  const choices = buttons(...more.map(({ label, call }) => button(label, call)));
  return { ...reply, blocks: [...reply.blocks, guide, ...choices] };
}
