import { setTimeout as pause } from 'node:timers/promises';
import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIChatInputApplicationCommandInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  DiscordAPIError,
  type REST,
} from 'discord.js';
import type { Temporal } from 'temporal-polyfill';
import type { Bot } from '#core/bot.ts';
import { type Call, type Invocation, withOptions } from '#core/call.ts';
import { broken, unreadable } from '#core/fault.ts';
import type { Locale } from '#core/locale.ts';
import type { Reply } from '#core/reply.ts';
import { Answer } from '#platforms/discord/answer.ts';
import { fileFault, readAttachments } from '#platforms/discord/attachment.ts';
import { readCustomId } from '#platforms/discord/customid.ts';
import { renderForm } from '#platforms/discord/form.ts';
import { readFreeText } from '#platforms/discord/freetext.ts';
import {
  accountOf,
  type Interaction,
  invocationOf,
  mayPostHere,
  readFields,
  readTyped,
} from '#platforms/discord/invocation.ts';
import { type Letter, write } from '#platforms/discord/letter.ts';
import { limits } from '#platforms/discord/limits.ts';
import { faultManner, type Manner, mannerOf } from '#platforms/discord/manner.ts';
import { offer } from '#platforms/discord/offer.ts';
import { Turns } from '#platforms/discord/turn.ts';

/** What interactions are served with. */
export interface CounterSettings {
  readonly rest: REST;
  readonly apiUrl?: string;
  readonly bot: Bot;
  readonly defaultLocale: Locale;
  pictures(svg: string): Promise<Uint8Array>;
  /** Whether the bot may write in a channel; `undefined` where the channel is not known. */
  mayPost(channel: string): boolean | undefined;
  now(): Temporal.Instant;
  /** Resolves after so many milliseconds; by the wall clock where it is absent. */
  wait?(ms: number): Promise<void>;
  readonly log: {
    warn(details: object, message: string): void;
    error(details: object, message: string): void;
  };
}

/** Without a reply after this long, Discord is told that one is coming; it waits three seconds. In milliseconds. */
const deferAfter = 1000;
/** How long a chosen language or a parked call, and a completion, are waited for at most. */
const databaseWithin = 800;
const completeWithin = limits.acknowledge - 700;

const unknownMessage = 10008;
/** After three seconds, and for one that was replayed to us after an outage. */
const unknownInteraction = 10062;

const help: Call = { command: 'help', options: {} };

/** A letter and how it is to be delivered. */
interface Ready {
  readonly letter: Letter;
  readonly manner: Manner;
}

/** Where interactions are served. No method rejects: what fails is told to the person, or at least to the log. */
export class Counter {
  readonly #settings: CounterSettings;
  readonly #wait: (ms: number) => Promise<void>;
  readonly #turns: Turns;

  constructor(settings: CounterSettings) {
    this.#settings = settings;
    this.#wait = settings.wait ?? ((ms) => pause(ms, undefined, { ref: false }));
    this.#turns = new Turns(this.#wait);
  }

  /** A slash command. */
  command(interaction: APIChatInputApplicationCommandInteraction): Promise<void> {
    return this.#guarded(interaction, () => {
      const typed = readTyped(interaction);
      // Attached files count as given while their text is not there yet.
      return this.#make(interaction, withOptions(typed.call, typed.fileNames), async () => {
        const read = await readAttachments(typed.attachments, this.#settings.apiUrl);
        if ('fault' in read) return fileFault(await this.#say(interaction), read.fault, read.option);
        const call = withOptions(typed.call, read.texts);
        const meant = await readFreeText(this.#settings.bot, this.#invocation(interaction, call));
        return this.#settings.bot.run(this.#invocation(interaction, meant));
      });
    });
  }

  /** A key typed into an option. */
  complete(interaction: APIApplicationCommandAutocompleteInteraction): Promise<void> {
    return this.#guarded(interaction, async () => {
      const { bot, rest } = this.#settings;
      const { call, focused = '' } = readTyped(interaction);
      const found = bot.complete(this.#invocation(interaction, call), focused, limits.autocomplete.choices);
      const choices = (await Promise.race([found, this.#wait(completeWithin)])) ?? [];
      await new Answer(rest, interaction).offer(offer(choices, call.options[focused] ?? ''));
    });
  }

  /** A pressed button. */
  press(interaction: APIMessageComponentInteraction): Promise<void> {
    return this.#guarded(interaction, () => {
      const read = readCustomId(interaction.data.custom_id);
      if ('fault' in read) return this.#refuse(interaction, read.fault);
      return this.#make(interaction, read.call, () => this.#run(interaction, read.call));
    });
  }

  /** A sent form. A form does not answer a form, so that nothing is asked again. */
  submit(interaction: APIModalSubmitInteraction): Promise<void> {
    return this.#guarded(interaction, () => {
      const read = readCustomId(interaction.data.custom_id);
      if ('fault' in read) return this.#refuse(interaction, read.fault);
      const call = { ...withOptions(read.call, readFields(interaction)), asks: [] };
      return this.#make(interaction, call, () => this.#run(interaction, call));
    });
  }

  /** Plans a call: a form goes out at once, anything else is run and answered. */
  async #make(interaction: Interaction, call: Call, work: () => Promise<Reply>): Promise<void> {
    const { bot, defaultLocale } = this.#settings;
    const plan = bot.plan(call, defaultLocale);
    if (!('form' in plan)) return this.#answer(interaction, call, mannerOf(interaction, call, plan), work);
    try {
      await this.#ask(interaction, call);
    } catch (error) {
      await this.#answer(interaction, help, faultManner(interaction), () => Promise.reject(error));
    }
  }

  async #ask(interaction: Interaction, call: Call): Promise<void> {
    const { bot, rest } = this.#settings;
    const [say, whole] = await Promise.all([this.#say(interaction), this.#whole(interaction, call)]);
    const plan = bot.plan(whole, say.locale);
    if (!('form' in plan)) return;
    const { data, parked } = renderForm(plan.form, say);
    await bot.park(accountOf(interaction), parked);
    await new Answer(rest, interaction).ask(data);
  }

  /** Answers with what comes of the work, telling Discord in time that it takes a while. */
  async #answer(
    interaction: Interaction,
    call: Call,
    manner: Manner,
    work: () => Promise<Reply>,
  ): Promise<void> {
    const answer = new Answer(this.#settings.rest, interaction);
    const made = this.#prepare(interaction, call, manner, work);
    // Should the deferral fail, a failure of the work must not go unheard.
    made.catch(() => undefined);
    const soon = await Promise.race([made, this.#wait(deferAfter)]);
    if (!soon) await this.#turns.press(answer.defer(manner));
    const ready = await made;
    try {
      await answer.give(ready.letter, ready.manner);
    } catch (error) {
      if (!(error instanceof DiscordAPIError) || error.code === unknownInteraction) throw error;
      // The message to change is gone, or Discord refuses what was written: the person still hears of it.
      const gone = error.code === unknownMessage && ready.manner.update;
      const letter = gone ? ready.letter : await this.#apology(interaction, error);
      await answer.give(letter, faultManner(interaction));
    }
  }

  async #prepare(
    interaction: Interaction,
    call: Call,
    manner: Manner,
    work: () => Promise<Reply>,
  ): Promise<Ready> {
    try {
      await this.#turns.take();
      const reply = await work();
      const fits = reply.tone === 'fault' ? faultManner(interaction) : manner;
      return {
        letter: await this.#letter(interaction, reply, call, !fits.private && !fits.update),
        manner: fits,
      };
    } catch (error) {
      return { letter: await this.#apology(interaction, error), manner: faultManner(interaction) };
    }
  }

  async #letter(interaction: Interaction, reply: Reply, call: Call, open: boolean): Promise<Letter> {
    const { bot, pictures } = this.#settings;
    const { room, account } = this.#invocation(interaction, call);
    const say = open ? bot.say(room) : await this.#say(interaction);
    const { page, ...options } = call.options;
    return write(reply, { call: { ...call, options }, number: Number(page ?? 1) }, say, {
      pictures,
      park: (parked) => bot.park(account, parked),
    });
  }

  /** Says that something broke, with the number under which the log has it. It needs no database. */
  async #apology(interaction: Interaction, error: unknown): Promise<Letter> {
    const { bot, pictures } = this.#settings;
    const say = bot.say(this.#invocation(interaction, help).reader);
    const reply = broken(say, this.#report(interaction, error), help);
    return write(reply, { number: 1 }, say, { pictures, park: async () => undefined });
  }

  #refuse(interaction: Interaction, fault: 'version' | 'broken'): Promise<void> {
    return this.#answer(interaction, help, faultManner(interaction), async () =>
      unreadable(await this.#say(interaction), fault),
    );
  }

  #run(interaction: Interaction, call: Call): Promise<Reply> {
    return this.#settings.bot.run(this.#invocation(interaction, call));
  }

  #invocation(interaction: Interaction, call: Call): Invocation {
    const { now, defaultLocale, mayPost } = this.#settings;
    return {
      ...invocationOf(interaction, call, now(), defaultLocale),
      mayPost: async (channel) =>
        channel === interaction.channel?.id ? mayPostHere(interaction) : mayPost(channel),
    };
  }

  /** The call with what was parked of it, where the database says it in time for a form. */
  async #whole(interaction: Interaction, call: Call): Promise<Call> {
    const found = this.#settings.bot.whole(this.#invocation(interaction, call));
    return (await Promise.race([found, this.#wait(databaseWithin)])) ?? call;
  }

  /** The words in the person's language: the one chosen here, else their client's. */
  async #say(interaction: Interaction) {
    const { bot } = this.#settings;
    const { reader, account } = this.#invocation(interaction, help);
    const chosen = await Promise.race([bot.localeOf(account), this.#wait(databaseWithin)]);
    return bot.say(chosen ?? reader);
  }

  /** Writes a fault down and gives the number a person can pass on. */
  #report(interaction: Interaction, error: unknown): string {
    const number = interaction.id.slice(-6);
    this.#settings.log.error(
      { error, interaction: interaction.id, number },
      'Discord: an interaction failed',
    );
    return number;
  }

  async #guarded(interaction: Interaction, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof DiscordAPIError && error.code === unknownInteraction)
        this.#settings.log.warn(
          { interaction: interaction.id },
          'Discord: too late to answer an interaction',
        );
      else this.#report(interaction, error);
    }
  }
}
