import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type DatabaseConnection, Kysely, SqliteDialect, SqliteDriver } from 'kysely';
import { codeOf, faultOf, StoreError } from '#stores/fault.ts';
import { blockMs, patiently } from '#stores/patience.ts';
import type { Db, Schema } from '#stores/schema.ts';

/** Kysely's driver, save that a transaction SQLite has rolled back by itself (a full disk) keeps its own error. */
class Driver extends SqliteDriver {
  readonly #file: Sqlite.Database;
  constructor(file: Sqlite.Database) {
    super({ database: file });
    this.#file = file;
  }
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#file.inTransaction) await super.rollbackTransaction(connection);
  }
}

class FileDialect extends SqliteDialect {
  readonly #file: Sqlite.Database;
  constructor(file: Sqlite.Database) {
    super({ database: file });
    this.#file = file;
  }
  override createDriver(): Driver {
    return new Driver(this.#file);
  }
}

/** Makes a folder with those above it. Node's own way never ends where the system answers ENOENT to every mkdir, as in /proc. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path).catch((again: unknown) => {
      // Another process was quicker.
      if (codeOf(again) !== 'EEXIST') throw again;
    });
  }
}

/** Sees to it that a file can stand there. SQLite would not say that a folder does. */
async function makeRoom(file: string): Promise<void> {
  await makeFolder(dirname(file));
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
}

const memory = ':memory:';

/** The whole path of a database file, also for one who reads of it elsewhere. */
export const fileOf = (path: string): string => (path === memory ? path : resolve(path));

/**
 * Opens the database `file`, made with its folder where missing; `:memory:` is one that lives as long as the connection.
 * Rejects with a `StoreError`.
 */
export async function openSqlite(file: string, limitMs: number): Promise<Db> {
  try {
    if (file !== memory) await makeRoom(file);
    const opened = new Sqlite(file, { timeout: blockMs });
    try {
      await patiently(() => prepare(opened), limitMs);
    } catch (error) {
      opened.close();
      throw error;
    }
    return new Kysely<Schema>({ dialect: new FileDialect(opened) });
  } catch (error) {
    throw faultOf(error, file);
  }
}

/** May be done again after a fault. FULL: what was committed survives a power cut also in WAL mode. */
function prepare(file: Sqlite.Database): void {
  refuseForeign(file);
  file.pragma('journal_mode = WAL');
  file.pragma('synchronous = FULL');
  file.pragma('foreign_keys = ON');
  proveWritable(file);
}

/** A file that may only be read opens all the same, and so begins a transaction: only a write tells. It is undone. */
function proveWritable(file: Sqlite.Database): void {
  file.exec('begin immediate');
  try {
    file.pragma('user_version = 1');
  } finally {
    if (file.inTransaction) file.exec('rollback');
  }
}

function refuseForeign(file: Sqlite.Database): void {
  const tables = file
    .prepare<[], { name: string }>(
      `select name from sqlite_schema where type = 'table' and name not like 'sqlite@_%' escape '@'`,
    )
    .all()
    .map(({ name }) => name);
  if (tables.length === 0 || tables.includes('migration')) return;
  const reason = tables.slice(0, 3).join(', ');
  throw new StoreError(
    'foreign',
    `The database belongs to another program (its tables: ${reason})`,
    'Point DATABASE_URL at another path; the file was left as it is.',
    { reason },
  );
}
