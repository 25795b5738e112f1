import { Events } from 'discord.js';
import { expect, test } from 'vitest';
import { commands } from '#commands/index.ts';
import { createClient } from '#platforms/discord/client.ts';
import { registration } from '#platforms/discord/registration.ts';
import { data } from '#tests/support/data.ts';
import { DiscordServer } from '#tests/support/discord/server.ts';

test('whoever makes an interaction is not kept, the bot and its rights are', async () => {
  const server = await DiscordServer.start();
  const guild = server.world.addGuild('harbour', 'en-US', ['general']);
  const channel = guild.channels[0] ?? expect.fail('no channel');
  server.register(registration(commands, data.say));
  const client = createClient(server.api);
  try {
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isRepliable()) void interaction.reply('pong');
    });
    await client.login(server.token);
    await ready;
    for (const name of ['Ada', 'Grace', 'Linus'])
      await server.people.slash({ user: server.world.addUser(name, 'en-US'), channel }, 'help');
    const own = [client.user?.id];
    expect([...client.users.cache.keys()]).toEqual(own);
    const known = client.guilds.cache.get(guild.id) ?? expect.fail('no guild');
    expect([...known.members.cache.keys()]).toEqual(own);
    const place = known.channels.cache.get(channel.id) ?? expect.fail('no channel');
    expect(place.permissionsFor(client.user ?? expect.fail('nobody'))?.has('ReadMessageHistory')).toBe(true);
  } finally {
    await client.destroy();
    await server.stop();
  }
});
