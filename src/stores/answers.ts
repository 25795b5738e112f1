import type { AnswerGiven, AnswerOutcome, Team } from '#core/store.ts';
import { addToScores } from '#stores/derived.ts';
import { millis } from '#stores/documents.ts';
import { answerOf, roundOf, whole } from '#stores/round.ts';
import type { Db, Schema } from '#stores/schema.ts';

type Given = AnswerGiven & { readonly repeated?: number };

/**
 * Counts an answer within a transaction. Its first statement claims the question for the player, and only of a round
 * that is not revealed: who claims, counts. (On PostgreSQL its select must hold the round `for share`; SQLite lets one
 * process write at a time.)
 */
export async function answer(
  tx: Db,
  id: string,
  team: Team,
  account: string,
  given: Given,
): Promise<AnswerOutcome> {
  if (!Number.isSafeInteger(given.question) || given.question < 0) return { kind: 'closed' };
  if (!(await claim(tx, id, team, account, given))) {
    const before = await earlier(tx, team, account, given);
    if (before) return { kind: 'already', answer: answerOf(before) };
    return { kind: (await isForeign(tx, team, account, given.round)) ? 'foreign' : 'closed' };
  }
  const { player } = await tx
    .selectFrom('account')
    .select('player')
    .where('id', '=', account)
    .executeTakeFirstOrThrow();
  const row = await log(tx, id, { account, player }, given);
  await addToScores(tx, player, row);
  return { kind: 'counted', answer: answerOf(row) };
}

async function claim(tx: Db, id: string, team: Team, account: string, given: AnswerGiven): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('claim')
    .columns(['round', 'question', 'player', 'answer'])
    .expression((eb) =>
      eb
        .selectFrom('round')
        .innerJoin('account', 'account.team', 'round.team')
        .select([
          'round.id as round',
          whole(given.question).as('question'),
          'account.player',
          eb.val(id).as('answer'),
        ])
        .where('round.id', '=', given.round)
        .where('round.team', '=', team.id)
        .where('round.revealed', 'is', null)
        .where('round.size', '>', given.question)
        .where('account.id', '=', account)
        .where('account.external', 'is not', null)
        // A practice question is for the player it was asked of, from whichever account.
        .where((eb) =>
          eb.or([
            eb('round.account', 'is', null),
            eb(
              'round.account',
              'in',
              eb.selectFrom('account as own').select('own.id').whereRef('own.player', '=', 'account.player'),
            ),
          ]),
        ),
    )
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Whether a practice question was asked of another player of the team. */
async function isForeign(tx: Db, team: Team, account: string, round: string): Promise<boolean> {
  const found = await tx
    .selectFrom('round')
    .innerJoin('account as asked', 'asked.id', 'round.account')
    .innerJoin('account as asking', 'asking.team', 'round.team')
    .select('round.id')
    .where('round.id', '=', round)
    .where('round.team', '=', team.id)
    .where('asking.id', '=', account)
    .whereRef('asked.player', '<>', 'asking.player')
    .executeTakeFirst();
  return found !== undefined;
}

/** What this player has answered before, from whichever account. */
const earlier = (
  tx: Db,
  team: Team,
  account: string,
  { round, question }: AnswerGiven,
): Promise<Schema['answer'] | undefined> =>
  tx
    .selectFrom('claim')
    .innerJoin('account', 'account.player', 'claim.player')
    .innerJoin('answer', 'answer.id', 'claim.answer')
    .selectAll('answer')
    .where('claim.round', '=', round)
    .where('claim.question', '=', question)
    .where('account.id', '=', account)
    .where('account.team', '=', team.id)
    .executeTakeFirst();

/** Appends to the log; what the question was and whether it was a daily one is taken from the round as asked. */
async function log(
  tx: Db,
  id: string,
  { account, player }: { account: string; player: string },
  given: Given,
): Promise<Schema['answer']> {
  const row = await tx
    .selectFrom('round')
    .selectAll()
    .where('id', '=', given.round)
    .executeTakeFirstOrThrow();
  const { questions } = roundOf(row);
  const question = questions[given.question];
  if (!question) throw new Error(`round ${row.id} has no question ${given.question}`);
  const isAgain = given.repeated !== undefined && (await hadRight(tx, player, question.id));
  return tx
    .insertInto('answer')
    .values({
      id,
      team: row.team,
      account,
      round: row.id,
      question: given.question,
      question_id: question.id,
      topic: question.topic,
      choice: given.choice,
      right: given.right ? 1 : 0,
      points: isAgain ? (given.repeated ?? 0) : given.points,
      daily: row.kind === 'daily' ? 1 : 0,
      day: given.day,
      at: millis(given.at),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Whether a player had a question right before; asked within the transaction, so that of two answers at once one is first. */
async function hadRight(tx: Db, player: string, question: string): Promise<boolean> {
  const found = await tx
    .selectFrom('answer')
    .innerJoin('account', 'account.id', 'answer.account')
    .select('answer.id')
    .where('account.player', '=', player)
    .where('answer.question_id', '=', question)
    .where('answer.right', '=', 1)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
