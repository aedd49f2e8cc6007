-- Promises and plans are written by the coordinator; what they tell is written by who is responsible; what is kept to the authorities a housing company neither reads nor links to.
begin;
select plan(7);
insert into public.agreement (municipality_id, id, key, title, starts_on, ends_on, sharing) values
  ('9001', '00000000-0000-4000-c000-0000000000b1', 'lofte', 'Löfte', '2026-01-01', '2026-12-31', 'partners');
insert into public.focus_area (municipality_id, id, agreement_id, title) values ('9001', '00000000-0000-4000-c000-0000000000b2', '00000000-0000-4000-c000-0000000000b1', 'Unga');
insert into public.commitment (municipality_id, id, agreement_id, focus_area_id, title, owner_id, starts_on, ends_on, sharing) values
  ('9001', '00000000-0000-4000-c000-0000000000b3', '00000000-0000-4000-c000-0000000000b1', '00000000-0000-4000-c000-0000000000b2', 'Eget', 'bostad-a', '2026-01-01', '2026-12-31', 'partners'),
  ('9001', '00000000-0000-4000-c000-0000000000b4', '00000000-0000-4000-c000-0000000000b1', '00000000-0000-4000-c000-0000000000b2', 'Annans', 'polisen', '2026-01-01', '2026-12-31', 'partners'),
  ('9001', '00000000-0000-4000-c000-0000000000b5', '00000000-0000-4000-c000-0000000000b1', '00000000-0000-4000-c000-0000000000b2', 'Hemligt', 'bostad-a', '2026-01-01', '2026-12-31', 'authorities');

select set_config('request.jwt.claims', json_build_object('sub', id, 'role', 'authenticated')::text, true), set_config('request.jwt.claim.sub', id::text, true)
from auth.users where email = 'reporter.a@test';
set local role authenticated;
select unalike(public.plans_of('9001')::text, '%Hemligt%', 'what is kept is not there, even for its owner');
select is(public.save_follow_up('9001', '{"commitmentId": "00000000-0000-4000-c000-0000000000b3", "periodKey": "2026-T1", "text": "Klart"}', 0) ->> 'saved', 'true', 'tells of its own');
select throws_like($$select public.save_follow_up('9001', '{"commitmentId": "00000000-0000-4000-c000-0000000000b4", "periodKey": "2026-T1", "text": "Klart"}', 0)$$, 'not-allowed: %', 'not of others''');
select throws_like($$select public.save_follow_up('9001', '{"commitmentId": "00000000-0000-4000-c000-0000000000b5", "periodKey": "2026-T1", "text": "Klart"}', 0)$$, 'not-found: %', 'nor of what is kept');
select throws_like($$select public.remove_commitment('9001', '00000000-0000-4000-c000-0000000000b3')$$, 'not-allowed: %', 'and takes none away');
select throws_like($$select public.save_activity('9001', '{"id": "00000000-0000-4000-8000-0000000000b6", "organisationId": "bostad-a", "title": "Dialog", "startsAt": 1800000000, "endsAt": 1800003600, "commitmentId": "00000000-0000-4000-c000-0000000000b5"}', 0)$$,
  'not-found: %', 'nor counts for what is kept');
select throws_ok('select * from public.commitment', '42501', null, 'and the table is closed');
reset role;

select * from finish();
rollback;
