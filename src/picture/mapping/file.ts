/** The document of a mapping as a file; its writer is loaded when somebody asks for it, and whoever asks draws the map. */
import type { PublishedFile, Rasterise } from '../formats/published/formats';
import { pixelImage } from '../formats/published/images';
import { dataUrl } from '../formats/published/png';
import type { Language } from '../types';
import { mappingFileName } from './about';
import type { MappingDocument } from './document';
import { mappingMap } from './map';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
/** Sharp in print, and no file of ten megabytes. */
const PIXELS = 2160;

/** @param rasterise null where nothing can draw: the document then says where the map would be. */
export async function mappingFile(
  doc: MappingDocument,
  language: Language,
  rasterise: Rasterise | null,
): Promise<PublishedFile> {
  const map = mappingMap(doc, language, true);
  const drawn = map && rasterise ? await rasterise(dataUrl('image/svg+xml', map.svg), PIXELS) : null;
  const { mappingDocx } = await import('./docx');
  const bytes = await mappingDocx(doc, language, map && drawn ? pixelImage(drawn, map.alt) : null);
  return { name: mappingFileName(doc, language, 'docx'), type: DOCX, bytes };
}
