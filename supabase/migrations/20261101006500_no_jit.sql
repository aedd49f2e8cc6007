-- PostgreSQL compiles a query (jit) whose estimated cost is high. Rules of access make every estimate high and touch few rows: compiling took 0.5 s of a question that is answered in
-- 0.01 s, at each look at a meeting, of each participant. A setting of the database, since a dump carries the settings of functions but each later edition of one would lose them; the doctor says
-- when it is missing, as after a restore into a database made by hand.
do $$
begin
  execute format('alter database %I set jit = off', current_database());
exception
  when insufficient_privilege then
    raise notice 'jit stays as it is: the database belongs to somebody else. See npm run doctor.';
end
$$;
