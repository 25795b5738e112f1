import type { Temporal } from 'temporal-polyfill';
import { commands } from '#commands/index.ts';
import type { AnyCommand } from '#core/command.ts';
import { createHerald } from '#core/herald.ts';
import { readLine } from '#core/line.ts';
import type { Locale } from '#core/locale.ts';
import { breathe } from '#src/clock.ts';
import { type Scene, startScene } from '#tests/platforms/discord/scene.ts';
import type { Got } from '#tests/support/discord/people.ts';
import type { Value } from '#tests/support/discord/typing.ts';
import type { Seen } from '#tests/support/discord/view.ts';
import { discordMessage, discordModal } from '#tests/support/screen/discord/message.ts';
import { part } from '#tests/support/screen/html.ts';
import { opening, type Shown, type Stage } from '#tests/support/screen/stage.ts';

/** A Discord server in one language, and a manager of it at the keyboard. */
export async function discordStage(locale: Locale): Promise<Stage> {
  const state = { now: opening };
  const scene = await startScene([], { now: () => state.now });
  const herald = createHerald({
    breathe,
    agenda: scene.stores.agenda,
    knowledge: scene.knowledge,
    platforms: new Map([['discord', scene.platform]]),
    say: scene.say,
    note: () => {},
  });
  const user = locale === 'ko' ? scene.minji : scene.ada;
  const where = scene.at(user, { permissions: (1n << 5n) | (1n << 11n), guildLocale: locale });
  const { people } = scene.server;

  const message = (seen: Seen, above?: string): Shown => ({
    html: discordMessage(seen.components, filesOf(seen), {
      private: seen.private,
      edited: seen.edited,
      ...(above === undefined ? {} : { above }),
    }),
    press: async (number) => {
      const button = seen.buttons.at(number);
      if (button?.customId === undefined) throw new Error(`no button ${number} in\n${seen.text}`);
      return shown(await people.press(where, seen, button.customId));
    },
    fill: () => Promise.reject(new Error('this is no form')),
  });

  const shown = (got: Got, above?: string): Shown => {
    const { modal } = got;
    if (modal)
      return {
        html: discordModal(modal.raw),
        press: () => Promise.reject(new Error('a form has no such button')),
        fill: async (fields) => shown(await people.submitModal(where, modal, fields)),
      };
    if (got.message) return message(got.message, above);
    return { ...nothing, html: part('unknown', 'The application did not respond') };
  };

  return {
    platform: 'discord',
    locale,
    bot: scene.bot,
    stores: scene.stores,
    questions: scene.knowledge.questions,
    tenant: scene.guild.id,
    channel: scene.channel.id,
    get now() {
      return state.now;
    },
    set now(at: Temporal.Instant) {
      state.now = at;
    },
    type: async (line) => {
      const { name, options } = typed(line, scene);
      return shown(await people.slash(where, name, options), `${user.name} used /${name}`);
    },
    beat: async () => {
      await herald.beat(state.now);
      return people
        .read(scene.channel, user)
        .filter((seen) => !seen.private)
        .map((seen) => message(seen));
    },
    stop: () => scene.end(),
  };
}

const nothing = {
  press: () => Promise.reject(new Error('nothing was said')),
  fill: () => Promise.reject(new Error('nothing was said')),
};

const filesOf = ({ files }: Seen): ReadonlyMap<string, string> =>
  new Map(
    files.map(({ filename, content_type: type, bytes }) => [
      `attachment://${filename}`,
      `data:${type};base64,${Buffer.from(bytes).toString('base64')}`,
    ]),
  );

/** A line as a client's fields take it: numbers, flags and people are chosen there, not written. */
function typed(line: string, scene: Scene): { name: string; options: Record<string, Value> } {
  const read = readLine(commands, line);
  if (!('call' in read)) throw new Error(`there is no command for ${line}`);
  const { command: name, options } = read.call;
  const command = commands.find((one) => one.name === name);
  const value = ([key, written]: [string, string | undefined]): [string, Value][] =>
    written === undefined ? [] : [[key, optionValue(command, key, written, scene)]];
  return { name, options: Object.fromEntries(Object.entries(options).flatMap(value)) };
}

function optionValue(
  command: AnyCommand | undefined,
  key: string,
  written: string,
  { server }: Scene,
): Value {
  switch (command?.options[key]?.kind) {
    case 'flag':
      return written === 'yes';
    case 'number':
      return Number(written);
    case 'player': {
      const found = [...server.world.users.values()].find(({ name }) => name === written);
      if (!found) throw new Error(`nobody is called ${written}`);
      return found;
    }
    default:
      return written;
  }
}
