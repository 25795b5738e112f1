import { sql } from 'kysely';
import type { AnswerGiven, Round, Tally } from '#core/store.ts';
import { instant, questions, read } from '#stores/documents.ts';
import type { Db, Schema } from '#stores/schema.ts';

/** The round a row holds. */
export function roundOf(row: Schema['round']): Round {
  return {
    id: row.id,
    team: row.team,
    kind: row.kind,
    ...(row.programme !== null && { programme: row.programme }),
    ...(row.day !== null && { day: row.day }),
    questions: read(questions, row.questions, `round ${row.id}`),
    opened: instant(row.opened),
    ...(row.revealed !== null && { revealed: instant(row.revealed) }),
    ...(row.skipped === 1 && { skipped: true as const }),
  };
}

/** The answer a row holds. */
export const answerOf = (row: Schema['answer']): AnswerGiven => ({
  round: row.round,
  question: row.question,
  choice: row.choice,
  right: row.right === 1,
  points: row.points,
  day: row.day,
  at: instant(row.at),
});

/** The columns that keep questions as asked. */
export const asked = (all: Round['questions']): Pick<Schema['round'], 'questions' | 'asked' | 'size'> => ({
  questions: JSON.stringify(all),
  asked: JSON.stringify(all.map(({ id }) => id)),
  size: all.length,
});

/** A value in the list of a `select` whose type PostgreSQL would otherwise guess to be text. */
export const whole = (value: number) => sql<number>`cast(${value} as integer)`;

/** How many chose each option of a question; options nobody chose are absent. */
export async function tally(db: Db, round: string, question: number, team?: string): Promise<Tally> {
  const rows = await db
    .selectFrom('answer')
    .select(['choice', (eb) => eb.fn.countAll().as('count')])
    .where('round', '=', round)
    .where('question', '=', question)
    .$if(team !== undefined, (query) => query.where('team', '=', team ?? ''))
    .groupBy('choice')
    .orderBy('choice')
    .execute();
  return Object.fromEntries(rows.map(({ choice, count }) => [choice, Number(count)]));
}
