import type { Request, Response } from 'express';
import type { Happened, Hub } from '#platforms/web/hub.ts';

/** How often a quiet stream shows that it is alive, in milliseconds. */
const beat = 15_000;
/** A window that does not read is cut off at this many waiting bytes; it comes back and resumes. */
const waiting = 1_000_000;

/** The live stream of messages, as Server-Sent Events. */
export interface Stream {
  /** Answers a request with the events for `player`, from `Last-Event-ID` (or `?after=`) on. */
  open(request: Request, response: Response, player: string): void;
  /** Ends all streams. */
  close(): void;
}

const frame = ({ id, line }: Happened): string => `id: ${id}\nevent: line\ndata: ${JSON.stringify(line)}\n\n`;

/** Where a window left off: what the browser says after a reconnection goes before what the page said at first. */
const resumed = (request: Request): string | undefined => {
  const after = request.headers['last-event-id'] ?? request.query.after;
  return typeof after === 'string' && after !== '' ? after : undefined;
};

export function createStream(hub: Hub): Stream {
  const open = new Set<Response>();
  let isClosed = false;
  return {
    open(request, response, player) {
      if (isClosed) return void response.status(503).end();
      response.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
      if (request.method === 'HEAD') return void response.end();
      response.flushHeaders();
      const write = (text: string): void => {
        response.write(text);
        if (response.writableLength > waiting) response.destroy();
      };
      write('retry: 1000\n\n');
      const after = resumed(request);
      const missed = after === undefined ? [] : hub.since(after, player);
      // Too much was missed to tell: the page reads the history anew.
      if (missed === undefined) write(`id: ${hub.last()}\nevent: reset\ndata: {}\n\n`);
      else for (const event of missed) write(frame(event));
      const leave = hub.listen({ player, hear: (event) => write(frame(event)) });
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
      for (const response of open) response.end();
    },
  };
}
