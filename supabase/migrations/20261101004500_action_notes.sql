-- Actions from meeting to meeting: a trace that is only added to (notes, changes of status, that a meeting took it up again), repeated and long-running ones. save_action takes the new keys where
-- they are sent; what is left out stays as it is stored.

alter table public.action
  add column starts_on date check (starts_on between '2000-01-01' and '2100-01-01'), -- from when to when it has worked: what its effect is measured over
  add column ends_on date check (ends_on between '2000-01-01' and '2100-01-01'),
  add column review_on date check (review_on between '2000-01-01' and '2100-01-01'), -- when the meeting looks at it next
  add column repeats text check (repeats in ('week', 'fortnight', 'month', 'tertial')),
  add column parent_id uuid, -- the one that it continues
  add constraint end_not_before_start check (ends_on >= starts_on),
  add foreign key (municipality_id, parent_id) references public.action on delete set null (parent_id);
-- One is continued by one.
create unique index action_parent on public.action (municipality_id, parent_id) where parent_id is not null;

create table public.action_note (
  municipality_id text not null,
  id uuid not null default gen_random_uuid(), -- of a note chosen by the client
  n bigint generated always as identity, -- the order, also within one moment
  action_id uuid not null,
  kind text not null check (kind in ('note', 'status', 'carried', 'next')),
  text text not null default '' check (char_length(text) <= 500),
  before text check (char_length(before) <= 80),
  after text check (char_length(after) <= 80),
  picture_id uuid, -- the meeting that took it up again
  organisation_id app.slug, -- whose member wrote it; null: the operator
  created_by uuid default auth.uid() references auth.users (id) on delete set null, -- kept, never shown
  at timestamptz not null default clock_timestamp(),
  primary key (municipality_id, id),
  foreign key (municipality_id, action_id) references public.action on delete cascade,
  foreign key (municipality_id, picture_id) references public.situation_picture on delete set null (picture_id),
  foreign key (municipality_id, organisation_id) references public.organisation on update cascade on delete set null (organisation_id)
);
create index action_note_action on public.action_note (municipality_id, action_id, n);
create index action_note_picture on public.action_note (municipality_id, picture_id);
create index action_note_organisation on public.action_note (municipality_id, organisation_id);
create index action_note_author on public.action_note (created_by);
create unique index action_note_carried_once on public.action_note (municipality_id, action_id, picture_id) where kind = 'carried';
alter table public.action_note enable row level security;
create policy "the coordinator sees the notes" on public.action_note for select to authenticated
  using (municipality_id in (select app.my_municipalities(array['coordinator'])));
revoke all on public.action_note from service_role;
grant select on public.action_note to service_role;

-- Only added to: it goes with its action, and remove_action_note takes words out of it.
create function app.refuse_action_note_change() returns trigger
  language plpgsql set search_path = ''
as $$
begin
  if pg_trigger_depth() > 1 or app.clearing() then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  raise exception 'not-allowed: The trace of an action is only added to. Write another note instead.';
end
$$;
create trigger action_note_no_change before update or delete on public.action_note for each row execute function app.refuse_action_note_change();
create trigger action_note_log after insert or update or delete on public.action_note for each row execute function app.log_row();
create trigger action_note_signal after insert or update or delete on public.action_note for each row execute function app.signal_meeting();

-- In whose name the caller writes: the coordinator's organisation first.
create function app.my_voice(p_municipality text) returns text
  language sql stable security definer set search_path = ''
as $$
  select m.organisation_id from app.my_memberships(array['reporter', 'coordinator']) m where m.municipality_id = p_municipality
  order by m.role = 'coordinator' desc, m.organisation_id limit 1
$$;

create function app.note_status() returns trigger
  language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.action_note (municipality_id, action_id, kind, before, after, organisation_id)
  values (new.municipality_id, new.id, 'status', old.status, new.status, app.my_voice(new.municipality_id));
  return null;
end
$$;
create trigger action_note_of_status after update of status on public.action for each row when (old.status is distinct from new.status)
  execute function app.note_status();

create function app.action_details(p_action public.action) returns jsonb
  language sql immutable set search_path = ''
as $$
  select jsonb_build_object('startsOn', p_action.starts_on, 'endsOn', p_action.ends_on, 'reviewOn', p_action.review_on, 'repeats', p_action.repeats, 'parentId', p_action.parent_id)
$$;

-- As Action of src/domain/meeting.ts.
create or replace function app.action_json(p_action public.action, p_may_edit boolean) returns json
  language sql immutable set search_path = ''
as $$
  select (jsonb_build_object(
    'id', p_action.id, 'pictureId', p_action.picture_id,
    'hotspot', case when p_action.hotspot_key is not null then jsonb_build_object('key', p_action.hotspot_key, 'name', p_action.hotspot_name) end,
    'categoryId', p_action.category_id, 'problem', p_action.problem, 'what', p_action.what, 'areaId', p_action.area_id,
    'position', case when p_action.lon is not null then jsonb_build_object('lon', p_action.lon, 'lat', p_action.lat) end,
    'ownerId', p_action.owner_id, 'due', p_action.due, 'status', p_action.status, 'outcome', p_action.outcome, 'sharing', p_action.sharing,
    'revision', p_action.revision, 'createdAt', extract(epoch from p_action.created_at)::bigint,
    'updatedAt', extract(epoch from p_action.updated_at)::bigint, 'mayEdit', p_may_edit) || app.action_details(p_action))::json
$$;

-- An action as it was sent, as a row: keys and texts are checked, what points elsewhere is checked by the foreign keys. parentId is read and never believed.
create or replace function app.action_given(p_municipality text, p_action jsonb) returns public.action
  language plpgsql stable security definer set search_path = ''
as $$
declare
  given public.action;
  what constant text := 'The action';
begin
  perform app.check_keys(p_action, array['id', 'pictureId', 'hotspot', 'categoryId', 'problem', 'what', 'areaId', 'position', 'ownerId', 'due', 'status',
    'outcome', 'sharing', 'revision', 'createdAt', 'updatedAt', 'mayEdit', 'startsOn', 'endsOn', 'reviewOn', 'repeats', 'parentId'], what);
  if (p_action ->> 'id' ~ '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$') is not true
    or p_action ->> 'pictureId' !~ '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    or coalesce(p_action ->> 'status', 'planned') not in ('planned', 'ongoing', 'done', 'cancelled')
    or coalesce(p_action ->> 'sharing', 'partners') not in ('partners', 'authorities')
    or p_action ->> 'repeats' not in ('week', 'fortnight', 'month', 'tertial') then
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
  given.starts_on := app.date_in(p_action, 'startsOn');
  given.ends_on := app.date_in(p_action, 'endsOn');
  given.review_on := app.date_in(p_action, 'reviewOn');
  given.repeats := p_action ->> 'repeats';
  if given.what = '' then
    raise exception 'invalid: Say what is to be done.';
  elsif given.ends_on < given.starts_on then
    raise exception 'end-before-start: It ends before it begins. Change one of the two days.';
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
create or replace function public.save_action(p_municipality text, p_action jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  own text[] := app.my_writing_organisations(p_municipality);
  raw jsonb := app.plain_json(p_action);
  me record;
  given public.action;
  stored public.action;
  may_edit boolean;
begin
  select r.* into me from app.reader(p_municipality) r;
  if own = '{}' then
    raise exception 'not-allowed: Only reporters and coordinators of the municipality decide on actions.';
  end if;
  select a.* into stored from public.action a where a.municipality_id = p_municipality and a.id = app.id_of(raw, 'The action') for update;
  if stored.id is not null then
    select v.may_edit into may_edit from app.readable_actions(p_municipality) v where v.id = stored.id;
    if may_edit is not true then
      raise exception 'not-allowed: This action is changed by its owner, by who added it and by the coordinator.';
    end if;
    raw := app.action_details(stored) || raw;
  end if;
  given := app.action_given(p_municipality, raw);
  if stored.id is null and p_revision <> 0 then
    raise exception 'not-found: There is no such action any more. Reload the list of actions.';
  end if;
  if stored.id is not null and (given.picture_id, given.hotspot_key, given.hotspot_name, given.category_id, given.problem, given.what, given.area_id, given.lon,
      given.lat, given.owner_id, given.due, given.status, given.outcome, given.sharing, given.starts_on, given.ends_on, given.review_on, given.repeats)
    is not distinct from (stored.picture_id, stored.hotspot_key, stored.hotspot_name, stored.category_id, stored.problem, stored.what, stored.area_id, stored.lon,
      stored.lat, stored.owner_id, stored.due, stored.status, stored.outcome, stored.sharing, stored.starts_on, stored.ends_on, stored.review_on, stored.repeats) then
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
    given.created_organisation_id := case when given.owner_id = any (own) then given.owner_id else app.my_voice(p_municipality) end;
    insert into public.action (municipality_id, id, picture_id, hotspot_key, hotspot_name, category_id, problem, what, area_id, lon, lat, owner_id, due, status,
      outcome, sharing, starts_on, ends_on, review_on, repeats, created_by, created_organisation_id)
    values (p_municipality, given.id, given.picture_id, given.hotspot_key, given.hotspot_name, given.category_id, given.problem, given.what, given.area_id, given.lon,
      given.lat, given.owner_id, given.due, given.status, given.outcome, given.sharing, given.starts_on, given.ends_on, given.review_on, given.repeats, given.created_by,
      given.created_organisation_id)
    on conflict do nothing
    returning * into stored;
    -- Sent twice at the same moment: the other one is there now.
    if stored.id is null then
      return public.save_action(p_municipality, p_action, p_revision);
    end if;
  else
    update public.action a set picture_id = given.picture_id, hotspot_key = given.hotspot_key, hotspot_name = given.hotspot_name, category_id = given.category_id,
      problem = given.problem, what = given.what, area_id = given.area_id, lon = given.lon, lat = given.lat, owner_id = given.owner_id, due = given.due,
      status = given.status, outcome = given.outcome, sharing = given.sharing, starts_on = given.starts_on, ends_on = given.ends_on, review_on = given.review_on,
      repeats = given.repeats, revision = a.revision + 1, updated_at = now()
    where a.municipality_id = p_municipality and a.id = given.id
    returning * into stored;
  end if;
  return json_build_object('saved', true, 'action', app.action_json(stored, coalesce(
    (select v.may_edit from app.readable_actions(p_municipality) v where v.id = stored.id), false)));
end
$$;

-- The next one of a repeated action, or the continuation of one that is over: { saved, action }; the same content, planned, due p_due or one interval later. Where it was continued already,
-- saved is false unless it is the same one, and the answer holds the one that is there.
create function public.continue_action(p_municipality text, p_action uuid, p_id uuid, p_due date default null) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  before public.action;
  next public.action;
begin
  if not exists (select from app.readable_actions(p_municipality) v where v.id = p_action and v.may_edit) or app.my_writing_organisations(p_municipality) = '{}' then
    raise exception 'not-allowed: An action is continued by its owner, by who added it and by the coordinator.';
  elsif p_id is null or p_due not between '2000-01-01' and '2099-12-31' then
    perform app.refuse_shape('The action');
  end if;
  select a.* into before from public.action a where a.municipality_id = p_municipality and a.id = p_action for update;
  select a.* into next from public.action a where a.municipality_id = p_municipality and a.parent_id = p_action;
  if next.id is not null then
    return json_build_object('saved', next.id = p_id, 'action', app.action_json(next, true));
  elsif exists (select from public.action a where a.municipality_id = p_municipality and a.id = p_id) then
    raise exception 'invalid: This id belongs to another action. Choose a new one.';
  end if;
  insert into public.action (municipality_id, id, category_id, problem, what, area_id, lon, lat, owner_id, due, sharing, repeats, parent_id, created_by, created_organisation_id)
  values (p_municipality, p_id, before.category_id, before.problem, before.what, before.area_id, before.lon, before.lat, before.owner_id, coalesce(p_due, (before.due + case before.repeats
      when 'week' then interval '7 days' when 'fortnight' then interval '14 days' when 'month' then interval '1 month' when 'tertial' then interval '4 months' end)::date),
    before.sharing, before.repeats, p_action, auth.uid(), before.created_organisation_id)
  returning * into next;
  insert into public.action_note (municipality_id, action_id, kind, after, organisation_id) values (p_municipality, p_action, 'next', p_id::text, app.my_voice(p_municipality));
  return json_build_object('saved', true, 'action', app.action_json(next, true));
end
$$;

-- As ActionNote of src/domain/follow-through.ts.
create function app.action_note_json(p_note public.action_note) returns json
  language sql stable security definer set search_path = ''
as $$
  select json_build_object('id', p_note.id, 'actionId', p_note.action_id, 'kind', p_note.kind, 'text', p_note.text, 'before', p_note.before, 'after', p_note.after,
    'pictureId', p_note.picture_id, 'organisationId', p_note.organisation_id, 'at', extract(epoch from p_note.at)::bigint, 'mine', coalesce(p_note.created_by = auth.uid(), false))
$$;

-- The trace of one action, or the newest 2,000 lines of all that the caller may see; oldest first; null for who reads no incidents.
create function public.action_notes_of(p_municipality text, p_action uuid default null) returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(app.action_note_json(x.note) order by (x.note).n), '[]')
  from (
    select note
    from app.readable_actions(p_municipality) v join public.action_note note on note.municipality_id = p_municipality and note.action_id = v.id
    where p_action is null or v.id = p_action
    order by note.n desc
    limit 2000
  ) x
  having app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator'])
$$;

-- Writes a note on an action that the caller sees, as ActionNote; the same id sent twice is written once.
create function public.add_action_note(p_municipality text, p_action uuid, p_id uuid, p_text text) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  words text := app.checked_text(p_text, 500);
  note public.action_note;
begin
  if app.my_writing_organisations(p_municipality) = '{}' then
    raise exception 'not-allowed: Only reporters and coordinators of the municipality write notes.';
  elsif not exists (select from app.readable_actions(p_municipality) v where v.id = p_action) then
    raise exception 'not-found: There is no such action for you any more. Reload the list of actions.';
  elsif words is null or p_id is null then
    raise exception 'invalid: Say in a few words what has happened.';
  end if;
  insert into public.action_note (municipality_id, id, action_id, kind, text, organisation_id)
  values (p_municipality, p_id, p_action, 'note', words, app.my_voice(p_municipality)) on conflict do nothing returning * into note;
  if note.id is null then
    select k.* into note from public.action_note k where k.municipality_id = p_municipality and k.id = p_id and k.action_id = p_action and k.created_by = auth.uid();
    if note.id is null then
      raise exception 'invalid: This id belongs to another note. Choose a new one.';
    end if;
  end if;
  return app.action_note_json(note);
end
$$;

-- Takes a note back: by who wrote it within 24 hours, and then it is gone; later, with a reason, by the coordinator or the administrator, and then its words are gone and the line stays.
-- True when one went.
create function public.remove_action_note(p_municipality text, p_id uuid, p_reason text default null) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  reason text := app.checked_text(p_reason, 200);
  note public.action_note;
begin
  select k.* into note from public.action_note k where k.municipality_id = p_municipality and k.id = p_id and k.kind = 'note';
  if note.created_by = auth.uid() and note.at > now() - interval '24 hours' and app.my_writing_organisations(p_municipality) <> '{}' then
    perform set_config('lagesbild.clearing', 'on', true);
    delete from public.action_note k where k.municipality_id = p_municipality and k.id = p_id;
    perform set_config('lagesbild.clearing', '', true);
    return true;
  elsif not app.has_role(p_municipality, array['coordinator', 'administrator']) then
    raise exception 'not-allowed: A note is taken back within a day, by who wrote it. Ask the coordinator to take its words away.';
  elsif reason is null then
    raise exception 'invalid: Say in a few words why the words go.';
  elsif note.id is null then
    return false;
  end if;
  perform set_config('lagesbild.clearing', 'on', true);
  update public.action_note k set text = '' where k.municipality_id = p_municipality and k.id = p_id;
  perform set_config('lagesbild.clearing', '', true);
  perform app.write_log(p_municipality, 'action_note.emptied', jsonb_build_object('id', p_id, 'reason', reason), 1);
  return true;
end
$$;

-- The meeting takes up again what is open: a line in the trace of every open action of the picture that an earlier meeting decided on, once a meeting: { carried }.
create function public.carry_actions(p_municipality text, p_picture uuid) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  carried integer;
begin
  perform app.may_write_picture(p_municipality, p_picture);
  insert into public.action_note (municipality_id, action_id, kind, picture_id, organisation_id)
  select p_municipality, a.id, 'carried', p_picture, app.my_voice(p_municipality)
  from public.situation_picture p, app.actions_of_picture(p) a
  where p.municipality_id = p_municipality and p.id = p_picture and a.status in ('planned', 'ongoing') and a.picture_id is distinct from p_picture
  on conflict do nothing;
  get diagnostics carried = row_count;
  return json_build_object('carried', carried);
end
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.refuse_action_note_change(), app.note_status() from authenticated, service_role;
revoke all on function public.continue_action(text, uuid, uuid, date), public.action_notes_of(text, uuid), public.add_action_note(text, uuid, uuid, text),
  public.remove_action_note(text, uuid, text), public.carry_actions(text, uuid) from public, anon;
grant execute on function public.continue_action(text, uuid, uuid, date), public.action_notes_of(text, uuid), public.add_action_note(text, uuid, uuid, text),
  public.remove_action_note(text, uuid, text), public.carry_actions(text, uuid) to authenticated, service_role;
