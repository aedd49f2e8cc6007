/** What the reading functions hand out, compared with the rows of the table and the rules written out by hand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AreaCoverage, IncidentDetail, PackedIncidents } from '../../src/data/types';
import type { Membership, Setting } from '../../src/domain/setting';
import { unpack } from '../unit/packed-incidents';
import { emailOf, POINTS, report, userIdOf, type Person } from './fixture';
import { openTestDatabase, type TestDatabase } from './servers';

const READERS: Person[] = [
  'reporterA',
  'viewerA',
  'reporterB',
  'police',
  'rescue',
  'coordinator',
  'administrator',
  'stranger',
  'strangeCoordinator',
  'nobody',
];

const STRANGE: Person[] = ['stranger', 'strangeCoordinator', 'nobody'];

interface Row {
  id: string;
  organisation_id: string;
  area_id: string | null;
  category_id: string;
  sharing: string;
  review_state: string;
  duplicate_of: string | null;
  description: string | null;
  reporter_id: string;
  lon: number;
  lat: number;
  from: number;
  to: number;
}

/** The areas that each may see; an administrator sees them all, and no incidents. */
const AREAS: Partial<Record<Person, string[]>> = {
  reporterA: ['a'],
  viewerA: ['a'],
  reporterB: ['b'],
  police: ['a', 'b', 'over', 'later'],
  rescue: ['a', 'b', 'over', 'later'],
  coordinator: ['a', 'b', 'over', 'later'],
};

/** The rule once more, row by row, in the words of the issue. */
function rule(person: Person, row: Row): { visible: boolean; organisation: boolean; text: boolean } {
  const own: Partial<Record<Person, string>> = {
    reporterA: 'bostad-a',
    viewerA: 'bostad-a',
    reporterB: 'bostad-b',
    police: 'polisen',
    rescue: 'raddning',
    coordinator: 'kommunen',
  };
  if (!own[person]) return { visible: false, organisation: false, text: false };
  const isOwn = own[person] === row.organisation_id;
  const isCoordinator = person === 'coordinator';
  const isAuthority = isCoordinator || person === 'police';
  const settled = row.review_state === 'released' && row.duplicate_of === null;
  const inSight = row.area_id === null ? isAuthority : (AREAS[person] ?? []).includes(row.area_id);
  const visible =
    isOwn ||
    (isCoordinator && row.sharing !== 'own_organisation') ||
    (settled && ((row.sharing === 'partners' && inSight) || (row.sharing === 'authorities' && isAuthority)));
  return { visible, organisation: visible && (isOwn || isCoordinator), text: visible && (isOwn || isAuthority) };
}

describe('reading', () => {
  let db: TestDatabase;
  let rows: Row[];
  const ask = async <T>(person: Person, name: string, values: Record<string, unknown> = {}): Promise<T> => {
    const { data, error } = await (await db.as(emailOf(person))).rpc(name, values);
    if (error) throw new Error(error.message);
    return data as T;
  };

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    // Every combination of organisation, place, sharing and state, and a few duplicates.
    const person: Record<string, Person> = {
      'bostad-a': 'reporterA',
      'bostad-b': 'reporterB',
      polisen: 'police',
      kommunen: 'coordinator',
      raddning: 'rescue',
    };
    let n = 0;
    const wanted = [];
    for (const organisation of Object.keys(person)) {
      for (const place of ['inA', 'inB', 'nowhere'] as const) {
        for (const sharing of ['own_organisation', 'authorities', 'partners']) {
          for (const state of ['new', 'released', 'set_aside', 'duplicate']) {
            n += 1;
            wanted.push({
              row: report({
                organisation_id: organisation,
                sharing,
                ...POINTS[place],
                description: `Text ${String(n)}.`,
              }),
              state,
              writer: person[organisation] ?? 'nobody',
            });
          }
        }
      }
    }
    const original = report();
    const columns = Object.keys(original);
    const values = [...wanted, { row: original, state: 'released', writer: 'reporterA' as Person }]
      .map(
        ({ row }) =>
          `(${columns.map((column) => (row[column] === null ? 'null' : `'${String(row[column])}'`)).join(', ')})`,
      )
      .join(',\n');
    await db.database.script(`insert into public.incident (${columns.join(', ')}) values ${values};`);
    for (const { row, state, writer } of wanted) {
      await db.database.query(
        'update public.incident set review_state = $1, duplicate_of = $2, reporter_id = $3 where id = $4',
        [
          state === 'duplicate' ? 'released' : state,
          state === 'duplicate' ? original.id : null,
          userIdOf(writer),
          row.id,
        ],
      );
    }
    await db.database.query("update public.incident set review_state = 'released', reporter_id = $1 where id = $2", [
      userIdOf('reporterA'),
      original.id,
    ]);
    rows = await db.database.query<Row & Record<string, unknown>>(`
      select id::text, organisation_id::text, area_id::text, category_id::text, sharing, review_state, duplicate_of::text, description, reporter_id::text, lon, lat,
        extract(epoch from occurred_from)::integer as "from", extract(epoch from occurred_to)::integer as "to"
      from public.incident where municipality_id = '9001'`);
    expect(rows).toHaveLength(181);
  });
  afterAll(() => db.close());

  it.each(READERS)(
    'the columns of %s hold exactly the incidents that count and may be seen, and hide who reported',
    async (person) => {
      const packed = await ask<PackedIncidents | null>(person, 'incident_columns_packed', { p_municipality: '9001' });
      if (STRANGE.includes(person)) {
        expect(packed).toBeNull();
        return;
      }
      if (!packed) throw new Error('a member got nothing');
      const columns = unpack(packed);
      const found = columns.id.map((id, i) => ({
        id,
        lon: columns.lon[i],
        lat: columns.lat[i],
        from: columns.from[i],
        to: columns.to[i],
        category: columns.categories[columns.category[i] ?? -1],
        organisation: columns.organisation[i] === -1 ? null : columns.organisations[columns.organisation[i] ?? -1],
        area: columns.area[i] === -1 ? null : columns.areas[columns.area[i] ?? -1],
      }));
      const expected = rows
        .filter((row) => rule(person, row).visible && row.review_state !== 'set_aside' && row.duplicate_of === null)
        .map((row) => ({
          id: row.id,
          lon: row.lon,
          lat: row.lat,
          from: row.from,
          to: row.to,
          category: row.category_id,
          organisation: rule(person, row).organisation ? row.organisation_id : null,
          // An own report from outside the areas in sight names no area.
          area: (AREAS[person] ?? []).includes(row.area_id ?? '') ? row.area_id : null,
        }));
      if (AREAS[person]) expect([...columns.areas].sort()).toEqual([...AREAS[person]].sort());
      const byId = (a: { id: string }, b: { id: string }): number => a.id.localeCompare(b.id);
      expect(found.sort(byId)).toEqual(expected.sort(byId));
    },
  );

  it.each(READERS)('the detail for %s shows text and organisation only as the rule says', async (person) => {
    for (const row of rows.filter((_, i) => i % 3 === 0 || person === 'reporterB')) {
      const detail = await ask<IncidentDetail | null>(person, 'incident_detail', {
        p_municipality: '9001',
        p_id: row.id,
      });
      const { visible, organisation, text } = rule(person, row);
      if (!visible) {
        expect(detail, row.description ?? row.id).toBeNull();
        continue;
      }
      expect(detail).toMatchObject({
        id: row.id,
        categoryId: row.category_id,
        areaId: row.area_id,
        lon: row.lon,
        lat: row.lat,
        occurredFrom: row.from,
        occurredTo: row.to,
        sharing: row.sharing,
        reviewState: row.review_state,
        placeType: 'street',
        policeReported: 'no',
        organisationId: organisation ? row.organisation_id : null,
        description: text ? row.description : null,
        mine: row.reporter_id === userIdOf(person),
      });
    }
  });

  it('columns since a moment hold the incidents that began at or after it', async () => {
    const since = async (moment?: string): Promise<string[]> =>
      unpack(
        await ask<PackedIncidents>('coordinator', 'incident_columns_packed', {
          p_municipality: '9001',
          ...(moment ? { p_since: moment } : {}),
        }),
      ).id;
    const all = await since();
    expect(all.length).toBeGreaterThan(0);
    expect(await since(new Date().toISOString())).toEqual([]);
    expect(await since('2020-01-01T00:00:00Z')).toEqual(all);
  });

  it('columns are sorted by time, and keep positions of any precision and times after 2038', async () => {
    const odd = { lon: 14.05 + 1 / 3e5, lat: 57.05 + 1 / 7e5 };
    // Past the triggers, which refuse what has not happened yet.
    await db.database.script(`
      set session_replication_role = replica;
      insert into public.incident (municipality_id, id, organisation_id, category_id, lon, lat, occurred_from, occurred_to, review_state)
      values ('9001', '00000000-0000-4000-8000-00000000000a', 'kommunen', 'klotter', ${odd.lon}, ${odd.lat}, '2090-01-01 12:00:00+00', '2090-01-02 12:00:00.9+00', 'released'),
        ('9001', '00000000-0000-4000-8000-00000000000b', 'kommunen', 'klotter', 14.05, 57.05, '1999-01-01 12:00:00+00', '1999-01-01 12:00:00+00', 'released');
      set session_replication_role = origin;`);
    const packed = await ask<PackedIncidents>('coordinator', 'incident_columns_packed', { p_municipality: '9001' });
    await db.database.script(
      "delete from public.incident where id::text in ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b')",
    );
    expect(packed.degrees).toBe('f8');
    const { id, lon, lat, from, to } = unpack(packed);
    expect([id[0], from[0]]).toEqual(['00000000-0000-4000-8000-00000000000b', 915_192_000]);
    expect(id.at(-1)).toBe('00000000-0000-4000-8000-00000000000a');
    expect([lon.at(-1), lat.at(-1), from.at(-1), to.at(-1)]).toEqual([odd.lon, odd.lat, 3_786_955_200, 3_787_041_601]);
    expect(from).toEqual(from.toSorted((a, b) => a - b));
  });

  it('the memberships are one’s own', async () => {
    const mine = await ask<Membership[]>('reporterA', 'my_memberships');
    expect(mine).toMatchObject([
      {
        municipalityId: '9001',
        municipalityName: 'Testby',
        organisationId: 'bostad-a',
        organisationName: 'Bostad A',
        organisationKind: 'housing_company',
        role: 'reporter',
      },
    ]);
    expect(await ask('nobody', 'my_memberships')).toEqual([]);
  });

  it.each<[Person, string[], string[]]>([
    ['reporterA', ['a'], ['torget']],
    ['reporterB', ['b'], ['holmen']],
    ['coordinator', ['later', 'a', 'b', 'over'], ['holmen', 'skogen', 'torget']],
    ['administrator', ['later', 'a', 'b', 'over'], ['holmen', 'skogen', 'torget']],
  ])('the setting of %s holds the areas %j and the places %j', async (person, areas, places) => {
    const setting = await ask<Setting>(person, 'setting_of', { p_municipality: '9001' });
    expect(setting.areas.map(({ id }) => id)).toEqual(areas);
    expect(setting.places.map(({ id }) => id).sort()).toEqual(places);
    expect(setting.organisations).toHaveLength(5);
    expect(setting.categories.map(({ id, active }) => [id, active])).toContainEqual(['gammal', false]);
    expect(setting.municipality.boundary.type).toBe('MultiPolygon');
    const area = setting.areas.find(({ id }) => id === 'a');
    if (area) expect(area.geometry.coordinates.map((part) => part.length)).toEqual([2, 1]);
  });

  it.each(STRANGE)('the setting, columns and coverage of a foreign municipality are nothing to %s', async (person) => {
    expect(await ask(person, 'setting_of', { p_municipality: '9001' })).toBeNull();
    expect(await ask(person, 'coverage', { p_municipality: '9001', p_from: '2020-01-01', p_to: '2030-01-01' })).toEqual(
      [],
    );
    expect(await ask(person, 'setting_of', { p_municipality: 'nonsense' })).toBeNull();
  });

  it('coverage counts check-ins and incidents of the span, and names the missing to the coordinator alone', async () => {
    // The week of Monday 8 January 2024: a check-in by bostad-a for area a, an incident by the police in area b just before midnight on Sunday.
    await db.database.script(`
      insert into public.check_in (municipality_id, organisation_id, area_id, period_from) values ('9001', 'bostad-a', 'a', '2024-01-08');
      insert into public.incident (municipality_id, id, organisation_id, category_id, lon, lat, occurred_from, occurred_to)
      values ('9001', gen_random_uuid(), 'polisen', 'klotter', 14.15, 57.05, '2024-01-14 22:59:59+00', '2024-01-14 22:59:59+00');`);
    const week = { p_municipality: '9001', p_from: '2024-01-07T23:00:00Z', p_to: '2024-01-14T23:00:00Z' };
    const pick = (list: AreaCoverage[]) => Object.fromEntries(list.map(({ areaId, ...rest }) => [areaId, rest]));
    expect(pick(await ask('coordinator', 'coverage', week))).toEqual({
      a: { expected: 2, reported: 1, missing: ['Polisen'] },
      b: { expected: 2, reported: 1, missing: ['Bostad B'] },
      over: { expected: 0, reported: 0, missing: [] },
      later: { expected: 0, reported: 0, missing: [] },
    });
    expect(pick(await ask('reporterA', 'coverage', week))).toEqual({ a: { expected: 2, reported: 1, missing: null } });
    const after = { ...week, p_from: week.p_to, p_to: '2024-01-21T23:00:00Z' };
    expect(pick(await ask('coordinator', 'coverage', after))['b']).toEqual({
      expected: 2,
      reported: 0,
      missing: ['Bostad B', 'Polisen'],
    });
    const month = { p_municipality: '9001', p_from: '2023-12-31T23:00:00Z', p_to: '2024-01-31T23:00:00Z' };
    expect(pick(await ask('coordinator', 'coverage', month))['a']).toEqual({
      expected: 2,
      reported: 1,
      missing: ['Polisen'],
    });
  });
});
