-- Of two reports of the same event the one that is shared more widely counts, whichever was named; and when it goes, the other counts.
begin;
select plan(7);
insert into public.incident (municipality_id, id, organisation_id, category_id, lon, lat, occurred_from, occurred_to, sharing) values
  ('9001', '00000000-0000-4000-a000-0000000000d1', 'bostad-a', 'klotter', 14.01, 57.01, now(), now(), 'partners'),
  ('9001', '00000000-0000-4000-a000-0000000000d2', 'polisen', 'klotter', 14.01, 57.01, now(), now(), 'authorities');

select set_config('request.jwt.claims', json_build_object('sub', id, 'role', 'authenticated')::text, true), set_config('request.jwt.claim.sub', id::text, true)
from auth.users where email = 'coordinator@test';
set local role authenticated;
select is(public.review_report('9001', '00000000-0000-4000-a000-0000000000d1', '{"duplicateOf": "00000000-0000-4000-a000-0000000000d2"}', 1) ->> 'saved', 'true', 'marked');
select throws_ok($$update public.incident set duplicate_of = null$$, '42501', null, 'by the function alone');
reset role;
select is(duplicate_of, null, 'the wider one counts') from public.incident where id = '00000000-0000-4000-a000-0000000000d1';
select is(duplicate_of::text, '00000000-0000-4000-a000-0000000000d1', 'the other is the same as it') from public.incident where id = '00000000-0000-4000-a000-0000000000d2';
select is(count(*)::integer, 1, 'with a step in its trace') from public.review_note where incident_id = '00000000-0000-4000-a000-0000000000d2' and kind = 'duplicate';
select throws_like('delete from public.review_note', '%not-allowed: %', 'which is never taken away');
select set_config('request.jwt.claims', '', true), set_config('request.jwt.claim.sub', '', true);
delete from public.incident where id = '00000000-0000-4000-a000-0000000000d1';
select is(duplicate_of, null, 'and now it counts itself') from public.incident where id = '00000000-0000-4000-a000-0000000000d2';

select * from finish();
rollback;
