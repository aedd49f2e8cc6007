-- Lists of reports, quick where there are many: a function that is called once a row is planned once a row, so the trace is gathered for all rows at once. And what the coordinator's
-- app asks often looks at the questions that were asked, not at all reports that wait.

-- Duplicates are marked by review_report alone, which knows which of two counts.
revoke update (duplicate_of) on public.incident from authenticated;

create index review_note_question on public.review_note (municipality_id, incident_id) where kind = 'question';

create function app.note_json(p_note public.review_note) returns json
  language sql stable
as $$
  select json_build_object('id', p_note.id, 'kind', p_note.kind, 'at', extract(epoch from p_note.at)::bigint, 'text', p_note.text,
    'before', p_note.before, 'after', p_note.after, 'by', p_note."by")
$$;

-- As ReviewReport, but for its trace.
create function app.report_json(p_incident public.incident) returns jsonb
  language sql stable
as $$
  select jsonb_build_object(
    'id', p_incident.id, 'organisationId', p_incident.organisation_id, 'categoryId', p_incident.category_id, 'areaId', p_incident.area_id,
    'lon', p_incident.lon, 'lat', p_incident.lat, 'occurredFrom', extract(epoch from p_incident.occurred_from)::bigint,
    'occurredTo', extract(epoch from p_incident.occurred_to)::bigint, 'placeType', p_incident.place_type, 'policeReported', p_incident.police_reported,
    'sharing', p_incident.sharing, 'description', p_incident.description, 'descriptionReleased', p_incident.description_released,
    'reviewState', p_incident.review_state, 'duplicateOf', p_incident.duplicate_of, 'importId', p_incident.import_id,
    'createdAt', extract(epoch from p_incident.created_at)::bigint, 'revision', p_incident.revision)
$$;

create or replace function app.review_json(p_incident public.incident) returns jsonb
  language sql stable security definer set search_path = ''
as $$
  select app.report_json(p_incident) || jsonb_build_object('notes', app.notes_json(p_incident.municipality_id, p_incident.id, true))
$$;

create or replace function app.notes_json(p_municipality text, p_incident uuid, p_all boolean) returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(app.note_json(e) order by e.n), '[]')
  from public.review_note e
  where e.municipality_id = p_municipality and e.incident_id = p_incident and (p_all or e.kind not in ('duplicate', 'not_duplicate'))
$$;

-- These reports as ReviewReport[], in the order of the ids.
create function app.review_list(p_municipality text, p_ids uuid[]) returns json
  language sql stable security definer set search_path = ''
as $$
  with trace as materialized (
    select e.incident_id, json_agg(app.note_json(e) order by e.n) as notes
    from public.review_note e where e.municipality_id = p_municipality and e.incident_id = any (p_ids) group by 1
  )
  select coalesce(json_agg(app.report_json(i) || jsonb_build_object('notes', coalesce(t.notes, '[]')) order by k.n), '[]')
  from unnest(p_ids) with ordinality as k (id, n)
    join public.incident i on i.municipality_id = p_municipality and i.id = k.id
    left join trace t on t.incident_id = i.id
$$;

-- These reports as MyReport[], newest first.
create or replace function app.my_reports_json(p_municipality text, p_ids uuid[]) returns jsonb
  language sql stable security definer set search_path = ''
as $$
  with mine as materialized (
    select i as it, i.id, i.created_at, i.occurred_from, i.duplicate_of, i.point
    from public.incident i where i.municipality_id = p_municipality and i.id = any (p_ids)
  ), trace as materialized (
    select e.incident_id, json_agg(app.note_json(e) order by e.n) filter (where e.kind not in ('duplicate', 'not_duplicate')) as notes,
      (array_agg(e.kind order by e.n desc) filter (where e.kind in ('question', 'answer')))[1] = 'question' as asked
    from public.review_note e where e.municipality_id = p_municipality and e.incident_id = any (p_ids) group by 1
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
  select coalesce(jsonb_agg(app.report_json(m.it) - 'duplicateOf' || jsonb_build_object(
    'notes', coalesce(t.notes, '[]'),
    'duplicate', m.duplicate_of is not null and exists (select from app.readable_incidents(p_municipality) o where o.id = m.duplicate_of),
    'asked', (m.it).review_state = 'new' and coalesce(t.asked, false),
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
  from mine m left join trace t on t.incident_id = m.id
$$;

-- What waits, oldest first: new reports that were not found to be the same as another; and what was handled within seven days, newest step first. For the coordinator, null for others.
create or replace function public.review_queue(p_municipality text) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  waiting uuid[];
  handled uuid[];
begin
  if not app.has_role(p_municipality, array['coordinator']) then
    return null;
  end if;
  waiting := array(
    select i.id from app.reviewable(p_municipality) i where i.review_state = 'new' and i.duplicate_of is null order by i.created_at, i.id limit 500
  );
  handled := array(
    select i.id
    from (select n.incident_id, max(n.at) as last from public.review_note n
        where n.municipality_id = p_municipality and n.at > now() - interval '7 days' group by 1) k
      join app.reviewable(p_municipality) i on i.id = k.incident_id
    where i.review_state <> 'new' or i.duplicate_of is not null
    order by k.last desc, i.id limit 100
  );
  perform app.write_log(p_municipality, 'review.read', '{}', cardinality(waiting) + cardinality(handled));
  return json_build_object('waiting', app.review_list(p_municipality, waiting), 'handled', app.review_list(p_municipality, handled));
end
$$;

-- What waits for the coordinator, in numbers: { waiting, asked, places }; null for others.
create or replace function public.review_counts(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  select json_build_object(
    'waiting', (select count(*) from app.reviewable(p_municipality) i where i.review_state = 'new' and i.duplicate_of is null),
    'asked', (
      select count(*)
      from (select distinct n.incident_id from public.review_note n where n.municipality_id = p_municipality and n.kind = 'question') q
        join app.reviewable(p_municipality) i on i.id = q.incident_id
      where i.review_state = 'new' and i.duplicate_of is null and app.is_asked(p_municipality, i.id)
    ),
    'places', (select count(*) from public.place_proposal p where p.municipality_id = p_municipality and p.state = 'proposed'))
  where app.has_role(p_municipality, array['coordinator'])
$$;

-- As in …_imports.sql, with each text of a chunk judged once: logs say the same thing many times, and the guard is what takes the time.
-- Checks up to 500 rows by all rules that hold for a report, and stages the good ones: { staged, known, refused: [{ row, code }] }. Known are those that are stored already, or came earlier
-- in this import. The same chunk again replaces itself. Positions are kept to seven decimals (a centimetre), which is what incident_columns_packed packs tightly.
create or replace function public.import_rows(p_municipality text, p_import uuid, p_chunk integer, p_rows jsonb) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  stored public.import;
  given jsonb := app.plain_json(p_rows);
  answer json;
  latest constant numeric := extract(epoch from now() + interval '5 minutes');
begin
  stored := app.own_import(p_municipality, p_import);
  if stored.state <> 'receiving' then
    raise exception 'not-allowed: This import has ended. Begin a new one.';
  elsif p_chunk is null or p_chunk not between 0 and 399 then
    raise exception 'too-long: An import holds at most 200,000 rows. Split the file.';
  elsif jsonb_typeof(given) is distinct from 'array' or jsonb_array_length(given) > 500
    or exists (select from jsonb_array_elements(given) r where jsonb_typeof(r) <> 'object') then
    perform app.refuse_shape('The list of rows');
  end if;
  delete from public.import_row r where r.municipality_id = p_municipality and r.import_id = p_import and r.chunk = p_chunk;
  with given_row as materialized (
    select n,
      case when r ->> 'id' ~ '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (r ->> 'id')::uuid end as id,
      case when jsonb_typeof(r -> 'row') = 'number' then r -> 'row' end as row,
      r ->> 'categoryId' as category_id,
      case when jsonb_typeof(r -> 'lon') = 'number' and (r ->> 'lon')::numeric between -180 and 180 then round((r ->> 'lon')::numeric, 7)::double precision end as lon,
      case when jsonb_typeof(r -> 'lat') = 'number' and (r ->> 'lat')::numeric between -90 and 90 then round((r ->> 'lat')::numeric, 7)::double precision end as lat,
      case when jsonb_typeof(r -> 'occurredFrom') = 'number' then (r ->> 'occurredFrom')::numeric end as occurred_from,
      case when jsonb_typeof(r -> 'occurredTo') = 'number' then (r ->> 'occurredTo')::numeric
        when coalesce(jsonb_typeof(r -> 'occurredTo'), 'null') = 'null' and jsonb_typeof(r -> 'occurredFrom') = 'number' then (r ->> 'occurredFrom')::numeric end
        as occurred_to,
      coalesce(r ->> 'placeType', 'other') as place_type, nullif(btrim(r ->> 'description'), '') as description,
      coalesce(r ->> 'policeReported', 'unknown') as police_reported, coalesce(r ->> 'sharing', 'partners') as sharing,
      coalesce(jsonb_typeof(r -> 'description'), 'null') in ('string', 'null') as has_text
    from jsonb_array_elements(given) with ordinality as e (r, n)
  ), located as materialized (
    select g.*, a.area_id,
      a.area_id is null and not exists (
        select from public.municipality m
        where m.id = p_municipality and extensions.st_covers(m.boundary, extensions.st_setsrid(extensions.st_makepoint(g.lon, g.lat), 4326))
      ) as outside
    from given_row g
      cross join lateral (
        select app.area_at(p_municipality, extensions.st_setsrid(extensions.st_makepoint(g.lon, g.lat), 4326)) as area_id
      ) a
  ), guarded as materialized (
    select t.description from (
      select distinct g.description from given_row g where char_length(g.description) <= 280
    ) t where cardinality(app.personal_data_kinds(t.description)) > 0
  ), judged as materialized (
    select l.*, case
      when l.id is null or l.row is null or l.lon is null or l.lat is null or l.occurred_from is null or l.occurred_to is null or not l.has_text
        or l.place_type not in ('stairwell', 'basement', 'garage', 'courtyard', 'street', 'square', 'park', 'parking', 'school', 'shop', 'transit', 'other')
        or l.police_reported not in ('yes', 'no', 'unknown') or l.sharing not in ('own_organisation', 'authorities', 'partners')
        or l.category_id is null or l.category_id not in (select c.id from public.category c where c.municipality_id = p_municipality and c.active) then 'invalid'
      when l.occurred_to < l.occurred_from then 'end-before-start'
      when l.occurred_to > latest then 'in-the-future'
      when l.occurred_from < 946684800 then 'before-2000'
      when l.outside then 'outside-municipality'
      when char_length(l.description) > 280 then 'too-long'
      when l.description in (select t.description from guarded t) then 'personal-data' end as code
    from located l
  ), staged as (
    insert into public.import_row (municipality_id, import_id, incident_id, chunk, category_id, area_id, lon, lat, occurred_from, occurred_to, place_type,
      description, police_reported, sharing)
    select p_municipality, p_import, j.id, p_chunk, j.category_id, j.area_id, j.lon, j.lat, to_timestamp(j.occurred_from::double precision),
      to_timestamp(j.occurred_to::double precision), j.place_type, j.description, j.police_reported, j.sharing
    from judged j
    where j.code is null and not exists (select from public.incident i where i.municipality_id = p_municipality and i.id = j.id)
    order by j.n
    on conflict do nothing
    returning 1
  ), counted as (
    select (select count(*) from staged)::integer as staged, (select count(*) from judged j where j.code is null)::integer as good
  )
  select json_build_object('staged', c.staged, 'known', c.good - c.staged, 'refused', (
    select coalesce(json_agg(json_build_object('row', j.row, 'code', j.code) order by j.n), '[]') from judged j where j.code is not null
  )) into answer
  from counted c;
  return answer;
end
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.note_json(public.review_note), app.report_json(public.incident), app.review_list(text, uuid[]) from authenticated, service_role;
