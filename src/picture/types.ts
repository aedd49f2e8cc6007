/** The situation picture as plain data: what `picture.json` holds and what every format is written from. */
import type { MultiPolygon, Position } from 'geojson';
import type { CoverageMark } from '../analysis/coverage';
import type { CellShape, Figures, GoneHotspot, Hindsight, Hotspot, NearRepeats, Story } from '../analysis/types';
import type { PeriodKind } from '../domain/period';

export type Language = 'sv' | 'en';

/** A count with all that is said of it, by name; the fields of `Figures` are those of the analysis. */
export interface PictureCategory extends Figures {
  name: string;
}

/** How many of the organisations that usually report for an area have reported for the period. Who they are is the coordinator's to know, so it is not here. */
export interface PictureCoverage {
  expected: number;
  reported: number;
  mark: CoverageMark;
}

export interface PictureArea extends Figures {
  id: string;
  name: string;
  /** Counts of the last 26 periods, oldest first, the period itself last; fewer where data begin later. */
  trend: number[];
  /** Most frequent first, equal counts by name; the count is 0 for what happened only in the 12 periods before. */
  categories: PictureCategory[];
  /** Rows from Monday, 24 hours each. */
  hotTimes: number[][];
  /** Null where it is not known who usually reports. */
  coverage: PictureCoverage | null;
  /** WGS 84. */
  geometry: MultiPolygon;
}

export interface PictureCell {
  /** SWEREF 99 TM metres: the lower left corner of a square, the centre of a hexagon. */
  east: number;
  north: number;
  count: number;
  /** Gi*; null where undefined. */
  z: number | null;
  q: number | null;
}

/**
 * The cells of the study, empty ones included. Their rings are not written out: `cell` metres is the side of a square, and a hexagon has the area of that
 * square; `cell-shapes.ts` draws both.
 */
export interface PictureGrid {
  cell: number;
  shape: CellShape;
  cells: PictureCell[];
}

export interface PictureHotspot {
  kind: Hotspot['kind'];
  name: string;
  /** Indexes into the grid's cells. */
  cells: number[];
  count: number;
  /** Mean of the same cells over the periods before. */
  expected: number | null;
  z: number | null;
  q: number | null;
  /** Incidents in its cells over at most 12 periods before, oldest first, and in the period itself, last; `hot` says when one of them was significant. */
  series: number[];
  hot: boolean[];
  story: Story | null;
  categories: { name: string; count: number }[];
  hotTimes: number[][];
  centre: { lon: number; lat: number };
  outline: MultiPolygon;
}

/** As of the analysis, with instants as ISO 8601 with offset. */
export type PictureNearRepeats = Omit<NearRepeats, 'from' | 'to'> & { from: string; to: string };

export interface RejectedRow {
  /** Line in the file, the header is line 1. */
  line: number;
  reason: string;
}

/** The figures of `Figures` are those of all areas looked at together; `total` is the same as `count`. */
export interface SituationPicture extends Figures {
  format: 'lagesbild-picture';
  version: 2;
  /** ISO 8601 with offset. */
  createdAt: string;
  municipality: string | null;
  period: { key: string; kind: PeriodKind; from: string; to: string };
  /** What was let through, in words ready to print; empty when nothing was filtered. */
  filters: { label: string; value: string }[];
  /** Where the incidents come from: a file name, or the municipality's EST reports. */
  source: string;
  total: number;
  outside: number;
  trend: number[];
  areas: PictureArea[];
  categories: PictureCategory[];
  hotTimes: number[][];
  grid: PictureGrid;
  density: { bandwidth: number; bands: { from: number; shape: MultiPolygon }[] };
  hotspots: PictureHotspot[];
  /** Places that were hotspots in one of the 3 periods before and are none now. */
  gone: GoneHotspot[];
  /** How well the hotspots of the period before foretold this one; null without a period before. */
  hindsight: Hindsight | null;
  /** Knox's table over the year that ends with the period; null when it holds too few incidents. */
  nearRepeats: PictureNearRepeats | null;
  rejected: RejectedRow[];
  /** Single incidents as shown, only where the reader may see them; never a free text. WGS 84, rounded to 6 decimals (about a decimetre). */
  incidents: { from: string; to: string; category: string; area: string | null; lon: number; lat: number }[];
  /** Context for the drawn map. WGS 84. */
  context: { boundary: MultiPolygon | null; places: { name: string; at: Position }[] };
  /** What the reader of the numbers must know: parameters and limits, one sentence each, in the picture's language. */
  method: string[];
  language: Language;
}
