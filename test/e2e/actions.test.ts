/** Actions from decision to report: board by keyboard and by drag, map, timeline, the page of one with its trace, deviations, the council's report. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../browser/chromium';
import { expectAccessible, signIn, visit } from './harness';
import type { Visit, VisitOptions } from './harness';
import { asMember } from './sharing-table';

const url = inject('appUrl');
const COORDINATOR = 'samordnare@jonkoping.demo';
let browser: Browser;
/** Late, at a point, repeated; an area; neither. */
const ids = { late: crypto.randomUUID(), area: crypto.randomUUID(), all: crypto.randomUUID() };
const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  browser = await launchChromium();
  const ask = await asMember(url, COORDINATOR);
  const bare = {
    ...{ pictureId: null, hotspot: null, categoryId: null, problem: '', areaId: null, position: null, ownerId: null },
    ...{ due: null, status: 'planned', outcome: '', sharing: 'partners', revision: 0, createdAt: 0, updatedAt: 0 },
    mayEdit: true,
  };
  const lateOne = { what: 'Trygghetsrond vid torget', ownerId: 'vatterhem', due: day(-3), repeats: 'week' };
  const position = { lon: 14.2641, lat: 57.7754 };
  for (const action of [
    { ...bare, ...lateOne, id: ids.late, position },
    { ...bare, id: ids.area, what: 'Rensa buskar', areaId: 'raslatt', status: 'ongoing', due: day(20) },
    { ...bare, id: ids.all, what: 'Affischer om grannsamverkan' },
  ])
    await ask('rpc/save_action', { p_municipality: '0680', p_action: action, p_revision: 0 });
});
afterAll(() => browser?.close());

async function open(hash: string, options: VisitOptions = {}): Promise<Visit> {
  const visited = await visit(browser, `${url}/${hash}`, options);
  await signIn(visited.page, COORDINATOR);
  await visited.page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: 60_000 });
  return visited;
}
const goTo = (page: Page, hash: string): Promise<void> => page.evaluate((to) => void (location.hash = to), hash);
const column = (page: Page, status: string, id: string) =>
  page.locator(`[data-column="${status}"] [data-card="${id}"]`);

describe('actions', { timeout: 300_000 }, () => {
  it('are moved on the board by keyboard and by drag, closed with an outcome, and taken back', async () => {
    const { page, problems, close } = await open('#/atgarder?vy=tavla');
    const card = column(page, 'planned', ids.late);
    await card.waitFor();
    await expect.poll(() => card.innerText()).toContain('Sen: skulle ha varit klar');
    await expectAccessible(page, 'the board');

    await card.getByRole('button', { name: /Flytta åtgärden/ }).press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await column(page, 'ongoing', ids.late).waitFor();
    await page.getByText('Trygghetsrond vid torget: nu Pågår.').waitFor();
    await page.getByRole('button', { name: 'Ångra flytten' }).press('Enter');
    await card.waitFor();

    // Alone on the board: a page that scrolls under the pointer would drag another card.
    await goTo(page, '#/atgarder?vy=tavla&omrade=raslatt');
    await column(page, 'planned', ids.late).waitFor({ state: 'detached' });
    await column(page, 'ongoing', ids.area).dragTo(page.locator('[data-column="done"] h2'));
    await page.getByRole('heading', { name: 'Vad blev det av den?' }).waitFor();
    await page.getByLabel('Resultat').fill('Buskarna är borta');
    await expectAccessible(page, 'the question for the outcome');
    await page.getByRole('button', { name: 'Spara som klar' }).click();
    await column(page, 'done', ids.area).waitFor();
    await page.locator('dialog').waitFor({ state: 'detached' });

    // The same actions, filtered alike, in time and on the map.
    await page.getByRole('button', { name: 'Rensa filtren' }).click();
    await page.getByRole('radio', { name: 'Tidslinje' }).check();
    await expect.poll(() => page.url()).toContain('vy=tidslinje');
    await page.locator(`[data-timeline="${ids.late}"]`).waitFor();
    expect(await page.locator(`[data-timeline="${ids.area}"]`).count(), 'it is closed').toBe(0);
    await expectAccessible(page, 'the timeline');
    await page.getByRole('radio', { name: 'Karta' }).check();
    await page.locator('[data-map-state="ready"]').waitFor();
    await page.getByRole('heading', { name: 'Gäller hela kommunen' }).waitFor();
    await page.getByRole('checkbox', { name: 'Bara sena' }).check();
    await expect.poll(() => page.url()).toContain('sena=1');
    await page.getByRole('link', { name: 'Trygghetsrond vid torget' }).waitFor();
    expect(await page.getByRole('link', { name: 'Affischer om grannsamverkan' }).count()).toBe(0);
    await expectAccessible(page, 'the map');

    // Owners are reminded: without a mail service the coordinator gets the letter.
    await page.getByRole('button', { name: /Påminn de ansvariga/ }).click();
    const letter = page.locator('[data-reminder="vatterhem"]');
    await letter.waitFor();
    await expect.poll(() => letter.locator('pre').textContent()).toContain('– Trygghetsrond vid torget (');
    expect(problems).toEqual([]);
    await close();
  });

  it('have a page with their trace: a note, the next of a repeated one; on a phone in English', async () => {
    const { page, problems, close } = await open(`#/atgarder?id=${ids.late}`, { size: 'phone', language: 'en' });
    await page.locator(`[data-page="${ids.late}"]`).waitFor();
    await page.getByText('The owner was reminded: late').waitFor();
    await page.getByLabel('New note').fill('Ring 070-174 06 05');
    await page.getByRole('button', { name: 'Save the note' }).click();
    await page.getByText('The text holds something that points at a person', { exact: false }).first().waitFor();
    await page.getByLabel('New note').fill('Två ronder gjorda');
    // What is typed survives a reload.
    await page.waitForTimeout(400);
    await page.reload();
    await expect.poll(() => page.getByLabel('New note').inputValue()).toBe('Två ronder gjorda');
    await page.getByRole('button', { name: 'Save the note' }).click();
    await page.locator('[data-trace="note"]', { hasText: 'Två ronder gjorda' }).waitFor();
    await page.getByRole('button', { name: /Remove the note/ }).click();
    await page.locator('[data-trace="note"]').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo the removal' }).click();
    await page.locator('[data-trace="note"]', { hasText: 'Två ronder gjorda' }).waitFor();
    await expectAccessible(page, 'the page of an action');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

    await page.getByRole('button', { name: 'Continue the action' }).click();
    await page.getByText('The next action is entered.').waitFor();
    const next = page.locator(`[data-page]:not([data-page="${ids.late}"])`);
    await next.waitFor();
    await expect.poll(() => next.innerText()).toContain('Every week');
    await page.getByRole('link', { name: 'Continues an earlier action' }).click();
    await page.locator('[data-trace="next"]').waitFor();
    expect(problems).toEqual([]);
    await close();
  });

  it('stand among the deviations until they are told of, and in the report to the council', async () => {
    const { page, problems, close } = await open('#/atgarder/avvikelser');
    const late = page.locator('[data-kind="late"]').getByRole('link', { name: 'Trygghetsrond vid torget' }).first();
    await late.waitFor();
    await page.getByRole('combobox', { name: 'Ansvarig' }).selectOption('vatterhem');
    await expect.poll(() => page.url()).toContain('ansvarig=vatterhem');
    await late.waitFor();
    await expectAccessible(page, 'the deviations');
    const [csv] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tabellen som CSV' }).click(),
    ]);
    const lines = readFileSync(await csv.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength((await page.locator('[data-deviation]').count()) + 1);
    await page.getByRole('button', { name: 'Månaden före' }).press('Enter');
    await expect.poll(() => page.url()).toMatch(/manad=\d{4}-\d{2}/);
    await late.waitFor({ state: 'detached' });

    await goTo(page, `#/atgarder/avvikelser/rapport?period=${day(0).slice(0, 4)}`);
    await page.locator('[data-report]').waitFor({ timeout: 90_000 });
    for (const name of ['Åtgärder', 'Aktiviteter', 'Löften och planer', 'Rapporterade händelser per område'])
      await page.getByRole('heading', { level: 2, name, exact: true }).waitFor();
    const row = page.getByRole('row', { name: /^Råslätt/ }).first();
    expect(Number(await row.locator('td').nth(1).innerText()), 'done in Råslätt').toBeGreaterThan(0);
    await expectAccessible(page, 'the report');
    await page.getByRole('button', { name: 'Exportera' }).click();
    const [docx] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Word-dokument (DOCX)' }).click(),
    ]);
    expect(docx.suggestedFilename()).toBe(`rapport_jonkoping_${day(0).slice(0, 4)}.docx`);
    expect(
      readFileSync(await docx.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    await page.getByRole('group').getByRole('button', { name: 'Utskrift och PDF' }).click();
    await page.getByRole('button', { name: 'Tillbaka till rapporten' }).waitFor();
    await expect.poll(() => page.locator('.situation-picture h1').innerText()).toContain('Jönköping');
    await expectAccessible(page, 'the report on paper');
    expect(problems).toEqual([]);
    await close();
  });
});
