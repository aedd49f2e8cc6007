/** The weekly report from both sides: one tap in the field, the coordinator's board, a question and its answer. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../browser/chromium';
import { expectAccessible, signIn, visit } from './harness';
import type { Visit, VisitOptions } from './harness';
import { asMember } from './sharing-table';

const url = inject('appUrl');
const HERE = '0680';
const COORDINATOR = 'samordnare@jonkoping.demo';
const HOUSING = 'rapportor.bostad@jonkoping.demo';
const OXNEHAGA = { lon: 14.2641, lat: 57.7754 };
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

type Ask = Awaited<ReturnType<typeof asMember>>;
interface Row {
  organisationId: string;
  areaId: string;
  periodFrom: string;
  checkIn: { nothing: boolean } | null;
  reports: number;
}
const status = async (ask: Ask, back: number): Promise<Row[]> =>
  (await ask('rpc/reporting_status', { p_municipality: HERE, p_back: back })) as Row[];

/** The browser writes a line of its own for every request that fails; the product cannot silence it. */
const own = (problems: readonly string[]): string[] =>
  problems.filter((line) => !/Failed to load resource|ERR_INTERNET_DISCONNECTED|Worker failed to load/.test(line));

async function open(email: string, hash: string, options: VisitOptions = {}): Promise<Visit> {
  const visited = await visit(browser, `${url}/${hash}`, options);
  await signIn(visited.page, email);
  await visited.page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: 60_000 });
  return visited;
}
const widthOf = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);

/** What the keyboard meets, control by control, until it leaves the main part. */
async function tabThrough(page: Page, steps: number): Promise<string[]> {
  const met: string[] = [];
  for (let i = 0; i < steps; i++) {
    await page.keyboard.press('Tab');
    met.push(
      await page.evaluate(() => {
        const on = document.activeElement;
        return on instanceof HTMLElement && on.closest('main') ? (on.ariaLabel ?? on.textContent).trim() : '';
      }),
    );
  }
  return met.filter(Boolean);
}

async function post(ask: Ask, values: Record<string, unknown>): Promise<string> {
  const id = crypto.randomUUID();
  const at = new Date().toISOString();
  await ask('incident', {
    ...{ municipality_id: HERE, id, organisation_id: 'vatterhem', category_id: 'klotter', ...OXNEHAGA },
    ...{ occurred_from: at, occurred_to: at, place_type: 'square', description: null, police_reported: 'no' },
    ...{ sharing: 'partners', ...values },
  });
  return id;
}

describe('the weekly report', () => {
  it('is handed in with one tap, asks when it contradicts what is there, waits without network and can be undone', async () => {
    const ask = await asMember(url, HOUSING);
    // A known beginning, whatever day it is: one report in Öxnehaga, and nothing said for three areas of the running period.
    await post(ask, {});
    for (const { organisationId, areaId, periodFrom } of await status(ask, 0)) {
      await ask('rpc/undo_check_in', {
        ...{ p_municipality: HERE, p_organisation: organisationId, p_area: areaId, p_period_from: periodFrom },
      });
    }
    const { page, context, problems, close } = await open(HOUSING, '#/rapportera', { size: 'phone' });
    // The report form tells what is missing, where anything is, and leads there; the parts of reporting lead there always.
    await page.getByRole('link', { name: 'Veckorapport', exact: true }).click();
    const running = page.locator('section', { has: page.getByRole('heading', { name: 'Pågår nu' }) });
    const row = (name: string): Locator =>
      running.locator('li', { has: page.getByRole('heading', { name, exact: true }) });
    await row('Öxnehaga').waitFor();
    await expectAccessible(page, 'the weekly report on a phone');
    expect(await widthOf(page)).toBe(390);

    // There are reports: "nothing to report" asks in words, and Escape takes the question away.
    const nothing = row('Öxnehaga').getByRole('button', { name: /^Inget att rapportera: Öxnehaga/ });
    await nothing.click();
    const question = row('Öxnehaga').getByRole('group', { name: 'Det finns redan rapporter' });
    await expect.poll(() => question.innerText()).toMatch(/Ni har \d+ rapport(er)? i Öxnehaga för vecka \d+/);
    await expectAccessible(page, 'the question about a contradiction');
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    await nothing.click();
    await question.getByRole('button', { name: 'Ja, vi har rapporterat' }).click();
    await row('Öxnehaga').getByText('Rapporterat', { exact: true }).waitFor();
    await page.getByText('Öxnehaga: ni har rapporterat.').waitFor();
    await expect
      .poll(async () => (await status(ask, 0)).find(({ areaId }) => areaId === 'oxnehaga')?.checkIn, {
        timeout: 20_000,
      })
      .toMatchObject({ nothing: false });

    // Without network the rest of the areas is answered for with one tap, and stays answered when the page is left and opened again.
    await context.setOffline(true);
    await running.getByRole('button', { name: /^Klart för alla \d områden/ }).click();
    await expect.poll(() => running.getByText('Väntar på nätet').count()).toBe(4);
    expect((await status(ask, 0)).filter(({ checkIn }) => checkIn === null)).toHaveLength(4);
    await page.getByRole('link', { name: 'Händelse' }).click();
    await running.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Veckorapport', exact: true }).click();
    await row('Råslätt').getByText('Väntar på nätet').waitFor();
    await context.setOffline(false);
    await running.getByText('Väntar på nätet').first().waitFor({ state: 'detached', timeout: 60_000 });
    await expect
      .poll(async () => (await status(ask, 0)).filter(({ checkIn }) => checkIn === null).length, { timeout: 20_000 })
      .toBe(0);
    // Reported where reports are, nothing to report elsewhere: nobody was asked to lie.
    for (const { checkIn, reports } of await status(ask, 0)) expect(checkIn?.nothing).toBe(reports === 0);

    await row('Råslätt')
      .getByRole('button', { name: /^Ångra svaret för Råslätt/ })
      .click();
    await row('Råslätt')
      .getByRole('button', { name: /^Vi har rapporterat: Råslätt/ })
      .waitFor();
    await expect
      .poll(async () => (await status(ask, 0)).find(({ areaId }) => areaId === 'raslatt')?.checkIn, { timeout: 20_000 })
      .toBeNull();
    expect(own(problems)).toEqual([]);
    await close();
  });
});

describe('the board of who has reported', () => {
  it('says who is missing, reminds them, and keeps addresses to itself', async () => {
    const ask = await asMember(url, COORDINATOR);
    // The demo leaves a few gaps in a year: the first step back that has one.
    let back = 1;
    const missing = (rows: Row[]): Row[] => rows.filter(({ checkIn, reports }) => checkIn === null && reports === 0);
    while (back < 60 && missing(await status(ask, back)).length === 0) back++;
    const gaps = missing(await status(ask, back));
    expect(gaps.length).toBeGreaterThan(0);

    const { page, problems, close } = await open(COORDINATOR, '#/inkommet/vecka');
    await page.locator('.headline[data-back="1"]').waitFor();
    for (let step = 1; step < back; step++) await page.getByRole('button', { name: 'Äldre' }).click();
    await page.locator(`.headline[data-back="${back}"]`).waitFor();
    expect(page.url()).toContain(back === 1 ? '#/inkommet/vecka' : `bakat=${back}`);
    const expected = (await status(ask, back)).length;
    await expect.poll(() => page.locator('.headline').innerText()).toContain(`${gaps.length} av ${expected} saknas`);
    for (const { organisationId, areaId } of gaps) {
      const cell = page.locator(`[data-cell="${organisationId}:${areaId}"]`);
      await expect.poll(() => cell.getAttribute('data-state')).toMatch(/late|due-soon|not-due/);
      await page.locator(`[data-missing="${organisationId}"]`).waitFor();
    }
    await expectAccessible(page, 'the board');
    // By keyboard: the parts, the steps, the table's own scrolling, who is missing, the reminder, the deadlines.
    await page.locator('main h1').focus();
    const met = await tabThrough(page, 8 + gaps.length);
    for (const name of ['Äldre', 'Nyare', 'Organisationer och områden']) expect(met).toContain(name);
    expect(met.some((name) => name.startsWith('Påminn '))).toBe(true);

    const letters: string[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('/functions/v1/remind')) void response.text().then((text) => letters.push(text));
    });
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Påminn 1 vald' }).click();
    const reminders = page.getByTestId('reminders');
    await reminders.getByText('Ingen e-posttjänst är kopplad', { exact: false }).waitFor({ timeout: 60_000 });
    const letter = reminders.locator('pre');
    await expect
      .poll(() => letter.innerText())
      .toMatch(/saknas rapport från[\s\S]*#\/rapportera\/vecka[\s\S]*In English/);
    await expect
      .poll(() => reminders.getByRole('link', { name: /^Öppna brevet till/ }).getAttribute('href'))
      .toMatch(/^mailto:\?subject=Veckorapport%20saknas/);
    expect(letters.join('')).not.toContain('@');
    await expectAccessible(page, 'the reminders');
    await page.locator('[data-missing]', { hasText: 'Påminnelse' }).first().waitFor();
    await reminders.getByRole('button', { name: 'Stäng' }).click();

    // Rhythm and deadline of an area, and back again.
    await page.getByText('Rytm och sista tid per område').click();
    const area = page.locator('[data-deadline="granna"]');
    const hour = area.getByLabel('Klockslag för Gränna');
    const before = await hour.inputValue();
    await hour.selectOption('14');
    await area.getByRole('button', { name: /^Spara rytm/ }).click();
    await page.getByText('Gränna: rytm och sista tid är sparade.').waitFor();
    await page.reload();
    await page.getByText('Rytm och sista tid per område').click();
    await expect.poll(() => hour.inputValue()).toBe('14');
    await hour.selectOption(before);
    await area.getByRole('button', { name: /^Spara rytm/ }).click();
    await page.getByText('Gränna: rytm och sista tid är sparade.').waitFor();

    // On the narrowest phone, and with text twice as large: nothing runs out at the side; the deadlines are folded out.
    await page.setViewportSize({ width: 320, height: 640 });
    await page.getByRole('heading', { name: 'Inne', exact: true }).waitFor();
    expect(await widthOf(page)).toBe(320);
    await expectAccessible(page, 'the board at 320 px');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    await expect.poll(() => widthOf(page)).toBe(390);
    await expectAccessible(page, 'the board with text twice as large');
    expect(own(problems)).toEqual([]);
    await close();
  });

  it('is not for those who report, and speaks English too', async () => {
    const housing = await open(HOUSING, '#/inkommet/vecka', { size: 'phone' });
    expect(await housing.page.locator('[data-missing]').count()).toBe(0);
    await housing.page.getByRole('link', { name: 'Till läget' }).waitFor();
    await housing.close();
    const english = await open(COORDINATOR, '#/inkommet/vecka?bakat=0', { size: 'phone', language: 'en' });
    await english.page.getByRole('heading', { name: 'Who has reported' }).waitFor();
    await english.page.locator('.headline[data-back="0"]').waitFor();
    await expect
      .poll(() => english.page.locator('.headline').innerText())
      .toMatch(/\d+ of \d+ not heard from yet|All \d+ are in/);
    await expectAccessible(english.page, 'the board on a phone in English');
    expect(await widthOf(english.page)).toBe(390);
    expect(own(english.problems)).toEqual([]);
    await english.close();
  });
});

describe('one’s own reports', () => {
  it('show a question, take its answer and a correction, and what came of them', async () => {
    const [housing, lead] = [await asMember(url, HOUSING), await asMember(url, COORDINATOR)];
    const id = await post(housing, { category_id: 'glaskross' });
    const review = async (change: unknown): Promise<void> => {
      const mine = (await housing('rpc/my_reports', { p_municipality: HERE })) as { id: string; revision: number }[];
      const revision = mine.find((one) => one.id === id)?.revision ?? 0;
      const about = { p_municipality: HERE, p_id: id, p_change: change, p_revision: revision };
      const answer = (await lead('rpc/review_report', about)) as { saved: boolean };
      expect(answer.saved).toBe(true);
    };
    await review({ question: 'Vilken entré gällde det?' });

    const { page, context, problems, close } = await open(HOUSING, '#/rapportera/mina', { size: 'phone' });
    const report = page.locator(`[data-report="${id}"]`);
    await report.getByText('Vilken entré gällde det?').first().waitFor();
    await expect.poll(() => report.getAttribute('data-stage')).toBe('asked');
    await expect.poll(() => page.getByTestId('counts').innerText()).toMatch(/fråg(a|or) till dig/);
    await expectAccessible(page, 'one’s own reports');
    expect(await widthOf(page)).toBe(390);

    await report.getByRole('button', { name: /^Svara på frågan om Glaskross/ }).click();
    const form = page.getByRole('form', { name: /^Svara om/ });
    await form.getByRole('button', { name: 'Skicka' }).click();
    await form.getByRole('link', { name: 'Skriv ett svar, eller rätta rapporten.' }).waitFor();
    await expectAccessible(page, 'the form of an answer');
    await form.getByLabel('Ditt svar').fill('Ring 070-123 45 67');
    await form.getByRole('button', { name: 'Skicka' }).click();
    await form.getByRole('link', { name: /pekar på en person/ }).waitFor();
    await form.getByLabel('Ditt svar').fill('Den norra, mot parkeringen.');
    await form.getByText('Rätta uppgifterna').click();
    await form.getByLabel('Sorts plats').selectOption('parking');
    // A page that is loaded anew takes up what was begun.
    await page.reload();
    await expect.poll(() => form.getByLabel('Ditt svar').inputValue()).toBe('Den norra, mot parkeringen.');
    await form.getByText('Rätta uppgifterna').click();
    await expect.poll(() => form.getByLabel('Sorts plats').inputValue()).toBe('parking');

    // Without network it stays in the form.
    await context.setOffline(true);
    await form.getByRole('button', { name: 'Skicka' }).click();
    await form.getByText('Det du skrev står kvar.', { exact: false }).waitFor();
    await context.setOffline(false);
    // Meanwhile the coordinator has changed the category: both are shown, and the person chooses.
    await review({ categoryId: 'annan-skadegorelse' });
    await form.getByRole('button', { name: 'Skicka' }).click();
    const conflict = page.getByRole('alert').filter({ hasText: 'ändrades medan du skrev' });
    await expect.poll(() => conflict.innerText()).toContain('Annan skadegörelse');
    await expectAccessible(page, 'a report that two have changed');
    await conflict.getByRole('button', { name: 'Skicka mitt ändå' }).click();
    await page.getByText('det du skrev är mottaget', { exact: false }).waitFor();
    await expect.poll(() => report.getAttribute('data-stage')).toBe('seen');
    await report.getByText('Vad som har hänt med rapporten').click();
    await report.getByText('Du svarade: Den norra, mot parkeringen.').waitFor();

    await review({ reviewState: 'released' });
    await page.reload();
    await page.locator(`[data-report="${id}"][data-stage="released"]`).waitFor();
    expect(await report.getByRole('button', { name: /^Rätta/ }).count()).toBe(0);
    expect(own(problems)).toEqual([]);
    await close();
  });

  it('teach what will be seen there, in English, to who has not reported yet', async () => {
    const { page, problems, close } = await open('rapportor.raddning@jonkoping.demo', '#/rapportera/mina', {
      language: 'en',
    });
    await page.getByRole('heading', { name: 'My reports' }).waitFor();
    await page.locator('[data-report], section:has-text("You have not reported anything yet")').first().waitFor();
    await page.getByRole('link', { name: 'Weekly report' }).click();
    await page.getByRole('heading', { name: 'You are not expected to report regularly' }).waitFor();
    await expectAccessible(page, 'a weekly report of nothing');
    expect(own(problems)).toEqual([]);
    await close();
  });
});
