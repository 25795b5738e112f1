import type { Bot } from '#core/bot.ts';
import type { Call, Invocation } from '#core/call.ts';
import { limits } from '#platforms/discord/limits.ts';

/**
 * Free text typed into a command's first option, read as a typed line is: `/compare a:docker vs vm`. A value that the
 * completion offers stays as it is.
 */
export async function readFreeText(bot: Bot, invocation: Invocation): Promise<Call> {
  const call: Call = { command: invocation.command, options: invocation.options };
  const command = bot.commands.find(({ name }) => name === call.command);
  const [given, ...others] = Object.entries(call.options);
  const first = Object.keys(command?.options ?? {})[0];
  if (!command?.read || !given || others.length > 0 || given[0] !== first) return call;
  const [name, typed] = given;
  const offered = await bot.complete(invocation, name, limits.autocomplete.choices);
  if (offered.some(({ value }) => value === typed)) return call;
  const read = Object.entries(command.read(typed)).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return read.length > 0 ? { ...call, options: Object.fromEntries(read) } : call;
}
