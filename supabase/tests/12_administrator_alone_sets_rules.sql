-- Rules of review and retention are set by the administrator of the municipality; others' attempts pass over every row.
begin;
select plan(3);
select set_config('request.jwt.claims', json_build_object('sub', id, 'role', 'authenticated')::text, true), set_config('request.jwt.claim.sub', id::text, true)
from auth.users where email = 'coordinator@test';
set local role authenticated;
update public.municipality set review_required = false;
select throws_ok($$insert into public.retention_rule values ('9001', 'row', 90)$$, '42501', null, 'no rule by the coordinator');
select throws_like($$select public.apply_retention('9001', false)$$, 'not-allowed: %', 'no clearing by the coordinator');
reset role;
select is(review_required, true, 'review stays on') from public.municipality where id = '9001';
select * from finish();
rollback;
