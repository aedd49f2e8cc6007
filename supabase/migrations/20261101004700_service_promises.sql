-- Service promises: a category of reports is put right within so many hours, in some areas sooner. A report that a promise holds for is a case: open from the report until somebody says that it is
-- done. Nothing is stored of a case until then (decision 0034).

create table public.service_promise (
  municipality_id text not null references public.municipality on delete cascade,
  id uuid not null, -- chosen by the client
  category_id app.slug not null,
  area_id app.slug, -- null: everywhere that no promise of an area says otherwise
  hours integer not null check (hours between 1 and 8784),
  owner_id app.slug, -- who puts it right; null: not said
  starts_on date not null check (starts_on >= '2000-01-01'), -- of the reports that it holds for; a promise that changes ends, and a new one begins
  ends_on date check (ends_on < '2100-01-01'),
  revision integer not null default 1 check (revision > 0),
  created_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  primary key (municipality_id, id),
  constraint end_not_before_start check (ends_on >= starts_on),
  foreign key (municipality_id, category_id) references public.category on update cascade on delete cascade,
  foreign key (municipality_id, area_id) references public.area on update cascade on delete cascade,
  foreign key (municipality_id, owner_id) references public.organisation on update cascade on delete set null (owner_id)
);
create index service_promise_category on public.service_promise (municipality_id, category_id);
create index service_promise_area on public.service_promise (municipality_id, area_id);
create index service_promise_owner on public.service_promise (municipality_id, owner_id);
create index service_promise_author on public.service_promise (created_by);

create table public.service_case (
  municipality_id text not null,
  incident_id uuid not null,
  done_at timestamptz, -- null: open again
  minutes integer check (minutes >= 0), -- from report to done: stays when retention leaves days of the times
  done_by app.slug,
  action_id uuid, -- which closed it, where one did
  revision integer not null default 1 check (revision > 0),
  updated_by uuid references auth.users (id) on delete set null,
  updated_at timestamptz not null default now(),
  primary key (municipality_id, incident_id),
  constraint done_has_both check ((done_at is null) = (minutes is null)),
  constraint open_is_nobodys check (done_at is not null or done_by is null and action_id is null),
  foreign key (municipality_id, incident_id) references public.incident on delete cascade,
  foreign key (municipality_id, done_by) references public.organisation on update cascade on delete set null (done_by),
  foreign key (municipality_id, action_id) references public.action on delete set null (action_id)
);
create index service_case_done_by on public.service_case (municipality_id, done_by);
create index service_case_action on public.service_case (municipality_id, action_id);
create index service_case_author on public.service_case (updated_by);

alter table public.service_promise enable row level security;
alter table public.service_case enable row level security;
create policy "the coordinator sees the promises" on public.service_promise for select to authenticated
  using (municipality_id in (select app.my_municipalities(array['coordinator'])));
create policy "the coordinator sees the cases" on public.service_case for select to authenticated
  using (municipality_id in (select app.my_municipalities(array['coordinator'])));
create trigger service_promise_log after insert or update or delete on public.service_promise for each row execute function app.log_row();
create trigger service_case_log after insert or update or delete on public.service_case for each row execute function app.log_keys('incident_id');
create trigger service_case_signal after insert or update or delete on public.service_case for each row execute function app.signal_meeting();

-- With the exact time of a report goes the exact time at which it was done, and who said so. The case goes with its report.
create function app.coarsen_case() returns trigger
  language plpgsql security definer set search_path = ''
as $$
begin
  update public.service_case s set done_at = date_trunc('day', s.done_at, 'Europe/Stockholm'), updated_by = null, updated_at = date_trunc('day', s.updated_at, 'Europe/Stockholm')
  where s.municipality_id = new.municipality_id and s.incident_id = new.id;
  return null;
end
$$;
create trigger incident_coarsens_case after update of coarse on public.incident for each row when (new.coarse and not old.coarse) execute function app.coarsen_case();

create function app.service_promise_json(p_promise public.service_promise, p_may_edit boolean) returns json
  language sql immutable set search_path = ''
as $$
  select json_build_object('id', p_promise.id, 'categoryId', p_promise.category_id, 'areaId', p_promise.area_id, 'hours', p_promise.hours, 'ownerId', p_promise.owner_id,
    'from', p_promise.starts_on, 'to', p_promise.ends_on, 'revision', p_promise.revision, 'mayEdit', p_may_edit)
$$;

-- All promises, as ServicePromise[]; null for who reads no incidents.
create function public.service_promises_of(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(app.service_promise_json(p, app.has_role(p_municipality, array['coordinator'])) order by p.category_id, p.area_id nulls first, p.starts_on, p.id), '[]')
  from public.service_promise p
  where p.municipality_id = p_municipality
  having app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator'])
$$;

-- Adds or changes a promise: { saved, promise }; the coordinator. Two of the same category and area never hold on the same day.
create function public.save_service_promise(p_municipality text, p_promise jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  raw jsonb := app.plain_json(p_promise);
  given public.service_promise;
  stored public.service_promise;
  what constant text := 'The service promise';
begin
  if not app.has_role(p_municipality, array['coordinator']) then
    raise exception 'not-allowed: Only the coordinator of the municipality writes its service promises.';
  end if;
  given.id := app.id_of(raw, what);
  perform app.check_keys(raw, array['id', 'categoryId', 'areaId', 'hours', 'ownerId', 'from', 'to', 'revision', 'mayEdit'], what);
  given.hours := app.number_in(raw, 'hours', 1, 8784)::integer;
  given.starts_on := app.date_in(raw, 'from');
  given.ends_on := app.date_in(raw, 'to');
  select c.id into given.category_id from public.category c where c.municipality_id = p_municipality and c.id = raw ->> 'categoryId';
  select a.id into given.area_id from public.area a where a.municipality_id = p_municipality and a.id = raw ->> 'areaId';
  select o.id into given.owner_id from public.organisation o where o.municipality_id = p_municipality and o.id = raw ->> 'ownerId';
  if (given.category_id, given.area_id, given.owner_id) is distinct from ((raw ->> 'categoryId')::text, (raw ->> 'areaId')::text, (raw ->> 'ownerId')::text)
    or given.category_id is null then
    raise exception 'invalid: The category, the area or the owner is not of this municipality. Choose another one.';
  elsif given.hours is null or given.starts_on is null then
    raise exception 'invalid: Say within how many hours, and from which day.';
  elsif given.ends_on < given.starts_on then
    raise exception 'end-before-start: It ends before it begins. Change one of the two days.';
  end if;
  -- One at a time: two that overlap must not both succeed.
  perform from public.municipality m where m.id = p_municipality for update;
  select p.* into stored from public.service_promise p where p.municipality_id = p_municipality and p.id = given.id;
  if stored.id is null and p_revision <> 0 then
    raise exception 'not-found: There is no such promise any more. Reload the list.';
  elsif stored.id is not null and (given.category_id, given.area_id, given.hours, given.owner_id, given.starts_on, given.ends_on)
    is not distinct from (stored.category_id, stored.area_id, stored.hours, stored.owner_id, stored.starts_on, stored.ends_on) then
    return json_build_object('saved', true, 'promise', app.service_promise_json(stored, true));
  elsif stored.id is not null and not app.may_overwrite(stored.revision, p_revision, stored.created_by) then
    return json_build_object('saved', false, 'promise', app.service_promise_json(stored, true));
  elsif exists (
    select from public.service_promise p
    where p.municipality_id = p_municipality and p.id <> given.id and p.category_id = given.category_id and p.area_id is not distinct from given.area_id
      and p.starts_on <= coalesce(given.ends_on, 'infinity') and coalesce(p.ends_on, 'infinity') >= given.starts_on
  ) then
    raise exception 'invalid: There is a promise for this category and area in these days already. Let it end the day before this one begins.';
  elsif stored.id is null then
    insert into public.service_promise (municipality_id, id, category_id, area_id, hours, owner_id, starts_on, ends_on, created_by)
    values (p_municipality, given.id, given.category_id, given.area_id, given.hours, given.owner_id, given.starts_on, given.ends_on, auth.uid()) returning * into stored;
  else
    update public.service_promise p set category_id = given.category_id, area_id = given.area_id, hours = given.hours, owner_id = given.owner_id,
      starts_on = given.starts_on, ends_on = given.ends_on, revision = p.revision + 1
    where p.municipality_id = p_municipality and p.id = given.id returning * into stored;
  end if;
  return json_build_object('saved', true, 'promise', app.service_promise_json(stored, true));
end
$$;

-- Takes a promise away within a day of its making; later it ends on a day instead, so that what it was held against can still be told. True when one went.
create function public.remove_service_promise(p_municipality text, p_id uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not app.has_role(p_municipality, array['coordinator']) then
    raise exception 'not-allowed: Only the coordinator of the municipality writes its service promises.';
  end if;
  delete from public.service_promise p where p.municipality_id = p_municipality and p.id = p_id and p.created_at > now() - interval '24 hours';
  if not found and exists (select from public.service_promise p where p.municipality_id = p_municipality and p.id = p_id) then
    raise exception 'not-allowed: A promise is taken back within a day. Let it end on a day instead.';
  end if;
  return found;
end
$$;

-- The cases that the caller may see: reports by app.readable_incidents, without those that were set aside and duplicates, and the promise that holds for each: that of the area before that of
-- everywhere, on the day of the report.
create function app.service_cases(p_municipality text)
  returns table (
    incident_id uuid, category_id text, area_id text, promise_id uuid, hours integer, owner_id text, reported_at timestamptz, done_at timestamptz, minutes integer, done_by text,
    action_id uuid, revision integer, may_edit boolean
  )
  language sql stable security definer set search_path = ''
as $$
  select i.id, i.category_id, i.area_id, p.id, p.hours, p.owner_id, f.created_at, s.done_at, s.minutes, s.done_by, s.action_id, coalesce(s.revision, 0),
    me.is_coordinator or cardinality(w.organisations) > 0 and (p.owner_id is null or p.owner_id = any (w.organisations))
  from (select r.is_coordinator from app.reader(p_municipality) r) me, (select app.my_writing_organisations(p_municipality) as organisations) w,
    app.readable_incidents(p_municipality) i
    join public.incident f on f.municipality_id = p_municipality and f.id = i.id
    join lateral (
      select q.id, q.hours, q.owner_id from public.service_promise q
      where q.municipality_id = p_municipality and q.category_id = i.category_id and (q.area_id is null or q.area_id = i.area_id)
        and q.starts_on <= (f.created_at at time zone 'Europe/Stockholm')::date and (q.ends_on is null or q.ends_on >= (f.created_at at time zone 'Europe/Stockholm')::date)
      order by q.area_id is null, q.hours
      limit 1
    ) p on true
    left join public.service_case s on s.municipality_id = p_municipality and s.incident_id = i.id
  where i.review_state <> 'set_aside' and i.duplicate_of is null and exists (
    select from public.service_promise q where q.municipality_id = p_municipality and q.category_id = i.category_id
  )
$$;

create function app.service_case_json(
  p_incident uuid, p_category text, p_area text, p_promise uuid, p_hours integer, p_owner text, p_reported timestamptz, p_done timestamptz, p_minutes integer, p_done_by text,
  p_action uuid, p_revision integer, p_may_edit boolean
) returns json
  language sql immutable set search_path = ''
as $$
  select json_build_object('incidentId', p_incident, 'categoryId', p_category, 'areaId', p_area, 'promiseId', p_promise, 'hours', p_hours, 'ownerId', p_owner,
    'reportedAt', extract(epoch from p_reported)::bigint, 'dueAt', extract(epoch from p_reported)::bigint + 3600 * p_hours, 'doneAt', extract(epoch from p_done)::bigint,
    'minutes', p_minutes, 'doneBy', p_done_by, 'actionId', p_action, 'revision', p_revision, 'mayEdit', p_may_edit)
$$;

-- The cases of reports that came in a span, with those that are still open however old they are, as ServiceCase[] by time; at most 5,000, the newest. Null for who reads no incidents. Logged: it hands out
-- when a report came and where.
create function public.service_cases_of(p_municipality text, p_from timestamptz, p_to timestamptz) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  answer json;
begin
  if not app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator']) then
    return null;
  end if;
  select coalesce(json_agg(app.service_case_json(x.incident_id, x.category_id, x.area_id, x.promise_id, x.hours, x.owner_id, x.reported_at, x.done_at, x.minutes, x.done_by, x.action_id,
    x.revision, x.may_edit) order by x.reported_at, x.incident_id), '[]') into answer
  from (
    select * from app.service_cases(p_municipality) c
    where c.reported_at < p_to and (c.reported_at >= p_from or c.done_at is null)
    order by c.reported_at desc, c.incident_id
    limit 5000
  ) x;
  perform app.write_log(p_municipality, 'service_cases.read', jsonb_build_object('from', p_from, 'to', p_to), json_array_length(answer));
  return answer;
end
$$;

-- Says that a case is done, or opens it again (doneAt null): { saved, case }; p_revision 0 where nothing was stored. Who is responsible by the promise, and the coordinator; others than the
-- coordinator for their own organisation.
create function public.save_service_case(p_municipality text, p_case jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  raw jsonb := app.plain_json(p_case);
  own text[] := app.my_writing_organisations(p_municipality);
  found_case record;
  stored public.service_case;
  given public.service_case;
  what constant text := 'The case';
begin
  if own = '{}' then
    raise exception 'not-allowed: Only who is responsible for a service promise and the coordinator say that a case is done.';
  end if;
  perform app.check_keys(raw, array['incidentId', 'doneAt', 'doneBy', 'actionId'], what);
  given.incident_id := app.uuid_in(raw, 'incidentId', what);
  if given.incident_id is null then
    perform app.refuse_shape(what);
  end if;
  given.done_at := to_timestamp(app.number_in(raw, 'doneAt', 946684800, 4102444800)::double precision);
  if given.done_at is not null then
    given.action_id := app.uuid_in(raw, 'actionId', what);
    given.done_by := raw ->> 'doneBy';
  end if;
  -- One at a time: the first of two who close a case makes its row, the second finds it.
  perform from public.incident i where i.municipality_id = p_municipality and i.id = given.incident_id for update;
  select c.* into found_case from app.service_cases(p_municipality) c where c.incident_id = given.incident_id;
  if not found then
    raise exception 'not-found: There is no such case for you. Reload the board.';
  elsif not found_case.may_edit then
    raise exception 'not-allowed: Only who is responsible for this service promise and the coordinator say that it is done.';
  elsif given.done_at > now() + interval '5 minutes' then
    raise exception 'in-the-future: It is said to be done in the future. Check the time.';
  elsif given.done_at < date_trunc('minute', found_case.reported_at) then
    raise exception 'end-before-start: It is said to be done before it was reported. Check the time.';
  elsif given.done_by is not null and (not found_case.may_edit or not exists (
      select from public.organisation o where o.municipality_id = p_municipality and o.id = given.done_by
        and (o.id = any (own) or app.has_role(p_municipality, array['coordinator']))
    )) then
    raise exception 'invalid: Say that your own organisation has done it.';
  elsif given.action_id is not null and not exists (select from app.readable_actions(p_municipality) v where v.id = given.action_id) then
    raise exception 'not-found: There is no such action for you. Choose another one, or none.';
  end if;
  given.minutes := greatest(0, ceil(extract(epoch from given.done_at - found_case.reported_at) / 60))::integer;
  select s.* into stored from public.service_case s where s.municipality_id = p_municipality and s.incident_id = given.incident_id for update;
  if (given.done_at, given.done_by, given.action_id) is not distinct from (stored.done_at, stored.done_by, stored.action_id) then
    null; -- what is said is what is there
  elsif coalesce(stored.revision, 0) <> p_revision then
    return json_build_object('saved', false, 'case', (
      select app.service_case_json(c.incident_id, c.category_id, c.area_id, c.promise_id, c.hours, c.owner_id, c.reported_at, c.done_at, c.minutes, c.done_by, c.action_id, c.revision, c.may_edit)
      from app.service_cases(p_municipality) c where c.incident_id = given.incident_id));
  else
    insert into public.service_case as s (municipality_id, incident_id, done_at, minutes, done_by, action_id, updated_by)
    values (p_municipality, given.incident_id, given.done_at, given.minutes, given.done_by, given.action_id, auth.uid())
    on conflict (municipality_id, incident_id) do update set done_at = excluded.done_at, minutes = excluded.minutes, done_by = excluded.done_by, action_id = excluded.action_id,
      revision = s.revision + 1, updated_by = auth.uid(), updated_at = now();
  end if;
  return json_build_object('saved', true, 'case', (
    select app.service_case_json(c.incident_id, c.category_id, c.area_id, c.promise_id, c.hours, c.owner_id, c.reported_at, c.done_at, c.minutes, c.done_by, c.action_id, c.revision, c.may_edit)
    from app.service_cases(p_municipality) c where c.incident_id = given.incident_id));
end
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.coarsen_case() from authenticated, service_role;
revoke all on function public.service_promises_of(text), public.save_service_promise(text, jsonb, integer), public.remove_service_promise(text, uuid),
  public.service_cases_of(text, timestamptz, timestamptz), public.save_service_case(text, jsonb, integer) from public, anon;
grant execute on function public.service_promises_of(text), public.save_service_promise(text, jsonb, integer), public.remove_service_promise(text, uuid),
  public.service_cases_of(text, timestamptz, timestamptz), public.save_service_case(text, jsonb, integer) to authenticated, service_role;
