import type { Choice } from '#core/choice.ts';
import type { Option } from '#core/option.ts';
import { channel, type Ground, invocation } from '#platforms/web/calls.ts';
import { completeLine } from '#platforms/web/completion.ts';
import { readPlayer } from '#platforms/web/page/person.ts';
import type { Typing } from '#platforms/web/request.ts';
import type { Completion } from '#platforms/web/wire.ts';

const startsWith = (typed: string, choices: readonly Choice[]): readonly Choice[] => {
  const folded = typed.replace(/^[@#]/, '').toLowerCase();
  return choices.filter(({ value }) => value.toLowerCase().startsWith(folded));
};

/** Values only the playground knows; `undefined` leaves them to the bot. */
async function own(ground: Ground, option: Option, typed: string): Promise<readonly Choice[] | undefined> {
  if (option.kind === 'channel') return startsWith(typed, [{ value: channel, label: `#${channel}` }]);
  if (option.kind !== 'player') return undefined;
  const names = (await ground.journal.players()).flatMap((name) => readPlayer(name) ?? []);
  return startsWith(
    typed,
    names.map((name) => ({ value: name, label: name })),
  );
}

/** Completes a line for the player who types it, in the language the player reads. */
export async function complete(ground: Ground, typing: Typing): Promise<Completion> {
  const base = invocation(ground, { command: '', options: {} }, typing);
  const reader = (await ground.bot.localeOf(base.account)) ?? typing.locale;
  return completeLine(
    ground.bot.commands,
    typing.text,
    ground.bot.say(reader),
    async (command, options, name, limit) => {
      const option = command.options[name];
      const known = option && (await own(ground, option, options[name] ?? ''));
      return known ?? ground.bot.complete({ ...base, command: command.name, options }, name, limit);
    },
  );
}
