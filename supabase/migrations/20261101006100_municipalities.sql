-- A municipality from nothing: its row, the categories to start from, rules of retention, and the one-time link with which a first person begins. Codes of refusals are
-- those of src/data/types.ts.

-- An organisation that no longer takes part stays, with all that is of it; its members see nothing any more.
alter table public.organisation
  add column closed_on date,
  add column revision integer not null default 1 check (revision > 0);

create or replace function app.my_memberships(p_roles text[] default null)
  returns table (municipality_id text, organisation_id text, organisation_kind text, role text)
  language sql stable security definer set search_path = ''
as $$
  select m.municipality_id, m.organisation_id, o.kind, m.role
  from public.membership m
    join public.organisation o on o.municipality_id = m.municipality_id and o.id = m.organisation_id
    join public.municipality mu on mu.id = m.municipality_id
  where m.user_id = (select auth.uid()) and m.active and o.closed_on is null and (p_roles is null or m.role = any (p_roles))
    and (select app.session_began()) > now() - make_interval(hours => mu.session_hours)
    and (not app.demands_second_factor(m.role, mu.second_factor_required) or (select app.claims() ->> 'aal') = 'aal2')
$$;

create or replace function public.my_memberships() returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(json_build_object(
    'id', m.id, 'municipalityId', m.municipality_id, 'municipalityName', mu.name,
    'organisationId', m.organisation_id, 'organisationName', o.name, 'organisationKind', o.kind, 'role', m.role,
    'secondFactor', app.demands_second_factor(m.role, mu.second_factor_required), 'sessionHours', mu.session_hours
  ) order by mu.name, o.name, m.role), '[]')
  from public.membership m
    join public.municipality mu on mu.id = m.municipality_id
    join public.organisation o on o.municipality_id = m.municipality_id and o.id = m.organisation_id
  where m.user_id = (select auth.uid()) and m.active and o.closed_on is null
    and (select app.session_began()) > now() - make_interval(hours => mu.session_hours)
$$;

-- The setting, with `closed` of each organisation.
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
      select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name, 'kind', o.kind, 'closed', o.closed_on is not null) order by o.name), '[]')
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

-- The categories to start from, also those of the demo (supabase/seed.sql): a municipality changes them as it likes.
create function app.category_template()
  returns table (group_id text, group_name text, group_name_en text, group_position integer, id text, name text, name_en text, weight numeric, place integer)
  language sql immutable set search_path = ''
as $$
  select g.id, g.name, g.name_en, g.place, c.id, c.name, c.name_en, c.weight, c.place
  from (values
    ('skadegorelse', 'Skadegörelse', 'Vandalism', 1), ('samlingar', 'Samlingar', 'Gatherings', 2),
    ('ordningsstorning', 'Ordningsstörning', 'Disorder', 3), ('otrygg-plats', 'Otrygg plats', 'Unsafe place', 4), ('signal', 'Signal', 'Signal', 5)
  ) as g (id, name, name_en, place)
  join (values
    ('klotter', 'skadegorelse', 'Klotter', 'Graffiti', 1, 1), ('glaskross', 'skadegorelse', 'Glaskross', 'Broken glass', 2, 2),
    ('brand', 'skadegorelse', 'Brand (anlagd)', 'Arson', 5, 3), ('annan-skadegorelse', 'skadegorelse', 'Annan skadegörelse', 'Other vandalism', 2, 4),
    ('samling-trapphus', 'samlingar', 'Samling i trapphus', 'Gathering in a stairwell', 2, 1),
    ('samling-kallare', 'samlingar', 'Samling i källare eller förråd', 'Gathering in a basement or storage', 2, 2),
    ('samling-garage', 'samlingar', 'Samling i garage', 'Gathering in a garage', 2, 3),
    ('samling-kopcentrum', 'samlingar', 'Samling vid köpcentrum', 'Gathering at a shopping centre', 1, 4),
    ('samling-utomhus', 'samlingar', 'Samling utomhus', 'Gathering outdoors', 1, 5),
    ('brak', 'ordningsstorning', 'Bråk', 'Fight', 3, 1), ('hot', 'ordningsstorning', 'Hot', 'Threat', 4, 2), ('vald', 'ordningsstorning', 'Våld', 'Violence', 5, 3),
    ('ran', 'ordningsstorning', 'Rån', 'Robbery', 5, 4), ('inbrott', 'ordningsstorning', 'Inbrott', 'Burglary', 4, 5), ('stold', 'ordningsstorning', 'Stöld', 'Theft', 2, 6),
    ('droghantering', 'ordningsstorning', 'Misstänkt droghantering', 'Suspected drug dealing', 4, 7),
    ('berusade', 'ordningsstorning', 'Berusade personer', 'Intoxicated persons', 2, 8),
    ('buskorning', 'ordningsstorning', 'Buskörning eller olovlig trafik', 'Reckless or unauthorised driving', 2, 9),
    ('hog-musik', 'ordningsstorning', 'Hög musik', 'Loud music', 1, 10), ('olovligt-boende', 'ordningsstorning', 'Olovligt boende', 'Unlawful residence', 2, 11),
    ('incident-anstalld', 'ordningsstorning', 'Incident mot anställd', 'Incident against staff', 4, 12),
    ('belysning', 'otrygg-plats', 'Bristande belysning', 'Poor lighting', 1, 1), ('skymd-sikt', 'otrygg-plats', 'Skymd sikt', 'Blocked view', 1, 2),
    ('nedskrapning', 'otrygg-plats', 'Nedskräpning', 'Littering', 1, 3), ('odslig-plats', 'otrygg-plats', 'Ödslig plats', 'Deserted place', 1, 4),
    ('ryktesspridning', 'signal', 'Ryktesspridning', 'Rumours', 1, 1), ('oro', 'signal', 'Oro', 'Worry', 2, 2)
  ) as c (id, group_id, name, name_en, weight, place) on c.group_id = g.id
$$;

-- Adds what is missing of the template; what is there stays as it is.
create function app.apply_category_template(p_municipality text) returns void
  language sql volatile security definer set search_path = ''
as $$
  insert into public.category_group (municipality_id, id, name, name_en, position)
  select distinct p_municipality, t.group_id, t.group_name, t.group_name_en, t.group_position from app.category_template() t order by 5
  on conflict do nothing;
  insert into public.category (municipality_id, id, group_id, name, name_en, weight, position)
  select p_municipality, t.id, t.group_id, t.name, t.name_en, t.weight, t.place from app.category_template() t order by t.group_position, t.place
  on conflict do nothing;
$$;

-- The boundary of a municipality that has not given its own yet: a box around Sweden. Reports are taken from anywhere in it, and app.has_own_boundary says that it is missing.
create function app.whole_country() returns extensions.geometry
  language sql immutable set search_path = ''
as $$
  select extensions.st_geomfromtext('MULTIPOLYGON(((10.5 55, 24.5 55, 24.5 69.2, 10.5 69.2, 10.5 55)))', 4326)
$$;

create function app.has_own_boundary(p_municipality text) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select exists (
    select from public.municipality m where m.id = p_municipality and not extensions.st_equals(m.boundary, app.whole_country())
  )
$$;

-- A GeoJSON Polygon or MultiPolygon (WGS 84) as the boundary of a municipality, mended where its lines cross. The smallest one in Sweden has 8.7 km2, the largest 20,700.
create function app.boundary_from(p_geojson jsonb) returns extensions.geometry
  language plpgsql immutable set search_path = ''
as $$
declare
  given jsonb := app.plain_json(p_geojson);
  shape extensions.geometry;
  km2 double precision;
begin
  if given is null then
    return app.whole_country();
  elsif coalesce(given ->> 'type', '') not in ('Polygon', 'MultiPolygon') then
    raise exception 'invalid: A boundary is a polygon of GeoJSON in WGS 84.';
  end if;
  begin
    shape := extensions.st_multi(extensions.st_collectionextract(extensions.st_makevalid(
      extensions.st_force2d(extensions.st_setsrid(extensions.st_geomfromgeojson(given::text), 4326))), 3));
  exception when others then
    raise exception 'invalid: The boundary cannot be read. Draw it anew, or choose another file.';
  end;
  if extensions.st_isempty(shape) then
    raise exception 'invalid: The boundary encloses nothing. Draw it anew, or choose another file.';
  elsif not extensions.st_coveredby(shape, app.whole_country()) then
    raise exception 'invalid: The boundary reaches outside Sweden. Are longitude and latitude the wrong way round?';
  end if;
  km2 := extensions.st_area(shape::extensions.geography) / 1e6;
  if km2 not between 1 and 40000 then
    raise exception 'invalid: The boundary encloses % square kilometres: no municipality is like that.', round(km2::numeric, 1);
  elsif extensions.st_npoints(shape) > 50000 then
    raise exception 'too-long: The boundary has more than 50,000 points. Simplify it.';
  end if;
  return shape;
end
$$;

-- Ids are slugs of names: "Väktarbolaget AB" becomes vaktarbolaget-ab.
create function app.slug_from(p_name text) returns text
  language sql immutable set search_path = ''
as $$
  select coalesce(nullif(left(btrim(regexp_replace(translate(app.small_letters(p_name), 'åäáàâãæéèêëíìîïöøóòôõüúùûýñç', 'aaaaaaaeeeeiiiioooooouuuuync'), '[^a-z0-9]+', '-', 'g'), '-'), 50), ''), 'utan-namn')
$$;

-- A municipality, without anybody in it. For the operator and the server alone. p_boundary null: its own comes later. Retention is on from the beginning
-- (docs/decisions/0044): a municipality that never thought of it keeps nothing for ever.
create function app.create_municipality(p_id text, p_name text, p_boundary jsonb default null, p_template boolean default true) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if p_id is null or p_id !~ '^[0-9]{4}$' then
    raise exception 'invalid: The code of a municipality has four digits, as Statistics Sweden gives it.';
  elsif exists (select from public.municipality m where m.id = p_id) then
    raise exception 'taken: The municipality % is here already.', p_id;
  elsif app.checked_text(p_name, 120) is null then
    raise exception 'invalid: A municipality has a name.';
  end if;
  insert into public.municipality (id, name, boundary) values (p_id, app.checked_text(p_name, 120), app.boundary_from(p_boundary));
  if p_template then
    perform app.apply_category_template(p_id);
  end if;
  insert into public.retention_rule (municipality_id, subject, days) values
    (p_id, 'free_text', 365), (p_id, 'place_and_time', 730), (p_id, 'row', 1825);
end
$$;

-- The administrator names the municipality and draws its boundary: p_values holds `name`, `boundary` or both.
create function public.save_municipality(p_municipality text, p_values jsonb) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  given jsonb := app.plain_json(p_values);
begin
  if not app.has_role(p_municipality, array['administrator']) then
    raise exception 'not-allowed: Only the administrator of the municipality changes its name and boundary.';
  end if;
  perform app.check_keys(given, array['name', 'boundary'], 'The municipality');
  if given ? 'name' and app.text_in(given, 'name', 120) = '' then
    raise exception 'invalid: A municipality has a name.';
  elsif given ? 'boundary' and jsonb_typeof(given -> 'boundary') <> 'object' then
    perform app.refuse_shape('The boundary');
  end if;
  update public.municipality m
  set name = case when given ? 'name' then app.text_in(given, 'name', 120) else m.name end,
    boundary = case when given ? 'boundary' then app.boundary_from(given -> 'boundary') else m.boundary end
  where m.id = p_municipality;
  if given ? 'boundary' then
    -- The log of the setting leaves shapes out.
    perform app.write_log(p_municipality, 'municipality.bounded', '{}', 1);
  end if;
end
$$;
