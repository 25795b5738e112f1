import type { BlockAction } from '@slack/bolt';
import { withOptions } from '#core/call.ts';
import { readSpelling } from '#core/spelling.ts';
import {
  attachedTo,
  choice,
  formCallback,
  formErrors,
  optionOf,
  readForm,
  type State,
} from '#platforms/slack/form.ts';
import { InHand, type Listening } from '#platforms/slack/hand.ts';
import { hear } from '#platforms/slack/hear.ts';
import { limits } from '#platforms/slack/limits.ts';
import type { Log } from '#platforms/slack/line.ts';
import { type Origin, recall } from '#platforms/slack/origin.ts';
import { Seen } from '#platforms/slack/seen.ts';
import { readSlash } from '#platforms/slack/typed.ts';

const hourMs = 60 * 60_000;
/** Two presses of one button within this time are one. */
const doublePressMs = 1500;

/** Listens to all that people do: commands, buttons, forms, messages. Each is acknowledged before anything else is done. */
export function listen(listening: Listening): InHand {
  const { app, log, now } = listening;
  const inHand = new InHand(log);
  const delivered = new Seen(hourMs, now);
  listenToCommands(listening, inHand, delivered);
  listenToButtons(listening, inHand, delivered);
  listenToForms(listening, inHand, delivered);
  hear(listening, inHand, delivered);
  app.error(async (error) => log.error({ error }, 'Bolt could not handle something from Slack'));
  return inHand;
}

/** An acknowledgement that was lost with its connection is no reason to leave a person without an answer. */
async function acknowledge(ack: () => Promise<void>, log: Log): Promise<void> {
  await ack().catch((error: unknown) => log.warn({ error }, 'an acknowledgement did not reach Slack'));
}

function listenToCommands(
  { app, bot, calls, prefix, log }: Listening,
  inHand: InHand,
  delivered: Seen,
): void {
  app.command(/^/, async ({ ack, command }) => {
    await acknowledge(ack, log);
    if (!delivered.first(command.trigger_id)) return;
    const origin: Origin = {
      team: command.team_id,
      user: command.user_id,
      name: command.user_name,
      channel: command.channel_id,
      responseUrl: command.response_url,
      trigger: command.trigger_id,
    };
    const call = readSlash(bot.commands, command.command, command.text ?? '', prefix);
    await inHand.run(() => calls.answer(call, origin));
  });
}

/** Where a button was pressed. An ephemeral message is in no payload; its container says that it was one. */
function pressed(body: BlockAction): Origin {
  const { container, message } = body;
  const ts = String(container.message_ts ?? message?.ts ?? '');
  const thread: unknown = message?.thread_ts ?? container.thread_ts;
  const who = {
    team: body.team?.id ?? body.user.team_id ?? '',
    user: body.user.id,
    name: body.user.name ?? body.user.username,
    trigger: body.trigger_id,
  };
  // The Home tab is no channel: what is pressed there is answered under Messages.
  if (container.type === 'view') return { ...who, channel: who.user, alone: true };
  return {
    ...who,
    channel: body.channel?.id ?? String(container.channel_id ?? ''),
    responseUrl: body.response_url,
    ...(ts !== '' && { on: { ts, hidden: container.is_ephemeral === true } }),
    ...(typeof thread === 'string' && { thread }),
  };
}

function listenToButtons({ app, calls, now, log }: Listening, inHand: InHand, delivered: Seen): void {
  const presses = new Seen(doublePressMs, now);
  app.action<BlockAction>(/^/, async ({ ack, body, action }) => {
    await acknowledge(ack, log);
    const value = 'value' in action && typeof action.value === 'string' ? action.value : '';
    const origin = pressed(body);
    const press = `${origin.user} ${origin.on?.ts} ${action.action_id} ${value}`;
    if (!delivered.first(body.trigger_id) || !presses.first(press)) return;
    const read = readSpelling(value);
    await inHand.run(() =>
      'fault' in read ? calls.apologise(read.fault, origin) : calls.answer(read.call, origin),
    );
  });
}

function listenToForms({ app, bot, calls }: Listening, inHand: InHand, delivered: Seen): void {
  app.view(formCallback, async ({ ack, body, view }) => {
    const who = { team: body.team?.id ?? body.user.team_id ?? '', user: body.user.id, name: body.user.name };
    const recalled = recall(view.private_metadata, who);
    if (!recalled) {
      await ack();
      return inHand.run(() => calls.apologise('broken', { ...who, channel: who.user }));
    }
    const { call, origin } = recalled;
    const filled = readForm(view.state.values as State);
    const command = bot.commands.find(({ name }) => name === call.command);
    const errors = formErrors(filled, command?.options ?? {}, await calls.say(origin));
    if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });
    await ack();
    if (!delivered.first(view.id)) return;
    const made = withOptions(call, filled);
    await inHand.run(() => calls.submit(made, attachedTo(view.state.values as State), origin));
  });

  app.options(/^/, async ({ ack, body }) => {
    const who = { team: body.team?.id ?? '', user: body.user.id, name: body.user.name };
    const recalled = 'view' in body && body.view ? recall(body.view.private_metadata, who) : undefined;
    if (!recalled) return ack({ options: [] });
    const { value: most, select } = limits.options;
    const option = optionOf(body.block_id);
    const found = await calls.complete(recalled.call, recalled.origin, option, body.value, select);
    const options = found
      .filter(({ value, label }) => value !== '' && value.length <= most && label !== '')
      .slice(0, select)
      .map(({ value, label }) => choice(value, label));
    await ack({ options });
  });
}
