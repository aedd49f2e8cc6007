/**
 * The main job, end to end: a housing company reports an incident on the map; the coordinator sees it in this week's situation with its hotspot layer,
 * switches to the month, and exports the picture.
 */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { periodOf } from '../../src/domain/period';
import { launchChromium } from '../browser/chromium';
import { coloursOfMap } from '../browser/colours';
import { expectAccessible, signIn, SIZES, visit, type Size } from './harness';

const url = inject('appUrl');
const REPORTER = 'rapportor.bostad@jonkoping.demo';
const COORDINATOR = 'samordnare@jonkoping.demo';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function signOut(page: Page, size: Size): Promise<void> {
  if (size === 'phone') await page.getByRole('button', { name: 'Meny' }).click();
  await page.getByRole('button', { name: 'Logga ut' }).click();
  await page.locator('input[type="password"]').waitFor();
}

/** The situation with nothing left to draw. */
async function drawn(page: Page): Promise<void> {
  await page.locator('[data-testid="total"]').waitFor();
  await page.locator('[data-map-state="ready"][data-idle="true"]').waitFor({ timeout: 60_000 });
  // An empty map is idle too, while its content is being prepared.
  await page.waitForFunction(
    () =>
      document.querySelector<HTMLElement>('[data-map-state]')?.dataset['drawn'] ===
      (document.querySelector<HTMLElement>('header[data-slice]')?.dataset['slice'] ?? ''),
    undefined,
    { timeout: 60_000 },
  );
}

async function total(page: Page): Promise<number> {
  await page.locator('[data-testid="total"]').waitFor();
  return Number.parseInt((await page.locator('[data-testid="total"]').innerText()).replace(/\s/g, ''), 10);
}

async function download(page: Page, name: RegExp): Promise<{ file: string; text: string }> {
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
  return { file: saved.suggestedFilename(), text: await readFile(await saved.path(), 'utf8') };
}

async function report(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Rapportera' }).filter({ visible: true }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Rapportera en händelse' }).waitFor();
  const what = page.getByRole('combobox', { name: 'Sök kategori' });
  await what.fill('klotter');
  await what.press('ArrowDown');
  await what.press('Enter');
  const where = page.getByRole('combobox', { name: 'Sök plats' });
  await where.fill('Öxnehaga centrum');
  await where.press('ArrowDown');
  await where.press('Enter');
  // On the map: a tap beside the pin in the middle moves the pin from the place that was found.
  const canvas = page.locator('canvas.maplibregl-canvas');
  await canvas.scrollIntoViewIfNeeded();
  await page.locator('[data-map-state="ready"][data-idle="true"]').waitFor({ timeout: 60_000 });
  const box = await canvas.boundingBox();
  if (!box) throw new Error('The map has no box.');
  await canvas.click({ position: { x: box.width / 2 + 50, y: box.height / 2 + 20 } });
  await page.getByText(/Nålen ligger i Öxnehaga/).waitFor();
  await page.getByRole('radio', { name: /^Garage$/ }).check();
  await page.getByRole('textbox', { name: /Beskriv kort/ }).fill('Nytt klotter på garageporten.');
  await page.getByRole('button', { name: 'Skicka rapporten' }).click();
  await page.getByRole('heading', { name: 'Rapporten är sparad' }).waitFor();
}

describe.each(Object.keys(SIZES) as Size[])('the main job, %s', (size) => {
  it('goes from a report on the map to the exported picture of week and month', async () => {
    const { page, problems, close } = await visit(browser, `${url}/#/laget?area=oxnehaga`, { size });
    await expectAccessible(page, 'sign in');

    // What the coordinator sees before.
    await signIn(page, COORDINATOR);
    const before = await total(page);
    await signOut(page, size);

    // A reporter of a housing company reports.
    await signIn(page, REPORTER);
    await report(page);
    await expect.poll(() => page.locator('main').innerText()).toContain('Öxnehaga');
    await expectAccessible(page, 'receipt');
    await page.getByRole('button', { name: 'Rapportera en till' }).click();
    await page.getByRole('heading', { level: 1, name: 'Rapportera en händelse' }).waitFor();
    await expectAccessible(page, 'report');
    await signOut(page, size);

    // The coordinator sees it in this week's situation, with the hotspot layer on the map.
    await signIn(page, COORDINATOR);
    await page.goto(`${url}/#/laget?area=oxnehaga`);
    await drawn(page);
    await expect.poll(() => total(page)).toBe(before + 1);
    await expect.poll(() => coloursOfMap(page)).toBeGreaterThan(20);
    await page.goto(`${url}/#/laget`);
    await drawn(page);
    await page.getByRole('heading', { name: 'Hotspots', exact: true }).waitFor({ state: 'attached' });
    await expectAccessible(page, 'situation');
    const week = await total(page);
    const slice = await page.locator('[data-map-state]').getAttribute('data-drawn');

    // The month.
    await page.getByRole('radio', { name: 'Månad' }).check();
    const month = periodOf('month', Date.now() / 1000);
    await page.waitForFunction((key) => location.hash.includes(`period=${key}`), month.key);
    await page.waitForFunction(
      (old) => document.querySelector('[data-map-state]')?.getAttribute('data-drawn') !== old,
      slice,
    );
    await drawn(page);
    const shown = await total(page);
    expect(shown).not.toBe(week); // another slice, other numbers

    // Export: what leaves is what is shown, with its period in file and name.
    await page.getByRole('button', { name: 'Exportera' }).click();
    const csv = await download(page, /Områden \(CSV/);
    expect(csv.file).toBe(`lagesbild_jonkoping_${month.key}_omraden.csv`);
    const lines = csv.text
      .replace(/^\uFEFF/, '')
      .trim()
      .split('\r\n')
      .map((line) => line.split(';'));
    const column = lines[0]?.indexOf('antal') ?? -1;
    expect(column).toBeGreaterThan(-1);
    expect(lines.slice(1).reduce((sum, line) => sum + Number(line[column]), 0)).toBe(shown);
    expect(csv.text).toContain(month.key);
    const geojson = await download(page, /GeoJSON för QGIS\): områden/);
    const collection = JSON.parse(geojson.text) as { features: { properties: Record<string, unknown> }[] };
    expect(collection.features.length).toBe(lines.length - 1);
    await page.getByRole('button', { name: 'Utskrift och PDF' }).click();
    await page.locator('svg[role="img"]').first().waitFor();
    const printed = await page.locator('main').innerText();
    expect(printed).toContain('Jönköping');
    expect(printed).toMatch(/november|oktober|december|januari|februari|mars|april|maj|juni|juli|augusti|september/i);
    await expectAccessible(page, 'print page');
    const pdf = await page.pdf({ format: 'A4', tagged: true });
    expect(pdf.length).toBeGreaterThan(20_000);
    expect(pdf.includes('/StructTreeRoot')).toBe(true);

    expect(problems).toEqual([]);
    await close();
  });
});

describe('the other municipalities', () => {
  it('are not named anywhere to a coordinator of Eskilstuna', async () => {
    const { page, problems, close } = await visit(browser, `${url}/#/laget`);
    const answers: string[] = [];
    page.on('response', (response) => {
      if (response.url().includes('/rest/v1/'))
        void response.text().then(
          (text) => answers.push(text),
          () => undefined,
        );
    });
    await signIn(page, 'samordnare@eskilstuna.demo');
    await drawn(page);
    expect(answers.join('')).toContain('Skiftinge');
    expect(answers.join('') + (await page.locator('body').innerText())).not.toMatch(
      /Öxnehaga|Jönköping|Vätterhem|Eksjö|Mariannelund/,
    );
    expect(problems).toEqual([]);
    await close();
  });
});
