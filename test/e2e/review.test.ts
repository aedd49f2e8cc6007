/** What comes in: reviewed by the keyboard alone, found to be one event, taken back, released to partners only then; and places that become known. */
import { randomUUID } from 'node:crypto';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../browser/chromium';
import { expectAccessible, signIn, visit } from './harness';
import type { Visit, VisitOptions } from './harness';
import { asMember } from './sharing-table';
import type { Ask } from './sharing-table';

const url = inject('appUrl');
const MUNICIPALITY = '0686';
const here = { p_municipality: MUNICIPALITY };
const COORDINATOR = 'samordnare@eksjo.demo';
const POLICE = 'rapportor.polis@eksjo.demo';
const HOUSING = 'rapportor.bostad@eksjo.demo';
const VIEWER = 'lasare.bostad@eksjo.demo';
let browser: Browser;
let coordinator: Ask;
let police: Ask;
let housing: Ask;
let viewer: Ask;
beforeAll(async () => {
  browser = await launchChromium();
  [coordinator, police, housing, viewer] = (await Promise.all(
    [COORDINATOR, POLICE, HOUSING, VIEWER].map((who) => asMember(url, who)),
  )) as [Ask, Ask, Ask, Ask];
});
afterAll(() => browser?.close());

async function open(email: string, hash: string, options: VisitOptions = {}): Promise<Visit> {
  const visited = await visit(browser, `${url}/${hash}`, options);
  await signIn(visited.page, email);
  await visited.page.locator('main h1').first().waitFor({ timeout: 60_000 });
  return visited;
}

const SQUARE = { lon: 15.5714, lat: 57.6167 }; // Mariannelunds torg
/** Hours before now, on a whole minute: what is sent in one run lies close together whenever it runs. */
const hoursAgo = (hours: number): string =>
  new Date(Math.floor(Date.now() / 60_000) * 60_000 - hours * 3_600_000).toISOString();

async function report(
  ask: Ask,
  organisation: string,
  category: string,
  east: number,
  hours: number,
  words: string | null = null,
): Promise<string> {
  const id = randomUUID();
  const at = hoursAgo(hours);
  await ask('incident', {
    ...{ municipality_id: MUNICIPALITY, id, organisation_id: organisation, category_id: category, description: words },
    // A degree of longitude is 59.6 km at 57.6 degrees north.
    ...{ lon: Math.round((SQUARE.lon + east / 59_600) * 1e6) / 1e6, lat: SQUARE.lat, place_type: 'square' },
    ...{ occurred_from: at, occurred_to: at, police_reported: 'no', sharing: 'partners' },
  });
  return id;
}

const incidents = async (ask: Ask): Promise<number> =>
  ((await ask('rpc/incident_columns_packed', here)) as { size: number }).size;
const detail = (ask: Ask, id: string): Promise<unknown> => ask('rpc/incident_detail', { ...here, p_id: id });
const inList = (page: Page, id: string): Locator => page.locator(`[data-report="${id}"]`);
const selected = (page: Page): Promise<string | null> => page.locator('[data-selected]').getAttribute('data-selected');
const isSelected = (page: Page, id: string): Promise<void> => page.locator(`[data-selected="${id}"]`).waitFor();
const settled = (page: Page): Promise<void> => page.locator('.board[aria-busy="false"]').waitFor();

/** No sideways scrolling, and every button within the window. */
async function expectFits(page: Page, width: number, where: string): Promise<void> {
  const widest = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(widest, where).toBe(width);
  const out = await page.evaluate((edge) => {
    const controls = [...document.querySelectorAll('main button, main input, nav a')] as HTMLElement[];
    return controls
      .filter((one) => one.checkVisibility() && !one.closest('.maplibregl-map'))
      .filter((one) => one.getBoundingClientRect().right > edge + 1)
      .map((one) => one.innerText || one.id);
  }, width);
  expect(out, where).toEqual([]);
}

describe('the inbox', () => {
  it('is reviewed by the keyboard, undone, found to be one event, and released to partners only then', async () => {
    const first = await report(police, 'polisen', 'klotter', 450, 6, 'Klotter på muren.');
    const fight = await report(housing, 'bostadsbolaget', 'brak', 0, 4);
    const twin = await report(police, 'polisen', 'brak', 40, 4 - 20 / 60);
    const litter = await report(police, 'polisen', 'nedskrapning', -300, 3);
    const quick = await report(police, 'polisen', 'hog-musik', 250, 2);

    const { page, context, problems, close } = await open(COORDINATOR, '#/inkommet');
    await inList(page, quick).waitFor({ timeout: 60_000 });
    await settled(page);
    const waiting = Number(await page.locator('.board').getAttribute('data-waiting'));
    expect(waiting).toBeGreaterThanOrEqual(5);
    await page
      .getByRole('navigation', { name: 'Huvudmeny' })
      .getByRole('link', { name: `Inkommet ${waiting}` })
      .waitFor();
    await expectAccessible(page, 'the board');

    // A question: letters are letters while one types, and without the server nothing is sent and nothing lost.
    await inList(page, first).click();
    await isSelected(page, first);
    await page.keyboard.press('q');
    await page.keyboard.type('Var på muren? r x d');
    const question = page.getByLabel('Fråga till den som rapporterade');
    await expect.poll(() => question.inputValue()).toBe('Var på muren? r x d');
    await expect.poll(() => selected(page)).toBe(first);
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Skicka frågan' }).click();
    await page.getByRole('alert').filter({ hasText: 'Ingen kontakt med servern' }).waitFor();
    await expect.poll(() => question.inputValue()).toBe('Var på muren? r x d');
    await expectAccessible(page, 'a question without the server');
    await context.setOffline(false);
    await page.locator('.connection .banner').waitFor({ state: 'detached' });
    await question.fill('Var på muren?');
    await page.getByRole('button', { name: 'Skicka frågan' }).click();
    await isSelected(page, fight);
    await inList(page, first).getByText('Väntar på svar').waitFor();
    await expect
      .poll(() => page.getByRole('status').allInnerTexts())
      .toContainEqual(expect.stringMatching(/Frågan är skickad.*Nu: Bråk, Mariannelund/));

    // Back to it by the keyboard; the category is corrected, taken back, corrected again, and the place moved to a named one.
    await page.keyboard.press('k');
    await isSelected(page, first);
    await page.keyboard.press('c');
    await page.keyboard.type('annan skade');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Annan skadegörelse, Mariannelund' }).waitFor();
    await page.keyboard.press('u');
    await page.getByRole('heading', { name: 'Klotter, Mariannelund' }).waitFor();
    await page.keyboard.press('p');
    await page.keyboard.type('Mariannelunds sk');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Spara platsen' }).press('Enter');
    await page.getByRole('listitem').filter({ hasText: 'Plats flyttad' }).waitFor();
    await expect.poll(() => selected(page)).toBe(first);

    // Released without its words: only now the partner sees it, and not the words.
    expect(await detail(viewer, first)).toBeNull();
    await page.keyboard.press('r');
    await isSelected(page, fight);
    expect(await detail(viewer, first)).toMatchObject({ lon: 15.56972, lat: 57.61842, description: null });
    expect(await detail(viewer, litter)).toBeNull();

    // Two organisations, one event: said why, marked, counted once, taken back, marked again.
    const likely = page.locator('[data-duplicates]');
    await likely.getByText('40 m och 20 min ifrån, samma kategori, Polisen').waitFor();
    await expectAccessible(page, 'a likely duplicate');
    const before = await incidents(coordinator);
    await page.keyboard.press('d');
    await page.keyboard.press('Enter');
    await page.getByText('Räknas nu som en händelse.', { exact: true }).waitFor();
    await settled(page);
    expect(await incidents(coordinator)).toBe(before - 1);
    await page.keyboard.press('Control+z');
    await isSelected(page, fight);
    await settled(page);
    await inList(page, twin).waitFor();
    expect(await incidents(coordinator)).toBe(before);
    await likely.getByRole('button', { name: /^Samma som A/ }).click();
    await page.getByText('Räknas nu som en händelse.', { exact: true }).waitFor();
    await settled(page);
    expect(await incidents(coordinator)).toBe(before - 1);

    // Set aside and taken back; and one that somebody else was quicker with.
    await inList(page, litter).click();
    await page.keyboard.press('x');
    await isSelected(page, quick);
    await page.keyboard.press('u');
    await isSelected(page, litter);
    await page.keyboard.press('j');
    await isSelected(page, quick);
    await coordinator('rpc/release_reports', { ...here, p_ids: [quick], p_texts: false });
    await page.keyboard.press('x');
    const conflict = page.getByRole('alert').filter({ hasText: 'Någon annan hann före' });
    await conflict.getByText('Släppt').waitFor();
    expect(await detail(viewer, quick)).not.toBeNull();
    await expectAccessible(page, 'somebody else was quicker');
    await conflict.getByRole('button', { name: 'Gå vidare' }).click();

    // Several at once, and back; then the keys are switched off.
    await page.getByRole('button', { name: 'Släpp flera' }).click();
    await page.getByRole('radio', { name: /^Alla utan tvivel/ }).check();
    await expectAccessible(page, 'several at once');
    const doubtless = page.getByRole('button', { name: /^Släpp \d+ rapport/ });
    const many = Number(/\d+/.exec(await doubtless.innerText())?.[0]);
    const left = Number(await page.locator('.board').getAttribute('data-waiting'));
    await doubtless.click();
    await page.locator(`.board[data-waiting="${left - many}"]`).waitFor();
    expect(await detail(viewer, litter)).not.toBeNull();
    await settled(page); // the list is there before the board takes the next key
    await page.keyboard.press('u');
    await page.locator(`.board[data-waiting="${left}"]`).waitFor();
    await settled(page);
    expect(await detail(viewer, litter)).toBeNull();
    await page.keyboard.press('?');
    await page.getByRole('checkbox', { name: 'Använd kortkommandon' }).uncheck();
    await expectAccessible(page, 'the keys');
    await page.keyboard.press('Escape');
    const looked = await selected(page);
    await page.keyboard.press('j');
    await page.keyboard.press('r');
    expect([await selected(page), await page.locator('.board').getAttribute('data-waiting')]).toEqual([
      looked,
      String(left),
    ]);

    // What was handled can be opened again from the list of it.
    await page.locator('[data-handled] summary').click();
    await page.getByRole('button', { name: 'Öppna igen: Klotter, Mariannelund' }).first().click();
    await isSelected(page, first);
    expect(await detail(viewer, first)).toBeNull();
    expect(problems.filter((line) => !/ERR_INTERNET_DISCONNECTED|Failed to load resource/.test(line))).toEqual([]);
    await close();
  });

  it('is closed to everybody else', async () => {
    const { page, close } = await open(VIEWER, '#/inkommet');
    await page.getByRole('heading', { name: 'Här granskar samordnaren' }).waitFor();
    expect(await page.getByRole('link', { name: /Inkommet/ }).count()).toBe(0);
    await expectAccessible(page, 'the board for who does not review');
    await page.evaluate(() => (location.hash = '#/inkommet/platser'));
    await page.getByRole('heading', { name: 'Här granskar samordnaren' }).waitFor();
    await close();
    for (const ask of [viewer, housing, police]) {
      expect(await ask('rpc/review_queue', here)).toBeNull();
    }
  });

  it('shows one report over the map on a phone, also a narrow one and with large text, in English', async () => {
    const { page, problems, close } = await open(COORDINATOR, '#/inkommet', { size: 'phone', language: 'en' });
    await page.locator('[data-selected]').waitFor({ timeout: 60_000 });
    await settled(page);
    await expectAccessible(page, 'the board on a phone');
    await expectFits(page, 390, 'the board at 390 px');
    const looked = await selected(page);
    await page.getByRole('button', { name: /^Next/ }).click();
    await expect.poll(() => selected(page)).not.toBe(looked);
    await page.getByRole('button', { name: /^Ask back/ }).click();
    await page.getByLabel('Question to the reporter').fill('Where on the wall?');
    // Kept, also when the page goes away.
    await page.waitForTimeout(600);
    await page.reload();
    await page.getByRole('button', { name: /^Next/ }).click();
    await expect.poll(() => page.getByLabel('Question to the reporter').inputValue()).toBe('Where on the wall?');
    await page.setViewportSize({ width: 320, height: 640 });
    await expectFits(page, 320, 'the board at 320 px');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    await expectFits(page, 390, 'the board at 200 % text');
    await expectAccessible(page, 'the board at 200 % text');
    expect(problems).toEqual([]);
    await close();
  });
});

describe('proposed places', () => {
  it('become known under the name and at the point that the coordinator gives them, and can be taken back', async () => {
    const propose = (name: string, lon: number): Promise<unknown> =>
      housing('rpc/propose_place', {
        ...here,
        p_proposal: { id: randomUUID(), name, lon, lat: 57.6171, organisationId: 'bostadsbolaget' },
      });
    const kiosk = `Kiosken ${Date.now() % 100_000}`;
    await propose(kiosk, 15.5721);
    await propose(`${kiosk} igen`, 15.5722);
    const placeNames = async (): Promise<string[]> =>
      ((await housing('rpc/setting_of', here)) as { places: { name: string }[] }).places.map(({ name }) => name);

    const { page, problems, close } = await open(COORDINATOR, '#/inkommet/platser');
    await page.getByRole('button', { name: new RegExp(`^${kiosk} Bost`) }).click();
    await page.getByText(/^Mariannelunds torg, \d+ m$/).waitFor(); // what is known nearby
    await expectAccessible(page, 'proposed places');
    await page.getByLabel('Namn på platsen').fill('Mariannelunds torg');
    await page.getByText('En plats heter redan så.', { exact: false }).waitFor();
    await page.getByLabel('Namn på platsen').fill(`${kiosk} vid torget`);
    await page.getByRole('button', { name: 'Österut' }).click();
    await page.getByRole('button', { name: 'Godta platsen' }).click();
    await page.getByText(`${kiosk} vid torget finns nu bland platserna.`).waitFor();
    expect(await placeNames()).toContain(`${kiosk} vid torget`);

    // The next proposal is looked at, and the new place is listed beside it: the setting was fetched anew.
    await page.getByRole('button', { name: new RegExp(`^${kiosk} igen`) }).click();
    await page.getByText(new RegExp(`^${kiosk} vid torget, \\d+ m$`)).waitFor();
    await page.getByRole('button', { name: 'Avböj' }).click();
    await page.getByText(`${kiosk} igen är avböjd.`).waitFor();
    await page.getByRole('button', { name: `Ta bort platsen igen: ${kiosk} vid torget` }).click();
    await page.getByText(`${kiosk} vid torget är borttagen igen.`).waitFor();
    expect(await placeNames()).not.toContain(`${kiosk} vid torget`);
    await page.setViewportSize({ width: 320, height: 640 });
    await expectFits(page, 320, 'proposed places at 320 px');
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    await page.setViewportSize({ width: 390, height: 844 });
    await expectFits(page, 390, 'proposed places at 200 % text');
    await expectAccessible(page, 'proposed places at 200 % text');
    expect(problems).toEqual([]);
    await close();
  });
});
