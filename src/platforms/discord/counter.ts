import { setTimeout as wait } from 'node:timers/promises';
import type {
  APIApplicationCommandAutocompleteInteraction,
  APIChatInputApplicationCommandInteraction,
  APIMessageComponentInteraction,
  APIModalSubmitInteraction,
  REST,
} from 'discord.js';
import { MessageFlags } from 'discord.js';
import type { Temporal } from 'temporal-polyfill';
import type { Bot, Plan } from '#core/bot.ts';
import { type Call, type Invocation, withOptions } from '#core/call.ts';
import { broken, unreadable } from '#core/fault.ts';
import type { Form } from '#core/form.ts';
import type { Locale } from '#core/locale.ts';
import type { Reply } from '#core/reply.ts';
import { Answer, type Manner } from '#platforms/discord/answer.ts';
import { fileFault, readAttachment } from '#platforms/discord/attachment.ts';
import { readCustomId } from '#platforms/discord/customid.ts';
import { renderForm } from '#platforms/discord/form.ts';
import {
  accountOf,
  type Interaction,
  invocationOf,
  readFields,
  readTyped,
  type Typed,
} from '#platforms/discord/invocation.ts';
import { type Letter, write } from '#platforms/discord/letter.ts';
import { cut, limits } from '#platforms/discord/limits.ts';

/** Where interactions are served. No method rejects: what fails is told to the person, or at least to the log. */
export interface Counter {
  command(interaction: APIChatInputApplicationCommandInteraction): Promise<void>;
  complete(interaction: APIApplicationCommandAutocompleteInteraction): Promise<void>;
  press(interaction: APIMessageComponentInteraction): Promise<void>;
  submit(interaction: APIModalSubmitInteraction): Promise<void>;
}

export interface CounterSettings {
  readonly rest: REST;
  readonly apiUrl?: string;
  readonly bot: Bot;
  readonly defaultLocale: Locale;
  pictures(svg: string): Promise<Uint8Array>;
  now(): Temporal.Instant;
  readonly log: { error(details: object, message: string): void };
}

/** Without a reply after this long, Discord is told that one is coming; it waits three seconds. In milliseconds. */
const deferAfter = 1000;
/** A language chosen with `/profile` and a completion are waited for this long at most. */
const formWithin = 800;
const completeWithin = 2300;

export function createCounter(settings: CounterSettings): Counter {
  const { bot, rest, log, defaultLocale } = settings;

  const invocation = (interaction: Interaction, call: Call): Invocation =>
    invocationOf(interaction, call, settings.now(), defaultLocale);

  /** The person's language: chosen here, else their client's. */
  const languageOf = async (interaction: Interaction): Promise<Locale> => {
    const { reader } = invocation(interaction, { command: '', options: {} });
    const chosen = bot.localeOf(accountOf(interaction));
    return (await Promise.race([chosen, wait(formWithin, undefined, { ref: false })])) ?? reader;
  };

  const letterOf = async (
    interaction: Interaction,
    reply: Reply,
    call: Call,
    open: boolean,
  ): Promise<Letter> => {
    const { room, account } = invocation(interaction, call);
    const say = bot.say(open ? room : await languageOf(interaction));
    const { page, ...options } = call.options;
    return write(reply, { call: { ...call, options }, number: Number(page ?? 1) }, say, {
      pictures: settings.pictures,
      park: (parked) => bot.park(account, parked),
    });
  };

  /** Runs a call and answers with what comes of it, telling Discord in time that it takes a while. */
  const answer = async (
    interaction: Interaction,
    call: Call,
    manner: Manner,
    work: () => Promise<Reply>,
  ): Promise<void> => {
    const given = new Answer(rest, interaction);
    const made = (async (): Promise<{ letter: Letter; manner: Manner }> => {
      const reply = await work();
      const fault = reply.tone === 'fault';
      const open = !fault && !manner.private && !manner.update;
      const letter = await letterOf(interaction, reply, call, open);
      return { letter, manner: fault ? { private: true, update: false } : manner };
    })().catch(async (error: unknown) => {
      const say = bot.say(invocation(interaction, call).reader);
      const reply = broken(say, report(error, interaction), { command: 'help', options: {} });
      return {
        letter: await letterOf(interaction, reply, call, false),
        manner: { private: true, update: false },
      };
    });
    // Should telling that it takes a while fail, the work's own failure must not go unheard.
    made.catch(() => undefined);
    const first = await Promise.race([made, wait(deferAfter, undefined, { ref: false })]);
    if (!first) await given.defer(manner);
    const { letter, manner: final } = await made;
    await given.give(letter, final);
  };

  /** Writes a fault down and gives the number a person can pass on. */
  const report = (error: unknown, interaction: Interaction): string => {
    const number = interaction.id.slice(-6);
    log.error({ error, interaction: interaction.id, number }, 'Discord: an interaction failed');
    return number;
  };

  const guarded = async (interaction: Interaction, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      report(error, interaction);
    }
  };

  const ask = async (interaction: Interaction, form: Form, say: Locale): Promise<void> => {
    const { data, parked } = renderForm(form, bot.say(say));
    await bot.park(accountOf(interaction), parked);
    await new Answer(rest, interaction).ask(data);
  };

  /** Plans a call: a form goes out at once, anything else is run and answered. */
  const make = async (interaction: Interaction, call: Call, work: () => Promise<Reply>): Promise<void> => {
    const plan = bot.plan(call, defaultLocale);
    if (!('form' in plan)) return answer(interaction, call, mannerOf(interaction, call, plan), work);
    const locale = await languageOf(interaction);
    const asked = bot.plan(call, locale);
    if ('form' in asked) await ask(interaction, asked.form, locale);
  };

  const run = (interaction: Interaction, call: Call) => (): Promise<Reply> =>
    bot.run(invocation(interaction, call));

  const refuse = (interaction: Interaction, fault: 'version' | 'broken'): Promise<void> => {
    const call = { command: 'help', options: {} };
    const work = async (): Promise<Reply> => unreadable(bot.say(await languageOf(interaction)), fault);
    return answer(interaction, call, { private: true, update: false }, work);
  };

  return {
    command: (interaction) =>
      guarded(interaction, async () => {
        const typed = readTyped(interaction);
        const whole = { ...typed.call, options: { ...typed.call.options, ...unread(typed) } };
        await make(interaction, whole, async () => {
          const read = await readFiles(typed, settings.apiUrl);
          if ('fault' in read)
            return fileFault(bot.say(await languageOf(interaction)), read.fault, read.option);
          const call = await understood(bot, invocation(interaction, read.call));
          return bot.run(invocation(interaction, call));
        });
      }),

    complete: (interaction) =>
      guarded(interaction, async () => {
        const { call, focused = '' } = readTyped(interaction);
        const found = bot.complete(invocation(interaction, call), focused);
        const choices = (await Promise.race([found, wait(completeWithin, undefined, { ref: false })])) ?? [];
        await new Answer(rest, interaction).offer(offered(choices));
      }),

    press: (interaction) =>
      guarded(interaction, async () => {
        const read = readCustomId(interaction.data.custom_id);
        if ('fault' in read) return refuse(interaction, read.fault);
        await make(interaction, read.call, run(interaction, read.call));
      }),

    submit: (interaction) =>
      guarded(interaction, async () => {
        const read = readCustomId(interaction.data.custom_id);
        if ('fault' in read) return refuse(interaction, read.fault);
        // A form does not answer a form, so nothing is asked again.
        const call = { ...withOptions(read.call, readFields(interaction)), asks: [] };
        await make(interaction, call, run(interaction, call));
      }),
  };
}

/**
 * Whether the answer is private, and whether it takes the message's place. Only a message that nobody else sees is changed by
 * a press; turned pages of a public one are shown to who turned them.
 */
function mannerOf(interaction: Interaction, call: Call, plan: Exclude<Plan, { form: Form }>): Manner {
  const message = 'message' in interaction ? interaction.message : undefined;
  const own = message !== undefined && (isPrivate(message.flags) || interaction.guild_id === undefined);
  const turned = call.options.page !== undefined;
  if (own && (turned || plan.as === 'same')) return { private: isPrivate(message.flags), update: true };
  return { private: turned || plan.to === 'asker', update: false };
}

const isPrivate = (flags: number | undefined): boolean => ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;

/** Attached files count as given while their text is not there yet. */
const unread = ({ attachments }: Typed): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(attachments).map(([name, { filename }]) => [name, filename]));

async function readFiles(
  { call, attachments }: Typed,
  apiUrl: string | undefined,
): Promise<
  { readonly call: Call } | { readonly fault: 'large' | 'unreachable' | 'not text'; readonly option: string }
> {
  const texts: Record<string, string> = {};
  for (const [option, attachment] of Object.entries(attachments)) {
    const read = await readAttachment(attachment, apiUrl);
    if ('fault' in read) return { fault: read.fault, option };
    texts[option] = read.text;
  }
  return { call: withOptions(call, texts) };
}

/**
 * Free text typed into the first option is read as a typed line is: `/compare a:docker vs vm`. A value that was picked from
 * the completion stays as it is.
 */
async function understood(bot: Bot, invocation: Invocation): Promise<Call> {
  const call: Call = { command: invocation.command, options: invocation.options };
  const command = bot.commands.find(({ name }) => name === call.command);
  const [given, ...others] = Object.entries(call.options);
  const first = Object.keys(command?.options ?? {})[0];
  if (!command?.read || !given || others.length > 0 || given[0] !== first) return call;
  const offered = await bot.complete(invocation, given[0]);
  if (offered.some(({ value }) => value === given[1])) return call;
  const read = Object.entries(command.read(given[1])).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return read.length > 0 ? { ...call, options: Object.fromEntries(read) } : call;
}

/** Choices as Discord takes them: each value once, none empty or too long. */
function offered(choices: readonly { readonly value: string; readonly label: string }[]) {
  const unique = new Map(choices.map((choice) => [choice.value, choice]));
  return [...unique.values()]
    .filter(({ value }) => value !== '' && value.length <= limits.autocomplete.value)
    .slice(0, limits.autocomplete.choices)
    .map(({ value, label }) => ({ name: cut(label || value, limits.autocomplete.name), value }));
}
