-- A housing company reads what was published for the partners and for itself, never another's, the authorities' or the coordinator's.
begin;
select plan(8);
insert into public.situation_picture (municipality_id, id, period_key) values ('9001', '00000000-0000-4000-a000-0000000000a1', '2026-W40');
insert into public.picture_version (municipality_id, picture_id, version, audience, organisation_id, schema, content)
select '9001', '00000000-0000-4000-a000-0000000000a1', 1, audience, organisation, 1, jsonb_build_object('for', audience)
from (values ('coordinator', null), ('authorities', null), ('partners', null), ('external', null), ('organisation', 'bostad-a'), ('organisation', 'bostad-b')) as v (audience, organisation);

select set_config('request.jwt.claims', json_build_object('sub', id, 'role', 'authenticated')::text, true), set_config('request.jwt.claim.sub', id::text, true)
from auth.users where email = 'reporter.a@test';
set local role authenticated;
select is(public.published_picture('9001', '00000000-0000-4000-a000-0000000000a1', 'partners') ->> 'for', 'partners', 'what all of EST may have');
select is(public.published_picture('9001', '00000000-0000-4000-a000-0000000000a1', 'external') ->> 'for', 'external', 'what everybody may have');
select is(public.published_picture('9001', '00000000-0000-4000-a000-0000000000a1', 'organisation', 'bostad-a') ->> 'for', 'organisation', 'and its own');
select is(public.published_picture('9001', '00000000-0000-4000-a000-0000000000a1', 'organisation', 'bostad-b'), null, 'not another company''s');
select is(public.published_picture('9001', '00000000-0000-4000-a000-0000000000a1', 'organisation'), null, 'nor one of no company');
select is(public.published_picture('9001', '00000000-0000-4000-a000-0000000000a1', 'authorities'), null, 'not the authorities''');
select is(public.published_picture('9001', '00000000-0000-4000-a000-0000000000a1', 'coordinator'), null, 'not the coordinator''s');
select throws_ok('select * from public.picture_version', '42501', null, 'and none from the table');
reset role;

select * from finish();
rollback;
