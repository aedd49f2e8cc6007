/** Importing a partner's list on the production build: mapped once and remembered, checked, stored as a whole, never twice, taken back; broken off; broken. */
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { toSweref } from '../../src/analysis/sweref99tm';
import { csvRecords } from '../../src/picture/read-csv';
import { launchChromium } from '../browser/chromium';
import { expectAccessible, signIn, visit } from './harness';
import type { Visit, VisitOptions } from './harness';
import { asMember } from './sharing-table';

const url = inject('appUrl');
const GUARDS = 'rapportor.vaktare@jonkoping.demo';
const COORDINATOR = 'samordnare@jonkoping.demo';
const files = resolve(import.meta.dirname, '../import-files');
let browser: Browser;
let folder = '';
beforeAll(async () => {
  browser = await launchChromium();
  folder = await mkdtemp(join(tmpdir(), 'lagesbild-import-'));
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The browser writes a line of its own for every request that fails; the product cannot silence it. */
const own = (problems: readonly string[]): string[] =>
  problems.filter((line) => !/Failed to load resource|ERR_FAILED/.test(line));

async function openImport(email: string, options: VisitOptions = {}): Promise<Visit> {
  const visited = await visit(browser, `${url}/#/rapportera/import`, options);
  await signIn(visited.page, email);
  await visited.page.locator('#import-file').waitFor({ state: 'attached' });
  return visited;
}

/** Chosen with the button, by keyboard, as a person does. */
async function choose(page: Page, path: string): Promise<void> {
  const asked = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^Välj (en annan )?fil|^Choose (a|another) file/ }).press('Enter');
  await (await asked).setFiles(path);
}

const sum = (page: Page): ReturnType<Page['locator']> => page.getByTestId('import-result').locator('.sum');
const settled = (page: Page): Promise<void> =>
  page.locator('[data-testid="import-result"][aria-busy="false"]').waitFor({ timeout: 60_000 });
const check = (page: Page): Promise<void> => page.getByRole('button', { name: 'Pröva mot servern' }).click();
const checked = async (page: Page): Promise<string> => {
  await page.getByTestId('import-checked').waitFor({ timeout: 60_000 });
  return (await page.getByTestId('import-checked').innerText()).replaceAll('\u00a0', ' ');
};

/** Some days ago, as the guards write it. */
const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
const [EAST, NORTH] = toSweref(14.1517, 57.7392).map(Math.round);

/** The guards' log of two weeks, in Windows-1252. */
async function guardsLog(): Promise<string> {
  const lines = [
    'Väktarbolaget – ronder;;;;;;;;',
    'Löpnr;Datum;Tid;Händelse;Objekt;Koordinat N;Koordinat E;Polisanmäld;Anteckning',
    `9001;${day(9)};21:30;Klotter;Råslätt centrum;;;nej;Färsk färg på väggen`,
    `9002;${day(8)};22.15;Skadegörelse - glaskross;Råslätt centrum;${NORTH};${EAST};ja;Ruta krossad vid entrén`,
    `9003;${day(8)};23:40;Ronderingslarm;Råslätts centrum, entrén;;;nej;Hög ljudnivå`,
    `9004;${day(7)};20:00-22:30;Ronderingslarm;Råslätts centrum, entrén;;;nej;`,
    `9005;${day(6)};19:05;Klotter;;${EAST};${NORTH};nej;`,
    `9006;${day(5)};25:10;Klotter;Råslätt centrum;;;nej;`,
    `9007;${day(4)};18:20;Bråk;Råslätt centrum;;;ja;Ring 070-174 06 05 vid frågor`,
  ];
  const path = join(folder, 'ronder vecka 47.csv');
  await writeFile(path, Buffer.from(`${lines.join('\r\n')}\r\n`.replace('–', '-'), 'latin1'));
  return path;
}

describe('a list of a partner', () => {
  it(
    'is mapped once and remembered, checked, stored, never twice, and taken back as a whole',
    { timeout: 300_000 },
    async () => {
      const { page, problems, close } = await openImport(GUARDS);
      await expectAccessible(page, 'the empty import');
      const log = await guardsLog();
      await choose(page, log);
      await settled(page);
      await page.getByText('Filen är sparad i Windows-1252', { exact: false }).waitFor();
      await page.getByText('Till exempel: Färsk färg på väggen', { exact: false }).waitFor();
      await page.getByRole('combobox', { name: 'Källa' }).selectOption({ label: 'Ny källa' });
      const name = page.getByRole('textbox', { name: 'Källans namn' });
      await expect.poll(() => name.inputValue()).toBe('ronder vecka');
      await name.fill('Prov av ronder');

      // The value that is not known comes first, with its rows; the doubtful place too. Both by keyboard.
      await page.getByText('1 värde är inte kopplat.').waitFor();
      const value = page.getByRole('combobox', { name: 'Kategori: Ronderingslarm' });
      await value.focus();
      await page.keyboard.type('Glas');
      await expect.poll(() => value.inputValue()).toBe('glaskross');
      await page.getByText('1 plats behöver ett val.').waitFor();
      await page
        .getByRole('combobox', { name: 'Plats för Råslätts centrum, entrén' })
        .selectOption({ label: 'Råslätt centrum' });
      await expect.poll(() => sum(page).innerText()).toBe('4 händelser kan importeras av 7 rader i filen');
      await settled(page);
      await expectAccessible(page, 'the mapped list');

      // What is left out comes as a file to mend.
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Ladda ner dem som fil' }).click();
      const download = await downloading;
      expect(download.suggestedFilename()).toBe('ronder vecka 47_ej-importerade.csv');
      const refused = await readFile(await download.path(), 'utf8');
      const cells = [...csvRecords(refused.slice(1), ';')].slice(1).map((record) => record.cells.slice(9));
      expect(cells).toEqual([
        ['7', `Koordinat N, Koordinat E ser ut att ha bytt plats (${EAST} och ${NORTH}).`],
        ['8', '”25:10” i kolumnen Tid är inget klockslag; skriv till exempel 21:30.'],
        ['9', 'Texten innehåller ett telefonnummer: ta bort det.'],
      ]);

      await check(page);
      await expect.poll(() => checked(page)).toContain('4 nya händelser');
      await page.getByRole('button', { name: 'Importera 4 händelser' }).click();
      await page.getByTestId('import-done').waitFor({ timeout: 60_000 });
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid')))
        .toBe('import-done');
      await expectAccessible(page, 'the receipt');

      // Again: the mapping is there, and nothing is new.
      await page.getByRole('button', { name: 'Importera en lista till' }).click();
      await choose(page, log);
      await page.getByText('Kopplingen från förra gången är ifylld.').waitFor();
      await expect.poll(() => sum(page).innerText()).toBe('4 händelser kan importeras av 7 rader i filen');
      expect(await page.getByRole('combobox', { name: 'Källa' }).inputValue()).not.toBe('');
      await page.getByText('Alla värden är kopplade.').first().waitFor();
      await check(page);
      await expect.poll(() => checked(page)).toContain('Inget är nytt');

      // Taken back as a whole, from the list; then it could come again.
      await page.getByRole('button', { name: 'Avbryt', exact: true }).click();
      // The newest stands first.
      await page.getByRole('button', { name: 'Ångra importen av ronder vecka 47.csv' }).first().click();
      await page.getByRole('button', { name: 'Ja, ta bort dem' }).click();
      await page.getByText('Ångrat: 4 händelser är borttagna.').waitFor();
      await check(page);
      await expect.poll(() => checked(page)).toContain('4 nya händelser');
      await page.getByRole('button', { name: 'Avbryt', exact: true }).click();
      expect(own(problems)).toEqual([]);
      await close();
    },
  );

  it(
    'broken off stores nothing, goes on where it stopped, and keeps what was mapped when the page is gone',
    { timeout: 300_000 },
    async () => {
      const { page, context, problems, close } = await openImport(GUARDS);
      const rows = Array.from(
        { length: 1200 },
        (_, i) => `${i};${day(1 + (i % 50))} ${String(i % 24).padStart(2, '0')}:15;Klotter;57,7392;14,1517`,
      );
      const path = join(folder, 'lang.csv');
      await writeFile(path, `nr;datum;kategori;lat;lon\n${rows.join('\n')}\n`);
      await choose(page, path);
      await settled(page);
      const stored = async (): Promise<number> => {
        const ask = await asMember(url, GUARDS);
        const imports = (await ask('rpc/imports_of', { p_municipality: '0680' })) as {
          name: string;
          stored: number;
          state: string;
        }[];
        return imports
          .filter((one) => one.name === 'lang.csv' && one.state === 'done')
          .reduce((all, one) => all + one.stored, 0);
      };
      let calls = 0;
      await context.route('**/rpc/import_rows', (route) => (++calls === 2 ? route.abort() : route.continue()));
      await check(page);
      await page.getByText('Kontakten bröts efter 500 av 1 200 rader.', { exact: false }).waitFor();
      expect(await stored()).toBe(0);
      await page.getByRole('button', { name: 'Försök igen' }).click();
      await expect.poll(() => checked(page)).toContain('1 200 nya händelser');
      expect(calls).toBe(4);

      // The tab goes; nothing is stored, and the next visit says so.
      await page.reload();
      await page.getByText('Importen av lang.csv blev inte klar', { exact: false }).waitFor();
      expect(await stored()).toBe(0);
      await choose(page, path);
      await page.getByText('Det du kopplade förra gången är ifyllt.').waitFor();
      await settled(page);
      await check(page);
      await expect.poll(() => checked(page)).toContain('1 200 nya händelser');
      // The answer to the storing is lost: asked again it is not stored twice.
      let finishes = 0;
      await context.route('**/rpc/finish_import', async (route) => {
        if (++finishes > 1) return route.continue();
        await route.fetch();
        return route.abort();
      });
      await page.getByRole('button', { name: 'Importera 1 200 händelser' }).click();
      await page.getByText('Inget svar kom på om importen lagrades.', { exact: false }).waitFor({ timeout: 60_000 });
      await page.getByRole('button', { name: 'Försök igen' }).click();
      await page.getByTestId('import-done').waitFor({ timeout: 60_000 });
      expect(await stored()).toBe(1200);
      await page.getByTestId('import-done').getByText('1 200 händelser är importerade').waitFor();
      await page
        .locator('#import-send')
        .getByRole('button', { name: /^Ångra importen/ })
        .click();
      await page.getByRole('button', { name: 'Ja, ta bort dem' }).first().click();
      await page.getByText('Ångrat: 1 200 händelser är borttagna.').first().waitFor({ timeout: 60_000 });
      expect(own(problems)).toEqual([]);
      await close();
    },
  );

  it('comes as a workbook too, in English, and a broken one ends in a sentence', { timeout: 180_000 }, async () => {
    const { page, problems, close } = await openImport(COORDINATOR, { language: 'en' });
    await choose(page, join(files, 'ronder-sammanslagna-formler.xlsx'));
    await settled(page);
    await page.getByText('The sheet has merged cells (2).', { exact: false }).waitFor();
    await expect.poll(() => page.getByRole('combobox', { name: 'Sheet' }).inputValue()).toBe('Ronder v47');
    await expect.poll(() => sum(page).innerText()).toBe('2 incidents can be imported of 3 rows of the file');
    await page.getByText('The position is missing in the columns Plats.').waitFor();
    await expectAccessible(page, 'the workbook, in English');

    const large = join(folder, 'stor.csv');
    const handle = await open(large, 'w');
    await handle.truncate(100_000_000);
    await handle.close();
    const broken: [string, RegExp][] = [
      [large, /stor.csv is 100 MB, more than 50 MB: split it/],
      [join(files, 'pdf-som-heter.csv'), /is a PDF: ask for the list as CSV or XLSX/],
      [join(files, 'losenord.xlsx'), /protected by a password/],
      [join(files, 'fel-avgransare.csv'), /save it as CSV with semicolon, comma or tab/],
      [join(files, 'tom.csv'), /is empty: export the list again/],
    ];
    for (const [path, said] of broken) {
      await choose(page, path);
      await page.getByRole('alert').filter({ hasText: said }).waitFor();
      expect(await page.getByTestId('import-result').count()).toBe(0);
    }
    await expectAccessible(page, 'a broken file');
    expect(own(problems)).toEqual([]);
    await close();
  });

  it(
    'is imported by keyboard, on the narrowest screen and with text at twice its size',
    { timeout: 180_000 },
    async () => {
      const { page, problems, close } = await openImport(GUARDS, { colorScheme: 'dark' });
      await choose(page, await guardsLog());
      await settled(page);
      // The source has the focus after the file; from there every control is reached in the order of the page, each with a name.
      await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('import-source-title');
      const reached: string[] = [];
      for (let i = 0; i < 60 && !reached.includes('Pröva mot servern'); i++) {
        await page.keyboard.press('Tab');
        reached.push(
          await page.evaluate(() => {
            const element = document.activeElement as HTMLElement & { labels?: NodeListOf<HTMLElement> };
            const label = element.getAttribute('aria-label') ?? element.labels?.[0]?.innerText ?? element.innerText;
            return label.split('\n')[0]?.trim() ?? '';
          }),
        );
      }
      expect(reached).not.toContain('');
      for (const control of [
        'Källa',
        'Datum, eller början',
        'Plats eller adress',
        'Kategori: Klotter',
        'Ladda ner dem som fil',
      ])
        expect(reached).toContain(control);
      expect(reached.at(-1)).toBe('Pröva mot servern');

      const overflow = (): Promise<number> =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await overflow(), 'wider than 320 px').toBe(0);
      await expectAccessible(page, 'the import at 320 px, in the dark');
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
      expect(await overflow(), 'wider than the page at 200 % text').toBe(0);
      await check(page);
      expect(await checked(page)).toMatch(/nya händelser|ny händelse|Inget är nytt/);
      await page.getByRole('button', { name: 'Avbryt', exact: true }).click();
      expect(own(problems)).toEqual([]);
      await close();
    },
  );

  it('is not for those who only read', async () => {
    const { page, close } = await visit(browser, `${url}/#/rapportera/import`);
    await signIn(page, 'polis@jonkoping.demo');
    await page.getByRole('heading', { name: 'Bara den som rapporterar importerar' }).waitFor();
    await close();
  });
});
