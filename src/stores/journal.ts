import type { Selectable } from 'kysely';
import type { JournalStore, Line } from '#core/store.ts';
import { content } from '#stores/content.ts';
import { instant, millis, read } from '#stores/documents.ts';
import type { Db, Schema } from '#stores/schema.ts';

/** The playground's history. */
export function journalStore(db: Db): JournalStore {
  return {
    append: (line) => append(db, line),
    edit: async (id, changed) => {
      const row = await db
        .updateTable('journal')
        .set({ content: JSON.stringify(changed) })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row && lineOf(row);
    },
    find: async (key) => {
      const row = await db.selectFrom('journal').selectAll().where('key', '=', key).executeTakeFirst();
      return row && lineOf(row);
    },
    get: async (id) => {
      const row = await db.selectFrom('journal').selectAll().where('id', '=', id).executeTakeFirst();
      return row && lineOf(row);
    },
    latest: async (channel, player, limit) => {
      const rows = await db
        .selectFrom('journal')
        .selectAll()
        .where('channel', '=', channel)
        .where((eb) => eb.or([eb('only', 'is', null), eb('only', '=', player)]))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.reverse().map(lineOf);
    },
    players: async () => {
      const rows = await db
        .selectFrom('account')
        .innerJoin('team', 'team.id', 'account.team')
        .select('account.external')
        .where('team.platform', '=', 'web')
        .where('account.external', 'is not', null)
        .orderBy('account.external')
        .execute();
      return rows.flatMap(({ external }) => (external === null ? [] : [external]));
    },
  };
}

async function append(db: Db, line: Omit<Line, 'id'>): Promise<Line> {
  const written = await db
    .insertInto('journal')
    .values({
      key: line.key ?? null,
      channel: line.channel,
      author: line.author ?? null,
      only: line.only ?? null,
      content: JSON.stringify(line.content),
      at: millis(line.at),
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returningAll()
    .executeTakeFirst();
  if (written) return lineOf(written);
  const there = await db
    .selectFrom('journal')
    .selectAll()
    .where('key', '=', line.key ?? null)
    .executeTakeFirstOrThrow();
  return lineOf(there);
}

const lineOf = (row: Selectable<Schema['journal']>): Line => ({
  id: row.id,
  ...(row.key !== null && { key: row.key }),
  channel: row.channel,
  ...(row.author !== null && { author: row.author }),
  ...(row.only !== null && { only: row.only }),
  content: read(content, row.content, `line ${row.id} of the playground`),
  at: instant(row.at),
});
