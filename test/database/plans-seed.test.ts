/** The promises and plans of the demo: three municipalities in one structure, told as in their public documents. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FollowUpDocument, Plan, PublishedCommitment } from '../../src/domain/plan';
import type { ServiceCase } from '../../src/domain/service';
import { call } from './known-pictures';
import { openTestDatabase, type TestDatabase } from './servers';

describe('the demo', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase('demo');
  });
  afterAll(() => db.close());
  const published = (
    municipality: string,
    key: string,
    period: string | null = null,
  ): Promise<FollowUpDocument | null> =>
    call(db.anonymous, 'public_follow_up', { p_municipality: municipality, p_key: key, p_period: period });
  const rowsOf = (document: FollowUpDocument | null): PublishedCommitment[] =>
    document?.focusAreas.flatMap(({ rows }) => rows) ?? [];
  const plansOf = async (person: string, municipality: string): Promise<Plan[]> =>
    call(await db.as(person), 'plans_of', { p_municipality: municipality });

  it('publishes Jönköping’s promise of 2024 in three columns, every activity told of in each', async () => {
    const document = await published('0680', 'medborgarlofte-2024');
    expect(document?.periods).toEqual(['2024-T1', '2024-T2', '2024-T3']);
    expect(document?.focusAreas.map(({ title }) => title)).toHaveLength(3);
    const rows = rowsOf(document);
    // The rows of the table in the public follow-up.
    for (const word of [
      'EST',
      'lagen',
      'Sociala insatsgrupper',
      'Sammanhållen',
      'Trygg Trapp',
      'Vätterhems',
      'Flickor',
      'nära relationer',
      'extremism',
      'dialoger',
      'Krogar mot knark',
    ])
      expect(
        rows.filter(({ title }) => title.includes(word)),
        word,
      ).toHaveLength(1);
    expect(rows).toHaveLength(11);
    for (const { title, cells } of rows)
      for (const { periodKey, text } of cells) expect(text, `${title} ${periodKey}`).not.toBe('');
    const cell = (word: string, n: number) => rows.find(({ title }) => title.includes(word))?.cells[n];
    expect(cell('EST', 2)?.text).toMatch(/Öxnehaga som pilotområde/);
    expect(cell('lagen', 2)).toMatchObject({ state: 'moved', text: expect.stringMatching(/januari/) as unknown });
    expect(cell('Trygg Trapp', 2)?.text).toMatch(/Fem/);
    expect(cell('nära relationer', 1)).toMatchObject({ state: 'none' });
  });

  it('tells of the dialogues in the words of the log, by date and place', async () => {
    const row = rowsOf(await published('0680', 'medborgarlofte-2024')).find(({ title }) => title.includes('dialoger'));
    expect(row?.cells[0]?.text).toBe(
      '13/1 Österängen · 19/1 Sannaängen · 19/2 Huskvarna Söder · 21/2 Öxnehaga (panelsamtal) · 25/2 Råslätt · 28/2 Ekhagsskolan · 5/3 Råslätt · 13/3 Österängen · 15–16/4 Rosenlund · 25/4 Huskvarna',
    );
    expect(row?.cells[2]?.text).toBe('7/10 Huskvarna · 5/11 Råslättsskolan · 20/11 Skoldagar · 26/11 Skoldagar');
    expect(row?.progress.done).toBe(18);
  });

  it('publishes each tertial as it was then: the first with one column', async () => {
    expect((await published('0680', 'medborgarlofte-2024', '2024-T1'))?.periods).toEqual(['2024-T1']);
    expect(
      rowsOf(await published('0680', 'medborgarlofte-2024', '2024-T2')).every(({ cells }) => cells.length === 2),
    ).toBe(true);
  });

  it('counts Eksjö’s targets from what was logged', async () => {
    const plans = await plansOf('samordnare@eksjo.demo', '0686');
    expect(plans.map(({ key }) => key)).toEqual(['medborgarlofte-2020-2021', 'medborgarlofte-2018-2019']);
    const target = (key: string, word: string) => {
      const it = plans.find((plan) => plan.key === key)?.commitments.find(({ title }) => title.includes(word));
      return it && [it.progress.number, it.target.number, it.progress.met];
    };
    expect(target('medborgarlofte-2018-2019', 'riktade insatser')).toEqual([11, 10, true]);
    expect(target('medborgarlofte-2020-2021', 'riktade insatser')).toEqual([10, 10, true]);
    expect(target('medborgarlofte-2018-2019', 'vandringar')).toEqual([2, 2, true]);
    expect(target('medborgarlofte-2020-2021', 'Mariannelund')).toEqual([1, 2, false]);
    expect(target('medborgarlofte-2020-2021', 'annan ort')).toEqual([1, 1, true]);
    expect(target('medborgarlofte-2018-2019', 'samverkansmöten')).toEqual([4, 4, true]);
    expect(target('medborgarlofte-2020-2021', 'närvaro i skolan')).toEqual([93.4, 94, false]);
  });

  it('holds Eskilstuna’s agreement with four focus areas, sub-goals and what both parties do, published nowhere yet', async () => {
    const [plan] = await plansOf('samordnare@eskilstuna.demo', '0484');
    expect(plan?.focusAreas.filter(({ parentId }) => parentId === null)).toHaveLength(4);
    expect(plan?.focusAreas.filter(({ parentId }) => parentId !== null).length).toBeGreaterThanOrEqual(9);
    expect(plan?.commitments.filter(({ contributions }) => contributions.length >= 2).length).toBeGreaterThanOrEqual(
      10,
    );
    expect(await published('0484', 'overenskommelse-2024-2027')).toBeNull();
    const [asHousing] = await plansOf('rapportor.bostad@eskilstuna.demo', '0484');
    expect(asHousing?.commitments.some(({ sharing }) => sharing === 'authorities')).toBe(false);
    expect(plan?.commitments.length ?? 0).toBeGreaterThan(asHousing?.commitments.length ?? 0);
  });

  it('has service cases in Eskilstuna: most in time, some late, some open', async () => {
    const cases = await call<ServiceCase[]>(await db.as('samordnare@eskilstuna.demo'), 'service_cases_of', {
      p_municipality: '0484',
      p_from: new Date(Date.now() - 365 * 86_400_000).toISOString(),
      p_to: new Date().toISOString(),
    });
    expect(cases.length).toBeGreaterThan(30);
    const share = (which: (it: ServiceCase) => boolean): number => cases.filter(which).length / cases.length;
    expect(share(({ minutes, hours }) => minutes !== null && minutes <= hours * 60)).toBeGreaterThan(0.5);
    expect(share(({ minutes, hours }) => minutes !== null && minutes > hours * 60)).toBeGreaterThan(0.05);
    expect(share(({ doneAt }) => doneAt === null)).toBeGreaterThan(0);
    for (const { hours, areaId } of cases) expect(hours).toBe(areaId === 'centrum' ? 24 : 48);
  });

  it('names no person in any text', async () => {
    for (const [table, columns] of Object.entries({
      agreement: ['title', 'goal', 'other_parties', 'key'],
      focus_area: ['title'],
      commitment: ['title', 'description', 'other_owner', 'time_plan', 'target_unit'],
      commitment_contribution: ['text'],
      commitment_follow_up: ['text'],
      activity: ['title', 'theme', 'place', 'other_parties', 'note'],
      action_note: ['text'],
    }))
      for (const column of columns)
        expect(
          await db.database.query(
            `select ${column} from public.${table} where app.personal_data_kinds(${column}) <> '{}'`,
          ),
          `${table}.${column}`,
        ).toEqual([]);
  });
});
