-- The demo, fifth part: school holidays of the years that the demo's incidents reach over, and of the next. After seed.sql. Sport weeks and Easter as the three municipalities usually have them; made
-- from today, so that the demo does not grow old. Runs once: a second run finds what is there.

insert into public.school_holiday (municipality_id, id, name, starts_on, ends_on, created_at)
select m.id, overlay(overlay(md5('lov ' || m.id || d.name || y) placing '4' from 13) placing '8' from 17)::uuid, d.name, d.begins, d.ends, now() - interval '9 days'
from (values ('0680', 7), ('0484', 8), ('0686', 7)) as m (id, sport_week),
  generate_series(extract(year from now())::integer - 3, extract(year from now())::integer + 1) as y,
  lateral (select make_date(y, 1, 4) - (extract(isodow from make_date(y, 1, 4))::integer - 1) as first_monday) f,
  -- Meeus, Jones and Butcher, in steps: the Easter Sunday of a year.
  lateral (select y % 19 as a, y / 100 as b, y % 100 as c) e1,
  lateral (select (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30 as h) e2,
  lateral (select (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7 as l) e3,
  lateral (select (a + 11 * h + 22 * l) / 451 as k) e4,
  lateral (select make_date(y, (h + l - 7 * k + 114) / 31, (h + l - 7 * k + 114) % 31 + 1) as easter) e5,
  lateral (values
    ('Sportlov', first_monday + 7 * (m.sport_week - 1), first_monday + 7 * (m.sport_week - 1) + 4),
    ('Påsklov', easter + 1, easter + 5),
    ('Sommarlov', first_monday + 7 * 24 - 3, first_monday + 7 * 33),
    ('Höstlov', first_monday + 7 * 43, first_monday + 7 * 43 + 4),
    ('Jullov', make_date(y, 12, 22), make_date(y + 1, 1, 8))
  ) as d (name, begins, ends)
where exists (select from public.municipality x where x.id = m.id)
on conflict do nothing;
