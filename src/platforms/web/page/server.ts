import type { Asking, Completion, History, Outcome, Start } from '#platforms/web/wire.ts';

/** The server heard the page and did not take what it asked. */
export class Refused extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`The playground answered ${status}`);
    this.status = status;
  }
}

async function read<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Refused(response.status);
  return (await response.json()) as T;
}

const get = async <T>(path: string): Promise<T> => read<T>(await fetch(path));

const post = async <T>(path: string, body: object, signal?: AbortSignal): Promise<T> =>
  read<T>(
    await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      ...(signal && { signal }),
    }),
  );

/** All the page asks of the server. Each rejects with {@link Refused}, or with the browser's error when nobody answers. */
export const server = {
  start: (): Promise<Start> => get('/api/start'),
  /** The latest messages, `limit` of them where it is given. */
  history: (player: string, limit = 0): Promise<History> =>
    get(`/api/lines?${new URLSearchParams({ player, limit: String(limit) })}`),
  call: (asking: Asking): Promise<Outcome> => post('/api/calls', asking),
  complete: (typing: Pick<Asking, 'player' | 'locale' | 'text'>, signal: AbortSignal): Promise<Completion> =>
    post('/api/complete', typing, signal),
};
