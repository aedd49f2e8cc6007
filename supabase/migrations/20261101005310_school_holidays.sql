-- The year: school holidays, entered per municipality (each decides its own), and how many of those that are expected to report have been heard of, week by week.

create table public.school_holiday (
  municipality_id text not null references public.municipality on delete cascade,
  id uuid not null, -- chosen by the client
  name text not null check (char_length(name) between 1 and 60),
  starts_on date not null check (starts_on >= '2000-01-01'),
  ends_on date not null check (ends_on < '2100-01-01'), -- in it
  revision integer not null default 1 check (revision > 0),
  created_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  primary key (municipality_id, id),
  constraint end_not_before_start check (ends_on between starts_on and starts_on + 120)
);
create index school_holiday_author on public.school_holiday (created_by);
alter table public.school_holiday enable row level security;
create policy "the coordinator sees the school holidays" on public.school_holiday for select to authenticated
  using (municipality_id in (select app.my_municipalities(array['coordinator'])));
create trigger school_holiday_log after insert or update or delete on public.school_holiday for each row execute function app.log_row();

create function app.school_holiday_json(p_holiday public.school_holiday, p_may_edit boolean) returns json
  language sql immutable set search_path = ''
as $$
  select json_build_object('id', p_holiday.id, 'name', p_holiday.name, 'from', p_holiday.starts_on, 'to', p_holiday.ends_on, 'revision', p_holiday.revision, 'mayEdit', p_may_edit)
$$;

-- All of them, as SchoolHoliday[] by day; null for who reads no incidents.
create function public.school_holidays_of(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(app.school_holiday_json(h, app.has_role(p_municipality, array['coordinator'])) order by h.starts_on, h.id), '[]')
  from public.school_holiday h
  where h.municipality_id = p_municipality
  having app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator'])
$$;

-- Adds or changes one: { saved, holiday }; the coordinator.
create function public.save_school_holiday(p_municipality text, p_holiday jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  raw jsonb := app.plain_json(p_holiday);
  given public.school_holiday;
  stored public.school_holiday;
  what constant text := 'The school holiday';
begin
  if not app.has_role(p_municipality, array['coordinator']) then
    raise exception 'not-allowed: Only the coordinator of the municipality enters its school holidays.';
  end if;
  given.id := app.id_of(raw, what);
  perform app.check_keys(raw, array['id', 'name', 'from', 'to', 'revision', 'mayEdit'], what);
  given.name := app.text_in(raw, 'name', 60);
  given.starts_on := app.date_in(raw, 'from');
  given.ends_on := app.date_in(raw, 'to');
  if given.name = '' or given.starts_on is null or given.ends_on is null then
    raise exception 'invalid: Say what the holiday is called, and from which day to which.';
  elsif given.ends_on < given.starts_on then
    raise exception 'end-before-start: It ends before it begins. Change one of the two days.';
  elsif given.ends_on > given.starts_on + 120 then
    raise exception 'invalid: A holiday is at most 120 days long. Change one of the two days.';
  end if;
  perform from public.municipality m where m.id = p_municipality for update; -- one at a time
  select h.* into stored from public.school_holiday h where h.municipality_id = p_municipality and h.id = given.id;
  if stored.id is null and p_revision <> 0 then
    raise exception 'not-found: There is no such holiday any more. Reload the list.';
  elsif (given.name, given.starts_on, given.ends_on) is not distinct from (stored.name, stored.starts_on, stored.ends_on) then
    return json_build_object('saved', true, 'holiday', app.school_holiday_json(stored, true));
  elsif stored.id is not null and not app.may_overwrite(stored.revision, p_revision, stored.created_by) then
    return json_build_object('saved', false, 'holiday', app.school_holiday_json(stored, true));
  elsif stored.id is null then
    if (select count(*) from public.school_holiday h where h.municipality_id = p_municipality) >= 500 then
      raise exception 'invalid: There are 500 holidays already. Remove old ones first.';
    end if;
    insert into public.school_holiday (municipality_id, id, name, starts_on, ends_on, created_by)
    values (p_municipality, given.id, given.name, given.starts_on, given.ends_on, auth.uid()) returning * into stored;
  else
    update public.school_holiday h set name = given.name, starts_on = given.starts_on, ends_on = given.ends_on, revision = h.revision + 1
    where h.municipality_id = p_municipality and h.id = given.id returning * into stored;
  end if;
  return json_build_object('saved', true, 'holiday', app.school_holiday_json(stored, true));
end
$$;

-- Takes one away; the coordinator. True when one went. Saved again with revision 0 it is back.
create function public.remove_school_holiday(p_municipality text, p_id uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not app.has_role(p_municipality, array['coordinator']) then
    raise exception 'not-allowed: Only the coordinator of the municipality enters its school holidays.';
  end if;
  delete from public.school_holiday h where h.municipality_id = p_municipality and h.id = p_id;
  return found;
end
$$;

-- Of the pairs of organisation and area that are expected to report (as it is today), how many were heard of in each ISO week, with a check-in or an incident that the caller may know of:
-- { expected, weeks: [{ from, reported }] }, weeks without anybody left out. Only for areas that the caller sees; p_area: for one alone. Counts only: no name leaves.
create function public.coverage_by_week(p_municipality text, p_from date, p_to date, p_area text default null) returns json
  language sql stable security definer set search_path = ''
as $$
  with mine as (
    select a.area_id from app.my_areas() a where a.municipality_id = p_municipality and (p_area is null or a.area_id = p_area)
  ), pair as (
    select oa.organisation_id, oa.area_id from public.organisation_area oa
    where oa.municipality_id = p_municipality and oa.expected_to_report and oa.area_id in (select m.area_id from mine m)
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
    select h.week, count(*) as reported from heard h join pair p using (organisation_id, area_id) where h.week >= p_from and h.week < p_to group by h.week
  )
  select json_build_object('expected', (select count(*) from pair),
    'weeks', coalesce((select json_agg(json_build_object('from', b.week, 'reported', b.reported) order by b.week) from by_week b), '[]'))
  where app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator'])
$$;

revoke all on function app.school_holiday_json(public.school_holiday, boolean) from public, anon;
revoke all on function public.school_holidays_of(text), public.save_school_holiday(text, jsonb, integer), public.remove_school_holiday(text, uuid),
  public.coverage_by_week(text, date, date, text) from public, anon;
grant execute on function public.school_holidays_of(text), public.save_school_holiday(text, jsonb, integer), public.remove_school_holiday(text, uuid),
  public.coverage_by_week(text, date, date, text) to authenticated, service_role;
