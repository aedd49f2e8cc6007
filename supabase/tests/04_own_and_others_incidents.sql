-- A reporter reads the rows of the own organisation alone; the coordinator what is shared; the administrator none.
begin;
select plan(6);

insert into public.incident (municipality_id, id, organisation_id, category_id, lon, lat, occurred_from, occurred_to, sharing, review_state)
select '9001', gen_random_uuid(), organisation, 'klotter', 14.01, 57.01, now(), now(), sharing, 'released'
from unnest(array['bostad-a', 'bostad-b', 'polisen']) organisation, unnest(array['own_organisation', 'authorities', 'partners']) sharing;

create temporary table seen (person text, n bigint);
grant insert on seen to authenticated;
do $$
declare
  someone record;
begin
  for someone in select u.id, u.email from auth.users u loop
    perform set_config('request.jwt.claims', json_build_object('sub', someone.id, 'role', 'authenticated')::text, true),
      set_config('request.jwt.claim.sub', someone.id::text, true);
    set local role authenticated;
    insert into seen select someone.email, count(*) from public.incident;
    reset role;
  end loop;
end $$;

select is((select n from seen where person = 'reporter.a@test'), 3::bigint, 'a reporter: the three of the own organisation');
select is((select n from seen where person = 'viewer.a@test'), 3::bigint, 'a reader of the same organisation: the same');
select is((select n from seen where person = 'coordinator@test'), 6::bigint, 'the coordinator: not what others keep to themselves');
select is((select n from seen where person = 'administrator@test'), 0::bigint, 'the administrator: none');
select is((select n from seen where person = 'strange.coordinator@test'), 0::bigint, 'the coordinator of another municipality: none');
select is((select n from seen where person = 'nobody@test'), 0::bigint, 'somebody without a membership: none');

select * from finish();
rollback;
