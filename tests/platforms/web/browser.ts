import chromium from '@sparticuz/chromium';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  chromium as playwright,
} from 'playwright-core';

const switches = [
  '--no-sandbox', // tests may run as root, where Chromium's sandbox refuses to start
  '--headless',
  '--disable-gpu',
  '--disable-dev-shm-usage', // a container's /dev/shm is small
  '--disable-background-networking',
  '--font-render-hinting=none',
];

/** Starts Chromium, or says why it does not run on this machine (the binary that npm brings is for x64 Linux). */
export async function launch(): Promise<{ browser: Browser } | { reason: string }> {
  try {
    const executablePath = await chromium.executablePath();
    return { browser: await playwright.launch({ executablePath, headless: true, args: switches }) };
  } catch (error) {
    const [first = ''] = String(error instanceof Error ? error.message : error).split('\n');
    return { reason: `Chromium does not run here (${process.platform} ${process.arch}): ${first}` };
  }
}

/** A window with a browser of its own (its own storage), and what went wrong in it. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of scripts, refusals of the content security policy, and requests to any other origin. */
  readonly trouble: string[];
}

/** Opens `origin` as a visitor who reads Korean or English, and as `player` if one is given. */
export async function visit(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions & { readonly player?: string } = {},
): Promise<Visit> {
  const { player, ...others } = options;
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1280, height: 860 },
    ...others,
  });
  context.setDefaultTimeout(8_000);
  if (player !== undefined) {
    // As if this browser had been here before.
    await context.addInitScript((name) => {
      if (!localStorage.getItem('gorae.player')) localStorage.setItem('gorae.player', name);
    }, player);
  }
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('pageerror', ({ message }) => trouble.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
      trouble.push(message.text());
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) trouble.push(`Asked ${request.url()}`);
  });
  await page.goto(origin);
  await page.getByRole('combobox').waitFor();
  return { page, context, trouble };
}
