import { DiscordAPIError, InteractionResponseType, MessageFlags, type REST, Routes } from 'discord.js';
import type { Letter } from '#platforms/discord/letter.ts';
import type { Manner } from '#platforms/discord/manner.ts';

const alreadyAcknowledged = 40060;
const unknownMessage = 10008;

const isCode = (error: unknown, code: number): boolean =>
  error instanceof DiscordAPIError && error.code === code;

/**
 * One interaction's answer, by raw requests: the first goes into the callback, once; what comes after a deferral edits,
 * deletes or follows up by the interaction's token. A callback that Discord had processed, though we saw an error and sent it
 * again, is told as 40060: that is the success it was.
 */
export class Answer {
  readonly #rest: REST;
  readonly #id: string;
  readonly #token: string;
  readonly #application: string;
  #deferred: Manner | undefined;

  constructor(
    rest: REST,
    interaction: { readonly id: string; readonly token: string; readonly application_id: string },
  ) {
    this.#rest = rest;
    this.#id = interaction.id;
    this.#token = interaction.token;
    this.#application = interaction.application_id;
  }

  /** Says that the answer is on its way. Whether it will be private is fixed here. */
  async defer(manner: Manner): Promise<void> {
    this.#deferred = manner;
    await this.#callback(
      manner.update
        ? { type: InteractionResponseType.DeferredMessageUpdate }
        : {
            type: InteractionResponseType.DeferredChannelMessageWithSource,
            data: { flags: manner.private ? MessageFlags.Ephemeral : 0 },
          },
    );
  }

  /** Gives the answer; a private one never shows in public, whatever was said at the deferral. */
  async give(letter: Letter, manner: Manner): Promise<void> {
    const before = this.#deferred;
    if (!before) return this.#first(letter, manner);
    if (before.update === manner.update && (before.private || !manner.private || manner.update))
      return this.#edit(letter);
    if (!before.update) await this.#unsay();
    await this.#followUp(letter, manner.private);
  }

  /** Takes the deferral back. Until it is gone a follow-up would take its place, in public. */
  async #unsay(): Promise<void> {
    try {
      await this.#rest.delete(this.#original(), { auth: false });
    } catch (error) {
      if (!isCode(error, unknownMessage)) throw error;
    }
  }

  /** Opens a form; only as the first answer. */
  async ask(data: unknown): Promise<void> {
    await this.#callback({ type: InteractionResponseType.Modal, data });
  }

  /** Offers values for what is being typed. */
  async offer(choices: readonly { readonly name: string; readonly value: string }[]): Promise<void> {
    await this.#callback({
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: { choices },
    });
  }

  async #first(letter: Letter, manner: Manner): Promise<void> {
    const type = manner.update
      ? InteractionResponseType.UpdateMessage
      : InteractionResponseType.ChannelMessageWithSource;
    await this.#callback(
      { type, data: this.#data(letter, manner.private && !manner.update, manner.update) },
      letter,
    );
  }

  async #callback(body: unknown, { files }: Pick<Letter, 'files'> = { files: [] }): Promise<void> {
    const route = Routes.interactionCallback(this.#id, this.#token);
    try {
      await this.#rest.post(route, { body, files: [...files], auth: false });
    } catch (error) {
      if (!isCode(error, alreadyAcknowledged)) throw error;
    }
  }

  async #edit(letter: Letter): Promise<void> {
    await this.#rest.patch(this.#original(), {
      body: this.#data(letter, false, true),
      files: [...letter.files],
      auth: false,
    });
  }

  async #followUp(letter: Letter, secret: boolean): Promise<void> {
    await this.#rest.post(Routes.webhook(this.#application, this.#token), {
      body: this.#data(letter, secret, false),
      files: [...letter.files],
      auth: false,
    });
  }

  #original(): `/${string}` {
    return Routes.webhookMessage(this.#application, this.#token, '@original');
  }

  /** An edit lists the files it keeps: those it brings, none of the old ones. */
  #data({ body, files }: Letter, secret: boolean, edit: boolean): object {
    const attachments = files.map(({ name, alt }, id) => ({
      id: String(id),
      filename: name,
      description: alt,
    }));
    return {
      ...body,
      flags: secret ? body.flags | MessageFlags.Ephemeral : body.flags,
      ...(edit || files.length > 0 ? { attachments } : {}),
    };
  }
}
