-- The tertial follow-up while it is written: a cell for each commitment and tertial, drafted from the log, edited by who is responsible.

-- First and last day of an activity in Sweden; one that ends at midnight ends the day before.
create function app.days_of_activity(p_activity public.activity, out first date, out last date)
  language sql stable set search_path = ''
as $$
  select (p_activity.starts_at at time zone 'Europe/Stockholm')::date,
    (greatest(p_activity.starts_at, p_activity.ends_at - interval '1 second') at time zone 'Europe/Stockholm')::date
$$;

-- What the log says of a commitment in a tertial, as FollowUpSuggestion: `13/1 Österängen · 15–16/4 Rosenlund (ungdomar)`. Digits and names alone, so that it needs no language.
create function app.follow_up_suggestion(p_commitment public.commitment, p_key text) returns jsonb
  language sql stable security definer set search_path = ''
as $$
  with span as (
    select d.begins, d.ends from app.period_days(p_key) d
  ), log as (
    select a.id, a.state, a.participants, d.first, case
        when d.last = d.first then to_char(d.first, 'FMDD/FMMM')
        when date_trunc('month', d.last) = date_trunc('month', d.first) then to_char(d.first, 'FMDD') || '–' || to_char(d.last, 'FMDD/FMMM')
        else to_char(d.first, 'FMDD/FMMM') || '–' || to_char(d.last, 'FMDD/FMMM')
      end || ' ' || coalesce(nullif(a.place, ''), r.name, a.title) || case when a.theme <> '' then ' (' || a.theme || ')' else '' end as words
    from span s, public.activity a
      left join public.area r on r.municipality_id = a.municipality_id and r.id = a.area_id, lateral app.days_of_activity(a) d
    where a.municipality_id = p_commitment.municipality_id and a.commitment_id = p_commitment.id and a.state <> 'cancelled' and d.first >= s.begins and d.first < s.ends
  ), held as (
    select count(*) filter (where l.state = 'done')::integer as done, count(*) filter (where l.state = 'planned')::integer as planned,
      sum(l.participants) filter (where l.state = 'done') as participants,
      left(coalesce(string_agg(l.words, ' · ' order by l.first, l.id) filter (where l.state = 'done'), ''), 1500) as text
    from log l
  )
  select jsonb_build_object('text', h.text, 'done', h.done, 'planned', h.planned, 'participants', h.participants, 'state', case
      when (p.it ->> 'met')::boolean then 'done'
      when p_commitment.ends_on < least(s.ends, app.today()) and p_commitment.target_kind in ('yes', 'number') then 'late'
      when h.done + h.planned > 0 then 'on_track'
      else 'none'
    end)
  from held h, span s, lateral (select app.commitment_progress(p_commitment, s.ends) as it) p
$$;

-- As FollowUpCell; what is not stored is empty, with revision 0.
create function app.follow_up_json(p_commitment public.commitment, p_key text, p_may_edit boolean) returns jsonb
  language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('commitmentId', p_commitment.id, 'periodKey', p_key, 'text', coalesce(f.text, ''), 'state', coalesce(f.state, 'none'), 'value', f.value,
    'revision', coalesce(f.revision, 0), 'updatedAt', coalesce(extract(epoch from f.updated_at)::bigint, 0), 'mayEdit', p_may_edit,
    'suggestion', app.follow_up_suggestion(p_commitment, p_key))
  from (select 1) x left join public.commitment_follow_up f
    on f.municipality_id = p_commitment.municipality_id and f.commitment_id = p_commitment.id and f.period_key = p_key
$$;

-- The tertials that a span of days touches and that have begun, oldest first.
create function app.tertials_between(p_first date, p_last date) returns setof text
  language sql stable set search_path = ''
as $$
  select app.tertial_of(m.month::date) as key
  from generate_series(date_trunc('month', p_first::timestamp), least(p_last, app.today())::timestamp, interval '1 month') m (month)
  group by 1 order by 1
$$;

-- Saves what is told of a commitment for a tertial: { saved, followUp }; conflicts and resends as in save_action.
create function public.save_follow_up(p_municipality text, p_follow_up jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  raw jsonb := app.plain_json(p_follow_up);
  of_commitment public.commitment;
  stored public.commitment_follow_up;
  words text;
  told text;
  reading numeric;
  key text;
  may record;
  what constant text := 'The follow-up';
begin
  if app.my_writing_organisations(p_municipality) = '{}' then
    raise exception 'not-allowed: Follow-up is written by who is responsible for the commitment, and by the coordinator.';
  end if;
  perform app.check_keys(raw, array['commitmentId', 'periodKey', 'text', 'state', 'value', 'revision', 'updatedAt', 'mayEdit', 'suggestion'], what);
  key := raw ->> 'periodKey';
  if (key ~ '^20[0-9]{2}-T[1-3]$') is not true or coalesce(raw ->> 'state', 'none') not in ('none', 'on_track', 'late', 'done', 'moved')
    or app.uuid_in(raw, 'commitmentId', what) is null then
    perform app.refuse_shape(what);
  end if;
  words := app.text_in(raw, 'text', 1500);
  told := coalesce(raw ->> 'state', 'none');
  reading := app.number_in(raw, 'value', -1000000000, 1000000000);
  select v.may_follow_up into may from app.readable_commitments(p_municipality) v where v.id = app.uuid_in(raw, 'commitmentId', what);
  if not found then
    raise exception 'not-found: There is no such commitment for you any more. Reload the plan.';
  elsif not may.may_follow_up then
    raise exception 'not-allowed: Follow-up is written by who is responsible for the commitment, and by the coordinator.';
  end if;
  -- One at a time in a commitment.
  select c.* into of_commitment from public.commitment c
  where c.municipality_id = p_municipality and c.id = app.uuid_in(raw, 'commitmentId', what) for update;
  if app.midnight((app.period_days(key)).begins) > now() then
    raise exception 'in-the-future: The tertial has not begun. Choose one that has.';
  elsif (app.period_days(key)).ends <= of_commitment.starts_on or (app.period_days(key)).begins > of_commitment.ends_on then
    raise exception 'invalid: The commitment does not hold in this tertial. Choose another one, or change its days.';
  end if;
  select f.* into stored from public.commitment_follow_up f
  where f.municipality_id = p_municipality and f.commitment_id = of_commitment.id and f.period_key = key for update;
  if stored.commitment_id is null and p_revision <> 0 then
    raise exception 'not-found: There is no such follow-up any more. Reload the table.';
  elsif (stored.text, stored.state, stored.value) is distinct from (words, told, reading) or stored.commitment_id is null then
    if stored.commitment_id is not null and not app.may_overwrite(stored.revision, p_revision, stored.updated_by) then
      return json_build_object('saved', false, 'followUp', app.follow_up_json(of_commitment, key, true));
    end if;
    insert into public.commitment_follow_up as f (municipality_id, commitment_id, period_key, text, state, value, updated_by)
    values (p_municipality, of_commitment.id, key, words, told, reading, auth.uid())
    on conflict (municipality_id, commitment_id, period_key) do update
      set text = excluded.text, state = excluded.state, value = excluded.value, revision = f.revision + 1, updated_by = auth.uid(), updated_at = now();
  end if;
  return json_build_object('saved', true, 'followUp', app.follow_up_json(of_commitment, key, true));
end
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function public.save_follow_up(text, jsonb, integer) from public, anon;
grant execute on function public.save_follow_up(text, jsonb, integer) to authenticated, service_role;
