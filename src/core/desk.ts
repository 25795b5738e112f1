import type { Bot, Plan } from '#core/bot.ts';
import type { Call, Invocation } from '#core/call.ts';
import type { Choice } from '#core/choice.ts';
import type { AnyCommand, Context, Happening, Listed, Meaning, Sight } from '#core/command.ts';
import { badValues, broken, busy, notManager, Refusal, unknownCommand, unreadable } from '#core/fault.ts';
import type { Field, Form } from '#core/form.ts';
import type { Knowledge } from '#core/knowledge/knowledge.ts';
import type { Locale } from '#core/locale.ts';
import type { Completing } from '#core/option.ts';
import type { Random } from '#core/random.ts';
import { button, buttons, note, type Reply } from '#core/reply.ts';
import { type Say, sayPlain } from '#core/say.ts';
import { distance } from '#core/search/distance.ts';
import { readParked } from '#core/spelling.ts';
import type { Stores } from '#core/store.ts';
import { readValues, type ValueFault } from '#core/value.ts';
import { suggestZones } from '#core/zone.ts';

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
      const { team, member } = await desk.stores.member(invocation.account, invocation.name, invocation.at);
      const stores = desk.stores.of(team);
      say = desk.say(invocation.asked ?? member.locale ?? invocation.reader);
      const unparked = await unpark(invocation, (ticket) => stores.parked.get(ticket));
      if ('fault' in unparked) return unreadable(say, unparked.fault);
      const { call } = unparked;
      const command = byName.get(call.command);
      if (!command) return unknownCommand(say, call.command, nearNames(call.command, menu));
      if (command.managers && !(await invocation.manager())) return notManager(say);
      const { page: _, ...written } = call.options;
      const { values, ...read } = readValues(written, command.options, say, desk.knowledge);
      const faults = [...read.faults, ...strangeChannels(values, command, invocation, say)];
      if (faults.length > 0) return badValues(say, call, command, faults);
      const spoken = command.to === 'room' ? desk.say(invocation.room) : say;
      const [meant, ...others] = meaningsOf(command, values, { say: spoken, knowledge: desk.knowledge });
      if (meant) return withOthers(await run(inPlaceOf(invocation, meant.call)), others, spoken);
      const speaking = (words: Say): Context => ({
        who: member,
        team,
        place: invocation.place,
        say: words,
        reader: invocation.reader,
        room: invocation.room,
        speak: desk.say,
        at: invocation.at,
        zone: desk.zone,
        random: desk.random,
        knowledge: desk.knowledge,
        stores,
        menu,
        call,
        manager: () => invocation.manager(),
        tell: desk.tell,
      });
      if (command.to === 'asker') return await settled(command, values, speaking(say));
      const reply = await settled(command, values, speaking(desk.say(invocation.room)));
      // A refusal goes to the asker alone, so it is told in their language; what is for the room only reads.
      return reply.tone === 'fault' ? await settled(command, values, speaking(say)) : reply;
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
        return await complete(desk, byName.get(invocation.command), invocation, { name: option, limit });
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
      const { command, options, asks, ticket, account, at } = invocation;
      const call: Call = {
        command,
        options,
        ...(asks !== undefined && { asks }),
        ...(ticket !== undefined && { ticket }),
      };
      if (ticket === undefined) return call;
      try {
        const { parked } = desk.stores.of(await desk.stores.team(account.platform, account.tenant, at));
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

const meaningsOf = (
  command: AnyCommand,
  values: Readonly<Record<string, unknown>>,
  sight: Sight,
): readonly Meaning[] => command.means?.(values as never, sight) ?? [];

/** Another call by the same person in the same place. */
function inPlaceOf(invocation: Invocation, { command, options }: Call): Invocation {
  const { ticket: _, asks: __, ...by } = invocation;
  return { ...by, command, options };
}

/** How many other meanings are offered: more is no help to choose. */
const mostOthers = 2;

/** The answer to what was most likely meant, with what else may have been. */
const withOthers = (reply: Reply, others: readonly Meaning[], say: Say): Reply =>
  others.length === 0
    ? reply
    : {
        ...reply,
        blocks: [
          ...reply.blocks,
          note(say('If you meant something else:')),
          ...buttons(...others.slice(0, mostOthers).map(({ label, call }) => button(label, call))),
        ],
      };

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

/** Longest value and label that every platform takes in a completion, in UTF-16 units. */
const choiceLimit = 100;

/** The option that is completed, and how many choices can be shown. */
interface Completed {
  readonly name: string;
  readonly limit: number;
}

async function complete(
  desk: Desk,
  command: AnyCommand | undefined,
  invocation: Invocation,
  { name, limit }: Completed,
): Promise<readonly Choice[]> {
  const option = command?.options[name];
  const typed = (invocation.options[name] ?? '').slice(0, choiceLimit);
  if (!option) return [];
  const say = desk.say((await desk.stores.locale(invocation.account)) ?? invocation.reader);
  const choices = await choicesFor(desk, option, { typed, limit }, invocation, say);
  return choices
    .filter(({ value }) => value.length <= choiceLimit)
    .slice(0, limit)
    .map(({ value, label }) => ({
      value,
      label: label.length > choiceLimit ? `${label.slice(0, choiceLimit - 1)}…` : label,
    }));
}

async function choicesFor(
  desk: Desk,
  option: AnyCommand['options'][string],
  { typed, limit }: Pick<Completing, 'typed' | 'limit'>,
  invocation: Invocation,
  say: Say,
): Promise<readonly Choice[]> {
  switch (option.kind) {
    case 'text':
      return (
        option.complete?.({
          typed,
          limit,
          options: invocation.options,
          say,
          knowledge: desk.knowledge,
          menu: menuWords(desk),
        }) ?? []
      );
    case 'choice':
    case 'choices':
      return completeChoices(option, typed, say);
    case 'flag':
      return [
        { value: 'true', label: sayPlain(say, 'yes') },
        { value: 'false', label: sayPlain(say, 'no') },
      ];
    case 'time':
      return ['08:00', '09:00', '10:00', '12:00', '18:00', '20:00', '21:00']
        .filter((time) => time.startsWith(typed))
        .map((time) => ({ value: time, label: time }));
    case 'zone':
      return suggestZones(typed, limit);
    case 'player': {
      const team = await desk.stores.team(
        invocation.account.platform,
        invocation.account.tenant,
        invocation.at,
      );
      const players = await desk.stores.of(team).players.suggest(typed, limit);
      return players.map(({ name }) => ({ value: name, label: name }));
    }
    default:
      return [];
  }
}

const menuWords = ({ commands }: Desk): readonly string[] => [
  ...new Set(commands.filter(({ listed }) => listed !== false).map(({ name }) => name.split(' ')[0] ?? name)),
];

/** Several choices are typed with commas; only the last one is being completed. */
function completeChoices(
  option: Extract<AnyCommand['options'][string], { choices: unknown }>,
  typed: string,
  say: Say,
): readonly Choice[] {
  const many = option.kind === 'choices';
  const done = many ? typed.slice(0, typed.lastIndexOf(',') + 1) : '';
  const last = typed.slice(done.length).trim().toLowerCase();
  const taken = new Set(done.split(',').map((part) => part.trim()));
  return option.choices
    .map(({ value, label, also = [] }) => ({ value, label: sayPlain(say, label), also }))
    .filter(
      ({ value, label, also }) =>
        !taken.has(value) &&
        (value.includes(last) ||
          label.toLowerCase().includes(last) ||
          also.some((name) => name.startsWith(last.replace(/\s/g, '')))),
    )
    .map(({ value, label }) => ({ value: `${done}${value}`, label }));
}
