import { call, type PlaceRef } from '#core/call.ts';
import { type Context, command } from '#core/command.ts';
import { Refusal, refusal } from '#core/fault.ts';
import { isHere, named, noProgramme, programmeReply, settingNames } from '#core/quiz/programme.ts';
import { readSettings } from '#core/quiz/settings.ts';
import { checkTopics, completeTopics, readTopics } from '#core/quiz/topic.ts';
import { daysOption, readDays, workdays } from '#core/quiz/weekdays.ts';
import { button, buttons, paragraph, type Reply } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import type { Post, Programme } from '#core/store.ts';
import type { Text } from '#core/text.ts';

const channel = {
  kind: 'channel',
  describe: 'Which channel (this one if empty)',
  also: ['채널', 'in'],
} as const;

const placeOf = (id: string | undefined, { place }: Context): PlaceRef =>
  id === undefined ? place : { ...place, channel: id };

export const dailyShow = command({
  name: 'daily show',
  also: ['데일리', '데일리 퀴즈', '오늘의 퀴즈'],
  describe: 'Show this channel’s daily quiz',
  to: 'asker',
  as: 'same',
  options: { channel },
  examples: ['daily show'],
  async run({ channel }, context) {
    const { say, stores } = context;
    const place = placeOf(channel, context);
    const programme = await stores.programmes.at(place);
    if (!programme || programme.state === 'stopped') return noProgramme(place, context);
    const title = isHere(place, context) ? say('The daily quiz here') : say('The daily quiz in that channel');
    return programmeReply(title, programme, place, context);
  },
});

export const dailySet = command({
  name: 'daily set',
  also: [
    'daily change',
    'daily edit',
    'daily start',
    'daily on',
    '데일리 설정',
    '데일리 변경',
    '데일리 켜기',
  ],
  describe: 'Set this channel’s daily quiz',
  to: 'asker',
  as: 'same',
  managers: true,
  asks: settingNames,
  options: {
    time: {
      kind: 'time',
      describe: 'Time of day: 09:00',
      required: true,
      also: ['at', 'hour', '시간', '시각', '몇시'],
    },
    days: daysOption,
    zone: {
      kind: 'zone',
      describe: 'Time zone: Asia/Seoul',
      also: ['timezone', 'time-zone', 'tz', '시간대', '타임존', '지역'],
    },
    topics: {
      kind: 'text',
      describe: 'Chapters, with commas, or all',
      complete: completeTopics,
      check: checkTopics,
      also: ['topic', 'chapter', 'chapters', '주제', '챕터', '단원', '장'],
    },
    channel,
    language: {
      kind: 'choice',
      describe: 'Language of the posts',
      also: ['lang', '언어'],
      choices: [
        { value: 'ko', label: '한국어', also: ['korean', 'kr', '한글'] },
        { value: 'en', label: 'English', also: ['영어'] },
      ],
    },
  },
  read: readSettings,
  examples: [
    'daily set time:09:00',
    'daily set 09:00 mon-fri dockerfile',
    'daily set time:18:30 days:mon,wed,fri zone:Asia/Seoul topics:dockerfile,storage',
  ],
  async run(values, context) {
    const { stores, knowledge, say, who, at } = context;
    const place = placeOf(values.channel, context);
    const before = await stores.programmes.at(place);
    const topics = values.topics === undefined ? undefined : readTopics(values.topics, knowledge);
    const programme = await stores.programmes.set(
      {
        place,
        time: values.time,
        days: values.days?.length ? readDays(values.days) : (before?.days ?? workdays),
        zone: values.zone ?? before?.zone ?? context.zone,
        topics: topics ?? before?.topics ?? [],
        locale: values.language ?? before?.locale ?? context.room,
      },
      who.account,
      at,
    );
    const isNew = before === undefined || before.state === 'stopped';
    return programmeReply(
      isNew ? say('The daily quiz is set') : say('The daily quiz was changed'),
      programme,
      place,
      context,
    );
  },
});

const turn = (
  [name, ...also]: readonly [string, ...string[]],
  describe: string,
  state: Programme['state'],
  title: (say: Say) => Text,
) =>
  command({
    name,
    also,
    describe,
    to: 'asker',
    as: 'same',
    managers: true,
    options: { channel },
    examples: [],
    async run({ channel }, context) {
      const place = placeOf(channel, context);
      const programme = await context.stores.programmes.turn(place, state, context.who.account, context.at);
      if (!programme) return noProgramme(place, context);
      return programmeReply(title(context.say), programme, place, context);
    },
  });

export const dailyPause = turn(
  ['daily pause', 'daily 멈춤', 'daily 일시정지', '데일리 멈추기', '데일리 일시정지'],
  'Pause this channel’s daily quiz',
  'paused',
  (say) => say('The daily quiz is paused'),
);
export const dailyResume = turn(
  ['daily resume', 'daily continue', '데일리 다시', '데일리 재개'],
  'Resume this channel’s daily quiz',
  'active',
  (say) => say('The daily quiz goes on'),
);
export const dailyStop = turn(
  [
    'daily stop',
    'daily off',
    'daily delete',
    'daily remove',
    'daily 끄기',
    'daily 꺼',
    'daily 중지',
    'daily 그만',
    '데일리 끄기',
    '데일리 그만',
    '데일리 중지',
  ],
  'Stop this channel’s daily quiz',
  'stopped',
  (say) => say('The daily quiz is stopped'),
);

export const dailyNow = command({
  name: 'daily now',
  also: ['daily post', 'daily now 지금', 'daily 지금', '데일리 지금'],
  describe: 'Post today’s quiz right now',
  to: 'asker',
  managers: true,
  options: { channel },
  examples: [],
  async run({ channel }, context) {
    const { say, stores } = context;
    const place = placeOf(channel, context);
    const programme = await stores.programmes.at(place);
    if (!programme || programme.state === 'stopped') return noProgramme(place, context);
    if (programme.state === 'paused')
      return programmeReply(
        say('Nothing is posted while the daily quiz is paused'),
        programme,
        place,
        context,
      );
    if (programme.broken || (await context.mayPost(place.channel)) === false)
      return programmeReply(say('I cannot post there'), programme, place, context);
    const stands = await standing(programme, place, context);
    if (stands !== undefined) throw new Refusal(alreadyTried(stands, context));
    context.tell({ kind: 'post', id: programme.id });
    return {
      title: say('Today’s quiz is on its way'),
      blocks: [
        paragraph(
          say(
            'It appears in the channel in a moment. There is one a day, so the next one comes tomorrow at the earliest.',
          ),
        ),
        ...buttons(button(say('Settings'), call('daily show', named(place, context)))),
      ],
    };
  },
});

/** What became of today's post in a channel; `undefined` where it can still be made. */
async function standing(
  programme: Programme,
  place: PlaceRef,
  { stores, at }: Context,
): Promise<Post['state'] | undefined> {
  const today = at.toZonedDateTimeISO(programme.zone).toPlainDate().toString();
  const newest = await stores.rounds.newest(programme.id);
  if (newest?.day !== today) return undefined;
  // Once the answer is out, the question cannot be asked elsewhere.
  return (await stores.rounds.standing(newest.id, place)) ?? (newest.revealed ? 'skipped' : undefined);
}

const alreadyTried = (state: Post['state'], { say }: Context): Reply =>
  refusal(
    state === 'failed' || state === 'skipped'
      ? say('Today’s quiz could not be posted in this channel')
      : say('Today’s quiz is already posted'),
    paragraph(say('There is one a day. Practice as much as you like, though.')),
    ...buttons(button(say('Ask me one'), call('quiz'), 'primary')),
  );
