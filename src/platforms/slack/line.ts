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
/** A connection that ends sooner than this was refused rather than recycled. */
const shortLifeMs = 1000;

/**
 * A Socket Mode connection that stays. Slack recycles each connection every few hours; the library then waits five to
 * twelve seconds before it connects anew, in which commands are lost, and lets a rejection loose where that fails. So it is
 * told not to reconnect, and this does: the next connection is opened as soon as Slack says that this one will go, and a
 * failure is tried again for ever, later and later.
 */
export class Line {
  readonly #settings: LineSettings;
  #receiver: SocketModeReceiver | undefined;
  #retry: NodeJS.Timeout | undefined;
  #stopped = false;
  #wait = firstWaitMs;

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
    const { client } = receiver;
    let gone = false;
    const born = performance.now();
    const leave = (): void => {
      if (gone) return;
      gone = true;
      const brief = performance.now() - born < shortLifeMs;
      if (!brief) this.#wait = firstWaitMs;
      if (this.#receiver === receiver) this.#replace(brief);
    };
    client.on('ws_message', (data: unknown) => {
      if (typeof data === 'string' && data.includes('"disconnect"') && isDisconnect(data)) leave();
    });
    client.on('disconnected', leave);
    await within(receiver.start(), helloWithinMs).catch((error: unknown) => {
      gone = true;
      void close(receiver);
      throw error;
    });
    return receiver;
  }

  #replace(later = false): void {
    this.#receiver = undefined;
    if (this.#stopped) return;
    if (later) {
      this.#retry = setTimeout(() => this.#replace(), this.#wait);
      this.#wait = Math.min(this.#wait * 2, longestWaitMs);
      return;
    }
    this.#open().then(
      (receiver) => {
        if (this.#stopped) void close(receiver);
        else this.#receiver = receiver;
      },
      (error: unknown) => {
        this.#settings.log.error(
          { code: codeOf(error), error, waitMs: this.#wait },
          'a Slack connection could not be made',
        );
        this.#replace(true);
      },
    );
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#retry);
    const receiver = this.#receiver;
    this.#receiver = undefined;
    if (receiver) await close(receiver);
  }
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
