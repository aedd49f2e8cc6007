-- What is packed is chosen by a function of its own, so that both statements are planned once a session: the text that was put together for each call was also planned for each call, which took
-- longer among hundreds of municipalities. What has changed is found by its own index alone.
create function app.incidents_to_pack(p_municipality text, p_since timestamptz, p_after xid8)
  returns table (id uuid, lon double precision, lat double precision, begins bigint, ends bigint, category_id text, organisation_id text, area_id text)
  language plpgsql stable security definer rows 100 set search_path = '' set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
  if p_after is null then
    return query
      select i.id, i.lon, i.lat, extract(epoch from i.occurred_from)::bigint, extract(epoch from i.occurred_to)::bigint, i.category_id, i.organisation_id, i.area_id
      from app.readable_incidents(p_municipality) i
      where i.review_state <> 'set_aside' and i.duplicate_of is null and (p_since is null or i.occurred_from >= p_since);
  else
    return query
      select i.id, i.lon, i.lat, extract(epoch from i.occurred_from)::bigint, extract(epoch from i.occurred_to)::bigint, i.category_id::text,
        -- As app.readable_incidents hands it out.
        case when r.is_coordinator or i.organisation_id = any (r.organisations) then i.organisation_id::text end, i.area_id::text
      from app.reader(p_municipality) r
        join public.incident i on i.municipality_id = p_municipality
      where app.is_readable(r.organisations, r.areas, r.is_coordinator, r.is_authority, i.organisation_id, i.area_id, i.sharing, i.review_state, i.duplicate_of)
        -- What is visible was written before the end of the snapshot; a later number was brought along from another server by a restored copy.
        and i.changed_in >= p_after and i.changed_in < pg_snapshot_xmax(pg_current_snapshot())
        and i.review_state <> 'set_aside' and i.duplicate_of is null and (p_since is null or i.occurred_from >= p_since);
  end if;
end
$$;
revoke all on function app.incidents_to_pack(text, timestamptz, xid8) from public, anon, authenticated;

create or replace function app.packed_incidents(p_municipality text, p_since timestamptz default null, p_after xid8 default null) returns json
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
  if p_municipality not in (select app.my_municipalities()) then
    return null;
  end if;
  return (
    with category as materialized (
      select c.id, (row_number() over (order by c.id) - 1)::smallint as code from public.category c where c.municipality_id = p_municipality
    ), organisation as materialized (
      select o.id, (row_number() over (order by o.id) - 1)::smallint as code from public.organisation o where o.municipality_id = p_municipality
    ), area as materialized (
      -- Only areas that the caller may see: the list must not name the others. An own report from outside them has no area here.
      select a.area_id as id, (row_number() over (order by a.area_id) - 1)::smallint as code
      from app.my_areas() a where a.municipality_id = p_municipality
    ), seen as materialized (
      select i.id, i.lon, i.lat, i.begins, i.ends,
        c.code as category, coalesce(o.code, -1::smallint) as organisation, coalesce(a.code, -1::smallint) as area
      from app.incidents_to_pack(p_municipality, p_since, p_after) i
        join category c on c.id = i.category_id
        left join organisation o on o.id = i.organisation_id
        left join area a on a.id = i.area_id
      order by begins, i.id
    ), degrees as materialized (
      -- Positions of at most seven decimals fit exactly into whole numbers of half the size; all do that were reported in the app.
      select coalesce(bool_and(s.lon = round(s.lon * 1e7) / 1e7 and s.lat = round(s.lat * 1e7) / 1e7), true) as whole from seen s
    ), packed as (
      -- Aggregates keep the order of the rows of `seen`: one sort instead of one for each column. The reader checks it.
      select count(*) as size,
        string_agg(uuid_send(s.id), ''::bytea) as id,
        string_agg(case when (select whole from degrees) then int4send(round(s.lon * 1e7)::integer) else float8send(s.lon) end, ''::bytea) as lon,
        string_agg(case when (select whole from degrees) then int4send(round(s.lat * 1e7)::integer) else float8send(s.lat) end, ''::bytea) as lat,
        -- 2^31 less, since int4 has a sign and epoch seconds pass it in 2038.
        string_agg(int4send((s.begins - 2147483648)::integer), ''::bytea) as "from",
        string_agg(int4send((s.ends - s.begins)::integer), ''::bytea) as lasting,
        string_agg(int2send(s.category), ''::bytea) as category,
        string_agg(int2send(s.organisation), ''::bytea) as organisation,
        string_agg(int2send(s.area), ''::bytea) as area
      from seen s
    )
    select json_build_object(
      'size', p.size, 'degrees', case when (select whole from degrees) then 'e7' else 'f8' end,
      'id', app.base64_line(p.id), 'lon', app.base64_line(p.lon), 'lat', app.base64_line(p.lat),
      'from', app.base64_line(p."from"), 'lasting', app.base64_line(p.lasting),
      'category', app.base64_line(p.category), 'organisation', app.base64_line(p.organisation), 'area', app.base64_line(p.area),
      'categories', (select coalesce(json_agg(id order by code), '[]') from category),
      'organisations', (select coalesce(json_agg(id order by code), '[]') from organisation),
      'areas', (select coalesce(json_agg(id order by code), '[]') from area)
    )
    from packed p
  );
end
$$;
