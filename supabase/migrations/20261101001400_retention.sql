-- Retention: what is cleared when. Ages count from the end of the incident, in days, by the rules of the municipality (retention_rule; no rule, no
-- clearing). Three steps: the free text; exact place and time, and with them the reporter; the row. Closed totals and the log stay.

-- Place and time become the middle of the square of 250 m (Statistics Sweden's grid, SWEREF 99 TM) and the day in Sweden. The area and the
-- category stay as they were found: counts by area, week and category do not change.
create function app.coarse_point(p_lon double precision, p_lat double precision, out lon double precision, out lat double precision)
  language sql immutable set search_path = ''
as $$
  select round(extensions.st_x(q.g)::numeric, 6)::double precision, round(extensions.st_y(q.g)::numeric, 6)::double precision
  from (
    select extensions.st_transform(extensions.st_setsrid(extensions.st_makepoint(
      floor(extensions.st_x(p.g) / 250) * 250 + 125, floor(extensions.st_y(p.g) / 250) * 250 + 125), 3006), 4326) as g
    from (select extensions.st_transform(extensions.st_setsrid(extensions.st_makepoint(p_lon, p_lat), 4326), 3006) as g) p
  ) q
$$;

-- Applies the rules of one municipality, or with p_dry_run only counts what would go: { freeText, placeAndTime, row, dryRun }. Each count is of
-- incidents; one whose row goes is not counted under the others.
create function app.clear_incidents(p_municipality text, p_dry_run boolean) returns json
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
      count(*) filter (where i.occurred_to < before_text and i.description is not null and (i.occurred_to < before_row) is not true)
      into rows, place_and_time, free_text
    from public.incident i where i.municipality_id = p_municipality;
  else
    perform app.close_months(p_municipality); -- counted before they go
    perform set_config('lagesbild.clearing', 'on', true);
    delete from public.incident i where i.municipality_id = p_municipality and i.occurred_to < before_row;
    get diagnostics rows = row_count;
    update public.incident i
    set coarse = true, reporter_id = null, lon = (app.coarse_point(i.lon, i.lat)).lon, lat = (app.coarse_point(i.lon, i.lat)).lat,
      occurred_from = date_trunc('day', i.occurred_from, 'Europe/Stockholm'),
      occurred_to = ((i.occurred_to at time zone 'Europe/Stockholm')::date + 1)::timestamp at time zone 'Europe/Stockholm' - interval '1 second',
      created_at = date_trunc('day', i.created_at, 'Europe/Stockholm')
    where i.municipality_id = p_municipality and i.occurred_to < before_place and not i.coarse;
    get diagnostics place_and_time = row_count;
    update public.incident i set description = null, description_released = false
    where i.municipality_id = p_municipality and i.occurred_to < before_text and i.description is not null;
    get diagnostics free_text = row_count;
    perform set_config('lagesbild.clearing', '', true);
  end if;
  if not p_dry_run and free_text + place_and_time + rows > 0 then
    perform app.write_log(p_municipality, 'retention.applied',
      jsonb_build_object('freeText', free_text, 'placeAndTime', place_and_time, 'row', rows), free_text + place_and_time + rows);
  end if;
  return json_build_object('freeText', free_text, 'placeAndTime', place_and_time, 'row', rows, 'dryRun', p_dry_run);
end
$$;

-- The same for the administrator; a dry run unless told otherwise.
create function public.apply_retention(p_municipality text, p_dry_run boolean default true) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not app.has_role(p_municipality, array['administrator']) then
    raise exception 'not-allowed: Only the administrator of the municipality applies its rules of retention.';
  end if;
  return app.clear_incidents(p_municipality, coalesce(p_dry_run, true));
end
$$;

-- Every municipality, for the schedule and for `npm run retention`: { "0680": { … }, … }.
create function app.clear_all(p_dry_run boolean) returns json
  language sql volatile security definer set search_path = ''
as $$
  select coalesce(json_object_agg(m.id, app.clear_incidents(m.id, p_dry_run)), '{}') from public.municipality m
$$;

-- On request: a report that should not have been sent, or a text with somebody in it. The coordinator may take the words away or write others, or
-- erase the whole report, of any organisation's shared reports and of the own; an organisation's own go through its reporters or the administrator, who
-- does not see them and names them by id. The reason is kept, what was there is not.
create function public.correct_report(p_municipality text, p_id uuid, p_description text, p_reason text) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  words text := app.checked_text(p_description, 280);
begin
  perform app.may_rectify(p_municipality, p_id, p_reason);
  perform set_config('lagesbild.clearing', 'on', true);
  update public.incident i set description = words, description_released = false where i.municipality_id = p_municipality and i.id = p_id;
  perform set_config('lagesbild.clearing', '', true);
  perform app.write_log(p_municipality, 'incident.corrected', jsonb_build_object('id', p_id, 'reason', btrim(p_reason), 'emptied', words is null), 1);
end
$$;

create function public.erase_report(p_municipality text, p_id uuid, p_reason text) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform app.may_rectify(p_municipality, p_id, p_reason);
  perform set_config('lagesbild.clearing', 'on', true);
  delete from public.incident i where i.municipality_id = p_municipality and i.id = p_id;
  perform set_config('lagesbild.clearing', '', true);
  perform app.write_log(p_municipality, 'incident.erased', jsonb_build_object('id', p_id, 'reason', btrim(p_reason)), 1);
end
$$;

-- Refuses who may not, and a report that is not there with the same words: an id is no way to find out what exists.
create function app.may_rectify(p_municipality text, p_id uuid, p_reason text) returns void
  language plpgsql stable security definer set search_path = ''
as $$
begin
  if not app.has_role(p_municipality, array['coordinator', 'administrator']) then
    raise exception 'not-allowed: Only the coordinator and the administrator correct and erase reports on request.';
  elsif app.checked_text(p_reason, 200) is null then
    raise exception 'invalid: Give the reason: it is kept in the log.';
  elsif not exists (
    select from public.incident i
    where i.municipality_id = p_municipality and i.id = p_id
      and (app.has_role(p_municipality, array['administrator']) or i.sharing <> 'own_organisation'
        or i.organisation_id in (select m.organisation_id from app.my_memberships(array['coordinator']) m where m.municipality_id = p_municipality))
  ) then
    raise exception 'not-found: There is no such report for you. Check the id.';
  end if;
end
$$;

revoke all on function app.coarse_point(double precision, double precision), app.clear_incidents(text, boolean), app.clear_all(boolean),
  app.may_rectify(text, uuid, text) from public, anon, authenticated;
revoke all on function public.apply_retention(text, boolean), public.correct_report(text, uuid, text, text), public.erase_report(text, uuid, text)
  from public, anon;
grant execute on function public.apply_retention(text, boolean), public.correct_report(text, uuid, text, text),
  public.erase_report(text, uuid, text) to authenticated, service_role;
grant execute on function app.clear_all(boolean) to service_role;

-- Every night at 03:17 where there is a pg_cron (Supabase has one to be switched on); elsewhere `npm run retention`.
do $$
begin
  if exists (select from pg_available_extensions where name = 'pg_cron') then
    create extension if not exists pg_cron;
    execute $job$select cron.schedule('lagesbild-retention', '17 3 * * *', 'select app.clear_all(false)')$job$;
  end if;
exception when others then
  raise notice 'Retention is not scheduled (%): run `npm run retention` every night instead.', sqlerrm;
end
$$;
