-- Activities as a log: who took part, how many came, what it was about, of which series, and the commitment that it counts for. save_activity takes the new keys where they are sent; what
-- is left out stays as it is stored, so that a client that knows none of them takes nothing away.

-- Who takes part sees it as well.
create or replace function app.readable_activities(p_municipality text)
  returns table (id uuid, may_edit boolean)
  language sql stable security definer set search_path = ''
as $$
  select a.id, r.is_coordinator or a.organisation_id = any (w.organisations)
  from app.reader(p_municipality) r, (select app.my_writing_organisations(p_municipality) as organisations) w, public.activity a
  where a.municipality_id = p_municipality and cardinality(r.organisations) > 0 and (
    a.area_id is null or a.area_id = any (r.areas) or a.organisation_id = any (r.organisations) or exists (
      select from public.activity_party p where p.municipality_id = a.municipality_id and p.activity_id = a.id and p.organisation_id = any (r.organisations)
    )
  )
$$;

create function app.parties_of_activity(p_municipality text, p_id uuid) returns text[]
  language sql stable security definer set search_path = ''
as $$
  select array(select p.organisation_id::text from public.activity_party p where p.municipality_id = p_municipality and p.activity_id = p_id order by 1)
$$;

-- What was added here, under the keys of the API.
create function app.activity_details(p_activity public.activity) returns jsonb
  language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'theme', p_activity.theme, 'place', p_activity.place, 'allDay', p_activity.all_day, 'seriesKey', p_activity.series_key,
    'parties', to_jsonb(app.parties_of_activity(p_activity.municipality_id, p_activity.id)), 'otherParties', p_activity.other_parties,
    'participants', p_activity.participants, 'note', p_activity.note, 'commitmentId', p_activity.commitment_id)
$$;

-- As Activity of src/domain/meeting.ts.
create or replace function app.activity_json(p_activity public.activity, p_may_edit boolean) returns json
  language sql stable security definer set search_path = ''
as $$
  select (jsonb_build_object(
    'id', p_activity.id, 'organisationId', p_activity.organisation_id, 'title', p_activity.title, 'kind', p_activity.kind,
    'startsAt', extract(epoch from p_activity.starts_at)::bigint, 'endsAt', extract(epoch from p_activity.ends_at)::bigint,
    'position', case when p_activity.lon is not null then jsonb_build_object('lon', p_activity.lon, 'lat', p_activity.lat) end,
    'areaId', p_activity.area_id, 'visitors', p_activity.visitors, 'state', p_activity.state, 'revision', p_activity.revision, 'mayEdit', p_may_edit)
    || app.activity_details(p_activity))::json
$$;

-- An activity as it was sent, as a row; its parties lie beside it (app.organisations_in).
create or replace function app.activity_given(p_municipality text, p_activity jsonb) returns public.activity
  language plpgsql stable security definer set search_path = ''
as $$
declare
  given public.activity;
  what constant text := 'The activity';
  year_2000 constant bigint := 946684800;
  year_2100 constant bigint := 4102444800;
begin
  perform app.check_keys(p_activity, array['id', 'organisationId', 'title', 'kind', 'startsAt', 'endsAt', 'position', 'areaId', 'visitors', 'state', 'revision',
    'mayEdit', 'theme', 'place', 'allDay', 'seriesKey', 'parties', 'otherParties', 'participants', 'note', 'commitmentId'], what);
  if coalesce(p_activity ->> 'kind', 'event') not in ('event', 'dialogue', 'safety_walk', 'operation', 'training', 'meeting', 'other')
    or coalesce(p_activity ->> 'state', 'planned') not in ('planned', 'done', 'cancelled')
    or coalesce(jsonb_typeof(p_activity -> 'allDay'), 'null') not in ('boolean', 'null')
    or app.number_in(p_activity, 'startsAt', year_2000, year_2100) is null or app.number_in(p_activity, 'endsAt', year_2000, year_2100) is null then
    perform app.refuse_shape(what);
  end if;
  given.municipality_id := p_municipality;
  given.id := app.id_of(p_activity, what);
  given.organisation_id := p_activity ->> 'organisationId';
  given.title := app.text_in(p_activity, 'title', 120);
  given.kind := coalesce(p_activity ->> 'kind', 'event');
  given.starts_at := to_timestamp(app.number_in(p_activity, 'startsAt', year_2000, year_2100)::double precision);
  given.ends_at := to_timestamp(app.number_in(p_activity, 'endsAt', year_2000, year_2100)::double precision);
  given.visitors := app.number_in(p_activity, 'visitors', 0, 1000000)::integer;
  given.state := coalesce(p_activity ->> 'state', 'planned');
  given.theme := app.text_in(p_activity, 'theme', 120);
  given.place := app.text_in(p_activity, 'place', 120);
  given.all_day := coalesce((p_activity ->> 'allDay')::boolean, false);
  given.series_key := app.uuid_in(p_activity, 'seriesKey', what);
  given.other_parties := app.text_in(p_activity, 'otherParties', 120);
  -- Who came is known when it is over: one that is planned again forgets it.
  given.participants := case given.state when 'done' then app.number_in(p_activity, 'participants', 0, 1000000)::integer end;
  given.note := app.text_in(p_activity, 'note', 500);
  given.commitment_id := app.uuid_in(p_activity, 'commitmentId', what);
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
create or replace function public.save_activity(p_municipality text, p_activity jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  own text[] := app.my_writing_organisations(p_municipality);
  raw jsonb := app.plain_json(p_activity);
  me record;
  given public.activity;
  stored public.activity;
  parties text[];
begin
  select r.* into me from app.reader(p_municipality) r;
  if own = '{}' then
    raise exception 'not-allowed: Only reporters and coordinators of the municipality plan activities.';
  end if;
  select a.* into stored from public.activity a where a.municipality_id = p_municipality and a.id = app.id_of(raw, 'The activity') for update;
  if stored.id is not null then
    raw := app.activity_details(stored) || raw;
  end if;
  given := app.activity_given(p_municipality, raw);
  parties := app.organisations_in(p_municipality, raw, 'parties', 'The activity');
  if not me.is_coordinator and (given.organisation_id <> all (own) or stored.organisation_id <> all (own)) then
    raise exception 'not-allowed: Activities are planned and changed by their own organisation and by the coordinator.';
  elsif stored.id is null and p_revision <> 0 then
    raise exception 'not-found: There is no such activity any more. Reload the list of activities.';
  elsif not (me.is_coordinator or me.is_authority) and given.area_id is distinct from stored.area_id and given.area_id is not null
    and given.area_id <> all (me.areas) then
    raise exception 'not-allowed: Your organisation does not work in this area. Choose a place in one of your own areas.';
  elsif given.commitment_id is distinct from stored.commitment_id and given.commitment_id is not null
    and not exists (select from app.readable_commitments(p_municipality) v where v.id = given.commitment_id) then
    raise exception 'not-found: There is no such commitment for you. Choose another one, or none.';
  end if;
  if stored.id is not null and (given.organisation_id, given.title, given.kind, given.starts_at, given.ends_at, given.lon, given.lat, given.area_id, given.visitors,
      given.state, given.theme, given.place, given.all_day, given.series_key, given.other_parties, given.participants, given.note, given.commitment_id)
    is not distinct from (stored.organisation_id, stored.title, stored.kind, stored.starts_at, stored.ends_at, stored.lon, stored.lat, stored.area_id, stored.visitors,
      stored.state, stored.theme, stored.place, stored.all_day, stored.series_key, stored.other_parties, stored.participants, stored.note, stored.commitment_id)
    and parties = app.parties_of_activity(p_municipality, stored.id) then
    return json_build_object('saved', true, 'activity', app.activity_json(stored, true));
  elsif stored.id is not null and (stored.revision = p_revision or p_revision = 0 and stored.revision = 1 and stored.created_by = auth.uid()) is not true then
    return json_build_object('saved', false, 'activity', app.activity_json(stored, true));
  elsif stored.id is null then
    insert into public.activity (municipality_id, id, organisation_id, title, kind, starts_at, ends_at, lon, lat, area_id, visitors, state, theme, place, all_day, series_key,
      other_parties, participants, note, commitment_id, created_by)
    values (p_municipality, given.id, given.organisation_id, given.title, given.kind, given.starts_at, given.ends_at, given.lon, given.lat, given.area_id,
      given.visitors, given.state, given.theme, given.place, given.all_day, given.series_key, given.other_parties, given.participants, given.note, given.commitment_id, auth.uid())
    on conflict do nothing
    returning * into stored;
    if stored.id is null then
      return public.save_activity(p_municipality, p_activity, p_revision);
    end if;
  else
    update public.activity a set organisation_id = given.organisation_id, title = given.title, kind = given.kind, starts_at = given.starts_at,
      ends_at = given.ends_at, lon = given.lon, lat = given.lat, area_id = given.area_id, visitors = given.visitors, state = given.state, theme = given.theme,
      place = given.place, all_day = given.all_day, series_key = given.series_key, other_parties = given.other_parties, participants = given.participants,
      note = given.note, commitment_id = given.commitment_id, revision = a.revision + 1
    where a.municipality_id = p_municipality and a.id = given.id
    returning * into stored;
  end if;
  delete from public.activity_party p where p.municipality_id = p_municipality and p.activity_id = stored.id and p.organisation_id <> all (parties);
  insert into public.activity_party (municipality_id, activity_id, organisation_id) select p_municipality, stored.id, it from unnest(parties) it on conflict do nothing;
  return json_build_object('saved', true, 'activity', app.activity_json(stored, true));
end
$$;

-- A pasted list or a series, all or none: { saved: true, activities }. New ones only, at most 200; one that is there with the same content is no conflict.
create function public.save_activities(p_municipality text, p_activities jsonb) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  given jsonb := app.plain_json(p_activities);
  it jsonb;
  n integer := 0;
  answer json;
  done jsonb := '[]';
begin
  if jsonb_typeof(given) is distinct from 'array' or jsonb_array_length(given) not between 1 and 200 then
    raise exception 'invalid: A list holds between one and 200 activities. Send it in parts.';
  end if;
  for it in select a from jsonb_array_elements(given) a loop
    n := n + 1;
    answer := public.save_activity(p_municipality, it, 0);
    if not (answer ->> 'saved')::boolean then
      raise exception 'invalid: Number % of the list is there already, with other content. Nothing was stored; reload the list.', n;
    end if;
    done := done || jsonb_build_array((answer -> 'activity')::jsonb);
  end loop;
  return json_build_object('saved', true, 'activities', done);
end
$$;

-- Takes a list back that was just entered, also what was entered as done: within 24 hours, by who entered it and the coordinator, as long as nobody has changed it: { removed }.
create function public.undo_activities(p_municipality text, p_ids uuid[]) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  is_coordinator boolean := app.has_role(p_municipality, array['coordinator']);
  removed integer;
begin
  if app.my_writing_organisations(p_municipality) = '{}' then
    raise exception 'not-allowed: Only reporters and coordinators of the municipality plan activities.';
  end if;
  delete from public.activity a
  where a.municipality_id = p_municipality and a.id = any (p_ids) and a.revision = 1 and a.created_at > now() - interval '24 hours'
    and (a.created_by = auth.uid() or is_coordinator);
  get diagnostics removed = row_count;
  return json_build_object('removed', removed);
end
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function public.save_activities(text, jsonb), public.undo_activities(text, uuid[]) from public, anon;
grant execute on function public.save_activities(text, jsonb), public.undo_activities(text, uuid[]) to authenticated, service_role;
