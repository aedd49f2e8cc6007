-- The text reaches organisations without authority when the coordinator has released it, and is closed again when the words change.
begin;
select plan(4);
insert into public.incident (municipality_id, id, organisation_id, category_id, lon, lat, occurred_from, occurred_to, description, review_state)
values ('9001', '00000000-0000-4000-a000-000000000009', 'bostad-b', 'klotter', 14.01, 57.01, now(), now(), 'Glas vid porten.', 'released');
select set_config('request.jwt.claims', json_build_object('sub', id, 'role', 'authenticated')::text, true), set_config('request.jwt.claim.sub', id::text, true)
from auth.users where email = 'reporter.a@test';

select is(public.incident_detail('9001', '00000000-0000-4000-a000-000000000009') ->> 'description', null, 'not before');
select throws_like($$update public.incident set description_released = true where id = '00000000-0000-4000-a000-000000000009'$$, 'not-allowed: %', 'not by a reporter');
select set_config('request.jwt.claims', '', true), set_config('request.jwt.claim.sub', '', true);
update public.incident set description_released = true where id = '00000000-0000-4000-a000-000000000009';
select set_config('request.jwt.claims', json_build_object('sub', id, 'role', 'authenticated')::text, true), set_config('request.jwt.claim.sub', id::text, true)
from auth.users where email = 'reporter.a@test';
select is(public.incident_detail('9001', '00000000-0000-4000-a000-000000000009') ->> 'description', 'Glas vid porten.', 'afterwards');
select set_config('request.jwt.claims', '', true), set_config('request.jwt.claim.sub', '', true);
update public.incident set description = 'Andra ord.' where id = '00000000-0000-4000-a000-000000000009';
select is(description_released, false, 'other words are not released') from public.incident where id = '00000000-0000-4000-a000-000000000009';

select * from finish();
rollback;
