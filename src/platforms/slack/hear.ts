import type { InHand, Listening } from '#platforms/slack/hand.ts';
import type { Origin } from '#platforms/slack/origin.ts';
import type { Seen } from '#platforms/slack/seen.ts';
import { readTyped } from '#platforms/slack/typed.ts';

/** Listens to what people write to the bot without a slash, and shows the Home tab to who opens it. */
export function hear(listening: Listening, inHand: InHand, delivered: Seen): void {
  listenToMentions(listening, inHand, delivered);
  listenToMessages(listening, inHand, delivered);
  listenToHome(listening, inHand, delivered);
}

/** A text without the bot's own name. */
const addressed = (text: string, bot: string | undefined): string =>
  text.replaceAll(new RegExp(`<@${bot}(?:\\|[^>]*)?>`, 'g'), ' ');

function listenToMentions({ app, bot, calls, prefix }: Listening, inHand: InHand, delivered: Seen): void {
  app.event('app_mention', async ({ event, body, context }) => {
    if (event.user === undefined || event.bot_id !== undefined || !delivered.first(body.event_id)) return;
    const origin: Origin = {
      team: body.team_id,
      user: event.user,
      name: event.user,
      channel: event.channel,
      ...(event.thread_ts === undefined ? { under: event.ts } : { thread: event.thread_ts }),
    };
    const call = readTyped(bot.commands, addressed(event.text, context.botUserId), prefix);
    await inHand.run(() => calls.answer(call, origin));
  });
}

/** What is written in the bot's own conversation with a person. Edits, deletions and what bots write are no calls. */
function listenToMessages({ app, bot, calls, prefix }: Listening, inHand: InHand, delivered: Seen): void {
  app.event('message', async ({ event, body, context }) => {
    if (event.channel_type !== 'im' || (event.subtype !== undefined && event.subtype !== 'file_share'))
      return;
    const byBot = 'bot_id' in event && event.bot_id !== undefined;
    if (byBot || !event.user || !delivered.first(body.event_id)) return;
    const origin: Origin = {
      team: body.team_id,
      user: event.user,
      name: event.user,
      channel: event.channel,
      alone: true,
      ...(event.thread_ts !== undefined && { thread: event.thread_ts }),
    };
    const call = readTyped(bot.commands, addressed(event.text ?? '', context.botUserId), prefix);
    await inHand.run(() => calls.answer(call, origin));
  });
}

function listenToHome({ app, calls }: Listening, inHand: InHand, delivered: Seen): void {
  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab !== 'home' || !delivered.first(body.event_id)) return;
    const { user, channel } = event;
    await inHand.run(() => calls.home({ team: body.team_id, user, name: user, channel, alone: true }));
  });
}
