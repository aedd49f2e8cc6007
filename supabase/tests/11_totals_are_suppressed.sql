-- A count under five is none, and every other one is rounded down to fives.
begin;
select plan(3);
select is(array_agg(app.suppressed(n) order by n), array[0, 0, 0, 0, 0]::bigint[], 'nought to four are one') from generate_series(0, 4) n;
select is(array_agg(app.suppressed(n) order by n), array[5, 5, 5, 5, 5, 10]::bigint[], 'five to nine are one') from generate_series(5, 10) n;
set local role authenticated;
select throws_ok('select * from app.closed_count', '42501', null, 'the exact numbers are for nobody');
reset role;
select * from finish();
rollback;
