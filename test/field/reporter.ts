/** A reporter with a phone in the field, and what the server has of them. */
import type { Browser, Page } from 'playwright-core';
import { PASSWORD, signIn, visit, type Visit, type VisitOptions } from '../browser/visit';

const KEY = 'sb_publishable_embedded';

interface Token {
  access_token: string;
  user: { id: string };
}
const tokens = new Map<string, Promise<Token>>();

async function signedIn(server: string, email: string): Promise<Token> {
  const answer = await fetch(`${server}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers: { apikey: KEY, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  return (await answer.json()) as Token;
}

/**
 * Ids of the reports that the server has got from a person since then, in the order in which they came; at most 1,000. Asked past any network that a test may break.
 * @param since epoch milliseconds.
 */
export async function storedReports(server: string, email: string, since: number): Promise<string[]> {
  const key = `${server} ${email}`;
  const token = tokens.get(key) ?? signedIn(server, email);
  tokens.set(key, token);
  const { access_token: bearer, user } = await token;
  const query = `reporter_id=eq.${user.id}&created_at=gte.${new Date(since).toISOString()}&order=created_at.asc`;
  const answer = await fetch(`${server}/rest/v1/incident?select=id&${query}`, {
    headers: { apikey: KEY, authorization: `Bearer ${bearer}` },
  });
  if (!answer.ok) throw new Error(`The server does not tell its reports: ${await answer.text()}`);
  return ((await answer.json()) as { id: string }[]).map(({ id }) => id);
}

/** Opens the form, signed in. */
export async function openForm(
  browser: Browser,
  url: string,
  email: string,
  options: VisitOptions = {},
): Promise<Visit> {
  const visited = await visit(browser, `${url}/#/rapportera`, { size: 'phone', ...options });
  await signIn(visited.page, email);
  await visited.page.locator('#report-title').waitFor();
  return visited;
}

/** Waits until the app is kept for starts without network, and rules this page. */
export async function installed(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 60_000 });
}

async function choose(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(text);
  await page.keyboard.press('Enter');
}

/** Fills in one event. */
export async function write(page: Page, category: string, place = 'oxnehaga centrum'): Promise<void> {
  await choose(page, 'Sök kategori', category);
  await choose(page, 'Sök plats', place);
}

export const send = (page: Page): Promise<void> =>
  page.locator('form:has(#report-title) button[type="submit"]').click();

export const receipt = (page: Page, state: string): Promise<void> =>
  page.locator(`[data-receipt="${state}"]`).waitFor({ timeout: 60_000 });

/** The list of what waits and what was sent, as words. */
export const listed = (page: Page): Promise<string[]> => page.locator('.reports li').allInnerTexts();
