-- Named places grow: a reporter proposes a name for a pin, the coordinator accepts it, and it is in the gazetteer of everybody. Keys are those of PlaceProposal in src/domain/review.ts.

create table public.place_proposal (
  municipality_id text not null,
  id uuid not null, -- chosen by the client, so that sending twice stores once
  organisation_id app.slug not null,
  name text not null check (name = btrim(name) and char_length(name) between 1 and 80),
  lon double precision not null check (lon between -180 and 180),
  lat double precision not null check (lat between -90 and 90),
  area_id app.slug, -- found, as for an incident
  state text not null default 'proposed' check (state in ('proposed', 'accepted', 'declined')),
  place_id app.slug, -- the place that came of it
  created_by uuid default auth.uid() references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  decided_by uuid references auth.users (id) on delete set null,
  decided_at timestamptz,
  primary key (municipality_id, id),
  foreign key (municipality_id, organisation_id) references public.organisation on update cascade on delete cascade,
  foreign key (municipality_id, area_id) references public.area on update cascade on delete set null (area_id),
  foreign key (municipality_id, place_id) references public.place on update cascade on delete set null (place_id)
);
create index place_proposal_state on public.place_proposal (municipality_id, state, created_at);
create index place_proposal_organisation on public.place_proposal (municipality_id, organisation_id);
create index place_proposal_area on public.place_proposal (municipality_id, area_id);
create index place_proposal_place on public.place_proposal (municipality_id, place_id);
create index place_proposal_author on public.place_proposal (created_by);
create index place_proposal_decider on public.place_proposal (decided_by);
alter table public.place_proposal enable row level security;
create policy "the coordinator sees the proposed places" on public.place_proposal for select to authenticated
  using (municipality_id in (select app.my_municipalities(array['coordinator'])));
create trigger place_proposal_log after insert or update or delete on public.place_proposal for each row execute function app.log_row();

-- Reports within 75 m in the last year that the caller may read, duplicates once. The box (in degrees, widened towards the pole) lets the index do the first cut.
create function app.reports_near(p_municipality text, p_lon double precision, p_lat double precision) returns integer
  language sql stable security definer set search_path = ''
as $$
  select count(*)::integer
  from public.incident n
    join app.readable_incidents(p_municipality) i on i.id = n.id
  where n.municipality_id = p_municipality
    and n.point operator(extensions.&&) extensions.st_makeenvelope(p_lon - 0.00068 / cos(radians(p_lat)), p_lat - 0.00068,
      p_lon + 0.00068 / cos(radians(p_lat)), p_lat + 0.00068, 4326)
    and extensions.st_distancesphere(n.point, extensions.st_setsrid(extensions.st_makepoint(p_lon, p_lat), 4326)) <= 75
    and n.occurred_from >= now() - interval '1 year' and n.review_state <> 'set_aside' and n.duplicate_of is null
$$;

create function app.place_proposal_json(p_proposal public.place_proposal) returns json
  language sql stable security definer set search_path = ''
as $$
  select json_build_object('id', p_proposal.id, 'name', p_proposal.name, 'lon', p_proposal.lon, 'lat', p_proposal.lat, 'areaId', p_proposal.area_id,
    'organisationId', p_proposal.organisation_id, 'createdAt', extract(epoch from p_proposal.created_at)::bigint, 'state', p_proposal.state,
    'placeId', p_proposal.place_id, 'reports', app.reports_near(p_proposal.municipality_id, p_proposal.lon, p_proposal.lat))
$$;

-- Proposes a place for one's own organisation: { id, name, lon, lat, organisationId }. Sent twice it is there once.
create function public.propose_place(p_municipality text, p_proposal jsonb) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  given jsonb := app.plain_json(p_proposal);
  stored public.place_proposal;
  named text;
  lon double precision;
  lat double precision;
  what constant text := 'The proposed place';
begin
  if app.my_writing_organisations(p_municipality) = '{}' then
    raise exception 'not-allowed: Only reporters and coordinators of the municipality propose places.';
  end if;
  perform app.check_keys(given, array['id', 'name', 'lon', 'lat', 'organisationId'], what);
  if (given ->> 'id' ~ '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$') is not true then
    perform app.refuse_shape(what);
  elsif (given ->> 'organisationId' = any (app.my_writing_organisations(p_municipality))) is not true then
    raise exception 'not-allowed: One proposes places for one''s own organisation.';
  end if;
  named := app.text_in(given, 'name', 80);
  lon := app.number_in(given, 'lon', -180, 180);
  lat := app.number_in(given, 'lat', -90, 90);
  if named = '' then
    raise exception 'invalid: Give the place a name.';
  elsif lon is null or lat is null then
    perform app.refuse_shape(what);
  end if;
  select p.* into stored from public.place_proposal p where p.municipality_id = p_municipality and p.id = (given ->> 'id')::uuid;
  if stored.id is null then
    if (select count(*) from public.place_proposal p where p.municipality_id = p_municipality and p.created_by = auth.uid() and p.state = 'proposed') >= 100 then
      raise exception 'not-allowed: A hundred of your places wait for an answer. Wait for the coordinator, or take some back.';
    end if;
    insert into public.place_proposal (municipality_id, id, organisation_id, name, lon, lat, area_id)
    values (p_municipality, (given ->> 'id')::uuid, given ->> 'organisationId', named, lon, lat, app.locate_incident(p_municipality, lon, lat))
    on conflict do nothing;
    select p.* into stored from public.place_proposal p where p.municipality_id = p_municipality and p.id = (given ->> 'id')::uuid;
  end if;
  if stored.created_by is distinct from auth.uid() then
    raise exception 'invalid: This id belongs to another proposal. Choose a new one.';
  end if;
  return app.place_proposal_json(stored);
end
$$;

-- Takes an own proposal back, as long as nobody decided about it; true when one went.
create function public.withdraw_place(p_municipality text, p_id uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if app.my_writing_organisations(p_municipality) = '{}' then
    raise exception 'not-allowed: Only reporters and coordinators of the municipality propose places.';
  end if;
  delete from public.place_proposal p
  where p.municipality_id = p_municipality and p.id = p_id and p.created_by = auth.uid() and p.state = 'proposed';
  if not found and exists (
    select from public.place_proposal p where p.municipality_id = p_municipality and p.id = p_id and p.created_by = auth.uid()
  ) then
    raise exception 'not-allowed: The coordinator has decided about this place. Ask for it to be changed.';
  end if;
  return found;
end
$$;

-- What waits first, then what was decided, newest first: all for the coordinator, one's own for reporters. Null for who reads no incidents.
create function public.place_proposals(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(app.place_proposal_json(x) order by x.state = 'proposed' desc, x.created_at desc, x.id), '[]')
  from (
    select p.* from public.place_proposal p
    where p.municipality_id = p_municipality
      and (p.created_by = (select auth.uid()) and p.organisation_id = any ((select r.organisations from app.reader(p_municipality) r)::text[])
        or app.has_role(p_municipality, array['coordinator']))
    order by p.state = 'proposed' desc, p.created_at desc, p.id
    limit 300
  ) x
  having app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator'])
$$;

-- A slug made of a name that no place of the municipality has yet.
create function app.free_place_id(p_municipality text, p_name text) returns text
  language plpgsql stable security definer set search_path = ''
as $$
declare
  base text := coalesce(nullif(btrim(left(btrim(regexp_replace(
    translate(app.small_letters(p_name), 'åäöÅÄÖéèêëüúùáàâíìîïóòôøæñç', 'aaoaaoeeeeuuuaaaiiiioooooanc'), '[^a-z0-9]+', '-', 'g'), '-'), 50), '-'), ''), 'plats');
  free text := base;
  n integer := 1;
begin
  while exists (select from public.place p where p.municipality_id = p_municipality and p.id = free) loop
    n := n + 1;
    free := base || '-' || n;
  end loop;
  return free;
end
$$;

-- The coordinator accepts a place, with another name or position where that is better, or declines it. Declining one that was accepted takes the place back.
create function public.decide_place(
  p_municipality text, p_id uuid, p_accept boolean, p_name text default null, p_lon double precision default null, p_lat double precision default null
) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  stored public.place_proposal;
  named text := app.checked_text(p_name, 80);
begin
  if not app.has_role(p_municipality, array['coordinator']) then
    raise exception 'not-allowed: Only the coordinator of the municipality decides about places.';
  elsif (p_lon is null) <> (p_lat is null) or p_lon not between -180 and 180 or p_lat not between -90 and 90 then
    perform app.refuse_shape('The position');
  end if;
  -- One at a time: two accepted at once must not take the same slug.
  perform from public.municipality m where m.id = p_municipality for no key update;
  select p.* into stored from public.place_proposal p where p.municipality_id = p_municipality and p.id = p_id for update;
  if stored.id is null then
    raise exception 'not-found: There is no such proposal any more. Reload the list.';
  elsif p_accept is true and stored.state <> 'accepted' then
    stored.name := coalesce(named, stored.name);
    stored.lon := coalesce(p_lon, stored.lon);
    stored.lat := coalesce(p_lat, stored.lat);
    stored.area_id := app.locate_incident(p_municipality, stored.lon, stored.lat);
    stored.place_id := app.free_place_id(p_municipality, stored.name);
    insert into public.place (municipality_id, id, name, lon, lat) values (p_municipality, stored.place_id, stored.name, stored.lon, stored.lat);
    perform app.write_log(p_municipality, 'place.accepted', jsonb_build_object('place', stored.place_id, 'proposal', p_id), 1);
  elsif p_accept is not true and stored.state = 'accepted' then
    delete from public.place p where p.municipality_id = p_municipality and p.id = stored.place_id;
    perform app.write_log(p_municipality, 'place.taken_back', jsonb_build_object('place', stored.place_id, 'proposal', p_id), 1);
    stored.place_id := null;
  end if;
  update public.place_proposal p
  set state = case when p_accept is true then 'accepted' else 'declined' end, name = stored.name, lon = stored.lon, lat = stored.lat, area_id = stored.area_id,
    place_id = stored.place_id, decided_by = auth.uid(), decided_at = now()
  where p.municipality_id = p_municipality and p.id = p_id
  returning p.* into stored;
  return app.place_proposal_json(stored);
end
$$;

-- What waits for the coordinator, in numbers: { waiting, asked, places }; null for others. Small: the app asks often.
create function public.review_counts(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  select json_build_object(
    'waiting', (select count(*) from app.reviewable(p_municipality) i where i.review_state = 'new' and i.duplicate_of is null),
    'asked', (select count(*) from app.reviewable(p_municipality) i where i.review_state = 'new' and i.duplicate_of is null and app.is_asked(p_municipality, i.id)),
    'places', (select count(*) from public.place_proposal p where p.municipality_id = p_municipality and p.state = 'proposed'))
  where app.has_role(p_municipality, array['coordinator'])
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.reports_near(text, double precision, double precision), app.place_proposal_json(public.place_proposal), app.free_place_id(text, text)
  from authenticated;
revoke all on function public.propose_place(text, jsonb), public.withdraw_place(text, uuid), public.place_proposals(text),
  public.decide_place(text, uuid, boolean, text, double precision, double precision), public.review_counts(text) from public, anon;
grant execute on function public.propose_place(text, jsonb), public.withdraw_place(text, uuid), public.place_proposals(text),
  public.decide_place(text, uuid, boolean, text, double precision, double precision), public.review_counts(text) to authenticated, service_role;
