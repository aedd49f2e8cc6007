-- The state of review, the reporter and the time of storage are set by the database, whatever a statement says.
begin;
select plan(5);
-- As if a later migration granted too much: the trigger holds by itself.
grant insert on public.incident to authenticated;

select set_config('request.jwt.claims', json_build_object('sub', id, 'role', 'authenticated')::text, true), set_config('request.jwt.claim.sub', id::text, true)
from auth.users where email = 'reporter.a@test';
set local role authenticated;
insert into public.incident (municipality_id, id, organisation_id, reporter_id, category_id, area_id, lon, lat, occurred_from, occurred_to, review_state, created_at)
values ('9001', '00000000-0000-4000-a000-000000000001', 'bostad-a', null, 'klotter', 'b', 14.01, 57.01, now(), now(), 'released', '2020-01-01');
reset role;

select is(review_state, 'new', 'it waits for review') from public.incident where id = '00000000-0000-4000-a000-000000000001';
select is(area_id::text, 'a', 'the area is the one that covers it') from public.incident where id = '00000000-0000-4000-a000-000000000001';
select is(reporter_id, (select id from auth.users where email = 'reporter.a@test'), 'the reporter is who sent it') from public.incident where id = '00000000-0000-4000-a000-000000000001';
select is(created_at, now(), 'stored now') from public.incident where id = '00000000-0000-4000-a000-000000000001';
select throws_like($$update public.incident set organisation_id = 'bostad-b' where id = '00000000-0000-4000-a000-000000000001'$$, 'not-allowed: %', 'and it stays with its organisation, even for the operator');

select * from finish();
rollback;
