/** Reporting on the production build: by keyboard, by thumb, without a network, refused, and by those who may not. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../browser/chromium';
import { clearOfBar, expectAccessible, PASSWORD, signIn, visit, type Visit, type VisitOptions } from './harness';

const url = inject('appUrl');
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

/** The browser writes a line of its own for every answer that is no success; the product cannot silence it. */
const own = (problems: readonly string[]): string[] =>
  problems.filter((line) => !line.includes('Failed to load resource'));

async function openForm(email: string, options: VisitOptions = {}): Promise<Visit> {
  const visited = await visit(browser, `${url}/#/rapportera`, options);
  await signIn(visited.page, email);
  await visited.page.locator('#report-title').waitFor();
  return visited;
}

/** Types into a combobox and takes the best suggestion. */
async function choose(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(text);
  await page.keyboard.press('Enter');
}

const send = (page: Page): Promise<void> => page.getByRole('button', { name: 'Skicka rapporten' }).click();
const receipt = (page: Page, state: string): Promise<void> => page.locator(`[data-receipt="${state}"]`).waitFor();
const reports = (page: Page): Promise<string[]> => page.locator('.reports li').allInnerTexts();

describe('a report', () => {
  it('is written, corrected, sent and taken back by keyboard alone', async () => {
    const { page, problems, close } = await openForm('rapportor.bostad@jonkoping.demo');
    const { keyboard } = page;
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '');
    await expect.poll(focused).toBe('report-title');
    await expectAccessible(page, 'the empty form');
    // Said before anything is written: whoever is in danger must not lose time here.
    await page.getByText('Ersätter varken 112 (akut fara) eller polisanmälan på 114 14.').waitFor();

    // Sent too early: the errors are links to their fields.
    await page.getByRole('button', { name: 'Skicka rapporten' }).focus();
    await keyboard.press('Enter');
    const summary = page.getByRole('alert');
    await expect.poll(() => summary.getByRole('link').allTextContents()).toHaveLength(2);
    await expectAccessible(page, 'the form with errors');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await expect.poll(() => focused()).toBe('report-category');

    await keyboard.type('graffiti'); // the English name, on the Swedish screen
    await keyboard.press('ArrowDown');
    await expectAccessible(page, 'the open list of suggestions');
    await keyboard.press('Enter');
    await expect.poll(() => page.getByRole('combobox', { name: 'Sök kategori' }).inputValue()).toBe('Klotter');

    await page.getByRole('combobox', { name: 'Sök plats' }).focus();
    await keyboard.type('oxnehaga centrum');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await page.getByText('Nålen ligger i Öxnehaga, nära Öxnehaga centrum.').waitFor();
    await page.getByRole('button', { name: 'Norrut' }).focus();
    await keyboard.press('Shift+ArrowUp');
    await expect.poll(() => page.getByRole('combobox', { name: 'Sök plats' }).inputValue()).toBe(''); // no longer on the place itself

    await page.getByRole('radio', { name: 'Nyss' }).focus();
    await keyboard.press('ArrowDown');
    await expect.poll(() => page.getByRole('radio', { name: 'I går kväll' }).isChecked()).toBe(true);

    await page.getByRole('textbox', { name: /Beskriv kort/ }).focus();
    await keyboard.type('Klotter, ring 070-123 45 67');
    await page.getByText('”070-123 45 67” ser ut som ett telefonnummer.').waitFor();
    await keyboard.press('Control+a');
    await keyboard.type('Klotter på garageporten');
    expect(await page.getByText('ser ut som').count()).toBe(0);

    await page.getByRole('button', { name: 'Skicka rapporten' }).focus();
    await keyboard.press('Enter');
    await receipt(page, 'stored');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Rapporten är sparad');
    await expect
      .poll(() => page.locator('.receipt dl').innerText())
      .toMatch(/Klotter[\s\S]*Öxnehaga[\s\S]*18:00[\s\S]*Alla parter/);
    await expectAccessible(page, 'the receipt');

    await page.getByRole('button', { name: 'Ångra rapporten' }).focus();
    await keyboard.press('Enter');
    await receipt(page, 'undone');
    await expect.poll(() => reports(page)).toEqual([]);
    expect(problems).toEqual([]);
    await close();
  });

  it('is placed on the map with a thumb, in English and in the dark, and the next one begins where it was', async () => {
    const { page, problems, close } = await openForm('rapportor.polis@eksjo.demo', {
      size: 'phone',
      language: 'en',
      colorScheme: 'dark',
    });
    await page.getByRole('button', { name: 'Disorder' }).or(page.locator('.group').first()).first().tap();
    await page.locator('.members:visible input[type="radio"]').first().check();
    const map = page.locator('[data-map-state="ready"]');
    await map.waitFor();
    await map.scrollIntoViewIfNeeded();
    await page.locator('[data-map-state="ready"] canvas').first().tap();
    await page.getByText(/^The pin is in /).waitFor();
    await page.getByRole('button', { name: 'Send the report' }).tap();
    await receipt(page, 'stored');
    const size = await page.getByRole('button', { name: 'Report another one' }).boundingBox();
    expect(size?.height).toBeGreaterThanOrEqual(44);
    await page.getByRole('button', { name: 'Report another one' }).tap();
    await page.getByText('Place and time are the same as in the last event.').waitFor();
    await page.getByText(/^The pin is in /).waitFor();
    await clearOfBar(page);
    await expectAccessible(page, 'the second report on a phone');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(problems).toEqual([]);
    await close();
  });

  it('is asked about once when a word may point at a person, then goes; what is blocked never goes', async () => {
    const { page, problems, close } = await openForm('tva.uppdrag@jonkoping.demo', { size: 'phone' });
    await choose(page, 'Sök kategori', 'klotter');
    await choose(page, 'Sök plats', 'oxnehaga centrum');
    const text = page.getByRole('textbox', { name: /Beskriv kort/ });
    const confirm = page.getByRole('checkbox', { name: 'Texten handlar inte om en person' });
    expect(await confirm.count()).toBe(0);
    await text.fill('Grannen ringde 070-123 45 67');
    await confirm.check();
    await send(page);
    await expect
      .poll(() => page.getByRole('alert').getByRole('link').allTextContents())
      .toEqual(['Texten innehåller något som pekar på en person. Ta bort det.']);

    await text.fill('Narkoman och skrik i trapphuset');
    // Named while typing, for eyes and for ears.
    const note = page.getByRole('status').filter({ hasText: 'Skriv om platser och situationer, aldrig om personer.' });
    await expect.poll(() => note.innerText()).toContain('”Narkoman” kan vara något om någons hälsa.');
    await expect
      .poll(() =>
        text.evaluate((field) => field.getAttribute('aria-describedby')?.split(' ').includes('description-doubt')),
      )
      .toBe(true);
    await send(page);
    const asked = page.getByRole('alert').getByRole('link');
    await expect
      .poll(() => asked.allTextContents())
      .toEqual(['Bekräfta att texten inte handlar om en person, eller skriv om den.']);
    await expectAccessible(page, 'a text that is asked about');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await asked.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('report-doubt');
    await page.keyboard.press('Space');
    expect(await page.getByRole('alert').count()).toBe(0);
    await send(page);
    await receipt(page, 'stored');
    expect(problems).toEqual([]);
    await close();
  });

  it('survives a reload half typed', async () => {
    const { page, problems, close } = await openForm('rapportor.skola@jonkoping.demo');
    await page.getByRole('textbox', { name: /Beskriv kort/ }).fill('Bristande belysning vid');
    await page.reload();
    await page.getByText('Din påbörjade rapport finns kvar.').waitFor();
    await expect
      .poll(() => page.getByRole('textbox', { name: /Beskriv kort/ }).inputValue())
      .toBe('Bristande belysning vid');
    await page.getByRole('button', { name: 'Börja om' }).click();
    await page.getByText('Din påbörjade rapport finns kvar.').waitFor({ state: 'detached' });
    await page.reload();
    await page.locator('#report-title').waitFor();
    await expect.poll(() => page.getByRole('textbox', { name: /Beskriv kort/ }).inputValue()).toBe('');
    expect(problems).toEqual([]);
    await close();
  });
});

describe('several events in one report', () => {
  it('are collected by keyboard, changed, taken away and sent together; the last one is copied next time', async () => {
    const { page, problems, close } = await openForm('rapportor.bostad@jonkoping.demo', { size: 'phone' });
    const { keyboard } = page;
    const press = async (name: string | RegExp): Promise<void> => {
      await page.getByRole('button', { name }).focus();
      await keyboard.press('Enter');
    };
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '');
    await choose(page, 'Sök kategori', 'klotter');
    await choose(page, 'Sök plats', 'oxnehaga centrum');
    await press('Lägg till en händelse här');
    await page.getByText('Plats och tid är desamma som i förra händelsen.').waitFor();
    await expect.poll(focused).toBe('report-title');
    await page.getByText('Nålen ligger i Öxnehaga, nära Öxnehaga centrum.').waitFor();
    // Not before it says what happened: the errors are where they always are.
    await press('Lägg till en händelse på en annan plats');
    await expect
      .poll(() => page.getByRole('alert').getByRole('link').allTextContents())
      .toEqual(['Välj vad som har hänt.']);
    await choose(page, 'Sök kategori', 'glaskross');
    await press('Lägg till en händelse på en annan plats');
    await page.getByText('2 händelser till i rapporten').waitFor();
    await page.getByText('Ingen plats vald ännu.').waitFor();
    await expectAccessible(page, 'a report with several events');

    await press(/^Ändra: Klotter/);
    await expect.poll(() => page.getByRole('combobox', { name: 'Sök kategori' }).inputValue()).toBe('Klotter');
    await choose(page, 'Sök kategori', 'brak');
    await press(/^Ta bort: Glaskross/);
    await choose(page, 'Sök plats', 'raslatt');
    await press('Lägg till en händelse här');
    await page.getByText('1 händelse till i rapporten').waitFor();
    // The empty form beside the list is not sent.
    await page.getByRole('button', { name: 'Skicka rapporten' }).click();
    await receipt(page, 'stored');
    await expect.poll(() => reports(page)).toEqual([expect.stringMatching(/^Bråk, Råslätt/)]);

    await page.getByRole('button', { name: 'Rapportera en till' }).click();
    await page.getByRole('button', { name: 'Börja om' }).click();
    await press('Kopiera förra rapporten');
    await page.getByText('Ifyllt som din förra rapport').waitFor();
    await expect.poll(() => page.getByRole('combobox', { name: 'Sök kategori' }).inputValue()).toBe('Bråk');
    await page.getByText(/^Nålen ligger i Råslätt/).waitFor();
    await page.getByRole('button', { name: 'Börja om' }).click();
    await press('Samma plats som förra');
    await page.getByText(/^Nålen ligger i Råslätt/).waitFor();
    expect(own(problems)).toEqual([]);
    await close();
  });

  it('fit on 320 pixels and at twice the size of letters', async () => {
    const { page, close } = await openForm('rapportor.bostad@jonkoping.demo', { size: 'phone' });
    await choose(page, 'Sök kategori', 'klotter');
    await choose(page, 'Sök plats', 'oxnehaga centrum');
    await page.getByRole('button', { name: 'Lägg till en händelse här' }).click();
    await page.getByText('1 händelse till i rapporten').waitFor();
    const width = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);
    /** Choices whose words run over their frame. */
    const spilling = (): Promise<string[]> =>
      page
        .locator('label:visible')
        .evaluateAll((labels) =>
          labels.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent),
        );
    await expect
      .poll(() => page.getByRole('group', { name: 'Du rapporterar ofta' }).innerText())
      .toContain('droghantering');
    expect(await spilling()).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await width()).toBe(320);
    expect(await spilling()).toEqual([]);
    await page.getByRole('button', { name: 'Skicka rapporten' }).waitFor();
    await page.setViewportSize({ width: 640, height: 900 });
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    expect(await width()).toBe(640);
    expect(await spilling()).toEqual([]);
    await expectAccessible(page, 'the form at twice the size of letters');
    await choose(page, 'Sök kategori', 'hot');
    await page.getByRole('button', { name: 'Skicka 2 händelser' }).click();
    await receipt(page, 'stored');
    expect(await width()).toBe(640);
    await close();
  });
});

describe('a place without a name', () => {
  it('can be given one, in which no person may be named; the proposal goes with the report', async () => {
    const { page, context, problems, close } = await openForm('rapportor.skola@jonkoping.demo', { size: 'phone' });
    const name = page.getByRole('textbox', { name: /Föreslå ett namn på platsen/ });
    await choose(page, 'Sök kategori', 'klotter');
    await choose(page, 'Sök plats', 'oxnehagaskolan');
    expect(await name.count()).toBe(0);
    const north = page.getByRole('button', { name: 'Norrut' });
    await north.focus();
    for (let step = 0; step < 12 && (await name.count()) === 0; step++) await page.keyboard.press('Shift+ArrowUp');
    await name.fill('Hos Kalle 070-123 45 67');
    await send(page);
    await expect
      .poll(() => page.getByRole('alert').getByRole('link').allTextContents())
      .toEqual(['Namnet innehåller något som pekar på en person. Ta bort det.']);
    await clearOfBar(page);
    await expectAccessible(page, 'a name that may point at a person');
    await name.fill('Cykelstället vid backen');
    const proposed = context.waitForEvent('response', (response) => response.url().includes('/rpc/propose_place'));
    await send(page);
    await receipt(page, 'stored');
    const answer = await proposed;
    expect(answer.status()).toBe(200);
    expect(await answer.json()).toMatchObject({ name: 'Cykelstället vid backen', state: 'proposed' });
    expect(own(problems)).toEqual([]);
    await close();
  });
});

describe('without a network', () => {
  it('a report waits, is sent once although two tabs are open, and is there for its own person only', async () => {
    const { page, context, problems, close } = await openForm('rapportor.vaktare@jonkoping.demo');
    const other = await context.newPage();
    await other.goto(`${url}/#/rapportera`);
    await other.locator('#report-title').waitFor();
    let sent = 0;
    context.on('request', (request) => {
      if (request.method() === 'POST' && request.url().includes('/rest/v1/incident')) sent++;
    });

    await choose(page, 'Sök kategori', 'klotter');
    await choose(page, 'Sök plats', 'a');
    await context.setOffline(true);
    await page.getByText('Ingen kontakt med servern.').waitFor();
    await send(page);
    await receipt(page, 'waiting');
    await expectAccessible(page, 'a report that waits');
    await expect.poll(() => reports(other)).toEqual([expect.stringContaining('Väntar på nätet')]);

    await context.setOffline(false);
    await receipt(page, 'stored');
    await expect.poll(() => reports(other)).toEqual([expect.stringContaining('Sparad')]);
    expect(sent).toBe(1);
    await other.close();

    // The next one waits while its person leaves and somebody else comes.
    await page.getByRole('button', { name: 'Rapportera en till' }).click();
    await choose(page, 'Sök kategori', 'hot');
    await context.setOffline(true);
    await send(page);
    await receipt(page, 'waiting');
    await page.getByRole('button', { name: 'Logga ut' }).click();
    await page.locator('#sign-in-email').waitFor();
    await context.setOffline(false);
    await signIn(page, 'rapportor.raddning@jonkoping.demo');
    await page.locator('#report-title').waitFor();
    expect(await reports(page)).toEqual([]);
    expect(sent).toBe(1);
    await page.getByRole('button', { name: 'Logga ut' }).click();
    await signIn(page, 'rapportor.vaktare@jonkoping.demo');
    await expect.poll(() => reports(page)).toEqual([expect.stringContaining('Sparad')]);
    expect(sent).toBe(2);
    // Without its worker, which is fetched too, a map that is opened offline stays empty.
    expect(own(problems).filter((line) => !line.includes('Worker failed to load'))).toEqual([]);
    await close();
  });
});

describe('the server', () => {
  it('refuses a place outside the municipality, and the report is put right', async () => {
    const { page, context, problems, close } = await openForm('samordnare@jonkoping.demo');
    await context.grantPermissions(['geolocation']);
    await context.setGeolocation({ longitude: 18.07, latitude: 59.33 }); // Stockholm
    await choose(page, 'Sök kategori', 'klotter');
    await page.getByRole('button', { name: 'Min position' }).click();
    await page.getByText(/^Nålen ligger utanför Jönköping/).waitFor();
    await send(page);
    await receipt(page, 'refused');
    await expectAccessible(page, 'a refused report');
    await page.locator('.receipt').getByRole('button', { name: 'Rätta och skicka igen' }).click();
    await page.getByText(/^Du rättar en rapport som inte togs emot/).waitFor();
    await choose(page, 'Sök plats', 'raslatt');
    await send(page);
    await receipt(page, 'stored');
    await expect.poll(() => reports(page)).toEqual([expect.stringMatching(/Klotter, Råslätt.*\s+Sparad/)]);
    expect(own(problems)).toEqual([]);
    await close();
  });

  it('ends a session: the address and the half-typed report are there after signing in again', async () => {
    const { page, context, problems, close } = await openForm('rapportor.junehem@jonkoping.demo');
    await page.getByRole('textbox', { name: /Beskriv kort/ }).fill('Nedskräpning vid');
    await context.route('**/rest/v1/rpc/**', (route) =>
      route.fulfill({ status: 401, json: { code: 'PGRST303', message: 'JWT expired' } }),
    );
    // By address: what the form asks for after it is drawn may have been refused already, and then the link is gone.
    await page.evaluate(() => (location.hash = '#/laget'));
    await page.getByText('Du har loggats ut.').waitFor();
    await expectAccessible(page, 'signing in again');
    await context.unroute('**/rest/v1/rpc/**');
    await page.evaluate(() => (location.hash = '#/rapportera'));
    await signIn(page, 'rapportor.junehem@jonkoping.demo');
    await page.getByText('Din påbörjade rapport finns kvar.').waitFor();
    await expect.poll(() => page.getByRole('textbox', { name: /Beskriv kort/ }).inputValue()).toBe('Nedskräpning vid');
    expect(new URL(page.url()).hash).toBe('#/rapportera');
    expect(own(problems)).toEqual([]);
    await close();
  });

  it('whose client did not come is said not to answer, and is asked again at the next try', async () => {
    const { page, context, close } = await visit(browser, `${url}/#/rapportera`, { size: 'phone', language: 'en' });
    let asked = 0;
    await context.route('**/assets/supabase-client-*', (route) => {
      asked++;
      return route.abort('connectionreset');
    });
    await page.reload();
    await page.locator('#sign-in-email').fill('rapportor.junehem@jonkoping.demo');
    await page.locator('#sign-in-password').fill(PASSWORD);
    const send = page.locator('form:has(#sign-in-password) button[type="submit"]');
    await send.click();
    await page.getByText('The server does not answer.').waitFor();
    expect(asked).toBeGreaterThan(0);
    await expectAccessible(page, 'signing in while the server does not answer');
    await context.unroute('**/assets/supabase-client-*');
    await expect.poll(() => page.locator('#sign-in-password').inputValue()).toBe(PASSWORD);
    await send.click();
    await page.locator('#report-category').waitFor();
    await close();
  });
});

describe('who does not report', () => {
  it('reads why, and has no link to the form', async () => {
    const { page, problems, close } = await visit(browser, `${url}/#/rapportera`);
    await signIn(page, 'lasare.bostad@jonkoping.demo');
    await page.getByRole('heading', { name: 'Din roll rapporterar inte' }).waitFor();
    expect(await page.getByRole('link', { name: 'Rapportera', exact: true }).count()).toBe(0);
    await expectAccessible(page, 'the sentence for those who do not report');
    await page.evaluate(() => (location.hash = '#/finnsinte'));
    await page.getByRole('heading', { name: 'Sidan finns inte.' }).waitFor();
    await expectAccessible(page, 'an address that leads nowhere');
    expect(problems).toEqual([]);
    await close();
  });

  it('is told in words when the password is wrong or missing', async () => {
    const { page, problems, close } = await visit(browser, url);
    await page.getByRole('button', { name: 'Logga in' }).click();
    await expect
      .poll(() => page.getByRole('alert').getByRole('link').allTextContents())
      .toEqual(['Skriv din e-postadress.', 'Skriv ditt lösenord.']);
    await expectAccessible(page, 'signing in with errors');
    await page.locator('#sign-in-email').fill('polis@jonkoping.demo'); // the form for a forgotten password asks for it too
    await page.getByLabel('Lösenord', { exact: true }).fill('fel');
    await page.getByRole('button', { name: 'Logga in' }).click();
    await page
      .getByRole('alert')
      .getByText(/hör inte ihop/)
      .waitFor();
    expect(own(problems)).toEqual([]);
    await close();
  });
});
