/**
 * Takes the READMEs' pictures of the playground, `docs/playground.png` and `docs/playground.ko.png`: `node
 * src/tools/screenshot.ts [FOLDER]`. Opens a playground of its own on an empty database, asks it something and closes it.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import chromium from '@sparticuz/chromium';
import express from 'express';
import { type Page, chromium as playwright } from 'playwright-core';
import { createWeb } from '#platforms/web/adapter.ts';
import { assemble } from '#src/assembly.ts';
import { now } from '#src/clock.ts';
import { readData } from '#src/data.ts';
import { createLog } from '#src/log.ts';

const zone = 'Asia/Seoul';
const folder = process.argv[2] ?? 'docs';
const shots = [
  { locale: 'en-US', file: `${folder}/playground.png`, line: '/compare docker vs vm' },
  { locale: 'ko-KR', file: `${folder}/playground.ko.png`, line: '/compare 도커와 가상 머신' },
] as const;

const log = createLog('warn', false);
const { bot, stores } = await assemble(
  { databaseUrl: 'sqlite::memory:', zone },
  await readData('ko'),
  log,
  () => undefined,
);
const app = express();
const server = createServer(app);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const web = createWeb({
  bot,
  journal: stores.journal,
  zone,
  defaultLocale: 'ko',
  origins: () => [origin],
  now,
  log,
  boot: randomUUID(),
});
app.use(web.router);

async function send(page: Page, line: string): Promise<void> {
  await page.getByRole('combobox').fill(line);
  await page.keyboard.press('Enter');
  await page.locator('.messages > .message.bot').last().waitFor();
  await page.waitForTimeout(400);
}

const browser = await playwright.launch({
  executablePath: await chromium.executablePath(),
  headless: true,
  args: [
    '--no-sandbox',
    '--headless',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--font-render-hinting=none',
  ],
});
async function shoot({ locale, file, line }: (typeof shots)[number]): Promise<void> {
  const context = await browser.newContext({
    locale,
    viewport: { width: 1280, height: 860 },
    deviceScaleFactor: 1.5,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(origin);
  await send(page, line);
  await page.evaluate(() => document.fonts.ready);
  await page.getByRole('combobox').pressSequentially('/con');
  await page.getByRole('option').first().waitFor();
  await page.screenshot({ path: file });
  await context.close();
}

try {
  for (const shot of shots) await shoot(shot);
} finally {
  await browser.close();
  await web.platform.stop();
  server.closeAllConnections();
  server.close();
  await stores.close();
}
