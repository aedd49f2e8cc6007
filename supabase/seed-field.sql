-- The demo, fourth part: a week of reporting as it comes in. Reports that wait for review and are the same event seen by police, housing company and guards, two that were asked back,
-- what was reviewed in the last days, places that reporters proposed, and a list from the guards' system that was imported. After seed-incidents.sql, whose reports it takes: their number
-- stays. Runs once: a second run finds the import. About places, never about persons.

do $demo$
declare
  moment timestamptz := coalesce(nullif(current_setting('lagesbild.demo_moment', true), '')::timestamptz, now());
  monday timestamptz := date_trunc('week', moment, 'Europe/Stockholm');
  import_id constant uuid := '5f0d1e7a-1111-4000-8000-000000000680';
  source_id constant uuid := '5f0d1e7a-2222-4000-8000-000000000680';
  imported_at timestamptz := least(moment, monday + interval '8 hours 10 minutes');
begin
  if exists (select from public.import m where m.id = import_id) then
    return;
  end if;
  -- The changes below are the demo's own, past the rules for those who ask.
  perform set_config('lagesbild.clearing', 'on', true);

  create temporary table field_account on commit drop as
    select distinct on (m.municipality_id, m.organisation_id) m.municipality_id, m.organisation_id, m.user_id
    from public.membership m join auth.users u on u.id = m.user_id
    where m.role in ('reporter', 'coordinator')
    order by m.municipality_id, m.organisation_id, m.role desc, u.email like 'rapportor.%' desc, m.id;

  -- What waits in Jönköping, those at the garage first: the twins are moved to them, never away from there.
  create temporary table field_waiting on commit drop as
    select i.id, i.occurred_from, i.category_id, row_number() over w as n, count(*) over () as amount
    from public.incident i join public.place p on p.municipality_id = i.municipality_id and p.id = 'oxnehaga-centrum-garage'
    where i.municipality_id = '0680' and i.review_state = 'new'
    window w as (order by abs(i.lon - p.lon) + abs(i.lat - p.lat) > 0.0015, i.occurred_from desc, i.id
      rows between unbounded preceding and unbounded following);

  -- The same gathering in the garage three times, and the same fight twice. Metres to the north-east of where it was, minutes before.
  update public.incident i
  set organisation_id = t.organisation_id, reporter_id = a.user_id, category_id = t.category_id, place_type = coalesce(t.place_type, i.place_type), description = t.description, sharing = t.sharing,
    lon = x.lon, lat = x.lat, area_id = app.area_at('0680', extensions.st_setsrid(extensions.st_makepoint(x.lon, x.lat), 4326)),
    occurred_from = x.begins, occurred_to = x.begins, created_at = greatest(i.created_at, least(moment, x.begins + make_interval(mins => t.told)))
  from (values
    (1, 1, 'polisen', 'samling-garage', 'garage', 'Samling vid nedfarten till garaget, skingrades när patrullen kom.', 'partners', 0, 0, 40),
    (2, 1, 'vatterhem', 'samling-garage', 'garage', 'Samling i garaget, boende vågade inte hämta bilen.', 'partners', 14, 12, 75),
    (3, 1, 'vaktarna', 'samling-utomhus', 'garage', 'Samling vid garagets port under ronden.', 'authorities', 30, 20, 25),
    (4, 4, 'polisen', 'brak', null, null, 'partners', 0, 0, 30),
    (5, 4, 'kommunen', 'brak', null, 'Bråk intill, personal stängde tidigare.', 'partners', 22, 9, 120)
  ) as t (n, anchor, organisation_id, category_id, place_type, description, sharing, metres, minutes, told)
    join field_waiting w on w.n = t.n
    join field_waiting first on first.n = t.anchor
    join public.incident f on f.municipality_id = '0680' and f.id = first.id
    join field_account a on a.municipality_id = '0680' and a.organisation_id = t.organisation_id
    left join public.place garage on garage.municipality_id = '0680' and garage.id = 'oxnehaga-centrum-garage' and t.anchor = 1
    cross join lateral (
      select round((coalesce(garage.lon, f.lon) + t.metres / 118000.0)::numeric, 6)::double precision as lon,
        round((coalesce(garage.lat, f.lat) + t.metres / 222000.0)::numeric, 6)::double precision as lat,
        greatest(date_trunc('week', f.occurred_from, 'Europe/Stockholm'), f.occurred_from - make_interval(mins => t.minutes)) as begins
    ) x
  where i.municipality_id = '0680' and i.id = w.id and w.amount >= 8;

  -- One that waits for an answer, and one that has got it. Of an organisation that answers in the demo.
  update public.incident i set organisation_id = 'vatterhem', reporter_id = a.user_id
  from field_waiting w, field_account a
  where i.municipality_id = '0680' and i.id = w.id and w.n in (6, 7) and w.amount >= 8 and a.municipality_id = '0680' and a.organisation_id = 'vatterhem';
  insert into public.review_note (municipality_id, incident_id, kind, at, text, "by", created_by)
  select '0680', i.id, q.kind, least(moment, i.created_at + make_interval(mins => q.after)), q.text, q.who, a.user_id
  from (values
    (6, 1, 'question', 50, 'Vilken av portarna gällde det? Markören står mitt på gården.', 'coordinator', 'kommunen'),
    (7, 1, 'question', 30, 'Hände det före eller efter att belysningen lagades?', 'coordinator', 'kommunen'),
    (7, 2, 'answer', 95, 'Efter. Lampan vid trappan var släckt igen.', 'reporter', 'vatterhem')
  ) as q (n, turn, kind, after, text, who, organisation_id)
    join field_waiting w on w.n = q.n and w.amount >= 8
    join public.incident i on i.municipality_id = '0680' and i.id = w.id
    join field_account a on a.municipality_id = '0680' and a.organisation_id = q.organisation_id
  order by q.n, q.turn;

  -- Reviewed in the last days, in every municipality: the newest of those that are released.
  insert into public.review_note (municipality_id, incident_id, kind, at, "by", created_by)
  select i.municipality_id, i.id, 'released', least(moment, i.created_at + interval '3 hours'), 'coordinator', a.user_id
  from (
    select r.*, row_number() over (partition by r.municipality_id order by r.created_at desc, r.id) as n
    from public.incident r where r.municipality_id in ('0680', '0484', '0686') and r.review_state = 'released' and r.sharing <> 'own_organisation' and r.created_at > moment - interval '6 days'
  ) i join field_account a on a.municipality_id = i.municipality_id and a.organisation_id = 'kommunen'
  where i.n <= 12;

  -- The guards' log of last week, imported on Monday morning.
  insert into public.import_source (municipality_id, id, organisation_id, name, mapping, updated_at, updated_by)
  select '0680', source_id, 'vaktarna', 'Väktarnas rondlogg', '{
    "headings": ["Datum", "Tid", "Händelse", "Plats", "Anmärkning"],
    "columns": {"from": "Datum", "fromTime": "Tid", "category": "Händelse", "place": "Plats", "description": "Anmärkning"},
    "values": {"category": {"klotter": "klotter", "samling": "samling-utomhus", "brak": "brak", "skadegorelse": "annan-skadegorelse", "kontroll utan anmarkning": "-"}},
    "places": {}, "coordinates": "wgs84", "dateOrder": "dmy", "text": "leave-out",
    "defaults": {"category": "", "policeReported": "unknown", "placeType": "other", "sharing": "partners"}
  }'::jsonb, imported_at, a.user_id
  from field_account a where a.municipality_id = '0680' and a.organisation_id = 'vaktarna';
  insert into public.import (municipality_id, id, source_id, organisation_id, name, state, created_by, created_at)
  select '0680', import_id, source_id, 'vaktarna', 'Rondlogg vecka ' || to_char(monday at time zone 'Europe/Stockholm' - interval '7 days', 'IW') || '.csv', 'done', a.user_id, imported_at
  from field_account a where a.municipality_id = '0680' and a.organisation_id = 'vaktarna';
  update public.incident i set import_id = '5f0d1e7a-1111-4000-8000-000000000680', created_at = imported_at
  where i.municipality_id = '0680' and i.organisation_id = 'vaktarna' and i.review_state = 'released' and i.occurred_from >= monday - interval '7 days' and i.occurred_to <= imported_at
    and i.occurred_from < monday;
  update public.import m
  set stored = (select count(*) from public.incident i where i.municipality_id = m.municipality_id and i.import_id = m.id)
  where m.municipality_id = '0680' and m.id = '5f0d1e7a-1111-4000-8000-000000000680';

  -- Names that the gazetteer lacks, and one that it has got.
  insert into public.place_proposal (municipality_id, id, organisation_id, name, lon, lat, area_id, state, place_id, created_by, created_at, decided_by, decided_at)
  select d.municipality_id, overlay(overlay(md5('place ' || d.municipality_id || d.name) placing '4' from 13) placing '8' from 17)::uuid, d.organisation_id, d.name, x.lon, x.lat,
    app.area_at(d.municipality_id, extensions.st_setsrid(extensions.st_makepoint(x.lon, x.lat), 4326)), case when d.accepted then 'accepted' else 'proposed' end,
    case when d.accepted then d.near end, a.user_id, moment - make_interval(hours => d.hours),
    case when d.accepted then c.user_id end, case when d.accepted then moment - make_interval(hours => d.hours - 20) end
  from (values
    ('0680', 'vatterhem', 'Miljöhuset vid östra gårdarna', 'ostra-gardarna', 160, 30, false), ('0680', 'polisen', 'Trappan mot busslingan', 'raslatt-centrum', 140, 52, false),
    ('0680', 'vaktarna', 'Lastkajen bakom gallerian', 'kopgallerian', 120, 9, false), ('0680', 'vatterhem', 'Norra parkeringen', 'norra-parkeringen', 0, 500, true),
    ('0484', 'bostadsbolaget', 'Cykelrummen i Skiftinge', 'skiftinge-centrum', 150, 40, false), ('0686', 'polisen', 'Bänkarna vid perrongen', 'eksjo-station', 130, 70, false)
  ) as d (municipality_id, organisation_id, name, near, metres, hours, accepted)
    join public.place p on p.municipality_id = d.municipality_id and p.id = d.near
    join field_account a on a.municipality_id = d.municipality_id and a.organisation_id = d.organisation_id
    join field_account c on c.municipality_id = d.municipality_id and c.organisation_id = 'kommunen'
    cross join lateral (
      select round((p.lon - d.metres / 120000.0)::numeric, 6)::double precision as lon, round((p.lat - d.metres / 240000.0)::numeric, 6)::double precision as lat
    ) x
  on conflict do nothing;
  perform set_config('lagesbild.clearing', '', true);
end
$demo$;
