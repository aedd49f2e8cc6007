-- Categories and their groups as the municipality keeps them: named, weighed, signed and ordered; retired rather than removed once anything was said with them.

alter table public.category_group add column revision integer not null default 1 check (revision > 0);

-- Which sign a category of the template has; 'other' for all else. The signs equal CATEGORY_ICONS of src/domain/category-icon.ts (a test compares them).
create function app.usual_icon(p_id text) returns text
  language sql immutable set search_path = ''
as $$
  select case p_id
    when 'klotter' then 'spray' when 'glaskross' then 'glass' when 'brand' then 'fire' when 'annan-skadegorelse' then 'damage'
    when 'samling-trapphus' then 'stairs' when 'samling-kallare' then 'storage' when 'samling-garage' then 'garage' when 'samling-kopcentrum' then 'shop'
    when 'samling-utomhus' then 'people' when 'brak' then 'clash' when 'hot' then 'threat' when 'vald' then 'fist' when 'ran' then 'robbery' when 'inbrott' then 'door'
    when 'stold' then 'bag' when 'droghantering' then 'capsule' when 'berusade' then 'bottle' when 'buskorning' then 'wheel' when 'hog-musik' then 'music'
    when 'olovligt-boende' then 'bed' when 'incident-anstalld' then 'badge' when 'belysning' then 'lamp' when 'skymd-sikt' then 'hidden' when 'nedskrapning' then 'litter'
    when 'odslig-plats' then 'path' when 'ryktesspridning' then 'rumour' when 'oro' then 'worry'
    else 'other' end
$$;

alter table public.category
  add column revision integer not null default 1 check (revision > 0),
  add column icon text check (icon in (
    'spray', 'glass', 'fire', 'damage', 'stairs', 'storage', 'garage', 'shop', 'people', 'clash', 'threat', 'fist', 'robbery', 'door', 'bag', 'capsule', 'bottle', 'wheel',
    'music', 'bed', 'badge', 'lamp', 'hidden', 'litter', 'path', 'rumour', 'worry', 'other'
  ));
update public.category c set icon = app.usual_icon(c.id);
update public.category c set weight = 10 where c.weight > 10;
alter table public.category alter column icon set not null, add check (weight <= 10);

create function app.category_icon() returns trigger
  language plpgsql set search_path = ''
as $$
begin
  new.icon := coalesce(new.icon, app.usual_icon(new.id));
  return new;
end
$$;
create trigger category_icon before insert on public.category for each row execute function app.category_icon();

create trigger category_group_log after insert or update or delete on public.category_group for each row execute function app.log_setting();
create trigger category_log after insert or update or delete on public.category for each row execute function app.log_setting();

-- Small letters without accents, joined by hyphens; the second word where nothing is left of the name.
create function app.slug_of(p_name text, p_otherwise text) returns text
  language sql immutable set search_path = ''
as $$
  select coalesce(nullif(btrim(left(btrim(regexp_replace(
    translate(app.small_letters(p_name), 'åäöÅÄÖéèêëüúùáàâíìîïóòôøæñç', 'aaoaaoeeeeuuuaaaiiiiooooanc'), '[^a-z0-9]+', '-', 'g'), '-'), 50), '-'), ''), p_otherwise)
$$;

-- The slug of a name, or the first of slug-2, slug-3 … that is not taken.
create function app.free_slug(p_base text, p_taken text[]) returns text
  language sql immutable set search_path = ''
as $$
  select s from (select 1 as n, p_base as s union all select n, p_base || '-' || n from generate_series(2, cardinality(p_taken) + 2) n) x
  where s <> all (p_taken) order by n limit 1
$$;

create function app.may_settle(p_municipality text) returns void
  language plpgsql stable security definer set search_path = ''
as $$
begin
  if not app.has_role(p_municipality, array['administrator', 'coordinator']) then
    raise exception 'not-allowed: Only the administrator and the coordinator of the municipality change its settings.';
  end if;
end
$$;

-- Whether anything was said with a category: a report, an action, a service promise, a row that is being imported, or a list from a partner that is read with it.
create function app.category_used(p_municipality text, p_id text) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select exists (select from public.incident i where i.municipality_id = p_municipality and i.category_id = p_id)
    or exists (select from public.action a where a.municipality_id = p_municipality and a.category_id = p_id)
    or exists (select from public.service_promise s where s.municipality_id = p_municipality and s.category_id = p_id)
    or exists (select from public.import_row r where r.municipality_id = p_municipality and r.category_id = p_id)
    or exists (
      select from public.import_source s
      where s.municipality_id = p_municipality and (s.mapping #>> '{defaults,category}' = p_id
        or exists (select from jsonb_each_text(case when jsonb_typeof(s.mapping #> '{values,category}') = 'object' then s.mapping #> '{values,category}' else '{}' end) v where v.value = p_id))
    )
$$;

create function app.category_group_json(p_group public.category_group) returns json
  language sql stable security definer set search_path = ''
as $$
  select json_build_object('id', p_group.id, 'name', p_group.name, 'nameEn', p_group.name_en, 'revision', p_group.revision,
    'used', exists (select from public.category c where c.municipality_id = p_group.municipality_id and c.group_id = p_group.id)
      or exists (select from app.closed_count k where k.municipality_id = p_group.municipality_id and k.group_id = p_group.id))
$$;

create function app.category_json(p_category public.category) returns json
  language sql stable security definer set search_path = ''
as $$
  select json_build_object('id', p_category.id, 'groupId', p_category.group_id, 'name', p_category.name, 'nameEn', p_category.name_en, 'weight', p_category.weight,
    'icon', p_category.icon, 'active', p_category.active, 'revision', p_category.revision, 'used', app.category_used(p_category.municipality_id, p_category.id))
$$;

-- All groups and categories, retired ones too, in their order: { groups, categories }; null for others than administrator and coordinator.
create function public.categories_of(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  select json_build_object(
    'groups', (select coalesce(json_agg(app.category_group_json(g) order by g.position, g.id), '[]') from public.category_group g where g.municipality_id = p_municipality),
    'categories', (
      select coalesce(json_agg(app.category_json(c) order by g.position, g.id, c.position, c.id), '[]')
      from public.category c join public.category_group g on g.municipality_id = c.municipality_id and g.id = c.group_id
      where c.municipality_id = p_municipality
    ))
  where app.has_role(p_municipality, array['administrator', 'coordinator'])
$$;

-- The name under a key, checked as every text is; refuses none unless it may be missing.
create function app.name_in(p_value jsonb, p_key text, p_max integer, p_needed boolean) returns text
  language plpgsql immutable set search_path = ''
as $$
declare
  named text := nullif(app.text_in(p_value, p_key, p_max), '');
begin
  if p_needed and named is null then
    raise exception 'invalid: Give it a name.';
  end if;
  return named;
end
$$;

-- Adds or changes a group: { id (null: made from the name), name, nameEn } -> { saved, group }; p_revision 0 where it is new. `saved` false with what another wrote meanwhile.
create function public.save_category_group(p_municipality text, p_group jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  raw jsonb := app.plain_json(p_group);
  given public.category_group;
  stored public.category_group;
  what constant text := 'The group of categories';
begin
  perform app.may_settle(p_municipality);
  perform app.check_keys(raw, array['id', 'name', 'nameEn', 'revision', 'used'], what);
  given.name := app.name_in(raw, 'name', 60, true);
  given.name_en := app.name_in(raw, 'nameEn', 60, false);
  -- One at a time: two that are added at once must not take the same slug.
  perform from public.municipality m where m.id = p_municipality for no key update;
  if exists (
    select from public.category_group g where g.municipality_id = p_municipality and g.id is distinct from raw ->> 'id' and app.small_letters(g.name) = app.small_letters(given.name)
  ) then
    raise exception 'taken: There is a group with this name already. Choose another name.';
  end if;
  select g.* into stored from public.category_group g where g.municipality_id = p_municipality and g.id = raw ->> 'id';
  if stored.id is null and p_revision <> 0 then
    raise exception 'not-found: There is no such group any more. Reload the list.';
  elsif stored.id is null then
    insert into public.category_group (municipality_id, id, name, name_en, position)
    values (p_municipality,
      coalesce(raw ->> 'id', app.free_slug(app.slug_of(given.name, 'grupp'), array(select g.id from public.category_group g where g.municipality_id = p_municipality))),
      given.name, given.name_en, (select coalesce(max(g.position), 0) + 1 from public.category_group g where g.municipality_id = p_municipality))
    returning * into stored;
  elsif (stored.name, stored.name_en) is not distinct from (given.name, given.name_en) then
    null; -- what is said is what is there
  elsif stored.revision is distinct from p_revision then
    return json_build_object('saved', false, 'group', app.category_group_json(stored));
  else
    update public.category_group g set name = given.name, name_en = given.name_en, revision = g.revision + 1
    where g.municipality_id = p_municipality and g.id = stored.id returning * into stored;
  end if;
  return json_build_object('saved', true, 'group', app.category_group_json(stored));
end
$$;

-- Adds or changes a category: { id (null: made from the name), groupId, name, nameEn, weight, icon, active } -> { saved, category }.
create function public.save_category(p_municipality text, p_category jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  raw jsonb := app.plain_json(p_category);
  given public.category;
  stored public.category;
  what constant text := 'The category';
begin
  perform app.may_settle(p_municipality);
  perform app.check_keys(raw, array['id', 'groupId', 'name', 'nameEn', 'weight', 'icon', 'active', 'revision', 'used'], what);
  given.name := app.name_in(raw, 'name', 60, true);
  given.name_en := app.name_in(raw, 'nameEn', 60, false);
  given.weight := app.number_in(raw, 'weight', 0, 10);
  given.active := (raw -> 'active')::boolean;
  given.icon := raw ->> 'icon';
  if given.weight is null or given.active is null or given.icon is null or given.icon !~ '^[a-z]{2,20}$' then
    perform app.refuse_shape(what);
  end if;
  perform from public.municipality m where m.id = p_municipality for no key update;
  select g.id into given.group_id from public.category_group g where g.municipality_id = p_municipality and g.id = raw ->> 'groupId';
  if given.group_id is null then
    raise exception 'not-found: There is no such group any more. Reload the list.';
  elsif exists (
    select from public.category c where c.municipality_id = p_municipality and c.id is distinct from raw ->> 'id' and app.small_letters(c.name) = app.small_letters(given.name)
  ) then
    raise exception 'taken: There is a category with this name already. Choose another name, or take the other one up again.';
  end if;
  select c.* into stored from public.category c where c.municipality_id = p_municipality and c.id = raw ->> 'id';
  if stored.id is null and p_revision <> 0 then
    raise exception 'not-found: There is no such category any more. Reload the list.';
  elsif stored.id is null then
    insert into public.category (municipality_id, id, group_id, name, name_en, weight, icon, active, position)
    values (p_municipality,
      coalesce(raw ->> 'id', app.free_slug(app.slug_of(given.name, 'kategori'), array(select c.id from public.category c where c.municipality_id = p_municipality))),
      given.group_id, given.name, given.name_en, given.weight, given.icon, given.active,
      (select coalesce(max(c.position), 0) + 1 from public.category c where c.municipality_id = p_municipality and c.group_id = given.group_id))
    returning * into stored;
  elsif (stored.group_id, stored.name, stored.name_en, stored.weight, stored.icon, stored.active)
    is not distinct from (given.group_id, given.name, given.name_en, given.weight, given.icon, given.active) then
    null; -- what is said is what is there
  elsif stored.revision is distinct from p_revision then
    return json_build_object('saved', false, 'category', app.category_json(stored));
  else
    update public.category c set group_id = given.group_id, name = given.name, name_en = given.name_en, weight = given.weight, icon = given.icon, active = given.active,
      -- Into another group: last there.
      position = case when c.group_id = given.group_id then c.position
        else (select coalesce(max(o.position), 0) + 1 from public.category o where o.municipality_id = p_municipality and o.group_id = given.group_id) end,
      revision = c.revision + 1
    where c.municipality_id = p_municipality and c.id = stored.id returning * into stored;
  end if;
  return json_build_object('saved', true, 'category', app.category_json(stored));
exception when check_violation then
  raise exception 'invalid: The category is not as it should be. Reload the page and try again.';
end
$$;

-- The order of all groups (p_group null), or of the categories of one, as a list of their ids; those that are not named come after.
create function public.order_categories(p_municipality text, p_group text, p_ids jsonb) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  ids text[] := array(select jsonb_array_elements_text(app.plain_json(p_ids)));
begin
  perform app.may_settle(p_municipality);
  perform from public.municipality m where m.id = p_municipality for no key update;
  if p_group is null then
    update public.category_group g set position = o.n
    from (select g2.id, row_number() over (order by array_position(ids, g2.id::text), g2.position, g2.id) as n from public.category_group g2 where g2.municipality_id = p_municipality) o
    where g.municipality_id = p_municipality and g.id = o.id and g.position <> o.n;
  else
    update public.category c set position = o.n
    from (
      select c2.id, row_number() over (order by array_position(ids, c2.id::text), c2.position, c2.id) as n
      from public.category c2 where c2.municipality_id = p_municipality and c2.group_id = p_group
    ) o
    where c.municipality_id = p_municipality and c.id = o.id and c.position <> o.n;
  end if;
  return public.categories_of(p_municipality);
end
$$;

-- Takes away what nothing was said with: a category, or a group that is empty and was never counted by. True when one went; what is in use is retired instead.
create function public.remove_category(p_municipality text, p_id text) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform app.may_settle(p_municipality);
  perform from public.category c where c.municipality_id = p_municipality and c.id = p_id for update;
  if app.category_used(p_municipality, p_id) then
    raise exception 'in-use: The category is in use. Retire it instead: it stays on what is reported and takes nothing new.';
  end if;
  delete from public.category c where c.municipality_id = p_municipality and c.id = p_id;
  return found;
end
$$;

create function public.remove_category_group(p_municipality text, p_id text) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform app.may_settle(p_municipality);
  perform from public.category_group g where g.municipality_id = p_municipality and g.id = p_id for update;
  if exists (select from public.category c where c.municipality_id = p_municipality and c.group_id = p_id) then
    raise exception 'in-use: There are categories in the group. Move them to another group first.';
  elsif exists (select from app.closed_count k where k.municipality_id = p_municipality and k.group_id = p_id) then
    raise exception 'in-use: Totals of earlier months are counted by this group: it stays. It is shown nowhere while it is empty.';
  end if;
  delete from public.category_group g where g.municipality_id = p_municipality and g.id = p_id;
  return found;
end
$$;

-- What the template has and the municipality lacks: { groups, categories }, the ids that were added.
create function public.add_category_template(p_municipality text) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  groups text[];
  categories text[];
begin
  perform app.may_settle(p_municipality);
  perform from public.municipality m where m.id = p_municipality for no key update;
  groups := array(select g.id from public.category_group g where g.municipality_id = p_municipality);
  categories := array(select c.id from public.category c where c.municipality_id = p_municipality);
  perform app.apply_category_template(p_municipality);
  return json_build_object(
    'groups', (select coalesce(json_agg(g.id), '[]') from public.category_group g where g.municipality_id = p_municipality and g.id <> all (groups)),
    'categories', (select coalesce(json_agg(c.id), '[]') from public.category c where c.municipality_id = p_municipality and c.id <> all (categories)));
end
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.category_icon(), app.may_settle(text), app.category_used(text, text), app.category_group_json(public.category_group), app.category_json(public.category)
  from authenticated;
revoke all on function public.categories_of(text), public.save_category_group(text, jsonb, integer), public.save_category(text, jsonb, integer),
  public.order_categories(text, text, jsonb), public.remove_category(text, text), public.remove_category_group(text, text), public.add_category_template(text) from public, anon;
grant execute on function public.categories_of(text), public.save_category_group(text, jsonb, integer), public.save_category(text, jsonb, integer),
  public.order_categories(text, text, jsonb), public.remove_category(text, text), public.remove_category_group(text, text), public.add_category_template(text) to authenticated, service_role;
