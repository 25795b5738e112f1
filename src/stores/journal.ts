import { type Selectable, sql } from 'kysely';
import type { Draft, JournalStore, Line, Mark } from '#core/store.ts';
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
        .set({ content: JSON.stringify(changed), revision: nextRevision })
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
    mark: () => newest(db),
    since: (mark, limit) => since(db, mark, limit),
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

/**
 * One more than any line has. Writes come one after another in SQLite, so no number is given twice, and who sees one has
 * seen all before it.
 */
export const nextRevision = sql<number>`(select coalesce(max(revision), 0) + 1 from journal)`;

async function newest(db: Db): Promise<Mark> {
  const row = await db
    .selectFrom('journal')
    .select(['revision', 'id as line'])
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? { revision: 0, line: 0 };
}

/**
 * Where the last lines were erased, their revisions are given anew; but never while the marked line is there, which holds
 * its own or a later one. So the line must be there in the very statement that reads on from it.
 */
async function since(db: Db, mark: Mark, limit: number): Promise<readonly Line[] | undefined> {
  const isFirst = mark.line === 0;
  const rows = await db
    .selectFrom('journal')
    .selectAll()
    .where('revision', '>', mark.revision)
    .$if(!isFirst, (query) =>
      query.where(({ exists, selectFrom }) =>
        exists(selectFrom('journal as marked').select('marked.id').where('marked.id', '=', mark.line)),
      ),
    )
    .orderBy('revision')
    .limit(limit + 1)
    .execute();
  if (rows.length > limit) return undefined;
  if (rows.length > 0 || isFirst) return rows.map(lineOf);
  const marked = await db.selectFrom('journal').select('id').where('id', '=', mark.line).executeTakeFirst();
  return marked && [];
}

async function append(db: Db, line: Draft): Promise<Line> {
  const written = await db
    .insertInto('journal')
    .values({
      key: line.key ?? null,
      channel: line.channel,
      author: line.author ?? null,
      only: line.only ?? null,
      content: JSON.stringify(line.content),
      at: millis(line.at),
      revision: nextRevision,
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
  revision: row.revision,
  ...(row.key !== null && { key: row.key }),
  channel: row.channel,
  ...(row.author !== null && { author: row.author }),
  ...(row.only !== null && { only: row.only }),
  content: read(content, row.content, `line ${row.id} of the playground`),
  at: instant(row.at),
});
