/**
 * Reporting in the field, on the production build with its service worker: whatever breaks, every report arrives exactly once, or is still in the outbox with a reason.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../browser/chromium';
import type { Visit } from '../browser/visit';
import { signIn, visit } from '../browser/visit';
import { openBadNetwork, sendsReport, type BadNetwork, type Fate } from './bad-network';
import { installed, listed, openForm, receipt, send, storedReports, write } from './reporter';

const server = inject('appUrl');
const REPORTER = 'rapportor.bostad@jonkoping.demo';
let browser: Browser;
let network: BadNetwork;
/** Epoch milliseconds. */
let since: number;
let open: Visit | null = null;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  network = await openBadNetwork(server);
  since = Date.now();
});
afterEach(async () => {
  await open?.close();
  open = null;
  await network.close();
});

async function begin(options: Parameters<typeof openForm>[3] = {}): Promise<Visit> {
  open = await openForm(browser, network.url, REPORTER, options);
  return open;
}
/** Reports that the server has got in this test. */
const arrived = (): Promise<string[]> => storedReports(server, REPORTER, since);
const breakSending = (fate: Fate): void => {
  network.rule = (method, path) => (sendsReport(method, path) ? fate : { kind: 'pass' });
};
const mend = (): void => {
  network.rule = () => ({ kind: 'pass' });
};
/** What brings the outbox to try again at once, as the browser does when its network comes back. */
const networkBack = (page: Page): Promise<boolean> => page.evaluate(() => dispatchEvent(new Event('online')));
const kill = async (page: Page): Promise<void> => {
  await page.goto('chrome://crash').catch(() => undefined);
  await page.close();
};

describe('the network cut', () => {
  it('before opening: the app starts, the report waits and goes by itself', async () => {
    const { page, context } = await begin({ serviceWorker: true });
    await installed(page);
    await page.close();
    await context.setOffline(true);
    const again = await context.newPage();
    await again.goto(`${network.url}/#/rapportera`);
    await again.locator('#report-title').waitFor();
    await write(again, 'klotter');
    // The map is there too, on its own ground.
    await again.locator('[data-map-state="ready"]').waitFor();
    await send(again);
    await receipt(again, 'waiting');
    expect(await listed(again)).toEqual([expect.stringContaining('Väntar på nätet')]);
    expect(await arrived()).toEqual([]);
    await context.setOffline(false);
    await receipt(again, 'stored');
    expect(await arrived()).toHaveLength(1);
  });

  it('while sending: the server has nothing, and gets it once', async () => {
    const { page } = await begin();
    breakSending({ kind: 'lose-request' });
    await write(page, 'klotter');
    await send(page);
    await receipt(page, 'waiting');
    expect(await arrived()).toEqual([]);
    mend();
    await networkBack(page);
    await receipt(page, 'stored');
    expect(await arrived()).toHaveLength(1);
  });

  it('after sending but before the answer, and the tab killed: what the server has is not sent a second time as another', async () => {
    const { page, context } = await begin();
    breakSending({ kind: 'lose-answer' });
    await write(page, 'klotter');
    await send(page);
    await receipt(page, 'waiting');
    expect(await arrived()).toHaveLength(1);
    await kill(page);
    mend();
    const again = await context.newPage();
    await again.goto(`${network.url}/#/rapportera`);
    await expect.poll(() => listed(again), { timeout: 30_000 }).toEqual([expect.stringContaining('Sparad')]);
    expect(await arrived()).toHaveLength(1);
  });
});

describe('the tab killed', () => {
  it('half typed, with one event on the list: both are there again, and go together in their order', async () => {
    const { page, context } = await begin();
    await write(page, 'klotter');
    await page.getByRole('button', { name: 'Lägg till en händelse här' }).click();
    await page.getByText('1 händelse till i rapporten').waitFor();
    await page.getByRole('textbox', { name: /Beskriv kort/ }).fill('Trasig lampa');
    await expect.poll(() => page.getByRole('textbox', { name: /Beskriv kort/ }).inputValue()).toBe('Trasig lampa');
    await page.waitForTimeout(300); // a draft is written a moment after the last key
    await kill(page);
    const again = await context.newPage();
    await again.goto(`${network.url}/#/rapportera`);
    await again.getByText('1 händelse till i rapporten').waitFor();
    await expect.poll(() => again.getByRole('textbox', { name: /Beskriv kort/ }).inputValue()).toBe('Trasig lampa');
    await again.getByRole('combobox', { name: 'Sök kategori' }).fill('belysning');
    await again.keyboard.press('Enter');
    await again.getByRole('button', { name: 'Skicka 2 händelser' }).click();
    await receipt(again, 'stored');
    const posts = network.passed.filter(({ line }) => line.startsWith('POST /rest/v1/incident'));
    expect(posts.map(({ body }) => (JSON.parse(body) as { category_id: string }).category_id)).toEqual([
      'klotter',
      expect.stringContaining('belysning'),
    ]);
    expect(await arrived()).toHaveLength(2);
  });
});

describe('the server', () => {
  it('that answers 500 gets the report once it has come to itself, and the list says what is the matter', async () => {
    const { page } = await begin();
    breakSending({ kind: 'answer', status: 500, body: '{"message":"out of order"}' });
    await write(page, 'klotter');
    await send(page);
    await receipt(page, 'waiting');
    await page.getByText('servern svarar inte som den ska').waitFor();
    mend();
    await networkBack(page);
    await receipt(page, 'stored');
    expect(await arrived()).toHaveLength(1);
  });

  it('that never answers does not hold the page, and has the report once', async () => {
    const { page } = await begin();
    breakSending({ kind: 'silence' });
    await write(page, 'klotter');
    await send(page);
    await receipt(page, 'sending');
    // Meanwhile the form is free for the next one.
    await page.getByRole('button', { name: 'Rapportera en till' }).click();
    await page.getByRole('combobox', { name: 'Sök kategori' }).waitFor();
    await expect.poll(() => arrived()).toHaveLength(1);
    mend();
    // Given up after twenty seconds, asked again after thirty.
    await expect.poll(() => listed(page), { timeout: 60_000 }).toEqual([expect.stringContaining('Sparad')]);
    expect(await arrived()).toHaveLength(1);
  });

  it('that refuses gives the reason back with all that was typed; put right, it is stored once', async () => {
    const { page } = await begin();
    breakSending({ kind: 'answer', status: 400, body: '{"code":"P0001","message":"personal-data: no"}' });
    await write(page, 'klotter');
    await page.getByRole('textbox', { name: /Beskriv kort/ }).fill('Klotter på porten');
    await send(page);
    await receipt(page, 'refused');
    mend();
    await page.locator('.receipt').getByRole('button', { name: 'Rätta och skicka igen' }).click();
    await page.getByText(/^Du rättar en rapport som inte togs emot: Texten innehåller/).waitFor();
    await expect.poll(() => page.getByRole('textbox', { name: /Beskriv kort/ }).inputValue()).toBe('Klotter på porten');
    await send(page);
    await receipt(page, 'stored');
    expect(await listed(page)).toHaveLength(1);
    expect(await arrived()).toHaveLength(1);
  });
});

describe('the session', () => {
  it('whose token grew old while there was no network starts the app, and sends when the network is back', async () => {
    const { page, context } = await begin({ serviceWorker: true });
    await installed(page);
    await context.setOffline(true);
    await page.evaluate(() => {
      const stored = JSON.parse(localStorage.getItem('lagesbild-session') ?? '{}') as Record<string, unknown>;
      localStorage.setItem('lagesbild-session', JSON.stringify({ ...stored, expires_at: 1 }));
    });
    await page.reload();
    await page.locator('#report-title').waitFor();
    await write(page, 'klotter');
    await send(page);
    await page.locator('[data-receipt="waiting"], [data-receipt="sending"]').waitFor();
    await context.setOffline(false);
    await expect.poll(() => arrived(), { timeout: 60_000 }).toHaveLength(1);
    await receipt(page, 'stored');
  });

  it('that the server has ended asks to sign in to send; afterwards the report goes, once', async () => {
    const { page, context } = await begin();
    await context.setOffline(true);
    await write(page, 'klotter');
    await send(page);
    await receipt(page, 'waiting');
    // Over on the server, of which this browser has not heard.
    const token = await page.evaluate(
      () => (JSON.parse(localStorage.getItem('lagesbild-session') ?? '{}') as { access_token: string }).access_token,
    );
    const ended = await fetch(`${server}/auth/v1/logout?scope=local`, {
      method: 'POST',
      headers: { apikey: 'sb_publishable_embedded', authorization: `Bearer ${token}` },
    });
    expect(ended.status).toBe(204);
    await context.setOffline(false);
    await page.getByText('1 rapport väntar i den här enheten. Logga in för att skicka').waitFor();
    expect(await arrived()).toEqual([]);
    await signIn(page, REPORTER);
    await expect.poll(() => listed(page), { timeout: 30_000 }).toEqual([expect.stringContaining('Sparad')]);
    expect(await arrived()).toHaveLength(1);
  });

  it('that a person ends leaves nothing of the setting behind, and what waits stays', async () => {
    const { page, context } = await begin({ serviceWorker: true });
    await installed(page);
    expect(await page.evaluate(() => localStorage.getItem('lagesbild-last-start'))).toContain('Öxnehaga');
    await context.setOffline(true);
    await write(page, 'klotter');
    await send(page);
    await receipt(page, 'waiting');
    await page.getByRole('button', { name: 'Meny' }).click();
    await page.getByRole('button', { name: 'Logga ut' }).click();
    await page.getByText('1 rapport väntar i den här enheten.').waitFor();
    await page.reload();
    await page.locator('#sign-in-email').waitFor();
    const kept = await page.evaluate(
      () =>
        new Promise<number>((done, fail) => {
          const opening = indexedDB.open('lagesbild');
          opening.onerror = () => fail(new Error('no database'));
          opening.onsuccess = () => {
            const count = opening.result.transaction('kept').objectStore('kept').count();
            count.onsuccess = () => done(count.result);
          };
        }),
    );
    expect(kept).toBe(0);
    expect(await page.evaluate(() => localStorage.getItem('lagesbild-last-start'))).toBe(null);
    expect(await arrived()).toEqual([]);
  });
});

describe('the device', () => {
  /** Milliseconds; the page's clock, and not the server's. */
  const shiftClock = (visited: Visit, shift: number): Promise<unknown> =>
    visited.context.addInitScript((by) => {
      const Real = Date;
      const now = (): number => Real.now() + by;
      globalThis.Date = new Proxy(Real, {
        construct: (target, given) => Reflect.construct(target, given.length === 0 ? [now()] : given) as object,
        get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
      });
    }, shift);

  it('with a clock three hours ahead is told so, and “just now” is now', async () => {
    const visited = await begin({ serviceWorker: true });
    const { page, context } = visited;
    await installed(page);
    await shiftClock(visited, 3 * 3_600_000);
    await context.setOffline(true);
    await page.reload();
    await page.locator('#report-title').waitFor();
    await write(page, 'klotter');
    await send(page);
    await receipt(page, 'waiting');
    const sentAt = Date.now();
    await context.setOffline(false);
    await receipt(page, 'stored');
    await page.getByText('Klockan i den här enheten går 3 timmar före.').waitFor();
    const [post] = network.passed.filter(({ line }) => line.startsWith('POST /rest/v1/incident'));
    const { occurred_from: from } = JSON.parse(post?.body ?? '{}') as { occurred_from: string };
    expect(Math.abs(Date.parse(from) - sentAt)).toBeLessThan(10 * 60_000);
    expect(await arrived()).toHaveLength(1);
  });

  it('whose storage is full says so in a sentence and loses nothing that was typed', async () => {
    open = await visit(browser, `${network.url}/#/rapportera`, { size: 'phone' });
    const { page, context } = open;
    // Before anything is written: the browser remembers for half a minute how much space there is.
    const tool = await context.newCDPSession(page);
    await tool.send('Storage.overrideQuotaForOrigin', { origin: network.url, quotaSize: 1 });
    await signIn(page, REPORTER);
    await page.locator('#report-title').waitFor();
    await write(page, 'klotter');
    await page.getByRole('textbox', { name: /Beskriv kort/ }).fill('Klotter på porten');
    await page.getByRole('alert').filter({ hasText: 'Utkastet kan inte sparas' }).waitFor();
    await send(page);
    await page.getByRole('alert').filter({ hasText: 'ledigt utrymme' }).waitFor();
    await expect.poll(() => page.getByRole('textbox', { name: /Beskriv kort/ }).inputValue()).toBe('Klotter på porten');
    expect(await arrived()).toEqual([]);
    await tool.send('Storage.overrideQuotaForOrigin', { origin: network.url });
    await send(page);
    await receipt(page, 'stored');
    expect(await arrived()).toHaveLength(1);
  });
});

describe('a new version of the app', () => {
  it('waits, is offered, and takes over with the outbox and the half-typed report as they were', async () => {
    const { page, context } = await begin({ serviceWorker: true });
    await installed(page);
    breakSending({ kind: 'answer', status: 500, body: '{}' });
    await write(page, 'klotter');
    await send(page);
    await receipt(page, 'waiting');
    await page.getByRole('button', { name: 'Rapportera en till' }).click();
    network.rewrite = (path, body) =>
      path.endsWith('service-worker.js')
        ? body.replace(/(url: "index.html",\s*revision: ")[^"]*/, '$1next')
        : body.replace('<head>', '<head><meta name="version" content="next" />');
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await page.getByText('En ny version av Lägesbild finns.').waitFor();
    expect(await page.locator('meta[name="version"]').count()).toBe(0);
    await page.getByRole('textbox', { name: /Beskriv kort/ }).fill('Skrivet strax innan');
    await page.getByRole('button', { name: 'Byt till den' }).click();
    await page.locator('meta[name="version"]').waitFor({ state: 'attached' });
    await page.locator('#report-title').waitFor();
    await expect
      .poll(() => page.getByRole('textbox', { name: /Beskriv kort/ }).inputValue())
      .toBe('Skrivet strax innan');
    await page.getByText('servern svarar inte som den ska').waitFor();
    mend();
    await networkBack(page);
    await expect.poll(() => listed(page), { timeout: 30_000 }).toEqual([expect.stringContaining('Sparad')]);
    expect(await arrived()).toHaveLength(1);
    expect(await context.pages()[0]?.locator('.newer').count()).toBe(0);
  });

  it('takes over what older versions kept in IndexedDB', async () => {
    const { page } = await begin();
    await page.goto('about:blank');
    await page.goto(`${network.url}/icon.svg`);
    await page.evaluate(
      () =>
        new Promise<void>((done, fail) => {
          const gone = indexedDB.deleteDatabase('lagesbild');
          gone.onerror = () => fail(new Error('not deleted'));
          gone.onsuccess = () => {
            const opening = indexedDB.open('lagesbild', 1);
            opening.onupgradeneeded = () => {
              opening.result.createObjectStore('outbox');
              opening.result.createObjectStore('drafts');
            };
            opening.onsuccess = () => {
              const session = JSON.parse(localStorage.getItem('lagesbild-session') ?? '{}') as { user: { id: string } };
              const write = opening.result.transaction('drafts', 'readwrite');
              // As the first version kept it: one event, without the fields that came later.
              write.objectStore('drafts').put(
                {
                  categoryId: 'klotter',
                  position: { lon: 14.2643, lat: 57.7755 },
                  time: {
                    choice: 'moment',
                    ...{ fromDate: '2026-11-20', fromTime: '10:00', toDate: '2026-11-20', toTime: '10:00' },
                  },
                  oldConfirmed: true,
                  placeType: 'garage',
                  description: 'Från förra versionen',
                  sharing: 'partners',
                  policeReported: 'no',
                },
                `${session.user.id}:${sessionStorage.getItem('lagesbild-membership')}`,
              );
              write.oncomplete = () => {
                opening.result.close();
                done();
              };
            };
          };
        }),
    );
    await page.goto(`${network.url}/#/rapportera`);
    await page.getByText('Din påbörjade rapport finns kvar.').waitFor();
    await expect
      .poll(() => page.getByRole('textbox', { name: /Beskriv kort/ }).inputValue())
      .toBe('Från förra versionen');
  });
});

describe('two tabs', () => {
  it('send each report once, in the order in which they were written', async () => {
    const { page, context } = await begin();
    const other = await context.newPage();
    await other.goto(`${network.url}/#/rapportera`);
    await other.locator('#report-title').waitFor();
    await context.setOffline(true);
    for (const [tab, category] of [
      [page, 'klotter'],
      [other, 'hot'],
    ] as const) {
      await write(tab, category);
      await send(tab);
      await receipt(tab, 'waiting');
    }
    await context.setOffline(false);
    await receipt(page, 'stored');
    await receipt(other, 'stored');
    const posts = network.passed.filter(({ line }) => line.startsWith('POST /rest/v1/incident'));
    expect(posts.map(({ body }) => (JSON.parse(body) as { category_id: string }).category_id)).toEqual([
      'klotter',
      'hot',
    ]);
    expect(await arrived()).toHaveLength(2);
  });
});

describe('what waits', () => {
  it('can be changed and thrown away before it goes', async () => {
    const { page, context } = await begin();
    await context.setOffline(true);
    await write(page, 'klotter');
    await page.getByRole('button', { name: 'Lägg till en händelse på en annan plats' }).click();
    await page.getByText('Välj en ny plats.').waitFor();
    await write(page, 'hot', 'raslatt');
    await page.getByRole('button', { name: 'Skicka 2 händelser' }).click();
    await receipt(page, 'waiting');
    expect(await listed(page)).toHaveLength(2);
    await page.getByRole('button', { name: /^Ändra: Klotter/ }).click();
    await page.getByText('Rapporten är tillbaka i formuläret').waitFor();
    await expect.poll(() => listed(page)).toHaveLength(1);
    await page.getByRole('textbox', { name: /Beskriv kort/ }).fill('Ändrad');
    await send(page);
    await receipt(page, 'waiting');
    await page.getByRole('button', { name: /^Kasta rapporten: Hot/ }).click();
    await expect.poll(() => listed(page)).toHaveLength(1);
    await context.setOffline(false);
    await receipt(page, 'stored');
    const posts = network.passed.filter(({ line }) => line.startsWith('POST /rest/v1/incident'));
    expect(posts.map(({ body }) => (JSON.parse(body) as { description: string }).description)).toEqual(['Ändrad']);
    expect(await arrived()).toHaveLength(1);
  });
});
