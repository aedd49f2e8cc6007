-- Actions (åtgärder): what is decided, where, who owns it, and what became of it. Everyone in EST sees those that are shared with partners in the areas that one
-- sees; police, municipality and the coordinator see all.

create table public.action (
  municipality_id text not null references public.municipality on delete cascade,
  id uuid not null, -- chosen by the client, so that sending twice stores once
  picture_id uuid, -- whose meeting decided it; null: between meetings
  hotspot_key text check (hotspot_key ~ '^h[1-9][0-9]{0,2}$'), -- of the raised hotspot that it answers, in that picture
  hotspot_name text check (char_length(hotspot_name) between 1 and 120),
  category_id app.slug,
  problem text not null default '' check (char_length(problem) <= 280),
  what text not null check (char_length(what) between 1 and 280),
  area_id app.slug, -- null: the whole municipality; found by a trigger where there is a point
  lon double precision check (lon between -180 and 180),
  lat double precision check (lat between -90 and 90),
  owner_id app.slug, -- null: nobody has taken it yet
  due date check (due between '2000-01-01' and '2100-01-01'),
  status text not null default 'planned' check (status in ('planned', 'ongoing', 'done', 'cancelled')),
  outcome text not null default '' check (char_length(outcome) <= 280),
  sharing text not null default 'partners' check (sharing in ('partners', 'authorities')),
  revision integer not null default 1 check (revision > 0),
  created_by uuid references auth.users (id) on delete set null,
  created_organisation_id app.slug,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (municipality_id, id),
  constraint place_has_both check ((lon is null) = (lat is null)),
  constraint hotspot_has_both check ((hotspot_key is null) = (hotspot_name is null)),
  foreign key (municipality_id, picture_id) references public.situation_picture on delete set null (picture_id),
  foreign key (municipality_id, category_id) references public.category on update cascade on delete set null (category_id),
  -- An area is not removed under its actions: without one, everybody would see them.
  foreign key (municipality_id, area_id) references public.area on update cascade deferrable initially deferred,
  foreign key (municipality_id, owner_id) references public.organisation on update cascade on delete set null (owner_id),
  foreign key (municipality_id, created_organisation_id) references public.organisation on update cascade on delete set null (created_organisation_id)
);
create index action_created on public.action (municipality_id, created_at);
create index action_picture on public.action (municipality_id, picture_id);
create index action_category on public.action (municipality_id, category_id);
create index action_area on public.action (municipality_id, area_id);
create index action_owner on public.action (municipality_id, owner_id);
create index action_created_organisation on public.action (municipality_id, created_organisation_id);
create index action_author on public.action (created_by);
alter table public.action enable row level security;
create policy "the coordinator sees the actions" on public.action for select to authenticated
  using (municipality_id in (select app.my_municipalities(array['coordinator'])));

-- The area of a point is found, never believed; outside the municipality it is refused. For actions and activities.
create function app.locate_row() returns trigger
  language plpgsql security definer set search_path = ''
as $$
begin
  if new.lon is not null and pg_trigger_depth() <= 1
    and (tg_op = 'INSERT' or (new.lon, new.lat, new.area_id) is distinct from (old.lon, old.lat, old.area_id)) then
    new.area_id := app.locate_incident(new.municipality_id, new.lon, new.lat);
  end if;
  return new;
end
$$;
create trigger action_locate before insert or update on public.action for each row execute function app.locate_row();
create trigger action_log after insert or update or delete on public.action for each row execute function app.log_row();

-- The caller's organisations as reporter or coordinator: for these one writes.
create function app.my_writing_organisations(p_municipality text) returns text[]
  language sql stable security definer set search_path = ''
as $$
  select coalesce(array_agg(distinct m.organisation_id), '{}')
  from app.my_memberships(array['reporter', 'coordinator']) m where m.municipality_id = p_municipality
$$;

-- The rule of who sees which action, in one place; and who may change it.
create function app.readable_actions(p_municipality text)
  returns table (id uuid, may_edit boolean)
  language sql stable security definer set search_path = ''
as $$
  select a.id, r.is_coordinator or a.owner_id = any (w.organisations) is true or a.created_organisation_id = any (w.organisations) is true
  from app.reader(p_municipality) r, (select app.my_writing_organisations(p_municipality) as organisations) w, public.action a
  where a.municipality_id = p_municipality and (
    r.is_coordinator or r.is_authority
    or cardinality(r.organisations) > 0 and a.sharing = 'partners'
      and (a.area_id is null or a.area_id = any (r.areas) or a.owner_id = any (r.organisations))
  )
$$;

-- As Action of src/domain/meeting.ts.
create function app.action_json(p_action public.action, p_may_edit boolean) returns json
  language sql immutable set search_path = ''
as $$
  select json_build_object(
    'id', p_action.id, 'pictureId', p_action.picture_id,
    'hotspot', case when p_action.hotspot_key is not null then json_build_object('key', p_action.hotspot_key, 'name', p_action.hotspot_name) end,
    'categoryId', p_action.category_id, 'problem', p_action.problem, 'what', p_action.what, 'areaId', p_action.area_id,
    'position', case when p_action.lon is not null then json_build_object('lon', p_action.lon, 'lat', p_action.lat) end,
    'ownerId', p_action.owner_id, 'due', p_action.due, 'status', p_action.status, 'outcome', p_action.outcome, 'sharing', p_action.sharing,
    'revision', p_action.revision, 'createdAt', extract(epoch from p_action.created_at)::bigint,
    'updatedAt', extract(epoch from p_action.updated_at)::bigint, 'mayEdit', p_may_edit)
$$;

-- All actions that the caller may see, newest first; null for who reads no incidents.
create function public.actions_of(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(x.it order by x.created_at desc, x.id), '[]')
  from (
    select a.created_at, a.id, app.action_json(a, v.may_edit) as it
    from app.readable_actions(p_municipality) v join public.action a on a.municipality_id = p_municipality and a.id = v.id
    order by a.created_at desc, a.id
    limit 1000
  ) x
  having app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator'])
$$;

-- An action as it was sent, as a row: keys and texts are checked, what points elsewhere is checked by the foreign keys.
create function app.action_given(p_municipality text, p_action jsonb) returns public.action
  language plpgsql stable security definer set search_path = ''
as $$
declare
  given public.action;
  what constant text := 'The action';
begin
  perform app.check_keys(p_action, array['id', 'pictureId', 'hotspot', 'categoryId', 'problem', 'what', 'areaId', 'position', 'ownerId', 'due', 'status',
    'outcome', 'sharing', 'revision', 'createdAt', 'updatedAt', 'mayEdit'], what);
  if (p_action ->> 'id' ~ '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$') is not true
    or p_action ->> 'pictureId' !~ '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    or coalesce(p_action ->> 'status', 'planned') not in ('planned', 'ongoing', 'done', 'cancelled')
    or coalesce(p_action ->> 'sharing', 'partners') not in ('partners', 'authorities') then
    perform app.refuse_shape(what);
  end if;
  given.municipality_id := p_municipality;
  given.id := (p_action ->> 'id')::uuid;
  given.picture_id := (p_action ->> 'pictureId')::uuid;
  if coalesce(jsonb_typeof(p_action -> 'hotspot'), 'null') <> 'null' then
    perform app.check_keys(p_action -> 'hotspot', array['key', 'name'], what);
    given.hotspot_key := p_action #>> '{hotspot,key}';
    given.hotspot_name := app.text_in(p_action -> 'hotspot', 'name', 120);
    if (given.hotspot_key ~ '^h[1-9][0-9]{0,2}$' and given.hotspot_name <> '') is not true then
      perform app.refuse_shape(what);
    end if;
  end if;
  if coalesce(jsonb_typeof(p_action -> 'position'), 'null') <> 'null' then
    perform app.check_keys(p_action -> 'position', array['lon', 'lat'], what);
    given.lon := app.number_in(p_action -> 'position', 'lon', -180, 180);
    given.lat := app.number_in(p_action -> 'position', 'lat', -90, 90);
    if given.lon is null or given.lat is null then
      perform app.refuse_shape(what);
    end if;
  end if;
  given.problem := app.text_in(p_action, 'problem', 280);
  given.what := app.text_in(p_action, 'what', 280);
  given.outcome := app.text_in(p_action, 'outcome', 280);
  given.due := app.date_in(p_action, 'due');
  given.status := coalesce(p_action ->> 'status', 'planned');
  given.sharing := coalesce(p_action ->> 'sharing', 'partners');
  if given.what = '' then
    raise exception 'invalid: Say what is to be done.';
  end if;
  -- What is named must be there; who may not see it gets the same words.
  select c.id into given.category_id from public.category c where c.municipality_id = p_municipality and c.id = p_action ->> 'categoryId';
  select a.id into given.area_id from public.area a where a.municipality_id = p_municipality and a.id = p_action ->> 'areaId';
  select o.id into given.owner_id from public.organisation o where o.municipality_id = p_municipality and o.id = p_action ->> 'ownerId';
  if (given.category_id, given.area_id, given.owner_id)
    is distinct from ((p_action ->> 'categoryId')::text, (p_action ->> 'areaId')::text, (p_action ->> 'ownerId')::text) then
    raise exception 'invalid: The category, the area or the owner is not of this municipality. Choose another one.';
  end if;
  if given.lon is not null then
    given.area_id := app.locate_incident(p_municipality, given.lon, given.lat);
  end if;
  return given;
end
$$;

-- Adds or changes an action: { saved, action }. p_revision 0 adds; else it is the one that the change was made from. Where another wrote meanwhile nothing
-- is stored, saved is false, and the answer holds what the other wrote. Sending the same once more is no conflict; nor is it when the first answer to a new one was lost and
-- its author goes on writing.
create function public.save_action(p_municipality text, p_action jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  own text[] := app.my_writing_organisations(p_municipality);
  me record;
  given public.action;
  stored public.action;
  may_edit boolean;
begin
  select r.* into me from app.reader(p_municipality) r;
  if own = '{}' then
    raise exception 'not-allowed: Only reporters and coordinators of the municipality decide on actions.';
  end if;
  given := app.action_given(p_municipality, app.plain_json(p_action));
  select a.* into stored from public.action a where a.municipality_id = p_municipality and a.id = given.id for update;
  if stored.id is not null then
    select v.may_edit into may_edit from app.readable_actions(p_municipality) v where v.id = given.id;
    if may_edit is not true then
      raise exception 'not-allowed: This action is changed by its owner, by who added it and by the coordinator.';
    end if;
  elsif p_revision <> 0 then
    raise exception 'not-found: There is no such action any more. Reload the list of actions.';
  end if;
  if stored.id is not null and (given.picture_id, given.hotspot_key, given.hotspot_name, given.category_id, given.problem, given.what, given.area_id, given.lon,
      given.lat, given.owner_id, given.due, given.status, given.outcome, given.sharing)
    is not distinct from (stored.picture_id, stored.hotspot_key, stored.hotspot_name, stored.category_id, stored.problem, stored.what, stored.area_id, stored.lon,
      stored.lat, stored.owner_id, stored.due, stored.status, stored.outcome, stored.sharing) then
    return json_build_object('saved', true, 'action', app.action_json(stored, true));
  elsif stored.id is not null and (stored.revision = p_revision or p_revision = 0 and stored.revision = 1 and stored.created_by = auth.uid()) is not true then
    return json_build_object('saved', false, 'action', app.action_json(stored, true));
  end if;
  -- What one may decide: for others, and what only authorities see, the coordinator, police and municipality; the rest in their areas, for themselves or nobody.
  if not (me.is_coordinator or me.is_authority) then
    if given.sharing <> 'partners' then
      raise exception 'not-allowed: Only police, municipality and coordinator keep an action to the authorities.';
    elsif given.area_id is distinct from stored.area_id and given.area_id is not null and given.area_id <> all (me.areas) then
      raise exception 'not-allowed: Your organisation does not work in this area. Choose one of your own areas.';
    elsif given.owner_id is distinct from stored.owner_id and given.owner_id is not null and given.owner_id <> all (own) then
      raise exception 'not-allowed: You can take an action for your own organisation, or leave it open for somebody to take.';
    end if;
  end if;
  if given.picture_id is distinct from stored.picture_id and given.picture_id is not null and not app.sees_picture(p_municipality, given.picture_id) then
    raise exception 'not-found: There is no such picture for you. Open the meeting again.';
  end if;
  if stored.id is null then
    given.created_by := auth.uid();
    given.created_organisation_id := case when given.owner_id = any (own) then given.owner_id else coalesce((
      select m.organisation_id from app.my_memberships(array['coordinator']) m where m.municipality_id = p_municipality order by 1 limit 1), own[1]) end;
    insert into public.action (municipality_id, id, picture_id, hotspot_key, hotspot_name, category_id, problem, what, area_id, lon, lat, owner_id, due, status,
      outcome, sharing, created_by, created_organisation_id)
    values (p_municipality, given.id, given.picture_id, given.hotspot_key, given.hotspot_name, given.category_id, given.problem, given.what, given.area_id, given.lon,
      given.lat, given.owner_id, given.due, given.status, given.outcome, given.sharing, given.created_by, given.created_organisation_id)
    on conflict do nothing
    returning * into stored;
    -- Sent twice at the same moment: the other one is there now.
    if stored.id is null then
      return public.save_action(p_municipality, p_action, p_revision);
    end if;
  else
    update public.action a set picture_id = given.picture_id, hotspot_key = given.hotspot_key, hotspot_name = given.hotspot_name, category_id = given.category_id,
      problem = given.problem, what = given.what, area_id = given.area_id, lon = given.lon, lat = given.lat, owner_id = given.owner_id, due = given.due,
      status = given.status, outcome = given.outcome, sharing = given.sharing, revision = a.revision + 1, updated_at = now()
    where a.municipality_id = p_municipality and a.id = given.id
    returning * into stored;
  end if;
  return json_build_object('saved', true, 'action', app.action_json(stored, coalesce(
    (select v.may_edit from app.readable_actions(p_municipality) v where v.id = stored.id), false)));
end
$$;

-- Takes a new action back: by who added it and by the coordinator, within 24 hours; true when one went. Later its status says that it was cancelled.
create function public.remove_action(p_municipality text, p_id uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  is_coordinator boolean := app.has_role(p_municipality, array['coordinator']);
begin
  if app.my_writing_organisations(p_municipality) = '{}' then
    raise exception 'not-allowed: Only reporters and coordinators of the municipality decide on actions.';
  end if;
  delete from public.action a
  where a.municipality_id = p_municipality and a.id = p_id and a.created_at > now() - interval '24 hours' and (is_coordinator or a.created_by = auth.uid());
  if not found and exists (select from app.readable_actions(p_municipality) v where v.id = p_id) then
    raise exception 'not-allowed: An action is taken back within a day, by who added it or the coordinator. Set its status to cancelled instead.';
  end if;
  return found;
end
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.locate_row() from authenticated, service_role;
revoke all on function public.actions_of(text), public.save_action(text, jsonb, integer), public.remove_action(text, uuid) from public, anon;
grant execute on function public.actions_of(text), public.save_action(text, jsonb, integer), public.remove_action(text, uuid) to authenticated, service_role;
