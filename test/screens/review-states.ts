/** The inbox in each state worth seeing: the board with a likely duplicate, a question, the place put right, several at once, all reviewed, and proposed places. */
import type { Page } from 'playwright-core';
import type { State } from './states';

const COORDINATOR = 'samordnare@jonkoping.demo';

async function listed(page: Page): Promise<void> {
  await page.locator('[data-selected]').waitFor({ timeout: 60_000 });
  await page.locator('.board[aria-busy="false"]').waitFor();
  await page.locator('[data-map-state="ready"][data-idle="true"]').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(1500); // the map goes to the report
}

const pressed =
  (...keys: string[]) =>
  async (page: Page): Promise<void> => {
    await listed(page);
    for (const key of keys) await page.keyboard.press(key);
    await page.waitForTimeout(800);
  };

export const REVIEW_STATES: State[] = [
  { name: '100-review', who: COORDINATOR, at: '/inkommet', prepare: listed },
  {
    name: '101-review-question',
    who: COORDINATOR,
    at: '/inkommet',
    prepare: async (page) => {
      await pressed('q')(page);
      await page.keyboard.type('Ring 070-123 45 67, var låg det?');
      await page.waitForTimeout(300);
      await page.locator('[data-panel]').scrollIntoViewIfNeeded();
    },
  },
  {
    name: '102-review-place',
    who: COORDINATOR,
    at: '/inkommet',
    prepare: async (page) => {
      await pressed('p')(page);
      await page.locator('[data-panel]').scrollIntoViewIfNeeded();
    },
  },
  { name: '103-review-released', who: COORDINATOR, at: '/inkommet', prepare: pressed('j', 'x') },
  {
    name: '104-review-several',
    who: COORDINATOR,
    at: '/inkommet',
    prepare: async (page) => {
      await listed(page);
      await page.getByRole('button', { name: /^(Släpp flera|Release several)/ }).click();
    },
  },
  { name: '105-review-keys', who: COORDINATOR, at: '/inkommet', prepare: pressed('?') },
  {
    name: '106-review-offline',
    who: COORDINATOR,
    at: '/inkommet',
    prepare: async (page) => {
      await listed(page);
      await page.context().setOffline(true);
      await pressed('r')(page);
    },
  },
  { name: '107-review-others', who: 'rapportor.bostad@jonkoping.demo', at: '/inkommet' },
  {
    name: '108-proposed-places',
    who: COORDINATOR,
    at: '/inkommet/platser',
    prepare: async (page) => {
      await page.locator('#place-name').waitFor({ timeout: 60_000 });
      await page.waitForTimeout(2000);
    },
  },
  {
    name: '109-review-clean',
    who: 'samordnare@eskilstuna.demo',
    at: '/inkommet',
    prepare: async (page) => {
      await listed(page);
      // As if all of it had been reviewed: the server is asked for no decision that other pictures would show.
      await page.route('**/rpc/review_queue', (route) => route.fulfill({ json: { waiting: [], handled: [] } }));
      await page.getByRole('button', { name: /^(Hämta nytt|Fetch new)/ }).click();
      await page.waitForTimeout(800);
    },
  },
];
