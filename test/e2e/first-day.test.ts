/**
 * A municipality's first day, from an empty database to its first reported incident and its first published picture, by clicking, in Swedish and in English.
 * Clicks and letters are counted as a person would need them, and printed.
 */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { areas } from '../../src/i18n/messages/areas';
import { members } from '../../src/i18n/messages/members';
import { common } from '../../src/i18n/messages/common';
import { picturesDraft } from '../../src/i18n/messages/picture-draft';
import { picturesPublish } from '../../src/i18n/messages/picture-publish';
import { pictures } from '../../src/i18n/messages/picture-screen';
import { report } from '../../src/i18n/messages/report';
import { review } from '../../src/i18n/messages/review';
import { setup } from '../../src/i18n/messages/setup';
import { startApp, type RunningApp } from '../browser/app';
import { launchChromium } from '../browser/chromium';
import { expectAccessible, visit } from './harness';

/** A square round the middle of Habo, drawn for this test. */
const BOUNDARY = JSON.stringify({
  type: 'Polygon',
  coordinates: [
    [
      [13.85, 57.8],
      [14.25, 57.8],
      [14.25, 58.0],
      [13.85, 58.0],
      [13.85, 57.8],
    ],
  ],
});

/** What a person's hands do: counted, and told in minutes by the keystroke-level model (Card, Moran and Newell 1980): 1.1 s to point, 0.2 s to press, 1.35 s to think before each, 0.28 s a letter. */
class Hands {
  clicks = 0;
  letters = 0;
  /** Choosing a file in the system's window takes about as long as four clicks. */
  files = 0;

  async click(target: Locator): Promise<void> {
    await target.click();
    this.clicks += 1;
  }

  async write(field: Locator, text: string): Promise<void> {
    await field.fill(text);
    this.clicks += 1;
    this.letters += text.length;
  }

  async upload(field: Locator, name: string, content: string): Promise<void> {
    await field.setInputFiles({ name, mimeType: 'application/geo+json', buffer: Buffer.from(content) });
    this.files += 1;
  }

  get minutes(): number {
    return ((this.clicks + 4 * this.files) * (1.35 + 1.1 + 0.2) + this.letters * 0.28) / 60;
  }
}

const CATEGORY = { sv: 'klotter', en: 'graffiti' };
const AREA = 'Bränninge';
const REPORTER = 'rapportor@habobostader.example';

/** Clicks points of the map, as shares of its width and height. */
async function clickMap(page: Page, hands: Hands, points: [number, number][]): Promise<void> {
  await page.locator('[data-map-state="ready"][data-idle="true"]').waitFor({ timeout: 60_000 });
  const map = page.locator('canvas.maplibregl-canvas');
  await map.scrollIntoViewIfNeeded();
  const box = await map.boundingBox();
  if (!box) throw new Error('The map has no box.');
  for (const [x, y] of points) {
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 3 });
    await page.mouse.down();
    await page.mouse.up();
    hands.clicks += 1;
    await page.waitForTimeout(120); // two clicks in a moment are a double click
  }
}

describe.each(['sv', 'en'] as const)('the first day of a municipality, %s', (language) => {
  let app: RunningApp;
  let browser: Browser;
  beforeAll(async () => {
    [app, browser] = await Promise.all([startApp('preview', undefined, false), launchChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  it('goes from an empty database to the first report and the first published picture', async () => {
    const words = {
      ...{ areas: areas[language], common: common[language], draft: picturesDraft[language] },
      ...{ members: members[language], pictures: pictures[language], publish: picturesPublish[language] },
      ...{ report: report[language], review: review[language], setup: setup[language] },
    };
    const link = /#\/borja\?kod=[\w-]+/.exec(app.said())?.[0];
    if (!link) throw new Error(`The terminal shows no link to begin with:\n${app.said()}`);
    const hands = new Hands();
    const began = Date.now();
    const { page, problems, close } = await visit(browser, `${app.url}/${link}`, { language });
    const button = (name: string): Locator => page.getByRole('button', { name, exact: true }).filter({ visible: true });
    const openStep = (name: string): Locator =>
      page.getByRole('link', { name: words.setup.open.replace('{{part}}', name) });
    const toSetup = (): Promise<void> =>
      hands.click(page.getByRole('link', { name: words.setup.setupTitle, exact: true }).first());

    // The link: who one is, and which municipality.
    await page.getByLabel(words.setup.code).waitFor();
    await expectAccessible(page, 'beginning');
    await hands.write(page.getByLabel(words.setup.code), '1643');
    await hands.write(page.getByLabel(words.setup.municipality), 'Habo');
    await hands.write(page.getByLabel(words.setup.organisation), 'Habo kommun');
    await hands.write(page.getByLabel(words.setup.email), 'samordnare@habo.example');
    await hands.write(page.getByLabel(words.setup.newPassword), 'en lugn måndag morgon');
    await hands.click(button(words.setup.doBegin));
    await page.locator('[data-setup="ready"]').waitFor({ timeout: 60_000 });
    await expectAccessible(page, 'the steps with nothing done');

    // The boundary, from a file.
    await hands.upload(page.getByLabel(words.areas.fileLabel), 'habo.geojson', BOUNDARY);
    await page.getByText(/km²/).first().waitFor();
    await hands.click(button(words.setup.save));
    await page.getByText(words.setup.state_municipality_done).waitFor();

    // A pilot area, drawn.
    await hands.click(openStep(words.setup.step_areas));
    await hands.click(button(words.areas.add));
    await hands.write(page.getByLabel(words.areas.name), AREA);
    await hands.click(button(words.areas.toolDraw));
    await page.locator('[data-drawing="ring"]').waitFor();
    await clickMap(page, hands, [
      [0.45, 0.45],
      [0.55, 0.45],
      [0.55, 0.55],
      [0.45, 0.55],
      [0.45, 0.45],
    ]);
    await hands.click(button(words.areas.save));
    await page.getByText(words.areas.saved.replace('{{name}}', AREA)).waitFor();

    // A housing company that works there.
    await toSetup();
    await hands.click(openStep(words.setup.step_organisations));
    await hands.click(button(words.members.add));
    await hands.write(page.getByLabel(words.members.name, { exact: true }), 'Habobostäder');
    await page.getByLabel(words.members.kind, { exact: true }).selectOption('housing_company');
    hands.clicks += 2;
    await hands.click(page.getByLabel(words.members.worksIn.replace('{{area}}', AREA)));
    await hands.click(button(words.members.save));
    await page.getByText(words.members.saved.replace('{{name}}', 'Habobostäder')).waitFor();

    // Its reporter, invited.
    await toSetup();
    await hands.click(openStep(words.setup.step_members));
    await hands.click(button(words.members.invite));
    await page.getByLabel(words.members.organisation, { exact: true }).selectOption({ label: 'Habobostäder' });
    hands.clicks += 2;
    await hands.write(page.getByLabel(words.members.addresses), REPORTER);
    await hands.click(button(words.members.makeLinks_one));
    const invitation = await page.locator(`[data-link="${REPORTER}"] code`).innerText();
    await expectAccessible(page, 'the link of an invitation');
    hands.clicks += 1; // copies the link

    await toSetup();
    await page.locator('[data-setup="ready"]').waitFor();
    await expectAccessible(page, 'the steps, most of them done');
    await hands.click(button(words.setup.switchRole));

    // The reporter takes the invitation and reports.
    const reporter = await visit(browser, invitation, { language });
    const theirs = reporter.page;
    const theirButton = (name: string): Locator => theirs.getByRole('button', { name, exact: true });
    await hands.write(theirs.getByLabel(words.setup.newPassword), 'trapphus och portar');
    await hands.click(theirButton(words.setup.doAccept));
    await theirs.locator('[data-session="ready"]').waitFor({ timeout: 60_000 });
    await hands.click(
      theirs.getByRole('link', { name: words.common.report, exact: true }).filter({ visible: true }).first(),
    );
    await hands.write(theirs.getByRole('combobox', { name: words.report.searchCategory }), CATEGORY[language]);
    await theirs.keyboard.press('Enter');
    hands.letters += 1;
    await clickMap(theirs, hands, [[0.5, 0.5]]);
    await hands.click(theirButton(words.report.send));
    await theirs.getByRole('heading', { name: words.report.receiptStored }).waitFor();
    const reported = Date.now();
    const atReport = { clicks: hands.clicks, minutes: hands.minutes };
    expect(reporter.problems).toEqual([]);
    await reporter.close();

    // The coordinator lets it through, and publishes the week.
    await hands.click(page.getByRole('link', { name: new RegExp(`^${words.review.title}`) }).first());
    await hands.click(button(words.review.release));
    await page.getByText(words.review.done_release).first().waitFor();
    await hands.click(
      page.getByRole('navigation').first().getByRole('link', { name: words.pictures.nav, exact: true }),
    );
    await hands.click(page.getByRole('button', { name: words.pictures.compose_this_week }));
    await page.locator('#general').waitFor({ timeout: 60_000 });
    await hands.write(page.locator('#general'), 'Klotter i Bränninge.');
    await page.locator('[data-draft-save="saved"]').waitFor({ timeout: 60_000 });
    await hands.click(button(words.draft.publish));
    const dialog = page.getByRole('dialog');
    await hands.click(dialog.getByRole('button', { name: words.publish.publishNow.replace('{{version}}', '1') }));
    const read = dialog.getByRole('link', { name: words.pictures.readVersion.replace('{{version}}', '1') });
    await read.waitFor({ timeout: 180_000 });
    await hands.click(read);
    const article = page.locator('[data-picture$="v1 coordinator"]');
    await article.waitFor();
    await expect.poll(() => article.innerText()).toContain('Klotter i Bränninge.');
    await expect.poll(() => article.innerText()).toContain(AREA);
    await expectAccessible(page, 'the first picture');
    expect(problems).toEqual([]);
    const seconds = (until: number): string => ((until - began) / 1000).toFixed(0);
    console.log(
      `First day (${language}): the first report after ${atReport.clicks} clicks, ${atReport.minutes.toFixed(1)} minutes by the keystroke-level model, ${seconds(reported)} s by this machine; ` +
        `the first published picture after ${hands.clicks} clicks, ${hands.letters} letters, ${hands.minutes.toFixed(1)} minutes, ${seconds(Date.now())} s.`,
    );
    await close();
  });
});
