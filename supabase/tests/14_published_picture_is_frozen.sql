-- What was published is changed and removed by nobody: not by service_role, not by the owner of the database, not with its picture.
begin;
select plan(9);
insert into public.situation_picture (municipality_id, id, period_key) values ('9001', '00000000-0000-4000-a000-0000000000a1', '2026-W40');
insert into public.picture_version (municipality_id, picture_id, version, audience, schema, content)
values ('9001', '00000000-0000-4000-a000-0000000000a1', 1, 'partners', 1, '{"figures": {"count": 7}}');

select throws_like($$update public.picture_version set content = '{}'$$, 'not-allowed: %', 'the owner does not change it');
select throws_like($$update public.picture_version set audience = 'external'$$, 'not-allowed: %', 'nor hand it to another audience');
select throws_like('delete from public.picture_version', 'not-allowed: %', 'nor delete it');
select throws_like('delete from public.situation_picture', 'not-allowed: %', 'nor its picture');
set local role service_role;
select throws_ok($$update public.picture_version set content = '{}'$$, '42501', null, 'service_role does not change it');
select throws_ok('delete from public.picture_version', '42501', null, 'nor delete it');
select throws_ok('truncate public.picture_version', '42501', null, 'nor empty the table');
select throws_ok($$insert into public.picture_version (municipality_id, picture_id, version, audience, schema, content)
  values ('9001', '00000000-0000-4000-a000-0000000000a1', 2, 'partners', 1, '{}')$$, '42501', null, 'nor add to it past publish_picture');
reset role;
select is(content -> 'figures' ->> 'count', '7', 'it is as it was') from public.picture_version where picture_id = '00000000-0000-4000-a000-0000000000a1';

select * from finish();
rollback;
