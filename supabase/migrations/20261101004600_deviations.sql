-- Deviations: what has fallen behind at the end of a month, of the actions, activities and commitments that the caller may see. Nothing is stored: it is asked for when it is needed.

-- When an action was closed; null while it is open. Its trace says so; of one that was closed before there was a trace, its last change.
create function app.closed_at(p_action public.action) returns timestamptz
  language sql stable security definer set search_path = ''
as $$
  select case when p_action.status in ('done', 'cancelled') then coalesce((
    select max(n.at) from public.action_note n
    where n.municipality_id = p_action.municipality_id and n.action_id = p_action.id and n.kind = 'status' and n.after in ('done', 'cancelled')
  ), p_action.updated_at) end
$$;

-- As Deviation[]: late and without owner as it stood when the month ended (of the running month: now), without follow-up through the month, closed without an outcome in it. Null for who reads
-- no incidents, an empty list for a month that has not begun.
create function public.deviations_of(p_municipality text, p_month text) returns json
  language sql stable security definer set search_path = ''
as $$
  with span as (
    select app.midnight(d.begins) as begins, least(app.midnight(d.ends), now()) as ends, least(d.ends, app.today()) as day
    from app.period_days(p_month) d where p_month ~ '^20[0-9]{2}-[0-9]{2}$' and app.midnight(d.begins) <= now()
  ), actions as (
    select a.id, a.what, a.owner_id, a.area_id, a.due, a.status, a.outcome, a.created_at, app.closed_at(a) as closed, greatest(a.updated_at, a.created_at) as changed, (
      select max(n.at) from public.action_note n, span s where n.municipality_id = a.municipality_id and n.action_id = a.id and n.at < s.ends
    ) as noted
    from span s, app.readable_actions(p_municipality) v join public.action a on a.municipality_id = p_municipality and a.id = v.id
    where a.created_at < s.ends
  ), commitments as (
    select c.id, c.title, c.owner_id, c.other_owner, c.starts_on, c.ends_on, c.target_kind, c.agreement_id, (app.commitment_progress(c, s.day) ->> 'met')::boolean as met, (
      select f.state from public.commitment_follow_up f, lateral app.period_days(f.period_key) d
      where f.municipality_id = c.municipality_id and f.commitment_id = c.id and d.begins < s.day and f.state <> 'none' order by d.begins desc limit 1
    ) as told
    from span s, app.readable_commitments(p_municipality) v join public.commitment c on c.municipality_id = p_municipality and c.id = v.id
    where c.starts_on < s.day
  ), found as (
    select 'late' as kind, 'action' as subject, a.id, a.what as title, a.owner_id, a.area_id, a.due as since, null::uuid as agreement_id, null::text as period_key
    from actions a, span s where (a.closed is null or a.closed >= s.ends) and a.due < s.day
    union all
    select 'no_owner', 'action', a.id, a.what, null, a.area_id, (a.created_at at time zone 'Europe/Stockholm')::date, null, null
    from actions a, span s where (a.closed is null or a.closed >= s.ends) and a.owner_id is null
    union all
    -- Open through the whole month, and nothing was written in it.
    select 'no_follow_up', 'action', a.id, a.what, a.owner_id, a.area_id, (greatest(a.noted, least(a.changed, s.begins)) at time zone 'Europe/Stockholm')::date, null, null
    from actions a, span s
    where (a.closed is null or a.closed >= s.ends) and a.created_at < s.begins and (a.noted is null or a.noted < s.begins) and not (a.changed >= s.begins and a.changed < s.ends)
    union all
    select 'no_outcome', 'action', a.id, a.what, a.owner_id, a.area_id, (a.closed at time zone 'Europe/Stockholm')::date, null, null
    from actions a, span s where a.status = 'done' and a.closed >= s.begins and a.closed < s.ends and a.outcome = ''
    union all
    -- It should have been held, and nobody has said whether it was.
    select 'late', 'activity', a.id, a.title, a.organisation_id, a.area_id, (a.ends_at at time zone 'Europe/Stockholm')::date, null, null
    from span s, app.readable_activities(p_municipality) v join public.activity a on a.municipality_id = p_municipality and a.id = v.id
    where a.state = 'planned' and a.ends_at < s.ends - interval '1 day'
    union all
    select 'late', 'commitment', c.id, c.title, c.owner_id, null, c.ends_on, c.agreement_id, null
    from commitments c, span s where c.ends_on < s.day and c.target_kind <> 'none' and c.met is not true and c.told is distinct from 'done' and c.told is distinct from 'moved'
      and c.ends_on >= s.day - 400 -- what an old agreement left undone is history
    union all
    select 'late', 'commitment', c.id, c.title, c.owner_id, null, null, c.agreement_id, null
    from commitments c, span s where c.ends_on >= s.day and c.told = 'late'
    union all
    select 'no_owner', 'commitment', c.id, c.title, null, null, c.starts_on, c.agreement_id, null
    from commitments c, span s where c.owner_id is null and c.other_owner = '' and c.ends_on >= s.day
    union all
    -- Every tertial that ended in the last twelve months, from the day after it.
    select 'no_follow_up', 'commitment', c.id, c.title, c.owner_id, null, t.ends, c.agreement_id, t.key
    from commitments c, span s, lateral (
      select k as key, d.ends from app.tertials_between(c.starts_on, least(c.ends_on, s.day - 1)) k, lateral app.period_days(k) d where d.ends < s.day and d.ends > s.day - 366
    ) t
    where not exists (
      select from public.commitment_follow_up f
      where f.municipality_id = p_municipality and f.commitment_id = c.id and f.period_key = t.key and (f.text <> '' or f.state <> 'none' or f.value is not null)
    )
  )
  select coalesce(json_agg(json_build_object('kind', f.kind, 'subject', f.subject, 'id', f.id, 'title', f.title, 'ownerId', f.owner_id, 'areaId', f.area_id, 'since', f.since,
    'agreementId', f.agreement_id, 'periodKey', f.period_key) order by f.kind, f.since nulls last, f.title, f.id, f.period_key), '[]')
  from found f
  having app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator'])
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function public.deviations_of(text, text) from public, anon;
grant execute on function public.deviations_of(text, text) to authenticated, service_role;
