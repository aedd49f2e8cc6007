-- What is planned is written by the organisation that plans it, in an area that it works in.
begin;
select plan(5);
select set_config('request.jwt.claims', json_build_object('sub', id, 'role', 'authenticated')::text, true), set_config('request.jwt.claim.sub', id::text, true)
from auth.users where email = 'reporter.a@test';
set local role authenticated;
select is(public.save_activity('9001', '{"id": "00000000-0000-4000-8000-0000000000a1", "organisationId": "bostad-a", "title": "Gårdsfest", "startsAt": 1800000000, "endsAt": 1800003600, "position": {"lon": 14.01, "lat": 57.01}}', 0)
  #>> '{activity,areaId}', 'a', 'its own, in the area that its place lies in');
select throws_like($$select public.save_activity('9001', '{"id": "00000000-0000-4000-8000-0000000000a2", "organisationId": "polisen", "title": "Insats", "startsAt": 1800000000, "endsAt": 1800003600}', 0)$$,
  'not-allowed: %', 'not another''s');
select throws_like($$select public.save_activity('9001', '{"id": "00000000-0000-4000-8000-0000000000a3", "organisationId": "bostad-a", "title": "Fest", "startsAt": 1800000000, "endsAt": 1800003600, "position": {"lon": 14.15, "lat": 57.05}}', 0)$$,
  'not-allowed: %', 'not in others'' areas');
select throws_like($$select public.save_activity('9001', '{"id": "00000000-0000-4000-8000-0000000000a4", "organisationId": "bostad-a", "title": "Ring 070-174 06 05", "startsAt": 1800000000, "endsAt": 1800003600}', 0)$$,
  'personal-data: %', 'about no person');
select throws_ok('select * from public.activity', '42501', null, 'and the table is closed');
reset role;

select * from finish();
rollback;
