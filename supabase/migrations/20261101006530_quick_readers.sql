-- Who asks, and what that lets them read, is asked up to ten times a request. A function in SQL with settings of its own is planned at each call, which took longer than the answer, and longer
-- still among hundreds of municipalities. The same answers in PL/pgSQL, which keeps its plans for the session, and with the claims read once a call.
create or replace function app.claims() returns jsonb
  language sql stable
  return coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb;

create or replace function app.demands_second_factor(p_role text, p_required boolean) returns boolean
  language sql immutable
  return p_required and p_role in ('coordinator', 'administrator');

create or replace function app.session_began() returns timestamptz
  language plpgsql stable security definer set search_path = ''
as $$
declare
  claims jsonb := app.claims();
begin
  if claims ? 'session_id' then
    return (select s.created_at from auth.sessions s where s.id::text = claims ->> 'session_id' and s.user_id = auth.uid());
  end if;
  return coalesce(to_timestamp((claims ->> 'iat')::double precision), now());
end
$$;

create or replace function app.my_memberships(p_roles text[] default null)
  returns table (municipality_id text, organisation_id text, organisation_kind text, role text)
  language plpgsql stable security definer rows 2 set search_path = ''
as $$
#variable_conflict use_column
declare
  person uuid := auth.uid();
  began timestamptz := app.session_began();
  has_second_factor boolean := coalesce(app.claims() ->> 'aal', '') = 'aal2';
begin
  return query
    select m.municipality_id, m.organisation_id::text, o.kind, m.role
    from public.membership m
      join public.organisation o on o.municipality_id = m.municipality_id and o.id = m.organisation_id
      join public.municipality mu on mu.id = m.municipality_id
    where m.user_id = person and m.active and o.closed_on is null and (p_roles is null or m.role = any (p_roles))
      and began > now() - make_interval(hours => mu.session_hours)
      and (not app.demands_second_factor(m.role, mu.second_factor_required) or has_second_factor);
end
$$;

create or replace function app.my_municipalities(p_roles text[] default null) returns setof text
  language plpgsql stable security definer rows 1 set search_path = ''
as $$
begin
  return query select distinct m.municipality_id from app.my_memberships(p_roles) m;
end
$$;

create or replace function app.has_role(p_municipality text, p_roles text[]) returns boolean
  language plpgsql stable security definer set search_path = ''
as $$
begin
  return exists (select from app.my_memberships(p_roles) m where m.municipality_id = p_municipality);
end
$$;

create or replace function app.my_areas(p_roles text[] default null) returns table (municipality_id text, area_id text)
  language plpgsql stable security definer rows 20 set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
    with mine as materialized (
      select m.municipality_id, m.organisation_id, m.role in ('coordinator', 'administrator') or m.organisation_kind in ('police', 'municipality', 'rescue_service') as everywhere
      from app.my_memberships(p_roles) m
    )
    select a.municipality_id, a.id::text
    from mine m join public.area a on a.municipality_id = m.municipality_id
    where m.everywhere
    union
    select oa.municipality_id, oa.area_id::text
    from mine m join public.organisation_area oa on oa.municipality_id = m.municipality_id and oa.organisation_id = m.organisation_id
    where not m.everywhere;
end
$$;

create or replace function app.reader(p_municipality text)
  returns table (organisations text[], areas text[], is_coordinator boolean, is_authority boolean)
  language plpgsql stable security definer rows 1 set search_path = ''
as $$
begin
  return query
    select
      coalesce(array_agg(m.organisation_id), '{}'),
      array(
        select a.area_id from app.my_areas(array['reporter', 'viewer', 'coordinator']) a where a.municipality_id = p_municipality
      ),
      coalesce(bool_or(m.role = 'coordinator'), false),
      coalesce(bool_or(m.organisation_kind in ('police', 'municipality')), false) -- AUTHORITY_KINDS of src/domain/setting.ts
    from app.my_memberships(array['reporter', 'viewer', 'coordinator']) m
    where m.municipality_id = p_municipality;
end
$$;
