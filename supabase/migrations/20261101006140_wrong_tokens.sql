-- A key for the wrong tokens too: without one a deletion cannot be replicated to another server.
alter table app.wrong_token add column id bigint generated always as identity primary key;
