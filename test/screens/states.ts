/** Every screen in each state worth seeing: who is signed in, the address, and what to do there before the picture is taken. */
import type { Page } from 'playwright-core';
import { periodOf, shiftPeriod } from '../../src/domain/period';
import type { Basemap } from '../browser/visit';

export interface State {
  name: string;
  /** E-mail of the demo account; null: nobody is signed in. */
  who: string | null;
  /** Part of the address after `#`. */
  at: string;
  /** `dev` is what `npm start` runs, with the demo accounts offered; else the production build. */
  mode?: 'dev';
  basemap?: Basemap;
  prepare?: (page: Page) => Promise<void>;
}

const now = Date.now() / 1000;
const week = periodOf('week', now);
const lastWeek = shiftPeriod(week, -1).key;
const month = periodOf('month', now).key;
const tertial = periodOf('tertial', now).key;
const COORDINATOR = 'samordnare@jonkoping.demo';
const HOUSING = 'rapportor.bostad@jonkoping.demo';

async function settled(page: Page): Promise<void> {
  await page.locator('[data-testid="total"]').first().waitFor();
  await page.locator('[data-map-state="ready"][data-idle="true"]').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(700); // the map fades its labels in
}

async function fillReport(page: Page): Promise<void> {
  const what = page.getByRole('combobox').first();
  await what.fill('klotter');
  await what.press('ArrowDown');
  await what.press('Enter');
  const where = page.getByRole('combobox').nth(1);
  await where.fill('Öxnehaga');
  await where.press('ArrowDown');
  await where.press('Enter');
}

const submit = (page: Page): Promise<void> => page.locator('form button[type="submit"]').click();

export const STATES: State[] = [
  { name: '01-sign-in-demo', who: null, at: '/laget', mode: 'dev' },
  { name: '02-sign-in', who: null, at: '/laget' },
  {
    name: '03-sign-in-wrong',
    who: null,
    at: '/laget',
    prepare: async (page) => {
      await page.locator('#sign-in-email').fill('samordnare@jonkoping.demo');
      await page.locator('#sign-in-password').fill('fel');
      await page.locator('form:has(#sign-in-password) button[type="submit"]').click();
      await page.getByRole('alert').first().waitFor();
    },
  },
  { name: '10-situation-week-coordinator', who: COORDINATOR, at: `/laget?period=${lastWeek}`, prepare: settled },
  { name: '11-situation-this-week', who: COORDINATOR, at: '/laget', prepare: settled },
  { name: '12-situation-area', who: COORDINATOR, at: `/laget?period=${lastWeek}&area=oxnehaga`, prepare: settled },
  {
    name: '13-situation-month',
    who: COORDINATOR,
    at: `/laget?period=${month}&lager=omraden,tathet,platser`,
    prepare: settled,
  },
  {
    name: '14-situation-tertial-incidents',
    who: COORDINATOR,
    at: `/laget?period=${tertial}&lager=omraden,handelser`,
    prepare: settled,
  },
  { name: '15-situation-nothing', who: COORDINATOR, at: '/laget?period=2015-W10', prepare: settled },
  {
    name: '16-situation-no-basemap',
    who: COORDINATOR,
    at: `/laget?period=${lastWeek}`,
    basemap: 'silent',
    prepare: async (page) => {
      await settled(page);
      await page.waitForTimeout(4500);
    },
  },
  {
    name: '17-situation-hexagons',
    who: COORDINATOR,
    at: `/laget?period=${lastWeek}&area=oxnehaga&rutor=hex`,
    prepare: settled,
  },
  {
    name: '18-situation-repeats',
    who: COORDINATOR,
    at: `/laget?period=${lastWeek}&kategori=inbrott`,
    prepare: async (page) => {
      await settled(page);
      const handle = page.locator('.sheet .handle');
      if (await handle.isVisible()) {
        await handle.press('ArrowUp');
        await handle.press('ArrowUp');
      }
      const panel = page.locator('details:has(> summary h2)');
      await panel.locator('> summary').click();
      await panel.locator('caption').waitFor({ timeout: 60_000 });
      await panel.scrollIntoViewIfNeeded();
    },
  },
  { name: '20-situation-housing', who: HOUSING, at: `/laget?period=${lastWeek}`, prepare: settled },
  {
    name: '21-situation-viewer-eksjo',
    who: 'lasare.bostad@eksjo.demo',
    at: `/laget?period=${month}`,
    prepare: settled,
  },
  {
    name: '22-situation-police-eskilstuna',
    who: 'rapportor.polis@eskilstuna.demo',
    at: `/laget?period=${lastWeek}`,
    prepare: settled,
  },
  { name: '23-administrator', who: 'administrator@jonkoping.demo', at: '/laget' },
  { name: '24-two-memberships', who: 'tva.uppdrag@jonkoping.demo', at: '/rapportera' },
  { name: '30-report-empty', who: HOUSING, at: '/rapportera' },
  { name: '31-report-filled', who: HOUSING, at: '/rapportera', prepare: fillReport },
  { name: '32-report-errors', who: HOUSING, at: '/rapportera', prepare: submit },
  {
    name: '33-report-personal-data',
    who: HOUSING,
    at: '/rapportera',
    prepare: async (page) => {
      await fillReport(page);
      await page.locator('textarea').fill('Ring vaktmästaren på 070-123 45 67.');
      await page.locator('textarea').scrollIntoViewIfNeeded();
    },
  },
  {
    name: '34-report-receipt',
    who: HOUSING,
    at: '/rapportera',
    prepare: async (page) => {
      await fillReport(page);
      await submit(page);
      await page
        .getByRole('button', { name: /ångra|undo/i })
        .first()
        .waitFor();
    },
  },
  {
    name: '36-check-in',
    who: HOUSING,
    at: '/rapportera/vecka',
    prepare: async (page) => {
      // Something to answer for, whatever the demo's week is like.
      await page.locator('[data-check-in]').first().waitFor();
      const undo = page.getByRole('button', { name: /^(Ångra svaret|Undo the answer)/ }).last();
      for (let i = 0; i < 2 && (await undo.isVisible()); i++) await undo.click();
    },
  },
  {
    name: '37-my-reports',
    who: HOUSING,
    at: '/rapportera/mina',
    prepare: (page) => page.locator('[data-report]').first().waitFor(),
  },
  {
    name: '38-answer',
    who: HOUSING,
    at: '/rapportera/mina',
    prepare: (page) => page.locator('[data-report] .button').first().click(),
  },
  {
    name: '39-who-has-reported',
    who: COORDINATOR,
    at: '/inkommet/vecka',
    prepare: (page) => page.locator('.headline').waitFor(),
  },
  {
    name: '39b-reminders',
    who: COORDINATOR,
    at: '/inkommet/vecka?bakat=0',
    prepare: async (page) => {
      await page.locator('.remind .button').click();
      await page.getByTestId('reminders').waitFor();
    },
  },
  { name: '35-report-viewer', who: 'lasare.bostad@jonkoping.demo', at: '/rapportera' },
  {
    name: '40-print',
    who: COORDINATOR,
    at: `/laget?period=${lastWeek}&utskrift=1`,
    prepare: async (page) => {
      await page.locator('svg[role="img"]').first().waitFor();
    },
  },
  { name: '50-not-found', who: COORDINATOR, at: '/finns-inte' },
];
