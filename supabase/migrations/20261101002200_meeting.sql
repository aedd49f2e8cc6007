-- Reading pictures: the list, one published version, and the meeting on it; each caller gets what the own audience may have.

-- Which versions the caller may read. The coordinator all; police and municipality those of the authorities; everyone in EST those of the partners, the external
-- one and the own organisation's. One row; no access is all false.
create function app.picture_reader(p_municipality text)
  returns table (audiences text[], organisations text[], is_coordinator boolean, is_authority boolean)
  language sql stable security definer set search_path = ''
as $$
  select case
      when r.is_coordinator then array['coordinator', 'authorities', 'partners', 'organisation', 'external']
      when r.is_authority then array['authorities', 'partners', 'organisation', 'external']
      when cardinality(r.organisations) > 0 then array['partners', 'organisation', 'external']
      else '{}'
    end, r.organisations, r.is_coordinator, r.is_authority
  from app.reader(p_municipality) r
$$;

create function app.readable_versions(p_municipality text)
  returns table (picture_id uuid, version integer, audience text, organisation_id text)
  language sql stable security definer set search_path = ''
as $$
  select v.picture_id, v.version, v.audience, v.organisation_id
  from app.picture_reader(p_municipality) r join public.picture_version v on v.municipality_id = p_municipality and v.audience = any (r.audiences)
  where v.audience <> 'organisation' or r.is_coordinator or v.organisation_id = any (r.organisations)
$$;

-- Whether the caller may follow the meeting on a picture: coordinators any, others one of which they may read a version.
create function app.sees_picture(p_municipality text, p_picture uuid) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select exists (select from app.readable_versions(p_municipality) v where v.picture_id = p_picture)
    or app.has_role(p_municipality, array['coordinator'])
      and exists (select from public.situation_picture p where p.municipality_id = p_municipality and p.id = p_picture)
$$;

-- The pictures, newest period first, with the versions that the caller may read; null for who reads no incidents.
create function public.pictures_of(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  with readable as materialized (
    select v.picture_id, json_agg(json_build_object(
      'version', v.version, 'audience', v.audience, 'organisationId', v.organisation_id,
      'publishedAt', extract(epoch from f.published_at)::bigint, 'correction', f.correction
    ) order by v.version desc, v.audience, v.organisation_id) as versions
    from app.readable_versions(p_municipality) v
      join public.picture_version f on f.municipality_id = p_municipality and f.picture_id = v.picture_id and f.version = v.version
        and f.audience = v.audience and f.organisation_id is not distinct from v.organisation_id
    group by v.picture_id
  )
  select coalesce(json_agg(json_build_object(
    'id', p.id, 'periodKey', p.period_key, 'areaId', p.area_id,
    'hasDraft', r.is_coordinator and exists (
      select from public.picture_part d where d.municipality_id = p.municipality_id and d.picture_id = p.id
    ),
    'versions', coalesce(v.versions, '[]')
  ) order by (app.period_days(p.period_key)).ends desc, (app.period_days(p.period_key)).begins desc, p.area_id nulls first), '[]')
  from app.picture_reader(p_municipality) r
    join public.situation_picture p on p.municipality_id = p_municipality
    left join readable v on v.picture_id = p.id
  where v.picture_id is not null or r.is_coordinator
  having app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator'])
$$;

-- One published version as it was stored, the newest when none is named; null when there is none, or the caller may not. Each reading is logged.
create function public.published_picture(
  p_municipality text, p_id uuid, p_audience text, p_organisation text default null, p_version integer default null
) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  found_version integer;
  answer jsonb;
begin
  if not app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator']) then
    return null;
  end if;
  select max(v.version) into found_version
  from app.readable_versions(p_municipality) v
  where v.picture_id = p_id and v.audience = p_audience and v.organisation_id is not distinct from p_organisation
    and (p_version is null or v.version = p_version);
  select v.content into answer
  from public.picture_version v
  where v.municipality_id = p_municipality and v.picture_id = p_id and v.version = found_version and v.audience = p_audience
    and v.organisation_id is not distinct from p_organisation;
  perform app.write_log(p_municipality, 'picture.read', jsonb_strip_nulls(jsonb_build_object('picture', p_id, 'audience', left(p_audience, 20),
    'organisation', left(p_organisation, 60), 'version', coalesce(found_version, p_version))), case when answer is null then 0 else 1 end);
  return answer;
end
$$;

-- The actions of a picture: decided on it, still open, or changed since two weeks before its period. Of an area's picture those of the area and of none.
create function app.actions_of_picture(p_picture public.situation_picture) returns setof public.action
  language sql stable security definer set search_path = ''
as $$
  select a.* from public.action a
  where a.municipality_id = p_picture.municipality_id and (
    a.picture_id = p_picture.id
    or (p_picture.area_id is null or a.area_id is null or a.area_id = p_picture.area_id) and (
      a.status in ('planned', 'ongoing') or a.updated_at >= app.midnight((app.period_days(p_picture.period_key)).begins - 14)
    )
  )
$$;

-- The meeting as it stands at this moment: { held, participants, minutes, step, revision, decisions: [{ key, decision, reason }], hotspotsRevision, actions }. Decisions name the
-- hotspot by its key alone; reasons go to coordinator and authorities, minutes that are not published to the coordinator. Null for who may read no version of the picture.
create function public.meeting_of(p_municipality text, p_picture uuid) returns json
  language sql stable security definer set search_path = ''
as $$
  select json_build_object(
    'held', m.content -> 'held', 'participants', coalesce(m.content -> 'participants', '[]'),
    'minutes', case when r.is_coordinator then coalesce(m.content ->> 'minutes', '') else '' end,
    'step', coalesce(m.content -> 'step', '0'), 'revision', coalesce(m.revision, 0),
    'decisions', (
      select coalesce(json_agg(json_build_object(
        'key', h.it ->> 'key', 'decision', h.it ->> 'decision',
        'reason', case when r.is_coordinator or r.is_authority then h.it ->> 'reason' else '' end
      ) order by h.n), '[]')
      from jsonb_array_elements(s.content -> 'raised') with ordinality as h (it, n)
    ),
    'hotspotsRevision', coalesce(s.revision, 0),
    'actions', (
      select coalesce(json_agg(app.action_json(a, v.may_edit) order by a.created_at desc, a.id), '[]')
      from app.actions_of_picture(p) a join app.readable_actions(p_municipality) v on v.id = a.id
    )
  )
  from public.situation_picture p
    join app.picture_reader(p_municipality) r on true
    left join public.picture_part m on m.municipality_id = p.municipality_id and m.picture_id = p.id and m.part = 'meeting'
    left join public.picture_part s on s.municipality_id = p.municipality_id and s.picture_id = p.id and s.part = 'hotspots'
  where p.municipality_id = p_municipality and p.id = p_picture and app.sees_picture(p_municipality, p_picture)
$$;

-- That something of the meetings of a municipality changed, and nothing else: a row for clients to listen to (Supabase Realtime) or to ask for often, before they ask for
-- what it is about.
create table public.meeting_signal (
  municipality_id text primary key references public.municipality on delete cascade,
  changes integer not null default 1, -- not `count`: PostgREST takes that word for the number of rows
  changed_at timestamptz not null default clock_timestamp()
);
alter table public.meeting_signal enable row level security;
revoke all on public.meeting_signal from service_role;
grant select on public.meeting_signal to authenticated, service_role;
create policy "members hear that something changed" on public.meeting_signal for select to authenticated
  using (municipality_id in (select app.my_municipalities(array['reporter', 'viewer', 'coordinator'])));

create function app.signal_meeting() returns trigger
  language plpgsql security definer set search_path = ''
as $$
declare
  municipality text := case when tg_op = 'DELETE' then old.municipality_id else new.municipality_id end;
begin
  insert into public.meeting_signal as s (municipality_id)
  select m.id from public.municipality m where m.id = municipality
  on conflict (municipality_id) do update set changes = s.changes + 1, changed_at = clock_timestamp();
  return null;
end
$$;
create trigger action_signal after insert or update or delete on public.action for each row execute function app.signal_meeting();
create trigger activity_signal after insert or update or delete on public.activity for each row execute function app.signal_meeting();
create trigger picture_part_signal after insert or update on public.picture_part for each row
  when (new.part in ('meeting', 'hotspots')) execute function app.signal_meeting();
create trigger picture_version_signal after insert on public.picture_version for each row execute function app.signal_meeting();
-- Where there is Supabase's Realtime.
do $$
begin
  if exists (select from pg_publication where pubname = 'supabase_realtime') then
    execute 'alter publication supabase_realtime add table public.meeting_signal';
  end if;
end
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.signal_meeting() from authenticated, service_role;
revoke all on function public.pictures_of(text), public.published_picture(text, uuid, text, text, integer), public.meeting_of(text, uuid) from public, anon;
grant execute on function public.pictures_of(text), public.published_picture(text, uuid, text, text, integer), public.meeting_of(text, uuid)
  to authenticated, service_role;
