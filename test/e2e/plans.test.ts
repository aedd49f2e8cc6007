/** Promises and plans in the three municipalities: entered, followed up, published, and read by anybody without an account. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../browser/chromium';
import { expectAccessible, signIn, visit } from './harness';
import type { Visit, VisitOptions } from './harness';
import { asMember } from './sharing-table';

const url = inject('appUrl');
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

/** Reads the page for everybody without an account. @returns its text, and every request to the database with its answer. */
async function readPublic(
  hash: string,
  options: VisitOptions = {},
): Promise<Visit & { asked: string[]; answers: string }> {
  const visited = await visit(browser, `${url}/manifest.webmanifest`, options);
  const asked: string[] = [];
  const bodies: Promise<string>[] = [];
  visited.page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!/^\/(rest|auth|functions|storage)\//.test(pathname)) return;
    asked.push(pathname);
    bodies.push(response.text());
  });
  await visited.page.goto(`${url}/${hash}`);
  await visited.page.getByRole('heading', { level: 1 }).waitFor({ timeout: 60_000 });
  return { ...visited, asked, answers: (await Promise.all(bodies)).join('\n') };
}

/** Publishes the tertial that is chosen; a correction where there is a version already. */
async function publish(page: Page, period: string, correction: string | null): Promise<void> {
  const choice = page.getByLabel('Tertial att publicera');
  if ((await choice.count()) > 0) await choice.selectOption({ label: period });
  await page.getByRole('button', { name: `Publicera ${period}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('[data-follow-up]').waitFor({ timeout: 60_000 });
  if (correction !== null) await dialog.getByLabel('Vad är rättat?').fill(correction);
  await dialog.getByRole('button', { name: /^Publicera version/ }).click();
  await dialog.getByText(/^Version \d+ är publicerad/).waitFor();
  await dialog.getByRole('button', { name: 'Stäng' }).click();
}

const saved = async (page: Page): Promise<void> => {
  await page.getByRole('dialog').locator('[data-save="saved"]').getByText('Sparat').waitFor();
};

describe('promises and plans', { timeout: 300_000 }, () => {
  it('Jönköping: the promise is changed, a cell corrected, and published with its rows in three columns', async () => {
    const { page, problems, close } = await open('samordnare@jonkoping.demo', '#/atgarder/loften');
    await page.locator('[data-plan="medborgarlofte-2024"]').waitFor();
    await expectAccessible(page, 'the list');
    await page.getByRole('link', { name: 'Medborgarlöfte 2024', exact: true }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Medborgarlöfte 2024' }).waitFor();
    const sup = page.locator('[data-commitment]').filter({ hasText: 'Sammanhållen utveckling' });
    await sup.getByText('4 av 6 samtal').waitFor();
    await sup.getByRole('button', { name: /^Ändra/ }).press('Enter');
    const plan = page.getByLabel('Tidplan');
    await plan.fill('Varje månad');
    await expectAccessible(page, 'the form of a commitment');
    // What is typed survives a reload.
    await page.waitForTimeout(200);
    await page.reload();
    await page.getByText('Det du hade börjat skriva finns kvar.').waitFor({ timeout: 60_000 });
    await expect.poll(() => plan.inputValue()).toBe('Varje månad');
    await page.getByRole('button', { name: 'Spara', exact: true }).press('Enter');
    await sup.getByText('Tidplan: Varje månad').waitFor();

    await page.getByRole('link', { name: 'Följ upp per tertial' }).click();
    const cell = page.locator('[data-row]').filter({ hasText: 'EST utvecklas' }).locator('[data-period="2024-T3"]');
    await cell.getByRole('button', { name: /^Ändra/ }).click();
    await page.getByLabel('Vad har hänt?').fill('Verktyget används i två områden, med Öxnehaga som pilotområde.');
    await saved(page);
    await expectAccessible(page, 'the cell');
    await page.getByRole('button', { name: 'Färdig' }).click();
    await expectAccessible(page, 'the table');
    await publish(page, 'Tertial 3 2024', 'Antalet områden');
    await page.getByRole('link', { name: 'Tertial 3 2024, version 2, alla' }).waitFor();
    expect(problems).toEqual([]);
    await close();

    const open_ = await readPublic('#/offentligt/0680/medborgarlofte-2024?period=2024-T3');
    await expect
      .poll(() => open_.page.locator('thead').first().locator('th').allInnerTexts())
      .toEqual([
        expect.stringContaining('Åtagande'),
        ...[1, 2, 3].map((n) => expect.stringContaining(`Tertial ${n} 2024`) as unknown),
      ]);
    const rows = open_.page.locator('[data-row]');
    await expect.poll(() => rows.count()).toBe(11);
    // The rows of the table that police and municipality publish, each told of in all three tertials.
    for (const name of [
      ...['EST utvecklas', 'lagen', 'Sociala insatsgrupper', 'Sammanhållen', 'Trygg Trapp', 'Vätterhems'],
      ...['Flickor', 'nära relationer', 'extremism', 'medborgardialoger', 'Krogar mot knark'],
    ]) {
      const cells = await rows.filter({ hasText: name }).locator('td').allInnerTexts();
      expect(cells, name).toHaveLength(3);
      for (const text of cells) expect(text.trim().length, name).toBeGreaterThan(10);
      expect(cells.join(), name).not.toContain('Inget skrivet');
    }
    await expect
      .poll(() => rows.filter({ hasText: 'EST utvecklas' }).innerText())
      .toContain('i två områden, med Öxnehaga');
    await expect.poll(() => rows.filter({ hasText: 'medborgardialoger' }).innerText()).toContain('15–16/4 Rosenlund');
    await expect.poll(() => open_.page.locator('dl').innerText()).toMatch(/Version:?\s*2[\s\S]*Antalet områden/);
    await open_.close();
  });

  it('Eksjö: a logged walk fills the counter, and the public page counts the operations', async () => {
    const coordinator = await asMember(url, 'samordnare@eksjo.demo');
    const [plan] = (await coordinator('rpc/plans_of', { p_municipality: '0686' })) as {
      commitments: { id: string; title: string }[];
    }[];
    const walks = plan?.commitments.find(({ title }) => title.includes('Mariannelund'));
    const { page, problems, close } = await open(
      'samordnare@eksjo.demo',
      '#/atgarder/loften?plan=medborgarlofte-2020-2021',
    );
    const item = page.locator(`[data-commitment="${walks?.id ?? ''}"]`);
    await item.getByText('1 av 2 vandringar').waitFor();
    const at = Date.parse('2021-09-14T16:00:00Z') / 1000;
    await coordinator('rpc/save_activity', {
      p_municipality: '0686',
      p_activity: {
        ...{ id: crypto.randomUUID(), organisationId: 'kommunen', title: 'Trygghetsvandring', kind: 'safety_walk' },
        ...{ startsAt: at, endsAt: at + 7200, position: null, areaId: 'mariannelund', visitors: null, state: 'done' },
        ...{ revision: 0, mayEdit: true, commitmentId: walks?.id, theme: 'kvällstid' },
      },
      p_revision: 0,
    });
    // The screen hears of it by itself.
    await item.getByText('2 av 2 vandringar').waitFor();
    await expect.poll(() => item.locator('[data-standing="met"]').count()).toBe(1);
    // Removed and brought back, by keyboard; then moved down.
    const other = page.locator('[data-commitment]').filter({ hasText: 'annan ort' });
    await other.getByText('Mer', { exact: true }).press('Enter');
    await other.getByRole('button', { name: 'Ta bort' }).press('Enter');
    await page.getByRole('button', { name: 'Ångra' }).press('Enter');
    await other.getByText('1 av 1 vandring').waitFor();

    await page.getByRole('link', { name: 'Följ upp per tertial' }).click();
    const told = page.locator(`[data-row="${walks?.id ?? ''}"] [data-period="2021-T3"]`);
    await told.getByRole('button', { name: /^Ändra/ }).click();
    await page.getByLabel('Vad har hänt?').fill('Båda vandringarna är gjorda.');
    await page.getByRole('radio', { name: 'Klart' }).check();
    await saved(page);
    await page.getByRole('button', { name: 'Färdig' }).click();
    const draft = page.locator(`[data-row="${walks?.id ?? ''}"] [data-period="2021-T3"]`);
    await draft.locator('[data-state="done"]').waitFor();
    const before = Number(await page.locator('[data-lacking]').getAttribute('data-lacking'));
    await page
      .getByRole('button', { name: /^Ta över utkastet/ })
      .first()
      .press('Enter');
    await expect.poll(() => page.locator('[data-lacking]').getAttribute('data-lacking')).toBe(String(before - 1));
    await page.getByRole('button', { name: 'Nästa som saknas' }).press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await publish(page, 'Tertial 3 2021', 'Andra vandringen');
    expect(problems).toEqual([]);
    await close();

    const phone = await readPublic('#/offentligt/0686/medborgarlofte-2020-2021', {
      ...{ size: 'phone', language: 'en', colorScheme: 'dark' },
    });
    const rows = phone.page.locator('[data-row]');
    await expect
      .poll(() => rows.filter({ hasText: 'Minst tio riktade insatser' }).innerText())
      .toMatch(/Target: at least 10 insatser\s+10 of 10 insatser\s+✓ Met/);
    await expect
      .poll(() => rows.filter({ hasText: 'Två trygghetsvandringar i Mariannelund' }).innerText())
      .toMatch(/2 of 2 vandringar/);
    await expectAccessible(phone.page, 'the public page on a phone');
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await phone.page.getByRole('link', { name: 'All that is published' }).click();
    await phone.page.getByRole('heading', { level: 1, name: 'Promises and plans in Eksjö' }).waitFor();
    await expectAccessible(phone.page, 'the public list');
    expect(phone.problems).toEqual([]);
    await phone.close();
  });

  it('Eskilstuna: a commitment with what both parties do is entered, told of and published; nothing else leaves', async () => {
    const { page, problems, close } = await open(
      'samordnare@eskilstuna.demo',
      '#/atgarder/loften?plan=overenskommelse-2024-2027',
    );
    await page.getByRole('button', { name: 'Nytt åtagande i Tilliten i områdena ökar' }).press('Enter');
    await page.getByRole('button', { name: 'Spara', exact: true }).press('Enter');
    await page.getByRole('alert').getByText('Skriv ett namn.').waitFor();
    await page.getByLabel('Namn').fill('Öppet hus på torget');
    await page.getByLabel('Ansvarig organisation').selectOption({ value: 'kommunen' });
    await page.getByLabel('Antal eller nivå').fill('2');
    await page.getByLabel('Av vad').fill('tillfällen');
    const parties = page.getByRole('group', { name: 'Vad var och en gör' });
    for (const name of [/kommun$/, /^Polisen$/]) await parties.getByRole('checkbox', { name }).check();
    const parts = page.getByRole('textbox', { name: /^Vad .* gör$/ });
    await parts.nth(0).fill('Ställer i ordning torget.');
    await parts.nth(1).fill('Svarar på frågor.');
    await page.getByRole('button', { name: 'Spara', exact: true }).press('Enter');
    const item = page.locator('[data-commitment]').filter({ hasText: 'Öppet hus på torget' });
    await item.getByText('0 av 2 tillfällen').waitFor();
    const id = (await item.getAttribute('data-commitment')) ?? '';

    await page.getByRole('link', { name: 'Följ upp per tertial' }).click();
    const now = page.locator(`[data-row="${id}"] td`).first();
    await now.getByRole('button', { name: /^Skriv/ }).click();
    await page.getByLabel('Vad har hänt?').fill('Första gången hölls i mars.');
    await page.getByLabel(/^Antal \(tillfällen\)/).fill('1');
    await saved(page);
    await page.getByRole('button', { name: 'Färdig' }).click();
    const period = (await page.getByLabel('Tertial att publicera').locator('option').first().innerText()).trim();
    await publish(page, period, null);
    expect(problems).toEqual([]);
    await close();

    const coordinator = await asMember(url, 'samordnare@eskilstuna.demo');
    const [plan] = (await coordinator('rpc/plans_of', { p_municipality: '0484' })) as {
      commitments: { title: string; sharing: string }[];
    }[];
    const kept = (plan?.commitments ?? []).filter(({ sharing }) => sharing !== 'public').map(({ title }) => title);
    expect(kept.length).toBeGreaterThan(1);
    const anybody = await readPublic('#/offentligt/0484/overenskommelse-2024-2027');
    const row = anybody.page.locator('[data-row]').filter({ hasText: 'Öppet hus på torget' });
    const words = await row.innerText();
    for (const part of ['Ställer i ordning torget.', 'Svarar på frågor.', '1 av 2 tillfällen', 'hölls i mars']) {
      expect(words).toContain(part);
    }
    expect([...new Set(anybody.asked)].sort()).toEqual([
      '/rest/v1/rpc/logo_of', // of the municipality, for everybody
      '/rest/v1/rpc/public_follow_up',
      '/rest/v1/rpc/public_follow_ups',
    ]);
    const shown = anybody.answers + (await anybody.page.content());
    for (const title of kept) expect(shown, title).not.toContain(title);
    await expectAccessible(anybody.page, 'the public page');
    await anybody.page.goto(`${url}/#/offentligt/0484/finns-inte`);
    await anybody.page.getByRole('heading', { name: 'Den här uppföljningen finns inte' }).waitFor();
    expect(anybody.problems).toEqual([]);
    await anybody.close();

    // The housing company writes its own cells, on a phone, and reads what partners get.
    const housing = await open(
      'rapportor.bostad@eskilstuna.demo',
      '#/atgarder/loften/uppfoljning?plan=overenskommelse-2024-2027',
      {
        ...{ size: 'phone', language: 'en' },
      },
    );
    await housing.page
      .getByRole('button', { name: /^(Write|Change): Trygghetsvandringar/ })
      .first()
      .waitFor();
    expect(await housing.page.getByRole('button', { name: /^(Write|Change): Öppna kvällar/ }).count()).toBe(0);
    expect(
      (await housing.page.getByText(kept[0] ?? '-').count()) +
        (await housing.page.getByRole('button', { name: /^Publish/ }).count()),
    ).toBe(0);
    await expectAccessible(housing.page, 'the table on a phone');
    await housing.page.getByRole('link', { name: /version 1, partners in EST/ }).click();
    await housing.page.locator('[data-follow-up]').waitFor();
    const menu = housing.page.getByRole('button', { name: 'Export' });
    await menu.click();
    const [file] = await Promise.all([
      housing.page.waitForEvent('download'),
      housing.page.getByRole('button', { name: /^Document/ }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(
      /^follow-up_eskilstuna_overenskommelse-2024-2027_\d{4}-T\d_v1_partners\.docx$/,
    );
    await expectAccessible(housing.page, 'the version for partners');
    expect(housing.problems).toEqual([]);
    await housing.close();
  });
});
