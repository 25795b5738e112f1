import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Faults } from '#tests/support/discord/faults.ts';
import { Gateway } from '#tests/support/discord/gateway.ts';
import { Limiter } from '#tests/support/discord/limiter.ts';
import { People } from '#tests/support/discord/people.ts';
import { Registry } from '#tests/support/discord/registry.ts';
import { Rest } from '#tests/support/discord/rest.ts';
import { warmUp } from '#tests/support/discord/schema.ts';
import { channelShape, guildShape } from '#tests/support/discord/shapes.ts';
import { type Channel, type Guild, World } from '#tests/support/discord/world.ts';

/**
 * A Discord on loopback: the REST API and the Gateway as the real client meets them, and people who use it. It refuses
 * what the published description and the documented limits refuse.
 */
export class DiscordServer {
  readonly token: string;
  readonly world: World;
  readonly gateway: Gateway;
  readonly people: People;
  readonly rest: Rest;
  readonly faults = new Faults();
  readonly limits = new Limiter();
  readonly #http: Server;

  private constructor(token: string) {
    this.token = token;
    this.world = new World(token);
    this.gateway = new Gateway(this.world, () => `ws://127.0.0.1:${this.#port}`);
    this.people = new People(this.world, this.gateway, () => `${this.origin}/cdn`);
    this.rest = new Rest(this.world, this.faults, this.limits, () => ({
      gateway: `ws://127.0.0.1:${this.#port}`,
      cdn: `${this.origin}/cdn`,
    }));
    this.#http = createServer((request, response) => {
      this.rest.handle(request, response).catch((error: unknown) => {
        response.writeHead(500, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ message: String(error), code: 0 }));
      });
    });
    this.#http.on('upgrade', (request, socket, head) => this.gateway.upgrade(request, socket, head));
  }

  /** Starts one on a free port; the token is the only one it accepts. */
  static async start(
    token = `${Buffer.from('424242').toString('base64')}.test.token`,
  ): Promise<DiscordServer> {
    warmUp();
    const server = new DiscordServer(token);
    await new Promise<void>((resolve) => server.#http.listen(0, '127.0.0.1', resolve));
    return server;
  }

  /** `http://127.0.0.1:port` */
  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** What goes into `rest.api` and `DISCORD_API_URL`. */
  get api(): string {
    return `${this.origin}/api`;
  }

  /** Registers commands as PUT would, refusing what it would refuse. */
  register(commands: readonly unknown[], guild?: Guild): void {
    new Registry(this.world, this.world.bot.id, guild?.id).overwrite(commands);
  }

  /** The bot joins a new guild while it is connected. */
  join(guild: Guild): void {
    this.gateway.dispatch('GUILD_CREATE', { ...guildShape(guild, this.world) });
  }

  /** A channel is deleted while the bot is connected. */
  deleteChannel(channel: Channel): void {
    channel.deleted = true;
    this.gateway.dispatch('CHANNEL_DELETE', channelShape(channel));
  }

  /** Requests of this method whose path matches, in order. */
  requests(method: string, path: RegExp): Rest['log'] {
    return this.rest.log.filter((one) => one.method === method && path.test(one.path));
  }

  async stop(): Promise<void> {
    this.gateway.stop();
    this.#http.closeAllConnections();
    await new Promise<void>((resolve) => this.#http.close(() => resolve()));
  }

  get #port(): number {
    return (this.#http.address() as AddressInfo).port;
  }
}
