-- The register of named places: kept by administrator and coordinator, filled from a list in one go, doubles merged. Nothing of a report points at a place (it has its own position); what does are
-- proposals and what lists from partners were read with: these follow a merge, and come back with its undoing.

alter table public.place
  add column active boolean not null default true, -- a retired place is offered and named no more
  add column revision integer not null default 1 check (revision > 0),
  add column merged_into app.slug,
  add column moved jsonb, -- what followed when it was merged: { active, proposals: [id], readings: [{ source, text }], children: [id of a place that was one with it] }
  add check (merged_into is null or not active),
  add check (merged_into is distinct from id),
  add foreign key (municipality_id, merged_into) references public.place on update cascade on delete set null (merged_into);
create index place_merged on public.place (municipality_id, merged_into) where merged_into is not null;

-- What followed a merging says how partners' lists name things: for nobody but the functions below.
revoke select on public.place from authenticated;
grant select (municipality_id, id, name, lon, lat, area_id, active) on public.place to authenticated;

create function app.place_used(p_place public.place) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select exists (select from public.place_proposal p where p.municipality_id = p_place.municipality_id and p.place_id = p_place.id)
    or exists (select from public.place q where q.municipality_id = p_place.municipality_id and q.merged_into = p_place.id)
    or exists (
      select from public.import_source s, jsonb_each_text(case when jsonb_typeof(s.mapping -> 'places') = 'object' then s.mapping -> 'places' else '{}' end) v
      where s.municipality_id = p_place.municipality_id and v.value = p_place.id
    )
$$;

create function app.place_json(p_place public.place) returns json
  language sql immutable set search_path = ''
as $$
  select json_build_object('id', p_place.id, 'name', p_place.name, 'lon', p_place.lon, 'lat', p_place.lat, 'areaId', p_place.area_id, 'active', p_place.active,
    'mergedInto', p_place.merged_into, 'revision', p_place.revision)
$$;

-- All places, retired and merged ones too, by name; null for others than administrator and coordinator.
create function public.place_register(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(app.place_json(p) order by p.name, p.id), '[]')
  from public.place p
  where p.municipality_id = p_municipality
  having app.has_role(p_municipality, array['administrator', 'coordinator'])
$$;

-- Adds or changes a place: { id (null: made from the name), name, lon, lat, active } -> { saved, place }; p_revision 0 where it is new.
create function public.save_place(p_municipality text, p_place jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  raw jsonb := app.plain_json(p_place);
  given public.place;
  stored public.place;
  before jsonb;
  what constant text := 'The place';
begin
  perform app.may_settle(p_municipality);
  perform app.check_keys(raw, array['id', 'name', 'lon', 'lat', 'active', 'areaId', 'mergedInto', 'revision'], what);
  given.name := app.name_in(raw, 'name', 80, true);
  given.lon := app.number_in(raw, 'lon', -180, 180);
  given.lat := app.number_in(raw, 'lat', -90, 90);
  given.active := (raw -> 'active')::boolean;
  if given.lon is null or given.lat is null or given.active is null then
    perform app.refuse_shape(what);
  end if;
  perform app.locate_incident(p_municipality, given.lon, given.lat); -- refuses what lies outside
  perform from public.municipality m where m.id = p_municipality for no key update;
  select p.* into stored from public.place p where p.municipality_id = p_municipality and p.id = raw ->> 'id';
  before := to_jsonb(stored);
  if stored.id is null and p_revision <> 0 then
    raise exception 'not-found: There is no such place any more. Reload the list.';
  elsif stored.id is null then
    if (select count(*) from public.place p where p.municipality_id = p_municipality) >= 20000 then
      raise exception 'not-allowed: The municipality has 20,000 places. Remove some before you add another.';
    end if;
    insert into public.place (municipality_id, id, name, lon, lat, active)
    values (p_municipality, coalesce(raw ->> 'id', app.free_place_id(p_municipality, given.name)), given.name, given.lon, given.lat, given.active)
    returning * into stored;
    perform app.write_log(p_municipality, 'place.inserted', jsonb_build_object('id', stored.id, 'name', stored.name), 1);
  elsif (stored.name, stored.lon, stored.lat, stored.active) is not distinct from (given.name, given.lon, given.lat, given.active) then
    null; -- what is said is what is there
  elsif stored.revision is distinct from p_revision then
    return json_build_object('saved', false, 'place', app.place_json(stored));
  elsif stored.merged_into is not null then
    raise exception 'not-allowed: The place is one with another. Undo the merging first.';
  else
    update public.place p set name = given.name, lon = given.lon, lat = given.lat, active = given.active, revision = p.revision + 1
    where p.municipality_id = p_municipality and p.id = stored.id returning * into stored;
    perform app.write_log(p_municipality, 'place.updated', jsonb_build_object('id', stored.id, 'name', before ->> 'name', 'columns', (
      select coalesce(jsonb_agg(k.key order by k.key), '[]') from jsonb_each(to_jsonb(stored)) k where k.value is distinct from before -> k.key and k.key <> 'revision'
    )), 1);
  end if;
  return json_build_object('saved', true, 'place', app.place_json(stored));
end
$$;

-- Takes away places that nothing points at: { removed }, their ids. Others are retired.
create function public.remove_places(p_municipality text, p_ids jsonb) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  ids text[] := array(select jsonb_array_elements_text(app.plain_json(p_ids)));
  gone jsonb;
begin
  perform app.may_settle(p_municipality);
  perform from public.municipality m where m.id = p_municipality for no key update;
  with removed as (
    delete from public.place p where p.municipality_id = p_municipality and p.id = any (ids) and not app.place_used(p) returning p.id, p.name
  )
  select coalesce(jsonb_agg(r.id order by r.id), '[]') into gone from removed r;
  if jsonb_array_length(gone) > 0 then
    perform app.write_log(p_municipality, 'place.deleted', jsonb_build_object('ids', app.first_hundred(gone)), jsonb_array_length(gone));
  end if;
  return json_build_object('removed', gone);
end
$$;

-- Names told apart as people do: without case, accents and signs between the words.
create index place_folded on public.place (municipality_id, app.slug_of(name, 'plats'));

-- A list of places, all or, with p_dry_run, none: [{ name, lon, lat }] -> { rows: [{ outcome, placeId, metres }], added, dryRun }. `known`: the same name within 100 m is there, also earlier in the list, so
-- that the list can be sent again; `namesake`: added, though the name is taken farther away; `outside`: not in the municipality; `personal-data` and `no-name`: not stored. At most 5,000 rows.
create function public.import_places(p_municipality text, p_rows jsonb, p_dry_run boolean default true) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  raw jsonb := app.plain_json(p_rows);
  dry boolean := coalesce(p_dry_run, true);
  answers jsonb[] := '{}';
  added text[] := '{}';
  one record;
  near record;
  outcome text;
  fresh text;
begin
  perform app.may_settle(p_municipality);
  if jsonb_typeof(raw) is distinct from 'array' or jsonb_array_length(raw) > 5000 then
    raise exception 'invalid: A list holds at most 5,000 places. Divide it.';
  end if;
  perform from public.municipality m where m.id = p_municipality for no key update;
  if (select count(*) from public.place p where p.municipality_id = p_municipality) + jsonb_array_length(raw) > 20000 then
    raise exception 'not-allowed: A municipality keeps at most 20,000 places.';
  end if;
  -- A dry run stores all of it as well, and takes it back: so it cannot answer otherwise than the real one.
  begin
    for one in
      select e.n, btrim(e.value ->> 'name') as name, app.number_in(e.value, 'lon', -1e9, 1e9)::double precision as lon, app.number_in(e.value, 'lat', -1e9, 1e9)::double precision as lat
      from jsonb_array_elements(raw) with ordinality e (value, n) order by e.n
    loop
      fresh := null;
      select p.id, p.metres into near
      from (
        select coalesce(q.merged_into, q.id)::text as id, extensions.st_distancesphere(extensions.st_makepoint(q.lon, q.lat), extensions.st_makepoint(one.lon, one.lat)) as metres
        from public.place q where q.municipality_id = p_municipality and app.slug_of(q.name, 'plats') = app.slug_of(one.name, 'plats')
      ) p
      where app.slug_of(one.name, '') <> '' and abs(one.lon) <= 180 and abs(one.lat) <= 90
      order by p.metres limit 1;
      outcome := case
        when coalesce(one.name, '') = '' or char_length(one.name) > 80 then 'no-name'
        when cardinality(app.personal_data_kinds(one.name)) > 0 then 'personal-data'
        when (abs(one.lon) <= 180 and abs(one.lat) <= 90 and exists (
          select from public.municipality m where m.id = p_municipality and extensions.st_covers(m.boundary, extensions.st_setsrid(extensions.st_makepoint(one.lon, one.lat), 4326))
        )) is not true then 'outside'
        when near.metres <= 100 then 'known'
        when near.id is not null then 'namesake'
        else 'added' end;
      if outcome in ('added', 'namesake') then
        fresh := app.free_place_id(p_municipality, one.name);
        insert into public.place (municipality_id, id, name, lon, lat) values (p_municipality, fresh, one.name, one.lon, one.lat);
        added := added || fresh;
      end if;
      answers := answers || jsonb_build_object('outcome', outcome, 'placeId', case when outcome = 'known' then near.id when not dry then fresh end,
        'metres', case when outcome in ('known', 'namesake') then round(near.metres) end);
    end loop;
    if not dry and cardinality(added) > 0 then
      perform app.write_log(p_municipality, 'place.imported', jsonb_build_object('ids', app.first_hundred(to_jsonb(added))), cardinality(added));
    elsif dry then
      raise sqlstate 'LB000';
    end if;
  exception when sqlstate 'LB000' then
    null; -- what was stored is gone, what was found out stays
  end;
  return json_build_object('rows', to_jsonb(answers), 'added', case when dry then '[]'::jsonb else to_jsonb(added) end, 'dryRun', dry);
end
$$;

-- Makes places one: proposals and readings of lists that pointed at the others point at the one that is kept. -> the register's rows of all of them.
create function public.merge_places(p_municipality text, p_keep text, p_others jsonb) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  others text[] := array(select jsonb_array_elements_text(app.plain_json(p_others)));
  other text;
  proposals jsonb;
  readings jsonb;
begin
  perform app.may_settle(p_municipality);
  perform from public.municipality m where m.id = p_municipality for no key update;
  if cardinality(others) not between 1 and 50 or p_keep = any (others) then
    perform app.refuse_shape('The list of places');
  elsif (select count(*) from public.place p where p.municipality_id = p_municipality and p.id = any (others || p_keep) and p.merged_into is null) <> cardinality(others) + 1
    or not exists (select from public.place p where p.municipality_id = p_municipality and p.id = p_keep and p.active) then
    raise exception 'not-found: One of the places is not there any more, or is one with another already. Reload the list.';
  end if;
  foreach other in array others loop
    with turned as (
      update public.place_proposal p set place_id = p_keep where p.municipality_id = p_municipality and p.place_id = other returning p.id
    ) select coalesce(jsonb_agg(t.id), '[]') into proposals from turned t;
    select coalesce(jsonb_agg(jsonb_build_object('source', s.id, 'text', v.key)), '[]') into readings
    from public.import_source s, jsonb_each_text(case when jsonb_typeof(s.mapping -> 'places') = 'object' then s.mapping -> 'places' else '{}' end) v
    where s.municipality_id = p_municipality and v.value = other;
    perform app.turn_readings(p_municipality, readings, other, p_keep);
    update public.place p set active = false, merged_into = p_keep, revision = p.revision + 1, moved = jsonb_build_object('active', p.active, 'proposals', proposals, 'readings', readings,
      'children', (select coalesce(jsonb_agg(q.id), '[]') from public.place q where q.municipality_id = p_municipality and q.merged_into = other))
    where p.municipality_id = p_municipality and p.id = other;
    -- What was one with it is one with the other now.
    update public.place p set merged_into = p_keep where p.municipality_id = p_municipality and p.merged_into = other;
  end loop;
  perform app.write_log(p_municipality, 'place.merged', jsonb_build_object('id', p_keep, 'ids', to_jsonb(others)), cardinality(others));
  return (select json_agg(app.place_json(p) order by p.name, p.id) from public.place p where p.municipality_id = p_municipality and p.id = any (others || p_keep));
end
$$;

-- The readings of lists among these that point at the one place point at the other.
create function app.turn_readings(p_municipality text, p_readings jsonb, p_from text, p_to text) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  one record;
begin
  for one in select (r ->> 'source')::uuid as source, r ->> 'text' as heard from jsonb_array_elements(p_readings) r loop
    update public.import_source s set mapping = jsonb_set(s.mapping, array['places', one.heard], to_jsonb(p_to)), revision = s.revision + 1
    where s.municipality_id = p_municipality and s.id = one.source and s.mapping #>> array['places', one.heard] = p_from;
  end loop;
end
$$;

-- Undoes a merging: the place is what it was, and what followed comes back, also the places that were one with it. What it takes back, the others that were merged into the same place have no claim
-- to any more. -> its row.
create function public.unmerge_place(p_municipality text, p_id text) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  stored public.place;
  back text[];
begin
  perform app.may_settle(p_municipality);
  perform from public.municipality m where m.id = p_municipality for no key update;
  select p.* into stored from public.place p where p.municipality_id = p_municipality and p.id = p_id for update;
  if stored.merged_into is null then
    raise exception 'not-found: The place is not one with another. Reload the list.';
  end if;
  update public.place_proposal p set place_id = p_id
  where p.municipality_id = p_municipality and p.place_id = stored.merged_into and stored.moved -> 'proposals' ? p.id::text;
  perform app.turn_readings(p_municipality, coalesce(stored.moved -> 'readings', '[]'), stored.merged_into, p_id);
  with turned as (
    update public.place p set merged_into = p_id
    where p.municipality_id = p_municipality and p.merged_into = stored.merged_into and stored.moved -> 'children' ? p.id::text returning p.id::text
  ) select array_agg(t.id) into back from turned t;
  update public.place p set moved = p.moved || jsonb_build_object(
    'children', coalesce(p.moved -> 'children', '[]') - (back || p_id),
    'proposals', (p.moved -> 'proposals') - array(select jsonb_array_elements_text(stored.moved -> 'proposals')),
    'readings', (select coalesce(jsonb_agg(r), '[]') from jsonb_array_elements(p.moved -> 'readings') r where not stored.moved -> 'readings' @> jsonb_build_array(r))
  )
  where p.municipality_id = p_municipality and p.merged_into = stored.merged_into and p.id <> p_id;
  update public.place p set active = coalesce((stored.moved ->> 'active')::boolean, true), merged_into = null, moved = null, revision = p.revision + 1
  where p.municipality_id = p_municipality and p.id = p_id returning * into stored;
  perform app.write_log(p_municipality, 'place.unmerged', jsonb_build_object('id', p_id), 1);
  return app.place_json(stored);
end
$$;

-- As in …_places.sql; the place of a proposal that others were made one with stays when that proposal is declined after all.
create or replace function public.decide_place(
  p_municipality text, p_id uuid, p_accept boolean, p_name text default null, p_lon double precision default null, p_lat double precision default null
) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  stored public.place_proposal;
  named text := app.checked_text(p_name, 80);
begin
  if not app.has_role(p_municipality, array['coordinator']) then
    raise exception 'not-allowed: Only the coordinator of the municipality decides about places.';
  elsif (p_lon is null) <> (p_lat is null) or p_lon not between -180 and 180 or p_lat not between -90 and 90 then
    perform app.refuse_shape('The position');
  end if;
  -- One at a time: two accepted at once must not take the same slug.
  perform from public.municipality m where m.id = p_municipality for no key update;
  select p.* into stored from public.place_proposal p where p.municipality_id = p_municipality and p.id = p_id for update;
  if stored.id is null then
    raise exception 'not-found: There is no such proposal any more. Reload the list.';
  elsif p_accept is true and stored.state <> 'accepted' then
    stored.name := coalesce(named, stored.name);
    stored.lon := coalesce(p_lon, stored.lon);
    stored.lat := coalesce(p_lat, stored.lat);
    stored.area_id := app.locate_incident(p_municipality, stored.lon, stored.lat);
    stored.place_id := app.free_place_id(p_municipality, stored.name);
    insert into public.place (municipality_id, id, name, lon, lat) values (p_municipality, stored.place_id, stored.name, stored.lon, stored.lat);
    perform app.write_log(p_municipality, 'place.accepted', jsonb_build_object('place', stored.place_id, 'proposal', p_id), 1);
  elsif p_accept is not true and stored.state = 'accepted' then
    delete from public.place p where p.municipality_id = p_municipality and p.id = stored.place_id
      and not exists (select from public.place q where q.municipality_id = p_municipality and q.merged_into = p.id)
      and not exists (select from public.place_proposal o where o.municipality_id = p_municipality and o.place_id = p.id and o.id <> p_id);
    perform app.write_log(p_municipality, 'place.taken_back', jsonb_build_object('place', stored.place_id, 'proposal', p_id), 1);
    stored.place_id := null;
  end if;
  update public.place_proposal p
  set state = case when p_accept is true then 'accepted' else 'declined' end, name = stored.name, lon = stored.lon, lat = stored.lat, area_id = stored.area_id,
    place_id = stored.place_id, decided_by = auth.uid(), decided_at = now()
  where p.municipality_id = p_municipality and p.id = p_id
  returning p.* into stored;
  return app.place_proposal_json(stored);
end
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.place_used(public.place), app.place_json(public.place), app.turn_readings(text, jsonb, text, text) from authenticated;
revoke all on function public.place_register(text), public.save_place(text, jsonb, integer), public.remove_places(text, jsonb), public.import_places(text, jsonb, boolean),
  public.merge_places(text, text, jsonb), public.unmerge_place(text, text) from public, anon;
grant execute on function public.place_register(text), public.save_place(text, jsonb, integer), public.remove_places(text, jsonb), public.import_places(text, jsonb, boolean),
  public.merge_places(text, text, jsonb), public.unmerge_place(text, text) to authenticated, service_role;
