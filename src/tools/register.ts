import { commands } from '#commands/index.ts';
import { sayPlain } from '#core/say.ts';
import { type Change, changes } from '#platforms/discord/changes.ts';
import { openRegistrar } from '#platforms/discord/registrar.ts';
import { registration } from '#platforms/discord/registration.ts';
import { badStart, settle } from '#src/beginning.ts';

/**
 * `npm run register`: sends Discord the commands that differ from what it has, and prints what changed. Nothing is sent
 * where nothing differs: new commands are limited to 200 a day. Exit status 1 where Discord refuses.
 */

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
  const detail = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${sayPlain(say, 'Discord refused: {detail}', { detail })}\n`);
  process.exit(1);
}
