import type { AgendaStore, Round } from '#core/store.ts';
import { millis, names, read } from '#stores/documents.ts';
import { postStore } from '#stores/posts.ts';
import { asked, roundOf, tally } from '#stores/round.ts';
import type { Db } from '#stores/schema.ts';
import { subscribedActive, subscribedTo } from '#stores/subscription.ts';

/** What the heartbeat needs, over all teams. */
export function agendaStore(db: Db, ids: () => string): AgendaStore {
  return {
    programmes: () => subscribedActive(db),
    programme: (id) => subscribedTo(db, id),
    round: (programme, day) => roundOn(db, programme, day),
    open: (round) => open(db, ids(), round),
    skip: (programme, day, at) => skip(db, ids(), programme, day, millis(at)),
    unskip: async (programme, day) => {
      await db
        .deleteFrom('round')
        .where('programme', '=', programme)
        .where('day', '=', day)
        .where('skipped', '=', 1)
        .execute();
    },
    asked: async (programme, limit) => {
      // A round asks at least one question, unless it was skipped.
      const rows = await db
        .selectFrom('round')
        .select(['id', 'asked'])
        .where('programme', '=', programme)
        .where('size', '>', 0)
        .orderBy('day', 'desc')
        .limit(limit)
        .execute();
      return rows.flatMap((row) => read(names, row.asked, `round ${row.id}`)).slice(0, limit);
    },
    unrevealed: (before, programme) => unrevealed(db, millis(before), programme),
    reveal: async (round, at) => {
      const { numUpdatedRows } = await db
        .updateTable('round')
        .set({ revealed: millis(at) })
        .where('id', '=', round)
        .where('revealed', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    counts: (round) => counts(db, round),
    tally: (round, question) => tally(db, round, question),
    get: async (round) => {
      const row = await db.selectFrom('round').selectAll().where('id', '=', round).executeTakeFirst();
      return row && roundOf(row);
    },
    ...postStore(db, ids),
  };
}

/** A programme's own are found by its days; those of all by the index of what is not revealed. */
async function unrevealed(db: Db, before: number, programme: string | undefined): Promise<readonly Round[]> {
  const rows = await db
    .selectFrom('round')
    .selectAll()
    .where((eb) => (programme === undefined ? eb('kind', '=', 'daily') : eb('programme', '=', programme)))
    .where('revealed', 'is', null)
    .where('opened', '<', before)
    .orderBy('opened')
    .execute();
  return rows.map(roundOf);
}

async function roundOn(db: Db, programme: string, day: string): Promise<Round | undefined> {
  const row = await db
    .selectFrom('round')
    .selectAll()
    .where('programme', '=', programme)
    .where('day', '=', day)
    .executeTakeFirst();
  return row && roundOf(row);
}

/** The first statement decides who opens the day; whoever came second reads what the first has written. */
async function open(db: Db, id: string, round: Parameters<AgendaStore['open']>[0]): Promise<Round> {
  await db
    .insertInto('round')
    .values({
      id,
      team: round.team,
      kind: 'daily',
      programme: round.programme,
      day: round.day,
      ...asked(round.questions),
      opened: millis(round.opened),
      skipped: 0,
    })
    .onConflict((conflict) => conflict.columns(['programme', 'day']).doNothing())
    .execute();
  const opened = await roundOn(db, round.programme, round.day);
  if (!opened) throw new Error(`the round of ${round.day} was not kept`);
  return opened;
}

/** A skipped day takes the place of its round, so that a day is opened or skipped and never both. */
async function skip(db: Db, id: string, programme: string, day: string, at: number): Promise<boolean> {
  const written = await db
    .insertInto('round')
    .values((eb) => ({
      id,
      team: eb.selectFrom('programme').select('team').where('id', '=', programme).$asScalar(),
      kind: 'daily',
      programme,
      day,
      ...asked([]),
      opened: at,
      revealed: at,
      skipped: 1,
    }))
    .onConflict((conflict) => conflict.columns(['programme', 'day']).doNothing())
    .executeTakeFirstOrThrow();
  return written.numInsertedOrUpdatedRows === 1n;
}

/** Players, by question: a claim is one player's. */
async function counts(db: Db, round: string): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('claim')
    .select(['question', (eb) => eb.fn.countAll().as('players')])
    .where('round', '=', round)
    .groupBy('question')
    .execute();
  const row = await db.selectFrom('round').select('size').where('id', '=', round).executeTakeFirst();
  const by = new Map(rows.map(({ question, players }) => [question, Number(players)]));
  return Array.from({ length: row?.size ?? 0 }, (_, question) => by.get(question) ?? 0);
}
