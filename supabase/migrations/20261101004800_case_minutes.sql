-- The minutes of a service case are counted by the database, whoever writes the row: from the report to done, none while it is open. (save_service_case wrote 0 for a case that was opened again,
-- which the table refuses: greatest() passes over a null.) Retention, which leaves the day, keeps the minutes as they were.
create function app.count_case_minutes() returns trigger
  language plpgsql security definer set search_path = ''
as $$
begin
  if new.done_at is null then
    new.minutes := null;
  elsif pg_trigger_depth() > 1 and tg_op = 'UPDATE' then
    new.minutes := old.minutes;
  else
    select greatest(0, ceil(extract(epoch from new.done_at - i.created_at) / 60))::integer into new.minutes
    from public.incident i where i.municipality_id = new.municipality_id and i.id = new.incident_id;
  end if;
  return new;
end
$$;
create trigger service_case_minutes before insert or update on public.service_case for each row execute function app.count_case_minutes();

revoke all on function app.count_case_minutes() from public, anon, authenticated, service_role;
