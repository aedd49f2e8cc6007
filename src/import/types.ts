/**
 * The shapes of an import: a file becomes a table of cells, a mapping says what its columns and values mean, and rows come out that may be sent, or that are refused with
 * a line and a reason.
 */
import type { PlaceType, PoliceReported, SharingLevel } from '../domain/incident';

/** A reason in words that are put together later, in the reader's language (words.ts). */
export interface Said {
  key: string;
  values?: Record<string, string | number>;
}

export interface TableRow {
  /** Line of a CSV file, row of a sheet; from 1, as the program shows it that made the file. */
  line: number;
  cells: string[];
}

export interface RefusedRow {
  line: number;
  reason: Said;
}

/** A file as cells of text. */
export interface Table {
  headings: string[];
  /** Line on which the headings stand. */
  headingLine: number;
  rows: TableRow[];
  /** Records that are no rows: broken quotes, more cells than headings. */
  broken: RefusedRow[];
  /** What the reader did that the person should know of. */
  notes: Said[];
  /** Names of the sheets of a workbook that hold something; none for CSV. */
  sheets: string[];
  sheet: string | null;
}

/** What a column may be. */
export const COLUMN_ROLES = [
  'from',
  'fromTime',
  'to',
  'toTime',
  'category',
  'north',
  'east',
  'place',
  'description',
  'policeReported',
  'placeType',
  'sharing',
  'id',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/** Columns whose values are mapped one by one. */
export const VALUE_FIELDS = ['category', 'policeReported', 'placeType', 'sharing'] as const;
export type ValueField = (typeof VALUE_FIELDS)[number];

/** Rows with this value are left out by choice. */
export const LEAVE_OUT = '-';

export const COORDINATE_SYSTEMS = ['wgs84', 'sweref99tm'] as const;
export type CoordinateSystem = (typeof COORDINATE_SYSTEMS)[number];

/** How 3/4 2026 is meant. */
export const DATE_ORDERS = ['dmy', 'mdy'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** What becomes of a text that may not be stored (personal data, too long): the row is refused, or goes without its text. */
export const TEXT_RULES = ['refuse', 'leave-out'] as const;
export type TextRule = (typeof TEXT_RULES)[number];

export interface Mapping {
  /** Headings of the file that it was made for, to notice when they have changed. */
  headings: string[];
  /** Heading of the column that has each role; null: there is none. */
  columns: Record<ColumnRole, string | null>;
  /** What a value of the file (folded, values.ts) means: an id, or LEAVE_OUT. */
  values: Record<ValueField, Record<string, string>>;
  /** What a place or address of the file (folded) means: the id of a named place, or LEAVE_OUT. */
  places: Record<string, string>;
  coordinates: CoordinateSystem;
  dateOrder: DateOrder;
  text: TextRule;
  /** Where the file says nothing. A category of '' means that such rows are refused. */
  defaults: { category: string; policeReported: PoliceReported; placeType: PlaceType; sharing: SharingLevel };
}

/** A row as the server takes it; instants are epoch seconds. */
export interface ImportRow {
  /** Line of the file. */
  row: number;
  id: string;
  categoryId: string;
  lon: number;
  lat: number;
  occurredFrom: number;
  occurredTo: number;
  placeType: PlaceType;
  description: string;
  policeReported: PoliceReported;
  sharing: SharingLevel;
}

/** What a column holds, for the person who says what it is. */
export interface ColumnProfile {
  heading: string;
  /** A few different values, as they stand. */
  examples: string[];
  filled: number;
  /** Different values with their number of rows, most frequent first; null when there are too many to choose among. */
  values: { value: string; rows: number }[] | null;
}

/** A value of the file that the mapping does not know. */
export interface UnknownValue {
  field: ValueField;
  value: string;
  rows: number;
}

export type PlaceCertainty = 'sure' | 'chosen' | 'left-out' | 'doubtful' | 'none';

/** A place or address of the file, held against the named places. */
export interface PlaceFinding {
  text: string;
  rows: number;
  certainty: PlaceCertainty;
  /** Id of the place that is taken; null where the rows are refused. */
  placeId: string | null;
  /** Ids of likely places, best first. */
  candidates: string[];
}

/** The file read with a mapping. */
export interface Evaluation {
  /** Rows of the file, broken ones included. */
  total: number;
  good: number;
  /** Identical rows beyond the first. */
  repeated: number;
  /** Left out because a value or a place says so. */
  leftOut: number;
  refused: number;
  /** Rows refused for each reason, most frequent first. */
  reasons: { key: string; rows: number }[];
  /** Rows whose text is left out. */
  textsLeftOut: number;
  /** Rows with a date but no clock time: they count as the whole day. */
  dateOnly: number;
  unknown: UnknownValue[];
  places: PlaceFinding[];
  /** Rows by id of the category. */
  byCategory: Record<string, number>;
  /** Rows by id of the area; '' outside all areas. */
  byArea: Record<string, number>;
  preview: PreviewMap;
  /** Epoch seconds of the first and the last event; null when no row is good. */
  span: { from: number; to: number } | null;
}

/** Single points where they are few, squares of 250 m with their number where they are many. WGS 84. */
export type PreviewMap =
  | { kind: 'points'; points: { id: string; lon: number; lat: number }[] }
  | { kind: 'squares'; squares: { ring: [number, number][]; count: number }[] };
