-- Small questions that are asked for every row, quick: a function in SQL with settings of its own is parsed and planned at each call. Bodies that are bound when they are written need no
-- search_path and become part of the query that asks; PL/pgSQL keeps its plan for the session. What they answer stays the same.

create or replace function app.today() returns date
  language sql stable
  return (now() at time zone 'Europe/Stockholm')::date;

create or replace function app.midnight(p_day date) returns timestamptz
  language sql stable
  return p_day::timestamp at time zone 'Europe/Stockholm';

create or replace function app.swedish_day(p_at timestamptz) returns date
  language sql stable
  return (p_at at time zone 'Europe/Stockholm')::date;

create or replace function app.clearing() returns boolean
  language sql stable
  return coalesce(current_setting('lagesbild.clearing', true), '') = 'on';

create or replace function app.settling() returns boolean
  language sql stable
  return coalesce(current_setting('lagesbild.settling', true), '') = 'on';

create or replace function app.importing() returns boolean
  language sql stable
  return coalesce(current_setting('lagesbild.importing', true), '') = 'on';

create or replace function app.area_at(p_municipality text, p_point extensions.geometry, p_day date) returns text
  language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select a.id from public.area a
    where a.municipality_id = p_municipality and a.active_from <= app.today() and (a.active_to is null or a.active_to > p_day)
      and (a.active_from <= p_day or a.succeeds = '{}') and extensions.st_covers(a.geometry, p_point)
    order by a.active_from > p_day, case when a.active_from > p_day then a.active_from end, a.position, a.id
    limit 1
  );
end
$$;

create or replace function app.area_at(p_municipality text, p_point extensions.geometry) returns text
  language plpgsql stable security definer set search_path = ''
as $$
begin
  return app.area_at(p_municipality, p_point, app.today());
end
$$;

create or replace function app.reporting_period(p_rhythm text, p_day date, out begins date, out ends date)
  language plpgsql immutable set search_path = ''
as $$
begin
  case p_rhythm
    when 'monthly' then
      begins := date_trunc('month', p_day::timestamp)::date;
      ends := (begins + interval '1 month')::date;
    when 'fortnightly' then
      begins := date '1970-01-05' + floor((p_day - date '1970-01-05') / 14.0)::integer * 14;
      ends := begins + 14;
    else
      begins := p_day - (extract(isodow from p_day)::integer - 1);
      ends := begins + 7;
  end case;
end
$$;
