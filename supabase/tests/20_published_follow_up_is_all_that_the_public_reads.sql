-- Who is not signed in reads of plans what was frozen for the public, and nothing else; and it stays as it was published.
begin;
select plan(9);
insert into public.agreement (municipality_id, id, key, title, starts_on, ends_on, sharing) values
  ('9001', '00000000-0000-4000-c000-0000000000a1', 'lofte', 'Löfte', '2026-01-01', '2026-12-31', 'public');
insert into public.focus_area (municipality_id, id, agreement_id, title) values ('9001', '00000000-0000-4000-c000-0000000000a2', '00000000-0000-4000-c000-0000000000a1', 'Unga');
insert into public.commitment (municipality_id, id, agreement_id, focus_area_id, title, starts_on, ends_on, sharing) values
  ('9001', '00000000-0000-4000-c000-0000000000a3', '00000000-0000-4000-c000-0000000000a1', '00000000-0000-4000-c000-0000000000a2', 'Öppet', '2026-01-01', '2026-12-31', 'public'),
  ('9001', '00000000-0000-4000-c000-0000000000a4', '00000000-0000-4000-c000-0000000000a1', '00000000-0000-4000-c000-0000000000a2', 'Hemligt', '2026-01-01', '2026-12-31', 'authorities');

set local role anon;
select is(public.public_follow_up('9001', 'lofte'), null, 'nothing before it is published');
select is(public.public_follow_ups('9001')::text, '[]', 'nor a title');
reset role;

select set_config('request.jwt.claims', json_build_object('sub', id, 'role', 'authenticated')::text, true), set_config('request.jwt.claim.sub', id::text, true)
from auth.users where email = 'coordinator@test';
set local role authenticated;
select is(public.publish_follow_up('9001', '00000000-0000-4000-c000-0000000000a1', '2026-T1', 1,
  public.preview_follow_up('9001', '00000000-0000-4000-c000-0000000000a1', '2026-T1') ->> 'stamp') ->> 'version', '1', 'the coordinator publishes');
reset role;

select set_config('request.jwt.claims', '', true), set_config('request.jwt.claim.sub', '', true);
set local role anon;
select alike(public.public_follow_up('9001', 'lofte')::text, '%Öppet%', 'what is for the public');
select unalike(public.public_follow_up('9001', 'lofte')::text, '%Hemligt%', 'not what is for authorities');
select throws_ok('select public.plans_of(''9001'')', '42501', null, 'not the plan');
select throws_ok('select * from public.follow_up_version', '42501', null, 'nor the table');
reset role;

select throws_like('update public.follow_up_version set content = ''{}''', 'not-allowed: %', 'it is never changed');
select throws_like('delete from public.follow_up_version', 'not-allowed: %', 'nor removed');

select * from finish();
rollback;
