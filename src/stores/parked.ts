import type { Team, TeamStores } from '#core/store.ts';
import type { Db } from '#stores/schema.ts';

/** The spellings one team keeps for its buttons. A ticket is a digest of its spelling: it is never written anew. */
export function parkedStore(db: Db, team: Team): TeamStores['parked'] {
  return {
    keep: async (parked) => {
      if (parked.length === 0) return;
      await db
        .insertInto('parked')
        .values(parked.map(({ ticket, spelling }) => ({ team: team.id, ticket, spelling })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    get: async (ticket) => {
      const row = await db
        .selectFrom('parked')
        .select('spelling')
        .where('team', '=', team.id)
        .where('ticket', '=', ticket)
        .executeTakeFirst();
      return row?.spelling;
    },
  };
}
