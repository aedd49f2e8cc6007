/**
 * The app's picture.json and the command line's, made of the same incidents, say the same. The app counts in its worker what the server's columns hold, in areas
 * that PostGIS found; the command line reads a CSV, projects it row by row and finds the areas itself.
 */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { parsePeriod, periodOf, shiftPeriod, type PeriodKind } from '../../src/domain/period';
import { pictureFromFiles } from '../../src/picture/picture-from-files';
import type { SituationPicture } from '../../src/picture/types';
import { launchChromium } from '../browser/chromium';
import { signIn, visit } from './harness';
import { commandFiles, type CommandFiles } from './picture-files';

const COORDINATOR = 'samordnare@jonkoping.demo';
const url = inject('appUrl');
const now = Math.floor(Date.now() / 1000);
let browser: Browser;
let files: CommandFiles;
beforeAll(async () => {
  [browser, files] = await Promise.all([launchChromium(), commandFiles(url, COORDINATOR)]);
});
afterAll(() => browser.close());

async function appPicture(page: Page): Promise<{ name: string; picture: SituationPicture }> {
  await page.getByTestId('total').waitFor();
  await page.locator('.situation[aria-busy="false"]').waitFor();
  await page.getByRole('button', { name: 'Exportera' }).click();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Allt som JSON (picture.json)' }).click(),
  ]);
  const text = await readFile(await saved.path(), 'utf8');
  return { name: saved.suggestedFilename(), picture: JSON.parse(text) as SituationPicture };
}

function commandPicture(period: string, shape: string): SituationPicture {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const made = pictureFromFiles({
    ...{ incidents: bytes(files.incidents), incidentsName: 'i.csv', areas: bytes(files.areas), areasName: 'a.geojson' },
    places: { bytes: bytes(files.places), name: 'p.csv' },
    checkIns: { bytes: bytes(files.checkIns), name: 'c.csv' },
    ...{ period, cell: '250', shape, title: 'Jönköping', language: 'sv', now },
  });
  return JSON.parse(JSON.stringify(made)) as SituationPicture;
}

/** What the two cannot have in common: when and of what they were made, the boundary, and by what they know who usually reports (decision 0013). */
function comparable({ createdAt: _at, source: _of, ...picture }: SituationPicture): object {
  const { places } = picture.context;
  return {
    ...picture,
    context: { places },
    areas: picture.areas.map(({ coverage: _coverage, ...area }) => area),
    method: picture.method.filter((sentence) => !/brukar rapportera/i.test(sentence)),
  };
}

/** Relative; the same figures summed in another order, or projected by another form of the same series. */
const TOLERANCE = 1e-9;

/** Paths at which two pictures differ: whole numbers and texts exactly, real numbers by more than the tolerance. */
function differences(ours: unknown, theirs: unknown, path = '$'): string[] {
  if (typeof ours === 'number' && typeof theirs === 'number') {
    const near = Math.abs(ours - theirs) <= TOLERANCE * Math.max(Math.abs(ours), Math.abs(theirs), 1e-3);
    const same = Number.isInteger(ours) && Number.isInteger(theirs) ? ours === theirs : near;
    return same ? [] : [`${path}: ${ours} and ${theirs}`];
  }
  if (typeof ours !== 'object' || typeof theirs !== 'object' || ours === null || theirs === null) {
    return ours === theirs ? [] : [`${path}: ${JSON.stringify(ours)} and ${JSON.stringify(theirs)}`];
  }
  const [a, b] = [Object.entries(ours), new Map(Object.entries(theirs))];
  if (a.length !== b.size) return [`${path}: ${a.length} and ${b.size} entries`];
  return a.flatMap(([key, value]) => differences(value, b.get(key), `${path}.${key}`));
}

/** Key of the last period that is over. */
const lastOver = (kind: PeriodKind): string => shiftPeriod(periodOf(kind, now), -1).key;

it.each([
  [lastOver('week'), 'square'],
  [lastOver('month'), 'hexagon'],
])('The picture of %s in cells of shape %s is the same from the app and from the command line', async (key, shape) => {
  const hash = `#/laget?period=${key}${shape === 'hexagon' ? '&rutor=hex' : ''}`;
  const { page, problems, close } = await visit(browser, `${url}/${hash}`, { basemap: 'answers' });
  await signIn(page, COORDINATOR);
  const { name, picture: app } = await appPicture(page);
  const command = commandPicture(key, shape);
  expect(name).toBe(`lagesbild_jonkoping_${key}.json`);
  expect(parsePeriod(app.period.key)?.key).toBe(key);
  expect([app.grid.shape, app.total > 0, app.incidents]).toEqual([shape, true, []]);
  expect(differences(comparable(app), comparable(command))).toEqual([]);

  // Who usually reports is known by other means here and there, but for the same areas, and never more have reported than usually do.
  for (const { areas } of [app, command]) {
    for (const { coverage } of areas) expect(coverage?.reported).toBeLessThanOrEqual(coverage?.expected ?? -1);
  }
  expect(problems).toEqual([]);
  await close();
});

it('The comparison sees a difference of one count, one letter and one millionth', () => {
  const ours = commandPicture(lastOver('week'), 'square');
  const [first] = ours.areas;
  if (!first) throw new Error('The demo has areas.');
  const changed = (area: object): object => ({ ...ours, areas: [{ ...first, ...area }, ...ours.areas.slice(1)] });
  expect(differences(ours, ours)).toEqual([]);
  expect(differences(ours, changed({ count: first.count + 1 })).length).toBe(1);
  expect(differences(ours, changed({ name: `${first.name}s` })).length).toBe(1);
  expect(differences(ours, changed({ p: (first.p ?? 0.5) * 1.000_001 })).length).toBe(1);
});
