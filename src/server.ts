import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

/** Where the server listens, open until it is closed. */
export interface Listening {
  readonly port: number;
  /** Stops taking requests and resolves when those in hand are answered, or after `patience` milliseconds. */
  close(patience: number): Promise<void>;
}

/** The port that is asked for is taken. */
export class PortTaken extends Error {
  readonly port: number;
  constructor(port: number) {
    super(`port ${port} is taken`);
    this.port = port;
  }
}

/** The address cannot be listened at: it is not this machine's, or the port needs rights. */
export class NoListening extends Error {
  /** The variable to change. */
  readonly variable: 'HOST' | 'PORT';
  /** What was asked for, and the system's own name of the fault: `10.0.0.9:3000 (EADDRNOTAVAIL)`. */
  readonly reason: string;
  constructor(variable: 'HOST' | 'PORT', address: string, cause: NodeJS.ErrnoException) {
    super(cause.message, { cause });
    this.variable = variable;
    this.reason = `${address} (${cause.code ?? cause.message})`;
  }
}

/** Where a search for a free port begins, and how many are tried. */
const firstPort = 3000;
const tried = 100;

/**
 * Listens on `port`, or on the next free one from 3000 on. Rejects with {@link PortTaken}
 * where a given one is taken, and with {@link NoListening} where the address or the port is not ours to take. What goes wrong
 * later, as a connection that cannot be taken for want of files, is `noted`, and the server goes on.
 */
export async function listen(
  app: Express,
  host: string,
  port: number | undefined,
  noted: (error: Error) => void,
): Promise<Listening> {
  const candidates =
    port === undefined ? Array.from({ length: tried }, (_, index) => firstPort + index) : [port];
  for (const candidate of candidates) {
    const server = await tryListen(app, host, candidate);
    if (server) return listening(server.on('error', noted));
  }
  throw new PortTaken(port ?? firstPort + tried - 1);
}

// An address of another machine; a name that no one knows; a family this machine lacks; a link without its zone.
const unknownAddress = new Set(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EAFNOSUPPORT', 'EINVAL']);

function tryListen(app: Express, host: string, port: number): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer(app);
    const fail = (error: NodeJS.ErrnoException): void => {
      const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else if (error.code === 'EACCES') reject(new NoListening('PORT', address, error));
      else if (unknownAddress.has(error.code ?? '')) reject(new NoListening('HOST', address, error));
      else reject(error);
    };
    server.once('error', fail);
    server.listen(port, host, () => resolve(server.off('error', fail)));
  });
}

const listening = (server: Server): Listening => ({
  port: (server.address() as AddressInfo).port,
  close: (patience) =>
    new Promise((resolve) => {
      const timer = setTimeout(() => server.closeAllConnections(), patience);
      server.close(() => {
        clearTimeout(timer);
        resolve();
      });
      server.closeIdleConnections();
    }),
});
