import { NotStarted } from '#core/platform.ts';
import { type Say, sayPlain } from '#core/say.ts';
import { NoListening, PortTaken } from '#src/server.ts';
import { type StoreCode, StoreError } from '#stores/fault.ts';

/**
 * A start that failed, in the operator's language: what was wrong and what to do; below it where, and the exact name of the
 * fault, which is in no language. `undefined` for what nobody foresaw, which needs its stack.
 */
export function startTrouble(error: unknown, say: Say): string | undefined {
  if (error instanceof PortTaken)
    return `PORT ${sayPlain(say, '{port} is taken: stop what uses it, or choose another port.', { port: String(error.port) })}`;
  if (error instanceof NoListening)
    return lines(`${error.variable} ${addressWords(error, say)}`, error.reason);
  if (error instanceof StoreError)
    return lines(`DATABASE_URL ${storeWords(error.code, say)}`, error.file, inBrackets(error.reason));
  if (error instanceof NotStarted) {
    const more = error.words && sayPlain(say, error.words);
    return lines(
      `${error.variable ?? ''} ${platformWords(error, say)}`.trim(),
      more,
      inBrackets(error.reason),
    );
  }
  return undefined;
}

/** What is told, and below it what is known of it. */
function lines(told: string, ...known: readonly (string | undefined)[]): string {
  const below = known.filter(Boolean).join(' ');
  return below === '' ? told : `${told}\n    ${below}`;
}

const inBrackets = (reason: string | undefined): string | undefined => reason && `(${reason})`;

const addressWords = ({ variable }: NoListening, say: Say): string =>
  variable === 'PORT'
    ? sayPlain(say, 'is a port I may not use: choose one from 1024 on.')
    : sayPlain(say, 'is not an address of this machine: write 127.0.0.1, or 0.0.0.0 for all.');

function storeWords(code: StoreCode, say: Say): string {
  const words: Readonly<Record<StoreCode, () => string>> = {
    address: () => sayPlain(say, 'is not an address I know: write sqlite:PATH.'),
    postgres: () => sayPlain(say, 'names PostgreSQL, which I do not speak yet: write sqlite:PATH.'),
    busy: () =>
      sayPlain(
        say,
        'leads to a database that another program has locked: close that program (a database browser, a backup), then start me again.',
      ),
    'read-only': () =>
      sayPlain(
        say,
        'leads to a database I may not write: give the user I run as the right to write the file and its folder.',
      ),
    newer: () =>
      sayPlain(
        say,
        'leads to a database of a newer version: start that version, or put back the backup made before the update.',
      ),
    foreign: () =>
      sayPlain(
        say,
        'leads to the database of another program, with tables that are not mine: choose another path. The file is as it was.',
      ),
    'not-a-database': () =>
      sayPlain(say, 'leads to a file that is no database: choose another path. The file is as it was.'),
    damaged: () =>
      sayPlain(say, 'leads to a damaged database: put a backup back, or save what is left with {command}.', {
        command: 'sqlite3 FILE .recover',
      }),
    unwritable: () =>
      sayPlain(
        say,
        'leads to a place where I cannot write: choose a file in a folder that the user I run as may write, or change its rights.',
      ),
    folder: () =>
      sayPlain(say, 'leads to a folder: write the path of a file, such as {example}.', {
        example: 'sqlite:var/gorae.sqlite',
      }),
    full: () => sayPlain(say, 'leads to a full disk: make room. Nothing that was acknowledged is lost.'),
    disk: () => sayPlain(say, 'leads to a disk that fails: look at the system’s log.'),
    closed: () => sayPlain(say, 'leads to a database that was closed: start me again.'),
  };
  return words[code]();
}

function platformWords({ kind }: NotStarted, say: Say): string {
  if (kind === 'token')
    return sayPlain(say, 'is refused by the platform: copy it anew from the app’s settings.');
  return kind === 'unreachable'
    ? sayPlain(say, 'A platform cannot be reached: check the network and the address.')
    : sayPlain(say, 'A platform refuses the bot: the reason is below.');
}
