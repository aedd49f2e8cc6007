-- Where the open cases of service promises lie, for the map beside the board: ServicePosition[]; null for who reads no incidents. Only of reports that the caller may see, and only of those that are
-- still open; what is put right needs no map. Logged: it hands out places.
create function public.service_positions_of(p_municipality text) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  answer json;
begin
  if not app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator']) then
    return null;
  end if;
  select coalesce(json_agg(json_build_object('incidentId', x.id, 'lon', x.lon, 'lat', x.lat) order by x.id), '[]') into answer
  from (
    select i.id, i.lon, i.lat
    from app.service_cases(p_municipality) c join app.readable_incidents(p_municipality) i on i.id = c.incident_id
    where c.done_at is null and i.lon is not null
    order by c.reported_at desc, i.id
    limit 5000
  ) x;
  perform app.write_log(p_municipality, 'service_positions.read', '{}', json_array_length(answer));
  return answer;
end
$$;

revoke all on function public.service_positions_of(text) from public, anon;
grant execute on function public.service_positions_of(text) to authenticated, service_role;
