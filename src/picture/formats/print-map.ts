/** The map of the printed picture: areas by verdict, the cells of its hotspots. */
import { SHOWN_VERDICTS, shownVerdict } from '../shown-verdict';
import type { ShownVerdict } from '../shown-verdict';
import type { SituationPicture } from '../types';
import { say, sayList } from '../words';
import { ringOfCell } from './cell-shapes';
import { classesOf, hotCells } from './hot-cells';
import { escapeHtml } from './html';
import { drawMap } from './map-drawing';
import type { AreaLook, MapContent } from './map-drawing';
import { areasInFrame, fitFrame, projectRings } from './map-frame';
import type { Rings } from './map-frame';
import { VERDICT_COLOURS, verdictMark } from './verdict-sign';

/** Layered over the soft colour, so that verdicts stay apart on a grey printer: rising stripes, falling stripes, dots, as on the screen's map. */
const TEXTURES: Record<ShownVerdict, string> = {
  above: '<path d="M-2 2 2-2M0 8 8 0M6 10 10 6" stroke="#b5470b" stroke-opacity=".5" stroke-width="1.3"/>',
  usual: '',
  below: '<path d="M-2 6 2 10M0 0 8 8M6-2 10 2" stroke="#1f6391" stroke-opacity=".5" stroke-width="1.3"/>',
  'too-few': '<circle cx="4" cy="4" r=".8" fill="#85808c"/>',
  ongoing: '',
};

/** Patterns by verdict; the legend uses them too. */
export function verdictPatterns(): string {
  const pattern = (verdict: ShownVerdict): string =>
    `<pattern id="sp-fill-${verdict}" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="${VERDICT_COLOURS[verdict].soft}"/>${TEXTURES[verdict]}</pattern>`;
  return `<defs>${SHOWN_VERDICTS.map(pattern).join('')}</defs>`;
}

/** How an area of a verdict is drawn. */
export const verdictLook = (verdict: ShownVerdict): AreaLook => ({
  fill: `sp-fill-${verdict}`,
  ink: VERDICT_COLOURS[verdict].ink,
  dashed: verdict === 'too-few',
  mark: (x, y) => verdictMark(verdict, x, y),
});

function contentOf(picture: SituationPicture, areas: readonly Rings[], inFrame: ReadonlySet<number>): MapContent {
  const classes = classesOf(picture);
  return {
    language: picture.language,
    areas: picture.areas.map((area, i) => {
      const verdict = shownVerdict(picture, area.verdict);
      return {
        name: area.name,
        rings: areas[i] ?? [],
        look: verdictLook(verdict),
        inFrame: inFrame.has(i),
        first: verdict === 'above',
      };
    }),
    boundary: picture.context.boundary,
    cells: hotCells(picture).map((cell) => ({
      ring: ringOfCell(picture.grid, cell),
      colour: classes.find(({ to }) => cell.count <= to)?.colour ?? '#6d1454',
    })),
    hotspots: picture.hotspots.map(({ outline, kind }) => ({ outline, dashed: kind === 'most', fill: 'none' })),
    gone: picture.gone.map(({ outline }) => outline),
    points: [],
    places: picture.context.places.map(({ name, at: [lon = NaN, lat = NaN] }) => ({ name, lon, lat })),
  };
}

/** What the map shows, for those who do not see it. */
function description(picture: SituationPicture): string {
  const { language, hotspots, areas } = picture;
  const names = sayList(
    language,
    hotspots.map(({ name }, i) => `${i + 1} ${name}`),
  );
  const marked = hotspots.length > 0 ? say(language, 'mapAltHotspots', { names }) : say(language, 'mapAltNone');
  return say(language, 'mapAlt', { areas: areas.length, hotspots: marked });
}

/** The map as one SVG element. */
export function printMap(picture: SituationPicture): string {
  const areas = picture.areas.map(({ geometry }) => projectRings(geometry));
  const inFrame = areasInFrame(picture, areas);
  const frame = fitFrame(inFrame.map((i) => areas[i] ?? []));
  return (
    `<svg class="sp-map" viewBox="0 0 ${frame.width} ${frame.height}" role="img" aria-labelledby="sp-map-title sp-map-desc">` +
    `<title id="sp-map-title">${say(picture.language, 'mapTitle')}</title><desc id="sp-map-desc">${escapeHtml(description(picture))}</desc>` +
    `${verdictPatterns()}${drawMap(contentOf(picture, areas, new Set(inFrame)), frame)}</svg>`
  );
}

/** Names the areas that the map leaves out because they lie far from the rest; empty when it holds them all. */
export function offMapNote(picture: SituationPicture): string {
  const inFrame = areasInFrame(
    picture,
    picture.areas.map(({ geometry }) => projectRings(geometry)),
  );
  const names = picture.areas.filter((_, i) => !inFrame.includes(i)).map(({ name }) => name);
  if (names.length === 0) return '';
  return `<p class="sp-small">${escapeHtml(say(picture.language, 'offMap', { names: sayList(picture.language, names) }))}</p>`;
}
