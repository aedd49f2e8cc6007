-- The life of an area: it takes part from a date, may end on one, and may follow areas that were split, merged or drawn anew. What happened while an area lived stays with it: an incident
-- gets the area of its own day, and who is expected to report follows the days that the area lives.

alter table public.area
  add column active_to date, -- the first day on which it no longer takes part; null: it goes on
  add column succeeds text[] not null default '{}' check (cardinality(succeeds) <= 50), -- ids of the areas that it came from
  add column revision integer not null default 1,
  add constraint area_life check (active_to > active_from);

-- The area that covers a point on a day; a point on the border is covered (ST_Covers). Where two areas overlap, the first on screen wins. What happened before any area of the place took
-- part belongs to the first that did, so that lists of earlier years find their area; one that follows others begins with its day. An area that has not begun yet takes nothing.
create function app.area_at(p_municipality text, p_point extensions.geometry, p_day date) returns text
  language sql stable security definer set search_path = ''
as $$
  select a.id from public.area a
  where a.municipality_id = p_municipality and a.active_from <= app.today() and (a.active_to is null or a.active_to > p_day)
    and (a.active_from <= p_day or a.succeeds = '{}') and extensions.st_covers(a.geometry, p_point)
  order by a.active_from > p_day, case when a.active_from > p_day then a.active_from end, a.position, a.id
  limit 1
$$;

create or replace function app.area_at(p_municipality text, p_point extensions.geometry) returns text
  language sql stable security definer set search_path = ''
as $$
  select app.area_at(p_municipality, p_point, app.today())
$$;

-- Finds the area of what happened on a day, or refuses the point.
create function app.locate_incident(p_municipality text, p_lon double precision, p_lat double precision, p_day date) returns text
  language plpgsql stable security definer set search_path = ''
as $$
declare
  -- A generated column is still empty in a before trigger: the point is made anew.
  point extensions.geometry := extensions.st_setsrid(extensions.st_makepoint(p_lon, p_lat), 4326);
  area text := app.area_at(p_municipality, point, p_day);
begin
  if area is null and not exists (
    select 1 from public.municipality m where m.id = p_municipality and extensions.st_covers(m.boundary, point)
  ) then
    raise exception 'outside-municipality: The place lies outside the municipality. Move the marker to where it happened.';
  end if;
  return area;
end
$$;

create or replace function app.locate_incident(p_municipality text, p_lon double precision, p_lat double precision) returns text
  language sql stable security definer set search_path = ''
as $$
  select app.locate_incident(p_municipality, p_lon, p_lat, app.today())
$$;

create function app.swedish_day(p_at timestamptz) returns date
  language sql stable set search_path = ''
as $$
  select (p_at at time zone 'Europe/Stockholm')::date
$$;

-- An incident and a row of an import belong to the area of their own day. These come after the triggers of …_imports.sql and …_review.sql (triggers fire in the order of their names), which
-- find the area of today and refuse what lies outside.
create function app.area_of_the_day() returns trigger
  language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' then
    if app.clearing() or app.settling() or pg_trigger_depth() > 1
      or (new.lon, new.lat, app.swedish_day(new.occurred_from)) is not distinct from (old.lon, old.lat, app.swedish_day(old.occurred_from)) then
      return new;
    end if;
  elsif tg_table_name = 'incident' and app.importing() or app.swedish_day(new.occurred_from) = app.today() then
    return new; -- found when the row was staged, or just now
  end if;
  new.area_id := app.area_at(new.municipality_id, extensions.st_setsrid(extensions.st_makepoint(new.lon, new.lat), 4326), app.swedish_day(new.occurred_from));
  return new;
end
$$;
create trigger incident_before_insert_area before insert on public.incident for each row execute function app.area_of_the_day();
create trigger incident_before_update_area before update on public.incident for each row execute function app.area_of_the_day();
create trigger import_row_area before insert on public.import_row for each row execute function app.area_of_the_day();

-- A named place belongs to the area that covers it where it was put, and keeps it as long as it is not moved: what follows an area takes its places along (…_area_saving.sql).
create or replace function app.place_before_write() returns trigger
  language plpgsql security definer set search_path = ''
as $$
begin
  if pg_trigger_depth() = 1 and (tg_op = 'INSERT' or (new.lon, new.lat) is distinct from (old.lon, old.lat)) then
    new.area_id := app.area_at(new.municipality_id, extensions.st_setsrid(extensions.st_makepoint(new.lon, new.lat), 4326));
  end if;
  return new;
end
$$;

-- The check-in of …_reporting.sql; an area that has ended takes none for periods after its end.
create or replace function app.check_in_before_insert() returns trigger
  language plpgsql security definer set search_path = ''
as $$
declare
  period record;
begin
  if auth.uid() is not null then
    new.created_by := auth.uid();
    new.created_at := now();
  end if;
  if new.period_from > app.today() then
    raise exception 'in-the-future: The period has not begun. Report for one that has.';
  end if;
  select p.begins, p.ends, a.active_to into period
  from public.area a, app.reporting_period(a.rhythm, new.period_from) p
  where a.municipality_id = new.municipality_id and a.id = new.area_id;
  if period.begins <> new.period_from then
    raise exception 'invalid: A check-in is for a whole period of the area, here the one from %.', period.begins;
  elsif period.active_to <= period.begins then
    raise exception 'not-allowed: The area ended on %. Report for the area that followed it.', period.active_to;
  end if;
  new.period_to := coalesce(period.ends, new.period_from + 7); -- without such an area the foreign key refuses the row
  return new;
end
$$;

-- Who is expected to report for what: one row an organisation and area, with the period so many back from the running one. An area counts from the day that it takes part, and in the last
-- period that it lived through whole: in the one in which it ends, what follows it is reported for.
create or replace function app.expected_reports(p_municipality text, p_back integer)
  returns table (organisation_id text, organisation_name text, area_id text, area_name text, area_position integer, begins date, ends date)
  language sql stable security definer set search_path = ''
as $$
  select o.id, o.name, a.id, a.name, a.position, p.begins, p.ends
  from public.organisation_area oa
    join public.organisation o on o.municipality_id = oa.municipality_id and o.id = oa.organisation_id
    join public.area a on a.municipality_id = oa.municipality_id and a.id = oa.area_id
    cross join lateral app.reporting_period_back(a.rhythm, app.today(), least(greatest(coalesce(p_back, 0), 0), 60)) p
  where oa.municipality_id = p_municipality and oa.expected_to_report and a.active_from < p.ends and (a.active_to is null or a.active_to >= p.ends)
$$;

-- The coverage of …_reporting.sql: organisations are expected for areas that live on at the end of the span, and areas of other times are left out.
create or replace function app.coverage_with(
  p_municipality text, p_from timestamptz, p_to timestamptz, p_areas text[], p_own text[], p_sharing text[], p_names boolean
) returns json
  language sql stable security definer set search_path = ''
as $$
  with span as (
    select date_trunc('day', p_from, 'Europe/Stockholm') as begins,
      case when date_trunc('day', p_to, 'Europe/Stockholm') = p_to then p_to
        else (date_trunc('day', p_to at time zone 'Europe/Stockholm') + interval '1 day') at time zone 'Europe/Stockholm' end as ends
  ), days as (
    select app.swedish_day(s.begins) as begins, app.swedish_day(s.ends) as ends from span s
  ), expected as (
    select oa.area_id, o.name,
      exists (
        select 1 from public.check_in ci, span s
        where ci.municipality_id = p_municipality and ci.organisation_id = oa.organisation_id and ci.area_id = oa.area_id
          and app.midnight(ci.period_from) < s.ends
          and app.midnight(case when ci.period_to > ci.period_from + 7 then ci.period_to - 1 else ci.period_from end) >= s.begins
      ) or exists (
        select 1 from public.incident i, span s
        where i.municipality_id = p_municipality and i.organisation_id = oa.organisation_id and i.area_id = oa.area_id
          and i.occurred_from >= s.begins and i.occurred_from < s.ends and i.review_state <> 'set_aside'
          and (i.sharing = any (p_sharing) or i.organisation_id = any (p_own))
      ) as has_reported
    from public.organisation_area oa
      join public.organisation o on o.municipality_id = oa.municipality_id and o.id = oa.organisation_id
      join public.area a on a.municipality_id = oa.municipality_id and a.id = oa.area_id
      cross join days d
    where oa.municipality_id = p_municipality and oa.expected_to_report and a.active_from < d.ends and (a.active_to is null or a.active_to >= d.ends)
  ), by_area as (
    select a.id, a.position, count(e.name) as expected, count(e.name) filter (where e.has_reported) as reported,
      coalesce(json_agg(e.name order by e.name) filter (where not e.has_reported), '[]') as missing
    from days d, public.area a left join expected e on e.area_id = a.id
    where a.municipality_id = p_municipality and a.id = any (p_areas)
      and (a.active_to is null or a.active_to > d.begins) and (a.succeeds = '{}' or a.active_from < d.ends)
    group by a.id, a.position
  )
  select coalesce(json_agg(json_build_object(
    'areaId', b.id, 'expected', b.expected, 'reported', b.reported, 'missing', case when p_names then b.missing end
  ) order by b.position, b.id), '[]')
  from by_area b
$$;

-- The weeks of …_school_holidays.sql: an area counts in the weeks that it lived through. `expected` is as it is today; each week has its own, which differs where areas came and went.
create or replace function public.coverage_by_week(p_municipality text, p_from date, p_to date, p_area text default null) returns json
  language sql stable security definer set search_path = ''
as $$
  with mine as (
    select a.area_id from app.my_areas() a where a.municipality_id = p_municipality and (p_area is null or a.area_id = p_area)
  ), pair as (
    -- An area that follows none counts for the years before it too, as it always has: nobody wrote down who took part then.
    select oa.organisation_id, oa.area_id, case when a.succeeds = '{}' then '-infinity'::date else a.active_from end as begins, coalesce(a.active_to, 'infinity') as ends
    from public.organisation_area oa join public.area a on a.municipality_id = oa.municipality_id and a.id = oa.area_id
    where oa.municipality_id = p_municipality and oa.expected_to_report and oa.area_id in (select m.area_id from mine m) and a.active_from <= app.today()
  ), heard as (
    select i.organisation_id, i.area_id, date_trunc('week', i.occurred_from at time zone 'Europe/Stockholm')::date as week
    from app.reader(p_municipality) r, public.incident i
    where i.municipality_id = p_municipality and i.occurred_from >= app.midnight(p_from) and i.occurred_from < app.midnight(p_to) and i.review_state <> 'set_aside'
      and (i.sharing = 'partners' or i.organisation_id = any (r.organisations) or i.sharing = 'authorities' and (r.is_authority or r.is_coordinator))
    union
    -- A check-in of a fortnight or a month speaks for each of its weeks.
    select c.organisation_id, c.area_id, w::date
    from public.check_in c, generate_series(date_trunc('week', c.period_from::timestamp), c.period_to::timestamp - interval '1 day', interval '7 days') w
    where c.municipality_id = p_municipality and c.period_from >= p_from - 31 and c.period_from < p_to
  ), by_week as (
    select h.week, count(*) as reported, (select count(*) from pair p where p.begins < h.week + 7 and p.ends >= h.week + 7) as expected
    from heard h join pair p using (organisation_id, area_id)
    where h.week >= p_from and h.week < p_to and p.begins < h.week + 7 and p.ends >= h.week + 7
    group by h.week
  )
  select json_build_object('expected', (select count(*) from pair p where p.ends > app.today()),
    'weeks', coalesce((select json_agg(json_build_object('from', b.week, 'reported', b.reported, 'expected', b.expected) order by b.week) from by_week b), '[]'))
  where app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator'])
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.area_at(text, extensions.geometry, date), app.locate_incident(text, double precision, double precision, date), app.area_of_the_day()
  from authenticated;
