import type { Request, Response } from 'express';
import type { Happened, Hub } from '#platforms/web/hub.ts';

/** How often a quiet stream shows that it is alive, in milliseconds. */
const beat = 15_000;
/** A window that does not read is cut off at this many waiting bytes; it comes back and resumes. */
const waiting = 1_000_000;

/** The live stream of messages, as Server-Sent Events. */
export interface Stream {
  /**
   * Answers a request with the events for `player`, from `Last-Event-ID` (or `?after=`) on. Rejects, with nothing answered,
   * where the history cannot be read.
   */
  open(request: Request, response: Response, player: string): Promise<void>;
  /** Ends all streams. */
  close(): void;
}

const headers = { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' };

const frame = ({ id, line }: Happened): string => `id: ${id}\nevent: line\ndata: ${JSON.stringify(line)}\n\n`;
const reset = (last: string): string => `id: ${last}\nevent: reset\ndata: {}\n\n`;

/** Where a window left off: what the browser says after a reconnection goes before what the page said at first. */
const resumed = (request: Request): string | undefined => {
  const after = request.headers['last-event-id'] ?? request.query.after;
  return typeof after === 'string' && after !== '' ? after : undefined;
};

/** What a window hears first: what it missed, or that this is too much to tell. */
async function missed(hub: Hub, after: string | undefined, player: string): Promise<readonly string[]> {
  if (after === undefined) return [];
  const last = await hub.last();
  return (await hub.since(after, player))?.map(frame) ?? [reset(last)];
}

/** `version` is that of the page: told first, so that one which stayed open over an update learns of it. */
export function createStream(hub: Hub, version: string): Stream {
  const open = new Set<Response>();
  let isClosed = false;
  return {
    async open(request, response, player) {
      if (isClosed) return void response.status(503).end();
      if (request.method === 'HEAD') return void response.set(headers).end();
      /** What is heard while the missed is read; it may be the same. */
      let held: string[] | undefined = [];
      const write = (text: string): void => {
        response.write(text);
        if (response.writableLength > waiting) response.destroy();
      };
      const tell = (text: string): void => void (held ? held.push(text) : write(text));
      const leave = await hub.listen({
        player,
        hear: (event) => tell(frame(event)),
        reset: (last) => tell(reset(last)),
      });
      const first = await missed(hub, resumed(request), player).catch((error: unknown) => {
        leave();
        throw error;
      });
      if (isClosed || response.destroyed) {
        leave();
        return void response.status(503).end();
      }
      response.set(headers).flushHeaders();
      // Without an id: a window resumes from messages alone.
      const greeting = `retry: 1000\nevent: version\ndata: ${JSON.stringify(version)}\n\n`;
      for (const text of [greeting, ...new Set([...first, ...held])]) write(text);
      held = undefined;
      const pulse = setInterval(() => write(': alive\n\n'), beat);
      open.add(response);
      response.on('close', () => {
        clearInterval(pulse);
        leave();
        open.delete(response);
      });
    },
    close() {
      isClosed = true;
      hub.close();
      for (const response of open) response.end();
    },
  };
}
