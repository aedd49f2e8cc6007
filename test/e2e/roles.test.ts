/** Each role signs in and gets exactly what the table of sharing says, on the screen and in every answer of the server; the administrator finds the trace of it. */
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../browser/chromium';
import { expectAccessible, signIn, visit } from './harness';
import {
  asMember,
  counts,
  isSampled,
  mayKnowOrganisation,
  mayRead,
  mayReadText,
  MUNICIPALITY,
  READERS,
  sampledRows,
  sendKnown,
  type Known,
  type Name,
  type Reader,
  type Row,
} from './sharing-table';

const url = inject('appUrl');
let browser: Browser;
let known: Known;
let rows: Row[];
let areas: { id: string; name: string }[];

beforeAll(async () => {
  browser = await launchChromium();
  known = await sendKnown(url);
  rows = await sampledRows(url);
  const coordinator = await asMember(url, 'samordnare@jonkoping.demo');
  areas = (await coordinator(`area?select=id,name&municipality_id=eq.${MUNICIPALITY}`)) as typeof areas;
});
afterAll(() => browser?.close());

/** The browser writes a line of its own for every answer that is no success; the product cannot silence it. */
const own = (problems: readonly string[]): string[] =>
  problems.filter((line) => !line.includes('Failed to load resource'));

interface Answer {
  path: string;
  text: string;
}

/** Every answer of the server's data and sessions that reaches this browser. */
function record(context: BrowserContext): () => Promise<Answer[]> {
  const answers: Promise<Answer>[] = [];
  context.on('response', (response) => {
    const path = new URL(response.url()).pathname;
    if (!/^\/(?:rest|auth)\/v1\//.test(path)) return;
    answers.push(
      response.text().then(
        (text) => ({ path, text }),
        () => ({ path, text: '' }), // an answer without a body
      ),
    );
  });
  return () => Promise.all(answers);
}

/** The last answer of a function, as it came over the wire. */
function answerOf<T>(answers: readonly Answer[], name: string): T {
  const found = answers.findLast(({ path, text }) => path.endsWith(`/rpc/${name}`) && text !== '');
  if (!found) throw new Error(`The browser was given no answer of ${name}.`);
  return JSON.parse(found.text) as T;
}

interface Packed {
  size: number;
  id: string;
  organisation: string;
  area: string;
  organisations: string[];
  areas: string[];
}

/** The packed incidents, read without the app: id to organisation and area, null where the answer holds none. */
function unpacked({ id, organisation, area, organisations, areas: ids }: Packed): Map<string, (string | null)[]> {
  const bytes = Buffer.from(id, 'base64');
  const codes = (column: string, names: readonly string[]): (string | null)[] => {
    const numbers = Buffer.from(column, 'base64');
    return Array.from({ length: numbers.length / 2 }, (_, i) => names[numbers.readInt16BE(2 * i)] ?? null);
  };
  const [by, where] = [codes(organisation, organisations), codes(area, ids)];
  return new Map(
    Array.from({ length: bytes.length / 16 }, (_, i) => {
      const hex = bytes.toString('hex', 16 * i, 16 * i + 16);
      const uuid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
      return [uuid, [by[i] ?? null, where[i] ?? null]];
    }),
  );
}

const areasOf = (who: Reader): string[] =>
  areas.map(({ id }) => id).filter((id) => who.areas === 'all' || who.areas.includes(id));

/** What the panel of one incident says, term by term; null when there is none for this reader. */
async function openIncident(page: Page, id: string): Promise<Record<string, string> | null> {
  const answered = page.waitForResponse((response) => response.url().endsWith('/rpc/incident_detail'));
  await page.evaluate((wanted) => (location.hash = `#/laget?handelse=${wanted}`), id);
  await answered;
  const panel = page.locator('section:has(> #incident-heading)');
  const missing = panel.getByText('Händelsen finns inte längre, eller så får din roll inte se den.');
  await panel.locator('dl').or(missing).waitFor();
  if (await missing.isVisible()) return null;
  const pairs = await panel
    .locator('dl > div')
    .evaluateAll((lines) =>
      lines.map((line) => [line.querySelector('dt')?.textContent ?? '', line.querySelector('dd')?.textContent ?? '']),
    );
  return Object.fromEntries(pairs) as Record<string, string>;
}

/** Names of the other municipalities, their areas and organisations; their ids as values. */
const FOREIGN = /Eskilstuna|Eksjö|Skiftinge|Lagersberg|Fröslunda|Mariannelund|Ingatorp|Bostadsbolaget|"0484"|"0686"/;
const ORGANISATION = { vatterhem: 'Vätterhem', polisen: 'Polisen', oxnehagaskolan: 'Öxnehagaskolan' } as Record<
  string,
  string
>;
const OPENED: readonly Name[] = ['policePartners', 'policeWordsReleased', 'policeAuthorities', 'vatterhemOwn'];

describe('the incidents that the table is held against', () => {
  it('hold what was sent and reviewed here, and some of each kind of sharing', () => {
    for (const [name, sent] of Object.entries(known)) {
      const row = rows.find(({ id }) => id === sent.id);
      expect({ ...row, text: sent.text }, name).toEqual(sent);
    }
    for (const sharing of ['own_organisation', 'authorities', 'partners']) {
      expect(rows.filter((row) => row.sharing === sharing).length, sharing).toBeGreaterThan(10);
    }
    expect(new Set(rows.map((row) => row.organisation_id)).size).toBe(7);
  });
});

describe.each(READERS)('the $called', (who) => {
  it('gets what the table says, and nothing else', async () => {
    const { page, context, problems, close } = await visit(browser, `${url}/#/laget`);
    const answers = record(context);
    const administrator = who.kind === 'administrator';
    const covered = administrator
      ? null
      : page.waitForResponse((response) => response.url().endsWith('/rpc/coverage'), { timeout: 90_000 });
    await signIn(page, who.email);
    const title = page.getByText('Administratörer ser inga händelser');
    await (administrator ? title : page.locator('[data-testid="total"]')).waitFor();

    await covered;

    // The screen: links, areas.
    const links = await page.getByRole('navigation').first().getByRole('link').allInnerTexts();
    // Without the number of what waits.
    expect(links.map((link) => link.replace(/\s*\d+$/, ''))).toEqual(who.links);
    const expectedAreas = areasOf(who);
    const names = areas.filter(({ id }) => expectedAreas.includes(id)).map(({ name }) => name);
    if (administrator) expect(await page.locator('[data-testid="total"]').count()).toBe(0);
    else {
      const listed = page.locator('table[aria-labelledby="areas-heading"] tbody th');
      expect((await listed.locator('.name').allInnerTexts()).map((text) => text.trim()).toSorted()).toEqual(
        names.toSorted(),
      );
    }

    // The network: areas, who is missing, every incident of the sample, whose it is.
    const first = await answers();
    interface Start {
      setting: { areas: { id: string }[]; places: { areaId: string | null }[] };
    }
    const { setting } = answerOf<Start>(first, 'begin_session');
    expect(setting.areas.map(({ id }) => id).toSorted()).toEqual(expectedAreas.toSorted());
    expect(setting.places.filter(({ areaId }) => areaId !== null && !expectedAreas.includes(areaId))).toEqual([]);
    const packed = answerOf<{ incidents: Packed }>(first, 'incident_changes').incidents;
    expect(packed.areas.filter((id) => !expectedAreas.includes(id))).toEqual([]);
    const given = unpacked(packed);
    expect(given.size).toBe(packed.size);
    const expected = rows.filter((row) => counts(row) && mayRead(who, row));
    expect([...given.keys()].filter(isSampled).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
    for (const row of expected) {
      expect(given.get(row.id), row.id).toEqual([
        mayKnowOrganisation(who, row) ? row.organisation_id : null,
        row.area_id !== null && expectedAreas.includes(row.area_id) ? row.area_id : null,
      ]);
    }
    // Beyond the sample too no organisation but those that the table lets the reader know.
    if (who.kind !== 'coordinator') {
      const named = new Set([...given.values()].map(([organisation]) => organisation).filter((one) => one !== null));
      expect([...named].filter((organisation) => !who.organisations.includes(organisation))).toEqual([]);
    }
    if (!administrator) {
      for (const { missing } of answerOf<{ missing: string[] | null }[]>(first, 'coverage')) {
        expect(Array.isArray(missing)).toBe(who.kind === 'coordinator');
      }
    }

    // One incident after another, opened.
    for (const name of administrator ? [] : OPENED) {
      const row = known[name];
      const shown = await openIncident(page, row.id);
      const detail = answerOf<Record<string, unknown> | null>(await answers(), 'incident_detail');
      if (!mayRead(who, row)) {
        expect([shown, detail], name).toEqual([null, null]);
        continue;
      }
      const text = mayReadText(who, row) ? row.text : null;
      const organisation = mayKnowOrganisation(who, row) ? row.organisation_id : null;
      expect(detail, name).toMatchObject({ id: row.id, description: text, organisationId: organisation });
      expect(shown?.['Beskrivning'], name).toBe(text ?? 'visas inte för din roll, eller saknas');
      expect(shown?.['Rapporterad av'], name).toBe(
        organisation === null ? 'visas inte för din roll' : ORGANISATION[organisation],
      );
    }

    // The log, by its address.
    await page.evaluate(() => (location.hash = '#/logg'));
    if (administrator)
      await page.getByRole('cell', { name: 'läste loggen' }).or(page.getByRole('table')).first().waitFor();
    else await page.getByText('Loggen är för administratören').waitFor();

    // Nothing in any answer, or on the screen, of what this reader may not know.
    const everything = [...(await answers()).map(({ text }) => text), await page.locator('body').innerText()].join(
      '\n',
    );
    expect(everything.match(FOREIGN)).toBeNull();
    for (const row of Object.values(known)) {
      if (!mayRead(who, row) || !mayReadText(who, row)) expect(everything).not.toContain(row.text);
    }
    expect(own(problems)).toEqual([]);
    await close();
  });
});

describe('nobody signed in', () => {
  it('sees the sign-in page at every address, and asks for no data', async () => {
    const { page, context, problems, close } = await visit(browser, url);
    const asked: string[] = [];
    context.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const addresses = ['', '#/laget', `#/laget?handelse=${known.policePartners.id}`, '#/rapportera', '#/logg'];
    for (const address of addresses) {
      await page.goto(`${url}/${address}`);
      await page.reload();
      await page.locator('#sign-in-email').waitFor();
      expect(await page.locator('[data-session="ready"], canvas, nav').count(), address).toBe(0);
    }
    expect(asked.filter((path) => path.startsWith('/rest/'))).toEqual([]);
    expect(problems).toEqual([]);
    await close();
  });
});

describe('the log of the administrator', () => {
  it('holds purpose, reading and export of the coordinator; is filtered by date, and exported with no formula in it', async () => {
    // The coordinator states a purpose, reads, and takes out a file.
    const { page: desk, close: leave } = await visit(browser, `${url}/#/laget`);
    await desk.locator('#sign-in-purpose').selectOption('followUp');
    await signIn(desk, 'samordnare@jonkoping.demo');
    await desk.locator('[data-testid="total"]').waitFor();
    await desk.getByRole('button', { name: 'Exportera' }).click();
    await Promise.all([
      desk.waitForEvent('download', { timeout: 90_000 }),
      desk.getByRole('button', { name: /Områden \(CSV/ }).click(),
    ]);
    await leave();
    // Somebody past the app writes a formula for a purpose.
    const school = await asMember(url, 'rapportor.skola@jonkoping.demo');
    const [membership] = (await school('rpc/my_memberships', {})) as { id: string }[];
    const formula = '=HYPERLINK("https://exempel.example";"Läs mer")';
    await school('rpc/state_purpose', {
      p_municipality: MUNICIPALITY,
      p_membership: membership?.id,
      p_purpose: formula,
    });

    const { page, problems, close } = await visit(browser, `${url}/#/laget`);
    await signIn(page, 'administrator@jonkoping.demo');
    await page.getByRole('link', { name: 'Logg' }).click();
    await page.getByRole('heading', { level: 1, name: 'Logg' }).waitFor();
    const line = (...texts: string[]): ReturnType<Page['locator']> =>
      texts.reduce((found, hasText) => found.filter({ hasText }), page.locator('tbody tr'));
    const purpose = 'Uppföljning och analys';
    for (const what of ['angav ändamål', 'läste händelser', 'exporterade (areas-csv)']) {
      await line('Jönköpings kommun, samordnare', what, purpose).first().waitFor();
    }
    await expectAccessible(page, 'the log');

    const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel('Från och med').fill(day(2));
    await page.getByRole('button', { name: 'Visa', exact: true }).click();
    await page.getByText('Inget i loggen för de här dagarna').waitFor();
    await page.getByLabel('Från och med').fill(day(-1));
    await page.getByRole('button', { name: 'Visa', exact: true }).click();
    await line('exporterade (areas-csv)').first().waitFor();

    const [saved] = await Promise.all([
      page.waitForEvent('download', { timeout: 90_000 }),
      page.getByRole('button', { name: 'Exportera CSV' }).click(),
    ]);
    expect(saved.suggestedFilename()).toMatch(/^lagesbild_logg_0680_\d{4}-\d\d-\d\d\.csv$/);
    const file = await readFile(await saved.path(), 'utf8');
    expect(file.startsWith('\uFEFF')).toBe(true);
    expect(file).toContain(purpose);
    // The formula stands there as text: an apostrophe before it, its quotes doubled.
    expect(file).toContain(`"'${formula.replaceAll('"', '""')}"`);
    expect(file).not.toMatch(/(?:^|[;\n"])\s*[=+@]/);
    for (const { text } of Object.values(known)) expect(file).not.toContain(text);
    await page.getByRole('button', { name: 'Visa', exact: true }).click();
    await line('Jönköpings kommun, administratör', 'exporterade (audit-log)').first().waitFor();
    expect(problems).toEqual([]);
    await close();
  });

  it('is read on a phone, in English too, without a Swedish word of the tool in it and nothing out of reach', async () => {
    const { page, problems, close } = await visit(browser, `${url}/#/logg`, { size: 'phone', language: 'en' });
    await signIn(page, 'administrator@jonkoping.demo');
    await page.getByRole('heading', { level: 1, name: 'Log' }).waitFor();
    await page.locator('tbody tr').filter({ hasText: 'stated a purpose' }).first().waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/läste|angav|exporterade|Ändamål/);
    await expectAccessible(page, 'the log on a phone');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(problems).toEqual([]);
    await close();
  });
});
