/** The import in the states worth seeing. */
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import type { State } from './states';

const GUARDS = 'rapportor.vaktare@jonkoping.demo';
const AT = '/rapportera/import';
const file = (name: string): string => resolve(import.meta.dirname, '../import-files', name);

async function choose(page: Page, name: string): Promise<void> {
  await page.locator('#import-file').waitFor({ state: 'attached' });
  await page.locator('#import-file').setInputFiles(file(name));
}

/** The guards' log, with its rows read. */
async function read(page: Page): Promise<void> {
  await choose(page, 'vaktarlogg-windows1252.csv');
  await page.locator('[data-testid="import-result"][aria-busy="false"]').waitFor();
}

const scrollTo = async (page: Page, id: string): Promise<void> => {
  await page.locator(`#${id}`).evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await page.waitForTimeout(400);
};

export const IMPORT_STATES: State[] = [
  { name: '95-import', who: GUARDS, at: AT, prepare: (page) => page.getByRole('list').last().waitFor() },
  { name: '96-import-columns', who: GUARDS, at: AT, prepare: read },
  {
    name: '97-import-values',
    who: GUARDS,
    at: AT,
    prepare: async (page) => {
      await read(page);
      await scrollTo(page, 'import-values-title');
    },
  },
  {
    name: '98-import-preview',
    who: GUARDS,
    at: AT,
    prepare: async (page) => {
      await read(page);
      await page.locator('[data-map-state="ready"][data-idle="true"]').first().waitFor({ timeout: 60_000 });
      await scrollTo(page, 'import-preview-title');
    },
  },
  {
    name: '99-import-broken',
    who: GUARDS,
    at: AT,
    prepare: async (page) => {
      await choose(page, 'losenord.xlsx');
      await page.getByRole('alert').first().waitFor();
    },
  },
];
