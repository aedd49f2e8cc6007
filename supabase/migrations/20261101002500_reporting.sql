-- Reporting every period: each area has a rhythm and a deadline, a check-in says that an organisation has reported for a period of it, and who is missing can be seen and
-- reminded. Times are those of Europe/Stockholm; the keys of the answers are those of src/domain/check-in.ts.

alter table public.area
  add column report_weekday smallint not null default 1 check (report_weekday between 1 and 7), -- ISO 8601: 1 is Monday
  add column report_hour smallint not null default 9 check (report_hour between 0 and 23);

-- The period of a rhythm that holds a day: weeks from Monday, fortnights from every second Monday counted from 1970-01-05, months of the calendar.
create function app.reporting_period(p_rhythm text, p_day date, out begins date, out ends date)
  language sql immutable set search_path = ''
as $$
  select x.begins, case p_rhythm when 'monthly' then (x.begins + interval '1 month')::date when 'fortnightly' then x.begins + 14 else x.begins + 7 end
  from (select case p_rhythm
    when 'monthly' then date_trunc('month', p_day::timestamp)::date
    when 'fortnightly' then date '1970-01-05' + floor((p_day - date '1970-01-05') / 14.0)::integer * 14
    else p_day - (extract(isodow from p_day)::integer - 1) end as begins) x
$$;

-- So many periods before the one that holds the day.
create function app.reporting_period_back(p_rhythm text, p_day date, p_back integer, out begins date, out ends date)
  language sql immutable set search_path = ''
as $$
  select r.begins, r.ends
  from app.reporting_period(p_rhythm, case p_rhythm
    when 'monthly' then (date_trunc('month', p_day::timestamp) - make_interval(months => p_back))::date
    when 'fortnightly' then p_day - 14 * p_back
    else p_day - 7 * p_back end) r
$$;

-- When a period is to be reported by: the first such weekday and hour at or after its end.
create function app.reporting_due(p_ends date, p_weekday integer, p_hour integer) returns timestamptz
  language sql stable set search_path = ''
as $$
  select ((p_ends + (p_weekday - extract(isodow from p_ends)::integer + 7) % 7)::timestamp + make_interval(hours => p_hour)) at time zone 'Europe/Stockholm'
$$;

create function app.today() returns date
  language sql stable set search_path = ''
as $$
  select (now() at time zone 'Europe/Stockholm')::date
$$;

-- A check-in holds the period of the area's rhythm, as it was when it was sent. Those that are there are of weeks, and stay.
alter table public.check_in drop constraint check_in_period_from_check;
alter table public.check_in add column period_to date; -- the first day after it
update public.check_in set period_to = period_from + 7;
alter table public.check_in alter column period_to set not null,
  add constraint check_in_period_order check (period_to > period_from);
grant select (period_to) on public.check_in to authenticated;

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
  select p.* into period
  from public.area a, app.reporting_period(a.rhythm, new.period_from) p
  where a.municipality_id = new.municipality_id and a.id = new.area_id;
  if period.begins <> new.period_from then
    raise exception 'invalid: A check-in is for a whole period of the area, here the one from %.', period.begins;
  end if;
  new.period_to := coalesce(period.ends, new.period_from + 7); -- without such an area the foreign key refuses the row
  return new;
end
$$;

-- Who was reminded of what: how many got the message and whether it left (the embedded server only shows it). Who they are is not kept.
create table public.reminder (
  municipality_id text not null,
  id uuid not null default gen_random_uuid(),
  organisation_id app.slug not null,
  area_id app.slug not null,
  period_from date not null,
  sent_at timestamptz not null default now(),
  sent_by uuid references auth.users (id) on delete set null,
  recipients integer not null check (recipients >= 0),
  delivered boolean not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, organisation_id) references public.organisation on update cascade on delete cascade,
  foreign key (municipality_id, area_id) references public.area on update cascade on delete cascade
);
create index reminder_of on public.reminder (municipality_id, organisation_id, area_id, period_from);
create index reminder_area on public.reminder (municipality_id, area_id);
create index reminder_sender on public.reminder (sent_by);
alter table public.reminder enable row level security;
create policy "the coordinator sees the reminders" on public.reminder for select to authenticated
  using (municipality_id in (select app.my_municipalities(array['coordinator'])));

-- One ReportingRow. A check-in counts that covers the whole period: that of a month also for its weeks, where the rhythm was changed meanwhile. Of reports those count that were
-- not set aside; what an organisation keeps to itself counts for itself alone (p_own are the reader's organisations). `mine` is true as long as it can be taken back.
create function app.reporting_row(p_municipality text, p_organisation text, p_area text, p_begins date, p_ends date, p_own text[]) returns json
  language sql stable security definer set search_path = ''
as $$
  select json_build_object(
    'organisationId', p_organisation, 'areaId', a.id, 'rhythm', a.rhythm, 'periodFrom', p_begins, 'periodTo', p_ends,
    'due', extract(epoch from app.reporting_due(p_ends, a.report_weekday, a.report_hour))::bigint,
    'checkIn', (
      select json_build_object('nothing', ci.nothing_to_report, 'at', extract(epoch from ci.created_at)::bigint,
        'mine', coalesce(ci.created_by = auth.uid(), false) and ci.created_at > now() - interval '7 days')
      from public.check_in ci
      where ci.municipality_id = a.municipality_id and ci.organisation_id = p_organisation and ci.area_id = a.id
        and ci.period_from <= p_begins and ci.period_to >= p_ends
      order by ci.period_from desc limit 1
    ),
    'reports', (
      select count(*) from public.incident i
      where i.municipality_id = a.municipality_id and i.organisation_id = p_organisation and i.area_id = a.id and i.review_state <> 'set_aside'
        and i.occurred_from >= app.midnight(p_begins) and i.occurred_from < app.midnight(p_ends)
        and (i.sharing <> 'own_organisation' or i.organisation_id = any (p_own))
    ),
    'remindedAt', (
      select extract(epoch from max(r.sent_at))::bigint from public.reminder r
      where r.municipality_id = a.municipality_id and r.organisation_id = p_organisation and r.area_id = a.id and r.period_from = p_begins
    ))
  from public.area a
  where a.municipality_id = p_municipality and a.id = p_area
$$;

-- Who is expected to report for what: one row an organisation and area, with the period so many back from the running one. An area counts from the day that it takes part.
create function app.expected_reports(p_municipality text, p_back integer)
  returns table (organisation_id text, organisation_name text, area_id text, area_name text, area_position integer, begins date, ends date)
  language sql stable security definer set search_path = ''
as $$
  select o.id, o.name, a.id, a.name, a.position, p.begins, p.ends
  from public.organisation_area oa
    join public.organisation o on o.municipality_id = oa.municipality_id and o.id = oa.organisation_id
    join public.area a on a.municipality_id = oa.municipality_id and a.id = oa.area_id
    cross join lateral app.reporting_period_back(a.rhythm, app.today(), least(greatest(coalesce(p_back, 0), 0), 60)) p
  where oa.municipality_id = p_municipality and oa.expected_to_report and a.active_from < p.ends
$$;

-- What is owed for the running period (p_back 0), the last finished one (1) or one before (up to 60), as ReportingRow[]: the coordinator sees everybody's, reporters and viewers
-- their own organisations'. Null for who reads no incidents.
create function public.reporting_status(p_municipality text, p_back integer default 0) returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(app.reporting_row(p_municipality, e.organisation_id, e.area_id, e.begins, e.ends, r.organisations)
    order by e.area_position, e.area_id, e.organisation_name, e.organisation_id), '[]')
  from app.reader(p_municipality) r join app.expected_reports(p_municipality, p_back) e on r.is_coordinator or e.organisation_id = any (r.organisations)
  having app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator'])
$$;

-- The period of an area that holds the day, for one's own organisation that works there; or a refusal.
create function app.own_period(p_municipality text, p_organisation text, p_area text, p_day date, out begins date, out ends date)
  language plpgsql stable security definer set search_path = ''
as $$
begin
  if p_organisation <> all (app.my_writing_organisations(p_municipality)) then
    raise exception 'not-allowed: One checks in for one''s own organisation.';
  end if;
  select p.begins, p.ends into begins, ends
  from public.organisation_area oa join public.area a on a.municipality_id = oa.municipality_id and a.id = oa.area_id,
    app.reporting_period(a.rhythm, p_day) p
  where oa.municipality_id = p_municipality and oa.organisation_id = p_organisation and oa.area_id = p_area;
  if not found then
    raise exception 'not-allowed: Your organisation does not work in this area. Choose one of your own areas.';
  elsif begins is null or begins < date '2000-01-01' then
    raise exception 'invalid: Choose the period that is reported for.';
  end if;
end
$$;

-- "We have reported for this period" or "nothing to report", with one tap; once more with the other changes it. Answers with the ReportingRow.
create function public.check_in(p_municipality text, p_organisation text, p_area text, p_period_from date, p_nothing boolean) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  period record;
begin
  select p.* into period from app.own_period(p_municipality, p_organisation, p_area, p_period_from) p;
  insert into public.check_in as ci (municipality_id, organisation_id, area_id, period_from, nothing_to_report)
  values (p_municipality, p_organisation, p_area, period.begins, coalesce(p_nothing, false))
  on conflict (municipality_id, organisation_id, area_id, period_from) do update
    set nothing_to_report = excluded.nothing_to_report, period_to = greatest(ci.period_to, excluded.period_to), created_by = auth.uid(), created_at = now()
    where (ci.nothing_to_report, ci.period_to) is distinct from (excluded.nothing_to_report, greatest(ci.period_to, excluded.period_to));
  return app.reporting_row(p_municipality, p_organisation, p_area, period.begins, period.ends, (select r.organisations from app.reader(p_municipality) r));
end
$$;

-- Takes a check-in of the own organisation back, within seven days; true when one went.
create function public.undo_check_in(p_municipality text, p_organisation text, p_area text, p_period_from date) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  period record;
  gone boolean;
begin
  select p.* into period from app.own_period(p_municipality, p_organisation, p_area, p_period_from) p;
  delete from public.check_in ci
  where ci.municipality_id = p_municipality and ci.organisation_id = p_organisation and ci.area_id = p_area
    and ci.period_from <= period.begins and ci.period_to >= period.ends and ci.created_at > now() - interval '7 days';
  gone := found;
  if gone then
    perform app.write_log(p_municipality, 'check_in.undone', jsonb_build_object('organisation', p_organisation, 'area', p_area, 'period', period.begins), 1);
  elsif exists (
    select from public.check_in ci
    where ci.municipality_id = p_municipality and ci.organisation_id = p_organisation and ci.area_id = p_area
      and ci.period_from <= period.begins and ci.period_to >= period.ends
  ) then
    raise exception 'not-allowed: A check-in is taken back within seven days. Tell the coordinator what was wrong instead.';
  end if;
  return gone;
end
$$;

-- How often an area is reported for and by when; for coordinator and administrator.
create function public.set_reporting(p_municipality text, p_area text, p_rhythm text, p_weekday integer, p_hour integer) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  before public.area;
begin
  if not app.has_role(p_municipality, array['coordinator', 'administrator']) then
    raise exception 'not-allowed: Only the coordinator and the administrator set how often an area is reported for.';
  elsif (p_rhythm in ('weekly', 'fortnightly', 'monthly') and p_weekday between 1 and 7 and p_hour between 0 and 23) is not true then
    raise exception 'invalid: Choose weekly, fortnightly or monthly, a weekday and an hour.';
  end if;
  select * into before from public.area a where a.municipality_id = p_municipality and a.id = p_area for update;
  if not found then
    raise exception 'not-found: There is no such area. Reload the page.';
  elsif (before.rhythm, before.report_weekday, before.report_hour) is distinct from (p_rhythm, p_weekday, p_hour) then
    update public.area a set rhythm = p_rhythm, report_weekday = p_weekday, report_hour = p_hour where a.municipality_id = p_municipality and a.id = p_area;
    perform app.write_log(p_municipality, 'area.reporting_set', jsonb_build_object('area', p_area,
      'before', jsonb_build_array(before.rhythm, before.report_weekday, before.report_hour), 'after', jsonb_build_array(p_rhythm, p_weekday, p_hour)), 1);
  end if;
end
$$;

-- The setting of …_publishing.sql, with rhythm and deadline.
create or replace function app.setting_with(p_municipality text, p_areas text[], p_everywhere boolean) returns json
  language sql stable security definer set search_path = ''
as $$
  select json_build_object(
    'municipality', json_build_object('id', mu.id, 'name', mu.name, 'boundary', extensions.st_asgeojson(mu.boundary, 6)::json),
    'areas', (
      select coalesce(json_agg(json_build_object(
        'id', a.id, 'name', a.name, 'kind', a.kind, 'activeFrom', a.active_from, 'rhythm', a.rhythm,
        'reportBy', json_build_object('weekday', a.report_weekday, 'hour', a.report_hour), 'geometry', extensions.st_asgeojson(a.geometry, 6)::json
      ) order by a.position, a.id), '[]')
      from public.area a where a.municipality_id = mu.id and a.id = any (p_areas)
    ),
    'organisations', (
      select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name, 'kind', o.kind) order by o.name), '[]')
      from public.organisation o where o.municipality_id = mu.id
    ),
    'categoryGroups', (
      select coalesce(json_agg(json_build_object('id', g.id, 'name', g.name, 'nameEn', g.name_en) order by g.position, g.id), '[]')
      from public.category_group g where g.municipality_id = mu.id
    ),
    'categories', (
      select coalesce(json_agg(json_build_object(
        'id', c.id, 'groupId', c.group_id, 'name', c.name, 'nameEn', c.name_en, 'active', c.active
      ) order by g.position, c.position, c.id), '[]')
      from public.category c join public.category_group g on g.municipality_id = c.municipality_id and g.id = c.group_id
      where c.municipality_id = mu.id
    ),
    'places', (
      select coalesce(json_agg(json_build_object(
        'id', p.id, 'name', p.name, 'areaId', p.area_id, 'lon', p.lon, 'lat', p.lat
      ) order by p.name, p.id), '[]')
      from public.place p
      where p.municipality_id = mu.id and (p.area_id = any (p_areas) or p.area_id is null and p_everywhere)
    )
  )
  from public.municipality mu
  where mu.id = p_municipality
$$;

-- The coverage of …_publishing.sql, with periods of every length: a check-in for a week counts where its Monday lies in the span, that of a longer period where the two touch.
create or replace function app.coverage_with(
  p_municipality text, p_from timestamptz, p_to timestamptz, p_areas text[], p_own text[], p_sharing text[], p_names boolean
) returns json
  language sql stable security definer set search_path = ''
as $$
  with span as (
    select date_trunc('day', p_from, 'Europe/Stockholm') as begins,
      case when date_trunc('day', p_to, 'Europe/Stockholm') = p_to then p_to
        else (date_trunc('day', p_to at time zone 'Europe/Stockholm') + interval '1 day') at time zone 'Europe/Stockholm' end as ends
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
    where oa.municipality_id = p_municipality and oa.expected_to_report
  ), by_area as (
    select a.id, a.position, count(e.name) as expected, count(e.name) filter (where e.has_reported) as reported,
      coalesce(json_agg(e.name order by e.name) filter (where not e.has_reported), '[]') as missing
    from public.area a left join expected e on e.area_id = a.id
    where a.municipality_id = p_municipality and a.id = any (p_areas)
    group by a.id, a.position
  )
  select coalesce(json_agg(json_build_object(
    'areaId', b.id, 'expected', b.expected, 'reported', b.reported, 'missing', case when p_names then b.missing end
  ) order by b.position, b.id), '[]')
  from by_area b
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.reporting_row(text, text, text, date, date, text[]), app.expected_reports(text, integer), app.own_period(text, text, text, date)
  from authenticated;
revoke all on function public.reporting_status(text, integer), public.check_in(text, text, text, date, boolean), public.undo_check_in(text, text, text, date),
  public.set_reporting(text, text, text, integer, integer) from public, anon;
grant execute on function public.reporting_status(text, integer), public.check_in(text, text, text, date, boolean), public.undo_check_in(text, text, text, date),
  public.set_reporting(text, text, text, integer, integer) to authenticated, service_role;
