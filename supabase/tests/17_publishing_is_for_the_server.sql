-- Members never publish by themselves: the functions that read everything and store versions are for service_role, and for a coordinator of the municipality.
begin;
select plan(7);
insert into public.situation_picture (municipality_id, id, period_key) values ('9001', '00000000-0000-4000-a000-0000000000a1', '2026-W40');

select set_config('request.jwt.claims', json_build_object('sub', id, 'role', 'authenticated')::text, true), set_config('request.jwt.claim.sub', id::text, true)
from auth.users where email = 'coordinator@test';
set local role authenticated;
select throws_ok($$select public.publishing_source('9001', '00000000-0000-4000-a000-0000000000a1')$$, '42501', null, 'not even the coordinator reads the source');
select throws_ok($$select public.coverage_for_publishing('9001', '2026-01-01', '2026-02-01')$$, '42501', null, 'nor its coverage');
select throws_ok($$select public.publish_picture('9001', '00000000-0000-4000-a000-0000000000a1', auth.uid(), 1, '[]', null)$$, '42501', null, 'nor stores a version');
select ok(public.may_publish('9001', '00000000-0000-4000-a000-0000000000a1'), 'the coordinator may ask the server to');
reset role;

select throws_like(format($$select public.publish_picture('9001', '00000000-0000-4000-a000-0000000000a1', %L, 1, '[{"audience": "coordinator", "schema": 1, "content": {}}]', null)$$, id),
  'not-allowed: %', 'never for who is no coordinator there') from auth.users where email = 'strange.coordinator@test';
select lives_ok(format($$select public.publish_picture('9001', '00000000-0000-4000-a000-0000000000a1', %L, 1, '[{"audience": "coordinator", "schema": 1, "content": {}}]', null)$$, id),
  'for who is') from auth.users where email = 'coordinator@test';
select throws_like(format($$select public.publish_picture('9001', '00000000-0000-4000-a000-0000000000a1', %L, 1, '[{"audience": "coordinator", "schema": 1, "content": {}}]', null)$$, id),
  'conflict: %', 'and the same version not twice') from auth.users where email = 'coordinator@test';

select * from finish();
rollback;
