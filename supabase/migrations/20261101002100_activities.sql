-- Activities: what partners plan and do at a time and place (a match, a market, a safety walk); never an incident. A planned one is seen ahead in the picture.

create table public.activity (
  municipality_id text not null references public.municipality on delete cascade,
  id uuid not null, -- chosen by the client, so that sending twice stores once
  organisation_id app.slug not null,
  title text not null check (char_length(title) between 1 and 120),
  kind text not null default 'event' check (kind in ('event', 'dialogue', 'safety_walk', 'operation', 'meeting', 'other')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  lon double precision check (lon between -180 and 180),
  lat double precision check (lat between -90 and 90),
  area_id app.slug, -- found by a trigger; null: the whole municipality, or in no area
  visitors integer check (visitors between 0 and 1000000),
  state text not null default 'planned' check (state in ('planned', 'done', 'cancelled')),
  revision integer not null default 1 check (revision > 0),
  created_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  primary key (municipality_id, id),
  constraint end_not_before_start check (ends_at >= starts_at),
  constraint place_has_both check ((lon is null) = (lat is null)),
  foreign key (municipality_id, organisation_id) references public.organisation on update cascade on delete cascade,
  foreign key (municipality_id, area_id) references public.area on update cascade deferrable initially deferred
);
create index activity_time on public.activity (municipality_id, starts_at);
create index activity_organisation on public.activity (municipality_id, organisation_id);
create index activity_area on public.activity (municipality_id, area_id);
create index activity_author on public.activity (created_by);
alter table public.activity enable row level security;
create policy "the coordinator sees the activities" on public.activity for select to authenticated
  using (municipality_id in (select app.my_municipalities(array['coordinator'])));
create trigger activity_locate before insert or update on public.activity for each row execute function app.locate_row();
create trigger activity_log after insert or update or delete on public.activity for each row execute function app.log_row();

-- Everyone who reads incidents sees the activities of the own areas, of no area, and of the own organisation. The coordinator changes all, reporters
-- those of their organisation.
create function app.readable_activities(p_municipality text)
  returns table (id uuid, may_edit boolean)
  language sql stable security definer set search_path = ''
as $$
  select a.id, r.is_coordinator or a.organisation_id = any (w.organisations)
  from app.reader(p_municipality) r, (select app.my_writing_organisations(p_municipality) as organisations) w, public.activity a
  where a.municipality_id = p_municipality and cardinality(r.organisations) > 0 and (a.area_id is null or a.area_id = any (r.areas) or a.organisation_id = any (r.organisations))
$$;

-- As Activity of src/domain/meeting.ts.
create function app.activity_json(p_activity public.activity, p_may_edit boolean) returns json
  language sql immutable set search_path = ''
as $$
  select json_build_object(
    'id', p_activity.id, 'organisationId', p_activity.organisation_id, 'title', p_activity.title, 'kind', p_activity.kind,
    'startsAt', extract(epoch from p_activity.starts_at)::bigint, 'endsAt', extract(epoch from p_activity.ends_at)::bigint,
    'position', case when p_activity.lon is not null then json_build_object('lon', p_activity.lon, 'lat', p_activity.lat) end,
    'areaId', p_activity.area_id, 'visitors', p_activity.visitors, 'state', p_activity.state, 'revision', p_activity.revision, 'mayEdit', p_may_edit)
$$;

-- The activities that overlap a span, by time; null for who reads no incidents.
create function public.activities_of(p_municipality text, p_from timestamptz, p_to timestamptz) returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(x.it order by x.starts_at, x.id), '[]')
  from (
    select a.starts_at, a.id, app.activity_json(a, v.may_edit) as it
    from app.readable_activities(p_municipality) v join public.activity a on a.municipality_id = p_municipality and a.id = v.id
    where a.starts_at < p_to and a.ends_at >= p_from
    order by a.starts_at, a.id
    limit 1000
  ) x
  having app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator'])
$$;

-- An activity as it was sent, as a row.
create function app.activity_given(p_municipality text, p_activity jsonb) returns public.activity
  language plpgsql stable security definer set search_path = ''
as $$
declare
  given public.activity;
  what constant text := 'The activity';
  year_2000 constant bigint := 946684800;
  year_2100 constant bigint := 4102444800;
begin
  perform app.check_keys(p_activity, array['id', 'organisationId', 'title', 'kind', 'startsAt', 'endsAt', 'position', 'areaId', 'visitors', 'state', 'revision',
    'mayEdit'], what);
  if (p_activity ->> 'id' ~ '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$') is not true
    or coalesce(p_activity ->> 'kind', 'event') not in ('event', 'dialogue', 'safety_walk', 'operation', 'meeting', 'other')
    or coalesce(p_activity ->> 'state', 'planned') not in ('planned', 'done', 'cancelled')
    or app.number_in(p_activity, 'startsAt', year_2000, year_2100) is null or app.number_in(p_activity, 'endsAt', year_2000, year_2100) is null then
    perform app.refuse_shape(what);
  end if;
  given.municipality_id := p_municipality;
  given.id := (p_activity ->> 'id')::uuid;
  given.organisation_id := p_activity ->> 'organisationId';
  given.title := app.text_in(p_activity, 'title', 120);
  given.kind := coalesce(p_activity ->> 'kind', 'event');
  given.starts_at := to_timestamp(app.number_in(p_activity, 'startsAt', year_2000, year_2100)::double precision);
  given.ends_at := to_timestamp(app.number_in(p_activity, 'endsAt', year_2000, year_2100)::double precision);
  given.visitors := app.number_in(p_activity, 'visitors', 0, 1000000)::integer;
  given.state := coalesce(p_activity ->> 'state', 'planned');
  if given.title = '' then
    raise exception 'invalid: Say what is planned.';
  elsif given.ends_at < given.starts_at then
    raise exception 'end-before-start: It ends before it begins. Change one of the two times.';
  elsif given.ends_at > given.starts_at + interval '366 days' then
    raise exception 'invalid: It lasts longer than a year. Check the two times.';
  elsif not exists (select from public.organisation o where o.municipality_id = p_municipality and o.id = given.organisation_id) then
    raise exception 'invalid: The organisation is not of this municipality. Choose your own.';
  end if;
  if coalesce(jsonb_typeof(p_activity -> 'position'), 'null') <> 'null' then
    perform app.check_keys(p_activity -> 'position', array['lon', 'lat'], what);
    given.lon := app.number_in(p_activity -> 'position', 'lon', -180, 180);
    given.lat := app.number_in(p_activity -> 'position', 'lat', -90, 90);
    if given.lon is null or given.lat is null then
      perform app.refuse_shape(what);
    end if;
    given.area_id := app.locate_incident(p_municipality, given.lon, given.lat);
  else
    select a.id into given.area_id from public.area a where a.municipality_id = p_municipality and a.id = p_activity ->> 'areaId';
    if given.area_id is distinct from p_activity ->> 'areaId' then
      raise exception 'invalid: The area is not of this municipality. Choose another one.';
    end if;
  end if;
  return given;
end
$$;

-- Adds or changes an activity: { saved, activity }; conflicts and resends as in save_action.
create function public.save_activity(p_municipality text, p_activity jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  own text[] := app.my_writing_organisations(p_municipality);
  me record;
  given public.activity;
  stored public.activity;
begin
  select r.* into me from app.reader(p_municipality) r;
  if own = '{}' then
    raise exception 'not-allowed: Only reporters and coordinators of the municipality plan activities.';
  end if;
  given := app.activity_given(p_municipality, app.plain_json(p_activity));
  select a.* into stored from public.activity a where a.municipality_id = p_municipality and a.id = given.id for update;
  if not me.is_coordinator and (given.organisation_id <> all (own) or stored.organisation_id <> all (own)) then
    raise exception 'not-allowed: Activities are planned and changed by their own organisation and by the coordinator.';
  elsif stored.id is null and p_revision <> 0 then
    raise exception 'not-found: There is no such activity any more. Reload the list of activities.';
  elsif not (me.is_coordinator or me.is_authority) and given.area_id is distinct from stored.area_id and given.area_id is not null
    and given.area_id <> all (me.areas) then
    raise exception 'not-allowed: Your organisation does not work in this area. Choose a place in one of your own areas.';
  end if;
  if stored.id is not null and (given.organisation_id, given.title, given.kind, given.starts_at, given.ends_at, given.lon, given.lat, given.area_id, given.visitors,
      given.state)
    is not distinct from (stored.organisation_id, stored.title, stored.kind, stored.starts_at, stored.ends_at, stored.lon, stored.lat, stored.area_id, stored.visitors,
      stored.state) then
    return json_build_object('saved', true, 'activity', app.activity_json(stored, true));
  elsif stored.id is not null and (stored.revision = p_revision or p_revision = 0 and stored.revision = 1 and stored.created_by = auth.uid()) is not true then
    return json_build_object('saved', false, 'activity', app.activity_json(stored, true));
  elsif stored.id is null then
    insert into public.activity (municipality_id, id, organisation_id, title, kind, starts_at, ends_at, lon, lat, area_id, visitors, state, created_by)
    values (p_municipality, given.id, given.organisation_id, given.title, given.kind, given.starts_at, given.ends_at, given.lon, given.lat, given.area_id,
      given.visitors, given.state, auth.uid())
    on conflict do nothing
    returning * into stored;
    if stored.id is null then
      return public.save_activity(p_municipality, p_activity, p_revision);
    end if;
  else
    update public.activity a set organisation_id = given.organisation_id, title = given.title, kind = given.kind, starts_at = given.starts_at,
      ends_at = given.ends_at, lon = given.lon, lat = given.lat, area_id = given.area_id, visitors = given.visitors, state = given.state, revision = a.revision + 1
    where a.municipality_id = p_municipality and a.id = given.id
    returning * into stored;
  end if;
  return json_build_object('saved', true, 'activity', app.activity_json(stored, true));
end
$$;

-- Takes a planned activity away; true when one went. One that was held stays.
create function public.remove_activity(p_municipality text, p_id uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if app.my_writing_organisations(p_municipality) = '{}' then
    raise exception 'not-allowed: Only reporters and coordinators of the municipality plan activities.';
  end if;
  delete from public.activity a
  where a.municipality_id = p_municipality and a.state = 'planned' and a.id = p_id
    and a.id in (select v.id from app.readable_activities(p_municipality) v where v.may_edit);
  if not found and exists (select from app.readable_activities(p_municipality) v where v.id = p_id) then
    raise exception 'not-allowed: A planned activity is taken away by its own organisation and the coordinator; one that is over stays.';
  end if;
  return found;
end
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function public.activities_of(text, timestamptz, timestamptz), public.save_activity(text, jsonb, integer), public.remove_activity(text, uuid)
  from public, anon;
grant execute on function public.activities_of(text, timestamptz, timestamptz), public.save_activity(text, jsonb, integer), public.remove_activity(text, uuid)
  to authenticated, service_role;
