-- The demo, fourth part: promises, plans and what was logged for them, after public documents of the three municipalities, in words of our own. After seed-meeting.sql. Runs once: a second run
-- finds what is there. About places and what was done there, never about persons; individual cases are numbers here and nothing else.

create or replace function pg_temp.demo_id(p_name text) returns uuid language sql immutable as $$
  select overlay(overlay(md5('plan ' || p_name) placing '4' from 13) placing '8' from 17)::uuid
$$;

insert into public.agreement (municipality_id, id, key, kind, title, goal, starts_on, ends_on, other_parties, sharing, created_at)
select m, pg_temp.demo_id(m || key), key, kind, title, goal, from_day::date, to_day::date, others, 'public', now() - interval '9 days' from (values
  ('0680', 'medborgarlofte-2024', 'promise', 'Medborgarlöfte 2024', 'Polisen i Södra Vätterbygden och kommunen arbetar synligt tillsammans där oron är störst, och berättar tre gånger om året hur det går.', '2024-01-01', '2024-12-31', ''),
  ('0484', 'overenskommelse-2024-2027', 'agreement', 'Samverkansöverenskommelse 2024–2027', 'År 2027 har tydliga steg tagits mot en stad utan områden på polisens lista över utsatta områden.', '2024-01-01', '2027-12-31', ''),
  ('0686', 'medborgarlofte-2018-2019', 'promise', 'Medborgarlöfte 2018–2019', 'Tryggare runt resecentrum, och färre unga som dras in i missbruk och brott.', '2018-01-01', '2019-12-31', ''),
  ('0686', 'medborgarlofte-2020-2021', 'promise', 'Medborgarlöfte 2020–2021', 'Tryggare i kommunens östra delar, och färre unga som dras in i missbruk och brott.', '2020-01-01', '2021-12-31', '')
) as d (m, key, kind, title, goal, from_day, to_day, others)
on conflict do nothing;

insert into public.agreement_party (municipality_id, agreement_id, organisation_id)
select g.municipality_id, g.id, o from public.agreement g, unnest(array['kommunen', 'polisen']) o where g.municipality_id in ('0680', '0484', '0686') and g.id = pg_temp.demo_id(g.municipality_id || g.key)
on conflict do nothing;

-- Focus areas, and under them sub-goals.
insert into public.focus_area (municipality_id, id, agreement_id, parent_id, title, position)
select m, pg_temp.demo_id(m || key || name), pg_temp.demo_id(m || key), case when parent is not null then pg_temp.demo_id(m || key || parent) end, title, n from (values
  ('0680', 'medborgarlofte-2024', 'narvaro', null, 'Stark lokal närvaro', 1),
  ('0680', 'medborgarlofte-2024', 'omraden', null, 'Trygghet och brottsförebyggande arbete i prioriterade områden och centrum', 2),
  ('0680', 'medborgarlofte-2024', 'unga', null, 'Barn och unga', 3),
  ('0484', 'overenskommelse-2024-2027', 'vald', null, 'Stoppa skjutningar och annat grovt våld', 1),
  ('0484', 'overenskommelse-2024-2027', 'natverk', 'vald', 'Kriminella nätverk förlorar mark', 1),
  ('0484', 'overenskommelse-2024-2027', 'nara', 'vald', 'Mäns våld mot kvinnor och hedersförtryck minskar', 2),
  ('0484', 'overenskommelse-2024-2027', 'rekrytering', null, 'Stoppa rekryteringen av barn och unga', 2),
  ('0484', 'overenskommelse-2024-2027', 'metoder', 'rekrytering', 'Fler metoder som fungerar för unga i riskzon', 1),
  ('0484', 'overenskommelse-2024-2027', 'fritid', 'rekrytering', 'Trygga vuxna och meningsfull fritid', 2),
  ('0484', 'overenskommelse-2024-2027', 'foraldrar', 'rekrytering', 'Tidigt stöd till föräldrar', 3),
  ('0484', 'overenskommelse-2024-2027', 'skola', 'rekrytering', 'Ingen acceptans för droger i skolan', 4),
  ('0484', 'overenskommelse-2024-2027', 'rum', null, 'Trygga offentliga rum', 3),
  ('0484', 'overenskommelse-2024-2027', 'tillit', 'rum', 'Tilliten i områdena ökar', 1),
  ('0484', 'overenskommelse-2024-2027', 'platser', 'rum', 'Gemensam analys av platser är grund för åtgärder', 2),
  ('0484', 'overenskommelse-2024-2027', 'system', null, 'Motverka brott som hotar systemet', 4),
  ('0484', 'overenskommelse-2024-2027', 'valfard', 'system', 'Välfärdsbrott och otillåten påverkan upptäcks', 1),
  ('0484', 'overenskommelse-2024-2027', 'anmala', 'system', 'Fler anmäler och vittnar', 2),
  ('0686', 'medborgarlofte-2018-2019', 'resecentrum', null, 'Tryggare resecentrum med omgivning', 1),
  ('0686', 'medborgarlofte-2018-2019', 'unga', null, 'Färre unga in i missbruk och brott', 2),
  ('0686', 'medborgarlofte-2020-2021', 'oster', null, 'Tryggare östra delar med Mariannelund', 1),
  ('0686', 'medborgarlofte-2020-2021', 'unga', null, 'Färre unga in i missbruk och brott', 2)
) as d (m, key, name, parent, title, n)
on conflict do nothing;

-- What is promised. A target: kind, number, unit, span.
insert into public.commitment (municipality_id, id, agreement_id, focus_area_id, title, description, owner_id, other_owner, starts_on, ends_on, time_plan, target_kind, target_number,
  target_unit, target_span, sharing, position)
select d.m, pg_temp.demo_id(d.m || d.key || d.name), g.id, pg_temp.demo_id(d.m || d.key || d.focus), d.title, d.description, d.owner, d.other, g.starts_on, g.ends_on, d.plan, d.kind, d.number,
  d.unit, d.span, d.sharing, d.n
from (values
  ('0680', 'medborgarlofte-2024', 'est', 'narvaro', 1, 'EST utvecklas tillsammans med Vätterhem', 'Lägesbilder för hela kommunen och ett digitalt sätt att rapportera.', 'kommunen', '', 'Verktyg under året, EST+ efter sommaren', 'none', null, '', 'whole', 'public'),
  ('0680', 'medborgarlofte-2024', 'dialoger', 'narvaro', 2, 'Strukturerade medborgardialoger i de prioriterade områdena', 'Polis och kommun möter boende, föreningar och skolor.', 'polisen', '', 'Hela året', 'none', null, '', 'whole', 'public'),
  ('0680', 'medborgarlofte-2024', 'lagen', 'omraden', 1, 'Arbetet enligt lagen om kommuners ansvar för brottsförebyggande arbete', 'Kartläggning, strategiskt råd och åtgärdsplan enligt lag 2023:196.', 'kommunen', '', 'Åtgärdsplan under hösten', 'yes', null, '', 'whole', 'public'),
  ('0680', 'medborgarlofte-2024', 'sup', 'omraden', 2, 'Sammanhållen utveckling av de prioriterade områdena', 'Områdespoliser och områdessamordnare går igenom trender och statistik varje månad.', 'kommunen', '', 'Månadsvis, sommaruppehåll', 'number', 6, 'samtal', 'whole', 'public'),
  ('0680', 'medborgarlofte-2024', 'trygg-trapp', 'omraden', 3, 'Trygg Trapp på Öxnehaga', 'Unga vuxna arbetar för trygga trapphus, tillsammans med brottsofferjouren.', 'vatterhem', '', 'Juli till september', 'number', 4, 'workshoppar', 'whole', 'public'),
  ('0680', 'medborgarlofte-2024', 'vatterhem', 'omraden', 4, 'Vätterhems trygghetsarbete', 'En väg in för polis och kommun.', 'vatterhem', '', 'Från augusti', 'yes', null, '', 'whole', 'public'),
  ('0680', 'medborgarlofte-2024', 'krogar', 'omraden', 5, 'Krogar mot knark', 'Krogar, hotell och ordningsvakter får polisens lägesbild och utbildning.', 'polisen', '', 'Start i april, lägesbild varje månad från juni', 'none', null, '', 'whole', 'public'),
  ('0680', 'medborgarlofte-2024', 'extremism', 'omraden', 6, 'Våldsbejakande extremism', 'Nätverk och lokal hotbild.', 'kommunen', '', 'Hela året', 'none', null, '', 'whole', 'public'),
  ('0680', 'medborgarlofte-2024', 'sig', 'unga', 1, 'Sociala insatsgrupper för unga, stöd till avhoppare och försök med SSPF', 'Enskilda ärenden räknas här och sparas aldrig.', 'kommunen', '', 'Hela året', 'none', null, '', 'whole', 'public'),
  ('0680', 'medborgarlofte-2024', 'flickor', 'unga', 2, 'Flickor och kvinnor i kriminella miljöer', 'Kunskap och vägledning för dem som möter målgruppen.', 'kommunen', '', 'Hela året', 'none', null, '', 'whole', 'public'),
  ('0680', 'medborgarlofte-2024', 'nara', 'unga', 3, 'Våld i nära relationer, grooming och utsatthet', 'Utbildning och lokal struktur.', 'polisen', '', 'Hela året', 'none', null, '', 'whole', 'public'),

  ('0484', 'overenskommelse-2024-2027', 'gvi', 'natverk', 1, 'Gemensam lägesbild av konflikter och snabb samling när något händer', '', 'polisen', '', 'Löpande, övning varje höst', 'number', 1, 'övning', 'year', 'authorities'),
  ('0484', 'overenskommelse-2024-2027', 'valdsprevention', 'nara', 1, 'Våldsprevention i alla högstadieskolor', '', 'kommunen', '', 'Alla skolor 2026', 'indicator', 100, '% av skolorna', 'whole', 'public'),
  ('0484', 'overenskommelse-2024-2027', 'riskzon', 'metoder', 1, 'Samordnat stöd till unga i riskzon', 'Enskilda ärenden räknas här och sparas aldrig.', 'kommunen', '', 'Löpande', 'none', null, '', 'whole', 'partners'),
  ('0484', 'overenskommelse-2024-2027', 'kvallar', 'fritid', 1, 'Öppna kvällar med vuxna i Skiftinge, Lagersberg och Fröslunda', '', 'kommunen', '', 'Varje termin', 'number', 6, 'kvällar', 'year', 'public'),
  ('0484', 'overenskommelse-2024-2027', 'foraldraforum', 'foraldrar', 1, 'Föräldraforum i områdena', '', 'kommunen', '', 'Två gånger om året', 'number', 2, 'forum', 'year', 'public'),
  ('0484', 'overenskommelse-2024-2027', 'drogfri', 'skola', 1, 'Närvaro vid skolor med oro för droger', '', 'polisen', '', 'Löpande', 'number', 8, 'insatser', 'year', 'public'),
  ('0484', 'overenskommelse-2024-2027', 'vandringar', 'tillit', 1, 'Trygghetsvandringar i de tre områdena', '', 'bostadsbolaget', '', 'En i varje område och år', 'number', 3, 'vandringar', 'year', 'public'),
  ('0484', 'overenskommelse-2024-2027', 'platsanalys', 'platser', 1, 'Platsanalys före varje större åtgärd', 'EST varje vecka är underlaget.', 'kommunen', '', 'Löpande', 'yes', null, '', 'whole', 'public'),
  ('0484', 'overenskommelse-2024-2027', 'klotter', 'platser', 2, 'Klotter tas bort inom 48 timmar, i centrum inom 24', 'Kommunen och fastighetsägare som skrivit under.', 'kommunen', '', 'Löpande', 'indicator', 90, '% inom tiden', 'whole', 'public'),
  ('0484', 'overenskommelse-2024-2027', 'kontroller', 'valfard', 1, 'Gemensamma kontroller av verksamheter', '', 'polisen', '', 'Varje kvartal', 'number', 4, 'kontroller', 'year', 'authorities'),
  ('0484', 'overenskommelse-2024-2027', 'anmalan', 'anmala', 1, 'Kunskap om att anmäla och vittna', '', null, '', 'Kampanj varje vår', 'yes', null, '', 'whole', 'public'),

  ('0686', 'medborgarlofte-2018-2019', 'narvaro', 'resecentrum', 1, 'Mer polisnärvaro vid resecentrum', '', 'polisen', '', 'Hela perioden', 'yes', null, '', 'whole', 'public'),
  ('0686', 'medborgarlofte-2018-2019', 'vandringar', 'resecentrum', 2, 'Två trygghetsvandringar vid resecentrum', '', 'kommunen', '', 'En om året', 'number', 2, 'vandringar', 'whole', 'public'),
  ('0686', 'medborgarlofte-2018-2019', 'insatser', 'unga', 1, 'Minst tio riktade insatser mot alkohol och droger', '', 'polisen', '', 'Hela perioden', 'number', 10, 'insatser', 'whole', 'public'),
  ('0686', 'medborgarlofte-2018-2019', 'forelasning', 'unga', 2, 'En drogförebyggande föreläsning för föräldrar och personal', '', 'kommunen', '', 'Under perioden', 'number', 1, 'föreläsning', 'whole', 'public'),
  ('0686', 'medborgarlofte-2018-2019', 'introduktion', 'unga', 3, 'Föräldraintroduktion för nyanlända', '', 'kommunen', '', 'Under perioden', 'yes', null, '', 'whole', 'public'),
  ('0686', 'medborgarlofte-2018-2019', 'samverkan', 'unga', 4, 'Minst fyra samverkansmöten om året', '', 'kommunen', '', 'Varje kvartal', 'number', 4, 'möten', 'year', 'public'),
  ('0686', 'medborgarlofte-2020-2021', 'moten', 'oster', 1, 'Två medborgarmöten om trygghet i de östra delarna', '', 'polisen', '', 'Ett om året', 'number', 2, 'möten', 'whole', 'public'),
  ('0686', 'medborgarlofte-2020-2021', 'vandringar', 'oster', 2, 'Två trygghetsvandringar i Mariannelund', '', 'kommunen', '', 'En om året', 'number', 2, 'vandringar', 'whole', 'public'),
  ('0686', 'medborgarlofte-2020-2021', 'vandring-ort', 'oster', 3, 'En trygghetsvandring på annan ort', '', 'kommunen', '', 'Under perioden', 'number', 1, 'vandring', 'whole', 'public'),
  ('0686', 'medborgarlofte-2020-2021', 'est', 'oster', 4, 'EST kommer i gång', '', 'kommunen', '', '2021', 'yes', null, '', 'whole', 'public'),
  ('0686', 'medborgarlofte-2020-2021', 'insatser', 'unga', 1, 'Minst tio riktade insatser mot alkohol och droger', '', 'polisen', '', 'Hela perioden', 'number', 10, 'insatser', 'whole', 'public'),
  ('0686', 'medborgarlofte-2020-2021', 'narvaro-skola', 'unga', 2, 'Hög närvaro i skolan', 'Kommunens eget mått.', 'kommunen', '', 'Varje termin', 'indicator', 94, '% närvaro', 'whole', 'public'),
  ('0686', 'medborgarlofte-2020-2021', 'samverkan', 'unga', 3, 'Minst fyra samverkansmöten om året', '', 'kommunen', '', 'Varje kvartal', 'number', 4, 'möten', 'year', 'public')
) as d (m, key, name, focus, n, title, description, owner, other, plan, kind, number, unit, span, sharing)
  join public.agreement g on g.municipality_id = d.m and g.id = pg_temp.demo_id(d.m || d.key)
on conflict do nothing;

-- Eskilstuna's action plan names what both parties do.
insert into public.commitment_contribution (municipality_id, commitment_id, organisation_id, text)
select '0484', pg_temp.demo_id('0484overenskommelse-2024-2027' || name), organisation, text from (values
  ('gvi', 'polisen', 'Leder lägesbilden och kallar till samling.'), ('gvi', 'kommunen', 'Skola, fritid och socialtjänst finns på plats efteråt.'),
  ('valdsprevention', 'kommunen', 'Utbildar personal och följer upp skola för skola.'), ('valdsprevention', 'polisen', 'Områdespoliser deltar vid uppstarten.'),
  ('riskzon', 'kommunen', 'Socialtjänsten samordnar.'), ('riskzon', 'polisen', 'Lämnar oro tidigt.'),
  ('kvallar', 'kommunen', 'Fritidsgårdar och föreningar håller öppet.'), ('kvallar', 'polisen', 'Områdespoliser är med.'),
  ('foraldraforum', 'kommunen', 'Bjuder in och leder.'), ('foraldraforum', 'polisen', 'Berättar om läget.'),
  ('drogfri', 'polisen', 'Synlig närvaro efter skolans begäran.'), ('drogfri', 'kommunen', 'Skolorna meddelar oro och tar emot.'),
  ('vandringar', 'bostadsbolaget', 'Bjuder in boende och åtgärdar det som framkommer.'), ('vandringar', 'kommunen', 'Belysning och grönytor.'), ('vandringar', 'polisen', 'Deltar.'),
  ('platsanalys', 'kommunen', 'Samordnar EST och skriver analysen.'), ('platsanalys', 'polisen', 'Bidrar med brott och insatser på platsen.'),
  ('klotter', 'kommunen', 'Sanerar på egen mark.'), ('klotter', 'bostadsbolaget', 'Sanerar på egna hus.'),
  ('kontroller', 'polisen', 'Leder.'), ('kontroller', 'kommunen', 'Tillsyn enligt alkohol- och livsmedelslag.')
) as d (name, organisation, text)
on conflict do nothing;

-- What was held. Jönköping's dialogues day by day; a school that had two days is a series.
insert into public.activity (municipality_id, id, organisation_id, title, kind, starts_at, ends_at, all_day, area_id, place, theme, other_parties, participants, series_key, state,
  commitment_id, created_at)
select d.m, pg_temp.demo_id('activity ' || d.m || d.key || d.name || d.first || coalesce(d.area, '') || d.place), c.owner_id, d.title, d.kind, d.first::timestamp at time zone 'Europe/Stockholm',
  (coalesce(d.last, d.first)::timestamp + interval '1 day') at time zone 'Europe/Stockholm', true, d.area, d.place, d.theme, '', d.came,
  case when d.series <> '' then pg_temp.demo_id('series ' || d.series) end, 'done', c.id, now() - interval '9 days'
from (values
  ('0680', 'medborgarlofte-2024', 'dialoger', 'dialogue', 'Medborgardialog', '2024-01-13', null, 'osterangen', '', '', null::integer, ''),
  ('0680', 'medborgarlofte-2024', 'dialoger', 'dialogue', 'Medborgardialog', '2024-01-19', null, null, 'Sannaängen', '', null, ''),
  ('0680', 'medborgarlofte-2024', 'dialoger', 'dialogue', 'Medborgardialog', '2024-02-19', null, 'huskvarna-soder', '', '', null, ''),
  ('0680', 'medborgarlofte-2024', 'dialoger', 'dialogue', 'Medborgardialog', '2024-02-21', null, 'oxnehaga', '', 'panelsamtal', null, ''),
  ('0680', 'medborgarlofte-2024', 'dialoger', 'dialogue', 'Medborgardialog', '2024-02-25', null, 'raslatt', '', '', null, ''),
  ('0680', 'medborgarlofte-2024', 'dialoger', 'dialogue', 'Medborgardialog', '2024-02-28', null, null, 'Ekhagsskolan', '', null, ''),
  ('0680', 'medborgarlofte-2024', 'dialoger', 'dialogue', 'Medborgardialog', '2024-03-05', null, 'raslatt', '', '', null, ''),
  ('0680', 'medborgarlofte-2024', 'dialoger', 'dialogue', 'Medborgardialog', '2024-03-13', null, 'osterangen', '', '', null, ''),
  ('0680', 'medborgarlofte-2024', 'dialoger', 'dialogue', 'Medborgardialog', '2024-04-15', '2024-04-16', null, 'Rosenlund', '', null, ''),
  ('0680', 'medborgarlofte-2024', 'dialoger', 'dialogue', 'Medborgardialog', '2024-04-25', null, null, 'Huskvarna', '', null, ''),
  ('0680', 'medborgarlofte-2024', 'dialoger', 'dialogue', 'Medborgardialog', '2024-05-02', null, 'huskvarna-soder', '', 'trygghetsplanering', null, ''),
  ('0680', 'medborgarlofte-2024', 'dialoger', 'dialogue', 'Medborgardialog', '2024-05-27', null, 'raslatt', '', '', null, ''),
  ('0680', 'medborgarlofte-2024', 'dialoger', 'dialogue', 'Medborgardialog', '2024-05-28', null, null, 'Föreningar', '', null, ''),
  ('0680', 'medborgarlofte-2024', 'dialoger', 'dialogue', 'Medborgardialog', '2024-06-03', null, 'oxnehaga', '', 'inför sommaren', null, ''),
  ('0680', 'medborgarlofte-2024', 'dialoger', 'dialogue', 'Medborgardialog', '2024-10-07', null, null, 'Huskvarna', '', null, ''),
  ('0680', 'medborgarlofte-2024', 'dialoger', 'dialogue', 'Medborgardialog', '2024-11-05', null, null, 'Råslättsskolan', '', null, ''),
  ('0680', 'medborgarlofte-2024', 'dialoger', 'dialogue', 'Medborgardialog', '2024-11-20', null, null, 'Skoldagar', '', null, 'skoldagar'),
  ('0680', 'medborgarlofte-2024', 'dialoger', 'dialogue', 'Medborgardialog', '2024-11-26', null, null, 'Skoldagar', '', null, 'skoldagar'),
  ('0680', 'medborgarlofte-2024', 'krogar', 'meeting', 'Krogar mot knark: uppstart', '2024-04-09', null, 'centrum', '', '', 35, ''),
  ('0680', 'medborgarlofte-2024', 'krogar', 'meeting', 'Krogar mot knark: uppföljning', '2024-05-16', null, 'centrum', '', '', 25, ''),
  ('0686', 'medborgarlofte-2018-2019', 'insatser', 'operation', 'Riktad insats mot alkohol och droger', '2018-02-16', null, 'resecentrum', '', '', null, ''),
  ('0686', 'medborgarlofte-2018-2019', 'insatser', 'operation', 'Riktad insats mot alkohol och droger', '2018-04-30', null, 'eksjo-centrum', '', 'valborg', null, ''),
  ('0686', 'medborgarlofte-2018-2019', 'insatser', 'operation', 'Riktad insats mot alkohol och droger', '2018-06-13', null, 'eksjo-centrum', '', 'skolavslutning', null, ''),
  ('0686', 'medborgarlofte-2018-2019', 'insatser', 'operation', 'Riktad insats mot alkohol och droger', '2018-09-14', null, 'resecentrum', '', '', null, ''),
  ('0686', 'medborgarlofte-2018-2019', 'insatser', 'operation', 'Riktad insats mot alkohol och droger', '2018-11-23', null, 'resecentrum', '', '', null, ''),
  ('0686', 'medborgarlofte-2018-2019', 'insatser', 'operation', 'Riktad insats mot alkohol och droger', '2019-02-15', null, 'mariannelund', '', '', null, ''),
  ('0686', 'medborgarlofte-2018-2019', 'insatser', 'operation', 'Riktad insats mot alkohol och droger', '2019-04-30', null, 'eksjo-centrum', '', 'valborg', null, ''),
  ('0686', 'medborgarlofte-2018-2019', 'insatser', 'operation', 'Riktad insats mot alkohol och droger', '2019-06-12', null, 'eksjo-centrum', '', 'skolavslutning', null, ''),
  ('0686', 'medborgarlofte-2018-2019', 'insatser', 'operation', 'Riktad insats mot alkohol och droger', '2019-08-24', null, 'eksjo-centrum', '', '', null, ''),
  ('0686', 'medborgarlofte-2018-2019', 'insatser', 'operation', 'Riktad insats mot alkohol och droger', '2019-10-11', null, 'resecentrum', '', '', null, ''),
  ('0686', 'medborgarlofte-2018-2019', 'insatser', 'operation', 'Riktad insats mot alkohol och droger', '2019-12-06', null, 'eksjo-centrum', '', '', null, ''),
  ('0686', 'medborgarlofte-2018-2019', 'vandringar', 'safety_walk', 'Trygghetsvandring', '2018-10-09', null, 'resecentrum', '', '', 18, ''),
  ('0686', 'medborgarlofte-2018-2019', 'vandringar', 'safety_walk', 'Trygghetsvandring', '2019-10-08', null, 'resecentrum', '', '', 22, ''),
  ('0686', 'medborgarlofte-2018-2019', 'forelasning', 'training', 'Drogförebyggande föreläsning', '2019-03-20', null, 'eksjo-centrum', '', 'föräldrar och personal', 120, ''),
  ('0686', 'medborgarlofte-2020-2021', 'insatser', 'operation', 'Riktad insats mot alkohol och droger', '2020-02-14', null, 'mariannelund', '', '', null, ''),
  ('0686', 'medborgarlofte-2020-2021', 'insatser', 'operation', 'Riktad insats mot alkohol och droger', '2020-04-30', null, 'eksjo-centrum', '', 'valborg', null, ''),
  ('0686', 'medborgarlofte-2020-2021', 'insatser', 'operation', 'Riktad insats mot alkohol och droger', '2020-06-10', null, 'eksjo-centrum', '', 'skolavslutning', null, ''),
  ('0686', 'medborgarlofte-2020-2021', 'insatser', 'operation', 'Riktad insats mot alkohol och droger', '2020-09-18', null, 'mariannelund', '', '', null, ''),
  ('0686', 'medborgarlofte-2020-2021', 'insatser', 'operation', 'Riktad insats mot alkohol och droger', '2020-11-27', null, 'ingatorp', '', '', null, ''),
  ('0686', 'medborgarlofte-2020-2021', 'insatser', 'operation', 'Riktad insats mot alkohol och droger', '2021-02-19', null, 'mariannelund', '', '', null, ''),
  ('0686', 'medborgarlofte-2020-2021', 'insatser', 'operation', 'Riktad insats mot alkohol och droger', '2021-04-30', null, 'eksjo-centrum', '', 'valborg', null, ''),
  ('0686', 'medborgarlofte-2020-2021', 'insatser', 'operation', 'Riktad insats mot alkohol och droger', '2021-06-11', null, 'mariannelund', '', 'skolavslutning', null, ''),
  ('0686', 'medborgarlofte-2020-2021', 'insatser', 'operation', 'Riktad insats mot alkohol och droger', '2021-08-28', null, 'eksjo-centrum', '', '', null, ''),
  ('0686', 'medborgarlofte-2020-2021', 'insatser', 'operation', 'Riktad insats mot alkohol och droger', '2021-11-12', null, 'mariannelund', '', '', null, ''),
  ('0686', 'medborgarlofte-2020-2021', 'vandringar', 'safety_walk', 'Trygghetsvandring', '2020-10-06', null, 'mariannelund', '', '', 14, ''),
  ('0686', 'medborgarlofte-2020-2021', 'vandring-ort', 'safety_walk', 'Trygghetsvandring', '2021-10-05', null, 'ingatorp', '', '', 11, ''),
  ('0686', 'medborgarlofte-2020-2021', 'moten', 'dialogue', 'Medborgarmöte om trygghet', '2020-09-23', null, 'mariannelund', '', '', 30, ''),
  ('0686', 'medborgarlofte-2020-2021', 'moten', 'dialogue', 'Medborgarmöte om trygghet', '2021-09-22', null, 'mariannelund', '', '', 26, '')
) as d (m, key, name, kind, title, first, last, area, place, theme, came, series)
  join public.commitment c on c.municipality_id = d.m and c.id = pg_temp.demo_id(d.m || d.key || d.name)
on conflict do nothing;

insert into public.activity_party (municipality_id, activity_id, organisation_id)
select a.municipality_id, a.id, 'kommunen' from public.activity a
where a.commitment_id = pg_temp.demo_id('0680medborgarlofte-2024dialoger') and a.municipality_id = '0680'
on conflict do nothing;

-- Meetings four times a year, and the series of Eskilstuna's running years, up to this moment.
insert into public.activity (municipality_id, id, organisation_id, title, kind, starts_at, ends_at, area_id, theme, participants, series_key, state, commitment_id, created_at)
select d.m, pg_temp.demo_id('series ' || d.m || d.key || d.name || t.begins), c.owner_id, d.title, d.kind, t.begins, t.begins + interval '2 hours', d.areas[1 + (n % cardinality(d.areas))], '',
  d.came + (n * 7) % 9, pg_temp.demo_id('series ' || d.m || d.key || d.name), 'done', c.id, now() - interval '9 days'
from (values
  ('0686', 'medborgarlofte-2018-2019', 'samverkan', 'meeting', 'Samverkansmöte', '2018-02-06 13:00', 3, array['eksjo-centrum'], 9),
  ('0686', 'medborgarlofte-2020-2021', 'samverkan', 'meeting', 'Samverkansmöte', '2020-02-04 13:00', 3, array['eksjo-centrum'], 9),
  ('0484', 'overenskommelse-2024-2027', 'kvallar', 'event', 'Öppen kväll', '2024-02-15 17:00', 2, array['skiftinge', 'lagersberg', 'froslunda'], 70),
  ('0484', 'overenskommelse-2024-2027', 'foraldraforum', 'dialogue', 'Föräldraforum', '2024-03-12 18:00', 6, array['lagersberg', 'froslunda', 'skiftinge'], 35),
  ('0484', 'overenskommelse-2024-2027', 'drogfri', 'operation', 'Närvaro vid skola', '2024-01-24 11:00', 2, array['lagersberg', 'froslunda', 'skiftinge', 'arby'], 3),
  ('0484', 'overenskommelse-2024-2027', 'vandringar', 'safety_walk', 'Trygghetsvandring', '2024-04-23 18:00', 5, array['skiftinge', 'froslunda', 'lagersberg'], 20)
) as d (m, key, name, kind, title, first, months, areas, came)
  join public.commitment c on c.municipality_id = d.m and c.id = pg_temp.demo_id(d.m || d.key || d.name)
  cross join lateral generate_series(0, 47 / d.months) n
  cross join lateral (select (d.first::timestamp + make_interval(months => d.months * n)) at time zone 'Europe/Stockholm' as begins) t
where t.begins + interval '2 hours' < now() and (t.begins at time zone 'Europe/Stockholm')::date <= c.ends_on
on conflict do nothing;

-- What was told for each tertial. Of the dialogues the log's own words.
insert into public.commitment_follow_up (municipality_id, commitment_id, period_key, text, state, value)
select d.m, c.id, d.period, coalesce(d.text, app.follow_up_suggestion(c, d.period) ->> 'text'), d.state, d.value
from (values
  ('0680', 'medborgarlofte-2024', 'est', '2024-T1', 'Vecko- och månadsbilder tas fram för hela kommunen. Ett digitalt verktyg för rapportering är klart men ännu inte i bruk. EST+ planeras till efter sommaren.', 'on_track', null::numeric),
  ('0680', 'medborgarlofte-2024', 'est', '2024-T2', 'Veckobilder i två områden. Planeringen av EST+ fortsätter.', 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'est', '2024-T3', 'Verktyget används, med Öxnehaga som pilotområde. Övriga områden följer ett efter ett.', 'done', null),
  ('0680', 'medborgarlofte-2024', 'lagen', '2024-T1', 'Kartläggningen är klar och pekar ut tre fokusområden. Strategiska rådet har haft sitt första möte.', 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'lagen', '2024-T2', 'Åtgärdsplanen är ute på remiss. Beslut planeras till november.', 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'lagen', '2024-T3', 'Beslutet är flyttat till januari. En del åtgärder har redan börjat.', 'moved', null),
  ('0680', 'medborgarlofte-2024', 'sig', '2024-T1', 'Arbetet pågår i ett tiotal ärenden.', 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'sig', '2024-T2', 'Arbetet pågår. En samordnare anställs till hösten.', 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'sig', '2024-T3', 'Samordnaren är på plats. Försöket med SSPF har fått ett tjugotal förfrågningar, för barn mellan 9 och 13 år.', 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'sup', '2024-T1', 'Samtal varje månad mellan polis och områdessamordnare om trender och statistik.', 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'sup', '2024-T2', 'Fyra samtal har hållits under året, två är planerade.', 'on_track', 4),
  ('0680', 'medborgarlofte-2024', 'sup', '2024-T3', 'Samtalen fortsätter enligt planen.', 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'trygg-trapp', '2024-T1', 'Processledare anställs från den 1 maj.', 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'trygg-trapp', '2024-T2', '15–20 unga vuxna deltar. Fyra workshoppar planeras juli till september.', 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'trygg-trapp', '2024-T3', 'Fem workshoppar har hållits.', 'done', 5),
  ('0680', 'medborgarlofte-2024', 'vatterhem', '2024-T1', 'En säkerhetsansvarig rekryteras.', 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'vatterhem', '2024-T2', 'Säkerhetsansvarig på plats sedan augusti.', 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'vatterhem', '2024-T3', 'Polis och kommun har en enda väg in till bolaget.', 'done', null),
  ('0680', 'medborgarlofte-2024', 'flickor', '2024-T1', 'Inventering av vad som finns och vad som saknas.', 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'flickor', '2024-T2', 'Vägledning tas fram, och två workshoppar hålls med forskare.', 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'flickor', '2024-T3', 'Intervjuer gjordes i november.', 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'nara', '2024-T1', 'Utbildningen Trygga grannar har hållits.', 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'nara', '2024-T2', 'Inga aktiviteter under tertialet.', 'none', null),
  ('0680', 'medborgarlofte-2024', 'nara', '2024-T3', 'En nationell insats får en lokal struktur.', 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'extremism', '2024-T1', 'Nätverket har träffats.', 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'extremism', '2024-T2', 'En lokal hotbild tas fram i nätverket.', 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'extremism', '2024-T3', 'Få händelser under tertialet.', 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'dialoger', '2024-T1', null, 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'dialoger', '2024-T2', null, 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'dialoger', '2024-T3', null, 'done', null),
  ('0680', 'medborgarlofte-2024', 'krogar', '2024-T1', 'Uppstart den 9 april med ett trettiofemtal från hotell, restauranger och ordningsvakter.', 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'krogar', '2024-T2', 'Uppföljning den 16 maj med 25 deltagare. Från juni delar polisen sin lägesbild en gång i månaden, sista torsdagen före lön, med uppehåll i sommar.', 'on_track', null),
  ('0680', 'medborgarlofte-2024', 'krogar', '2024-T3', 'Heldagsutbildning i oktober med 30 deltagare. Plan för 2025 togs fram i november.', 'done', null),
  ('0686', 'medborgarlofte-2018-2019', 'narvaro', '2019-T1', 'Polisen är oftare på plats vid resecentrum, mest på fredagar.', 'on_track', null),
  ('0686', 'medborgarlofte-2018-2019', 'narvaro', '2019-T3', 'Närvaron har hållits hela perioden.', 'done', null),
  ('0686', 'medborgarlofte-2018-2019', 'vandringar', '2019-T3', null, 'done', null),
  ('0686', 'medborgarlofte-2018-2019', 'insatser', '2019-T1', null, 'on_track', null),
  ('0686', 'medborgarlofte-2018-2019', 'insatser', '2019-T2', null, 'on_track', null),
  ('0686', 'medborgarlofte-2018-2019', 'insatser', '2019-T3', null, 'done', null),
  ('0686', 'medborgarlofte-2018-2019', 'forelasning', '2019-T1', null, 'done', null),
  ('0686', 'medborgarlofte-2018-2019', 'introduktion', '2019-T2', 'Introduktionen ingår i kommunens program.', 'done', null),
  ('0686', 'medborgarlofte-2018-2019', 'samverkan', '2019-T3', 'Ett möte i kvartalet.', 'done', null),
  ('0686', 'medborgarlofte-2020-2021', 'moten', '2021-T3', null, 'done', null),
  ('0686', 'medborgarlofte-2020-2021', 'vandringar', '2021-T3', 'En av två vandringar är gjord. Den andra flyttas till nästa löfte.', 'moved', null),
  ('0686', 'medborgarlofte-2020-2021', 'vandring-ort', '2021-T3', null, 'done', null),
  ('0686', 'medborgarlofte-2020-2021', 'est', '2021-T2', 'Arbetssättet förbereds.', 'on_track', null),
  ('0686', 'medborgarlofte-2020-2021', 'est', '2021-T3', 'EST införs med början i tätorten.', 'done', null),
  ('0686', 'medborgarlofte-2020-2021', 'insatser', '2021-T1', null, 'on_track', null),
  ('0686', 'medborgarlofte-2020-2021', 'insatser', '2021-T2', null, 'on_track', null),
  ('0686', 'medborgarlofte-2020-2021', 'insatser', '2021-T3', null, 'done', null),
  ('0686', 'medborgarlofte-2020-2021', 'narvaro-skola', '2021-T1', 'Närvaron följs varje månad.', 'on_track', 92.8),
  ('0686', 'medborgarlofte-2020-2021', 'narvaro-skola', '2021-T3', 'Målet är inte riktigt nått.', 'late', 93.4),
  ('0686', 'medborgarlofte-2020-2021', 'samverkan', '2021-T3', 'Ett möte i kvartalet.', 'done', null)
) as d (m, key, name, period, text, state, value)
  join public.commitment c on c.municipality_id = d.m and c.id = pg_temp.demo_id(d.m || d.key || d.name)
on conflict do nothing;

-- Eskilstuna is in the middle of its agreement: the two last finished tertials are told of; of some commitments nothing yet.
insert into public.commitment_follow_up (municipality_id, commitment_id, period_key, text, state, value)
select '0484', c.id, p.key, case d.text when '' then app.follow_up_suggestion(c, p.key) ->> 'text' else d.text end, d.state, d.value
from (values
  ('valdsprevention', 2, 'Två av tre skolor är i gång.', 'on_track', 67::numeric), ('valdsprevention', 1, 'Ytterligare en skola har börjat.', 'on_track', 78),
  ('kvallar', 2, '', 'on_track', null), ('kvallar', 1, '', 'on_track', null), ('drogfri', 2, '', 'on_track', null), ('drogfri', 1, '', 'on_track', null),
  ('vandringar', 2, '', 'on_track', null), ('platsanalys', 2, 'Mallen används vid tre platser.', 'on_track', null), ('platsanalys', 1, 'Analys föregår varje större åtgärd.', 'done', null),
  ('klotter', 2, 'De flesta anmälningar hinns med.', 'on_track', 84), ('klotter', 1, 'Centrum går snabbare, övriga områden släpar.', 'late', 81),
  ('kontroller', 2, 'Två gemensamma kontroller.', 'on_track', 2), ('gvi', 2, 'Övning planeras till hösten.', 'on_track', null)
) as d (name, back, text, state, value)
  cross join lateral (select app.tertial_of((app.today() - make_interval(months => 4 * d.back))::date) as key) p
  join public.commitment c on c.municipality_id = '0484' and c.id = pg_temp.demo_id('0484overenskommelse-2024-2027' || d.name)
    and (app.period_days(p.key)).begins between c.starts_on and c.ends_on
on conflict do nothing;

-- Published when the tertial was over, for each audience. Frozen as publish_follow_up freezes it.
insert into public.follow_up_version (municipality_id, agreement_id, period_key, version, audience, content, published_at)
select g.municipality_id, g.id, d.period, 1, a.audience, app.follow_up_document(g, d.period, a.audience), app.midnight((app.period_days(d.period)).ends + 20) + interval '10 hours'
from (values ('0680', 'medborgarlofte-2024', '2024-T1'), ('0680', 'medborgarlofte-2024', '2024-T2'), ('0680', 'medborgarlofte-2024', '2024-T3'),
    ('0686', 'medborgarlofte-2018-2019', '2019-T3'), ('0686', 'medborgarlofte-2020-2021', '2021-T3')) as d (m, key, period)
  join public.agreement g on g.municipality_id = d.m and g.id = pg_temp.demo_id(d.m || d.key),
  unnest(array['public', 'partners', 'authorities']) as a (audience)
on conflict do nothing;

-- Graffiti in Eskilstuna: 48 hours, in the centre 24. What has been put right since; some is still waiting.
insert into public.service_promise (municipality_id, id, category_id, area_id, hours, owner_id, starts_on, created_at) values
  ('0484', pg_temp.demo_id('0484klotter'), 'klotter', null, 48, 'kommunen', '2024-01-01', now() - interval '9 days'),
  ('0484', pg_temp.demo_id('0484klotter-centrum'), 'klotter', 'centrum', 24, 'kommunen', '2024-01-01', now() - interval '9 days')
on conflict do nothing;
insert into public.service_case (municipality_id, incident_id, done_at, minutes, done_by, updated_at)
select '0484', i.id, date_trunc('minute', i.created_at) + make_interval(mins => t.minutes), t.minutes, case when t.chance < 0.3 then 'bostadsbolaget' else 'kommunen' end, now() - interval '9 days'
from public.incident i,
  -- Drawn from the id; what is older than two months has been put right in the end.
  lateral (select ('x' || left(md5(i.id::text), 6))::bit(24)::integer / 16777216.0 as drawn, i.created_at < now() - interval '60 days' as is_old) h,
  -- How long it takes is spread as waiting is, longer outside the centre.
  lateral (
    select h.drawn as chance, 60 + (case when i.area_id = 'centrum' then 860 else 1500 end * -ln(1 - least(h.drawn, 0.995)))::integer as minutes
  ) t
where i.municipality_id = '0484' and i.category_id = 'klotter' and i.created_at >= '2024-01-01' and i.review_state <> 'set_aside' and i.duplicate_of is null
  and (h.is_old or h.drawn < 0.96) and i.created_at + make_interval(mins => t.minutes) < now()
on conflict do nothing;

-- From when to when the demo's actions have worked, one that comes again each week, and what was noted of some.
update public.action a set starts_on = (a.created_at at time zone 'Europe/Stockholm')::date + 1,
  ends_on = case when a.status = 'done' then greatest(a.updated_at::date, a.created_at::date + 1) end,
  repeats = case when a.what like 'Väktare och polis möter upp%' or a.what like 'Riktade kontroller%' then 'week' end
where a.municipality_id in ('0680', '0484', '0686') and a.status in ('ongoing', 'done') and a.starts_on is null;
insert into public.action_note (municipality_id, id, action_id, kind, text, organisation_id, at)
select a.municipality_id, pg_temp.demo_id('note ' || a.id || d.days), a.id, 'note', d.text, d.organisation, a.created_at + make_interval(days => d.days, hours => 3)
from (values
  ('Lås garagets sidodörr%', 2, 'vatterhem', 'Låset är beställt, låssmed kommer på torsdag.'), ('Lås garagets sidodörr%', 5, 'vatterhem', 'Dörren låses nu, larm vid försök efter 20.'),
  ('Väktare och polis möter upp%', 4, 'vaktarna', 'Lugnare fredag, kö utanför två ställen lördag.'), ('Byt portkod%', 6, 'vatterhem', 'Koden bytt i fyra av sex trapphus.')
) as d (what, days, organisation, text)
  join public.action a on a.municipality_id = '0680' and a.what like d.what and a.created_at + make_interval(days => d.days, hours => 3) < now()
on conflict do nothing;
