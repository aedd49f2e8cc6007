-- Every table has a primary key that begins with the municipality, the counts of closed months too: without one its rows could be neither replicated to another server (PostgreSQL
-- replicates a deletion by the key) nor told apart. And no count stands twice: what is counted is counted once for a month, area, group, organisation and sharing.

alter table app.closed_count
  add column id bigint generated always as identity,
  add primary key (municipality_id, id);
-- An index on an expression, as "in no area" is null; it also serves those that asked by month.
create unique index closed_count_of on app.closed_count (municipality_id, month, group_id, organisation_id, sharing, coalesce(area_id, ''));
drop index app.closed_count_month;
