/** Categories, named places, rules and appearance in each state worth seeing. */
import type { Page } from 'playwright-core';
import type { State } from './states';

const ADMINISTRATOR = 'administrator@jonkoping.demo';
const COORDINATOR = 'samordnare@jonkoping.demo';

async function register(page: Page): Promise<void> {
  await page.locator('[data-place]').first().waitFor({ timeout: 60_000 });
  await page.locator('[data-map-state="ready"][data-idle="true"]').waitFor({ timeout: 60_000 });
}

export const SETTINGS_LOOK_STATES: State[] = [
  {
    name: '180-settings-categories',
    who: COORDINATOR,
    at: '/installningar/kategorier',
    prepare: async (page) => {
      await page.locator('[data-category]').first().waitFor({ timeout: 60_000 });
    },
  },
  {
    name: '181-settings-category-form',
    who: COORDINATOR,
    at: '/installningar/kategorier',
    prepare: async (page) => {
      await page.locator('[data-category] [data-edit]').first().click({ timeout: 60_000 });
      await page.locator('#category-name').scrollIntoViewIfNeeded();
    },
  },
  { name: '182-settings-places', who: COORDINATOR, at: '/installningar/platser', prepare: register },
  {
    name: '183-settings-place-form',
    who: COORDINATOR,
    at: '/installningar/platser',
    prepare: async (page) => {
      await register(page);
      await page.locator('[data-place] button').first().click();
      await page.locator('#place-editor').waitFor();
    },
  },
  {
    name: '184-settings-rules',
    who: ADMINISTRATOR,
    at: '/installningar/regler',
    prepare: async (page) => {
      await page.locator('#rule-days-row').fill('400', { timeout: 60_000 });
      await page.getByRole('button', { name: /Räkna vad|Count what/ }).click();
      await page.locator('[data-clears]').first().waitFor();
    },
  },
  {
    name: '185-settings-look',
    who: ADMINISTRATOR,
    at: '/installningar/utseende',
    prepare: async (page) => {
      await page.locator('#basemap-own').check({ timeout: 60_000 });
      await page.locator('#basemap-address').fill('karta.pmtiles');
    },
  },
];
