import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { launch, openWindows, type Windows } from '#tests/platforms/web/browser.ts';
import { openPlayground, type Playground } from '#tests/platforms/web/playground.ts';

const started = await launch();
const browser: Browser | undefined = 'browser' in started ? started.browser : undefined;
let ground: Playground;
let windows: Windows | undefined;
beforeAll(async () => {
  ground = await openPlayground();
  windows = browser && openWindows(browser, ground.origin);
});
afterAll(async () => {
  await windows?.close();
  await ground.close();
  await browser?.close();
});
beforeEach(({ skip }) => skip(browser === undefined, 'reason' in started ? started.reason : ''));

/** Whether the page runs the code of an earlier version. */
const isOld = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.querySelector('script[src="/page/earlier/main.ts"]') !== null);

/** Loads the page as an earlier version of the server gave it, with the stream held back until `update`. */
async function openOld(page: Page): Promise<{ update(): void }> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replaceAll(/"\/page\/[\w-]+\//g, '"/page/earlier/');
    await page.unroute('**/');
    await route.fulfill({ response, body });
  });
  await page.route('**/api/events?*', async (route) => {
    await promise;
    await route.continue().catch(() => undefined);
  });
  await page.reload();
  await page.getByRole('combobox').waitFor();
  expect(await isOld(page)).toBe(true);
  return { update: resolve };
}

test('a page that stayed open over an update loads itself anew, with what was being written', async () => {
  const page = (await windows?.enter({ player: 'Stayer' })) as Page;
  const { update } = await openOld(page);
  await page.getByRole('combobox').fill('half a thou');
  update();
  await expect.poll(() => isOld(page).catch(() => true)).toBe(false);
  await expect.poll(() => page.getByRole('combobox').inputValue()).toBe('half a thou');
});

test('but not while a form is open', async () => {
  const page = (await windows?.enter({ player: 'Writer' })) as Page;
  const { update } = await openOld(page);
  await page.getByRole('combobox').fill('/form');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  update();
  await page.waitForResponse(/api\/events/);
  await page.waitForTimeout(1_500);
  expect(await isOld(page)).toBe(true);
  await page.keyboard.press('Escape');
  await expect.poll(() => isOld(page).catch(() => true)).toBe(false);
});
