-- An import is stored as a whole or not at all, and nobody reaches its rows on their way.
begin;
select plan(6);
select set_config('request.jwt.claims', json_build_object('sub', id, 'role', 'authenticated')::text, true), set_config('request.jwt.claim.sub', id::text, true)
from auth.users where email = 'reporter.a@test';
set local role authenticated;
select lives_ok($$select public.begin_import('9001', '{"id": "00000000-0000-4000-c000-0000000000e1", "sourceId": null, "organisationId": "bostad-a", "name": "logg.csv"}')$$, 'begun');
select is(public.import_rows('9001', '00000000-0000-4000-c000-0000000000e1', 0, jsonb_build_array(
    jsonb_build_object('row', 2, 'id', '00000000-0000-4000-d000-0000000000e2', 'categoryId', 'klotter', 'lon', 14.01, 'lat', 57.01, 'occurredFrom', 1760000000),
    jsonb_build_object('row', 3, 'id', '00000000-0000-4000-d000-0000000000e3', 'categoryId', 'klotter', 'lon', 99, 'lat', 57.01, 'occurredFrom', 1760000000)
  ))::text, '{"staged" : 1, "known" : 0, "refused" : [{"row" : 3, "code" : "outside-municipality"}]}', 'checked as reports are');
select throws_ok('select * from public.import_row', '42501', null, 'read by nobody on their way');
select throws_like($$select public.finish_import('9001', '00000000-0000-4000-c000-0000000000e1', 2)$$, 'invalid: %', 'not when a row is missing');
select is(public.finish_import('9001', '00000000-0000-4000-c000-0000000000e1', 1)::text, '{"stored" : 1}', 'stored');
select is(public.undo_import('9001', '00000000-0000-4000-c000-0000000000e1')::text, '{"removed" : 1}', 'and undone');
reset role;

select * from finish();
rollback;
