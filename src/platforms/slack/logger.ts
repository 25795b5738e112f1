import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '#platforms/slack/line.ts';

/** Bolt's log in ours. What is below a warning is left out: it holds whole payloads. */
export function boltLogger(log: Log): Logger {
  const words = (parts: unknown[]): string =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts) => log.warn({}, words(parts)),
    error: (...parts) => log.warn({}, words(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}
