import { createClient } from '@supabase/supabase-js';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import ws from 'ws';
import { PUBLISHABLE_KEY } from '../../supabase/embedded/keys';
import { totp } from '../../supabase/embedded/totp';
import { launchChromium } from '../browser/chromium';
import { expectAccessible, PASSWORD, visit } from './harness';

// No other end-to-end test signs in with this account.
const ADMINISTRATOR = 'administrator@eksjo.demo';
const EKSJO = '0686';
const url = inject('appUrl');
const administrator = createClient(url, PUBLISHABLE_KEY, {
  auth: { persistSession: false, autoRefreshToken: false },
  realtime: { transport: ws as never }, // Node 20 has no WebSocket
});

async function demand(required: boolean): Promise<void> {
  const { data, error } = await administrator
    .from('municipality')
    .update({ second_factor_required: required })
    .eq('id', EKSJO)
    .select('id');
  expect([error, data]).toEqual([null, [{ id: EKSJO }]]);
}

async function givePassword(page: Page): Promise<void> {
  await page.locator('#sign-in-email').fill(ADMINISTRATOR);
  await page.locator('#sign-in-password').fill(PASSWORD);
  await page.locator('form:has(#sign-in-password) button[type="submit"]').click();
  await page.locator('#second-factor').waitFor();
}

async function giveCode(page: Page, code: string): Promise<void> {
  await page.locator('#second-factor').fill(code);
  await page.keyboard.press('Enter');
}

describe('where the municipality demands a second factor', () => {
  let browser: Browser;
  /** The session of the second browser, which has shown a code. */
  let shown: { access_token: string; refresh_token: string };
  beforeAll(async () => {
    browser = await launchChromium();
    await administrator.auth.signInWithPassword({ email: ADMINISTRATOR, password: PASSWORD });
    await demand(true);
  });
  afterAll(async () => {
    // Only who has shown a code changes the rule back.
    await administrator.auth.setSession(shown);
    await demand(false);
    const { data } = await administrator.auth.mfa.listFactors();
    for (const factor of data?.totp ?? []) await administrator.auth.mfa.unenroll({ factorId: factor.id });
    await browser.close();
  });

  it('one sets up an app once, and shows a code at each sign-in', async () => {
    const first = await visit(browser, url);
    const { page } = first;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await givePassword(page);
    await page.getByRole('img', { name: 'QR-kod' }).waitFor();
    await expectAccessible(page, 'setting up the second factor');
    const secret = ((await page.locator('code').textContent()) ?? '').replace(/\s/g, '');
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    // Nothing of the municipality is asked for before the code.
    expect(asked.filter((path) => /incident|setting_of|picture/.test(path))).toEqual([]);
    await giveCode(page, '12 34');
    await page.getByRole('alert').waitFor();
    await giveCode(page, totp(secret, Date.now() / 1000));
    await page.locator('[data-session="ready"]').waitFor();
    expect(first.problems).toEqual([]);
    await first.close();

    const second = await visit(browser, url, { size: 'phone', language: 'en' });
    await givePassword(second.page);
    await expect.poll(() => second.page.locator('h1').textContent()).toBe('Type the code from your app');
    expect(await second.page.locator('code').count()).toBe(0);
    await expectAccessible(second.page, 'the code on a phone');
    await giveCode(second.page, '000000');
    await second.page.getByRole('alert').getByText('The code is not right').waitFor();
    // The code shown before counts no more: the one of the next half minute does.
    await giveCode(second.page, totp(secret, Date.now() / 1000 + 30));
    await second.page.locator('[data-session="ready"]').waitFor();
    shown = await second.page.evaluate(
      () => JSON.parse(localStorage.getItem('lagesbild-session') ?? '') as typeof shown,
    );
    // The browser's own line on the refused code is all that the console may say.
    expect(second.problems.filter((line) => !/status of 422/.test(line))).toEqual([]);
    await second.close();
  });
});
