import { call } from '#core/call.ts';
import { command } from '#core/command.ts';
import { type PeriodName, periodOf } from '#core/quiz/period.ts';
import { button, buttons, note, paragraph, table } from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import type { Standing } from '#core/store.ts';
import { strong, type Text } from '#core/text.ts';

/** How many places are shown; one's own comes below them when it is further down. */
const shown = 10;

const medals: Readonly<Record<number, string>> = { 1: '🥇', 2: '🥈', 3: '🥉' };

const titleOf = (period: PeriodName, say: Say): Text =>
  ({
    week: () => say('Leaderboard of this week'),
    month: () => say('Leaderboard of this month'),
    all: () => say('Leaderboard of all time'),
  })[period]();

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
      describe: 'Which days count',
      also: ['기간'],
      choices: [
        { value: 'week', label: 'This week', also: ['weekly', '이번주', '주간'] },
        { value: 'month', label: 'This month', also: ['monthly', '이번달', '월간'] },
        { value: 'all', label: 'All time', also: ['total', 'overall', 'ever', '전체', '누적', '역대'] },
      ],
    },
  },
  examples: ['leaderboard', 'leaderboard month', 'leaderboard period:all'],
  async run({ period = 'week' }, { say, stores, who, at, zone }) {
    const today = at.toZonedDateTimeISO(zone).toPlainDate();
    const standings = await stores.scores.board(periodOf(period, today));
    const top = standings.slice(0, shown);
    const own = standings.find(({ player }) => player === who.player);
    const below = own && !top.includes(own) ? [own] : [];
    const places = [...top, ...below];
    const others = (['week', 'month', 'all'] as const).filter((other) => other !== period);
    const labels = { week: say('This week'), month: say('This month'), all: say('All time') };
    return {
      title: titleOf(period, say),
      people: places.map(({ name }) => name),
      blocks: [
        ...(standings.length === 0
          ? [paragraph(say('Nobody has answered yet. The first one leads!'))]
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
          ...others.map((other) => button(labels[other], call('leaderboard', { period: other }))),
        ),
      ],
    };
  },
});
