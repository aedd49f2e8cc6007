/** What the database hands over for publishing, of a small town in which each audience gets something else. */
import type { MultiPolygon } from 'geojson';
import { toSweref } from '../../../src/analysis/sweref99tm';
import type { Action, Activity } from '../../../src/domain/meeting';
import { parsePeriod, type Period } from '../../../src/domain/period';
import type { PublishedIncidents, PublishingSource } from '../../../src/picture/publish-source';
import { pack } from '../packed-incidents';

const WEEK = parsePeriod('2026-W47') as Period;
export const PICTURE = '00000000-0000-4000-8000-000000000047';

const square = (west: number, south: number, side: number): MultiPolygon => ({
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [west, south],
        [west + side, south],
        [west + side, south + side],
        [west, south + side],
        [west, south],
      ],
    ],
  ],
});

interface Happening {
  lon: number;
  lat: number;
  /** Index of the area; -1: none. */
  area: number;
  category: number;
  epoch: number;
  sharing: 'partners' | 'authorities';
}

/** Three places: much happens at the first, a little at the second, and at the third what only police and municipality know. */
export const PLACES = {
  centrum: { lon: 14.206, lat: 57.776 },
  skolan: { lon: 14.235, lat: 57.785 },
  parken: { lon: 14.214, lat: 57.786 },
} as const;

function happenings(): Happening[] {
  const list: Happening[] = [];
  const add = (
    count: number,
    at: { lon: number; lat: number },
    rest: Pick<Happening, 'area' | 'category'> & { weeks: number; sharing?: 'authorities' },
  ): void => {
    for (let i = 0; i < count; i++) {
      const epoch = WEEK.from - rest.weeks * 7 * 86_400 + (i % 7) * 86_400 + 20 * 3600;
      list.push({ ...at, area: rest.area, category: rest.category, epoch, sharing: rest.sharing ?? 'partners' });
    }
  };
  for (let weeks = 1; weeks <= 15; weeks++) {
    add(2, PLACES.centrum, { area: 0, category: 0, weeks });
    add(3, PLACES.skolan, { area: 1, category: 1, weeks });
  }
  add(14, PLACES.centrum, { area: 0, category: 0, weeks: 0 });
  add(3, PLACES.centrum, { area: 0, category: 1, weeks: 0 });
  add(3, PLACES.skolan, { area: 1, category: 1, weeks: 0 });
  add(8, PLACES.parken, { area: 0, category: 2, weeks: 0, sharing: 'authorities' });
  add(2, { lon: 14.3, lat: 57.7 }, { area: -1, category: 0, weeks: 0 });
  return list.sort((a, b) => a.epoch - b.epoch);
}

const CATEGORIES = ['klotter', 'glaskross', 'droghantering', 'brand'];

function packed(list: readonly Happening[]): PublishedIncidents {
  return pack({
    id: list.map((_, i) => `00000000-0000-4000-9000-${String(i).padStart(12, '0')}`),
    lon: list.map(({ lon }) => lon),
    lat: list.map(({ lat }) => lat),
    from: list.map(({ epoch }) => epoch),
    to: list.map(({ epoch }) => epoch),
    category: list.map(({ category }) => category),
    organisation: list.map(() => -1),
    area: list.map(({ area }) => area),
    ...{ categories: CATEGORIES, organisations: [], areas: ['vaster', 'oster'] },
  });
}

/** Lower left corner of the cell of 250 m that holds a place. */
const cellAt = ({ lon, lat }: { lon: number; lat: number }): [number, number] => {
  const [east, north] = toSweref(lon, lat).map((metres) => 250 * Math.floor(metres / 250));
  return [east ?? 0, north ?? 0];
};

const action = (id: number, values: Partial<Action>): Action => ({
  ...{
    id: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    pictureId: PICTURE,
    hotspot: null,
    categoryId: null,
  },
  ...{ problem: 'Klotter', what: 'Sanera', areaId: 'vaster', position: null, ownerId: 'bostad-vast', due: null },
  ...{
    status: 'planned',
    outcome: '',
    sharing: 'partners',
    revision: 1,
    createdAt: WEEK.to,
    updatedAt: WEEK.to,
    mayEdit: false,
  },
  ...values,
});
const activity = (id: number, day: number, values: Partial<Activity>): Activity => ({
  ...{
    id: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    organisationId: 'kommunen',
    title: 'Match',
    kind: 'event',
  },
  ...{ startsAt: WEEK.to + day * 86_400, endsAt: WEEK.to + day * 86_400 + 7200, position: null, areaId: null },
  ...{ visitors: null, state: 'planned', revision: 1, mayEdit: false },
  ...values,
});

export function exampleSource(): PublishingSource {
  const all = happenings();
  const raised = (
    key: string,
    name: string,
    at: { lon: number; lat: number },
    decision: 'action' | 'none',
  ): unknown => ({
    ...{ key, name, centre: at, cells: [cellAt(at)], cell: 250, shape: 'square', decision },
    reason: decision === 'none' ? 'Polisen följer redan platsen.' : '',
  });
  return {
    setting: {
      municipality: { id: '9001', name: 'Testby', boundary: square(14.1, 57.6, 0.3) },
      areas: [
        { id: 'vaster', name: 'Väster', kind: 'pilot', activeFrom: '2020-01-01', geometry: square(14.2, 57.77, 0.02) },
        { id: 'oster', name: 'Öster', kind: 'other', activeFrom: '2020-01-01', geometry: square(14.22, 57.77, 0.02) },
      ],
      organisations: [
        { id: 'bostad-ost', name: 'Bostad Öst', kind: 'housing_company' },
        { id: 'bostad-vast', name: 'Bostad Väst', kind: 'housing_company' },
        { id: 'kommunen', name: 'Testby kommun', kind: 'municipality' },
        { id: 'polisen', name: 'Polisen', kind: 'police' },
        { id: 'skolan', name: 'Skolan', kind: 'school' },
      ],
      categoryGroups: [{ id: 'alla', name: 'Alla', nameEn: 'All' }],
      categories: CATEGORIES.map((id) => ({
        ...{ id, groupId: 'alla', active: true, name: id[0]?.toUpperCase() + id.slice(1) },
        nameEn: id === 'klotter' ? 'Graffiti' : null,
      })),
      places: [
        { id: 'centrum', name: 'Västra torget', areaId: 'vaster', ...PLACES.centrum },
        { id: 'parken', name: 'Parken', areaId: 'vaster', ...PLACES.parken },
      ],
    },
    picture: { id: PICTURE, periodKey: '2026-W47', areaId: null },
    parts: [
      { part: 'general', content: { text: 'Mer klotter än väntat i Väster.' } },
      { part: 'external', content: { text: 'Håll ögonen på torget.' } },
      { part: 'area:vaster', content: { text: 'Torget är stökigt om kvällarna.', status: 'red' } },
      { part: 'area:oster', content: { text: '', status: 'green' } },
      {
        part: 'hotspots',
        content: {
          raised: [
            raised('h1', 'Torget', PLACES.centrum, 'action'),
            raised('h2', 'Bakom scenen', PLACES.parken, 'none'),
            raised('h3', 'Den gamla stationen', { lon: 14.226, lat: 57.773 }, 'none'),
          ],
        },
      },
      {
        part: 'map:00000000-0000-4000-8000-00000000cafe',
        content: { caption: 'Torget', image: 'data:image/png;base64,AAAA' },
      },
      {
        part: 'meeting',
        content: { held: '2026-11-24', participants: ['polisen', 'bostad-vast'], minutes: 'Torget saneras.', step: 4 },
      },
    ],
    incidents: { authorities: packed(all), partners: packed(all.filter(({ sharing }) => sharing === 'partners')) },
    actions: [
      action(1, { hotspot: { key: 'h1', name: 'Torget' }, due: '2026-11-27' }),
      action(2, { hotspot: { key: 'h2', name: 'Bakom scenen' }, problem: 'Belysning', what: 'Byt lampor' }),
      action(3, { hotspot: { key: 'h2', name: 'Bakom scenen' }, sharing: 'authorities', what: 'Riktad insats' }),
      action(4, { pictureId: null, areaId: 'oster', ownerId: 'bostad-ost', status: 'done', outcome: 'Klart.' }),
      action(5, { areaId: 'oster', ownerId: null }),
    ],
    activities: [
      activity(11, 20, { title: 'För långt fram' }),
      activity(12, 3, {}),
      activity(13, 1, { title: 'Vandring', kind: 'safety_walk', areaId: 'oster', visitors: 30 }),
      activity(14, -3, { title: 'Redan varit' }),
    ],
    organisationAreas: [
      { organisationId: 'bostad-ost', areaIds: ['oster'] },
      { organisationId: 'bostad-vast', areaIds: ['vaster'] },
      { organisationId: 'polisen', areaIds: ['oster', 'vaster'] },
    ],
    previous: 0,
    publications: 0,
    earlier: [],
  };
}

export const COVERAGE = [
  { areaId: 'vaster', expected: 3, reported: 2, missing: ['Skolan'] },
  { areaId: 'oster', expected: 0, reported: 0, missing: [] },
];
export const PUBLISHED_AT = WEEK.to + 2 * 86_400;
