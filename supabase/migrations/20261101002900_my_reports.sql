-- What became of one's own reports, and mending one while it waits. Keys are those of MyReport in src/domain/review.ts. Nothing is told that the reporter may not see otherwise: another
-- report that this one is the same as only where the reporter may read it, hotspots and their names from published versions that the reporter may read, actions by app.readable_actions.

-- Raised hotspots of published versions that the caller may read, of periods that touch the span: of each picture the latest version, of several audiences the one that says most.
create function app.readable_hotspots(p_municipality text, p_from timestamptz, p_to timestamptz)
  returns table (picture_id uuid, period_key text, begins timestamptz, ends timestamptz, key text, name text, outline extensions.geometry)
  language sql stable security definer set search_path = ''
as $$
  with latest as (
    select v.picture_id, v.audience, v.organisation_id, v.version, max(v.version) over (partition by v.picture_id) as newest
    from app.readable_versions(p_municipality) v
  ), chosen as (
    select l.*, p.period_key, app.midnight(d.begins) as begins, app.midnight(d.ends) as ends
    from latest l
      join public.situation_picture p on p.municipality_id = p_municipality and p.id = l.picture_id
      cross join lateral app.period_days(p.period_key) d
    where l.version = l.newest and l.audience <> 'external' and app.midnight(d.begins) <= p_to and app.midnight(d.ends) > p_from
      and (l.audience = 'coordinator' or not exists (select from latest c where c.picture_id = l.picture_id and c.audience = 'coordinator'))
  )
  select distinct on (c.picture_id, h.it ->> 'key') c.picture_id, c.period_key, c.begins, c.ends, h.it ->> 'key', h.it ->> 'name',
    extensions.st_geomfromgeojson(h.it ->> 'outline')
  from chosen c
    join public.picture_version f on f.municipality_id = p_municipality and f.picture_id = c.picture_id and f.version = c.version and f.audience = c.audience
      and f.organisation_id is not distinct from c.organisation_id
    cross join lateral jsonb_array_elements(case when jsonb_typeof(f.content -> 'hotspots') = 'array' then f.content -> 'hotspots' else '[]' end) h (it)
  where h.it -> 'raised' = 'true' and jsonb_typeof(h.it -> 'outline') = 'object' and h.it ->> 'name' <> ''
  order by c.picture_id, h.it ->> 'key', array_position(array['coordinator', 'authorities', 'organisation', 'partners'], c.audience), c.organisation_id
$$;

-- These reports as MyReport[], newest first.
create function app.my_reports_json(p_municipality text, p_ids uuid[]) returns jsonb
  language sql stable security definer set search_path = ''
as $$
  with mine as materialized (
    select i as it, i.id, i.created_at, i.occurred_from, i.duplicate_of, i.point
    from public.incident i where i.municipality_id = p_municipality and i.id = any (p_ids)
  ), hotspot as materialized (
    select h.* from (select min(m.occurred_from) as first, max(m.occurred_from) as last from mine m) s, app.readable_hotspots(p_municipality, s.first, s.last) h
  ), inside as materialized (
    select m.id, h.picture_id, h.period_key, h.key, h.name, h.begins
    from mine m join hotspot h on m.occurred_from >= h.begins and m.occurred_from < h.ends and extensions.st_covers(h.outline, m.point)
  ), answering as materialized (
    select distinct n.id as incident_id, a.id, a.what, a.status, a.due, a.outcome, a.created_at
    from inside n
      join public.action a on a.municipality_id = p_municipality and a.picture_id = n.picture_id and a.hotspot_key = n.key
      join app.readable_actions(p_municipality) v on v.id = a.id
  )
  select coalesce(jsonb_agg(app.review_json(m.it) - 'duplicateOf' || jsonb_build_object(
    'notes', app.notes_json(p_municipality, m.id, false),
    'duplicate', m.duplicate_of is not null and exists (select from app.readable_incidents(p_municipality) o where o.id = m.duplicate_of),
    'asked', (m.it).review_state = 'new' and app.is_asked(p_municipality, m.id),
    'hotspots', (
      select coalesce(jsonb_agg(jsonb_build_object('pictureId', n.picture_id, 'periodKey', n.period_key, 'name', n.name) order by n.begins desc, n.name), '[]')
      from inside n where n.id = m.id
    ),
    'actions', (
      select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'what', a.what, 'status', a.status, 'due', a.due, 'outcome', a.outcome)
        order by a.created_at desc, a.id), '[]')
      from answering a where a.incident_id = m.id
    )
  ) order by m.created_at desc, m.id), '[]')
  from mine m
$$;

-- The caller's own reports since then (180 days), newest first, at most 300: those that were imported fill what the others leave. Null for who reads no incidents. Logged.
create function public.my_reports(p_municipality text, p_since timestamptz default null) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  answer jsonb;
begin
  if not app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator']) then
    return null;
  end if;
  answer := app.my_reports_json(p_municipality, array(
    select i.id from public.incident i
    where i.reporter_id = auth.uid() and i.municipality_id = p_municipality and i.created_at >= coalesce(p_since, now() - interval '180 days')
      and i.organisation_id = any ((select r.organisations from app.reader(p_municipality) r)::text[])
    order by i.import_id is not null, i.created_at desc, i.id
    limit 300
  ));
  perform app.write_log(p_municipality, 'my_reports.read', jsonb_strip_nulls(jsonb_build_object('since', p_since)), jsonb_array_length(answer));
  return answer;
end
$$;

-- Mends an own report while it is new, or answers the coordinator's question, or both: { saved, report }. p_report is an IncidentReport of which only the keys that are there change; for an
-- answer alone it holds the id, or is null and p_id names the report. Where another wrote meanwhile nothing is stored. Sending once more what is stored is no conflict.
create function public.correct_my_report(p_municipality text, p_report jsonb, p_answer text, p_revision integer, p_id uuid default null) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  given jsonb := coalesce(app.plain_json(p_report), '{}');
  answer text := app.checked_text(p_answer, 280);
  wanted_id uuid;
  stored public.incident;
  wanted public.incident;
  last record;
  what constant text := 'The report';
  far constant numeric := 100000000000;
begin
  if app.my_writing_organisations(p_municipality) = '{}' then
    raise exception 'not-allowed: Only reporters and coordinators of the municipality report.';
  end if;
  perform app.check_keys(given, array['id', 'municipalityId', 'organisationId', 'categoryId', 'lon', 'lat', 'occurredFrom', 'occurredTo', 'placeType', 'description',
    'policeReported', 'sharing'], what);
  if given ->> 'id' !~ '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    perform app.refuse_shape(what);
  end if;
  wanted_id := coalesce((given ->> 'id')::uuid, p_id);
  select i.* into stored from public.incident i
  where i.municipality_id = p_municipality and i.id = wanted_id and i.reporter_id = auth.uid()
    and i.organisation_id = any (app.my_writing_organisations(p_municipality))
  for update;
  if stored.id is null then
    raise exception 'not-found: There is no such report of yours. Reload the list.';
  end if;
  if coalesce(given ->> 'municipalityId', p_municipality) <> p_municipality or coalesce(given ->> 'organisationId', stored.organisation_id) <> stored.organisation_id then
    raise exception 'not-allowed: Municipality and organisation of a report never change. Send a new report instead.';
  end if;
  wanted := stored;
  wanted.category_id := coalesce(given ->> 'categoryId', stored.category_id);
  wanted.lon := coalesce(app.number_in(given, 'lon', -180, 180), stored.lon);
  wanted.lat := coalesce(app.number_in(given, 'lat', -90, 90), stored.lat);
  wanted.occurred_from := coalesce(to_timestamp(app.number_in(given, 'occurredFrom', -far, far)::double precision), stored.occurred_from);
  wanted.occurred_to := coalesce(to_timestamp(app.number_in(given, 'occurredTo', -far, far)::double precision), stored.occurred_to);
  wanted.place_type := coalesce(given ->> 'placeType', stored.place_type);
  wanted.police_reported := coalesce(given ->> 'policeReported', stored.police_reported);
  wanted.sharing := coalesce(given ->> 'sharing', stored.sharing);
  if given ? 'description' then
    wanted.description := nullif(app.text_in(given, 'description', 280), '');
  end if;
  if wanted.place_type not in ('stairwell', 'basement', 'garage', 'courtyard', 'street', 'square', 'park', 'parking', 'school', 'shop', 'transit', 'other')
    or wanted.police_reported not in ('yes', 'no', 'unknown') or wanted.sharing not in ('own_organisation', 'authorities', 'partners') then
    perform app.refuse_shape(what);
  elsif wanted.category_id <> stored.category_id and not exists (
    select from public.category c where c.municipality_id = p_municipality and c.id = wanted.category_id and c.active
  ) then
    raise exception 'invalid: This category is not in use in the municipality. Choose another one.';
  end if;
  select n.kind, n.text into last from public.review_note n
  where n.municipality_id = p_municipality and n.incident_id = stored.id and n.kind in ('question', 'answer') order by n.n desc limit 1;
  if last.kind = 'answer' and last.text = answer then
    answer := null;
  end if;
  if answer is not null or (wanted.category_id, wanted.lon, wanted.lat, wanted.occurred_from, wanted.occurred_to, wanted.place_type, wanted.description,
      wanted.police_reported, wanted.sharing)
    is distinct from (stored.category_id, stored.lon, stored.lat, stored.occurred_from, stored.occurred_to, stored.place_type, stored.description,
      stored.police_reported, stored.sharing) then
    if stored.revision is distinct from p_revision then
      return json_build_object('saved', false, 'report', app.my_reports_json(p_municipality, array[stored.id]) -> 0);
    elsif stored.review_state <> 'new' then
      raise exception 'not-allowed: The coordinator has handled this report. Ask for it to be opened again.';
    elsif answer is not null and last.kind is distinct from 'question' then
      raise exception 'invalid: Nobody has asked about this report. Write it in the report itself.';
    end if;
    update public.incident i set category_id = wanted.category_id, lon = wanted.lon, lat = wanted.lat, occurred_from = wanted.occurred_from,
      occurred_to = wanted.occurred_to, place_type = wanted.place_type, description = wanted.description, police_reported = wanted.police_reported,
      sharing = wanted.sharing
    where i.municipality_id = p_municipality and i.id = stored.id;
    if answer is not null then
      perform app.add_note(p_municipality, stored.id, 'answer', 'reporter', answer);
    end if;
  end if;
  return json_build_object('saved', true, 'report', app.my_reports_json(p_municipality, array[stored.id]) -> 0);
end
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.readable_hotspots(text, timestamptz, timestamptz), app.my_reports_json(text, uuid[]) from authenticated, service_role;
revoke all on function public.my_reports(text, timestamptz), public.correct_my_report(text, jsonb, text, integer, uuid) from public, anon;
grant execute on function public.my_reports(text, timestamptz), public.correct_my_report(text, jsonb, text, integer, uuid) to authenticated, service_role;
