/** Why a database cannot be used. The code `busy` is the only one where waiting helps. */
export type StoreCode =
  | 'address'
  | 'postgres'
  | 'busy'
  | 'read-only'
  | 'newer'
  | 'foreign'
  | 'not-a-database'
  | 'damaged'
  | 'unwritable'
  | 'folder'
  | 'full'
  | 'disk'
  | 'closed';

/** What a fault is about, in no language: it stands behind words in any. */
export interface About {
  /** The database's file. */
  readonly file?: string;
  /** What names it exactly: a result code (`SQLITE_READONLY`, `EACCES`), the tables found, the numbers of two schemas. */
  readonly reason?: string;
  readonly cause?: unknown;
}

/** A fault of the database: what is wrong, and what whoever runs the bot can do about it. Both in English, for the log. */
export class StoreError extends Error {
  readonly code: StoreCode;
  readonly advice: string;
  readonly file: string | undefined;
  readonly reason: string | undefined;

  constructor(code: StoreCode, message: string, advice: string, { file, reason, cause }: About = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StoreError';
    this.code = code;
    this.advice = advice;
    this.file = file;
    this.reason = reason;
  }
}

/** SQLite's or the system's own name of an error; empty where it has none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Whether another connection is in the way, so that trying again helps (SQLite's result codes BUSY and LOCKED). */
export const isBusy = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));

type Known = readonly [pattern: RegExp, code: StoreCode, message: string, advice: string];

// SQLite's result codes (https://www.sqlite.org/rescode.html) and the file system's.
const known: readonly Known[] = [
  [
    /^SQLITE_(BUSY|LOCKED)/,
    'busy',
    'The database is locked by another program',
    'Close the program that keeps it open for writing (a database browser, a backup), then try again.',
  ],
  [
    /^SQLITE_READONLY/,
    'read-only',
    'The database cannot be written',
    'Give the user that runs the bot the right to write the file and its folder.',
  ],
  [
    /^SQLITE_NOTADB/,
    'not-a-database',
    'The file is not an SQLite database',
    'Point DATABASE_URL at another path; the file was left as it is.',
  ],
  [
    /^SQLITE_CORRUPT/,
    'damaged',
    'The database is damaged',
    'Stop the bot and put back a backup of the file; `sqlite3 FILE .recover` may save what is left.',
  ],
  [
    /^SQLITE_FULL|^ENOSPC/,
    'full',
    'The disk is full',
    'Make room on the disk; nothing that was acknowledged is lost.',
  ],
  [
    /^EISDIR/,
    'folder',
    'The path of the database is a folder',
    'Point DATABASE_URL at a file, for example sqlite:var/gorae.sqlite.',
  ],
  [
    /^SQLITE_(CANTOPEN|PERM|AUTH)|^EACCES|^ENOENT|^EPERM|^EROFS|^ENOTDIR|^EEXIST/,
    'unwritable',
    'The database file or its folder cannot be opened for writing',
    'Check that the path of DATABASE_URL is a file in a folder which the user that runs the bot may write.',
  ],
  [
    /^SQLITE_IOERR/,
    'disk',
    'The disk failed while the database used it',
    'Look at the disk and the system log.',
  ],
];

/** The same error as a {@link StoreError} where it is one of the database, of `file` if that is known; any other as it is. */
export function faultOf(error: unknown, file?: string): unknown {
  if (error instanceof StoreError) return located(error, file);
  const found = known.find(([pattern]) => pattern.test(codeOf(error)));
  if (!found) return error;
  const [, code, message, advice] = found;
  const detail = error instanceof Error ? error.message : '';
  const reason = codeOf(error);
  return located(new StoreError(code, `${message} (${detail})`, advice, { reason, cause: error }), file);
}

/** The same fault with the file it is of, where it did not say so. */
function located(error: StoreError, file: string | undefined): StoreError {
  if (file === undefined || error.file !== undefined) return error;
  const { code, message, advice, reason, cause } = error;
  return new StoreError(code, `${message}: ${file}`, advice, {
    file,
    ...(reason !== undefined && { reason }),
    cause,
  });
}
