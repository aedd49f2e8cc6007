-- An incident does not end before it begins, lies at most five minutes ahead and not before the year 2000.
begin;
select plan(6);

select lives_ok($$select app.check_incident_time(now(), now() + interval '5 minutes')$$, 'five minutes ahead pass');
select throws_like($$select app.check_incident_time(now(), now() + interval '301 seconds')$$, 'in-the-future: %', 'more than five minutes are refused');
select throws_like($$select app.check_incident_time(now(), now() - interval '1 second')$$, 'end-before-start: %', 'an end before the beginning is refused');
select lives_ok($$select app.check_incident_time('2000-01-01 00:00:00+00', now())$$, 'the first instant of 2000 passes');
select throws_like($$select app.check_incident_time('1999-12-31 23:59:59+00', now())$$, 'before-2000: %', 'the second before is refused');
select throws_like($$select app.check_incident_time('infinity', 'infinity')$$, 'in-the-future: %', 'infinity is refused');

select * from finish();
rollback;
