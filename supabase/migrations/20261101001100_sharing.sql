-- Sharing as the table in supabase/README.md says it, line by line: what the coordinator releases, who is a member at this moment, and the rules that a
-- municipality sets for itself.

-- A member who is suspended keeps the row, and with it the trace of what was done; everything is closed from the next statement on.
alter table public.membership add column active boolean not null default true;

alter table public.municipality
  add column session_hours integer not null default 12 check (session_hours between 1 and 168),
  -- Coordinators and administrators sign in with a second factor, where the server has one.
  add column second_factor_required boolean not null default false;

-- What is cleared when: days after the incident. No row, no clearing.
create table public.retention_rule (
  municipality_id text not null references public.municipality on delete cascade,
  subject text not null check (subject in ('free_text', 'place_and_time', 'row')),
  days integer not null check (days between 30 and 36500),
  primary key (municipality_id, subject)
);
alter table public.retention_rule enable row level security;

-- The text of an incident goes to the organisations without authority only when the coordinator has read and released it.
alter table public.incident add column description_released boolean not null default false;
-- Place and time were made coarse by retention: what is left is a square of 250 m and a day.
alter table public.incident add column coarse boolean not null default false;

create or replace function app.my_memberships(p_roles text[] default null)
  returns table (municipality_id text, organisation_id text, organisation_kind text, role text)
  language sql stable security definer set search_path = ''
as $$
  select m.municipality_id, m.organisation_id, o.kind, m.role
  from public.membership m
    join public.organisation o on o.municipality_id = m.municipality_id and o.id = m.organisation_id
  where m.user_id = (select auth.uid()) and m.active and (p_roles is null or m.role = any (p_roles))
$$;

create or replace function public.my_memberships() returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(json_build_object(
    'id', m.id, 'municipalityId', m.municipality_id, 'municipalityName', mu.name,
    'organisationId', m.organisation_id, 'organisationName', o.name, 'organisationKind', o.kind, 'role', m.role
  ) order by mu.name, o.name, m.role), '[]')
  from public.membership m
    join public.municipality mu on mu.id = m.municipality_id
    join public.organisation o on o.municipality_id = m.municipality_id and o.id = m.organisation_id
  where m.user_id = (select auth.uid()) and m.active
$$;

alter policy "one sees one's own memberships" on public.membership using (user_id = (select auth.uid()) and active);

-- The rule of who may read which incident, in one place. Own rows always; the coordinator all but what others keep to themselves; others'
-- rows when released and no duplicate, and then 'partners' where the reader sees the area (in no area: authorities) and 'authorities' by police
-- and municipality. Who reported is shown to the own organisation and the coordinator; the text to these, to police and municipality, and to
-- everybody else once the coordinator has released it.
create or replace function app.readable_incidents(p_municipality text)
  returns table (
    id uuid, category_id text, area_id text, lon double precision, lat double precision, occurred_from timestamptz, occurred_to timestamptz,
    place_type text, police_reported text, sharing text, review_state text, duplicate_of uuid,
    organisation_id text, description text, reporter_id uuid
  )
  language sql stable
as $$
  select i.id, i.category_id, i.area_id, i.lon, i.lat, i.occurred_from, i.occurred_to,
    i.place_type, i.police_reported, i.sharing, i.review_state, i.duplicate_of,
    case when r.is_coordinator or i.organisation_id = any (r.organisations) then i.organisation_id end,
    case when r.is_coordinator or r.is_authority or i.description_released or i.organisation_id = any (r.organisations) then i.description end,
    case when r.is_coordinator or i.organisation_id = any (r.organisations) then i.reporter_id end
  from app.reader(p_municipality) r
    join public.incident i on i.municipality_id = p_municipality
  where i.organisation_id = any (r.organisations)
    or r.is_coordinator and i.sharing <> 'own_organisation'
    or i.review_state = 'released' and i.duplicate_of is null and (
      i.sharing = 'partners' and (i.area_id = any (r.areas) or i.area_id is null and r.is_authority)
      or i.sharing = 'authorities' and r.is_authority
    )
$$;

create or replace function app.incident_before_insert() returns trigger
  language plpgsql security definer set search_path = ''
as $$
begin
  new.description := app.checked_text(new.description, 280);
  perform app.check_incident_time(new.occurred_from, new.occurred_to);
  new.area_id := app.locate_incident(new.municipality_id, new.lon, new.lat);
  new.coarse := false;
  -- Without a signed-in person it is the operator who writes (seed, import): the row is taken as it is.
  if auth.uid() is not null then
    if not exists (
      select 1 from public.category c where c.municipality_id = new.municipality_id and c.id = new.category_id and c.active
    ) then
      raise exception 'invalid: This category is not in use in the municipality. Choose another one.';
    end if;
    new.reporter_id := auth.uid();
    new.created_at := now();
    new.duplicate_of := null;
    new.description_released := false;
    new.review_state := case
      when app.has_role(new.municipality_id, array['coordinator']) then 'released'
      when (select m.review_required from public.municipality m where m.id = new.municipality_id) then 'new'
      else 'released'
    end;
  end if;
  return new;
end
$$;

-- True while app.clear_incidents and the corrections on request run: they change what nobody else may. Set for their transaction alone; the API
-- offers nobody a way to set it.
create function app.clearing() returns boolean
  language sql stable set search_path = ''
as $$
  select coalesce(current_setting('lagesbild.clearing', true), '') = 'on'
$$;

create or replace function app.incident_before_update() returns trigger
  language plpgsql security definer set search_path = ''
as $$
declare
  is_coordinator boolean;
begin
  -- A foreign key acts by itself (a renamed category, a removed area): nobody asks for anything here.
  if pg_trigger_depth() > 1 or app.clearing() then
    return new;
  end if;
  if (new.municipality_id, new.id, new.organisation_id, new.created_at, new.coarse)
    is distinct from (old.municipality_id, old.id, old.organisation_id, old.created_at, old.coarse) then
    raise exception 'not-allowed: Municipality, organisation, id and time of the report never change. Send a new report instead.';
  end if;
  if auth.uid() is not null then
    if new.reporter_id is distinct from old.reporter_id then
      raise exception 'not-allowed: The reporter of an incident never changes.';
    end if;
    is_coordinator := app.has_role(new.municipality_id, array['coordinator']);
    if (new.review_state, new.duplicate_of, new.description_released)
      is distinct from (old.review_state, old.duplicate_of, old.description_released) and not is_coordinator then
      raise exception 'not-allowed: Only the coordinator reviews reports.';
    end if;
    -- The coordinator may correct category and position of any report; its words and times belong to the reporter.
    if (new.occurred_from, new.occurred_to, new.place_type, new.description, new.police_reported, new.sharing)
      is distinct from (old.occurred_from, old.occurred_to, old.place_type, old.description, old.police_reported, old.sharing)
      and old.reporter_id is distinct from auth.uid() then
      raise exception 'not-allowed: Only the person who reported changes text, time and sharing. Set the report aside instead.';
    end if;
  end if;
  if new.description is distinct from old.description then
    new.description := app.checked_text(new.description, 280);
    -- The coordinator released other words than these.
    if old.description_released then
      new.description_released := false;
    end if;
  end if;
  if (new.occurred_from, new.occurred_to) is distinct from (old.occurred_from, old.occurred_to) then
    perform app.check_incident_time(new.occurred_from, new.occurred_to);
  end if;
  if (new.lon, new.lat) is distinct from (old.lon, old.lat) then
    new.area_id := app.locate_incident(new.municipality_id, new.lon, new.lat);
  elsif auth.uid() is not null then
    new.area_id := old.area_id;
  end if;
  return new;
end
$$;

-- Who has reported in a span, as AreaCoverage[]: expected are the organisations that report for the area, reported those with a check-in for
-- a week that begins in the span or an incident there in it. Incidents that are kept from the caller for good (others' own, for
-- non-authorities what is shared with authorities) do not count: whether one of them exists would be readable from the answer. Spans
-- are widened to whole days, so that nobody feels their way to the minute. Names of the missing for the coordinator alone.
create or replace function public.coverage(p_municipality text, p_from timestamptz, p_to timestamptz) returns json
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
          and ci.period_from::timestamp at time zone 'Europe/Stockholm' >= s.begins
          and ci.period_from::timestamp at time zone 'Europe/Stockholm' < s.ends
      ) or exists (
        select 1 from public.incident i, span s
        where i.municipality_id = p_municipality and i.organisation_id = oa.organisation_id and i.area_id = oa.area_id
          and i.occurred_from >= s.begins and i.occurred_from < s.ends and i.review_state <> 'set_aside'
          and (i.sharing = 'partners' or i.organisation_id = any (r.organisations)
            or i.sharing = 'authorities' and (r.is_authority or r.is_coordinator))
      ) as has_reported
    from app.reader(p_municipality) r, public.organisation_area oa
      join public.organisation o on o.municipality_id = oa.municipality_id and o.id = oa.organisation_id
    where oa.municipality_id = p_municipality and oa.expected_to_report
  ), by_area as (
    select a.id, a.position, count(e.name) as expected, count(e.name) filter (where e.has_reported) as reported,
      coalesce(json_agg(e.name order by e.name) filter (where not e.has_reported), '[]') as missing
    from public.area a left join expected e on e.area_id = a.id
    where a.municipality_id = p_municipality and (a.municipality_id, a.id) in (select municipality_id, area_id from app.my_areas())
    group by a.id, a.position
  )
  select coalesce(json_agg(json_build_object(
    'areaId', b.id, 'expected', b.expected, 'reported', b.reported,
    'missing', case when app.has_role(p_municipality, array['coordinator']) then b.missing end
  ) order by b.position, b.id), '[]')
  from by_area b
$$;

-- The rules of a municipality, for its members: { reviewRequired, sessionHours, secondFactorRequired, retentionDays: { freeText, placeAndTime, row } }.
create function public.rules_of(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  select json_build_object(
    'reviewRequired', mu.review_required, 'sessionHours', mu.session_hours, 'secondFactorRequired', mu.second_factor_required,
    'retentionDays', json_build_object(
      'freeText', (select r.days from public.retention_rule r where r.municipality_id = mu.id and r.subject = 'free_text'),
      'placeAndTime', (select r.days from public.retention_rule r where r.municipality_id = mu.id and r.subject = 'place_and_time'),
      'row', (select r.days from public.retention_rule r where r.municipality_id = mu.id and r.subject = 'row')
    )
  )
  from public.municipality mu
  where mu.id = p_municipality and mu.id in (select app.my_municipalities())
$$;

-- The administrator closes or opens a membership of the own municipality. The last active administrator cannot be closed.
create function public.set_member_active(p_municipality text, p_membership uuid, p_active boolean) returns void
  language plpgsql security definer set search_path = ''
as $$
begin
  if not app.has_role(p_municipality, array['administrator']) then
    raise exception 'not-allowed: Only the administrator of the municipality opens and closes memberships.';
  end if;
  -- One administrator at a time: two who close each other must not both succeed.
  perform 1 from public.municipality m where m.id = p_municipality for update;
  if not p_active and not exists (
    select 1 from public.membership m
    where m.municipality_id = p_municipality and m.role = 'administrator' and m.active and m.id <> p_membership
  ) then
    raise exception 'not-allowed: This is the last administrator of the municipality. Make somebody else administrator first.';
  end if;
  update public.membership m set active = p_active where m.municipality_id = p_municipality and m.id = p_membership;
  if not found then
    raise exception 'not-found: There is no such membership in the municipality. Reload the list of members.';
  end if;
end
$$;

-- Grants and policies of what is new. The detail of an incident (text, place, time) is not read from the table any more but through
-- incident_detail and incident_columns_packed, which leave a trace; the table gives what sending, reviewing and taking back need.
revoke select on public.incident from authenticated;
grant select (municipality_id, id, organisation_id, reporter_id, category_id, area_id, sharing, review_state, duplicate_of, description_released,
  coarse, created_at) on public.incident to authenticated;
grant update (description_released) on public.incident to authenticated;

revoke select on public.municipality from authenticated;
grant select (id, name, boundary, review_required, session_hours, second_factor_required) on public.municipality to authenticated;
grant update (review_required, session_hours, second_factor_required) on public.municipality to authenticated;
create policy "the administrator sets the rules" on public.municipality for update to authenticated
  using (id in (select app.my_municipalities(array['administrator'])));

grant select, insert (municipality_id, subject, days), update (municipality_id, subject, days), delete on public.retention_rule to authenticated;
grant all on public.retention_rule to service_role;
create policy "members see the rules of retention" on public.retention_rule for select to authenticated
  using (municipality_id in (select app.my_municipalities()));
create policy "the administrator adds rules of retention" on public.retention_rule for insert to authenticated
  with check (municipality_id in (select app.my_municipalities(array['administrator'])));
create policy "the administrator changes rules of retention" on public.retention_rule for update to authenticated
  using (municipality_id in (select app.my_municipalities(array['administrator'])));
create policy "the administrator removes rules of retention" on public.retention_rule for delete to authenticated
  using (municipality_id in (select app.my_municipalities(array['administrator'])));

revoke all on function app.clearing() from public, anon;
revoke all on function public.rules_of(text), public.set_member_active(text, uuid, boolean) from public, anon;
grant execute on function public.rules_of(text), public.set_member_active(text, uuid, boolean) to authenticated, service_role;
