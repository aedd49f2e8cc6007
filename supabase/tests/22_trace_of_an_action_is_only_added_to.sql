-- A change of status writes itself into the trace of an action; nobody changes a line of it.
begin;
select plan(4);
insert into public.action (municipality_id, id, what, area_id, owner_id) values ('9001', '00000000-0000-4000-b000-0000000000c1', 'Tänd lamporna', 'a', 'bostad-a');
update public.action set status = 'ongoing' where id = '00000000-0000-4000-b000-0000000000c1';
select results_eq($$select kind || ' ' || before || ' ' || after from public.action_note where action_id = '00000000-0000-4000-b000-0000000000c1'$$, array['status planned ongoing'], 'it writes itself');
select throws_like($$update public.action_note set after = 'done'$$, 'not-allowed: %', 'it is never changed');
select throws_like('delete from public.action_note', 'not-allowed: %', 'nor removed');
delete from public.action where id = '00000000-0000-4000-b000-0000000000c1';
select is((select count(*) from public.action_note where action_id = '00000000-0000-4000-b000-0000000000c1')::integer, 0, 'but goes with its action');

select * from finish();
rollback;
