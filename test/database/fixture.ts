/** Two small municipalities with square areas, where everything can be counted by hand. */

export const PASSWORD = 'lagesbild-demo';
// bcrypt of PASSWORD at the lowest cost: each file signs half a dozen people in, and a costly one took a tenth of all tests.
const HASH = '$2b$04$FTTfsd.zEHeYVYMbnIOffu/qVj1r3dGCjZYmQdcjolCdcBSdpvZYm';

/** The people of the fixture: e-mail, municipality, organisation, role. */
export const PEOPLE = {
  reporterA: ['reporter.a@test', '9001', 'bostad-a', 'reporter'],
  colleagueA: ['colleague.a@test', '9001', 'bostad-a', 'reporter'],
  viewerA: ['viewer.a@test', '9001', 'bostad-a', 'viewer'],
  reporterB: ['reporter.b@test', '9001', 'bostad-b', 'reporter'],
  police: ['police@test', '9001', 'polisen', 'reporter'],
  rescue: ['rescue@test', '9001', 'raddning', 'viewer'],
  coordinator: ['coordinator@test', '9001', 'kommunen', 'coordinator'],
  administrator: ['administrator@test', '9001', 'kommunen', 'administrator'],
  stranger: ['stranger@test', '9002', 'bostad-a', 'reporter'],
  strangeCoordinator: ['strange.coordinator@test', '9002', 'kommunen', 'coordinator'],
  nobody: ['nobody@test', null, null, null],
} as const;
export type Person = keyof typeof PEOPLE;

export const emailOf = (person: Person): string => PEOPLE[person][0];
export const userIdOf = (person: Person): string =>
  `00000000-0000-4000-8000-${String(Object.keys(PEOPLE).indexOf(person) + 1).padStart(12, '0')}`;

/** Inside area a, in its hole, in its second part, in area b, in no area, on the border of a, outside the municipality. */
export const POINTS = {
  inA: { lon: 14.01, lat: 57.01 },
  holeOfA: { lon: 14.05, lat: 57.05 },
  islandOfA: { lon: 14.25, lat: 57.05 },
  inB: { lon: 14.15, lat: 57.05 },
  nowhere: { lon: 14.05, lat: 57.2 },
  borderOfA: { lon: 14, lat: 57.05 },
  outside: { lon: 15, lat: 57.05 },
} as const;

const users = Object.keys(PEOPLE)
  .map((person) => {
    const id = userIdOf(person as Person);
    return `('${id}', 'authenticated', 'authenticated', '${emailOf(person as Person)}', '${HASH}', now(), now(), now())`;
  })
  .join(',\n');
const memberships = Object.entries(PEOPLE)
  .filter(([, [, municipality]]) => municipality !== null)
  .map(
    ([person, [, municipality, organisation, role]]) =>
      `('${municipality ?? ''}', '${userIdOf(person as Person)}', '${organisation ?? ''}', '${role ?? ''}')`,
  )
  .join(',\n');

export const fixture = `
begin;
insert into public.municipality (id, name, boundary, review_required)
select id, name, extensions.st_geomfromtext(outline, 4326), review from (values
  ('9001', 'Testby', 'MULTIPOLYGON(((13.9 56.9, 14.4 56.9, 14.4 57.4, 13.9 57.4, 13.9 56.9)))', true),
  ('9002', 'Grannby', 'MULTIPOLYGON(((14.9 56.9, 15.4 56.9, 15.4 57.4, 14.9 57.4, 14.9 56.9)))', false)
) as v (id, name, outline, review);

-- Area a has a hole in its middle and a second part; area b touches it; area later is not active yet; area over lies over a corner of b.
insert into public.area (municipality_id, id, name, kind, position, active_from, geometry)
select m, id, id, 'other', position, active::date, extensions.st_geomfromtext(shape, 4326) from (values
  ('9001', 'a', 1, '2020-01-01', 'MULTIPOLYGON(((14 57, 14.1 57, 14.1 57.1, 14 57.1, 14 57), (14.04 57.04, 14.06 57.04, 14.06 57.06, 14.04 57.06, 14.04 57.04)), ((14.2 57, 14.3 57, 14.3 57.1, 14.2 57.1, 14.2 57)))'),
  ('9001', 'b', 2, '2020-01-01', 'MULTIPOLYGON(((14.1 57, 14.2 57, 14.2 57.1, 14.1 57.1, 14.1 57)))'),
  ('9001', 'over', 3, '2020-01-01', 'MULTIPOLYGON(((14.1 57.09, 14.12 57.09, 14.12 57.12, 14.1 57.12, 14.1 57.09)))'),
  ('9001', 'later', 0, '2999-01-01', 'MULTIPOLYGON(((14 57, 14.1 57, 14.1 57.3, 14 57.3, 14 57)))'),
  ('9002', 'a', 1, '2020-01-01', 'MULTIPOLYGON(((15 57, 15.1 57, 15.1 57.1, 15 57.1, 15 57)))')
) as v (m, id, position, active, shape);

insert into public.organisation (municipality_id, id, name, kind) values
  ('9001', 'bostad-a', 'Bostad A', 'housing_company'), ('9001', 'bostad-b', 'Bostad B', 'housing_company'),
  ('9001', 'polisen', 'Polisen', 'police'), ('9001', 'raddning', 'Räddningstjänsten', 'rescue_service'), ('9001', 'kommunen', 'Testby kommun', 'municipality'),
  ('9002', 'bostad-a', 'Grannby bostad', 'housing_company'), ('9002', 'kommunen', 'Grannby kommun', 'municipality');
insert into public.organisation_area (municipality_id, organisation_id, area_id, expected_to_report) values
  ('9001', 'bostad-a', 'a', true), ('9001', 'bostad-b', 'b', true), ('9001', 'polisen', 'a', true), ('9001', 'polisen', 'b', true),
  ('9001', 'raddning', 'a', false), ('9002', 'bostad-a', 'a', true);
insert into public.category_group (municipality_id, id, name) values ('9001', 'skador', 'Skador'), ('9002', 'skador', 'Skador');
insert into public.category (municipality_id, id, group_id, name, active) values
  ('9001', 'klotter', 'skador', 'Klotter', true), ('9001', 'glas', 'skador', 'Glas', true), ('9001', 'gammal', 'skador', 'Gammal', false), ('9002', 'klotter', 'skador', 'Klotter', true);
insert into public.place (municipality_id, id, name, lon, lat) values
  ('9001', 'torget', 'Torget', 14.02, 57.02), ('9001', 'holmen', 'Holmen', 14.15, 57.05), ('9001', 'skogen', 'Skogen', 14.05, 57.3);

insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at, created_at, updated_at) values ${users};
insert into public.membership (municipality_id, user_id, organisation_id, role) values ${memberships};
commit;
`;

let sent = 0;

/** A report as the app sends it: by default in area a, an hour ago. */
export function report(values: Record<string, unknown> = {}): Record<string, unknown> & { id: string } {
  sent += 1;
  const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
  return {
    municipality_id: '9001',
    id: `00000000-0000-4000-9000-${String(sent).padStart(12, '0')}`,
    organisation_id: 'bostad-a',
    category_id: 'klotter',
    ...POINTS.inA,
    occurred_from: hourAgo,
    occurred_to: hourAgo,
    place_type: 'street',
    description: null,
    police_reported: 'no',
    sharing: 'partners',
    ...values,
  };
}
