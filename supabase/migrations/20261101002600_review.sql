-- Review: the trace of what becomes of a report, duplicates that count once, the coordinator's queue and what is decided in it. The keys of the answers are those of
-- src/domain/review.ts. The trace is written by a trigger, so that whatever way a report is changed leaves it. decisions/0025 says which of two duplicates counts.

alter table public.incident
  add column revision integer not null default 1 check (revision > 0),
  add column import_id uuid; -- the import that it came with; the foreign key follows with the imports
grant select (revision) on public.incident to authenticated;
-- Which report an own one is the same as is for the coordinator: it may be one that the reporter may not see.
revoke select (duplicate_of) on public.incident from authenticated;
create index incident_review on public.incident (municipality_id, created_at) where review_state = 'new';

create table public.review_note (
  municipality_id text not null,
  id uuid not null default gen_random_uuid(),
  n bigint generated always as identity, -- the order, also within one moment
  incident_id uuid not null,
  kind text not null check (kind in ('released', 'text_released', 'set_aside', 'reopened', 'question', 'answer', 'category', 'position', 'corrected',
    'duplicate', 'not_duplicate')),
  at timestamptz not null default clock_timestamp(),
  text text not null default '' check (char_length(text) <= 280),
  before text check (char_length(before) <= 80),
  after text check (char_length(after) <= 80),
  "by" text not null check ("by" in ('reporter', 'coordinator')),
  created_by uuid default auth.uid() references auth.users (id) on delete set null, -- kept, never shown
  primary key (municipality_id, id),
  foreign key (municipality_id, incident_id) references public.incident on delete cascade
);
create index review_note_incident on public.review_note (municipality_id, incident_id, n);
create index review_note_time on public.review_note (municipality_id, at);
create index review_note_author on public.review_note (created_by);
alter table public.review_note enable row level security;
create policy "the coordinator sees the trace" on public.review_note for select to authenticated
  using (municipality_id in (select app.my_municipalities(array['coordinator'])));
revoke all on public.review_note from service_role;
grant select on public.review_note to service_role;

-- Only added to: it goes with its report, and retention and corrections on request take words and positions out of it.
create function app.refuse_note_change() returns trigger
  language plpgsql set search_path = ''
as $$
begin
  if pg_trigger_depth() > 1 or app.clearing() then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  raise exception 'not-allowed: The trace of a report is only added to. Nothing in it is changed or removed.';
end
$$;
create trigger review_note_no_change before update or delete on public.review_note for each row execute function app.refuse_note_change();

-- How far a report is shared: the wider of two duplicates is the one that counts, or those who may see the wider one alone would lose it.
create function app.width_of(p_sharing text) returns integer
  language sql immutable parallel safe set search_path = ''
as $$
  select case p_sharing when 'partners' then 3 when 'authorities' then 2 else 1 end
$$;

-- Among those that are the same as this one (itself included, those that were set aside not) the one with the widest sharing counts; on a tie p_first, then the one that counts already,
-- then the oldest. All others point at it: no chains. p_without is a report that is gone or set aside. Each change is noted by the trigger below.
create function app.settle_duplicates(p_municipality text, p_root uuid, p_first uuid, p_without uuid) returns uuid
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  kept uuid;
begin
  select i.id into kept
  from public.incident i
  where i.municipality_id = p_municipality and (i.id = p_root or i.duplicate_of = p_root) and i.id is distinct from p_without and i.review_state <> 'set_aside'
  order by app.width_of(i.sharing) desc, i.id = p_first desc nulls last, i.id = p_root desc, i.created_at, i.id
  limit 1;
  if kept is null or kept = p_root then
    return kept;
  end if;
  perform set_config('lagesbild.settling', 'on', true);
  update public.incident i set duplicate_of = null where i.municipality_id = p_municipality and i.id = kept;
  update public.incident i set duplicate_of = kept
  where i.municipality_id = p_municipality and (i.id = p_root or i.duplicate_of = p_root) and i.id <> kept and i.id is distinct from p_without;
  perform set_config('lagesbild.settling', '', true);
  return kept;
end
$$;

-- True while app.settle_duplicates moves duplicates along: what it does is not the caller's own decision about each of them.
create function app.settling() returns boolean
  language sql stable set search_path = ''
as $$
  select coalesce(current_setting('lagesbild.settling', true), '') = 'on'
$$;

create or replace function app.incident_before_update() returns trigger
  language plpgsql security definer set search_path = ''
as $$
declare
  is_coordinator boolean;
begin
  if app.clearing() or app.settling() then
    new.revision := old.revision + 1;
    return new;
  -- A foreign key acts by itself (a renamed category, a removed area): nobody asks for anything here.
  elsif pg_trigger_depth() > 1 then
    return new;
  end if;
  new.revision := old.revision + 1;
  if (new.municipality_id, new.id, new.organisation_id, new.created_at, new.coarse, new.import_id)
    is distinct from (old.municipality_id, old.id, old.organisation_id, old.created_at, old.coarse, old.import_id) then
    raise exception 'not-allowed: Municipality, organisation, id and time of the report never change. Send a new report instead.';
  end if;
  if auth.uid() is not null then
    if new.reporter_id is distinct from old.reporter_id then
      raise exception 'not-allowed: The reporter of an incident never changes.';
    end if;
    is_coordinator := app.has_role(new.municipality_id, array['coordinator']);
    if (new.review_state, new.duplicate_of, new.description_released)
      is distinct from (old.review_state, old.duplicate_of, old.description_released) and not is_coordinator then
      raise exception 'not-allowed: Only the coordinator reviews reports.';
    end if;
    -- The coordinator may correct category and position of any report; its words and times belong to the reporter.
    if (new.occurred_from, new.occurred_to, new.place_type, new.description, new.police_reported, new.sharing)
      is distinct from (old.occurred_from, old.occurred_to, old.place_type, old.description, old.police_reported, old.sharing)
      and old.reporter_id is distinct from auth.uid() then
      raise exception 'not-allowed: Only the person who reported changes text, time and sharing. Set the report aside instead.';
    end if;
    if new.duplicate_of is distinct from old.duplicate_of and new.duplicate_of is not null and (
      exists (select from public.incident d where d.municipality_id = new.municipality_id and d.duplicate_of = new.id)
      or exists (select from public.incident o where o.municipality_id = new.municipality_id and o.id = new.duplicate_of
        and (o.duplicate_of is not null or o.review_state = 'set_aside'))
    ) then
      raise exception 'invalid: A report is the same as one that counts itself. Choose that one.';
    end if;
  end if;
  if new.description is distinct from old.description then
    new.description := app.checked_text(new.description, 280);
    -- The coordinator released other words than these.
    if old.description_released then
      new.description_released := false;
    end if;
  end if;
  if (new.occurred_from, new.occurred_to) is distinct from (old.occurred_from, old.occurred_to) then
    perform app.check_incident_time(new.occurred_from, new.occurred_to);
  end if;
  if (new.lon, new.lat) is distinct from (old.lon, old.lat) then
    new.area_id := app.locate_incident(new.municipality_id, new.lon, new.lat);
  elsif auth.uid() is not null then
    new.area_id := old.area_id;
  end if;
  return new;
end
$$;

create function app.add_note(
  p_municipality text, p_incident uuid, p_kind text, p_by text, p_text text default '', p_before text default null, p_after text default null
) returns void
  language sql volatile security definer set search_path = ''
as $$
  insert into public.review_note (municipality_id, incident_id, kind, text, before, after, "by")
  values (p_municipality, p_incident, p_kind, p_text, p_before, p_after, p_by)
$$;

-- The trace of a change by a person, and what it means for duplicates. The reporter's own corrections are one step without their values: they are the reporter's.
create function app.incident_after_update() returns trigger
  language plpgsql security definer set search_path = ''
as $$
declare
  who text;
begin
  if app.clearing() then
    return null;
  end if;
  if auth.uid() is not null and (pg_trigger_depth() = 1 or app.settling()) then
    who := case when app.settling() or app.has_role(new.municipality_id, array['coordinator']) then 'coordinator' else 'reporter' end;
    if who = 'coordinator' then
      if new.review_state <> old.review_state then
        perform app.add_note(new.municipality_id, new.id, case new.review_state when 'new' then 'reopened' else new.review_state end, who);
      end if;
      if new.category_id <> old.category_id then
        perform app.add_note(new.municipality_id, new.id, 'category', who, '', old.category_id, new.category_id);
      end if;
      if (new.lon, new.lat) <> (old.lon, old.lat) then
        perform app.add_note(new.municipality_id, new.id, 'position', who, '', old.lon || ',' || old.lat, new.lon || ',' || new.lat);
      end if;
      -- Taken back by the database when the words changed, that is no step of its own.
      if new.description_released <> old.description_released and new.description is not distinct from old.description then
        perform app.add_note(new.municipality_id, new.id, 'text_released', who, '', old.description_released::text, new.description_released::text);
      end if;
      if new.duplicate_of is distinct from old.duplicate_of then
        perform app.add_note(new.municipality_id, new.id, case when new.duplicate_of is null then 'not_duplicate' else 'duplicate' end, who, '',
          old.duplicate_of::text, new.duplicate_of::text);
      end if;
    end if;
    if (new.occurred_from, new.occurred_to, new.place_type, new.description, new.police_reported, new.sharing)
      is distinct from (old.occurred_from, old.occurred_to, old.place_type, old.description, old.police_reported, old.sharing)
      or who = 'reporter' and (new.category_id, new.lon, new.lat) is distinct from (old.category_id, old.lon, old.lat) then
      perform app.add_note(new.municipality_id, new.id, 'corrected', who);
    end if;
  end if;
  -- Another one counts from now on, where the one that counted was set aside or is shared less than its duplicates.
  if not app.settling() and (new.review_state = 'set_aside' and old.review_state <> 'set_aside' or new.sharing <> old.sharing)
    and (new.duplicate_of is not null or exists (select from public.incident d where d.municipality_id = new.municipality_id and d.duplicate_of = new.id)) then
    perform app.settle_duplicates(new.municipality_id, coalesce(new.duplicate_of, new.id), null, null);
  end if;
  return null;
end
$$;
create trigger incident_after_update after update on public.incident for each row execute function app.incident_after_update();

-- When the one that counts goes, the widest of its duplicates counts, instead of all of them. The name is in capitals because triggers fire in the order of their names: this one must
-- come before "RI_…", the foreign key that would forget what they were duplicates of; and it comes after all rows of the statement are gone.
create function app.incident_after_delete() returns trigger
  language plpgsql security definer set search_path = ''
as $$
begin
  if exists (select from public.incident d where d.municipality_id = old.municipality_id and d.duplicate_of = old.id) then
    perform app.settle_duplicates(old.municipality_id, old.id, null, old.id);
  end if;
  return null;
end
$$;
create trigger "A_incident_after_delete" after delete on public.incident for each row execute function app.incident_after_delete();

-- The trace of a report as ReviewNote[], oldest first. Without p_all the steps about duplicates are left out: they name another report.
create function app.notes_json(p_municipality text, p_incident uuid, p_all boolean) returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(json_build_object('id', n.id, 'kind', n.kind, 'at', extract(epoch from n.at)::bigint, 'text', n.text,
    'before', n.before, 'after', n.after, 'by', n."by") order by n.n), '[]')
  from public.review_note n
  where n.municipality_id = p_municipality and n.incident_id = p_incident and (p_all or n.kind not in ('duplicate', 'not_duplicate'))
$$;

-- Whether the coordinator's last question waits for an answer.
create function app.is_asked(p_municipality text, p_incident uuid) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select coalesce((
    select n.kind = 'question' from public.review_note n
    where n.municipality_id = p_municipality and n.incident_id = p_incident and n.kind in ('question', 'answer')
    order by n.n desc limit 1
  ), false)
$$;

-- As ReviewReport.
create function app.review_json(p_incident public.incident) returns jsonb
  language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'id', p_incident.id, 'organisationId', p_incident.organisation_id, 'categoryId', p_incident.category_id, 'areaId', p_incident.area_id,
    'lon', p_incident.lon, 'lat', p_incident.lat, 'occurredFrom', extract(epoch from p_incident.occurred_from)::bigint,
    'occurredTo', extract(epoch from p_incident.occurred_to)::bigint, 'placeType', p_incident.place_type, 'policeReported', p_incident.police_reported,
    'sharing', p_incident.sharing, 'description', p_incident.description, 'descriptionReleased', p_incident.description_released,
    'reviewState', p_incident.review_state, 'duplicateOf', p_incident.duplicate_of, 'importId', p_incident.import_id,
    'createdAt', extract(epoch from p_incident.created_at)::bigint, 'revision', p_incident.revision,
    'notes', app.notes_json(p_incident.municipality_id, p_incident.id, true))
$$;

-- The ids that a coordinator may review: what is shared, and the own organisation's. None for others.
create function app.reviewable(p_municipality text) returns setof public.incident
  language sql stable
as $$
  select i.*
  from app.reader(p_municipality) r join public.incident i on i.municipality_id = p_municipality
  where r.is_coordinator and (i.sharing <> 'own_organisation' or i.organisation_id = any (r.organisations))
$$;

-- What waits, oldest first: new reports that were not found to be the same as another; and what was handled within seven days, newest step first. For the coordinator, null for others.
create function public.review_queue(p_municipality text) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  waiting json;
  handled json;
begin
  if not app.has_role(p_municipality, array['coordinator']) then
    return null;
  end if;
  select coalesce(json_agg(x.it order by x.created_at, x.id), '[]') into waiting
  from (
    select w.created_at, w.id, app.review_json(i) as it
    from (
      select i.id, i.created_at from app.reviewable(p_municipality) i where i.review_state = 'new' and i.duplicate_of is null order by i.created_at, i.id limit 500
    ) w join public.incident i on i.municipality_id = p_municipality and i.id = w.id
  ) x;
  select coalesce(json_agg(x.it order by x.last desc, x.id), '[]') into handled
  from (
    select h.last, h.id, app.review_json(i) as it
    from (
      select i.id, k.last
      from (select n.incident_id, max(n.at) as last from public.review_note n
          where n.municipality_id = p_municipality and n.at > now() - interval '7 days' group by 1) k
        join app.reviewable(p_municipality) i on i.id = k.incident_id
      where i.review_state <> 'new' or i.duplicate_of is not null
      order by k.last desc, i.id limit 100
    ) h join public.incident i on i.municipality_id = p_municipality and i.id = h.id
  ) x;
  perform app.write_log(p_municipality, 'review.read', '{}', json_array_length(waiting) + json_array_length(handled));
  return json_build_object('waiting', waiting, 'handled', handled);
end
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.refuse_note_change(), app.settle_duplicates(text, uuid, uuid, uuid), app.incident_after_update(), app.incident_after_delete(),
  app.add_note(text, uuid, text, text, text, text, text), app.notes_json(text, uuid, boolean), app.is_asked(text, uuid), app.review_json(public.incident),
  app.reviewable(text) from authenticated, service_role;
revoke all on function public.review_queue(text) from public, anon;
grant execute on function public.review_queue(text) to authenticated, service_role;
