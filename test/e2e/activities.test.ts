/** The log of activities as Jönköping's coordinator works with it: a list is pasted and taken back, something is entered and marked, and all of it leaves as a calendar. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../browser/chromium';
import { expectAccessible, signIn, visit } from './harness';
import type { Visit, VisitOptions } from './harness';

const url = inject('appUrl');
const COORDINATOR = 'samordnare@jonkoping.demo';
const AT = '#/atgarder/aktiviteter';
/** Years of which the demo tells nothing. */
const YEAR = 2031;
const SERIES_YEAR = 2032;
const LIST =
  '13/1 Österängen, Gängsnacket · 15–16/4 Rosenlund (ungdomar) · Råslätt, dag saknas\n2 och 9 maj kl 18–20 trygghetsvandring Råslätt';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

async function open(hash: string, options: VisitOptions = {}): Promise<Visit> {
  const visited = await visit(browser, `${url}/${hash}`, options);
  await signIn(visited.page, COORDINATOR);
  await visited.page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: 60_000 });
  return visited;
}
const shown = (page: Page) => page.locator('[data-activity]');
const loaded = (page: Page, year: number): Promise<void> => page.locator(`[data-year="${year}"]`).waitFor();

describe('activities', { timeout: 300_000 }, () => {
  it('are pasted as a list, mended, seen in list, calendar and map, taken out and taken back', async () => {
    const { page, problems, close } = await open(`${AT}?manad=${YEAR}-01`);
    await loaded(page, YEAR);
    await expectAccessible(page, 'an empty year');
    // By keyboard to where lists are pasted.
    await page.getByRole('link', { name: 'Klistra in' }).press('Enter');
    await page.getByLabel('Listan').fill(LIST);
    await expect.poll(() => page.locator('[data-paste-row]').count()).toBe(5);
    await expect.poll(() => page.locator('[data-paste-row="3"]').getAttribute('data-taken')).toBe('false');
    await page.locator('[data-paste-row="3"]').getByText('Ingen dag kunde läsas').waitFor();
    await page.getByRole('button', { name: 'Rätta rad 3' }).press('Enter');
    await page.locator('[data-paste-row="3"]').getByLabel('Första dagen').fill(`${YEAR}-05-27`);
    await page.getByText('5 av 5 sparas').waitFor();
    // What is being pasted survives a reload.
    await page.waitForTimeout(500);
    await page.reload();
    await page.getByText('5 av 5 sparas').waitFor();
    await expectAccessible(page, 'a pasted list');
    await page.getByRole('button', { name: 'Spara 5 aktiviteter' }).click();
    await page.getByText('5 aktiviteter sparade').waitFor();
    await expect.poll(() => shown(page).count()).toBe(5);
    await expect.poll(() => shown(page).first().innerText()).toContain('Gängsnacket');
    await expect.poll(() => shown(page).nth(1).innerText()).toContain('15 apr.');
    await expectAccessible(page, 'the list of a year');

    await page.getByRole('link', { name: 'Kalender' }).click();
    await page.getByLabel('Månaden efter').click();
    await page.getByLabel('Månaden efter').click();
    await page.getByLabel('Månaden efter').click();
    for (const day of ['15', '16'])
      await page
        .locator(`[data-day="${YEAR}-04-${day}"]`)
        .getByRole('button', { name: /Dialog/ })
        .waitFor();
    await expectAccessible(page, 'a month');

    await page.getByRole('link', { name: 'Karta' }).click();
    await page.getByRole('heading', { name: /^Utan punkt/ }).waitFor();
    await page.locator('[data-filter="kind"]').selectOption({ label: 'Trygghetsvandring' });
    await expect.poll(() => shown(page).count()).toBe(2);
    expect(page.url()).toContain('slag=safety_walk');
    await page.getByText('Ta ut', { exact: true }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Kalenderfil med de 2 som visas' }).click(),
    ]);
    const calendar = readFileSync(await file.path(), 'utf8');
    expect(file.suggestedFilename()).toBe(`lagesbild_jonkoping_aktiviteter_${YEAR}.ics`);
    expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    // 18:00 in Swedish summer time.
    expect(calendar).toContain(`DTSTART:${YEAR}0502T160000Z`);

    await page.getByRole('button', { name: 'Ångra' }).click();
    await page.getByText('Ångrat: 5 aktiviteter togs bort').waitFor();
    await expect.poll(() => shown(page).count()).toBe(0);
    expect(problems).toEqual([]);
    await close();
  });

  it('are entered in a row, told how they went in one step, and come as a series that goes as a whole', async () => {
    const { page, problems, close } = await open(`${AT}?vy=lista`);
    await loaded(page, new Date().getFullYear());
    const title = 'Dialog om belysningen';
    await page.locator('#quick-where').fill('Råslätt');
    await page.locator('#quick-title').fill(title);
    await page.locator('#quick-title').press('Enter');
    await page.getByText(`Sparad: ${title}`).waitFor();
    const item = shown(page).filter({ hasText: title });
    await item.and(page.locator('[data-state="stored"]')).waitFor();

    // It is held tomorrow: the day is changed, then it is marked from the list once it is over.
    await item.getByRole('button', { name: /^Ändra/ }).click();
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    await page.locator('#activity-from').fill(yesterday);
    await page.locator('#activity-to').fill(yesterday);
    await expectAccessible(page, 'the form');
    await page.getByRole('button', { name: 'Spara', exact: true }).click();
    await page.getByText('Ändringen är sparad').waitFor();
    await item.and(page.locator('[data-state="stored"]')).getByLabel('Antal deltagare').fill('35');
    await item.getByRole('button', { name: /^Markera som genomförd/ }).press('Enter');
    await item
      .and(page.locator('[data-activity-state="done"][data-state="stored"]'))
      .getByText('35 deltagare')
      .waitFor();
    await page.getByRole('button', { name: 'Ångra' }).press('Enter');
    await item.and(page.locator('[data-activity-state="planned"]')).waitFor();

    await page.getByRole('button', { name: 'Fler uppgifter' }).click();
    await page.locator('#activity-title').fill('Gårdsråd');
    await page.locator('#activity-from').fill(`${SERIES_YEAR}-01-20`);
    await page.locator('#activity-rhythm').selectOption('month-weekday');
    await page.locator('#activity-until').fill(`${SERIES_YEAR}-06-30`);
    await page.getByRole('button', { name: 'Spara 6 tillfällen' }).click();
    await page.getByText('6 aktiviteter sparade').waitFor();
    await page.goto(`${url}/${AT}?vy=lista&manad=${SERIES_YEAR}-01`);
    await loaded(page, SERIES_YEAR);
    await expect.poll(() => shown(page).count()).toBe(6);
    await shown(page).first().getByRole('button', { name: 'Gårdsråd', exact: true }).click();
    await page.getByRole('button', { name: 'Ta bort hela serien' }).click();
    await page.getByText('Serien är borttagen: 6 tillfällen').waitFor();
    await expect.poll(() => shown(page).count()).toBe(0);
    expect(problems).toEqual([]);
    await close();
  });

  it('are an agenda on a phone, in English and in the dark', async () => {
    const { page, problems, close } = await open(`${AT}?manad=2024-01`, {
      ...{ size: 'phone', language: 'en', colorScheme: 'dark' },
    });
    await loaded(page, 2024);
    // The dialogues of January 2024 in the demo.
    await expect.poll(() => shown(page).count()).toBe(2);
    await page.getByRole('heading', { name: 'January 2024' }).waitFor();
    await expectAccessible(page, 'the agenda on a phone');
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wider).toBeLessThanOrEqual(0);
    expect(problems).toEqual([]);
    await close();
  });
});
