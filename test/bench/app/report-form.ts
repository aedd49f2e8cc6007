/**
 * The report form on an old phone with a slow connection. Usable: the first question is drawn and the page's thread is free to take a key.
 * First visit: from the address to a sign-in page one can type in, and from pressing "sign in" to the form; what the person types between is not counted. Later visit: from the address to the form, signed in,
 * with the service worker. What is fetched counts as it passes the wire, headers aside, until the form is usable; the map is counted apart.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PASSWORD, visit } from '../../browser/visit';
import { benchmarkIndex, PHONE, serveCompressed, slowDown, SLOW, TAB_OPENS } from './slow-network';

const REPORTER = 'rapportor.bostad@jonkoping.demo';
const SIGN_IN = '#sign-in-email';
const FORM = '#report-category';
/** That count, and how many are tried for them: the processor of a shared machine changes its speed by the minute, and a visit between two speeds was slowed to another phone. */
const VISITS = 5;
const TRIED = 12;
/** Share by which the speeds before and after a visit may differ. */
const STEADY = 0.15;
export const REPORT_GOALS = { first: 3000, later: 1000, bytes: 350_000 };
const MAP = /\/assets\/(?:MapView|maplibre-gl-worker)|tiles\.openfreemap\.org/;

export interface FormFigures {
  /** Milliseconds, medians. */
  signInPage: number;
  signingIn: number;
  both: number;
  later: number;
  /** Of the first visit, as compressed. */
  bytes: number;
  mapBytes: number;
  /** Least and most of the visits that count. */
  ranges: Record<'both' | 'later', readonly [number, number]>;
  /** Of the machine at each visit that counts; its processor was slowed to the phone's each time. */
  indexes: number[];
  tried: number;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

declare global {
  interface Window {
    /** When each field was usable, and when the sign-in form was sent, by the page's own clock: milliseconds since the address was opened. */
    usableAt: Record<string, number>;
    submittedAt: number;
  }
}

/** Watches from within, so that the tool's own work does not count. */
async function watchFields(context: BrowserContext): Promise<void> {
  await context.addInitScript(
    (fields) => {
      window.usableAt = {};
      window.submittedAt = NaN;
      document.addEventListener('submit', () => (window.submittedAt = performance.now()), true);
      const left = new Set(fields);
      new MutationObserver(() => {
        for (const field of left) {
          if (!document.querySelector(field)) continue;
          left.delete(field);
          // Drawn, and the page's thread free to take a key.
          requestAnimationFrame(() => setTimeout(() => (window.usableAt[field] = performance.now())));
        }
      }).observe(document, { childList: true, subtree: true });
    },
    [SIGN_IN, FORM],
  );
}

/** By the page's clock. */
async function usable(page: Page, field: string): Promise<number> {
  const at = await page.waitForFunction((wanted) => window.usableAt[wanted], field, { timeout: 120_000 });
  return (await at.jsonValue()) ?? NaN;
}

/** @param server address of the preview server. */
export async function measureForm(browser: Browser, server: string): Promise<FormFigures> {
  const app = await serveCompressed(server);
  const rounds: Record<'signInPage' | 'signingIn' | 'both' | 'later' | 'bytes' | 'mapBytes' | 'index', number>[] = [];
  let tried = 0;
  try {
    for (let index = await benchmarkIndex(browser); rounds.length < VISITS && tried < TRIED; tried++) {
      const times = Math.max(1, index / PHONE);
      const visited = await visit(browser, 'about:blank', { size: 'phone', serviceWorker: true, own: app.url });
      const { page, context } = visited;
      await watchFields(context);
      const tool = await slowDown(page, times);
      let [bytes, mapBytes, counting] = [0, 0, true];
      const addresses = new Map<string, string>();
      tool.on('Network.responseReceived', ({ requestId, response }) => addresses.set(requestId, response.url));
      tool.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
        if (MAP.test(addresses.get(requestId) ?? '')) mapBytes += encodedDataLength;
        else if (counting) bytes += encodedDataLength;
      });
      await page.waitForTimeout(TAB_OPENS);
      await page.goto(`${app.url}/#/rapportera`, { waitUntil: 'commit' });
      const signInPage = await usable(page, SIGN_IN);
      await page.locator('#sign-in-email').fill(REPORTER);
      await page.locator('#sign-in-password').fill(PASSWORD);
      await page.locator('form:has(#sign-in-password) button[type="submit"]').click();
      const signingIn = (await usable(page, FORM)) - (await page.evaluate(() => window.submittedAt));
      counting = false;
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 120_000 });
      await page.locator('[data-map-state="ready"]').waitFor({ timeout: 120_000 });
      await page.close();

      const again = await context.newPage();
      await slowDown(again, times);
      await again.waitForTimeout(TAB_OPENS);
      await again.goto(`${app.url}/#/rapportera`, { waitUntil: 'commit' });
      const later = await usable(again, FORM);
      await visited.close();
      const before = index;
      index = await benchmarkIndex(browser);
      if (Math.abs(index - before) > STEADY * before) continue;
      rounds.push({ signInPage, signingIn, both: signInPage + signingIn, later, bytes, mapBytes, index: before });
    }
  } finally {
    await app.close();
  }
  if (rounds.length === 0) throw new Error(`The processor never kept its speed over a visit, in ${tried} tries.`);
  const range = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)];
  const of = (key: keyof (typeof rounds)[number]): number => median(rounds.map((round) => round[key]));
  return {
    ...{ signInPage: of('signInPage'), signingIn: of('signingIn'), both: of('both'), later: of('later') },
    ...{ bytes: of('bytes'), mapBytes: of('mapBytes') },
    ranges: { both: range(rounds.map(({ both }) => both)), later: range(rounds.map(({ later }) => later)) },
    ...{ indexes: rounds.map(({ index }) => index), tried },
  };
}

/** The connection and processor in words. */
export const slowness = ({ indexes, tried }: FormFigures): string =>
  `${SLOW.down / 1e6} Mbit/s down, ${SLOW.up / 1e6} up, ${SLOW.latency} ms there and back, gzip; processor slowed to ${PHONE} on the benchmark index, from ${indexes.map(Math.round).join(', ')} (${indexes.length} visits of ${tried} in which it kept its speed)`;
