-- Who is asking: small functions on the membership table. Policies and reading functions are written on these alone.
-- `security definer`, because membership itself is behind row level security; `search_path = ''`, so that nobody can slip in a
-- table of the same name. They take no column of the row at hand: in a policy they stand in a subquery that is evaluated
-- once for the whole statement.

-- The caller's memberships, all or those of some roles.
create function app.my_memberships(p_roles text[] default null)
  returns table (municipality_id text, organisation_id text, organisation_kind text, role text)
  language sql stable security definer set search_path = ''
as $$
  select m.municipality_id, m.organisation_id, o.kind, m.role
  from public.membership m
    join public.organisation o on o.municipality_id = m.municipality_id and o.id = m.organisation_id
  where m.user_id = (select auth.uid()) and (p_roles is null or m.role = any (p_roles))
$$;

-- The municipalities where the caller is a member, in any role or in some.
create function app.my_municipalities(p_roles text[] default null) returns setof text
  language sql stable security definer set search_path = ''
as $$
  select distinct m.municipality_id from app.my_memberships(p_roles) m
$$;

create function app.has_role(p_municipality text, p_roles text[]) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select exists (select 1 from app.my_memberships(p_roles) m where m.municipality_id = p_municipality)
$$;

-- The areas the caller may see: coordinator, administrator, police, municipality and rescue service all; others those
-- that their organisation works in. With p_roles only what these memberships give.
create function app.my_areas(p_roles text[] default null) returns table (municipality_id text, area_id text)
  language sql stable security definer set search_path = ''
as $$
  select a.municipality_id, a.id
  from public.area a
  where a.municipality_id in (
      select m.municipality_id from app.my_memberships(p_roles) m
      where m.role in ('coordinator', 'administrator') or m.organisation_kind in ('police', 'municipality', 'rescue_service')
    )
    or (a.municipality_id, a.id) in (
      select oa.municipality_id, oa.area_id
      from public.organisation_area oa
        join app.my_memberships(p_roles) m on m.municipality_id = oa.municipality_id and m.organisation_id = oa.organisation_id
    )
$$;

-- What the caller is to the incidents of one municipality. One row. An administrator alone reads no incidents.
create function app.reader(p_municipality text)
  returns table (organisations text[], areas text[], is_coordinator boolean, is_authority boolean)
  language sql stable security definer set search_path = ''
as $$
  select
    coalesce(array_agg(m.organisation_id), '{}'),
    array(
      select a.area_id from app.my_areas(array['reporter', 'viewer', 'coordinator']) a where a.municipality_id = p_municipality
    ),
    coalesce(bool_or(m.role = 'coordinator'), false),
    coalesce(bool_or(m.organisation_kind in ('police', 'municipality')), false) -- AUTHORITY_KINDS of src/domain/setting.ts
  from app.my_memberships(array['reporter', 'viewer', 'coordinator']) m
  where m.municipality_id = p_municipality
$$;

revoke all on all functions in schema app from public, anon;
grant execute on all functions in schema app to authenticated, service_role;
