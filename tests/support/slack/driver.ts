import { type Filled, fill } from './answer.ts';
import { blockFaults } from './block.ts';
import { type Ack, type EnvelopeKind, NotDelivered } from './delivery.ts';
import { suggestions } from './element.ts';
import { attachFile } from './file.ts';
import { respond } from './hook.ts';
import { Interaction } from './interaction.ts';
import { commandsOf, eventsOf, manifestFaults, pageOf, scopesOf } from './manifest.ts';
import { changeView, openView } from './modal.ts';
import {
  commandPayload,
  directPayload,
  elementsOf,
  eventPayload,
  labelOf,
  mentionPayload,
  pressHomePayload,
  pressPayload,
  type Scene,
  submitPayload,
  suggestPayload,
} from './payload.ts';
import { faults, isRecord, type Json } from './schema.ts';
import type { SlackServer } from './server.ts';
import { viewFaults } from './view.ts';
import type { Message, OpenView, User } from './world.ts';

/** A button as a press of it is told. */
function actionOf(blocks: readonly Json[], which: string): Json {
  const found = elementsOf(blocks).find(
    (each) => labelOf(each) === which || each.element.action_id === which,
  );
  if (!found) throw new Error(`there is no button ${which} in ${JSON.stringify(blocks)}`);
  const { type, action_id, text, value, style } = found.element;
  return {
    type,
    action_id,
    block_id: found.block.block_id,
    text,
    ...(value === undefined ? {} : { value }),
    ...(style === undefined ? {} : { style }),
  };
}

/** People at Slack's clients: what they do, and what they see then. */
export class Driver {
  readonly #server: SlackServer;
  #commands: ReadonlySet<string> | undefined;
  #events: ReadonlySet<string> = new Set();
  #page = { home: false, messages: false };
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
    this.#events = new Set(eventsOf(manifest));
    this.#page = pageOf(manifest);
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
      const action = actionOf(message.blocks, which);
      return this.#deliver('interactive', pressPayload(this.#making(cause), scene, message, action));
    });
  }

  /** Opens the Home tab of the app: what stands there once the event has been taken, and what comes of it. */
  async openHome(user: User): Promise<Json | undefined> {
    const { world } = this.#server;
    if (!this.#page.home) throw new NotDelivered('the Home tab is switched off');
    if (this.#events.has('app_home_opened')) {
      const event = {
        type: 'app_home_opened',
        user: user.id,
        channel: world.direct(user.id).id,
        tab: 'home',
      };
      await this.event(eventPayload(this.#making(world.id('i')), { ...event, event_ts: world.ts() }));
    }
    return world.homes.get(user.id);
  }

  /** Presses a button in the Home tab; what comes of it is seen in the conversation with the bot. */
  pressHome(user: User, which: string): Interaction {
    const { world } = this.#server;
    return this.#interact(user.id, world.direct(user.id).id, (cause) => {
      const home = world.homes.get(user.id) ?? {};
      const action = actionOf(home.blocks as readonly Json[], which);
      return this.#deliver('interactive', pressHomePayload(this.#making(cause), user, home, action));
    });
  }

  /** Writes to the bot in the conversation with it. */
  write(user: User, text: string, { thread, more = {} }: { thread?: string; more?: Json } = {}): Interaction {
    const { world } = this.#server;
    const { id: channel } = world.direct(user.id);
    return this.#interact(user.id, channel, async (cause) => {
      if (!this.#page.messages) throw new NotDelivered('Sending messages to this app has been turned off.');
      const own = thread ? { thread } : {};
      const message = world.post({ channel, author: user.id, text, blocks: [], cause: 'written', ...own });
      if (!this.#events.has('message.im') || !world.scopes.has('im:history')) return undefined;
      return this.event(directPayload(this.#making(cause), message, more));
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
