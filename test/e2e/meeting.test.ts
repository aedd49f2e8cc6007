/** The meeting with several browsers at once: the coordinator leads, two partners follow, what one decides the others see, and what is published stays. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { toSweref } from '../../src/analysis/sweref99tm';
import { launchChromium } from '../browser/chromium';
import { expectAccessible, signIn, visit } from './harness';
import type { Visit, VisitOptions } from './harness';
import { asMember } from './sharing-table';

const url = inject('appUrl');
const COORDINATOR = 'samordnare@eskilstuna.demo';
const POLICE = 'rapportor.polis@eskilstuna.demo';
const HOUSING = 'rapportor.bostad@eskilstuna.demo';
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

/** The browser writes a line of its own for every request that fails; the product cannot silence it. */
const own = (problems: readonly string[]): string[] =>
  problems.filter((line) => !/Failed to load resource|ERR_INTERNET_DISCONNECTED|Worker failed to load/.test(line));

async function open(email: string, hash: string, options: VisitOptions = {}): Promise<Visit> {
  const visited = await visit(browser, `${url}/${hash}`, options);
  await signIn(visited.page, email);
  await visited.page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: 60_000 });
  return visited;
}

const slideIs = (page: Page, id: string): Promise<void> =>
  page.locator(`.meeting[data-slide="${id}"]`).waitFor({ timeout: 30_000 });
const action = (page: Page, what: string): ReturnType<Page['locator']> => page.locator('article', { hasText: what });
const slide = (page: Page): Promise<string | null> => page.locator('.meeting').getAttribute('data-slide');

async function publish(page: Page, version: number): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: `Publicera version ${version}` }).click();
  await dialog.getByText(`Version ${version} är publicerad.`, { exact: false }).waitFor({ timeout: 180_000 });
}

type Ask = Awaited<ReturnType<typeof asMember>>;

/** The demo's week may have one hotspot only: a second place is raised as another coordinator would. */
async function raiseAnother(picture: string): Promise<void> {
  const ask = await asMember(url, COORDINATOR);
  const here = { p_municipality: '0484' };
  const { parts } = (await ask('rpc/picture_draft', { ...here, p_id: picture })) as {
    parts: { part: string; content: { raised: Record<string, unknown>[] }; revision: number }[];
  };
  const part = parts.find((one) => one.part === 'hotspots');
  const centre = { lon: 16.54523, lat: 59.35974 };
  const [east = 0, north = 0] = toSweref(centre.lon, centre.lat);
  const cells = [[250 * Math.floor(east / 250), 250 * Math.floor(north / 250)]];
  const another = { key: 'h2', name: 'Fröslunda centrum', centre, cells, cell: 250, shape: 'square' };
  const saved = (await ask('rpc/save_part', {
    ...{ ...here, p_picture: picture, p_part: 'hotspots', p_revision: part?.revision ?? 0 },
    p_content: { raised: [...(part?.content.raised ?? []), { ...another, decision: 'open', reason: '' }] },
  })) as { saved: boolean };
  expect(saved.saved).toBe(true);
}

interface Version {
  version: number;
  audience: string;
  organisationId: string | null;
}

describe('a meeting', () => {
  it(
    'is told to wait for the basis, then followed by partners, decides, writes its minutes and is published',
    {
      timeout: 900_000,
    },
    async () => {
      // The coordinator composes last week and raises a place.
      const lead = await open(COORDINATOR, '#/lagesbild');
      await lead.page.getByRole('button', { name: /^(Gör|Fortsätt med) förra veckans/ }).click();
      await lead.page.getByTestId('waiting').waitFor({ timeout: 120_000 });
      const pictureId = /id=([0-9a-f-]{36})/.exec(lead.page.url())?.[1] ?? '';
      await lead.page.getByRole('group', { name: 'Status för Skiftinge' }).getByRole('radio', { name: 'Röd' }).check();
      await lead.page
        .getByRole('checkbox', { name: /Ta upp på mötet/ })
        .first()
        .check();
      await lead.page.locator('[data-draft-save="saved"]').waitFor({ timeout: 60_000 });
      await raiseAnother(pictureId);

      // Before it is published a partner is told so, and the page opens by itself afterwards.
      const police = await open(POLICE, '#/mote');
      await police.page.getByRole('heading', { name: /Det finns ingen lägesbild|inte publicerad/ }).waitFor();
      await expectAccessible(police.page, 'a meeting without a picture');

      await lead.page.getByRole('button', { name: 'Publicera …' }).click();
      await publish(lead.page, 1);
      await lead.page.evaluate((id) => (location.hash = `#/mote?id=${id}`), pictureId);
      await slideIs(lead.page, 'start');
      await expectAccessible(lead.page, 'the first slide of the coordinator');
      await police.page.reload();
      await slideIs(police.page, 'start');
      const housing = await open(HOUSING, `#/mote?id=${pictureId}`, { size: 'phone', colorScheme: 'dark' });
      await slideIs(housing.page, 'start');
      await expectAccessible(housing.page, 'the first slide on a phone');

      // Who takes part.
      for (const name of ['Polisen', 'Bostadsbolaget', 'Eskilstuna kommun']) {
        await lead.page.getByRole('checkbox', { name }).check();
      }
      await expect.poll(() => lead.page.getByLabel('Mötesdag').inputValue()).toMatch(/^\d{4}-\d{2}-\d{2}$/); // today, unless another day is written
      await expect
        .poll(() => police.page.locator('.slide').innerText(), { timeout: 30_000 })
        .toContain('Bostadsbolaget');

      // The coordinator steps with the clicker, the others go along.
      await lead.page.keyboard.press('PageDown');
      await slideIs(lead.page, 'tackning');
      await lead.page.keyboard.press('ArrowRight');
      await slideIs(lead.page, 'omrade-skiftinge'); // red comes first
      await Promise.all([slideIs(police.page, 'omrade-skiftinge'), slideIs(housing.page, 'omrade-skiftinge')]);
      await expectAccessible(police.page, 'the slide of an area');
      await expectAccessible(housing.page, 'the slide of an area on a phone');
      expect(await housing.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      const figures = await police.page.locator('.slide .count').first().innerText();

      // One looks around alone and comes back.
      await police.page.keyboard.press('ArrowLeft');
      await slideIs(police.page, 'tackning');
      const follow = police.page.getByRole('checkbox', { name: 'Följ mötet' });
      await expect.poll(() => follow.isChecked()).toBe(false);
      await lead.page.getByLabel('Välj bild').selectOption({ index: 0 });
      await slideIs(housing.page, 'start');
      await expect.poll(() => slide(police.page)).toBe('tackning');
      await follow.check();
      await slideIs(police.page, 'start');

      // At the first raised place the police write an action; the browser dies in the middle of the word.
      await lead.page.evaluate((id) => (location.hash = `#/mote?id=${id}&bild=plats-h1`), pictureId);
      await slideIs(police.page, 'plats-h1');
      // Reloaded, the coordinator is there again, and steps at once.
      await lead.page.reload();
      await slideIs(lead.page, 'plats-h1');
      await lead.page.keyboard.press('ArrowRight');
      await slideIs(police.page, 'plats-h2');
      await lead.page.keyboard.press('ArrowLeft');
      await slideIs(police.page, 'plats-h1');
      await expectAccessible(police.page, 'the slide of a raised place');
      await police.page.getByRole('button', { name: /^Ny åtgärd/ }).click();
      const form = police.page.getByRole('dialog');
      expect(await form.getByLabel('Problem').inputValue()).not.toBe('');
      await expect.poll(() => form.getByLabel('Klart senast').inputValue()).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      await form.getByRole('textbox', { name: 'Åtgärd' }).fill('Ronder kvällstid vid');
      await expectAccessible(police.page, 'the form of an action');
      await police.page.waitForTimeout(200); // as long as it takes to fall over a cable
      const address = police.page.url();
      await police.page.close({ runBeforeUnload: false });
      const again = await police.context.newPage();
      again.setDefaultTimeout(30_000);
      await again.goto(address);
      await again.getByText('Det du hade börjat skriva finns kvar.').waitFor({ timeout: 60_000 });
      const reopened = again.getByRole('dialog');
      await expect
        .poll(() => reopened.getByRole('textbox', { name: 'Åtgärd' }).inputValue())
        .toBe('Ronder kvällstid vid');
      await reopened.getByRole('textbox', { name: 'Åtgärd' }).fill('Ronder kvällstid vid torget');
      await reopened.getByLabel('Ansvarig organisation').selectOption({ label: 'Polisen' });
      await reopened.getByRole('button', { name: 'Spara åtgärden' }).click();
      await reopened.waitFor({ state: 'detached' });
      // Seen by the others within seconds, and it decides the place.
      await action(lead.page, 'Ronder kvällstid vid torget').waitFor({ timeout: 20_000 });
      await lead.page.getByRole('heading', { name: 'Beslut: Åtgärd beslutad' }).waitFor();
      await expect
        .poll(() => lead.page.getByRole('status').allInnerTexts(), { timeout: 10_000 })
        .toContain('Ny åtgärd: Ronder kvällstid vid torget');

      // The housing company adds one for a whole area without a network; it goes when contact is back.
      await housing.page.getByLabel('Välj bild').selectOption('omrade-skiftinge');
      await slideIs(housing.page, 'omrade-skiftinge');
      await housing.context.setOffline(true);
      await housing.page.getByRole('button', { name: /^Ny åtgärd/ }).click();
      const theirs = housing.page.getByRole('dialog');
      await theirs.getByRole('textbox', { name: 'Åtgärd' }).fill('Laga belysningen på gården');
      await theirs.getByRole('button', { name: 'Spara åtgärden' }).click();
      await housing.page.getByText('Väntar på nätet').waitFor();
      await expectAccessible(housing.page, 'an action that waits');
      await housing.context.setOffline(false);
      await housing.page.getByText('Väntar på nätet').waitFor({ state: 'detached', timeout: 60_000 });
      await again.getByLabel('Välj bild').selectOption('nya');
      await action(again, 'Laga belysningen på gården').waitFor({ timeout: 30_000 });

      // The second place: no action, with a reason that police see and the housing company does not.
      await lead.page.getByLabel('Välj bild').selectOption('plats-h2');
      await lead.page.getByRole('button', { name: 'Ingen åtgärd …' }).click();
      await lead.page.getByRole('button', { name: 'Besluta: ingen åtgärd' }).click();
      await lead.page.getByText('Skriv ett skäl:', { exact: false }).waitFor();
      await lead.page.getByRole('textbox', { name: 'Varför ingen åtgärd?' }).fill('Låsen är redan bytta.');
      await lead.page.getByRole('button', { name: 'Besluta: ingen åtgärd' }).click();
      await lead.page.getByRole('heading', { name: 'Beslut: Ingen åtgärd' }).waitFor();
      await again.getByLabel('Välj bild').selectOption('plats-h2');
      await again.getByText('Låsen är redan bytta.').waitFor({ timeout: 30_000 });
      const asHousing = await asMember(url, HOUSING);
      const heard = JSON.stringify(await asHousing('rpc/meeting_of', { p_municipality: '0484', p_picture: pictureId }));
      expect(heard).toContain('"decision":"none"');
      expect(heard).not.toContain('Låsen är redan bytta.');

      // The minutes have written themselves.
      await lead.page.keyboard.press('End');
      await slideIs(lead.page, 'protokoll');
      await expect.poll(() => lead.page.locator('[data-undecided]').getAttribute('data-undecided')).toBe('0');
      const minutes = lead.page.getByRole('textbox', { name: 'Protokoll' });
      await expect
        .poll(() => minutes.inputValue())
        .toMatch(
          /Deltog: Bostadsbolaget, Eskilstuna kommun och Polisen\.[\s\S]*– Ronder kvällstid vid torget\. Ansvarig: Polisen, klart senast[\s\S]*: ingen åtgärd\.[\s\S]*Laga belysningen på gården/,
        );
      expect(await minutes.inputValue()).not.toContain('Låsen');
      await minutes.focus();
      await lead.page.keyboard.press('Control+End');
      await lead.page.keyboard.type('\n\nNästa möte som vanligt.');
      await lead.page.locator('.minutes [data-save="saved"]').waitFor({ timeout: 30_000 });
      await expectAccessible(lead.page, 'the minutes');

      // A report that comes in now, about the same week, changes no number of what is published.
      const asPolice = await asMember(url, POLICE);
      const before = JSON.stringify(await published(asPolice, pictureId, 1, 'authorities'));
      const week = Date.parse(JSON.parse(before).period.from as string) + 3 * 86_400_000;
      const at = new Date(week).toISOString();
      const asCoordinator = await asMember(url, COORDINATOR);
      await asCoordinator('incident', {
        ...{ municipality_id: '0484', id: crypto.randomUUID(), organisation_id: 'kommunen', category_id: 'klotter' },
        ...{ lon: 16.5439, lat: 59.3939, occurred_from: at, occurred_to: at, place_type: 'square' },
        ...{ description: null, police_reported: 'no', sharing: 'partners' },
      });
      await again.getByLabel('Välj bild').selectOption('omrade-skiftinge');
      await expect.poll(() => again.locator('.slide .count').first().innerText()).toBe(figures);
      expect(JSON.stringify(await published(asPolice, pictureId, 1, 'authorities'))).toBe(before);

      // Published again, with the minutes: each role has its version.
      await lead.page.getByRole('button', { name: 'Avsluta mötet och publicera' }).click();
      await publish(lead.page, 2);
      await lead.page.getByRole('dialog').getByRole('button', { name: 'Stäng' }).click();
      await again.locator('.meeting[data-version="2"]').waitFor({ timeout: 60_000 });
      await again.keyboard.press('End');
      await again.getByText('Nästa möte som vanligt.').waitFor();
      expect(JSON.stringify(await published(asPolice, pictureId, 1, 'authorities'))).toBe(before);
      const after = (await published(asPolice, pictureId, 2, 'authorities')) as {
        correction: string;
        hotspots: { key: string; raised: boolean; decision: string; reason: string }[];
        actions: { what: string; isNew: boolean }[];
        meeting: { participants: string[]; minutes: string };
      };
      expect(after.correction).not.toBe('');
      expect(
        after.hotspots.filter(({ raised }) => raised).map(({ key, decision, reason }) => [key, decision, reason]),
      ).toEqual([
        ['h1', 'action', ''],
        ['h2', 'none', 'Låsen är redan bytta.'],
      ]);
      expect(after.actions.filter(({ isNew }) => isNew).map(({ what }) => what)).toContain(
        'Ronder kvällstid vid torget',
      );
      expect(after.meeting.participants).toEqual(['Bostadsbolaget', 'Eskilstuna kommun', 'Polisen']);

      const mine = (await asHousing('rpc/pictures_of', { p_municipality: '0484' })) as {
        id: string;
        versions: Version[];
      }[];
      const audiences = mine.find(({ id }) => id === pictureId)?.versions.filter(({ version }) => version === 2) ?? [];
      expect(audiences.map(({ audience }) => audience).toSorted()).toEqual(['external', 'organisation', 'partners']);
      const partners = JSON.stringify(await published(asHousing, pictureId, 2, 'partners'));
      expect(partners).not.toContain('Låsen är redan bytta.');
      expect(await published(asHousing, pictureId, 2, 'authorities')).toBeNull();

      expect([...own(lead.problems), ...own(police.problems), ...own(housing.problems)]).toEqual([]);
      for (const { close } of [lead, police, housing]) await close();
    },
  );
});

const published = (ask: Ask, picture: string, version: number, audience: string): Promise<unknown> =>
  ask('rpc/published_picture', {
    ...{ p_municipality: '0484', p_id: picture, p_audience: audience, p_organisation: null, p_version: version },
  });

describe('the list of actions', () => {
  it('is changed in place, keeps both wordings of two who write at once, and takes back what was added', async () => {
    const one = await open(COORDINATOR, '#/atgarder');
    await one.page.getByRole('button', { name: 'Ny åtgärd' }).click();
    const form = one.page.getByRole('dialog');
    // Nothing said yet: the error leads to its field.
    await form.getByRole('button', { name: 'Spara åtgärden' }).click();
    await form.getByRole('link', { name: 'Skriv vad som ska göras.' }).waitFor();
    await expectAccessible(one.page, 'the form of an action with an error');
    await form.getByRole('textbox', { name: 'Åtgärd' }).fill('Se över skyltningen');
    await form.getByRole('button', { name: 'Spara åtgärden' }).click();
    await one.page.getByText('Åtgärden är tillagd.').waitFor();
    await expectAccessible(one.page, 'the list of actions');

    const two = await open(COORDINATOR, '#/atgarder', { size: 'phone' });
    const here = (page: Page) => page.locator('article', { hasText: 'Se över skyltningen' });
    await here(two.page).waitFor();
    // A short list: none of its buttons then lies half under the bar at the bottom, which axe takes for a small one.
    await two.page.locator('summary', { hasText: 'Filter' }).click();
    await two.page.getByLabel('Område').selectOption({ label: 'Hela kommunen' });
    await here(one.page)
      .getByRole('button', { name: /^Ändra/ })
      .click();
    await here(two.page)
      .getByRole('button', { name: /^Ändra/ })
      .click();
    await one.page.getByRole('dialog').getByRole('radio', { name: 'Pågår' }).check();
    await one.page.getByRole('dialog').getByRole('button', { name: 'Spara åtgärden' }).click();
    await one.page.getByText('Åtgärden är ändrad.').waitFor();
    await expect.poll(() => here(one.page).getAttribute('data-state'), { timeout: 20_000 }).toBe('stored');
    await two.page.getByRole('dialog').getByRole('textbox', { name: 'Resultat' }).fill('Två skyltar är uppe.');
    await two.page.getByRole('dialog').getByRole('button', { name: 'Spara åtgärden' }).click();
    const conflict = here(two.page).getByRole('alert');
    await conflict.waitFor();
    await expect.poll(() => conflict.innerText()).toMatch(/Planerad[\s\S]*Två skyltar är uppe[\s\S]*Pågår/);
    await expectAccessible(two.page, 'an action that two have changed');
    expect(await two.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await conflict.getByRole('button', { name: 'Behåll min' }).click();
    await expect
      .poll(() => here(one.page).innerText(), { timeout: 30_000 })
      .toMatch(/Planerad[\s\S]*Två skyltar är uppe\./);

    await one.page.getByRole('button', { name: 'Ny åtgärd' }).click();
    await form.getByRole('textbox', { name: 'Åtgärd' }).fill('En som ångras');
    await form.getByRole('button', { name: 'Spara åtgärden' }).click();
    await one.page.getByRole('button', { name: 'Ångra: En som ångras' }).click();
    await one.page.locator('article', { hasText: 'En som ångras' }).waitFor({ state: 'detached' });
    expect([...own(one.problems), ...own(two.problems)]).toEqual([]);
    await one.close();
    await two.close();
  });
});

describe('a planned event', () => {
  it('is no incident: entered beside one, kept half typed, changed and taken away', async () => {
    const { page, problems, close } = await open(POLICE, '#/rapportera', { size: 'phone' });
    await page.getByRole('link', { name: 'Evenemang', exact: true }).click();
    await page.getByText('Ett evenemang är ingen händelse', { exact: false }).waitFor();
    await expectAccessible(page, 'the form of an event');
    await page.getByRole('textbox', { name: 'Vad är det?' }).fill('Marknad på');
    await page.waitForTimeout(200);
    await page.reload();
    await page.getByText('Ditt påbörjade evenemang finns kvar.').waitFor({ timeout: 60_000 });
    await expect.poll(() => page.getByRole('textbox', { name: 'Vad är det?' }).inputValue()).toBe('Marknad på');
    await page.getByRole('textbox', { name: 'Vad är det?' }).fill('Marknad på torget');
    await page.getByRole('combobox', { name: 'Sök plats' }).fill('fristadstorget');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: /Väntade besökare/ }).fill('2 000');
    await page.getByRole('button', { name: 'Spara evenemanget' }).click();
    await page.getByText('Evenemanget är sparat.').waitFor();
    const row = page.locator('li', { hasText: 'Marknad på torget' });
    await expect.poll(() => row.innerText()).toMatch(/Centrum · cirka 2\s000 besökare · inlagt av Polisen/);
    await expect.poll(() => row.getAttribute('data-state'), { timeout: 20_000 }).toBe('stored');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

    await row.getByRole('button', { name: /^Ändra/ }).click();
    await page.getByRole('textbox', { name: 'Vad är det?' }).fill('Julmarknad');
    await page.getByRole('button', { name: 'Spara ändringen' }).click();
    const changed = page.locator('li', { hasText: 'Julmarknad' });
    await expect.poll(() => changed.getAttribute('data-state'), { timeout: 20_000 }).toBe('stored');
    await expectAccessible(page, 'the list of events');
    await changed.getByRole('button', { name: /^Ta bort/ }).click();
    await changed.waitFor({ state: 'detached' });
    expect(own(problems)).toEqual([]);
    await close();
  });
});
