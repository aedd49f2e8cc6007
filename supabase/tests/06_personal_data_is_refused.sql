-- A text that may point at a person is refused by the table itself.
begin;
select plan(4);
create function pg_temp.send(text) returns void language sql as $$
  insert into public.incident (municipality_id, id, organisation_id, category_id, lon, lat, occurred_from, occurred_to, description)
  values ('9001', gen_random_uuid(), 'bostad-a', 'klotter', 14.01, 57.01, now(), now(), $1)
$$;

select throws_like($$select pg_temp.send('850312-1234')$$, 'personal-data: %', 'a personal number');
select throws_like($$select pg_temp.send('ring 070-123 45 67')$$, 'personal-data: %', 'a phone number');
select throws_like($$select pg_temp.send(repeat('x', 281))$$, 'too-long: %', 'more than 280 characters');
select lives_ok($$select pg_temp.send('Klotter vid hus 123, kl 0830-0915.')$$, 'places and times pass');

select * from finish();
rollback;
