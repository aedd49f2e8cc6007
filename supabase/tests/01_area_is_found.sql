-- The area of an incident is found by the database: holes, parts, borders, and the outside of the municipality.
begin;
select plan(8);

select is(app.area_at('9001', 'SRID=4326;POINT(14.01 57.01)'::extensions.geometry), 'a', 'a point inside an area');
select is(app.area_at('9001', 'SRID=4326;POINT(14.25 57.05)'::extensions.geometry), 'a', 'a point in its second part');
select is(app.area_at('9001', 'SRID=4326;POINT(14.05 57.05)'::extensions.geometry), null, 'a point in its hole');
select is(app.area_at('9001', 'SRID=4326;POINT(14.04 57.05)'::extensions.geometry), 'a', 'a point on the border of the hole');
select is(app.area_at('9001', 'SRID=4326;POINT(14.1 57.05)'::extensions.geometry), 'a', 'a point on a border that two areas share: the first of them');
select is(app.area_at('9002', 'SRID=4326;POINT(14.01 57.01)'::extensions.geometry), null, 'never an area of another municipality');
select is(app.locate_incident('9001', 14.05, 57.2), null, 'in the municipality, in no area: kept without area');
select throws_like($$select app.locate_incident('9001', 15, 57.05)$$, 'outside-municipality: %', 'outside the municipality: refused');

select * from finish();
rollback;
