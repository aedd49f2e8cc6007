-- Whether there is a check-in for a period was found by reading all earlier ones of the organisation and the area: a hundred and fifty after three years of weeks, for each line of the board. No period is longer
-- than a month, so one that reaches into it began at most 31 days before. And both questions are planned once a session.
alter table public.check_in add constraint check_in_period_length check (period_to <= period_from + 31);

create or replace function app.reporting_row(p_municipality text, p_organisation text, p_area text, p_begins date, p_ends date, p_own text[]) returns json
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
  return (
      select json_build_object(
        'organisationId', p_organisation, 'areaId', a.id, 'rhythm', a.rhythm, 'periodFrom', p_begins, 'periodTo', p_ends,
        'due', extract(epoch from app.reporting_due(p_ends, a.report_weekday, a.report_hour))::bigint,
        'checkIn', (
          select json_build_object('nothing', ci.nothing_to_report, 'at', extract(epoch from ci.created_at)::bigint,
            'mine', coalesce(ci.created_by = auth.uid(), false) and ci.created_at > now() - interval '7 days')
          from public.check_in ci
          where ci.municipality_id = a.municipality_id and ci.organisation_id = p_organisation and ci.area_id = a.id
            and ci.period_from <= p_begins and ci.period_from > p_begins - 31 and ci.period_to >= p_ends
          order by ci.period_from desc limit 1
        ),
        'reports', (
          select count(*) from public.incident i
          where i.municipality_id = a.municipality_id and i.organisation_id = p_organisation and i.area_id = a.id and i.review_state <> 'set_aside'
            and i.occurred_from >= app.midnight(p_begins) and i.occurred_from < app.midnight(p_ends)
            and (i.sharing <> 'own_organisation' or i.organisation_id = any (p_own))
        ),
        'remindedAt', (
          select extract(epoch from max(r.sent_at))::bigint from public.reminder r
          where r.municipality_id = a.municipality_id and r.organisation_id = p_organisation and r.area_id = a.id and r.period_from = p_begins
        ))
      from public.area a
      where a.municipality_id = p_municipality and a.id = p_area
  );
end
$$;

create or replace function app.coverage_with(p_municipality text, p_from timestamptz, p_to timestamptz, p_areas text[], p_own text[], p_sharing text[], p_names boolean) returns json
  language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
begin
  return (
      with span as (
        select date_trunc('day', p_from, 'Europe/Stockholm') as begins,
          case when date_trunc('day', p_to, 'Europe/Stockholm') = p_to then p_to
            else (date_trunc('day', p_to at time zone 'Europe/Stockholm') + interval '1 day') at time zone 'Europe/Stockholm' end as ends
      ), days as (
        select app.swedish_day(s.begins) as begins, app.swedish_day(s.ends) as ends from span s
      ), expected as (
        select oa.area_id, o.name,
          exists (
            select 1 from public.check_in ci, span s
            where ci.municipality_id = p_municipality and ci.organisation_id = oa.organisation_id and ci.area_id = oa.area_id
              and ci.period_from between app.swedish_day(s.begins) - 31 and app.swedish_day(s.ends)
              and app.midnight(ci.period_from) < s.ends
              and app.midnight(case when ci.period_to > ci.period_from + 7 then ci.period_to - 1 else ci.period_from end) >= s.begins
          ) or exists (
            select 1 from public.incident i, span s
            where i.municipality_id = p_municipality and i.organisation_id = oa.organisation_id and i.area_id = oa.area_id
              and i.occurred_from >= s.begins and i.occurred_from < s.ends and i.review_state <> 'set_aside'
              and (i.sharing = any (p_sharing) or i.organisation_id = any (p_own))
          ) as has_reported
        from public.organisation_area oa
          join public.organisation o on o.municipality_id = oa.municipality_id and o.id = oa.organisation_id
          join public.area a on a.municipality_id = oa.municipality_id and a.id = oa.area_id
          cross join days d
        where oa.municipality_id = p_municipality and oa.expected_to_report and a.active_from < d.ends and (a.active_to is null or a.active_to >= d.ends)
      ), by_area as (
        select a.id, a.position, count(e.name) as expected, count(e.name) filter (where e.has_reported) as reported,
          coalesce(json_agg(e.name order by e.name) filter (where not e.has_reported), '[]') as missing
        from days d, public.area a left join expected e on e.area_id = a.id
        where a.municipality_id = p_municipality and a.id = any (p_areas)
          and (a.active_to is null or a.active_to > d.begins) and (a.succeeds = '{}' or a.active_from < d.ends)
        group by a.id, a.position
      )
      select coalesce(json_agg(json_build_object(
        'areaId', b.id, 'expected', b.expected, 'reported', b.reported, 'missing', case when p_names then b.missing end
      ) order by b.position, b.id), '[]')
      from by_area b
  );
end
$$;

create or replace function public.undo_check_in(p_municipality text, p_organisation text, p_area text, p_period_from date) returns boolean
  language plpgsql security definer set search_path = ''
as $$
declare
  period record;
  gone boolean;
begin
  select p.* into period from app.own_period(p_municipality, p_organisation, p_area, p_period_from) p;
  delete from public.check_in ci
  where ci.municipality_id = p_municipality and ci.organisation_id = p_organisation and ci.area_id = p_area
    and ci.period_from <= period.begins and ci.period_from > period.begins - 31 and ci.period_to >= period.ends and ci.created_at > now() - interval '7 days';
  gone := found;
  if gone then
    perform app.write_log(p_municipality, 'check_in.undone', jsonb_build_object('organisation', p_organisation, 'area', p_area, 'period', period.begins), 1);
  elsif exists (
    select from public.check_in ci
    where ci.municipality_id = p_municipality and ci.organisation_id = p_organisation and ci.area_id = p_area
      and ci.period_from <= period.begins and ci.period_from > period.begins - 31 and ci.period_to >= period.ends
  ) then
    raise exception 'not-allowed: A check-in is taken back within seven days. Tell the coordinator what was wrong instead.';
  end if;
  return gone;
end
$$;
