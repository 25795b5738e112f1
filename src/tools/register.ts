import { commands } from '#commands/index.ts';
import { message, sayPlain } from '#core/say.ts';
import { type Change, changes } from '#platforms/discord/changes.ts';
import { openRegistrar } from '#platforms/discord/registrar.ts';
import { registration } from '#platforms/discord/registration.ts';
import { badStart, settle } from '#src/beginning.ts';
import { readArguments } from '#src/tools/usage.ts';
import { startTrouble } from '#src/trouble.ts';

/**
 * `npm run -s register`: sends Discord the commands that differ from what it has, and prints what changed. Nothing is sent
 * where nothing differs: new commands are limited to 200 a day. Exit status 1 where Discord refuses or cannot be reached.
 */

await readArguments({
  line: message('Usage: npm run -s register (with DISCORD_TOKEN in the environment or in .env)'),
  options: {},
  words: false,
});
const { config, says } = await settle();
const say = says(config.locale);
if (!config.discord) {
  process.stderr.write(
    `${sayPlain(say, 'DISCORD_TOKEN is missing: there is nobody to register the commands with.')}\n`,
  );
  process.exit(badStart);
}

const line: { readonly [K in Change['kind']]: (change: Extract<Change, { kind: K }>) => string } = {
  create: ({ name }) => sayPlain(say, '+ /{name}: new', { name }),
  update: ({ name, why }) => sayPlain(say, '~ /{name}: {why}', { name, why: why.join(', ') }),
  delete: ({ name }) => sayPlain(say, '- /{name}: no longer a command', { name }),
};

try {
  const registrar = await openRegistrar(config.discord.token, config.discord.apiUrl);
  const todo = [...changes(await registrar.registered(), registration(commands, says))];
  for (const change of todo) {
    await registrar.send(change);
    process.stdout.write(`${line[change.kind](change as never)}\n`);
  }
  if (todo.length === 0) process.stdout.write(`${sayPlain(say, 'Discord has all commands as they are.')}\n`);
} catch (error) {
  const trouble = startTrouble(error, say);
  if (trouble === undefined) throw error;
  process.stderr.write(`${sayPlain(say, 'The commands were not all registered:')}\n  ${trouble}\n`);
  process.exit(1);
}
