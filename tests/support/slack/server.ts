import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fairWait } from '#tests/support/clock.ts';
import { chatMethods } from './chat.ts';
import type { Delivery } from './delivery.ts';
import { directoryMethods } from './directory.ts';
import { type Fault, Faults } from './fault.ts';
import { fileMethods, takeUpload } from './file.ts';
import { Grants } from './grant.ts';
import { takeResponse } from './hook.ts';
import { type Method, Refusal } from './method.ts';
import { modalMethods } from './modal.ts';
import type { Json } from './schema.ts';
import { Endpoint } from './signed.ts';
import { Sockets } from './socket.ts';
import { World, type WorldOptions } from './world.ts';

const methods: Readonly<Record<string, Method>> = {
  ...chatMethods,
  ...directoryMethods,
  ...fileMethods,
  ...modalMethods,
};

/** A call of the Web API or of a response_url, as it came in. */
export interface Recorded {
  readonly method: string;
  readonly args: Json;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

// The client writes objects as JSON strings into a form.
const jsonArguments = new Set(['blocks', 'view', 'metadata', 'files', 'attachments']);

function readArguments(body: string, type: string): Json {
  if (type.includes('json')) return JSON.parse(body || '{}');
  const read = [...new URLSearchParams(body)].map(([name, value]) => {
    if (!jsonArguments.has(name)) return [name, value];
    try {
      return [name, JSON.parse(value)];
    } catch {
      throw new Refusal(name === 'blocks' ? 'invalid_blocks_format' : 'invalid_arguments');
    }
  });
  return Object.fromEntries(read);
}

/** Slack on loopback: Web API, response_urls, uploads and Socket Mode behind one port. */
export class SlackServer {
  readonly botToken = 'xoxb-loopback-bot-token';
  readonly appToken = 'xapp-loopback-app-token';
  readonly signingSecret = 'loopback-signing-secret';
  readonly world: World;
  readonly grants: Grants;
  readonly sockets: Sockets;
  readonly calls: Recorded[] = [];
  /** Where envelopes go: the sockets, or an endpoint set with `deliverTo`. */
  delivery: Delivery;
  readonly #faults = new Faults();
  /** Kept: a late request still asks for it when the server is closed. */
  #port = 0;
  readonly #http: Server;

  private constructor(options: WorldOptions) {
    this.world = new World(options);
    this.grants = new Grants(this.world);
    this.sockets = new Sockets(this.world.app);
    this.delivery = this.sockets;
    this.#http = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        console.error(error);
        response.destroy();
      });
    });
    this.#http.on('upgrade', (request, socket, head) => {
      this.sockets.upgrade(request, socket, head);
    });
  }

  static async start(options: WorldOptions = {}): Promise<SlackServer> {
    const server = new SlackServer(options);
    await new Promise<void>((resolve) => server.#http.listen(0, '127.0.0.1', resolve));
    server.#port = (server.#http.address() as AddressInfo).port;
    return server;
  }

  /** `http://127.0.0.1:PORT`. */
  get base(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** What `SLACK_API_URL` is set to. */
  get apiUrl(): string {
    return `${this.base}/api/`;
  }

  /** Delivers over signed HTTP from now on. */
  deliverTo(url: string, secret = this.signingSecret): Endpoint {
    const endpoint = new Endpoint(url, secret);
    this.delivery = endpoint;
    return endpoint;
  }

  /** Spoils calls to come. */
  spoil(fault: Fault): void {
    this.#faults.add(fault);
  }

  /** How often a method was called. */
  count(method: string): number {
    return this.calls.filter((call) => call.method === method).length;
  }

  async stop(): Promise<void> {
    this.sockets.close();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const path = new URL(request.url ?? '/', this.base).pathname;
    const [, area, ...rest] = path.split('/');
    const name = rest.join('/');
    const method = area === 'api' ? name : area === 'upload' ? 'upload' : 'response_url';
    const effect = this.#faults.take(method);
    if (area === 'files-pri') return this.#download(name, request, response);
    if (effect?.kind === 'limited') {
      response.writeHead(429, { 'retry-after': String(effect.retryAfterSeconds) });
      return void response.end(JSON.stringify({ ok: false, error: 'ratelimited' }));
    }
    if (effect?.kind === 'broken') return void response.writeHead(effect.status).end();
    if (effect?.kind === 'slow') await fairWait(effect.ms);
    const refused = effect?.kind === 'refused' ? new Refusal(effect.error) : undefined;
    const answer = this.#answer(area ?? '', name, request, body, refused);
    if (effect?.kind === 'lost') return void response.writeHead(effect.status).end();
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    response.writeHead(answer.status, {
      'content-type': typeof answer.body === 'string' ? 'text/plain' : 'application/json',
    });
    response.end(text);
  }

  /** A private file; without the right token and scope, the page to sign in at, as Slack does. */
  #download(id: string, request: IncomingMessage, response: ServerResponse): void {
    const allowed =
      request.headers.authorization === `Bearer ${this.botToken}` && this.world.scopes.has('files:read');
    const content = allowed ? this.world.files.get(id)?.content : undefined;
    response.writeHead(200, { 'content-type': content ? 'text/plain' : 'text/html' });
    response.end(content ?? '<html>Sign in</html>');
  }

  #answer(
    area: string,
    name: string,
    request: IncomingMessage,
    body: Buffer,
    refused: Refusal | undefined,
  ): { status: number; body: Json | string } {
    try {
      if (refused) throw refused;
      if (area === 'api')
        return { status: 200, body: { ok: true, ...this.#call(name, request, body.toString()) } };
      if (area === 'upload') {
        const taken = takeUpload(
          this.world,
          name.replace(/^v1\//, ''),
          uploaded(body, request.headers['content-type'] ?? ''),
        );
        return taken ? { status: 200, body: `OK - ${body.length}` } : { status: 404, body: 'not found' };
      }
      const args = readArguments(body.toString(), request.headers['content-type'] ?? '');
      this.calls.push({ method: 'response_url', args });
      takeResponse(this.world, this.grants, name, args);
      return { status: 200, body: 'ok' };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const messages =
        error.messages.length > 0
          ? { errors: error.messages, response_metadata: { messages: error.messages } }
          : {};
      return {
        status: area === 'api' ? 200 : 404,
        body: { ok: false, error: error.code, ...messages, ...error.more },
      };
    }
  }

  #call(name: string, request: IncomingMessage, body: string): Json {
    const args = readArguments(body, request.headers['content-type'] ?? '');
    this.calls.push({ method: name, args });
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? String(args.token ?? '');
    if (token === '') throw new Refusal('not_authed');
    if (name === 'apps.connections.open') {
      if (token !== this.appToken)
        throw new Refusal(token === this.botToken ? 'not_allowed_token_type' : 'invalid_auth');
      return {
        url: `${this.base.replace('http', 'ws')}/link/?ticket=${this.sockets.ticket()}&app_id=${this.world.app}`,
      };
    }
    if (token !== this.botToken) throw new Refusal('invalid_auth');
    const method = methods[name];
    if (!method) throw new Refusal('unknown_method');
    if (method.scopes.length > 0 && !method.scopes.some((scope) => this.world.scopes.has(scope)))
      throw new Refusal('missing_scope', [], {
        needed: method.scopes.join(','),
        provided: [...this.world.scopes].join(','),
      });
    return method.run({ world: this.world, grants: this.grants, args, base: this.base });
  }
}

/** The file in an upload: the body itself, or the one part of a multipart form. */
function uploaded(body: Buffer, type: string): Uint8Array {
  const boundary = type.match(/boundary=(.+)$/)?.[1];
  if (!boundary) return body;
  const start = body.indexOf('\r\n\r\n') + 4;
  return body.subarray(start, body.lastIndexOf(`\r\n--${boundary}`));
}
