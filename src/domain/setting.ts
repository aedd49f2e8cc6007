/**
 * The setting of a municipality: everything that changes rarely and that every screen needs.
 * Ids of areas, organisations, categories and places are short slugs, unique within the municipality, so that a link stays readable.
 */
import type { MultiPolygon } from 'geojson';
import type { CategoryIcon } from './category-icon';
import type { Deadline, Rhythm } from './check-in';
import type { Look } from './look';

export type MunicipalityId = string;

export const ROLES = ['reporter', 'viewer', 'coordinator', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

export const ORGANISATION_KINDS = [
  'police',
  'municipality',
  'housing_company',
  'rescue_service',
  'guards',
  'school',
  'business',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** Kinds of organisation that may see what is shared with authorities only. */
export const AUTHORITY_KINDS: readonly OrganisationKind[] = ['police', 'municipality'];

/** True when the member sees every area of the municipality, as `app.my_areas` decides in the database. */
export function seesAllAreas({ role, organisationKind }: Pick<Membership, 'role' | 'organisationKind'>): boolean {
  return (
    role === 'coordinator' ||
    role === 'administrator' ||
    AUTHORITY_KINDS.includes(organisationKind) ||
    organisationKind === 'rescue_service'
  );
}

export interface Municipality {
  id: MunicipalityId;
  name: string;
  boundary: MultiPolygon;
  /** Missing where the setting comes from a file, or from before there was one. */
  look?: Look;
}

export const AREA_KINDS = ['pilot', 'priority', 'other'] as const;
export type AreaKind = (typeof AREA_KINDS)[number];

export interface Area {
  id: string;
  name: string;
  kind: AreaKind;
  /** ISO date (YYYY-MM-DD) from which the area takes part. */
  activeFrom: string;
  /** ISO date of the first day on which it no longer takes part; null or missing: it goes on. */
  activeTo?: string | null;
  /** Ids of the areas that it came from, by a split, a merger or a new border; missing from older servers. */
  succeeds?: string[];
  /** How often it is reported for, and by when; missing where areas come from a file. */
  rhythm?: Rhythm;
  reportBy?: Deadline;
  /** WGS 84; may have holes and several parts. */
  geometry: MultiPolygon;
}

export interface Organisation {
  id: string;
  name: string;
  kind: OrganisationKind;
  /** It takes no part any more: it stays where it is written down, and is not offered for anything new. */
  closed?: boolean;
}

export interface CategoryGroup {
  id: string;
  name: string;
  nameEn: string | null;
}

export interface Category {
  id: string;
  groupId: string;
  name: string;
  nameEn: string | null;
  active: boolean;
  /** Seriousness: which of two that are as many is named first. Missing where categories come from a file. */
  weight?: number;
  icon?: CategoryIcon;
}

/** A named point of the local gazetteer. */
export interface Place {
  id: string;
  name: string;
  areaId: string | null;
  lon: number;
  lat: number;
}

export interface Setting {
  municipality: Municipality;
  areas: Area[];
  organisations: Organisation[];
  categoryGroups: CategoryGroup[];
  categories: Category[];
  places: Place[];
}

/** What one person is in one organisation of one municipality; a person may have several. */
export interface Membership {
  id: string;
  municipalityId: MunicipalityId;
  municipalityName: string;
  organisationId: string;
  organisationName: string;
  organisationKind: OrganisationKind;
  role: Role;
  /** The municipality demands a second factor of this role. */
  secondFactor?: boolean;
  /** Hours after which one signs in again, however often the session was refreshed. */
  sessionHours?: number;
}

/** Roles that report; the others read, or look after the setting. */
export function mayReport(role: Role): boolean {
  return role === 'reporter' || role === 'coordinator';
}
