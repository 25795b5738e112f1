import { sql } from 'kysely';
import type { Db, Schema, ScoreUnit } from '#stores/schema.ts';

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

/**
 * Derives all scores anew from the log of answers: days from it, months from days, all time from months. For a tool: it
 * takes about half a minute for a million answers, in which nobody else writes.
 */
export async function rebuildScores(tx: Db): Promise<void> {
  await tx.deleteFrom('score').execute();
  const columns = [
    'team',
    'unit',
    'span',
    'player',
    'points',
    'answered',
    'right',
    'daily',
    'reached',
  ] as const;
  await tx
    .insertInto('score')
    .columns(columns)
    .expression(
      tx
        .selectFrom('answer')
        .innerJoin('account', 'account.id', 'answer.account')
        .innerJoin('player', 'player.id', 'account.player')
        .where('player.erased', '=', 0)
        .groupBy(['answer.team', 'answer.day', 'player.id'])
        .select((eb) => [
          'answer.team as team',
          sql.lit<ScoreUnit>('day').as('unit'),
          'answer.day as span',
          'player.id as player',
          eb.fn.sum<number>('points').as('points'),
          eb.fn.countAll<number>().as('answered'),
          eb.fn.sum<number>('right').as('right'),
          eb.fn.sum<number>('daily').as('daily'),
          eb.fn.max<number | null>(eb.case().when('points', '>', 0).then(eb.ref('at')).end()).as('reached'),
        ]),
    )
    .execute();
  for (const { from, to, span } of coarser) {
    await tx
      .insertInto('score')
      .columns(columns)
      .expression(
        tx
          .selectFrom('score')
          .where('unit', '=', from)
          .groupBy(['team', span, 'player'])
          .select((eb) => [
            'team',
            sql.lit<ScoreUnit>(to).as('unit'),
            span.as('span'),
            'player',
            eb.fn.sum<number>('points').as('points'),
            eb.fn.sum<number>('answered').as('answered'),
            eb.fn.sum<number>('right').as('right'),
            eb.fn.sum<number>('daily').as('daily'),
            eb.fn.max('reached').as('reached'),
          ]),
      )
      .execute();
  }
}

/** How the lines of one unit are made from those of a finer one. */
const coarser = [
  { from: 'day', to: 'month', span: sql<string>`substr(span, 1, 7)` },
  { from: 'month', to: 'all', span: sql<string>`substr(span, 1, 0)` },
] as const;
