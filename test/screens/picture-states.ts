/** The pictures, the meeting, the actions, planned events and the log, each in the states worth seeing. */
import type { Page } from 'playwright-core';
import type { State } from './states';

const COORDINATOR = 'samordnare@jonkoping.demo';
const HOUSING = 'rapportor.bostad@jonkoping.demo';

const drawn = (page: Page): Promise<void> =>
  page.locator('[data-map-state="ready"][data-idle="true"]').first().waitFor({ timeout: 60_000 });

async function openDraft(page: Page): Promise<void> {
  await page.locator('.near button').first().click();
  await page.getByTestId('waiting').waitFor({ timeout: 90_000 });
  await page.locator('[data-draft-save]').waitFor();
}

const publishDialog = async (page: Page): Promise<void> => {
  await page.locator('[data-draft-save] .button.primary').click();
  await page.locator('dialog[open] h2').waitFor();
};

/** Last week's picture with its first place raised; the first who comes publishes it, for all states after. */
async function published(page: Page): Promise<void> {
  await page.locator('.near button').first().waitFor();
  await page.waitForTimeout(1500);
  if ((await page.locator('a[href*="/las?"]').count()) > 0) return;
  await openDraft(page);
  await page.locator('#general').fill('Lugn vecka i stort. Garaget i Öxnehaga centrum behöver uppmärksamhet.');
  const place = page.locator('input[type="checkbox"]').first();
  await place.check();
  await page.locator('[data-draft-save="saved"]').waitFor();
  await publishDialog(page);
  await page.locator('dialog .button.primary').click();
  await page.locator('dialog .done').waitFor({ timeout: 60_000 });
  await page.locator('dialog .button:not(.primary)').click();
  await page.goto(`${page.url().split('#')[0]}#/lagesbild`);
  await page.locator('a[href*="/las?"]').first().waitFor();
}

async function read(page: Page): Promise<void> {
  await page.locator('a[href*="/las?"]').first().click();
  await page.locator('main h1').first().waitFor();
  await page.waitForTimeout(2500);
}

/** @param slide of the address; null: the first. */
function meeting(slide: string | null, ready: (page: Page) => Promise<void> = published): State['prepare'] {
  return async (page) => {
    await ready(page);
    const address = (await page.locator('a[href*="/mote?"]').first().getAttribute('href')) ?? '';
    await page.evaluate((to) => (location.hash = to), slide ? `${address}&bild=${slide}` : address);
    await page.locator('[data-slide]').waitFor();
    await drawn(page);
    await page.waitForTimeout(900);
  };
}

const LIST = '/lagesbild';
const listed = (page: Page): Promise<void> => page.locator('a[href*="/las?"]').first().waitFor();

export const PICTURE_STATES: State[] = [
  { name: '60-pictures', who: COORDINATOR, at: LIST, prepare: published },
  { name: '61-draft', who: COORDINATOR, at: LIST, prepare: openDraft },
  {
    name: '62-publish',
    who: COORDINATOR,
    at: LIST,
    prepare: async (page) => {
      await openDraft(page);
      await publishDialog(page);
    },
  },
  {
    name: '63-read-coordinator',
    who: COORDINATOR,
    at: LIST,
    prepare: async (page) => {
      await published(page);
      await read(page);
    },
  },
  {
    name: '64-read-partner',
    who: HOUSING,
    at: LIST,
    prepare: async (page) => {
      await listed(page);
      await read(page);
    },
  },
  {
    name: '65-read-print',
    who: COORDINATOR,
    at: LIST,
    prepare: async (page) => {
      await published(page);
      await read(page);
      await page.locator('.export > button').click();
      await page.locator('.menu button').first().click();
      await page.locator('.print-page').waitFor();
    },
  },
  { name: '70-meeting-start', who: COORDINATOR, at: LIST, prepare: meeting(null) },
  { name: '71-meeting-area', who: COORDINATOR, at: LIST, prepare: meeting('omrade-oxnehaga') },
  { name: '72-meeting-place', who: COORDINATOR, at: LIST, prepare: meeting('plats-h1') },
  { name: '73-meeting-partner', who: HOUSING, at: LIST, prepare: meeting(null, listed) },
  { name: '80-actions', who: COORDINATOR, at: '/atgarder', prepare: (page) => page.waitForTimeout(1500) },
  {
    name: '81-action-form',
    who: COORDINATOR,
    at: '/atgarder',
    prepare: async (page) => {
      await page.locator('main .button.primary').first().click();
      await page.locator('#action-owner').waitFor();
    },
  },
  {
    name: '82-planned-event',
    who: HOUSING,
    at: '/rapportera',
    prepare: async (page) => {
      await page.locator('input[name="report-what"]').nth(1).check();
      await page.waitForTimeout(800);
    },
  },
  { name: '90-log', who: 'administrator@jonkoping.demo', at: '/logg', prepare: (page) => page.waitForTimeout(1500) },
];
