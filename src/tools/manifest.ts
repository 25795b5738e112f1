import { commands } from '#commands/index.ts';
import { message } from '#core/say.ts';
import { manifest } from '#platforms/slack/manifest.ts';
import { isPrefix, isPublicUrl } from '#src/config.ts';
import { readSays } from '#src/data.ts';
import { misuse, readArguments, readLocale } from '#src/tools/usage.ts';

/**
 * `npm run -s manifest -- [--prefix study-] [--url https://…/slack/events] [--locale ko|en]`: prints the Slack app manifest for
 * a set-up of one's own. The one in the repository is for Socket Mode, without a prefix, in English.
 */

const usage = {
  line: message(
    'Usage: npm run -s manifest -- [--prefix study-] [--url https://ADDRESS/slack/events] [--locale ko|en]',
  ),
  options: { prefix: { type: 'string', default: '' }, url: { type: 'string' }, locale: { type: 'string' } },
  words: false,
} as const;

const { values } = await readArguments(usage);
const { prefix, url } = values;
const locale = (await readLocale(usage, values.locale)) ?? 'en';
if (prefix !== '' && !isPrefix(prefix))
  await misuse(
    usage,
    message('--prefix must be at most 20 lower-case letters, digits, hyphens or underscores.'),
  );
if (url !== undefined && !isPublicUrl(url))
  await misuse(usage, message('--url must be the https address of /slack/events.'));
const says = await readSays();
const mode = url === undefined ? ({ mode: 'socket' } as const) : ({ mode: 'http', url } as const);
process.stdout.write(`${JSON.stringify(manifest(commands, says(locale), { ...mode, prefix }), null, 2)}\n`);
