/** The areas of a municipality, and drawing them, in each state worth seeing. */
import type { Page } from 'playwright-core';
import type { State } from './states';

const COORDINATOR = 'samordnare@eksjo.demo';
const AT = '/installningar/omraden';

async function listed(page: Page): Promise<void> {
  await page.locator('[data-area]').first().waitFor({ timeout: 60_000 });
  await page.locator('[data-map-state="ready"][data-idle="true"]').waitFor({ timeout: 60_000 });
}
const pressed = (page: Page, name: RegExp): Promise<void> => page.getByRole('button', { name }).first().click();

export const SETTINGS_AREAS_STATES: State[] = [
  { name: '180-areas', who: COORDINATOR, at: AT, prepare: listed },
  {
    name: '181-area',
    who: COORDINATOR,
    at: AT,
    prepare: async (page) => {
      await listed(page);
      await page.locator('[data-area="mariannelund"] .one').click();
      await pressed(page, /Flytta hörn|Move corners/);
      await page.locator('[data-drawing="edit"]').waitFor();
      await page.waitForTimeout(1500);
    },
  },
  {
    name: '182-area-file',
    who: COORDINATOR,
    at: AT,
    prepare: async (page) => {
      await listed(page);
      await pressed(page, /Ladda upp fil|Upload a file/);
      const ring = [
        [14.99, 57.68],
        [15.01, 57.7],
        [15.01, 57.68],
        [14.99, 57.7],
        [14.99, 57.68],
      ];
      const feature = {
        type: 'Feature',
        properties: { namn: 'Prästängen' },
        geometry: { type: 'Polygon', coordinates: [ring] },
      };
      await page.locator('#areas-file').setInputFiles({
        ...{ name: 'omraden.geojson', mimeType: 'application/json' },
        buffer: Buffer.from(JSON.stringify(feature)),
      });
      await page.locator('#findings-title').waitFor();
      await page.waitForTimeout(1500);
    },
  },
];
