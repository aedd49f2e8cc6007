/** The effect of an action: from the list to the verdict, by keyboard, on a phone, in both languages, as a file, and as a housing company sees it. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../browser/chromium';
import { expectAccessible, signIn, visit } from './harness';
import type { Visit, VisitOptions } from './harness';
import { asMember } from './sharing-table';

const url = inject('appUrl');
const COORDINATOR = 'samordnare@jonkoping.demo';
const HOUSING = 'rapportor.bostad@jonkoping.demo';
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

async function open(email: string, hash: string, options: VisitOptions = {}): Promise<Visit> {
  const visited = await visit(browser, `${url}/${hash}`, options);
  await signIn(visited.page, email);
  await visited.page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: 60_000 });
  return visited;
}

const VERDICTS = /^(fewer|more|no-difference|too-few)$/;
const verdict = async (page: Page): Promise<string> => {
  await page.locator('[data-verdict]').waitFor({ timeout: 90_000 });
  await page.locator('.effect[aria-busy="false"]').waitFor({ timeout: 60_000 });
  return (await page.locator('[data-verdict]').getAttribute('data-verdict')) ?? '';
};

/** Half a year ago: before and after both lie in the demo's incidents. */
const START = new Date(Date.now() - 180 * 86_400_000).toISOString().slice(0, 10);
const POINT = '14.2655,57.7715';

async function actionIn(area: string | null): Promise<string> {
  const ask = await asMember(url, COORDINATOR);
  const id = crypto.randomUUID();
  const action = {
    ...{ id, pictureId: null, hotspot: null, categoryId: null, problem: '', what: 'Belysning vid gångvägen' },
    ...{ areaId: area, position: null, ownerId: null, due: null, status: 'ongoing', outcome: '', sharing: 'partners' },
    ...{ revision: 0, createdAt: 0, updatedAt: 0, mayEdit: true },
  };
  await ask('rpc/save_action', { p_municipality: '0680', p_action: action, p_revision: 0 });
  return id;
}

describe('the effect of an action', { timeout: 400_000 }, () => {
  it('is reached from the list, tells what is missing, and counts when it is chosen', async () => {
    const id = await actionIn(null);
    const { page, problems, close } = await open(COORDINATOR, '#/atgarder');
    const item = page.locator(`[data-action="${id}"]`);
    await item.getByRole('link', { name: /Effekt av åtgärden/ }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Åtgärdens effekt' }).waitFor();
    await page.getByRole('heading', { name: 'Det här saknas' }).waitFor({ timeout: 90_000 });
    await expect.poll(() => page.getByText('gäller hela kommunen eller har ingen plats').count()).toBe(1);
    await expectAccessible(page, 'what is missing');

    await page.getByLabel('Plats', { exact: true }).selectOption({ label: 'Öxnehaga' });
    await page.getByLabel('Första dagen').fill(START);
    expect(await verdict(page)).toMatch(VERDICTS);
    expect(page.url()).toContain('omrade=');
    expect(page.url()).toContain(`fran=${START}`);
    await expect.poll(() => page.locator('[data-row="place"] td').count()).toBeGreaterThanOrEqual(2);
    await expect.poll(() => page.locator('[data-row^="comparison-"]').count()).toBeGreaterThan(0);
    await expect.poll(() => page.getByText('Det säger inte att åtgärden är orsaken').count()).toBe(1);
    await expectAccessible(page, 'the effect in an area');
    expect(problems).toEqual([]);
    await close();
  });

  it('holds a point against places like it, chosen ones and earlier years, all of it in the address', async () => {
    const { page, problems, close } = await open(
      COORDINATOR,
      `#/atgarder/effekt?plats=${POINT}&fran=${START}&radie=400`,
    );
    expect(await verdict(page)).toMatch(/^(fewer|more|no-difference|too-few|no-comparisons)$/);
    await page.locator('[data-map-state="ready"]').waitFor();
    await page.getByLabel('Radie').selectOption('300');
    await expect.poll(() => page.url()).toContain('radie=300');
    await page.locator('.effect[aria-busy="false"]').waitFor();

    // The choice by keyboard: arrows in the group.
    await page.getByRole('radio', { name: 'Liknande platser' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.url()).toContain('mot=valda');
    const add = page.getByRole('combobox', { name: 'Lägg till jämförelse vid en plats' });
    await add.fill('Råslätt');
    await add.press('ArrowDown');
    await add.press('Enter');
    await expect.poll(() => page.url()).toContain('punkter=');
    await page
      .getByRole('button', { name: /Ta bort jämförelse/ })
      .first()
      .waitFor();
    await page.locator('[data-row="comparison-0"]').waitFor();

    await page.getByRole('radio', { name: 'Samma veckor tidigare år' }).check();
    await expect.poll(() => page.url()).toContain('mot=ar');
    await page.locator('.effect[aria-busy="false"]').waitFor();
    await page.getByText('Hur räknas det?').first().click();
    await expect.poll(() => page.getByText('Bowers och Johnson 2003').isVisible()).toBe(true);

    // Who gets the link sees the same.
    const text = await page.locator('[data-verdict]').innerText();
    const table = await page.locator('table').first().innerText();
    const other = await open(COORDINATOR, new URL(page.url()).hash);
    await verdict(other.page);
    await expect.poll(() => other.page.locator('[data-verdict]').innerText()).toBe(text);
    await expect.poll(() => other.page.locator('table').first().innerText()).toBe(table);
    await other.close();
    expect(problems).toEqual([]);
    await close();
  });

  it('leaves as a table that says what it belongs to', async () => {
    const { page, close } = await open(COORDINATOR, `#/atgarder/effekt?plats=${POINT}&fran=${START}&radie=400`);
    await verdict(page);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tabellen som CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^lagesbild_jonkoping_\d{4}-\d{2}-\d{2}_effekt_.*\.csv$/);
    const lines = readFileSync(await file.path(), 'utf8')
      .trim()
      .split('\r\n');
    const shown = await page.locator('[data-row]').count();
    expect(lines).toHaveLength(shown + 1);
    expect(lines[0]).toContain('Källa;Urval;Hämtat;Förklaring');
    const counts = (lines[1] ?? '').split(';');
    const place = await page.locator('[data-row="place"] td').allInnerTexts();
    expect(Number(counts[2])).toBe(Number((place[0] ?? '').split('\n')[0]?.trim()));
    await close();
  });

  it('is told a housing company with what it may see, on a phone in English', async () => {
    const { page, problems, close } = await open(HOUSING, `#/atgarder/effekt?omrade=oxnehaga&fran=${START}`, {
      size: 'phone',
      language: 'en',
      colorScheme: 'dark',
    });
    await verdict(page);
    await expect.poll(() => page.getByText('Counted only on what your organisation may see').count()).toBe(1);
    await expectAccessible(page, 'the effect on a phone');
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wider).toBeLessThanOrEqual(0);
    expect(problems).toEqual([]);
    await close();
  });
});
