-- Text, place and time of an incident are handed out by functions that leave a trace, never by the table.
begin;
select plan(4);
set local role authenticated;
select throws_ok('select description from public.incident', '42501', null, 'no text');
select throws_ok('select lon, lat from public.incident', '42501', null, 'no position');
select throws_ok('select id from public.incident order by occurred_from', '42501', null, 'no order by time');
select lives_ok('select id, area_id from public.incident', 'what sending needs');
reset role;
select * from finish();
rollback;
