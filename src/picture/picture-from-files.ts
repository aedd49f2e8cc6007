/** The command line's journey without its files: bytes in, situation picture out. */
import { analyse, createStudy } from '../analysis/analyse';
import { buildIncidentTable } from '../analysis/incident-table';
import { nearRepeats } from '../analysis/near-repeats';
import { toSweref } from '../analysis/sweref99tm';
import type { CellShape, Slice, StudyArea } from '../analysis/types';
import { parsePeriod } from '../domain/period';
import { composePicture } from './compose';
import { readAreas } from './read-areas';
import { readCheckIns } from './read-check-ins';
import { readIncidents } from './read-incidents';
import { readPlaces } from './read-places';
import { signedArea } from './ring';
import type { Language, SituationPicture } from './types';
import { UserError } from './user-error';
import { usualReporters } from './usual-reporters';
import { say, sayNumber } from './words';

export interface PictureFiles {
  incidents: Uint8Array;
  incidentsName: string;
  areas: Uint8Array;
  areasName: string;
  /** Optional gazetteer. */
  places: { bytes: Uint8Array; name: string } | null;
  /** Optional: which organisation has reported for which area and week. Without it, coverage is not known. */
  checkIns?: { bytes: Uint8Array; name: string } | null;
  /** `2026-W47`, `2026-11`, `2026-T3`, `2026`. */
  period: string;
  /** Side of the cells as the person wrote it, whole metres. */
  cell: string;
  /** `square` (where nothing is said) or `hexagon`, as the person wrote it. */
  shape?: string;
  /** Name in the title, usually the municipality's. */
  title: string | null;
  language: Language;
  /** Epoch seconds. */
  now: number;
}

export const CELL_METRES = { low: 25, high: 5000 } as const;
/** More cells than this make files that no program opens with pleasure, and Gi* of the finer grid says nothing more. */
const MAX_CELLS = 1_000_000;

function readCell(value: string, language: Language): number {
  const cell = /^\d{1,5}$/.test(value) ? Number(value) : NaN;
  if (!(cell >= CELL_METRES.low && cell <= CELL_METRES.high)) {
    throw new UserError(say(language, 'cellInvalid', { value, ...CELL_METRES }));
  }
  return cell;
}

function readShape(value: string, language: Language): CellShape {
  if (value === 'square' || value === 'hexagon') return value;
  throw new UserError(say(language, 'shapeUnknown', { value }));
}

/** Refuses a grid that would not fit in memory, before it is made; holes and overlaps are neglected. */
function checkGridSize(areas: readonly StudyArea[], cell: number, language: Language): void {
  const rings = areas.flatMap((area) => area.geometry.coordinates.map(([outer = []]) => outer));
  const squareMetres = rings.reduce(
    (sum, ring) => sum + Math.abs(signedArea(ring.map(([lon = 0, lat = 0]) => toSweref(lon, lat)))) / 2,
    0,
  );
  const cells = squareMetres / (cell * cell);
  if (cells <= MAX_CELLS) return;
  const atLeast = Math.ceil(Math.sqrt(squareMetres / MAX_CELLS) / 5) * 5;
  throw new UserError(say(language, 'cellTooSmall', { cell, cells: sayNumber(language, Math.round(cells)), atLeast }));
}

/**
 * @param files the bytes of an incidents CSV and an areas GeoJSON, and what is asked of them.
 * @returns the picture of the period. It holds no single incidents: its files are made to be passed on.
 * @throws UserError with one sentence in the language when the files or the options cannot be used.
 */
export function pictureFromFiles(files: PictureFiles): SituationPicture {
  const { language } = files;
  const period = parsePeriod(files.period);
  if (!period) throw new UserError(say(language, 'periodUnknown', { value: files.period }));
  const cell = readCell(files.cell, language);
  const shape = readShape(files.shape ?? 'square', language);
  const areas = readAreas(files.areas, files.areasName, language);
  checkGridSize(areas, cell, language);
  const places = files.places ? readPlaces(files.places.bytes, files.places.name, language) : [];
  const checkedIn = files.checkIns
    ? readCheckIns(files.checkIns.bytes, files.checkIns.name, areas, language)
    : { checkIns: null, rejected: [] };
  const read = readIncidents(files.incidents, files.incidentsName, language);
  const study = createStudy(areas, places);
  const { east, north, from, to, category, organisation } = read;
  const area = study.lookup.assignAreas(read.lon, read.lat);
  const table = buildIncidentTable({ east, north, from, to, category, organisation, area });
  const everything = { areas: null, categories: null, organisations: null, weekdays: null, hours: null };
  const slice: Slice = { period, cell, shape, ...everything };
  const areaIds = areas.map(({ id }) => id);
  return composePicture({
    analysis: analyse(table, study, slice),
    nearRepeats: nearRepeats(table, study, slice),
    coverage: checkedIn.checkIns && usualReporters(checkedIn.checkIns, table, read.organisations, areaIds, period),
    coverageFrom: 'history',
    areas,
    categoryNames: read.categories,
    language,
    createdAt: files.now,
    municipality: files.title,
    source: files.incidentsName,
    filters: [],
    incidents: null,
    boundary: null,
    places,
    rejected: [...read.rejected, ...checkedIn.rejected],
    dateOnly: read.dateOnly,
  });
}
