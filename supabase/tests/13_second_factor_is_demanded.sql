-- Where the municipality demands a second factor, a coordinator's session counts with it and not without.
begin;
select plan(4);
update public.municipality set second_factor_required = true where id = '9001';
select set_config('request.jwt.claim.sub', id::text, true),
  set_config('request.jwt.claims', json_build_object('sub', id, 'role', 'authenticated', 'aal', 'aal1')::text, true)
from auth.users where email = 'coordinator@test';
set local role authenticated;
select is((select count(*) from public.municipality), 0::bigint, 'nothing without the second factor');
select is(public.my_memberships() -> 0 ->> 'secondFactor', 'true', 'but the question for it');
reset role;
select set_config('request.jwt.claims', json_build_object('sub', id, 'role', 'authenticated', 'aal', 'aal2')::text, true)
from auth.users where email = 'coordinator@test';
set local role authenticated;
select is((select count(*) from public.municipality), 1::bigint, 'with it, the municipality');
select isnt(public.setting_of('9001')::text, null, 'and its setting');
reset role;
select * from finish();
rollback;
