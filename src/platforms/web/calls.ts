import type { Temporal } from 'temporal-polyfill';
import type { Bot } from '#core/bot.ts';
import type { Call, Invocation } from '#core/call.ts';
import { unreadable } from '#core/fault.ts';
import { readLine } from '#core/line.ts';
import type { Locale } from '#core/locale.ts';
import { quote } from '#core/pairs.ts';
import type { Reply } from '#core/reply.ts';
import { readSpelling } from '#core/spelling.ts';
import type { JournalStore, Line } from '#core/store.ts';
import { plain } from '#core/text.ts';
import { readValues } from '#core/value.ts';
import type { Hub } from '#platforms/web/hub.ts';
import { showForm, showLine, showReply } from '#platforms/web/render.ts';
import type { Asking, Outcome } from '#platforms/web/wire.ts';

/** The playground's one tenant. */
export const tenant = 'playground';
/** Its one channel. */
export const channel = 'general';

/** What the calls need of the playground. */
export interface Ground {
  readonly bot: Bot;
  readonly journal: JournalStore;
  readonly hub: Hub;
  now(): Temporal.Instant;
  /** Who may manage the bot here. */
  manages(player: string): boolean;
}

/** Who asks, as the bot wants to know it. The room reads as its reader does. */
export const invocation = (
  ground: Ground,
  call: Call,
  { player, locale }: Pick<Asking, 'player' | 'locale'>,
): Invocation => ({
  ...call,
  account: { platform: 'web', tenant, id: player },
  name: player,
  place: { platform: 'web', tenant, channel },
  reader: locale,
  room: locale,
  at: ground.now(),
  manager: async () => ground.manages(player),
  hasChannel: (name) => name === channel,
});

const remembered = 500;

/** Answers what is asked. A key that was asked before gives what came of it then, also while it is still running. */
export function createCalls(ground: Ground): (asking: Asking) => Promise<Outcome> {
  const outcomes = new Map<string, Promise<Outcome>>();
  return (asking) => {
    const key = `${asking.player}\0${asking.key}`;
    const known = outcomes.get(key);
    if (known) return known;
    const outcome = answer(ground, asking);
    outcomes.set(key, outcome);
    // What failed may be tried again.
    outcome.catch(() => outcomes.delete(key));
    const oldest = outcomes.keys().next().value;
    if (outcomes.size > remembered && oldest !== undefined) outcomes.delete(oldest);
    return outcome;
  };
}

const keyOf = ({ player, key }: Asking, part: 'said' | 'reply'): string => `web:${player}:${key}:${part}`;

async function answer(ground: Ground, asking: Asking): Promise<Outcome> {
  const before = await earlier(ground, asking);
  if (before) return before;
  if (asking.text !== undefined && !asking.text.startsWith('/')) return talk(ground, asking, asking.text);
  const account = invocation(ground, { command: '', options: {} }, asking).account;
  const reader = (await ground.bot.localeOf(account)) ?? asking.locale;
  const read = readCall(ground.bot, asking, reader);
  if ('fault' in read) return { lines: await deliver(ground, asking, read.fault, undefined, asking.text) };
  if (asking.fields !== undefined) return submit(ground, asking, read.call, reader);
  const plan = ground.bot.plan(read.call, reader);
  if (!('form' in plan)) return run(ground, asking, read.call, asking.text);
  return { form: showForm(plan.form, ground.bot.say(reader)) };
}

/** What a call with this key left in the history before a restart. */
async function earlier(ground: Ground, asking: Asking): Promise<Outcome | undefined> {
  const reply = await ground.journal.find(keyOf(asking, 'reply'));
  if (!reply) return undefined;
  const said = await ground.journal.find(keyOf(asking, 'said'));
  return { lines: [said, reply].filter((line) => line !== undefined).map(showLine) };
}

/** Players may talk to each other; where it is a question that the bot knows an answer to, that follows. */
async function talk(ground: Ground, asking: Asking, said: string): Promise<Outcome> {
  const call = questionIn(ground.bot, said);
  const reply = call && (await ground.bot.run(invocation(ground, call, asking)));
  return reply && reply.tone !== 'fault'
    ? { lines: await deliver(ground, asking, reply, call, said) }
    : { lines: [ground.hub.publish(await say(ground, asking, said, undefined))] };
}

/** What a line without a slash asks for: a question in one's own words, or a pasted docker line. */
function questionIn({ commands }: Bot, said: string): Call | undefined {
  const read = readLine(commands, said);
  const command = 'call' in read && commands.find(({ name }) => name === read.call.command);
  return command && (command.catches || command.takes?.(said)) ? read.call : undefined;
}

function readCall(bot: Bot, { text, call = '' }: Asking, locale: Locale): { call: Call } | { fault: Reply } {
  if (text === undefined) {
    const read = readSpelling(call);
    return 'call' in read ? read : { fault: unreadable(bot.say(locale), read.fault) };
  }
  const read = readLine(bot.commands, text);
  // The bot says what is near an unknown name.
  return 'call' in read ? read : { call: { command: read.unknown, options: {} } };
}

/** A submitted form: what is wrong with a field is said at the field, and nothing runs. */
async function submit(ground: Ground, asking: Asking, asked: Call, locale: Locale): Promise<Outcome> {
  const given = Object.entries(asking.fields ?? {}).filter(([, value]) => value.trim() !== '');
  const { asks: _, ...ready } = asked;
  const call: Call = { ...ready, options: { ...asked.options, ...Object.fromEntries(given) } };
  const command = ground.bot.commands.find(({ name }) => name === call.command);
  const { faults } = readValues(call.options, command?.options ?? {}, ground.bot.say(locale));
  const inForm = faults.filter(({ option }) => Object.hasOwn(asking.fields ?? {}, option));
  if (inForm.length > 0)
    return { errors: Object.fromEntries(inForm.map(({ option, fault }) => [option, plain(fault)])) };
  return run(ground, asking, call, undefined);
}

async function run(ground: Ground, asking: Asking, call: Call, typed: string | undefined): Promise<Outcome> {
  const reply = await ground.bot.run(invocation(ground, call, asking));
  const isFault = reply.tone === 'fault';
  // A form stays open with what was written in it until it is taken.
  if (isFault && asking.fields !== undefined) return { fault: showReply(reply) };
  return { lines: await deliver(ground, asking, reply, isFault ? undefined : call, typed) };
}

/** Puts the reply where the plan says; without a `call` (a fault) it goes to the asker alone. */
async function deliver(
  ground: Ground,
  asking: Asking,
  reply: Reply,
  call: Call | undefined,
  typed: string | undefined,
) {
  const plan = call && ground.bot.plan(call, asking.locale);
  const isPublic = plan !== undefined && 'to' in plan && plan.to === 'room';
  const only = isPublic ? undefined : asking.player;
  const takes = plan !== undefined && 'as' in plan && plan.as === 'same';
  if (takes && asking.line !== undefined && typed === undefined) {
    const replaced = await replace(ground, asking.line, only, reply);
    if (replaced) return [ground.hub.publish(replaced)];
  }
  const said = typed ?? (call && isPublic ? written(ground.bot, call) : undefined);
  const lines: Line[] = said === undefined ? [] : [await say(ground, asking, said, only)];
  lines.push(
    await ground.journal.append({
      key: keyOf(asking, 'reply'),
      channel,
      ...(only !== undefined && { only }),
      content: { reply },
      at: ground.now(),
    }),
  );
  return lines.map((line) => ground.hub.publish(line));
}

/** Puts a reply in the place of the bot's message a button was on, where the same eyes see it. */
async function replace(
  ground: Ground,
  id: number,
  only: string | undefined,
  reply: Reply,
): Promise<Line | undefined> {
  const line = await ground.journal.get(id);
  const fits =
    line !== undefined && line.author === undefined && line.channel === channel && line.only === only;
  return fits ? ground.journal.edit(id, { reply }) : undefined;
}

const say = (ground: Ground, asking: Asking, said: string, only: string | undefined): Promise<Line> => {
  const people = peopleIn(ground.bot, said);
  return ground.journal.append({
    key: keyOf(asking, 'said'),
    channel,
    author: asking.player,
    ...(only !== undefined && { only }),
    content: { said, ...(people.length > 0 && { people }) },
    at: ground.now(),
  });
};

/** The players that a typed command names. */
function peopleIn({ commands }: Bot, said: string): readonly string[] {
  const read = said.startsWith('/') ? readLine(commands, said) : { unknown: said };
  if (!('call' in read)) return [];
  const options = commands.find(({ name }) => name === read.call.command)?.options;
  return Object.entries(read.call.options).flatMap(([option, value]) =>
    options?.[option]?.kind === 'player' ? [value.replace(/^@/, '')] : [],
  );
}

/** A pressed button as the line one could have typed, so that the room sees what was asked; not for hidden commands. */
function written(bot: Bot, { command, options }: Call): string | undefined {
  const known = bot.commands.find(({ name }) => name === command);
  if (known === undefined || known.listed === false) return undefined;
  const given = Object.entries(options).filter(([name]) => Object.hasOwn(known.options, name));
  const pairs = given.map(([name, value]) => `${name}:${quote(value)}`);
  return [`/${command}`, ...pairs].join(' ');
}
