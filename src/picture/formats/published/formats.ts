/**
 * The formats of a published picture behind one door. A writer and its package are loaded when somebody asks for the format; nothing of them is in the first download.
 * Images are drawn by whoever asks (a canvas in the browser, Chromium on the command line) and handed to the writers as data, so that these stay pure.
 */
import type { PublishedPicture } from '../../published';
import type { Language } from '../../types';
import { say } from '../../words';
import { editionOf, footerText, periodText, sourceText, titleText, type Edition } from './about';
import { pixelImage, type Images, type PixelImage } from './images';
import { mapDescription } from './map-content';
import { publishedMap, publishedMapSheet, publishedWideMap, type Drawing } from './map-sheet';
import { publishedFileName } from './name';
import { bytesOfDataUrl, dataUrl, printPng } from './png';

export const PUBLISHED_FORMATS = [
  'html',
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
] as const;
export type PublishedFormat = (typeof PUBLISHED_FORMATS)[number];

export interface PublishedFile {
  name: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Draws an image as pixels.
 * @param image data URL: SVG, PNG or WebP.
 * @param width in pixels; null: the image's own.
 * @returns data URL, image/png.
 */
export type Rasterise = (image: string, width: number | null) => Promise<string>;

export interface Extras {
  /** Null where nothing can draw: documents then say where the map is, and a PNG cannot be written. */
  rasterise: Rasterise | null;
  /** Data URL of the municipality's logo, PNG or JPEG. */
  logo: string | null;
  /** What it shows, in words. */
  logoAlt?: string | null;
  /** Where the incidents come from and which were let through; left out: the municipality's EST reports. */
  source?: string | null;
  filters?: string | null;
}

/** A4 with 300 dots an inch, lying. */
const PRINT_PIXELS = 3508;
/** Sharp on a large screen, and no file of ten megabytes. */
const SLIDE_PIXELS = 2160;

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const TYPES = {
  html: 'text/html;charset=utf-8',
  pptx: `${OFFICE}.presentationml.presentation`,
  docx: `${OFFICE}.wordprocessingml.document`,
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  png: 'image/png',
  csv: 'text/csv;charset=utf-8',
  geojson: 'application/geo+json',
} as const;

const drawn = (rasterise: Rasterise, { svg }: Drawing, width: number): Promise<string> =>
  rasterise(dataUrl('image/svg+xml', svg), width);

/** Pictures of the map as the coordinator kept them; WebP becomes PNG, since office programs do not open it everywhere. */
async function mapImages({ picture }: Edition, rasterise: Rasterise | null): Promise<(PixelImage | null)[]> {
  return Promise.all(
    picture.maps.map(async ({ image, caption }) => {
      const url = image.startsWith('data:image/png') || !rasterise ? image : await rasterise(image, null);
      return pixelImage(url, caption);
    }),
  );
}

async function imagesOf(
  edition: Edition,
  rasterise: Rasterise | null,
  draw: (edition: Edition) => Drawing,
): Promise<Images> {
  const { logo, logoAlt, language, picture } = edition;
  const map = rasterise ? await drawn(rasterise, draw(edition), SLIDE_PIXELS) : null;
  return {
    map: map === null ? null : pixelImage(map, mapDescription(edition)),
    logo:
      logo === null ? null : pixelImage(logo, logoAlt ?? say(language, 'logoAlt', { name: picture.municipality.name })),
    maps: await mapImages(edition, rasterise),
  };
}

async function mapPng(edition: Edition, rasterise: Rasterise | null): Promise<Uint8Array<ArrayBuffer>> {
  if (!rasterise) throw new TypeError('A PNG needs something that draws.');
  const png = bytesOfDataUrl(await drawn(rasterise, publishedMapSheet(edition), PRINT_PIXELS));
  return printPng(png, [
    ['Title', `${titleText(edition)}, ${periodText(edition)}`],
    ['Description', `${footerText(edition)}. ${mapDescription(edition)}`],
    ['Source', sourceText(edition)],
  ]);
}

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));

/**
 * @param picture as `readPublished` gives it: what the audience may have, and nothing else is written.
 * @returns one file with a name that sorts by municipality, period and version.
 * @throws TypeError for a PNG where nothing can draw.
 */
export async function writePublished(
  picture: PublishedPicture,
  format: PublishedFormat,
  language: Language,
  { rasterise, logo, logoAlt = null, source = null, filters = null }: Extras,
): Promise<PublishedFile> {
  const edition: Edition = { ...editionOf(picture, language, { source, filters }), logo, logoAlt };
  const file = (bytes: Uint8Array<ArrayBuffer>, extension: keyof typeof TYPES, part = ''): PublishedFile => ({
    name: publishedFileName(picture, language, part, extension),
    type: TYPES[extension],
    bytes,
  });
  switch (format) {
    case 'html': {
      const { publishedDocument } = await import('./page');
      return file(utf8(publishedDocument(edition)), 'html');
    }
    case 'pptx': {
      const [{ publishedPptx }, images] = await Promise.all([
        import('./pptx'),
        imagesOf(edition, rasterise, publishedWideMap),
      ]);
      return file(await publishedPptx(edition, images), 'pptx');
    }
    case 'docx': {
      const [{ publishedDocx }, images] = await Promise.all([
        import('./docx'),
        imagesOf(edition, rasterise, publishedMap),
      ]);
      return file(await publishedDocx(edition, images), 'docx');
    }
    case 'xlsx': {
      const { publishedXlsx } = await import('./xlsx');
      return file(await publishedXlsx(edition), 'xlsx');
    }
    case 'png':
      return file(await mapPng(edition, rasterise), 'png', say(language, 'file_map'));
    case 'csv-areas':
    case 'csv-hotspots':
    case 'csv-actions': {
      const { publishedCsv } = await import('./csv');
      const part = format === 'csv-areas' ? 'areas' : format === 'csv-hotspots' ? 'hotspots' : 'actions';
      return file(utf8(publishedCsv(edition, part)), 'csv', say(language, `file_${part}`));
    }
    default: {
      const { publishedGeoJson, PUBLISHED_LAYERS } = await import('./geojson');
      const layer = PUBLISHED_LAYERS.find((one) => format === `geojson-${one}`) ?? 'areas';
      const text = `${JSON.stringify(publishedGeoJson(edition, layer), null, 1)}\n`;
      return file(utf8(text), 'geojson', say(language, `file_${layer}`));
    }
  }
}
