-- What a half-year or year report counts: every action that was decided, open or closed in a span of days, of those that the caller may see, with the day on which it was closed.

-- [{ id, what, areaId, ownerId, status, due, decidedOn, closedOn, hasOutcome }], days in Sweden; p_to is the first day after the span. The status is that of now: what was closed after the
-- span was open when it ended. Null for who reads no incidents.
create function public.action_history_of(p_municipality text, p_from date, p_to date) returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(json_build_object('id', x.id, 'what', x.what, 'areaId', x.area_id, 'ownerId', x.owner_id, 'status', x.status, 'due', x.due,
    'decidedOn', x.decided_on, 'closedOn', x.closed_on, 'hasOutcome', x.outcome <> '') order by x.decided_on, x.id), '[]')
  from (
    select a.id, a.what, a.area_id, a.owner_id, a.status, a.due, a.outcome, (a.created_at at time zone 'Europe/Stockholm')::date as decided_on,
      (app.closed_at(a) at time zone 'Europe/Stockholm')::date as closed_on
    from app.readable_actions(p_municipality) v join public.action a on a.municipality_id = p_municipality and a.id = v.id
    where a.created_at < app.midnight(p_to)
  ) x
  where x.closed_on is null or x.closed_on >= p_from
  having app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator'])
$$;

revoke all on function public.action_history_of(text, date, date) from public, anon;
grant execute on function public.action_history_of(text, date, date) to authenticated, service_role;
