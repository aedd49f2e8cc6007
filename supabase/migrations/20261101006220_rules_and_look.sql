-- The rules of a municipality in one step, with what a change of retention would clear before it is made; and how it looks: logo, languages, basemap.

create function app.rules_json(p_municipality text) returns jsonb
  language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'reviewRequired', mu.review_required, 'sessionHours', mu.session_hours, 'secondFactorRequired', mu.second_factor_required,
    'retentionDays', jsonb_build_object(
      'freeText', (select r.days from public.retention_rule r where r.municipality_id = mu.id and r.subject = 'free_text'),
      'placeAndTime', (select r.days from public.retention_rule r where r.municipality_id = mu.id and r.subject = 'place_and_time'),
      'row', (select r.days from public.retention_rule r where r.municipality_id = mu.id and r.subject = 'row')
    )
  )
  from public.municipality mu where mu.id = p_municipality
$$;

create function app.set_retention(p_municipality text, p_days jsonb) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  rule record;
begin
  perform app.check_keys(p_days, array['freeText', 'placeAndTime', 'row'], 'The retention');
  for rule in
    select x.subject, app.number_in(p_days, x.key, 30, 36500)::integer as days
    from (values ('freeText', 'free_text'), ('placeAndTime', 'place_and_time'), ('row', 'row')) x (key, subject)
  loop
    if rule.days is null then
      delete from public.retention_rule r where r.municipality_id = p_municipality and r.subject = rule.subject;
    else
      insert into public.retention_rule as r (municipality_id, subject, days) values (p_municipality, rule.subject, rule.days)
      on conflict (municipality_id, subject) do update set days = excluded.days where r.days <> excluded.days;
    end if;
  end loop;
end
$$;

-- Sets the rules, made from p_known, the rules as they were read: { saved, rules }; `saved` false where they are others by now. The administrator.
create function public.save_rules(p_municipality text, p_rules jsonb, p_known jsonb) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  raw jsonb := app.plain_json(p_rules);
  stored jsonb;
begin
  if not app.has_role(p_municipality, array['administrator']) then
    raise exception 'not-allowed: Only the administrator of the municipality sets its rules.';
  end if;
  perform app.check_keys(raw, array['reviewRequired', 'sessionHours', 'secondFactorRequired', 'retentionDays'], 'The rules');
  if (jsonb_typeof(raw -> 'reviewRequired') = 'boolean' and jsonb_typeof(raw -> 'secondFactorRequired') = 'boolean' and app.number_in(raw, 'sessionHours', 1, 168) % 1 = 0) is not true then
    perform app.refuse_shape('The rules');
  end if;
  perform from public.municipality m where m.id = p_municipality for update;
  stored := app.rules_json(p_municipality);
  if stored <> raw and stored is distinct from app.plain_json(p_known) then
    return json_build_object('saved', false, 'rules', stored);
  end if;
  update public.municipality m set review_required = (raw ->> 'reviewRequired')::boolean, session_hours = (raw ->> 'sessionHours')::integer,
    second_factor_required = (raw ->> 'secondFactorRequired')::boolean
  where m.id = p_municipality;
  perform app.set_retention(p_municipality, raw -> 'retentionDays');
  return json_build_object('saved', true, 'rules', app.rules_json(p_municipality));
end
$$;

-- What would go tonight if these were the rules of retention: as apply_retention answers, without doing it. The administrator.
create function public.preview_retention(p_municipality text, p_days jsonb) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  answer json;
begin
  if not app.has_role(p_municipality, array['administrator']) then
    raise exception 'not-allowed: Only the administrator of the municipality tries its rules of retention.';
  end if;
  begin
    perform app.set_retention(p_municipality, app.plain_json(p_days));
    answer := app.clear_old(p_municipality, true);
    raise sqlstate 'LB000';
  exception when sqlstate 'LB000' then
    null; -- the rules are what they were
  end;
  return answer;
end
$$;

create table public.municipality_look (
  municipality_id text primary key references public.municipality on delete cascade,
  logo text check (length(logo) < 280000), -- a data URL, PNG or JPEG, 200 kB at most
  logo_alt text check (char_length(logo_alt) between 1 and 120),
  language text not null default 'sv' check (language in ('sv', 'en')),
  languages text[] not null default '{sv,en}' check (languages <@ '{sv,en}' and cardinality(languages) between 1 and 2),
  basemap text check (basemap = 'plain' or char_length(basemap) <= 500 and basemap ~ '^https://[^\s"''<>]{3,}$' or basemap ~ '^[A-Za-z0-9_-][A-Za-z0-9._/-]{0,200}\.(pmtiles|json)$' and basemap !~ '\.\.|//'),
  revision integer not null default 1 check (revision > 0),
  constraint language_is_offered check (language = any (languages)),
  constraint logo_is_described check ((logo is null) = (logo_alt is null))
);
alter table public.municipality_look enable row level security;
-- Without a grant nobody reads it but through the functions; the policy says who it is for.
create policy "the administrator sees how the municipality looks" on public.municipality_look for select to authenticated
  using (municipality_id in (select app.my_municipalities(array['administrator'])));
revoke all on public.municipality_look from public, anon, authenticated;
grant all on public.municipality_look to service_role;

-- What the bytes are: PNG and JPEG say so at their beginning. Null for anything else.
create function app.image_kind(p_bytes bytea) returns text
  language sql immutable set search_path = ''
as $$
  select case
    when substring(p_bytes from 1 for 8) = '\x89504e470d0a1a0a'::bytea and substring(p_bytes from 13 for 4) = '\x49484452'::bytea then 'png'
    when substring(p_bytes from 1 for 3) = '\xffd8ff'::bytea then 'jpeg' end
$$;

create function app.look_json(p_municipality text) returns jsonb
  language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object('language', coalesce(l.language, 'sv'), 'languages', to_jsonb(coalesce(l.languages, '{sv,en}')), 'basemap', l.basemap,
    'logoAlt', l.logo_alt, 'revision', coalesce(l.revision, 0))
  from (select 1) one left join public.municipality_look l on l.municipality_id = p_municipality
$$;

-- { language, languages, basemap, logoAlt (null: no logo), revision }, for members.
create function public.look_of(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  select app.look_json(p_municipality)::json where p_municipality in (select app.my_municipalities())
$$;

-- The logo and its words, { image, alt }, or null: for members, and without signing in where something is published for everybody, which it stands on.
create function public.logo_of(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  select json_build_object('image', l.logo, 'alt', l.logo_alt)
  from public.municipality_look l
  where l.municipality_id = p_municipality and l.logo is not null and (
    p_municipality in (select app.my_municipalities())
    or exists (select from public.follow_up_version v where v.municipality_id = p_municipality and v.audience = 'public')
  )
$$;

-- Sets how the municipality looks: { language, languages, basemap, logoAlt, logo } -> { saved, look }. Without the key `logo` it stays as it is, null takes it away. The administrator.
create function public.save_look(p_municipality text, p_look jsonb, p_revision integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  raw jsonb := app.plain_json(p_look);
  stored public.municipality_look;
  given public.municipality_look;
  bytes bytea;
  what constant text := 'The appearance';
begin
  if not app.has_role(p_municipality, array['administrator']) then
    raise exception 'not-allowed: Only the administrator of the municipality changes how it looks.';
  end if;
  perform app.check_keys(raw, array['language', 'languages', 'basemap', 'logoAlt', 'logo', 'revision'], what);
  perform from public.municipality m where m.id = p_municipality for no key update;
  select l.* into stored from public.municipality_look l where l.municipality_id = p_municipality;
  if coalesce(stored.revision, 0) is distinct from p_revision then
    return json_build_object('saved', false, 'look', app.look_json(p_municipality));
  end if;
  given.logo := case when raw ? 'logo' then raw ->> 'logo' else stored.logo end;
  if raw ? 'logo' and given.logo is not null then
    if given.logo !~ '^data:image/(png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$' or length(given.logo) > 266700 + 30 then
      raise exception 'invalid: The logo must be a PNG or JPEG picture of at most 200 kB.';
    end if;
    bytes := decode(split_part(given.logo, ',', 2), 'base64');
    if length(bytes) > 200000 or (app.image_kind(bytes) = substring(given.logo from 'image/([a-z]+)')) is not true then
      raise exception 'invalid: The logo must be a PNG or JPEG picture of at most 200 kB.';
    end if;
  end if;
  given.logo_alt := case when given.logo is not null then nullif(app.text_in(raw, 'logoAlt', 120), '') end;
  if given.logo is not null and given.logo_alt is null then
    raise exception 'invalid: Say in words what the logo shows, for those who do not see it.';
  end if;
  insert into public.municipality_look as l (municipality_id, logo, logo_alt, language, languages, basemap)
  values (p_municipality, given.logo, given.logo_alt, raw ->> 'language', array(select jsonb_array_elements_text(raw -> 'languages')), nullif(app.text_in(raw, 'basemap', 500), ''))
  on conflict (municipality_id) do update set logo = excluded.logo, logo_alt = excluded.logo_alt, language = excluded.language, languages = excluded.languages,
    basemap = excluded.basemap, revision = l.revision + 1;
  perform app.write_log(p_municipality, 'look.updated', jsonb_strip_nulls(jsonb_build_object(
    'before', to_jsonb(stored) - 'logo' - 'municipality_id' - 'revision', 'after', app.look_json(p_municipality) - 'revision',
    'logo', case when not raw ? 'logo' then null when given.logo is null then 'removed' else 'set' end)), 1);
  return json_build_object('saved', true, 'look', app.look_json(p_municipality));
exception when check_violation or not_null_violation then
  raise exception 'invalid: The appearance is not as it should be. Look at the languages and the address of the basemap.';
end
$$;

-- Who changed what of the settings last: the newest 30, [{ at, organisationId, role, action, filter }], for administrator and coordinator. Of people no more than organisation and role.
create function public.setting_changes(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(json_build_object('at', extract(epoch from l.at)::bigint, 'organisationId', l.organisation_id, 'role', l.role, 'action', l.action,
    'filter', l.filter, 'count', l.count) order by l.id desc), '[]')
  from (
    select a.id, a.at, a.action, a.filter, a.count, m.organisation_id, m.role
    from public.audit_log a left join public.membership m on m.municipality_id = a.municipality_id and m.id = a.membership_id
    where a.municipality_id = p_municipality and a.at > now() - interval '2 years'
      and a.action in ('municipality.updated', 'retention_rule.inserted', 'retention_rule.updated', 'retention_rule.deleted', 'retention.applied', 'look.updated')
    order by a.id desc limit 30
  ) l
  having app.has_role(p_municipality, array['administrator', 'coordinator'])
$$;
create index audit_log_settings on public.audit_log (municipality_id, id desc)
  where action in ('municipality.updated', 'retention_rule.inserted', 'retention_rule.updated', 'retention_rule.deleted', 'retention.applied', 'look.updated');

revoke all on all functions in schema app from public, anon;
revoke all on function app.rules_json(text), app.set_retention(text, jsonb), app.image_kind(bytea), app.look_json(text) from authenticated;
revoke all on function public.save_rules(text, jsonb, jsonb), public.preview_retention(text, jsonb), public.look_of(text), public.logo_of(text),
  public.save_look(text, jsonb, integer), public.setting_changes(text) from public, anon;
grant execute on function public.save_rules(text, jsonb, jsonb), public.preview_retention(text, jsonb), public.look_of(text), public.logo_of(text),
  public.save_look(text, jsonb, integer), public.setting_changes(text) to authenticated, service_role;
grant execute on function public.logo_of(text) to anon;
