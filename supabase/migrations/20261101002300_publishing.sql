-- Publishing: what the server function reads, and how it stores what it made of it. Both are for service_role alone; the function asks may_publish with the
-- coordinator's own token first. Setting and coverage move into functions that take what the reader is, so that a picture is made of the same as the screens.

-- The setting of a municipality with these areas; p_everywhere adds the places in no area.
create function app.setting_with(p_municipality text, p_areas text[], p_everywhere boolean) returns json
  language sql stable security definer set search_path = ''
as $$
  select json_build_object(
    'municipality', json_build_object('id', mu.id, 'name', mu.name, 'boundary', extensions.st_asgeojson(mu.boundary, 6)::json),
    'areas', (
      select coalesce(json_agg(json_build_object(
        'id', a.id, 'name', a.name, 'kind', a.kind, 'activeFrom', a.active_from, 'geometry', extensions.st_asgeojson(a.geometry, 6)::json
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

-- Everything rarely changing that the caller may see, as Setting; null for a non-member.
create or replace function public.setting_of(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  select app.setting_with(p_municipality,
    array(select a.area_id from app.my_areas() a where a.municipality_id = p_municipality),
    exists (
      select 1 from app.my_memberships() m
      where m.municipality_id = p_municipality
        and (m.role in ('coordinator', 'administrator') or m.organisation_kind in ('police', 'municipality', 'rescue_service'))
    ))
  where p_municipality in (select app.my_municipalities())
$$;

-- Who has reported in a span for these areas, as AreaCoverage[], by the rules of …_sharing.sql: others' incidents that the reader never sees do not count. p_own are the
-- reader's organisations.
create function app.coverage_with(
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
          and ci.period_from::timestamp at time zone 'Europe/Stockholm' >= s.begins
          and ci.period_from::timestamp at time zone 'Europe/Stockholm' < s.ends
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

create or replace function public.coverage(p_municipality text, p_from timestamptz, p_to timestamptz) returns json
  language sql stable security definer set search_path = ''
as $$
  select app.coverage_with(p_municipality, p_from, p_to,
    array(select a.area_id from app.my_areas() a where a.municipality_id = p_municipality), r.organisations,
    case when r.is_authority or r.is_coordinator then array['partners', 'authorities'] else array['partners'] end, r.is_coordinator)
  from app.reader(p_municipality) r
$$;

-- Released incidents of these sharing levels, of all time and areas, as PackedIncidents (…_packed_columns.sql has the reasons). Whose they are is not said.
create function app.packed_for_publishing(p_municipality text, p_sharing text[]) returns json
  language sql stable security definer set search_path = ''
as $$
  with category as materialized (
    select c.id, (row_number() over (order by c.id) - 1)::smallint as code from public.category c where c.municipality_id = p_municipality
  ), area as materialized (
    select a.id, (row_number() over (order by a.id) - 1)::smallint as code from public.area a where a.municipality_id = p_municipality
  ), seen as materialized (
    select i.id, i.lon, i.lat, extract(epoch from i.occurred_from)::bigint as begins, extract(epoch from i.occurred_to)::bigint as ends,
      c.code as category, coalesce(a.code, -1::smallint) as area
    from public.incident i
      join category c on c.id = i.category_id
      left join area a on a.id = i.area_id
    where i.municipality_id = p_municipality and i.review_state = 'released' and i.duplicate_of is null and i.sharing = any (p_sharing)
    order by i.occurred_from, i.id
  ), degrees as materialized (
    select coalesce(bool_and(s.lon = round(s.lon * 1e7) / 1e7 and s.lat = round(s.lat * 1e7) / 1e7), true) as whole from seen s
  ), packed as (
    select count(*) as size,
      string_agg(uuid_send(s.id), ''::bytea) as id,
      string_agg(case when (select whole from degrees) then int4send(round(s.lon * 1e7)::integer) else float8send(s.lon) end, ''::bytea) as lon,
      string_agg(case when (select whole from degrees) then int4send(round(s.lat * 1e7)::integer) else float8send(s.lat) end, ''::bytea) as lat,
      string_agg(int4send((s.begins - 2147483648)::integer), ''::bytea) as "from",
      string_agg(int4send((s.ends - s.begins)::integer), ''::bytea) as lasting,
      string_agg(int2send(s.category), ''::bytea) as category,
      string_agg(int2send(-1::smallint), ''::bytea) as organisation,
      string_agg(int2send(s.area), ''::bytea) as area
    from seen s
  )
  select json_build_object(
    'size', p.size, 'degrees', case when (select whole from degrees) then 'e7' else 'f8' end,
    'id', app.base64_line(p.id), 'lon', app.base64_line(p.lon), 'lat', app.base64_line(p.lat),
    'from', app.base64_line(p."from"), 'lasting', app.base64_line(p.lasting),
    'category', app.base64_line(p.category), 'organisation', app.base64_line(p.organisation), 'area', app.base64_line(p.area),
    'categories', (select coalesce(json_agg(id order by code), '[]') from category),
    'organisations', '[]'::json,
    'areas', (select coalesce(json_agg(id order by code), '[]') from area)
  )
  from packed p
$$;

-- As the coordinator's coverage(), for the function that publishes; what an organisation keeps to itself does not count.
create function public.coverage_for_publishing(p_municipality text, p_from timestamptz, p_to timestamptz) returns json
  language sql stable security definer set search_path = ''
as $$
  select app.coverage_with(p_municipality, p_from, p_to, array(select a.id from public.area a where a.municipality_id = p_municipality), '{}',
    array['partners', 'authorities'], true)
$$;

-- Whether the caller may publish this picture: a coordinator whose session counts.
create function public.may_publish(p_municipality text, p_picture uuid) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select app.has_role(p_municipality, array['coordinator'])
    and exists (select from public.situation_picture p where p.municipality_id = p_municipality and p.id = p_picture)
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.setting_with(text, text[], boolean), app.packed_for_publishing(text, text[]),
  app.coverage_with(text, timestamptz, timestamptz, text[], text[], text[], boolean) from authenticated;
revoke all on function public.coverage_for_publishing(text, timestamptz, timestamptz), public.may_publish(text, uuid) from public, anon, authenticated;
grant execute on function public.coverage_for_publishing(text, timestamptz, timestamptz) to service_role;
grant execute on function public.may_publish(text, uuid) to authenticated, service_role;
