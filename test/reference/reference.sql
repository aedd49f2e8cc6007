-- The figures of one situation picture in plain set logic, by PostGIS. Reads raw_incident (text columns as in the file), raw_area (number, name, geom 4326);
-- psql variables: kind, first_day (local date), step (interval), cell (metres). Prints one line of JSON.
-- Nothing here is shared with src/: another reader of times, another projection code, another geometry engine, another arithmetic (numeric, 60 decimals).
\set ON_ERROR_STOP on
set timezone = 'UTC';

-- Wall clock to instant. PostgreSQL moves a skipped time forward, but reads a repeated one as winter time: the first of the two is meant.
create or replace function pg_temp.stockholm(wall timestamp) returns timestamptz language sql immutable as $$
  select case when ((wall at time zone 'Europe/Stockholm') - interval '1 hour') at time zone 'Europe/Stockholm' = wall
         then (wall at time zone 'Europe/Stockholm') - interval '1 hour' else wall at time zone 'Europe/Stockholm' end
$$;
create or replace function pg_temp.instant(value text) returns timestamptz language sql immutable as $$
  select case when value ~ '(Z|[+-]\d\d:\d\d)$' then value::timestamptz else pg_temp.stockholm(value::timestamp) end
$$;
-- Two-sided p of a normal z: 1 - erf(z / sqrt 2) by the Maclaurin series in 140 decimals, so that nothing cancels (|z| to about 20).
create or replace function pg_temp.two_sided_p(z numeric) returns numeric language plpgsql immutable as $$
declare
  x numeric := abs(z) / sqrt(2::numeric(200, 140));
  square numeric := round(x * x, 140);
  term numeric := round(x, 140);
  total numeric := term;
  n int := 0;
  pi numeric := 3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798214808651328230664709384460955058;
begin
  loop
    n := n + 1;
    term := round(-term * square / n, 140);
    total := total + round(term / (2 * n + 1), 140);
    exit when abs(term) < 1e-130;
  end loop;
  return 1 - round(2 / sqrt(pi) * total, 130);
end $$;

drop table if exists incident, area_3006, slice, period, cells, gi;
create temp table incident as
select line, occurred_from, occurred_to, category, east, north,
  (select a.number from raw_area a where st_covers(a.geom, i.point) order by a.number limit 1) as area
from (
  select line, pg_temp.instant(f) as occurred_from, coalesce(pg_temp.instant(nullif(t, '')), pg_temp.instant(f)) as occurred_to,
    coalesce(nullif(category, ''), '(utan kategori)') as category, point, st_x(metres) as east, st_y(metres) as north
  from (
    select *, case when lon is null then st_transform(st_setsrid(st_makepoint(replace(e, ',', '.')::float8, replace(n, ',', '.')::float8), 3006), 4326)
                   else st_setsrid(st_makepoint(lon::float8, lat::float8), 4326) end as point,
              case when lon is null then st_setsrid(st_makepoint(replace(e, ',', '.')::float8, replace(n, ',', '.')::float8), 3006)
                   else st_transform(st_setsrid(st_makepoint(lon::float8, lat::float8), 4326), 3006) end as metres
    from raw_incident where coalesce(lon, e) <> ''
  ) placed
) i where occurred_to >= occurred_from;

-- Number 0 is the period itself, 1 to 12 those before; data begin with the period that holds the first incident.
create temp table period as
select * from (
  select k as number, pg_temp.stockholm((:'first_day'::date - k * :'step'::interval)::timestamp) as since,
    pg_temp.stockholm((:'first_day'::date - (k - 1) * :'step'::interval)::timestamp) as until
  from generate_series(0, 12) k
) p where number = 0 or until > (select min(occurred_from) from incident);

create temp table slice as
select i.* from incident i join period p on p.number = 0 and i.occurred_from >= p.since and i.occurred_from < p.until;

-- Vertices are transformed, edges straight in SWEREF 99 TM; a cell is in when the interiors meet.
create temp table area_3006 as select st_union(st_transform(geom, 3006)) as geom from raw_area;
create temp table cells as
select x, y, st_makeenvelope(x, y, x + :cell, y + :cell, 3006) as square, 0::bigint as count
from area_3006,
  generate_series((floor(st_xmin(geom) / :cell) * :cell)::int, st_xmax(geom)::int + :cell, :cell) x,
  generate_series((floor(st_ymin(geom) / :cell) * :cell)::int, st_ymax(geom)::int + :cell, :cell) y
where st_makeenvelope(x, y, x + :cell, y + :cell, 3006) && geom and st_relate(geom, st_makeenvelope(x, y, x + :cell, y + :cell, 3006), 'T********');

-- Every incident inside the areas belongs to the cell of its floor; all of those must be study cells here.
update cells set count = c.count from (
  select (floor(east / :cell) * :cell)::int as x, (floor(north / :cell) * :cell)::int as y, count(*) as count from slice where area is not null group by 1, 2
) c where c.x = cells.x and c.y = cells.y;
select 1 / (case when (select sum(count) from cells) = (select count(*) from slice where area is not null) then 1 else 0 end) as every_incident_has_a_cell \g /dev/null

-- Getis-Ord Gi* (Ord and Getis 1995), binary weights, queen neighbours and the cell itself, over all study cells.
create temp table gi as
with study as (select count(*)::numeric as n, avg(count)::numeric(120, 60) as mean, sum(count::numeric * count) as squares, sum(count)::numeric as total from cells),
around as (
  select c.x, c.y, c.count, sum(o.count)::numeric as sum, count(*)::numeric as k
  from cells c join cells o on o.x between c.x - :cell and c.x + :cell and o.y between c.y - :cell and c.y + :cell group by 1, 2, 3
), scored as (
  select x, y, count,
    case when n > 1 and k < n and n * squares > total * total then
      round((sum - mean * k) / (sqrt(round(squares / n - mean * mean, 60)) * sqrt(round((n * k - k * k) / (n - 1), 60))), 40) end as z
  from around, study
), tested as (select s.*, t.p from scored s left join (select z, pg_temp.two_sided_p(z) as p from scored where z is not null group by z) t using (z)
), ranked as (select *, count(p) over () as m, count(p) over (order by p range unbounded preceding) as rank from tested)
select x, y, count, z, case when p is not null then least(1, min(p * m / rank) over (order by p range between current row and unbounded following)) end as q from ranked;

-- One share for every clock hour that [from, to) touches, elapsed hours counted.
create temp table shares as
select h at time zone 'Europe/Stockholm' as wall, 1::numeric(80, 40) / count(*) over (partition by line) as share
from slice, generate_series(date_trunc('hour', occurred_from), case when occurred_to > occurred_from then occurred_to - interval '1 second' else occurred_from end, interval '1 hour') h
where area is not null;

\pset format unaligned
\pset tuples_only on
select json_build_object(
  'from', extract(epoch from (select since from period where number = 0))::bigint, 'to', extract(epoch from (select until from period where number = 0))::bigint,
  'total', (select count(*) from slice where area is not null), 'outside', (select count(*) from slice where area is null),
  'rejected', (select json_agg(line order by line) from raw_incident r where not exists (select 1 from incident i where i.line = r.line)),
  'areas', (select json_agg(json_build_object('name', a.name, 'count', (select count(*) from slice s where s.area = a.number),
      'previous', (select json_agg((select count(*) from incident i where i.area = a.number and i.occurred_from >= p.since and i.occurred_from < p.until) order by p.number desc)
                   from period p where p.number > 0)) order by a.number) from raw_area a),
  'categories', (select json_object_agg(category, count order by category) from (select category, count(*) as count from slice where area is not null group by 1) c),
  'hotTimes', (select json_agg(row order by day) from (
      select day, json_agg(coalesce((select round(sum(share), 25) from shares where extract(isodow from wall) = day and extract(hour from wall) = hour), 0) order by hour) as row
      from generate_series(1, 7) day, generate_series(0, 23) hour group by day) d),
  'cells', (select json_agg(json_build_array(x, y, count, round(z, 20), case when q < 1e-6 then q::float8::numeric else round(q, 22) end) order by y, x) from gi));
drop table shares;
