/** What a new user meets: `npm start` runs the dev server, and the sign-in page offers a demo account for each role. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type RunningApp } from '../browser/app';
import { launchChromium } from '../browser/chromium';
import { visit } from './harness';

describe('npm start', () => {
  let app: RunningApp;
  let browser: Browser;

  beforeAll(async () => {
    [app, browser] = await Promise.all([startApp('dev'), launchChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  it('leads to the sign-in page, where one tap on a demo account opens the situation with its map', async () => {
    const { page, problems, close } = await visit(browser, app.url);
    await page
      .getByRole('button', { name: /samordnare/i })
      .first()
      .click();
    await page.locator('[data-session="ready"]').waitFor();
    await page.locator('canvas.maplibregl-canvas').waitFor();
    await page.locator('[data-slice]').first().waitFor();
    expect(problems).toEqual([]);
    await close();
  });
});
