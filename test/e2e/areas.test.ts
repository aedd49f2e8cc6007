/** Areas: drawn by mouse and by keyboard, split along a line, read from a broken file, and taken back; on a phone in English. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { toSweref } from '../../src/analysis/sweref99tm';
import { launchChromium } from '../browser/chromium';
import { expectAccessible, signIn, visit } from './harness';
import type { Visit, VisitOptions } from './harness';

const url = inject('appUrl');
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

async function open(email: string, options: VisitOptions = {}): Promise<Visit> {
  const visited = await visit(browser, `${url}/#/installningar/omraden`, options);
  await signIn(visited.page, email);
  await visited.page.locator('[data-area]').first().waitFor({ timeout: 60_000 });
  return visited;
}

/** Clicks points of the map, as shares of its width and height. */
async function clickMap(page: Page, points: [number, number][]): Promise<void> {
  const box = await page.locator('canvas.maplibregl-canvas').boundingBox();
  if (!box) throw new Error('no map');
  for (const [x, y] of points) {
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 3 });
    await page.mouse.down();
    await page.mouse.up();
    await page.waitForTimeout(120); // two clicks in a moment are a double click, to the map as to a person
  }
}
const drawing = (page: Page, tool: string): Promise<void> => page.locator(`[data-drawing="${tool}"]`).waitFor();
const problemOf = (page: Page): Promise<string> => page.getByRole('alert').innerText();

/** A bow tie and a square in SWEREF 99 TM with the axes the other way round, the square without its last point, both of one name. */
const broken = (): string => {
  const ring = (points: [number, number][]): number[][] =>
    points.map(([lon, lat]) => {
      const [east, north] = toSweref(lon, lat);
      return [north, east];
    });
  const feature = (coordinates: number[][]): object => ({
    ...{ type: 'Feature', properties: { namn: 'Prästängen' } },
    geometry: { type: 'Polygon', coordinates: [coordinates] },
  });
  const [a, b, c, d]: [number, number][] = [
    [14.99, 57.68],
    [15.01, 57.7],
    [15.01, 57.68],
    [14.99, 57.7],
  ];
  const square: [number, number][] = [
    [15.03, 57.68],
    [15.05, 57.68],
    [15.05, 57.69],
    [15.03, 57.69],
  ];
  return JSON.stringify({
    type: 'FeatureCollection',
    features: [feature(ring([a, b, c, d, a])), feature(ring(square))],
  });
};

describe('areas', { timeout: 300_000 }, () => {
  it('are drawn, checked, split and taken back by mouse; read from a broken file; and typed without a mouse', async () => {
    const { page, problems, close } = await open('samordnare@eksjo.demo');
    const before = await page.locator('[data-area]').count();
    await expectAccessible(page, 'the list');

    await page.getByRole('button', { name: 'Nytt område' }).click();
    await page.getByLabel('Områdets namn').fill('Storskogen');
    await page.getByRole('button', { name: 'Spara område' }).click();
    await expect.poll(() => problemOf(page)).toContain('Området har ingen gräns');
    await page.getByRole('button', { name: 'Rita gräns' }).click();
    await drawing(page, 'ring');
    await page.locator('[data-idle="true"]').waitFor({ timeout: 60_000 });
    await clickMap(page, [
      [0.35, 0.6],
      [0.55, 0.6],
      [0.55, 0.7],
      [0.35, 0.7],
      [0.35, 0.6],
    ]);
    await page.getByText(/km², 4 hörn/).waitFor();
    await page.getByRole('button', { name: 'Ångra steg' }).click();
    await expect.poll(() => page.getByText(/km², 4 hörn/).count()).toBe(0);
    await page.getByRole('button', { name: 'Gör om' }).click();
    await page.getByText(/km², 4 hörn/).waitFor();
    await page.getByRole('button', { name: 'Rita ett hål' }).click();
    await drawing(page, 'ring');
    await clickMap(page, [
      [0.42, 0.63],
      [0.48, 0.63],
      [0.48, 0.67],
      [0.42, 0.63],
    ]);
    await page.getByText(/km², 7 hörn/).waitFor();
    await page.getByLabel('Används från och med').fill('2026-01-01');
    await page.getByRole('button', { name: 'Kontrollera alla gränser' }).click();
    await page.getByRole('heading', { name: 'Att se över' }).waitFor();
    await expectAccessible(page, 'an area that is drawn');
    await page.getByRole('button', { name: 'Spara område' }).click();
    await page.getByText('Storskogen är sparat.').waitFor();
    await expect.poll(() => page.locator('[data-area]').count()).toBe(before + 1);

    await page.locator('[data-area="storskogen"] .one').click();
    await page.getByRole('button', { name: 'Dela området' }).click();
    await drawing(page, 'line');
    await page.waitForTimeout(500); // the map flies to the area
    await clickMap(page, [
      [0.5, 0.02],
      [0.52, 0.97],
      [0.52, 0.97],
    ]);
    await page.getByLabel('Namn på den ena delen').fill('Storskogen väst');
    await page.getByLabel('Namn på den andra delen').fill('Storskogen öst');
    await expectAccessible(page, 'a split');
    await page.getByRole('button', { name: 'Dela', exact: true }).click();
    await page.getByText(/Från .* gäller Storskogen väst, Storskogen öst/).waitFor();
    await page.locator('[data-area="storskogen-ost"]').waitFor();
    await page.getByRole('heading', { name: 'Avslutade' }).waitFor();
    await page.getByRole('button', { name: 'Ångra', exact: true }).click();
    await expect.poll(() => page.locator('[data-area="storskogen-ost"]').count()).toBe(0);
    await page.locator('[data-area="storskogen"] .one').click();
    await page.getByRole('button', { name: 'Ta bort området' }).click();
    await page.getByText('Storskogen är borttaget.').waitFor();

    await page.getByRole('button', { name: 'Ladda upp fil' }).click();
    const input = page.getByLabel('Fil med områden');
    await input.setInputFiles({ name: 'karta.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
    await page.getByText('Det här är en pdf. Be om gränserna som GeoJSON.').waitFor();
    await input.setInputFiles({ name: 'omraden.geojson', mimeType: 'application/json', buffer: Buffer.from(broken()) });
    await page.getByRole('heading', { name: '2 områden i filen' }).waitFor();
    await page.getByText(/SWEREF 99 TM och är omräknad\. Axlarna stod i omvänd ordning/).waitFor();
    await page.getByText(/Rättat: gränsen korsade sig själv/).waitFor();
    await page.getByText(/ytan var inte sluten, namnet saknades eller fanns redan/).waitFor();
    await page.getByRole('heading', { name: 'Att se över' }).waitFor();
    await expectAccessible(page, 'a file that was mended');
    await page.getByLabel('Namn på område 2').fill('Prästängen norr');
    await page.getByRole('button', { name: 'Lägg till 2 områden' }).click();
    await page.getByText('2 områden är tillagda.').waitFor();
    await page.getByRole('button', { name: 'Ångra', exact: true }).click();
    await expect.poll(() => page.locator('[data-area]').count()).toBe(before);

    // Without a mouse, from a heading on.
    await page.getByRole('button', { name: 'Nytt område' }).press('Enter');
    await page.getByLabel('Områdets namn').press('K');
    await page.keyboard.type('vittra');
    await page.getByRole('button', { name: 'Koordinater i stället för att rita' }).press('Enter');
    await page.getByLabel('Gränsens punkter').focus();
    await page.keyboard.type('57,68 15,03\n57,68 15,05\nfel\n');
    await page.getByRole('button', { name: 'Använd punkterna' }).press('Enter');
    await expect.poll(() => problemOf(page)).toContain('Rad 3 går inte att läsa');
    await page.getByLabel('Gränsens punkter').fill('57,68 15,03\n57,68 15,05\n57,69 15,05\n');
    await page.getByRole('button', { name: 'Använd punkterna' }).press('Enter');
    await page.getByText(/km², 3 hörn/).waitFor();
    await page.getByRole('button', { name: 'Spara område' }).press('Enter');
    await page.getByText('Kvittra är sparat.').waitFor();
    await page.getByRole('button', { name: 'Ångra', exact: true }).press('Enter');
    await expect.poll(() => page.locator('[data-area]').count()).toBe(before);
    expect(problems).toEqual([]);
    await close();
  });

  it('on a phone, in English: an area is refused where it leaves the municipality, and the place is shown', async () => {
    const { page, problems, close } = await open('samordnare@eksjo.demo', {
      size: 'phone',
      language: 'en',
    });
    await page.getByRole('button', { name: 'New area' }).click();
    await page.getByLabel('Name of the area').fill('Elsewhere');
    await page.getByRole('button', { name: 'Coordinates instead of drawing' }).click();
    await page.getByLabel('Points of the border').fill('57.68, 15.5\n57.68, 15.8\n57.7, 15.8');
    await page.getByRole('button', { name: 'Use the points' }).click();
    await page.getByRole('button', { name: 'Save the area' }).click();
    await page.getByText(/reaches more than 100 m over the boundary/).waitFor();
    await page.locator('.maplibregl-marker').first().waitFor();
    await expect.poll(() => page.getByLabel('Name of the area').inputValue()).toBe('Elsewhere');
    await expectAccessible(page, 'an area that is refused, on a phone');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    // The refusal itself; the browser says so in its console.
    expect(problems).toEqual([expect.stringContaining('400')]);
    await close();
  });
});
