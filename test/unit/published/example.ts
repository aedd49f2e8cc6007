/**
 * Published pictures to look at and to write formats from, with everything that one can hold: one in exact numbers and one in blocks. Invented, but it adds up:
 * areas and outside sum to what is said, categories of an area to its count.
 */
import type { MultiPolygon } from 'geojson';
import type {
  PublishedArea,
  PublishedCategory,
  PublishedCount,
  PublishedFigures,
  PublishedHotspot,
  PublishedPicture,
} from '../../../src/picture/published';

/** A rectangle in degrees. */
const rectangle = (west: number, south: number, east: number, north: number): MultiPolygon => ({
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  ],
});

/** A 2 by 2 PNG. */
const IMAGE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGM4ceIEAwMDEwMDw////wEiTwXpgFcT+AAAAABJRU5ErkJggg==';

const NAMES = {
  klotter: { sv: 'Klotter', en: 'Graffiti' },
  glaskross: { sv: 'Glaskross', en: 'Broken glass' },
  'brand-anlagd': { sv: 'Brand (anlagd)', en: 'Arson' },
  trapphus: { sv: 'Samling i trapphus', en: 'Gathering in a stairwell' },
  'buskorning-olovlig-trafik': { sv: 'Buskörning', en: 'Reckless driving' },
} as const;
type CategoryId = keyof typeof NAMES;

/** A quiet past around `usual`, the same each time: twelve periods, oldest first. */
const past = (usual: number): number[] =>
  [0, 1, -1, 2, 0, -2, 1, 0, -1, 1, 2, 0].map((step) => Math.max(0, usual + step));

function figures(count: number, usual: number): PublishedFigures {
  const [low, high] = [Math.max(0, usual - 4), usual + 5];
  const verdict = count > high ? 'above' : count < low ? 'below' : 'usual';
  return {
    ...{ count, verdict, expected: { low, high }, corrected: false, previous: past(usual) },
    yearBefore: { key: '2025-W47', count: usual + 1 },
    change: { before: past(usual)[11] ?? 0, p: verdict === 'above' ? 0.012 : 0.41, percent: null },
  };
}

const categories = (counts: Partial<Record<CategoryId, [count: number, usual: number]>>): PublishedCategory[] =>
  (Object.entries(counts) as [CategoryId, [number, number]][]).map(([id, [count, usual]]) => ({
    ...{ id, name: NAMES[id] },
    ...figures(count, usual),
  }));

/** `count` incidents on Friday and Saturday nights. */
const times = (count: number): number[][] =>
  Array.from({ length: 7 }, (_, day) =>
    Array.from({ length: 24 }, (__, hour) => ((day === 4 || day === 5) && hour >= 20 ? count / 8 : 0)),
  );

const trend = (count: number, usual: number): number[] => [...past(usual), ...past(usual), usual, count];

interface AreaOptions extends Pick<PublishedArea, 'id' | 'name' | 'status' | 'note' | 'coverage' | 'geometry'> {
  count: number;
  usual: number;
  of: Parameters<typeof categories>[0];
}

const area = ({ count, usual, of, ...rest }: AreaOptions): PublishedArea => ({
  ...rest,
  ...figures(count, usual),
  trend: trend(count, usual),
  categories: categories(of),
  hotTimes: times(count),
});

const AREAS: PublishedArea[] = [
  area({
    ...{ id: 'oxnehaga', name: 'Öxnehaga', status: 'red', count: 23, usual: 11 },
    note: 'Bränder vid centrum två kvällar i rad.\nGårdarna norr om skolan är lugna.',
    of: { 'brand-anlagd': [11, 2], trapphus: [7, 6], klotter: [5, 3] },
    coverage: { expected: 5, reported: 4, missing: ['Räddningstjänsten'] },
    geometry: rectangle(14.26, 57.765, 14.29, 57.785),
  }),
  area({
    ...{ id: 'raslatt', name: 'Råslätt', status: 'yellow', count: 14, usual: 13, note: 'Samlingar i trapphus.' },
    of: { trapphus: [8, 7], glaskross: [4, 4], klotter: [2, 2] },
    coverage: { expected: 4, reported: 4, missing: [] },
    geometry: rectangle(14.13, 57.735, 14.16, 57.755),
  }),
  area({
    ...{ id: 'osterangen', name: 'Österängen', status: 'green', count: 3, usual: 7, note: '' },
    of: { klotter: [3, 4], glaskross: [0, 3] },
    coverage: { expected: 3, reported: 0, missing: ['Polisen', 'Vätterhem', 'Österängsskolan'] },
    geometry: rectangle(14.2, 57.785, 14.22, 57.8),
  }),
];

type SpotOptions = Pick<PublishedHotspot, 'key' | 'name' | 'areaId' | 'decision' | 'reason' | 'story' | 'raised'> & {
  count: number;
  of: Partial<Record<CategoryId, number>>;
  at: readonly [lon: number, lat: number];
};

const hotspot = ({ count, of, at: [lon, lat], ...rest }: SpotOptions): PublishedHotspot => ({
  ...rest,
  kind: 'significant',
  count,
  expected: 2.5,
  series: [2, 3, 2, 1, 4, 2, 3, 2, 3, 2, 3, 3, count],
  hot: [...Array.from({ length: 12 }, (_, i) => rest.story === 'persistent' && i > 5), true],
  categories: (Object.entries(of) as [CategoryId, number][]).map(([id, each]) => ({
    ...{ id, name: NAMES[id] },
    count: each,
  })),
  hotTimes: times(count),
  centre: { lon, lat },
  outline: rectangle(lon - 0.0021, lat - 0.0011, lon + 0.0021, lat + 0.0011),
});

const HOTSPOTS: PublishedHotspot[] = [
  hotspot({
    ...{ key: 'h1', name: 'Öxnehaga centrum', areaId: 'oxnehaga', raised: true, decision: 'action', reason: '' },
    ...{ story: 'new', count: 12, of: { 'brand-anlagd': 9, klotter: 3 }, at: [14.275, 57.775] },
  }),
  hotspot({
    ...{ key: 'h2', name: 'Råslätts torg', areaId: 'raslatt', raised: true, decision: 'none' },
    ...{ reason: 'Vätterhem har redan bytt låsen i de fyra portarna.', story: 'persistent' },
    ...{ count: 7, of: { trapphus: 6, glaskross: 1 }, at: [14.145, 57.745] },
  }),
  hotspot({
    ...{ key: 'h3', name: 'Österängsskolan', areaId: 'osterangen', raised: false, decision: 'open', reason: '' },
    ...{ story: 'sporadic', count: 3, of: { klotter: 3 }, at: [14.21, 57.7925] },
  }),
];

/** A version for the coordinator of the second publication, after the meeting. */
export function examplePicture(): PublishedPicture {
  return structuredClone<PublishedPicture>({
    format: 'lagesbild-published',
    schema: 1,
    audience: 'coordinator',
    organisation: null,
    municipality: { id: '0680', name: 'Jönköping' },
    area: null,
    period: {
      key: '2026-W47',
      kind: 'week',
      from: '2026-11-16T00:00:00+01:00',
      to: '2026-11-23T00:00:00+01:00',
    },
    version: 2,
    publishedAt: '2026-11-24T13:05:00+01:00',
    correction: 'Efter mötet',
    general: 'Bränderna i Öxnehaga är det som skiljer veckan från de senaste.\n\nI övrigt som väntat.',
    figures: figures(40, 31),
    outside: 6,
    trend: trend(40, 31),
    areas: AREAS,
    categories: categories({
      trapphus: [15, 13],
      'brand-anlagd': [11, 2],
      klotter: [10, 9],
      glaskross: [4, 7],
    }),
    hotTimes: times(40),
    hotspots: HOTSPOTS,
    gone: [
      {
        name: 'Huskvarna station',
        last: '2026-W45',
        count: 1,
        series: [1, 2, 2, 1, 2, 3, 2, 2, 6, 7, 8, 2, 1],
        hot: [false, false, false, false, false, false, false, false, false, true, true, false, false],
        outline: rectangle(14.29, 57.787, 14.294, 57.789),
        centre: { lon: 14.292, lat: 57.788 },
      },
    ],
    hindsight: { period: '2026-W46', kind: 'significant', cells: 12, ofCells: 240, hits: 9, ofIncidents: 40, pai: 4.5 },
    grid: {
      cell: 250,
      shape: 'square',
      cells: Array.from({ length: 40 }, (_, i) => ({
        east: 454_000 + 250 * (i % 8),
        north: 6_403_000 + 250 * Math.floor(i / 8),
        count: i === 18 ? 12 : i === 30 ? 7 : i < 21 ? 1 : 0,
        z: i === 18 ? 4.2 : 0.3,
        q: i === 18 ? 0.001 : null,
      })),
    },
    density: {
      bandwidth: 500,
      bands: [
        { from: 5, shape: rectangle(14.27, 57.77, 14.28, 57.78) },
        { from: 10, shape: rectangle(14.273, 57.773, 14.277, 57.777) },
      ],
    },
    actions: [
      {
        ...{ id: '00000000-0000-4000-8000-000000000001', hotspot: 'h1', areaId: 'oxnehaga', where: 'Öxnehaga centrum' },
        problem: 'Anlagda bränder i papperskorgar',
        what: 'Ta bort papperskorgarna över helgen och gå rond kl. 20–23',
        position: { lon: 14.275, lat: 57.775 },
        ...{ owner: 'Vätterhem', due: '2026-11-27', status: 'planned', outcome: '', sharing: 'partners', isNew: true },
      },
      {
        ...{ id: '00000000-0000-4000-8000-000000000002', hotspot: null, areaId: 'raslatt', where: 'Råslätt' },
        problem: 'Samlingar i trapphus',
        what: 'Byta lås i fyra portar',
        position: null,
        ...{ owner: 'Vätterhem', due: '2026-11-20', status: 'done', outcome: 'Låsen är bytta.' },
        ...{ sharing: 'partners', isNew: false },
      },
      {
        ...{ id: '00000000-0000-4000-8000-000000000003', hotspot: 'h1', areaId: null, where: '' },
        problem: 'Samordning mellan polis och kommun',
        what: 'Riktad insats fredag',
        position: null,
        ...{ owner: null, due: null, status: 'ongoing', outcome: '', sharing: 'authorities', isNew: true },
      },
    ],
    events: [
      {
        ...{ id: '00000000-0000-4000-8000-000000000011', title: 'HV71 hemma mot Frölunda', kind: 'event' },
        from: '2026-11-26T19:00:00+01:00',
        to: '2026-11-26T22:00:00+01:00',
        ...{ areaId: null, where: '', position: { lon: 14.193, lat: 57.786 }, visitors: 6500 },
      },
      {
        ...{ id: '00000000-0000-4000-8000-000000000012', title: 'Trygghetsvandring', kind: 'safety_walk' },
        from: '2026-11-30T17:00:00+01:00',
        to: '2026-11-30T19:00:00+01:00',
        ...{ areaId: 'raslatt', where: 'Råslätt', position: null, visitors: null },
      },
    ],
    meeting: {
      held: '2026-11-24',
      participants: ['Jönköpings kommun', 'Polisen', 'Vätterhem'],
      minutes: 'Fokus nästa vecka: Öxnehaga centrum.',
    },
    maps: [{ caption: 'Öxnehaga, fredag och lördag kväll', image: IMAGE }],
    disclosure: { rule: 'exact' },
    method: {
      sv: [
        'En händelse hör till den period då den började och räknas till det område som täcker dess position.',
        'Talen är det som har rapporterats: få rapporter behöver inte betyda att det är lugnt.',
      ],
      en: [
        'An incident belongs to the period in which it began and counts for the area that covers its position.',
        'The figures are what has been reported: few reports need not mean that all is calm.',
      ],
    },
    context: {
      boundary: rectangle(14.0, 57.6, 14.5, 57.9),
      places: [
        { name: 'Öxnehaga centrum', lon: 14.275, lat: 57.775 },
        { name: 'Råslätts torg', lon: 14.145, lat: 57.745 },
      ],
    },
  });
}

/** The block of five, as it is published; a number that is a block already stays. */
function block(count: PublishedCount): PublishedCount {
  if (typeof count !== 'number') return count;
  const low = 5 * Math.floor(count / 5);
  return [low, low + 4];
}

function withheld<T extends PublishedFigures>(of: T): T {
  const low = typeof of.count === 'number' ? of.count : of.count[0];
  return {
    ...of,
    count: block(of.count),
    verdict: low < 5 ? null : of.verdict,
    ...{ expected: null, corrected: false, previous: null, yearBefore: null, change: null },
  };
}

/** The same as all of EST has it, in blocks of five. One count stands in a block of ten and one without an upper end, as secondary suppression may leave them. */
export function exampleBlocks(audience: 'partners' | 'external' = 'partners'): PublishedPicture {
  const exact = examplePicture();
  const inside = audience === 'partners';
  const areas = exact.areas.map((each, i): PublishedArea => ({
    ...withheld(each),
    ...(i === 1 ? { count: [10, 19] } : {}),
    ...{ trend: null, hotTimes: null, categories: each.categories.map(withheld) },
    note: inside ? each.note : '',
    coverage: inside && each.coverage ? { ...each.coverage, missing: null } : null,
  }));
  return {
    ...exact,
    audience,
    correction: inside ? exact.correction : null,
    general: inside ? exact.general : 'Flera anlagda bränder i Öxnehaga: ställ in det som brinner över natten.',
    figures: { ...withheld(exact.figures), count: [35, null] },
    outside: block(exact.outside),
    ...{ trend: null, hotTimes: null, hindsight: null, grid: null, density: null, gone: [], maps: [] },
    areas,
    categories: exact.categories.map(withheld),
    hotspots: exact.hotspots
      .filter(({ count }) => typeof count === 'number' && count >= 5)
      .map((spot) => ({
        ...spot,
        count: block(spot.count),
        ...{ expected: null, story: null, series: null, hot: null, hotTimes: null },
        categories: spot.categories
          .filter(({ count }) => typeof count === 'number' && count >= 5)
          .map((each) => ({ ...each, count: block(each.count) })),
        ...{ reason: '', decision: inside ? spot.decision : 'open' },
      })),
    actions: inside ? exact.actions.filter(({ sharing }) => sharing === 'partners') : [],
    meeting: inside ? exact.meeting : null,
    disclosure: { rule: 'blocks', base: 5, grid: 250 },
  };
}
