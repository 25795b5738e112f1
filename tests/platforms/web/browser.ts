import { mkdir, rmdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core';

const switches = [
  '--no-sandbox', // tests may run as root, where Chromium's sandbox refuses to start
  '--headless',
  '--disable-gpu',
  '--disable-dev-shm-usage', // a container's /dev/shm is small
  '--disable-background-networking',
  '--font-render-hinting=none',
];

const lock = join(tmpdir(), 'gorae-chromium.lock');
/** Milliseconds after which whoever took the lock is thought to be dead. */
const forgotten = 240_000;

/** Chromium's path. One process at a time asks for it: the library unpacks it, and half unpacked takes it for whole. */
async function unpacked(): Promise<string> {
  while (!(await mkdir(lock).then(() => true, isTaken))) {
    const { mtimeMs } = await stat(lock).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > forgotten) await rmdir(lock).catch(() => undefined);
    await pause(50);
  }
  try {
    return await chromium.executablePath();
  } finally {
    await rmdir(lock).catch(() => undefined);
  }
}

/** `false` for a lock that another process has; any other trouble is thrown. */
function isTaken(error: NodeJS.ErrnoException): false {
  if (error.code !== 'EEXIST') throw error;
  return false;
}

/** Starts Chromium, or says why it does not run on this machine (the binary that npm brings is for x64 Linux). */
export async function launch(): Promise<{ browser: Browser } | { reason: string }> {
  try {
    const executablePath = await unpacked();
    return {
      browser: await playwright.launch({ executablePath, headless: true, args: switches, timeout: 240_000 }),
    };
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

/** How a window is, where it is not as usual: English, light, 1280 × 860, with a mouse. */
export interface Looks {
  readonly player?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  readonly reducedMotion?: 'reduce' | 'no-preference';
  readonly hasTouch?: boolean;
  readonly permissions?: readonly string[];
}

/** Opens a window that may visit `origin` and nothing else. */
async function open(browser: Browser, origin: string, hasTouch: boolean): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en-US', hasTouch });
  // How long a test may hang, not how long the page may take.
  context.setDefaultTimeout(240_000);
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
  return { page, context, trouble };
}

/** Goes to `origin` as someone whose browser has never been there, or has been there as `player`. */
async function go({ page, context, trouble }: Visit, origin: string, looks: Looks): Promise<void> {
  trouble.length = 0;
  await context.clearPermissions();
  await context.grantPermissions([...(looks.permissions ?? [])]);
  await page.setViewportSize(looks.viewport ?? { width: 1280, height: 860 });
  await page.emulateMedia({
    colorScheme: looks.colorScheme ?? 'light',
    reducedMotion: looks.reducedMotion ?? 'no-preference',
  });
  // A page of the origin without a script: what was stored can be changed while nothing reads or writes it.
  await page.goto(`${origin}/favicon.ico`);
  await page.evaluate((name) => {
    localStorage.clear();
    sessionStorage.clear();
    if (name !== undefined) localStorage.setItem('gorae.player', name);
  }, looks.player);
  await page.goto(origin);
  await page.getByRole('combobox').waitFor();
  // The history has been read once new messages are read out.
  await page.locator('.messages[aria-live="polite"]').waitFor({ state: 'attached' });
}

/** Windows that visit one origin. */
export interface Windows {
  /** Goes there in a window of its own that nothing is left in from before. */
  enter(looks?: Looks): Promise<Page>;
  /** Leaves them all, and tells what went wrong in them. */
  leave(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Windows that have been left are entered again: to start one, with its letters and scripts, takes longer than most tests. */
export function openWindows(browser: Browser, origin: string): Windows {
  const all: { readonly visit: Visit; readonly hasTouch: boolean; free: boolean }[] = [];
  const take = async (hasTouch: boolean): Promise<Visit> => {
    const free = all.find((one) => one.free && one.hasTouch === hasTouch);
    if (free) {
      free.free = false;
      return free.visit;
    }
    const visit = await open(browser, origin, hasTouch);
    all.push({ visit, hasTouch, free: false });
    return visit;
  };
  return {
    enter: async (looks = {}) => {
      const taken = await take(looks.hasTouch ?? false);
      await go(taken, origin, looks);
      return taken.page;
    },
    leave: async () => {
      const left = all.filter((one) => !one.free);
      // So that it hears nothing of what happens later.
      await Promise.all(left.map(({ visit }) => visit.page.goto(`${origin}/favicon.ico`)));
      for (const one of left) one.free = true;
      return left.flatMap(({ visit }) => visit.trouble);
    },
    close: async () => {
      await Promise.all(all.map(({ visit }) => visit.context.close()));
    },
  };
}
