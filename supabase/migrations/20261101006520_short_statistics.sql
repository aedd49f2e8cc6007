-- Shorter lists of the most common values of keys. To plan a join the planner compares each common value of one column with each of the other (eqjoinsel): a hundred of each, the default,
-- are 10,000 comparisons a join as soon as there are a hundred municipalities, and many functions are planned at each call. Keys are looked up by index whatever their values; ten of each
-- keep the largest apart. Columns that a later migration adds are given theirs there, or keep the default.
do $$
declare
  one record;
begin
  for one in
    select a.attrelid::regclass as "table", a.attname as "column"
    from pg_catalog.pg_attribute a
      join pg_catalog.pg_class r on r.oid = a.attrelid and r.relkind = 'r' and r.relnamespace in ('public'::regnamespace, 'app'::regnamespace)
      join pg_catalog.pg_type t on t.oid = a.atttypid
    where a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and coalesce(nullif(t.typbasetype, 0), t.oid) in ('pg_catalog.text'::regtype, 'pg_catalog.uuid'::regtype)
  loop
    execute format('alter table %s alter column %I set statistics 10', one."table", one."column");
  end loop;
end
$$;
