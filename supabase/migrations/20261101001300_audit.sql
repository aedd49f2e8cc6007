-- The trace: who, what, filter, count, when, purpose. Written by triggers on what changes and by the functions that hand out detail, read by the
-- administrator, changed by nobody. It holds ids and names of columns, never the text of a report.

create table public.audit_log (
  municipality_id text not null, -- no foreign key: the trace outlives what it is about
  id bigint generated always as identity,
  at timestamptz not null default clock_timestamp(),
  user_id uuid, -- null: the operator, or a task of the database
  membership_id uuid, -- as which member, when the person has said so or is only one
  action text not null check (action ~ '^[a-z_]+\.[a-z_]+$'),
  filter jsonb not null default '{}',
  count integer,
  purpose text,
  primary key (municipality_id, id)
);
create index audit_log_time on public.audit_log (municipality_id, at);
create index audit_log_purpose on public.audit_log (municipality_id, user_id, at desc) where action = 'session.purpose';
alter table public.audit_log enable row level security;
revoke all on public.audit_log from public, anon, authenticated, service_role;
create policy "the administrator reads the log" on public.audit_log for select to authenticated
  using (municipality_id in (select app.my_municipalities(array['administrator'])));

-- Whoever it is, the owner of the database included.
create function app.refuse_log_change() returns trigger
  language plpgsql set search_path = ''
as $$
begin
  raise exception 'not-allowed: The audit log is only ever added to. Nothing in it is changed or removed.';
end
$$;
create trigger audit_log_no_change before update or delete on public.audit_log for each statement execute function app.refuse_log_change();
create trigger audit_log_no_truncate before truncate on public.audit_log for each statement execute function app.refuse_log_change();

-- The only way into the log. What cannot be written is an error of the statement that asked: nothing is handed out without its trace. The
-- membership and purpose are those stated at sign-in (state_purpose) within the session hours of the municipality.
create function app.write_log(p_municipality text, p_action text, p_filter jsonb, p_count integer) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  asking uuid := auth.uid();
  stated record;
  only_membership uuid;
begin
  if asking is not null then
    select l.membership_id, l.purpose into stated
    from public.audit_log l
    where l.municipality_id = p_municipality and l.user_id = asking and l.action = 'session.purpose'
      and l.at > now() - make_interval(hours => (select mu.session_hours from public.municipality mu where mu.id = p_municipality))
    order by l.at desc
    limit 1;
    if not found then
      select null::uuid as membership_id, null::text as purpose into stated;
      select (array_agg(m.id))[1] into only_membership
      from public.membership m where m.municipality_id = p_municipality and m.user_id = asking and m.active
      having count(*) = 1;
    end if;
    insert into public.audit_log (municipality_id, user_id, membership_id, action, filter, count, purpose)
    values (p_municipality, asking, coalesce(stated.membership_id, only_membership), p_action, coalesce(p_filter, '{}'), p_count, stated.purpose);
  else
    insert into public.audit_log (municipality_id, action, filter, count) values (p_municipality, p_action, coalesce(p_filter, '{}'), p_count);
  end if;
end
$$;

-- What the person is here for, said at sign-in: kept with everything that is read until the session hours are over.
create function public.state_purpose(p_municipality text, p_membership uuid, p_purpose text) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  purpose text := app.checked_text(p_purpose, 200);
begin
  if not exists (
    select from public.membership m
    where m.municipality_id = p_municipality and m.id = p_membership and m.user_id = auth.uid() and m.active
  ) then
    raise exception 'not-allowed: This is not a membership of yours. Choose one of your own.';
  elsif purpose is null then
    raise exception 'invalid: Say in a few words what you are here for.';
  end if;
  insert into public.audit_log (municipality_id, user_id, membership_id, action, purpose)
  values (p_municipality, auth.uid(), p_membership, 'session.purpose', purpose);
end
$$;

-- An export leaves the tool: the app says what it writes before it writes it.
create function public.log_export(p_municipality text, p_kind text, p_filter jsonb, p_count integer, p_purpose text default null) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  purpose text := app.checked_text(p_purpose, 200);
begin
  -- The embedded server on a real PostgreSQL hands an object over as a text that holds it.
  if jsonb_typeof(p_filter) = 'string' and left(p_filter #>> '{}', 1) = '{' then
    p_filter := (p_filter #>> '{}')::jsonb;
  end if;
  if not app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator', 'administrator']) then
    raise exception 'not-allowed: You are not a member of this municipality.';
  elsif p_kind is null or p_kind !~ '^[a-z][a-z0-9_-]{0,29}$' or p_count is null or p_count < 0 or jsonb_typeof(p_filter) is distinct from 'object'
    or length(p_filter::text) > 4000
    or exists (select from jsonb_object_keys(p_filter) k where k !~ '^[A-Za-z_]{1,30}$')
    or exists (select from jsonb_path_query(p_filter, 'strict $.*.**') x where jsonb_typeof(x) = 'object') then
    raise exception 'invalid: An export is logged with its kind, its filter (names with values or lists of values) and its number of rows.';
  end if;
  -- Only what was written as text: an instant in seconds may look like a birth date and a UUID like anything.
  perform app.refuse_personal_data(x #>> '{}')
  from jsonb_path_query(p_filter, 'strict $.** ? (@.type() == "string")') x
  where x #>> '{}' !~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';
  perform app.write_log(p_municipality, 'export.' || translate(p_kind, '-0123456789', '_'), p_filter || jsonb_build_object('kind', p_kind)
    || case when purpose is null then '{}' else jsonb_build_object('purpose', purpose) end, p_count);
end
$$;

-- The administrator reads the log, newest first, a page at a time; reading it is logged too. p_before is the id of the last row of the page
-- before: [{ id, at (epoch seconds), userId, membershipId, organisationId, role, action, filter, count, purpose }].
create function public.read_audit_log(
  p_municipality text, p_from timestamptz default null, p_to timestamptz default null, p_before bigint default null, p_limit integer default 200
) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  page json;
begin
  if not app.has_role(p_municipality, array['administrator']) then
    raise exception 'not-allowed: Only the administrator of the municipality reads the log.';
  end if;
  select coalesce(json_agg(json_build_object(
    'id', l.id, 'at', extract(epoch from l.at)::bigint, 'userId', l.user_id, 'membershipId', l.membership_id,
    'organisationId', m.organisation_id, 'role', m.role, 'action', l.action, 'filter', l.filter, 'count', l.count, 'purpose', l.purpose
  ) order by l.id desc), '[]') into page
  from (
    select * from public.audit_log a
    where a.municipality_id = p_municipality and (p_from is null or a.at >= p_from) and (p_to is null or a.at < p_to)
      and (p_before is null or a.id < p_before)
    order by a.id desc
    limit least(greatest(p_limit, 1), 1000)
  ) l
    left join public.membership m on m.municipality_id = l.municipality_id and m.id = l.membership_id;
  perform app.write_log(p_municipality, 'log.read', jsonb_strip_nulls(jsonb_build_object('from', p_from, 'to', p_to, 'before', p_before)), json_array_length(page));
  return page;
end
$$;

-- What changes. One row a statement and municipality: ids (the first hundred) and the names of the columns that changed, no values.
create function app.log_incidents() returns trigger
  language plpgsql security definer set search_path = ''
as $$
declare
  touched record;
begin
  -- Retention and corrections on request write one row of their own.
  if app.clearing() then
    return null;
  elsif tg_op = 'UPDATE' then
    for touched in
      select n.municipality_id, count(*) as n, jsonb_agg(n.id order by n.id) as ids,
        (select jsonb_agg(distinct k.key)
          from inserted a join deleted b on b.municipality_id = a.municipality_id and b.id = a.id,
            jsonb_each(to_jsonb(a) - 'point') k
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

create function app.first_hundred(p_list jsonb) returns jsonb
  language sql immutable set search_path = ''
as $$
  select coalesce(jsonb_agg(x order by n), '[]') from jsonb_array_elements(p_list) with ordinality as e (x, n) where n <= 100
$$;

create trigger incident_log_insert after insert on public.incident referencing new table as inserted
  for each statement execute function app.log_incidents();
create trigger incident_log_update after update on public.incident referencing old table as deleted new table as inserted
  for each statement execute function app.log_incidents();
create trigger incident_log_delete after delete on public.incident referencing old table as deleted
  for each statement execute function app.log_incidents();

-- Members, rules and setting: few and small, so each row is logged, with its key and what it became; names of things, never of people.
create function app.log_setting() returns trigger
  language plpgsql security definer set search_path = ''
as $$
declare
  before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - 'boundary' - 'geometry' end;
  after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - 'boundary' - 'geometry' end;
  municipality text := coalesce(after, before) ->> case tg_table_name when 'municipality' then 'id' else 'municipality_id' end;
begin
  if before is distinct from after then
    perform app.write_log(municipality, tg_table_name || case tg_op when 'INSERT' then '.inserted' when 'UPDATE' then '.updated' else '.deleted' end,
      jsonb_strip_nulls(jsonb_build_object('before', before, 'after', after)), 1);
  end if;
  return null;
end
$$;
create trigger membership_log after insert or update or delete on public.membership for each row execute function app.log_setting();
create trigger municipality_log after insert or update or delete on public.municipality for each row execute function app.log_setting();
create trigger retention_rule_log after insert or update or delete on public.retention_rule for each row execute function app.log_setting();
create trigger organisation_log after insert or update or delete on public.organisation for each row execute function app.log_setting();
create trigger organisation_area_log after insert or update or delete on public.organisation_area for each row execute function app.log_setting();

-- What is handed out. Volatile, so that they can write; asked by GET (a read-only transaction) they therefore refuse.

-- One incident as the caller may see it, as IncidentDetail; null when there is none or the caller may not. A question about one that is not for
-- the caller is logged as well.
drop function public.incident_detail(text, uuid);
create function public.incident_detail(p_municipality text, p_id uuid) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  answer json;
begin
  if not app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator', 'administrator']) then
    return null;
  end if;
  select json_build_object(
    'id', i.id, 'categoryId', i.category_id, 'areaId', i.area_id, 'lon', i.lon, 'lat', i.lat,
    'occurredFrom', extract(epoch from i.occurred_from)::bigint, 'occurredTo', extract(epoch from i.occurred_to)::bigint,
    'placeType', i.place_type, 'policeReported', i.police_reported, 'sharing', i.sharing, 'reviewState', i.review_state,
    'organisationId', i.organisation_id, 'description', i.description,
    'mine', coalesce(i.reporter_id = auth.uid(), false)
  ) into answer
  from app.readable_incidents(p_municipality) i
  where i.id = p_id;
  perform app.write_log(p_municipality, 'incident.read', jsonb_build_object('id', p_id), case when answer is null then 0 else 1 end);
  return answer;
end
$$;

-- The packed columns of …_packed_columns.sql, with their trace: the function that packs moves into schema app, and one that writes takes its place.
alter function public.incident_columns_packed(text, timestamptz) rename to packed_incidents;
alter function public.packed_incidents(text, timestamptz) set schema app;
revoke all on function app.packed_incidents(text, timestamptz) from public, anon, authenticated;

create function public.incident_columns_packed(p_municipality text, p_since timestamptz default null) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  answer json := app.packed_incidents(p_municipality, p_since);
begin
  if answer is not null then
    -- The size is the first key: read from the first characters, not by parsing megabytes.
    perform app.write_log(p_municipality, 'incidents.read', jsonb_strip_nulls(jsonb_build_object('since', p_since)),
      substring(left(answer::text, 60) from '"size" : ([0-9]+)')::integer);
  end if;
  return answer;
end
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.write_log(text, text, jsonb, integer), app.refuse_log_change(), app.log_incidents(), app.log_setting(),
  app.first_hundred(jsonb) from authenticated, service_role;
revoke all on function public.state_purpose(text, uuid, text), public.log_export(text, text, jsonb, integer, text),
  public.read_audit_log(text, timestamptz, timestamptz, bigint, integer), public.incident_detail(text, uuid),
  public.incident_columns_packed(text, timestamptz) from public, anon;
grant execute on function public.state_purpose(text, uuid, text), public.log_export(text, text, jsonb, integer, text),
  public.read_audit_log(text, timestamptz, timestamptz, bigint, integer), public.incident_detail(text, uuid),
  public.incident_columns_packed(text, timestamptz) to authenticated, service_role;
