/** What is shown, as files and as the print page. The formats are loaded when somebody asks for one. */
import type { GeoJsonLayer } from '../../picture/formats/geojson';
import type { ReportedForArea } from '../../picture/compose-coverage';
import type { SituationPicture } from '../../picture/types';
import type { IncidentTable, NearRepeats, Slice } from '../../analysis/types';
import type { Membership, Setting } from '../../domain/setting';
import { logExport } from '../../data/audit-log';
import { language, named, t } from '../../i18n/i18n.svelte';
import type { TextFile } from '../../ui/download';
import { coverageOfShown, markOf } from './coverage-marks';
import type { Shown } from './shown';
import type { CoverageState } from './situation-data.svelte';
import { filterLines } from './words';

export type ExportChoice = 'json' | 'areas-csv' | 'incidents-csv' | `geojson-${GeoJsonLayer}`;
export const EXPORT_CHOICES: readonly ExportChoice[] = [
  'areas-csv',
  'incidents-csv',
  'geojson-hotspots',
  'geojson-gone',
  'geojson-cells',
  'geojson-areas',
  'geojson-incidents',
  'json',
];

export interface ExportSource {
  shown: Shown;
  setting: Setting;
  membership: Membership;
  table: IncidentTable;
  /** Who has reported, as far as it is known now. */
  coverage: () => CoverageState;
  /** Knox's table of a slice, as the situation's data give it. */
  near: (slice: Slice) => Promise<NearRepeats | null | 'superseded'>;
}

/** Milliseconds between two looks at what is still on its way, and how many looks. */
const WAIT = { between: 250, times: 40 } as const;
const aWhile = (): Promise<void> => new Promise((done) => setTimeout(done, WAIT.between));

/** @throws Error when the answer does not come: the screen was left, or others keep asking. */
async function nearRepeatsOf({ near, shown }: ExportSource): Promise<NearRepeats | null> {
  for (let time = 0; time < WAIT.times; time++) {
    const found = await near(shown.analysis.slice);
    if (found !== 'superseded') return found;
    await aWhile();
  }
  throw new Error('The near repeats were not answered.');
}

/** Null when it could not be fetched who has reported: the picture then says that it is not known. */
async function reportedFor({ coverage, shown }: ExportSource): Promise<ReportedForArea[] | null> {
  let state = coverageOfShown(coverage(), shown);
  for (let time = 0; state.state === 'loading' && time < WAIT.times; time++) {
    await aWhile();
    state = coverageOfShown(coverage(), shown);
  }
  if (state.state !== 'ready') return null;
  return state.areas.flatMap(({ areaId, expected, reported }) => {
    const mark = markOf({ expected, reported });
    return mark === null ? [] : [{ areaId, expected, reported, mark }];
  });
}

/** The picture of exactly what is shown. `incidents`: with single incidents (positions and times, never texts). */
export async function pictureOf(source: ExportSource, incidents: boolean): Promise<SituationPicture> {
  const { shown, setting, membership, table } = source;
  const [{ composePicture }, nearRepeats, coverage] = await Promise.all([
    import('../../picture/compose'),
    nearRepeatsOf(source),
    reportedFor(source),
  ]);
  return composePicture({
    analysis: shown.analysis,
    nearRepeats,
    coverage,
    coverageFrom: 'register',
    areas: setting.areas,
    categoryNames: shown.lists.categories.map(named),
    language: language(),
    createdAt: Math.floor(Date.now() / 1000),
    municipality: setting.municipality.name,
    source: t('situation:source', {
      municipality: setting.municipality.name,
      role: t(`common:role_${membership.role}`),
    }),
    filters: filterLines(shown.view, setting),
    incidents: incidents ? table : null,
    boundary: setting.municipality.boundary,
    places: setting.places,
    rejected: [],
    dateOnly: 0,
  });
}

/** What leaves is in the log before it is made: no file without its trace. @throws as `logExport`. */
export async function traceExport({ shown, setting }: ExportSource, kind: ExportChoice | 'print'): Promise<void> {
  const { period, area, groups, categories, organisations, weekdays, hours } = shown.view;
  const filter = {
    period: period.key,
    ...(area && { area }),
    ...(groups.length > 0 && { groups }),
    ...(categories.length > 0 && { categories }),
    ...(organisations.length > 0 && { organisations }),
    ...(weekdays.length > 0 && { weekdays }),
    ...(hours && { hours: `${hours.from}-${hours.to}` }),
  };
  await logExport(setting.municipality.id, kind, filter, shown.analysis.total);
}

/** One export as a file's name and text. The JSON is what the command line writes too: it holds no single incidents, and is made to be passed on. */
export async function exportFile(source: ExportSource, choice: ExportChoice): Promise<TextFile> {
  await traceExport(source, choice);
  const [picture, { pictureFileName }] = await Promise.all([
    pictureOf(source, choice === 'incidents-csv' || choice === 'geojson-incidents'),
    import('../../picture/file-name'),
  ]);
  if (choice === 'json') {
    const { pictureJson } = await import('../../picture/formats/json');
    return { name: pictureFileName(picture, '', 'json'), type: 'application/json', text: pictureJson(picture) };
  }
  if (choice === 'areas-csv' || choice === 'incidents-csv') {
    const { areasCsv, incidentsCsv } = await import('../../picture/formats/csv');
    const areas = choice === 'areas-csv';
    return {
      name: pictureFileName(picture, t(areas ? 'picture:layer_areas' : 'picture:layer_incidents'), 'csv'),
      type: 'text/csv;charset=utf-8',
      text: areas ? areasCsv(picture) : incidentsCsv(picture),
    };
  }
  const layer = choice.slice('geojson-'.length) as GeoJsonLayer;
  const { pictureGeoJson } = await import('../../picture/formats/geojson');
  return {
    name: pictureFileName(picture, t(`picture:layer_${layer}`), 'geojson'),
    type: 'application/geo+json',
    text: JSON.stringify(pictureGeoJson(picture, layer)),
  };
}
