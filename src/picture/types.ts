/** The situation picture as plain data: what `picture.json` holds and what every format is written from. */
import type { MultiPolygon, Position } from 'geojson';
import type { ExpectedRange, Verdict } from '../analysis/types';
import type { PeriodKind } from '../domain/period';

export type Language = 'sv' | 'en';

export interface PictureArea {
  id: string;
  name: string;
  count: number;
  previous: number[];
  expected: ExpectedRange | null;
  verdict: Verdict;
  trend: number[];
  categories: { name: string; count: number }[];
  hotTimes: number[][];
  /** WGS 84. */
  geometry: MultiPolygon;
}

export interface PictureCell {
  east: number;
  north: number;
  count: number;
  z: number | null;
  q: number | null;
}

export interface PictureHotspot {
  kind: 'significant' | 'most';
  name: string;
  count: number;
  expected: number | null;
  z: number | null;
  q: number | null;
  categories: { name: string; count: number }[];
  hotTimes: number[][];
  centre: { lon: number; lat: number };
  outline: MultiPolygon;
}

export interface RejectedRow {
  /** Line in the file, the header is line 1. */
  line: number;
  reason: string;
}

export interface SituationPicture {
  format: 'lagesbild-picture';
  version: 1;
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
  previous: number[];
  expected: ExpectedRange | null;
  verdict: Verdict;
  trend: number[];
  areas: PictureArea[];
  categories: { name: string; count: number }[];
  hotTimes: number[][];
  grid: { cell: number; cells: PictureCell[] };
  density: { bandwidth: number; bands: { from: number; shape: MultiPolygon }[] };
  hotspots: PictureHotspot[];
  rejected: RejectedRow[];
  /** Single incidents as shown, only where the reader may see them; never a free text. */
  incidents: { from: string; to: string; category: string; area: string | null; lon: number; lat: number }[];
  /** Context for the drawn map. WGS 84. */
  context: { boundary: MultiPolygon | null; places: { name: string; at: Position }[] };
  /** What the reader of the numbers must know: parameters and limits, one sentence each, in the picture's language. */
  method: string[];
  language: Language;
}
