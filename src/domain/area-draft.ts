/** Areas as the coordinator and the administrator look after them: what is stored, what is being drawn, and what is said of it. */
import type { MultiPolygon } from 'geojson';
import type { Deadline, Rhythm } from './check-in';
import type { Area, AreaKind } from './setting';

/** The most points that the database keeps of the border of one area. */
export const MOST_POINTS = 5000;
/** Metres that an area may reach over the boundary of the municipality. */
export const BOUNDARY_TOLERANCE = 100;
export const LONGEST_NAME = 120;

/** An area with its whole life, as `areas_of` answers. */
export interface KeptArea extends Area {
  activeTo: string | null;
  succeeds: string[];
  rhythm: Rhythm;
  reportBy: Deadline;
  position: number;
  revision: number;
  /** Something has happened in it: it can be ended, and not removed. */
  used: boolean;
}

/** What is sent of an area: a new one needs name and geometry; of a stored one, what changes. */
export interface AreaDraft {
  id?: string;
  name?: string;
  kind?: AreaKind;
  rhythm?: Rhythm;
  reportBy?: Deadline;
  /** ISO date. */
  activeFrom?: string;
  geometry?: MultiPolygon;
}

/** What may be meant and may be a slip: two areas over each other, a gap between two, a part outside the boundary. */
export interface AreaFinding {
  kind: 'overlap' | 'gap' | 'outside';
  areaId: string | null;
  name: string;
  otherId: string | null;
  other: string | null;
  squareMetres: number;
  /** A point inside it, WGS 84. */
  lon: number;
  lat: number;
  outline: MultiPolygon;
}
