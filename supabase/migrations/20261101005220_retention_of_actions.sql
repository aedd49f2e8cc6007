-- Retention of actions and their trace, by the rules of the municipality for reports (…_retention.sql). Ages count from the day on which an action was closed; one that is open keeps all.
-- Three steps: the words about it (problem, outcome, notes); who wrote and the exact hour; the action with its trace. What was decided (`what`) stays as long as the row: it is the decision.
-- That there was an outcome is still seen: `(gallrad)` stands in its place.

-- Applies the rules, or with p_dry_run only counts: how many actions lose something; each is counted once.
create function app.clear_actions(p_municipality text, p_dry_run boolean) returns integer
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  texts uuid[];
  persons uuid[];
  rows uuid[];
  touched integer;
  before_text timestamptz := now() - make_interval(days => (select r.days from public.retention_rule r where r.municipality_id = p_municipality and r.subject = 'free_text'));
  before_place timestamptz := now() - make_interval(days => (select r.days from public.retention_rule r where r.municipality_id = p_municipality and r.subject = 'place_and_time'));
  before_row timestamptz := now() - make_interval(days => (select r.days from public.retention_rule r where r.municipality_id = p_municipality and r.subject = 'row'));
begin
  with closed as (
    select a.id, app.closed_at(a) as at, a.problem <> '' or a.outcome not in ('', '(gallrad)') as worded, a.created_by is not null as signed
    from public.action a where a.municipality_id = p_municipality and a.status in ('done', 'cancelled')
  ), due as (
    select c.id, c.at < before_row as row_goes,
      c.at < before_text and (c.worded or exists (
        select from public.action_note n where n.municipality_id = p_municipality and n.action_id = c.id and n.text <> '')) as text_goes,
      c.at < before_place and (c.signed or exists (
        select from public.action_note n where n.municipality_id = p_municipality and n.action_id = c.id and n.created_by is not null)) as person_goes
    from closed c
  )
  select coalesce(array_agg(d.id) filter (where d.row_goes), '{}'), coalesce(array_agg(d.id) filter (where d.text_goes and d.row_goes is not true), '{}'),
    coalesce(array_agg(d.id) filter (where d.person_goes and d.row_goes is not true), '{}'), count(*) filter (where d.row_goes or d.text_goes or d.person_goes)
    into rows, texts, persons, touched
  from due d;
  if p_dry_run or touched = 0 then
    return touched;
  end if;
  perform set_config('lagesbild.clearing', 'on', true);
  delete from public.action a where a.municipality_id = p_municipality and a.id = any (rows);
  update public.action a set problem = '', outcome = case when a.outcome <> '' then '(gallrad)' else '' end, revision = a.revision + 1
    where a.municipality_id = p_municipality and a.id = any (texts);
  update public.action_note n set text = '' where n.municipality_id = p_municipality and n.action_id = any (texts) and n.text <> '';
  update public.action a set created_by = null where a.municipality_id = p_municipality and a.id = any (persons);
  update public.action_note n set created_by = null, at = date_trunc('day', n.at, 'Europe/Stockholm')
    where n.municipality_id = p_municipality and n.action_id = any (persons) and n.created_by is not null;
  perform set_config('lagesbild.clearing', '', true);
  perform app.write_log(p_municipality, 'retention.applied',
    jsonb_build_object('actionTexts', cardinality(texts), 'actionPersons', cardinality(persons), 'actions', cardinality(rows)), touched);
  return touched;
end
$$;

-- Reports and actions of one municipality: { freeText, placeAndTime, row, actions, dryRun }; the first three count reports.
create function app.clear_old(p_municipality text, p_dry_run boolean) returns json
  language sql volatile security definer set search_path = ''
as $$
  select (app.clear_incidents(p_municipality, p_dry_run)::jsonb || jsonb_build_object('actions', app.clear_actions(p_municipality, p_dry_run)))::json
$$;

create or replace function public.apply_retention(p_municipality text, p_dry_run boolean default true) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not app.has_role(p_municipality, array['administrator']) then
    raise exception 'not-allowed: Only the administrator of the municipality applies its rules of retention.';
  end if;
  return app.clear_old(p_municipality, coalesce(p_dry_run, true));
end
$$;

create or replace function app.clear_all(p_dry_run boolean) returns json
  language sql volatile security definer set search_path = ''
as $$
  select coalesce(json_object_agg(m.id, app.clear_old(m.id, p_dry_run)), '{}') from public.municipality m
$$;

revoke all on function app.clear_actions(text, boolean), app.clear_old(text, boolean), app.clear_all(boolean) from public, anon, authenticated;
revoke all on all functions in schema app from public, anon;
grant execute on function app.clear_all(boolean) to service_role;
