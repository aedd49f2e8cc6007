-- Totals of what somebody may not see were found among all counts of the municipality, of which one in six is of such reports: an index of those alone. And what a board of check-ins asks is planned once a session.
create index closed_count_hidden on app.closed_count (municipality_id) include (area_id, group_id, month, organisation_id, sharing, n) where sharing <> 'partners';

create or replace function public.hidden_totals(p_municipality text) returns json
  language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
  if not app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator']) then
    return null;
  end if;
  perform app.close_months(p_municipality);
  return (
    with cell as (
      select k.area_id, k.group_id, k.month, app.suppressed(sum(k.n)) as at_least
      from app.reader(p_municipality) r join app.closed_count k on k.municipality_id = p_municipality
      where k.sharing <> 'partners' and k.organisation_id <> all (r.organisations)
        and (k.sharing = 'own_organisation' or k.sharing = 'authorities' and not (r.is_authority or r.is_coordinator))
        and (k.area_id = any (r.areas) or k.area_id is null and (r.is_authority or r.is_coordinator))
      group by k.area_id, k.group_id, k.month
    )
    select json_build_object(
      'base', 5,
      'closedTo', (select to_char(max(m.month), 'YYYY-MM') from app.closed_month m where m.municipality_id = p_municipality),
      'cells', (
        select coalesce(json_agg(json_build_object(
          'areaId', c.area_id, 'categoryGroupId', c.group_id, 'month', to_char(c.month, 'YYYY-MM'), 'atLeast', c.at_least
        ) order by c.month, c.area_id, c.group_id), '[]')
        from cell c where c.at_least > 0
      )
    )
  );
end
$$;

create or replace function app.expected_reports(p_municipality text, p_back integer)
  returns table (organisation_id text, organisation_name text, area_id text, area_name text, area_position integer, begins date, ends date)
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
  return query
    select o.id::text, o.name::text, a.id::text, a.name::text, a.position::integer, p.begins, p.ends
    from public.organisation_area oa
      join public.organisation o on o.municipality_id = oa.municipality_id and o.id = oa.organisation_id
      join public.area a on a.municipality_id = oa.municipality_id and a.id = oa.area_id
      cross join lateral app.reporting_period_back(a.rhythm, app.today(), least(greatest(coalesce(p_back, 0), 0), 60)) p
    where oa.municipality_id = p_municipality and oa.expected_to_report and a.active_from < p.ends and (a.active_to is null or a.active_to >= p.ends);
end
$$;

create or replace function public.reporting_status(p_municipality text, p_back integer default 0) returns json
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
  if not app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator']) then
    return null;
  end if;
  return (
    select coalesce(json_agg(app.reporting_row(p_municipality, e.organisation_id, e.area_id, e.begins, e.ends, r.organisations)
      order by e.area_position, e.area_id, e.organisation_name, e.organisation_id), '[]')
    from app.reader(p_municipality) r join app.expected_reports(p_municipality, p_back) e on r.is_coordinator or e.organisation_id = any (r.organisations)
  );
end
$$;
