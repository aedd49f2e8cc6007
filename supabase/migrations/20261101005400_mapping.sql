-- The mapping of Act (2023:196): a document of some calendar years that the coordinator writes beside figures that are gathered from what is here (decision 0039). Chapters hold words alone; tables are those of other sources.
-- The value lists equal src/domain/mapping.ts (a test compares them).

create table public.legal_mapping (
  municipality_id text not null references public.municipality on delete cascade,
  id uuid not null, -- chosen by the client, so that sending twice stores once
  title text not null check (char_length(title) between 1 and 200),
  from_year integer not null check (from_year between 2000 and 2099),
  to_year integer not null check (to_year between 2000 and 2099),
  revision integer not null default 1 check (revision > 0),
  created_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (municipality_id, id),
  constraint years_in_order check (to_year >= from_year and to_year < from_year + 5)
);
create index legal_mapping_author on public.legal_mapping (created_by);

create table public.legal_mapping_chapter (
  municipality_id text not null,
  mapping_id uuid not null,
  key text not null check (key in ('summary', 'extent', 'development', 'places', 'times', 'consequences', 'measures', 'reporting', 'sources', 'conclusions')),
  text text not null default '' check (char_length(text) <= 12000),
  included boolean not null default true,
  sharing text not null default 'authorities' check (sharing in ('partners', 'authorities')), -- how far the words may go
  revision integer not null default 1 check (revision > 0),
  updated_by uuid references auth.users (id) on delete set null,
  updated_at timestamptz not null default now(),
  primary key (municipality_id, mapping_id, key),
  foreign key (municipality_id, mapping_id) references public.legal_mapping on delete cascade
);
create index legal_mapping_chapter_author on public.legal_mapping_chapter (updated_by);

-- A table of another source, cells as text.
create table public.legal_mapping_table (
  municipality_id text not null,
  id uuid not null,
  mapping_id uuid not null,
  title text not null check (char_length(title) between 1 and 200),
  source text not null check (char_length(source) between 1 and 200),
  as_of text not null check (char_length(as_of) between 1 and 40),
  columns jsonb not null check (jsonb_typeof(columns) = 'array'),
  rows jsonb not null check (jsonb_typeof(rows) = 'array'),
  included boolean not null default true,
  sharing text not null default 'authorities' check (sharing in ('partners', 'authorities')),
  position integer not null default 0 check (position between 0 and 1000),
  revision integer not null default 1 check (revision > 0),
  created_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (municipality_id, id),
  foreign key (municipality_id, mapping_id) references public.legal_mapping on delete cascade
);
create index legal_mapping_table_mapping on public.legal_mapping_table (municipality_id, mapping_id);
create index legal_mapping_table_author on public.legal_mapping_table (created_by);

-- What was published, frozen: a row an audience, as a picture has it.
create table public.legal_mapping_version (
  municipality_id text not null,
  id bigint generated always as identity,
  mapping_id uuid not null,
  version integer not null check (version > 0),
  audience text not null check (audience in ('partners', 'authorities')),
  schema integer not null check (schema > 0),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  correction text check (char_length(correction) <= 500),
  published_at timestamptz not null default now(),
  published_by uuid references auth.users (id) on delete set null,
  primary key (municipality_id, id),
  unique (municipality_id, mapping_id, version, audience),
  foreign key (municipality_id, mapping_id) references public.legal_mapping on delete cascade
);
create index legal_mapping_version_publisher on public.legal_mapping_version (published_by);

-- Everything goes through functions; should a later migration grant more, the coordinator alone gets rows.
do $$
declare
  name text;
begin
  foreach name in array array['legal_mapping', 'legal_mapping_chapter', 'legal_mapping_table', 'legal_mapping_version'] loop
    execute format('alter table public.%I enable row level security', name);
    execute format('create policy "the coordinator sees them" on public.%I for select to authenticated using (municipality_id in (select app.my_municipalities(array[''coordinator''])))', name);
  end loop;
end
$$;

create trigger legal_mapping_log after insert or update or delete on public.legal_mapping for each row execute function app.log_row();
create trigger legal_mapping_chapter_log after insert or update or delete on public.legal_mapping_chapter for each row execute function app.log_keys('mapping_id', 'key');
create trigger legal_mapping_table_log after insert or update or delete on public.legal_mapping_table for each row execute function app.log_row();

-- It stays as it was published, whoever asks; two things only come through: the end of a whole municipality, and an account that is removed.
create function app.refuse_mapping_change() returns trigger
  language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'DELETE' and not exists (select from public.municipality m where m.id = old.municipality_id) then
    return old;
  elsif tg_op = 'UPDATE' and pg_trigger_depth() > 1 and to_jsonb(new) - 'published_by' = to_jsonb(old) - 'published_by' then
    return new;
  end if;
  raise exception 'not-allowed: A published mapping is never changed or removed. Publish a correction as a new version.';
end
$$;
create trigger legal_mapping_version_no_change before update or delete on public.legal_mapping_version for each row execute function app.refuse_mapping_change();
revoke all on public.legal_mapping_version from service_role;
grant select on public.legal_mapping_version to service_role;

create function app.may_write_mapping(p_municipality text) returns void
  language plpgsql stable security definer set search_path = ''
as $$
begin
  if not app.has_role(p_municipality, array['coordinator']) then
    raise exception 'not-allowed: Only the coordinator of the municipality writes its mapping.';
  end if;
end
$$;

create function app.mapping_json(p_mapping public.legal_mapping) returns jsonb
  language sql stable set search_path = ''
as $$
  select jsonb_build_object('id', p_mapping.id, 'title', p_mapping.title, 'fromYear', p_mapping.from_year, 'toYear', p_mapping.to_year, 'revision', p_mapping.revision,
    'updatedAt', extract(epoch from p_mapping.updated_at)::bigint)
$$;

create function app.mapping_chapter_json(p_chapter public.legal_mapping_chapter) returns jsonb
  language sql stable set search_path = ''
as $$
  select jsonb_build_object('mappingId', p_chapter.mapping_id, 'key', p_chapter.key, 'text', p_chapter.text, 'included', p_chapter.included, 'sharing', p_chapter.sharing,
    'revision', p_chapter.revision, 'updatedAt', extract(epoch from p_chapter.updated_at)::bigint)
$$;

create function app.mapping_table_json(p_table public.legal_mapping_table) returns jsonb
  language sql stable set search_path = ''
as $$
  select jsonb_build_object('id', p_table.id, 'mappingId', p_table.mapping_id, 'title', p_table.title, 'source', p_table.source, 'asOf', p_table.as_of, 'columns', p_table.columns,
    'rows', p_table.rows, 'included', p_table.included, 'sharing', p_table.sharing, 'position', p_table.position, 'revision', p_table.revision,
    'updatedAt', extract(epoch from p_table.updated_at)::bigint)
$$;

-- As MappingSummary[], the latest years first: all for the coordinator, for others those of which they may read a version. Null for who reads no incidents.
create function public.mappings_of(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(app.mapping_json(m) || jsonb_build_object('mayEdit', r.is_coordinator, 'versions', v.listed) order by m.to_year desc, m.created_at desc, m.id), '[]')
  from app.reader(p_municipality) r, public.legal_mapping m, lateral (
    select coalesce(jsonb_agg(jsonb_build_object('version', x.version, 'audience', x.audience, 'publishedAt', extract(epoch from x.published_at)::bigint, 'correction', x.correction)
      order by x.version desc, x.audience), '[]') as listed
    from public.legal_mapping_version x
    where x.municipality_id = m.municipality_id and x.mapping_id = m.id and app.reads_sharing(x.audience, r.is_coordinator, r.is_authority, r.organisations)
  ) v
  where m.municipality_id = p_municipality and (r.is_coordinator or jsonb_array_length(v.listed) > 0)
  having app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator'])
$$;

-- As MappingDraft, for the coordinator; null for others.
create function public.mapping_draft(p_municipality text, p_id uuid) returns json
  language sql stable security definer set search_path = ''
as $$
  select json_build_object(
    'mapping', app.mapping_json(m),
    'chapters', (select coalesce(json_agg(app.mapping_chapter_json(c) order by c.key), '[]') from public.legal_mapping_chapter c where c.municipality_id = p_municipality and c.mapping_id = m.id),
    'tables', (
      select coalesce(json_agg(app.mapping_table_json(t) order by t.position, t.created_at, t.id), '[]')
      from public.legal_mapping_table t where t.municipality_id = p_municipality and t.mapping_id = m.id
    ))
  from public.legal_mapping m
  where m.municipality_id = p_municipality and m.id = p_id and app.has_role(p_municipality, array['coordinator'])
$$;

-- Adds or changes a mapping: { saved, mapping }.
create function public.save_mapping(p_municipality text, p_mapping jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  raw jsonb := app.plain_json(p_mapping);
  given public.legal_mapping;
  stored public.legal_mapping;
  what constant text := 'The mapping';
begin
  perform app.may_write_mapping(p_municipality);
  given.id := app.id_of(raw, what);
  perform app.check_keys(raw, array['id', 'title', 'fromYear', 'toYear', 'revision', 'updatedAt'], what);
  given.title := app.text_in(raw, 'title', 200);
  given.from_year := app.number_in(raw, 'fromYear', 2000, 2099)::integer;
  given.to_year := app.number_in(raw, 'toYear', 2000, 2099)::integer;
  if given.title = '' then
    raise exception 'invalid: Say what the mapping is called.';
  elsif given.from_year is null or given.to_year is null or given.to_year < given.from_year or given.to_year >= given.from_year + 5 then
    raise exception 'invalid: Choose the years, from one to five, the first before the last.';
  elsif given.from_year > extract(year from app.today()) then
    raise exception 'in-the-future: There is nothing to map of years that have not begun.';
  end if;
  perform from public.municipality m where m.id = p_municipality for no key update;
  select m.* into stored from public.legal_mapping m where m.municipality_id = p_municipality and m.id = given.id for update;
  if stored.id is null and p_revision <> 0 then
    raise exception 'not-found: There is no such mapping any more. Reload the list.';
  elsif stored.id is not null and (given.title, given.from_year, given.to_year) is not distinct from (stored.title, stored.from_year, stored.to_year) then
    return json_build_object('saved', true, 'mapping', app.mapping_json(stored));
  elsif stored.id is not null and not app.may_overwrite(stored.revision, p_revision, stored.created_by) then
    return json_build_object('saved', false, 'mapping', app.mapping_json(stored));
  elsif stored.id is not null and (given.from_year, given.to_year) is distinct from (stored.from_year, stored.to_year)
    and exists (select from public.legal_mapping_version v where v.municipality_id = p_municipality and v.mapping_id = given.id) then
    raise exception 'not-allowed: A published mapping keeps its years. Begin a new one for others.';
  elsif stored.id is null then
    insert into public.legal_mapping (municipality_id, id, title, from_year, to_year, created_by)
    values (p_municipality, given.id, given.title, given.from_year, given.to_year, auth.uid()) returning * into stored;
  else
    update public.legal_mapping m set title = given.title, from_year = given.from_year, to_year = given.to_year, revision = m.revision + 1, updated_at = now()
    where m.municipality_id = p_municipality and m.id = given.id returning * into stored;
  end if;
  return json_build_object('saved', true, 'mapping', app.mapping_json(stored));
end
$$;

-- Stores the words of a chapter: { saved, chapter }. What nobody has written has revision 0.
create function public.save_mapping_chapter(p_municipality text, p_chapter jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  raw jsonb := app.plain_json(p_chapter);
  given public.legal_mapping_chapter;
  stored public.legal_mapping_chapter;
  what constant text := 'The chapter';
begin
  perform app.may_write_mapping(p_municipality);
  perform app.check_keys(raw, array['mappingId', 'key', 'text', 'included', 'sharing', 'revision', 'updatedAt'], what);
  given.mapping_id := app.uuid_in(raw, 'mappingId', what);
  given.key := raw ->> 'key';
  given.text := app.text_in(raw, 'text', 12000);
  given.included := coalesce((raw -> 'included')::text, 'true') = 'true';
  given.sharing := coalesce(raw ->> 'sharing', 'authorities');
  if given.key is null or given.key not in ('summary', 'extent', 'development', 'places', 'times', 'consequences', 'measures', 'reporting', 'sources', 'conclusions')
    or given.sharing not in ('partners', 'authorities') or coalesce(jsonb_typeof(raw -> 'included'), 'boolean') <> 'boolean' then
    perform app.refuse_shape(what);
  end if;
  -- One at a time in a mapping.
  perform from public.legal_mapping m where m.municipality_id = p_municipality and m.id = given.mapping_id for update;
  if not found then
    raise exception 'not-found: There is no such mapping any more. Reload the list.';
  end if;
  select c.* into stored from public.legal_mapping_chapter c where c.municipality_id = p_municipality and c.mapping_id = given.mapping_id and c.key = given.key;
  if stored.key is not null and (given.text, given.included, given.sharing) is not distinct from (stored.text, stored.included, stored.sharing) then
    return json_build_object('saved', true, 'chapter', app.mapping_chapter_json(stored));
  elsif stored.key is not null and not app.may_overwrite(stored.revision, p_revision, stored.updated_by) or stored.key is null and p_revision <> 0 then
    if stored.key is null then
      raise exception 'not-found: There are no such words any more. Reload the mapping.';
    end if;
    return json_build_object('saved', false, 'chapter', app.mapping_chapter_json(stored));
  end if;
  insert into public.legal_mapping_chapter as c (municipality_id, mapping_id, key, text, included, sharing, updated_by)
  values (p_municipality, given.mapping_id, given.key, given.text, given.included, given.sharing, auth.uid())
  on conflict (municipality_id, mapping_id, key) do update set text = excluded.text, included = excluded.included, sharing = excluded.sharing, revision = c.revision + 1,
    updated_by = excluded.updated_by, updated_at = now()
  returning * into stored;
  return json_build_object('saved', true, 'chapter', app.mapping_chapter_json(stored));
end
$$;

-- Cells of a table as they were sent, each checked: texts of at most 120 characters, p_width in a row.
create function app.mapping_cells(p_row jsonb, p_width integer) returns jsonb
  language plpgsql immutable set search_path = ''
as $$
declare
  what constant text := 'The table';
begin
  if jsonb_typeof(p_row) is distinct from 'array' then
    perform app.refuse_shape(what);
  elsif jsonb_array_length(p_row) <> p_width or exists (select from jsonb_array_elements(p_row) c where jsonb_typeof(c) <> 'string') then
    perform app.refuse_shape(what);
  end if;
  return (select jsonb_agg(coalesce(app.checked_text(c.text, 120), '') order by c.n) from jsonb_array_elements_text(p_row) with ordinality as c (text, n));
end
$$;

-- Adds or changes a table of another source: { saved, table }.
create function public.save_mapping_table(p_municipality text, p_table jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  raw jsonb := app.plain_json(p_table);
  given public.legal_mapping_table;
  stored public.legal_mapping_table;
  width integer;
  what constant text := 'The table';
begin
  perform app.may_write_mapping(p_municipality);
  given.id := app.id_of(raw, what);
  perform app.check_keys(raw, array['id', 'mappingId', 'title', 'source', 'asOf', 'columns', 'rows', 'included', 'sharing', 'position', 'revision', 'updatedAt'], what);
  given.mapping_id := app.uuid_in(raw, 'mappingId', what);
  given.title := app.text_in(raw, 'title', 200);
  given.source := app.text_in(raw, 'source', 200);
  given.as_of := app.text_in(raw, 'asOf', 40);
  given.included := coalesce((raw -> 'included')::text, 'true') = 'true';
  given.sharing := coalesce(raw ->> 'sharing', 'authorities');
  given.position := coalesce(app.number_in(raw, 'position', 0, 1000), 0)::integer;
  if given.sharing not in ('partners', 'authorities') or coalesce(jsonb_typeof(raw -> 'included'), 'boolean') <> 'boolean'
    or jsonb_typeof(raw -> 'columns') is distinct from 'array' or jsonb_typeof(raw -> 'rows') is distinct from 'array' then
    perform app.refuse_shape(what);
  elsif given.title = '' or given.source = '' or given.as_of = '' then
    raise exception 'invalid: A table of another source has a title, its source, and when the figures are from.';
  end if;
  width := jsonb_array_length(raw -> 'columns');
  if width not between 1 and 12 or jsonb_array_length(raw -> 'rows') not between 1 and 200 then
    raise exception 'invalid: A table has 1 to 12 columns and 1 to 200 rows. Shorten it.';
  end if;
  given.columns := app.mapping_cells(raw -> 'columns', width);
  given.rows := (select jsonb_agg(app.mapping_cells(r.cells, width) order by r.n) from jsonb_array_elements(raw -> 'rows') with ordinality as r (cells, n));
  perform from public.legal_mapping m where m.municipality_id = p_municipality and m.id = given.mapping_id for update;
  if not found then
    raise exception 'not-found: There is no such mapping any more. Reload the list.';
  end if;
  select t.* into stored from public.legal_mapping_table t where t.municipality_id = p_municipality and t.id = given.id for update;
  if stored.id is null and p_revision <> 0 then
    raise exception 'not-found: There is no such table any more. Reload the mapping.';
  elsif stored.mapping_id <> given.mapping_id then
    raise exception 'invalid: A table stays in its mapping. Add a new one in the other.';
  elsif stored.id is null and (select count(*) from public.legal_mapping_table t where t.municipality_id = p_municipality and t.mapping_id = given.mapping_id) >= 40 then
    raise exception 'invalid: A mapping holds 40 tables of other sources at most. Remove one first.';
  elsif stored.id is not null and (given.title, given.source, given.as_of, given.columns, given.rows, given.included, given.sharing, given.position)
    is not distinct from (stored.title, stored.source, stored.as_of, stored.columns, stored.rows, stored.included, stored.sharing, stored.position) then
    return json_build_object('saved', true, 'table', app.mapping_table_json(stored));
  elsif stored.id is not null and not app.may_overwrite(stored.revision, p_revision, stored.created_by) then
    return json_build_object('saved', false, 'table', app.mapping_table_json(stored));
  elsif stored.id is null then
    insert into public.legal_mapping_table (municipality_id, id, mapping_id, title, source, as_of, columns, rows, included, sharing, position, created_by)
    values (p_municipality, given.id, given.mapping_id, given.title, given.source, given.as_of, given.columns, given.rows, given.included, given.sharing, given.position, auth.uid())
    returning * into stored;
  else
    update public.legal_mapping_table t set title = given.title, source = given.source, as_of = given.as_of, columns = given.columns, rows = given.rows, included = given.included,
      sharing = given.sharing, position = given.position, revision = t.revision + 1, updated_at = now()
    where t.municipality_id = p_municipality and t.id = given.id returning * into stored;
  end if;
  return json_build_object('saved', true, 'table', app.mapping_table_json(stored));
end
$$;

-- Takes a mapping away with all of it, as long as nothing of it was published; a table always: true when one went.
create function public.remove_mapping(p_municipality text, p_id uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform app.may_write_mapping(p_municipality);
  if exists (select from public.legal_mapping_version v where v.municipality_id = p_municipality and v.mapping_id = p_id) then
    raise exception 'not-allowed: A published mapping stays. Publish a correction as a new version.';
  end if;
  delete from public.legal_mapping m where m.municipality_id = p_municipality and m.id = p_id;
  return found;
end
$$;

create function public.remove_mapping_table(p_municipality text, p_id uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform app.may_write_mapping(p_municipality);
  delete from public.legal_mapping_table t where t.municipality_id = p_municipality and t.id = p_id;
  return found;
end
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.refuse_mapping_change() from authenticated, service_role;
revoke all on function public.mappings_of(text), public.mapping_draft(text, uuid), public.save_mapping(text, jsonb, integer), public.save_mapping_chapter(text, jsonb, integer),
  public.save_mapping_table(text, jsonb, integer), public.remove_mapping(text, uuid), public.remove_mapping_table(text, uuid) from public, anon;
grant execute on function public.mappings_of(text), public.mapping_draft(text, uuid), public.save_mapping(text, jsonb, integer), public.save_mapping_chapter(text, jsonb, integer),
  public.save_mapping_table(text, jsonb, integer), public.remove_mapping(text, uuid), public.remove_mapping_table(text, uuid) to authenticated, service_role;
