/** Service promises and the year's wheel: a case closed and opened again, the share kept, a promise changed and changed back; and on a phone in English. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../browser/chromium';
import { expectAccessible, signIn, visit } from './harness';
import type { Visit, VisitOptions } from './harness';

const url = inject('appUrl');
const COORDINATOR = 'samordnare@eskilstuna.demo';
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

const openCases = async (page: Page): Promise<number> =>
  Number(await page.locator('[data-count]').getAttribute('data-count'));

describe('service promises', { timeout: 300_000 }, () => {
  it('close with one press and open again, tell the share kept, and change from a day on', async () => {
    const { page, problems, close } = await open(COORDINATOR, '#/atgarder/service');
    await page.locator('[data-case]').first().waitFor({ timeout: 60_000 });
    const before = await openCases(page);
    const id = (await page.locator('[data-case]').first().getAttribute('data-case')) ?? '';
    const row = page.locator(`[data-case="${id}"]`);
    await expect.poll(() => row.innerText()).toMatch(/(kvar|över tiden)/);
    await expectAccessible(page, 'the board');

    // By keyboard: done now, and back.
    await row.getByRole('button', { name: /^Klart nu: Klotter/ }).press('Enter');
    await row.getByRole('button', { name: /^Ångra: Klotter/ }).waitFor();
    await expect.poll(() => openCases(page)).toBe(before - 1);
    await row.getByRole('button', { name: /^Ångra/ }).press('Enter');
    await row.getByRole('button', { name: /^Klart nu/ }).waitFor();
    await expect.poll(() => openCases(page)).toBe(before);

    // Another time: before the report it is refused in words, and nothing typed is lost.
    await row.getByRole('button', { name: /^Klart en annan tid/ }).click();
    await row.getByLabel('Dag').fill('2020-01-01');
    await row.getByRole('button', { name: 'Spara' }).click();
    await page.getByText('Tiden är före rapporten').waitFor();
    await expect.poll(() => row.getByLabel('Dag').inputValue()).toBe('2020-01-01');
    await expect.poll(() => openCases(page)).toBe(before);

    await page.getByText('Andel i tid', { exact: true }).click();
    await page.locator('[data-kept="share"]').waitFor();
    await expect
      .poll(() => page.locator('[data-kept]').innerText())
      .toMatch(/\d+ % hinns med i tid, troligen mellan \d+ och \d+ %/);
    await expectAccessible(page, 'the share kept');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tabellen som CSV' }).click(),
    ]);
    const lines = readFileSync(await file.path(), 'utf8')
      .trim()
      .split('\r\n');
    const rows = await page.locator('[data-row]').count();
    expect(lines.length).toBeGreaterThan(rows);
    expect(lines[0]).toContain('Ansvarig;Månad;Ärenden;I tid;Över tiden');

    await page.getByText('Månadsrapport', { exact: true }).click();
    await page.locator('[data-split="area"]').waitFor();
    await expectAccessible(page, 'the report of a month');

    await page.getByText('Löften', { exact: true }).click();
    await page.getByRole('button', { name: 'Ändra Klotter inom 48 h, Överallt annars' }).click();
    await page.getByLabel('Timmar').fill('0');
    await page.getByRole('button', { name: 'Spara löftet' }).click();
    await page.getByText('Skriv timmar, ett helt tal').first().waitFor();
    await expectAccessible(page, 'a promise that cannot be');
    await page.getByLabel('Timmar').fill('36');
    await page.getByRole('button', { name: 'Spara löftet' }).click();
    await page.getByText('Löftet är sparat.').waitFor();
    await page.locator('[data-promise][data-state="now"]', { hasText: 'Klotter inom 36 h' }).waitFor();
    await page.locator('[data-promise][data-state="over"]', { hasText: 'Klotter inom 48 h' }).waitFor();
    await page.getByRole('button', { name: 'Ångra' }).click();
    await page.locator('[data-promise][data-state="now"]', { hasText: 'Klotter inom 48 h' }).waitFor();
    await expect.poll(() => page.locator('[data-promise]', { hasText: '36 h' }).count()).toBe(0);
    expect(problems).toEqual([]);
    await close();
  });

  it('have a wheel of the years beside them, with holidays that can be entered and taken back', async () => {
    const { page, problems, close } = await open(COORDINATOR, '#/lagesbild/arshjul');
    await page.locator('[data-years]').waitFor({ timeout: 90_000 });
    expect(Number(await page.locator('[data-years]').getAttribute('data-years'))).toBeGreaterThan(2);
    await expect.poll(() => page.locator('tr[data-told]').count()).toBeGreaterThanOrEqual(52);
    for (const question of ['pay', 'holiday', 'school'])
      await expect
        .poll(() => page.locator(`[data-question="${question}"]`).getAttribute('data-told'))
        .toMatch(/^(more|fewer|no-difference|too-few)$/);
    await expectAccessible(page, 'the years');
    await page.getByText('Månader', { exact: true }).click();
    await expect.poll(() => page.locator('tr[data-told]').count()).toBe(12);
    expect(page.url()).toContain('steg=manad');

    await page.getByRole('button', { name: 'Lägg till lov' }).click();
    await page.getByLabel('Namn').fill('Studiedag');
    await page.getByLabel('Första dagen').fill('2026-03-13');
    await page.getByLabel('Sista dagen').fill('2026-03-13');
    await page.getByRole('button', { name: 'Spara lovet' }).click();
    await page.locator('[data-holiday]', { hasText: 'Studiedag' }).waitFor();
    await page.getByRole('button', { name: 'Ångra' }).click();
    await expect.poll(() => page.locator('[data-holiday]', { hasText: 'Studiedag' }).count()).toBe(0);
    expect(problems).toEqual([]);
    await close();
  });

  it('fit a phone in English, in the dark, and teach where there are none', async () => {
    const { page, problems, close } = await open('samordnare@jonkoping.demo', '#/atgarder/service', {
      ...({ size: 'phone', language: 'en', colorScheme: 'dark' } as const),
    });
    await page.getByRole('heading', { name: 'No service promises yet' }).waitFor({ timeout: 60_000 });
    await expectAccessible(page, 'no promises');
    await page.getByRole('button', { name: 'Add the first promise' }).click();
    await page.getByRole('button', { name: 'Add a promise' }).waitFor();
    await page.evaluate(() => (location.hash = '#/lagesbild/arshjul'));
    await page.locator('[data-years]').waitFor({ timeout: 90_000 });
    await expectAccessible(page, 'the years on a phone');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(problems).toEqual([]);
    await close();
  });
});
