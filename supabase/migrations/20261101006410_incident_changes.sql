-- What has changed among the incidents that somebody reads: whoever has them asks only for what is new.
--
-- Each row knows the transaction that wrote it last. A reader gets, with what it reads, a cursor: the oldest transaction that was still under way in the snapshot of its
-- reading. All that was written before it has been read; of what was written by it or later the reader may have some, and gets it again. So nothing is lost when a
-- transaction with an earlier number ends later than one with a later number, nobody waits for anybody, and getting a row twice does no harm.

-- Rows that are there already count as written before everything (a constant: the table is not rewritten).
alter table public.incident add column changed_in xid8 not null default '3';
alter table public.incident alter column changed_in set default pg_current_xact_id();
create index incident_changed on public.incident (municipality_id, changed_in);

create function app.incident_changed() returns trigger
  language plpgsql set search_path = ''
as $$
begin
  new.changed_in := pg_current_xact_id();
  return new;
end
$$;
-- Whoever writes, retention, imports and foreign keys that act by themselves included.
create trigger incident_changed before insert or update on public.incident for each row execute function app.incident_changed();

-- What decided who reads a report, before a change that decides it anew or removes the row: without it nobody could be told that a report has left their sight without
-- telling others that there was one. No place, time, category or text; gone after eight days, as no session lasts longer than seven.
create table app.former_incident (
  municipality_id text not null references public.municipality on delete cascade,
  id bigint generated always as identity,
  incident_id uuid not null,
  organisation_id text not null,
  area_id text,
  sharing text not null,
  review_state text not null,
  at timestamptz not null default clock_timestamp(),
  changed_in xid8 not null default pg_current_xact_id(),
  primary key (municipality_id, id)
);
create index former_incident_changed on app.former_incident (municipality_id, changed_in);
create index former_incident_time on app.former_incident (at);
alter table app.former_incident enable row level security;
revoke all on app.former_incident from public, anon, authenticated, service_role;

-- Of all municipalities, so that one where nothing changes any more is cleared too. Whoever else clears at the moment is not waited for.
create function app.drop_former_incidents() returns void
  language sql security definer set search_path = ''
as $$
  delete from app.former_incident f
  where (f.municipality_id, f.id) in (
    select o.municipality_id, o.id from app.former_incident o where o.at < now() - interval '8 days' limit 1000 for update skip locked
  )
$$;

create function app.keep_former_incidents() returns trigger
  language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'DELETE' then
    insert into app.former_incident (municipality_id, incident_id, organisation_id, area_id, sharing, review_state)
    select o.municipality_id, o.id, o.organisation_id, o.area_id, o.sharing, o.review_state
    from before o
    where o.review_state <> 'set_aside' and o.duplicate_of is null
      -- With a municipality that is removed its reports go, and nobody reads there any more.
      and exists (select from public.municipality m where m.id = o.municipality_id);
  else
    insert into app.former_incident (municipality_id, incident_id, organisation_id, area_id, sharing, review_state)
    select o.municipality_id, o.id, o.organisation_id, o.area_id, o.sharing, o.review_state
    from before o join after n on n.municipality_id = o.municipality_id and n.id = o.id
    where o.review_state <> 'set_aside' and o.duplicate_of is null
      and (n.organisation_id, n.area_id, n.sharing, n.review_state, n.duplicate_of)
        is distinct from (o.organisation_id, o.area_id, o.sharing, o.review_state, o.duplicate_of);
  end if;
  if found then
    perform app.drop_former_incidents();
  end if;
  return null;
end
$$;
create trigger incident_keep_former_update after update on public.incident referencing old table as before new table as after
  for each statement execute function app.keep_former_incidents();
create trigger incident_keep_former_delete after delete on public.incident referencing old table as before
  for each statement execute function app.keep_former_incidents();

-- The log names the columns that somebody changed: the number of the transaction is none of them.
create or replace function app.log_incidents() returns trigger
  language plpgsql security definer set search_path = ''
as $$
declare
  touched record;
begin
  -- Retention, corrections on request and imports write one row of their own.
  if app.clearing() or app.importing() then
    return null;
  elsif tg_op = 'UPDATE' then
    for touched in
      select n.municipality_id, count(*) as n, jsonb_agg(n.id order by n.id) as ids,
        (select jsonb_agg(distinct k.key)
          from inserted a join deleted b on b.municipality_id = a.municipality_id and b.id = a.id,
            jsonb_each(to_jsonb(a) - array['point', 'revision', 'changed_in']) k
          where a.municipality_id = n.municipality_id and k.value is distinct from to_jsonb(b) -> k.key) as columns
      from inserted n group by n.municipality_id
    loop
      perform app.write_log(touched.municipality_id, 'incident.updated', jsonb_build_object('ids', app.first_hundred(touched.ids), 'columns', coalesce(touched.columns, '[]')), touched.n::integer);
    end loop;
  elsif tg_op = 'INSERT' then
    for touched in select n.municipality_id, count(*) as n, jsonb_agg(n.id) as ids from inserted n group by n.municipality_id loop
      perform app.write_log(touched.municipality_id, 'incident.inserted', jsonb_build_object('ids', app.first_hundred(touched.ids)), touched.n::integer);
    end loop;
  else
    for touched in select o.municipality_id, count(*) as n, jsonb_agg(o.id) as ids from deleted o group by o.municipality_id loop
      perform app.write_log(touched.municipality_id, 'incident.deleted', jsonb_build_object('ids', app.first_hundred(touched.ids)), touched.n::integer);
    end loop;
  end if;
  return null;
end
$$;

-- The rule of who may read which incident, for a row as it is and as it was. The first four are what app.reader says of who asks. A plain expression, so that it becomes part
-- of the query it stands in.
create function app.is_readable(
  p_organisations text[], p_areas text[], p_coordinator boolean, p_authority boolean,
  p_organisation text, p_area text, p_sharing text, p_review_state text, p_duplicate_of uuid
) returns boolean
  language sql immutable
as $$
  select p_organisation = any (p_organisations)
    or p_coordinator and p_sharing <> 'own_organisation'
    or p_review_state = 'released' and p_duplicate_of is null and (
      p_sharing = 'partners' and (p_area = any (p_areas) or p_area is null and p_authority)
      or p_sharing = 'authorities' and p_authority
    )
$$;

create or replace function app.readable_incidents(p_municipality text)
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
    case when r.is_coordinator or r.is_authority or i.description_released or i.organisation_id = any (r.organisations) then i.description end,
    case when r.is_coordinator or i.organisation_id = any (r.organisations) then i.reporter_id end
  from app.reader(p_municipality) r
    join public.incident i on i.municipality_id = p_municipality
  where app.is_readable(r.organisations, r.areas, r.is_coordinator, r.is_authority, i.organisation_id, i.area_id, i.sharing, i.review_state, i.duplicate_of)
$$;

-- One row, and the planner may know it: it expected a thousand, and planned for a thousand times the reports.
alter function app.reader(text) rows 1;

-- As before, and with p_after only what that transaction or a later one has written. Put together as text for each call: a plan for all cases at once reads every report of the municipality
-- to find those of a week. In order of whole seconds and then of ids, so that whoever adds what is new finds its place.
drop function app.packed_incidents(text, timestamptz);
create function app.packed_incidents(p_municipality text, p_since timestamptz default null, p_after xid8 default null) returns json
  language plpgsql stable security definer set search_path = ''
as $$
declare
  answer json;
begin
  if p_municipality not in (select app.my_municipalities()) then
    return null;
  end if;
  execute $packed$
    with category as materialized (
      select c.id, (row_number() over (order by c.id) - 1)::smallint as code from public.category c where c.municipality_id = $1
    ), organisation as materialized (
      select o.id, (row_number() over (order by o.id) - 1)::smallint as code from public.organisation o where o.municipality_id = $1
    ), area as materialized (
      -- Only areas that the caller may see: the list must not name the others. An own report from outside them has no area here.
      select a.area_id as id, (row_number() over (order by a.area_id) - 1)::smallint as code
      from app.my_areas() a where a.municipality_id = $1
    ), seen as materialized (
      select i.id, i.lon, i.lat, extract(epoch from i.occurred_from)::bigint as begins, extract(epoch from i.occurred_to)::bigint as ends,
        c.code as category, coalesce(o.code, -1::smallint) as organisation, coalesce(a.code, -1::smallint) as area
      from app.readable_incidents($1) i
        join category c on c.id = i.category_id
        left join organisation o on o.id = i.organisation_id
        left join area a on a.id = i.area_id
      where i.review_state <> 'set_aside' and i.duplicate_of is null
  $packed$ || case when p_since is null then '' else 'and i.occurred_from >= $2 ' end
    -- What is visible was written before the end of the snapshot; a later number was brought along from another server by a restored copy.
    || case when p_after is null then '' else $after$
        and i.id in (
          select k.id from public.incident k
          where k.municipality_id = $1 and k.changed_in >= $3 and k.changed_in < pg_snapshot_xmax(pg_current_snapshot())
        ) $after$ end
    || $packed$
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
  $packed$ into answer using p_municipality, p_since, p_after;
  return answer;
end
$$;

-- What an answer rests on beside the rows: who asks and what that lets them read, the lists that the codes point into, and which table it was in which database (a copy that was restored
-- is another one, whatever its transactions are called). Where any of it has changed a reader begins anew.
create function app.incidents_basis(p_municipality text) returns text
  language sql stable security definer set search_path = ''
as $$
  select md5(jsonb_build_array(
    auth.uid(), r.is_coordinator, r.is_authority,
    (select jsonb_agg(x order by x) from unnest(r.organisations) x), (select jsonb_agg(x order by x) from unnest(r.areas) x),
    (select jsonb_agg(a.area_id order by a.area_id) from app.my_areas() a where a.municipality_id = p_municipality),
    (select jsonb_agg(c.id order by c.id) from public.category c where c.municipality_id = p_municipality),
    (select jsonb_agg(o.id order by o.id) from public.organisation o where o.municipality_id = p_municipality),
    (select s.system_identifier from pg_control_system() s), (select c.timeline_id from pg_control_checkpoint() c),
    (select d.oid from pg_database d where d.datname = current_database()), 'public.incident'::regclass::oid, pg_relation_filenode('public.incident')
  )::text)
  from app.reader(p_municipality) r
$$;

-- Ids of what the caller may have read and what has since changed so, or gone, that somebody's sight of it may have ended; 16 bytes each, base64. Some of them may be in sight still: those are among
-- the changed.
create function app.former_ids(p_municipality text, p_after xid8) returns text
  language sql stable security definer set search_path = ''
as $$
  select app.base64_line(string_agg(uuid_send(g.incident_id), ''::bytea order by g.incident_id))
  from (
    select distinct f.incident_id
    from app.reader(p_municipality) r join app.former_incident f on f.municipality_id = p_municipality
    where f.changed_in >= p_after and f.changed_in < pg_snapshot_xmax(pg_current_snapshot())
      and app.is_readable(r.organisations, r.areas, r.is_coordinator, r.is_authority, f.organisation_id, f.area_id, f.sharing, f.review_state, null)
  ) g
$$;

-- Without p_after all incidents that the caller may see, as incident_columns_packed hands them out; with the cursor of an earlier answer what has changed since:
-- { cursor, full, removed, incidents }. `full` says that `incidents` is everything, also when the cursor no longer leads on: who asks, what they may read, the lists or the database are
-- others, or it is older than seven days. Else whoever keeps the earlier answer drops those in `removed` and in `incidents`, and puts in `incidents`. Null for no member.
create function public.incident_changes(p_municipality text, p_after text default null) returns json
  language plpgsql security definer set search_path = ''
as $$
declare
  basis text := app.incidents_basis(p_municipality);
  after xid8;
  cursor_next text;
  packed json;
  removed text := '';
begin
  if p_after ~ '^[0-9]{1,19}\.[0-9]{1,12}\.[0-9a-f]{32}$' and split_part(p_after, '.', 3) = basis
    and split_part(p_after, '.', 2)::bigint > extract(epoch from now() - interval '7 days') then
    after := split_part(p_after, '.', 1)::xid8;
  end if;
  -- One statement, one snapshot: the cursor belongs to the rows.
  select pg_snapshot_xmin(pg_current_snapshot()) || '.' || extract(epoch from now())::bigint || '.' || basis,
      app.packed_incidents(p_municipality, null, after), case when after is null then '' else app.former_ids(p_municipality, after) end
    into cursor_next, packed, removed;
  if packed is null then
    return null;
  end if;
  -- The size is the first key: read from the first characters, not by parsing megabytes.
  perform app.write_log(p_municipality, 'incidents.read', case when after is null then '{}' else jsonb_build_object('changedAfter', to_timestamp(split_part(p_after, '.', 2)::bigint)) end,
    substring(left(packed::text, 60) from '"size" : ([0-9]+)')::integer);
  return json_build_object('cursor', cursor_next, 'full', after is null, 'removed', removed, 'incidents', packed);
end
$$;

revoke all on function app.incident_changed(), app.drop_former_incidents(), app.keep_former_incidents(), app.packed_incidents(text, timestamptz, xid8), app.incidents_basis(text),
  app.former_ids(text, xid8), app.is_readable(text[], text[], boolean, boolean, text, text, text, text, uuid) from public, anon, authenticated;
revoke all on function public.incident_changes(text, text) from public, anon;
grant execute on function public.incident_changes(text, text) to authenticated, service_role;
