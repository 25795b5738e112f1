import type { ShownLine } from '#platforms/web/wire.ts';
import { renew } from './renewal.ts';

/** What is done with what is heard. */
export interface Hearing {
  /** A message, new or changed. */
  line(line: ShownLine): void;
  /** Too much was missed: the history must be read anew. */
  reset(): void;
  /** Whether the server is there. */
  connected(isConnected: boolean): void;
}

/** A break shorter than this is not worth a word, in milliseconds. */
const patience = 1_500;
const pause = 2_000;

/** Hears of a newer page, and of messages for `player` from the event `after` on, across lost connections, until the returned function is called. */
export function listen(player: string, after: string, hearing: Hearing): () => void {
  let last = after;
  let source: EventSource | undefined;
  let worry: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const calm = (): void => {
    clearTimeout(worry);
    worry = undefined;
    hearing.connected(true);
  };
  const connect = (): void => {
    const query = new URLSearchParams({ player, after: last });
    source = new EventSource(`/api/events?${query}`);
    source.addEventListener('open', calm);
    source.addEventListener('version', ({ data }) => renew(JSON.parse(data) as string));
    source.addEventListener('line', (event) => {
      last = event.lastEventId;
      hearing.line(JSON.parse(event.data) as ShownLine);
    });
    source.addEventListener('reset', (event) => {
      last = event.lastEventId;
      hearing.reset();
    });
    source.addEventListener('error', () => {
      worry ??= setTimeout(() => hearing.connected(false), patience);
      // The browser comes back by itself unless it was answered with an error.
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(connect, pause);
    });
  };
  connect();
  return () => {
    clearTimeout(worry);
    clearTimeout(retry);
    source?.close();
  };
}
