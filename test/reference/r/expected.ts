/** What `reference.R` answers, and how its inputs reach our code. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FeatureCollection, MultiPolygon } from 'geojson';
import { buildIncidentTable } from '../../../src/analysis/incident-table';
import type { IncidentTable, StudyArea } from '../../../src/analysis/types';
import type { Cases } from './cases';

/** Where the script, its inputs and its answers lie. */
export const FOLDER = import.meta.dirname;
export const AGAIN =
  'To make the figures again: Rscript test/reference/r/reference.R (its first lines name the packages)';

export interface GridFigures {
  cell: number;
  /** Lower left corners of squares, centres of hexagons. */
  east: number[];
  north: number[];
  count: number[];
  z: (number | null)[];
  q: (number | null)[];
}

export interface Expected {
  /** Of R, its packages and their libraries. */
  versions: Record<string, string>;
  /** SHA-256 by file name. */
  inputs: Record<string, string>;
  scripts: Record<string, string>;
  /** Area of each incident, from 0; -1 for none. */
  area: number[];
  /** Metres of every tenth incident, from its degrees. */
  projected: { east: number[]; north: number[] };
  squares: GridFigures[];
  hexagons: GridFigures[];
  /** Two-sided, of `Cases.z`. */
  p: number[];
  q: number[][];
  /** Per square kilometre: at the incidents, at `Cases.nodes`, and there after every incident was moved by every one of `Cases.shifts`. */
  density: { bandwidth: number; atPoints: number[]; atNodes: number[]; manyAtNodes: number[] }[];
  /** By distance band, then by time band; p of 999 permutations, so it scatters. */
  knox: { observed: number[][]; expected: number[][]; p: number[][] }[];
  expected: { low: number; high: number; p: number }[];
  twoCounts: number[];
  trends: { s: number; p: number }[];
  /** Monday first, 24 columns. */
  hotTimes: number[][];
}

export interface Incidents {
  lon: number[];
  lat: number[];
  east: number[];
  north: number[];
  from: number[];
  to: number[];
}

export interface Reference {
  incidents: Incidents;
  areas: StudyArea[];
  cases: Cases;
  expected: Expected;
}

function readIncidents(text: string): Incidents {
  const incidents: Incidents = { lon: [], lat: [], east: [], north: [], from: [], to: [] };
  const columns = Object.values(incidents) as number[][];
  for (const line of text.trim().split('\n').slice(1)) {
    line.split(',').forEach((value, column) => columns[column].push(Number(value)));
  }
  return incidents;
}

/** @param inputs folder of the input files. @param answer file that `reference.R` wrote. */
export function readReference(inputs: string, answer: string): Reference {
  const read = (path: string): string => readFileSync(path, 'utf8');
  const collection = JSON.parse(read(join(inputs, 'areas.geojson'))) as FeatureCollection<MultiPolygon>;
  return {
    incidents: readIncidents(read(join(inputs, 'incidents.csv'))),
    areas: collection.features.map(({ properties, geometry }, i) => ({
      id: String(i),
      name: String(properties?.['name']),
      geometry,
    })),
    cases: JSON.parse(read(join(inputs, 'cases.json'))) as Cases,
    expected: JSON.parse(read(answer)) as Expected,
  };
}

/** The incidents with the areas that R gave them. */
export function tableOf({ incidents, expected }: Reference): IncidentTable {
  const zeros = new Uint8Array(incidents.from.length);
  return buildIncidentTable({ ...incidents, category: zeros, organisation: zeros, area: expected.area });
}

export const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
