-- Which areas somebody may see, found from their memberships. The same answer as before: but asked as "all areas of which …", it went through every area and every organisation's area of the whole
-- country, at each question anybody asked.
create or replace function app.my_areas(p_roles text[] default null) returns table (municipality_id text, area_id text)
  language sql stable security definer set search_path = ''
as $$
  with mine as materialized (
    select m.municipality_id, m.organisation_id, m.role in ('coordinator', 'administrator') or m.organisation_kind in ('police', 'municipality', 'rescue_service') as everywhere
    from app.my_memberships(p_roles) m
  )
  select a.municipality_id, a.id::text
  from mine m join public.area a on a.municipality_id = m.municipality_id
  where m.everywhere
  union
  select oa.municipality_id, oa.area_id::text
  from mine m join public.organisation_area oa on oa.municipality_id = m.municipality_id and oa.organisation_id = m.organisation_id
  where not m.everywhere
$$;

-- How many rows to expect: somebody has a few memberships and not a thousand.
alter function app.my_memberships(text[]) rows 2;
alter function app.my_municipalities(text[]) rows 1;
alter function app.my_areas(text[]) rows 20;
