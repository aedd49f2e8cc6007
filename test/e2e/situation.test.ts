/** The situation screen on the production build: one slice everywhere, everything in the address, and the states one hopes not to meet. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../browser/chromium';
import { coloursOfMap } from '../browser/colours';
import { expectAccessible, signIn, visit } from './harness';
import type { Visit, VisitOptions } from './harness';

/** The request that fetches the incidents. */
const INCIDENTS = '**/rpc/incident_changes';
const COORDINATOR = 'samordnare@jonkoping.demo';
const url = inject('appUrl');
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function open(options: VisitOptions = {}, hash = '', before?: (visited: Visit) => Promise<void>): Promise<Visit> {
  const visited = await visit(browser, `${url}/${hash}`, { basemap: 'answers', ...options });
  await before?.(visited);
  await signIn(visited.page, COORDINATOR);
  return visited;
}

/** Waits until the map has drawn the slice that the panels show, and that is the one of the address; returns its key. */
async function settled(page: Page): Promise<string> {
  await page.waitForFunction(
    () => {
      const map = document.querySelector<HTMLElement>('[data-map-state]');
      const total = document.querySelector('[data-testid="total"]');
      const busy = document.querySelector('.situation[aria-busy="true"]');
      const slice = document.querySelector<HTMLElement>('header[data-slice]')?.dataset['slice'];
      const period = /period=([^&]+)/.exec(location.hash)?.[1];
      return (
        !busy &&
        total &&
        map &&
        slice?.startsWith(`${period}|`) &&
        (map.dataset['mapState'] === 'unsupported' || map.dataset['drawn'] === slice)
      );
    },
    undefined,
    { timeout: 90_000 },
  );
  return slicesOf(page).then((keys) => keys.join(' != '));
}

/** The different slices on the screen: more than one means that something is stale. */
function slicesOf(page: Page): Promise<string[]> {
  return page.evaluate(() => [
    ...new Set(
      [...document.querySelectorAll<HTMLElement>('[data-slice]')].map((element) => element.dataset['slice'] ?? ''),
    ),
  ]);
}

/** The area's row in the list: hotspots may bear the name of the area too. */
const areaButton = (page: Page, name: string): ReturnType<Page['getByRole']> =>
  page.getByRole('table', { name: 'Områden' }).getByRole('button', { name });

interface Frame {
  slice: string;
  drawn: string;
  /** A veil lies over the map, which says that it is being drawn. */
  veiled: boolean;
  /** Keys that are not the map's. */
  others: string[];
  /** Of the headline, the table and the list of areas: what they say, not only what they are called. */
  totals: number[];
  /** The period named in the headline, and the one of the slice. */
  period: string;
}

interface Sampler {
  frames: Frame[];
  on: boolean;
}

/** Looks at the screen in every animation frame; frames that look like the one before are kept once. */
function startSampling(page: Page): Promise<void> {
  return page.evaluate(() => {
    const sampler: Sampler = { frames: [], on: true };
    (window as unknown as { sampler: Sampler }).sampler = sampler;
    const count = (text: string | null | undefined): number => Number((text ?? '').replace(/\D/g, '') || 'NaN');
    const look = (): void => {
      const table = [...document.querySelectorAll('caption')].find((one) => one.textContent?.startsWith('Områden, '));
      const rows = [...(table?.parentElement?.querySelectorAll('tbody tr') ?? [])];
      const inList = [...document.querySelectorAll('table[aria-labelledby="areas-heading"] tbody td:nth-child(2)')];
      const frame: Frame = {
        slice: document.querySelector<HTMLElement>('header[data-slice]')?.dataset['slice'] ?? '',
        drawn: document.querySelector<HTMLElement>('[data-map-state]')?.dataset['drawn'] ?? '',
        veiled: document.querySelector('[data-map-state] .late') !== null,
        others: [
          ...new Set(
            [...document.querySelectorAll<HTMLElement>('[data-slice]')].map((one) => one.dataset['slice'] ?? ''),
          ),
        ],
        totals: [
          count(document.querySelector('[data-testid="total"]')?.textContent),
          count(rows.at(-1)?.querySelector('td')?.textContent),
          inList.reduce((sum, cell) => sum + count(cell.textContent), 0),
        ],
        period: document.querySelector('[data-testid="shown-period"]')?.textContent ?? '',
      };
      const last = sampler.frames.at(-1);
      if (JSON.stringify(last) !== JSON.stringify(frame)) sampler.frames.push(frame);
      if (sampler.on) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** @returns what was seen, and those frames in which one part was of another slice than the rest. */
async function stopSampling(page: Page): Promise<{ frames: Frame[]; stale: Frame[] }> {
  const frames = await page.evaluate(() => {
    const { sampler } = window as unknown as { sampler: Sampler };
    sampler.on = false;
    return sampler.frames;
  });
  const stale = frames.filter(({ slice, drawn, veiled, others, totals, period }) => {
    const week = Number(/W(\d+)\|/.exec(slice)?.[1]);
    return (
      (drawn !== slice && !veiled) || // only a machine that is hard pressed needs the veil
      others.length !== 1 ||
      others[0] !== slice ||
      new Set(totals).size !== 1 ||
      !period.includes(`Vecka ${week},`)
    );
  });
  return { frames, stale };
}

/** The map, without what lies over it, when it has come to rest: two pictures in a row that are the same. */
async function pictureOfMap(page: Page): Promise<Buffer> {
  const box = await page.locator('canvas.maplibregl-canvas').boundingBox();
  if (!box) throw new Error('The map has no canvas.');
  const clip = { x: box.x + 330, y: box.y + 10, width: box.width - 400, height: box.height - 70 };
  let last = await page.screenshot({ clip });
  for (;;) {
    await page.waitForTimeout(500);
    const next = await page.screenshot({ clip });
    if (next.equals(last)) return next;
    last = next;
  }
}

const hashOf = (page: Page): Promise<string> => page.evaluate(() => location.hash);
const total = (page: Page): Promise<string> => page.getByTestId('total').innerText();

describe('the situation', () => {
  it('steps by key and button, changes kind, and back leads back', async () => {
    const { page, problems, close } = await open();
    const thisWeek = await settled(page);
    const first = await hashOf(page);
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction((key) => location.hash !== key, first);
    const lastWeek = await settled(page);
    expect(lastWeek).not.toBe(thisWeek);
    await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toMatch(/^Jönköping: /);

    await page.getByRole('radio', { name: 'Månad' }).check({ force: true });
    expect(await settled(page)).toMatch(/^\d{4}-\d{2}\|/);
    await page.goBack();
    await page.goBack();
    await page.waitForFunction((key) => location.hash === key, first);
    expect(await settled(page)).toBe(thisWeek);

    // This week is not over: nothing may call it calmer than expected.
    await page.getByText(/Pågår, t\.o\.m\./).waitFor();
    expect(await page.getByText('färre än väntat').filter({ visible: true }).count()).toBe(0);
    expect(problems).toEqual([]);
    await close();
  });

  it('a link opens the same view: area, filters and layers', async () => {
    const one = await open();
    await settled(one.page);
    const first = await hashOf(one.page);
    await one.page.keyboard.press('ArrowLeft');
    await one.page.waitForFunction((before) => location.hash !== before, first);
    await settled(one.page); // another week puts the areas in another order: none may move from under the press
    await areaButton(one.page, 'Öxnehaga').click();
    await one.page.getByRole('button', { name: 'Filter' }).click();
    await one.page.getByRole('checkbox', { name: 'Skadegörelse', exact: true }).check();
    await one.page.getByRole('combobox', { name: 'Från' }).selectOption('18');
    await one.page.getByRole('combobox', { name: 'Till' }).selectOption('6');
    await one.page.getByRole('button', { name: 'Klar' }).click();
    await one.page.getByRole('checkbox', { name: 'Enskilda händelser' }).check();
    await one.page.waitForFunction(() => location.hash.includes('handelser'));
    const key = await settled(one.page);
    const hash = await hashOf(one.page);
    expect(hash).toContain('area=oxnehaga&grupp=skadegorelse&timmar=18-06&lager=omraden,celler,handelser');
    const count = await total(one.page);

    const two = await open({}, hash);
    expect(await settled(two.page)).toBe(key);
    await expect.poll(() => total(two.page)).toBe(count);
    await two.page.getByRole('button', { name: /Ta bort filtret Klockslag/ }).click();
    await two.page.waitForFunction(() => !location.hash.includes('timmar'));
    expect([...one.problems, ...two.problems]).toEqual([]);
    await one.close();
    await two.close();
  });

  it('never shows a stale layer while the slider is dragged over three years', async () => {
    // On the built-in ground: one that is fetched may come at any moment, and the pictures at the end are compared.
    const { page, problems, close } = await open({ basemap: 'fails' }, '#/laget?lager=omraden,celler,tathet,handelser');
    await settled(page);
    await page.getByText('Visa som tabell').click();
    await page.getByRole('button', { name: 'Hela tiden' }).click();
    const slider = page.getByRole('slider', { name: 'Välj period i tiden' });
    const steps = Number(await slider.getAttribute('max'));
    expect(steps).toBeGreaterThan(150); // weeks: the demo reaches three years back
    const box = await slider.boundingBox();
    if (!box) throw new Error('The slider is not on the screen.');
    const y = box.y + box.height / 2;
    await startSampling(page);

    // Back to the first week in sixty moves, resting at times as a hand does, and half the way forth.
    await page.mouse.move(box.x + box.width - 10, y);
    await page.mouse.down();
    for (let i = 1; i <= 60; i++) {
      await page.mouse.move(box.x + box.width - 10 - (i / 60) * (box.width - 18), y);
      if (i % 10 === 0) await settled(page);
    }
    for (let i = 1; i <= 20; i++) await page.mouse.move(box.x + 8 + (i / 40) * (box.width - 18), y);
    await page.mouse.up();
    const last = await settled(page);

    const { frames, stale } = await stopSampling(page);
    expect(stale).toEqual([]);
    // It was seen at work: at the six rests and where it ended at least, over three years and more.
    const whole = frames.filter(({ slice, drawn }) => slice === drawn);
    expect(new Set(whole.map(({ slice }) => slice)).size).toBeGreaterThan(6);
    expect(new Set(whole.map(({ slice }) => slice.slice(0, 4))).size).toBeGreaterThan(2);
    expect(frames.at(-1)?.slice).toBe(last);
    expect(last.split('|')[0]).toBe(/period=([^&]+)/.exec(await hashOf(page))?.[1]);
    expect(problems).toEqual([]);

    // And what lies on the map is what a fresh visit to the same address draws. Without the layers that bear names: those keep to the side of their
    // place where they stood the week before.
    await page.mouse.move(5, 5);
    await page.getByRole('checkbox', { name: 'Områden efter läge' }).uncheck();
    await page.getByRole('checkbox', { name: 'Enskilda händelser' }).uncheck();
    await slider.blur();
    await settled(page);
    const dragged = await pictureOfMap(page);
    await page.reload();
    await settled(page);
    expect((await pictureOfMap(page)).equals(dragged)).toBe(true);
    await close();
  }, 600_000);

  it('keeps the focus on the heading while the figures arrive', async () => {
    const { page, problems, close } = await open({}, '', async ({ context }) => {
      await context.route(INCIDENTS, async (route) => {
        await new Promise((done) => setTimeout(done, 1500));
        await route.continue();
      });
    });
    await page.getByText('Läget hämtas …').waitFor();
    const heading = page.getByRole('heading', { level: 1 });
    await heading.focus();
    await settled(page);
    await expect.poll(() => heading.innerText()).toMatch(/^Jönköping: /);
    await expect.poll(() => heading.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(problems).toEqual([]);
    await close();
  });

  it('says as a table all that the map shows, and opens an incident from it', async () => {
    const { page, problems, close } = await open();
    await settled(page);
    await page.keyboard.press('ArrowLeft');
    await settled(page);
    await areaButton(page, 'Öxnehaga').click();
    await page.getByRole('checkbox', { name: 'Enskilda händelser' }).check();
    await page.getByText('Visa som tabell').click();
    await settled(page);
    await page
      .getByRole('button', { name: /^Öppna/ })
      .first()
      .waitFor();
    const rows = await page.getByRole('button', { name: /^Öppna/ }).count();
    expect(`${rows} händelser`).toBe(await total(page));
    await page
      .getByRole('button', { name: /^Öppna/ })
      .first()
      .click();
    await page.getByText('Polisanmäld').waitFor();
    await expectAccessible(page, 'the situation with table and incident');
    expect(problems).toEqual([]);
    await close();
  });

  it('says of every layer and panel how it is computed, and reads out what its drawings show', async () => {
    const { page, problems, close } = await open(
      {},
      '#/laget?period=2026-W40&lager=omraden,celler,tathet,handelser,platser',
    );
    await settled(page);
    await page.getByRole('radio', { name: 'sexhörningar' }).check();
    await page.waitForFunction(() => location.hash.includes('rutor=hex'));
    expect(await settled(page)).toMatch(/\|250h$/);
    await page.getByRole('heading', { name: 'Upprepas det i närheten?' }).click();
    await page.getByRole('table', { name: /^Par av händelser efter avstånd/ }).waitFor();

    const notes = page.locator('details.note > summary');
    for (const note of await notes.all()) await note.click();
    const about = (await notes.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
    expect(new Set(about).size).toBe(about.length); // each says what it is about
    for (const name of ['Områden efter läge', 'Täthet', 'Kategorier', 'Utveckling', 'Tider', 'Upprepas det']) {
      expect(about.join('|')).toContain(name);
    }
    // The strip of a hotspot is read out as its numbers: 12 periods before and the one shown.
    const strip = await page
      .getByRole('img', { name: /^Händelser per period/ })
      .first()
      .getAttribute('aria-label');
    expect(strip?.split(':')[1]?.split('.')[0]?.split(',')).toHaveLength(13);
    await expectAccessible(page, 'the situation with all layers and notes');
    expect(problems).toEqual([]);
    await close();
  });

  it('fits a phone: nothing scrolls sideways, the sheet has three heights', async () => {
    const { page, problems, close } = await open({ size: 'phone', language: 'en', colorScheme: 'dark' });
    await settled(page);
    const handle = page.getByRole('button', { name: /Height of the panel/ });
    const tops: number[] = [];
    for (let i = 0; i < 3; i++) {
      await page.waitForTimeout(250);
      tops.push((await handle.boundingBox())?.y ?? NaN);
      await handle.focus();
      await page.keyboard.press('ArrowUp');
    }
    expect(tops[0]).toBeGreaterThan(tops[1] ?? NaN);
    expect(tops[1]).toBeGreaterThan(tops[2] ?? NaN);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await expectAccessible(page, 'the situation on a phone');
    expect(problems).toEqual([]);
    await close();
  });

  it('says what still works when the incidents cannot be fetched, and recovers', async () => {
    const { page, close } = await open({}, '', async ({ context }) => {
      await context.route(INCIDENTS, (route) => route.abort());
    });
    await page.getByRole('heading', { name: 'Läget gick inte att hämta' }).waitFor();
    await page.context().unroute(INCIDENTS);
    await page.getByRole('button', { name: 'Försök igen' }).click();
    await settled(page);
    expect(await page.getByRole('heading', { name: 'Läget gick inte att hämta' }).count()).toBe(0);
    await close();
  });

  it.each(['fails', 'silent'] as const)('draws a plain ground, quietly, when the basemap %s', async (basemap) => {
    const { page, problems, close } = await open({ basemap });
    await settled(page);
    await page.getByText('Natural Earth').waitFor();
    await expect.poll(() => coloursOfMap(page)).toBeGreaterThan(20);
    expect(problems).toEqual([]);
    await close();
  });
});
