/** From an empty database to people who see what they should: the link of the terminal, the set-up, an invitation, a suspension, and what a member sees. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type RunningApp } from '../browser/app';
import { launchChromium } from '../browser/chromium';
import { expectAccessible, visit } from './harness';

const PHRASE = 'en lång men minnesvärd fras';

describe('a municipality that begins', () => {
  let browser: Browser;
  let app: RunningApp;
  beforeAll(async () => {
    [browser, app] = await Promise.all([launchChromium(), startApp('preview', undefined, false)]);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  /** From the top: the sticky bar lies over what is scrolled away, and axe would take that for small. */
  const expectFine = async (page: Page, where: string): Promise<void> => {
    await page.evaluate(() => scrollTo(0, 0));
    await expectAccessible(page, where);
  };
  const ready = (page: Page) => page.locator('[data-session="ready"]').waitFor();
  const setupLink = (): string => /#\/borja\?kod=[0-9a-f]{32}/.exec(app.said())?.[0] ?? '';

  it('is begun with the link of the terminal, has an organisation, and lets in who is invited', async () => {
    const { page, problems, close } = await visit(browser, `${app.url}/${setupLink()}`);
    await page.locator('[data-join="setup"]').waitFor();
    await expectFine(page, 'beginning');
    await page.locator('#join-submit').click();
    await expect.poll(() => page.getByRole('alert').getByRole('link').count()).toBe(5);
    await page.locator('#join-code').fill('9040');
    await page.locator('#join-municipality').fill('Nyby');
    await page.locator('#join-organisation').fill('Nyby kommun');
    await page.locator('#join-email').fill('forst@nyby.test');
    await page.locator('#join-password').fill(PHRASE);
    await page.keyboard.press('Enter');
    await ready(page);
    await page.locator('[data-setup="ready"]').waitFor();
    await expect.poll(() => page.locator('[data-step="municipality"]').getAttribute('data-state')).toBe('todo');
    await expect.poll(() => page.locator('[data-step="categories"]').getAttribute('data-state')).toBe('done');
    await expectFine(page, 'the steps');

    // An organisation, and a reporter of it.
    await page.goto(`${app.url}/#/installningar/organisationer`);
    await page.getByRole('button', { name: 'Lägg till organisation' }).click();
    await page.locator('#organisation-name').fill('Nybyhem');
    await expectFine(page, 'an organisation');
    await page.getByRole('button', { name: 'Spara' }).click();
    await page.locator('[data-organisation="nybyhem"]').waitFor();
    await page.goto(`${app.url}/#/installningar/medlemmar`);
    await page.getByRole('button', { name: 'Bjud in' }).click();
    await page.locator('#invite-organisation').selectOption('nybyhem');
    await page.locator('#invite-addresses').fill('Rapport Ör <ror@nyby.test>; ror@nyby.test');
    await expectFine(page, 'inviting');
    await page.getByRole('button', { name: 'Gör en länk' }).click();
    const link = (await page.locator('[data-link="ror@nyby.test"] code').textContent()) ?? '';
    await expectFine(page, 'the links');

    const guest = await visit(browser, link, { size: 'phone', language: 'en' });
    await guest.page.locator('[data-join="invitation"]').waitFor();
    await expect.poll(() => guest.page.locator('#join-email').inputValue()).toBe('ror@nyby.test');
    await expectFine(guest.page, 'invited, on a phone');
    await guest.page.locator('#join-password').fill(PHRASE);
    await guest.page.keyboard.press('Enter');
    await ready(guest.page);
    // A reporter has no settings; an empty municipality says what is missing.
    await guest.page.goto(`${app.url}/#/installningar/medlemmar`);
    await guest.page.getByRole('heading', { name: 'Others look after the settings' }).waitFor();
    expect(guest.problems).toEqual([]);

    // What that person sees, and then nothing.
    await page.getByRole('button', { name: 'Klart' }).click();
    await page.reload();
    const member = page.locator('[data-member="ror@nyby.test"]');
    await member.locator('[aria-expanded]').click();
    await expectFine(page, 'the members');
    await member.getByRole('link').click();
    await page.locator('[data-preview="ready"]').waitFor();
    await expect.poll(() => page.locator('[data-right="report"] dd').textContent()).toBe('ja');
    await expect.poll(() => page.locator('[data-right="review"] dd').textContent()).toBe('nej');
    await expectFine(page, 'what a member sees');
    await page.goBack();
    await member.locator('[aria-expanded]').click();
    await member.getByRole('button', { name: /^Stäng av/ }).click();
    await page.locator('[data-member="ror@nyby.test"][data-active="false"]').waitFor();
    await guest.page.reload();
    await guest.page.locator('[data-session="ready"]').waitFor({ state: 'detached' });
    await guest.close();

    // The link of the terminal is used up.
    const late = await visit(browser, `${app.url}/${setupLink()}`);
    await late.page.locator('[data-join="failed"]').waitFor();
    await late.close();
    expect(problems).toEqual([]);
    await close();
  });
});
