/** Named places grow: reporters propose, the coordinator accepts, and everybody who sees the area finds the name. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaceProposal } from '../../src/domain/review';
import type { Setting } from '../../src/domain/setting';
import { PEOPLE, POINTS, type Person } from './fixture';
import { action, asking } from './known-pictures';
import { reviewing } from './known-review';
import { openTestDatabase, type TestDatabase } from './servers';

const proposal = (values: Record<string, unknown> = {}): Record<string, unknown> & { id: string } => ({
  ...{ id: action().id, name: 'Källaren, östra', organisationId: 'bostad-a', ...POINTS.inA },
  ...values,
});

describe('a proposed place', () => {
  let db: TestDatabase;
  const ask = <T>(...given: Parameters<ReturnType<typeof asking>>): Promise<T> => asking(db)<T>(...given);
  const propose = (person: Person, p_proposal: unknown): Promise<PlaceProposal> =>
    ask(person, 'propose_place', { p_proposal });
  const listed = async (person: Person): Promise<string[] | null> =>
    (await ask<PlaceProposal[] | null>(person, 'place_proposals'))?.map(({ id }) => id) ?? null;
  const decide = (p_id: string, p_accept: boolean, values: Record<string, unknown> = {}): Promise<PlaceProposal> =>
    ask('coordinator', 'decide_place', { p_id, p_accept, ...values });
  const names = async (person: Person): Promise<string[]> =>
    (await ask<Setting>(person, 'setting_of')).places.map(({ name }) => name);

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
  });
  afterAll(() => db.close());

  it('lies in the area that covers it, and is stored once however often it is sent', async () => {
    const sent = proposal();
    const answers = await Promise.all(Array.from({ length: 20 }, () => propose('reporterA', sent)));
    expect(answers[0]).toMatchObject({
      ...{ id: sent.id, name: 'Källaren, östra', ...POINTS.inA, areaId: 'a', organisationId: 'bostad-a' },
      ...{ state: 'proposed', placeId: null, reports: 0 },
    });
    expect(new Set(answers.map((it) => JSON.stringify(it))).size).toBe(1);
    expect(await db.database.query('select count(*)::integer as n from public.place_proposal')).toEqual([{ n: 1 }]);
  });

  it('is proposed by reporters and coordinators for their own organisation, and by nobody else', async () => {
    for (const person of Object.keys(PEOPLE) as Person[]) {
      const attempt = propose(person, proposal({ organisationId: PEOPLE[person][2] ?? 'bostad-a' }));
      if (['reporterA', 'colleagueA', 'reporterB', 'police', 'coordinator'].includes(person))
        expect(await attempt, person).toMatchObject({ state: 'proposed' });
      else await expect(attempt, person).rejects.toThrow(/^not-allowed: /);
    }
    await expect(propose('reporterA', proposal({ organisationId: 'polisen' }))).rejects.toThrow(/^not-allowed: /);
  });

  it('is seen by who proposed it and by the coordinator', async () => {
    const { id } = await propose('reporterB', proposal({ organisationId: 'bostad-b', ...POINTS.inB }));
    for (const person of Object.keys(PEOPLE) as Person[]) {
      const list = await listed(person);
      if (['administrator', 'stranger', 'strangeCoordinator', 'nobody'].includes(person))
        expect(list, person).toBeNull();
      else expect(list?.includes(id), person).toBe(['reporterB', 'coordinator'].includes(person));
    }
  });

  it.each<[Record<string, unknown>, RegExp]>([
    [{ name: '  ' }, /^invalid: .*name/],
    [{ name: 'å'.repeat(81) }, /^too-long: /],
    [{ name: 'Hos 19640823-3234' }, /^personal-data: /],
    [{ ...POINTS.outside }, /^outside-municipality: /],
    [{ lon: null }, /^invalid: /],
    [{ lat: 95 }, /^invalid: /],
    [{ id: 'x' }, /^invalid: /],
    [{ state: 'accepted' }, /^invalid: /],
  ])('is never %j', async (values, refusal) => {
    await expect(propose('reporterA', proposal(values))).rejects.toThrow(refusal);
  });

  it('does not take the id of another’s', async () => {
    const theirs = await propose('reporterB', proposal({ organisationId: 'bostad-b' }));
    await expect(propose('reporterA', proposal({ id: theirs.id, name: 'Mitt' }))).rejects.toThrow(/^invalid: /);
  });

  it('is taken back by who proposed it, as long as nobody has decided', async () => {
    const { id } = await propose('reporterA', proposal());
    expect(await ask('colleagueA', 'withdraw_place', { p_id: id })).toBe(false);
    expect(await ask('reporterA', 'withdraw_place', { p_id: id })).toBe(true);
    expect(await ask('reporterA', 'withdraw_place', { p_id: id })).toBe(false);
    const decided = await propose('reporterA', proposal());
    await decide(decided.id, false);
    await expect(ask('reporterA', 'withdraw_place', { p_id: decided.id })).rejects.toThrow(/^not-allowed: /);
    await expect(ask('viewerA', 'withdraw_place', { p_id: decided.id })).rejects.toThrow(/^not-allowed: /);
  });

  it('that is accepted is in the gazetteer of all who see its area, under a slug of its own', async () => {
    const [first, second] = [await propose('reporterA', proposal()), await propose('reporterA', proposal())];
    expect(await decide(first.id, true)).toMatchObject({ state: 'accepted', placeId: 'kallaren-ostra' });
    expect(await decide(second.id, true)).toMatchObject({ placeId: 'kallaren-ostra-2' });
    expect(await decide(first.id, true)).toMatchObject({ placeId: 'kallaren-ostra' }); // once more is no other place
    expect((await names('viewerA')).filter((name) => name === 'Källaren, östra')).toHaveLength(2);
    expect(await names('reporterB')).not.toContain('Källaren, östra');
  });

  it('is accepted under a better name and at a better point', async () => {
    const { id } = await propose('reporterA', proposal({ name: 'källarn' }));
    expect(await decide(id, true, { p_name: 'Ö', p_lon: POINTS.inB.lon, p_lat: POINTS.inB.lat })).toMatchObject({
      ...{ name: 'Ö', ...POINTS.inB, areaId: 'b', placeId: 'o' },
    });
    const marks = await propose('reporterA', proposal({ name: '!!!' }));
    expect(await decide(marks.id, true)).toMatchObject({ placeId: 'plats' });
    await expect(decide(marks.id, true, { p_name: 'Hos 19640823-3234' })).rejects.toThrow(/^personal-data: /);
    await expect(decide(marks.id, true, { p_lon: 14 })).rejects.toThrow(/^invalid: /);
  });

  it('that was accepted is declined again, and takes its place back, and no other', async () => {
    const { id } = await propose('reporterA', proposal({ name: 'Torget' }));
    expect(await decide(id, true)).toMatchObject({ placeId: 'torget-2' });
    expect(await decide(id, false)).toMatchObject({ state: 'declined', placeId: null });
    expect((await names('reporterA')).filter((name) => name === 'Torget')).toHaveLength(1);
    expect(await decide(id, false)).toMatchObject({ state: 'declined' });
    expect(await decide(id, true)).toMatchObject({ state: 'accepted', placeId: 'torget-2' });
    const actions = await db.database.query<{ it: string }>(
      "select action as it from public.audit_log where action like 'place.%' and filter ->> 'proposal' = $1 order by id",
      [id],
    );
    expect(actions.map(({ it }) => it)).toEqual(['place.accepted', 'place.taken_back', 'place.accepted']);
  });

  it('is decided about by the coordinator of the municipality alone', async () => {
    const { id } = await propose('reporterA', proposal());
    for (const person of Object.keys(PEOPLE) as Person[])
      if (person !== 'coordinator')
        await expect(ask(person, 'decide_place', { p_id: id, p_accept: true }), person).rejects.toThrow(
          /^not-allowed: /,
        );
    await expect(decide('00000000-0000-4000-9000-00000000dead', true)).rejects.toThrow(/^not-found: /);
  });

  it('says how many reports lie within 75 m, of those that the reader may see', async () => {
    const tool = reviewing(db);
    const at = { lon: 14.02, lat: 57.03 };
    const north = (metres: number): Record<string, unknown> => ({ ...at, lat: at.lat + metres / 111_200 });
    await tool.send(north(10));
    await tool.send({ ...north(70), sharing: 'own_organisation' });
    await tool.send(north(85));
    await tool.decide(await tool.send(north(20)), { reviewState: 'set_aside' });
    await tool.send({ ...north(30), organisation_id: 'polisen', sharing: 'authorities' });
    const { id } = await propose('reporterA', proposal(at));
    const seenBy = async (person: Person): Promise<number | undefined> =>
      (await ask<PlaceProposal[]>(person, 'place_proposals')).find((it) => it.id === id)?.reports;
    expect(await seenBy('reporterA')).toBe(2);
    expect(await seenBy('coordinator')).toBe(2);
  });
});
