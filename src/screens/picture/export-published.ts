/** A published picture as a file: traced first, then written by the format's own writer, which is loaded when asked for. */
import { logExport } from '../../data/audit-log';
import { logoFor } from '../../data/look';
import { language } from '../../i18n/i18n.svelte';
import type { PublishedFormat } from '../../picture/formats/published/formats';
import type { PublishedPicture } from '../../picture/published';
import type { BytesFile } from '../../ui/download';

/** In the order of the menu; PDF comes from the print page. */
export const EXPORT_FORMATS = [
  'pptx',
  'docx',
  'xlsx',
  'png',
  'csv-areas',
  'csv-hotspots',
  'csv-actions',
  'geojson-areas',
  'geojson-hotspots',
  'geojson-actions',
  'geojson-events',
  'html',
] as const satisfies readonly PublishedFormat[];

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Rows that leave: areas, places, actions and events of the version. */
const rowsOf = ({ areas, hotspots, actions, events }: PublishedPicture): number =>
  areas.length + hotspots.length + actions.length + events.length;

/** What leaves is in the log before it is made. @throws as `logExport`. */
export async function tracePublished(
  municipality: string,
  picture: PublishedPicture,
  format: ExportFormat | 'print',
): Promise<void> {
  const { period, version, audience, organisation, area } = picture;
  const filter = {
    period: period.key,
    version,
    audience,
    ...(organisation && { organisation: organisation.id }),
    ...(area && { area: area.id }),
  };
  await logExport(municipality, `picture-${format}`, filter, rowsOf(picture));
}

/** Throws as `logExport`, and Error where the browser cannot draw the map. */
export async function publishedFile(
  municipality: string,
  picture: PublishedPicture,
  format: ExportFormat,
): Promise<BytesFile> {
  await tracePublished(municipality, picture, format);
  const [{ writePublished }, { rasterise }, logo] = await Promise.all([
    import('../../picture/formats/published/formats'),
    import('../../ui/raster'),
    logoFor(municipality),
  ]);
  return writePublished(picture, format, language(), {
    ...{ rasterise, logo: logo?.image ?? null, logoAlt: logo?.alt ?? null },
  });
}
