-- What the database itself finds out or refuses when an incident is written. Every refusal starts with one of the
-- REFUSAL_CODES of src/data/types.ts and a colon, then a sentence: clients look for the code in the message.

-- The area that covers a point; a point on the border is covered (ST_Covers). Where two areas overlap, the first on screen wins.
create function app.area_at(p_municipality text, p_point extensions.geometry) returns text
  language sql stable security definer set search_path = ''
as $$
  select a.id from public.area a
  where a.municipality_id = p_municipality and a.active_from <= current_date and extensions.st_covers(a.geometry, p_point)
  order by a.position, a.id
  limit 1
$$;

create function app.check_incident_time(p_from timestamptz, p_to timestamptz) returns void
  language plpgsql stable set search_path = ''
as $$
begin
  if p_to < p_from then
    raise exception 'end-before-start: The incident ends before it begins. Change one of the two times.';
  elsif greatest(p_from, p_to) > now() + interval '5 minutes' then
    raise exception 'in-the-future: The time lies in the future. Give a time that has passed.';
  elsif p_from < timestamptz '2000-01-01 00:00:00+00' then
    raise exception 'before-2000: The time lies before the year 2000. Check the year.';
  end if;
end
$$;

-- Finds the area of an incident, or refuses the point.
create function app.locate_incident(p_municipality text, p_lon double precision, p_lat double precision) returns text
  language plpgsql stable security definer set search_path = ''
as $$
declare
  -- A generated column is still empty in a before trigger: the point is made anew.
  point extensions.geometry := extensions.st_setsrid(extensions.st_makepoint(p_lon, p_lat), 4326);
  area text := app.area_at(p_municipality, point);
begin
  if area is null and not exists (
    select 1 from public.municipality m where m.id = p_municipality and extensions.st_covers(m.boundary, point)
  ) then
    raise exception 'outside-municipality: The place lies outside the municipality. Move the marker to where it happened.';
  end if;
  return area;
end
$$;

create function app.incident_before_insert() returns trigger
  language plpgsql security definer set search_path = ''
as $$
begin
  if new.description is not null then
    new.description := nullif(btrim(new.description), '');
    if char_length(new.description) > 280 then
      raise exception 'too-long: The text is longer than 280 characters. Shorten it.';
    end if;
    perform app.refuse_personal_data(new.description);
  end if;
  perform app.check_incident_time(new.occurred_from, new.occurred_to);
  new.area_id := app.locate_incident(new.municipality_id, new.lon, new.lat);
  -- Without a signed-in person it is the operator who writes (seed, import): the row is taken as it is.
  if auth.uid() is not null then
    if not exists (
      select 1 from public.category c where c.municipality_id = new.municipality_id and c.id = new.category_id and c.active
    ) then
      raise exception 'invalid: This category is not in use in the municipality. Choose another one.';
    end if;
    new.reporter_id := auth.uid();
    new.created_at := now();
    new.duplicate_of := null;
    new.review_state := case
      when app.has_role(new.municipality_id, array['coordinator']) then 'released'
      when (select m.review_required from public.municipality m where m.id = new.municipality_id) then 'new'
      else 'released'
    end;
  end if;
  return new;
end
$$;

create function app.incident_before_update() returns trigger
  language plpgsql security definer set search_path = ''
as $$
declare
  is_coordinator boolean;
begin
  -- A foreign key acts by itself (a renamed category, a removed area): nobody asks for anything here.
  if pg_trigger_depth() > 1 then
    return new;
  end if;
  if (new.municipality_id, new.id, new.organisation_id, new.created_at)
    is distinct from (old.municipality_id, old.id, old.organisation_id, old.created_at) then
    raise exception 'not-allowed: Municipality, organisation, id and time of the report never change. Send a new report instead.';
  end if;
  if auth.uid() is not null then
    if new.reporter_id is distinct from old.reporter_id then
      raise exception 'not-allowed: The reporter of an incident never changes.';
    end if;
    is_coordinator := app.has_role(new.municipality_id, array['coordinator']);
    if (new.review_state, new.duplicate_of) is distinct from (old.review_state, old.duplicate_of) and not is_coordinator then
      raise exception 'not-allowed: Only the coordinator reviews reports.';
    end if;
    -- The coordinator may correct category and position of any report; its words and times belong to the reporter.
    if (new.occurred_from, new.occurred_to, new.place_type, new.description, new.police_reported, new.sharing)
      is distinct from (old.occurred_from, old.occurred_to, old.place_type, old.description, old.police_reported, old.sharing)
      and old.reporter_id is distinct from auth.uid() then
      raise exception 'not-allowed: Only the person who reported changes text, time and sharing. Set the report aside instead.';
    end if;
  end if;
  if new.description is distinct from old.description and new.description is not null then
    new.description := nullif(btrim(new.description), '');
    if char_length(new.description) > 280 then
      raise exception 'too-long: The text is longer than 280 characters. Shorten it.';
    end if;
    perform app.refuse_personal_data(new.description);
  end if;
  if (new.occurred_from, new.occurred_to) is distinct from (old.occurred_from, old.occurred_to) then
    perform app.check_incident_time(new.occurred_from, new.occurred_to);
  end if;
  if (new.lon, new.lat) is distinct from (old.lon, old.lat) then
    new.area_id := app.locate_incident(new.municipality_id, new.lon, new.lat);
  elsif auth.uid() is not null then
    new.area_id := old.area_id;
  end if;
  return new;
end
$$;

create trigger incident_before_insert before insert on public.incident
  for each row execute function app.incident_before_insert();
create trigger incident_before_update before update on public.incident
  for each row execute function app.incident_before_update();

-- A named place belongs to the area that covers it.
create function app.place_before_write() returns trigger
  language plpgsql security definer set search_path = ''
as $$
begin
  if pg_trigger_depth() = 1 then
    new.area_id := app.area_at(new.municipality_id, extensions.st_setsrid(extensions.st_makepoint(new.lon, new.lat), 4326));
  end if;
  return new;
end
$$;

create trigger place_before_write before insert or update on public.place
  for each row execute function app.place_before_write();

-- A check-in is signed by who sends it.
create function app.check_in_before_insert() returns trigger
  language plpgsql security definer set search_path = ''
as $$
begin
  if auth.uid() is not null then
    new.created_by := auth.uid();
    new.created_at := now();
  end if;
  if new.period_from > (now() at time zone 'Europe/Stockholm')::date then
    raise exception 'in-the-future: The week has not begun. Report for a week that has.';
  end if;
  return new;
end
$$;

create trigger check_in_before_insert before insert on public.check_in
  for each row execute function app.check_in_before_insert();

revoke all on all functions in schema app from public, anon;
