import { parseArgs } from 'node:util';
import { commands } from '#commands/index.ts';
import { type Locale, localeOf } from '#core/locale.ts';
import { manifest } from '#platforms/slack/manifest.ts';
import { readSays } from '#src/data.ts';

/**
 * `npm run -s manifest -- [--prefix study-] [--url https://…/slack/events] [--locale ko|en]`: prints the Slack app manifest for
 * a set-up of one's own. The one in the repository is for Socket Mode, without a prefix, in English.
 */

const usage =
  'Usage: npm run -s manifest -- [--prefix study-] [--url https://ADDRESS/slack/events] [--locale ko|en]';

function misuse(message: string): never {
  process.stderr.write(`${message}\n${usage}\n`);
  process.exit(2);
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        prefix: { type: 'string', default: '' },
        url: { type: 'string' },
        locale: { type: 'string', default: 'en' },
      },
    });
  } catch (error) {
    return misuse(error instanceof Error ? error.message : String(error));
  }
}

const { values } = readArguments();
const locale: Locale = localeOf(values.locale) ?? misuse(`--locale: ${values.locale}`);
const says = await readSays();
const mode =
  values.url === undefined ? ({ mode: 'socket' } as const) : ({ mode: 'http', url: values.url } as const);
try {
  process.stdout.write(
    `${JSON.stringify(manifest(commands, says(locale), { ...mode, prefix: values.prefix }), null, 2)}\n`,
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
