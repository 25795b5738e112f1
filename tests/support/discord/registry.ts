import { checkCommand, registered, withoutLocalizations } from '#tests/support/discord/commands.ts';
import { type Json, object, objects } from '#tests/support/discord/json.ts';
import { refusal, refuseInvalid } from '#tests/support/discord/refusal.ts';
import { check, checkEach } from '#tests/support/discord/schema.ts';
import type { World } from '#tests/support/discord/world.ts';

const daily = 200;
const most = 100;

/** Registered commands of one scope: global, or a guild's. */
export class Registry {
  readonly #world: World;
  readonly #guild: string | undefined;

  constructor(world: World, application: string, guild?: string) {
    if (application !== world.bot.id) throw refusal(50001);
    if (guild !== undefined && !world.guilds.has(guild)) throw refusal(50001);
    this.#world = world;
    this.#guild = guild;
  }

  get #all(): Json[] {
    return this.#world.commands.get(this.#guild ?? '') ?? [];
  }

  set #all(commands: Json[]) {
    this.#world.commands.set(this.#guild ?? '', commands);
  }

  list(localized: boolean): Json[] {
    return localized ? this.#all : this.#all.map(withoutLocalizations);
  }

  get(id: string): Json {
    const found = this.#all.find((one) => one.id === id);
    if (!found) throw refusal(10063);
    return found;
  }

  /** PUT: replaces everything; commands of the same name keep their id and cost nothing. */
  overwrite(body: unknown): Json[] {
    const wanted = objects(body);
    refuseInvalid([
      ...checkEach('ApplicationCommandUpdateRequest', wanted),
      ...wanted.flatMap((one, index) =>
        checkCommand(one).map((fault) => ({ ...fault, path: [index, ...fault.path] })),
      ),
    ]);
    this.#refuseTooMany(wanted);
    const made = wanted.map((one) => this.#store(one));
    this.#all = made;
    return made;
  }

  /** POST: creates, or replaces the one of the same name. Says whether it was new. */
  create(body: Json): { command: Json; fresh: boolean } {
    refuseInvalid(checkCommand(body));
    const known = this.#same(body);
    if (!known) this.#refuseTooMany([...this.#all, body]);
    const command = this.#store(body);
    this.#all = [...this.#all.filter((one) => one !== known), command];
    return { command, fresh: !known };
  }

  /** PATCH: changes what the body names. */
  update(id: string, body: Json): Json {
    const known = this.get(id);
    refuseInvalid(check('ApplicationCommandPatchRequestPartial', body));
    const { version: _version, ...rest } = { ...known, ...body };
    refuseInvalid(checkCommand(rest));
    const command = registered(object(rest), this.#world.bot.id, this.#guild, id);
    this.#all = this.#all.map((one) => (one === known ? command : one));
    return command;
  }

  remove(id: string): void {
    const known = this.get(id);
    this.#all = this.#all.filter((one) => one !== known);
  }

  #same(body: Json): Json | undefined {
    return this.#all.find((one) => one.name === body.name && one.type === (body.type ?? 1));
  }

  #store(body: Json): Json {
    const known = this.#same(body);
    if (!known && ++this.#world.created > daily) throw refusal(30034);
    return registered(body, this.#world.bot.id, this.#guild, known ? String(known.id) : undefined);
  }

  #refuseTooMany(commands: readonly Json[]): void {
    const message = 'Application command names must be unique';
    const names = commands.map((one) => `${one.type ?? 1} ${one.name}`);
    if (new Set(names).size < names.length)
      refuseInvalid([{ path: [], code: 'APPLICATION_COMMANDS_DUPLICATE_NAME', message }]);
    if (commands.length > most)
      refuseInvalid([
        { path: [], code: 'BASE_TYPE_BAD_LENGTH', message: `Must be ${most} or fewer in length.` },
      ]);
  }
}
