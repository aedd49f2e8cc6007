/** From a week of reports to a published picture: composing that loses nothing, two coordinators at once, publishing, and what each role then reads. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../browser/chromium';
import { expectAccessible, signIn, visit } from './harness';
import type { Visit, VisitOptions } from './harness';

const url = inject('appUrl');
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

/** The browser writes a line of its own for every request that fails; the product cannot silence it. */
const own = (problems: readonly string[]): string[] =>
  problems.filter((line) => !/Failed to load resource|ERR_INTERNET_DISCONNECTED/.test(line));

async function openList(email: string, options: VisitOptions = {}): Promise<Visit> {
  const visited = await visit(browser, `${url}/#/lagesbild`, options);
  await signIn(visited.page, email);
  await visited.page.getByRole('heading', { level: 1 }).waitFor();
  return visited;
}

/** Opens the draft of last week and waits for its figures. */
async function openLastWeek(email: string, options: VisitOptions = {}): Promise<Visit> {
  const visited = await openList(email, options);
  await visited.page.getByRole('button', { name: /^(Gör|Fortsätt med) förra veckans/ }).click();
  await drafted(visited.page);
  return visited;
}

async function drafted(page: Page): Promise<void> {
  await page.getByTestId('waiting').waitFor({ timeout: 90_000 });
  await page.locator('button[aria-disabled="false"]', { hasText: 'Räkna om' }).waitFor();
  // With reduced motion a change still is a transition of a moment, and a page that draws no frame stands at its beginning.
  await page.waitForFunction(() => document.getAnimations().length === 0);
}
const general = (page: Page): ReturnType<Page['locator']> => page.locator('#general');
/** Waits until the whole draft is where it says. */
const draftIs = (page: Page, state: string): Promise<void> =>
  page.locator(`[data-draft-save="${state}"]`).waitFor({ timeout: 60_000 });

async function saved(page: Page): Promise<void> {
  await draftIs(page, 'saved');
  await page
    .getByText(/^Sparat \d{2}:\d{2}$/)
    .first()
    .waitFor();
}

describe('composing a picture', () => {
  it('saves words, statuses and raised places by itself, and a reload finds them', async () => {
    const { page, problems, close } = await openLastWeek('samordnare@jonkoping.demo');
    await expectAccessible(page, 'the draft');
    await expect.poll(() => page.getByText(/^\d+ granskade? händelser? räknas\.$/).count()).toBe(1);

    await general(page).fill('Lugnare i centrum, mer i Öxnehaga.');
    const status = page.getByRole('group', { name: 'Status för Öxnehaga' });
    expect(await status.getByRole('radio', { checked: true }).count()).toBe(0); // offered, never set
    await expect.poll(() => status.innerText()).toMatch(/Förslag: |Inget förslag\./);
    await status.getByRole('radio', { name: 'Röd' }).check();
    await page.getByRole('textbox', { name: 'Anteckning om Öxnehaga' }).fill('Klotter vid garaget flera kvällar.');
    const raise = page.getByRole('checkbox', { name: /Ta upp på mötet/ }).first();
    const place = (await raise.locator('xpath=..').innerText()).split('\n')[0] ?? '';
    await raise.check();
    await page.getByText('Tas upp på mötet (h1)').waitFor();
    await saved(page);

    await page.reload();
    await drafted(page);
    await expect.poll(() => general(page).inputValue()).toBe('Lugnare i centrum, mer i Öxnehaga.');
    await expect.poll(() => status.getByRole('radio', { name: 'Röd' }).isChecked()).toBe(true);
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Anteckning om Öxnehaga' }).inputValue())
      .toContain('garaget');
    await expect.poll(() => page.getByRole('checkbox', { name: place }).first().isChecked()).toBe(true);

    // What points at a person never leaves the browser, and says so where it stands.
    let sent = '';
    page.on('request', (request) => {
      if (request.url().endsWith('/rpc/save_part')) sent += request.postData() ?? '';
    });
    await page.locator('#external').fill('Ring 070-123 45 67');
    await page.getByText('”070-123 45 67” ser ut som ett telefonnummer.').waitFor();
    await draftIs(page, 'refused');
    await expectAccessible(page, 'the draft with a text that is refused');
    await page.locator('#external').fill('Vi arbetar tillsammans för en tryggare kväll.');
    await saved(page);
    expect(sent).toContain('tryggare');
    expect(sent).not.toContain('070-123');
    expect(problems).toEqual([]);
    await close();
  });

  it('keeps what is typed without a network or a server, in a page that is killed too, and sends it later', async () => {
    const { page, context, problems, close } = await openLastWeek('samordnare@eksjo.demo');
    const address = page.url();
    await general(page).fill('Före avbrottet.');
    await saved(page);
    await context.setOffline(true);
    await general(page).fill('Före avbrottet. Och under det.');
    await page.getByText('Väntar på nätet – finns på den här datorn').first().waitFor();
    // Publishing is the server's work: it says why it cannot be done.
    await page.getByRole('button', { name: 'Publicera …' }).click();
    await page
      .getByRole('dialog')
      .getByText(/inte att publicera utan kontakt/)
      .waitFor();
    await page.keyboard.press('Escape');
    await context.setOffline(false);
    await saved(page);

    // A server that is out of order is waited for as well.
    const SAVE = '**/rest/v1/rpc/save_part';
    await context.route(SAVE, (route) => route.fulfill({ status: 503, body: '' }));
    await general(page).fill('Före avbrottet. Och medan servern var nere.');
    await draftIs(page, 'waiting');
    await context.unroute(SAVE);
    await saved(page);

    await context.setOffline(true);
    await general(page).fill('Före avbrottet. Och under det. Och sist.');
    await draftIs(page, 'waiting');
    await page.close({ runBeforeUnload: false });
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(address);
    await drafted(again);
    await expect.poll(() => general(again).inputValue()).toBe('Före avbrottet. Och under det. Och sist.');
    await saved(again);
    expect(own(problems)).toEqual([]);
    await close();

    // It is on the server: another browser reads it.
    const other = await openLastWeek('samordnare@eksjo.demo');
    await expect.poll(() => general(other.page).inputValue()).toBe('Före avbrottet. Och under det. Och sist.');
    await other.close();
  });

  it('shows two coordinators both their texts when they write at once, and joins what does not collide', async () => {
    const one = await openLastWeek('samordnare@eskilstuna.demo');
    const two = await openLastWeek('samordnare@eskilstuna.demo');
    await one.page.getByRole('textbox', { name: 'Anteckning om Skiftinge' }).fill('Lugnt enligt bolaget.');
    await saved(one.page);
    await two.page.getByRole('group', { name: 'Status för Skiftinge' }).getByRole('radio', { name: 'Grön' }).check();
    await saved(two.page);
    await expect
      .poll(() => two.page.getByRole('textbox', { name: 'Anteckning om Skiftinge' }).inputValue())
      .toBe('Lugnt enligt bolaget.');

    await general(one.page).fill('Skriven av den första.');
    await saved(one.page);
    await general(two.page).fill('Skriven av den andra.');
    const conflict = two.page.getByRole('alert', { name: /Två texter/ });
    await conflict.waitFor();
    await expect
      .poll(() => conflict.innerText())
      .toMatch(/Din text\s+Skriven av den andra\.[\s\S]*Skriven av den första\./);
    await expectAccessible(two.page, 'the draft with a conflict');
    await conflict.getByRole('button', { name: 'Redigera tillsammans' }).click();
    await saved(two.page);
    await expect.poll(() => general(two.page).inputValue()).toBe('Skriven av den andra.\n\nSkriven av den första.');
    await one.page.reload();
    await drafted(one.page);
    await expect.poll(() => general(one.page).inputValue()).toBe('Skriven av den andra.\n\nSkriven av den första.');
    expect([...own(one.problems), ...own(two.problems)]).toEqual([]);
    await one.close();
    await two.close();
  });

  it('takes a picture of the map into the draft', async () => {
    const { page, problems, close } = await openLastWeek('samordnare@eksjo.demo');
    await page.getByRole('button', { name: 'Öppna kartan' }).click();
    await page.locator('[data-map-state="ready"][data-drawn]:not([data-drawn=""])').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Ta bild av kartan' }).click();
    await page.getByLabel('Bildtext till kartbild 1').fill('Veckans hotspots');
    await saved(page);
    await page.reload();
    await drafted(page);
    const image = page.getByRole('img', { name: 'Veckans hotspots' });
    const [source, width] = await image.evaluate((one: HTMLImageElement) => [one.src, one.naturalWidth]);
    expect(source).toMatch(/^data:image\/(webp|png);base64,/);
    expect(String(source).length).toBeLessThan(400_000);
    expect(width).toBeGreaterThan(400);
    await page.getByRole('button', { name: /^Ta bort kartbilden/ }).click();
    await saved(page);
    expect(await image.count()).toBe(0);
    expect(problems).toEqual([]);
    await close();
  });
});

describe('a published picture', () => {
  it('is frozen as version 1, read by the coordinator and by a partner each in their own version', async () => {
    const { page, problems, close } = await openLastWeek('samordnare@jonkoping.demo');
    await general(page).fill('Öxnehaga är det som skiljer veckan från de senaste.');
    await page.getByRole('group', { name: 'Status för Öxnehaga' }).getByRole('radio', { name: 'Gul' }).check();
    await saved(page);
    await page.getByRole('button', { name: 'Publicera …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Publicera version 1').first().waitFor();
    await expectAccessible(page, 'the dialog of publishing');
    await dialog.getByRole('button', { name: 'Publicera version 1' }).dblclick(); // a second press does nothing
    await dialog.getByText('Version 1 är publicerad.', { exact: false }).waitFor({ timeout: 180_000 });
    // What the draft counted is what is frozen.
    const counted = (await page.getByText(/granskade? händelser? räknas\.$/).innerText()).split(' ')[0] ?? '';
    await dialog.getByRole('link', { name: 'Läs version 1' }).click();

    const article = page.locator('[data-picture$="v1 coordinator"]');
    await article.waitFor();
    await expect.poll(() => article.innerText()).toContain('Öxnehaga är det som skiljer veckan från de senaste.');
    await expect.poll(() => article.innerText()).toContain(`${counted} händelser`);
    await expect.poll(() => page.locator('[data-area="oxnehaga"]').innerText()).toMatch(/Gul[\s\S]*händelser/);
    await expectAccessible(page, 'the published picture');
    const counts = await page.locator('[data-area="oxnehaga"]').innerText();

    // As all partners read it: blocks of five, nobody's names.
    await page.getByLabel('Läses som').selectOption({ label: 'Alla parter' });
    await page.locator('[data-picture$="v1 partners"]').waitFor();
    await expect.poll(() => page.getByText('Antalen visas i grupper om 5', { exact: false }).count()).toBe(1);

    // What is written and counted afterwards changes nothing of it.
    await page.goBack();
    await article.waitFor();
    await expect.poll(() => page.locator('[data-area="oxnehaga"]').innerText()).toBe(counts);
    await page.getByRole('button', { name: 'Exportera' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Områden som CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^lagesbild_jonkoping_\d{4}-W\d{2}_v1_.*\.csv$/);
    expect(problems).toEqual([]);
    await close();

    const partner = await openList('rapportor.junehem@jonkoping.demo', { size: 'phone', colorScheme: 'dark' });
    expect(await partner.page.getByRole('button', { name: /förra veckans/ }).count()).toBe(0);
    await expectAccessible(partner.page, 'the list of a partner');
    await partner.page
      .getByRole('link', { name: /^Vecka \d+/ })
      .first()
      .click();
    await partner.page.locator('[data-picture*=" v1 "]').waitFor();
    const readAs = await partner.page.getByLabel('Läses som').locator('option').allInnerTexts();
    expect(readAs).toContain('Alla parter');
    expect(readAs).not.toContain('Samordnaren');
    expect(readAs).not.toContain('Myndigheter');
    expect(await partner.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await expectAccessible(partner.page, 'the published picture of a partner');
    // A draft is the coordinator's alone, whatever the address says.
    const id = /id=([0-9a-f-]+)/.exec(partner.page.url())?.[1] ?? '';
    await partner.page.evaluate((draft) => (location.hash = `#/lagesbild/utkast?id=${draft}`), id);
    await partner.page.getByRole('heading', { name: 'Utkast skrivs av samordnaren' }).waitFor();
    expect(own(partner.problems)).toEqual([]);
    await partner.close();
  });
});
