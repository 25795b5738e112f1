import { createHmac } from 'node:crypto';
import { after } from '#tests/support/clock.ts';
import { type Ack, type Delivery, type Envelope, NotDelivered } from './delivery.ts';
import { isRecord, type Json } from './schema.ts';

/** What a request to the app's endpoint looks like; tests may spoil it. */
export interface Signed {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

function bodyOf({ kind, payload }: Envelope): { body: string; type: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), type: 'application/json' };
  const form =
    kind === 'slash_commands'
      ? new URLSearchParams(Object.entries(payload).map(([name, value]) => [name, String(value)]))
      : new URLSearchParams({ payload: JSON.stringify(payload) });
  return { body: form.toString(), type: 'application/x-www-form-urlencoded' };
}

/** Signs a body as Slack does: HMAC-SHA256 of `v0:timestamp:body`. `at` in milliseconds. */
export function sign(secret: string, body: string, at: number): Readonly<Record<string, string>> {
  const stamp = String(Math.floor(at / 1000));
  const hash = createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': stamp, 'x-slack-signature': `v0=${hash}` };
}

/** Signed HTTP requests to the app's endpoint. */
export class Endpoint implements Delivery {
  readonly #url: string;
  readonly #secret: string;

  constructor(url: string, secret: string) {
    this.#url = url;
    this.#secret = secret;
  }

  /** The request for an envelope, signed now. */
  request(envelope: Envelope): Signed {
    const { body, type } = bodyOf(envelope);
    const { retry } = envelope;
    const again = retry
      ? { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason }
      : {};
    return { body, headers: { 'content-type': type, ...sign(this.#secret, body, Date.now()), ...again } };
  }

  /** Sends it; rejects with {@link NotDelivered} where no answer comes `withinMs`, by the clock of tests/support/clock.ts. */
  async send({ body, headers }: Signed, withinMs = 3000): Promise<Response> {
    const late = new AbortController();
    const callOff = after(withinMs, () => late.abort(new NotDelivered('operation_timeout')));
    try {
      return await fetch(this.#url, { method: 'POST', body, headers: { ...headers }, signal: late.signal });
    } finally {
      callOff();
    }
  }

  async deliver(envelope: Envelope, withinMs: number): Promise<Ack> {
    let text: string;
    try {
      const response = await this.send(this.request(envelope), withinMs);
      if (!response.ok) throw new NotDelivered('http_service_error');
      text = await response.text();
    } catch (error) {
      if (error instanceof NotDelivered) throw error;
      throw new NotDelivered('dispatch_failed');
    }
    return readAck(text);
  }

  /** The handshake when the URL is entered in the app's settings: true if the challenge comes back. */
  async verify(): Promise<boolean> {
    const body = JSON.stringify({ type: 'url_verification', token: 'legacy', challenge: 'blue-whale' });
    const headers = { 'content-type': 'application/json', ...sign(this.#secret, body, Date.now()) };
    const answer = await (await this.send({ body, headers })).text();
    const read: Json | undefined = answer.startsWith('{') ? JSON.parse(answer) : undefined;
    return answer === 'blue-whale' || read?.challenge === 'blue-whale';
  }
}

function readAck(text: string): Ack {
  if (text.trim() === '') return undefined;
  try {
    const read: unknown = JSON.parse(text);
    return isRecord(read) ? (Object.keys(read).length > 0 ? read : undefined) : { text };
  } catch {
    return { text };
  }
}
