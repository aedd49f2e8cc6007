-- The demo, third part: what the meetings decided in the last weeks, and what is planned in the coming ones. After seed-incidents.sql; dates are relative to the Monday of this
-- week. Runs once: a second run finds what is there. About places, never about persons.

do $demo$
declare
  moment timestamptz := coalesce(nullif(current_setting('lagesbild.demo_moment', true), '')::timestamptz, now());
  monday timestamp := date_trunc('week', moment at time zone 'Europe/Stockholm'); -- wall clock
begin
  -- Decided on the Tuesday of the meeting, so many weeks ago; due so many days after that Monday. The place is a named one; without it the area is meant, without both the
  -- whole municipality.
  insert into public.action (municipality_id, id, category_id, problem, what, area_id, lon, lat, owner_id, due, status, outcome, sharing, revision,
    created_organisation_id, created_at, updated_at)
  select d.municipality_id, overlay(overlay(md5('action ' || d.municipality_id || d.n) placing '4' from 13) placing '8' from 17)::uuid, d.category_id, d.problem, d.what,
    d.area_id, p.lon, p.lat, d.owner_id, (monday - make_interval(weeks => d.weeks, days => -d.due))::date, d.status, d.outcome, d.sharing,
    case d.status when 'planned' then 1 else 2 end, 'kommunen', t.decided,
    case d.status when 'planned' then t.decided else least(moment, t.decided + interval '6 days') end
  from (values
    ('0680', 1, 1, 'samling-garage', 'Samlingar i garaget allt fler kvällar', 'Lås garagets sidodörr mellan 20 och 05', null, 'oxnehaga-centrum-garage', 'vatterhem', 13, 'ongoing', '', 'partners'),
    ('0680', 2, 1, 'belysning', 'Mörkt vid nedfarten till garaget', 'Byt till starkare belysning vid nedfarten', null, 'oxnehaga-centrum-garage', 'vatterhem', 20, 'planned', '', 'partners'),
    ('0680', 3, 1, 'droghantering', 'Misstänkt överlämning vid centrum på kvällar', 'Riktade kontroller torsdag till lördag', null, 'oxnehaga-centrum', 'polisen', 10, 'ongoing', '', 'authorities'),
    ('0680', 4, 3, 'glaskross', 'Rutor krossade på skolans gård efter helgerna', 'Flytta containern från fasaden', null, 'oxnehagaskolan', 'oxnehagaskolan', 9, 'done', 'Flyttad. Ingen ny ruta krossad på två helger.', 'partners'),
    ('0680', 5, 4, 'samling-garage', 'Få samlingar på däcket sedan i fjol: håller det?', 'Kvällsrond och mätning av ljuset på däcket', null, 'raslatt-parkeringsdack', 'vaktarna', 8, 'done', 'Lugnt vid fyra ronder, ljuset räcker.', 'partners'),
    ('0680', 6, 2, 'klotter', 'Klotter på garagelängorna', 'Sanera inom två dygn och måla med skydd', null, 'garagelangorna', 'junehem', 5, 'done', 'Sanerat efter ett dygn.', 'partners'),
    ('0680', 7, 3, 'nedskrapning', 'Skräp längs bäcken', 'Städdag med de boende', null, 'backstraket', 'vatterhem', 12, 'cancelled', 'Inställd, tas upp igen till våren.', 'partners'),
    ('0680', 8, 2, 'brak', 'Bråk på krogstråket efter stängning', 'Väktare och polis möter upp vid stängning fredag och lördag', null, 'krogstraket', 'vaktarna', 19, 'ongoing', '', 'partners'),
    ('0680', 9, 1, 'nedskrapning', 'Nedskräpning vid resecentrum', 'Fler papperskorgar och tömning även söndagar', null, 'resecentrum', 'kommunen', 24, 'planned', '', 'partners'),
    ('0680', 10, 1, 'belysning', 'Trasiga lampor på gångbron', 'Anmäl lamporna och följ upp att de lagas', null, 'gangbron', null, 11, 'planned', '', 'partners'),
    ('0680', 11, 2, 'brand', 'Bränder i soprum i flera områden', 'Gå igenom soprummens lås inför vintern', null, null, 'raddningstjansten', 27, 'planned', '', 'partners'),
    ('0680', 12, 2, 'samling-trapphus', 'Samlingar i trapphusen sena kvällar', 'Byt portkod och sätt upp trivselregler', 'huskvarna-soder', null, 'vatterhem', 16, 'ongoing', '', 'partners'),
    ('0484', 1, 1, 'samling-trapphus', 'Samlingar i höghusens entréer', 'Kvällsronder och lagade dörrstängare', null, 'hoghusen', 'bostadsbolaget', 13, 'ongoing', '', 'partners'),
    ('0484', 2, 3, 'klotter', 'Klotter vid Lagersbergsskolan', 'Sanera inom två dygn', null, 'lagersbergsskolan', 'kommunen', 5, 'done', 'Sanerat efter två dygn, inget nytt sedan dess.', 'partners'),
    ('0484', 3, 1, 'droghantering', 'Misstänkt överlämning vid Fröslunda centrum', 'Synlig närvaro under kvällar', null, 'froslunda-centrum', 'polisen', 10, 'planned', '', 'authorities'),
    ('0484', 4, 2, 'brak', 'Bråk i krogkvarteren på lördagar', 'Gemensam genomgång med krogarna av kön utanför', null, 'krogkvarteren', 'kommunen', 20, 'planned', '', 'partners'),
    ('0484', 5, 3, 'belysning', 'Mörkt i parken vid Årby', 'Beskär buskarna och laga lamporna', null, 'arbyparken', 'kommunen', 12, 'cancelled', 'Ingår i ombyggnaden av parken.', 'partners'),
    ('0686', 1, 1, 'berusade', 'Berusade på stationen fredagar', 'Riktad insats mot alkohol och droger', null, 'eksjo-station', 'polisen', 12, 'ongoing', '', 'partners'),
    ('0686', 2, 3, 'belysning', 'Trasig belysning i gångtunneln', 'Byt armaturer i gångtunneln', null, 'gangtunneln', 'kommunen', 10, 'done', 'Bytta. Upplevs tryggare vid vandringen.', 'partners'),
    ('0686', 3, 1, 'samling-utomhus', 'Samlingar vid torget i Mariannelund', 'Öppen kväll i fritidslokalen två gånger i veckan', null, 'mariannelunds-torg', 'kommunen', 20, 'planned', '', 'partners'),
    ('0686', 4, 2, 'skymd-sikt', 'Skymd sikt vid hyreshusen', 'Beskär häcken mot gången', null, 'hyreshusen', 'bostadsbolaget', 8, 'done', 'Klart.', 'partners')
  ) as d (municipality_id, n, weeks, category_id, problem, what, area_id, place_id, owner_id, due, status, outcome, sharing)
    cross join lateral (select (monday - make_interval(weeks => d.weeks) + interval '1 day 10 hours') at time zone 'Europe/Stockholm' as decided) t
    left join public.place p on p.municipality_id = d.municipality_id and p.id = d.place_id
  on conflict do nothing;

  -- Days after this Monday, from and to by the clock. What is over has been held.
  insert into public.activity (municipality_id, id, organisation_id, title, kind, starts_at, ends_at, area_id, lon, lat, visitors, state, created_at)
  select d.municipality_id, overlay(overlay(md5('activity ' || d.municipality_id || d.n) placing '4' from 13) placing '8' from 17)::uuid, d.organisation_id, d.title, d.kind,
    t.begins, t.ends, d.area_id, p.lon, p.lat, d.visitors, case when t.ends < moment then 'done' else 'planned' end, moment - interval '9 days'
  from (values
    ('0680', 1, 'kommunen', 'Fotbollsmatch vid Rosenlund', 'event', 5, '15:00', '17:30', null, 'massomradet', 4500),
    ('0680', 2, 'kommunen', 'Torghandel på Hoppets torg', 'event', 5, '09:00', '14:00', null, 'hoppets-torg', 800),
    ('0680', 3, 'vatterhem', 'Trygghetsvandring runt Öxnehaga centrum', 'safety_walk', 9, '17:30', '19:00', null, 'oxnehaga-centrum', 25),
    ('0680', 4, 'polisen', 'Medborgardialog i Råslätt', 'dialogue', 10, '16:00', '18:00', null, 'raslatt-centrum', 60),
    ('0680', 5, 'kommunen', 'Ishockeymatch vid Rosenlund', 'event', 12, '18:00', '21:00', null, 'massomradet', 7000),
    ('0680', 6, 'polisen', 'Trafikkontroller i Österängen', 'operation', 11, '14:00', '22:00', 'osterangen', null, null),
    ('0680', 7, 'kommunen', 'Ljusfest i Huskvarna', 'event', 13, '15:00', '20:00', null, 'folkets-park', 2500),
    ('0680', 8, 'oxnehagaskolan', 'Öppen kväll på skolan', 'dialogue', 17, '17:00', '20:00', null, 'oxnehagaskolan', 150),
    ('0484', 1, 'kommunen', 'Marknad på Fristadstorget', 'event', 5, '09:00', '16:00', null, 'fristadstorget', 3000),
    ('0484', 2, 'bostadsbolaget', 'Trygghetsvandring i Skiftinge', 'safety_walk', 9, '17:00', '18:30', null, 'skiftinge-centrum', 30),
    ('0484', 3, 'kommunen', 'Handbollsmatch i Årby', 'event', 12, '16:00', '18:30', null, 'arby-centrum', 1800),
    ('0484', 4, 'polisen', 'Medborgardialog i Fröslunda', 'dialogue', 10, '16:00', '18:00', null, 'froslunda-centrum', 40),
    ('0686', 1, 'kommunen', 'Torgdag på Stora torget', 'event', 5, '10:00', '15:00', null, 'stora-torget', 900),
    ('0686', 2, 'kommunen', 'Trygghetsvandring vid stationen', 'safety_walk', 8, '17:00', '18:30', null, 'eksjo-station', 20),
    ('0686', 3, 'kommunen', 'Innebandymatch i Mariannelund', 'event', 12, '17:00', '19:00', null, 'mariannelunds-skola', 300)
  ) as d (municipality_id, n, organisation_id, title, kind, day, from_clock, to_clock, area_id, place_id, visitors)
    cross join lateral (
      select (monday + make_interval(days => d.day) + d.from_clock::time) at time zone 'Europe/Stockholm' as begins,
        (monday + make_interval(days => d.day) + d.to_clock::time) at time zone 'Europe/Stockholm' as ends
    ) t
    left join public.place p on p.municipality_id = d.municipality_id and p.id = d.place_id
  on conflict do nothing;
end
$demo$;
