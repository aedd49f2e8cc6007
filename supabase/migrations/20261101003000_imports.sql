-- Imports of lists from partners' systems: rows are checked and staged in chunks, then stored in one statement, all or none, and can be undone as a whole (decisions/0026). What a
-- source's columns and values mean is mapped once and remembered.

create table public.import_source (
  municipality_id text not null,
  id uuid not null, -- chosen by the client
  organisation_id app.slug not null,
  name text not null check (char_length(name) between 1 and 120),
  mapping jsonb not null check (jsonb_typeof(mapping) = 'object'),
  revision integer not null default 1 check (revision > 0),
  updated_at timestamptz not null default now(),
  updated_by uuid references auth.users (id) on delete set null,
  primary key (municipality_id, id),
  foreign key (municipality_id, organisation_id) references public.organisation on update cascade on delete cascade
);
create index import_source_organisation on public.import_source (municipality_id, organisation_id);
create index import_source_author on public.import_source (updated_by);

create table public.import (
  municipality_id text not null,
  id uuid not null, -- chosen by the client
  source_id uuid,
  organisation_id app.slug not null,
  name text not null check (char_length(name) between 1 and 120), -- of the file
  state text not null default 'receiving' check (state in ('receiving', 'done', 'undone', 'cancelled')),
  stored integer not null default 0 check (stored >= 0),
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  primary key (municipality_id, id),
  foreign key (municipality_id, organisation_id) references public.organisation on update cascade on delete cascade,
  foreign key (municipality_id, source_id) references public.import_source on delete set null (source_id)
);
create index import_organisation on public.import (municipality_id, organisation_id, created_at);
create index import_of_source on public.import (municipality_id, source_id);
create index import_author on public.import (created_by);

-- Rows on their way: checked, and emptied when the import ends, is cancelled or a day old.
create table public.import_row (
  municipality_id text not null,
  import_id uuid not null,
  incident_id uuid not null,
  chunk integer not null,
  category_id text not null,
  area_id text,
  lon double precision not null,
  lat double precision not null,
  occurred_from timestamptz not null,
  occurred_to timestamptz not null,
  place_type text not null,
  description text,
  police_reported text not null,
  sharing text not null,
  primary key (municipality_id, import_id, incident_id),
  foreign key (municipality_id, import_id) references public.import on delete cascade
);
create index import_row_chunk on public.import_row (municipality_id, import_id, chunk);
create index import_row_incident on public.import_row (municipality_id, incident_id);

alter table public.incident add foreign key (municipality_id, import_id) references public.import on delete set null (import_id);
create index incident_import on public.incident (municipality_id, import_id) where import_id is not null;

alter table public.import_source enable row level security;
alter table public.import enable row level security;
alter table public.import_row enable row level security;
create policy "the coordinator sees the sources" on public.import_source for select to authenticated
  using (municipality_id in (select app.my_municipalities(array['coordinator'])));
create policy "the coordinator sees the imports" on public.import for select to authenticated
  using (municipality_id in (select app.my_municipalities(array['coordinator'])));
create policy "one sees the rows of one's own imports" on public.import_row for select to authenticated
  using ((municipality_id, import_id) in (select i.municipality_id, i.id from public.import i where i.created_by = (select auth.uid())));
create trigger import_source_log after insert or update or delete on public.import_source for each row execute function app.log_row();

-- True while an import stores or takes back its rows: they were checked when they were staged, and the log gets one line for all of them. As app.clearing, the API offers nobody a way to
-- set it.
create function app.importing() returns boolean
  language sql stable set search_path = ''
as $$
  select coalesce(current_setting('lagesbild.importing', true), '') = 'on'
$$;

create or replace function app.incident_before_insert() returns trigger
  language plpgsql security definer set search_path = ''
as $$
begin
  if app.importing() then
    return new;
  end if;
  new.description := app.checked_text(new.description, 280);
  perform app.check_incident_time(new.occurred_from, new.occurred_to);
  new.area_id := app.locate_incident(new.municipality_id, new.lon, new.lat);
  new.coarse := false;
  -- Without a signed-in person it is the operator who writes (seed, import): the row is taken as it is.
  if auth.uid() is not null then
    if not exists (
      select 1 from public.category c where c.municipality_id = new.municipality_id and c.id = new.category_id and c.active
    ) then
      raise exception 'invalid: This category is not in use in the municipality. Choose another one.';
    end if;
    new.reporter_id := auth.uid();
    new.created_at := now();
    new.duplicate_of := null;
    new.description_released := false;
    new.import_id := null;
    new.revision := 1;
    new.review_state := app.first_review_state(new.municipality_id);
  end if;
  return new;
end
$$;

-- In which state a report of the caller begins: the coordinator's own are released, others' wait where the municipality reviews.
create function app.first_review_state(p_municipality text) returns text
  language sql stable security definer set search_path = ''
as $$
  select case
    when app.has_role(p_municipality, array['coordinator']) then 'released'
    when (select m.review_required from public.municipality m where m.id = p_municipality) then 'new'
    else 'released' end
$$;

-- The log of …_audit.sql: an import writes one line of its own, and the number of the revision is no change to speak of.
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
            jsonb_each(to_jsonb(a) - array['point', 'revision']) k
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

-- Sources.

create function app.import_source_json(p_source public.import_source) returns json
  language sql immutable set search_path = ''
as $$
  select json_build_object('id', p_source.id, 'organisationId', p_source.organisation_id, 'name', p_source.name, 'mapping', p_source.mapping,
    'revision', p_source.revision, 'updatedAt', extract(epoch from p_source.updated_at)::bigint)
$$;

-- For reporters those of their own organisations, for the coordinator all; null for who reports nothing.
create function public.import_sources(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(app.import_source_json(s) order by s.name, s.id), '[]')
  from public.import_source s
  where s.municipality_id = p_municipality
    and (s.organisation_id = any (app.my_writing_organisations(p_municipality)) or app.has_role(p_municipality, array['coordinator']))
  having app.has_role(p_municipality, array['reporter', 'coordinator'])
$$;

-- Adds or changes a source, { id, organisationId, name, mapping }: { saved, source }; conflicts and resends as in save_action.
create function public.save_import_source(p_municipality text, p_source jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  own text[] := app.my_writing_organisations(p_municipality);
  is_coordinator boolean := app.has_role(p_municipality, array['coordinator']);
  given jsonb := app.plain_json(p_source);
  mapping jsonb;
  named text;
  stored public.import_source;
  what constant text := 'The source';
begin
  if own = '{}' then
    raise exception 'not-allowed: Only reporters and coordinators of the municipality import.';
  end if;
  perform app.check_keys(given, array['id', 'organisationId', 'name', 'mapping', 'revision', 'updatedAt'], what);
  mapping := app.plain_json(given -> 'mapping');
  if (given ->> 'id' ~ '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$' and jsonb_typeof(mapping) = 'object') is not true then
    perform app.refuse_shape(what);
  elsif length(mapping::text) > 100000 then
    raise exception 'too-long: The mapping of this source is too large to be kept. Map fewer values.';
  end if;
  named := app.text_in(given, 'name', 120);
  if named = '' then
    raise exception 'invalid: Give the source a name.';
  end if;
  -- Every text of it, names of columns and values included.
  perform app.refuse_personal_data(x #>> '{}')
  from jsonb_path_query(mapping, 'strict $.** ? (@.type() == "string")') x
  where x #>> '{}' !~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';
  perform app.refuse_personal_data(k)
  from jsonb_path_query(mapping, 'strict $.** ? (@.type() == "object")') x, jsonb_object_keys(x) k;
  select s.* into stored from public.import_source s where s.municipality_id = p_municipality and s.id = (given ->> 'id')::uuid for update;
  if not is_coordinator and ((given ->> 'organisationId' = any (own)) is not true or stored.organisation_id <> all (own)) then
    raise exception 'not-allowed: A source belongs to its own organisation.';
  elsif not exists (select from public.organisation o where o.municipality_id = p_municipality and o.id = given ->> 'organisationId') then
    raise exception 'invalid: The organisation is not of this municipality. Choose your own.';
  elsif stored.id is null and p_revision <> 0 then
    raise exception 'not-found: There is no such source any more. Reload the list.';
  end if;
  if stored.id is not null and (stored.organisation_id, stored.name, stored.mapping) = (given ->> 'organisationId', named, mapping) then
    return json_build_object('saved', true, 'source', app.import_source_json(stored));
  elsif stored.id is not null and (stored.revision = p_revision or p_revision = 0 and stored.revision = 1 and stored.updated_by = auth.uid()) is not true then
    return json_build_object('saved', false, 'source', app.import_source_json(stored));
  end if;
  insert into public.import_source as s (municipality_id, id, organisation_id, name, mapping, updated_by)
  values (p_municipality, (given ->> 'id')::uuid, given ->> 'organisationId', named, mapping, auth.uid())
  on conflict (municipality_id, id) do update
    set organisation_id = excluded.organisation_id, name = excluded.name, mapping = excluded.mapping, revision = s.revision + 1, updated_at = now(),
      updated_by = auth.uid()
  returning * into stored;
  return json_build_object('saved', true, 'source', app.import_source_json(stored));
end
$$;

-- Forgets a source; what was imported from it stays. True when one went.
create function public.remove_import_source(p_municipality text, p_id uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if app.my_writing_organisations(p_municipality) = '{}' then
    raise exception 'not-allowed: Only reporters and coordinators of the municipality import.';
  end if;
  delete from public.import_source s
  where s.municipality_id = p_municipality and s.id = p_id
    and (s.organisation_id = any (app.my_writing_organisations(p_municipality)) or app.has_role(p_municipality, array['coordinator']));
  return found;
end
$$;

-- An import, from the file to the rows.

-- Rows that were staged more than a day ago were left behind.
create function app.drop_stale_imports(p_municipality text) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  update public.import m set state = 'cancelled'
  where m.municipality_id = p_municipality and m.state = 'receiving' and m.created_at < now() - interval '1 day';
  if found then
    delete from public.import_row r using public.import m
    where m.municipality_id = p_municipality and m.state = 'cancelled' and r.municipality_id = m.municipality_id and r.import_id = m.id;
  end if;
end
$$;

-- The name of a file, with its digits hidden where they could be taken for a person's (202611201415.csv).
create function app.checked_file_name(p_name text) returns text
  language sql immutable set search_path = ''
as $$
  select app.checked_text(case when cardinality(app.personal_data_kinds(p_name)) > 0 then regexp_replace(p_name, '[0-9]', '#', 'g') else p_name end, 120)
$$;

-- { id, sourceId, organisationId, name }: { id }. Begun once more it is the same.
create function public.begin_import(p_municipality text, p_import jsonb) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  own text[] := app.my_writing_organisations(p_municipality);
  given jsonb := app.plain_json(p_import);
  named text;
  stored public.import;
  what constant text := 'The import';
begin
  if own = '{}' then
    raise exception 'not-allowed: Only reporters and coordinators of the municipality import.';
  end if;
  perform app.check_keys(given, array['id', 'sourceId', 'organisationId', 'name'], what);
  if (given ->> 'id' ~ '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$') is not true
    or given ->> 'sourceId' !~ '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$' or coalesce(jsonb_typeof(given -> 'name'), '') <> 'string' then
    perform app.refuse_shape(what);
  elsif (given ->> 'organisationId' = any (own)) is not true then
    raise exception 'not-allowed: One imports for one''s own organisation.';
  elsif given ->> 'sourceId' is not null and not exists (
    select from public.import_source s where s.municipality_id = p_municipality and s.id = (given ->> 'sourceId')::uuid and s.organisation_id = any (own)
  ) then
    raise exception 'not-found: There is no such source of your organisation. Choose another one.';
  end if;
  named := app.checked_file_name(given ->> 'name');
  if named is null then
    raise exception 'invalid: Give the name of the file.';
  end if;
  perform app.drop_stale_imports(p_municipality);
  insert into public.import (municipality_id, id, source_id, organisation_id, name)
  values (p_municipality, (given ->> 'id')::uuid, (given ->> 'sourceId')::uuid, given ->> 'organisationId', named)
  on conflict do nothing;
  select m.* into stored from public.import m where m.municipality_id = p_municipality and m.id = (given ->> 'id')::uuid;
  if (stored.created_by, stored.organisation_id) is distinct from (auth.uid(), given ->> 'organisationId') then
    raise exception 'invalid: This id belongs to another import. Choose a new one.';
  end if;
  return json_build_object('id', stored.id);
end
$$;

-- The caller's own import, locked; or a refusal.
create function app.own_import(p_municipality text, p_import uuid) returns public.import
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  stored public.import;
begin
  if app.my_writing_organisations(p_municipality) = '{}' then
    raise exception 'not-allowed: Only reporters and coordinators of the municipality import.';
  end if;
  select m.* into stored from public.import m
  where m.municipality_id = p_municipality and m.id = p_import and m.created_by = auth.uid()
    and m.organisation_id = any (app.my_writing_organisations(p_municipality))
  for update;
  if stored.id is null then
    raise exception 'not-found: There is no such import of yours. Begin it again.';
  end if;
  return stored;
end
$$;

-- Checks up to 500 rows by all rules that hold for a report, and stages the good ones: { staged, known, refused: [{ row, code }] }. Known are those that are stored already, or came earlier
-- in this import. The same chunk again replaces itself. Positions are kept to seven decimals (a centimetre), which is what incident_columns_packed packs tightly.
create function public.import_rows(p_municipality text, p_import uuid, p_chunk integer, p_rows jsonb) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  stored public.import;
  given jsonb := app.plain_json(p_rows);
  answer json;
  latest constant numeric := extract(epoch from now() + interval '5 minutes');
begin
  stored := app.own_import(p_municipality, p_import);
  if stored.state <> 'receiving' then
    raise exception 'not-allowed: This import has ended. Begin a new one.';
  elsif p_chunk is null or p_chunk not between 0 and 399 then
    raise exception 'too-long: An import holds at most 200,000 rows. Split the file.';
  elsif jsonb_typeof(given) is distinct from 'array' or jsonb_array_length(given) > 500
    or exists (select from jsonb_array_elements(given) r where jsonb_typeof(r) <> 'object') then
    perform app.refuse_shape('The list of rows');
  end if;
  delete from public.import_row r where r.municipality_id = p_municipality and r.import_id = p_import and r.chunk = p_chunk;
  with given_row as materialized (
    select n, r ->> 'row' as line,
      case when r ->> 'id' ~ '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (r ->> 'id')::uuid end as id,
      case when jsonb_typeof(r -> 'row') = 'number' then r -> 'row' end as row,
      r ->> 'categoryId' as category_id,
      case when jsonb_typeof(r -> 'lon') = 'number' and (r ->> 'lon')::numeric between -180 and 180 then round((r ->> 'lon')::numeric, 7)::double precision end as lon,
      case when jsonb_typeof(r -> 'lat') = 'number' and (r ->> 'lat')::numeric between -90 and 90 then round((r ->> 'lat')::numeric, 7)::double precision end as lat,
      case when jsonb_typeof(r -> 'occurredFrom') = 'number' then (r ->> 'occurredFrom')::numeric end as occurred_from,
      case when jsonb_typeof(r -> 'occurredTo') = 'number' then (r ->> 'occurredTo')::numeric
        when coalesce(jsonb_typeof(r -> 'occurredTo'), 'null') = 'null' and jsonb_typeof(r -> 'occurredFrom') = 'number' then (r ->> 'occurredFrom')::numeric end
        as occurred_to,
      coalesce(r ->> 'placeType', 'other') as place_type, nullif(btrim(r ->> 'description'), '') as description,
      coalesce(r ->> 'policeReported', 'unknown') as police_reported, coalesce(r ->> 'sharing', 'partners') as sharing,
      coalesce(jsonb_typeof(r -> 'description'), 'null') in ('string', 'null') as has_text
    from jsonb_array_elements(given) with ordinality as e (r, n)
  ), located as materialized (
    select g.*, a.area_id,
      a.area_id is null and not exists (
        select from public.municipality m
        where m.id = p_municipality and extensions.st_covers(m.boundary, extensions.st_setsrid(extensions.st_makepoint(g.lon, g.lat), 4326))
      ) as outside
    from given_row g
      cross join lateral (
        select app.area_at(p_municipality, extensions.st_setsrid(extensions.st_makepoint(g.lon, g.lat), 4326)) as area_id
      ) a
  ), judged as materialized (
    select l.*, case
      when l.id is null or l.row is null or l.lon is null or l.lat is null or l.occurred_from is null or l.occurred_to is null or not l.has_text
        or l.place_type not in ('stairwell', 'basement', 'garage', 'courtyard', 'street', 'square', 'park', 'parking', 'school', 'shop', 'transit', 'other')
        or l.police_reported not in ('yes', 'no', 'unknown') or l.sharing not in ('own_organisation', 'authorities', 'partners')
        or l.category_id is null or l.category_id not in (select c.id from public.category c where c.municipality_id = p_municipality and c.active) then 'invalid'
      when l.occurred_to < l.occurred_from then 'end-before-start'
      when l.occurred_to > latest then 'in-the-future'
      when l.occurred_from < 946684800 then 'before-2000'
      when l.outside then 'outside-municipality'
      when char_length(l.description) > 280 then 'too-long'
      when l.description is not null and cardinality(app.personal_data_kinds(l.description)) > 0 then 'personal-data' end as code
    from located l
  ), staged as (
    insert into public.import_row (municipality_id, import_id, incident_id, chunk, category_id, area_id, lon, lat, occurred_from, occurred_to, place_type,
      description, police_reported, sharing)
    select p_municipality, p_import, j.id, p_chunk, j.category_id, j.area_id, j.lon, j.lat, to_timestamp(j.occurred_from::double precision),
      to_timestamp(j.occurred_to::double precision), j.place_type, j.description, j.police_reported, j.sharing
    from judged j
    where j.code is null and not exists (select from public.incident i where i.municipality_id = p_municipality and i.id = j.id)
    order by j.n
    on conflict do nothing
    returning 1
  ), counted as (
    select (select count(*) from staged)::integer as staged, (select count(*) from judged j where j.code is null)::integer as good
  )
  select json_build_object('staged', c.staged, 'known', c.good - c.staged, 'refused', (
    select coalesce(json_agg(json_build_object('row', j.row, 'code', j.code) order by j.n), '[]') from judged j where j.code is not null
  )) into answer
  from counted c;
  return answer;
end
$$;

-- Stores what is staged in one statement, all or none: { stored }. Once more it answers the same. PostgREST takes the time limit over for this call: 50,000 rows need some seconds.
create function public.finish_import(p_municipality text, p_import uuid, p_expected integer) returns json
  language plpgsql volatile security definer set search_path = '' set statement_timeout = '120s'
as $$
declare
  m public.import;
  staged integer;
  state text;
begin
  m := app.own_import(p_municipality, p_import);
  if m.state = 'done' then
    return json_build_object('stored', m.stored);
  elsif m.state <> 'receiving' then
    raise exception 'not-allowed: This import has ended. Begin a new one.';
  end if;
  select count(*) into staged from public.import_row r where r.municipality_id = p_municipality and r.import_id = p_import;
  if staged is distinct from p_expected then
    raise exception 'invalid: % rows have arrived and % were expected. Nothing was stored: begin the import again.', staged, coalesce(p_expected, 0);
  end if;
  state := app.first_review_state(p_municipality);
  perform set_config('lagesbild.importing', 'on', true);
  insert into public.incident (municipality_id, id, organisation_id, reporter_id, category_id, area_id, lon, lat, occurred_from, occurred_to, place_type, description,
    police_reported, sharing, review_state, import_id)
  select p_municipality, r.incident_id, m.organisation_id, auth.uid(), r.category_id, r.area_id, r.lon, r.lat, r.occurred_from, r.occurred_to, r.place_type,
    r.description, r.police_reported, r.sharing, state, p_import
  from public.import_row r
  where r.municipality_id = p_municipality and r.import_id = p_import
  on conflict (municipality_id, id) do nothing; -- another import of the same list was faster
  get diagnostics staged = row_count;
  perform set_config('lagesbild.importing', '', true);
  delete from public.import_row r where r.municipality_id = p_municipality and r.import_id = p_import;
  update public.import i set state = 'done', stored = staged where i.municipality_id = p_municipality and i.id = p_import;
  perform app.write_log(p_municipality, 'import.finished', jsonb_build_object('import', p_import, 'organisation', m.organisation_id), staged);
  return json_build_object('stored', staged);
end
$$;

-- Gives up an import that has not ended, and forgets what was staged.
create function public.cancel_import(p_municipality text, p_import uuid) returns void
  language plpgsql volatile security definer set search_path = '' set statement_timeout = '120s'
as $$
declare
  m public.import;
begin
  m := app.own_import(p_municipality, p_import);
  if m.state in ('done', 'undone') then
    raise exception 'not-allowed: This import is stored. Undo it instead.';
  end if;
  delete from public.import_row r where r.municipality_id = p_municipality and r.import_id = p_import;
  update public.import i set state = 'cancelled' where i.municipality_id = p_municipality and i.id = p_import and i.state = 'receiving';
end
$$;

-- Takes all reports of an import away: { removed }. By who made it and by the coordinator, within 30 days.
create function public.undo_import(p_municipality text, p_import uuid) returns json
  language plpgsql volatile security definer set search_path = '' set statement_timeout = '120s'
as $$
declare
  m public.import;
  removed integer;
begin
  if app.my_writing_organisations(p_municipality) = '{}' then
    raise exception 'not-allowed: Only reporters and coordinators of the municipality import.';
  end if;
  select i.* into m from public.import i
  where i.municipality_id = p_municipality and i.id = p_import
    and (i.organisation_id = any (app.my_writing_organisations(p_municipality)) or app.has_role(p_municipality, array['coordinator']))
  for update;
  if m.id is null then
    raise exception 'not-found: There is no such import for you. Reload the list.';
  elsif m.created_by is distinct from auth.uid() and not app.has_role(p_municipality, array['coordinator']) then
    raise exception 'not-allowed: An import is undone by who made it and by the coordinator.';
  elsif m.state = 'undone' then
    return json_build_object('removed', m.stored);
  elsif m.state <> 'done' or m.created_at < now() - interval '30 days' then
    raise exception 'not-allowed: An import is undone within 30 days after it was stored.';
  end if;
  perform set_config('lagesbild.importing', 'on', true);
  delete from public.incident i where i.municipality_id = p_municipality and i.import_id = p_import;
  get diagnostics removed = row_count;
  perform set_config('lagesbild.importing', '', true);
  update public.import i set state = 'undone', stored = removed where i.municipality_id = p_municipality and i.id = p_import;
  perform app.write_log(p_municipality, 'import.undone', jsonb_build_object('import', p_import, 'organisation', m.organisation_id), removed);
  return json_build_object('removed', removed);
end
$$;

-- The imports of one's own organisations, for the coordinator all, newest first: [{ id, sourceId, organisationId, name, state, stored, createdAt, mine, mayUndo }]; null for who reports nothing.
create function public.imports_of(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(json_build_object('id', x.id, 'sourceId', x.source_id, 'organisationId', x.organisation_id, 'name', x.name, 'state', x.state,
    'stored', x.stored, 'createdAt', extract(epoch from x.created_at)::bigint, 'mine', coalesce(x.created_by = auth.uid(), false),
    'mayUndo', x.state = 'done' and x.created_at > now() - interval '30 days'
      and (coalesce(x.created_by = auth.uid(), false) or app.has_role(p_municipality, array['coordinator']))
  ) order by x.created_at desc, x.id), '[]')
  from (
    select m.* from public.import m
    where m.municipality_id = p_municipality
      and (m.organisation_id = any (app.my_writing_organisations(p_municipality)) or app.has_role(p_municipality, array['coordinator']))
    order by m.created_at desc, m.id
    limit 100
  ) x
  having app.has_role(p_municipality, array['reporter', 'coordinator'])
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.importing(), app.first_review_state(text), app.import_source_json(public.import_source), app.drop_stale_imports(text),
  app.checked_file_name(text), app.own_import(text, uuid) from authenticated;
revoke all on function public.import_sources(text), public.save_import_source(text, jsonb, integer), public.remove_import_source(text, uuid),
  public.begin_import(text, jsonb), public.import_rows(text, uuid, integer, jsonb), public.finish_import(text, uuid, integer), public.cancel_import(text, uuid),
  public.undo_import(text, uuid), public.imports_of(text) from public, anon;
grant execute on function public.import_sources(text), public.save_import_source(text, jsonb, integer), public.remove_import_source(text, uuid),
  public.begin_import(text, jsonb), public.import_rows(text, uuid, integer, jsonb), public.finish_import(text, uuid, integer), public.cancel_import(text, uuid),
  public.undo_import(text, uuid), public.imports_of(text) to authenticated, service_role;
