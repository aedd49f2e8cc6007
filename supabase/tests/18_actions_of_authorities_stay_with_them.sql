-- An action that is kept to the authorities is not seen by a housing company, not even in its own area or as its owner; nor can the company make one.
begin;
select plan(5);
insert into public.action (municipality_id, id, what, area_id, owner_id, sharing) values
  ('9001', '00000000-0000-4000-b000-0000000000a1', 'Hemlig insats', 'a', 'bostad-a', 'authorities'),
  ('9001', '00000000-0000-4000-b000-0000000000a2', 'Tänd lamporna', 'a', 'bostad-a', 'partners');

select set_config('request.jwt.claims', json_build_object('sub', id, 'role', 'authenticated')::text, true), set_config('request.jwt.claim.sub', id::text, true)
from auth.users where email = 'reporter.a@test';
set local role authenticated;
select is(json_array_length(public.actions_of('9001')), 1, 'one of two');
select unalike(public.actions_of('9001')::text, '%Hemlig%', 'not that of the authorities');
select throws_like($$select public.save_action('9001', '{"id": "00000000-0000-4000-b000-0000000000a1", "what": "Mitt"}', 1)$$, 'not-allowed: %', 'nor can it be changed');
select throws_like($$select public.save_action('9001', '{"id": "00000000-0000-4000-b000-0000000000a3", "what": "Mitt", "sharing": "authorities"}', 0)$$, 'not-allowed: %', 'nor one be made');
select throws_ok('select * from public.action', '42501', null, 'nor read from the table');
reset role;

select * from finish();
rollback;
