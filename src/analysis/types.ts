/** What goes into the analysis and what comes out of it: plain data that can be copied to and from a worker. */
import type { MultiPolygon } from 'geojson';
import type { AreaLife } from '../domain/area-life';
import type { Period } from '../domain/period';

/**
 * Incidents as columns, sorted by `from`. All arrays have `size` elements; nothing here is an object per incident:
 * 30 bytes each.
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
}

/** An area as the analysis sees it; its position in the list is the index used in the table. */
export interface StudyArea {
  id: string;
  name: string;
  /** WGS 84. */
  geometry: MultiPolygon;
  /** Missing: it has always been there. */
  life?: AreaLife;
}

/** A named point used to name hotspots. WGS 84. */
export interface NamedPoint {
  name: string;
  lon: number;
  lat: number;
}

/** Squares align with the grid of Statistics Sweden; hexagons have the area of a square of the same `cell`. */
export type CellShape = 'square' | 'hexagon';

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
  /** Side of the grid's square cells in metres; hexagons have the area of that square. */
  cell: number;
  shape: CellShape;
}

export type Verdict = 'above' | 'usual' | 'below' | 'too-few';

/** Range that holds the count of an ordinary period with 95 % probability, 4 % lie above it and 1 % below; both ends belong to it. */
export interface ExpectedRange {
  low: number;
  high: number;
}

export interface CategoryCount {
  category: number;
  count: number;
}

/** Against the period before, as two Poisson counts. */
export interface Change {
  before: number;
  /** Two-sided p of the test of Krishnamoorthy and Thomson (2004), periods' lengths in days taken into account. */
  p: number;
  /** Change of the count in per cent; null where one of the two counts is under 30: a percentage of a small count says nothing. */
  percent: number | null;
}

/** A count beside what came before it. Every number that gets a verdict comes in this shape. */
export interface Figures {
  count: number;
  /** Counts of the 12 periods before, oldest first; fewer where data begin later. */
  previous: number[];
  /** Null with fewer than 6 periods before. */
  expected: ExpectedRange | null;
  /** How unlikely the count, or one further out on its side, is in an ordinary period: under 5 % exactly outside `expected` (expected-range.ts); null without a range. */
  p: number | null;
  /** p after Benjamini and Hochberg over the list that this count is judged in: all areas; all categories of the whole; all categories of all areas. p itself for a count on its own. */
  q: number | null;
  /** `above` and `below` only where q is under 5 %. */
  verdict: Verdict;
  /** Outside the range by itself, but not after the correction for how many are compared: the verdict is `usual`, and the screen says why. */
  corrected: boolean;
  /** The same week, month or tertial of the year before; null where data do not reach, or a week 53 has no counterpart. */
  yearBefore: { key: string; count: number } | null;
  /** Null without a period before. */
  change: Change | null;
}

export interface CategoryFigures extends Figures {
  category: number;
}

/** Rows from Monday to Sunday, 24 columns; the sum is the number of incidents. */
export type HotTimes = number[][];

export interface AreaResult extends Figures {
  area: number;
  /** Counts of the last 26 periods, oldest first, the period itself last; fewer where data begin later. */
  trend: number[];
  /** Most frequent first, equal counts by index; those that occur in the period or in the 12 before it, so the count may be 0. */
  categories: CategoryFigures[];
  hotTimes: HotTimes;
}

/** The study area: every cell that the union of the areas overlaps, empty ones included. All arrays have one element a cell. */
export interface GridResult {
  cell: number;
  shape: CellShape;
  /** SWEREF 99 TM metres: lower left corners of squares (multiples of `cell`), centres of hexagons. Rings come from `cellRing`. */
  east: Float64Array;
  north: Float64Array;
  count: Uint32Array;
  /** Gi* (Ord and Getis 1995); NaN where undefined. */
  z: Float64Array;
  /** Two-sided p after Benjamini and Hochberg (1995) over all cells; NaN where undefined. */
  q: Float64Array;
}

/** What a place has been over the periods of its series; the definitions stand in hotspot-story.ts. */
export type Story = 'new' | 'growing' | 'persistent' | 'fading' | 'sporadic' | 'gone';

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
  /** Incidents in its cells in the periods before (at most 12, oldest first) and in the period itself, last. */
  series: number[];
  /** Whether one of its cells belonged to a significant hotspot, for each period of `series`. */
  hot: boolean[];
  /** Null with fewer than 6 periods before, and for places of the kind `most`. */
  story: Story | null;
}

/** A place that was a hotspot in one of the 3 periods before and is none now. */
export interface GoneHotspot {
  name: string;
  /** Key of the last period in which it was significant. */
  last: string;
  count: number;
  series: number[];
  hot: boolean[];
  outline: MultiPolygon;
  centre: { lon: number; lat: number };
}

/** How well the hotspots of the period before (significant, or else the places with most) foretold where this period's incidents fell. */
export interface Hindsight {
  /** Key of the period before. */
  period: string;
  kind: Hotspot['kind'];
  /** Cells in those hotspots, and in the study. */
  cells: number;
  ofCells: number;
  /** Incidents of this period inside them, and in all. */
  hits: number;
  ofIncidents: number;
  /** Prediction accuracy index (Chainey, Tompson and Uhlig 2008): (hits / ofIncidents) / (cells / ofCells); null without incidents. */
  pai: number | null;
}

/** Knox (1964): pairs of incidents by distance in space and time. Bands are half open: [edge, next edge). */
export interface NearRepeats {
  /** Incidents compared: those of the slice's areas and filters in the year that ends with the period; of more than 5,000 the latest, and `from` says since when. */
  incidents: number;
  from: number;
  to: number;
  /** Upper edges of the bands, metres and days; the first begin at 0. */
  metres: number[];
  days: number[];
  /** By distance band, then by time band. */
  pairs: { observed: number; expected: number; ratio: number | null; p: number }[][];
  permutations: number;
  /** Largest block of bands, from the nearest and soonest on, in which each has more pairs than expected (p < 0.05), and the ratio of the block; null when nothing repeats. */
  reach: { metres: number; days: number; ratio: number } | null;
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

export interface Analysis extends Figures {
  slice: Slice;
  /** Incidents of the slice inside the areas looked at; the same as `count`. */
  total: number;
  /** Incidents of the period, after the same filters, in no area at all. */
  outside: number;
  /** `total` of the last 26 periods, oldest first, the period itself last. */
  trend: number[];
  /** One per area looked at, in the order of the areas. */
  areas: AreaResult[];
  /** As those of an area. */
  categories: CategoryFigures[];
  hotTimes: HotTimes;
  grid: GridResult;
  density: DensityResult;
  hotspots: Hotspot[];
  gone: GoneHotspot[];
  /** Null without a period before, or when nothing was there to be raised then. */
  hindsight: Hindsight | null;
  /** Rows of the table that make up `total`, in order of time. */
  rows: Uint32Array;
  /** The area that each of them counts for, where areas came and went; missing: the table's. */
  rowAreas?: Int16Array;
}
