/** A visit to the product: a page at a size and in a language, the problems seen in its console, signing in. */
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';

export const PASSWORD = 'lagesbild-demo';
export const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
export type Size = keyof typeof SIZES;

/** How the outside basemap behaves; nothing outside this machine is ever asked. */
export type Basemap = 'answers' | 'silent' | 'fails';

export interface Visit {
  page: Page;
  context: BrowserContext;
  /** Console warnings and errors, uncaught errors, and requests to hosts that the product has no business with. */
  problems: string[];
  close: () => Promise<void>;
}

export interface VisitOptions {
  size?: Size;
  language?: 'sv' | 'en';
  colorScheme?: 'light' | 'dark';
  basemap?: Basemap;
  /** Off unless a test is about starts without network: what the browser keeps would answer in place of the test's own answers. */
  serviceWorker?: boolean;
  /** Address of the product, where the page is to open elsewhere first. */
  own?: string;
}

const BASEMAP_STYLE = {
  version: 8,
  sources: {},
  layers: [{ id: 'background', type: 'background', paint: { 'background-color': '#eef0ec' } }],
};

function answerOutside(route: Route, basemap: Basemap, problems: string[]): Promise<void> | undefined {
  const url = new URL(route.request().url());
  if (url.hostname !== 'tiles.openfreemap.org') {
    problems.push(`request to ${url.hostname}`);
    return route.abort();
  }
  if (basemap === 'answers') return route.fulfill({ json: BASEMAP_STYLE });
  if (basemap === 'fails') return route.abort();
  return undefined; // silent: never answered
}

/** Opens a page in a browser context of its own. */
export async function visit(browser: Browser, url: string, options: VisitOptions = {}): Promise<Visit> {
  const {
    size = 'desktop',
    language = 'sv',
    colorScheme = 'light',
    basemap = 'answers',
    serviceWorker = false,
  } = options;
  const context = await browser.newContext({
    viewport: SIZES[size],
    hasTouch: size === 'phone',
    isMobile: size === 'phone',
    locale: language === 'sv' ? 'sv-SE' : 'en-GB',
    timezoneId: 'Europe/Stockholm',
    colorScheme,
    acceptDownloads: true,
    reducedMotion: 'reduce',
    serviceWorkers: serviceWorker ? 'allow' : 'block',
  });
  await context.addInitScript((chosen) => localStorage.setItem('lagesbild-language', chosen), language);
  const problems: string[] = [];
  const own = new URL(options.own ?? url).host;
  await context.route(
    (target) => target.protocol.startsWith('http') && target.host !== own,
    (route) => answerOutside(route, basemap, problems),
  );
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    // Software WebGL in the test browser speaks of its own slowness; the product cannot silence it.
    if (/GPU stall due to ReadPixels|GL Driver Message/.test(message.text())) return;
    if (/Service Worker registration blocked/.test(message.text())) return; // Playwright's own line
    if (basemap === 'fails' && /net::ERR_FAILED/.test(message.text())) return; // the browser's own line about the stubbed host
    problems.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  await page.goto(url);
  return { page, context, problems, close: () => context.close() };
}

/** Signs in through the form, whatever the language. */
export async function signIn(page: Page, email: string): Promise<void> {
  // By id and form: the page also has a form for a forgotten password.
  await page.locator('#sign-in-email').fill(email);
  await page.locator('#sign-in-password').fill(PASSWORD);
  await page.locator('form:has(#sign-in-password) button[type="submit"]').click();
  await page.locator('[data-session="ready"]').waitFor();
}
