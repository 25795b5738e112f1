import { call } from '#core/call.ts';
import { type Context, command } from '#core/command.ts';
import { drawScore } from '#core/drawing/score.ts';
import { refusal } from '#core/fault.ts';
import { proseLabel } from '#core/knowledge/prose.ts';
import { echoed } from '#core/near.ts';
import { type PeriodName, periodOf } from '#core/quiz/period.ts';
import { longestStreak, streakOf } from '#core/quiz/streak.ts';
import {
  type Block,
  button,
  buttons,
  heading,
  paragraph,
  type Reply,
  table,
  toldPicture,
} from '#core/reply.ts';
import type { Say } from '#core/say.ts';
import type { Achievement, Standing } from '#core/store.ts';
import { join, strong } from '#core/text.ts';

/** The asker, as people write it. */
const myself = /^(?:(?:me|my|mine|myself)(?: scores?)?|(?:나|내|저|제)(?:의|는)?(?: ?점수)?)$/i;

/** Somebody who was picked from a menu or mentioned, as Discord and Slack tell of people: no name to read. */
const picked = /^(?:\d{15,20}|[UW][A-Z0-9]{7,})$/;

export const score = command({
  name: 'score',
  also: ['scores', '점수', '내 점수'],
  describe: 'Show points and streak, yours or another player’s',
  to: 'asker',
  options: {
    player: {
      kind: 'player',
      describe: 'Whose score (yours if empty)',
      also: ['user', 'who', 'name', '사람', '이름', '누구'],
    },
  },
  examples: ['score'],
  async run({ player: typed }, context) {
    const player = typed !== undefined && myself.test(typed) ? undefined : typed;
    const { say, stores, who } = context;
    const other = player === undefined ? undefined : await stores.players.find(player);
    if (player !== undefined && !other) {
      if (picked.test(player)) return stranger(say);
      const near = await stores.players.suggest(player.slice(0, 2), 4);
      const names = near.map(({ name }) => name);
      return { ...nobody(player, names, say), people: names };
    }
    return card(await stores.scores.of(other?.player ?? who.player), other?.player ?? who.player, context);
  },
});

const stranger = (say: Say): Reply =>
  refusal(
    say('That person has not asked me anything here yet'),
    paragraph(say('Whoever has asked me something here has a score.')),
    ...buttons(button(say('Leaderboard'), call('leaderboard'))),
  );

/** Nobody of that name, with the names that begin like it. */
const nobody = (typed: string, near: readonly string[], say: Say): Reply =>
  refusal(
    say('I know no player called {typed} here', { typed: [strong(echoed(typed))] }),
    paragraph(
      near.length > 0 ? say('Is it one of these?') : say('Whoever has asked me something here has a score.'),
    ),
    ...buttons(
      ...near.map((name) => button(name, call('score', { player: name }))),
      button(say('Leaderboard'), call('leaderboard')),
    ),
  );

async function card(done: Achievement, player: string, context: Context): Promise<Reply> {
  const { say, stores, knowledge, at, zone, who } = context;
  const today = at.toZonedDateTimeISO(zone).toPlainDate();
  const mine = player === who.player;
  const days = {
    streak: streakOf(done.days, done.closed),
    longest: longestStreak(done.days, done.closed),
  };
  const standing = async (period: PeriodName): Promise<Standing | undefined> =>
    (await stores.scores.board(periodOf(period, today))).find((each) => each.player === player);
  const title = mine ? say('Your score') : say('{name}’s score', { name: done.name });
  const people = mine ? {} : { people: [done.name] };
  if (done.answered === 0)
    return {
      title,
      ...people,
      blocks: [
        paragraph(
          mine
            ? say('You have not answered a question yet. One takes a minute.')
            : say('No question answered yet.'),
        ),
        ...buttons(button(say('Ask me one'), call('quiz'), 'primary')),
      ],
    };
  return {
    title,
    ...people,
    blocks: [
      paragraph(
        say(
          '<b>{points, plural, one {# point} other {# points}}</b> · {right} of {answered} right ({percent}%)',
          {
            points: done.points,
            right: done.right,
            answered: done.answered,
            percent: Math.round((100 * done.right) / done.answered),
          },
        ),
      ),
      paragraph(
        days.longest === 0
          ? say('🔥 No streak yet: it begins with the daily quiz.')
          : say(
              '🔥 {streak, plural, =0 {No streak yet} one {# day in a row} other {# days in a row}} · longest {longest, plural, one {# day} other {# days}}',
              days,
            ),
      ),
      ...ranks(await standing('week'), await standing('last-week'), say),
      heading(say('By chapter')),
      ...chart(done, context),
      table(
        [say('Chapter'), say('Right')],
        knowledge.chapters.flatMap(({ id, name }) => {
          const topic = done.topics[id];
          return topic ? [[[strong(proseLabel(say.pick(name)))], `${topic.right}/${topic.answered}`]] : [];
        }),
      ),
      ...buttons(
        button(say('Another question'), call('quiz'), 'primary'),
        button(say('Leaderboard'), call('leaderboard')),
      ),
    ],
  };
}

/** This week's rank and the last one's, as far as there are any: on a Monday morning only last week has one. */
function ranks(week: Standing | undefined, last: Standing | undefined, say: Say): readonly Block[] {
  const told = [
    ...(week
      ? [
          say('This week: rank {rank}, {points, plural, one {# point} other {# points}}', {
            rank: week.rank,
            points: week.points,
          }),
        ]
      : []),
    ...(last
      ? [
          say('Last week: rank {rank}, {points, plural, one {# point} other {# points}}', {
            rank: last.rank,
            points: last.points,
          }),
        ]
      : []),
  ];
  return told.length > 0 ? [paragraph(join(told, ' · '))] : [];
}

/** A bar says little alone: the chart begins with the second chapter. */
function chart({ topics }: Achievement, { say, knowledge }: Context): readonly Block[] {
  const bars = knowledge.chapters.flatMap(({ id, name }) => {
    const topic = topics[id];
    return topic && topic.answered > 0 ? [{ name: proseLabel(say.pick(name)), ...topic }] : [];
  });
  if (bars.length < 2) return [];
  const { svg, alt } = drawScore(bars, say);
  return [toldPicture(svg, alt)];
}
