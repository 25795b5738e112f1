import type { Achievement, Period, Standing, Team, TeamStores } from '#core/store.ts';
import { ranked } from '#stores/board.ts';
import { type Spans, spansOf } from '#stores/period.ts';
import type { Db } from '#stores/schema.ts';

/** The scores of one team. */
export function scoreStore(db: Db, team: Team): TeamStores['scores'] {
  return { of: (player) => achievement(db, team, player), board: (period) => board(db, team, period) };
}

async function achievement(db: Db, team: Team, player: string): Promise<Achievement> {
  const sums = await db
    .selectFrom('player')
    .leftJoin('score', (join) =>
      join
        .onRef('score.player', '=', 'player.id')
        .onRef('score.team', '=', 'player.team')
        .on('score.unit', '=', 'all')
        .on('score.span', '=', ''),
    )
    .select(['player.name', 'points', 'answered', 'right'])
    .where('player.id', '=', player)
    .where('player.team', '=', team.id)
    .executeTakeFirst();
  const answered = sums?.answered ? await days(db, player) : [];
  return {
    player,
    name: sums?.name ?? '',
    points: sums?.points ?? 0,
    answered: sums?.answered ?? 0,
    right: sums?.right ?? 0,
    days: answered,
    closed: answered[0] === undefined ? [] : await closedDays(db, team, player, answered[0]),
    topics: sums?.answered ? await topics(db, team, player) : {},
  };
}

/** Of a player of this team: by the player alone, whose lines stand together in an index. */
async function days(db: Db, player: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('score')
    .select('span')
    .where('player', '=', player)
    .where('unit', '=', 'day')
    .where('daily', '>', 0)
    .orderBy('span')
    .execute();
  return rows.map(({ span }) => span);
}

/** Days of quizzes the player might have answered: of what other channels are asked, nobody's streak depends. */
async function closedDays(db: Db, team: Team, player: string, from: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('round')
    .select('day')
    .distinct()
    .where('programme', 'in', (eb) =>
      eb
        .selectFrom('answer')
        .innerJoin('account', 'account.id', 'answer.account')
        .innerJoin('round as answered', 'answered.id', 'answer.round')
        .select('answered.programme')
        .where('account.player', '=', player)
        .where('account.team', '=', team.id)
        .where('answer.daily', '=', 1),
    )
    .where('day', '>=', from)
    .where('skipped', '=', 0)
    .where('revealed', 'is not', null)
    .orderBy('day')
    .execute();
  return rows.flatMap(({ day }) => (day === null ? [] : [day]));
}

async function topics(db: Db, team: Team, player: string): Promise<Achievement['topics']> {
  const rows = await db
    .selectFrom('answer')
    .innerJoin('account', 'account.id', 'answer.account')
    .select(['topic', (eb) => eb.fn.countAll().as('answered'), (eb) => eb.fn.sum('right').as('right')])
    .where('account.player', '=', player)
    .where('account.team', '=', team.id)
    .groupBy('topic')
    .orderBy('topic')
    .execute();
  return Object.fromEntries(
    rows.map(({ topic, answered, right }) => [topic, { answered: Number(answered), right: Number(right) }]),
  );
}

async function board(db: Db, team: Team, period: Period): Promise<readonly Standing[]> {
  const [first, ...others] = spansOf(period).map((spans) => lines(db, team, spans));
  if (!first) return [];
  const all = others.reduce((before, next) => before.unionAll(next), first).as('line');
  const rows = await db
    .selectFrom(all)
    .innerJoin('player', 'player.id', 'line.player')
    .select([
      'player.id as player',
      'player.name',
      'player.folded',
      (eb) => eb.fn.sum('line.points').as('points'),
      (eb) => eb.fn.sum('line.answered').as('answered'),
      (eb) => eb.fn.sum('line.right').as('right'),
      (eb) => eb.fn.max('line.reached').as('reached'),
    ])
    .groupBy(['player.id', 'player.name', 'player.folded'])
    .execute();
  return ranked(
    rows.map(({ points, answered, right, reached, ...row }) => ({
      ...row,
      points: Number(points),
      answered: Number(answered),
      right: Number(right),
      reached: reached === null ? Number.POSITIVE_INFINITY : Number(reached),
    })),
  );
}

/** One range of the primary key: joined by `or`, they would be looked for in all lines of the team. */
const lines = (db: Db, team: Team, { unit, from, to }: Spans) =>
  db
    .selectFrom('score')
    .select(['player', 'points', 'answered', 'right', 'reached'])
    .where('team', '=', team.id)
    .where('unit', '=', unit)
    .where('span', '>=', from)
    .where('span', '<=', to);
