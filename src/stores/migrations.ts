import { sql } from 'kysely';
import type { Dialect } from '#stores/dialects.ts';
import { StoreError } from '#stores/fault.ts';
import { first } from '#stores/migrations/first.ts';
import { order } from '#stores/migrations/order.ts';
import { upkeep } from '#stores/migrations/upkeep.ts';
import type { Db } from '#stores/schema.ts';

/** A step from one schema to the next. A migration that was released is never changed; a new one follows it. */
export interface Migration {
  readonly name: string;
  readonly statements: (dialect: Dialect) => readonly string[];
}

/** In the order they are done; the number of a migration is its place here, from 1. */
export const migrations: readonly Migration[] = [first, order, upkeep];

/**
 * Brings the schema up to date, each step in a transaction of its own. Two processes may do so at once: the row in
 * `migration` is written first, so that one does the step and the other waits and finds it done. Rejects with `newer`
 * where the database was made by a later version.
 */
export async function migrate(db: Db, dialect: Dialect, steps = migrations): Promise<void> {
  const table = `create table if not exists migration (number ${dialect.whole} primary key, name text not null) ${dialect.table}`;
  await sql.raw(table).execute(db);
  const done = await newest(db);
  if (done > steps.length) throw tooNew(done, steps.length);
  for (const [index, step] of steps.entries()) {
    if (index + 1 > done) await apply(db, dialect, index + 1, step);
  }
}

async function newest(db: Db): Promise<number> {
  const { number } = await db
    .selectFrom('migration')
    .select((eb) => eb.fn.max('number').as('number'))
    .executeTakeFirstOrThrow();
  return Number(number ?? 0);
}

async function apply(
  db: Db,
  dialect: Dialect,
  number: number,
  { name, statements }: Migration,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('migration')
      .values({ number, name })
      .onConflict((conflict) => conflict.column('number').doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) return;
    for (const statement of statements(dialect)) await sql.raw(statement).execute(tx);
  });
}

const tooNew = (done: number, ours: number): StoreError =>
  new StoreError(
    'newer',
    `The database was made by a newer version (schema ${done}; this version knows ${ours})`,
    'Start the newer version again, or put back the backup made before the update.',
    { reason: `schema ${done} > ${ours}` },
  );
