import { sql } from 'kysely';
import type { Kept, Team, TeamStores } from '#core/store.ts';
import { instant } from '#stores/documents.ts';
import { erase } from '#stores/forgetting.ts';
import { foldName } from '#stores/names.ts';
import type { Db } from '#stores/schema.ts';

/** The players of one team. */
export function playerStore(db: Db, team: Team): TeamStores['players'] {
  return {
    setLocale: async (account, locale) => {
      await db
        .updateTable('account')
        .set({ locale: locale ?? null })
        .where('id', '=', account)
        .where('team', '=', team.id)
        .where('external', 'is not', null)
        .execute();
    },
    find: async (idOrName) => (await byExternal(db, team, idOrName)) ?? (await byName(db, team, idOrName)),
    suggest: (typed, limit) => suggest(db, team, typed, limit),
    kept: (account) => kept(db, team, account),
    erase: (account) => erase(db, team, account),
  };
}

const byExternal = (db: Db, team: Team, external: string) =>
  db
    .selectFrom('account')
    .innerJoin('player', 'player.id', 'account.player')
    .select(['player.id as player', 'player.name'])
    .where('account.team', '=', team.id)
    .where('account.external', '=', external)
    .executeTakeFirst();

/** Of several with one name, the one who came first. */
const byName = (db: Db, team: Team, name: string) =>
  db
    .selectFrom('player')
    .select(['id as player', 'name'])
    .where('team', '=', team.id)
    .where('folded', '=', foldName(name))
    .where('erased', '=', 0)
    .orderBy('since')
    .orderBy('id')
    .executeTakeFirst();

/** Names that begin so go before names that hold it; both by name. */
function suggest(db: Db, team: Team, typed: string, limit: number) {
  const escaped = foldName(typed).replace(/[!%_]/g, '!$&');
  const like = (pattern: string) => sql<boolean>`folded like ${pattern} escape '!'`;
  return db
    .selectFrom('player')
    .select(['id as player', 'name'])
    .where('team', '=', team.id)
    .where('erased', '=', 0)
    .where(like(`%${escaped}%`))
    .orderBy(({ eb }) =>
      eb
        .case()
        .when(like(`${escaped}%`))
        .then(0)
        .else(1)
        .end(),
    )
    .orderBy('folded')
    .orderBy('id')
    .limit(limit)
    .execute();
}

async function kept(db: Db, team: Team, account: string): Promise<Kept> {
  const of = (table: 'answer' | 'event') =>
    db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll().as('count'))
      .where('account', 'in', (eb) =>
        eb
          .selectFrom('account as one')
          .innerJoin('account as each', 'each.player', 'one.player')
          .select('each.id')
          .where('one.id', '=', account)
          .where('one.team', '=', team.id),
      )
      .executeTakeFirstOrThrow();
  const row = await db
    .selectFrom('account')
    .innerJoin('player', 'player.id', 'account.player')
    .select(['player.name', 'account.locale', 'account.since'])
    .where('account.id', '=', account)
    .where('account.team', '=', team.id)
    .executeTakeFirstOrThrow(() => new Error(`no account ${account} in team ${team.id}`));
  const [answers, events] = [await of('answer'), await of('event')];
  return {
    name: row.name,
    ...(row.locale !== null && { locale: row.locale }),
    since: instant(row.since),
    answers: Number(answers.count),
    settings: Number(events.count),
  };
}
