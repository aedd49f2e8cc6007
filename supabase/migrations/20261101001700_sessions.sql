-- What a session must be to count, beside the membership: no older than the municipality allows, not signed out meanwhile, and with the second factor where
-- the role demands it. It stands in app.my_memberships, on which every policy and every reading function rests.

create function app.claims() returns jsonb
  language sql stable set search_path = ''
as $$
  select coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb
$$;

-- When the session of the token began; null when it has ended or was removed. A token that names no session (made by the operator) is as old as itself.
create function app.session_began() returns timestamptz
  language sql stable security definer set search_path = ''
as $$
  select case when app.claims() ? 'session_id'
    then (select s.created_at from auth.sessions s where s.id::text = app.claims() ->> 'session_id' and s.user_id = auth.uid())
    else coalesce(to_timestamp((app.claims() ->> 'iat')::double precision), now()) end
$$;

create function app.demands_second_factor(p_role text, p_required boolean) returns boolean
  language sql immutable set search_path = ''
as $$
  select p_required and p_role in ('coordinator', 'administrator')
$$;

create or replace function app.my_memberships(p_roles text[] default null)
  returns table (municipality_id text, organisation_id text, organisation_kind text, role text)
  language sql stable security definer set search_path = ''
as $$
  select m.municipality_id, m.organisation_id, o.kind, m.role
  from public.membership m
    join public.organisation o on o.municipality_id = m.municipality_id and o.id = m.organisation_id
    join public.municipality mu on mu.id = m.municipality_id
  where m.user_id = (select auth.uid()) and m.active and (p_roles is null or m.role = any (p_roles))
    and (select app.session_began()) > now() - make_interval(hours => mu.session_hours)
    and (not app.demands_second_factor(m.role, mu.second_factor_required) or (select app.claims() ->> 'aal') = 'aal2')
$$;

-- The caller's memberships, as Membership[]: also those that wait for the second factor, so that the app can ask for it; none of a session that is over.
create or replace function public.my_memberships() returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(json_build_object(
    'id', m.id, 'municipalityId', m.municipality_id, 'municipalityName', mu.name,
    'organisationId', m.organisation_id, 'organisationName', o.name, 'organisationKind', o.kind, 'role', m.role,
    'secondFactor', app.demands_second_factor(m.role, mu.second_factor_required), 'sessionHours', mu.session_hours
  ) order by mu.name, o.name, m.role), '[]')
  from public.membership m
    join public.municipality mu on mu.id = m.municipality_id
    join public.organisation o on o.municipality_id = m.municipality_id and o.id = m.organisation_id
  where m.user_id = (select auth.uid()) and m.active
    and (select app.session_began()) > now() - make_interval(hours => mu.session_hours)
$$;

revoke all on function app.claims(), app.session_began(), app.demands_second_factor(text, boolean) from public, anon;
grant execute on function app.claims(), app.session_began(), app.demands_second_factor(text, boolean) to authenticated, service_role;
