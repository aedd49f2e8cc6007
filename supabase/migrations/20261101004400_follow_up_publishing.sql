-- Publishing the tertial follow-up: frozen, one row an audience, append only, as a picture (decision 0034). What nobody signed in may read is the version for the public, and nothing else.

create table public.follow_up_version (
  municipality_id text not null,
  id bigint generated always as identity,
  agreement_id uuid not null,
  period_key text not null check (period_key ~ '^20[0-9]{2}-T[1-3]$'),
  version integer not null check (version > 0),
  audience text not null check (audience in ('public', 'partners', 'authorities')),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  correction text check (char_length(correction) <= 280),
  published_at timestamptz not null default now(),
  published_by uuid references auth.users (id) on delete set null,
  primary key (municipality_id, id),
  unique (municipality_id, agreement_id, period_key, version, audience),
  foreign key (municipality_id, agreement_id) references public.agreement on delete cascade
);
create index follow_up_version_publisher on public.follow_up_version (published_by);
alter table public.follow_up_version enable row level security;
create policy "the coordinator sees every version" on public.follow_up_version for select to authenticated
  using (municipality_id in (select app.my_municipalities(array['coordinator'])));

-- It stays as it was published, whoever asks; two things only come through: the end of a whole municipality, and an account that is removed.
create function app.refuse_follow_up_change() returns trigger
  language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'DELETE' and not exists (select from public.municipality m where m.id = old.municipality_id) then
    return old;
  elsif tg_op = 'UPDATE' and pg_trigger_depth() > 1 and to_jsonb(new) - 'published_by' = to_jsonb(old) - 'published_by' then
    return new;
  end if;
  raise exception 'not-allowed: A published follow-up is never changed or removed. Publish a correction as a new version.';
end
$$;
create trigger follow_up_version_no_change before update or delete on public.follow_up_version for each row execute function app.refuse_follow_up_change();
create trigger follow_up_version_signal after insert on public.follow_up_version for each row execute function app.signal_meeting();
revoke all on public.follow_up_version from service_role;
grant select on public.follow_up_version to service_role;

-- As FollowUpDocument: the rows that the audience may have, names in place of ids, one column for each tertial of the year up to the period. What was not saved is not in it.
create function app.follow_up_document(p_agreement public.agreement, p_key text, p_audience text) returns jsonb
  language sql stable security definer set search_path = ''
as $$
  with span as (
    select d.begins, d.ends from app.period_days(p_key) d
  ), periods as (
    select left(p_key, 4) || '-T' || n as key
    from generate_series(1, right(p_key, 1)::integer) n, lateral app.period_days(left(p_key, 4) || '-T' || n) d
    where d.ends > p_agreement.starts_on and d.begins <= p_agreement.ends_on
  ), rows as (
    select coalesce(f.parent_id, f.id) as focus_area_id, f.parent_id is not null as is_sub, f.position as sub_position, c.position, c.created_at, c.id, jsonb_build_object(
      'id', c.id, 'title', c.title, 'subGoal', case when f.parent_id is not null then f.title end,
      'owner', coalesce(o.name, nullif(c.other_owner, '')), 'timePlan', c.time_plan,
      'contributions', (
        select coalesce(jsonb_agg(jsonb_build_object('organisation', ko.name, 'text', k.text) order by ko.name), '[]')
        from public.commitment_contribution k join public.organisation ko on ko.municipality_id = k.municipality_id and ko.id = k.organisation_id
        where k.municipality_id = c.municipality_id and k.commitment_id = c.id
      ),
      'target', app.target_json(c), 'progress', app.commitment_progress(c, least(s.ends, app.today() + 1)),
      'cells', (
        select coalesce(jsonb_agg(jsonb_build_object('periodKey', p.key, 'text', coalesce(u.text, ''), 'state', coalesce(u.state, 'none'), 'value', u.value) order by p.key), '[]')
        from periods p left join public.commitment_follow_up u on u.municipality_id = c.municipality_id and u.commitment_id = c.id and u.period_key = p.key
      )) as it
    from span s, public.commitment c
      join public.focus_area f on f.municipality_id = c.municipality_id and f.id = c.focus_area_id
      left join public.organisation o on o.municipality_id = c.municipality_id and o.id = c.owner_id
    where c.municipality_id = p_agreement.municipality_id and c.agreement_id = p_agreement.id
      and array_position(array['public', 'partners', 'authorities'], c.sharing) <= array_position(array['public', 'partners', 'authorities'], p_audience)
      -- Of the year that the columns are of.
      and c.ends_on >= make_date(left(p_key, 4)::integer, 1, 1) and c.starts_on < s.ends
  )
  select jsonb_build_object(
    'schema', 1, 'municipality', jsonb_build_object('id', m.id, 'name', m.name),
    'agreement', jsonb_build_object('key', p_agreement.key, 'kind', p_agreement.kind, 'title', p_agreement.title, 'goal', p_agreement.goal, 'from', p_agreement.starts_on,
      'to', p_agreement.ends_on, 'otherParties', p_agreement.other_parties, 'parties', (
        select coalesce(jsonb_agg(o.name order by o.name), '[]')
        from public.agreement_party q join public.organisation o on o.municipality_id = q.municipality_id and o.id = q.organisation_id
        where q.municipality_id = p_agreement.municipality_id and q.agreement_id = p_agreement.id
      )),
    'audience', p_audience, 'periodKey', p_key, 'periods', (select coalesce(jsonb_agg(p.key order by p.key), '[]') from periods p),
    'focusAreas', (
      select coalesce(jsonb_agg(jsonb_build_object('title', f.title, 'rows', x.listed) order by f.position, f.created_at, f.id), '[]')
      from public.focus_area f
        join (select r.focus_area_id, jsonb_agg(r.it order by r.is_sub, r.sub_position, r.it ->> 'subGoal', r.position, r.created_at, r.id) as listed from rows r group by 1) x
          on x.focus_area_id = f.id
      where f.municipality_id = p_agreement.municipality_id
    ))
  from public.municipality m where m.id = p_agreement.municipality_id
$$;

-- The audiences that something of this agreement may go to, the widest first.
create function app.follow_up_audiences(p_sharing text) returns text[]
  language sql immutable set search_path = ''
as $$
  select case p_sharing when 'public' then array['public', 'partners', 'authorities'] when 'partners' then array['partners', 'authorities'] else array['authorities'] end
$$;

-- Which versions the caller may read.
create function app.readable_follow_up_versions(p_municipality text) returns setof public.follow_up_version
  language sql stable security definer set search_path = ''
as $$
  select v.* from app.reader(p_municipality) r, public.follow_up_version v
  where v.municipality_id = p_municipality and app.reads_sharing(v.audience, r.is_coordinator, r.is_authority, r.organisations)
$$;

-- The table of an agreement as FollowUpTable: for each commitment that the caller may read the cells of the tertials that have begun, what the log suggests for each, and what is
-- published. Null where there is no such agreement for the caller.
create function public.follow_ups_of(p_municipality text, p_agreement uuid) returns json
  language sql stable security definer set search_path = ''
as $$
  select json_build_object(
    'agreementId', g.id,
    'periods', (select coalesce(json_agg(k order by k), '[]') from app.tertials_between(g.starts_on, g.ends_on) k),
    'rows', (
      select coalesce(json_agg(json_build_object('commitmentId', c.id, 'cells', (
        select coalesce(json_agg(app.follow_up_json(c, k, v.may_follow_up) order by k), '[]') from app.tertials_between(c.starts_on, c.ends_on) k
      )) order by c.position, c.created_at, c.id), '[]')
      from app.readable_commitments(p_municipality) v join public.commitment c on c.municipality_id = p_municipality and c.id = v.id
      where v.agreement_id = g.id
    ),
    'published', (
      select coalesce(json_agg(json_build_object('periodKey', f.period_key, 'version', f.version, 'audience', f.audience,
        'publishedAt', extract(epoch from f.published_at)::bigint, 'correction', f.correction) order by f.period_key desc, f.version desc, f.audience), '[]')
      from app.readable_follow_up_versions(p_municipality) f where f.agreement_id = g.id
    ))
  from app.readable_agreements(p_municipality) a join public.agreement g on g.municipality_id = p_municipality and g.id = a.id
  where g.id = p_agreement
$$;

-- What would be published, for the coordinator to look at: { version, stamp, documents: FollowUpDocument[] }, the widest audience first; one without rows is left out. Null for others. The stamp goes
-- back with publish_follow_up, so that nothing is published that was not looked at.
create function public.preview_follow_up(p_municipality text, p_agreement uuid, p_period text) returns json
  language sql stable security definer set search_path = ''
as $$
  with documents as (
    select a.n, app.follow_up_document(g, p_period, a.audience) as it
    from public.agreement g, unnest(app.follow_up_audiences(g.sharing)) with ordinality as a (audience, n)
    where g.municipality_id = p_municipality and g.id = p_agreement and p_period ~ '^20[0-9]{2}-T[1-3]$' and app.has_role(p_municipality, array['coordinator'])
  ), filled as (
    select d.n, d.it from documents d where jsonb_array_length(d.it -> 'focusAreas') > 0
  )
  select json_build_object(
    'version', 1 + (
      select coalesce(max(v.version), 0) from public.follow_up_version v where v.municipality_id = p_municipality and v.agreement_id = p_agreement and v.period_key = p_period
    ),
    'stamp', md5(coalesce((select string_agg(f.it::text, '|' order by f.n) from filled f), '')),
    'documents', (select coalesce(json_agg(f.it order by f.n), '[]') from filled f))
  where exists (select from documents)
$$;

-- Freezes and publishes the follow-up of a tertial for every audience that the agreement may go to: { version }. p_version is the one that the coordinator counts on, p_stamp that of the preview; from
-- the second version on it says what was corrected. Sent once more after a lost answer it is the same version.
create function public.publish_follow_up(p_municipality text, p_agreement uuid, p_period text, p_version integer, p_stamp text, p_correction text default null) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  of_agreement public.agreement;
  preview json;
  words text := app.checked_text(p_correction, 280);
begin
  if not app.has_role(p_municipality, array['coordinator']) then
    raise exception 'not-allowed: Only the coordinator of the municipality publishes its follow-up.';
  end if;
  select g.* into of_agreement from public.agreement g where g.municipality_id = p_municipality and g.id = p_agreement for update;
  if not found then
    raise exception 'not-found: There is no such agreement any more. Reload the list.';
  elsif (p_period ~ '^20[0-9]{2}-T[1-3]$') is not true or (app.period_days(p_period)).ends <= of_agreement.starts_on
    or (app.period_days(p_period)).begins > of_agreement.ends_on then
    raise exception 'invalid: The agreement does not hold in this tertial. Choose another one.';
  elsif app.midnight((app.period_days(p_period)).begins) > now() then
    raise exception 'in-the-future: The tertial has not begun. Choose one that has.';
  end if;
  preview := public.preview_follow_up(p_municipality, p_agreement, p_period);
  if p_version = (preview ->> 'version')::integer - 1 and exists (
    select from public.follow_up_version v where v.municipality_id = p_municipality and v.agreement_id = p_agreement and v.period_key = p_period and v.version = p_version
      and v.published_by = auth.uid() and v.correction is not distinct from words and v.published_at > now() - interval '10 minutes'
  ) then
    return json_build_object('version', p_version);
  elsif p_version is distinct from (preview ->> 'version')::integer or p_stamp is distinct from preview ->> 'stamp' then
    raise exception 'invalid: Something was changed or published meanwhile. Look at it once more, and publish again.';
  elsif json_array_length(preview -> 'documents') = 0 then
    raise exception 'invalid: There is no commitment in this tertial to tell of. Add one first.';
  elsif p_version > 1 and words is null then
    raise exception 'invalid: Say in a few words what was corrected.';
  end if;
  insert into public.follow_up_version (municipality_id, agreement_id, period_key, version, audience, content, correction, published_by)
  select p_municipality, p_agreement, p_period, p_version, d ->> 'audience', d::jsonb, words, auth.uid() from json_array_elements(preview -> 'documents') d;
  perform app.write_log(p_municipality, 'follow_up.published', jsonb_build_object('agreement', p_agreement, 'period', p_period, 'version', p_version, 'audiences', (
    select jsonb_agg(d ->> 'audience') from json_array_elements(preview -> 'documents') d)), json_array_length(preview -> 'documents'));
  return json_build_object('version', p_version);
end
$$;

create function app.published_follow_up_json(p_version public.follow_up_version) returns jsonb
  language sql immutable set search_path = ''
as $$
  select p_version.content || jsonb_build_object('version', p_version.version, 'publishedAt', extract(epoch from p_version.published_at)::bigint, 'correction', p_version.correction)
$$;

-- A published version as it was stored, as PublishedFollowUp; the newest without p_version; null when there is none for the caller. Logged.
create function public.published_follow_up(p_municipality text, p_agreement uuid, p_period text, p_audience text, p_version integer default null) returns jsonb
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  answer jsonb;
begin
  if not app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator']) then
    return null;
  end if;
  select app.published_follow_up_json(v) into answer
  from app.readable_follow_up_versions(p_municipality) v
  where v.agreement_id = p_agreement and v.period_key = p_period and v.audience = p_audience and (p_version is null or v.version = p_version)
  order by v.version desc limit 1;
  perform app.write_log(p_municipality, 'follow_up.read', jsonb_strip_nulls(jsonb_build_object('agreement', p_agreement, 'period', left(p_period, 8),
    'audience', left(p_audience, 20), 'version', coalesce((answer ->> 'version')::integer, p_version))), case when answer is null then 0 else 1 end);
  return answer;
end
$$;

-- For everybody, also without signing in: the newest version for the public of an agreement, of its latest published tertial or of p_period; null when nothing is published. It reads
-- nothing but what was frozen for the public.
create function public.public_follow_up(p_municipality text, p_key text, p_period text default null) returns jsonb
  language sql stable security definer set search_path = ''
as $$
  select app.published_follow_up_json(v)
  from public.follow_up_version v
  where v.municipality_id = p_municipality and v.audience = 'public' and v.content #>> '{agreement,key}' = p_key and (p_period is null or v.period_key = p_period)
  order by v.period_key desc, v.version desc limit 1
$$;

-- What a municipality has published for everybody: [{ key, title, from, to, periods }], the one that ends last first; titles as they were frozen last.
create function public.public_follow_ups(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(json_build_object('key', x.agreement ->> 'key', 'title', x.agreement ->> 'title', 'from', x.agreement ->> 'from', 'to', x.agreement ->> 'to',
    'periods', x.periods) order by x.agreement ->> 'to' desc, x.agreement ->> 'key'), '[]')
  from (
    select (array_agg(v.content -> 'agreement' order by v.period_key desc, v.version desc))[1] as agreement, json_agg(distinct v.period_key) as periods
    from public.follow_up_version v where v.municipality_id = p_municipality and v.audience = 'public' group by v.agreement_id
  ) x
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.refuse_follow_up_change() from authenticated, service_role;
revoke all on function public.follow_ups_of(text, uuid), public.preview_follow_up(text, uuid, text),
  public.publish_follow_up(text, uuid, text, integer, text, text), public.published_follow_up(text, uuid, text, text, integer) from public, anon;
grant execute on function public.follow_ups_of(text, uuid), public.preview_follow_up(text, uuid, text),
  public.publish_follow_up(text, uuid, text, integer, text, text), public.published_follow_up(text, uuid, text, text, integer) to authenticated, service_role;
revoke all on function public.public_follow_up(text, text, text), public.public_follow_ups(text) from public;
grant execute on function public.public_follow_up(text, text, text), public.public_follow_ups(text) to anon, authenticated, service_role;
