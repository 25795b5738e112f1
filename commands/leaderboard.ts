import { call } from '#core/call.ts';
import { command } from '#core/command.ts';
import { type PeriodName, periodOf, readPeriod } from '#core/quiz/period.ts';
import { button, buttons, note, paragraph, table } from '#core/reply.ts';
import { type Say, sayPlain } from '#core/say.ts';
import type { Period, Standing } from '#core/store.ts';
import { strong, type Text } from '#core/text.ts';

/** How many places are shown; one's own comes below them when it is further down. */
const shown = 10;

const medals: Readonly<Record<number, string>> = { 1: '🥇', 2: '🥈', 3: '🥉' };

const titleOf = (period: PeriodName, say: Say): Text =>
  ({
    week: () => say('Leaderboard of this week'),
    'last-week': () => say('Leaderboard of last week'),
    month: () => say('Leaderboard of this month'),
    'last-month': () => say('Leaderboard of last month'),
    all: () => say('Leaderboard of all time'),
  })[period]();

/** What is said of a board without anybody: one of the past cannot be led any more. */
const emptyText = (period: PeriodName, say: Say): Text => {
  if (period === 'last-week') return say('Nobody answered a question last week.');
  if (period === 'last-month') return say('Nobody answered a question last month.');
  return say('Nobody has answered yet. The first one leads!');
};

/**
 * The other boards that a board leads to: the same one before or after, the other one of the same time, and the whole. All five
 * would be a wall, and each is at most two presses away.
 */
const others: Readonly<Record<PeriodName, readonly PeriodName[]>> = {
  week: ['last-week', 'month', 'all'],
  'last-week': ['week', 'last-month', 'all'],
  month: ['last-month', 'week', 'all'],
  'last-month': ['month', 'last-week', 'all'],
  all: ['week', 'month'],
};

const periods = [
  { value: 'week', label: 'This week', also: ['weekly', 'thisweek', '이번주', '금주', '주간'] },
  {
    value: 'last-week',
    label: 'Last week',
    also: ['lastweek', 'previousweek', 'prevweek', '지난주', '저번주', '전주', '지난주간'],
  },
  { value: 'month', label: 'This month', also: ['monthly', 'thismonth', '이번달', '이달', '월간'] },
  {
    value: 'last-month',
    label: 'Last month',
    also: ['lastmonth', 'previousmonth', 'prevmonth', '지난달', '저번달', '전달', '전월'],
  },
  { value: 'all', label: 'All time', also: ['total', 'overall', 'ever', '전체', '누적', '역대'] },
] as const;

const labelOf = (period: PeriodName, say: Say): string =>
  sayPlain(say, periods.find(({ value }) => value === period)?.label ?? period);

const isPast = (period: PeriodName): boolean => period === 'last-week' || period === 'last-month';

/** Which days they were, as people write them: November 9 – 15, 2026. */
function daysText({ from = '', to = '' }: Period, say: Say): string {
  const format = new Intl.DateTimeFormat(say.locale, { timeZone: 'UTC', dateStyle: 'long' });
  return format.formatRange(Date.parse(from), Date.parse(to));
}

const row = ({ rank, name, points, right, answered }: Standing, mine: boolean): Text[] => [
  // No medal for being first at nothing.
  [(points > 0 && medals[rank]) || String(rank)],
  mine ? [strong(name), ' ⬅'] : [name],
  [String(points)],
  [`${right}/${answered}`],
];

export const leaderboard = command({
  name: 'leaderboard',
  also: ['ranking', 'rank', 'leaders', '순위', '순위표', '랭킹', '리더보드'],
  describe: 'Show the team’s leaderboard',
  to: 'room',
  as: 'same',
  options: {
    period: {
      kind: 'choice',
      describe: 'Which days count: week, last-week, month, last-month or all',
      also: ['기간'],
      choices: periods,
    },
  },
  read: (typed) => {
    const period = readPeriod(typed);
    return period === '' ? {} : { period };
  },
  examples: ['leaderboard', 'leaderboard month', 'leaderboard last week', 'leaderboard period:all'],
  async run({ period = 'week' }, { say, stores, who, at, zone }) {
    const today = at.toZonedDateTimeISO(zone).toPlainDate();
    const days = periodOf(period, today);
    const standings = await stores.scores.board(days);
    const top = standings.slice(0, shown);
    const own = standings.find(({ player }) => player === who.player);
    const below = own && !top.includes(own) ? [own] : [];
    const places = [...top, ...below];
    return {
      title: titleOf(period, say),
      people: places.map(({ name }) => name),
      blocks: [
        ...(isPast(period) ? [note(daysText(days, say))] : []),
        ...(standings.length === 0
          ? [paragraph(emptyText(period, say))]
          : [
              table(
                [say('Rank'), say('Name'), say('Points'), say('Right')],
                places.map((standing) => row(standing, standing.player === who.player)),
              ),
            ]),
        ...(standings.length > shown
          ? [
              note(
                say('{count, plural, one {# more player} other {# more players}} below.', {
                  count: standings.length - shown,
                }),
              ),
            ]
          : []),
        ...buttons(
          button(say('Ask me one'), call('quiz'), 'primary'),
          ...others[period].map((other) =>
            button(labelOf(other, say), call('leaderboard', { period: other })),
          ),
        ),
      ],
    };
  },
});
