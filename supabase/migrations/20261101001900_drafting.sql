-- Writing a picture: opening it, its parts, and saving one so that two coordinators never overwrite each other. Shapes are those of the contract in
-- supabase/README.md; a part holds exactly its keys, and every text in it passes app.checked_text.

-- The embedded server on a real PostgreSQL hands an object or a list over as a text that holds it; JSON's null is no value.
create function app.plain_json(p_value jsonb) returns jsonb
  language sql immutable set search_path = ''
as $$
  select nullif(case when jsonb_typeof(p_value) = 'string' and p_value #>> '{}' ~ '^[\[{]' then (p_value #>> '{}')::jsonb else p_value end, 'null')
$$;

create function app.refuse_shape(p_what text) returns void
  language plpgsql immutable set search_path = ''
as $$
begin
  raise exception 'invalid: % is not as it should be. Reload the page and try again.', p_what;
end
$$;

-- Refuses what is no object, and one with other keys.
create function app.check_keys(p_value jsonb, p_keys text[], p_what text) returns void
  language plpgsql immutable set search_path = ''
as $$
begin
  if jsonb_typeof(p_value) is distinct from 'object' or exists (select from jsonb_object_keys(p_value) k where k <> all (p_keys)) then
    perform app.refuse_shape(p_what);
  end if;
end
$$;

-- The text under a key, checked and trimmed; none is the empty one.
create function app.text_in(p_value jsonb, p_key text, p_max integer) returns text
  language plpgsql immutable set search_path = ''
as $$
begin
  if coalesce(jsonb_typeof(p_value -> p_key), 'null') not in ('string', 'null') then
    perform app.refuse_shape(format('The text %s', p_key));
  end if;
  return coalesce(app.checked_text(p_value ->> p_key, p_max), '');
end
$$;

-- The number under a key, between two ends; null where there is none.
create function app.number_in(p_value jsonb, p_key text, p_low numeric, p_high numeric) returns numeric
  language plpgsql immutable set search_path = ''
as $$
begin
  if coalesce(jsonb_typeof(p_value -> p_key), 'null') not in ('number', 'null') or (p_value ->> p_key)::numeric not between p_low and p_high then
    perform app.refuse_shape(format('The number %s', p_key));
  end if;
  return (p_value ->> p_key)::numeric;
end
$$;

-- The ISO date under a key; null where there is none.
create function app.date_in(p_value jsonb, p_key text) returns date
  language plpgsql immutable set search_path = ''
as $$
declare
  given text := p_value ->> p_key;
begin
  if given is null then
    return null;
  elsif given !~ '^20[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$' then
    perform app.refuse_shape(format('The date %s', p_key));
  end if;
  return make_date(left(given, 4)::integer, substr(given, 6, 2)::integer, right(given, 2)::integer);
exception when datetime_field_overflow then
  perform app.refuse_shape(format('The date %s', p_key));
end
$$;

-- The raised hotspots: [{ key, name, centre, cells, cell, shape, decision, reason }].
create function app.checked_hotspots(p_raised jsonb) returns jsonb
  language plpgsql immutable set search_path = ''
as $$
declare
  it jsonb;
  raised jsonb := '[]';
  what constant text := 'A raised hotspot';
begin
  if jsonb_typeof(p_raised) is distinct from 'array' or jsonb_array_length(p_raised) > 40
    or (select count(distinct h ->> 'key') from jsonb_array_elements(p_raised) h) <> jsonb_array_length(p_raised) then
    perform app.refuse_shape('The list of raised hotspots');
  end if;
  for it in select h from jsonb_array_elements(p_raised) h loop
    perform app.check_keys(it, array['key', 'name', 'centre', 'cells', 'cell', 'shape', 'decision', 'reason'], what);
    perform app.check_keys(it -> 'centre', array['lon', 'lat'], what);
    if (it ->> 'key' ~ '^h[1-9][0-9]{0,2}$' and it ->> 'shape' in ('square', 'hexagon') and it ->> 'decision' in ('open', 'action', 'none')
        and app.number_in(it, 'cell', 10, 10000) is not null
        and app.number_in(it -> 'centre', 'lon', -180, 180) is not null and app.number_in(it -> 'centre', 'lat', -90, 90) is not null
        and jsonb_typeof(it -> 'cells') = 'array' and jsonb_array_length(it -> 'cells') between 1 and 2000) is not true
      or exists (
        select from jsonb_array_elements(it -> 'cells') c
        where (jsonb_typeof(c) = 'array' and jsonb_array_length(c) = 2 and jsonb_typeof(c -> 0) = 'number' and jsonb_typeof(c -> 1) = 'number') is not true
      ) then
      perform app.refuse_shape(what);
    end if;
    raised := raised || jsonb_build_array(it || jsonb_build_object('name', app.text_in(it, 'name', 120), 'reason', app.text_in(it, 'reason', 500)));
  end loop;
  return raised;
end
$$;

-- The content of a part as it is stored, or a refusal.
create function app.checked_part(p_municipality text, p_area text, p_part text, p_content jsonb) returns jsonb
  language plpgsql stable security definer set search_path = ''
as $$
begin
  case
    when p_part in ('general', 'external') then
      perform app.check_keys(p_content, array['text'], 'The text');
      return jsonb_build_object('text', app.text_in(p_content, 'text', 4000));
    when p_part ~ '^area:' then
      perform app.check_keys(p_content, array['text', 'status'], 'The note on the area');
      if coalesce(p_content ->> 'status', 'green') not in ('green', 'yellow', 'red')
        or p_area <> substr(p_part, 6)
        or not exists (select from public.area a where a.municipality_id = p_municipality and a.id = substr(p_part, 6)) then
        perform app.refuse_shape('The note on the area');
      end if;
      return jsonb_build_object('text', app.text_in(p_content, 'text', 2000), 'status', p_content -> 'status');
    when p_part = 'hotspots' then
      perform app.check_keys(p_content, array['raised'], 'The list of raised hotspots');
      return jsonb_build_object('raised', app.checked_hotspots(p_content -> 'raised'));
    when p_part ~ '^map:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
      perform app.check_keys(p_content, array['caption', 'image'], 'The picture of the map');
      if length(p_content ->> 'image') > 400 * 1024 then
        raise exception 'too-long: The picture of the map is larger than 400 kB. Make the window smaller and take it again.';
      -- The first bytes of a PNG, and of a WebP.
      elsif jsonb_typeof(p_content -> 'image') is distinct from 'string'
        or p_content ->> 'image' !~ '^data:image/(?:png;base64,iVBORw0KGgo|webp;base64,UklGR)[A-Za-z0-9+/]+={0,2}$' then
        perform app.refuse_shape('The picture of the map');
      end if;
      return jsonb_build_object('caption', app.text_in(p_content, 'caption', 200), 'image', p_content -> 'image');
    when p_part = 'meeting' then
      perform app.check_keys(p_content, array['held', 'participants', 'minutes', 'step'], 'The meeting');
      if jsonb_typeof(coalesce(p_content -> 'participants', '[]')) <> 'array' or exists (
        select from jsonb_array_elements_text(coalesce(p_content -> 'participants', '[]')) p
        where not exists (select from public.organisation o where o.municipality_id = p_municipality and o.id = p)
      ) then
        perform app.refuse_shape('The list of who took part');
      end if;
      return jsonb_build_object(
        'held', app.date_in(p_content, 'held'),
        'participants', (select coalesce(jsonb_agg(distinct p order by p), '[]') from jsonb_array_elements(coalesce(p_content -> 'participants', '[]')) p),
        'minutes', app.text_in(p_content, 'minutes', 4000),
        'step', coalesce(app.number_in(p_content, 'step', 0, 10000)::integer, 0));
    else
      raise exception 'invalid: A picture has no such part.';
  end case;
end
$$;

-- Refuses who is no coordinator, and a picture that is not there with the same words: an id is no way to find out what exists.
create function app.may_write_picture(p_municipality text, p_picture uuid) returns void
  language plpgsql stable security definer set search_path = ''
as $$
begin
  if not app.has_role(p_municipality, array['coordinator']) then
    raise exception 'not-allowed: Only the coordinator of the municipality writes its pictures.';
  elsif not exists (select from public.situation_picture p where p.municipality_id = p_municipality and p.id = p_picture) then
    raise exception 'not-found: There is no such picture. Open it from the list of pictures.';
  end if;
end
$$;

-- Makes the picture of a period and an area, or gives the one that is there: { id }.
create function public.open_picture(p_municipality text, p_id uuid, p_period text, p_area text default null) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  known uuid;
begin
  if not app.has_role(p_municipality, array['coordinator']) then
    raise exception 'not-allowed: Only the coordinator of the municipality opens pictures.';
  elsif p_id is null or (app.period_days(p_period)).begins is null
    or p_area is not null and not exists (select from public.area a where a.municipality_id = p_municipality and a.id = p_area) then
    raise exception 'invalid: A picture is of a week, month, tertial or year, and of an area of the municipality or of all of it.';
  elsif app.midnight((app.period_days(p_period)).begins) > now() then
    raise exception 'in-the-future: The period has not begun. Choose one that has.';
  end if;
  insert into public.situation_picture (municipality_id, id, area_id, period_key, created_by)
  values (p_municipality, p_id, p_area, p_period, auth.uid()) on conflict do nothing;
  select p.id into known from public.situation_picture p
  where p.municipality_id = p_municipality and p.period_key = p_period and p.area_id is not distinct from p_area;
  if known is null then
    raise exception 'invalid: This id belongs to another picture. Choose a new one.';
  end if;
  return json_build_object('id', known);
end
$$;

-- The draft with its parts, for coordinators; null for others. Opening it is logged.
create function public.picture_draft(p_municipality text, p_id uuid) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  answer json;
begin
  if not app.has_role(p_municipality, array['coordinator']) then
    return null;
  end if;
  select json_build_object('id', p.id, 'periodKey', p.period_key, 'areaId', p.area_id, 'parts', (
    select coalesce(json_agg(json_build_object(
      'part', d.part, 'content', d.content, 'revision', d.revision, 'updatedAt', extract(epoch from d.updated_at)::bigint,
      'byMe', coalesce(d.updated_by = auth.uid(), false)
    ) order by d.part), '[]')
    from public.picture_part d where d.municipality_id = p.municipality_id and d.picture_id = p.id
  )) into answer
  from public.situation_picture p
  where p.municipality_id = p_municipality and p.id = p_id;
  perform app.write_log(p_municipality, 'picture.draft_read', jsonb_build_object('picture', p_id), case when answer is null then 0 else 1 end);
  return answer;
end
$$;

-- Saves one part: { saved, revision, content, updatedAt }. p_revision is the one that it was made from, 0 where there was none. Where another wrote meanwhile nothing is
-- stored: saved is false, and the answer holds what the other wrote. Sending once more what is stored is no conflict. Without content a map is taken away.
create function public.save_part(p_municipality text, p_picture uuid, p_part text, p_content jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  given jsonb := app.plain_json(p_content);
  stored public.picture_part;
  done boolean;
begin
  perform app.may_write_picture(p_municipality, p_picture);
  -- One at a time in a picture: the first of two who begin a part makes it, the second finds it.
  perform from public.situation_picture p where p.municipality_id = p_municipality and p.id = p_picture for update;
  select * into stored from public.picture_part d where d.municipality_id = p_municipality and d.picture_id = p_picture and d.part = p_part;
  if given is null then
    if p_part !~ '^map:' then
      raise exception 'invalid: Only a picture of the map is taken away. Leave the text empty instead.';
    end if;
    done := stored.part is null or stored.revision = p_revision;
    if done then
      delete from public.picture_part d where d.municipality_id = p_municipality and d.picture_id = p_picture and d.part = p_part;
      stored := null;
    end if;
  else
    given := app.checked_part(p_municipality,
      (select p.area_id from public.situation_picture p where p.municipality_id = p_municipality and p.id = p_picture), p_part, given);
    done := coalesce(stored.revision, 0) = p_revision or stored.content = given;
    if done and stored.content is distinct from given then
      if stored.part is null and p_part ~ '^map:' and (
        select count(*) from public.picture_part d where d.municipality_id = p_municipality and d.picture_id = p_picture and d.part ~ '^map:'
      ) >= 12 then
        raise exception 'too-long: A picture holds twelve pictures of the map. Take one away first.';
      end if;
      insert into public.picture_part as d (municipality_id, picture_id, part, content, updated_by)
      values (p_municipality, p_picture, p_part, given, auth.uid())
      on conflict (municipality_id, picture_id, part) do update
        set content = given, revision = d.revision + 1, updated_at = now(), updated_by = auth.uid()
      returning * into stored;
    end if;
  end if;
  return json_build_object('saved', coalesce(done, false), 'revision', coalesce(stored.revision, 0), 'content', stored.content,
    'updatedAt', extract(epoch from coalesce(stored.updated_at, now()))::bigint);
end
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function public.open_picture(text, uuid, text, text), public.picture_draft(text, uuid), public.save_part(text, uuid, text, jsonb, integer)
  from public, anon;
grant execute on function public.open_picture(text, uuid, text, text), public.picture_draft(text, uuid), public.save_part(text, uuid, text, jsonb, integer)
  to authenticated, service_role;
