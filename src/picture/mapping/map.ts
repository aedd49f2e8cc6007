/** The map of the places, drawn: nothing is fetched, and it is as sharp on paper as the text. */
import { escapeHtml } from '../formats/html';
import { mapPatterns } from '../formats/published/map-content';
import { drawMap } from '../formats/map-drawing';
import { areasInFrame, fitFrame, insideRings, labelPoint, projectRings } from '../formats/map-frame';
import type { Language } from '../types';
import { say, sayList } from '../words';
import type { MappingDocument } from './document';
import { placesOf } from './sections';

export interface MappingMap {
  svg: string;
  width: number;
  height: number;
  alt: string;
  /** Names of areas far from the others, which the map leaves out; empty: it holds all. */
  left: string;
}

const STYLE =
  `<style>text{font-family:Inter,'Segoe UI',Roboto,'Helvetica Neue',Arial,'Liberation Sans',sans-serif;fill:#1c211d;paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}` +
  `.sp-area-name{font-size:13px;font-weight:650}.sp-place-name{font-size:10.5px;font-style:italic}.sp-scale{font-size:11px;text-anchor:middle}` +
  `.sp-number{font-size:11px;font-weight:700;fill:#fff;stroke:none;text-anchor:middle}</style>`;

/** @param alone an image of its own, with the style that the page has otherwise. @returns null where there is no place to show. */
export function mappingMap(doc: MappingDocument, language: Language, alone: boolean): MappingMap | null {
  const places = placesOf(doc);
  const { areas, boundary, places: named } = doc.context;
  if (places.length === 0 || areas.length === 0) return null;
  const rings = areas.map(({ geometry }) => projectRings(geometry));
  const middles = places.map(({ outline }) => labelPoint(projectRings(outline)));
  const holds = (at: number): boolean => middles.some(([x, y]) => insideRings(rings[at] ?? [], x, y));
  // An area with a place in it must be on the map, however far it lies.
  const shown = areas.map((_, i) => ({ verdict: holds(i) ? ('above' as const) : ('usual' as const) }));
  const inFrame = new Set(areasInFrame({ areas: shown, hotspots: [] }, rings));
  const frame = fitFrame(rings.filter((_, i) => inFrame.has(i)));
  const most = doc.exact?.placesKind === 'most';
  const drawn = drawMap(
    {
      ...{ language, boundary, cells: [], gone: [], points: [], places: named },
      areas: areas.map(({ name }, i) => ({
        ...{ name, rings: rings[i] ?? [], inFrame: inFrame.has(i), first: holds(i) },
        look: { fill: 'sp-fill-plain', ink: '#6d756c', dashed: false, mark: () => '' },
      })),
      hotspots: places.map(({ outline }) => ({ outline, dashed: most, fill: '#7a0f4f40' })),
    },
    frame,
  );
  const alt = say(language, 'mappingMapAlt', {
    names: sayList(
      language,
      places.map(({ name }, i) => `${i + 1} ${name}`),
    ),
  });
  const left = areas.filter((_, i) => !inFrame.has(i)).map(({ name }) => name);
  const { width, height } = frame;
  const size = alone ? ` xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"` : ' class="sp-map"';
  const ground = `<rect width="${width}" height="${height}" fill="#f6f7f5"/>`;
  return {
    svg:
      `<svg viewBox="0 0 ${width} ${height}"${size} role="img" aria-label="${escapeHtml(alt)}"><title>${escapeHtml(say(language, 'mappingMapTitle'))}</title>` +
      `${alone ? STYLE : ''}${ground}${mapPatterns()}${drawn}</svg>`,
    ...{ width, height, alt },
    left: left.length === 0 ? '' : say(language, 'offMap', { names: sayList(language, left) }),
  };
}
