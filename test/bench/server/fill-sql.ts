/**
 * The SQL that fills a database with 290 municipalities, the same for the same day: everything is drawn from hashes of municipality and number. Triggers and checks of foreign keys are off while it
 * runs; what the triggers would have written is held against them afterwards (fill.ts).
 */
import type { Municipality } from './municipalities';

/** A number in [0, 1) for each row and purpose. */
const RANDOM = `create function pg_temp.u(p_key text, p_n bigint, p_salt int) returns double precision language sql immutable as
  $$ select ((hashtextextended(p_key, p_n * 64 + p_salt) & 2147483647)::double precision) / 2147483648 $$;`;

/** Squares of 0.3 degrees that lie apart; areas are circles of 64 corners in rows of six, with room between that belongs to none. */
const PLACES = `
create temporary table place_of as
  select t.id, t.incidents, t.areas, row_number() over (order by t.id) as n, 11 + 0.5 * ((row_number() over (order by t.id)) % 20) as lon,
    55.5 + 0.5 * ((row_number() over (order by t.id)) / 20) as lat
  from town t;
insert into public.municipality (id, name, boundary)
  select id, 'Kommun ' || id, extensions.st_multi(extensions.st_makeenvelope(lon, lat, lon + 0.3, lat + 0.3, 4326)) from place_of;
create temporary table area_of as
  select p.id as municipality_id, 'omrade-' || lpad(k::text, 2, '0') as id, k, p.areas,
    p.lon + 0.025 + 0.05 * ((k - 1) % 6) as lon, p.lat + 0.025 + 0.05 * ((k - 1) / 6) as lat
  from place_of p, generate_series(1, p.areas) k;
insert into public.area (municipality_id, id, name, kind, position, active_from, geometry)
  select municipality_id, id, 'Område ' || k, case when k = 1 then 'pilot' when k < 4 then 'priority' else 'other' end, k, '2020-01-01',
    extensions.st_multi(extensions.st_buffer(extensions.st_setsrid(extensions.st_makepoint(lon, lat), 4326), 0.022, 16))
  from area_of;`;

const PEOPLE = `
create temporary table org_of as
  select p.id as municipality_id, o.id, o.kind, o.n from place_of p, (values (1, 'kommunen', 'municipality'), (2, 'polisen', 'police'), (3, 'raddningstjansten', 'rescue_service'),
    (4, 'bostad-1', 'housing_company'), (5, 'bostad-2', 'housing_company'), (6, 'skolan', 'school'), (7, 'vakterna', 'guards'), (8, 'centrum', 'business')) o (n, id, kind);
insert into public.organisation (municipality_id, id, name, kind) select municipality_id, id, initcap(id), kind from org_of;
insert into public.organisation_area (municipality_id, organisation_id, area_id, expected_to_report)
  select a.municipality_id, o.id, a.id, o.n in (1, 2, 4, 5) from area_of a join org_of o using (municipality_id) where o.n <= 3 or (a.k + o.n) % 3 = 0;
create temporary table member_of as
  select o.municipality_id, o.id as organisation_id, m.role, md5(o.municipality_id || o.id || m.n)::uuid as user_id
  from org_of o, (values (1, 'reporter'), (2, 'reporter'), (3, 'viewer'), (4, 'coordinator'), (5, 'administrator')) m (n, role) where m.n <= 3 or o.n = 1;
insert into auth.users (id, aud, role, email, email_confirmed_at)
  select user_id, 'authenticated', 'authenticated', user_id || '@bench.invalid', now() from member_of;
insert into public.membership (municipality_id, id, user_id, organisation_id, role) select municipality_id, user_id, user_id, organisation_id, role from member_of;
insert into public.category_group (municipality_id, id, name, position) select p.id, 'grupp-' || g, 'Grupp ' || g, g from place_of p, generate_series(1, 5) g;
-- With their triggers, which know what else a category has.
set session_replication_role = origin;
insert into public.category (municipality_id, id, group_id, name, position)
  select p.id, 'kategori-' || lpad(c::text, 2, '0'), 'grupp-' || 1 + c % 5, 'Kategori ' || c, c from place_of p, generate_series(1, 25) c;
set session_replication_role = replica;
insert into public.place (municipality_id, id, name, lon, lat, area_id)
  select a.municipality_id, 'plats-' || a.k || '-' || s, 'Plats ' || a.k || ':' || s, a.lon + 0.002 * s, a.lat, a.id from area_of a, generate_series(1, 6) s;
insert into public.situation_picture (municipality_id, id, period_key)
  select p.id, md5('picture' || p.id || w)::uuid, to_char(now() - make_interval(weeks => w), 'IYYY"-W"IW') from place_of p, generate_series(1, 20) w;
insert into public.meeting_signal (municipality_id) select id from place_of on conflict do nothing;`;

/** Evenly over three years, the first of them the newest: row k of a municipality has the age k / n of three years. */
const drawn = (where: string): string => `
  select p.id as m, k, md5(p.id || ':' || k)::uuid as id, (array['kommunen', 'polisen', 'polisen', 'bostad-1', 'bostad-1', 'bostad-2', 'skolan', 'vakterna', 'centrum', 'raddningstjansten'])[1 + floor(10 * pg_temp.u(p.id, k, 1))::int] as organisation,
    'kategori-' || lpad((1 + floor(25 * pg_temp.u(p.id, k, 2)))::text, 2, '0') as category, 1 + floor(p.areas * pg_temp.u(p.id, k, 3))::int as area, pg_temp.u(p.id, k, 4) < 0.15 as outside,
    sqrt(pg_temp.u(p.id, k, 5)) * 0.0215 as r, 2 * pi() * pg_temp.u(p.id, k, 6) as phi, pg_temp.u(p.id, k, 7) as share, pg_temp.u(p.id, k, 8) as review,
    date_trunc('second', i.at - interval '1095 days' * ((k - 1 + pg_temp.u(p.id, k, 9)) / p.incidents)) as began, pg_temp.u(p.id, k, 10) as lasting, i.at - interval '10 days' as settled
  from place_of p cross join this_run i cross join lateral generate_series(1, p.incidents) k
  where ${where}`;

/** In order of time over all municipalities, as they come in: those of one lie scattered over the table. */
const incidents = (where: string, changedIn: string): string => `
insert into public.incident (municipality_id, id, organisation_id, reporter_id, category_id, area_id, lon, lat, occurred_from, occurred_to, place_type, description,
    police_reported, sharing, review_state, created_at, changed_in)
  select d.m, d.id, d.organisation, md5(d.m || d.organisation || 1 + d.k % 2)::uuid, d.category, case when not d.outside then a.id end,
    -- Between the circles: the corner where four of them meet.
    round((case when d.outside then a.lon + 0.0245 else a.lon + d.r * cos(d.phi) * 0.99 end)::numeric, 6), round((case when d.outside then a.lat + 0.0245 else a.lat + d.r * sin(d.phi) * 0.99 end)::numeric, 6),
    d.began, d.began + case when d.lasting < 0.6 then interval '0' else interval '9 hours' end, (array['street', 'stairwell', 'square', 'park'])[1 + d.k % 4],
    case when d.lasting < 0.4 then 'Rutor krossade vid entrén och skräp på gården, sågs på morgonen.' end, 'no',
    case when d.share < 0.85 then 'partners' when d.share < 0.95 then 'authorities' else 'own_organisation' end,
    case when d.review < 0.01 then 'set_aside' when d.began > d.settled and d.review < 0.4 then 'new' else 'released' end, d.began + interval '3 hours', ${changedIn}
  from (${drawn(where)}) d join area_of a on a.municipality_id = d.m and a.k = d.area
  order by d.began;`;

const around = (weeks: number): string => `
insert into public.check_in (municipality_id, organisation_id, area_id, period_from, period_to, nothing_to_report, created_at)
  select oa.municipality_id, oa.organisation_id, oa.area_id, w.monday, w.monday + 7, false, w.monday + 7
  from public.organisation_area oa, (select (date_trunc('week', at)::date - 7 * w)::date as monday from this_run, generate_series(1, ${weeks}) w) w
  where oa.expected_to_report and pg_temp.u(oa.municipality_id || oa.organisation_id || oa.area_id, w.monday - date '2000-01-01', 1) < 0.8;
insert into public.review_note (municipality_id, incident_id, kind, by, at)
  select i.municipality_id, i.id, 'released', 'coordinator', i.created_at from public.incident i, this_run r where i.review_state = 'released' and i.occurred_from > r.at - interval '90 days';
insert into public.audit_log (municipality_id, at, user_id, action, count)
  select i.municipality_id, i.created_at, i.reporter_id, 'incident.inserted', 1 from public.incident i where i.created_at > (select at - interval '365 days' from this_run) order by i.created_at;`;

/** @param weeks of check-ins. @returns one script a step, for one connection; each is a transaction of its own, so that the last week's reports are of a later transaction than the others. */
export function fillSteps(towns: readonly Municipality[], weeks = 156): { name: string; sql: string }[] {
  const town = towns.map(({ id, incidents: n, areas }) => `('${id}', ${n}, ${areas})`).join(',');
  const week = 'k * 1095.0 / p.incidents < 7';
  return [
    {
      name: 'municipalities, areas, members',
      sql: `set session_replication_role = replica; set maintenance_work_mem = '512MB'; set work_mem = '256MB'; set synchronous_commit = off;
create schema if not exists bench;
create table if not exists bench.filled (at timestamptz not null, week text);
${RANDOM}
create temporary table this_run as select date_trunc('day', now()) + interval '12 hours' as at where now() >= date_trunc('day', now()) + interval '12 hours' union all
  select date_trunc('day', now()) - interval '12 hours' where now() < date_trunc('day', now()) + interval '12 hours';
create temporary table town (id text, incidents bigint, areas int); insert into town values ${town};
${PLACES} ${PEOPLE}`,
    },
    {
      name: 'indexes off',
      sql: `create temporary table index_of as select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made from pg_index
  where indrelid in ('public.incident'::regclass, 'public.check_in'::regclass, 'public.audit_log'::regclass, 'public.review_note'::regclass)
    and not exists (select from pg_constraint k where k.conindid = indexrelid and k.contype in ('p', 'u', 'f'));
do $$ declare i record; begin for i in select name from index_of loop execute 'drop index ' || i.name; end loop; end $$;`,
    },
    { name: 'incidents of three years', sql: incidents(`not (${week})`, "'3'") },
    { name: 'incidents of the last week', sql: incidents(week, 'pg_current_xact_id()') },
    { name: 'check-ins, notes, log', sql: around(weeks) },
    {
      name: 'indexes on',
      sql: `do $$ declare i record; begin for i in select made from index_of loop execute i.made; end loop; end $$;`,
    },
    { name: 'statistics', sql: 'analyze;' },
    {
      name: 'done',
      sql: `insert into bench.filled select at, (select max(changed_in::text::bigint)::text from public.incident) from this_run;
set session_replication_role = origin;`,
    },
  ];
}
