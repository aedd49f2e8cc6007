/** The demo data: what they promise to somebody who looks at them for the first time. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAccounts, demoPassword } from '../../supabase/embedded/demo-accounts.ts';
import { seedSql } from '../../supabase/embedded/demo.ts';
import { openTestDatabase, type TestDatabase } from './servers';

describe('the demo data', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase('demo');
  });
  afterAll(() => db.close());
  const one = async <T>(sql: string): Promise<T> => {
    const [row] = await db.database.query<{ it: T }>(sql);
    if (!row) throw new Error('no row');
    return row.it;
  };
  const count = (where: string): Promise<number> =>
    one<number>(`select count(*)::integer as it from public.incident i where ${where}`);

  it('hold as many incidents as they say, over three years up to this week', async () => {
    expect(
      await db.database.query(
        'select municipality_id, count(*)::integer as n from public.incident group by 1 order by 1',
      ),
    ).toEqual([
      { municipality_id: '0484', n: 4000 },
      { municipality_id: '0680', n: 15000 },
      { municipality_id: '0686', n: 1500 },
    ]);
    expect(
      await one<number>(
        'select (extract(epoch from now() - min(occurred_from)) / 604800)::float8 as it from public.incident',
      ),
    ).toBeGreaterThan(150);
    expect(
      await one<number>(
        'select (extract(epoch from now() - max(occurred_from)) / 86400)::float8 as it from public.incident',
      ),
    ).toBeLessThan(7);
    expect(await count('occurred_to > now() or created_at > now() or created_at < occurred_to')).toBe(0);
  });

  it('give each incident and place the area that the trigger would give', async () => {
    expect(
      await count(
        `area_id is distinct from (select a.id from public.area a where a.municipality_id = i.municipality_id and extensions.st_covers(a.geometry, i.point) order by a.position, a.id limit 1)`,
      ),
    ).toBe(0);
    expect(
      await count(
        'not exists (select from public.municipality m where m.id = i.municipality_id and extensions.st_covers(m.boundary, i.point))',
      ),
    ).toBe(0);
    const outside = await count("municipality_id = '0680' and area_id is null");
    expect(outside).toBeGreaterThan(300);
    expect(outside).toBeLessThan(3000);
  });

  it('have areas of 20 vertices or more in every ring, valid, disjoint, inside the municipality, with a hole and with two parts in each', async () => {
    const areas = 'public.area a join public.municipality m on m.id = a.municipality_id';
    expect(
      await one<number>(`select min(extensions.st_npoints((r).geom))::integer - 1 as it from public.area a,
      lateral extensions.st_dump(a.geometry) d, lateral extensions.st_dumprings(d.geom) r`),
    ).toBeGreaterThanOrEqual(20);
    expect(
      await one<number>(
        `select count(*)::integer as it from ${areas} where not extensions.st_isvalid(a.geometry) or not extensions.st_covers(m.boundary, a.geometry)`,
      ),
    ).toBe(0);
    expect(
      await one<number>(`select count(*)::integer as it from public.area a join public.area b
      on b.municipality_id = a.municipality_id and b.id > a.id and extensions.st_intersects(a.geometry, b.geometry)`),
    ).toBe(0);
    expect(
      await db.database
        .query(`select municipality_id, bool_or(extensions.st_numgeometries(geometry) > 1) as parts, bool_or(extensions.st_nrings(geometry) > extensions.st_numgeometries(geometry)) as holes
      from public.area group by 1 order by 1`),
    ).toEqual(['0484', '0680', '0686'].map((municipality_id) => ({ municipality_id, parts: true, holes: true })));
    expect(
      await one<number>(
        'select min(n)::integer as it from (select count(p.id) as n from public.area a left join public.place p on p.municipality_id = a.municipality_id and p.area_id = a.id group by a.municipality_id, a.id) x',
      ),
    ).toBeGreaterThanOrEqual(8);
  });

  it('cluster around named places, and one sixth are intervals', async () => {
    const near =
      await one<number>(`select avg((exists (select from public.place p where p.municipality_id = i.municipality_id
      and extensions.st_dwithin(i.point, extensions.st_setsrid(extensions.st_makepoint(p.lon, p.lat), 4326), 0.002)
      and extensions.st_distancesphere(i.point, extensions.st_setsrid(extensions.st_makepoint(p.lon, p.lat), 4326)) <= 120))::integer)::float8 as it from public.incident i where municipality_id = '0680'`);
    expect(near).toBeGreaterThan(0.8);
    expect(
      await one<number>(
        "select avg((occurred_to > occurred_from)::integer)::float8 as it from public.incident where municipality_id = '0680'",
      ),
    ).toBeCloseTo(1 / 6, 1);
  });

  it('have an hour of the day and a weekday by category', async () => {
    const share = (what: string, category: string): Promise<number> =>
      one(
        `select avg((${what})::integer)::float8 as it from (select occurred_from at time zone 'Europe/Stockholm' as t from public.incident where category_id = '${category}') x`,
      );
    expect(await share('extract(hour from t) >= 20 or extract(hour from t) < 5', 'berusade')).toBeGreaterThan(0.6);
    expect(await share('extract(hour from t) >= 20 or extract(hour from t) < 5', 'nedskrapning')).toBeLessThan(0.2);
    expect(await share('extract(isodow from t) in (5, 6)', 'brak')).toBeGreaterThan(0.4);
  });

  const around = (place: string): string =>
    `extensions.st_distancesphere(i.point, (select extensions.st_setsrid(extensions.st_makepoint(p.lon, p.lat), 4326) from public.place p where p.municipality_id = '0680' and p.id = '${place}')) < 100`;
  const weeksAgo =
    "((date_trunc('week', now() at time zone 'Europe/Stockholm')::date - date_trunc('week', i.occurred_from at time zone 'Europe/Stockholm')::date) / 7)";

  it('let a hotspot rise in the last five weeks, which Gi* finds significant last week and this week', async () => {
    const near = (when: string): Promise<number> =>
      count(`municipality_id = '0680' and ${around('oxnehaga-centrum-garage')} and ${weeksAgo} ${when}`);
    const before = (await near('between 5 and 56')) / 52;
    expect(await near('= 1')).toBeGreaterThan(3 * before);
    expect(await near('= 0')).toBeGreaterThanOrEqual(8);
    for (const week of [0, 1]) expect(await hotspotZ(week), `week -${String(week)}`).toBeGreaterThan(4);
  });

  /** Getis-Ord Gi* (Ord and Getis, 1995) of the 250 m cell of the garage, over the cells of SWEREF 99 TM that the areas overlap, in SQL. */
  async function hotspotZ(week: number): Promise<number> {
    return one<number>(`
      with area as (select extensions.st_union(extensions.st_transform(geometry, 3006)) as g from public.area where municipality_id = '0680'),
      cell as (select x, y from area, lateral (select (extensions.st_dump(g)).geom as part) d,
          generate_series(floor(extensions.st_xmin(part) / 250)::integer, floor(extensions.st_xmax(part) / 250)::integer) x,
          generate_series(floor(extensions.st_ymin(part) / 250)::integer, floor(extensions.st_ymax(part) / 250)::integer) y
        where extensions.st_intersects(part, extensions.st_makeenvelope(x * 250, y * 250, x * 250 + 250, y * 250 + 250, 3006)) group by x, y),
      at as (select floor(extensions.st_x(p) / 250)::integer as x, floor(extensions.st_y(p) / 250)::integer as y
        from (select extensions.st_transform(i.point, 3006) as p from public.incident i where i.municipality_id = '0680' and i.area_id is not null and ${weeksAgo} = ${String(week)}) t),
      counted as (select c.x, c.y, count(a.x)::float8 as n from cell c left join at a using (x, y) group by c.x, c.y),
      total as (select count(*)::float8 as cells, avg(n) as mean, sqrt(avg(n * n) - avg(n) ^ 2) as s from counted)
      select (sum(o.n) - mean * count(*)) / (s * sqrt((cells * count(*) - count(*) ^ 2) / (cells - 1))) as it
      from total, (select floor(extensions.st_x(g) / 250)::integer as x, floor(extensions.st_y(g) / 250)::integer as y
        from (select extensions.st_transform(extensions.st_setsrid(extensions.st_makepoint(lon, lat), 4326), 3006) as g from public.place where municipality_id = '0680' and id = 'oxnehaga-centrum-garage') q) h
        join counted o on abs(o.x - h.x) <= 1 and abs(o.y - h.y) <= 1
      group by mean, s, cells`);
  }

  it('let another fade after the action in October of the year before', async () => {
    const october = 'make_date(extract(year from now())::integer - 1, 10, 15)';
    const rate = (from: string, to: string): Promise<number> =>
      one(`select (count(*) * 7.0 / ((${to}) - (${from})))::float8 as it from public.incident i
        where municipality_id = '0680' and ${around('raslatt-parkeringsdack')} and occurred_from >= ${from} and occurred_from < ${to}`);
    const before = await rate(`${october} - 364`, october);
    const after = await rate(`${october} + 28`, `${october} + 280`);
    expect(after).toBeLessThan(before / 2);
  });

  it('are uneven from week to week, more than chance alone', async () => {
    const dispersion = await one<number>(`select (variance(n) / avg(n))::float8 as it from (
      select count(i.id) as n from generate_series(1, 155) w left join public.incident i on i.municipality_id = '0680' and i.area_id = 'osterangen' and ${weeksAgo} = w group by w) x`);
    expect(dispersion).toBeGreaterThan(1.2);
    expect(dispersion).toBeLessThan(5);
  });

  it('have one organisation that has not reported this week', async () => {
    const thisMonday = "date_trunc('week', now() at time zone 'Europe/Stockholm')";
    expect(
      await count(`organisation_id = 'junehem' and occurred_from >= ${thisMonday} at time zone 'Europe/Stockholm'`),
    ).toBe(0);
    expect(
      await one<number>(
        `select count(*)::integer as it from public.check_in where organisation_id = 'junehem' and period_from = ${thisMonday}::date`,
      ),
    ).toBe(0);
    expect(
      await one<number>(
        `select count(*)::integer as it from public.check_in where organisation_id = 'junehem' and period_from = ${thisMonday}::date - 7`,
      ),
    ).toBeGreaterThan(0);
  });

  it('wait for review only where they were told of in the last seven days, a dozen at most', async () => {
    expect(await count(`review_state = 'new' and created_at < now() - interval '7 days'`)).toBe(0);
    expect(await count("review_state = 'new' and municipality_id = '0680'")).toBeGreaterThan(0);
    expect(
      await one<number>(
        "select max(n)::integer as it from (select count(*) as n from public.incident where review_state = 'new' group by municipality_id) x",
      ),
    ).toBeLessThanOrEqual(12);
  });

  it('let the same event wait three times in Jönköping, of police, housing company and guards, within a hundred metres and half an hour', async () => {
    const same = await db.database.query<{ organisation_id: string; apart: number }>(
      `select i.organisation_id, max(extensions.st_distancesphere(i.point, o.point))::float8 as apart
       from public.incident i join public.incident o on o.municipality_id = '0680' and o.review_state = 'new' and o.id <> i.id
         and extensions.st_distancesphere(i.point, o.point) < 100 and abs(extract(epoch from i.occurred_from - o.occurred_from)) <= 1800
       where i.municipality_id = '0680' and i.review_state = 'new' and i.category_id like 'samling%' group by 1 order by 1`,
    );
    expect(same.map(({ organisation_id }) => organisation_id)).toEqual(['polisen', 'vaktarna', 'vatterhem']);
  });

  it('hold two questions, one of them answered, what was reviewed lately, places that wait and an import that can be undone', async () => {
    const coordinator = await db.as('samordnare@jonkoping.demo');
    const ask = async <T>(name: string): Promise<T> =>
      (await coordinator.rpc(name, { p_municipality: '0680' })).data as T;
    expect(await ask('review_counts')).toMatchObject({ asked: 1, places: 3 });
    const { waiting, handled } =
      await ask<Record<'waiting' | 'handled', { notes: { kind: string }[] }[]>>('review_queue');
    expect(handled.length).toBeGreaterThan(5);
    expect(waiting.flatMap(({ notes }) => notes.map(({ kind }) => kind)).sort()).toEqual([
      'answer',
      'question',
      'question',
    ]);
    const imports = await ask<{ state: string; stored: number; mayUndo: boolean }[]>('imports_of');
    expect(imports).toMatchObject([{ state: 'done', mayUndo: true }]);
    expect(imports[0]?.stored).toBeGreaterThan(3);
    const reporter = await db.as('rapportor.bostad@jonkoping.demo');
    const { data } = await reporter.rpc('my_reports', { p_municipality: '0680' });
    expect((data as { asked: boolean }[]).filter(({ asked }) => asked)).toHaveLength(1);
  });

  it('hold check-ins of the periods of each rhythm, with gaps', async () => {
    expect(
      await one<number>(
        `select count(*)::integer as it from public.check_in ci join public.area a on a.municipality_id = ci.municipality_id and a.id = ci.area_id
         cross join lateral app.reporting_period(a.rhythm, ci.period_from) p where (p.begins, p.ends) <> (ci.period_from, ci.period_to)`,
      ),
    ).toBe(0);
    expect(
      await one<number>(
        'select count(distinct a.rhythm)::integer as it from public.check_in ci join public.area a on a.municipality_id = ci.municipality_id and a.id = ci.area_id',
      ),
    ).toBe(3);
    for (const p_back of [0, 1]) {
      const { data } = await (
        await db.as('samordnare@jonkoping.demo')
      ).rpc('reporting_status', { p_municipality: '0680', p_back });
      const gaps = (data as { checkIn: unknown }[]).filter(({ checkIn }) => checkIn === null).length;
      expect(gaps, String(p_back)).toBeGreaterThan(0);
      expect(gaps, String(p_back)).toBeLessThan((data as unknown[]).length);
    }
  });

  it('hold no personal data in any text, and a text in a third of the rows', async () => {
    expect(await count('cardinality(app.personal_data_kinds(i.description)) > 0')).toBe(0);
    expect(await one<number>('select (count(description)::float8 / count(*)) as it from public.incident')).toBeCloseTo(
      0.33,
      1,
    );
  });

  it('let every demo account sign in, with the role that the sign-in page names', async () => {
    for (const { email, municipality, organisation, role } of demoAccounts) {
      const client = await db.as(email);
      const { data } = await client.rpc('my_memberships');
      const memberships = data as { municipalityName: string; organisationName: string; role: string }[];
      expect(
        memberships.map(({ municipalityName }) => municipalityName),
        email,
      ).toContain(municipality);
      expect(
        memberships
          .map(({ organisationName }) => organisationName)
          .sort()
          .join(' + '),
        email,
      ).toBe(organisation.split(' + ').sort().join(' + '));
      expect(new Set(memberships.map((membership) => membership.role)), email).toEqual(new Set([role]));
    }
    expect(demoPassword).toBe('lagesbild-demo');
    expect(await one<number>('select count(distinct user_id)::integer as it from public.membership')).toBe(
      demoAccounts.length,
    );
  });

  it('hold what the meetings decided: planned, ongoing, done with its outcome, cancelled, each owned by an organisation but one', async () => {
    const actions = await db.database.query<{ m: string; status: string; owner: boolean; told: boolean; n: number }>(
      `select municipality_id as m, status, owner_id is not null as owner, outcome <> '' as told, count(*)::integer as n
       from public.action group by 1, 2, 3, 4`,
    );
    for (const m of ['0680', '0484', '0686'])
      expect(new Set(actions.filter((it) => it.m === m).map(({ status }) => status)).size, m).toBeGreaterThanOrEqual(3);
    expect(new Set(actions.map(({ status }) => status))).toEqual(new Set(['planned', 'ongoing', 'done', 'cancelled']));
    for (const { status, told } of actions) expect(told, status).toBe(status === 'done' || status === 'cancelled');
    expect(actions.filter(({ owner }) => !owner)).toMatchObject([{ m: '0680', status: 'planned', n: 1 }]);
    expect(
      await one<number>(
        `select count(*)::integer as it from public.action where created_at > now() or updated_at > now() or updated_at < created_at
          or created_at < now() - interval '6 weeks' or due < created_at::date`,
      ),
    ).toBe(0);
  });

  it('hold events ahead in every municipality, in an area', async () => {
    expect(
      await db.database.query(
        `select municipality_id as m from public.activity where state = 'planned' and starts_at > now() and area_id is not null
         group by 1 having count(distinct kind) >= 2 order by 1`,
      ),
    ).toEqual([{ m: '0484' }, { m: '0680' }, { m: '0686' }]);
    expect(
      await one<number>(
        "select count(*)::integer as it from public.activity where (state = 'done') <> (ends_at < now()) or (area_id is null and lon is null and place = '')",
      ),
    ).toBe(0);
  });

  it('say nothing about any person in what was decided and planned', async () => {
    expect(
      await one<number>(
        `select count(*)::integer as it from (
          select problem as text from public.action union all select what from public.action union all select outcome from public.action
          union all select title from public.activity
        ) t where cardinality(app.personal_data_kinds(text)) > 0`,
      ),
    ).toBe(0);
  });

  it('change nothing when they are loaded a second time', async () => {
    const state = (): Promise<string> =>
      one(
        "select md5(string_agg(i.id::text || i.occurred_from, ',' order by i.id)) || (select count(*) from public.check_in) || (select count(*) from public.membership) || (select count(*) from auth.users) || (select md5(string_agg(a::text, ',' order by a.id)) from public.action a) || (select md5(string_agg(a::text, ',' order by a.id)) from public.activity a) || (select md5(string_agg(n::text, ',' order by n.id)) from public.review_note n) || (select md5(string_agg(p::text, ',' order by p.municipality_id, p.id)) from public.place_proposal p) || (select md5(string_agg(m::text, ',' order by m.id)) from public.import m) as it from public.incident i",
      );
    const before = await state();
    await db.database.script(seedSql());
    expect(await state()).toBe(before);
  });
});
