/** A small town where little happens, and its pictures published one after the other, for the tests of disclosure. */
import fc from 'fast-check';
import type { MultiPolygon } from 'geojson';
import { parsePeriod, type Period } from '../../src/domain/period';
import type { Setting } from '../../src/domain/setting';
import type { EarlierVersion } from '../../src/picture/disclose-earlier';
import { composePublished } from '../../src/picture/compose-published';
import { disclose } from '../../src/picture/disclose';
import { inBlocks } from '../../src/picture/disclose-blocks';
import type { PublishedPicture } from '../../src/picture/published';
import { readParts } from '../../src/picture/publish-parts';
import { basisOf, tableOf, type PublishedIncidents, type PublishingSource } from '../../src/picture/publish-source';
import { pack } from '../unit/packed-incidents';

export interface Happening {
  /** Index of the area; the number of areas for none. */
  area: number;
  /** One of three points in it. */
  spot: number;
  category: number;
  /** Days after 12 October 2026, noon. */
  day: number;
  /** Known from this publication on: late reports come later. */
  known: number;
}

export interface Town {
  areas: number;
  categories: number;
  happenings: Happening[];
  /** Period and area (null: all) of each publication, in order; the same twice is a correction. */
  publications: { period: string; area: number | null }[];
}

const DAY_0 = Date.UTC(2026, 9, 12, 11) / 1000;
const SIDE = 0.02;
const west = (area: number): number => 14.1 + area * SIDE;

const square = (area: number): MultiPolygon => {
  const [x, y] = [west(area), 57.75];
  return {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [x, y],
          [x + SIDE, y],
          [x + SIDE, y + SIDE],
          [x, y + SIDE],
          [x, y],
        ],
      ],
    ],
  };
};

/** Two spots lie beside each other, one further off. */
export const pointOf = ({ area, spot }: Pick<Happening, 'area' | 'spot'>): { lon: number; lat: number } => ({
  lon: west(area) + [0.004, 0.009, 0.016][spot],
  lat: 57.75 + [0.005, 0.006, 0.016][spot],
});

export const PERIODS = ['2026-W43', '2026-W44', '2026-W45', '2026-W46', '2026-10', '2026-11', '2026-T3'];

const publications = (areas: number): fc.Arbitrary<Town['publications']> =>
  fc.array(
    fc.record({
      period: fc.constantFrom(...PERIODS),
      area: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, fc.integer({ min: 0, max: areas - 1 })),
    }),
    { minLength: 2, maxLength: 6, size: 'max' },
  );

/** Incidents here and there, some of them reported late. */
const scattered = fc
  .record({ areas: fc.integer({ min: 1, max: 3 }), categories: fc.integer({ min: 1, max: 2 }), late: fc.boolean() })
  .chain(({ areas, categories, late }): fc.Arbitrary<Town> =>
    fc.record({
      ...{ areas: fc.constant(areas), categories: fc.constant(categories) },
      happenings: fc.array(
        fc.record({
          area: fc.integer({ min: 0, max: areas }),
          spot: fc.integer({ min: 0, max: 2 }),
          category: fc.integer({ min: 0, max: categories - 1 }),
          day: fc.integer({ min: 0, max: 40 }),
          known: late ? fc.integer({ min: -6, max: 3 }) : fc.constant(0),
        }),
        { minLength: 5, maxLength: 60, size: 'max' },
      ),
      publications: publications(areas),
    }),
  );

/** Counts at the ends of blocks, in the areas of two weeks: five areas of 4 and a total of 20 are of this kind. */
const onEdge = fc
  .record({ areas: fc.constantFrom(2, 3, 5, 5), categories: fc.integer({ min: 1, max: 2 }) })
  .chain(({ areas, categories }): fc.Arbitrary<Town> =>
    fc
      .record({
        counts: fc.oneof(
          fc.array(fc.constantFrom(0, 4, 4, 4, 5, 9), { minLength: areas, maxLength: areas }),
          fc.array(fc.constantFrom(4, 9), { minLength: areas, maxLength: areas }),
        ),
        next: fc.array(fc.constantFrom(0, 0, 1, 4, 5), { minLength: areas, maxLength: areas }),
        outside: fc.constantFrom(0, 4, 5),
        category: fc.integer({ min: 0, max: categories - 1 }),
        spots: fc.constantFrom(1, 3),
        publications: publications(areas),
      })
      .map(({ counts, next, outside, category, spots, publications: list }) => {
        const of = (count: number, area: number, first: number): Happening[] =>
          Array.from({ length: count }, (_, i) => ({
            ...{ area, spot: i % spots, day: first + (i % 7), known: 0 },
            category: i === 0 ? category : 0,
          }));
        return {
          ...{ areas, categories, publications: list },
          happenings: [
            ...[...counts, outside].flatMap((count, area) => of(count, area, 7)),
            ...next.flatMap((count, area) => of(count, area, 14)),
          ],
        };
      }),
  );

/** Five areas of four in one week: the total of 20 alone would say so. */
export const FIVE_FOURS: Town = {
  areas: 5,
  categories: 1,
  happenings: Array.from({ length: 20 }, (_, i) => ({ area: i % 5, spot: 0, category: 0, day: 14, known: 0 })),
  publications: [{ period: '2026-W44', area: null }],
};

export const town: fc.Arbitrary<Town> = fc.oneof(scattered, onEdge);

export function settingOf({ areas, categories }: Pick<Town, 'areas' | 'categories'>): Setting {
  return {
    municipality: { id: '9001', name: 'Testby', boundary: square(0) },
    areas: Array.from({ length: areas }, (_, i) => ({
      ...{ id: `area-${i}`, name: `Område ${i}`, kind: 'other', activeFrom: '2020-01-01', geometry: square(i) },
    })),
    organisations: [
      { id: 'bostad', name: 'Bostad', kind: 'housing_company' },
      { id: 'polisen', name: 'Polisen', kind: 'police' },
    ],
    categoryGroups: [{ id: 'group', name: 'Grupp', nameEn: null }],
    // One category more, of which nothing is ever reported.
    categories: Array.from({ length: categories + 1 }, (_, i) => ({
      ...{ id: `category-${i}`, groupId: 'group', name: `Kategori ${i}`, nameEn: null, active: true },
    })),
    places: [],
  };
}

const epochOf = ({ day }: Happening): number => DAY_0 + day * 86_400;

/** Those that are known at a publication. */
export const knownAt = ({ happenings }: Town, publication: number): Happening[] =>
  happenings.filter(({ known }) => known <= publication);

function packedOf(setting: Setting, happenings: readonly Happening[]): PublishedIncidents {
  const list = [...happenings].sort((a, b) => a.day - b.day);
  return pack({
    id: list.map((_, i) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`),
    lon: list.map((each) => pointOf(each).lon),
    lat: list.map((each) => pointOf(each).lat),
    from: list.map(epochOf),
    to: list.map(epochOf),
    category: list.map(({ category }) => category),
    organisation: list.map(() => -1),
    area: list.map(({ area }) => (area < setting.areas.length ? area : -1)),
    categories: setting.categories.map(({ id }) => id),
    organisations: [],
    areas: setting.areas.map(({ id }) => id),
  });
}

export interface Publication {
  period: Period;
  area: number | null;
  known: Happening[];
  /** For all of EST. */
  partners: PublishedPicture;
}

/** The organisation of the town works in the first area and knows what happens there. */
export const INSIDERS: readonly ReadonlySet<number>[] = [new Set([0])];

/**
 * Publishes the pictures one after the other, each with what went before at hand.
 * @param withSecondary false: blocks of five and nothing more.
 */
export function publishAll(town: Town, withSecondary = true): Publication[] {
  const setting = settingOf(town);
  const earlier: EarlierVersion[] = [];
  return town.publications.map(({ period: periodKey, area }, at) => {
    const known = knownAt(town, at);
    const picture = { id: `${periodKey} ${area}`, periodKey, areaId: area === null ? null : `area-${area}` };
    const incidents = packedOf(setting, known);
    const previous = earlier.filter(({ pictureId }) => pictureId === picture.id).length;
    const source: PublishingSource = {
      ...{ setting, picture, parts: [], actions: [], activities: [], previous, publications: earlier.length },
      incidents: { authorities: incidents, partners: incidents },
      organisationAreas: [],
      earlier: JSON.parse(JSON.stringify(earlier)) as EarlierVersion[],
    };
    const basis = basisOf(source);
    const table = tableOf(incidents, basis);
    const exact = composePublished({
      ...{ source, basis, table, parts: readParts([]), coverage: [], areas: basis.scope, keepsRaised: false },
      ...{ publishedAt: DAY_0 + 100 * 86_400, correction: null },
    });
    const guarded = { basis, table, earlier: source.earlier, insiders: INSIDERS };
    const partners = disclose(inBlocks(exact, guarded, withSecondary), { audience: 'partners' });
    earlier.push({
      pictureId: picture.id,
      periodKey,
      areaId: picture.areaId,
      audience: 'partners',
      version: partners.version,
      content: partners,
    });
    return { period: parsePeriod(periodKey) as Period, area, known, partners };
  });
}

export const epochsOf = (happenings: readonly Happening[]): number[] => happenings.map(epochOf);
