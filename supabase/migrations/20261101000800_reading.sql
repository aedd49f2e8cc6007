-- What a signed-in person may ask for: five functions, each refusing (or answering nothing) where the caller is no member.
-- Keys are those of src/domain/setting.ts and src/data/types.ts.

-- The caller's memberships, as Membership[].
create function public.my_memberships() returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(json_build_object(
    'id', m.id, 'municipalityId', m.municipality_id, 'municipalityName', mu.name,
    'organisationId', m.organisation_id, 'organisationName', o.name, 'organisationKind', o.kind, 'role', m.role
  ) order by mu.name, o.name, m.role), '[]')
  from public.membership m
    join public.municipality mu on mu.id = m.municipality_id
    join public.organisation o on o.municipality_id = m.municipality_id and o.id = m.organisation_id
  where m.user_id = (select auth.uid())
$$;

-- Everything rarely changing that the caller may see, as Setting; null for a non-member.
create function public.setting_of(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  with my_area as materialized (
    select a.area_id from app.my_areas() a where a.municipality_id = p_municipality
  ), sees_all as materialized (
    select exists (
      select 1 from app.my_memberships() m
      where m.municipality_id = p_municipality
        and (m.role in ('coordinator', 'administrator') or m.organisation_kind in ('police', 'municipality', 'rescue_service'))
    ) as yes
  )
  select json_build_object(
    'municipality', json_build_object('id', mu.id, 'name', mu.name, 'boundary', extensions.st_asgeojson(mu.boundary, 6)::json),
    'areas', (
      select coalesce(json_agg(json_build_object(
        'id', a.id, 'name', a.name, 'kind', a.kind, 'activeFrom', a.active_from, 'geometry', extensions.st_asgeojson(a.geometry, 6)::json
      ) order by a.position, a.id), '[]')
      from public.area a where a.municipality_id = mu.id and a.id in (select area_id from my_area)
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
      where p.municipality_id = mu.id
        and (p.area_id in (select area_id from my_area) or p.area_id is null and (select yes from sees_all))
    )
  )
  from public.municipality mu
  where mu.id = p_municipality and mu.id in (select app.my_municipalities())
$$;

-- The rule of who may read which incident, in one place. Runs with the rights of its caller, which are the functions below;
-- nobody else may execute it. Own rows always; the coordinator all but what others keep to themselves; others' rows when
-- released and no duplicate, and then 'partners' where the reader sees the area (in no area: authorities) and 'authorities' by
-- police and municipality. Who reported is shown to the own organisation and the coordinator; the text to authorities too.
create function app.readable_incidents(p_municipality text)
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
    case when r.is_coordinator or r.is_authority or i.organisation_id = any (r.organisations) then i.description end,
    i.reporter_id
  from app.reader(p_municipality) r
    join public.incident i on i.municipality_id = p_municipality
  where i.organisation_id = any (r.organisations)
    or r.is_coordinator and i.sharing <> 'own_organisation'
    or i.review_state = 'released' and i.duplicate_of is null and (
      i.sharing = 'partners' and (i.area_id = any (r.areas) or i.area_id is null and r.is_authority)
      or i.sharing = 'authorities' and r.is_authority
    )
$$;

-- All incidents that count for the caller, as IncidentColumns: neither set aside nor duplicates. With p_since only those that
-- began at or after it. Null for a non-member.
create function public.incident_columns(p_municipality text, p_since timestamptz default null) returns json
  language sql stable security definer set search_path = ''
as $$
  with category as materialized (
    select c.id, (row_number() over (order by c.id) - 1)::integer as code from public.category c where c.municipality_id = p_municipality
  ), organisation as materialized (
    select o.id, (row_number() over (order by o.id) - 1)::integer as code from public.organisation o where o.municipality_id = p_municipality
  ), area as materialized (
    -- Only areas that the caller may see: the list must not name the others. An own report from outside them has no area here.
    select a.area_id as id, (row_number() over (order by a.area_id) - 1)::integer as code
    from app.my_areas() a where a.municipality_id = p_municipality
  ), seen as (
    select array_to_json(coalesce(array_agg(i.id), '{}')) as id,
      array_to_json(coalesce(array_agg(i.lon), '{}')) as lon,
      array_to_json(coalesce(array_agg(i.lat), '{}')) as lat,
      array_to_json(coalesce(array_agg(extract(epoch from i.occurred_from)::bigint), '{}')) as "from",
      array_to_json(coalesce(array_agg(extract(epoch from i.occurred_to)::bigint), '{}')) as "to",
      array_to_json(coalesce(array_agg(c.code), '{}')) as category,
      array_to_json(coalesce(array_agg(coalesce(o.code, -1)), '{}')) as organisation,
      array_to_json(coalesce(array_agg(coalesce(a.code, -1)), '{}')) as area
    from app.readable_incidents(p_municipality) i
      join category c on c.id = i.category_id
      left join organisation o on o.id = i.organisation_id
      left join area a on a.id = i.area_id
    where i.review_state <> 'set_aside' and i.duplicate_of is null and (p_since is null or i.occurred_from >= p_since)
  )
  select json_build_object(
    'id', s.id, 'lon', s.lon, 'lat', s.lat, 'from', s."from", 'to', s."to",
    'category', s.category, 'organisation', s.organisation, 'area', s.area,
    'categories', (select coalesce(json_agg(id order by code), '[]') from category),
    'organisations', (select coalesce(json_agg(id order by code), '[]') from organisation),
    'areas', (select coalesce(json_agg(id order by code), '[]') from area)
  )
  from seen s
  where p_municipality in (select app.my_municipalities())
$$;

-- One incident as the caller may see it, as IncidentDetail; null when there is none or the caller may not.
create function public.incident_detail(p_municipality text, p_id uuid) returns json
  language sql stable security definer set search_path = ''
as $$
  select json_build_object(
    'id', i.id, 'categoryId', i.category_id, 'areaId', i.area_id, 'lon', i.lon, 'lat', i.lat,
    'occurredFrom', extract(epoch from i.occurred_from)::bigint, 'occurredTo', extract(epoch from i.occurred_to)::bigint,
    'placeType', i.place_type, 'policeReported', i.police_reported, 'sharing', i.sharing, 'reviewState', i.review_state,
    'organisationId', i.organisation_id, 'description', i.description,
    'mine', coalesce(i.reporter_id = (select auth.uid()), false)
  )
  from app.readable_incidents(p_municipality) i
  where i.id = p_id
$$;

-- Who has reported in a span, as AreaCoverage[]: expected are the organisations that report for the area, reported those with a
-- check-in for a week that begins in the span or an incident there in it. Names of the missing for the coordinator alone.
create function public.coverage(p_municipality text, p_from timestamptz, p_to timestamptz) returns json
  language sql stable security definer set search_path = ''
as $$
  with expected as (
    select oa.area_id, o.name,
      exists (
        select 1 from public.check_in ci
        where ci.municipality_id = p_municipality and ci.organisation_id = oa.organisation_id and ci.area_id = oa.area_id
          and ci.period_from::timestamp at time zone 'Europe/Stockholm' >= p_from
          and ci.period_from::timestamp at time zone 'Europe/Stockholm' < p_to
      ) or exists (
        select 1 from public.incident i
        where i.municipality_id = p_municipality and i.organisation_id = oa.organisation_id and i.area_id = oa.area_id
          and i.occurred_from >= p_from and i.occurred_from < p_to and i.review_state <> 'set_aside'
      ) as has_reported
    from public.organisation_area oa
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

revoke all on all functions in schema public from public, anon;
revoke all on function app.readable_incidents(text) from public, anon, authenticated;
grant execute on function public.my_memberships(), public.setting_of(text), public.incident_columns(text, timestamptz),
  public.incident_detail(text, uuid), public.coverage(text, timestamptz, timestamptz) to authenticated, service_role;
