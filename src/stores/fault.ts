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
  | 'full'
  | 'disk'
  | 'closed';

/** A fault of the database: what is wrong, and what whoever runs the bot can do about it. Both in English, for the log. */
export class StoreError extends Error {
  readonly code: StoreCode;
  readonly advice: string;

  constructor(code: StoreCode, message: string, advice: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StoreError';
    this.code = code;
    this.advice = advice;
  }
}

const codeOf = (error: unknown): string =>
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
    /^SQLITE_(CANTOPEN|PERM|AUTH)|^EACCES|^ENOENT|^EPERM|^EROFS|^ENOTDIR|^EEXIST|^EISDIR/,
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

/** The same error as a {@link StoreError} where it is one of the database; any other is given back as it is. */
export function faultOf(error: unknown, where = ''): unknown {
  if (error instanceof StoreError) return error;
  const found = known.find(([pattern]) => pattern.test(codeOf(error)));
  if (!found) return error;
  const [, code, message, advice] = found;
  const detail = error instanceof Error ? error.message : '';
  return new StoreError(code, `${message}${where === '' ? '' : `: ${where}`} (${detail})`, advice, error);
}
