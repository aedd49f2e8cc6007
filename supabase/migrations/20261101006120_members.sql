-- Organisations and members, as the administrator looks after them: coordinators read the lists without addresses. Refusals: `last-administrator`, `in-use`, `taken`.

-- One at a time for each municipality, and never without anybody who could let others in: refuses when nobody but these memberships administers.
create function app.keep_an_administrator(p_municipality text, p_except uuid[], p_organisation text default null) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform from public.municipality m where m.id = p_municipality for no key update;
  if not exists (
    select from public.membership m join public.organisation o on o.municipality_id = m.municipality_id and o.id = m.organisation_id
    where m.municipality_id = p_municipality and m.role = 'administrator' and m.active and o.closed_on is null and m.id <> all (p_except)
      and o.id is distinct from p_organisation
  ) then
    raise exception 'last-administrator: Somebody must look after the municipality. Make somebody else administrator first.';
  end if;
end
$$;

create function app.must_administer(p_municipality text, p_what text) returns void
  language plpgsql stable security definer set search_path = ''
as $$
begin
  if not app.has_role(p_municipality, array['administrator']) then
    raise exception 'not-allowed: Only the administrator of the municipality %.', p_what;
  end if;
end
$$;

create or replace function public.set_member_active(p_municipality text, p_membership uuid, p_active boolean) returns void
  language plpgsql security definer set search_path = ''
as $$
begin
  perform app.must_administer(p_municipality, 'opens and closes memberships');
  if not p_active then
    perform app.keep_an_administrator(p_municipality, array[p_membership]);
  end if;
  update public.membership m set active = p_active where m.municipality_id = p_municipality and m.id = p_membership;
  if not found then
    raise exception 'not-found: There is no such membership in the municipality. Reload the list of members.';
  end if;
end
$$;

-- Another role in the same organisation.
create function public.set_member_role(p_municipality text, p_membership uuid, p_role text) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform app.must_administer(p_municipality, 'gives roles');
  if p_role is null or p_role not in ('reporter', 'viewer', 'coordinator', 'administrator') then
    perform app.refuse_shape('The role');
  elsif exists (
    select from public.membership m join public.membership o on o.municipality_id = m.municipality_id and o.user_id = m.user_id and o.organisation_id = m.organisation_id
    where m.municipality_id = p_municipality and m.id = p_membership and o.id <> m.id and o.role = p_role
  ) then
    raise exception 'taken: This person has that role in the organisation already.';
  elsif p_role <> 'administrator' then
    perform app.keep_an_administrator(p_municipality, array[p_membership]);
  end if;
  update public.membership m set role = p_role where m.municipality_id = p_municipality and m.id = p_membership;
  if not found then
    raise exception 'not-found: There is no such membership in the municipality. Reload the list of members.';
  end if;
end
$$;

-- Whether one went. The account stays: without a membership it opens nothing.
create function public.remove_member(p_municipality text, p_membership uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform app.must_administer(p_municipality, 'removes members');
  perform app.keep_an_administrator(p_municipality, array[p_membership]);
  delete from public.membership m where m.municipality_id = p_municipality and m.id = p_membership;
  return found;
end
$$;

-- The caller's role as administrator goes to another member, in one step: that person keeps what they were, and the caller what else they are.
create function public.hand_over(p_municipality text, p_to uuid) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  heir public.membership;
  mine uuid;
begin
  -- First in line, then judged: whoever waited here may be no administrator any more.
  perform from public.municipality m where m.id = p_municipality for no key update;
  perform app.must_administer(p_municipality, 'hands over');
  select m.* into heir from public.membership m join public.organisation o on o.municipality_id = m.municipality_id and o.id = m.organisation_id
  where m.municipality_id = p_municipality and m.id = p_to and m.active and o.closed_on is null;
  if heir.id is null then
    raise exception 'not-found: There is no such member who takes part. Reload the list of members.';
  elsif heir.user_id = auth.uid() then
    raise exception 'invalid: Choose somebody else to hand over to.';
  end if;
  select m.id into mine from public.membership m
  where m.municipality_id = p_municipality and m.user_id = auth.uid() and m.role = 'administrator' and m.active limit 1;
  insert into public.membership (municipality_id, user_id, organisation_id, role) values (p_municipality, heir.user_id, heir.organisation_id, 'administrator')
  on conflict (user_id, municipality_id, organisation_id, role) do update set active = true;
  perform app.end_administrator(p_municipality, mine, heir.user_id);
end
$$;

-- Everybody: [{ id, organisationId, role, active, mine, email }]; the address for the administrator alone, and that is logged. Null for others than administrator and coordinator.
create function public.members_of(p_municipality text) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  administers boolean := app.has_role(p_municipality, array['administrator']);
  answer json;
begin
  if not administers and not app.has_role(p_municipality, array['coordinator']) then
    return null;
  end if;
  select coalesce(json_agg(json_build_object('id', m.id, 'organisationId', m.organisation_id, 'role', m.role, 'active', m.active, 'mine', m.user_id = auth.uid(),
    'email', case when administers then u.email end) order by o.name, o.id, m.role, u.email, m.id), '[]') into answer
  from public.membership m
    join public.organisation o on o.municipality_id = m.municipality_id and o.id = m.organisation_id
    join auth.users u on u.id = m.user_id
  where m.municipality_id = p_municipality;
  if administers then
    perform app.write_log(p_municipality, 'members.read', '{}', json_array_length(answer));
  end if;
  return answer;
end
$$;

-- Where an organisation is written down, as names of tables: what it has reported, done, promised or is a member of.
create function app.uses_of_organisation(p_municipality text, p_id text) returns text[]
  language plpgsql stable security definer set search_path = ''
as $$
declare
  reference record;
  used boolean;
  found_in text[] := '{}';
begin
  -- From the catalogue, so that a table that comes later is not forgotten.
  for reference in
    select c.conrelid::regclass as tablename, own.attname as id_column
    from pg_catalog.pg_constraint c
      join lateral unnest(c.conkey, c.confkey) as pair (own, theirs) on true
      join pg_catalog.pg_attribute own on own.attrelid = c.conrelid and own.attnum = pair.own
      join pg_catalog.pg_attribute theirs on theirs.attrelid = c.confrelid and theirs.attnum = pair.theirs and theirs.attname = 'id'
    where c.contype = 'f' and c.confrelid = 'public.organisation'::regclass
      and c.conrelid not in ('public.organisation_area'::regclass, 'public.invitation'::regclass)
  loop
    execute format('select exists (select from %s t where t.municipality_id = $1 and t.%I = $2)', reference.tablename, reference.id_column)
      into used using p_municipality, p_id;
    if used then
      found_in := found_in || split_part(reference.tablename::text, '.', 2);
    end if;
  end loop;
  return found_in;
end
$$;

create function app.organisation_json(p_organisation public.organisation) returns json
  language sql stable security definer set search_path = ''
as $$
  select json_build_object('id', p_organisation.id, 'name', p_organisation.name, 'kind', p_organisation.kind, 'closed', p_organisation.closed_on is not null,
    'revision', p_organisation.revision,
    'areas', (
      select coalesce(json_agg(json_build_object('areaId', oa.area_id, 'expected', oa.expected_to_report) order by a.position, a.id), '[]')
      from public.organisation_area oa join public.area a on a.municipality_id = oa.municipality_id and a.id = oa.area_id
      where oa.municipality_id = p_organisation.municipality_id and oa.organisation_id = p_organisation.id
    ),
    'members', (
      select count(distinct m.user_id) from public.membership m
      where m.municipality_id = p_organisation.municipality_id and m.organisation_id = p_organisation.id and m.active
    ),
    'reporters', (
      select count(*) from public.membership m
      where m.municipality_id = p_organisation.municipality_id and m.organisation_id = p_organisation.id and m.active and m.role = 'reporter'
    ))
$$;

-- [{ id, name, kind, closed, revision, areas: [{ areaId, expected }], members, reporters }], by name. Null for others than administrator and coordinator.
create function public.organisations_of(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(app.organisation_json(o) order by o.closed_on is not null, o.name, o.id), '[]')
  from public.organisation o
  where o.municipality_id = p_municipality
  having app.has_role(p_municipality, array['administrator', 'coordinator'])
$$;

-- Stores { id (null: a new one), name, kind, closed, areas: [{ areaId, expected }] }: { saved, organisation }; `saved` false with what another wrote meanwhile. One that closes is expected
-- to report nowhere, its open invitations and those of its administrators end, and its members see nothing.
create function public.save_organisation(p_municipality text, p_organisation jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  given jsonb := app.plain_json(p_organisation);
  it public.organisation;
  it_id text;
  its_name text;
  closes boolean;
  what constant text := 'The organisation';
begin
  perform app.must_administer(p_municipality, 'looks after its organisations');
  perform app.check_keys(given, array['id', 'name', 'kind', 'closed', 'areas'], what);
  its_name := app.text_in(given, 'name', 120);
  closes := coalesce((given ->> 'closed')::boolean, false);
  if coalesce(jsonb_typeof(given -> 'closed'), 'boolean') <> 'boolean' or jsonb_typeof(given -> 'areas') is distinct from 'array'
    or coalesce(given ->> 'kind', '') not in ('police', 'municipality', 'housing_company', 'rescue_service', 'guards', 'school', 'business')
    or exists (
      select from jsonb_array_elements(given -> 'areas') x
      where (jsonb_typeof(x -> 'expected') = 'boolean' and exists (select from public.area a where a.municipality_id = p_municipality and a.id = x ->> 'areaId')) is not true
    ) or (select count(distinct x ->> 'areaId') from jsonb_array_elements(given -> 'areas') x) <> jsonb_array_length(given -> 'areas') then
    perform app.refuse_shape(what);
  elsif its_name = '' then
    raise exception 'invalid: An organisation has a name.';
  end if;
  perform from public.municipality m where m.id = p_municipality for no key update;
  if given ->> 'id' is not null then
    select o.* into it from public.organisation o where o.municipality_id = p_municipality and o.id = given ->> 'id' for update;
    if it.id is null then
      raise exception 'not-found: There is no such organisation. Reload the list.';
    elsif it.revision is distinct from p_revision then
      return json_build_object('saved', false, 'organisation', app.organisation_json(it));
    end if;
  end if;
  if exists (
    select from public.organisation o
    where o.municipality_id = p_municipality and o.id is distinct from it.id::text and app.small_letters(o.name) = app.small_letters(its_name)
  ) then
    raise exception 'taken: There is an organisation of that name already.';
  end if;
  if it.id is null then
    -- The same slug may be there for another name.
    select s into it_id from (
      select app.slug_from(its_name) || case n when 1 then '' else '-' || n end as s, n from generate_series(1, 1000) n
    ) x where not exists (select from public.organisation o where o.municipality_id = p_municipality and o.id = x.s) order by n limit 1;
    insert into public.organisation (municipality_id, id, name, kind, closed_on)
    values (p_municipality, it_id, its_name, given ->> 'kind', case when closes then app.today() end);
  else
    it_id := it.id;
    if closes and it.closed_on is null then
      perform app.keep_an_administrator(p_municipality, '{}', it_id);
    end if;
    update public.organisation o
    set name = its_name, kind = given ->> 'kind', closed_on = case when closes then coalesce(o.closed_on, app.today()) end, revision = o.revision + 1
    where o.municipality_id = p_municipality and o.id = it_id;
    if closes and it.closed_on is null then
      -- Into it, and those that its administrators made for others: a link kept for oneself would be a way back.
      delete from public.invitation i
      where i.municipality_id = p_municipality and i.accepted_at is null
        and (i.organisation_id = it_id or i.created_by is not null and not app.administers(p_municipality, i.created_by));
    end if;
  end if;
  delete from public.organisation_area oa
  where oa.municipality_id = p_municipality and oa.organisation_id = it_id
    and oa.area_id not in (select x ->> 'areaId' from jsonb_array_elements(given -> 'areas') x);
  insert into public.organisation_area (municipality_id, organisation_id, area_id, expected_to_report)
  select p_municipality, it_id, x ->> 'areaId', (x ->> 'expected')::boolean and not closes from jsonb_array_elements(given -> 'areas') x
  on conflict (municipality_id, organisation_id, area_id) do update set expected_to_report = excluded.expected_to_report
    where organisation_area.expected_to_report is distinct from excluded.expected_to_report;
  select o.* into it from public.organisation o where o.municipality_id = p_municipality and o.id = it_id;
  return json_build_object('saved', true, 'organisation', app.organisation_json(it));
end
$$;

-- Whether one went: only one that nothing is written of. Others are closed.
create function public.remove_organisation(p_municipality text, p_id text) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform app.must_administer(p_municipality, 'looks after its organisations');
  perform from public.municipality m where m.id = p_municipality for no key update;
  if cardinality(app.uses_of_organisation(p_municipality, p_id)) > 0 then
    raise exception 'in-use: The organisation has members, reports or promises. Close it instead: it stays where it is written down.';
  end if;
  delete from public.organisation o where o.municipality_id = p_municipality and o.id = p_id;
  return found;
end
$$;

-- What is there and what is missing, in numbers, for whoever sets the municipality up: nothing of it is stored anywhere, so that it cannot be out of date.
create function public.setup_status(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  select json_build_object(
    'ownBoundary', app.has_own_boundary(mu.id),
    'areas', (select count(*) from public.area a where a.municipality_id = mu.id and coalesce(a.active_to > app.today(), true)),
    'areasWithoutReporter', (
      select count(*) from public.area a
      where a.municipality_id = mu.id and coalesce(a.active_to > app.today(), true) and not exists (
        select from public.organisation_area oa join public.organisation o on o.municipality_id = oa.municipality_id and o.id = oa.organisation_id
        where oa.municipality_id = mu.id and oa.area_id = a.id and oa.expected_to_report and o.closed_on is null
      )
    ),
    'organisations', (select count(*) from public.organisation o where o.municipality_id = mu.id and o.closed_on is null),
    'reporters', (
      select count(*) from public.membership m join public.organisation o on o.municipality_id = m.municipality_id and o.id = m.organisation_id
      where m.municipality_id = mu.id and m.active and o.closed_on is null and m.role = 'reporter'
    ),
    'people', (
      select count(distinct m.user_id) from public.membership m join public.organisation o on o.municipality_id = m.municipality_id and o.id = m.organisation_id
      where m.municipality_id = mu.id and m.active and o.closed_on is null
    ),
    'invited', (select count(*) from public.invitation i where i.municipality_id = mu.id and i.accepted_at is null and i.expires_at > now()),
    'categories', (select count(*) from public.category c where c.municipality_id = mu.id and c.active),
    'places', (select count(*) from public.place p where p.municipality_id = mu.id),
    'reviewRequired', mu.review_required,
    'secondFactorRequired', mu.second_factor_required,
    'retentionRules', (select count(*) from public.retention_rule r where r.municipality_id = mu.id),
    'hasIncident', exists (select from public.incident i where i.municipality_id = mu.id),
    'hasPublished', exists (select from public.picture_version v where v.municipality_id = mu.id)
  )
  from public.municipality mu
  where mu.id = p_municipality and app.has_role(p_municipality, array['administrator', 'coordinator'])
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.keep_an_administrator(text, uuid[], text), app.must_administer(text, text), app.uses_of_organisation(text, text),
  app.organisation_json(public.organisation) from authenticated, service_role;
revoke all on function public.set_member_role(text, uuid, text), public.remove_member(text, uuid), public.hand_over(text, uuid), public.members_of(text),
  public.organisations_of(text), public.save_organisation(text, jsonb, integer), public.remove_organisation(text, text), public.setup_status(text) from public, anon;
grant execute on function public.set_member_role(text, uuid, text), public.remove_member(text, uuid), public.hand_over(text, uuid), public.members_of(text),
  public.organisations_of(text), public.save_organisation(text, jsonb, integer), public.remove_organisation(text, text), public.setup_status(text)
  to authenticated, service_role;
