import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Json, object, string } from '#tests/support/discord/json.ts';
import { guildShape, userShape } from '#tests/support/discord/shapes.ts';
import { snowflake } from '#tests/support/discord/snowflake.ts';
import type { World } from '#tests/support/discord/world.ts';

/** Operations of the gateway. */
const op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  resume: 6,
  reconnect: 7,
  members: 8,
  invalid: 9,
  hello: 10,
  ack: 11,
} as const;

/** Privileged intents: members, presences, message content. */
const privileged = (1 << 1) | (1 << 8) | (1 << 15);
const known = (1 << 26) - 1;

interface Session {
  readonly id: string;
  readonly intents: number;
  readonly events: { readonly t: string; readonly s: number; readonly d: Json }[];
  sequence: number;
  socket: WebSocket | undefined;
}

/** The gateway: sessions that can be resumed, and every way in which it can fail. */
export class Gateway {
  /** Milliseconds between heartbeats; the real one says about 41 seconds. */
  heartbeat = 41_250;
  /** Connections are turned away while this is set. */
  refusing = false;
  /** Heartbeats are received but not acknowledged while this is set. */
  deaf = false;
  /** Privileged intents that the developer portal allows this bot. */
  allowed = 0;
  /** The names of what happened: identify, resume, close codes; for tests that count. */
  readonly log: string[] = [];
  readonly #world: World;
  readonly #url: () => string;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #sessions = new Map<string, Session>();

  constructor(world: World, url: () => string) {
    this.#world = world;
    this.#url = url;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.refusing) return void socket.destroy();
    this.#sockets.handleUpgrade(request, socket, head, (peer) => this.#meet(peer));
  }

  /** Sends an event to every session; one that is away gets it when it resumes. */
  dispatch(type: string, data: Json): void {
    for (const session of this.#sessions.values()) {
      session.sequence += 1;
      const event = { t: type, s: session.sequence, d: data };
      session.events.push(event);
      send(session.socket, { op: op.dispatch, ...event });
    }
  }

  /** How many sessions are connected now. */
  get connected(): number {
    return [...this.#sessions.values()].filter(({ socket }) => socket).length;
  }

  /** Cuts every connection without a word. */
  cut(): void {
    for (const { socket } of this.#sessions.values()) socket?.terminate();
  }

  /** Asks every client to reconnect (op 7). */
  reconnect(): void {
    for (const { socket } of this.#sessions.values()) send(socket, { op: op.reconnect, d: null });
  }

  /** Tells every client that its session is invalid (op 9); not resumable forgets it. */
  invalidate(resumable: boolean): void {
    for (const [id, { socket }] of [...this.#sessions]) {
      if (!resumable) this.#sessions.delete(id);
      send(socket, { op: op.invalid, d: resumable });
    }
  }

  /** Closes every connection with a code. */
  close(code: number, reason = ''): void {
    for (const { socket } of this.#sessions.values()) socket?.close(code, reason);
  }

  stop(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
  }

  #meet(socket: WebSocket): void {
    let session: Session | undefined;
    let seen = Date.now();
    const pulse = setInterval(() => {
      if (Date.now() - seen > this.heartbeat * 2) this.#end(socket, 4009, 'Session timed out.');
    }, this.heartbeat);
    socket.on('close', () => {
      clearInterval(pulse);
      if (session?.socket === socket) session.socket = undefined;
    });
    socket.on('message', (raw) => {
      const frame = parse(String(raw));
      if (!frame) return this.#end(socket, 4002, 'Error while decoding payload.');
      if (frame.op === op.heartbeat) seen = Date.now();
      session = this.#receive(socket, session, frame);
    });
    send(socket, { op: op.hello, d: { heartbeat_interval: this.heartbeat } });
  }

  #receive(socket: WebSocket, session: Session | undefined, frame: Json): Session | undefined {
    const data = object(frame.d);
    switch (frame.op) {
      case op.heartbeat:
        if (!this.deaf) send(socket, { op: op.ack });
        return session;
      case op.identify:
        if (session) this.#end(socket, 4005, 'Already authenticated.');
        return session ?? this.#identify(socket, data);
      case op.resume:
        return this.#resume(socket, data);
      case op.presence:
      case op.members:
        if (!session) this.#end(socket, 4003, 'Not authenticated.');
        return session;
      default:
        this.#end(socket, 4001, 'Unknown opcode.');
        return session;
    }
  }

  #identify(socket: WebSocket, data: Json): Session | undefined {
    const intents = Number(data.intents);
    this.log.push('identify');
    if (data.token !== this.#world.token) return this.#end(socket, 4004, 'Authentication failed.');
    if (!Number.isInteger(intents) || intents & ~known) return this.#end(socket, 4013, 'Invalid intent(s).');
    if (intents & privileged & ~this.allowed) return this.#end(socket, 4014, 'Disallowed intent(s).');
    const session: Session = { id: snowflake(), intents, events: [], sequence: 0, socket };
    this.#sessions.set(session.id, session);
    this.#welcome(session);
    return session;
  }

  #welcome(session: Session): void {
    const guilds = [...this.#world.guilds.values()];
    const tell = (t: string, d: Json): void => {
      session.sequence += 1;
      session.events.push({ t, s: session.sequence, d });
      send(session.socket, { op: op.dispatch, t, s: session.sequence, d });
    };
    tell('READY', {
      v: 10,
      user: userShape(this.#world.bot, true),
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: this.#url(),
      shard: [0, 1],
      application: { id: this.#world.bot.id, flags: 0 },
      private_channels: [],
    });
    if (session.intents & 1) for (const guild of guilds) tell('GUILD_CREATE', guildShape(guild, this.#world));
  }

  #resume(socket: WebSocket, data: Json): Session | undefined {
    const session = this.#sessions.get(string(data.session_id));
    this.log.push('resume');
    if (data.token !== this.#world.token) return this.#end(socket, 4004, 'Authentication failed.');
    if (!session) {
      send(socket, { op: op.invalid, d: false });
      return undefined;
    }
    if (Number(data.seq) > session.sequence) return this.#end(socket, 4007, 'Invalid seq.');
    session.socket = socket;
    for (const event of session.events.filter(({ s }) => s > Number(data.seq)))
      send(socket, { op: op.dispatch, ...event });
    session.sequence += 1;
    send(socket, { op: op.dispatch, t: 'RESUMED', s: session.sequence, d: {} });
    return session;
  }

  #end(socket: WebSocket, code: number, reason: string): undefined {
    this.log.push(`close ${code}`);
    socket.close(code, reason);
    return undefined;
  }
}

function send(socket: WebSocket | undefined, frame: Json): void {
  socket?.send(JSON.stringify({ s: null, t: null, ...frame }));
}

function parse(raw: string): Json | undefined {
  try {
    return object(JSON.parse(raw));
  } catch {
    return undefined;
  }
}
