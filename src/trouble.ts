import { NotStarted } from '#core/platform.ts';
import { type Say, sayPlain } from '#core/say.ts';
import { NoListening, PortTaken } from '#src/server.ts';
import { type StoreCode, StoreError } from '#stores/fault.ts';

/**
 * A start that failed, in the operator's language: what was wrong and what to do, with the exact English words behind it.
 * `undefined` for what nobody foresaw, which needs its stack.
 */
export function startTrouble(error: unknown, say: Say): string | undefined {
  if (error instanceof PortTaken)
    return `PORT ${sayPlain(say, '{port} is taken: stop what uses it, or choose another port.', { port: String(error.port) })}`;
  if (error instanceof NoListening) {
    const words =
      error.variable === 'PORT'
        ? sayPlain(say, 'is a port I may not use: choose one from 1024 on.')
        : sayPlain(say, 'is not an address of this machine: write 127.0.0.1, or 0.0.0.0 for all.');
    return `${error.variable} ${words}\n    ${error.message}`;
  }
  if (error instanceof StoreError)
    return `DATABASE_URL ${storeWords(error.code, say)}\n    ${error.message}. ${error.advice}`;
  if (error instanceof NotStarted)
    return `${error.variable ?? ''} ${platformWords(error, say)}\n    ${error.message}`.trim();
  return undefined;
}

function storeWords(code: StoreCode, say: Say): string {
  const words: Readonly<Record<StoreCode, () => string>> = {
    address: () => sayPlain(say, 'is not an address I know: write sqlite:PATH.'),
    postgres: () => sayPlain(say, 'names PostgreSQL, which I do not speak yet: write sqlite:PATH.'),
    busy: () => sayPlain(say, 'leads to a database that another program has locked: close that program.'),
    'read-only': () => sayPlain(say, 'leads to a database I may not write: change its rights.'),
    newer: () =>
      sayPlain(say, 'leads to a database of a newer version: start that version, or put a backup back.'),
    foreign: () => sayPlain(say, 'leads to the database of another program: choose another path.'),
    'not-a-database': () => sayPlain(say, 'leads to a file that is no database: choose another path.'),
    damaged: () => sayPlain(say, 'leads to a damaged database: put a backup back.'),
    unwritable: () =>
      sayPlain(say, 'leads to a place where I cannot write: choose another path or change its rights.'),
    full: () => sayPlain(say, 'leads to a full disk: make room.'),
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
