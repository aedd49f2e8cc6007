-- What a picture is published from, in one answer, and how its versions are stored. For service_role alone.

create function app.publications(p_municipality text) returns bigint
  language sql stable security definer set search_path = ''
as $$
  select count(distinct (v.picture_id, v.version)) from public.picture_version v where v.municipality_id = p_municipality
$$;

-- Everything that the publishing function needs: { setting, picture, parts, incidents: { authorities, partners }, actions, activities, organisationAreas, previous, publications, earlier };
-- null when there is no such picture. `previous` is the latest version, 0 when there is none; `publications` counts those of all pictures of the municipality. `earlier` holds what partners and outsiders already have of pictures within 400 days, for the
-- audit of disclosure: without maps, words and context.
create function public.publishing_source(p_municipality text, p_picture uuid) returns json
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
    'organisationAreas', (
      select coalesce(json_agg(json_build_object('organisationId', o.id, 'areaIds', o.areas) order by o.id), '[]')
      from (
        select oa.organisation_id as id, json_agg(oa.area_id order by oa.area_id) as areas
        from public.organisation_area oa where oa.municipality_id = p.municipality_id group by 1
      ) o
    ),
    'previous', (
      select coalesce(max(v.version), 0) from public.picture_version v where v.municipality_id = p.municipality_id and v.picture_id = p.id
    ),
    'publications', app.publications(p_municipality),
    'earlier', (
      select coalesce(json_agg(json_build_object(
        'pictureId', v.picture_id, 'periodKey', q.period_key, 'areaId', q.area_id, 'audience', v.audience, 'organisationId', v.organisation_id,
        'version', v.version, 'content', v.content - array['maps', 'context', 'method', 'general', 'actions', 'events', 'meeting', 'density']
      ) order by q.period_key, v.picture_id, v.version, v.audience), '[]')
      from public.picture_version v
        join public.situation_picture q on q.municipality_id = v.municipality_id and q.id = v.picture_id,
        app.period_days(q.period_key) theirs, app.period_days(p.period_key) ours
      where v.municipality_id = p.municipality_id and v.audience in ('partners', 'external')
        and theirs.begins < ours.ends + 400 and theirs.ends > ours.begins - 400
    )
  )
  from public.situation_picture p
  where p.municipality_id = p_municipality and p.id = p_picture
$$;

-- Stores the versions of one publication, [{ audience, organisationId, schema, content }], all or none: { version }. p_version is the one that the caller counts on; another
-- coordinator who was faster makes it a conflict; so does another picture of the municipality that was published after the versions were cut (p_known are the publications
-- that the cut knew): what an audience already has decides what it may be given. p_user is the coordinator for whom the function works.
create function public.publish_picture(
  p_municipality text, p_picture uuid, p_user uuid, p_version integer, p_versions jsonb, p_correction text,
  p_known bigint default null
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
  perform from public.situation_picture p where p.municipality_id = p_municipality and p.id = p_picture for update;
  if not found then
    raise exception 'not-found: There is no such picture. Open it from the list of pictures.';
  elsif not exists (
    select from public.membership m where m.municipality_id = p_municipality and m.user_id = p_user and m.role = 'coordinator' and m.active
  ) then
    raise exception 'not-allowed: Only the coordinator of the municipality publishes its pictures.';
  end if;
  select coalesce(max(v.version), 0) into latest from public.picture_version v where v.municipality_id = p_municipality and v.picture_id = p_picture;
  if p_version is distinct from latest + 1 then
    raise exception 'conflict: Version % of this picture was published meanwhile. Look at it, then publish again.', latest;
  elsif p_known <> app.publications(p_municipality) then
    raise exception 'conflict: Another picture of the municipality was published meanwhile. Publish again.';
  elsif latest > 0 and words is null then
    raise exception 'invalid: Say what this version changes: a correction is read beside what it corrects.';
  elsif jsonb_typeof(given) is distinct from 'array' or not exists (select from jsonb_array_elements(given) g where g ->> 'audience' = 'coordinator') then
    raise exception 'invalid: A publication holds at least the version of the coordinator.';
  elsif exists (
    select from jsonb_array_elements(given) g
    where g ->> 'organisationId' not in (select o.id from public.organisation o where o.municipality_id = p_municipality)
  ) then
    raise exception 'invalid: A version is for an organisation that is not of this municipality.';
  end if;
  insert into public.picture_version (municipality_id, picture_id, version, audience, organisation_id, schema, content, correction, published_by)
  select p_municipality, p_picture, p_version, g ->> 'audience', g ->> 'organisationId', (g ->> 'schema')::integer, g -> 'content', words, p_user
  from jsonb_array_elements(given) g;
  perform app.write_log_as(p_user, p_municipality, 'picture.published', jsonb_build_object('picture', p_picture, 'version', p_version, 'audiences', (
    select jsonb_agg(distinct g -> 'audience') from jsonb_array_elements(given) g
  )), jsonb_array_length(given));
  return json_build_object('version', p_version);
end
$$;

revoke all on function app.publications(text) from public, anon, authenticated;
revoke all on function public.publishing_source(text, uuid), public.publish_picture(text, uuid, uuid, integer, jsonb, text, bigint) from public, anon, authenticated;
grant execute on function public.publishing_source(text, uuid), public.publish_picture(text, uuid, uuid, integer, jsonb, text, bigint) to service_role;
