/** Promises and plans in each state worth seeing: the list, a plan, its form, the follow-up, a cell, the preview, what is published, and the page for everybody. */
import type { Page } from 'playwright-core';
import type { State } from './states';

const COORDINATOR = 'samordnare@jonkoping.demo';
const ESKILSTUNA = 'samordnare@eskilstuna.demo';
const PLAN = '/atgarder/loften?plan=overenskommelse-2024-2027';
const FOLLOW_UP = '/atgarder/loften/uppfoljning?plan=overenskommelse-2024-2027';

const there =
  (selector: string) =>
  async (page: Page): Promise<void> => {
    await page.locator(selector).first().waitFor({ timeout: 60_000 });
    await page.waitForTimeout(300);
  };

export const PLANS_STATES: State[] = [
  { name: '130-plans', who: COORDINATOR, at: '/atgarder/loften', prepare: there('[data-plan]') },
  { name: '131-plans-one', who: ESKILSTUNA, at: PLAN, prepare: there('[data-commitment]') },
  {
    name: '132-plans-form',
    who: ESKILSTUNA,
    at: PLAN,
    prepare: async (page) => {
      await there('[data-commitment]')(page);
      await page
        .locator('[data-commitment]')
        .first()
        .getByRole('button', { name: /^(Ändra|Change)/ })
        .click();
    },
  },
  { name: '133-plans-follow-up', who: ESKILSTUNA, at: FOLLOW_UP, prepare: there('[data-cell]') },
  {
    name: '134-plans-cell',
    who: ESKILSTUNA,
    at: FOLLOW_UP,
    prepare: async (page) => {
      await there('[data-cell]')(page);
      await page.getByRole('button', { name: /^(Nästa som saknas|Next that is lacking)/ }).click();
      await page.waitForTimeout(300);
    },
  },
  {
    name: '135-plans-publish',
    who: COORDINATOR,
    at: '/atgarder/loften/uppfoljning?plan=medborgarlofte-2024',
    prepare: async (page) => {
      await there('[data-cell]')(page);
      await page.getByRole('button', { name: /^(Publicera|Publish) / }).click();
      await there('dialog [data-follow-up]')(page);
    },
  },
  {
    name: '136-plans-published',
    who: 'rapportor.bostad@jonkoping.demo',
    at: '/atgarder/loften/las?plan=medborgarlofte-2024&period=2024-T3&till=partners',
    prepare: there('[data-follow-up]'),
  },
  { name: '137-public', who: null, at: '/offentligt/0680/medborgarlofte-2024', prepare: there('[data-follow-up]') },
  { name: '138-public-list', who: null, at: '/offentligt/0686', prepare: there('h1') },
  { name: '139-public-unknown', who: null, at: '/offentligt/0680/finns-inte', prepare: there('h1') },
];
