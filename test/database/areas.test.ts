/** The life of an area: what happened keeps the area of its day, who is expected follows, and what is wrong with a shape is refused with its place. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AreaFinding, KeptArea } from '../../src/domain/area-draft';
import type { Setting } from '../../src/domain/setting';
import { square } from './access-areas';
import { POINTS, report, userIdOf, type Person } from './fixture';
import { asking, openKnown, PICTURE } from './known-pictures';
import { openTestDatabase, type TestDatabase } from './servers';

interface Saved {
  saved: boolean;
  area: KeptArea;
}

describe('areas', { timeout: 180_000 }, () => {
  let db: TestDatabase;
  let today: string;
  const later = (days: number): string =>
    new Date(Date.parse(`${today}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  const ask = <T>(person: Person, name: string, values: Record<string, unknown> = {}): Promise<T> =>
    asking(db)<T>(person, name, values);
  const save = (p_area: unknown, p_revision = 0, person: Person = 'coordinator'): Promise<Saved> =>
    ask(person, 'save_area', { p_area, p_revision });
  const kept = async (): Promise<Map<string, KeptArea>> =>
    new Map((await ask<KeptArea[]>('administrator', 'areas_of')).map((area) => [area.id, area]));
  const send = async (days: number, point: { lon: number; lat: number }): Promise<string> => {
    // A moment ago rather than at noon, which lies ahead of a test that runs in the night.
    const at = days === 0 ? new Date(Date.now() - 1000).toISOString() : `${later(days)}T10:00:00Z`;
    const sent = report({ ...point, organisation_id: 'kommunen', occurred_from: at, occurred_to: at });
    const { error } = await (await db.as('coordinator@test')).from('incident').insert(sent);
    expect(error).toBeNull();
    return sent.id;
  };
  const areaOf = async (id: string): Promise<unknown> =>
    (await db.database.query(`select area_id from public.incident where id = '${id}'`))[0]?.['area_id'];

  beforeAll(async () => {
    db = await openTestDatabase('fixture');
    await openKnown(db);
    today = String((await db.database.query(`select to_char(app.today(), 'YYYY-MM-DD') as day`))[0]?.['day']);
  });
  afterAll(() => db.close());

  it('keeps its id when it is renamed, and answers with what another wrote meanwhile', async () => {
    const added = await save({ name: 'Östra åsen', activeFrom: '2024-01-01', geometry: square(14.32, 57.2) });
    expect(added).toMatchObject({ saved: true, area: { id: 'ostra-asen', kind: 'other', revision: 1, used: false } });
    const renamed = await save({ id: 'ostra-asen', name: 'Åsen', kind: 'pilot' }, 1);
    expect(renamed.area).toMatchObject({ id: 'ostra-asen', name: 'Åsen', kind: 'pilot', revision: 2 });
    expect(await save({ id: 'ostra-asen', name: 'Annat' }, 1)).toMatchObject({ saved: false, area: { name: 'Åsen' } });
    expect((await save({ id: 'ostra-asen', name: 'Åsen' }, 2)).area.revision).toBe(2);
    expect(await ask('administrator', 'remove_area', { p_area: 'ostra-asen', p_revision: 2 })).toBe(true);
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['no name', { name: ' ' }, /^invalid: .*called/],
    ['a name that is taken', { name: 'A' }, /^invalid: There is an area called a already/],
    ['a telephone number for a name', { name: 'Ring 070-123 45 67' }, /^personal-data: /],
    ['no shape', { geometry: null }, /^invalid: .*no shape/],
    ['a point for a shape', { geometry: { type: 'Point', coordinates: [14, 57] } }, /^invalid: .*no shape/],
    ['a shape that is none', { geometry: { type: 'Polygon', coordinates: [[[14, 57]]] } }, /^invalid: /],
    ['a hand for a day', { activeFrom: 'snart' }, /^invalid: Choose/],
    [
      'a border that crosses itself',
      {
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [14.32, 57.2],
              [14.34, 57.22],
              [14.34, 57.2],
              [14.32, 57.22],
              [14.32, 57.2],
            ],
          ],
        },
      },
      /^invalid: .*itself at 57\.21000, 14\.33000/,
    ],
    [
      'a border over that of the municipality',
      { geometry: square(14.39, 57.2, 0.02) },
      /^outside-municipality: .*at 57\.\d+, 14\.40/,
    ],
    ['a house for an area', { geometry: square(14.32, 57.2, 0.00005) }, /^invalid: .*smaller/],
  ])('refuses an area with %s', async (_, values, refusal) => {
    await expect(save({ name: 'Prov', geometry: square(14.32, 57.2), ...values })).rejects.toThrow(refusal);
  });

  it('refuses 5,001 points, and all of a file when one of it is wrong', async () => {
    const round = Array.from({ length: 5001 }, (_, i) => [
      14.3 + 0.02 * Math.cos((i * Math.PI) / 2500),
      57.2 + 0.02 * Math.sin((i * Math.PI) / 2500),
    ]);
    const geometry = { type: 'Polygon', coordinates: [[...round, round[0]]] };
    await expect(save({ name: 'Rund', geometry })).rejects.toThrow(/^invalid: .*5000 are the most/);
    const before = (await kept()).size;
    const good = { name: 'God', geometry: square(14.32, 57.2) };
    await expect(ask('coordinator', 'add_areas', { p_areas: [good, { ...good, name: 'god' }] })).rejects.toThrow(
      /already/,
    );
    expect((await kept()).size).toBe(before);
  });

  it('lists overlap, gap and what lies outside, with place and size, and refuses none of them', async () => {
    const findings = await ask<AreaFinding[]>('coordinator', 'check_areas', {
      p_day: today,
      p_with: [
        { name: 'Över', geometry: square(14.0995, 57.05, 0.0005) },
        { name: 'Rand', geometry: square(14.396, 57.2, 0.005) },
        {
          name: 'Glipa',
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [14.3001, 57],
                [14.31, 57],
                [14.31, 57.1],
                [14.3001, 57.1],
                [14.3001, 57],
              ],
            ],
          },
        },
      ],
    });
    const said = findings.map(({ kind, name, other }) => [kind, name, other].join(' '));
    expect(said.sort()).toEqual(['gap Glipa a', 'outside Rand ', 'overlap Över a']);
    const gap = findings.find(({ kind }) => kind === 'gap');
    // 0.0001 of a degree to the east at 57 degrees north is 6 m; the gap is 11.1 km long.
    expect(gap?.squareMetres).toBeGreaterThan(60_000);
    expect(gap?.squareMetres).toBeLessThan(75_000);
    expect(gap).toMatchObject({ lon: expect.closeTo(14.30005, 4), outline: { type: 'MultiPolygon' } });
    const all = await ask<AreaFinding[]>('administrator', 'check_areas', { p_day: today });
    expect(all.map(({ kind, areaId, otherId }) => [kind, areaId, otherId])).toEqual([['overlap', 'b', 'over']]);
  });

  it('splits: what happened keeps its area, what comes gets the new one, and so do places, organisations and who is expected', async () => {
    const old = await send(-10, POINTS.inA);
    await db.database.script(
      `insert into public.check_in (municipality_id, organisation_id, area_id, period_from) values ('9001', 'bostad-a', 'a', date_trunc('week', app.today() - 14)::date);`,
    );
    await ask('coordinator', 'open_picture', { p_id: userIdOf('police'), p_period: '2026-W40', p_area: 'a' });
    const revision = (await kept()).get('a')?.revision;
    const half = (name: string, west: number): Record<string, unknown> => ({ name, geometry: square(west, 57, 0.05) });
    const p_new = [half('Väst', 14), half('Öst', 14.05)];
    const split = (
      p_from: string,
      person: Person = 'coordinator',
      wanted = revision,
    ): Promise<{ saved: boolean; areas: KeptArea[] }> =>
      ask(person, 'replace_areas', { p_from, p_old: [{ id: 'a', revision: wanted }], p_new });
    await expect(split(later(-1))).rejects.toThrow(/^invalid: New areas follow from today/);
    await expect(split(today, 'police')).rejects.toThrow(/^not-allowed: /);
    expect((await split(today, 'coordinator', 99)).saved).toBe(false);
    const housing = async (): Promise<Record<string, unknown>> =>
      (await ask<Record<string, unknown>[]>('administrator', 'organisations_of')).find(({ id }) => id === 'bostad-a') ??
      {};
    const form = await housing();
    const { saved, areas } = await split(today);
    expect(saved).toBe(true);
    // A form that was open before does not take the new areas from the organisation.
    const { id, name, kind } = form;
    const stale = await ask<{ saved: boolean }>('administrator', 'save_organisation', {
      p_organisation: { id, name, kind, closed: false, areas: form['areas'] },
      p_revision: form['revision'],
    });
    expect(stale.saved).toBe(false);
    expect((await housing())['areas']).toContainEqual({ areaId: 'vast', expected: true });
    const by = new Map(areas.map((area) => [area.id, area]));
    expect(by.get('a')).toMatchObject({ activeTo: today, used: true });
    expect(by.get('vast')).toMatchObject({ activeFrom: today, activeTo: null, succeeds: ['a'], rhythm: 'weekly' });

    expect(await areaOf(old)).toBe('a');
    expect(await areaOf(await send(0, POINTS.inA))).toBe('vast');
    // Late reports and lists of earlier days belong to the area of their day.
    const late = await send(-3, POINTS.inA);
    expect(await areaOf(late)).toBe('a');
    await db.database.script(
      `update public.incident set occurred_from = now(), occurred_to = now() where id = '${late}'`,
    );
    expect(await areaOf(late)).toBe('vast');
    await db.database.script(`update public.incident set police_reported = 'yes' where id = '${old}'`);
    expect(await areaOf(old)).toBe('a');

    const setting = await ask<Setting>('reporterA', 'setting_of');
    expect(setting.areas.map(({ id, activeTo, succeeds }) => [id, activeTo, succeeds])).toEqual([
      ['vast', null, ['a']],
      ['ost', null, ['a']],
      ['a', today, []],
    ]);
    expect(setting.places.find(({ id }) => id === 'torget')?.areaId).toBe('vast');
    const owed = async (p_back: number): Promise<string[]> =>
      (await ask<{ areaId: string }[]>('reporterA', 'reporting_status', { p_back })).map(({ areaId }) => areaId);
    expect(await owed(0)).toEqual(['vast', 'ost']);
    expect(await owed(2)).toEqual(['a']);
    const checkIn = (p_area: string, p_period_from: string): Promise<unknown> =>
      ask('reporterA', 'check_in', { p_organisation: 'bostad-a', p_area, p_period_from, p_nothing: true });
    await db.database.script(
      `update public.area set active_to = app.today() - 20, active_from = '2020-01-01' where id = 'a' and municipality_id = '9001'`,
    );
    await expect(checkIn('a', today)).rejects.toThrow(/^not-allowed: The area ended/);
    await db.database.script(
      `update public.area set active_to = app.today() where id = 'a' and municipality_id = '9001'`,
    );
    await expect(checkIn('vast', today)).resolves.toMatchObject({ areaId: 'vast' });

    const covered = async (from: string, to: string): Promise<[string, number][]> =>
      (
        await ask<{ areaId: string; expected: number }[]>('reporterA', 'coverage', {
          p_from: `${from}T00:00:00+02:00`,
          p_to: `${to}T00:00:00+02:00`,
        })
      ).map(({ areaId, expected }) => [areaId, expected]);
    expect(await covered(later(-30), later(-23))).toEqual([['a', 2]]);
    expect(await covered(later(1), later(8))).toEqual([
      ['vast', 2],
      ['ost', 2],
    ]);
    // Pictures and check-ins of before.
    const [stored] = await db.database.query(
      `select (select count(*) from public.situation_picture where area_id = 'a') as pictures, (select count(*) from public.check_in where area_id = 'a') as "checkIns"`,
    );
    expect(stored).toMatchObject({ pictures: expect.anything(), checkIns: expect.anything() });
    expect([Number(stored?.['pictures']), Number(stored?.['checkIns'])]).toEqual([1, 1]);
    await expect(ask('administrator', 'close_area', { p_area: 'a', p_to: null, p_revision: 2 })).rejects.toThrow(
      /^not-allowed: Other areas follow/,
    );
  });

  it('a list of earlier days finds the areas of those days', async () => {
    const id = '00000000-0000-4000-8000-00000000e001';
    await ask('coordinator', 'begin_import', {
      p_import: { id, sourceId: null, organisationId: 'kommunen', name: 'lista.csv' },
    });
    const day = (days: number): number => Date.parse(`${later(days)}T08:00:00Z`) / 1000;
    const row = (n: number, days: number): Record<string, unknown> => ({
      row: n,
      id: `00000000-0000-4000-8000-00000000f00${n}`,
      categoryId: 'klotter',
      ...POINTS.inA,
      occurredFrom: day(days),
      description: null,
    });
    await ask('coordinator', 'import_rows', {
      p_import: id,
      p_chunk: 0,
      p_rows: [row(1, -400), row(2, -9000), row(3, -1)],
    });
    await ask('coordinator', 'finish_import', { p_import: id, p_expected: 3 });
    const areas = await db.database.query(
      `select area_id from public.incident where import_id = '${id}' order by occurred_from`,
    );
    // 9,000 days ago no area had begun: the first that did takes it.
    expect(areas.map(({ area_id }) => area_id)).toEqual(['a', 'a', 'a']);
  });

  it('an area ends and opens again; one that was drawn by mistake goes, and what it followed goes on', async () => {
    const [slug] = await db.database.query(`select app.area_slug('9001', 'åäàáâãæ öøòóôõ éèêë üùúû íìîï ñç') as it`);
    expect(slug).toEqual({ it: 'aaaaaaa-oooooo-eeee-uuuu-iiii-nc' });
    const b = (await kept()).get('b');
    await expect(
      ask('coordinator', 'close_area', { p_area: 'b', p_to: later(-1), p_revision: b?.revision }),
    ).rejects.toThrow(/^invalid: An area ends from today/);
    const closed = await ask<Saved>('coordinator', 'close_area', {
      p_area: 'b',
      p_to: later(3),
      p_revision: b?.revision,
    });
    expect(closed.area.activeTo).toBe(later(3));
    const opened = await ask<Saved>('coordinator', 'close_area', {
      p_area: 'b',
      p_to: null,
      p_revision: closed.area.revision,
    });
    expect(opened.area).toMatchObject({ activeTo: null, revision: closed.area.revision + 1 });

    const over = (await kept()).get('over');
    const merged = await ask<{ areas: KeptArea[] }>('coordinator', 'replace_areas', {
      p_from: later(7),
      p_old: [
        { id: 'b', revision: opened.area.revision },
        { id: 'over', revision: over?.revision },
      ],
      p_new: [{ name: 'Norra', geometry: square(14.1, 57, 0.12) }],
    });
    const norra = merged.areas.find(({ id }) => id === 'norra');
    expect([...(norra?.succeeds ?? [])].sort()).toEqual(['b', 'over']);
    expect(await areaOf(await send(0, POINTS.inB))).toBe('b');
    // What follows takes the places when it has begun, in the night.
    const begins = async (days: number): Promise<void> => {
      await db.database.script(
        `update public.area set active_to = app.today() + ${days} where municipality_id = '9001' and id in ('b', 'over');
         update public.area set active_from = app.today() + ${days} where municipality_id = '9001' and id = 'norra';
         select app.clear_all(false);`,
      );
    };
    const places = async (): Promise<unknown[]> =>
      (await ask<Setting>('coordinator', 'setting_of')).places
        .filter(({ areaId }) => areaId !== null && ['b', 'over', 'norra'].includes(areaId))
        .map(({ areaId }) => areaId);
    const before = await places();
    expect(before.length).toBeGreaterThan(0);
    await begins(7);
    expect(await places()).toEqual(before);
    await begins(0);
    expect([...new Set(await places())]).toEqual(['norra']);
    await begins(7);
    await expect(
      ask('coordinator', 'remove_area', { p_area: 'b', p_revision: opened.area.revision + 1 }),
    ).rejects.toThrow(/^not-allowed: Something/);
    expect(await ask('coordinator', 'remove_area', { p_area: 'norra', p_revision: 1 })).toBe(true);
    expect((await kept()).get('b')).toMatchObject({ activeTo: null });
    expect((await kept()).get('over')).toMatchObject({ activeTo: null });
  });

  it('the order says who wins, and all of it stands in the log', async () => {
    const at = { lon: 14.11, lat: 57.095 };
    expect(await areaOf(await send(0, at))).toBe('b');
    await ask('coordinator', 'order_areas', { p_ids: ['over', 'b'] });
    expect(await areaOf(await send(0, at))).toBe('over');
    const actions = await db.database.query(
      `select distinct action from public.audit_log where action like 'area.%' order by 1`,
    );
    expect(actions.map(({ action }) => action)).toEqual([
      'area.added',
      'area.changed',
      'area.closed',
      'area.opened',
      'area.ordered',
      'area.removed',
      'area.replaced',
    ]);
    expect(PICTURE).toBeTruthy();
  });
});
