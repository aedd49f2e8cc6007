-- What the coordinator decides about a report, one at a time or many at once. Every decision leaves its steps in the trace (…_review.sql).

-- Makes two reports the same: what one of them is a duplicate of is meant instead, all that were the same as either point at the one that counts, and that is the one with the wider
-- sharing, on a tie the one named (p_as).
create function app.mark_duplicate(p_municipality text, p_id uuid, p_as uuid) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  mine public.incident;
  theirs public.incident;
  kept uuid;
  gone uuid;
begin
  -- In the order of their ids, so that two who mark the same two do not wait for each other.
  perform from public.incident i
  where i.municipality_id = p_municipality
    and i.id in (select x from public.incident d, unnest(array[d.id, d.duplicate_of]) x where d.municipality_id = p_municipality and d.id in (p_id, p_as))
  order by i.id for update;
  select i.* into mine from public.incident i where i.municipality_id = p_municipality and i.id = p_id;
  select i.* into theirs from app.reviewable(p_municipality) i where i.id = p_as;
  if theirs.id is null then
    raise exception 'not-found: There is no such report for you to compare with. Reload the list.';
  elsif p_as = p_id then
    raise exception 'invalid: A report is not the same as itself. Choose another one.';
  end if;
  if theirs.duplicate_of is not null then
    select i.* into theirs from public.incident i where i.municipality_id = p_municipality and i.id = theirs.duplicate_of;
  end if;
  if theirs.id = mine.id or mine.duplicate_of = theirs.id then
    return; -- they are
  elsif 'set_aside' in (mine.review_state, theirs.review_state) then
    raise exception 'invalid: A report that was set aside is not the same as one that counts. Open it again first.';
  end if;
  if app.width_of(mine.sharing) > app.width_of(theirs.sharing) then
    kept := mine.id;
    gone := theirs.id;
  else
    kept := theirs.id;
    gone := mine.id;
  end if;
  perform set_config('lagesbild.settling', 'on', true);
  update public.incident i set duplicate_of = null where i.municipality_id = p_municipality and i.id = kept and i.duplicate_of is not null;
  update public.incident i set duplicate_of = kept where i.municipality_id = p_municipality and (i.id = gone or i.duplicate_of = gone) and i.id <> kept;
  perform set_config('lagesbild.settling', '', true);
end
$$;

-- A report is the same as no other: it leaves those it was the same as, and of these the widest counts.
create function app.unmark_duplicate(p_municipality text, p_id uuid) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform app.settle_duplicates(p_municipality, p_id, null, p_id);
  perform set_config('lagesbild.settling', 'on', true);
  update public.incident i set duplicate_of = null where i.municipality_id = p_municipality and i.id = p_id and i.duplicate_of is not null;
  perform set_config('lagesbild.settling', '', true);
end
$$;

-- Decides about one report: { saved, report }. p_change is a ReviewChange, only its keys change; p_revision is the one that it was decided on. Where another wrote meanwhile nothing is
-- stored, and the answer holds what is there. Sending once more what is stored is no conflict.
create function public.review_report(p_municipality text, p_id uuid, p_change jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  given jsonb := app.plain_json(p_change);
  stored public.incident;
  wanted public.incident;
  question text;
  twin uuid;
  twin_said boolean;
  twin_done boolean;
  what constant text := 'The decision';
begin
  if not app.has_role(p_municipality, array['coordinator']) then
    raise exception 'not-allowed: Only the coordinator of the municipality reviews reports.';
  end if;
  perform app.check_keys(given, array['reviewState', 'descriptionReleased', 'categoryId', 'position', 'duplicateOf', 'question'], what);
  perform from public.incident i where i.municipality_id = p_municipality and i.id = p_id for update;
  select i.* into stored from app.reviewable(p_municipality) i where i.id = p_id;
  if stored.id is null then
    raise exception 'not-found: There is no such report for you. Reload the list.';
  end if;
  wanted := stored;
  twin_said := given ? 'duplicateOf';
  if coalesce(given ->> 'reviewState', 'new') not in ('new', 'released', 'set_aside')
    or coalesce(jsonb_typeof(given -> 'descriptionReleased'), 'null') not in ('boolean', 'null')
    or given ->> 'duplicateOf' !~ '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    perform app.refuse_shape(what);
  end if;
  wanted.review_state := coalesce(given ->> 'reviewState', stored.review_state);
  wanted.description_released := coalesce((given ->> 'descriptionReleased')::boolean, stored.description_released);
  wanted.category_id := coalesce(given ->> 'categoryId', stored.category_id);
  twin := (given ->> 'duplicateOf')::uuid;
  question := app.text_in(given, 'question', 280);
  if coalesce(jsonb_typeof(given -> 'position'), 'null') <> 'null' then
    perform app.check_keys(given -> 'position', array['lon', 'lat'], what);
    wanted.lon := app.number_in(given -> 'position', 'lon', -180, 180);
    wanted.lat := app.number_in(given -> 'position', 'lat', -90, 90);
    if wanted.lon is null or wanted.lat is null then
      perform app.refuse_shape(what);
    end if;
  end if;
  if wanted.category_id <> stored.category_id and not exists (
    select from public.category c where c.municipality_id = p_municipality and c.id = wanted.category_id and c.active
  ) then
    raise exception 'invalid: This category is not in use in the municipality. Choose another one.';
  elsif question <> '' and wanted.review_state <> 'new' then
    raise exception 'invalid: A report that is asked about stays new. Open it again before you ask.';
  end if;
  -- What of it is done already?
  twin_done := case
    when not twin_said then true
    when twin is null then stored.duplicate_of is null
      and not exists (select from public.incident d where d.municipality_id = p_municipality and d.duplicate_of = p_id)
    else twin <> p_id and (stored.duplicate_of = twin or exists (
      select from public.incident d where d.municipality_id = p_municipality and d.id = twin and d.duplicate_of in (p_id, stored.duplicate_of)
    )) end;
  if question <> '' and question = (
    select n.text from public.review_note n
    where n.municipality_id = p_municipality and n.incident_id = p_id and n.kind in ('question', 'answer') order by n.n desc limit 1
  ) and app.is_asked(p_municipality, p_id) then
    question := '';
  end if;
  if twin_done is true and question = '' and (wanted.review_state, wanted.description_released, wanted.category_id, wanted.lon, wanted.lat)
    = (stored.review_state, stored.description_released, stored.category_id, stored.lon, stored.lat) then
    return json_build_object('saved', true, 'report', app.review_json(stored));
  elsif stored.revision is distinct from p_revision then
    return json_build_object('saved', false, 'report', app.review_json(stored));
  end if;
  if question <> '' or (wanted.review_state, wanted.description_released, wanted.category_id, wanted.lon, wanted.lat)
    <> (stored.review_state, stored.description_released, stored.category_id, stored.lon, stored.lat) then
    update public.incident i set review_state = wanted.review_state, description_released = wanted.description_released, category_id = wanted.category_id,
      lon = wanted.lon, lat = wanted.lat
    where i.municipality_id = p_municipality and i.id = p_id;
  end if;
  if question <> '' then
    perform app.add_note(p_municipality, p_id, 'question', 'coordinator', question);
  end if;
  if twin_said and twin is null then
    perform app.unmark_duplicate(p_municipality, p_id);
  elsif twin_said then
    perform app.mark_duplicate(p_municipality, p_id, twin);
  end if;
  select i.* into stored from public.incident i where i.municipality_id = p_municipality and i.id = p_id;
  return json_build_object('saved', true, 'report', app.review_json(stored));
end
$$;

-- Releases those that are still new, with their texts where p_texts says so: { released }.
create function public.release_reports(p_municipality text, p_ids uuid[], p_texts boolean) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  released integer;
begin
  if not app.has_role(p_municipality, array['coordinator']) then
    raise exception 'not-allowed: Only the coordinator of the municipality reviews reports.';
  elsif coalesce(cardinality(p_ids), 0) > 1000 then
    raise exception 'invalid: At most 1,000 reports are released at once. Choose fewer.';
  end if;
  update public.incident i set review_state = 'released', description_released = i.description_released or coalesce(p_texts, false) and i.description is not null
  where i.municipality_id = p_municipality and i.review_state = 'new'
    and i.id in (select v.id from app.reviewable(p_municipality) v where v.id = any (p_ids));
  get diagnostics released = row_count;
  return json_build_object('released', released);
end
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.mark_duplicate(text, uuid, uuid), app.unmark_duplicate(text, uuid) from authenticated, service_role;
revoke all on function public.review_report(text, uuid, jsonb, integer), public.release_reports(text, uuid[], boolean) from public, anon;
grant execute on function public.review_report(text, uuid, jsonb, integer), public.release_reports(text, uuid[], boolean) to authenticated, service_role;
