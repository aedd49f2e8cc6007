/** What is shown, as files and as the print page. The formats are loaded when somebody asks for one. */
import type { GeoJsonLayer } from '../../picture/formats/geojson';
import type { SituationPicture } from '../../picture/types';
import type { IncidentTable } from '../../analysis/types';
import type { Membership, Setting } from '../../domain/setting';
import { language, named, t } from '../../i18n/i18n.svelte';
import type { Shown } from './shown';
import { filterLines } from './words';

export type ExportChoice = 'areas-csv' | 'incidents-csv' | `geojson-${GeoJsonLayer}`;
export const EXPORT_CHOICES: readonly ExportChoice[] = [
  'areas-csv',
  'incidents-csv',
  'geojson-hotspots',
  'geojson-cells',
  'geojson-areas',
  'geojson-incidents',
];

export interface ExportSource {
  shown: Shown;
  setting: Setting;
  membership: Membership;
  table: IncidentTable;
}

/** The picture of exactly what is shown. `incidents`: with single incidents (positions and times, never texts). */
export async function pictureOf(
  { shown, setting, membership, table }: ExportSource,
  incidents: boolean,
): Promise<SituationPicture> {
  const { composePicture } = await import('../../picture/compose');
  return composePicture({
    analysis: shown.analysis,
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

interface ExportFile {
  name: string;
  type: string;
  text: string;
}

/** One export as a file's name and text. */
export async function exportFile(source: ExportSource, choice: ExportChoice): Promise<ExportFile> {
  const [picture, { pictureFileName }] = await Promise.all([
    pictureOf(source, true),
    import('../../picture/file-name'),
  ]);
  if (choice === 'areas-csv' || choice === 'incidents-csv') {
    const { areasCsv, incidentsCsv } = await import('../../picture/formats/csv');
    const areas = choice === 'areas-csv';
    return {
      name: pictureFileName(picture, t(areas ? 'situation:geo_areas' : 'situation:geo_incidents'), 'csv'),
      type: 'text/csv;charset=utf-8',
      text: areas ? areasCsv(picture) : incidentsCsv(picture),
    };
  }
  const layer = choice.slice('geojson-'.length) as GeoJsonLayer;
  const { pictureGeoJson } = await import('../../picture/formats/geojson');
  return {
    name: pictureFileName(picture, t(`situation:geo_${layer}`), 'geojson'),
    type: 'application/geo+json',
    text: JSON.stringify(pictureGeoJson(picture, layer)),
  };
}

/** Hands the file to the browser. */
export function download({ name, type, text }: ExportFile): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000); // Safari reads it after the click
}
