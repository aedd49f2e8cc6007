/**
 * A map drawn as vectors: nothing is fetched, and it is as sharp on paper as the text. What it shows is handed over as `MapContent`; the printed picture and the
 * published one each have theirs, and legends draw their samples with the same patterns.
 */
import type { MultiPolygon, Position } from 'geojson';
import { toSweref } from '../../analysis/sweref99tm';
import type { Language } from '../types';
import { say, sayNumber } from '../words';
import { escapeHtml } from './html';
import { createPlacement, textWidth } from './label-placement';
import type { Placement } from './label-placement';
import { drawRings, labelPoint, pathOf, projectRings, scaleBarMetres } from './map-frame';
import type { MapFrame, Rings } from './map-frame';

const AREA_TEXT = 13;
/** On a phone the names are set larger (print-style.ts): room is kept for that, so that none is cut off at the edge. */
const AREA_TEXT_PHONE = 17;
const PLACE_TEXT = 10.5;
const MAX_PLACES = 16;
const LARGE_HOTSPOT = 0.05;

/** How an area is told apart: a pattern, a line, and a sign at its name. */
export interface AreaLook {
  /** Id of a pattern among the map's definitions. */
  fill: string;
  ink: string;
  dashed: boolean;
  /** The sign with its middle at a point. */
  mark: (x: number, y: number) => string;
}

export interface DrawnArea {
  name: string;
  /** In metres. */
  rings: Rings;
  look: AreaLook;
  inFrame: boolean;
  /** Its name is placed before the others. */
  first: boolean;
}

export interface MapContent {
  language: Language;
  areas: readonly DrawnArea[];
  boundary: MultiPolygon | null;
  /** Rings in SWEREF 99 TM metres. */
  cells: readonly { ring: Position[]; colour: string }[];
  /** In the order of their numbers; `fill` where no cells are drawn in them. */
  hotspots: readonly { outline: MultiPolygon; dashed: boolean; fill: string }[];
  gone: readonly MultiPolygon[];
  /** Signs that stand at a point, drawn in a square of 12 by 12. */
  points: readonly { lon: number; lat: number; sign: string }[];
  places: readonly { name: string; lon: number; lat: number }[];
}

const n = (value: number): string => value.toFixed(1);

function areaShapes(content: MapContent, drawn: readonly Rings[]): string {
  return content.areas
    .map(({ look }, i) => {
      const dash = look.dashed ? ' stroke-dasharray="4 3"' : '';
      return `<path d="${pathOf(drawn[i] ?? [])}" fill="url(#${look.fill})" fill-rule="evenodd" stroke="${look.ink}" stroke-width="1.2"${dash}/>`;
    })
    .join('');
}

function cellShapes(content: MapContent, frame: MapFrame): string {
  return content.cells
    .map(({ ring, colour }) => {
      const drawn = ring.map(([east = 0, north = 0]) => frame.at(east, north));
      return `<path d="${pathOf([drawn])}" fill="${colour}" stroke="#fff" stroke-width=".6"/>`;
    })
    .join('');
}

/** Where it was a hotspot lately: a thin dashed outline, named in a list beside the map. */
function goneShapes(content: MapContent, frame: MapFrame): string {
  return content.gone
    .map((outline) => drawRings(projectRings(outline), frame))
    .map((rings) => `<path d="${pathOf(rings)}" fill="none" stroke="#4c554d" stroke-width="1" stroke-dasharray="2 2"/>`)
    .join('');
}

/** Outlines and numbers; the number stands beside the cells, not on them. */
function hotspotShapes(content: MapContent, frame: MapFrame, placement: Placement): string {
  return content.hotspots
    .map(({ outline, dashed, fill }, i) => {
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
      const dash = dashed ? ' stroke-dasharray="4 2.5"' : '';
      const line = `<path d="${pathOf(rings)}" fill="${fill}" stroke="#7a0f4f" stroke-width="1.6"${dash}/>`;
      const [x, y] = [spot.x + 9, spot.y + 9];
      return `${line}<circle cx="${n(x)}" cy="${n(y)}" r="8.5" fill="#7a0f4f" stroke="#fff" stroke-width="1.2"/><text class="sp-number" x="${n(x)}" y="${n(y + 3.8)}">${i + 1}</text>`;
    })
    .join('');
}

function areaLabels(content: MapContent, drawn: readonly Rings[], placement: Placement): string {
  return content.areas
    .map((area, i) => ({ ...area, drawn: drawn[i] ?? [] }))
    .filter(({ inFrame }) => inFrame)
    .sort((a, b) => Number(b.first) - Number(a.first))
    .map(({ name, look, drawn: rings }) => {
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
      if (!spot) return look.mark(x, y);
      const baseline = spot.y + height / 2;
      return `${look.mark(spot.x + 7, baseline)}<text class="sp-area-name" x="${n(spot.x + 17)}" y="${n(baseline + 4.6)}">${escapeHtml(name)}</text>`;
    })
    .join('');
}

const inside = (frame: MapFrame, x: number, y: number): boolean =>
  x > 4 && x < frame.width - 4 && y > 4 && y < frame.height - 4;

function placeLabels(content: MapContent, frame: MapFrame, placement: Placement): string {
  let shown = 0;
  return content.places
    .map(({ name, lon, lat }) => {
      if (shown >= MAX_PLACES) return '';
      const [x, y] = frame.at(...toSweref(lon, lat));
      if (!inside(frame, x, y)) return '';
      const width = textWidth(name, PLACE_TEXT) + 4;
      const sides = [x + 4, x - 4 - width].map((left) => ({ x: left, y: y - 7, width, height: 14 }));
      const spot = placement.first(sides);
      if (!spot) return '';
      shown++;
      return `<circle cx="${n(x)}" cy="${n(y)}" r="2" fill="#1c211d" stroke="#fff" stroke-width=".8"/><text class="sp-place-name" x="${n(spot.x + 2)}" y="${n(y + 3.6)}">${escapeHtml(name)}</text>`;
    })
    .join('');
}

/** Signs at their points; names keep off them. */
function pointSigns(content: MapContent, frame: MapFrame, placement: Placement): string {
  return content.points
    .map(({ lon, lat, sign }) => {
      const [x, y] = frame.at(...toSweref(lon, lat));
      if (!inside(frame, x, y)) return '';
      placement.take({ x: x - 7, y: y - 7, width: 14, height: 14 });
      return `<g transform="translate(${n(x - 6)} ${n(y - 6)})">${sign}</g>`;
    })
    .join('');
}

function scaleAndNorth({ language }: MapContent, frame: MapFrame, placement: Placement): string {
  const metres = scaleBarMetres(frame);
  const length = metres * frame.scale;
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

/** Everything on the map, in the drawing units of the frame; the patterns that the areas name must stand before it. */
export function drawMap(content: MapContent, frame: MapFrame): string {
  const drawn = content.areas.map(({ rings }) => drawRings(rings, frame));
  const { boundary } = content;
  const line = boundary
    ? `<path d="${pathOf(drawRings(projectRings(boundary), frame))}" fill="#fbfbfa" stroke="#7c847a" stroke-width="1.4" stroke-dasharray="7 3 1.5 3"/>`
    : '';
  const placement = createPlacement(frame.width, frame.height);
  // Placed first come first served: furniture, numbers, signs, areas, places.
  const furniture = scaleAndNorth(content, frame, placement);
  const hotspots = hotspotShapes(content, frame, placement);
  const points = pointSigns(content, frame, placement);
  const areaNames = areaLabels(content, drawn, placement);
  const places = placeLabels(content, frame, placement);
  const cells = cellShapes(content, frame);
  const gone = goneShapes(content, frame);
  return `${line}${areaShapes(content, drawn)}${gone}${cells}${hotspots}${points}${places}${areaNames}${furniture}`;
}
