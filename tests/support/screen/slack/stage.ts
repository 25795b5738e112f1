import type { Temporal } from 'temporal-polyfill';
import type { Call } from '#core/call.ts';
import { createHerald } from '#core/herald.ts';
import { readLine } from '#core/line.ts';
import type { Locale } from '#core/locale.ts';
import { readSpelling } from '#core/spelling.ts';
import { breathe } from '#src/clock.ts';
import { renderPng } from '#src/pictures.ts';
import { startBench } from '#tests/platforms/slack/bench.ts';
import { slackMessage, slackView } from '#tests/support/screen/slack/message.ts';
import { opening, type Shown, type Stage } from '#tests/support/screen/stage.ts';
import type { Interaction } from '#tests/support/slack/interaction.ts';
import type { Json } from '#tests/support/slack/schema.ts';
import type { Message, OpenView } from '#tests/support/slack/world.ts';

/** A Slack workspace in one language, and an admin of it at the keyboard. */
export async function slackStage(locale: Locale): Promise<Stage> {
  // It runs on, since Slack goes over a file for a while before it can be shown.
  const state = { now: opening, since: performance.now() };
  const now = () => state.now.add({ milliseconds: Math.round(performance.now() - state.since) });
  const bench = await startBench({
    now: () => now().epochMilliseconds,
    settings: { now, pictures: renderPng },
  });
  const { server, driver } = bench;
  const { world } = server;
  const tag = locale === 'ko' ? 'ko-KR' : 'en-US';
  const user = world.addUser(locale === 'ko' ? '민지' : 'Ada', { locale: tag, admin: true });
  const channel = world.addChannel('docker', { locale: tag }).id;
  const scene = { user, channel };
  const herald = createHerald({
    breathe,
    agenda: bench.stores.agenda,
    knowledge: bench.knowledge,
    platforms: new Map([['slack', bench.platform]]),
    say: bench.say,
    note: () => {},
  });

  const files = (): ReadonlyMap<string, string> =>
    new Map(
      [...world.files.values()].flatMap(({ id, content }) =>
        content ? [[id, `data:image/png;base64,${Buffer.from(content).toString('base64')}`]] : [],
      ),
    );

  const message = (one: Message): Shown => ({
    html: slackMessage(
      { blocks: one.blocks, text: one.text, edited: one.edited > 0 },
      files(),
      one.only !== undefined,
    ),
    press: async (number) => {
      const { action_id, value } = buttonOf(one, number);
      return answer(driver.press(scene, one, String(action_id)), isForm(readSpelling(String(value))));
    },
    fill: () => Promise.reject(new Error('this is no form')),
  });

  const isForm = (read: { call: Call } | object): boolean =>
    'call' in read && 'form' in bench.bot.plan(read.call, locale);

  const form = (open: OpenView): Shown => ({
    html: slackView(open.view),
    press: () => Promise.reject(new Error('a form has no such button')),
    fill: async (fields) => {
      const blocks = Object.fromEntries(Object.entries(fields).map(([name, value]) => [`f:${name}`, value]));
      return answer(driver.submitView(scene, open, blocks), false);
    },
  });

  const answer = async (interaction: Interaction, opens: boolean): Promise<Shown> => {
    const shown = opens ? form(await interaction.view()) : message(await interaction.message());
    interaction.done();
    return shown;
  };

  return {
    platform: 'slack',
    locale,
    bot: bench.bot,
    stores: bench.stores,
    questions: bench.knowledge.questions,
    tenant: world.team,
    channel,
    get now() {
      return now();
    },
    set now(at: Temporal.Instant) {
      state.now = at;
      state.since = performance.now();
    },
    type: (line) => {
      const [command = '', ...rest] = line.split(' ');
      return answer(driver.slash(scene, command, rest.join(' ')), isForm(readLine(bench.bot.commands, line)));
    },
    beat: async () => {
      await herald.beat(now());
      return world
        .seen(channel, user.id)
        .filter(({ metadata }) => metadata !== undefined)
        .map(message);
    },
    stop: () => bench.stop(),
  };
}

/** The button with this number, from 0; -1 is the last one. */
function buttonOf({ blocks }: Message, number: number): Json {
  const elements = blocks.flatMap((block) => (block.type === 'actions' ? (block.elements as Json[]) : []));
  const button = elements.at(number);
  if (!button) throw new Error(`no button ${number} in ${JSON.stringify(blocks)}`);
  return button;
}
