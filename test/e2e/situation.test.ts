/** The situation screen on the production build: one slice everywhere, everything in the address, and the states one hopes not to meet. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../browser/chromium';
import { coloursOfMap } from '../browser/colours';
import { expectAccessible, signIn, visit } from './harness';
import type { Visit, VisitOptions } from './harness';

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

/** Waits until the map has drawn the slice that the panels show; returns its key. */
async function settled(page: Page): Promise<string> {
  await page.waitForFunction(() => {
    const map = document.querySelector<HTMLElement>('[data-map-state]');
    const total = document.querySelector('[data-testid="total"]');
    const busy = document.querySelector('.situation[aria-busy="true"]');
    return (
      !busy &&
      total &&
      map &&
      (map.dataset['mapState'] === 'unsupported' || map.dataset['drawn'] === map.dataset['slice'])
    );
  });
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
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/^Jönköping: /);

    await page.getByRole('radio', { name: 'Månad' }).check({ force: true });
    expect(await settled(page)).toMatch(/^\d{4}-\d{2}\|/);
    await page.goBack();
    await page.goBack();
    await page.waitForFunction((key) => location.hash === key, first);
    expect(await settled(page)).toBe(thisWeek);

    // This week is not over: nothing may call it calmer than expected.
    await page.getByText(/Pågår, t\.o\.m\./).waitFor();
    expect(await page.getByText('färre än väntat').count()).toBe(0);
    expect(problems).toEqual([]);
    await close();
  });

  it('a link opens the same view: area, filters and layers', async () => {
    const one = await open();
    await settled(one.page);
    await one.page.keyboard.press('ArrowLeft');
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
    expect(await total(two.page)).toBe(count);
    await two.page.getByRole('button', { name: /Ta bort filtret Klockslag/ }).click();
    await two.page.waitForFunction(() => !location.hash.includes('timmar'));
    expect([...one.problems, ...two.problems]).toEqual([]);
    await one.close();
    await two.close();
  });

  it('never shows two slices at once while the slider is dragged', async () => {
    const { page, problems, close } = await open();
    await settled(page);
    const slider = page.getByRole('slider', { name: 'Välj period i tiden' });
    await slider.focus();
    const seen = new Set<string>();
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('ArrowLeft');
      const slices = await slicesOf(page);
      expect(slices).toHaveLength(1);
      slices.forEach((slice) => seen.add(slice));
    }
    seen.add(await settled(page));
    // What is shown in the end is where the slider stands.
    const period = /period=([^&]+)/.exec(await hashOf(page))?.[1] ?? '';
    const [slice] = await slicesOf(page);
    expect(slice?.startsWith(`${period}|`)).toBe(true);
    expect(seen.size).toBeGreaterThan(1);
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
      await context.route('**/rpc/incident_columns', (route) => route.abort());
    });
    await page.getByRole('heading', { name: 'Läget gick inte att hämta' }).waitFor();
    await page.context().unroute('**/rpc/incident_columns');
    await page.getByRole('button', { name: 'Försök igen' }).click();
    await settled(page);
    expect(await page.getByRole('heading', { name: 'Läget gick inte att hämta' }).count()).toBe(0);
    await close();
  });

  it.each(['fails', 'silent'] as const)('draws a plain ground, quietly, when the basemap %s', async (basemap) => {
    const { page, problems, close } = await open({ basemap });
    await settled(page);
    await page.getByText('Natural Earth').waitFor();
    expect(await coloursOfMap(page)).toBeGreaterThan(20);
    expect(problems).toEqual([]);
    await close();
  });
});
