-- Reminding the owners of actions: of what is late, due within three days, or to be looked at again. Read and kept by the function `remind`, as reminders of reports are; addresses go to
-- service_role alone, and into no log.

-- Who was reminded of which action and why: how many got the letter, and whether it left (without a mail service it is only shown). Who they are is not kept.
create table public.action_reminder (
  municipality_id text not null,
  id uuid not null default gen_random_uuid(),
  action_id uuid not null,
  organisation_id app.slug not null,
  reason text not null check (reason in ('late', 'due', 'review')),
  sent_at timestamptz not null default now(),
  sent_by uuid references auth.users (id) on delete set null,
  recipients integer not null check (recipients >= 0),
  delivered boolean not null,
  primary key (municipality_id, id),
  foreign key (municipality_id, action_id) references public.action on delete cascade,
  foreign key (municipality_id, organisation_id) references public.organisation on update cascade on delete cascade
);
create index action_reminder_action on public.action_reminder (municipality_id, action_id, sent_at);
create index action_reminder_organisation on public.action_reminder (municipality_id, organisation_id);
create index action_reminder_sender on public.action_reminder (sent_by);
alter table public.action_reminder enable row level security;
create policy "the coordinator sees the reminders of actions" on public.action_reminder for select to authenticated
  using (municipality_id in (select app.my_municipalities(array['coordinator'])));
create trigger action_reminder_signal after insert or delete on public.action_reminder for each row execute function app.signal_meeting();

-- Why an action is to be reminded of on a day; null: it is not. As reasonToRemind of src/domain/action-reminder.ts.
create function app.reason_to_remind(p_action public.action, p_today date) returns text
  language sql immutable set search_path = ''
as $$
  select case
    when p_action.status not in ('planned', 'ongoing') then null
    when p_action.due < p_today then 'late'
    when p_action.due <= p_today + 3 then 'due'
    when p_action.review_on <= p_today + 3 then 'review'
  end
$$;

-- What owners are to be reminded of: [{ organisationId, organisationName, rows: [{ actionId, what, areaName, reason, due, reviewOn }], recipients }]. An owner who may not see the action is
-- not told of it; the words of one that only authorities see are left out (what null): a letter travels further than the tool. p_organisations null: all.
create function public.action_reminder_source(p_municipality text, p_organisations text[] default null) returns json
  language sql stable security definer set search_path = ''
as $$
  with owed as (
    select a.id, a.owner_id, o.name as owner_name, case when a.sharing = 'partners' then a.what end as what, r.name as area_name, a.due, a.review_on,
      app.reason_to_remind(a, app.today()) as reason
    from public.action a
    join public.organisation o on o.municipality_id = a.municipality_id and o.id = a.owner_id
    left join public.area r on r.municipality_id = a.municipality_id and r.id = a.area_id
    where a.municipality_id = p_municipality and (p_organisations is null or a.owner_id = any (p_organisations))
      and (a.sharing = 'partners' or o.kind in ('police', 'municipality'))
  )
  select coalesce(json_agg(x.it order by x.owner_name, x.owner_id), '[]')
  from (
    select o.owner_id, o.owner_name, json_build_object(
      'organisationId', o.owner_id, 'organisationName', o.owner_name,
      'rows', json_agg(json_build_object('actionId', o.id, 'what', o.what, 'areaName', o.area_name, 'reason', o.reason, 'due', o.due, 'reviewOn', o.review_on)
        order by o.due nulls last, o.review_on, o.id),
      'recipients', (
        select coalesce(json_agg(distinct u.email::text), '[]')
        from public.membership m join auth.users u on u.id = m.user_id
        where m.municipality_id = p_municipality and m.organisation_id = o.owner_id and m.role = 'reporter' and m.active and u.email is not null
      )) as it
    from owed o
    where o.reason is not null
    group by o.owner_id, o.owner_name
  ) x
$$;

-- Notes what was sent for a coordinator: rows of { actionId, organisationId, reason, recipients }. p_delivered is false where the letter was only shown.
create function public.log_action_reminders(p_municipality text, p_user uuid, p_rows jsonb, p_delivered boolean) returns void
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
    where (r ->> 'reason' in ('late', 'due', 'review') and app.number_in(r, 'recipients', 0, 100000) is not null and exists (
      select from public.action a where a.municipality_id = p_municipality and a.id::text = r ->> 'actionId' and a.owner_id = r ->> 'organisationId'
    )) is not true
  ) then
    perform app.refuse_shape('The list of reminders');
  end if;
  insert into public.action_reminder (municipality_id, action_id, organisation_id, reason, sent_by, recipients, delivered)
  select p_municipality, (r ->> 'actionId')::uuid, r ->> 'organisationId', r ->> 'reason', p_user, (r ->> 'recipients')::integer, coalesce(p_delivered, false)
  from jsonb_array_elements(given) r;
  perform app.write_log_as(p_user, p_municipality, 'action_reminder.sent', jsonb_build_object('organisations', (
    select coalesce(jsonb_agg(distinct r -> 'organisationId'), '[]') from jsonb_array_elements(given) r
  ), 'delivered', coalesce(p_delivered, false)), jsonb_array_length(given));
end
$$;

-- What was sent of the actions that the caller may see: [{ actionId, reason, at, recipients, delivered }], the newest 2,000, oldest first; null for who reads no incidents.
create function public.action_reminders_of(p_municipality text) returns json
  language sql stable security definer set search_path = ''
as $$
  select coalesce(json_agg(json_build_object('actionId', x.action_id, 'reason', x.reason, 'at', extract(epoch from x.sent_at)::bigint, 'recipients', x.recipients,
    'delivered', x.delivered) order by x.sent_at, x.id), '[]')
  from (
    select r.* from app.readable_actions(p_municipality) v join public.action_reminder r on r.municipality_id = p_municipality and r.action_id = v.id
    order by r.sent_at desc, r.id
    limit 2000
  ) x
  having app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator'])
$$;

revoke all on all functions in schema app from public, anon;
revoke all on function public.action_reminder_source(text, text[]), public.log_action_reminders(text, uuid, jsonb, boolean), public.action_reminders_of(text)
  from public, anon, authenticated;
grant execute on function public.action_reminders_of(text) to authenticated, service_role;
grant execute on function public.action_reminder_source(text, text[]), public.log_action_reminders(text, uuid, jsonb, boolean) to service_role;
