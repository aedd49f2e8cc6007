-- Adding, changing, ending, splitting, merging and ordering areas; for the coordinator and the administrator. What is wrong with a shape is refused with the place where it is
-- (latitude, longitude in the sentence); what may be meant (overlap, gap, a strip outside the boundary) is answered as a list by check_areas. The keys are those of src/domain/area-draft.ts.

-- Plain degrees in which a metre is as long to the east as to the north at this latitude: borders stay the straight lines that ST_Covers reads them as.
create function app.even_degrees(p_shape extensions.geometry, p_lat double precision) returns extensions.geometry
  language sql immutable set search_path = ''
as $$
  select extensions.st_scale(p_shape, cosd(p_lat), 1)
$$;

create function app.from_even_degrees(p_shape extensions.geometry, p_lat double precision) returns extensions.geometry
  language sql immutable set search_path = ''
as $$
  select extensions.st_scale(p_shape, 1 / cosd(p_lat), 1)
$$;

-- A minute of latitude is a nautical mile, near enough for a tolerance.
create function app.metres_in_degrees(p_metres double precision) returns double precision
  language sql immutable set search_path = ''
as $$
  select p_metres / 111120
$$;

-- So far an area may reach over the boundary of the municipality: borders drawn on different maps differ by this much.
create function app.boundary_tolerance() returns double precision
  language sql immutable set search_path = ''
as $$
  select 100.0
$$;

create function app.said_place(p_point extensions.geometry) returns text
  language sql immutable set search_path = ''
as $$
  select to_char(extensions.st_y(p_point), 'FM990.00000') || ', ' || to_char(extensions.st_x(p_point), 'FM990.00000')
$$;

-- A shape out of GeoJSON (Polygon or MultiPolygon, WGS 84), rounded as it is handed out; a sentence with the place for what is no area.
create function app.area_shape(p_name text, p_geometry jsonb) returns extensions.geometry
  language plpgsql stable security definer set search_path = ''
as $$
declare
  shape extensions.geometry;
begin
  begin
    if p_geometry ->> 'type' in ('Polygon', 'MultiPolygon') and length(p_geometry::text) < 2000000 then
      shape := extensions.st_multi(extensions.st_snaptogrid(extensions.st_setsrid(extensions.st_geomfromgeojson((p_geometry - 'crs')::text), 4326), 0.000001));
    end if;
  exception when others then
    shape := null;
  end;
  if shape is null or extensions.st_isempty(shape) then
    raise exception 'invalid: The area % has no shape. Draw it, or upload a file with it.', p_name;
  elsif extensions.st_npoints(shape) > 5000 then
    raise exception 'invalid: The border of % has % points, and 5000 are the most. Simplify it.', p_name, extensions.st_npoints(shape);
  elsif not (extensions.st_xmin(shape) >= -180 and extensions.st_xmax(shape) <= 180 and extensions.st_ymin(shape) >= -90 and extensions.st_ymax(shape) <= 90) then
    raise exception 'invalid: The area % does not lie on the map. Its coordinates must be longitude and latitude (WGS 84).', p_name;
  elsif not extensions.st_isvalid(shape) then
    raise exception 'invalid: The border of % crosses or touches itself at %. Move the points there.', p_name,
      (select app.said_place(d.location) from extensions.st_isvaliddetail(shape) d);
  elsif extensions.st_area(shape::extensions.geography) < 100 then
    raise exception 'invalid: The area % is smaller than 100 square metres. Draw it larger.', p_name;
  end if;
  return extensions.st_forcepolygonccw(shape);
end
$$;

-- Refuses a shape that reaches further over the boundary than the tolerance, and says where.
create function app.refuse_area_outside(p_municipality text, p_name text, p_shape extensions.geometry) returns void
  language plpgsql stable security definer set search_path = ''
as $$
declare
  border extensions.geometry;
  lat double precision := (extensions.st_ymin(p_shape) + extensions.st_ymax(p_shape)) / 2;
  outside extensions.geometry;
begin
  select m.boundary into border from public.municipality m where m.id = p_municipality;
  if not extensions.st_coveredby(p_shape, border) then
    outside := extensions.st_difference(app.even_degrees(p_shape, lat),
      extensions.st_buffer(app.even_degrees(border, lat), app.metres_in_degrees(app.boundary_tolerance())));
    if not extensions.st_isempty(outside) then
      raise exception 'outside-municipality: The area % reaches more than % m over the boundary of the municipality at %. Move its border inside.', p_name,
        app.boundary_tolerance(), app.said_place(app.from_even_degrees(extensions.st_pointonsurface(outside), lat));
    end if;
  end if;
end
$$;

-- The id of a new area: its name in the letters of a link, with a number where that is taken.
create function app.area_slug(p_municipality text, p_name text) returns text
  language sql stable security definer set search_path = ''
as $$
  with base as (
    select coalesce(nullif(left(btrim(regexp_replace(translate(lower(p_name), 'åäàáâãæöøòóôõéèêëüùúûíìîïñç', 'aaaaaaaooooooeeeeuuuuiiiinc'), '[^a-z0-9]+', '-', 'g'), '-'), 50), ''), 'omrade') as slug
  )
  select x.id from (
    select case n when 1 then b.slug else b.slug || '-' || n end as id, n from base b, generate_series(1, 1000) n
  ) x
  where not exists (select from public.area a where a.municipality_id = p_municipality and a.id = x.id)
  order by x.n limit 1
$$;

create function app.area_used(p_municipality text, p_area text) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select exists (select from public.incident i where i.municipality_id = p_municipality and i.area_id = p_area)
    or exists (select from public.check_in c where c.municipality_id = p_municipality and c.area_id = p_area)
    or exists (select from public.situation_picture s where s.municipality_id = p_municipality and s.area_id = p_area)
    or exists (select from public.picture_part q where q.municipality_id = p_municipality and q.part = 'area:' || p_area)
    or exists (select from public.action t where t.municipality_id = p_municipality and t.area_id = p_area)
    or exists (select from public.activity t where t.municipality_id = p_municipality and t.area_id = p_area)
    or exists (select from public.service_promise s where s.municipality_id = p_municipality and s.area_id = p_area)
    or exists (select from public.reminder r where r.municipality_id = p_municipality and r.area_id = p_area)
    or exists (select from public.import_row r where r.municipality_id = p_municipality and r.area_id = p_area)
    or exists (select from app.closed_count k where k.municipality_id = p_municipality and k.area_id = p_area)
$$;

create function app.area_json(p_area public.area) returns json
  language sql stable security definer set search_path = ''
as $$
  select json_build_object('id', p_area.id, 'name', p_area.name, 'kind', p_area.kind, 'activeFrom', p_area.active_from, 'activeTo', p_area.active_to, 'succeeds', p_area.succeeds,
    'rhythm', p_area.rhythm, 'reportBy', json_build_object('weekday', p_area.report_weekday, 'hour', p_area.report_hour), 'position', p_area.position,
    'revision', p_area.revision, 'used', app.area_used(p_area.municipality_id, p_area.id), 'geometry', extensions.st_asgeojson(p_area.geometry, 6)::json)
$$;

-- All areas with their life, as KeptArea[], in the order of the screen; null for who does not look after them.
create function public.areas_of(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(app.area_json(a) order by a.position, a.active_from, a.id), '[]')
  from public.area a where a.municipality_id = p_municipality
  having app.has_role(p_municipality, array['coordinator', 'administrator'])
$$;

create function app.refuse_area_keeper(p_municipality text) returns void
  language plpgsql stable security definer set search_path = ''
as $$
begin
  if not app.has_role(p_municipality, array['coordinator', 'administrator']) then
    raise exception 'not-allowed: Only the coordinator and the administrator change areas.';
  end if;
end
$$;

-- One area at a time is changed in a municipality: names and order stay whole.
create function app.lock_areas(p_municipality text) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform from public.municipality m where m.id = p_municipality for no key update;
end
$$;

-- Stores an area out of an AreaDraft: a new one (p_stored null) or changed. Missing keys of a new one get what is usual, of a stored one stay.
create function app.put_area(p_municipality text, p_stored public.area, p_draft jsonb, p_succeeds text[], p_from date) returns public.area
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  given public.area := p_stored;
  is_new constant boolean := p_stored.id is null;
  twin text;
begin
  if jsonb_typeof(p_draft) is distinct from 'object' then
    raise exception 'invalid: An area has a name and a shape.';
  end if;
  begin
    given.name := case when p_draft ? 'name' or is_new then app.checked_text(p_draft ->> 'name', 120) else given.name end;
    given.kind := coalesce(p_draft ->> 'kind', given.kind, 'other');
    given.rhythm := coalesce(p_draft ->> 'rhythm', given.rhythm, 'weekly');
    given.report_weekday := coalesce((p_draft -> 'reportBy' ->> 'weekday')::smallint, given.report_weekday, 1);
    given.report_hour := coalesce((p_draft -> 'reportBy' ->> 'hour')::smallint, given.report_hour, 9);
    given.active_from := coalesce(p_from, (p_draft ->> 'activeFrom')::date, given.active_from, app.today());
    given.position := coalesce((p_draft ->> 'position')::integer, given.position, (select max(a.position) + 1 from public.area a where a.municipality_id = p_municipality), 1);
  exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow or numeric_value_out_of_range or string_data_right_truncation then
    raise exception 'invalid: Choose a kind, a rhythm, a weekday, an hour and a day.';
  end;
  if given.name is null then
    raise exception 'invalid: Say what the area is called.';
  elsif given.kind not in ('pilot', 'priority', 'other') or given.rhythm not in ('weekly', 'fortnightly', 'monthly')
    or given.report_weekday not between 1 and 7 or given.report_hour not between 0 and 23 or given.active_from not between date '2000-01-01' and date '2100-01-01' then
    raise exception 'invalid: Choose a kind, a rhythm, a weekday, an hour and a day.';
  elsif not is_new and given.active_from <> p_stored.active_from and (p_stored.succeeds <> '{}' or given.active_from >= p_stored.active_to) then
    raise exception 'not-allowed: The day from which this area takes part is fixed by the areas before or after it.';
  end if;
  select a.name into twin from public.area a
  where a.municipality_id = p_municipality and a.id is distinct from p_stored.id and lower(a.name) = lower(given.name)
    and a.active_from < coalesce(given.active_to, 'infinity') and given.active_from < coalesce(a.active_to, 'infinity')
  limit 1;
  if found then
    raise exception 'invalid: There is an area called % already. Give this one another name.', twin;
  end if;
  if is_new or p_draft ? 'geometry' then
    given.geometry := app.area_shape(given.name, p_draft -> 'geometry');
    if is_new or not extensions.st_orderingequals(given.geometry, p_stored.geometry) then
      perform app.refuse_area_outside(p_municipality, given.name, given.geometry);
    else
      given.geometry := p_stored.geometry;
    end if;
  end if;
  if is_new then
    insert into public.area as a (municipality_id, id, name, kind, rhythm, report_weekday, report_hour, active_from, position, succeeds, geometry)
    values (p_municipality, app.area_slug(p_municipality, given.name), given.name, given.kind, given.rhythm, given.report_weekday, given.report_hour, given.active_from,
      given.position, coalesce(p_succeeds, '{}'), given.geometry)
    returning * into given;
  elsif (given.name, given.kind, given.rhythm, given.report_weekday, given.report_hour, given.active_from, given.position)
    is distinct from (p_stored.name, p_stored.kind, p_stored.rhythm, p_stored.report_weekday, p_stored.report_hour, p_stored.active_from, p_stored.position)
    or not extensions.st_orderingequals(given.geometry, p_stored.geometry) then
    update public.area a set name = given.name, kind = given.kind, rhythm = given.rhythm, report_weekday = given.report_weekday, report_hour = given.report_hour,
      active_from = given.active_from, position = given.position, geometry = given.geometry, revision = a.revision + 1
    where a.municipality_id = p_municipality and a.id = p_stored.id
    returning * into given;
  end if;
  return given;
end
$$;

-- What the log says of an area: all but the shape.
create function app.area_said(p_area public.area) returns jsonb
  language sql stable set search_path = ''
as $$
  select to_jsonb(p_area) - 'municipality_id' - 'geometry' - 'revision'
$$;

-- Places inside the shape that belong to no area, or to this one, or to those that it follows, belong to it; those of it that are no longer inside to whatever covers them.
-- An area that begins later takes nothing yet: the night after it has begun does (…_daily_clearing.sql).
create function app.take_places(p_area public.area) returns void
  language sql volatile security definer set search_path = ''
as $$
  update public.place p set area_id = case
    when extensions.st_covers(p_area.geometry, extensions.st_setsrid(extensions.st_makepoint(p.lon, p.lat), 4326)) then p_area.id
    else app.area_at(p.municipality_id, extensions.st_setsrid(extensions.st_makepoint(p.lon, p.lat), 4326)) end
  where p.municipality_id = p_area.municipality_id and p_area.active_from <= app.today()
    and (p.area_id = p_area.id
      or (p.area_id is null or p.area_id = any (p_area.succeeds)) and extensions.st_covers(p_area.geometry, extensions.st_setsrid(extensions.st_makepoint(p.lon, p.lat), 4326)))
$$;

-- Adds (p_revision 0) or changes an area: { saved, area }; `saved` false with what another wrote meanwhile. The id stays when the name changes; what happened keeps its area when the border does.
create function public.save_area(p_municipality text, p_area jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  draft jsonb := app.plain_json(p_area);
  stored public.area;
  kept public.area;
begin
  perform app.refuse_area_keeper(p_municipality);
  perform app.lock_areas(p_municipality);
  if coalesce(p_revision, 0) > 0 then
    select * into stored from public.area a where a.municipality_id = p_municipality and a.id = draft ->> 'id';
    if not found then
      raise exception 'not-found: There is no such area any more. Reload the page.';
    elsif stored.revision <> p_revision then
      return json_build_object('saved', false, 'area', app.area_json(stored));
    end if;
  end if;
  kept := app.put_area(p_municipality, stored, draft, null, null);
  if kept.revision is distinct from stored.revision then
    if stored.id is null or not extensions.st_orderingequals(kept.geometry, stored.geometry) then
      perform app.take_places(kept);
    end if;
    perform app.write_log(p_municipality, case when stored.id is null then 'area.added' else 'area.changed' end, jsonb_strip_nulls(jsonb_build_object('area', kept.id,
      'before', case when stored.id is not null then app.area_said(stored) end, 'after', app.area_said(kept),
      'shape', case when stored.id is not null then not extensions.st_orderingequals(kept.geometry, stored.geometry) end)), 1);
  end if;
  return json_build_object('saved', true, 'area', app.area_json(kept));
end
$$;

-- New areas of a file, all or none: { areas }, in the order given.
create function public.add_areas(p_municipality text, p_areas jsonb) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  drafts jsonb := app.plain_json(p_areas);
  draft jsonb;
  kept public.area;
  answer json[] := '{}';
begin
  perform app.refuse_area_keeper(p_municipality);
  if jsonb_typeof(drafts) is distinct from 'array' or jsonb_array_length(drafts) not between 1 and 300 then
    raise exception 'invalid: Give between one and 300 areas.';
  end if;
  perform app.lock_areas(p_municipality);
  for draft in select d from jsonb_array_elements(drafts) with ordinality x (d, n) order by n loop
    kept := app.put_area(p_municipality, null, draft, null, null);
    perform app.take_places(kept);
    perform app.write_log(p_municipality, 'area.added', jsonb_build_object('area', kept.id, 'after', app.area_said(kept)), 1);
    answer := answer || app.area_json(kept);
  end loop;
  return json_build_object('areas', array_to_json(answer));
end
$$;

-- Ends an area on a day, from which it takes no more reports; null opens it again: { saved, area }.
create function public.close_area(p_municipality text, p_area text, p_to date, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  stored public.area;
  kept public.area;
begin
  perform app.refuse_area_keeper(p_municipality);
  perform app.lock_areas(p_municipality);
  select * into stored from public.area a where a.municipality_id = p_municipality and a.id = p_area;
  if not found then
    raise exception 'not-found: There is no such area any more. Reload the page.';
  elsif stored.active_to is not distinct from p_to then
    return json_build_object('saved', true, 'area', app.area_json(stored));
  elsif stored.revision <> p_revision then
    return json_build_object('saved', false, 'area', app.area_json(stored));
  elsif exists (select from public.area a where a.municipality_id = p_municipality and p_area = any (a.succeeds)) then
    raise exception 'not-allowed: Other areas follow this one. Remove or end them instead.';
  elsif p_to <= stored.active_from or p_to < app.today() then
    raise exception 'invalid: An area ends from today at the earliest, and after the day on which it began. What has happened in it stays in it.';
  elsif p_to is null and exists (select from public.area a where a.municipality_id = p_municipality and a.id <> p_area and lower(a.name) = lower(stored.name)
    and coalesce(a.active_to, 'infinity') > stored.active_to) then
    raise exception 'invalid: Another area has the name of this one by now. Rename one of them first.';
  end if;
  update public.area a set active_to = p_to, revision = a.revision + 1 where a.municipality_id = p_municipality and a.id = p_area returning * into kept;
  perform app.write_log(p_municipality, case when p_to is null then 'area.opened' else 'area.closed' end,
    jsonb_build_object('area', p_area, 'before', stored.active_to, 'after', p_to), 1);
  return json_build_object('saved', true, 'area', app.area_json(kept));
end
$$;

-- A form of an organisation that was opened before its areas changed must not write the former ones back: it is told that there is something newer.
create function app.renew_organisations_of(p_municipality text, p_areas text[]) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  -- The column comes with …_municipalities.sql.
  update public.organisation o set revision = o.revision + 1
  where o.municipality_id = p_municipality
    and exists (select from public.organisation_area oa where oa.municipality_id = p_municipality and oa.organisation_id = o.id and oa.area_id = any (p_areas));
end
$$;

-- Splits (one into several), merges (several into one) or draws anew (one into one) from a day: the old areas end on it, the new ones begin, with the organisations of those that they lie
-- on, and take their places along once they have begun. p_old: [{ id, revision }]. { saved, areas } of all; `saved` false when another changed one of the old meanwhile.
create function public.replace_areas(p_municipality text, p_from date, p_old jsonb, p_new jsonb) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  olds constant jsonb := app.plain_json(p_old);
  drafts constant jsonb := app.plain_json(p_new);
  ids text[];
  mine text[];
  draft jsonb;
  stored public.area;
  kept public.area;
  born text[] := '{}';
  next_position integer;
begin
  perform app.refuse_area_keeper(p_municipality);
  if jsonb_typeof(olds) is distinct from 'array' or jsonb_typeof(drafts) is distinct from 'array'
    or jsonb_array_length(olds) not between 1 and 50 or jsonb_array_length(drafts) not between 1 and 50 then
    raise exception 'invalid: Choose the areas that end and those that follow them.';
  end if;
  perform app.lock_areas(p_municipality);
  ids := array(select o ->> 'id' from jsonb_array_elements(olds) o);
  if (select count(*) from public.area a where a.municipality_id = p_municipality and a.id = any (ids)) <> jsonb_array_length(olds) then
    raise exception 'not-found: There is no such area any more. Reload the page.';
  elsif exists (select from public.area a join jsonb_array_elements(olds) o on o ->> 'id' = a.id
    where a.municipality_id = p_municipality and to_jsonb(a.revision) is distinct from o -> 'revision') then
    return json_build_object('saved', false, 'areas', public.areas_of(p_municipality));
  elsif exists (select from public.area a where a.municipality_id = p_municipality and a.id = any (ids) and a.active_to is not null) then
    raise exception 'not-allowed: One of the areas has an end already. Choose areas that go on.';
  elsif p_from is null or p_from < app.today() or exists (select from public.area a where a.municipality_id = p_municipality and a.id = any (ids) and a.active_from >= p_from) then
    raise exception 'invalid: New areas follow from today at the earliest, and after the day on which the old ones began. What has happened stays in the old ones.';
  end if;
  update public.area a set active_to = p_from, revision = a.revision + 1 where a.municipality_id = p_municipality and a.id = any (ids);
  perform app.renew_organisations_of(p_municipality, ids);
  -- The new ones take the place of the first of the old in the order; who wins where two overlap does not change.
  select min(a.position) into next_position from public.area a where a.municipality_id = p_municipality and a.id = any (ids);
  update public.area a set position = a.position + jsonb_array_length(drafts)
  where a.municipality_id = p_municipality and a.position >= next_position and a.id <> all (ids);
  for draft in select d from jsonb_array_elements(drafts) with ordinality x (d, n) order by n loop
    select * into stored from public.area a where a.municipality_id = p_municipality and a.id = ids[1];
    kept := app.put_area(p_municipality, null,
      jsonb_build_object('kind', stored.kind, 'rhythm', stored.rhythm, 'reportBy', jsonb_build_object('weekday', stored.report_weekday, 'hour', stored.report_hour),
        'position', next_position) || (draft - 'position' - 'activeFrom'), ids, p_from);
    -- Of several old ones those that it lies on: merging a and b while c is drawn anew does not make c a forerunner of their union.
    mine := array(select a.id from public.area a where a.municipality_id = p_municipality and a.id = any (ids) and extensions.st_intersects(a.geometry, kept.geometry)
      and extensions.st_area(extensions.st_intersection(a.geometry, kept.geometry)) > 0);
    if cardinality(mine) > 0 and mine <> ids then
      update public.area a set succeeds = mine where a.municipality_id = p_municipality and a.id = kept.id returning * into kept;
    end if;
    insert into public.organisation_area (municipality_id, organisation_id, area_id, expected_to_report)
    select oa.municipality_id, oa.organisation_id, kept.id, bool_or(oa.expected_to_report)
    from public.organisation_area oa where oa.municipality_id = p_municipality and oa.area_id = any (kept.succeeds)
    group by oa.municipality_id, oa.organisation_id
    on conflict do nothing;
    perform app.take_places(kept);
    born := born || kept.id::text;
    next_position := next_position + 1;
  end loop;
  perform app.write_log(p_municipality, 'area.replaced', jsonb_build_object('from', p_from, 'ended', ids, 'began', born), cardinality(born));
  return json_build_object('saved', true, 'areas', public.areas_of(p_municipality));
end
$$;

-- Takes away an area that nothing ever happened in, one that was drawn by mistake; what it followed goes on when nothing else follows it. True when one went.
create function public.remove_area(p_municipality text, p_area text, p_revision integer) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  stored public.area;
begin
  perform app.refuse_area_keeper(p_municipality);
  perform app.lock_areas(p_municipality);
  select * into stored from public.area a where a.municipality_id = p_municipality and a.id = p_area;
  if not found then
    return false;
  elsif stored.revision <> p_revision then
    raise exception 'not-found: Somebody changed the area meanwhile. Reload the page.';
  elsif app.area_used(p_municipality, p_area) or exists (select from public.area a where a.municipality_id = p_municipality and p_area = any (a.succeeds)) then
    raise exception 'not-allowed: Something has happened in this area. End it instead, so that what happened keeps its area.';
  end if;
  perform app.renew_organisations_of(p_municipality, array[p_area]);
  delete from public.area a where a.municipality_id = p_municipality and a.id = p_area;
  update public.area a set active_to = null, revision = a.revision + 1
  where a.municipality_id = p_municipality and a.id = any (stored.succeeds) and a.active_to = stored.active_from
    and not exists (select from public.area b where b.municipality_id = p_municipality and a.id = any (b.succeeds));
  update public.place p set area_id = app.area_at(p.municipality_id, extensions.st_setsrid(extensions.st_makepoint(p.lon, p.lat), 4326))
  where p.municipality_id = p_municipality and p.area_id is null
    and extensions.st_covers(stored.geometry, extensions.st_setsrid(extensions.st_makepoint(p.lon, p.lat), 4326));
  perform app.write_log(p_municipality, 'area.removed', jsonb_build_object('area', p_area, 'before', app.area_said(stored)), 1);
  return true;
end
$$;

-- The order on screen, which also says who wins where two overlap: ids from the first to the last; areas that are not named keep their order after them.
create function public.order_areas(p_municipality text, p_ids jsonb) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  ids constant text[] := array(select jsonb_array_elements_text(case when jsonb_typeof(app.plain_json(p_ids)) = 'array' then app.plain_json(p_ids) else '[]' end));
begin
  perform app.refuse_area_keeper(p_municipality);
  perform app.lock_areas(p_municipality);
  if cardinality(ids) = 0 or exists (select from unnest(ids) i where i not in (select a.id from public.area a where a.municipality_id = p_municipality)) then
    raise exception 'not-found: There is no such area any more. Reload the page.';
  end if;
  update public.area a set position = o.n
  from (
    select b.id, row_number() over (order by array_position(ids, b.id::text) nulls last, b.position, b.id) as n
    from public.area b where b.municipality_id = p_municipality
  ) o
  where a.municipality_id = p_municipality and a.id = o.id and a.position <> o.n;
  if found then
    perform app.write_log(p_municipality, 'area.ordered', jsonb_build_object('order', to_jsonb(ids)), cardinality(ids));
  end if;
end
$$;

-- What may be meant and may be a slip, as AreaFinding[]: two areas over each other by more than a square metre, a gap of less than 20 m between two, a part over the boundary. Asked of areas as they
-- would be on a day: p_with (drafts: { id, name, geometry }) in place of those of the same id and of p_without. Without p_with: of all as they are. The largest hundred.
-- To compile the query (jit), as the dear functions in it suggest, takes longer than to run it.
create function public.check_areas(p_municipality text, p_day date, p_without jsonb default null, p_with jsonb default null) returns json
  language plpgsql stable security definer set search_path = '' set jit = off
as $$
declare
  drafts constant jsonb := coalesce(app.plain_json(p_with), '[]');
  without constant jsonb := coalesce(app.plain_json(p_without), '[]');
  of_all constant boolean := jsonb_array_length(drafts) = 0;
  gap_radius constant double precision := app.metres_in_degrees(10);
  border extensions.geometry;
  lat double precision;
  findings json;
begin
  perform app.refuse_area_keeper(p_municipality);
  if jsonb_array_length(drafts) > 300 then
    raise exception 'invalid: Give between one and 300 areas.';
  end if;
  select m.boundary, (extensions.st_ymin(m.boundary) + extensions.st_ymax(m.boundary)) / 2 into border, lat from public.municipality m where m.id = p_municipality;
  with draft as materialized (
    select n as at, d ->> 'id' as id, d ->> 'name' as name, true as asked, app.area_shape(coalesce(d ->> 'name', ''), d -> 'geometry') as shape
    from jsonb_array_elements(drafts) with ordinality x (d, n)
  ), area as materialized (
    select d.at, d.id, d.name, d.asked, d.shape from draft d
    union all
    select 1000 + row_number() over (order by a.position, a.id), a.id::text, a.name::text, of_all, a.geometry from public.area a
    where a.municipality_id = p_municipality and a.active_from <= coalesce(p_day, app.today()) and (a.active_to is null or a.active_to > coalesce(p_day, app.today()))
      and not without ? a.id and a.id not in (select d.id from draft d where d.id is not null)
  ), overlap as (
    select 'overlap' as kind, a.name as name, b.name as other, a.id as area_id, b.id as other_id,
      extensions.st_collectionextract(extensions.st_intersection(a.shape, b.shape), 3) as part
    from area a join area b on a.at < b.at and (a.asked or b.asked) and extensions.st_intersects(a.shape, b.shape)
  ), outside as (
    select 'outside' as kind, a.name, null::text as other, a.id as area_id, null::text as other_id, extensions.st_collectionextract(extensions.st_difference(a.shape, border), 3) as part
    from area a where a.asked and not extensions.st_coveredby(a.shape, border)
  ), ground as (
    select extensions.st_unaryunion(extensions.st_collect(app.even_degrees(a.shape, lat))) as shape from area a
    having bool_or(a.asked) and count(*) > 1
  ), closing as (
    -- Everything that a disc of 10 m cannot get between.
    select (extensions.st_dump(extensions.st_collectionextract(extensions.st_difference(
      extensions.st_buffer(extensions.st_buffer(g.shape, gap_radius, 'join=mitre mitre_limit=2'), -gap_radius, 'join=mitre mitre_limit=2'), g.shape), 3))).geom as part
    from ground g
  ), gap as (
    select 'gap' as kind, beside.names[1] as name, beside.names[2] as other, beside.ids[1] as area_id, beside.ids[2] as other_id, app.from_even_degrees(c.part, lat) as part
    from closing c cross join lateral (
      select array_agg(a.name order by a.asked desc, a.at) as names, array_agg(a.id order by a.asked desc, a.at) as ids, bool_or(a.asked) as asked
      from area a where extensions.st_dwithin(app.even_degrees(a.shape, lat), c.part, gap_radius / 100)
    ) beside
    where cardinality(beside.names) > 1 and beside.asked
  ), found as (
    select f.*, extensions.st_area(f.part::extensions.geography) as square_metres from (
      select * from overlap union all select * from outside union all select * from gap
    ) f
  )
  select coalesce(json_agg(json_build_object('kind', f.kind, 'areaId', f.area_id, 'name', f.name, 'otherId', f.other_id, 'other', f.other, 'squareMetres', round(f.square_metres::numeric),
    'lon', round(extensions.st_x(f.middle)::numeric, 6), 'lat', round(extensions.st_y(f.middle)::numeric, 6), 'outline', extensions.st_asgeojson(extensions.st_multi(f.part), 6)::json)
    order by f.square_metres desc), '[]') into findings
  from (
    select g.*, extensions.st_pointonsurface(g.part) as middle from found g
    where g.square_metres > case g.kind when 'gap' then 10 else 1 end order by g.square_metres desc limit 100
  ) f;
  return findings;
end
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.area_shape(text, jsonb), app.refuse_area_outside(text, text, extensions.geometry), app.area_slug(text, text), app.area_used(text, text),
  app.area_json(public.area), app.refuse_area_keeper(text), app.lock_areas(text), app.put_area(text, public.area, jsonb, text[], date), app.take_places(public.area), app.renew_organisations_of(text, text[])
  from authenticated;
revoke all on function public.areas_of(text), public.save_area(text, jsonb, integer), public.add_areas(text, jsonb), public.close_area(text, text, date, integer),
  public.replace_areas(text, date, jsonb, jsonb), public.remove_area(text, text, integer), public.order_areas(text, jsonb), public.check_areas(text, date, jsonb, jsonb) from public, anon;
grant execute on function public.areas_of(text), public.save_area(text, jsonb, integer), public.add_areas(text, jsonb), public.close_area(text, text, date, integer),
  public.replace_areas(text, date, jsonb, jsonb), public.remove_area(text, text, integer), public.order_areas(text, jsonb), public.check_areas(text, date, jsonb, jsonb)
  to authenticated, service_role;
