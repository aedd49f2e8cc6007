/** Service promises and the year's wheel in each state worth seeing. */
import type { Page } from 'playwright-core';
import type { State } from './states';

const COORDINATOR = 'samordnare@eskilstuna.demo';

async function listed(page: Page): Promise<void> {
  await page.locator('[data-case]').first().waitFor({ timeout: 60_000 });
  await page.locator('[data-map-state="ready"][data-idle="true"]').waitFor({ timeout: 60_000 });
}

export const SERVICE_STATES: State[] = [
  { name: '120-service-board', who: COORDINATOR, at: '/atgarder/service', prepare: listed },
  {
    name: '121-service-done',
    who: COORDINATOR,
    at: '/atgarder/service',
    prepare: async (page) => {
      await listed(page);
      await page.locator('[data-case] .primary').first().click();
      await page.locator('[data-case][data-band="done"]').waitFor();
      await page.locator('[data-case] [aria-expanded]').first().click();
    },
  },
  {
    name: '122-service-share',
    who: COORDINATOR,
    at: '/atgarder/service?visa=andel',
    prepare: async (page) => {
      await page.locator('[data-kept]').waitFor({ timeout: 60_000 });
    },
  },
  {
    name: '123-service-report',
    who: COORDINATOR,
    at: '/atgarder/service?visa=manad',
    prepare: async (page) => {
      await page.locator('[data-kept]').waitFor({ timeout: 60_000 });
    },
  },
  {
    name: '124-service-promises',
    who: COORDINATOR,
    at: '/atgarder/service?visa=loften',
    prepare: async (page) => {
      await page.locator('[data-promise]').first().waitFor({ timeout: 60_000 });
      await page.locator('[data-promise] button').first().click();
    },
  },
  {
    name: '126-year',
    who: COORDINATOR,
    at: '/lagesbild/arshjul',
    prepare: async (page) => {
      await page.locator('[data-years]').waitFor({ timeout: 60_000 });
    },
  },
  {
    name: '127-year-months',
    who: COORDINATOR,
    at: '/lagesbild/arshjul?steg=manad',
    prepare: async (page) => {
      await page.locator('[data-question="pay"]').waitFor({ timeout: 60_000 });
      await page.locator('[data-question="pay"]').scrollIntoViewIfNeeded();
    },
  },
  {
    name: '125-service-none',
    who: 'samordnare@jonkoping.demo',
    at: '/atgarder/service',
    prepare: async (page) => {
      await page.locator('.empty').waitFor({ timeout: 60_000 });
    },
  },
];
