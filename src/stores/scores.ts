import { sql } from 'kysely';
import type { Achievement, Period, Standing, Team, TeamStores } from '#core/store.ts';
import { ranked } from '#stores/board.ts';
import { spansOf } from '#stores/period.ts';
import type { Db, Schema, ScoreUnit } from '#stores/schema.ts';

/** The scores of one team. */
export function scoreStore(db: Db, team: Team): TeamStores['scores'] {
  return { of: (player) => achievement(db, team, player), board: (period) => board(db, team, period) };
}

/** The lines of `score` an answer of a day belongs to. */
const spans = (day: string): readonly { unit: ScoreUnit; span: string }[] => [
  { unit: 'day', span: day },
  { unit: 'month', span: day.slice(0, 7) },
  { unit: 'all', span: '' },
];

/** Adds an answer to what is derived, within the transaction that logs it. */
export async function addToScores(tx: Db, player: string, answer: Schema['answer']): Promise<void> {
  const { team, points, right, daily, at } = answer;
  const sums = { team, player, points, answered: 1, right, daily, reached: points > 0 ? at : null };
  await tx
    .insertInto('score')
    .values(spans(answer.day).map((span) => ({ ...sums, ...span })))
    .onConflict((conflict) =>
      conflict.columns(['team', 'unit', 'span', 'player']).doUpdateSet((eb) => ({
        points: eb('score.points', '+', eb.ref('excluded.points')),
        answered: eb('score.answered', '+', eb.ref('excluded.answered')),
        right: eb('score.right', '+', eb.ref('excluded.right')),
        daily: eb('score.daily', '+', eb.ref('excluded.daily')),
        // The later of both; `max` and `greatest` are not the same thing in every database.
        reached: eb
          .case()
          .when(
            eb.or([eb('score.reached', 'is', null), eb('excluded.reached', '>', eb.ref('score.reached'))]),
          )
          .then(eb.fn.coalesce('excluded.reached', 'score.reached'))
          .else(eb.ref('score.reached'))
          .end(),
      })),
    )
    .execute();
}

/** Derives all scores anew from the log of answers. */
export async function rebuildScores(tx: Db): Promise<void> {
  await tx.deleteFrom('score').execute();
  const units: readonly (readonly [ScoreUnit, number])[] = [
    ['day', 10],
    ['month', 7],
    ['all', 0],
  ];
  for (const [unit, length] of units) {
    const span = sql<string>`substr(answer.day, 1, ${sql.lit(length)})`;
    await tx
      .insertInto('score')
      .columns(['team', 'unit', 'span', 'player', 'points', 'answered', 'right', 'daily', 'reached'])
      .expression((eb) =>
        eb
          .selectFrom('answer')
          .innerJoin('account', 'account.id', 'answer.account')
          .innerJoin('player', 'player.id', 'account.player')
          .where('player.erased', '=', 0)
          .groupBy(['answer.team', span, 'player.id'])
          .select((eb) => [
            'answer.team as team',
            eb.val(unit).as('unit'),
            span.as('span'),
            'player.id as player',
            eb.fn.sum<number>('points').as('points'),
            eb.fn.countAll<number>().as('answered'),
            eb.fn.sum<number>('right').as('right'),
            eb.fn.sum<number>('daily').as('daily'),
            eb.fn.max<number | null>(eb.case().when('points', '>', 0).then(eb.ref('at')).end()).as('reached'),
          ]),
      )
      .execute();
  }
}

async function achievement(db: Db, team: Team, player: string): Promise<Achievement> {
  const sums = await db
    .selectFrom('player')
    .leftJoin('score', (join) =>
      join
        .onRef('score.player', '=', 'player.id')
        .onRef('score.team', '=', 'player.team')
        .on('score.unit', '=', 'all'),
    )
    .select(['player.name', 'player.erased', 'points', 'answered', 'right'])
    .where('player.id', '=', player)
    .where('player.team', '=', team.id)
    .executeTakeFirst();
  return {
    player,
    name: sums?.name ?? '',
    points: sums?.points ?? 0,
    answered: sums?.answered ?? 0,
    right: sums?.right ?? 0,
    days: sums?.answered ? await days(db, team, player) : [],
    topics: sums?.answered ? await topics(db, team, player) : {},
  };
}

async function days(db: Db, team: Team, player: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('score')
    .select('span')
    .where('player', '=', player)
    .where('team', '=', team.id)
    .where('unit', '=', 'day')
    .where('daily', '>', 0)
    .orderBy('span')
    .execute();
  return rows.map(({ span }) => span);
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
  const rows = await db
    .selectFrom('score')
    .innerJoin('player', 'player.id', 'score.player')
    .select([
      'player.id as player',
      'player.name',
      'player.folded',
      (eb) => eb.fn.sum('points').as('points'),
      (eb) => eb.fn.sum('answered').as('answered'),
      (eb) => eb.fn.sum('right').as('right'),
      (eb) => eb.fn.max('reached').as('reached'),
    ])
    .where('score.team', '=', team.id)
    .where((eb) =>
      eb.or(
        spansOf(period).map(({ unit, from, to }) =>
          eb.and([eb('unit', '=', unit), eb('span', '>=', from), eb('span', '<=', to)]),
        ),
      ),
    )
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
