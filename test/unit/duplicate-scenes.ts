/**
 * Reports of which it is known which tell of one event: made with a fixed seed, and made another way than the score supposes (uniform and long-tailed errors, named places, whole
 * hours, evenings), so that the figures say something about it.
 */
import { buildOrderedTable } from '../../src/analysis/incident-table';
import type { IncidentTable } from '../../src/analysis/types';
import { OFTEN_CONFUSED } from '../../src/analysis/likely-duplicates-confusion';
import { createRandom } from '../reference/random';

/** Categories of the demo, with how often they occur. */
const CATEGORIES: readonly [id: string, groupId: string, weight: number][] = [
  ['klotter', 'skadegorelse', 12],
  ['glaskross', 'skadegorelse', 5],
  ['brand', 'skadegorelse', 2],
  ['annan-skadegorelse', 'skadegorelse', 7],
  ['samling-trapphus', 'samlingar', 9],
  ['samling-kallare', 'samlingar', 4],
  ['samling-garage', 'samlingar', 3],
  ['samling-utomhus', 'samlingar', 9],
  ['brak', 'ordningsstorning', 7],
  ['hot', 'ordningsstorning', 3],
  ['vald', 'ordningsstorning', 2],
  ['inbrott', 'ordningsstorning', 4],
  ['stold', 'ordningsstorning', 4],
  ['droghantering', 'ordningsstorning', 7],
  ['berusade', 'ordningsstorning', 7],
  ['buskorning', 'ordningsstorning', 6],
  ['hog-musik', 'ordningsstorning', 3],
  ['belysning', 'otrygg-plats', 3],
  ['nedskrapning', 'otrygg-plats', 4],
  ['oro', 'signal', 2],
];
export const SCENE_CATEGORIES = CATEGORIES.map(([id, groupId]) => ({ id, groupId }));

export interface Difficulty {
  /** Metres: how far off a finger on the map may be, any distance up to it being as likely. */
  finger: number;
  /** Share of reports placed at the nearest named place, wherever it happened within its neighbourhood. */
  atNamedPlace: number;
  /** Shares of reports with an interval: an hour or two, an evening or night, some days. */
  intervals: readonly [hours: number, evening: number, days: number];
  /** Minutes that a stated moment is off: an exponential mean, on top of rounding. */
  late: number;
  /** Shares of second reports in the same category, and in one often confused; the rest is of the group, or anything. */
  sameCategory: number;
  confused: number;
  /** Per event: another, different event of the same category within 150 m and 1-6 days. */
  repeats: number;
  /** Per event: another, different event of the same category within 80 m and 3 hours. Nobody can tell these apart by place and time alone. */
  series: number;
}

const medium: Difficulty = {
  ...{ finger: 60, atNamedPlace: 0.35, intervals: [0.15, 0.12, 0.02], late: 20 },
  ...{ sameCategory: 0.75, confused: 0.17, repeats: 0.15, series: 0 },
};

export const DIFFICULTIES = {
  easy: {
    ...{ finger: 25, atNamedPlace: 0, intervals: [0.05, 0, 0], late: 5 },
    ...{ sameCategory: 0.95, confused: 0.04, repeats: 0.05, series: 0 },
  },
  medium,
  /** One event in a hundred is followed by another of its kind next door within three hours. */
  'medium with series': { ...medium, series: 0.01 },
  hard: {
    ...{ finger: 120, atNamedPlace: 0.4, intervals: [0.2, 0.25, 0.1], late: 45 },
    ...{ sameCategory: 0.55, confused: 0.25, repeats: 0.25, series: 0.04 },
  },
} as const satisfies Record<string, Difficulty>;

export interface Scene {
  table: IncidentTable;
  /** Event that each row tells of: two rows of one event are a true duplicate. */
  event: Int32Array;
  /** Pairs of rows, the earlier first, as `a:b`. */
  truth: Set<string>;
}

interface Happening {
  east: number;
  north: number;
  at: number;
  category: number;
}

const HOUR = 3600;
const BEGIN = Date.UTC(2026, 7, 31) / 1000;
const WEEKS = 12;
/** Police, municipality, two housing companies, guards, rescue service, school: how much each reports. */
const ORGANISATIONS = [25, 10, 22, 15, 18, 4, 6];

/** @param events different events; about one in eight is reported twice. */
export function duplicateScene(
  { finger, atNamedPlace, intervals, late, sameCategory, confused, repeats, series }: Difficulty,
  seed: string,
  events = 2000,
): Scene {
  const random = createRandom(seed);
  const weighted = (weights: readonly number[]): number => {
    let left = random.next() * weights.reduce((a, b) => a + b, 0);
    return Math.max(
      0,
      weights.findIndex((weight) => (left -= weight) < 0),
    );
  };
  const code = new Map(CATEGORIES.map(([id], i) => [id, i]));
  /** Within a disc, any place being as likely. */
  const somewhere = (radius: number): [number, number] => {
    const [distance, angle] = [radius * Math.sqrt(random.next()), 2 * Math.PI * random.next()];
    return [distance * Math.cos(angle), distance * Math.sin(angle)];
  };

  // Five neighbourhoods; each has named places, some of them ten times as busy as the others: a square, a shopping centre, a garage.
  const centres = Array.from({ length: 5 }, () => ({
    east: random.integer(452_000, 460_000),
    north: random.integer(6_400_000, 6_408_000),
  }));
  const places = centres.flatMap(({ east, north }) =>
    Array.from({ length: 14 }, (_, i) => {
      const [dx, dy] = somewhere(700);
      const taste = Array.from({ length: 3 }, () => weighted(CATEGORIES.map(([, , weight]) => weight)));
      return { east: east + dx, north: north + dy, busy: i < 2 ? 10 : 1, taste };
    }),
  );

  function happening(): Happening {
    const place = places[weighted(places.map(({ busy }) => busy))];
    const calm = random.next() < 0.3;
    const around = calm ? centres[random.integer(0, 4)] : place;
    const [dx, dy] = somewhere(calm ? 900 : 70);
    const weights = CATEGORIES.map(([, , weight], i) => weight * (!calm && place.taste.includes(i) ? 5 : 1));
    // Evenings, and the more so towards the weekend.
    const day = weighted([8, 8, 9, 10, 16, 18, 10]) + 7 * random.integer(0, WEEKS - 1);
    const hour = (random.next() < 0.65 ? 16 + 10 * random.next() : 24 * random.next()) % 24;
    return {
      ...{ east: around.east + dx, north: around.north + dy, category: weighted(weights) },
      at: BEGIN + day * 86_400 + Math.floor(hour * HOUR),
    };
  }

  const rows: { east: number; north: number; from: number; to: number; category: number; organisation: number }[] = [];
  const of: number[] = [];
  function report(what: Happening, event: number, organisation: number, category: number): void {
    const [dx, dy] = somewhere(finger);
    let [east, north] = [what.east + dx, what.north + dy];
    if (random.next() < atNamedPlace) {
      const near = places.reduce((best, place) =>
        Math.hypot(place.east - east, place.north - north) < Math.hypot(best.east - east, best.north - north)
          ? place
          : best,
      );
      if (Math.hypot(near.east - east, near.north - north) < 120) ({ east, north } = near);
    }
    const kind = weighted([1 - intervals[0] - intervals[1] - intervals[2], ...intervals]);
    const stated = what.at - late * 60 * Math.log(1 - random.next()) * (random.next() < 0.8 ? 1 : -1);
    const rounding = [5 * 60, 15 * 60, 30 * 60, HOUR][weighted([3, 3, 2, 2])];
    const rounded = Math.round(stated / rounding) * rounding;
    // An interval holds the event somewhere.
    const length = [0, HOUR * random.integer(1, 2), HOUR * random.integer(4, 9), 86_400 * random.integer(1, 3)][kind];
    const from = length === 0 ? rounded : Math.floor((what.at - length * random.next()) / HOUR) * HOUR;
    rows.push({ east, north, from, to: from + length, category, organisation });
    of.push(event);
  }

  function told(what: Happening, event: number): void {
    const organisation = weighted(ORGANISATIONS);
    report(what, event, organisation, what.category);
    const copies = weighted([0.88, 0.1, 0.02]);
    for (let copy = 0; copy < copies; copy++) {
      let other = weighted(ORGANISATIONS);
      // Mostly another organisation; now and then a colleague.
      while (other === organisation && random.next() > 0.15) other = weighted(ORGANISATIONS);
      report(what, event, other, otherCategory(what.category));
    }
  }

  function otherCategory(category: number): number {
    const draw = random.next();
    if (draw < sameCategory) return category;
    const [id, group] = CATEGORIES[category];
    const near = OFTEN_CONFUSED.flatMap(([a, b]) => (a === id ? [b] : b === id ? [a] : []))
      .map((other) => code.get(other) ?? -1)
      .filter((other) => other >= 0);
    if (draw < sameCategory + confused && near.length > 0) return random.pick(near);
    const grouped = CATEGORIES.flatMap(([, own], i) => (own === group && i !== category ? [i] : []));
    return random.next() < 0.7 && grouped.length > 0 ? random.pick(grouped) : random.integer(0, CATEGORIES.length - 1);
  }

  let next = 0;
  for (let i = 0; i < events; i++) {
    const what = happening();
    told(what, next++);
    const moved = (radius: number, seconds: number): Happening => {
      const [dx, dy] = somewhere(radius);
      return { ...what, east: what.east + dx, north: what.north + dy, at: what.at + Math.round(seconds) };
    };
    if (random.next() < repeats) told(moved(150, (1 + 5 * random.next()) * 86_400), next++);
    if (random.next() < series) told(moved(80, 3 * HOUR * random.next()), next++);
  }

  const { table, source } = buildOrderedTable({
    east: rows.map((row) => row.east),
    north: rows.map((row) => row.north),
    from: rows.map((row) => row.from),
    to: rows.map((row) => row.to),
    category: rows.map((row) => row.category),
    organisation: rows.map((row) => row.organisation),
    area: rows.map(() => 0),
  });
  const event = Int32Array.from({ length: table.size }, (_, row) => of[source ? source[row] : row]);
  const truth = new Set<string>();
  const seen = new Map<number, number[]>();
  event.forEach((one, row) => {
    for (const earlier of seen.get(one) ?? []) truth.add(`${earlier}:${row}`);
    seen.set(one, [...(seen.get(one) ?? []), row]);
  });
  return { table, event, truth };
}
