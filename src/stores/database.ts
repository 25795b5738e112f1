import type { Stores, Team, TeamStores } from '#core/store.ts';
import { agendaStore } from '#stores/agenda.ts';
import { rebuildScores } from '#stores/derived.ts';
import { sqlite } from '#stores/dialects.ts';
import { faultOf, StoreError } from '#stores/fault.ts';
import { journalStore } from '#stores/journal.ts';
import { migrate } from '#stores/migrations.ts';
import { parkedStore } from '#stores/parked.ts';
import { patienceMs, patient, patiently } from '#stores/patience.ts';
import { playerStore } from '#stores/players.ts';
import { programmeStore } from '#stores/programmes.ts';
import { roundStore } from '#stores/rounds.ts';
import type { Db } from '#stores/schema.ts';
import { scoreStore } from '#stores/scores.ts';
import { fileOf, openSqlite } from '#stores/sqlite.ts';
import { chosenLocale, member, team } from '#stores/teams.ts';
import { tidy } from '#stores/upkeep.ts';

/** What the stores are given. */
export interface StoreDeps {
  /** A new id on each call: `randomId`, or one that counts in a test. */
  readonly ids: () => string;
  /** How long to try again while another process is in the way, in milliseconds; `patienceMs` where it is not given. */
  readonly limitMs?: number;
}

/**
 * Opens the database at `url` and brings its schema up to date: `sqlite:PATH` (folder made if missing), or
 * `sqlite::memory:`. Rejects with a `StoreError` that says what to do; so does each method of what it resolves to.
 */
export async function openStores(url: string, { ids, limitMs = patienceMs }: StoreDeps): Promise<Stores> {
  const file = fileOf(pathOf(url));
  const db = await openSqlite(file, limitMs);
  try {
    await patiently(() => migrate(db, sqlite), limitMs);
  } catch (error) {
    await db.destroy();
    throw faultOf(error, file);
  }
  return storesOf(db, ids, limitMs);
}

/** The path an address names; the address may hold a password, so that it is never shown. */
function pathOf(url: string): string {
  const path = /^sqlite:(.+)$/s.exec(url)?.[1];
  if (path !== undefined) return path;
  if (/^postgres(ql)?:/i.test(url))
    throw new StoreError(
      'postgres',
      'PostgreSQL is not supported yet',
      'Set DATABASE_URL to sqlite:PATH, for example sqlite:var/gorae.sqlite.',
    );
  throw new StoreError(
    'address',
    'The address of the database is not one this version knows',
    'Set DATABASE_URL to sqlite:PATH, for example sqlite:var/gorae.sqlite.',
  );
}

function storesOf(db: Db, ids: () => string, limitMs: number): Stores {
  let closed: Promise<void> | undefined;
  const attempt = <T>(work: () => Promise<T>): Promise<T> =>
    closed ? Promise.reject(closedAlready()) : patiently(work, limitMs);
  return {
    member: (account, name, at, keep = false) => attempt(() => member(db, ids, account, { name, keep, at })),
    locale: (account) => attempt(() => chosenLocale(db, account)),
    of: (one) => teamStores(db, ids, one, attempt),
    park: async (platform, tenant, parked) => {
      const one = await attempt(() => team(db, ids, platform, tenant));
      await attempt(() => parkedStore(db, one).keep(parked));
    },
    team: (platform, tenant) => attempt(() => team(db, ids, platform, tenant)),
    agenda: patient(agendaStore(db, ids), attempt),
    journal: patient(journalStore(db), attempt),
    rebuild: () => attempt(() => db.transaction().execute(rebuildScores)),
    // Without patience: it goes on at the next beat.
    tidy: (at) => (closed ? Promise.reject(closedAlready()) : patiently(() => tidy(db, at), 0)),
    ready: () =>
      attempt(() => db.selectFrom('migration').select('number').limit(1).execute()).then(
        () => true,
        () => false,
      ),
    close: () => {
      closed ??= close(db);
      return closed;
    },
  };
}

type Attempt = <T>(work: () => Promise<T>) => Promise<T>;

function teamStores(db: Db, ids: () => string, one: Team, attempt: Attempt): TeamStores {
  return {
    players: patient(playerStore(db, one), attempt),
    programmes: patient(programmeStore(db, ids, one), attempt),
    rounds: patient(roundStore(db, ids, one), attempt),
    scores: patient(scoreStore(db, one), attempt),
    parked: patient(parkedStore(db, one), attempt),
  };
}

const closedAlready = (): StoreError =>
  new StoreError(
    'closed',
    'The database is closed',
    'Start the bot again; nothing that was acknowledged is lost.',
  );

/** Waits for what is under way: there is one connection, and whoever asks for it last gets it last. */
async function close(db: Db): Promise<void> {
  await db.connection().execute(async () => undefined);
  await db.destroy();
}
