import { type Heard, type Person, platformContract, type Stage } from '#tests/platforms/contract.ts';
import { startScene } from '#tests/platforms/discord/scene.ts';
import type { Got, Where } from '#tests/support/discord/people.ts';
import type { Seen } from '#tests/support/discord/view.ts';

const manageGuild = 1n << 5n;

/** Mentions that would ring or show: those that fired, and those that stand there unescaped. */
const mentionsOf = ({ mentions, text }: Seen): readonly string[] => [
  ...(mentions.everyone ? ['@everyone'] : []),
  ...mentions.users,
  ...mentions.roles,
  ...(text.replace(/```[\s\S]*?```|`[^`]*`/g, '').match(/(?<!\\)<[@#][^>]*>/g) ?? []),
];

/** Discord as the shared suite plays it. */
async function stage(): Promise<Stage> {
  const scene = await startScene();
  const { people } = scene.server;
  const messages = new WeakMap<Heard, Seen>();

  const hear = (message: Seen): Heard => {
    const heard: Heard = {
      text: message.text,
      hidden: message.private,
      buttons: message.buttons.map(({ label }) => label),
      mentions: mentionsOf(message),
    };
    messages.set(heard, message);
    return heard;
  };
  const heardIn = ({ message, how }: Got): Heard => {
    if (!message) throw new Error(`no message, but: ${how}`);
    return hear(message);
  };

  const person = (where: Where): Person => {
    // A client has a field for each option: what follows the command goes into the first.
    const slash = (line: string): Promise<Got> => {
      const names = scene.bot.commands
        .map(({ name }) => name)
        .filter((name) => `${line} `.startsWith(`/${name} `));
      const name = names.toSorted((a, b) => b.length - a.length)[0] ?? '';
      const rest = line.slice(name.length + 1).trim();
      const first = Object.keys(scene.bot.commands.find((one) => one.name === name)?.options ?? {})[0];
      return people.slash(where, name, rest === '' || first === undefined ? {} : { [first]: rest });
    };
    return {
      type: async (line) => heardIn(await slash(line)),
      open: async (line) => {
        const { modal, how } = await slash(line);
        if (!modal) throw new Error(`no form, but: ${how}`);
        return {
          fields: modal.fields.map(({ label }) => label),
          submit: async (given) => heardIn(await people.submitModal(where, modal, given)),
        };
      },
      press: async (heard, label) => {
        const message = messages.get(heard);
        if (!message) throw new Error('nobody heard that');
        return heardIn(await people.press(where, message, label));
      },
    };
  };

  return {
    platform: scene.platform,
    manager: person(scene.at(scene.ada, { permissions: manageGuild })),
    member: person(scene.at(scene.minji)),
    address: { tenant: scene.guild.id, channel: scene.channel.id },
    nowhere: { tenant: scene.guild.id, channel: '1' },
    room: async () => {
      const stranger = scene.server.world.addUser('stranger');
      return people.read(scene.channel, stranger).map(hear);
    },
    stores: scene.stores,
    stop: scene.end,
  };
}

platformContract('Discord', stage);
