-- What is kept for a while only goes each night as well, not first with the next write of its kind; and areas that have begun take their places over.

-- Those that began in the last month, so that a night without the task does no harm.
create function app.let_areas_begin(p_municipality text) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  begun public.area;
begin
  perform app.lock_areas(p_municipality);
  for begun in
    select a.* from public.area a
    where a.municipality_id = p_municipality and a.active_from between app.today() - 31 and app.today() and (a.active_to is null or a.active_to > app.today())
      and exists (
        select from public.place p
        where p.municipality_id = p_municipality and (p.area_id is null or p.area_id = any (a.succeeds))
          and extensions.st_covers(a.geometry, extensions.st_setsrid(extensions.st_makepoint(p.lon, p.lat), 4326))
      )
    order by a.position, a.id
  loop
    perform app.take_places(begun);
  end loop;
end
$$;

-- Reports and actions of one municipality, as in …_retention_of_actions.sql; with it invitations that ran out 30 days ago, with their addresses, and who could read reports that changed more
-- than eight days ago. Neither hangs on a rule of the municipality, so that neither is counted.
create or replace function app.clear_old(p_municipality text, p_dry_run boolean) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not p_dry_run then
    delete from public.invitation i where i.municipality_id = p_municipality and i.expires_at < now() - interval '30 days';
    delete from app.former_incident f where f.municipality_id = p_municipality and f.at < now() - interval '8 days';
    perform app.let_areas_begin(p_municipality);
  end if;
  return (app.clear_incidents(p_municipality, p_dry_run)::jsonb || jsonb_build_object('actions', app.clear_actions(p_municipality, p_dry_run)))::json;
end
$$;

-- All municipalities, and what is of none: wrong tokens of more than a quarter of an hour ago, and links to set up a municipality that nobody took.
create or replace function app.clear_all(p_dry_run boolean) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not p_dry_run then
    delete from app.wrong_token w where w.at <= clock_timestamp() - interval '15 minutes';
    delete from app.setup_link s where s.used_at is null and s.expires_at < now();
  end if;
  return (select coalesce(json_object_agg(m.id, app.clear_old(m.id, p_dry_run)), '{}') from public.municipality m);
end
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function app.let_areas_begin(text) from authenticated, service_role;
