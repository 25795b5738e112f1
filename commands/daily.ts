import type { Temporal } from 'temporal-polyfill';
import { nextSlot } from '#core/agenda.ts';
import { call, type PlaceRef, withOptions } from '#core/call.ts';
import { type Context, command } from '#core/command.ts';
import { Refusal, refusal } from '#core/fault.ts';
import { proseLabel } from '#core/knowledge/prose.ts';
import { completeTopics, readTopics } from '#core/quiz/topic.ts';
import { type Block, button, buttons, list, note, paragraph, type Reply } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import type { Programme } from '#core/store.ts';
import { strong, type Text } from '#core/text.ts';

const weekdays = [1, 2, 3, 4, 5] as const;
const everyDay = [1, 2, 3, 4, 5, 6, 7] as const;
const dayNumbers = { mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6, sun: 7 } as const;

const days = {
  kind: 'choices',
  describe: 'Which days: weekdays, or mon,wed,fri …',
  choices: [
    { value: 'weekdays', label: 'weekdays' },
    { value: 'every', label: 'every day' },
    { value: 'mon', label: 'Monday' },
    { value: 'tue', label: 'Tuesday' },
    { value: 'wed', label: 'Wednesday' },
    { value: 'thu', label: 'Thursday' },
    { value: 'fri', label: 'Friday' },
    { value: 'sat', label: 'Saturday' },
    { value: 'sun', label: 'Sunday' },
  ],
} as const;

type Day = (typeof days.choices)[number]['value'];

function readDays(chosen: readonly Day[] | undefined): readonly number[] | undefined {
  if (chosen === undefined) return undefined;
  const numbers = chosen.flatMap((day): readonly number[] => {
    if (day === 'weekdays') return weekdays;
    return day === 'every' ? everyDay : [dayNumbers[day]];
  });
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** The days as `days` is written. */
function daysValue(chosen: readonly number[]): string {
  if (chosen.length === everyDay.length) return 'every';
  if (chosen.join() === weekdays.join()) return 'weekdays';
  return Object.entries(dayNumbers)
    .flatMap(([name, day]) => (chosen.includes(day) ? [name] : []))
    .join(',');
}

const channel = { kind: 'channel', describe: 'Which channel (this one if empty)' } as const;

const placeOf = (id: string | undefined, { place }: Context): PlaceRef =>
  id === undefined ? place : { ...place, channel: id };

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

function daysText(chosen: readonly number[], say: Say): Text {
  if (chosen.length === 7) return say('every day');
  if (chosen.join() === weekdays.join()) return say('weekdays');
  const format = new Intl.DateTimeFormat(say.locale, { weekday: 'short', timeZone: 'UTC' });
  // 2024-01-01 was a Monday.
  return [chosen.map((day) => format.format(Date.UTC(2024, 0, day))).join(', ')];
}

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

const none = (say: Say): Reply => ({
  title: say('No daily quiz here yet'),
  blocks: [
    paragraph(
      say(
        'One question a day, at the hour you choose. It takes a minute, and the team sees how it went the next day.',
      ),
    ),
    ...buttons(
      button(
        say('Every weekday at 09:00'),
        call('daily set', { time: '09:00', days: 'weekdays' }),
        'primary',
      ),
      button(say('Choose …'), {
        command: 'daily set',
        options: {},
        asks: ['time', 'days', 'zone', 'topics'],
      }),
    ),
  ],
});

const controls = (programme: Programme, { say, place }: Context): readonly Block[] => {
  const first = programme.places[0];
  // Buttons in another channel must name the one they are for.
  const at = first && first.channel !== place.channel ? { channel: first.channel } : {};
  // All of them: what a form shows is what is set, so that an emptied field cannot mean two things.
  const settings = {
    time: programme.time,
    days: daysValue(programme.days),
    zone: programme.zone,
    topics: programme.topics.join(',') || 'all',
    ...at,
  };
  return buttons(
    ...(programme.state === 'active'
      ? [button(say('Pause'), call('daily pause', at))]
      : [button(say('Resume'), call('daily resume', at), 'primary')]),
    button(say('Change …'), {
      command: 'daily set',
      options: settings,
      asks: ['time', 'days', 'zone', 'topics'],
    }),
    button(say('Post now'), call('daily now', at)),
    button(say('Stop'), call('daily stop', at), 'danger'),
  );
};

function programmeReply(title: Text, programme: Programme, context: Context): Reply {
  const { say, at } = context;
  const next = nextSlot(programme, at);
  return {
    title,
    blocks: [
      settingsList(programme, context),
      paragraph(
        next
          ? say('The next quiz comes {when}.', { when: [strong(when(next, programme.zone, say))] })
          : programme.state === 'paused'
            ? say('It is paused; nothing is posted until you resume it.')
            : say('It is stopped; set it again to start over.'),
      ),
      ...controls(programme, context),
    ],
  };
}

export const dailyShow = command({
  name: 'daily show',
  describe: 'Show this channel’s daily quiz',
  to: 'asker',
  as: 'same',
  options: { channel },
  examples: ['daily show'],
  async run({ channel }, context) {
    const programme = await context.stores.programmes.at(placeOf(channel, context));
    if (!programme || programme.state === 'stopped') return none(context.say);
    return programmeReply(context.say('The daily quiz here'), programme, context);
  },
});

export const dailySet = command({
  name: 'daily set',
  describe: 'Set this channel’s daily quiz',
  to: 'asker',
  as: 'same',
  managers: true,
  asks: ['time', 'days', 'zone', 'topics'],
  options: {
    time: { kind: 'time', describe: 'Time of day: 09:00', required: true },
    days,
    zone: { kind: 'zone', describe: 'Time zone: Asia/Seoul' },
    topics: { kind: 'text', describe: 'Chapters, with commas, or all', complete: completeTopics },
    channel,
    language: {
      kind: 'choice',
      describe: 'Language of the posts',
      choices: [
        { value: 'ko', label: '한국어' },
        { value: 'en', label: 'English' },
      ],
    },
  },
  examples: [
    'daily set time:09:00',
    'daily set time:18:30 days:mon,wed,fri zone:Asia/Seoul topics:dockerfile,storage',
  ],
  async run(values, context) {
    const { stores, knowledge, say, who, at } = context;
    const place = placeOf(values.channel, context);
    const before = await stores.programmes.at(place);
    const topics =
      values.topics === undefined
        ? undefined
        : readTopics(values.topics, knowledge, say, (topics) => withOptions(context.call, { topics }));
    const programme = await stores.programmes.set(
      {
        place,
        time: values.time,
        days: readDays(values.days) ?? before?.days ?? weekdays,
        zone: values.zone ?? before?.zone ?? context.zone,
        topics: topics ?? before?.topics ?? [],
        locale: values.language ?? before?.locale ?? context.room,
      },
      who.account,
      at,
    );
    context.tell({ kind: 'programme', id: programme.id });
    return programmeReply(
      before ? say('The daily quiz was changed') : say('The daily quiz is set'),
      programme,
      context,
    );
  },
});

const turn = (name: string, describe: string, state: Programme['state'], title: (say: Say) => Text) =>
  command({
    name,
    describe,
    to: 'asker',
    as: 'same',
    managers: true,
    options: { channel },
    examples: [],
    async run({ channel }, context) {
      const place = placeOf(channel, context);
      const programme = await context.stores.programmes.turn(place, state, context.who.account, context.at);
      if (!programme) return none(context.say);
      context.tell({ kind: 'programme', id: programme.id });
      const reply = programmeReply(title(context.say), programme, context);
      if (state !== 'stopped') return reply;
      return { ...reply, blocks: [...reply.blocks.slice(0, 2), ...undo(programme, context)] };
    },
  });

const undo = (programme: Programme, { say, place }: Context): readonly Block[] => {
  const first = programme.places[0];
  const at = first && first.channel !== place.channel ? { channel: first.channel } : {};
  return [
    note(say('Scores stay as they are.')),
    ...buttons(button(say('Undo'), call('daily resume', at), 'primary')),
  ];
};

export const dailyPause = turn('daily pause', 'Pause this channel’s daily quiz', 'paused', (say) =>
  say('The daily quiz is paused'),
);
export const dailyResume = turn('daily resume', 'Resume this channel’s daily quiz', 'active', (say) =>
  say('The daily quiz goes on'),
);
export const dailyStop = turn('daily stop', 'Stop this channel’s daily quiz', 'stopped', (say) =>
  say('The daily quiz is stopped'),
);

export const dailyNow = command({
  name: 'daily now',
  describe: 'Post today’s quiz right now',
  to: 'asker',
  managers: true,
  options: { channel },
  examples: [],
  async run({ channel }, context) {
    const { say, stores, at } = context;
    const programme = await stores.programmes.at(placeOf(channel, context));
    if (!programme || programme.state === 'stopped') return none(say);
    if (programme.state === 'paused')
      return programmeReply(say('The daily quiz is paused'), programme, context);
    const today = at.toZonedDateTimeISO(programme.zone).toPlainDate().toString();
    const newest = await stores.rounds.newest(programme.id);
    if (newest?.day === today && newest.questions.length > 0)
      throw new Refusal(
        refusal(
          say('Today’s quiz is already posted'),
          paragraph(say('There is one a day. Practice as much as you like, though.')),
          ...buttons(button(say('Ask me one'), call('quiz'), 'primary')),
        ),
      );
    context.tell({ kind: 'post', id: programme.id });
    return {
      title: say('Today’s quiz is on its way'),
      blocks: [paragraph(say('It appears in the channel in a moment. The next one comes as scheduled.'))],
    };
  },
});
