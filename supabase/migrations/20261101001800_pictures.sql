-- The situation picture: one per municipality, area (null: the whole municipality) and period. It has parts that coordinators write, and versions that
-- are frozen, one row an audience. The value lists equal src/domain/meeting.ts and src/picture/published.ts (a test compares them).

-- First day of a period and the first day after it, in Swedish days: `2026-W47`, `2026-11`, `2026-T3`, `2026`; null for what is no period.
create function app.period_days(p_key text, out begins date, out ends date)
  language plpgsql immutable set search_path = ''
as $$
declare
  y integer := substring(p_key from '^(20[0-9]{2})(?:$|-)')::integer;
  n integer := substring(p_key from '^[0-9]{4}-[WT]?([0-9]{1,2})$')::integer;
  fourth date := make_date(y, 1, 4); -- always in week 1 (ISO 8601)
begin
  if p_key ~ '^20[0-9]{2}-W[0-9]{2}$' then
    begins := fourth - (extract(isodow from fourth)::integer - 1) + 7 * (n - 1);
    ends := begins + 7;
    -- Its Thursday decides which year a week belongs to: not every year has a week 53.
    if n not between 1 and 53 or extract(year from begins + 3)::integer <> y then
      begins := null;
    end if;
  elsif p_key ~ '^20[0-9]{2}-(?:0[1-9]|1[0-2])$' then
    begins := make_date(y, n, 1);
    ends := (begins + interval '1 month')::date;
  elsif p_key ~ '^20[0-9]{2}-T[1-3]$' then
    begins := make_date(y, 4 * n - 3, 1);
    ends := (begins + interval '4 months')::date;
  elsif p_key ~ '^20[0-9]{2}$' then
    begins := make_date(y, 1, 1);
    ends := make_date(y + 1, 1, 1);
  end if;
  if begins is null then
    ends := null;
  end if;
end
$$;

create function app.midnight(p_day date) returns timestamptz
  language sql stable set search_path = ''
as $$
  select p_day::timestamp at time zone 'Europe/Stockholm'
$$;

create table public.situation_picture (
  municipality_id text not null references public.municipality on delete cascade,
  id uuid not null, -- chosen by the client
  area_id app.slug, -- null: the whole municipality. An area with a picture is not removed
  period_key text not null check ((app.period_days(period_key)).begins is not null),
  created_at timestamptz not null default now(),
  created_by uuid references auth.users (id) on delete set null,
  primary key (municipality_id, id),
  -- Looked at when the transaction ends: a municipality that is removed takes its areas first and its pictures after them.
  foreign key (municipality_id, area_id) references public.area on update cascade deferrable initially deferred
);
create unique index situation_picture_of on public.situation_picture (municipality_id, period_key, coalesce(area_id::text, ''));
create index situation_picture_area on public.situation_picture (municipality_id, area_id);
create index situation_picture_author on public.situation_picture (created_by);

create table public.picture_part (
  municipality_id text not null,
  picture_id uuid not null,
  part text not null check (part ~ '^(?:general|external|hotspots|meeting|area:[a-z0-9][a-z0-9-]{0,59}|map:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$'),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  revision integer not null default 1 check (revision > 0),
  updated_at timestamptz not null default now(),
  updated_by uuid references auth.users (id) on delete set null,
  primary key (municipality_id, picture_id, part),
  foreign key (municipality_id, picture_id) references public.situation_picture on delete cascade
);
create index picture_part_author on public.picture_part (updated_by);

create table public.picture_version (
  municipality_id text not null,
  id bigint generated always as identity,
  picture_id uuid not null,
  version integer not null check (version > 0),
  audience text not null check (audience in ('coordinator', 'authorities', 'partners', 'organisation', 'external')),
  organisation_id app.slug,
  schema integer not null check (schema > 0), -- which reader of src/picture/read-published.ts opens it
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  correction text,
  published_at timestamptz not null default now(),
  published_by uuid references auth.users (id) on delete set null,
  primary key (municipality_id, id),
  constraint organisation_where_it_belongs check ((audience = 'organisation') = (organisation_id is not null)),
  foreign key (municipality_id, picture_id) references public.situation_picture on delete cascade,
  foreign key (municipality_id, organisation_id) references public.organisation on update cascade deferrable initially deferred
);
create unique index picture_version_of
  on public.picture_version (municipality_id, picture_id, version, audience, coalesce(organisation_id::text, ''));
create index picture_version_organisation on public.picture_version (municipality_id, organisation_id);
create index picture_version_publisher on public.picture_version (published_by);

alter table public.situation_picture enable row level security;
alter table public.picture_part enable row level security;
alter table public.picture_version enable row level security;
-- Everything goes through functions; should a later migration grant more, the coordinator alone gets rows.
create policy "the coordinator sees the pictures" on public.situation_picture for select to authenticated
  using (municipality_id in (select app.my_municipalities(array['coordinator'])));
create policy "the coordinator sees the drafts" on public.picture_part for select to authenticated
  using (municipality_id in (select app.my_municipalities(array['coordinator'])));
create policy "the coordinator sees every version" on public.picture_version for select to authenticated
  using (municipality_id in (select app.my_municipalities(array['coordinator'])));

-- What was published stays as it was published, whoever asks, the owner of the database included. Two things only come through: the end of a whole
-- municipality, and a foreign key that acts by itself (an account that is removed, an organisation that gets another id).
create function app.refuse_version_change() returns trigger
  language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'DELETE' and not exists (select from public.municipality m where m.id = old.municipality_id) then
    return old;
  elsif tg_op = 'UPDATE' and pg_trigger_depth() > 1
    and to_jsonb(new) - 'organisation_id' - 'published_by' = to_jsonb(old) - 'organisation_id' - 'published_by' then
    return new;
  end if;
  raise exception 'not-allowed: A published picture is never changed or removed. Publish a correction as a new version.';
end
$$;
create trigger picture_version_no_change before update or delete on public.picture_version
  for each row execute function app.refuse_version_change();
-- service_role adds versions through publish_picture alone.
revoke all on public.picture_version from service_role;
grant select on public.picture_version to service_role;

-- A picture goes as long as nothing of it was published (its versions refuse); it never becomes another's.
create function app.situation_picture_before_update() returns trigger
  language plpgsql set search_path = ''
as $$
begin
  if pg_trigger_depth() <= 1 and (new.municipality_id, new.id, new.period_key, new.area_id)
    is distinct from (old.municipality_id, old.id, old.period_key, old.area_id) then
    raise exception 'not-allowed: The period and the area of a picture never change. Open a new picture instead.';
  end if;
  return new;
end
$$;
create trigger situation_picture_before_update before update on public.situation_picture
  for each row execute function app.situation_picture_before_update();

-- The log, in the name of a person who is not the one asking: publishing runs as service_role for a coordinator. app.write_log of …_audit.sql becomes its
-- everyday form.
create function app.write_log_as(p_user uuid, p_municipality text, p_action text, p_filter jsonb, p_count integer) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  stated record;
  only_membership uuid;
begin
  if p_user is not null then
    select l.membership_id, l.purpose into stated
    from public.audit_log l
    where l.municipality_id = p_municipality and l.user_id = p_user and l.action = 'session.purpose'
      and l.at > now() - make_interval(hours => (select mu.session_hours from public.municipality mu where mu.id = p_municipality))
    order by l.at desc
    limit 1;
    if not found then
      select null::uuid as membership_id, null::text as purpose into stated;
      select (array_agg(m.id))[1] into only_membership
      from public.membership m where m.municipality_id = p_municipality and m.user_id = p_user and m.active
      having count(*) = 1;
    end if;
    insert into public.audit_log (municipality_id, user_id, membership_id, action, filter, count, purpose)
    values (p_municipality, p_user, coalesce(stated.membership_id, only_membership), p_action, coalesce(p_filter, '{}'), p_count, stated.purpose);
  else
    insert into public.audit_log (municipality_id, action, filter, count) values (p_municipality, p_action, coalesce(p_filter, '{}'), p_count);
  end if;
end
$$;

create or replace function app.write_log(p_municipality text, p_action text, p_filter jsonb, p_count integer) returns void
  language sql volatile security definer set search_path = ''
as $$
  select app.write_log_as(auth.uid(), p_municipality, p_action, p_filter, p_count)
$$;

-- What is new or changed, a row at a time: ids and names of columns, no words. For tables that are written a row at a time.
create function app.log_row() returns trigger
  language plpgsql security definer set search_path = ''
as $$
declare
  before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
begin
  if before is distinct from after then
    perform app.write_log(coalesce(after, before) ->> 'municipality_id',
      tg_table_name || case tg_op when 'INSERT' then '.inserted' when 'UPDATE' then '.updated' else '.deleted' end,
      jsonb_build_object('ids', jsonb_build_array(coalesce(after, before) -> 'id')) || case when tg_op = 'UPDATE' then jsonb_build_object('columns', (
        select coalesce(jsonb_agg(k.key order by k.key), '[]') from jsonb_each(after) k
        where k.value is distinct from before -> k.key and k.key not in ('revision', 'updated_at')
      )) else '{}' end, 1);
  end if;
  return null;
end
$$;
create trigger situation_picture_log after insert or update or delete on public.situation_picture for each row execute function app.log_row();

-- Which part was saved or taken away, and which revision it has now; a step of the presenter is no change to speak of.
create function app.log_part() returns trigger
  language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'DELETE' then
    perform app.write_log(old.municipality_id, 'picture.part_removed', jsonb_build_object('picture', old.picture_id, 'part', old.part), 1);
  elsif tg_op = 'INSERT' or new.content - 'step' is distinct from old.content - 'step' then
    perform app.write_log(new.municipality_id, 'picture.part_saved',
      jsonb_build_object('picture', new.picture_id, 'part', new.part, 'revision', new.revision), 1);
  end if;
  return null;
end
$$;
create trigger picture_part_log after insert or update or delete on public.picture_part for each row execute function app.log_part();

revoke all on all functions in schema app from public, anon;
revoke all on function app.refuse_version_change(), app.situation_picture_before_update(), app.write_log_as(uuid, text, text, jsonb, integer),
  app.log_row(), app.log_part() from authenticated, service_role;
