import { randomInt } from 'node:crypto';
import type { Logger } from 'pino';
import { commands } from '#commands/index.ts';
import type { Bot } from '#core/bot.ts';
import type { Happening } from '#core/command.ts';
import { createBot } from '#core/desk.ts';
import { seeded } from '#core/random.ts';
import type { Stores } from '#core/store.ts';
import type { Config } from '#src/config.ts';
import type { Data } from '#src/data.ts';
import { openStores } from '#stores/database.ts';
import { randomId } from '#stores/id.ts';

/** The bot with its stores, ready to be spoken to. */
export interface Assembly {
  readonly bot: Bot;
  readonly stores: Stores;
}

/** Opens the database and puts the bot together. Rejects with a `StoreError` that says what to do. */
export async function assemble(
  config: Pick<Config, 'databaseUrl' | 'zone'>,
  data: Data,
  log: Logger,
  tell: (happening: Happening) => void,
): Promise<Assembly> {
  const stores = await openStores(config.databaseUrl, { ids: randomId });
  const bot = createBot({
    commands,
    knowledge: data.knowledge,
    stores,
    random: seeded(randomInt(2 ** 32)),
    zone: config.zone,
    say: data.say,
    tell,
    report: (error, { command }) => {
      const number = randomId().slice(0, 8);
      log.error({ error, command, number }, 'a call failed');
      return number;
    },
  });
  return { bot, stores };
}
