import type { Bot, Plan } from '#core/bot.ts';
import type { Call, Invocation } from '#core/call.ts';
import type { AnyCommand, Context, Happening, Listed } from '#core/command.ts';
import { complete } from '#core/completion.ts';
import { badValues, broken, busy, notManager, Refusal, unknownCommand, unreadable } from '#core/fault.ts';
import type { Field, Form } from '#core/form.ts';
import type { Knowledge } from '#core/knowledge/knowledge.ts';
import type { Locale } from '#core/locale.ts';
import { inPlaceOf, meaningsOf, withOthers } from '#core/meaning.ts';
import type { Random } from '#core/random.ts';
import type { Reply } from '#core/reply.ts';
import { type Say, sayPlain } from '#core/say.ts';
import { distance } from '#core/search/distance.ts';
import { readParked } from '#core/spelling.ts';
import type { Stores } from '#core/store.ts';
import { readValues, type ValueFault } from '#core/value.ts';

/** What the bot is made of. */
export interface Desk {
  readonly commands: readonly AnyCommand[];
  readonly knowledge: Knowledge;
  readonly stores: Stores;
  /** Where nothing else is set: an IANA zone. */
  readonly zone: string;
  readonly random: Random;
  say(locale: Locale): Say;
  /** Hears of what happened, at once; must not throw. */
  tell(happening: Happening): void;
  /** Writes an unexpected error down and gives the number a person can pass on. */
  report(error: unknown, call: Call): string;
}

/** Whether an error means that waiting helps: stores mark theirs so. */
const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'busy';

/** Makes the bot: the one path that every call takes, whatever platform it came from. */
export function createBot(desk: Desk): Bot {
  const byName = new Map(desk.commands.map((command) => [command.name, command]));
  const menu: readonly Listed[] = desk.commands.filter((command) => command.listed !== false);

  const plan = (call: Call, locale: Locale): Plan => {
    const command = byName.get(call.command);
    if (!command) return { to: 'asker', as: 'new' };
    const asks = call.asks ?? (isEmpty(call) ? command.asks : undefined);
    if (asks && asks.length > 0) return { form: formOf(command, call, asks, desk.say(locale)) };
    return { to: command.to, as: command.as ?? 'new' };
  };

  const run = async (invocation: Invocation): Promise<Reply> => {
    let say = desk.say(invocation.asked ?? invocation.reader);
    try {
      const { account, name, at, unnamed = false } = invocation;
      const { team, member } = await desk.stores.member(account, name, at, unnamed);
      say = desk.say(invocation.asked ?? member.locale ?? invocation.reader);
      const stores = desk.stores.of(team);
      const unparked = await unpark(invocation, (ticket) => stores.parked.get(ticket));
      if ('fault' in unparked) return unreadable(say, unparked.fault);
      const { call } = unparked;
      const command = byName.get(call.command);
      if (!command) return unknownCommand(say, call.command, nearNames(call.command, menu));
      if (command.managers && !(await invocation.manager())) return notManager(say);
      const context = contextOf(desk, invocation, { who: member, team, stores, say, call, menu });
      return await obey(command, context, invocation, run);
    } catch (error) {
      const { command, options, ticket } = invocation;
      const again: Call = { command, options, ...(ticket !== undefined && { ticket }) };
      if (isBusy(error)) return busy(say, again);
      return broken(say, desk.report(error, invocation), again);
    }
  };

  return {
    commands: desk.commands,
    say: desk.say,
    plan,
    run,
    complete: async (invocation, option, limit) => {
      try {
        return await complete(desk, invocation, option, limit);
      } catch (error) {
        desk.report(error, invocation);
        return [];
      }
    },
    localeOf: async (account) => {
      try {
        return await desk.stores.locale(account);
      } catch (error) {
        desk.report(error, { command: 'profile', options: {} });
        return undefined;
      }
    },
    whole: async (invocation) => {
      const { command, options, asks, ticket, account } = invocation;
      const call: Call = {
        command,
        options,
        ...(asks !== undefined && { asks }),
        ...(ticket !== undefined && { ticket }),
      };
      if (ticket === undefined) return call;
      try {
        const { parked } = desk.stores.of(await desk.stores.team(account.platform, account.tenant));
        const unparked = await unpark(call, (kept) => parked.get(kept));
        return 'fault' in unparked ? call : { ...unparked.call, ...(asks !== undefined && { asks }) };
      } catch (error) {
        desk.report(error, call);
        return call;
      }
    },
    park: async ({ platform, tenant }, parked) => {
      if (parked.length === 0) return;
      await desk.stores.park(platform, tenant, parked);
    },
  };
}

/** What a command may look at, in the language of who called it. */
const contextOf = (
  { zone, random, knowledge, say: speak, tell }: Desk,
  invocation: Invocation,
  known: Pick<Context, 'who' | 'team' | 'stores' | 'say' | 'call' | 'menu'>,
): Context => {
  const { place, reader, room, at } = invocation;
  const manager = () => invocation.manager();
  const mayPost = async (channel: string) => invocation.mayPost?.(channel);
  return { ...known, place, reader, room, speak, at, zone, random, knowledge, manager, mayPost, tell };
};

/**
 * Reads the options and runs the command, or tells all that is wrong with them. A call that stands for others is answered by
 * `run`, as the likeliest of them.
 */
async function obey(
  command: AnyCommand,
  context: Context,
  invocation: Invocation,
  run: Bot['run'],
): Promise<Reply> {
  const { say, call, knowledge } = context;
  const { page: _, ...written } = call.options;
  const { values, ...read } = readValues(written, command.options, say, knowledge);
  const faults = [...read.faults, ...strangeChannels(values, command, invocation, say)];
  if (faults.length > 0) return badValues(say, call, command, faults);
  if (command.to === 'asker') return settled(command, values, context);
  const spoken = context.speak(context.room);
  const [meant, ...others] = meaningsOf(command, values, { say: spoken, knowledge });
  if (meant) return withOthers(await run(inPlaceOf(invocation, meant.call)), others, spoken);
  const reply = await settled(command, values, { ...context, say: spoken });
  // A refusal goes to the asker alone, so it is told in their language; what is for the room only reads.
  return reply.tone === 'fault' ? settled(command, values, context) : reply;
}

/** Channels that were typed and are none: what is set for them would never be seen. */
function strangeChannels(
  values: Readonly<Record<string, unknown>>,
  { options }: AnyCommand,
  { hasChannel, place }: Invocation,
  say: Say,
): ValueFault[] {
  return Object.entries(options).flatMap(([option, { kind }]) => {
    const value = values[option];
    if (kind !== 'channel' || typeof value !== 'string' || hasChannel?.(value) !== false) return [];
    const here = { value: place.channel, label: sayPlain(say, 'This channel') };
    return [{ option, fault: say('must be a channel that there is'), suggestions: [here] }];
  });
}

/** Runs a command; what it throws to refuse is its reply. */
async function settled(
  command: AnyCommand,
  values: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<Reply> {
  try {
    return await command.run(values as never, context);
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    throw error;
  }
}

const isEmpty = (call: Call): boolean => call.ticket === undefined && Object.keys(call.options).length === 0;

/** The call a ticket stands for; options given beside the ticket (a page, a form's fields) go before the parked ones. */
async function unpark(
  call: Call,
  get: (ticket: string) => Promise<string | undefined>,
): Promise<{ call: Call } | { fault: 'version' | 'broken' | 'gone' }> {
  const { command, options, ticket } = call;
  if (ticket === undefined) return { call: { command, options } };
  const read = await readParked(ticket, get);
  if ('fault' in read) return read;
  return { call: { command: read.call.command, options: { ...read.call.options, ...options } } };
}

function nearNames(typed: string, menu: readonly Listed[]): readonly string[] {
  return menu
    .map(({ name }) => ({ name, far: distance(typed.toLowerCase(), name, 3) }))
    .filter(({ far }) => far <= 3)
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ name }) => name);
}

function formOf(command: AnyCommand, call: Call, asks: readonly string[], say: Say): Form {
  const fields = asks.flatMap((name): Field[] => {
    const option = command.options[name];
    if (!option) return [];
    const value = call.options[name];
    const hint = option.kind === 'longtext' ? option.example : undefined;
    return [
      {
        name,
        label: sayPlain(say, option.describe),
        option,
        required: option.required === true,
        ...(hint !== undefined && { hint }),
        ...(value !== undefined && { value }),
      },
    ];
  });
  const made: Call =
    call.ticket === undefined
      ? { command: call.command, options: call.options }
      : { command: call.command, options: call.options, ticket: call.ticket };
  return { title: `/${command.name}`, submit: sayPlain(say, 'Send'), call: made, fields };
}
