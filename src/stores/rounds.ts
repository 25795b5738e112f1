import type { Temporal } from 'temporal-polyfill';
import type { PlaceRef } from '#core/call.ts';
import type { AskedQuestion } from '#core/quiz/question.ts';
import type { Post, Round, Team, TeamStores } from '#core/store.ts';
import { answer } from '#stores/answers.ts';
import { millis, names, read } from '#stores/documents.ts';
import { asked, roundOf, tally } from '#stores/round.ts';
import type { Db } from '#stores/schema.ts';

/** The rounds and answers of one team. */
export function roundStore(db: Db, ids: () => string, team: Team): TeamStores['rounds'] {
  return {
    practise: (account, question, at) => practise(db, ids, team, account, question, at),
    get: async (id) => {
      const row = await db
        .selectFrom('round')
        .selectAll()
        .where('id', '=', id)
        .where('team', '=', team.id)
        .executeTakeFirst();
      return row && roundOf(row);
    },
    newest: async (programme) => {
      const row = await db
        .selectFrom('round')
        .selectAll()
        .where('programme', '=', programme)
        .where('team', '=', team.id)
        .where('skipped', '=', 0)
        .orderBy('day', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && roundOf(row);
    },
    answer: (account, given) => db.transaction().execute((tx) => answer(tx, ids(), team, account, given)),
    pending: () => pending(db, team),
    mastered: (player) => mastered(db, team, player),
    recent: (player, limit) => recent(db, team, player, limit),
    tally: (round, question) => tally(db, round, question, team.id),
    standing: (round, place) => standing(db, team, round, place),
  };
}

/** Rejects where the account is erased or another team's: the row must name one of this team. */
async function practise(
  db: Db,
  ids: () => string,
  team: Team,
  account: string,
  question: AskedQuestion,
  at: Temporal.Instant,
): Promise<Round> {
  const row = await db
    .insertInto('round')
    .values((eb) => ({
      id: ids(),
      team: team.id,
      kind: 'practice',
      account: eb
        .selectFrom('account')
        .select('id')
        .where('id', '=', account)
        .where('team', '=', team.id)
        .where('external', 'is not', null),
      ...asked([question]),
      opened: millis(at),
      skipped: 0,
    }))
    .returningAll()
    .executeTakeFirstOrThrow();
  return roundOf(row);
}

/** The accounts of a player of this team. */
const accountsOf = (db: Db, team: Team, player: string) =>
  db.selectFrom('account').select('id').where('player', '=', player).where('team', '=', team.id);

async function mastered(db: Db, team: Team, player: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('answer')
    .select('question_id')
    .distinct()
    .where('account', 'in', accountsOf(db, team, player))
    .where('right', '=', 1)
    .execute();
  return new Set(rows.map(({ question_id }) => question_id));
}

async function pending(db: Db, team: Team): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('round')
    .select(['id', 'asked'])
    .where('kind', '=', 'daily')
    .where('revealed', 'is', null)
    .where('team', '=', team.id)
    .execute();
  return [...new Set(rows.flatMap(({ id, asked }) => read(names, asked, `round ${id}`)))];
}

async function standing(
  db: Db,
  team: Team,
  round: string,
  place: PlaceRef,
): Promise<Post['state'] | undefined> {
  if (place.platform !== team.platform || place.tenant !== team.tenant) return undefined;
  const row = await db
    .selectFrom('post')
    .innerJoin('place', 'place.id', 'post.place')
    .select('post.state')
    .where('post.round', '=', round)
    .where('post.kind', '=', 'ask')
    .where('place.team', '=', team.id)
    .where('place.channel', '=', place.channel)
    .executeTakeFirst();
  return row?.state;
}

/** Practice questions as they were asked, and others when they were answered. */
async function recent(db: Db, team: Team, player: string, limit: number): Promise<readonly string[]> {
  const practised = await db
    .selectFrom('round')
    .select(['asked', 'opened as at'])
    .where('account', 'in', accountsOf(db, team, player))
    .orderBy('opened', 'desc')
    .limit(limit)
    .execute();
  const answered = await db
    .selectFrom('answer')
    .select(['question_id', 'at'])
    .where('account', 'in', accountsOf(db, team, player))
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
  const all = [
    ...practised.flatMap((row) =>
      read(names, row.asked, `a round of ${player}`).map((id) => ({ id, at: row.at })),
    ),
    ...answered.map((row) => ({ id: row.question_id, at: row.at })),
  ];
  const ids = all.sort((a, b) => b.at - a.at).map(({ id }) => id);
  return [...new Set(ids)].slice(0, limit);
}
