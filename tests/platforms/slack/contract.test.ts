import { type Heard, type Person, platformContract, type Stage } from '#tests/platforms/contract.ts';
import { startBench } from '#tests/platforms/slack/bench.ts';
import { visibleText } from '#tests/platforms/slack/visible.ts';
import { mentionsIn } from '#tests/support/slack/mention.ts';
import { elementsOf, labelOf } from '#tests/support/slack/payload.ts';
import type { Json } from '#tests/support/slack/schema.ts';
import type { Message, User } from '#tests/support/slack/world.ts';

/** Slack as the shared suite plays it. */
async function stage(mode: 'socket' | 'http'): Promise<Stage> {
  const bench = await startBench({ mode });
  const { driver, server, channel, platform } = bench;
  const messages = new WeakMap<Heard, Message>();
  const hear = (message: Message): Heard => {
    const heard: Heard = {
      text: visibleText(message),
      hidden: message.only !== undefined,
      buttons: driver.buttons(message),
      mentions: mentionsIn(message),
    };
    messages.set(heard, message);
    return heard;
  };
  const person = (user: User): Person => {
    const at = { user, channel: channel.id };
    const slash = (line: string) => {
      const [, command = '', text = ''] = /^(\/\S+)\s*(.*)$/s.exec(line) ?? [];
      return driver.slash(at, command, text);
    };
    return {
      type: async (line) => hear(await slash(line).message()),
      open: async (line) => {
        const open = await slash(line).view();
        const inputs = elementsOf(open.view.blocks as readonly Json[]);
        return {
          fields: inputs.map(labelOf),
          submit: async (given) => hear(await driver.submitView(at, open, given).message()),
        };
      },
      press: async (heard, label) => {
        const message = messages.get(heard);
        if (!message) throw new Error('nobody heard that');
        return hear(await driver.press(at, message, label).message());
      },
    };
  };
  return {
    platform,
    manager: person(bench.sam),
    member: person(bench.mina),
    address: { tenant: server.world.team, channel: channel.id },
    nowhere: { tenant: server.world.team, channel: 'C0NOWHERE' },
    room: async () => server.world.seen(channel.id, 'everyone').map(hear),
    stores: bench.stores,
    stop: bench.stop,
  };
}

platformContract('Slack in Socket Mode', () => stage('socket'));
platformContract('Slack over HTTP', () => stage('http'));
