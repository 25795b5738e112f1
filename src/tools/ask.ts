import { createInterface } from 'node:readline/promises';
import type { Bot } from '#core/bot.ts';
import type { Call, Invocation } from '#core/call.ts';
import { readLine } from '#core/line.ts';
import type { Locale } from '#core/locale.ts';
import type { Reply } from '#core/reply.ts';
import { message } from '#core/say.ts';
import { renderTerminal } from '#platforms/terminal/render.ts';
import { readPlayer } from '#platforms/web/page/person.ts';
import { assemble } from '#src/assembly.ts';
import { begin, giveUp } from '#src/beginning.ts';
import { now } from '#src/clock.ts';
import { createLog } from '#src/log.ts';
import { playgroundPlace } from '#src/playground.ts';
import { misuse, readArguments, readLocale } from '#src/tools/usage.ts';

/**
 * `npm run -s ask -- '/docker-cmd rmi'`: one call from the shell, as a player of the playground's team. Exit status: 0
 * answered, 1 refused, 2 misuse. With no call, lines of standard input are calls.
 */

const usage = {
  line: message(
    "Usage: npm run -s ask -- [--locale ko|en] [--player NAME] [--json] ['/COMMAND …'] (without a command: lines of standard input)",
  ),
  options: {
    locale: { type: 'string' },
    player: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
  words: true,
} as const;

interface Asking {
  readonly bot: Bot;
  readonly player: string;
  /** Where nothing else is said. */
  readonly locale: Locale;
  /** Said on the command line: goes before what the player chose. */
  readonly asked: Locale | undefined;
  readonly json: boolean;
}

async function answer(line: string, { bot, player, locale, asked, json }: Asking): Promise<boolean> {
  const started = performance.now();
  const read = readLine(bot.commands, line);
  const call: Call = 'call' in read ? read.call : { command: read.unknown, options: {} };
  const { platform, tenant } = playgroundPlace;
  const invocation: Invocation = {
    ...call,
    account: { platform, tenant, id: player },
    name: player,
    place: playgroundPlace,
    reader: asked ?? locale,
    room: asked ?? locale,
    ...(asked && { asked }),
    at: now(),
    manager: async () => true,
    hasChannel: (name) => name === playgroundPlace.channel,
  };
  const reply = await bot.run(invocation);
  const ms = Math.round((performance.now() - started) * 100) / 100;
  process.stdout.write(json ? `${JSON.stringify({ call, reply, ms })}\n` : `${show(reply)}\n`);
  return reply.tone !== 'fault';
}

const show = (reply: Reply): string =>
  renderTerminal(reply, {
    colour: process.stdout.isTTY === true && !process.env['NO_COLOR'],
    width: Math.min(process.stdout.columns ?? 100, 100),
  });

// Whoever reads the answers may have heard enough: `… | head`.
process.stdout.on('error', () => process.exit());
const { values, positionals } = await readArguments(usage);
const asked = await readLocale(usage, values.locale);
const player =
  readPlayer(values.player ?? 'terminal') ??
  (await misuse(usage, message('--player must be a name of 1 to 32 visible characters.')));
const { config, data } = await begin();
const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel, false);
const { bot, stores } = await assemble(config, data, log, () => undefined).catch((error: unknown) =>
  giveUp(error, data.say(asked ?? config.locale), log),
);
const asking: Asking = { bot, player, locale: config.locale, asked, json: values.json };

let answered = true;
if (positionals.length > 0) answered = await answer(positionals.join(' '), asking);
else
  for await (const line of createInterface({ input: process.stdin }))
    if (line.trim() !== '') answered = (await answer(line, asking)) && answered;
await stores.close();
process.exitCode = answered ? 0 : 1;
