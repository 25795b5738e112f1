import type { Temporal } from 'temporal-polyfill';
import { dueSlots, nextSlot } from '#core/agenda.ts';
import { call, type PlaceRef } from '#core/call.ts';
import type { Context } from '#core/command.ts';
import { proseLabel } from '#core/knowledge/prose.ts';
import { daysText, daysValue } from '#core/quiz/weekdays.ts';
import { type Block, type Button, button, buttons, list, note, paragraph, type Reply } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import type { Programme, Round } from '#core/store.ts';
import { strong, type Text } from '#core/text.ts';

/** What the form of a daily quiz asks for. */
export const settingNames = ['time', 'days', 'zone', 'topics'] as const;

/** Buttons about another channel than the one they stand in must name it. */
export const named = (place: PlaceRef, context: Context): Readonly<Record<string, string>> =>
  isHere(place, context) ? {} : { channel: place.channel };

/** Whether a call speaks of the channel it is made in. */
export const isHere = (place: PlaceRef, context: Context): boolean => place.channel === context.place.channel;

/** A channel without a daily quiz, and how it gets one. */
export function noProgramme(place: PlaceRef, context: Context): Reply {
  const { say } = context;
  const at = named(place, context);
  return {
    title: isHere(place, context) ? say('No daily quiz here yet') : say('No daily quiz in that channel yet'),
    blocks: [
      paragraph(
        say(
          'One question a day, at the hour you choose. It takes a minute, and the team sees how it went the next day.',
        ),
      ),
      ...buttons(
        button(
          say('Every weekday at 09:00'),
          call('daily set', { time: '09:00', days: 'weekdays', ...at }),
          'primary',
        ),
        button(say('Choose…'), { command: 'daily set', options: at, asks: settingNames }),
      ),
    ],
  };
}

/** What is set for a channel, when its next quiz comes, and what can be done about it. */
export async function programmeReply(
  title: Text,
  programme: Programme,
  place: PlaceRef,
  context: Context,
): Promise<Reply> {
  const { rounds } = context.stores;
  const newest = await rounds.newest(programme.id);
  const stands = newest && (await rounds.standing(newest.id, place)) !== undefined;
  const works = programme.state === 'active' && programme.broken === undefined;
  const isShut = works && (await context.mayPost(place.channel)) === false;
  return {
    title,
    blocks: [
      settingsList(programme, context),
      paragraph(outlook(programme, { round: newest, stands }, context)),
      ...(isShut ? [paragraph(shutOut(context.say))] : []),
      ...(programme.state === 'stopped' ? [note(context.say('Scores stay as they are.'))] : []),
      ...buttons(...controls(programme, place, isDoneOn(today(programme, context), newest, stands), context)),
    ],
  };
}

/** Said when it is set, and not only once a morning has passed without a quiz. */
const shutOut = (say: Say): Text =>
  say(
    '⚠️ I cannot write in that channel yet: invite me, or let me see it and post there. Until then no quiz appears.',
  );

function settingsList(programme: Programme, { say, knowledge }: Context): Block {
  const topics = knowledge.chapters.filter(({ id }) => programme.topics.includes(id));
  const names = topics.map(({ name }) => proseLabel(say.pick(name))).join(', ');
  return list([
    [strong(say('Time')), ' — ', `${programme.time} (${programme.zone})`],
    [strong(say('Days')), ' — ', ...daysText(programme.days, say)],
    [strong(say('Chapters')), ' — ', ...(names === '' ? say('all') : [names])],
    [strong(say('Language')), ' — ', programme.locale === 'ko' ? '한국어' : 'English'],
  ]);
}

/** Whether a day's quiz is posted in a channel, or can be no more. */
const isDoneOn = (day: string, newest: Round | undefined, stands: boolean | undefined): boolean =>
  newest?.day === day && (stands === true || newest.revealed !== undefined);

const today = ({ zone }: Programme, { at }: Context): string =>
  at.toZonedDateTimeISO(zone).toPlainDate().toString();

/** When the next quiz comes, or why none does. */
function outlook(
  programme: Programme,
  { round, stands }: { readonly round: Round | undefined; readonly stands: boolean | undefined },
  { say, at }: Context,
): Text {
  const written = (instant: Temporal.Instant) => [strong(when(instant, programme.zone, say))];
  if (programme.state === 'stopped') return say('It is stopped; set it again to start over.');
  if (programme.state === 'paused') return say('It is paused; nothing is posted until you resume it.');
  if (programme.broken)
    return say(
      '⚠️ On {when} I could not post in this channel: it is gone, or I have no right to write there. Nothing is posted until you mend that and resume.',
      { when: written(programme.broken) },
    );
  // A channel that joins a quiz after its hour gets today's as well.
  if (
    dueSlots([programme], at).some(({ day, verdict }) => verdict === 'post' && !isDoneOn(day, round, stands))
  )
    return say('Today’s quiz comes in a moment.');
  const next = nextSlot(programme, at, round?.day);
  return next ? say('The next quiz comes {when}.', { when: written(next) }) : say('No quiz is due.');
}

/** A date and time as the reader's language writes it, in the programme's zone. */
const when = (at: Temporal.Instant, zone: string, say: Say): string =>
  new Intl.DateTimeFormat(say.locale, {
    timeZone: zone,
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at.epochMilliseconds);

function controls(
  programme: Programme,
  place: PlaceRef,
  isDone: boolean,
  context: Context,
): readonly Button[] {
  const { say } = context;
  const at = named(place, context);
  if (programme.state === 'stopped') return [button(say('Undo'), call('daily resume', at), 'primary')];
  const works = programme.state === 'active' && programme.broken === undefined;
  // All of them: what a form shows is what is set, so that an emptied field cannot mean two things.
  const settings = {
    time: programme.time,
    days: daysValue(programme.days),
    zone: programme.zone,
    topics: programme.topics.join(',') || 'all',
    ...at,
  };
  return [
    works
      ? button(say('Pause'), call('daily pause', at))
      : button(say('Resume'), call('daily resume', at), 'primary'),
    button(say('Change…'), { command: 'daily set', options: settings, asks: settingNames }),
    ...(works && !isDone ? [button(say('Post now'), call('daily now', at))] : []),
    button(say('Stop'), call('daily stop', at), 'danger'),
  ];
}
