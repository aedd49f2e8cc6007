/** One row of the file to one incident, or to the reason why not. */
import { createAreaLookup } from '../analysis/area-lookup';
import { toWgs84 } from '../analysis/sweref99tm';
import { FUTURE_TOLERANCE } from '../domain/future-tolerance';
import { DESCRIPTION_MAX, EARLIEST } from '../domain/incident';
import type { PlaceType, PoliceReported, SharingLevel } from '../domain/incident';
import { personalDataKinds } from '../domain/personal-data';
import type { Setting } from '../domain/setting';
import { degreesFlaw, metresFlaw, readNumber } from '../picture/read-position';
import { columnAt } from './mapping';
import { createPlaceMatcher } from './place-match';
import type { PlaceMatch } from './place-match';
import { readRowTime } from './row-time';
import type { TimeCells } from './row-time';
import { COLUMN_ROLES, LEAVE_OUT } from './types';
import type { ColumnRole, ImportRow, Mapping, Said, TableRow, ValueField } from './types';
import { uuidOf } from './uuid';
import { fold, quoted, rowText } from './values';

/** Whose rows they are: parts of each row's id. */
export interface RowOwner {
  municipalityId: string;
  organisationId: string;
  sourceId: string;
}

export type ReadRow =
  | { kind: 'good'; row: ImportRow; areaId: string; dateOnly: boolean; textLeftOut: boolean }
  | { kind: 'refused'; reason: Said }
  | { kind: 'left-out' };

export interface RowReader {
  read: (row: TableRow) => ReadRow;
  /** The row's own key: its cell in the id column, or all cells. */
  keyOf: (row: TableRow) => string;
  cell: (row: TableRow, role: ColumnRole) => string;
  match: (text: string) => PlaceMatch;
}

class Refused extends Error {
  constructor(readonly said: Said) {
    super(said.key);
  }
}
class LeftOut extends Error {}

const refuse = (key: string, values: Record<string, string | number> = {}): never => {
  throw new Refused({ key, values });
};

/** @param now epoch seconds. */
export function createRowReader(
  headings: readonly string[],
  mapping: Mapping,
  setting: Setting,
  owner: RowOwner,
  now: number,
): RowReader {
  const at = Object.fromEntries(
    COLUMN_ROLES.map((role) => [role, columnAt(headings, mapping.columns[role])]),
  ) as Record<ColumnRole, number>;
  const heading = (role: ColumnRole): string => mapping.columns[role] ?? '';
  const timeHeadings: TimeCells = {
    ...{ from: heading('from'), fromTime: heading('fromTime'), to: heading('to'), toTime: heading('toTime') },
  };
  const categories = new Set(setting.categories.filter(({ active }) => active).map(({ id }) => id));
  const places = new Map(setting.places.map((place) => [place.id, place]));
  const match = createPlaceMatcher(setting.places);
  const areas = createAreaLookup(setting.areas);
  const { municipality } = setting;
  const boundary = createAreaLookup([
    { id: municipality.id, name: municipality.name, geometry: municipality.boundary },
  ]);

  const cell = (row: TableRow, role: ColumnRole): string => (at[role] === -1 ? '' : (row.cells[at[role]] ?? '').trim());

  function keyOf(row: TableRow): string {
    const own = cell(row, 'id');
    return own === '' ? `row\u001f${rowText(row.cells)}` : `id\u001f${own}`;
  }

  /** What the value of a mapped column means; null: the cell is empty, or nothing is known of it. */
  function meaning(row: TableRow, field: ValueField): { value: string; meaning: string | null } {
    const value = cell(row, field);
    const known = value === '' ? null : (mapping.values[field][fold(value)] ?? null);
    if (known === LEAVE_OUT) throw new LeftOut();
    return { value, meaning: known };
  }

  function category(row: TableRow): string {
    const { value, meaning: known } = meaning(row, 'category');
    const id = value === '' || at.category === -1 ? mapping.defaults.category : known;
    if (value === '' && id === '') return refuse('rowNoCategory');
    if (id === null) return refuse('rowUnknownCategory', { value: quoted(value), column: heading('category') });
    if (!categories.has(id)) return refuse('rowCategoryGone', { value: quoted(value === '' ? id : value) });
    return id;
  }

  function sharing(row: TableRow): SharingLevel {
    const { value, meaning: known } = meaning(row, 'sharing');
    if (value === '') return mapping.defaults.sharing;
    // Never wider than somebody has said.
    return (known ?? refuse('rowUnknownSharing', { value: quoted(value), column: heading('sharing') })) as SharingLevel;
  }

  function placed(row: TableRow): { lon: number; lat: number } {
    const text = cell(row, 'place');
    if (text === '')
      return refuse('rowNoPosition', {
        columns: [heading('north'), heading('east'), heading('place')].filter(Boolean).join(', '),
      });
    const chosen = mapping.places[fold(text)];
    if (chosen === LEAVE_OUT) throw new LeftOut();
    const { certainty, candidates } = match(text);
    const id = chosen !== undefined && places.has(chosen) ? chosen : certainty === 'sure' ? candidates[0] : undefined;
    const place = id === undefined ? undefined : places.get(id);
    if (place) return { lon: place.lon, lat: place.lat };
    return refuse(certainty === 'none' ? 'rowUnknownPlace' : 'rowDoubtfulPlace', { value: quoted(text) });
  }

  function position(row: TableRow): { lon: number; lat: number } {
    const [north, east] = [cell(row, 'north'), cell(row, 'east')];
    // Zeros are how many systems write that they do not know.
    const zero = readNumber(north) === 0 && readNumber(east) === 0;
    if ((north === '' && east === '') || zero) return placed(row);
    const [first, second] = [readNumber(north), readNumber(east)];
    const columns = `${heading('north')}, ${heading('east')}`;
    if (north === '' || east === '') return refuse('rowNoPosition', { columns });
    if (!Number.isFinite(first)) return refuse('rowNotANumber', { value: quoted(north), column: heading('north') });
    if (!Number.isFinite(second)) return refuse('rowNotANumber', { value: quoted(east), column: heading('east') });
    const inMetres = mapping.coordinates === 'sweref99tm';
    const flaw = inMetres ? metresFlaw(first, second) : degreesFlaw(second, first);
    if (flaw) return refuse(flaw, { columns, first: quoted(north), second: quoted(east) });
    if (!inMetres) return { lon: second, lat: first };
    const [lon, lat] = toWgs84(second, first);
    return { lon, lat };
  }

  function time(row: TableRow): { from: number; to: number; dateOnly: boolean } {
    const cells: TimeCells = {
      ...{ from: cell(row, 'from'), fromTime: cell(row, 'fromTime'), to: cell(row, 'to'), toTime: cell(row, 'toTime') },
    };
    const read = readRowTime(cells, timeHeadings, mapping.dateOrder);
    if ('reason' in read) throw new Refused(read.reason);
    if (read.from > now + FUTURE_TOLERANCE) refuse('rowInTheFuture', { value: quoted(cells.from) });
    if (read.from < EARLIEST) refuse('rowBefore2000', { value: quoted(cells.from) });
    // Today without a clock time ends now.
    const to = read.dateOnly ? Math.max(read.from, Math.min(read.to, Math.floor(now))) : read.to;
    if (to > now + FUTURE_TOLERANCE) refuse('rowInTheFuture', { value: quoted(cells.to || cells.from) });
    return { ...read, to };
  }

  function description(row: TableRow): { text: string; leftOut: boolean } {
    const text = cell(row, 'description').replace(/\s+/g, ' ');
    const kinds = text === '' ? [] : personalDataKinds(text);
    if (kinds.length === 0 && text.length <= DESCRIPTION_MAX) return { text, leftOut: false };
    if (mapping.text === 'leave-out') return { text: '', leftOut: true };
    return kinds.length > 0
      ? refuse(`rowPersonalData_${kinds[0] ?? 'phone'}`)
      : refuse('rowTooLong', { length: text.length, limit: DESCRIPTION_MAX });
  }

  function good(row: TableRow): ReadRow {
    const categoryId = category(row);
    const when = time(row);
    const { lon, lat } = position(row);
    const area = setting.areas[areas.areaOf(lon, lat)];
    if (!area && boundary.areaOf(lon, lat) === -1)
      refuse('rowOutsideMunicipality', { municipality: municipality.name });
    const shared = sharing(row);
    const placeType = (meaning(row, 'placeType').meaning ?? mapping.defaults.placeType) as PlaceType;
    const policeReported = (meaning(row, 'policeReported').meaning ??
      mapping.defaults.policeReported) as PoliceReported;
    const { text, leftOut } = description(row);
    const { municipalityId, organisationId, sourceId } = owner;
    const id = uuidOf([municipalityId, organisationId, sourceId, keyOf(row)].join('\u001f'));
    return {
      kind: 'good',
      areaId: area?.id ?? '',
      dateOnly: when.dateOnly,
      textLeftOut: leftOut,
      row: {
        ...{ row: row.line, id, categoryId, lon, lat, occurredFrom: when.from, occurredTo: when.to },
        ...{ placeType, description: text, policeReported, sharing: shared },
      },
    };
  }

  return {
    cell,
    keyOf,
    match,
    read(row) {
      try {
        return good(row);
      } catch (error) {
        if (error instanceof LeftOut) return { kind: 'left-out' };
        if (error instanceof Refused) return { kind: 'refused', reason: error.said };
        throw error;
      }
    },
  };
}
