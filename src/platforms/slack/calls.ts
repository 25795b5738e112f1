import type { WebClient } from '@slack/web-api';
import type { Temporal } from 'temporal-polyfill';
import type { Bot } from '#core/bot.ts';
import { type AccountRef, type Call, type Invocation, withOptions } from '#core/call.ts';
import { refusal, unreadable } from '#core/fault.ts';
import type { Locale } from '#core/locale.ts';
import { button, buttons, note, paragraph, type Reply } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import { type Attached, type FileAccess, fileFault, readAttached } from '#platforms/slack/attachment.ts';
import type { Delivery, Visibility } from '#platforms/slack/deliver.ts';
import { formView } from '#platforms/slack/form.ts';
import type { Log } from '#platforms/slack/line.ts';
import { type Origin, remember } from '#platforms/slack/origin.ts';
import type { People } from '#platforms/slack/people.ts';
import type { Naming } from '#platforms/slack/prefix.ts';
import { render } from '#platforms/slack/render.ts';
import { codeOf } from '#platforms/slack/trouble.ts';

/** What calls are answered with. */
export interface Desk {
  readonly bot: Bot;
  readonly client: WebClient;
  readonly people: People;
  readonly delivery: Delivery;
  readonly log: Log;
  readonly files: FileAccess;
  /** What the commands are called in this workspace. */
  readonly naming: Naming;
  /** Where Slack says nothing of a person's or a channel's language. */
  readonly locale: Locale;
  now(): Temporal.Instant;
  /** Resolves after so many milliseconds. */
  wait(ms: number): Promise<void>;
}

/** Who made a call, and the languages: of the person, and of where it was made. */
interface Languages {
  /** How Slack shows the person; `undefined` where it did not say so in time. */
  readonly name: string | undefined;
  readonly reader: Locale;
  readonly room: Locale;
}

/**
 * How long a chosen language or a parked call, and a completion, are waited for at most, in milliseconds: Slack gives three
 * seconds to open a form, to fill a menu and to take a submission, and a locked database is tried for five.
 */
const databaseWithinMs = 800;
const completeWithinMs = 1500;

/** Slack's ids of channels; a name that was typed and that Slack knew no channel by stays a name. */
const channelId = /^[CDG][A-Z0-9]{2,}$/;

const help: Call = { command: 'help', options: {} };

const accountOf = ({ team, user }: Origin): AccountRef => ({ platform: 'slack', tenant: team, id: user });

/** Answers calls, wherever they came from. Nothing here rejects: a person always hears something. */
export class Calls {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Opens the form a call asks for, or runs it and brings the reply. */
  async answer(call: Call, origin: Origin): Promise<void> {
    const { bot, delivery } = this.#desk;
    const languages = await this.#languages(origin);
    const plan = bot.plan(call, languages.reader);
    if ('form' in plan) return this.#ask(call, origin, languages);
    const reply = await this.#run(call, origin, languages);
    const page = Number(call.options.page ?? 1);
    // A page takes the place of the page whose button was pressed.
    const visibility: Visibility = call.options.page === undefined ? plan : { to: plan.to, as: 'same' };
    const say = bot.say(
      visibility.to === 'room' && reply.tone !== 'fault' ? languages.room : languages.reader,
    );
    await delivery.bring(origin, reply, visibility, { say, call, page: Number.isInteger(page) ? page : 1 });
  }

  /** Lays out the Home tab of who opened it: what the bot can do, to be tried at once. */
  async home(origin: Origin): Promise<void> {
    const { bot, client } = this.#desk;
    const languages = await this.#languages(origin);
    const say = bot.say(languages.reader);
    const reply = await this.#run(help, origin, languages);
    const guide = note(
      say('What you press here is answered under Messages, where you can write to me, too.'),
    );
    const { blocks, parked } = render({ ...reply, blocks: [...reply.blocks, guide] }, { say, simple: true });
    await bot.park({ platform: 'slack', tenant: origin.team }, parked);
    await client.views.publish({ user_id: origin.user, view: { type: 'home', blocks: [...blocks] } });
  }

  /** Says that a button or a form can no longer be read. */
  async apologise(why: 'version' | 'broken', origin: Origin): Promise<void> {
    const say = await this.say(origin);
    await this.#say(unreadable(say, why), origin, say);
  }

  /** Makes a form's call with the files that were given; one that cannot be read is told, and nothing is run. */
  async submit(call: Call, files: readonly Attached[], origin: Origin): Promise<void> {
    const texts: Record<string, string> = {};
    for (const file of files) {
      const read = await readAttached(file, this.#desk.files);
      if ('fault' in read) {
        const say = await this.say(origin);
        return this.#say(fileFault(say, read.fault, file.option), origin, say);
      }
      texts[file.option] = read.text;
    }
    // `asks: []`: a form whose fields were all left empty is not opened once more.
    await this.answer({ ...withOptions(call, texts), asks: [] }, origin);
  }

  /** The choices for an option of a form that is being filled in. */
  async complete(call: Call, origin: Origin, option: string, typed: string, limit: number) {
    const languages = await this.#languages(origin);
    const options = { ...call.options, [option]: typed };
    const invocation = this.#invocation({ ...call, options }, origin, languages);
    return (await this.#soon(this.#desk.bot.complete(invocation, option, limit), completeWithinMs)) ?? [];
  }

  /** The words in the language of who made a call. */
  async say(origin: Origin): Promise<Say> {
    return this.#desk.bot.say((await this.#languages(origin)).reader);
  }

  async #ask(call: Call, origin: Origin, languages: Languages): Promise<void> {
    const { bot, client, log, naming } = this.#desk;
    const { reader } = languages;
    const say = bot.say(reader);
    const whole = await this.#soon(bot.whole(this.#invocation(call, origin, languages)));
    const plan = bot.plan(whole ?? call, reader);
    if (!('form' in plan)) return;
    const form = { ...plan.form, title: naming.word(plan.form.title) };
    if (origin.trigger !== undefined) {
      try {
        const { metadata, parked } = remember(form.call, origin);
        await bot.park({ platform: 'slack', tenant: origin.team }, parked);
        await client.views.open({ trigger_id: origin.trigger, view: formView(form, metadata, say) });
        return;
      } catch (error) {
        log.warn({ code: codeOf(error), error }, 'a form could not be opened');
      }
    }
    const again: Call = { ...call, asks: call.asks ?? form.fields.map(({ name }) => name) };
    const reply = refusal(
      say('I need to ask you something first'),
      paragraph(say('Press the button, and a form opens.')),
      ...buttons(button(say('Open the form'), again, 'primary')),
    );
    await this.#say(reply, origin, say);
  }

  async #run(call: Call, origin: Origin, languages: Languages): Promise<Reply> {
    const { bot, naming } = this.#desk;
    return naming.reply(await bot.run(this.#invocation(call, origin, languages)));
  }

  #say(reply: Reply, origin: Origin, say: Say): Promise<void> {
    return this.#desk.delivery.bring(origin, reply, { to: 'asker', as: 'new' }, { say });
  }

  /** What the database says, where it does so in time. */
  #soon<T>(asked: Promise<T>, ms = databaseWithinMs): Promise<T | undefined> {
    return Promise.race([asked, this.#desk.wait(ms).then(() => undefined)]);
  }

  async #languages(origin: Origin): Promise<Languages> {
    const { bot, people, locale } = this.#desk;
    const direct = origin.alone === true || origin.channel.startsWith('D');
    const [person, chosen, channel] = await Promise.all([
      people.about(origin.user),
      this.#soon(bot.localeOf(accountOf(origin))),
      direct ? undefined : people.channel(origin.channel),
    ]);
    const reader = chosen ?? person?.locale ?? locale;
    return { name: person?.name, reader, room: direct ? reader : (channel ?? locale) };
  }

  #invocation(call: Call, origin: Origin, { name, reader, room }: Languages): Invocation {
    const { people, now, log } = this.#desk;
    return {
      ...call,
      account: accountOf(origin),
      name: name ?? origin.name,
      ...(name === undefined && { unnamed: true }),
      place: { platform: 'slack', tenant: origin.team, channel: origin.channel },
      reader,
      room,
      at: now(),
      manager: async () => {
        try {
          return await people.manager(origin.user);
        } catch (error) {
          log.warn(
            { code: codeOf(error), error },
            'Slack did not say whether a person manages the workspace',
          );
          return false;
        }
      },
      hasChannel: (typed) => channelId.test(typed),
      mayPost: async (channel) => (origin.alone ? true : people.mayPost(channel)),
    };
  }
}
