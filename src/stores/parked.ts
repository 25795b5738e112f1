import type { Team, TeamStores } from '#core/store.ts';
import { isBusy } from '#stores/fault.ts';
import type { Db } from '#stores/schema.ts';

/**
 * The spellings one team keeps for its buttons. A ticket is a digest of its spelling: it is never written anew. Who shows or
 * presses such a button says that it is used by clearing `used`, which `upkeep.ts` sets once a day: so a spelling is marked
 * once a day at the most, and no clock is needed.
 */
export function parkedStore(db: Db, team: Team): TeamStores['parked'] {
  return {
    keep: async (parked) => {
      if (parked.length === 0) return;
      const each = new Map(
        parked.map(({ ticket, spelling }) => [ticket, { team: team.id, ticket, spelling }]),
      );
      await db
        .insertInto('parked')
        .values([...each.values()])
        .onConflict((conflict) =>
          conflict
            .columns(['team', 'ticket'])
            .doUpdateSet({ used: null })
            .where('parked.used', 'is not', null),
        )
        .execute();
    },
    get: async (ticket) => {
      const row = await db
        .selectFrom('parked')
        .select(['spelling', 'used'])
        .where('team', '=', team.id)
        .where('ticket', '=', ticket)
        .executeTakeFirst();
      if (row && row.used !== null) await markUsed(db, team, ticket);
      return row?.spelling;
    },
  };
}

/** While another process writes, the mark is left for another time: nobody waits for it. */
async function markUsed(db: Db, team: Team, ticket: string): Promise<void> {
  try {
    await db
      .updateTable('parked')
      .set({ used: null })
      .where('team', '=', team.id)
      .where('ticket', '=', ticket)
      .execute();
  } catch (error) {
    if (!isBusy(error)) throw error;
  }
}
