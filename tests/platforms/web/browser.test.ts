import type { Browser, Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Looks, launch, openWindows, type Windows } from '#tests/platforms/web/browser.ts';
import { hostileText, long } from '#tests/platforms/web/commands.ts';
import { openPlayground, type Playground } from '#tests/platforms/web/playground.ts';

const started = await launch();
const browser: Browser | undefined = 'browser' in started ? started.browser : undefined;
afterAll(() => browser?.close());

describe('the page, in Chromium', () => {
  let ground: Playground;
  let windows: Windows | undefined;

  beforeAll(async () => {
    ground = await openPlayground();
    windows = browser && openWindows(browser, ground.origin);
  });
  afterAll(async () => {
    await windows?.close();
    await ground.close();
  });
  beforeEach(({ skip }) => skip(browser === undefined, 'reason' in started ? started.reason : ''));
  afterEach(async () => expect((await windows?.leave()) ?? []).toEqual([]));

  /** Opens the page as a player of this name. */
  async function enter(player: string, looks?: Looks): Promise<Page> {
    if (!windows) throw new Error('No browser');
    return windows.enter({ player, ...looks });
  }

  const composer = (page: Page) => page.getByRole('combobox');
  const options = (page: Page) => page.getByRole('option');
  const last = (page: Page) => page.locator('.messages > .message.bot').last();

  async function type(page: Page, line: string): Promise<void> {
    await composer(page).focus();
    await page.keyboard.type(line);
  }

  async function send(page: Page, line: string): Promise<void> {
    await composer(page).fill(line);
    await page.keyboard.press('Enter');
  }

  it('greets a first visit with three things to try, each a click away', async () => {
    const page = await enter('Newcomer');
    expect(await page.locator('.try').count()).toBe(3);
    await page.locator('.try').first().click();
    await last(page).getByRole('heading', { name: 'Everything a reply can hold' }).waitFor();
    await page.reload();
    await composer(page).waitFor();
    await last(page).waitFor();
    expect(await page.locator('.try').count()).toBe(0);
  });

  it('completes a command, its options and their values by keyboard alone', async () => {
    const page = await enter('Typist');
    await type(page, '/whi');
    await page.getByRole('option', { name: '/whisper', selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => composer(page).inputValue()).toBe('/whisper ');
    await page.keyboard.type('hello tone:');
    await page.getByRole('option', { name: 'Loudly' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const active = await composer(page).getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}`).innerText()).toContain('Loudly');
    await page.keyboard.press('Tab');
    expect(await composer(page).inputValue()).toBe('/whisper hello tone:loud ');
    await page.keyboard.press('Escape');
    expect(await composer(page).getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('Enter');
    await last(page).getByRole('heading', { name: 'loud: hello' }).waitFor();
    await expect.poll(() => composer(page).inputValue()).toBe('');
    await page.keyboard.press('ArrowUp');
    expect(await composer(page).inputValue()).toBe('/whisper hello tone:loud');
  });

  it('sends what is typed faster than suggestions come', async () => {
    const page = await enter('Quick');
    await type(page, '/say quick');
    await page.keyboard.press('Enter');
    await last(page).getByRole('heading', { name: 'Quick: quick' }).waitFor();
  });

  it('sends each line as it was when Enter was pressed, however quickly the next is written', async () => {
    const page = await enter('Hasty');
    await composer(page).focus();
    await page.evaluate(() => {
      const input = document.querySelector('textarea');
      if (!input) return;
      const write = (value: string): void => {
        input.value = value;
        input.dispatchEvent(new Event('input'));
      };
      const press = () =>
        input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }));
      write('/say one');
      press();
      press();
      write('/say two');
      press();
      write('/say two and more');
    });
    await page.getByRole('heading', { name: 'Hasty: one' }).waitFor();
    await page.getByRole('heading', { name: 'Hasty: two', exact: true }).waitFor();
    expect(await page.getByRole('heading', { name: 'Hasty' }).count()).toBe(2);
    await expect.poll(() => composer(page).inputValue()).toBe(' and more');
  });

  it('says why talk gets no answer, also once it is sent', async () => {
    const page = await enter('Talker');
    const hint = page.getByText('I answer what I know about Docker.');
    await composer(page).fill('how do I delete a container');
    await hint.waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('how do I delete a container').waitFor();
    await hint.waitFor();
    await composer(page).fill('/');
    await hint.waitFor({ state: 'hidden' });
  });

  it('does not send a syllable that is still being composed', async () => {
    const page = await enter('Composer');
    await composer(page).focus();
    const client = await page.context().newCDPSession(page);
    await client.send('Input.imeSetComposition', { text: '안녀', selectionStart: 2, selectionEnd: 2 });
    await composer(page).dispatchEvent('keydown', { key: 'Enter', isComposing: true, keyCode: 229 });
    expect(await composer(page).inputValue()).toBe('안녀');
    await client.send('Input.insertText', { text: '안녕' });
    await page.keyboard.press('Enter');
    await page.locator('.said', { hasText: '안녕' }).waitFor();
  });

  it('shows every kind of block, and nothing of what is hostile in them', async () => {
    const page = await enter('Viewer');
    await send(page, '/gallery');
    const reply = last(page);
    await reply.getByRole('heading', { name: 'Everything a reply can hold' }).waitFor();
    expect(await reply.getByRole('columnheader').allInnerTexts()).toEqual([
      'Aspect',
      'Container',
      'Virtual machine',
    ]);
    expect(await reply.getByRole('rowheader').first().innerText()).toBe('Kernel');
    expect(await reply.locator('pre').innerText()).toContain('ENTRYPOINT ["node"]');
    expect(await reply.getByRole('img', { name: 'Image layers' }).locator('text').textContent()).toBe(
      '이미지 <b>layers</b>',
    );
    expect(await reply.getByRole('link').allInnerTexts()).toEqual(['Docs']);
    await send(page, hostileText);
    await page.locator('.messages .said', { hasText: '@everyone' }).waitFor();
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(
      await page.locator('.messages img[src="x"], .messages script, .messages foreignObject').count(),
    ).toBe(0);
  });

  it('scrolls its messages, never itself, also on a phone', async () => {
    const page = await enter('Scroller', { viewport: { width: 390, height: 844 } });
    await send(page, '/gallery');
    await last(page).locator('.table.wide').first().waitFor();
    await send(page, '/gallery');
    await expect.poll(() => page.locator('.table.wide').count()).toBeGreaterThan(1);
    const heights = await page.evaluate(() => [document.documentElement.scrollHeight, innerHeight]);
    expect(heights[0]).toBe(heights[1]);
  });

  it('follows its end, also where letters make it longer before it is told that it scrolled there', async () => {
    const page = await enter('Follower', { viewport: { width: 360, height: 500 }, hasTouch: true });
    await send(page, '/gallery');
    await send(page, '/say a word');
    const left = await page.locator('.scroller').evaluate(async (box) => {
      const late = document.createElement('div');
      late.style.height = '300px';
      box.querySelector('.messages')?.append(late);
      box.dispatchEvent(new Event('scroll'));
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return box.scrollHeight - box.scrollTop - box.clientHeight;
    });
    expect(left).toBeLessThan(1);
  });

  it('copies code', async () => {
    const page = await enter('Copier', { permissions: ['clipboard-read', 'clipboard-write'] });
    await send(page, '/gallery');
    await last(page).getByRole('button', { name: 'Copy' }).click();
    await last(page).getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
      'FROM node:24-slim\nENTRYPOINT',
    );
  });

  it('shows a picture large for a tap or a key, and closes it by either', async () => {
    const page = await enter('Looker', { viewport: { width: 390, height: 844 }, hasTouch: true });
    await send(page, '/gallery');
    const small = last(page).getByRole('img', { name: 'Image layers' });
    const large = page.getByRole('dialog', { name: 'Picture' }).getByRole('img', { name: 'Image layers' });
    await small.tap();
    const widths = await Promise.all([small, large].map((one) => one.evaluate((box) => box.clientWidth)));
    expect(widths[1]).toBeGreaterThan(1.5 * (widths[0] ?? 0));
    await large.tap();
    await large.waitFor({ state: 'detached' });
    await last(page).getByRole('button', { name: 'Show the picture large' }).press('Enter');
    await large.waitFor();
    await page.keyboard.press('Escape');
    await large.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Show the picture large',
    );
  });

  it('keeps what is written and where one reads, when loaded anew or in another language', async () => {
    const page = await enter('Keeper', { viewport: { width: 800, height: 400 } });
    // One after the other, since each answer brings itself into view.
    for (const line of ['/gallery', '/say one', '/gallery']) {
      const answer = page.waitForResponse('**/api/calls');
      await send(page, line);
      await (await answer).finished();
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
    }
    const third = page.locator('.messages > .message', { hasText: '/say one' }).last();
    const above = () =>
      third.evaluate((element) => {
        const log = element.closest('.scroller');
        return Math.abs(element.getBoundingClientRect().top - (log?.getBoundingClientRect().top ?? 0));
      });
    // A picture that comes before the page has heard of the scrolling still takes it to the end.
    const read = () => third.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    await expect
      .poll(() =>
        read()
          .then(() => page.waitForTimeout(100))
          .then(above),
      )
      .toBeLessThan(2);
    await composer(page).fill('half a line');
    await expect.poll(above).toBeLessThan(2);
    await page.reload();
    await expect.poll(above).toBeLessThan(2);
    await page.getByRole('button', { name: '한국어' }).click();
    await page.getByPlaceholder('/를 입력').waitFor();
    await expect.poll(above).toBeLessThan(2);
    expect(await composer(page).inputValue()).toBe('half a line');
  });

  it('presses buttons: a private answer in its place, with its tone', async () => {
    const page = await enter('Presser');
    await send(page, '/ask');
    await last(page).getByRole('button', { name: 'Running containers' }).click();
    await last(page).getByRole('heading', { name: 'Right! +10 points' }).waitFor();
    expect(await last(page).getByRole('img', { name: 'Right' }).count()).toBe(1);
    await send(page, '/ask');
    await last(page).getByRole('button', { name: 'Images' }).focus();
    await page.keyboard.press('Enter');
    await last(page).locator('.reply.wrong').waitFor();
    await expect.poll(() => page.getByText('What does `docker ps` show?').count()).toBe(0);
  });

  it('fills in a form, told at the field what is wrong, and nothing written is lost', async () => {
    const page = await enter('Former');
    await send(page, '/form');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await page.keyboard.type('RUN true');
    await dialog.getByLabel('Stage').fill('a stage whose name is far too long');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await dialog.getByText('is too long').waitFor();
    expect(await dialog.getByLabel('Stage').getAttribute('aria-invalid')).toBe('true');
    await dialog.getByLabel('Stage').fill('');
    await page.keyboard.press('Enter');
    await dialog.getByText('No FROM in it').waitFor();
    expect(await dialog.getByLabel('Dockerfile').inputValue()).toBe('RUN true');
    await dialog.getByLabel('Dockerfile').fill('FROM node:24');
    await dialog.getByLabel('How much to tell').selectOption({ label: 'At length' });
    await dialog.getByRole('button', { name: 'Send' }).click();
    await last(page).getByRole('heading', { name: 'Read 1 lines, no stage, long' }).waitFor();
    await dialog.waitFor({ state: 'detached' });
    await send(page, '/form');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('takes a text of several lines from a file, too', async () => {
    const page = await enter('Bearer');
    await send(page, '/form');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await dialog.getByText('is missing').waitFor();
    const buffer = Buffer.from('FROM node:24\nRUN true');
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'Dockerfile', mimeType: 'text/plain', buffer });
    await dialog.getByText('is missing').waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: 'Send' }).click();
    await last(page).getByRole('heading', { name: 'Read 2 lines' }).waitFor();
  });

  it('does what a form asks once, also where the answer was lost on the way', async () => {
    const page = await enter('Unlucky');
    await send(page, '/form');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Dockerfile').fill('FROM node:24');
    const before = ground.ran.get('form') ?? 0;
    await page.route(
      '**/api/calls',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await dialog.getByRole('button', { name: 'Send' }).click();
    await dialog.getByText('This could not be sent').waitFor();
    await dialog.getByRole('button', { name: 'Send' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(ground.ran.get('form')).toBe(before + 1);
  });

  it('shows one player’s public messages and edits to another at once, and never the private ones', async () => {
    const mine = await enter('Alice');
    const other = await enter('Bob');
    await send(mine, '/whisper for Alice alone');
    await send(mine, '/count 1');
    await last(other).getByRole('heading', { name: 'Counted to 1' }).waitFor();
    await last(other).getByRole('button', { name: 'One more' }).click();
    await last(mine).getByRole('heading', { name: 'Counted to 2' }).waitFor();
    expect(await mine.getByText('for Alice alone').count()).toBe(2);
    expect(await other.getByText('for Alice alone').count()).toBe(0);
    await other.locator('.me').click();
    await other.locator('#players').getByRole('button', { name: 'Sam' }).click();
    await other.locator('.me', { hasText: 'Sam' }).waitFor();
    expect(await other.getByText('for Alice alone').count()).toBe(0);
  });

  it('takes a new player by name, whom others see once something is said', async () => {
    const page = await enter('Before');
    await page.locator('.me').click();
    const name = page.getByLabel('Add a player');
    for (const bad of ['', 'Gorae', '\u200b', 'a\u202Eb']) {
      await name.fill(bad);
      await page.keyboard.press('Enter');
      await page.getByText('Use 1 to 32 visible characters').waitFor();
    }
    await name.fill('  새   친구 ');
    await page.keyboard.press('Enter');
    await page.locator('.me', { hasText: '새 친구' }).waitFor();
    await send(page, '/say nice to meet you');
    await last(page).getByRole('heading', { name: '새 친구: nice to meet you' }).waitFor();
    const other = await enter('Other');
    await other.locator('.me').click();
    await other.locator('#players').getByRole('button', { name: '새 친구' }).waitFor();
    await page.reload();
    await page.locator('.me', { hasText: '새 친구' }).waitFor();
  });

  it('says that it works on it, when an answer takes long', async () => {
    const page = await enter('Waiter');
    const { wait } = long;
    const { promise, resolve } = Promise.withResolvers<void>();
    long.wait = () => promise;
    await send(page, '/wait');
    await page.getByText('Gorae is looking it up…').waitFor();
    resolve();
    long.wait = wait;
    await last(page).getByRole('heading', { name: 'Done waiting' }).waitFor();
    await expect.poll(() => page.getByText('Gorae is looking it up…').count()).toBe(0);
  });

  it('switches language and light, keeps both and what was being written', async () => {
    const page = await enter('Reader', { colorScheme: 'light' });
    await composer(page).fill('half a line');
    await page.getByRole('button', { name: '한국어' }).click();
    await page.getByPlaceholder('/를 입력').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('ko');
    expect(await composer(page).inputValue()).toBe('half a line');
    await composer(page).fill('/nope');
    await page.keyboard.press('Enter');
    await last(page).getByText('나에게만 보여요').waitFor();
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.locator('.theme').click();
    expect(await paper()).toBe(light);
    await page.locator('.theme').click();
    expect(await paper()).not.toBe(light);
    await page.reload();
    await page.getByPlaceholder('/를 입력').waitFor();
    expect(await paper()).not.toBe(light);
  });

  it('follows the system’s light', async () => {
    const paper = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper(await enter('Day', { colorScheme: 'light' }));
    const dark = await paper(await enter('Night', { colorScheme: 'dark' }));
    expect(dark).not.toBe(light);
  });

  it.each(['light', 'dark'] as const)(
    'is legible in %s: every text has a contrast of 4.5',
    async (colorScheme) => {
      const page = await enter('Legible', { colorScheme, reducedMotion: 'reduce' });
      for (const line of ['/gallery', '/ask', '/nope', 'hello']) await send(page, line);
      await page.getByRole('button', { name: 'Images' }).first().click();
      await last(page).locator('.reply').waitFor();
      await type(page, '/whisper text:hello ');
      await options(page).first().waitFor();
      const faint = await page.evaluate(() => {
        const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        // Few colours are on the page, on many elements; to paint one for each took most of the time.
        const painted = new Map<string, number[]>();
        const read = (colour: string): number[] => {
          const known = painted.get(colour) ?? paint(colour);
          painted.set(colour, known);
          return known;
        };
        const paint = (colour: string): number[] => {
          if (!canvas) return [];
          canvas.clearRect(0, 0, 1, 1);
          canvas.fillStyle = colour;
          canvas.fillRect(0, 0, 1, 1);
          return [...canvas.getImageData(0, 0, 1, 1).data];
        };
        const light = (colour: number[]): number => {
          const [r = 0, g = 0, b = 0] = colour.map((part) => {
            const share = part / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const ground = (element: Element | null): number[] => {
          if (!element) return [255, 255, 255, 255];
          const own = read(getComputedStyle(element).backgroundColor);
          return own[3] === 255 ? own : ground(element.parentElement);
        };
        const worded = [...document.querySelectorAll('#app *')].filter(
          (element) =>
            element.closest('svg, .unseen, :disabled') === null &&
            element.checkVisibility() &&
            [...element.childNodes].some(
              (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
            ),
        );
        return worded.flatMap((element) => {
          const [one, two] = [light(read(getComputedStyle(element).color)), light(ground(element))];
          const contrast = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
          return contrast < 4.5
            ? [`${element.className} ${element.textContent?.slice(0, 20)} ${contrast.toFixed(2)}`]
            : [];
        });
      });
      expect(faint).toEqual([]);
    },
  );

  it('gives every control a name, and every name its place', async () => {
    const page = await enter('Named');
    await send(page, '/gallery');
    await last(page).locator('.reply').waitFor();
    await page.locator('.me').click();
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll('button, input, textarea, select, a, img, [role=img], [role=region]')]
        .filter((element) => element.checkVisibility())
        .filter((element) => {
          const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
          const name =
            element.getAttribute('aria-label') ?? element.getAttribute('alt') ?? element.textContent;
          return !name?.trim() && labels.length === 0 && element.getAttribute('alt') !== '';
        })
        .map((element) => element.outerHTML.slice(0, 80)),
    );
    expect(nameless).toEqual([]);
    const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id));
    expect(ids).toEqual([...new Set(ids)]);
    expect(await page.getByRole('main').count()).toBe(1);
    expect(await page.getByRole('navigation', { name: 'Menu' }).count()).toBe(1);
    await expect.poll(() => page.getByRole('log').getAttribute('aria-live')).toBe('polite');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('general');
  });

  it('serves its own letters', async () => {
    const page = await enter('한글');
    await page.evaluate(() => document.fonts.ready);
    const loaded = await page.evaluate(() =>
      [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family),
    );
    expect(loaded.some((family) => family.includes('Pretendard'))).toBe(true);
  });

  it.each([360, 320])('fits a page of %i pixels, nothing beside it', async (width) => {
    const page = await enter('Phone', { viewport: { width, height: 700 }, hasTouch: true });
    await send(page, '/gallery');
    await last(page).getByRole('heading', { name: 'Everything a reply can hold' }).waitFor();
    await send(page, '/team show');
    const command = last(page).locator('.single pre');
    // It wraps rather than to go on behind the button beside it, and between words, not at hyphens.
    expect(await command.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
    const rows = await command.evaluate((box) => {
      getSelection()?.selectAllChildren(box);
      const tops = [...box.querySelectorAll('.short, .word')].map((word) => word.getClientRects().length);
      return { tops, copied: getSelection()?.toString() };
    });
    expect(new Set(rows.tops)).toEqual(new Set([1]));
    expect(rows.copied?.trim()).toBe(
      'docker compose --project-directory /srv/the-team --profile everyone up --detach',
    );
    const wide = await page.evaluate(() => {
      const inner = document.documentElement.clientWidth;
      const scrolls = (element: Element): boolean => element.closest('pre, .table') !== null;
      return [...document.querySelectorAll('#app *')]
        .filter((element) => !scrolls(element) && element.getBoundingClientRect().right > inner + 1)
        .filter((element) => !element.closest('.unseen'))
        .map((element) => `${element.tagName}.${element.className}`);
    });
    expect(wide).toEqual([]);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('button')]
        .map((button) => ({ words: button.textContent, box: button.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && (box.height < 24 || box.width < 24))
        .map(({ words }) => words),
    );
    expect(small).toEqual([]);
    expect(
      await page
        .locator('tbody tr')
        .first()
        .evaluate((row) => getComputedStyle(row).display),
    ).toBe('block');
  });

  it('shows a long line folded, to be opened', async () => {
    const page = await enter('Writer');
    await composer(page).fill('길고 긴 글 '.repeat(1_500));
    await page.keyboard.press('Enter');
    const message = page.locator('.messages > .message.person').last();
    await message.getByRole('button', { name: 'Show all' }).click();
    expect(await message.getByRole('button', { name: 'Show less' }).getAttribute('aria-expanded')).toBe(
      'true',
    );
    expect((await message.locator('.said').innerText()).length).toBeGreaterThan(8_000);
  });

  it('draws a share that is written in letters as a bar', async () => {
    const page = await enter('Painter');
    await composer(page).fill('/whisper A ███░░░░░░░ 2');
    await page.keyboard.press('Enter');
    const parts = last(page).locator('.share rect');
    await parts.first().waitFor();
    expect(await parts.evaluateAll((all) => all.map((part) => part.getAttribute('width')))).toEqual([
      '100',
      '30',
    ]);
    expect(await last(page).getByRole('heading').innerText()).toMatch(/^plain: A\s+2$/);
  });

  it('keeps a particle in the line of its word, behind a bracket and behind a short code', async () => {
    const page = await enter('Typesetter', { viewport: { width: 320, height: 640 } });
    await composer(page).fill('/whisper 컴퓨터(컨테이너)를 새것으로');
    await page.keyboard.press('Enter');
    const particle = last(page).locator('.short');
    await particle.waitFor();
    expect(await particle.innerText()).toBe(')를');
    expect(await particle.evaluate((span) => getComputedStyle(span).whiteSpace)).toBe('nowrap');
    await send(page, '/gallery');
    const code = last(page).locator('code.short').first();
    await code.waitFor();
    // Nothing in it is a box of its own, behind which a browser may break.
    expect(await code.locator('*').count()).toBe(0);
  });

  it('folds nothing that fits again once the window is wider', async () => {
    const page = await enter('Turner', { viewport: { width: 320, height: 640 } });
    await composer(page).fill('길고 긴 글 '.repeat(60));
    await page.keyboard.press('Enter');
    const more = page.locator('.messages > .message.person').last().getByRole('button', { name: 'Show all' });
    await more.waitFor();
    await page.setViewportSize({ width: 1280, height: 640 });
    await more.waitFor({ state: 'hidden' });
    expect(await page.locator('.messages > .message.person').last().locator('.folded').count()).toBe(0);
  });

  it('shows earlier messages when asked, and stays where one reads', async () => {
    const other = await openPlayground();
    if (!browser) throw new Error('No browser');
    for (let number = 1; number <= 202; number += 1)
      await other.stores.journal.append({
        channel: 'general',
        author: `Writer ${number % 3}`,
        content: { said: `Line ${number}.` },
        at: Temporal.Now.instant(),
      });
    const elsewhere = openWindows(browser, other.origin);
    const page = await elsewhere.enter();
    const third = page.getByText('Line 3.', { exact: true });
    await third.evaluate((line) => line.closest('.scroller')?.scrollTo(0, 0));
    const before = await third.boundingBox();
    await page.getByRole('button', { name: 'Show earlier messages' }).click();
    await page.getByText('Line 1.', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Show earlier messages' }).count()).toBe(0);
    expect(Math.abs(((await third.boundingBox())?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(2);
    await elsewhere.close();
    await other.close();
  });

  it('says when it cannot be reached, tries again with the same key, and catches up', async () => {
    const other = await openPlayground();
    if (!browser) throw new Error('No browser');
    const elsewhere = openWindows(browser, other.origin);
    const page = await elsewhere.enter({ viewport: { width: 1000, height: 500 } });
    await send(page, '/gallery');
    await last(page).getByRole('heading', { name: 'Everything a reply can hold' }).waitFor();
    await other.close();
    // Who reads further up sees it as well.
    await page.locator('.scroller').evaluate((log) => {
      log.scrollTop = 0;
    });
    await send(page, '/say after');
    await page.getByText('This could not be sent').waitFor();
    const place = await page.getByText('This could not be sent').boundingBox();
    expect((place?.y ?? 0) + (place?.height ?? 0)).toBeLessThan(500);
    await page.getByText('Connection lost').waitFor();
    const again = await openPlayground({ stores: other.stores, port: Number(new URL(other.origin).port) });
    await again.platform.send(
      { tenant: 'playground', channel: 'general' },
      { title: ['Meanwhile'], blocks: [] },
      'm',
    );
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.messages').getByRole('heading', { name: 'after' }).waitFor();
    await page.locator('.messages').getByRole('heading', { name: 'Meanwhile' }).waitFor();
    await page.getByText('Connection lost').waitFor({ state: 'hidden' });
    expect(again.ran.get('say')).toBe(1);
    await elsewhere.close();
    await again.close();
  });
});
