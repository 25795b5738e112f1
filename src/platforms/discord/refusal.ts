import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes, HTTPError } from 'discord.js';
import { NotStarted } from '#core/platform.ts';
import { message } from '#core/say.ts';

const badToken = (): NotStarted =>
  new NotStarted(
    'token',
    'Discord refuses DISCORD_TOKEN: copy the token again from the Bot page of the developer portal',
    { variable: 'DISCORD_TOKEN', reason: 'Discord: 401' },
  );

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const closings: Readonly<Record<number, string>> = {
  4010: message('Discord refuses the shard: only one process may use this token.'),
  4011: message('Discord asks for sharding: the bot is in 2500 servers or more.'),
  4013: message('Discord does not know an intent: the library is out of date.'),
  4014: message(
    'Discord disallows an intent: switch privileged intents on in the developer portal, or off in the bot.',
  ),
};

/** What the code means by which the gateway closed the connection for good. */
export function closed(code: number): NotStarted {
  if (code === 4004) return badToken();
  const words = closings[code];
  return new NotStarted('refused', words ?? `Discord closed the connection for good (code ${code})`, {
    ...(words !== undefined && { words }),
    reason: `Discord: ${code}`,
  });
}

/** Discord let the time pass in which a start must be done. */
export function silent(): NotStarted {
  const words = message('Discord did not answer within 30 seconds.');
  return new NotStarted('unreachable', words, { words });
}

/** The system's own name of what broke a connection, wherever it stands in the chain of causes. */
function networkCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return code ?? networkCode(error.cause);
}

/** Why Discord could not be spoken to, for an operator; the token is not in it. */
export function startFault(error: unknown): NotStarted {
  if (error instanceof NotStarted) return error;
  if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) return badToken();
  const said = error instanceof Error ? error.message : String(error);
  if (/disallowed intents/i.test(said)) return closed(4014);
  if (error instanceof DiscordAPIError || error instanceof HTTPError) {
    if (error.status === 401) return badToken();
    const reason = `Discord: ${said}`;
    return new NotStarted('refused', `Discord refused: ${said}`, { reason, cause: error });
  }
  const reason = `Discord: ${networkCode(error) ?? said}`;
  return new NotStarted('unreachable', `Discord cannot be reached: ${said}`, { reason, cause: error });
}
