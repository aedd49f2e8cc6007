-- Reading and writing plans: how far a commitment has come, the tree of an agreement, and saving its parts so that two coordinators never overwrite each other. Keys of the answers are those of
-- src/domain/plan.ts. Only the coordinator writes agreements, focus areas and commitments; all conflicts and resends are as in save_action.

-- A tertial counts what was held in it, or the number that its follow-up states in place of the log. p_until is the first day that does not count; null: tomorrow. As Progress.
create function app.commitment_progress(p_commitment public.commitment, p_until date default null) returns jsonb
  language sql stable security definer set search_path = ''
as $$
  with high as (
    select least(coalesce(p_until, app.today() + 1), p_commitment.ends_on + 1) as day
  ), span as (
    select case p_commitment.target_span when 'year' then make_date(extract(year from h.day - 1)::integer, 1, 1) else '-infinity'::date end as low, h.day as high,
      case p_commitment.target_span when 'year' then make_date(extract(year from h.day - 1)::integer + 1, 1, 1) else 'infinity'::date end as ends
    from high h
  ), log as (
    select app.tertial_of(t.day) as period_key, count(*) filter (where a.state = 'done' and t.day < s.high) as done, count(*) filter (where a.state = 'planned') as planned
    from span s, public.activity a, lateral (select (a.starts_at at time zone 'Europe/Stockholm')::date as day) t
    where a.municipality_id = p_commitment.municipality_id and a.commitment_id = p_commitment.id and a.state <> 'cancelled' and t.day >= s.low and t.day < s.ends
    group by 1
  ), stated as (
    select f.period_key, f.value, f.state, d.begins
    from span s, public.commitment_follow_up f, lateral app.period_days(f.period_key) d
    where f.municipality_id = p_commitment.municipality_id and f.commitment_id = p_commitment.id and d.begins >= s.low and d.begins < s.high
  ), counted as (
    select coalesce(sum(l.done), 0)::integer as done, coalesce(sum(l.planned), 0)::integer as planned, coalesce(sum(coalesce(f.value, l.done)), 0) as number
    from log l full join stated f on f.period_key = l.period_key
  ), held as (
    select c.done, c.planned, case p_commitment.target_kind
        when 'number' then c.number
        when 'indicator' then (select f.value from stated f where f.value is not null order by f.begins desc limit 1)
      end as number,
      exists (select from stated f where f.state = 'done') as told_done
    from counted c
  )
  select jsonb_build_object('done', h.done, 'planned', h.planned, 'number', h.number, 'met', case
      when p_commitment.target_kind = 'none' then null
      when p_commitment.target_kind = 'yes' then h.told_done
      when p_commitment.target_direction = 'at_most' then h.number <= p_commitment.target_number
      else h.number >= p_commitment.target_number
    end)
  from held h
$$;

create function app.target_json(p_commitment public.commitment) returns jsonb
  language sql immutable set search_path = ''
as $$
  select jsonb_build_object('kind', p_commitment.target_kind, 'number', p_commitment.target_number, 'unit', p_commitment.target_unit, 'span', p_commitment.target_span,
    'direction', p_commitment.target_direction)
$$;

create function app.contributions_of(p_municipality text, p_commitment uuid) returns jsonb
  language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('organisationId', k.organisation_id, 'text', k.text) order by k.organisation_id), '[]')
  from public.commitment_contribution k where k.municipality_id = p_municipality and k.commitment_id = p_commitment
$$;

create function app.parties_of_agreement(p_municipality text, p_id uuid) returns text[]
  language sql stable security definer set search_path = ''
as $$
  select array(select p.organisation_id::text from public.agreement_party p where p.municipality_id = p_municipality and p.agreement_id = p_id order by 1)
$$;

create function app.agreement_json(p_agreement public.agreement, p_may_edit boolean) returns jsonb
  language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('id', p_agreement.id, 'key', p_agreement.key, 'kind', p_agreement.kind, 'title', p_agreement.title, 'goal', p_agreement.goal,
    'from', p_agreement.starts_on, 'to', p_agreement.ends_on, 'parties', to_jsonb(app.parties_of_agreement(p_agreement.municipality_id, p_agreement.id)),
    'otherParties', p_agreement.other_parties, 'sharing', p_agreement.sharing, 'revision', p_agreement.revision,
    'updatedAt', extract(epoch from p_agreement.updated_at)::bigint, 'mayEdit', p_may_edit)
$$;

create function app.focus_area_json(p_focus_area public.focus_area, p_may_edit boolean) returns jsonb
  language sql immutable set search_path = ''
as $$
  select jsonb_build_object('id', p_focus_area.id, 'agreementId', p_focus_area.agreement_id, 'parentId', p_focus_area.parent_id, 'title', p_focus_area.title,
    'position', p_focus_area.position, 'revision', p_focus_area.revision, 'mayEdit', p_may_edit)
$$;

create function app.commitment_json(p_commitment public.commitment, p_may_edit boolean, p_may_follow_up boolean) returns jsonb
  language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('id', p_commitment.id, 'agreementId', p_commitment.agreement_id, 'focusAreaId', p_commitment.focus_area_id, 'title', p_commitment.title,
    'description', p_commitment.description, 'ownerId', p_commitment.owner_id, 'otherOwner', p_commitment.other_owner,
    'contributions', app.contributions_of(p_commitment.municipality_id, p_commitment.id), 'from', p_commitment.starts_on, 'to', p_commitment.ends_on,
    'timePlan', p_commitment.time_plan, 'target', app.target_json(p_commitment), 'sharing', p_commitment.sharing, 'position', p_commitment.position,
    'revision', p_commitment.revision, 'updatedAt', extract(epoch from p_commitment.updated_at)::bigint, 'mayEdit', p_may_edit, 'mayFollowUp', p_may_follow_up,
    'progress', app.commitment_progress(p_commitment))
$$;

-- All agreements with their focus areas and commitments, as Plan[], the one that ends last first; null for who reads no incidents.
create function public.plans_of(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  with readable as materialized (
    select * from app.readable_commitments(p_municipality)
  )
  select coalesce(json_agg(app.agreement_json(g, v.may_edit) || jsonb_build_object(
    'focusAreas', (
      select coalesce(jsonb_agg(app.focus_area_json(f, v.may_edit) order by f.position, f.created_at, f.id), '[]')
      from public.focus_area f where f.municipality_id = g.municipality_id and f.agreement_id = g.id
    ),
    'commitments', (
      select coalesce(jsonb_agg(app.commitment_json(c, r.may_edit, r.may_follow_up) order by c.position, c.created_at, c.id), '[]')
      from readable r join public.commitment c on c.municipality_id = p_municipality and c.id = r.id
      where r.agreement_id = g.id
    )
  ) order by g.ends_on desc, g.starts_on desc, g.key), '[]')
  from app.readable_agreements(p_municipality) v join public.agreement g on g.municipality_id = p_municipality and g.id = v.id
  having app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator'])
$$;

-- Refuses who does not write plans.
create function app.may_write_plans(p_municipality text) returns void
  language plpgsql stable security definer set search_path = ''
as $$
begin
  if not app.has_role(p_municipality, array['coordinator']) then
    raise exception 'not-allowed: Only the coordinator of the municipality writes its promises and plans.';
  end if;
end
$$;

-- Whether a change made from p_revision may be stored over what is there: also once more by the author of a new one whose first answer was lost.
create function app.may_overwrite(p_stored integer, p_revision integer, p_author uuid) returns boolean
  language sql stable set search_path = ''
as $$
  select (p_stored = p_revision or p_revision = 0 and p_stored = 1 and p_author = auth.uid()) is true
$$;

create function app.span_given(p_value jsonb, out starts_on date, out ends_on date)
  language plpgsql immutable set search_path = ''
as $$
begin
  starts_on := app.date_in(p_value, 'from');
  ends_on := app.date_in(p_value, 'to');
  if starts_on is null or ends_on is null then
    raise exception 'invalid: Say from which day to which it holds.';
  elsif ends_on < starts_on then
    raise exception 'end-before-start: It ends before it begins. Change one of the two days.';
  end if;
end
$$;

-- Adds or changes an agreement: { saved, agreement }.
create function public.save_agreement(p_municipality text, p_agreement jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  raw jsonb := app.plain_json(p_agreement);
  given public.agreement;
  stored public.agreement;
  parties text[];
  what constant text := 'The agreement';
begin
  perform app.may_write_plans(p_municipality);
  given.id := app.id_of(raw, what);
  perform app.check_keys(raw, array['id', 'key', 'kind', 'title', 'goal', 'from', 'to', 'parties', 'otherParties', 'sharing', 'revision', 'updatedAt', 'mayEdit'], what);
  if (raw ->> 'key' ~ '^[a-z0-9][a-z0-9-]{0,59}$') is not true or coalesce(raw ->> 'kind', 'promise') not in ('promise', 'agreement')
    or coalesce(raw ->> 'sharing', 'partners') not in ('public', 'partners', 'authorities') then
    perform app.refuse_shape(what);
  end if;
  perform app.refuse_personal_data(raw ->> 'key'); -- it stands in public links
  given.key := raw ->> 'key';
  given.kind := coalesce(raw ->> 'kind', 'promise');
  given.title := app.text_in(raw, 'title', 200);
  given.goal := app.text_in(raw, 'goal', 1000);
  select s.starts_on, s.ends_on into given.starts_on, given.ends_on from app.span_given(raw) s;
  given.other_parties := app.text_in(raw, 'otherParties', 120);
  given.sharing := coalesce(raw ->> 'sharing', 'partners');
  parties := app.organisations_in(p_municipality, raw, 'parties', what);
  if given.title = '' then
    raise exception 'invalid: Say what the agreement is called.';
  end if;
  select g.* into stored from public.agreement g where g.municipality_id = p_municipality and g.id = given.id for update;
  if stored.id is null and p_revision <> 0 then
    raise exception 'not-found: There is no such agreement any more. Reload the list.';
  elsif stored.key <> given.key then
    raise exception 'invalid: The short name of an agreement stands in links and never changes.';
  elsif stored.id is null and exists (select from public.agreement g where g.municipality_id = p_municipality and g.key = given.key) then
    raise exception 'invalid: Another agreement has this short name. Choose another one.';
  end if;
  if stored.id is not null and (given.kind, given.title, given.goal, given.starts_on, given.ends_on, given.other_parties, given.sharing)
    is not distinct from (stored.kind, stored.title, stored.goal, stored.starts_on, stored.ends_on, stored.other_parties, stored.sharing)
    and parties = app.parties_of_agreement(p_municipality, stored.id) then
    return json_build_object('saved', true, 'agreement', app.agreement_json(stored, true));
  elsif stored.id is not null and not app.may_overwrite(stored.revision, p_revision, stored.created_by) then
    return json_build_object('saved', false, 'agreement', app.agreement_json(stored, true));
  elsif stored.id is null then
    insert into public.agreement (municipality_id, id, key, kind, title, goal, starts_on, ends_on, other_parties, sharing, created_by)
    values (p_municipality, given.id, given.key, given.kind, given.title, given.goal, given.starts_on, given.ends_on, given.other_parties, given.sharing, auth.uid())
    on conflict do nothing returning * into stored;
    -- Sent twice at the same moment: the other one is there now.
    if stored.id is null then
      return public.save_agreement(p_municipality, p_agreement, p_revision);
    end if;
  else
    update public.agreement g set kind = given.kind, title = given.title, goal = given.goal, starts_on = given.starts_on, ends_on = given.ends_on,
      other_parties = given.other_parties, sharing = given.sharing, revision = g.revision + 1, updated_at = now()
    where g.municipality_id = p_municipality and g.id = given.id returning * into stored;
  end if;
  delete from public.agreement_party p where p.municipality_id = p_municipality and p.agreement_id = stored.id and p.organisation_id <> all (parties);
  insert into public.agreement_party (municipality_id, agreement_id, organisation_id) select p_municipality, stored.id, it from unnest(parties) it on conflict do nothing;
  return json_build_object('saved', true, 'agreement', app.agreement_json(stored, true));
end
$$;

-- Adds or changes a focus area or a sub-goal: { saved, focusArea }.
create function public.save_focus_area(p_municipality text, p_focus_area jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  raw jsonb := app.plain_json(p_focus_area);
  given public.focus_area;
  stored public.focus_area;
  what constant text := 'The focus area';
begin
  perform app.may_write_plans(p_municipality);
  given.id := app.id_of(raw, what);
  perform app.check_keys(raw, array['id', 'agreementId', 'parentId', 'title', 'position', 'revision', 'mayEdit'], what);
  given.agreement_id := app.uuid_in(raw, 'agreementId', what);
  given.parent_id := app.uuid_in(raw, 'parentId', what);
  given.title := app.text_in(raw, 'title', 200);
  given.position := coalesce(app.number_in(raw, 'position', 0, 1000), 0)::integer;
  if given.title = '' then
    raise exception 'invalid: Say what the focus area is called.';
  end if;
  -- One at a time in an agreement.
  perform from public.agreement g where g.municipality_id = p_municipality and g.id = given.agreement_id for update;
  if not found then
    raise exception 'not-found: There is no such agreement any more. Reload the list.';
  end if;
  select f.* into stored from public.focus_area f where f.municipality_id = p_municipality and f.id = given.id for update;
  if stored.id is null and p_revision <> 0 then
    raise exception 'not-found: There is no such focus area any more. Reload the plan.';
  elsif stored.agreement_id <> given.agreement_id then
    raise exception 'invalid: A focus area stays in its agreement. Add a new one in the other.';
  elsif given.parent_id is not null and (
    not exists (
      select from public.focus_area f
      where f.municipality_id = p_municipality and f.agreement_id = given.agreement_id and f.id = given.parent_id and f.parent_id is null and f.id <> given.id
    ) or exists (select from public.focus_area f where f.municipality_id = p_municipality and f.parent_id = given.id)
  ) then
    raise exception 'invalid: A sub-goal lies under a focus area of the same agreement, and nothing lies under it.';
  end if;
  if stored.id is not null and (given.parent_id, given.title, given.position) is not distinct from (stored.parent_id, stored.title, stored.position) then
    return json_build_object('saved', true, 'focusArea', app.focus_area_json(stored, true));
  elsif stored.id is not null and not app.may_overwrite(stored.revision, p_revision, stored.created_by) then
    return json_build_object('saved', false, 'focusArea', app.focus_area_json(stored, true));
  elsif stored.id is null then
    insert into public.focus_area (municipality_id, id, agreement_id, parent_id, title, position, created_by)
    values (p_municipality, given.id, given.agreement_id, given.parent_id, given.title, given.position, auth.uid()) returning * into stored;
  else
    update public.focus_area f set parent_id = given.parent_id, title = given.title, position = given.position, revision = f.revision + 1
    where f.municipality_id = p_municipality and f.id = given.id returning * into stored;
  end if;
  return json_build_object('saved', true, 'focusArea', app.focus_area_json(stored, true));
end
$$;

-- The contributions as they were sent, checked and in order: [{ organisationId, text }].
create function app.contributions_given(p_municipality text, p_listed jsonb) returns jsonb
  language plpgsql stable security definer set search_path = ''
as $$
declare
  listed jsonb := coalesce(nullif(p_listed, 'null'), '[]');
  it jsonb;
  checked jsonb := '[]';
  what constant text := 'The list of contributions';
begin
  if jsonb_typeof(listed) <> 'array' or jsonb_array_length(listed) > 30
    or (select count(distinct k ->> 'organisationId') from jsonb_array_elements(listed) k) <> jsonb_array_length(listed) then
    perform app.refuse_shape(what);
  end if;
  for it in select k from jsonb_array_elements(listed) k order by k ->> 'organisationId' loop
    perform app.check_keys(it, array['organisationId', 'text'], what);
    perform app.organisations_in(p_municipality, jsonb_build_object('of', jsonb_build_array(it -> 'organisationId')), 'of', what);
    checked := checked || jsonb_build_array(jsonb_build_object('organisationId', it -> 'organisationId', 'text', app.text_in(it, 'text', 500)));
  end loop;
  return checked;
end
$$;

-- A commitment as it was sent, as a row; its contributions lie beside it.
create function app.commitment_given(p_municipality text, p_commitment jsonb) returns public.commitment
  language plpgsql stable security definer set search_path = ''
as $$
declare
  given public.commitment;
  target jsonb := coalesce(nullif(p_commitment -> 'target', 'null'), '{}');
  what constant text := 'The commitment';
begin
  given.id := app.id_of(p_commitment, what);
  perform app.check_keys(p_commitment, array['id', 'agreementId', 'focusAreaId', 'title', 'description', 'ownerId', 'otherOwner', 'contributions', 'from', 'to', 'timePlan',
    'target', 'sharing', 'position', 'revision', 'updatedAt', 'mayEdit', 'mayFollowUp', 'progress'], what);
  perform app.check_keys(target, array['kind', 'number', 'unit', 'span', 'direction'], what);
  if coalesce(target ->> 'kind', 'none') not in ('none', 'yes', 'number', 'indicator') or coalesce(target ->> 'span', 'whole') not in ('whole', 'year')
    or coalesce(target ->> 'direction', 'at_least') not in ('at_least', 'at_most')
    or coalesce(p_commitment ->> 'sharing', 'partners') not in ('public', 'partners', 'authorities') then
    perform app.refuse_shape(what);
  end if;
  given.municipality_id := p_municipality;
  given.agreement_id := app.uuid_in(p_commitment, 'agreementId', what);
  given.focus_area_id := app.uuid_in(p_commitment, 'focusAreaId', what);
  given.title := app.text_in(p_commitment, 'title', 200);
  given.description := app.text_in(p_commitment, 'description', 1000);
  given.other_owner := app.text_in(p_commitment, 'otherOwner', 120);
  select s.starts_on, s.ends_on into given.starts_on, given.ends_on from app.span_given(p_commitment) s;
  given.time_plan := app.text_in(p_commitment, 'timePlan', 200);
  given.target_kind := coalesce(target ->> 'kind', 'none');
  given.target_number := case when given.target_kind in ('number', 'indicator') then app.number_in(target, 'number', -1000000000, 1000000000) end;
  given.target_unit := case when given.target_kind in ('number', 'indicator') then app.text_in(target, 'unit', 40) else '' end;
  given.target_span := coalesce(target ->> 'span', 'whole');
  given.target_direction := coalesce(target ->> 'direction', 'at_least');
  given.sharing := coalesce(p_commitment ->> 'sharing', 'partners');
  given.position := coalesce(app.number_in(p_commitment, 'position', 0, 1000), 0)::integer;
  select o.id into given.owner_id from public.organisation o where o.municipality_id = p_municipality and o.id = p_commitment ->> 'ownerId';
  if given.title = '' then
    raise exception 'invalid: Say what is promised.';
  elsif given.owner_id is distinct from p_commitment ->> 'ownerId' then
    raise exception 'invalid: The responsible organisation is not of this municipality. Choose another one, or name it in words.';
  elsif given.target_kind = 'number' and given.target_number is null then
    raise exception 'invalid: Say how many are promised, or choose another kind of target.';
  elsif not exists (
    select from public.focus_area f where f.municipality_id = p_municipality and f.agreement_id = given.agreement_id and f.id = given.focus_area_id
  ) then
    raise exception 'not-found: There is no such focus area in the agreement any more. Reload the plan.';
  end if;
  return given;
end
$$;

-- Adds or changes a commitment: { saved, commitment }.
create function public.save_commitment(p_municipality text, p_commitment jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  raw jsonb := app.plain_json(p_commitment);
  given public.commitment;
  stored public.commitment;
  contributions jsonb;
begin
  perform app.may_write_plans(p_municipality);
  given := app.commitment_given(p_municipality, raw);
  contributions := app.contributions_given(p_municipality, raw -> 'contributions');
  perform from public.agreement g where g.municipality_id = p_municipality and g.id = given.agreement_id for update;
  select c.* into stored from public.commitment c where c.municipality_id = p_municipality and c.id = given.id for update;
  if stored.id is null and p_revision <> 0 then
    raise exception 'not-found: There is no such commitment any more. Reload the plan.';
  elsif stored.agreement_id <> given.agreement_id then
    raise exception 'invalid: A commitment stays in its agreement. Add a new one in the other.';
  end if;
  if stored.id is not null and (given.focus_area_id, given.title, given.description, given.owner_id, given.other_owner, given.starts_on, given.ends_on, given.time_plan,
      given.target_kind, given.target_number, given.target_unit, given.target_span, given.target_direction, given.sharing, given.position)
    is not distinct from (stored.focus_area_id, stored.title, stored.description, stored.owner_id, stored.other_owner, stored.starts_on, stored.ends_on, stored.time_plan,
      stored.target_kind, stored.target_number, stored.target_unit, stored.target_span, stored.target_direction, stored.sharing, stored.position)
    and contributions = app.contributions_of(p_municipality, stored.id) then
    return json_build_object('saved', true, 'commitment', app.commitment_json(stored, true, true));
  elsif stored.id is not null and not app.may_overwrite(stored.revision, p_revision, stored.created_by) then
    return json_build_object('saved', false, 'commitment', app.commitment_json(stored, true, true));
  elsif stored.id is null then
    insert into public.commitment (municipality_id, id, agreement_id, focus_area_id, title, description, owner_id, other_owner, starts_on, ends_on, time_plan, target_kind,
      target_number, target_unit, target_span, target_direction, sharing, position, created_by)
    values (p_municipality, given.id, given.agreement_id, given.focus_area_id, given.title, given.description, given.owner_id, given.other_owner, given.starts_on, given.ends_on,
      given.time_plan, given.target_kind, given.target_number, given.target_unit, given.target_span, given.target_direction, given.sharing, given.position, auth.uid())
    returning * into stored;
  else
    update public.commitment c set focus_area_id = given.focus_area_id, title = given.title, description = given.description, owner_id = given.owner_id,
      other_owner = given.other_owner, starts_on = given.starts_on, ends_on = given.ends_on, time_plan = given.time_plan, target_kind = given.target_kind,
      target_number = given.target_number, target_unit = given.target_unit, target_span = given.target_span, target_direction = given.target_direction,
      sharing = given.sharing, position = given.position, revision = c.revision + 1, updated_at = now()
    where c.municipality_id = p_municipality and c.id = given.id returning * into stored;
  end if;
  delete from public.commitment_contribution k
  where k.municipality_id = p_municipality and k.commitment_id = stored.id
    and k.organisation_id not in (select g ->> 'organisationId' from jsonb_array_elements(contributions) g);
  insert into public.commitment_contribution as k (municipality_id, commitment_id, organisation_id, text)
  select p_municipality, stored.id, g ->> 'organisationId', g ->> 'text' from jsonb_array_elements(contributions) g
  on conflict (municipality_id, commitment_id, organisation_id) do update set text = excluded.text where k.text <> excluded.text;
  return json_build_object('saved', true, 'commitment', app.commitment_json(stored, true, true));
end
$$;

-- Takes away, true when one went: an agreement as long as nothing in it was followed up (or within 24 hours), a focus area that is empty, a commitment that was not followed up (or within
-- 24 hours). What was published is never taken away.
create function public.remove_agreement(p_municipality text, p_id uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform app.may_write_plans(p_municipality);
  if exists (
    select from public.commitment_follow_up f join public.commitment c on c.municipality_id = f.municipality_id and c.id = f.commitment_id
      join public.agreement g on g.municipality_id = c.municipality_id and g.id = c.agreement_id
    where c.municipality_id = p_municipality and c.agreement_id = p_id and g.created_at < now() - interval '24 hours'
  ) then
    raise exception 'not-allowed: This agreement has been followed up, and stays as it was told.';
  end if;
  delete from public.agreement g where g.municipality_id = p_municipality and g.id = p_id;
  return found;
end
$$;

create function public.remove_focus_area(p_municipality text, p_id uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform app.may_write_plans(p_municipality);
  if exists (select from public.commitment c where c.municipality_id = p_municipality and c.focus_area_id = p_id)
    or exists (select from public.focus_area f where f.municipality_id = p_municipality and f.parent_id = p_id) then
    raise exception 'not-allowed: Something lies under this focus area. Move or remove it first.';
  end if;
  delete from public.focus_area f where f.municipality_id = p_municipality and f.id = p_id;
  return found;
end
$$;

create function public.remove_commitment(p_municipality text, p_id uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform app.may_write_plans(p_municipality);
  if exists (
    select from public.commitment c join public.commitment_follow_up f on f.municipality_id = c.municipality_id and f.commitment_id = c.id
    where c.municipality_id = p_municipality and c.id = p_id and c.created_at < now() - interval '24 hours'
  ) then
    raise exception 'not-allowed: This commitment has been followed up, and stays as it was told. Say in the follow-up that it was moved or ended.';
  end if;
  delete from public.commitment c where c.municipality_id = p_municipality and c.id = p_id;
  return found;
end
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function public.plans_of(text), public.save_agreement(text, jsonb, integer), public.save_focus_area(text, jsonb, integer),
  public.save_commitment(text, jsonb, integer), public.remove_agreement(text, uuid), public.remove_focus_area(text, uuid), public.remove_commitment(text, uuid) from public, anon;
grant execute on function public.plans_of(text), public.save_agreement(text, jsonb, integer), public.save_focus_area(text, jsonb, integer),
  public.save_commitment(text, jsonb, integer), public.remove_agreement(text, uuid), public.remove_focus_area(text, uuid), public.remove_commitment(text, uuid)
  to authenticated, service_role;
