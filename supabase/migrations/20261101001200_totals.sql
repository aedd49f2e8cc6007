-- Totals of what a member may not see, so that a picture can say "and at least five more". docs/decisions/0014-hidden-totals.md has the rule and the
-- reason: one fixed grid of cells (area x category group x month), no filter to choose, the hidden part alone, rounded down to fives, of
-- months that are closed for good.

-- A month closes fourteen days after its end, once: what is reported, changed or cleared later does not reach the totals, so nobody learns a
-- count by asking again. Exact numbers stay in schema app, where nobody is let in; they also outlive the rows that retention clears.
create table app.closed_month (
  municipality_id text not null references public.municipality on delete cascade,
  month date not null check (extract(day from month) = 1),
  primary key (municipality_id, month)
);
create table app.closed_count (
  municipality_id text not null,
  month date not null,
  area_id text, -- null: in no area
  group_id text not null,
  organisation_id text not null,
  sharing text not null,
  n integer not null check (n > 0),
  foreign key (municipality_id, month) references app.closed_month on delete cascade
);
create index closed_count_month on app.closed_count (municipality_id, month);
revoke all on app.closed_month, app.closed_count from public, anon, authenticated, service_role;

-- Rounded down to fives: a count under five is 0, and 0 says nothing but "under five".
create function app.suppressed(p_count bigint) returns bigint
  language sql immutable parallel safe set search_path = ''
as $$
  select p_count / 5 * 5
$$;

-- Closes the months that can be closed and are not. What nobody reviews (an organisation's own) counts unless it was set aside; what is shared
-- counts once released. Two who ask at once: the second waits for the first, and finds everything closed.
create function app.close_months(p_municipality text) returns void
  language plpgsql security definer set search_path = ''
as $$
declare
  open_month date := date_trunc('month', (now() - interval '14 days') at time zone 'Europe/Stockholm')::date;
begin
  if exists (
    select from app.closed_month m where m.municipality_id = p_municipality and m.month = (open_month - interval '1 month')::date
  ) then
    return;
  end if;
  with closing as (
    insert into app.closed_month (municipality_id, month)
    select mu.id, m::date
    from public.municipality mu, generate_series(timestamp '2000-01-01', open_month - interval '1 month', interval '1 month') m
    where mu.id = p_municipality
    on conflict do nothing
    returning month
  ), counted as (
    select date_trunc('month', i.occurred_from at time zone 'Europe/Stockholm')::date as month, i.area_id, c.group_id, i.organisation_id, i.sharing
    from public.incident i join public.category c on c.municipality_id = i.municipality_id and c.id = i.category_id
    where i.municipality_id = p_municipality and i.duplicate_of is null
      and (i.review_state = 'released' or i.sharing = 'own_organisation' and i.review_state = 'new')
  )
  insert into app.closed_count (municipality_id, month, area_id, group_id, organisation_id, sharing, n)
  select p_municipality, k.month, k.area_id, k.group_id, k.organisation_id, k.sharing, count(*)
  from counted k join closing using (month)
  group by k.month, k.area_id, k.group_id, k.organisation_id, k.sharing;
end
$$;

-- What counts in the caller's areas without being visible to the caller: { base: 5, closedTo: 'YYYY-MM', cells: [{ areaId, categoryGroupId, month,
-- atLeast }] }; a cell that is not listed holds fewer than five. Null for who reads no incidents.
create function public.hidden_totals(p_municipality text) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not app.has_role(p_municipality, array['reporter', 'viewer', 'coordinator']) then
    return null;
  end if;
  perform app.close_months(p_municipality);
  return (
    with cell as (
      select k.area_id, k.group_id, k.month, app.suppressed(sum(k.n)) as at_least
      from app.reader(p_municipality) r join app.closed_count k on k.municipality_id = p_municipality
      where k.organisation_id <> all (r.organisations)
        and (k.sharing = 'own_organisation' or k.sharing = 'authorities' and not (r.is_authority or r.is_coordinator))
        and (k.area_id = any (r.areas) or k.area_id is null and (r.is_authority or r.is_coordinator))
      group by k.area_id, k.group_id, k.month
    )
    select json_build_object(
      'base', 5,
      'closedTo', (select to_char(max(m.month), 'YYYY-MM') from app.closed_month m where m.municipality_id = p_municipality),
      'cells', (
        select coalesce(json_agg(json_build_object(
          'areaId', c.area_id, 'categoryGroupId', c.group_id, 'month', to_char(c.month, 'YYYY-MM'), 'atLeast', c.at_least
        ) order by c.month, c.area_id, c.group_id), '[]')
        from cell c where c.at_least > 0
      )
    )
  );
end
$$;

revoke all on function app.suppressed(bigint), app.close_months(text), public.hidden_totals(text) from public, anon, authenticated;
grant execute on function public.hidden_totals(text) to authenticated, service_role;
