/** What goes into the analysis and what comes out of it: plain data that can be copied to and from a worker. */
import type { MultiPolygon } from 'geojson';
import type { Period } from '../domain/period';

/**
 * Incidents as columns, sorted by `from`. All arrays have `size` elements; nothing here is an object per incident.
 * Category, organisation and area are indexes into lists that the owner of the table keeps.
 */
export interface IncidentTable {
  size: number;
  /** SWEREF 99 TM metres (EPSG:3006). */
  east: Float64Array;
  north: Float64Array;
  /** Epoch seconds; `to` equals `from` for a moment. */
  from: Uint32Array;
  to: Uint32Array;
  category: Uint16Array;
  /** -1: not known to this reader. */
  organisation: Int16Array;
  /** Area that covers the point; -1: none. */
  area: Int16Array;
  /** Row in the source (before sorting): how a caller finds ids and texts again. */
  source: Uint32Array;
}

/** An area as the analysis sees it; its position in the list is the index used in the table. */
export interface StudyArea {
  id: string;
  name: string;
  /** WGS 84. */
  geometry: MultiPolygon;
}

/** A named point used to name hotspots. WGS 84. */
export interface NamedPoint {
  name: string;
  lon: number;
  lat: number;
}

/** What to analyse: a period, areas and filters. `null` means all. */
export interface Slice {
  period: Period;
  /** Indexes of the areas looked at. */
  areas: number[] | null;
  /** Indexes of the categories let through. */
  categories: number[] | null;
  /** Indexes of the organisations let through. */
  organisations: number[] | null;
  /** Weekdays let through, 0 is Monday; judged by the weekday of `from`. */
  weekdays: number[] | null;
  /** Hours let through, from inclusive to exclusive on the wall clock of `from`; from > to runs past midnight. */
  hours: { from: number; to: number } | null;
  /** Side of the grid's cells in metres. */
  cell: number;
}

export type Verdict = 'above' | 'usual' | 'below' | 'too-few';

/** Range that holds the count of an ordinary period with 95 % probability; both ends belong to it. */
export interface ExpectedRange {
  low: number;
  high: number;
}

export interface CategoryCount {
  category: number;
  count: number;
}

/** Rows from Monday to Sunday, 24 columns; the sum is the number of incidents. */
export type HotTimes = number[][];

export interface AreaResult {
  area: number;
  count: number;
  /** Counts of the 12 periods before, oldest first; fewer where data begin later. */
  previous: number[];
  expected: ExpectedRange | null;
  verdict: Verdict;
  /** Counts of the last 26 periods, oldest first, the period itself last; fewer where data begin later. */
  trend: number[];
  /** Most frequent first; only categories that occur. */
  categories: CategoryCount[];
  hotTimes: HotTimes;
}

/** The study area: every cell that the union of the areas overlaps, empty ones included. All arrays have one element a cell. */
export interface GridResult {
  cell: number;
  /** Lower left corners, SWEREF 99 TM metres, multiples of `cell`. */
  east: Int32Array;
  north: Int32Array;
  count: Uint32Array;
  /** Gi* (Ord and Getis 1995); NaN where undefined. */
  z: Float64Array;
  /** Two-sided p after Benjamini and Hochberg (1995) over all cells; NaN where undefined. */
  q: Float64Array;
}

export interface Hotspot {
  /** `significant`: q < 0.05 and z > 0. `most`: the usual week, when nothing is significant: most incidents, within what can be expected. */
  kind: 'significant' | 'most';
  name: string;
  /** Indexes into the grid. */
  cells: number[];
  count: number;
  /** Mean of the same cells over the periods before (at most 12); null when there are fewer than 6. */
  expected: number | null;
  /** Largest z of its cells. */
  z: number;
  q: number;
  categories: CategoryCount[];
  hotTimes: HotTimes;
  /** WGS 84. */
  outline: MultiPolygon;
  centre: { lon: number; lat: number };
}

export interface DensityBand {
  /** Incidents per square kilometre at the lower edge of the band. */
  from: number;
  /** WGS 84. */
  shape: MultiPolygon;
}

export interface DensityResult {
  /** Metres; quartic kernel. */
  bandwidth: number;
  /** Lowest first, each contains the next. */
  bands: DensityBand[];
}

export interface Analysis {
  slice: Slice;
  /** Incidents of the slice inside the areas looked at. */
  total: number;
  /** Incidents of the period, after the same filters, in no area at all. */
  outside: number;
  /** `total` of the 12 periods before, oldest first; fewer where data begin later. */
  previous: number[];
  expected: ExpectedRange | null;
  verdict: Verdict;
  /** `total` of the last 26 periods, oldest first, the period itself last. */
  trend: number[];
  /** One per area looked at, in the order of the areas. */
  areas: AreaResult[];
  /** Most frequent first; only categories that occur. */
  categories: CategoryCount[];
  hotTimes: HotTimes;
  grid: GridResult;
  density: DensityResult;
  hotspots: Hotspot[];
  /** Rows of the table that make up `total`, in order of time. */
  rows: Uint32Array;
}
