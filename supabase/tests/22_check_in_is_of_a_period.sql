-- A check-in is of the period of its area that holds the day, whatever the day.
begin;
select plan(5);
select is(b.begins || ' ' || b.ends, '2026-11-09 2026-11-23', 'a fortnight, counted from 1970-01-05') from app.reporting_period('fortnightly', '2026-11-22') b;
select is(app.reporting_due('2026-11-23', 1, 9), timestamptz '2026-11-23 09:00 Europe/Stockholm', 'due on the Monday after a week');
select is(app.reporting_due('2026-12-01', 1, 9), timestamptz '2026-12-07 09:00 Europe/Stockholm', 'and on the first Monday after a month');
update public.area set rhythm = 'monthly' where municipality_id = '9001' and id = 'a';
select throws_like($$insert into public.check_in (municipality_id, organisation_id, area_id, period_from) values ('9001', 'bostad-a', 'a', '2026-01-05')$$, 'invalid: %', 'not from its middle');
insert into public.check_in (municipality_id, organisation_id, area_id, period_from) values ('9001', 'bostad-a', 'a', '2026-01-01');
select is(period_to, date '2026-02-01', 'to its end') from public.check_in where municipality_id = '9001' and area_id = 'a' and period_from = '2026-01-01';

select * from finish();
rollback;
