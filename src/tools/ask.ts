import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import type { Bot } from '#core/bot.ts';
import type { Call, Invocation } from '#core/call.ts';
import { readLine } from '#core/line.ts';
import { type Locale, localeOf } from '#core/locale.ts';
import type { Reply } from '#core/reply.ts';
import { renderTerminal } from '#platforms/terminal/render.ts';
import { assemble } from '#src/assembly.ts';
import { begin } from '#src/beginning.ts';
import { now } from '#src/clock.ts';
import { createLog } from '#src/log.ts';

/**
 * `npm run -s ask -- '/docker-cmd rmi'`: one call from the shell, as a player of the playground's team. Exit status: 0
 * answered, 1 refused, 2 misuse. With no call, lines of standard input are calls.
 */

const usage = `Usage: npm run -s ask -- [--locale ko|en] [--player NAME] [--json] ['/COMMAND …']`;

interface Asking {
  readonly bot: Bot;
  readonly player: string;
  readonly locale: Locale;
  readonly json: boolean;
}

function misuse(message: string): never {
  process.stderr.write(`${message}\n${usage}\n`);
  process.exit(2);
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        locale: { type: 'string' },
        player: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
  } catch (error) {
    return misuse(error instanceof Error ? error.message : String(error));
  }
}

const readLocale = (given: string): Locale => localeOf(given) ?? misuse(`--locale: ${given}`);

async function answer(line: string, { bot, player, locale, json }: Asking): Promise<boolean> {
  const started = performance.now();
  const read = readLine(bot.commands, line);
  const call: Call = 'call' in read ? read.call : { command: read.unknown, options: {} };
  const account = { platform: 'web', tenant: 'playground', id: player } as const;
  const invocation: Invocation = {
    ...call,
    account,
    name: player,
    place: { platform: 'web', tenant: 'playground', channel: 'general' },
    reader: locale,
    room: locale,
    at: now(),
    manager: async () => true,
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

const { values, positionals } = readArguments();
const chosen = values.locale === undefined ? undefined : readLocale(values.locale);
const { config, data } = await begin();
const locale = chosen ?? config.locale;
const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel, false);
const { bot, stores } = await assemble(config, data, log, () => undefined);
const asking: Asking = { bot, player: values.player ?? 'terminal', locale, json: values.json };

let answered = true;
if (positionals.length > 0) answered = await answer(positionals.join(' '), asking);
else
  for await (const line of createInterface({ input: process.stdin }))
    if (line.trim() !== '') answered = (await answer(line, asking)) && answered;
await stores.close();
process.exitCode = answered ? 0 : 1;
