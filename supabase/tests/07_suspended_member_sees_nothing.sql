-- A suspended member is locked out from the next statement on, although the session is still open.
begin;
select plan(5);
select set_config('request.jwt.claims', json_build_object('sub', id, 'role', 'authenticated')::text, true), set_config('request.jwt.claim.sub', id::text, true)
from auth.users where email = 'police@test';

set local role authenticated;
select is((select count(*) from public.membership), 1::bigint, 'before: the own membership');
reset role;
update public.membership set active = false where user_id = auth.uid();
set local role authenticated;
select is((select count(*) from public.membership), 0::bigint, 'no membership');
select is((select count(*) from public.municipality), 0::bigint, 'not even the name of the municipality');
select is(public.setting_of('9001')::text, null, 'no setting');
select is(public.incident_columns_packed('9001')::text, null, 'no incidents');
reset role;

select * from finish();
rollback;
