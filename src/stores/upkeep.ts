import { setTimeout as pause } from 'node:timers/promises';
import type { ExpressionBuilder } from 'kysely';
import type { Temporal } from 'temporal-polyfill';
import { millis } from '#stores/documents.ts';
import type { Db, Schema } from '#stores/schema.ts';

const day = 24 * 60 * 60 * 1_000;

/** How long a button is remembered that nobody presses, and a practice question that nobody answers, in milliseconds. */
const keptFor = 180 * day;

/** Rows of one statement: it blocks the event loop for some milliseconds, also where each holds the longest Dockerfile. */
const batch = 100;
/** Batches of one call, so that a beat and a shutdown are not held up; the next beat goes on. */
const batches = 50;
/** Between two batches, in milliseconds: answers go first. */
const breath = 5;

/** A small piece of work; whether there is more of it. */
type Batch = () => Promise<boolean>;

/**
 * Drops what nobody needs any more: spellings of buttons that were neither shown nor pressed for {@link keptFor}, practice
 * rounds as old that nobody has answered, and the last lines of the playground to those who were forgotten. About once a day, a
 * little at a time: to be called on every beat. Harmless when several processes do it at once or one is killed in the middle.
 */
export async function tidy(db: Db, at: Temporal.Instant): Promise<void> {
  const now = millis(at);
  await tidyParked(db, now);
  await tidyPractice(db, now - keptFor);
  await tidyLines(db, now);
}

/** What the playground said to a person alone after they were forgotten: that they are, and how to begin anew. */
async function tidyLines(db: Db, now: number): Promise<void> {
  const done = await doneUntil(db, 'lines');
  if (done !== undefined && now - done < day) return;
  const isDone = await inBatches(async () => {
    const { numDeletedRows } = await db
      .deleteFrom('journal')
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('journal as old')
          .select('old.id')
          .where('old.only', 'is not', null)
          .where('old.only', 'not in', (of) =>
            of
              .selectFrom('account')
              .innerJoin('team', 'team.id', 'account.team')
              .select('account.external')
              .where('team.platform', '=', 'web')
              .where('account.external', 'is not', null),
          )
          .limit(batch),
      )
      .executeTakeFirstOrThrow();
    return numDeletedRows === BigInt(batch);
  });
  if (isDone) await note(db, 'lines', now);
}

async function tidyParked(db: Db, now: number): Promise<void> {
  const done = await doneUntil(db, 'parked');
  if (done !== undefined && now - done < day) return;
  const isDone = (await inBatches(() => stamp(db, now))) && (await inBatches(() => drop(db, now - keptFor)));
  if (isDone) await note(db, 'parked', now);
}

/** Whether a row is one of a batch: of those without a stamp, or of those whose stamp is from before `before`. */
const chosen =
  (before?: number) =>
  ({ eb, refTuple, selectFrom }: ExpressionBuilder<Schema, 'parked'>) => {
    const all = selectFrom('parked as old').select(['old.team', 'old.ticket']).limit(batch);
    const some =
      before === undefined ? all.where('old.used', 'is', null) : all.where('old.used', '<', before);
    return eb(refTuple('team', 'ticket'), 'in', some.$asTuple('team', 'ticket'));
  };

/** A spelling that was used since the last time has no `used`; it gets one, and loses it again when it is used. */
async function stamp(db: Db, now: number): Promise<boolean> {
  const stamped = db.updateTable('parked').set({ used: now }).where(chosen());
  return (await stamped.executeTakeFirstOrThrow()).numUpdatedRows === BigInt(batch);
}

async function drop(db: Db, before: number): Promise<boolean> {
  const dropped = db.deleteFrom('parked').where(chosen(before));
  return (await dropped.executeTakeFirstOrThrow()).numDeletedRows === BigInt(batch);
}

/** Each round is looked at once, when it is old enough: an answered one stays answered, so it need never be looked at again. */
async function tidyPractice(db: Db, before: number): Promise<void> {
  let from = (await doneUntil(db, 'practice')) ?? 0;
  if (before - from < day) return;
  await inBatches(async () => {
    const [last] = await practice(db, from, before)
      .select('opened')
      .orderBy('opened')
      .limit(1)
      .offset(batch)
      .execute();
    const to = last === undefined ? before : last.opened + 1;
    await db
      .deleteFrom('round')
      .where('id', 'in', practice(db, from, to).select('id'))
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('claim').select('claim.answer').whereRef('claim.round', '=', 'round.id'))),
      )
      .execute();
    from = to;
    await note(db, 'practice', to);
    return last !== undefined;
  });
}

/** Practice is never revealed; to say so lets the index of unrevealed rounds be used. */
const practice = (db: Db, from: number, before: number) =>
  db
    .selectFrom('round')
    .where('kind', '=', 'practice')
    .where('revealed', 'is', null)
    .where('opened', '>=', from)
    .where('opened', '<', before);

/** Does one batch after another; false where they were too many for now. */
async function inBatches(one: Batch): Promise<boolean> {
  for (let count = 0; count < batches; count += 1) {
    if (!(await one())) return true;
    await pause(breath);
  }
  return false;
}

type Chore = 'parked' | 'practice' | 'lines';

async function doneUntil(db: Db, chore: Chore): Promise<number | undefined> {
  const row = await db.selectFrom('upkeep').select('done').where('chore', '=', chore).executeTakeFirst();
  return row && Number(row.done);
}

async function note(db: Db, chore: Chore, done: number): Promise<void> {
  await db
    .insertInto('upkeep')
    .values({ chore, done })
    .onConflict((conflict) => conflict.column('chore').doUpdateSet({ done }))
    .execute();
}
