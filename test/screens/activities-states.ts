/** The activities in each state worth seeing: the month, the list of a year, the map, the form with a series, and a pasted list. */
import type { Page } from 'playwright-core';
import type { State } from './states';

const COORDINATOR = 'samordnare@jonkoping.demo';
const AT = '/atgarder/aktiviteter';
const LIST =
  '13/1 Österängen, Gängsnacket · 15–16/4 Rosenlund (ungdomar) · 31/2 Råslätt · utan dag\n2 och 9 maj kl 18–20 trygghetsvandring Huskvarna';

const there = (page: Page): Promise<void> => page.locator('[data-year]').waitFor({ timeout: 60_000 });

export const ACTIVITIES_STATES: State[] = [
  { name: '120-activities-calendar', who: COORDINATOR, at: AT, prepare: there },
  { name: '121-activities-list', who: COORDINATOR, at: `${AT}?vy=lista&manad=2024-05`, prepare: there },
  {
    name: '122-activities-map',
    who: COORDINATOR,
    at: `${AT}?vy=karta`,
    prepare: async (page) => {
      await there(page);
      await page.locator('[data-map-state="ready"][data-idle="true"]').waitFor({ timeout: 60_000 });
    },
  },
  {
    name: '123-activities-form',
    who: COORDINATOR,
    at: AT,
    prepare: async (page) => {
      await there(page);
      await page.locator('form .ways button[type="button"]').first().click();
      await page.locator('#activity-title').fill('Trygghetsvandring');
      await page.locator('#activity-rhythm').selectOption('month-weekday');
      await page.waitForTimeout(300);
    },
  },
  {
    name: '124-activities-paste',
    who: COORDINATOR,
    at: `${AT}?vy=klistra&manad=2024-01`,
    prepare: async (page) => {
      await page.locator('#paste-text').fill(LIST);
      await page.locator('[data-paste-row="3"] button').click();
      await page.waitForTimeout(800);
    },
  },
];
