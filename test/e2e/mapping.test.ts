/** The mapping of the Act (2023:196): created, written, given a table, frozen and exported by Eksjö's coordinator; read by the police in exact figures and by a housing company in blocks. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../browser/chromium';
import { expectAccessible, signIn, visit } from './harness';
import type { Visit, VisitOptions } from './harness';

const url = inject('appUrl');
const LIST = '#/lagesbild/kartlaggning';
const WORDS = 'Resecentrum och Mariannelund är kommunens fokus.';
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

async function open(account: string, hash: string, options: VisitOptions = {}): Promise<Visit> {
  const visited = await visit(browser, `${url}/${hash}`, options);
  await signIn(visited.page, `${account}@eksjo.demo`);
  await visited.page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: 60_000 });
  return visited;
}

const saved = (page: Page): Promise<void> => page.locator('[data-draft-save="saved"]').waitFor();
const table = (page: Page, caption: string | RegExp) => page.getByRole('table', { name: caption });

describe('the mapping', { timeout: 400_000 }, () => {
  it('gathers by itself, keeps what is written over a reload, takes a table in, is frozen and exported', async () => {
    const { page, problems, close } = await open('samordnare', LIST);
    await page.locator('[data-renewal="never"]').waitFor();
    await page.getByRole('heading', { name: 'Ingen kartläggning än' }).waitFor();
    await expectAccessible(page, 'no mapping yet');
    // By keyboard from the title of the form on.
    await page.getByLabel('Rubrik').press('Tab');
    await page.keyboard.press('Enter');
    await table(page, 'Händelser per månad mot de tolv månaderna före').waitFor({ timeout: 90_000 });
    for (const caption of [
      'Händelser per kategori och år, alla områden',
      /^Så många av dem/,
      /^Organisationer som har/,
    ])
      await expect.poll(() => table(page, caption).count(), { message: String(caption) }).toBe(1);
    await expect.poll(() => page.locator('[data-chapter="places"] svg').count()).toBe(1);

    const field = page.getByLabel('Egen text: Analys och slutsatser');
    await field.fill(WORDS);
    await page.reload();
    await expect.poll(() => field.inputValue(), { timeout: 60_000 }).toBe(WORDS);
    await saved(page);
    await page.locator('[data-chapter="conclusions"]').getByLabel('Texten får läsas av alla i EST').check();
    await page.getByLabel('Egen text: Sammanfattning').fill('Ring 070-174 06 05');
    await page.locator('[data-draft-save="refused"]').waitFor();
    await page.getByLabel('Egen text: Sammanfattning').fill('Bara för myndigheterna.');

    await page.getByRole('button', { name: 'Lägg till tabell' }).click();
    await page.getByLabel('Tabellens rubrik').fill('Anmälda brott');
    await page.getByLabel('Källa', { exact: true }).fill('Brå');
    await page.getByLabel('Uppgifter från (år eller datum)').fill('2025');
    await page.getByLabel('Klistra in tabellen').fill('Brott;2024;2025\nSkadegörelse;81;79\nStöld;120;131');
    await page.getByText('3 kolumner, 2 rader.').waitFor();
    await expectAccessible(page, 'the draft with a form for a table');
    await page.getByRole('button', { name: 'Spara tabellen' }).click();
    await table(page, 'Anmälda brott').waitFor();
    await expect.poll(() => page.getByText('Källa: Brå. Uppgifter från 2025.').count()).toBe(1);
    await page.getByLabel('Tabellen får läsas av alla i EST').check();

    await saved(page);
    await page.getByRole('button', { name: 'Publicera version 1' }).click();
    const link = page.getByRole('link', { name: 'Läs version 1, polis och kommun' });
    await link.waitFor({ timeout: 90_000 });
    await link.click();
    await page.getByRole('heading', { level: 2, name: 'Metod och källor' }).waitFor();
    await page.getByRole('button', { name: 'Exportera' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Word (DOCX)' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^kartlaggning_eksjo_\d{4}-\d{4}_v1_.+\.docx$/);
    expect(
      readFileSync(await download.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    await page
      .getByRole('button', { name: /Utskrift|Skriv ut|PDF/ })
      .first()
      .click();
    await page.locator('.situation-picture').waitFor();
    await expectAccessible(page, 'the print page');
    expect(problems).toEqual([]);
    await close();
  });

  it('is read in exact figures by the police, and in blocks without what is for the authorities by a housing company', async () => {
    const police = await open('rapportor.polis', LIST);
    await police.page.getByRole('link', { name: /för polis och kommun/ }).click();
    await table(police.page, /^Händelser per månad/).waitFor();
    await expect.poll(() => police.page.getByText('Bara för myndigheterna.').count()).toBe(1);
    const exact = await table(police.page, 'Händelser per område och år').locator('tbody td').allInnerTexts();
    expect(exact.every((text) => /^[\d\s]+$/.test(text))).toBe(true);
    await police.close();

    const { page, problems, close } = await open('rapportor.bostad', LIST, { size: 'phone', language: 'en' });
    expect(await page.getByRole('link', { name: /police and municipality/ }).count()).toBe(0);
    await page.getByRole('link', { name: /everyone in EST/ }).click();
    await page.locator('h2').last().waitFor();
    const cells = await page.getByRole('table').nth(1).locator('tbody td').allInnerTexts();
    expect(cells.length).toBeGreaterThan(0);
    // Ends of blocks, never a count: `10–14`, `under 5`.
    expect(cells.filter((text) => /^[\d\s,]+$/.test(text))).toEqual([]);
    await expect.poll(() => page.getByText(WORDS).count()).toBe(1);
    expect(await page.getByText('Bara för myndigheterna.').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await expectAccessible(page, 'the partners’ version on a phone');
    expect(problems).toEqual([]);
    await close();
  });
});
