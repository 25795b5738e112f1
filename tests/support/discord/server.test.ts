import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  Client,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  type Interaction,
  MessageFlags,
  ModalBuilder,
  REST,
  Routes,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fairWait } from '#tests/support/clock.ts';
import type { Where } from '#tests/support/discord/people.ts';
import { DiscordServer } from '#tests/support/discord/server.ts';
import type { Guild, User } from '#tests/support/discord/world.ts';

let server: DiscordServer;
let client: Client;
let guild: Guild;
let minji: User;
let where: Where;

beforeEach(async () => {
  server = await DiscordServer.start();
  guild = server.world.addGuild('Harbour', 'ko');
  minji = server.world.addUser('민지', 'ko');
  const [channel] = guild.channels;
  if (!channel) throw new Error('the guild has no channel');
  where = { user: minji, channel };
  server.register([{ name: 'ping', description: 'Answers' }]);
  client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: server.api } });
});

afterEach(async () => {
  await client.destroy();
  await server.stop();
});

async function login(): Promise<void> {
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(server.token);
  await ready;
}

/** What the bot does with each command; what it throws is kept. */
function onCommand(work: (interaction: ChatInputCommandInteraction) => Promise<unknown>): unknown[] {
  const thrown: unknown[] = [];
  client.on(Events.InteractionCreate, (interaction: Interaction) => {
    if (interaction.isChatInputCommand()) work(interaction).catch((error: unknown) => thrown.push(error));
  });
  return thrown;
}

const codeOf = (error: unknown): unknown => (error instanceof DiscordAPIError ? error.code : error);

const rest = (): REST => new REST({ api: server.api, retries: 0 }).setToken(server.token);

const refusal = async (work: Promise<unknown>): Promise<DiscordAPIError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof DiscordAPIError) return error;
  throw new Error(`expected a refusal, got ${String(error)}`);
};

const post = (body: unknown): Promise<unknown> =>
  rest().post(Routes.channelMessages(where.channel.id), { body });

describe('a conversation through the real client', () => {
  test('a reply is seen by everyone, an ephemeral one by its asker alone', async () => {
    await login();
    onCommand(async (interaction) => {
      await interaction.reply('pong');
      await interaction.followUp({ content: 'psst', flags: MessageFlags.Ephemeral });
    });
    const got = await server.people.slash(where, 'ping');
    expect(got).toMatchObject({ how: 'reply', callback: 4, message: { text: 'pong', private: false } });
    await expect
      .poll(() => server.people.read(where.channel, minji).map(({ text }) => text))
      .toEqual(['pong', 'psst']);
    const other = server.world.addUser('Ada', 'en-US');
    expect(server.people.read(where.channel, other).map(({ text }) => text)).toEqual(['pong']);
  });

  test('a deferred reply thinks, then speaks; the flag is fixed at the deferral', async () => {
    await login();
    onCommand(async (interaction) => {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply({ content: 'done' });
    });
    const got = await server.people.slash(where, 'ping');
    expect(got).toMatchObject({ callback: 5, message: { text: 'done', private: true, thinking: false } });
  });

  test('a button updates its message, a form opens and comes back', async () => {
    await login();
    onCommand(async (interaction) => {
      const button = new ButtonBuilder({ customId: 'open', label: 'Open', style: ButtonStyle.Primary });
      const row = new ActionRowBuilder<ButtonBuilder>({ components: [button] });
      await interaction.reply({ content: 'press', components: [row] });
    });
    client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isButton()) {
        const input = new TextInputBuilder({ customId: 'why', label: 'Why', style: TextInputStyle.Short });
        const row = new ActionRowBuilder<TextInputBuilder>({ components: [input] });
        void interaction.showModal(
          new ModalBuilder({ customId: 'form', title: 'A form' }).addComponents(row),
        );
      }
      if (interaction.isModalSubmit() && interaction.isFromMessage())
        void interaction.update({ content: interaction.fields.getTextInputValue('why'), components: [] });
    });
    const asked = await server.people.slash(where, 'ping');
    const opened = await server.people.press(where, asked.message ?? expect.fail('no message'), 'Open');
    expect(opened).toMatchObject({ how: 'modal', modal: { title: 'A form', fields: [{ label: 'Why' }] } });
    const form = opened.modal ?? expect.fail('no form');
    await expect(async () => server.people.submitModal(where, form, {})).rejects.toThrow('required');
    const sent = await server.people.submitModal(where, form, { Why: 'because' });
    expect(sent).toMatchObject({ how: 'update', message: { text: 'because', buttons: [] } });
  });

  test('files arrive and can be fetched', async () => {
    server.register([
      {
        name: 'read',
        description: 'Reads',
        options: [{ type: 11, name: 'file', description: 'A file', required: true }],
      },
    ]);
    await login();
    onCommand(async (interaction) => {
      const file = interaction.options.getAttachment('file', true);
      await interaction.reply(await (await fetch(file.url)).text());
    });
    const got = await server.people.slash(where, 'read', {
      file: server.people.file('Dockerfile', 'FROM scratch'),
    });
    expect(got.message?.text).toBe('FROM scratch');
  });
});

describe('interactions are no kinder than the real ones', () => {
  test('nothing after three seconds: the user sees a failure, the bot gets 10062', async () => {
    server.world.deadline = 60;
    await login();
    const thrown = onCommand(async (interaction) => {
      await fairWait(250);
      await interaction.reply('late');
    });
    expect(await server.people.slash(where, 'ping')).toMatchObject({ how: 'none' });
    await expect.poll(() => thrown.map(codeOf)).toEqual([10062]);
  });

  test('a second acknowledgement is 40060', async () => {
    await login();
    const thrown = onCommand(async (interaction) => {
      await interaction.reply('one');
      const body = { type: 4, data: { content: 'two' } };
      await rest().post(Routes.interactionCallback(interaction.id, interaction.token), { body, auth: false });
    });
    await server.people.slash(where, 'ping');
    await expect.poll(() => thrown.map(codeOf)).toEqual([40060]);
  });

  test('the token runs out', async () => {
    await login();
    const thrown = onCommand(async (interaction) => {
      await interaction.reply('one');
      server.world.tokenLife = -1;
      await interaction.followUp('two');
    });
    await server.people.slash(where, 'ping');
    await expect.poll(() => thrown.map(codeOf)).toEqual([50027]);
  });

  test('more than 25 choices are refused', async () => {
    server.register([
      {
        name: 'find',
        description: 'Finds',
        options: [{ type: 3, name: 'what', description: 'What', autocomplete: true }],
      },
    ]);
    await login();
    const thrown: unknown[] = [];
    client.on(Events.InteractionCreate, (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const choices = Array.from({ length: 26 }, (_, index) => ({ name: `n${index}`, value: `v${index}` }));
      interaction.respond(choices).catch((error: unknown) => thrown.push(error));
    });
    server.world.deadline = 1000;
    expect(await server.people.autocomplete(where, 'find', 'what', 'a')).toMatchObject({ how: 'none' });
    await expect.poll(() => thrown.map(codeOf)).toEqual([50035]);
  });
});

describe('messages are held against the description and the documented limits', () => {
  const row = (...buttons: unknown[]) => ({ type: 1, components: buttons });
  const button = (id: string, label = id) => ({ type: 2, style: 1, custom_id: id, label });
  const v2 = { flags: MessageFlags.IsComponentsV2 };
  const text = (content: string) => ({ type: 10, content });

  test.for([
    ['content over 2000', { content: 'x'.repeat(2001) }],
    ['a label over 80', { content: 'x', components: [row(button('a', 'x'.repeat(81)))] }],
    [
      'six rows',
      { content: 'x', components: Array.from({ length: 6 }, (_, index) => row(button(`b${index}`))) },
    ],
    [
      'six buttons',
      { content: 'x', components: [row(...['a', 'b', 'c', 'd', 'e', 'f'].map((id) => button(id)))] },
    ],
    ['the same custom id twice', { content: 'x', components: [row(button('a'), button('a'))] }],
    ['a custom id over 100', { content: 'x', components: [row(button('a'.repeat(101), 'a'))] }],
    ['an embed that names no file', { embeds: [{ title: 'x', image: { url: 'attachment://a.png' } }] }],
    ['embeds over 6000', { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] }],
    ['V2 without its flag', { content: 'x', components: [text('x')] }],
    ['V2 with content', { ...v2, content: 'x', components: [text('x')] }],
    ['V2 over 4000 characters', { ...v2, components: [text('x'.repeat(2001)), text('x'.repeat(2000))] }],
    [
      'V2 over 40 components',
      {
        ...v2,
        components: Array.from({ length: 14 }, () => ({ type: 17, components: [text('x'), text('y')] })),
      },
    ],
    ['a nonce over 25', { content: 'x', nonce: 'n'.repeat(26) }],
    ['an unknown component', { ...v2, components: [{ type: 99 }] }],
  ] as const)('%s', async ([, body]) => {
    const error = await refusal(post(body));
    expect(error.code).toBe(50035);
    expect(JSON.stringify(error.rawError)).toContain('_errors');
  });

  test('an empty message is 50006', async () => {
    expect((await refusal(post({ content: ' ' }))).code).toBe(50006);
  });

  test('an enforced nonce posts once', async () => {
    const body = { content: 'daily', nonce: 'abc', enforce_nonce: true };
    const [first, second] = [await post(body), await post(body)] as [{ id: string }, { id: string }];
    expect(second.id).toBe(first.id);
    expect(server.people.read(where.channel, minji)).toHaveLength(1);
  });

  test('mentions fire unless they are not allowed', async () => {
    await post({ content: `@everyone <@${minji.id}>` });
    await post({ content: `@everyone <@${minji.id}>`, allowed_mentions: { parse: [] } });
    expect(server.people.read(where.channel, minji).map(({ mentions }) => mentions)).toEqual([
      { everyone: true, users: [minji.id], roles: [] },
      { everyone: false, users: [], roles: [] },
    ]);
  });

  test('uploads are named by attachment://', async () => {
    const body = { ...v2, components: [{ type: 12, items: [{ media: { url: 'attachment://a.png' } }] }] };
    const files = [{ name: 'a.png', data: Buffer.from([1, 2]), contentType: 'image/png' }];
    await rest().post(Routes.channelMessages(where.channel.id), { body, files });
    const [seen] = server.people.read(where.channel, minji);
    expect(seen).toMatchObject({ pictures: ['a.png'], files: [{ filename: 'a.png', size: 2 }] });
  });

  test('refusals of a channel and of a person can be switched on', async () => {
    where.channel.denied = 50013;
    expect((await refusal(post({ content: 'x' }))).code).toBe(50013);
    server.world.direct(minji);
    minji.closed = true;
    const direct = Routes.channelMessages(server.world.direct(minji).id);
    expect((await refusal(rest().post(direct, { body: { content: 'x' } }))).code).toBe(50007);
    server.deleteChannel(where.channel);
    expect((await refusal(post({ content: 'x' }))).code).toBe(10003);
  });
});

describe('commands are held against the naming rules', () => {
  const put = (body: unknown): Promise<unknown> =>
    rest().put(Routes.applicationCommands(server.world.bot.id), { body });
  const option = (name: string, required: boolean) => ({ type: 3, name, description: 'x', required });

  test.for([
    ['upper case', { name: 'Ping', description: 'x' }],
    ['a blank', { name: 'a b', description: 'x' }],
    ['no description', { name: 'ping' }],
    [
      'required after optional',
      { name: 'a', description: 'x', options: [option('b', false), option('c', true)] },
    ],
    ['an unknown locale', { name: 'a', description: 'x', name_localizations: { kr: '가' } }],
    ['a long description', { name: 'a', description: 'x'.repeat(101) }],
    [
      'a choice over 100',
      {
        name: 'a',
        description: 'x',
        options: [{ ...option('b', true), choices: [{ name: 'n', value: 'v'.repeat(101) }] }],
      },
    ],
  ] as const)('%s', async ([, command]) => {
    expect((await refusal(put([command]))).code).toBe(50035);
  });

  test('a list leaves translations out unless they are asked for', async () => {
    await put([
      {
        name: 'compare',
        name_localizations: { ko: '비교' },
        description: 'x',
        default_member_permissions: '32',
      },
    ]);
    const route = Routes.applicationCommands(server.world.bot.id);
    expect(await rest().get(route)).not.toMatchObject([{ name_localizations: { ko: '비교' } }]);
    const query = new URLSearchParams({ with_localizations: 'true' });
    expect(await rest().get(route, { query })).toMatchObject([
      { name: 'compare', name_localizations: { ko: '비교' }, default_member_permissions: '32' },
    ]);
  });
});

describe('the gateway', () => {
  test('a wrong token is refused by REST before the gateway', async () => {
    await expect(client.login('wrong')).rejects.toThrow(/token/i);
  });

  test('an intent that is not allowed is 4014', async () => {
    client = new Client({ intents: [GatewayIntentBits.MessageContent], rest: { api: server.api } });
    await expect(client.login(server.token)).rejects.toThrow(/intents/i);
    expect(server.gateway.log).toContain('close 4014');
  });

  test.for(['cut', 'reconnect'] as const)('after %s it resumes and gets what it missed', async (how) => {
    await login();
    onCommand((interaction) => interaction.reply('still here'));
    server.gateway[how]();
    const got = await server.people.slash(where, 'ping');
    expect(got.message?.text).toBe('still here');
    await expect.poll(() => server.gateway.log).toEqual(['identify', 'resume']);
  });
});

describe('rate limits and injected faults', () => {
  test('the sixth post in a channel waits', async () => {
    server.limits.on = true;
    const posts = Array.from({ length: 6 }, () =>
      fetch(`${server.api}/v10/channels/${where.channel.id}/messages`, {
        method: 'POST',
        headers: { authorization: `Bot ${server.token}`, 'content-type': 'application/json' },
        body: '{"content":"x"}',
      }),
    );
    const statuses = (await Promise.all(posts)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, 200, 200, 200, 200, 429]);
  });

  test('a request processed and then failed is sent again by the client', async () => {
    server.faults.add({ kind: 'status-after', status: 502 }, { method: 'POST', path: /messages$/ });
    await new REST({ api: server.api })
      .setToken(server.token)
      .post(Routes.channelMessages(where.channel.id), { body: { content: 'x' } });
    expect(server.people.read(where.channel, minji)).toHaveLength(2);
  });

  test('a cut connection leaves nothing behind', async () => {
    server.faults.add({ kind: 'drop' }, { path: /messages$/ });
    await expect(post({ content: 'x' })).rejects.toThrow();
    expect(server.people.read(where.channel, minji)).toHaveLength(0);
  });
});
