/** Categories, named places, rules and appearance: kept by coordinator and administrator, with a way back; by keyboard, on a phone and in English. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../browser/chromium';
import { expectAccessible, signIn, visit } from './harness';
import type { Visit, VisitOptions } from './harness';

const url = inject('appUrl');
const COORDINATOR = 'samordnare@eksjo.demo';
const ADMINISTRATOR = 'administrator@eksjo.demo';
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
async function go(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => (location.hash = to), hash);
}
const choices = async (page: Page): Promise<string[]> => {
  await go(page, '#/rapportera');
  const groups = page.locator('.groups .group');
  await groups.first().waitFor({ timeout: 60_000 });
  // A group has its categories while it is open, and one is open at a time.
  const ids: string[] = [];
  for (const group of await groups.all()) {
    await group.click();
    const members = page.locator('.groups .members:not([hidden]) input[type="radio"]');
    await members.first().waitFor();
    ids.push(...(await members.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))));
  }
  return ids;
};

describe('settings', { timeout: 300_000 }, () => {
  it('retire a category, which leaves the form and stays on what was reported; read places twice and merge doubles', async () => {
    const { page, problems, close } = await open(COORDINATOR, '#/rapportera');
    expect(await choices(page)).toContain('klotter');
    await go(page, '#/installningar/kategorier');
    const row = page.locator('[data-category="klotter"]');
    await row.waitFor({ timeout: 60_000 });
    expect(await row.getByRole('button', { name: /^Ta bort/ }).count()).toBe(0); // in use
    await expectAccessible(page, 'the categories');
    // By keyboard: down one place, the focus stays on the button.
    const down = page.getByRole('button', { name: 'Flytta ner Klotter' });
    await down.press('Enter');
    await page.getByText('Ordningen är sparad.').waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Flytta ner Klotter');
    await page.getByRole('button', { name: 'Ångra' }).press('Enter');
    await page.getByText('Ändringen är ångrad.').waitFor();

    await row.getByRole('button', { name: 'Ändra Klotter' }).press('Enter');
    await page.getByLabel('Vikt').fill('3');
    await expectAccessible(page, 'a category as it is written');
    await page.getByRole('button', { name: 'Spara' }).press('Enter');
    await page.getByText('Klotter är sparad.').waitFor();
    await expect.poll(() => row.innerText()).toContain('vikt 3');
    await row.getByRole('button', { name: 'Lägg Klotter i vila' }).click();
    await page.getByText('Klotter är i vila.').waitFor();
    expect(await choices(page)).not.toContain('klotter');
    await go(page, '#/laget?period=2026-T2');
    const rest = page.getByRole('button', { name: /^Visa alla \d+ kategorier/ });
    await rest.click({ timeout: 60_000 });
    await page.locator('th[scope="row"]', { hasText: 'Klotter' }).waitFor();
    await go(page, '#/installningar/kategorier');
    await row.getByRole('button', { name: 'Använd Klotter igen' }).click();
    await page.getByText('Klotter används igen.').waitFor();

    // A list of places, read twice: once is enough.
    await go(page, '#/installningar/platser');
    await page.locator('[data-place]').first().waitFor({ timeout: 60_000 });
    const [lon, lat] = [14.975, 57.667];
    const list = `Namn;Lat;Lon\nTesttorget;${lat};${lon}\nTesttorgett;${lat};${lon + 0.0005}\nParis;48,85;2,35\n`;
    const file = { name: 'platser.csv', mimeType: 'text/csv', buffer: Buffer.from(list) };
    await page.getByText('Läs in en lista').press('Enter');
    const take = async (): Promise<string | null> => {
      await page.locator('#places-file').setInputFiles(file);
      await page.getByRole('button', { name: 'Prova utan att spara' }).click();
      await page.locator('[data-trial]').waitFor();
      return page.locator('[data-trial]').getAttribute('data-trial');
    };
    expect(await take()).toBe('2');
    await page.getByText('Rad 4: Läget för Paris ligger inte i Sverige').waitFor();
    await expectAccessible(page, 'a list that was tried');
    await page.getByRole('button', { name: 'Lägg till 2 platser' }).click();
    await page.getByText('2 platser är tillagda.').waitFor();
    expect(await take()).toBe('0');
    await page.getByText('Det finns inget nytt att lägga till.').waitFor();

    // The two are likely the same: made one, and taken apart again.
    const pair = page.locator('li', { hasText: 'Testtorgett · Testtorget' });
    if (!(await pair.isVisible())) await page.getByText(/^Troliga dubbletter/).click();
    await pair.getByRole('button', { name: 'Behåll Testtorget', exact: true }).click();
    await page.getByText('Testtorgett är nu samma som Testtorget.').waitFor();
    await page.getByLabel('Sök plats').fill('testtorg');
    await expect.poll(() => page.locator('[data-place]').count()).toBe(1);
    await page.getByRole('button', { name: 'Ångra' }).click();
    await expect.poll(() => page.locator('[data-place]').count()).toBe(2);

    // Moved by keyboard, renamed, and refused in words without a name.
    await page.getByRole('button', { name: 'Ändra Testtorgett' }).press('Enter');
    await page.getByLabel('Platsens namn').fill('');
    await page.getByRole('button', { name: 'Spara' }).click();
    await page.getByText('Skriv ett namn.').waitFor();
    await page.getByLabel('Platsens namn').fill('Testparken');
    await page.getByRole('button', { name: 'Öster' }).press('ArrowRight');
    await expectAccessible(page, 'a place as it is written');
    await page.getByRole('button', { name: 'Spara' }).click();
    await page.getByText('Testparken är sparad.').waitFor();
    expect(problems).toEqual([]);
    await close();
  });

  it('try a rule of retention in numbers, change rules and look, and tell who did: on a phone, in English', async () => {
    const { page, problems, close } = await open(ADMINISTRATOR, '#/installningar/regler', {
      ...{ size: 'phone', language: 'en' },
    });
    const days = page.getByLabel('The whole report is removed after (days)');
    await days.waitFor({ timeout: 60_000 });
    const before = await days.inputValue();
    await days.fill('3');
    await page.getByRole('button', { name: 'Count what would go' }).click();
    await page.getByText('Write a whole number of days').waitFor();
    await days.fill('400');
    await page.getByRole('button', { name: 'Count what would go' }).click();
    await page.locator('[data-clears="row"]').waitFor();
    await expect
      .poll(() => page.locator('[data-clears="row"]').innerText())
      .toMatch(/^\d[\d,\s]* reports would be removed/);
    await page.getByLabel('Hours until one signs in again').fill('10');
    await expectAccessible(page, 'the rules');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('The rules are saved.').waitFor();
    await page.locator('[data-change="municipality.updated"]', { hasText: 'hours: 12 → 10' }).first().waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => days.inputValue()).toBe(before);

    await go(page, '#/installningar/utseende');
    await page.getByText('No logo.').waitFor({ timeout: 60_000 });
    await page
      .locator('#logo-file')
      .setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('<svg/>') });
    await page.getByText('The file is neither PNG nor JPEG.').waitFor();
    const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
    await page
      .locator('#logo-file')
      .setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(pixel, 'base64') });
    await page.getByLabel('What the logo shows, in words').fill('Eksjö kommun');
    // A host that the page's policy does not let through is named before anything is saved.
    await page.locator('#basemap-own').check();
    await page.getByLabel('Address of a map style').fill('https://karta.example.org/style.json');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('the host karta.example.org is not let through').waitFor();
    await expectAccessible(page, 'the appearance');
    await page.locator('#basemap-plain').check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('The appearance is saved.').waitFor();
    const shown = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(shown).toBeLessThanOrEqual(390);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('The change is undone.').waitFor();
    // What the page refused to fetch is what was asked for.
    expect(problems.filter((problem) => !problem.includes('karta.example.org'))).toEqual([]);
    await close();
  });
});
