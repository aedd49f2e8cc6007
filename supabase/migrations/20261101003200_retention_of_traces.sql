-- Retention and corrections on request (…_retention.sql), with what review and imports keep beside the report: words, positions and who wrote them in the trace, the import a report came
-- with (it leads to who made it), and rows that were staged and left behind.

create or replace function app.clear_incidents(p_municipality text, p_dry_run boolean) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  free_text integer;
  place_and_time integer;
  rows integer;
  before_text timestamptz := now() - make_interval(days => (select r.days from public.retention_rule r where r.municipality_id = p_municipality and r.subject = 'free_text'));
  before_place timestamptz := now() - make_interval(days => (select r.days from public.retention_rule r where r.municipality_id = p_municipality and r.subject = 'place_and_time'));
  before_row timestamptz := now() - make_interval(days => (select r.days from public.retention_rule r where r.municipality_id = p_municipality and r.subject = 'row'));
begin
  if p_dry_run then
    select count(*) filter (where i.occurred_to < before_row),
      count(*) filter (where i.occurred_to < before_place and not i.coarse and (i.occurred_to < before_row) is not true),
      count(*) filter (where i.occurred_to < before_text and (i.occurred_to < before_row) is not true and (i.description is not null or exists (
        select from public.review_note n where n.municipality_id = i.municipality_id and n.incident_id = i.id and n.text <> '')))
      into rows, place_and_time, free_text
    from public.incident i where i.municipality_id = p_municipality;
  else
    perform app.drop_stale_imports(p_municipality);
    perform app.close_months(p_municipality); -- counted before they go
    perform set_config('lagesbild.clearing', 'on', true);
    delete from public.incident i where i.municipality_id = p_municipality and i.occurred_to < before_row;
    get diagnostics rows = row_count;
    -- The steps stay, at their day; where the marker stood and who did it go.
    update public.review_note n
    set created_by = null, at = date_trunc('day', n.at, 'Europe/Stockholm'), before = case when n.kind <> 'position' then n.before end,
      after = case when n.kind <> 'position' then n.after end
    from public.incident i
    where i.municipality_id = p_municipality and i.occurred_to < before_place and not i.coarse and n.municipality_id = i.municipality_id and n.incident_id = i.id;
    update public.incident i
    set coarse = true, reporter_id = null, import_id = null, lon = (app.coarse_point(i.lon, i.lat)).lon, lat = (app.coarse_point(i.lon, i.lat)).lat,
      occurred_from = date_trunc('day', i.occurred_from, 'Europe/Stockholm'),
      occurred_to = ((i.occurred_to at time zone 'Europe/Stockholm')::date + 1)::timestamp at time zone 'Europe/Stockholm' - interval '1 second',
      created_at = date_trunc('day', i.created_at, 'Europe/Stockholm')
    where i.municipality_id = p_municipality and i.occurred_to < before_place and not i.coarse;
    get diagnostics place_and_time = row_count;
    -- Texts of the report, and of questions and answers about it.
    with emptied as (
      update public.review_note n set text = ''
      from public.incident i
      where i.municipality_id = p_municipality and i.occurred_to < before_text and n.municipality_id = i.municipality_id and n.incident_id = i.id and n.text <> ''
      returning n.incident_id
    ), described as (
      update public.incident i set description = null, description_released = false
      where i.municipality_id = p_municipality and i.occurred_to < before_text and i.description is not null
      returning i.id
    )
    select count(*) into free_text from (select e.incident_id from emptied e union select d.id from described d) x;
    perform set_config('lagesbild.clearing', '', true);
  end if;
  if not p_dry_run and free_text + place_and_time + rows > 0 then
    perform app.write_log(p_municipality, 'retention.applied',
      jsonb_build_object('freeText', free_text, 'placeAndTime', place_and_time, 'row', rows), free_text + place_and_time + rows);
  end if;
  return json_build_object('freeText', free_text, 'placeAndTime', place_and_time, 'row', rows, 'dryRun', p_dry_run);
end
$$;

-- The words of questions and answers go with those of the report: they speak of the same.
create or replace function public.correct_report(p_municipality text, p_id uuid, p_description text, p_reason text) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  words text := app.checked_text(p_description, 280);
begin
  perform app.may_rectify(p_municipality, p_id, p_reason);
  perform set_config('lagesbild.clearing', 'on', true);
  update public.incident i set description = words, description_released = false where i.municipality_id = p_municipality and i.id = p_id;
  update public.review_note n set text = '' where n.municipality_id = p_municipality and n.incident_id = p_id and n.text <> '';
  perform set_config('lagesbild.clearing', '', true);
  perform app.write_log(p_municipality, 'incident.corrected', jsonb_build_object('id', p_id, 'reason', btrim(p_reason), 'emptied', words is null), 1);
end
$$;

-- Its trace goes with it, and a row of it that is on its way once more.
create or replace function public.erase_report(p_municipality text, p_id uuid, p_reason text) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform app.may_rectify(p_municipality, p_id, p_reason);
  perform set_config('lagesbild.clearing', 'on', true);
  delete from public.incident i where i.municipality_id = p_municipality and i.id = p_id;
  delete from public.import_row r where r.municipality_id = p_municipality and r.incident_id = p_id;
  perform set_config('lagesbild.clearing', '', true);
  perform app.write_log(p_municipality, 'incident.erased', jsonb_build_object('id', p_id, 'reason', btrim(p_reason)), 1);
end
$$;
