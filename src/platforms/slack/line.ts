import { type App, type Logger, SocketModeReceiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import { codeOf } from '#platforms/slack/trouble.ts';

/** Where the platform writes what an operator should know; pino fits. */
export interface Log {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** What a socket is made of. */
export interface LineSettings {
  readonly app: App;
  readonly appToken: string;
  readonly clientOptions: WebClientOptions;
  readonly logger: Logger;
  readonly log: Log;
}

const helloWithinMs = 10_000;
const closeWithinMs = 1000;
const firstWaitMs = 500;
const longestWaitMs = 60_000;
/** What came over a connection must be acknowledged within three seconds. */
const graceMs = 3000;
/** A connection that ends sooner than this was refused rather than recycled. */
const shortLifeMs = 1000;

/**
 * A Socket Mode connection that stays. Slack recycles each connection every few hours; the library then hangs up at once,
 * waits five to twelve seconds before it connects anew, in which commands are lost, and lets a rejection loose where that
 * fails. So it is told not to reconnect and does not hear of it, and this does: the next connection is opened first, the
 * old one stays until what came over it is acknowledged, and a failure is tried again for ever, later and later.
 */
export class Line {
  readonly #settings: LineSettings;
  #receiver: SocketModeReceiver | undefined;
  /** Told to go, but still good for acknowledgements. */
  readonly #leaving = new Set<SocketModeReceiver>();
  #retry: NodeJS.Timeout | undefined;
  #stopped = false;
  /** Before the next try: nothing at first, then longer and longer until a connection has lasted. */
  #wait = 0;

  constructor(settings: LineSettings) {
    this.#settings = settings;
  }

  /** Connects; rejects with Slack's own error where the first connection cannot be made. */
  async start(): Promise<void> {
    this.#receiver = await this.#open();
  }

  async #open(): Promise<SocketModeReceiver> {
    const { app, appToken, clientOptions, logger } = this.#settings;
    const receiver = new SocketModeReceiver({
      appToken,
      logger,
      autoReconnectEnabled: false,
      // A fresh object each time: the library writes into it.
      installerOptions: { clientOptions: { ...clientOptions } },
    });
    receiver.init(app);
    const born = performance.now();
    let left = false;
    const leave = (): void => {
      if (left) return;
      left = true;
      const brief = performance.now() - born < shortLifeMs;
      if (!brief) this.#wait = 0;
      if (this.#receiver === receiver) this.#replace(receiver, brief);
    };
    onDisconnect(receiver, leave);
    receiver.client.on('disconnected', () => {
      this.#leaving.delete(receiver);
      leave();
    });
    await within(receiver.start(), helloWithinMs).catch((error: unknown) => {
      left = true;
      void close(receiver);
      throw error;
    });
    return receiver;
  }

  #replace(old: SocketModeReceiver, later: boolean): void {
    this.#receiver = undefined;
    if (this.#stopped) return;
    this.#leaving.add(old);
    if (!later) {
      this.#connect(old);
      return;
    }
    this.#retry = setTimeout(() => this.#connect(old), this.#wait);
    this.#wait = Math.min(Math.max(this.#wait * 2, firstWaitMs), longestWaitMs);
  }

  #connect(old: SocketModeReceiver): void {
    this.#open().then(
      (receiver) => {
        if (this.#stopped) return void close(receiver);
        this.#receiver = receiver;
        setTimeout(() => void this.#dismiss(old), graceMs).unref();
      },
      (error: unknown) => {
        const { log } = this.#settings;
        log.error({ code: codeOf(error), error, waitMs: this.#wait }, 'a Slack connection could not be made');
        this.#replace(old, true);
      },
    );
  }

  async #dismiss(receiver: SocketModeReceiver): Promise<void> {
    if (this.#leaving.delete(receiver)) await close(receiver);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#retry);
    const receiver = this.#receiver;
    this.#receiver = undefined;
    await Promise.all([
      receiver && close(receiver),
      ...[...this.#leaving].map((each) => this.#dismiss(each)),
    ]);
  }
}

/** Keeps `disconnect` messages from the library, which would hang up before everything is acknowledged. */
function onDisconnect({ client }: SocketModeReceiver, leave: () => void): void {
  const library = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, ...rest: unknown[]) => {
    if (typeof data === 'string' && data.includes('"disconnect"') && isDisconnect(data)) leave();
    else for (const listener of library) listener.call(client, data, ...rest);
  });
}

function isDisconnect(data: string): boolean {
  try {
    return (JSON.parse(data) as { type?: unknown }).type === 'disconnect';
  } catch {
    return false;
  }
}

/** Says goodbye, and hangs up where the other side does not answer in time: the second call cuts the connection. */
async function close({ client }: SocketModeReceiver): Promise<void> {
  await within(client.disconnect(), closeWithinMs).catch(() => client.disconnect());
}

function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer from Slack within ${ms} ms`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
