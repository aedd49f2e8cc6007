-- What a mapping is made of beside incidents, and how it is published: as a picture is (decisions 0021 and 0039), by the server function, a row an audience.

-- What was done in these years and who reported, as MappingMeasures: actions at work in them, activities, what was promised and told of it, how many organisations reported (numbers, no names). No incident of an organisation that keeps it to itself.
create function app.mapping_measures(p_municipality text, p_from integer, p_to integer) returns json
  language sql stable security definer set search_path = ''
as $$
  with span as (
    select make_date(p_from, 1, 1) as begins, make_date(p_to + 1, 1, 1) as ends
  ), tertials as (
    select y || '-T' || n as key, d.begins, d.ends
    from generate_series(p_from, p_to) y, generate_series(1, 3) n, lateral app.period_days(y || '-T' || n) d
    where app.midnight(d.begins) <= now()
  )
  select json_build_object(
    'actions', (
      select coalesce(json_agg(app.action_json(a, false) order by a.created_at, a.id), '[]')
      from span s, public.action a
      where a.municipality_id = p_municipality and a.created_at < app.midnight(s.ends)
        and (a.status in ('planned', 'ongoing') and app.midnight(s.ends) > now() or a.created_at >= app.midnight(s.begins) or coalesce(a.ends_on, a.updated_at::date) >= s.begins and coalesce(a.starts_on, a.created_at::date) < s.ends)
    ),
    'activities', (
      select coalesce(json_agg(app.activity_json(a, false) order by a.starts_at, a.id), '[]')
      from span s, public.activity a
      where a.municipality_id = p_municipality and a.starts_at < app.midnight(s.ends) and a.ends_at >= app.midnight(s.begins)
    ),
    'commitments', (
      select coalesce(json_agg(json_build_object('id', c.id, 'agreement', g.title, 'title', c.title, 'owner', coalesce(o.name, nullif(c.other_owner, '')),
        'target', app.target_json(c), 'progress', app.commitment_progress(c, least(s.ends, app.today() + 1)),
        'sharing', case when array_position(array['public', 'partners', 'authorities'], g.sharing) > array_position(array['public', 'partners', 'authorities'], c.sharing)
          then g.sharing else c.sharing end,
        'followUps', (
          select coalesce(json_agg(json_build_object('periodKey', u.period_key, 'text', u.text, 'state', u.state, 'value', u.value) order by u.period_key), '[]')
          from public.commitment_follow_up u
          where u.municipality_id = c.municipality_id and u.commitment_id = c.id and left(u.period_key, 4)::integer between p_from and p_to
        )) order by g.ends_on desc, g.title, c.position, c.created_at, c.id), '[]')
      from span s, public.commitment c
        join public.agreement g on g.municipality_id = c.municipality_id and g.id = c.agreement_id
        left join public.organisation o on o.municipality_id = c.municipality_id and o.id = c.owner_id
      where c.municipality_id = p_municipality and c.starts_on < s.ends and c.ends_on >= s.begins
    ),
    'reporting', (
      select coalesce(json_agg(json_build_object('periodKey', t.key, 'organisations', (
          select count(*) from (
            select i.organisation_id from public.incident i
            where i.municipality_id = p_municipality and i.review_state = 'released' and i.sharing = any (array['partners', 'authorities'])
              and i.occurred_from >= app.midnight(t.begins) and i.occurred_from < app.midnight(t.ends)
            union
            select k.organisation_id from public.check_in k where k.municipality_id = p_municipality and k.period_from >= t.begins and k.period_from < t.ends
          ) x
        ), 'checkIns', (
          select count(*) from public.check_in k where k.municipality_id = p_municipality and k.period_from >= t.begins and k.period_from < t.ends
        )) order by t.key), '[]')
      from tertials t
    ),
    'coverage', (
      select coalesce(json_agg(json_build_object('year', y, 'areas', (
        select coalesce(json_agg(json_build_object('areaId', e ->> 'areaId', 'expected', (e ->> 'expected')::integer, 'reported', (e ->> 'reported')::integer) order by n), '[]')
        from json_array_elements(app.coverage_with(p_municipality, app.midnight(make_date(y, 1, 1)), app.midnight(make_date(y + 1, 1, 1)),
          array(select a.id from public.area a where a.municipality_id = p_municipality), '{}', array['partners', 'authorities'], false)) with ordinality as x (e, n)
      )) order by y), '[]')
      from generate_series(p_from, p_to) y where app.midnight(make_date(y, 1, 1)) <= now()
    ))
$$;

-- The same for the coordinator, while the mapping is written; null for others.
create function public.mapping_measures(p_municipality text, p_from integer, p_to integer) returns json
  language sql stable security definer set search_path = ''
as $$
  select app.mapping_measures(p_municipality, p_from, p_to)
  where app.has_role(p_municipality, array['coordinator']) and p_from between 2000 and 2099 and p_to between p_from and p_from + 4
$$;

-- Publications are counted over pictures and mappings: what an audience has of the one decides what it may be given of the other.
create or replace function app.publications(p_municipality text) returns bigint
  language sql stable security definer set search_path = ''
as $$
  select (select count(distinct (v.picture_id, v.version)) from public.picture_version v where v.municipality_id = p_municipality)
    + (select count(distinct (v.mapping_id, v.version)) from public.legal_mapping_version v where v.municipality_id = p_municipality)
$$;

-- What partners and outsiders already have of numbers, of pictures and mappings that share days with a span widened by 400 days, as EarlierVersion[]: for the audit of disclosure.
create function app.earlier_versions(p_municipality text, p_begins date, p_ends date) returns json
  language sql stable security definer set search_path = ''
as $$
  with all_versions as (
    select v.picture_id as id, q.period_key, q.area_id::text as area_id, v.audience, v.organisation_id::text as organisation_id, v.version,
      v.content - array['maps', 'context', 'method', 'general', 'actions', 'events', 'meeting', 'density'] as content
    from public.picture_version v join public.situation_picture q on q.municipality_id = v.municipality_id and q.id = v.picture_id
    where v.municipality_id = p_municipality and v.audience in ('partners', 'external')
    union all
    -- A mapping says of each of its years what a picture of that year would.
    select v.mapping_id, y ->> 'key', null, v.audience, null, v.version, y
    from public.legal_mapping_version v, jsonb_array_elements(v.content -> 'blocks') y
    where v.municipality_id = p_municipality and v.audience = 'partners'
  )
  select coalesce(json_agg(json_build_object('pictureId', a.id, 'periodKey', a.period_key, 'areaId', a.area_id, 'audience', a.audience, 'organisationId', a.organisation_id,
    'version', a.version, 'content', a.content) order by a.period_key, a.id, a.version, a.audience), '[]')
  from all_versions a, app.period_days(a.period_key) theirs
  where theirs.begins < p_ends + 400 and theirs.ends > p_begins - 400
$$;

-- Which organisation works in which areas: [{ organisationId, areaIds }].
create function app.organisation_areas(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(json_build_object('organisationId', o.id, 'areaIds', o.areas) order by o.id), '[]')
  from (
    select oa.organisation_id as id, json_agg(oa.area_id order by oa.area_id) as areas
    from public.organisation_area oa where oa.municipality_id = p_municipality group by 1
  ) o
$$;

-- As before (…_versions.sql), with what mappings have given away among what was published earlier.
create or replace function public.publishing_source(p_municipality text, p_picture uuid) returns json
  language sql stable security definer set search_path = ''
as $$
  select json_build_object(
    'setting', app.setting_with(p_municipality, array(select a.id from public.area a where a.municipality_id = p_municipality), true),
    'picture', json_build_object('id', p.id, 'periodKey', p.period_key, 'areaId', p.area_id),
    'parts', (
      select coalesce(json_agg(json_build_object('part', d.part, 'content', d.content) order by d.part), '[]')
      from public.picture_part d where d.municipality_id = p.municipality_id and d.picture_id = p.id
    ),
    'incidents', json_build_object(
      'authorities', app.packed_for_publishing(p_municipality, array['partners', 'authorities']),
      'partners', app.packed_for_publishing(p_municipality, array['partners'])
    ),
    'actions', (
      select coalesce(json_agg(app.action_json(a, false) order by a.created_at desc, a.id), '[]') from app.actions_of_picture(p) a
    ),
    'activities', (
      select coalesce(json_agg(app.activity_json(a, false) order by a.starts_at, a.id), '[]')
      from public.activity a where a.municipality_id = p.municipality_id and a.state = 'planned'
    ),
    'organisationAreas', app.organisation_areas(p_municipality),
    'previous', (
      select coalesce(max(v.version), 0) from public.picture_version v where v.municipality_id = p.municipality_id and v.picture_id = p.id
    ),
    'publications', app.publications(p_municipality),
    'earlier', (select app.earlier_versions(p_municipality, d.begins, d.ends) from app.period_days(p.period_key) d)
  )
  from public.situation_picture p
  where p.municipality_id = p_municipality and p.id = p_picture
$$;

-- Whether the caller may publish this mapping: a coordinator whose session counts.
create function public.may_publish_mapping(p_municipality text, p_mapping uuid) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select app.has_role(p_municipality, array['coordinator'])
    and exists (select from public.legal_mapping m where m.municipality_id = p_municipality and m.id = p_mapping)
$$;

-- Everything that the publishing function needs of a mapping: { setting, draft, measures, incidents: { authorities, partners }, organisationAreas, previous, publications, earlier };
-- null when there is no such mapping. For service_role alone.
create function public.mapping_source(p_municipality text, p_mapping uuid) returns json
  language sql stable security definer set search_path = ''
as $$
  select json_build_object(
    'setting', app.setting_with(p_municipality, array(select a.id from public.area a where a.municipality_id = p_municipality), true),
    'draft', json_build_object(
      'mapping', app.mapping_json(m),
      'chapters', (select coalesce(json_agg(app.mapping_chapter_json(c) order by c.key), '[]') from public.legal_mapping_chapter c where c.municipality_id = p_municipality and c.mapping_id = m.id),
      'tables', (
        select coalesce(json_agg(app.mapping_table_json(t) order by t.position, t.created_at, t.id), '[]')
        from public.legal_mapping_table t where t.municipality_id = p_municipality and t.mapping_id = m.id
      )),
    'measures', app.mapping_measures(p_municipality, m.from_year, m.to_year),
    'incidents', json_build_object(
      'authorities', app.packed_for_publishing(p_municipality, array['partners', 'authorities']),
      'partners', app.packed_for_publishing(p_municipality, array['partners'])
    ),
    'organisationAreas', app.organisation_areas(p_municipality),
    'previous', (
      select coalesce(max(v.version), 0) from public.legal_mapping_version v where v.municipality_id = p_municipality and v.mapping_id = m.id
    ),
    'publications', app.publications(p_municipality),
    'earlier', app.earlier_versions(p_municipality, make_date(m.from_year, 1, 1), make_date(m.to_year + 1, 1, 1))
  )
  from public.legal_mapping m
  where m.municipality_id = p_municipality and m.id = p_mapping
$$;

-- Stores the versions of one publication, [{ audience, schema, content }], both or none: { version }. As publish_picture: p_version and p_known make what was published meanwhile a conflict.
create function public.publish_mapping(
  p_municipality text, p_mapping uuid, p_user uuid, p_version integer, p_versions jsonb, p_correction text, p_known bigint
) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  given jsonb := app.plain_json(p_versions);
  words text := app.checked_text(p_correction, 500);
  latest integer;
begin
  -- One publication of a municipality at a time.
  perform from public.municipality m where m.id = p_municipality for no key update;
  perform from public.legal_mapping m where m.municipality_id = p_municipality and m.id = p_mapping for update;
  if not found then
    raise exception 'not-found: There is no such mapping. Open it from the list.';
  elsif not exists (
    select from public.membership m where m.municipality_id = p_municipality and m.user_id = p_user and m.role = 'coordinator' and m.active
  ) then
    raise exception 'not-allowed: Only the coordinator of the municipality publishes its mapping.';
  end if;
  select coalesce(max(v.version), 0) into latest from public.legal_mapping_version v where v.municipality_id = p_municipality and v.mapping_id = p_mapping;
  if p_version is distinct from latest + 1 then
    raise exception 'conflict: Version % of this mapping was published meanwhile. Look at it, then publish again.', latest;
  elsif p_known is distinct from app.publications(p_municipality) then
    raise exception 'conflict: A picture or mapping of the municipality was published meanwhile. Publish again.';
  elsif latest > 0 and words is null then
    raise exception 'invalid: Say what this version changes: a correction is read beside what it corrects.';
  elsif jsonb_typeof(given) is distinct from 'array'
    or (select array_agg(g ->> 'audience' order by g ->> 'audience') from jsonb_array_elements(given) g) is distinct from array['authorities', 'partners']
    or exists (select from jsonb_array_elements(given) g where g #>> '{content,audience}' is distinct from g ->> 'audience') then
    raise exception 'invalid: A publication of a mapping holds a version for the authorities and one for partners.';
  -- Exact figures are for the authorities alone, whatever made the versions.
  elsif exists (select from jsonb_array_elements(given) g where g ->> 'audience' = 'partners' and g -> 'content' ? 'exact') then
    raise exception 'invalid: The version for partners holds exact figures. Cut it first.';
  end if;
  insert into public.legal_mapping_version (municipality_id, mapping_id, version, audience, schema, content, correction, published_by)
  select p_municipality, p_mapping, p_version, g ->> 'audience', (g ->> 'schema')::integer, g -> 'content', words, p_user from jsonb_array_elements(given) g;
  perform app.write_log_as(p_user, p_municipality, 'mapping.published', jsonb_build_object('mapping', p_mapping, 'version', p_version), 2);
  return json_build_object('version', p_version);
end
$$;

-- A published version as it was stored; the newest without p_version; null when there is none for the caller. Logged.
create function public.published_mapping(p_municipality text, p_id uuid, p_audience text, p_version integer default null) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  answer jsonb;
begin
  if not app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator']) then
    return null;
  end if;
  select v.content into answer
  from app.reader(p_municipality) r, public.legal_mapping_version v
  where v.municipality_id = p_municipality and v.mapping_id = p_id and v.audience = p_audience and (p_version is null or v.version = p_version)
    and app.reads_sharing(v.audience, r.is_coordinator, r.is_authority, r.organisations)
  order by v.version desc limit 1;
  perform app.write_log(p_municipality, 'mapping.read', jsonb_strip_nulls(jsonb_build_object('mapping', p_id, 'audience', left(p_audience, 20), 'version',
    coalesce((answer ->> 'version')::integer, p_version))), case when answer is null then 0 else 1 end);
  return answer;
end
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.mapping_measures(text, integer, integer), app.earlier_versions(text, date, date), app.organisation_areas(text), app.publications(text) from authenticated;
revoke all on function public.mapping_measures(text, integer, integer), public.may_publish_mapping(text, uuid), public.published_mapping(text, uuid, text, integer) from public, anon;
grant execute on function public.mapping_measures(text, integer, integer), public.may_publish_mapping(text, uuid), public.published_mapping(text, uuid, text, integer)
  to authenticated, service_role;
revoke all on function public.mapping_source(text, uuid), public.publish_mapping(text, uuid, uuid, integer, jsonb, text, bigint) from public, anon, authenticated;
grant execute on function public.mapping_source(text, uuid), public.publish_mapping(text, uuid, uuid, integer, jsonb, text, bigint) to service_role;
