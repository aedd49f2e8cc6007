-- Reminders: what the function `remind` reads and keeps. It asks may_remind with the coordinator's own token first; addresses go to service_role alone, and into no log.

-- Whether the caller may remind: a coordinator whose session counts.
create function public.may_remind(p_municipality text) returns boolean
  language sql stable security definer set search_path = ''
as $$
  select app.has_role(p_municipality, array['coordinator'])
$$;

-- What is missing, as the coordinator's board shows it, by organisation: [{ organisationId, organisationName, rows: [{ areaId, areaName, periodFrom, periodTo, due }], recipients }]. Recipients
-- are the addresses of its active reporters. p_organisations null: all.
create function public.reminder_source(p_municipality text, p_back integer, p_organisations text[] default null) returns json
  language sql stable security definer set search_path = ''
as $$
  with owed as (
    select e.*, app.reporting_row(p_municipality, e.organisation_id, e.area_id, e.begins, e.ends, '{}') as it
    from app.expected_reports(p_municipality, p_back) e
    where p_organisations is null or e.organisation_id = any (p_organisations)
  )
  select coalesce(json_agg(x.it order by x.organisation_name, x.organisation_id), '[]')
  from (
    select o.organisation_id, o.organisation_name, json_build_object(
      'organisationId', o.organisation_id, 'organisationName', o.organisation_name,
      'rows', json_agg(json_build_object('areaId', o.area_id, 'areaName', o.area_name, 'periodFrom', o.begins, 'periodTo', o.ends, 'due', o.it -> 'due')
        order by o.area_position, o.area_id),
      'recipients', (
        select coalesce(json_agg(distinct u.email::text), '[]')
        from public.membership m join auth.users u on u.id = m.user_id
        where m.municipality_id = p_municipality and m.organisation_id = o.organisation_id and m.role = 'reporter' and m.active and u.email is not null
      )) as it
    from owed o
    where o.it ->> 'checkIn' is null and (o.it ->> 'reports')::integer = 0
    group by o.organisation_id, o.organisation_name
  ) x
$$;

-- Notes what was sent for a coordinator: rows of { organisationId, areaId, periodFrom, recipients } with the number of recipients. p_delivered is false where the message was only shown.
create function public.log_reminders(p_municipality text, p_user uuid, p_rows jsonb, p_delivered boolean) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  given jsonb := app.plain_json(p_rows);
begin
  if not exists (
    select from public.membership m where m.municipality_id = p_municipality and m.user_id = p_user and m.role = 'coordinator' and m.active
  ) then
    raise exception 'not-allowed: Only the coordinator of the municipality reminds.';
  elsif jsonb_typeof(given) is distinct from 'array' or exists (
    select from jsonb_array_elements(given) r
    where (app.date_in(r, 'periodFrom') is not null and app.number_in(r, 'recipients', 0, 100000) is not null and exists (
      select from public.organisation_area oa
      where oa.municipality_id = p_municipality and oa.organisation_id = r ->> 'organisationId' and oa.area_id = r ->> 'areaId'
    )) is not true
  ) then
    perform app.refuse_shape('The list of reminders');
  end if;
  insert into public.reminder (municipality_id, organisation_id, area_id, period_from, sent_by, recipients, delivered)
  select p_municipality, r ->> 'organisationId', r ->> 'areaId', (r ->> 'periodFrom')::date, p_user, (r ->> 'recipients')::integer, coalesce(p_delivered, false)
  from jsonb_array_elements(given) r;
  perform app.write_log_as(p_user, p_municipality, 'reminder.sent', jsonb_build_object('organisations', (
    select coalesce(jsonb_agg(distinct r -> 'organisationId'), '[]') from jsonb_array_elements(given) r
  ), 'delivered', coalesce(p_delivered, false)), jsonb_array_length(given));
end
$$;

revoke all on function public.may_remind(text), public.reminder_source(text, integer, text[]), public.log_reminders(text, uuid, jsonb, boolean)
  from public, anon, authenticated;
grant execute on function public.may_remind(text) to authenticated, service_role;
grant execute on function public.reminder_source(text, integer, text[]), public.log_reminders(text, uuid, jsonb, boolean) to service_role;
