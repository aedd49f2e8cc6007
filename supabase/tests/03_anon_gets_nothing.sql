-- A visitor who is not signed in reads no table and calls no function.
begin;
select plan(4);

set local role anon;
select throws_ok('select * from public.incident', '42501', null, 'no incidents');
select throws_ok('select * from public.membership', '42501', null, 'no memberships');
select throws_ok($$insert into public.check_in (municipality_id, organisation_id, area_id, period_from) values ('9001', 'bostad-a', 'a', '2026-01-05')$$, '42501', null, 'no check-ins');
select throws_ok('select app.my_municipalities()', '42501', null, 'nothing of schema app');
reset role;

select * from finish();
rollback;
