import { type Filled, fill } from './answer.ts';
import { blockFaults } from './block.ts';
import { type Ack, type EnvelopeKind, NotDelivered } from './delivery.ts';
import { suggestions } from './element.ts';
import { attachFile } from './file.ts';
import { respond } from './hook.ts';
import { Interaction } from './interaction.ts';
import { commandsOf, manifestFaults, scopesOf } from './manifest.ts';
import { changeView, openView } from './modal.ts';
import {
  commandPayload,
  elementsOf,
  labelOf,
  mentionPayload,
  pressPayload,
  type Scene,
  submitPayload,
  suggestPayload,
} from './payload.ts';
import { faults, isRecord, type Json } from './schema.ts';
import type { SlackServer } from './server.ts';
import { viewFaults } from './view.ts';
import type { Message, OpenView } from './world.ts';

/** People at Slack's clients: what they do, and what they see then. */
export class Driver {
  readonly #server: SlackServer;
  #commands: ReadonlySet<string> | undefined;
  /** Slack gives an app three seconds to acknowledge; by the clock of tests/support/clock.ts. */
  ackWithinMs = 3000;
  /** Milliseconds before the second, third and fourth delivery of an event; Slack's own are 0, 60 000, 300 000. */
  retryDelaysMs: readonly number[] = [0, 60_000, 300_000];

  constructor(server: SlackServer) {
    this.#server = server;
  }

  /** Installs an app: its commands and scopes hold from now on. Throws where Slack would refuse the manifest. */
  install(manifest: unknown): void {
    const found = manifestFaults(manifest);
    if (found.length > 0) throw new Error(`manifest refused: ${found.join('; ')}`);
    const commands = commandsOf(manifest);
    const unescaped = commands.filter(({ escaped }) => !escaped);
    if (unescaped.length > 0)
      throw new Error('the driver writes mentions escaped: should_escape must be true');
    this.#commands = new Set(commands.map(({ command }) => command));
    const { scopes } = this.#server.world;
    scopes.clear();
    for (const scope of scopesOf(manifest)) scopes.add(scope);
  }

  /** Types a slash command. `thread` plays somebody who tries it in a thread, where Slack refuses it. */
  slash(scene: Scene, command: string, text = '', { thread = false } = {}): Interaction {
    return this.#interact(scene.user.id, scene.channel, async (cause) => {
      if (thread) throw new NotDelivered(`${command} is not supported in threads. Sorry!`);
      if (this.#commands && !this.#commands.has(command))
        throw new NotDelivered(`${command} is not a valid command`);
      const payload = commandPayload(this.#making(cause), scene, command, text);
      const ack = await this.#deliver('slash_commands', payload);
      if (ack)
        respond(
          this.#server.world,
          { cause, user: scene.user.id, channel: scene.channel, source: undefined },
          ack,
        );
      return ack;
    });
  }

  /** Presses a button, by its label or its action_id. */
  press(scene: Scene, message: Message, which: string): Interaction {
    return this.#interact(scene.user.id, message.channel, (cause) => {
      const found = elementsOf(message.blocks).find(
        (each) => labelOf(each) === which || each.element.action_id === which,
      );
      if (!found) throw new Error(`there is no button ${which} in ${JSON.stringify(message.blocks)}`);
      const { type, action_id, text, value, style } = found.element;
      const action = {
        type,
        action_id,
        block_id: found.block.block_id,
        text,
        ...(value === undefined ? {} : { value }),
        ...(style === undefined ? {} : { style }),
      };
      return this.#deliver('interactive', pressPayload(this.#making(cause), scene, message, action));
    });
  }

  /** Sends a payload as it is: for old buttons, another workspace's, or none at all. */
  raw(scene: Scene, kind: EnvelopeKind, payload: (cause: string) => Json): Interaction {
    return this.#interact(scene.user.id, scene.channel, (cause) => this.#deliver(kind, payload(cause)));
  }

  /** The labels of the buttons and menus of a message. */
  buttons(message: Message): string[] {
    return elementsOf(message.blocks).map(labelOf);
  }

  /** Fills in a form and submits it; then the view closes, changes, or shows errors (`open.errors`). */
  submitView(scene: Scene, open: OpenView, given: Filled = {}): Interaction {
    const submit = async (cause: string): Promise<Ack> => {
      const values = fill(open, given, (content) =>
        attachFile(this.#server.world, this.#server.base, content),
      );
      const payload = submitPayload(this.#making(cause), scene.user, open, values, scene.team);
      const ack = await this.#deliver('interactive', payload);
      this.#settle(open, ack, cause);
      return ack;
    };
    return this.#interact(scene.user.id, scene.channel, submit, open.cause);
  }

  #settle(open: OpenView, ack: Ack, cause: string): void {
    const { world } = this.#server;
    const action = ack?.response_action;
    if (action === 'errors') {
      this.#showErrors(open, ack?.errors, cause);
      return;
    }
    if (action === 'update' || action === 'push') {
      const view = ack?.view;
      if (!isRecord(view) || viewFaults(view).length > 0) throw new NotDelivered(viewFaults(view).join('; '));
      if (action === 'update') changeView(world, open, view, cause);
      else openView(world, view, open.user, cause, open);
      return;
    }
    if (ack !== undefined && action !== 'clear')
      throw new NotDelivered('We had some trouble connecting. Try again?');
    for (const each of world.views.values())
      if (each === open || (action === 'clear' && each.root === open.root)) each.closed = true;
    world.tell({ kind: 'view', view: open, cause });
  }

  #showErrors(open: OpenView, errors: unknown, cause: string): void {
    const blocks = open.view.blocks as readonly Json[];
    const inputs = new Set(blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id));
    const entries = isRecord(errors) ? Object.entries(errors) : [];
    if (
      entries.length === 0 ||
      entries.some(([id, text]) => !inputs.has(id) || typeof text !== 'string' || text === '')
    )
      throw new NotDelivered('We had some trouble connecting. Try again?');
    open.errors = Object.fromEntries(entries.map(([id, text]) => [id, String(text)]));
    this.#server.world.tell({ kind: 'view', view: open, cause });
  }

  /** Types into an external_select; the options offered, as `{label, value}`. */
  async suggest(scene: Scene, at: { view: OpenView } | { message: Message }, which: string, typed: string) {
    const blocks = 'view' in at ? (at.view.view.blocks as readonly Json[]) : at.message.blocks;
    const found = elementsOf(blocks).find(
      (each) => each.element.action_id === which || labelOf(each) === which,
    );
    if (found?.element.type !== 'external_select') throw new Error(`there is no external_select ${which}`);
    const { min_query_length: min = 3 } = found.element;
    if (typed.length < Number(min)) return [];
    const cause = this.#server.world.id('i');
    const payload = suggestPayload(
      this.#making(cause),
      scene.user,
      at,
      String(found.block.block_id),
      String(found.element.action_id),
      typed,
    );
    const ack = (await this.#deliver('interactive', payload)) ?? {};
    const wrong = faults(suggestions, ack);
    if (wrong.length > 0) throw new Error(wrong.join('; '));
    const options = Array.isArray(ack.options) ? (ack.options as readonly Json[]) : [];
    return options.map((option) => ({
      label: isRecord(option.text) ? String(option.text.text) : '',
      value: String(option.value),
    }));
  }

  /** Writes a message that mentions the bot. The event is delivered again, as Slack does, until it is acknowledged. */
  mention(scene: Scene, text: string, { thread }: { thread?: string } = {}): Interaction {
    const { world } = this.#server;
    const whole = `<@${world.bot.id}> ${text}`;
    const message = world.post({
      channel: scene.channel,
      author: scene.user.id,
      text: whole,
      blocks: [],
      ...(thread ? { thread } : {}),
    });
    return this.#interact(scene.user.id, scene.channel, (cause) =>
      this.event(mentionPayload(this.#making(cause), scene, whole, message)),
    );
  }

  /** Delivers an event until it is acknowledged, at most four times. */
  async event(payload: Json): Promise<Ack> {
    let failure: unknown;
    for (const [index, wait] of [0, ...this.retryDelaysMs].entries()) {
      await new Promise((resolve) => setTimeout(resolve, wait));
      const retry = index === 0 ? {} : { retry: { attempt: index, reason: 'timeout' } };
      try {
        return await this.#server.delivery.deliver(
          { kind: 'events_api', payload, ...retry },
          this.ackWithinMs,
        );
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }

  #making(cause: string) {
    const { world, grants, base } = this.#server;
    return { world, grants, base, cause };
  }

  async #deliver(kind: EnvelopeKind, payload: Json): Promise<Ack> {
    const ack = await this.#server.delivery.deliver({ kind, payload }, this.ackWithinMs);
    const wrong = ack && Array.isArray(ack.blocks) ? blockFaults(ack.blocks, 'message') : undefined;
    if (wrong) throw new NotDelivered(wrong.error);
    return ack;
  }

  #interact(
    user: string,
    channel: string,
    act: (cause: string) => Promise<Ack>,
    before?: string,
  ): Interaction {
    const cause = this.#server.world.id('i');
    return new Interaction(this.#server.world, cause, { user, channel, before }, async () => act(cause));
  }
}
