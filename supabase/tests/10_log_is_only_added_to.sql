-- Nobody changes or removes a row of the audit log: not a member, not service_role, not the owner of the database.
begin;
select plan(7);
select throws_like('update public.audit_log set count = 0', 'not-allowed: %', 'the owner does not change it');
select throws_like('delete from public.audit_log', 'not-allowed: %', 'nor delete from it');
select throws_like('truncate public.audit_log', 'not-allowed: %', 'nor empty it');
set local role service_role;
select throws_ok('update public.audit_log set count = 0', '42501', null, 'service_role does not change it');
select throws_ok('delete from public.audit_log', '42501', null, 'nor delete from it');
select throws_ok($$insert into public.audit_log (municipality_id, action) values ('9001', 'incident.read')$$, '42501', null, 'nor forge an entry');
reset role;
set local role authenticated;
select throws_ok('select * from public.audit_log', '42501', null, 'a member does not read the table');
reset role;
select * from finish();
rollback;
