/** What a database calls the types of the migrations; everything else in them is standard SQL. */
export interface Dialect {
  /** A small whole number. */
  readonly whole: string;
  /** Milliseconds since 1970. */
  readonly millis: string;
  /** A primary key that counts up and is never used twice. */
  readonly serial: string;
  /** What stands after a table's closing bracket. */
  readonly table: string;
  /** The same for a table that is stored in the order of its primary key, where the database can. */
  readonly ordered: string;
}

/** STRICT: a value of another type is refused, not converted (https://www.sqlite.org/stricttables.html). */
export const sqlite: Dialect = {
  whole: 'integer',
  millis: 'integer',
  serial: 'integer primary key autoincrement',
  table: 'strict',
  ordered: 'strict, without rowid',
};
