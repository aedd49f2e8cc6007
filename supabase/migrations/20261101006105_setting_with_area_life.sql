-- The setting of …_municipalities.sql, with the life of each area (…_area_life.sql). Areas of other times come last: lists and look-ups meet those of today first.
create or replace function app.setting_with(p_municipality text, p_areas text[], p_everywhere boolean) returns json
  language sql stable security definer set search_path = ''
as $$
  select json_build_object(
    'municipality', json_build_object('id', mu.id, 'name', mu.name, 'boundary', extensions.st_asgeojson(mu.boundary, 6)::json),
    'areas', (
      select coalesce(json_agg(json_build_object(
        'id', a.id, 'name', a.name, 'kind', a.kind, 'activeFrom', a.active_from, 'activeTo', a.active_to, 'succeeds', a.succeeds, 'rhythm', a.rhythm,
        'reportBy', json_build_object('weekday', a.report_weekday, 'hour', a.report_hour), 'geometry', extensions.st_asgeojson(a.geometry, 6)::json
      ) order by coalesce(a.active_to <= app.today(), false) or a.succeeds <> '{}' and a.active_from > app.today(), a.position, a.id), '[]')
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
