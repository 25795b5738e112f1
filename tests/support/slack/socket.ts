import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { after } from '#tests/support/clock.ts';
import { type Ack, type Delivery, type Envelope, NotDelivered } from './delivery.ts';
import { isRecord, type Json } from './schema.ts';

interface Connection {
  readonly id: number;
  readonly socket: WebSocket;
  readonly raw: Duplex;
  /** Told to go: nothing is sent over it any more. */
  draining: boolean;
  sent: number;
}

const mostConnections = 10;
const hangUpMs = 10_000;

/** Socket Mode: any of an app's open connections gets an envelope, in turn. */
export class Sockets implements Delivery {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Set<string>();
  readonly #waiting = new Map<string, (ack: Ack) => void>();
  readonly #connections: Connection[] = [];
  readonly #app: string;
  #next = 0;
  #serial = 0;

  constructor(app: string) {
    this.#app = app;
  }

  /** A ticket for one connection, as apps.connections.open gives it. */
  ticket(): string {
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return ticket;
  }

  upgrade(request: IncomingMessage, raw: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '/', 'http://slack').searchParams.get('ticket') ?? '';
    if (!this.#tickets.delete(ticket) || this.open.length >= mostConnections) {
      raw.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, raw, head, (socket) => {
      this.#welcome(socket, raw);
    });
  }

  #welcome(socket: WebSocket, raw: Duplex): void {
    this.#serial += 1;
    const connection: Connection = { id: this.#serial, socket, raw, draining: false, sent: 0 };
    this.#connections.push(connection);
    socket.on('message', (data) => {
      this.#take(String(data));
    });
    socket.on('close', () => {
      this.#connections.splice(this.#connections.indexOf(connection), 1);
    });
    socket.on('error', () => {});
    const hello = {
      type: 'hello',
      num_connections: this.open.length,
      connection_info: { app_id: this.#app },
      debug_info: { host: 'loopback', build_number: 1, approximate_connection_time: 18060 },
    };
    socket.send(JSON.stringify(hello));
  }

  #take(data: string): void {
    const message: unknown = JSON.parse(data);
    if (!isRecord(message) || typeof message.envelope_id !== 'string') return;
    const { payload } = message;
    this.#waiting.get(message.envelope_id)?.(
      isRecord(payload) && Object.keys(payload).length > 0 ? payload : undefined,
    );
  }

  /** Connections that envelopes may go to. */
  get open(): readonly Connection[] {
    return this.#connections.filter(({ socket, draining }) => socket.readyState === socket.OPEN && !draining);
  }

  deliver({ kind, payload, retry }: Envelope, withinMs: number): Promise<Ack> {
    const open = this.open;
    this.#next += 1;
    const connection = open[this.#next % Math.max(open.length, 1)];
    if (!connection) return Promise.reject(new NotDelivered('dispatch_failed'));
    const id = randomUUID();
    const again: Json =
      kind === 'events_api' ? { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? '' } : {};
    connection.sent += 1;
    connection.socket.send(
      JSON.stringify({
        envelope_id: id,
        type: kind,
        accepts_response_payload: kind !== 'events_api',
        payload,
        ...again,
      }),
    );
    return new Promise((resolve, reject) => {
      const callOff = after(withinMs, () => {
        this.#waiting.delete(id);
        reject(new NotDelivered('operation_timeout'));
      });
      this.#waiting.set(id, (ack) => {
        callOff();
        this.#waiting.delete(id);
        resolve(ack);
      });
    });
  }

  /**
   * Recycles one connection as Slack does every few hours: `disconnect`, nothing more over it, and its TCP side stays
   * open for `lingerMs` after the closing handshake.
   */
  refresh(
    connection: Connection,
    { lingerMs = 0, warning = false }: { lingerMs?: number; warning?: boolean } = {},
  ): void {
    const end = connection.raw.end.bind(connection.raw);
    connection.raw.end = () => {
      setTimeout(() => end(), lingerMs);
      return connection.raw;
    };
    connection.draining = !warning;
    const reason = warning ? 'warning' : 'refresh_requested';
    connection.socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: {} }));
    // A client that does not go by itself is sent away.
    setTimeout(() => connection.socket.close(), hangUpMs).unref();
  }

  /** Cuts TCP without a word. */
  cut(connection: Connection): void {
    connection.raw.destroy();
  }

  close(): void {
    for (const { socket } of [...this.#connections]) socket.terminate();
    this.#server.close();
  }
}
