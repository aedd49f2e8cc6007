/** What a picture is published from: the answer of the database's `publishing_source`, and what is made of it once for all audiences. */
import { createStudy, type Study } from '../analysis/analyse';
import { areasInPeriod, tableInPeriod } from '../analysis/area-generation';
import type { PackedColumns } from '../analysis/packed-columns';
import { tableOfPacked } from '../analysis/packed-table';
import type { IncidentTable } from '../analysis/types';
import { areasToStudy } from '../domain/area-life';
import { dayOfEpoch } from '../domain/check-in';
import type { Action, Activity } from '../domain/meeting';
import { parsePeriod, type Period } from '../domain/period';
import type { Category, Setting } from '../domain/setting';
import type { EarlierVersion } from './disclose-earlier';

/** Sides of the cells in metres, as on the situation screen: all areas, or one. */
export const CELL_ALL = 250;
export const CELL_ONE = 125;

/** Columns sorted by time, with the slugs that their codes stand for. */
export interface PublishedIncidents extends PackedColumns {
  categories: string[];
  organisations: string[];
  areas: string[];
}

/** Of one area; as the coordinator sees it. */
export interface CoverageOfArea {
  areaId: string;
  expected: number;
  reported: number;
  missing: string[] | null;
}

export interface PublishingSource {
  /** All areas, whoever asks. */
  setting: Setting;
  picture: { id: string; periodKey: string; areaId: string | null };
  parts: { part: string; content: unknown }[];
  /** Released incidents of all time: those that police and municipality may see, and of them those that all of EST may. */
  incidents: { authorities: PublishedIncidents; partners: PublishedIncidents };
  actions: Action[];
  /** Planned ones. */
  activities: Activity[];
  organisationAreas: { organisationId: string; areaIds: string[] }[];
  /** Number of the latest version; 0 when there is none. */
  previous: number;
  /** How often anything of the municipality was published before: what audiences already have decides what they may be given. */
  publications: number;
  /** What partners and outsiders have been given already. */
  earlier: EarlierVersion[];
}

/** Lists that the indexes of every table here point into, and the study that they share. */
export interface Basis {
  setting: Setting;
  period: Period;
  study: Study;
  /** Those of the setting; indexes of the tables. */
  categories: readonly Category[];
  /** Areas of the picture; null: all. */
  scope: number[] | null;
  /** Areas that the period is told of. */
  shown: number[];
  /** Metres. */
  cell: number;
}

/**
 * @param now epoch seconds: areas that are to come are not there yet. By default the end of the period.
 * @throws RangeError with a sentence when the picture names a period or an area that there is not.
 */
export function basisOf({ setting, picture }: PublishingSource, now = Infinity): Basis {
  const period = parsePeriod(picture.periodKey);
  if (!period) throw new RangeError(`There is no period ${picture.periodKey}: open a picture of another.`);
  const area = setting.areas.findIndex(({ id }) => id === picture.areaId);
  if (picture.areaId !== null && area < 0) {
    throw new RangeError(`There is no area ${picture.areaId} any more: open a picture of another.`);
  }
  const scope = area < 0 ? null : [area];
  const areas = areasToStudy(setting.areas, dayOfEpoch(Math.min(now, period.to - 1)));
  return {
    ...{ setting, period, categories: setting.categories },
    study: createStudy(areas, setting.places),
    ...{ scope, shown: areasInPeriod(areas, period, scope) },
    cell: area < 0 ? CELL_ALL : CELL_ONE,
  };
}

/** @throws RangeError with a sentence when the columns are damaged, or of a category that the setting does not know. */
export function tableOf(packed: PublishedIncidents, { setting, categories }: Basis): IncidentTable {
  const category = packed.categories.map((slug) => {
    const at = categories.findIndex(({ id }) => id === slug);
    if (at < 0) throw new RangeError(`The incidents have a category ${slug} that the setting lacks: publish again.`);
    return at;
  });
  return tableOfPacked(packed, {
    category,
    organisation: packed.organisations.map(() => -1),
    area: packed.areas.map((slug) => setting.areas.findIndex(({ id }) => id === slug)),
  });
}

/** The table with its incidents in the areas that the period is told of: parts of a publication that count for themselves count as the analysis does. */
export const tableForPicture = (table: IncidentTable, { study, shown }: Basis): IncidentTable =>
  tableInPeriod(table, study.areas, shown);
