/** The map of the printed picture, drawn as vectors: nothing is fetched, and it is as sharp on paper as the text. */
import { SHOWN_VERDICTS, shownVerdict } from '../shown-verdict';
import type { ShownVerdict } from '../shown-verdict';
import type { SituationPicture } from '../types';
import { say, sayList, sayNumber } from '../words';
import { ringOfCell } from './cell-shapes';
import { classesOf, hotCells } from './hot-cells';
import type { CountClass } from './hot-cells';
import { escapeHtml } from './html';
import { createPlacement, textWidth } from './label-placement';
import type { Placement } from './label-placement';
import { areasInFrame, drawRings, fitFrame, labelPoint, pathOf, projectRings, scaleBarMetres } from './map-frame';
import type { MapFrame, Rings } from './map-frame';
import { VERDICT_COLOURS, verdictMark } from './verdict-sign';

const AREA_TEXT = 13;
/** On a phone the names are set larger (print-style.ts): room is kept for that, so that none is cut off at the edge. */
const AREA_TEXT_PHONE = 17;
const PLACE_TEXT = 10.5;
const MAX_PLACES = 16;
const LARGE_HOTSPOT = 0.05;
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

const n = (value: number): string => value.toFixed(1);

function areaShapes(picture: SituationPicture, drawn: readonly Rings[]): string {
  return picture.areas
    .map((area, i) => {
      const verdict = shownVerdict(picture, area.verdict);
      const dash = verdict === 'too-few' ? ' stroke-dasharray="4 3"' : '';
      const { ink } = VERDICT_COLOURS[verdict];
      return `<path d="${pathOf(drawn[i] ?? [])}" fill="url(#sp-fill-${verdict})" fill-rule="evenodd" stroke="${ink}" stroke-width="1.2"${dash}/>`;
    })
    .join('');
}

function cellShapes(picture: SituationPicture, frame: MapFrame, classes: readonly CountClass[]): string {
  return hotCells(picture)
    .map((cell) => {
      const ring = ringOfCell(picture.grid, cell).map(([east = 0, north = 0]) => frame.at(east, north));
      const colour = classes.find(({ to }) => cell.count <= to)?.colour ?? '#6d1454';
      return `<path d="${pathOf([ring])}" fill="${colour}" stroke="#fff" stroke-width=".6"/>`;
    })
    .join('');
}

/** Where it was a hotspot lately: a thin dashed outline, named in the list under the table. */
function goneShapes(picture: SituationPicture, frame: MapFrame): string {
  return picture.gone
    .map(({ outline }) => drawRings(projectRings(outline), frame))
    .map((rings) => `<path d="${pathOf(rings)}" fill="none" stroke="#4c554d" stroke-width="1" stroke-dasharray="2 2"/>`)
    .join('');
}

/** Outlines and numbers; the number stands beside the cells, not on them. */
function hotspotShapes(picture: SituationPicture, frame: MapFrame, placement: Placement): string {
  return picture.hotspots
    .map(({ outline, kind }, i) => {
      const rings = drawRings(projectRings(outline), frame);
      const xs = rings.flat().map(([x]) => x);
      const ys = rings.flat().map(([, y]) => y);
      const [west, east, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
      // Names keep off the cells, unless these cover much of the map and would drive every name away.
      if ((east - west) * (bottom - top) < LARGE_HOTSPOT * frame.width * frame.height) {
        placement.take({ x: west, y: top, width: east - west, height: bottom - top });
      }
      const corners = [
        [east + 1, top - 17],
        [west - 19, top - 17],
        [east + 1, bottom - 1],
        [west - 19, bottom - 1],
        [east + 8, (top + bottom) / 2 - 9],
        [west - 26, (top + bottom) / 2 - 9],
      ].map(([x = 0, y = 0]) => ({ x, y, width: 18, height: 18 }));
      const spot = placement.first(corners) ?? {
        x: (west + east) / 2 - 9,
        y: (top + bottom) / 2 - 9,
        width: 18,
        height: 18,
      };
      const dash = kind === 'most' ? ' stroke-dasharray="4 2.5"' : '';
      const line = `<path d="${pathOf(rings)}" fill="none" stroke="#7a0f4f" stroke-width="1.6"${dash}/>`;
      const [x, y] = [spot.x + 9, spot.y + 9];
      return `${line}<circle cx="${n(x)}" cy="${n(y)}" r="8.5" fill="#7a0f4f" stroke="#fff" stroke-width="1.2"/><text class="sp-number" x="${n(x)}" y="${n(y + 3.8)}">${i + 1}</text>`;
    })
    .join('');
}

function areaLabels(
  picture: SituationPicture,
  drawn: readonly Rings[],
  inFrame: ReadonlySet<number>,
  placement: Placement,
): string {
  return picture.areas
    .map(({ name, verdict }, i) => ({ name, verdict: shownVerdict(picture, verdict), rings: drawn[i] ?? [] }))
    .filter((_, i) => inFrame.has(i))
    .sort((a, b) => Number(b.verdict === 'above') - Number(a.verdict === 'above'))
    .map(({ name, verdict, rings }) => {
      const [x, y] = labelPoint(rings);
      const width = textWidth(name, AREA_TEXT_PHONE) + 18;
      const height = AREA_TEXT + 5;
      const ys = rings.flat().map(([, ringY]) => ringY);
      const levels = [y, y - 16, y + 16, y - 32, y + 32, Math.min(...ys) - 10, Math.max(...ys) + 10];
      const candidates = [0, -0.5, 0.5].flatMap((shift) =>
        levels.map((level) => ({ x: x - width / 2 + shift * width, y: level - height / 2, width, height })),
      );
      const spot = placement.first(candidates);
      // The sign always stands; the name only where there is room, the tables hold every name.
      if (!spot) return verdictMark(verdict, x, y);
      const baseline = spot.y + height / 2;
      return `${verdictMark(verdict, spot.x + 7, baseline)}<text class="sp-area-name" x="${n(spot.x + 17)}" y="${n(baseline + 4.6)}">${escapeHtml(name)}</text>`;
    })
    .join('');
}

function placeLabels(picture: SituationPicture, frame: MapFrame, placement: Placement): string {
  let shown = 0;
  return picture.context.places
    .map(({ name, at }) => {
      if (shown >= MAX_PLACES) return '';
      const [[projected]] = [projectRings({ type: 'MultiPolygon', coordinates: [[[at]]] })];
      const [x, y] = frame.at(...(projected?.[0] ?? [NaN, NaN]));
      if (!(x > 4 && x < frame.width - 4 && y > 4 && y < frame.height - 4)) return '';
      const width = textWidth(name, PLACE_TEXT) + 4;
      const sides = [x + 4, x - 4 - width].map((left) => ({ x: left, y: y - 7, width, height: 14 }));
      const spot = placement.first(sides);
      if (!spot) return '';
      shown++;
      return `<circle cx="${n(x)}" cy="${n(y)}" r="2" fill="#1c211d" stroke="#fff" stroke-width=".8"/><text class="sp-place-name" x="${n(spot.x + 2)}" y="${n(y + 3.6)}">${escapeHtml(name)}</text>`;
    })
    .join('');
}

function scaleAndNorth(picture: SituationPicture, frame: MapFrame, placement: Placement): string {
  const metres = scaleBarMetres(frame);
  const length = metres * frame.scale;
  const { language } = picture;
  const words =
    metres < 1000
      ? say(language, 'metres', { value: metres })
      : say(language, 'kilometres', { value: sayNumber(language, metres / 1000) });
  const [x, y] = [14, frame.height - 14];
  placement.take({ x: 4, y: y - 22, width: length + 24, height: 34 });
  placement.take({ x: frame.width - 34, y: 4, width: 30, height: 44 });
  const bar = `<path d="M${x} ${y - 5}V${y}H${n(x + length)}V${y - 5}" fill="none" stroke="#1c211d" stroke-width="1.4"/>`;
  const arrow = `<path d="M${frame.width - 19} 8 l5 18 -5 -4 -5 4Z" fill="#1c211d"/>`;
  return `${bar}<text class="sp-scale" x="${n(x + length / 2)}" y="${y - 6}">${words}</text>${arrow}<text class="sp-scale" x="${frame.width - 19}" y="40">${say(language, 'north')}</text>`;
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
  const drawn = areas.map((rings) => drawRings(rings, frame));
  const { boundary } = picture.context;
  const line = boundary
    ? `<path d="${pathOf(drawRings(projectRings(boundary), frame))}" fill="#fbfbfa" stroke="#7c847a" stroke-width="1.4" stroke-dasharray="7 3 1.5 3"/>`
    : '';
  const placement = createPlacement(frame.width, frame.height);
  // Placed first come first served: furniture, numbers, areas, places.
  const furniture = scaleAndNorth(picture, frame, placement);
  const hotspots = hotspotShapes(picture, frame, placement);
  const areaNames = areaLabels(picture, drawn, new Set(inFrame), placement);
  const places = placeLabels(picture, frame, placement);
  const cells = cellShapes(picture, frame, classesOf(picture));
  const gone = goneShapes(picture, frame);
  return (
    `<svg class="sp-map" viewBox="0 0 ${frame.width} ${frame.height}" role="img" aria-labelledby="sp-map-title sp-map-desc">` +
    `<title id="sp-map-title">${say(picture.language, 'mapTitle')}</title><desc id="sp-map-desc">${escapeHtml(description(picture))}</desc>` +
    `${verdictPatterns()}${line}${areaShapes(picture, drawn)}${gone}${cells}${hotspots}${places}${areaNames}${furniture}</svg>`
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
