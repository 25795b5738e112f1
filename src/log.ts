import { type DestinationStream, type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

/** Keys whose values are secrets, wherever they stand: a library may put its options into an error. */
const secrets = ['token', 'botToken', 'appToken', 'signingSecret', 'authorization', 'Authorization'];
const paths = secrets.flatMap((key) => [key, `*.${key}`, `*.*.${key}`, `*.*.*.${key}`]);

/** What discord.js hangs on an error: all that was sent, so what a person has pasted, and pictures number by number. */
const sent = '*.requestBody';

/** What a secret looks like in running text: Slack's tokens by their beginning, Discord's by their three parts. */
const shapes = /x(?:ox[a-z]|app)-[\w-]+|[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g;

/**
 * Addresses at which whoever knows them may answer in the bot's name: Discord's of an interaction, Slack's response_url. The
 * part that names what was answered stays.
 */
const addresses = /(\/(?:webhooks|interactions)\/\d+\/|\/\/hooks\.slack\.com\/\w+\/)[\w/-]+/g;

const scrub = (text: string): string => text.replace(shapes, '[secret]').replace(addresses, '$1[secret]');

/** A log of JSON lines, or of readable ones on a terminal. Secrets are left out by key and by shape, and requests' bodies. */
export function createLog(
  level: string,
  terminal: boolean,
  to: NodeJS.WritableStream = process.stderr,
): Logger {
  const out: DestinationStream = terminal
    ? pretty({ destination: to, colorize: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' })
    : to;
  const cleaning: DestinationStream = { write: (line) => void out.write(scrub(line)) };
  const censor = (_: unknown, path: string[]): string =>
    path.at(-1) === 'requestBody' ? '[left out]' : '[secret]';
  return pino(
    { level, redact: { paths: [...paths, sent], censor }, serializers: { error: pino.stdSerializers.err } },
    cleaning,
  );
}
