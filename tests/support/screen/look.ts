/**
 * Shows what the bot's replies look like on Discord and Slack, without either: `npm run look -- [FOLDER] [NAME …]` asks the
 * real bot through the real client libraries and takes a picture of each answer, as FOLDER/discord/NAME.ko.png and so on,
 * a desktop beside a phone. A NAME is a sample's (see samples.ts) or how some begin; none means all.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { locales } from '#core/locale.ts';
import { launch } from '#tests/platforms/web/browser.ts';
import { discordStage } from '#tests/support/screen/discord/stage.ts';
import { unknownIn } from '#tests/support/screen/html.ts';
import { page } from '#tests/support/screen/page.ts';
import { type Sample, samples } from '#tests/support/screen/samples.ts';
import { slackStage } from '#tests/support/screen/slack/stage.ts';

const [folder = 'var/look', ...names] = process.argv.slice(2);
const wanted = Object.entries(samples).filter(
  ([name]) => names.length === 0 || names.some((each) => name.startsWith(each)),
);
const stages = { discord: discordStage, slack: slackStage } as const;

const started = await launch();
if ('reason' in started) throw new Error(started.reason);
const window = await started.browser.newPage({ viewport: { width: 1112, height: 400 } });

async function shoot(
  platform: keyof typeof stages,
  locale: (typeof locales)[number],
  name: string,
  sample: Sample,
): Promise<void> {
  const stage = await stages[platform](locale);
  try {
    const seen = await sample(stage);
    const html = page(
      platform,
      seen.map((each) => each.html),
      locale,
    );
    const file = resolve(join(folder, platform, `${name}.${locale}`));
    await writeFile(`${file}.html`, html);
    await window.goto(pathToFileURL(`${file}.html`).href);
    await window.evaluate(() => document.fonts.ready);
    await window.screenshot({ path: `${file}.png`, fullPage: true });
    await rm(`${file}.html`);
    for (const what of unknownIn(html)) console.error(`${platform} ${name} ${locale}: unknown ${what}`);
  } catch (error) {
    console.error(`${platform} ${name} ${locale}:`, error);
    process.exitCode = 1;
  } finally {
    await stage.stop();
  }
}

try {
  for (const platform of ['discord', 'slack'] as const) {
    await mkdir(join(folder, platform), { recursive: true });
    for (const [name, sample] of wanted)
      for (const locale of locales) await shoot(platform, locale, name, sample);
  }
} finally {
  await started.browser.close();
}
