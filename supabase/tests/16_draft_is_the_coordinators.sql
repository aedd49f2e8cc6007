-- A draft is read and written by coordinators alone, and of two who write the second overwrites nothing.
begin;
select plan(8);
insert into public.situation_picture (municipality_id, id, period_key) values ('9001', '00000000-0000-4000-a000-0000000000a1', '2026-W40');

select set_config('request.jwt.claims', json_build_object('sub', id, 'role', 'authenticated')::text, true), set_config('request.jwt.claim.sub', id::text, true)
from auth.users where email = 'police@test';
set local role authenticated;
select is(public.picture_draft('9001', '00000000-0000-4000-a000-0000000000a1')::text, null, 'police reads no draft');
select throws_like($$select public.save_part('9001', '00000000-0000-4000-a000-0000000000a1', 'general', '{"text": "x"}', 0)$$, 'not-allowed: %', 'and writes none');
select throws_like($$select public.open_picture('9001', '00000000-0000-4000-a000-0000000000a2', '2026-W41')$$, 'not-allowed: %', 'and opens none');
select throws_ok('select * from public.picture_part', '42501', null, 'nor is it read from the table');
reset role;

select set_config('request.jwt.claims', json_build_object('sub', id, 'role', 'authenticated')::text, true), set_config('request.jwt.claim.sub', id::text, true)
from auth.users where email = 'coordinator@test';
set local role authenticated;
select is(public.save_part('9001', '00000000-0000-4000-a000-0000000000a1', 'general', '{"text": "Det ena"}', 0) ->> 'saved', 'true', 'the first is kept');
select is(public.save_part('9001', '00000000-0000-4000-a000-0000000000a1', 'general', '{"text": "Det andra"}', 0) ->> 'saved', 'false', 'the second is not');
select is(public.save_part('9001', '00000000-0000-4000-a000-0000000000a1', 'general', '{"text": "Det andra"}', 0) #>> '{content,text}', 'Det ena', 'and gets what the first wrote');
select throws_like($$select public.save_part('9001', '00000000-0000-4000-a000-0000000000a1', 'general', '{"text": "Ring 070-174 06 05"}', 1)$$, 'personal-data: %', 'no person in it');
reset role;

select * from finish();
rollback;
