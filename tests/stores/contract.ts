import { afterEach, beforeEach, describe } from 'vitest';
import type { Stores } from '#core/store.ts';
import '#tests/stores/instants.ts';
import { agendaContract } from '#tests/stores/contract/agenda.ts';
import { isolationContract } from '#tests/stores/contract/isolation.ts';
import { journalContract } from '#tests/stores/contract/journal.ts';
import { playerContract } from '#tests/stores/contract/players.ts';
import { programmeContract } from '#tests/stores/contract/programmes.ts';
import { roundContract } from '#tests/stores/contract/rounds.ts';
import { scoreContract } from '#tests/stores/contract/scores.ts';
import { upkeepContract } from '#tests/stores/contract/upkeep.ts';

/** An empty database to be tested. */
export interface Database {
  open(): Promise<Stores>;
  remove(): Promise<void>;
}

/** What each part of the suite works on. */
export interface Bench {
  readonly stores: Stores;
  /** Closes the database and opens it again, as a restart does. */
  restart(): Promise<Stores>;
}

/** The one suite that every store passes. `empty` makes a database of its own for each test. */
export function storeContract(name: string, empty: () => Promise<Database>): void {
  describe(`${name} keeps the promises of core/store.ts`, () => {
    let database: Database;
    let stores: Stores;

    beforeEach(async () => {
      database = await empty();
      stores = await database.open();
    });
    afterEach(async () => {
      await stores.close();
      await database.remove();
    });

    const bench: Bench = {
      get stores() {
        return stores;
      },
      restart: async () => {
        await stores.close();
        stores = await database.open();
        return stores;
      },
    };
    for (const part of parts) part(bench);
  });
}

const parts = [
  playerContract,
  programmeContract,
  roundContract,
  scoreContract,
  agendaContract,
  journalContract,
  upkeepContract,
  isolationContract,
];
