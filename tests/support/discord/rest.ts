import type { IncomingMessage, ServerResponse } from 'node:http';
import { fairWait } from '#tests/support/clock.ts';
import type { Faults } from '#tests/support/discord/faults.ts';
import type { Limiter } from '#tests/support/discord/limiter.ts';
import { Refusal } from '#tests/support/discord/refusal.ts';
import { type Asked, readRequest } from '#tests/support/discord/request.ts';
import { type Answer, type Bases, type Route, routes } from '#tests/support/discord/routes.ts';
import type { World } from '#tests/support/discord/world.ts';

/** One request that came in and what it got; for tests that count or time them. */
export interface Logged {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly code: number | undefined;
  readonly at: number;
}

type Given = Answer & { readonly headers?: Readonly<Record<string, string>> };

/** The REST side: every request through authorisation, rate limits and injected faults to its route. */
export class Rest {
  readonly log: Logged[] = [];
  readonly #world: World;
  readonly #faults: Faults;
  readonly #limiter: Limiter;
  readonly #bases: () => Bases;

  constructor(world: World, faults: Faults, limiter: Limiter, bases: () => Bases) {
    this.#world = world;
    this.#faults = faults;
    this.#limiter = limiter;
    this.#bases = bases;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.startsWith('/cdn/')) return this.#file(request, response);
    const asked = await readRequest(request).catch((error: unknown) => error);
    if (asked instanceof Refusal) return send(response, refused(asked));
    if (asked instanceof Error)
      return send(response, { status: 400, body: { message: asked.message, code: 0 } });
    await this.#answer(asked as Asked, request, response);
  }

  async #answer(asked: Asked, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const mischief = this.#faults.take(asked.method, asked.path);
    if (mischief?.kind === 'drop') return void request.socket.destroy();
    if (mischief?.kind === 'latency') await fairWait(mischief.ms);
    if (mischief?.kind === 'status') {
      const body = { message: 'injected', code: mischief.code ?? 0 };
      return this.#reply(asked, response, { status: mischief.status, body });
    }
    const given = this.#process(asked);
    if (mischief?.kind === 'drop-after') return void request.socket.destroy();
    if (mischief?.kind === 'status-after')
      return this.#reply(asked, response, {
        status: mischief.status,
        body: { message: 'injected', code: 0 },
      });
    this.#reply(asked, response, given);
  }

  #reply(asked: Asked, response: ServerResponse, given: Given): void {
    const { code } = (given.body ?? {}) as { code?: number };
    const { method, path, body } = asked;
    this.log.push({ method, path, body, status: given.status, code, at: Date.now() });
    send(response, given);
  }

  #process(asked: Asked): Given {
    const found = routes.find(({ method, pattern }) => method === asked.method && pattern.test(asked.path));
    if (!found) return { status: 404, body: { message: '404: Not Found', code: 0 } };
    if (!found.open && asked.token !== this.#world.token)
      return { status: 401, body: { message: '401: Unauthorized', code: 0 } };
    const parts = found.pattern.exec(asked.path)?.slice(1) ?? [];
    return this.#limited(found, asked, parts);
  }

  #limited(found: Route, asked: Asked, parts: readonly string[]): Given {
    const { headers, retryAfter, global } = this.#limiter.judge(
      found.name,
      parts.slice(0, found.open ? 2 : 1).join(),
      found.open,
    );
    if (retryAfter !== undefined) {
      const body = {
        message: 'You are being rate limited.',
        retry_after: retryAfter,
        global: global === true,
      };
      return { status: 429, headers, body };
    }
    try {
      return { headers, ...found.handle(this.#world, asked, parts, this.#bases()) };
    } catch (error) {
      if (error instanceof Refusal) return { headers, ...refused(error) };
      throw error;
    }
  }

  /** Files: those users gave with a command, and those the bot uploaded. */
  #file(request: IncomingMessage, response: ServerResponse): void {
    const id = request.url?.split('/').at(-2) ?? '';
    const given = this.#world.files.get(id);
    const own = [...this.#world.messages.values()]
      .flatMap(({ attachments }) => attachments)
      .find((one) => one.id === id);
    const bytes = given?.bytes ?? own?.bytes;
    if (!bytes) return void response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': given?.type ?? own?.content_type,
      'content-length': bytes.length,
    });
    response.end(bytes);
  }
}

const refused = (refusal: Refusal): Answer => ({ status: refusal.status, body: refusal.body() });

function send(response: ServerResponse, { status, body, headers }: Given): void {
  const retry = headers ?? {};
  if (status === 204) return void response.writeHead(204, retry).end();
  response.writeHead(status, { 'content-type': 'application/json', ...retry });
  response.end(JSON.stringify(body));
}
